// qr_code.cpp: libqrencode's modules as half blocks.  Side: control.
#include "clients/cli/qr_code.h"

#include <qrencode.h>

#include <memory>

namespace corelogic::cli {
namespace {

constexpr int kQuiet = 2;  // modules of margin: ISO 18004 asks for 4, terminals have a margin of their own

}  // namespace

std::string qr_code(const std::string& text) {
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
      QRcode_encodeString(text.c_str(), 0, QR_ECLEVEL_M, QR_MODE_8, 1), QRcode_free);
  if (!code) return {};
  const int width = code->width;
  const auto dark = [&](int x, int y) {
    return x >= 0 && y >= 0 && x < width && y < width && (code->data[y * width + x] & 1) != 0;
  };
  std::string drawn;
  for (int y = -kQuiet; y < width + kQuiet; y += 2) {
    drawn += "\033[30;107m";  // black on white
    for (int x = -kQuiet; x < width + kQuiet; ++x) {
      const bool upper = dark(x, y);
      const bool lower = dark(x, y + 1);
      drawn += upper ? (lower ? "\u2588" : "\u2580") : (lower ? "\u2584" : " ");
    }
    drawn += "\033[0m\n";
  }
  return drawn;
}

}  // namespace corelogic::cli

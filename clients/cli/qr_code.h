// qr_code.h: a text as a QR code in the terminal.  Side: control; pure.
#pragma once

#include <string>

namespace corelogic::cli {

/// Two modules a character, dark on light whatever the terminal's colours are; empty if the text is too long.
[[nodiscard]] std::string qr_code(const std::string& text);

}  // namespace corelogic::cli

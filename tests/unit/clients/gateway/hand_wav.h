// hand_wav.h: a WAV file of 16 bits written byte by byte, so that what reads it is not tested by itself.
// Side: test.
#pragma once

#include <cstdint>
#include <fstream>
#include <string>
#include <vector>

namespace corelogic::gateway {

inline void write_wav(const std::string& path, std::uint32_t rate, std::uint16_t channels,
                      const std::vector<std::int16_t>& interleaved) {
  std::string out;
  const auto put = [&](std::uint64_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) out += static_cast<char>((value >> (8 * i)) & 0xffU);
  };
  const std::uint64_t size = 2 * interleaved.size();
  out += "RIFF";
  put(36 + size, 4);
  out += "WAVEfmt ";
  put(16, 4);
  put(1, 2);  // PCM
  put(channels, 2);
  put(rate, 4);
  put(std::uint64_t{rate} * channels * 2, 4);
  put(std::uint64_t{channels} * 2U, 2);
  put(16, 2);
  out += "data";
  put(size, 4);
  for (const std::int16_t sample : interleaved) put(static_cast<std::uint16_t>(sample), 2);
  std::ofstream(path, std::ios::binary) << out;
}

}  // namespace corelogic::gateway

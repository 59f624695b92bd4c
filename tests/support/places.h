// places.h: where this checkout and the programs of this build lie.  Side: test.
//
// The only names that differ between two checkouts are in places.cpp, so that a compiler cache serves both.
#pragma once

#include <string>

namespace corelogic::support {

/// The root of the checkout, without a slash at its end.
[[nodiscard]] std::string source_directory();

/// Where this build puts its programs, without a slash at its end.
[[nodiscard]] std::string binary_directory();

/// The path of a program of this build: binary("corelogic-engine").
[[nodiscard]] std::string binary(const std::string& name);

}  // namespace corelogic::support

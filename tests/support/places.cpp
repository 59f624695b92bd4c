// places.cpp: see places.h.
#include "tests/support/places.h"

namespace corelogic::support {

std::string source_directory() {
  return CORELOGIC_SOURCE_DIR;
}

std::string binary_directory() {
  return CORELOGIC_BIN_DIR;
}

std::string binary(const std::string& name) {
  return binary_directory() + "/" + name;
}

}  // namespace corelogic::support

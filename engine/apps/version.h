// version.h: what --version prints.
#pragma once

namespace corelogic::apps {

inline constexpr const char* kVersion = "CoreLogic Studio 0.1.0";

}  // namespace corelogic::apps

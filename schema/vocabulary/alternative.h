// alternative.h: whether a type is one of a std::variant's alternatives.
#pragma once

#include <type_traits>
#include <variant>

namespace corelogic::vocabulary {

template <class Type, class Variant>
inline constexpr bool kIsAlternative = false;
template <class Type, class... Alternatives>
inline constexpr bool kIsAlternative<Type, std::variant<Alternatives...>> = (std::is_same_v<Type, Alternatives> || ...);

}  // namespace corelogic::vocabulary

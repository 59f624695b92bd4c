// result_test.cpp: a value or the reason why not.
#include "schema/vocabulary/result.h"

#include <gtest/gtest.h>

#include <memory>

namespace corelogic::vocabulary {
namespace {

Result<int> half(int number) {
  if (number % 2 != 0)
    return Refusal{RefusalCode::kInvalid, "number", "An odd number has no half; give an even one."};
  return number / 2;
}

TEST(Result, HoldsAValue) {
  const Result<int> result = half(8);
  ASSERT_TRUE(result);
  EXPECT_EQ(*result, 4);
}

TEST(Result, HoldsARefusal) {
  const Result<int> result = half(7);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.refusal().code, RefusalCode::kInvalid);
  EXPECT_EQ(result.refusal().subject, "number");
}

TEST(Result, GivesItsValueAway) {
  Result<std::unique_ptr<int>> result = std::make_unique<int>(5);
  EXPECT_EQ(**result, 5);
  const std::unique_ptr<int> value = *std::move(result);
  EXPECT_EQ(*value, 5);
}

TEST(Result, OfNothingIsSuccessUnlessRefused) {
  EXPECT_TRUE(Result<void>());
  const Result<void> refused = Refusal{RefusalCode::kStorage, "disk", "It is full."};
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.refusal().sentence, "It is full.");
}

}  // namespace
}  // namespace corelogic::vocabulary

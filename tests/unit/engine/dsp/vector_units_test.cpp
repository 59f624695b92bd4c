// vector_units_test.cpp: what keeps a core awake does nothing else.
#include "engine/dsp/vector_units.h"

#include <gtest/gtest.h>

#include <cfenv>

#include "tests/unit/engine/dsp/sound.h"

namespace corelogic::dsp {
namespace {

TEST(VectorUnits, AreKeptAwakeWithoutATrace) {
  for (const std::string& target : test::targets()) {
    ASSERT_TRUE(force_target(target.c_str()));
    std::feclearexcept(FE_ALL_EXCEPT);
    keep_vector_units_awake();
    EXPECT_EQ(std::fetestexcept(FE_ALL_EXCEPT), 0) << target;
  }
  force_target("");
}

}  // namespace
}  // namespace corelogic::dsp

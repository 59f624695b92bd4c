// deadline_test.cpp: what hangs is named and left behind.  Side: test.
#include "tests/support/deadline.h"

#include <gmock/gmock.h>

#include <future>
#include <memory>
#include <stdexcept>

namespace corelogic::support {
namespace {

TEST(Within, ReturnsOnceTheBodyHas) {
  auto done = std::make_shared<bool>(false);
  within("a moment", [done] { *done = true; });
  EXPECT_TRUE(*done);
}

TEST(Within, NamesWhatTookTooLongAndLeavesItBehind) {
  auto never = std::make_shared<std::promise<void>>();
  EXPECT_THAT(
      [&] {
        within(
            "opening", [never] { never->get_future().wait(); }, 20ms);
      },
      testing::ThrowsMessage<std::runtime_error>("opening took more than 20 ms"));
  never->set_value();
}

TEST(Within, HandsOnWhatTheBodyThrows) {
  EXPECT_THAT([] { within("opening", [] { throw std::runtime_error("no server"); }); },
              testing::ThrowsMessage<std::runtime_error>("no server"));
}

}  // namespace
}  // namespace corelogic::support

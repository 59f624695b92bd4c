// cli_house.h: a house with a real controller in it, and the command line to drive it.  Side: test.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "tests/support/places.h"
#include "tests/support/process.h"

namespace corelogic::contract {

/// A controller with a new project, "cli", in a house of its own.
class CliHouse : public testing::Test {
 protected:
  void SetUp() override {
    start_controller();
    ASSERT_EQ(cli({"project", "new", "cli"}).exit.status, 0);
  }

  void start_controller() {
    controller_ = std::make_unique<support::Process>(
        std::vector<std::string>{support::binary("corelogic-controller")}, house_.environment());
    ASSERT_TRUE(support::eventually([&] { return cli({"status"}).exit.status == 0; }))
        << controller_->standard_error();
  }

  [[nodiscard]] support::Finished cli(std::vector<std::string> words) const {
    words.insert(words.begin(), support::binary("corelogic"));
    return support::run(words, house_.environment());
  }
  /// What it prints; it must leave with 0.
  [[nodiscard]] std::string says(const std::vector<std::string>& words) const {
    const auto finished = cli(words);
    EXPECT_EQ(finished.exit.status, 0) << words.front() << ": " << finished.error;
    return finished.output;
  }
  [[nodiscard]] std::string reason(const std::vector<std::string>& words) const {
    const auto finished = cli(words);
    EXPECT_EQ(finished.exit.status, 1) << words.front() << ": " << finished.output << finished.error;
    return finished.error;
  }

  support::House house_;
  std::unique_ptr<support::Process> controller_;
};

}  // namespace corelogic::contract

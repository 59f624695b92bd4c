// unit_file_test.cpp: a systemd unit is read as systemd would read it, or refused.
#include "systemd/supervisor/unit_file.h"
#include "tests/support/places.h"

#include <gtest/gtest.h>

namespace corelogic::supervisor {
namespace {

using namespace std::chrono_literals;

TEST(UnitFile, ReadsTimesAsSystemdWritesThem) {
  EXPECT_EQ(*parse_duration("40ms"), 40ms);
  EXPECT_EQ(*parse_duration("2"), 2s);
  EXPECT_EQ(*parse_duration("1min 30s"), 90s);
  EXPECT_EQ(*parse_duration("2s5ms"), 2005ms);
  EXPECT_EQ(*parse_duration(" 250us "), 250us);
}

TEST(UnitFile, RefusesWhatIsNoTime) {
  for (const char* text : {"", "soon", "5 fortnights", "-1s", "ms"})
    EXPECT_FALSE(parse_duration(text)) << text;
}

TEST(UnitFile, ReadsWhatTheSupervisorKeeps) {
  const auto unit = parse_unit("engine", R"([Unit]
Description=plays
[Service]
Type=notify
ExecStart=/usr/bin/corelogic-engine --device auto
Environment=A=1 B=2
Environment=C=3
WatchdogSec=40ms
RestartSec=5ms
TimeoutStartSec=3s
TimeoutStopSec=2s
ProtectSystem=strict
# WatchdogSec=1s
[Install]
ExecStart=/never
)");
  ASSERT_TRUE(unit);
  EXPECT_EQ(unit->arguments, (std::vector<std::string>{"/usr/bin/corelogic-engine", "--device", "auto"}));
  EXPECT_EQ(unit->environment, (std::vector<std::string>{"A=1", "B=2", "C=3"}));
  EXPECT_TRUE(unit->notifies);
  EXPECT_EQ(unit->watchdog, 40ms);
  EXPECT_EQ(unit->restart_delay, 5ms);
  EXPECT_EQ(unit->start_timeout, 3s);
  EXPECT_EQ(unit->stop_timeout, 2s);
}

TEST(UnitFile, RefusesAUnitThatStartsNothing) {
  EXPECT_EQ(parse_unit("empty", "[Service]\nType=notify\n").refusal().sentence, "has no ExecStart");
}

TEST(UnitFile, NamesTheLineItCannotRead) {
  const auto unit = parse_unit("engine", "[Service]\nExecStart=/bin/true\nWatchdogSec=never\n");
  ASSERT_FALSE(unit);
  EXPECT_EQ(unit.refusal().subject, "engine: WatchdogSec=never");
}

TEST(UnitFile, SaysWhichFileIsMissing) {
  EXPECT_EQ(load_unit("/nowhere/a.service", "").refusal().code, vocabulary::RefusalCode::kNotFound);
}

TEST(UnitFile, ReadsTheUnitsOfThisHouse) {
  for (const std::string name : {"corelogic-engine", "corelogic-controller"}) {
    const auto unit = load_unit(support::source_directory() + "/systemd/" + name + ".service", "");
    ASSERT_TRUE(unit) << unit.refusal().subject << unit.refusal().sentence;
    EXPECT_EQ(unit->name, name);
    EXPECT_EQ(unit->arguments.front(), "/usr/bin/" + name);
    EXPECT_TRUE(unit->notifies);
    EXPECT_GT(unit->watchdog, 0ms);
    EXPECT_LE(unit->restart_delay, 10ms);
  }
}

}  // namespace
}  // namespace corelogic::supervisor

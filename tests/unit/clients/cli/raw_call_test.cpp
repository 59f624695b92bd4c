// raw_call_test.cpp: the envelope around a request written by hand leaves the text as it is.  Side: test.
#include "clients/cli/raw_call.h"

#include <gtest/gtest.h>

namespace corelogic::cli {
namespace {

TEST(RawCall, PutsACommandIntoItsEnvelope) {
  EXPECT_EQ(*envelope(R"({"undo":null})", 5, 1), R"({"client":"5","sequence":"1","command":{"undo":null}})");
}

TEST(RawCall, AddsClientAndSequenceToARequest) {
  EXPECT_EQ(*envelope(R"( {"getProject":null})", 5, 1), R"({"client":"5","sequence":"1","getProject":null})");
}

TEST(RawCall, KnowsEveryRequestOfTheSchema) {
  EXPECT_EQ(*envelope(R"({"getWiring":null})", 5, 1), R"({"client":"5","sequence":"1","getWiring":null})");
}

TEST(RawCall, LeavesARequestThatSaysWhoAsks) {
  const char* const text = R"({"client":"9","sequence":"3","getProject":null})";
  EXPECT_EQ(*envelope(text, 5, 1), text);
}

TEST(RawCall, SendsWhatIsGivenTwiceOrUnknownAsItIs) {
  EXPECT_EQ(*envelope(R"({"undo":null,"undo":null,"x":1})", 5, 1),
            R"({"client":"5","sequence":"1","command":{"undo":null,"undo":null,"x":1}})");
}

TEST(RawCall, RefusesWhatIsNoObject) {
  EXPECT_FALSE(envelope("undo", 5, 1));
  EXPECT_FALSE(envelope("[]", 5, 1));
  EXPECT_FALSE(envelope("{\"undo\":", 5, 1));
}

}  // namespace
}  // namespace corelogic::cli

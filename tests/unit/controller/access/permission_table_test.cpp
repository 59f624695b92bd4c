// permission_table_test.cpp: no command and no request without its row, and every row with its word.
#include "controller/access/permission_table.h"

#include <gtest/gtest.h>

#include "schema/wire/codec.h"
#include "schema/wire/schema_words.h"
#include "tests/unit/schema/wire/examples.h"

namespace corelogic::access {
namespace {

/// The schema's arms, in the order of their numbers.
std::vector<std::string> arms_of(const std::string& name) {
  std::vector<std::string> arms;
  for (const auto& field : wire::schema_words().structs.at(name).fields)
    if (field.arm) arms.push_back(field.name);
  return arms;
}

template <class Rows>
std::vector<std::string> words_of(const Rows& rows) {
  std::vector<std::string> words;
  for (const Row& row : rows) words.emplace_back(row.word);
  return words;
}

TEST(PermissionTable, HasARowForEveryCommandOfTheSchema) {
  EXPECT_EQ(words_of(command_rows()), arms_of("Command"));
}

TEST(PermissionTable, HasARowForEveryRequestOfTheSchema) {
  EXPECT_EQ(words_of(request_rows()), arms_of("Request"));
}

TEST(PermissionTable, FindsTheRowOfWhatIsSaid) {
  namespace m = messages;
  const auto commands =
      wire::examples::each_alternative<m::CommandBody>([](auto of) { return wire::examples::example(of); });
  ASSERT_EQ(commands.size(), kCommands);
  for (const auto& body : commands) {
    const m::Command command{body};
    const std::string json(wire::as_text(wire::encode(command, wire::Encoding::kJson)));
    EXPECT_EQ(json.find("{\"" + std::string(row_of(command).word) + "\":"), 0U) << json;
  }
}

TEST(PermissionTable, LeavesNobodyWithoutARole) {
  for (const Row& row : command_rows()) EXPECT_GE(row.least, Role::kMusician) << row.word;
  for (const Row& row : request_rows()) EXPECT_GE(row.least, Role::kViewer) << row.word;
}

TEST(PermissionTable, AsksForABatchWhatItsHighestMemberAsks) {
  const messages::Command level{messages::SetSendLevel{messages::SendId{10}, {-6}}};
  EXPECT_EQ(least_role(level), Role::kMusician);
  EXPECT_EQ(least_role({messages::Batch{{level}}}), Role::kMusician);
  EXPECT_EQ(least_role({messages::Batch{{level, {messages::RecallScene{messages::SceneId{1}}}}}}),
            Role::kMixer);
  EXPECT_EQ(least_role({messages::Batch{{{messages::RemoveTrack{messages::TrackId{3}}}, level}}}),
            Role::kEditor);
}

}  // namespace
}  // namespace corelogic::access

// access_matrix_test.cpp: every command and every request of the schema, asked by every role over every
// transport: allowed or denied as the table says, and nothing changed when denied.
#include "controller/access/permission_table.h"
#include "tests/contract/access_house.h"
#include "tests/unit/schema/wire/examples.h"

namespace corelogic::contract {
namespace {

namespace examples = wire::examples;
using access::Scope;
using m::Role;
using vocabulary::RefusalCode;

struct Question {
  std::string word;
  Role least = Role::kAdmin;
  Scope scope = Scope::kOpen;
  decltype(Request::body) body;
};

/// One of each, from the examples of the codec: a new word has one, or nothing compiles.
std::vector<Question> all_questions() {
  std::vector<Question> all;
  std::size_t row = 0;
  for (auto& body :
       examples::each_alternative<m::CommandBody>([](auto of) { return examples::example(of); })) {
    const access::Row& rule = access::command_rows()[row++];
    // A batch and a dry run are what is in them: judged by their commands, below.
    if (rule.scope == Scope::kMembers) continue;
    all.push_back({std::string(rule.word), rule.least, rule.scope, m::Command{std::move(body)}});
  }
  row = 0;
  for (auto& body :
       examples::each_alternative<messages::RequestBody>([](auto of) { return examples::example(of); })) {
    const access::Row& rule = access::request_rows()[row++];
    const bool about_the_session = std::holds_alternative<m::Hello>(body) ||
                                   std::holds_alternative<m::Heartbeat>(body) ||
                                   std::holds_alternative<m::Goodbye>(body);
    if (rule.scope == Scope::kMembers || about_the_session) continue;
    all.push_back({std::string(rule.word), rule.least, rule.scope, std::move(body)});
  }
  return all;
}

/// The examples name strip 3, Anna's mix, and send 6, Ben's; a musician has 3, the masked mixer has 4.
bool allowed(const Question& question, Role role, bool masked) {
  if (role < question.least) return false;
  if (role == Role::kMusician) return question.scope == Scope::kOpen || question.scope == Scope::kOwnSteps;
  if (masked)
    return question.scope == Scope::kOpen || question.scope == Scope::kOwnSteps ||
           question.scope == Scope::kSight;
  return true;
}

class AccessMatrixTest : public AccessTest {
 protected:
  void try_all(Caller& caller, Role role, bool masked, const std::string& name) {
    ASSERT_TRUE(caller.hello()) << name;
    for (const Question& question : all_questions()) {
      SCOPED_TRACE(name + " " + question.word);
      const bool expected = allowed(question, role, masked);
      const std::uint64_t before = expected ? 0 : hash();
      auto reply = caller.ask(question.body);
      ASSERT_TRUE(reply);
      if (const auto* touch = std::get_if<m::Touch>(&question.body); touch && !touch->held) continue;
      EXPECT_EQ(code_of(reply) != RefusalCode::kDenied, expected) << sentence_of(*reply);
      if (!expected) {
        EXPECT_EQ(hash(), before);
      }
      // An example may have opened another project; who is asked about hands says hello again.
      ASSERT_TRUE(caller.hello());
    }
  }
};

TEST_F(AccessMatrixTest, AllowsAndDeniesAsTheTableSays) {
  struct Somebody {
    std::string name;
    Role role;
    std::vector<m::TrackId> strips;
  };
  const std::vector<Somebody> all{{"viewer", Role::kViewer, {}},       {"musician", Role::kMusician, {mine_}},
                                  {"masked", Role::kMixer, {theirs_}}, {"mixer", Role::kMixer, {}},
                                  {"editor", Role::kEditor, {}},       {"admin", Role::kAdmin, {}}};
  for (const Somebody& one : all) {
    try_all(*by_token(one.name + " ipc", one.role, one.strips), one.role, !one.strips.empty(),
            one.name + " ipc");
    try_all(*by_key(one.name + " tcp", one.role, one.strips), one.role, !one.strips.empty(),
            one.name + " tcp");
  }
}

TEST_F(AccessMatrixTest, JudgesBatchesAndDryRunsByWhatIsInThem) {
  auto mixer = by_key("mixer", Role::kMixer);
  const m::Command mine{m::SetVolume{guitar_, {-3}}};
  const m::Command not_mine{m::RemoveTrack{guitar_}};
  const std::uint64_t before = hash();
  EXPECT_EQ(code_of(mixer->command(m::Batch{{mine, not_mine}})), RefusalCode::kDenied);
  EXPECT_EQ(code_of(mixer->ask(m::DryRun{not_mine})), RefusalCode::kDenied);
  EXPECT_EQ(hash(), before);
  EXPECT_TRUE(is_done(mixer->command(m::Batch{{mine}}).value_or(Reply{})));
  EXPECT_NE(hash(), before);
}

}  // namespace
}  // namespace corelogic::contract

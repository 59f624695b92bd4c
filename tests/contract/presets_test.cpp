// presets_test.cpp: presets of the house and the tempo through the real controller, in both encodings;
// repeats; files that come from elsewhere.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "tests/contract/running_controller.h"

namespace corelogic::contract {
namespace {

using namespace messages;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using vocabulary::RefusalCode;

std::vector<std::string> names(Client& client, const std::string& effect) {
  const auto reply = client.ask(Client::request(GetPresets{effect}));
  std::vector<std::string> found;
  for (const Preset& preset : std::get<Presets>(reply.body).presets)
    found.push_back(preset.effect + "/" + preset.name);
  return found;
}
double ratio(Client& client) {
  const auto reply = client.ask(Client::request(GetProject{}));
  return std::get<messages::Project>(reply.body).tracks.at(0).inserts.at(0).parameters.at(1).value;
}

class PresetsTest : public ::testing::TestWithParam<wire::Encoding> {
 protected:
  RunningController controller_;
  Client client_{controller_, GetParam(), 7};
  std::string folder_ = controller_.house().data_directory() + "/presets/compressor";
};

TEST_P(PresetsTest, AreSavedLoadedUndoneAndRemoved) {
  client_.done(AddTrack{TrackKind::kAudio, "Guitar"});
  const auto ids = client_.done(AddInsert{TrackId{2}, "compressor", kAtEnd, {{"ratio", 4}}});
  const InsertId insert{ids.at(0)};
  EXPECT_THAT(names(client_, ""), IsEmpty());
  client_.done(SavePreset{insert, "Vocal"});
  EXPECT_THAT(names(client_, "compressor"), ElementsAre("compressor/Vocal"));
  EXPECT_THAT(names(client_, "reverb"), IsEmpty());
  EXPECT_EQ(code_of(client_.ask_command(SavePreset{insert, "Vocal"})), RefusalCode::kDuplicate);
  client_.done(SetParameter{insert, "ratio", 9});
  client_.done(LoadPreset{insert, "Vocal"});
  EXPECT_EQ(ratio(client_), 4);
  client_.done(Undo{});
  EXPECT_EQ(ratio(client_), 9);
  client_.done(SavePreset{insert, "Vocal", true});
  client_.done(SetParameter{insert, "ratio", 2});
  client_.done(LoadPreset{insert, "Vocal"});
  EXPECT_EQ(ratio(client_), 9);
  client_.done(RemovePreset{"compressor", "Vocal"});
  EXPECT_EQ(code_of(client_.ask_command(LoadPreset{insert, "Vocal"})), RefusalCode::kNotFound);
  EXPECT_EQ(code_of(client_.ask_command(RemovePreset{"compressor", "Vocal"})), RefusalCode::kNotFound);
  EXPECT_EQ(code_of(client_.ask_command(SavePreset{InsertId{99}, "Vocal"})), RefusalCode::kUnknownId);
  EXPECT_EQ(code_of(client_.ask_command(SavePreset{insert, "../x"})), RefusalCode::kInvalid);
}

TEST_P(PresetsTest, BringASoundFileIntoAnotherProject) {
  const auto insert_of_guitar = [](Client& client) {
    client.done(AddTrack{TrackKind::kAudio, "Guitar"});
    return InsertId{client.done(AddInsert{TrackId{2}, "convolution", kAtEnd, {}}).at(0)};
  };
  const auto file_of_guitar = [](Client& client) {
    const auto reply = client.ask(Client::request(GetProject{}));
    return std::get<messages::Project>(reply.body).tracks.at(0).inserts.at(0).file;
  };
  const InsertId first = insert_of_guitar(client_);
  client_.done(SetInsertFile{first, "halls/big.wav"});
  client_.done(SavePreset{first, "Hall"});
  client_.done(SetInsertFile{first, ""});
  client_.done(LoadPreset{first, "Hall"});
  EXPECT_EQ(file_of_guitar(client_), "halls/big.wav") << "in its own project as it was";
  client_.done(Undo{});
  EXPECT_EQ(file_of_guitar(client_), "");
  const auto name = std::get<messages::Project>(client_.ask(Client::request(GetProject{})).body).name;
  client_.done(NewProject{"another", 48000});
  const InsertId second = insert_of_guitar(client_);
  client_.done(LoadPreset{second, "Hall"});
  EXPECT_THAT(file_of_guitar(client_), ::testing::EndsWith("/" + name + "/audio/halls/big.wav"));
  EXPECT_EQ(file_of_guitar(client_).front(), '/');
}

TEST_P(PresetsTest, OutliveTheControllerAndTheProject) {
  client_.done(AddTrack{TrackKind::kAudio, "Guitar"});
  const auto ids = client_.done(AddInsert{TrackId{2}, "compressor", kAtEnd, {{"ratio", 4}}});
  client_.done(SavePreset{InsertId{ids.at(0)}, "Vocal"});
  client_.done(NewProject{"another", 48000});
  controller_.kill();
  controller_.start();
  Client again(controller_, GetParam(), 8);
  again.done(AddTrack{TrackKind::kAudio, "Bass"});
  const auto made = again.done(AddInsert{TrackId{2}, "compressor", kAtEnd, {}});
  again.done(LoadPreset{InsertId{made.at(0)}, "Vocal"});
  EXPECT_EQ(ratio(again), 4);
}

TEST_P(PresetsTest, AreFoundWhenCopiedInAndToldWhenBroken) {
  std::filesystem::create_directories(folder_);
  std::ofstream(folder_ + "/Copied.json")
      << R"({"effect":"compressor","parameters":[{"name":"ratio","value":5}]})";
  std::ofstream(folder_ + "/Torn.json") << "{";
  EXPECT_THAT(names(client_, ""), ElementsAre("compressor/Copied"));
  client_.done(AddTrack{TrackKind::kAudio, "Guitar"});
  const auto ids = client_.done(AddInsert{TrackId{2}, "compressor", kAtEnd, {}});
  client_.done(LoadPreset{InsertId{ids.at(0)}, "Copied"});
  EXPECT_EQ(ratio(client_), 5);
  const auto status = client_.ask(Client::request(GetStatus{}));
  EXPECT_THAT(std::get<Status>(status.body).warnings, Contains(HasSubstr("Torn.json")));
}

TEST_P(PresetsTest, AreSavedOnceHoweverOftenARequestIsRepeated) {
  client_.done(AddTrack{TrackKind::kAudio, "Guitar"});
  const auto ids = client_.done(AddInsert{TrackId{2}, "compressor", kAtEnd, {}});
  Request save = Client::command(SavePreset{InsertId{ids.at(0)}, "Vocal"});
  save.client = ClientId{7};
  save.sequence = 900;
  for (int i = 0; i < 3; ++i) client_.send(save);
  for (int i = 0; i < 3; ++i) {
    const auto reply = client_.hear();
    ASSERT_TRUE(reply);
    EXPECT_TRUE(std::holds_alternative<Done>(reply->body));
  }
}

INSTANTIATE_TEST_SUITE_P(Encodings, PresetsTest,
                         ::testing::Values(wire::Encoding::kCapnp, wire::Encoding::kJson));

}  // namespace
}  // namespace corelogic::contract

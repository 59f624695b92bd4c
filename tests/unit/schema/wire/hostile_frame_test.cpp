// hostile_frame_test.cpp: Cap'n Proto frames that no encoder of ours would send.
#include <gmock/gmock.h>

#include <cstring>
#include <limits>

#include "schema/wire/codec.h"
#include "schema/wire/limits.h"
#include "tests/unit/schema/wire/examples.h"

namespace corelogic::wire {
namespace {

namespace m = messages;
using examples::Of;
using ::testing::HasSubstr;
using vocabulary::RefusalCode;

std::uint64_t word_at(const Frame& frame, std::size_t index) {
  std::uint64_t word = 0;
  std::memcpy(&word, frame.data() + 8 * index, 8);
  return word;
}
void set_word(Frame& frame, std::size_t index, std::uint64_t word) {
  std::memcpy(frame.data() + 8 * index, &word, 8);
}

/// The first 16-bit number in which two frames of one layout differ.
std::size_t first_difference(const Frame& a, const Frame& b) {
  EXPECT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i + 1 < a.size(); i += 2)
    if (std::memcmp(a.data() + i, b.data() + i, 2) != 0) return i;
  ADD_FAILURE() << "the frames are equal";
  return 0;
}

Frame with_number(Frame frame, std::size_t at, std::uint16_t number) {
  std::memcpy(frame.data() + at, &number, 2);
  return frame;
}

template <class Result>
void expect_invalid(const Result& result) {
  ASSERT_FALSE(result);
  EXPECT_EQ(result.refusal().code, RefusalCode::kInvalid);
  EXPECT_FALSE(result.refusal().sentence.empty());
}

TEST(HostileFrame, IsRefusedWhenEmptyCutOrTooLong) {
  expect_invalid(decode_request({}));
  const Frame whole = encode(examples::request(m::Command{examples::example(Of<m::ImportProject>{})}));
  for (std::size_t size = 0; size < whole.size(); ++size)
    expect_invalid(decode_request(FrameView(whole).first(size)));
  Frame longer = whole;
  longer.resize(longer.size() + 8);
  EXPECT_THAT(decode_request(longer).refusal().sentence, HasSubstr("behind"));
  Frame huge(kMostRequestBytes + 8);
  EXPECT_THAT(decode_request(huge).refusal().sentence, HasSubstr("at most 4194304"));
}

TEST(HostileFrame, MayLieAnywhereInMemory) {
  const Frame whole = encode(examples::project());
  for (std::size_t shift = 0; shift < 8; ++shift) {
    Frame shifted(whole.size() + shift);
    std::memcpy(shifted.data() + shift, whole.data(), whole.size());
    const auto read = decode_project(FrameView(shifted).subspan(shift));
    ASSERT_TRUE(read);
    EXPECT_EQ(*read, examples::project());
  }
}

TEST(HostileFrame, IsRefusedWithAnArmOfANewerVersion) {
  const Frame undo = encode(m::Command{m::Undo{}});
  const std::size_t arm = first_difference(undo, encode(m::Command{m::Redo{}}));
  constexpr auto kNext = static_cast<std::uint16_t>(std::variant_size_v<m::CommandVariant> + 1);
  for (std::uint16_t unknown : {std::uint16_t{0}, kNext, std::uint16_t{999}, std::uint16_t{65535}})
    expect_invalid(decode_command(with_number(undo, arm, unknown)));
  const Frame beat = encode(examples::request(m::Heartbeat{}));
  const std::size_t body = first_difference(beat, encode(examples::request(m::Goodbye{})));
  expect_invalid(decode_request(with_number(beat, body, 500)));
  EXPECT_EQ(sequence_of(with_number(beat, body, 500)), examples::request(m::Heartbeat{}).sequence);
  const Frame play = encode(m::ToEngine{m::TransportPlay{}});
  const std::size_t order = first_difference(play, encode(m::ToEngine{m::TransportStop{}}));
  expect_invalid(decode_to_engine(
      with_number(play, order, static_cast<std::uint16_t>(std::variant_size_v<m::TransportOrder> + 1))));
}

TEST(HostileFrame, IsRefusedWithAWordOfANewerVersion) {
  const Frame normal = encode(m::Command{m::SetPolarity{m::TrackId{1}, m::Polarity::kNormal}});
  const Frame left = encode(m::Command{m::SetPolarity{m::TrackId{1}, m::Polarity::kLeft}});
  const std::size_t word = first_difference(normal, left);
  EXPECT_TRUE(decode_command(with_number(normal, word, 3)));
  const auto read = decode_command(with_number(normal, word, 4));
  expect_invalid(read);
  EXPECT_EQ(read.refusal().subject, "setPolarity.polarity");
  EXPECT_THAT(read.refusal().sentence, testing::HasSubstr("normal, left, right or both"));
}

TEST(HostileFrame, IsRefusedWithAnEnumeratorOfANewerVersion) {
  m::AddTrack add = examples::example(Of<m::AddTrack>{});
  const Frame aux = encode(m::Command{add});
  add.kind = m::TrackKind::kMaster;
  const std::size_t kind = first_difference(aux, encode(m::Command{add}));
  for (std::uint16_t number = 0; number < 8; ++number)  // stored as its difference to the default
    if (const auto read = decode_command(with_number(aux, kind, number)); read) {
      EXPECT_THAT(std::get<m::AddTrack>(read->body).kind,
                  testing::AllOf(testing::Ge(m::TrackKind::kAudio), testing::Le(m::TrackKind::kMatrix)));
    } else {
      EXPECT_EQ(read.refusal().subject, "addTrack.kind");
    }
  const auto newer = static_cast<vocabulary::RefusalCode>(99);
  expect_invalid(decode_reply(encode(examples::reply(m::Refused{newer, "s", "t"}))));
}

TEST(HostileFrame, IsRefusedWithNaNAnywhere) {
  constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
  constexpr float kFloatNaN = std::numeric_limits<float>::quiet_NaN();
  const m::TrackId id{1};
  const std::vector<m::Command> commands = {
      {m::SetVolume{id, {kNaN}}},       {m::SetPan{id, kNaN}},
      {m::SetParameter{{}, "x", kNaN}}, {m::AddInsert{id, "x", 0, {{"x", kNaN}}, false}},
      {m::AddSend{id, id, {kNaN}}},     {m::AddSend{id, id, {0}, kNaN}},
      {m::SetSendLevel{{}, {kNaN}}},    {m::SetSendPan{{}, kNaN}},
      {m::SetMonitorLevel{{kNaN}}}};
  for (Encoding encoding : {Encoding::kCapnp, Encoding::kJson}) {
    for (const m::Command& command : commands) {
      const auto read = decode_command(encode(command, encoding));
      expect_invalid(read);
      EXPECT_THAT(read.refusal().sentence, HasSubstr("NaN"));
    }
    m::Project project = examples::project();
    project.tracks[1].monitor_level.value = kNaN;
    EXPECT_EQ(decode_project(encode(project, encoding)).refusal().subject, "tracks[1].monitorLevel");
    m::GraphSnapshot graph = examples::graph();
    graph.nodes[2].edges[0].pan = kNaN;
    EXPECT_EQ(decode_graph(encode(graph, encoding)).refusal().subject, "nodes[2].edges[0].pan");
    m::MeterFrame meters = examples::meters();
    meters.peaks[0] = kFloatNaN;
    EXPECT_EQ(decode_meter_frame(encode(meters, encoding)).refusal().subject, "peaks");
  }
  expect_invalid(decode_to_engine(encode(m::ToEngine{m::SetParameters{{}, {{{}, {}, 0, kNaN}}}})));
}

TEST(HostileFrame, IsRefusedWithNulOrBrokenUtf8InText) {
  const std::string names[] = {std::string("a\0b", 3), "\x80",     "\xc0\x80", "\xed\xbf\xbf",
                               "\xf5\x80\x80\x80",     "a\xe2\x82"};
  for (const std::string& name : names) {
    const auto read = decode_command(encode(m::Command{m::RenameTrack{m::TrackId{1}, name}}));
    expect_invalid(read);
    EXPECT_EQ(read.refusal().subject, "renameTrack.name");
  }
  for (const char* name :
       {"\xc3\xa4", "\xe2\x99\xab", "\xf0\x9f\x8e\xb8", "\xf4\x8f\xbf\xbf", "\xef\xbf\xbf"})
    EXPECT_TRUE(decode_command(encode(m::Command{m::RenameTrack{m::TrackId{1}, name}})));
}

TEST(HostileFrame, LeavesAProjectOfANewerVersionAlone) {
  m::Project project = examples::project();
  project.format_version = m::kProjectFormatVersion + 1;
  const auto read = decode_project(encode(project));
  ASSERT_FALSE(read);
  EXPECT_EQ(read.refusal().code, RefusalCode::kUnsupported);
  const auto import = decode_request(encode(examples::request(m::Command{m::ImportProject{"N", project}})));
  EXPECT_EQ(import.refusal().code, RefusalCode::kUnsupported);
}

// root -> Command -> Batch -> list of commands, whose first word is a tag: count << 2, then the size of an
// element.
TEST(HostileFrame, CannotClaimElementsThatItDoesNotHold) {
  Frame frame = encode(m::Command{m::Batch{{m::Command{m::Undo{}}}}});
  const auto target = [&](std::size_t at) { return at + 1 + ((word_at(frame, at) & 0xffffffff) >> 2); };
  const auto data_words = [&](std::size_t at) { return (word_at(frame, at) >> 32) & 0xffff; };
  const std::size_t batch = target(1) + data_words(1);
  const std::size_t list = target(batch) + data_words(batch);
  const std::size_t tag = target(list);
  ASSERT_EQ(word_at(frame, tag) & 0xffffffff, 1U << 2);
  for (std::uint32_t count : {2U, 1000U, 0x1fffffffU}) {
    Frame sized = frame;  // elements of no bytes at all: capnp itself would see nothing out of bounds
    set_word(sized, tag, std::uint64_t{count} << 2);
    expect_invalid(decode_command(sized));
  }
}

TEST(HostileFrame, CannotSendOneTextThousandTimes) {
  m::Batch batch;
  for (int i = 0; i < 1000; ++i) batch.commands.push_back({m::RenameTrack{m::TrackId{1}, "x"}});
  batch.commands.push_back({m::RenameTrack{m::TrackId{1}, std::string(10000, 'y')}});
  Frame frame = encode(m::Command{batch});
  std::uint64_t text = 0;
  while (word_at(frame, text) != 0x7979797979797979ULL) ++text;
  constexpr std::uint64_t kTextOfTwoBytes = (2ULL << 35) | (2ULL << 32) | 1;
  for (std::size_t at = 1; at < text; ++at) {
    const std::uint64_t pointer = word_at(frame, at);
    if ((pointer & 0xffffffff00000003ULL) != kTextOfTwoBytes) continue;
    set_word(frame, at, (10001ULL << 35) | (2ULL << 32) | ((text - at - 1) << 2) | 1);
  }
  const auto read = decode_command(frame);
  expect_invalid(read);
}

TEST(HostileFrame, IsRefusedWhenNestedTooDeep) {
  m::Command command{m::Undo{}};
  for (int level = 0; level < 5; ++level) command = {m::Batch{{command}}};
  expect_invalid(decode_request(encode(examples::request(command))));
  for (int level = 0; level < 300; ++level) command = {m::Batch{{command}}};
  expect_invalid(decode_request(encode(examples::request(command))));
}

TEST(HostileFrame, IsRefusedWithTooManyTracksOrChannels) {
  m::Project project;
  project.tracks.resize(kMostTracks + 1);
  const auto read = decode_project(encode(project));
  expect_invalid(read);
  EXPECT_EQ(read.refusal().subject, "tracks");
  project.tracks.resize(kMostTracks);
  EXPECT_TRUE(decode_project(encode(project)));
  const m::SetOutput wide{m::TrackId{1}, m::DeviceOutput{std::vector<std::uint16_t>(65, 1)}};
  EXPECT_EQ(decode_command(encode(m::Command{wide})).refusal().subject, "setOutput.output.device");
}

}  // namespace
}  // namespace corelogic::wire

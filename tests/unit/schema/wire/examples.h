// examples.h: one full-valued example of every word of the schema: no field has its default. A new
// alternative of a message's variant without an example does not compile.  Side: test.
#pragma once

#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "schema/messages/command.h"
#include "schema/messages/engine.h"
#include "schema/messages/telemetry.h"
#include "tests/unit/schema/wire/desk_examples.h"

namespace corelogic::wire::examples {

namespace m = messages;

template <class T>
struct Of {};  // chooses an overload of example()

/// Every alternative of a variant or of a body that is one, by `make(Of<Alternative>)`.
template <class Body, class Make>
std::vector<Body> each_alternative(Make make) {
  std::vector<Body> all;
  const auto fill = [&]<class... Alternatives>(const std::variant<Alternatives...>*) {
    (all.emplace_back(make(Of<Alternatives>{})), ...);
  };
  fill(static_cast<const Body*>(nullptr));
  return all;
}

inline m::NamedValue named_value() {
  return {"threshold", -20.5};
}
inline m::Insert insert() {
  return {m::InsertId{5},
          "compressor",
          true,
          {named_value(), {"ratio", 4}},
          {m::TrackId{2}, true},
          "halls/great.flac",
          {{"ratio", 1.5}},
          true,
          true,
          {"threshold", "bypass"},
          "halls/small.flac"};
}
inline m::Send send() {
  return {m::SendId{6}, m::TrackId{2}, {-6.25}, 0.5, true, true, true};
}
inline m::OutputStage output_stage() {
  return {true, -0.5, m::ClipMode::kSoft, 24, true, true, -12};
}
inline m::Monitor monitor() {
  return {m::TrackSource{m::TrackId{3}}, true, true, true, -30};
}
inline m::Track track() {
  m::Track t;
  t.id = m::TrackId{3};
  t.kind = m::TrackKind::kAux;
  t.name = "Gitarre \xc3\xa4\xe2\x99\xab \"quoted\" \\ \n";
  t.channels = 7;
  t.volume = vocabulary::kSilence;
  t.pan = 0.3;
  t.mute = true;
  t.solo = true;
  t.inserts = {insert()};
  t.sends = {send()};
  t.input = m::FileInput{"guitar.flac", true};
  t.output = m::TrackOutput{m::TrackId{9}};
  t.monitor_level = {-0.5};
  t.monitor_output = m::DeviceOutput{{3, 4}};
  t.trim = 3.5;
  t.polarity = m::Polarity::kBoth;
  t.high_pass = 80;
  t.delay = 12.5;
  t.meter = {m::MeterPoint::kInput, m::MeterDetail::kFull};
  t.listen = m::Listen::kAfl;
  t.output_map = {2, 0, 1};
  t.stage = output_stage();
  set_desk_parts(t);
  return t;
}
inline m::Connection connection() {
  return {m::ConnectionId{8}, m::TrackId{3}, "pre", m::TrackOutput{m::TrackId{2}}, {2, 1}};
}
inline m::Scene scene() {
  return {m::SceneId{14}, "Verse", "softly", 1500, {track()}, monitor(), {mute_group()}};
}
inline m::Project project() {
  return {2,
          "Night",
          44100,
          77,
          {track(), track()},
          {connection()},
          93.5,
          monitor(),
          {mute_group()},
          solo_settings(),
          {scene()},
          {wire()},
          true};
}
inline vocabulary::Revision revision() {
  return {4, 0xfedcba9876543210ULL};
}

// Inputs, outputs and kinds of nodes.
inline m::NoInput example(Of<m::NoInput>) {
  return {};
}
inline m::DeviceInput example(Of<m::DeviceInput>) {
  return {{1, 65535}};
}
inline m::FileInput example(Of<m::FileInput>) {
  return {"/a/b.wav", true};
}
inline m::NoOutput example(Of<m::NoOutput>) {
  return {};
}
inline m::TrackOutput example(Of<m::TrackOutput>) {
  return {m::TrackId{0xffffffff}};
}
inline m::DeviceOutput example(Of<m::DeviceOutput>) {
  return {{1, 2}};
}
inline m::NoSource example(Of<m::NoSource>) {
  return {};
}
inline m::DeviceSource example(Of<m::DeviceSource>) {
  return {{1, 2}};
}
inline m::FileSource example(Of<m::FileSource>) {
  return {"/a/b.wav", true};
}
inline m::AudioInputNode example(Of<m::AudioInputNode>) {
  return {m::FileSource{"/a/b.wav", true}};
}
inline m::FxNode example(Of<m::FxNode>) {
  return {"reverb", {20, 1.8, vocabulary::kSilence.value}, true, "/a/hall.wav"};
}
inline m::MixerBusNode example(Of<m::MixerBusNode>) {
  return {};
}
inline m::OutputNode example(Of<m::OutputNode>) {
  return {{-3, 1, 0.25, -0.5}, {1, 2}, {3, 4}, true, m::ClipMode::kHard, 16, m::OutputPurpose::kDirect};
}

template <class Kind>
m::Node node(Kind kind) {
  return {m::NodeId{0x301},
          "guitar_in",
          {{"in", 1}},
          {{"out", 64}},
          {{m::EdgeId{0x902}, 3, 1, 2, {-6}, -0.5, {2, 1}}},
          std::move(kind),
          m::NodeMeter::kFull};
}
inline m::GraphSnapshot graph() {
  m::GraphSnapshot snapshot{revision(), 96000, {}, 93.5};
  for (auto& kind : each_alternative<decltype(m::Node::kind)>([](auto of) { return example(of); }))
    snapshot.nodes.push_back(node(std::move(kind)));
  return snapshot;
}

// Changes.
inline m::TrackAdded example(Of<m::TrackAdded>) {
  return {track(), 2};
}
inline m::TrackRemoved example(Of<m::TrackRemoved>) {
  return {m::TrackId{3}};
}
inline m::TrackRenamed example(Of<m::TrackRenamed>) {
  return {m::TrackId{3}, "Bass"};
}
inline m::TrackMoved example(Of<m::TrackMoved>) {
  return {m::TrackId{3}, 1};
}
inline m::VolumeSet example(Of<m::VolumeSet>) {
  return {m::TrackId{3}, {-6.02}};
}
inline m::PanSet example(Of<m::PanSet>) {
  return {m::TrackId{3}, -0.25};
}
inline m::MuteSet example(Of<m::MuteSet>) {
  return {m::TrackId{3}, true};
}
inline m::SoloSet example(Of<m::SoloSet>) {
  return {m::TrackId{3}, true};
}
inline m::InsertAdded example(Of<m::InsertAdded>) {
  return {m::TrackId{3}, insert(), 1};
}
inline m::InsertRemoved example(Of<m::InsertRemoved>) {
  return {m::InsertId{5}};
}
inline m::InsertMoved example(Of<m::InsertMoved>) {
  return {m::InsertId{5}, 1};
}
inline m::InsertBypassSet example(Of<m::InsertBypassSet>) {
  return {m::InsertId{5}, true};
}
inline m::ParameterSet example(Of<m::ParameterSet>) {
  return {m::InsertId{5}, "ratio", 2};
}
inline m::SendAdded example(Of<m::SendAdded>) {
  return {m::TrackId{3}, send(), 1};
}
inline m::SendRemoved example(Of<m::SendRemoved>) {
  return {m::SendId{6}};
}
inline m::SendLevelSet example(Of<m::SendLevelSet>) {
  return {m::SendId{6}, vocabulary::kSilence};
}
inline m::SendPanSet example(Of<m::SendPanSet>) {
  return {m::SendId{6}, 1};
}
inline m::SendPreFaderSet example(Of<m::SendPreFaderSet>) {
  return {m::SendId{6}, true};
}
inline m::InputSet example(Of<m::InputSet>) {
  return {m::TrackId{3}, m::DeviceInput{{1, 2}}};
}
inline m::OutputSet example(Of<m::OutputSet>) {
  return {m::TrackId{3}, m::DeviceOutput{{5, 6}}};
}
inline m::MonitorLevelSet example(Of<m::MonitorLevelSet>) {
  return {m::TrackId{1}, {-0.5}};
}
inline m::MonitorOutputSet example(Of<m::MonitorOutputSet>) {
  return {m::TrackId{1}, m::DeviceOutput{{3, 4}}};
}
inline m::Connected example(Of<m::Connected>) {
  return {connection()};
}
inline m::Disconnected example(Of<m::Disconnected>) {
  return {m::ConnectionId{8}};
}
inline m::IdsTaken example(Of<m::IdsTaken>) {
  return {78};
}
inline m::ProjectReplaced example(Of<m::ProjectReplaced>) {
  return {project()};
}
inline m::ProjectRenamed example(Of<m::ProjectRenamed>) {
  return {"Day"};
}
inline m::KeySet example(Of<m::KeySet>) {
  return {m::InsertId{5}, {m::TrackId{3}, true}};
}
inline m::InsertFileSet example(Of<m::InsertFileSet>) {
  return {m::InsertId{5}, "halls/great.flac", "halls/small.flac"};
}
inline m::InsertValuesSet example(Of<m::InsertValuesSet>) {
  return {m::InsertId{5}, {named_value()}, {{"ratio", 2}}, true};
}
inline m::TempoSet example(Of<m::TempoSet>) {
  return {93.5};
}
inline m::TrimSet example(Of<m::TrimSet>) {
  return {m::TrackId{3}, -3};
}
inline m::PolaritySet example(Of<m::PolaritySet>) {
  return {m::TrackId{3}, m::Polarity::kLeft};
}
inline m::HighPassSet example(Of<m::HighPassSet>) {
  return {m::TrackId{3}, 80};
}
inline m::DelaySet example(Of<m::DelaySet>) {
  return {m::TrackId{3}, 12.5};
}
inline m::MeterSet example(Of<m::MeterSet>) {
  return {m::TrackId{3}, {m::MeterPoint::kPreFader, m::MeterDetail::kFull}};
}
inline m::ListenSet example(Of<m::ListenSet>) {
  return {m::TrackId{3}, m::Listen::kPfl};
}
inline m::OutputStageSet example(Of<m::OutputStageSet>) {
  return {m::TrackId{1}, output_stage()};
}
inline m::MonitorSet example(Of<m::MonitorSet>) {
  return {monitor()};
}
inline m::OutputMapSet example(Of<m::OutputMapSet>) {
  return {m::TrackId{3}, {2, 1}};
}
inline m::LookSet example(Of<m::LookSet>) {
  return {m::TrackId{3}, "#ff8800", "guitar", "left of the drums"};
}
inline m::VcasSet example(Of<m::VcasSet>) {
  return {m::TrackId{3}, {m::TrackId{11}, m::TrackId{12}}};
}
inline m::MuteGroupsSet example(Of<m::MuteGroupsSet>) {
  return {m::TrackId{3}, {m::MuteGroupId{13}}};
}
inline m::LinkSet example(Of<m::LinkSet>) {
  return {m::TrackId{3}, m::TrackId{4}};
}
inline m::RecordArmSet example(Of<m::RecordArmSet>) {
  return {m::TrackId{3}, true};
}
inline m::MonitoringSet example(Of<m::MonitoringSet>) {
  return {m::TrackId{3}, m::Monitoring::kAuto};
}
inline m::DirectOutSet example(Of<m::DirectOutSet>) {
  return {m::TrackId{3}, direct_out()};
}
inline m::SoloIsolateSet example(Of<m::SoloIsolateSet>) {
  return {m::TrackId{3}, true};
}
inline m::SoloSafeSet example(Of<m::SoloSafeSet>) {
  return {m::TrackId{3}, true};
}
inline m::SoloSettingsSet example(Of<m::SoloSettingsSet>) {
  return {solo_settings()};
}
inline m::InsertPostFaderSet example(Of<m::InsertPostFaderSet>) {
  return {m::InsertId{5}, true};
}
inline m::SendTapSet example(Of<m::SendTapSet>) {
  return {m::SendId{6}, m::Tap::kPreEq};
}
inline m::SendMuteSet example(Of<m::SendMuteSet>) {
  return {m::SendId{6}, true};
}
inline m::MuteGroupAdded example(Of<m::MuteGroupAdded>) {
  return {mute_group()};
}
inline m::MuteGroupRemoved example(Of<m::MuteGroupRemoved>) {
  return {m::MuteGroupId{13}};
}
inline m::MuteGroupRenamed example(Of<m::MuteGroupRenamed>) {
  return {m::MuteGroupId{13}, "Band"};
}
inline m::MuteGroupSet example(Of<m::MuteGroupSet>) {
  return {m::MuteGroupId{13}, true};
}
inline m::SceneAdded example(Of<m::SceneAdded>) {
  return {scene(), 2};
}
inline m::SceneRemoved example(Of<m::SceneRemoved>) {
  return {m::SceneId{14}};
}
inline m::SceneMoved example(Of<m::SceneMoved>) {
  return {m::SceneId{14}, 1};
}
inline m::SceneStored example(Of<m::SceneStored>) {
  return {scene()};
}
inline m::SceneDescribed example(Of<m::SceneDescribed>) {
  return {m::SceneId{14}, "Verse", "softly", 1500};
}
inline m::TrackSafeSet example(Of<m::TrackSafeSet>) {
  return {m::TrackId{3}, {"volume", "sends"}};
}
inline m::InsertSafeSet example(Of<m::InsertSafeSet>) {
  return {m::InsertId{5}, {"threshold"}};
}
inline m::WiresSet example(Of<m::WiresSet>) {
  return {{wire()}, true};
}
inline m::ChangeSet change_set() {
  return {revision(),
          m::ClientId{0xffffffffffffffffULL},
          12,
          3,
          "set volume of Guitar to -6.0 dB",
          each_alternative<m::Change>([](auto of) { return example(of); }),
          1500,
          "ann",
          1700000000000};
}

// Commands.
inline m::AddTrack example(Of<m::AddTrack>) {
  return {m::TrackKind::kAux, "Reverb", 1, 4};
}
inline m::RemoveTrack example(Of<m::RemoveTrack>) {
  return {m::TrackId{3}};
}
inline m::RenameTrack example(Of<m::RenameTrack>) {
  return {m::TrackId{3}, "Bass"};
}
inline m::MoveTrack example(Of<m::MoveTrack>) {
  return {m::TrackId{3}, 1};
}
inline m::SetVolume example(Of<m::SetVolume>) {
  return {m::TrackId{3}, vocabulary::kSilence};
}
inline m::SetPan example(Of<m::SetPan>) {
  return {m::TrackId{3}, -1};
}
inline m::SetMute example(Of<m::SetMute>) {
  return {m::TrackId{3}, true};
}
inline m::SetSolo example(Of<m::SetSolo>) {
  return {m::TrackId{3}, true};
}
inline m::AddInsert example(Of<m::AddInsert>) {
  return {m::TrackId{3}, "reverb", 2, {named_value()}, true};
}
inline m::RemoveInsert example(Of<m::RemoveInsert>) {
  return {m::InsertId{5}};
}
inline m::MoveInsert example(Of<m::MoveInsert>) {
  return {m::InsertId{5}, 1};
}
inline m::SetInsertBypass example(Of<m::SetInsertBypass>) {
  return {m::InsertId{5}, true};
}
inline m::SetParameter example(Of<m::SetParameter>) {
  return {m::InsertId{5}, "decay", 1.8};
}
inline m::AddSend example(Of<m::AddSend>) {
  return {m::TrackId{3}, m::TrackId{2}, {-6}, 0.5, true, true};
}
inline m::RemoveSend example(Of<m::RemoveSend>) {
  return {m::SendId{6}};
}
inline m::SetSendLevel example(Of<m::SetSendLevel>) {
  return {m::SendId{6}, {3.5}};
}
inline m::SetSendPan example(Of<m::SetSendPan>) {
  return {m::SendId{6}, 0.125};
}
inline m::SetSendPreFader example(Of<m::SetSendPreFader>) {
  return {m::SendId{6}, true};
}
inline m::SetInput example(Of<m::SetInput>) {
  return {m::TrackId{3}, m::FileInput{"drums.flac", true}};
}
inline m::SetOutput example(Of<m::SetOutput>) {
  return {m::TrackId{3}, m::TrackOutput{m::TrackId{2}}, {2, 1}};
}
inline m::SetMonitorLevel example(Of<m::SetMonitorLevel>) {
  return {{-0.5}};
}
inline m::SetMonitorOutput example(Of<m::SetMonitorOutput>) {
  return {m::DeviceOutput{{3, 4}}};
}
inline m::Connect example(Of<m::Connect>) {
  return {m::TrackId{3}, "pre", m::DeviceOutput{{1}}, {1, 0}};
}
inline m::Disconnect example(Of<m::Disconnect>) {
  return {m::ConnectionId{8}};
}
inline m::Batch example(Of<m::Batch>) {
  m::Batch inner{{m::Command{example(Of<m::AddInsert>{})}, m::Command{m::Undo{}}}};
  return {{m::Command{example(Of<m::SetVolume>{})}, m::Command{std::move(inner)}}};
}
inline m::Undo example(Of<m::Undo>) {
  return {};
}
inline m::Redo example(Of<m::Redo>) {
  return {};
}
inline m::NewProject example(Of<m::NewProject>) {
  return {"Night", 96000, "Band"};
}
inline m::OpenProject example(Of<m::OpenProject>) {
  return {"Night"};
}
inline m::SaveProject example(Of<m::SaveProject>) {
  return {"Night 2"};
}
inline m::ImportProject example(Of<m::ImportProject>) {
  return {"Night 3", project()};
}
inline m::Play example(Of<m::Play>) {
  return {};
}
inline m::Stop example(Of<m::Stop>) {
  return {};
}
inline m::Locate example(Of<m::Locate>) {
  return {-9007199254740993};
}
inline m::SetKey example(Of<m::SetKey>) {
  return {m::InsertId{5}, {m::TrackId{3}, true}};
}
inline m::SetInsertFile example(Of<m::SetInsertFile>) {
  return {m::InsertId{5}, "halls/great.flac"};
}
inline m::SavePreset example(Of<m::SavePreset>) {
  return {m::InsertId{5}, "Vocal", true};
}
inline m::LoadPreset example(Of<m::LoadPreset>) {
  return {m::InsertId{5}, "Vocal"};
}
inline m::RemovePreset example(Of<m::RemovePreset>) {
  return {"compressor", "Vocal"};
}
inline m::SwitchSide example(Of<m::SwitchSide>) {
  return {m::InsertId{5}};
}
inline m::CopySide example(Of<m::CopySide>) {
  return {m::InsertId{5}};
}
inline m::SetTempo example(Of<m::SetTempo>) {
  return {93.5};
}
inline m::SetTrim example(Of<m::SetTrim>) {
  return {m::TrackId{3}, -3};
}
inline m::SetPolarity example(Of<m::SetPolarity>) {
  return {m::TrackId{3}, m::Polarity::kRight};
}
inline m::SetHighPass example(Of<m::SetHighPass>) {
  return {m::TrackId{3}, 80};
}
inline m::SetDelay example(Of<m::SetDelay>) {
  return {m::TrackId{3}, 12.5};
}
inline m::SetMeter example(Of<m::SetMeter>) {
  return {m::TrackId{3}, {m::MeterPoint::kInput, m::MeterDetail::kFull}};
}
inline m::SetListen example(Of<m::SetListen>) {
  return {m::TrackId{3}, m::Listen::kAfl};
}
inline m::SetOutputStage example(Of<m::SetOutputStage>) {
  return {output_stage()};
}
inline m::SetMonitor example(Of<m::SetMonitor>) {
  return {monitor()};
}

inline m::SetLook example(Of<m::SetLook>) {
  return {m::TrackId{3}, "#ff8800", "guitar", "left of the drums"};
}
inline m::SetVcas example(Of<m::SetVcas>) {
  return {m::TrackId{3}, {m::TrackId{11}, m::TrackId{12}}};
}
inline m::SetMuteGroups example(Of<m::SetMuteGroups>) {
  return {m::TrackId{3}, {m::MuteGroupId{13}}};
}
inline m::SetLink example(Of<m::SetLink>) {
  return {m::TrackId{3}, m::TrackId{4}};
}
inline m::SetRecordArm example(Of<m::SetRecordArm>) {
  return {m::TrackId{3}, true};
}
inline m::SetMonitoring example(Of<m::SetMonitoring>) {
  return {m::TrackId{3}, m::Monitoring::kAuto};
}
inline m::SetDirectOut example(Of<m::SetDirectOut>) {
  return {m::TrackId{3}, direct_out()};
}
inline m::SetSoloIsolate example(Of<m::SetSoloIsolate>) {
  return {m::TrackId{3}, true};
}
inline m::SetSoloSafe example(Of<m::SetSoloSafe>) {
  return {m::TrackId{3}, true};
}
inline m::SetSoloSettings example(Of<m::SetSoloSettings>) {
  return {solo_settings()};
}
inline m::ClearSolo example(Of<m::ClearSolo>) {
  return {};
}
inline m::SetInsertPostFader example(Of<m::SetInsertPostFader>) {
  return {m::InsertId{5}, true};
}
inline m::SetSendTap example(Of<m::SetSendTap>) {
  return {m::SendId{6}, m::Tap::kPreEq};
}
inline m::SetSendMute example(Of<m::SetSendMute>) {
  return {m::SendId{6}, true};
}
inline m::AddMuteGroup example(Of<m::AddMuteGroup>) {
  return {"Band"};
}
inline m::RemoveMuteGroup example(Of<m::RemoveMuteGroup>) {
  return {m::MuteGroupId{13}};
}
inline m::RenameMuteGroup example(Of<m::RenameMuteGroup>) {
  return {m::MuteGroupId{13}, "Band"};
}
inline m::SetMuteGroup example(Of<m::SetMuteGroup>) {
  return {m::MuteGroupId{13}, true};
}
inline m::StoreScene example(Of<m::StoreScene>) {
  return {m::SceneId{14}, "Verse", 2};
}
inline m::RemoveScene example(Of<m::RemoveScene>) {
  return {m::SceneId{14}};
}
inline m::MoveScene example(Of<m::MoveScene>) {
  return {m::SceneId{14}, 1};
}
inline m::DescribeScene example(Of<m::DescribeScene>) {
  return {m::SceneId{14}, "Verse", "softly", 1500};
}
inline m::RecallScene example(Of<m::RecallScene>) {
  return {m::SceneId{14}, 2500};
}
inline m::MorphScenes example(Of<m::MorphScenes>) {
  return {m::SceneId{14}, m::SceneId{15}, 0.25};
}
inline m::SetTrackSafe example(Of<m::SetTrackSafe>) {
  return {m::TrackId{3}, {"volume", "sends"}};
}
inline m::SetInsertSafe example(Of<m::SetInsertSafe>) {
  return {m::InsertId{5}, {"threshold"}};
}
inline m::SetWires example(Of<m::SetWires>) {
  return {{wire()}, false};
}
inline m::SaveVersion example(Of<m::SaveVersion>) {
  return {"before the show"};
}
inline m::Restore example(Of<m::Restore>) {
  return {12};
}
inline m::DuplicateProject example(Of<m::DuplicateProject>) {
  return {"Night", "Night 2"};
}
inline m::RemoveProject example(Of<m::RemoveProject>) {
  return {"Night"};
}
inline m::SaveTemplate example(Of<m::SaveTemplate>) {
  return {"Band", true};
}
inline m::RemoveTemplate example(Of<m::RemoveTemplate>) {
  return {"Band"};
}
inline m::UndoOthers example(Of<m::UndoOthers>) {
  return {m::ClientId{0xfedcba9876543210ULL}};
}
inline m::CopyInsert example(Of<m::CopyInsert>) {
  return {m::InsertId{5}, m::TrackId{3}, 1};
}

// Requests.
inline m::Command example(Of<m::Command>) {
  return {example(Of<m::SetVolume>{})};
}
inline m::Hello example(Of<m::Hello>) {
  return {2, "front of house", true, "secret", revision()};
}
inline m::Heartbeat example(Of<m::Heartbeat>) {
  return {};
}
inline m::Goodbye example(Of<m::Goodbye>) {
  return {};
}
inline m::GetProject example(Of<m::GetProject>) {
  return {};
}
inline m::GetGraph example(Of<m::GetGraph>) {
  return {};
}
inline m::GetStatus example(Of<m::GetStatus>) {
  return {};
}
inline m::GetProjects example(Of<m::GetProjects>) {
  return {};
}
inline m::GetHistory example(Of<m::GetHistory>) {
  return {7};
}
inline m::GetPresets example(Of<m::GetPresets>) {
  return {"compressor"};
}
inline m::GetVersions example(Of<m::GetVersions>) {
  return {};
}
inline m::GetProjectAt example(Of<m::GetProjectAt>) {
  return {12};
}
inline m::GetDiff example(Of<m::GetDiff>) {
  return {3, 12};
}
inline m::DryRun example(Of<m::DryRun>) {
  return {m::Command{example(Of<m::SetVolume>{})}};
}
inline m::Explain example(Of<m::Explain>) {
  return {m::TrackId{3}};
}
inline m::GetWiring example(Of<m::GetWiring>) {
  return {};
}
inline m::Touch example(Of<m::Touch>) {
  return {"track/3/volume", true};
}
inline m::GetClients example(Of<m::GetClients>) {
  return {};
}
inline m::GetAccess example(Of<m::GetAccess>) {
  return {};
}
inline m::GetAudit example(Of<m::GetAudit>) {
  return {7, "ann"};
}
inline m::GetHash example(Of<m::GetHash>) {
  return {};
}
inline m::GetTemplates example(Of<m::GetTemplates>) {
  return {};
}
inline m::WatchSpectrum example(Of<m::WatchSpectrum>) {
  return {m::TrackId{3}, m::Tap::kPreFader};
}
inline m::ChangeAccess example(Of<m::ChangeAccess>) {
  return {m::InviteAccess{access_entry()}};
}
inline m::Request request(decltype(m::Request::body) body) {
  return {m::ClientId{0xfedcba9876543210ULL}, 9, 4, 12, 5, true, std::move(body)};
}

// Replies.
inline m::Done example(Of<m::Done>) {
  return {{7, 8}, {"pan of Guitar was left alone"}};
}
inline m::Refused example(Of<m::Refused>) {
  return {vocabulary::RefusalCode::kCycle, "track 7", "The connection would close a cycle."};
}
inline m::Welcome example(Of<m::Welcome>) {
  return {3, "mixer", project(), true, {change_set()}, "ann", {m::TrackId{3}}, {touched()}};
}
inline m::Project example(Of<m::Project>) {
  return project();
}
inline m::GraphSnapshot example(Of<m::GraphSnapshot>) {
  return graph();
}
inline m::Status example(Of<m::Status>) {
  return {"Night",
          true,
          "jack",
          48000,
          64,
          true,
          -5,
          3,
          0.25F,
          11,
          12,
          13,
          2,
          {"no realtime priority"},
          4242,
          64,
          {{m::NodeId{0x106}, 64}},
          5,
          m::NodeId{0x503},
          {m::NodeId{0x603}},
          99,
          3,
          4,
          5};
}
inline m::ProjectNames example(Of<m::ProjectNames>) {
  return {{"Night", "Day"}};
}
inline m::History example(Of<m::History>) {
  return {{change_set()}};
}
inline m::ChangeSet example(Of<m::ChangeSet>) {
  return change_set();
}
inline m::Alive example(Of<m::Alive>) {
  return {};
}
inline m::Reset example(Of<m::Reset>) {
  return {project()};
}
inline m::Presets example(Of<m::Presets>) {
  return {{{"compressor", "Vocal", {named_value()}, "/audio/hall.wav"}}};
}
inline m::Versions example(Of<m::Versions>) {
  return {{{"before the show", 12, 1700000000000, "ann"}}};
}
inline m::Diff example(Of<m::Diff>) {
  return {3, 12, {"volume of Guitar: 0.0 dB, now -6.0 dB"}};
}
inline m::DryRunResult example(Of<m::DryRunResult>) {
  return {"add aux Reverb",         {"Reverb comes"},         true, 0.125F, 0.25F,
          {{m::NodeId{0x106}, 64}}, {{m::NodeId{0x106}, 128}}};
}
inline m::Explanation example(Of<m::Explanation>) {
  return {m::TrackId{3}, {reason()}, 64, {reason()}};
}
inline m::Wiring example(Of<m::Wiring>) {
  return {true, {{"in_1", true, true, true, "Guitar"}}, {wire()}, {wire()}, true};
}
inline m::Touched example(Of<m::Touched>) {
  return touched();
}
inline m::Clients example(Of<m::Clients>) {
  return {{{m::ClientId{7}, "tablet", "ann", m::Role::kMixer, {"track/3/volume"}, "tcp"}}};
}
inline m::Access example(Of<m::Access>) {
  return {{access_entry()}};
}
inline m::Audit example(Of<m::Audit>) {
  return {{{1700000000000, "ann", m::ClientId{7}, 12, "mute Guitar", "tcp"}}};
}
inline m::StateHash example(Of<m::StateHash>) {
  return {0xfedcba9876543210ULL};
}
inline m::Templates example(Of<m::Templates>) {
  return {{"Band"}};
}
inline m::Invitation example(Of<m::Invitation>) {
  return {"ann", m::Role::kMusician, "secret", "http://studio:8420/#token=secret", "key"};
}
inline m::Reply reply(decltype(m::Reply::body) body) {
  return {9, revision(), std::move(body)};
}

// Engine.
inline m::SetParameters example(Of<m::SetParameters>) {
  return {revision(), {{m::NodeId{0x301}, m::EdgeId{0x602}, m::kBypassParameter, 1}}, 500};
}
inline m::TransportOrder example(Of<m::TransportOrder>) {
  return m::TransportLocate{-480000};
}
inline m::TransportPlay example(Of<m::TransportPlay>) {
  return {};
}
inline m::TransportStop example(Of<m::TransportStop>) {
  return {};
}
inline m::TransportLocate example(Of<m::TransportLocate>) {
  return {1};
}
inline m::TransportTempo example(Of<m::TransportTempo>) {
  return {93.5};
}
inline m::Ping example(Of<m::Ping>) {
  return {};
}
inline m::Quit example(Of<m::Quit>) {
  return {};
}
inline m::WantedWiring example(Of<m::WantedWiring>) {
  return {{wire(), {"out_2", "Recorder:left"}}, true};
}
inline m::SpectrumTaps example(Of<m::SpectrumTaps>) {
  return {{{m::NodeId{0x503}, 1}}};
}
inline m::EngineWiring example(Of<m::EngineWiring>) {
  return {{{"corelogic:in_1", true, true, true, "Input 1"}}, {wire()}};
}
inline m::EngineStatus example(Of<m::EngineStatus>) {
  return {4242,
          "timer",
          44100,
          256,
          revision(),
          0xdeadbeefdeadbeefULL,
          true,
          99,
          3,
          0.5F,
          {"no mlock"},
          128,
          {{m::NodeId{0x106}, 64}},
          5,
          m::NodeId{0x503},
          {m::NodeId{0x603}}};
}
inline m::EngineHello example(Of<m::EngineHello>) {
  return {example(Of<m::EngineStatus>{})};
}
inline m::PlanInstalled example(Of<m::PlanInstalled>) {
  return {revision(), 900, 250};
}
inline m::SnapshotRefused example(Of<m::SnapshotRefused>) {
  return {revision(), "node 3 feeds itself"};
}

inline m::MeterFrame meters() {
  m::MeterFrame frame{5,   revision(),    4800,   true, 2, 0.125F, {vocabulary::NodeId{0x304}},
                      {2}, {0.5F, 0.25F}, {-3.5F}};
  frame.rms = {0.25F, 0.125F};
  frame.clips = {0, 7};
  frame.detailed = {0};
  frame.true_peaks = {0.75F, 0.5F};
  frame.correlations = {-0.5F};
  frame.vus = {0.25F, 0.25F};
  frame.momentary = {-23};
  frame.short_term = {-24};
  frame.integrated = {static_cast<float>(vocabulary::kSilence.value)};
  frame.ranges = {6};
  frame.key_nodes = {vocabulary::NodeId{0x503}};
  frame.key_peaks = {0.5F};
  frame.cost_nodes = {vocabulary::NodeId{0x503}};
  frame.cost_least = {0.01F};
  frame.cost_mean = {0.02F};
  frame.cost_most = {0.5F};
  frame.spectrum_nodes = {vocabulary::NodeId{0x503}};
  frame.spectrum_bins = 2;
  frame.spectra = {-120, -20.5F};
  frame.detectors = {0};
  frame.detector_levels = {0.25F};
  return frame;
}

}  // namespace corelogic::wire::examples

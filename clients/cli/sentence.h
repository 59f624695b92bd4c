// sentence.h: the words that the sentences about commands are made of: names of things, lists, ids.
// Side: control; pure.
#pragma once

#include <string>
#include <vector>

#include "schema/messages/command.h"

namespace corelogic::cli {

/// Sentences of one command and its answer. `project` is as it was before, and outlives this.
class SentenceWords {
 public:
  SentenceWords(const messages::Project& project, messages::Done done)
      : project_(project), done_(std::move(done)) {}

 protected:
  /// Those that are not empty, with commas; `none` if all are.
  [[nodiscard]] static std::string listed(const std::vector<std::string>& words, const std::string& none);
  /// ", #7 #8": what the command has made.
  [[nodiscard]] std::string made() const;
  [[nodiscard]] std::string name(messages::TrackId) const;
  [[nodiscard]] std::string name(messages::InsertId) const;
  [[nodiscard]] std::string name(messages::SendId) const;
  [[nodiscard]] std::string name(messages::MuteGroupId) const;
  [[nodiscard]] std::string name(messages::SceneId) const;

  const messages::Project& project_;  // NOLINT(cppcoreguidelines-non-private-member-variables-in-classes)
  messages::Done done_;               // NOLINT(cppcoreguidelines-non-private-member-variables-in-classes)
};

/// The commands of desk_commands.h.
class DeskSentence : public SentenceWords {
 public:
  using SentenceWords::SentenceWords;

  std::string operator()(const messages::SetLook&) const;
  std::string operator()(const messages::SetVcas&) const;
  std::string operator()(const messages::SetMuteGroups&) const;
  std::string operator()(const messages::SetLink&) const;
  std::string operator()(const messages::SetRecordArm&) const;
  std::string operator()(const messages::SetMonitoring&) const;
  std::string operator()(const messages::SetDirectOut&) const;
  std::string operator()(const messages::SetSoloIsolate&) const;
  std::string operator()(const messages::SetSoloSafe&) const;
  std::string operator()(const messages::SetSoloSettings&) const;
  std::string operator()(const messages::ClearSolo&) const;
  std::string operator()(const messages::SetInsertPostFader&) const;
  std::string operator()(const messages::SetSendTap&) const;
  std::string operator()(const messages::SetSendMute&) const;
  std::string operator()(const messages::AddMuteGroup&) const;
  std::string operator()(const messages::RemoveMuteGroup&) const;
  std::string operator()(const messages::RenameMuteGroup&) const;
  std::string operator()(const messages::SetMuteGroup&) const;
  std::string operator()(const messages::StoreScene&) const;
  std::string operator()(const messages::RemoveScene&) const;
  std::string operator()(const messages::MoveScene&) const;
  std::string operator()(const messages::DescribeScene&) const;
  std::string operator()(const messages::RecallScene&) const;
  std::string operator()(const messages::MorphScenes&) const;
  std::string operator()(const messages::SetTrackSafe&) const;
  std::string operator()(const messages::SetInsertSafe&) const;
  std::string operator()(const messages::SetWires&) const;
  std::string operator()(const messages::SaveVersion&) const;
  std::string operator()(const messages::Restore&) const;
  std::string operator()(const messages::DuplicateProject&) const;
  std::string operator()(const messages::RemoveProject&) const;
  std::string operator()(const messages::SaveTemplate&) const;
  std::string operator()(const messages::RemoveTemplate&) const;
  std::string operator()(const messages::UndoOthers&) const;
  std::string operator()(const messages::CopyInsert&) const;
};

}  // namespace corelogic::cli

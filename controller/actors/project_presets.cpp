// project_presets.cpp: presets are saved and removed by the store, beside the edits and holding up nobody;
// the project does not change. Loading one is an edit like others.  Side: control, the project's thread.
#include <algorithm>

#include "controller/actors/project_actor.h"
#include "controller/commands/lookup.h"

namespace corelogic::actors {
namespace {

using messages::Command;

bool same_request(const Asked& a, const Asked& b) {
  return a.request.client == b.request.client && a.request.sequence == b.request.sequence;
}

/// A preset is loaded into other projects, too: a file of this one is told by its whole path.
std::string from_anywhere(const std::string& file, const std::string& audio_directory) {
  return file.empty() || file.front() == '/' ? file : audio_directory + "/" + file;
}

}  // namespace

bool is_preset_work(const Command& command) {
  return std::holds_alternative<messages::SavePreset>(command.body) ||
         std::holds_alternative<messages::RemovePreset>(command.body);
}

void ProjectActor::serve_preset(Asked&& asked, const Command& command) {
  StoreMail mail = DropPreset{};
  if (const auto* save = std::get_if<messages::SavePreset>(&command.body)) {
    const auto insert = commands::insert_of(live_.now(), save->insert);
    if (!insert) return answer(asked, insert.refusal());
    if (auto good = store::PresetLibrary::check_name(save->name, "savePreset.name"); !good)
      return answer(asked, good.refusal());
    mail = KeepPreset{{},
                      {(*insert)->effect, save->name, (*insert)->parameters,
                       from_anywhere((*insert)->file, live_.audio_directory())},
                      save->replace};
  } else {
    const auto& remove = std::get<messages::RemovePreset>(command.body);
    mail = DropPreset{{}, remove.effect, remove.name};
  }
  if (is_numbered(asked.request)) presets_under_way_.push_back(asked);
  std::visit(
      [&]<class Mail>(Mail& one) {
        if constexpr (std::is_same_v<Mail, KeepPreset> || std::is_same_v<Mail, DropPreset>)
          one.asked = std::move(asked);
      },
      mail);
  mail_.store.post(std::move(mail));
}

void ProjectActor::hear(const ShelfRead& read) {
  shelf_ = read.shelf;
}

void ProjectActor::hear(PresetDone&& done) {
  shelf_ = done.shelf;
  decltype(messages::Reply::body) body = messages::Done{};
  if (!done.done) body = done.done.refusal();
  if (!is_numbered(done.asked.request)) return answer(done.asked, std::move(body));
  remember(done.asked, body);
  const auto first =
      std::stable_partition(presets_under_way_.begin(), presets_under_way_.end(),
                            [&](const Asked& other) { return !same_request(other, done.asked); });
  for (auto asker = first; asker != presets_under_way_.end(); ++asker) answer(*asker, body);
  presets_under_way_.erase(first, presets_under_way_.end());
}

}  // namespace corelogic::actors

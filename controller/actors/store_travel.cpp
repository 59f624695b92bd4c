// store_travel.cpp: the past, other projects and templates: all that StoreActor does beside the open
// project's present.  Side: control, the store's thread.
#include <spdlog/spdlog.h>

#include <utility>

#include "controller/actors/store_actor.h"
#include "controller/commands/restore.h"
#include "controller/store/new_folder.h"

namespace corelogic::actors {
namespace {

using vocabulary::Refusal;
using vocabulary::Result;
using Body = decltype(messages::Reply::body);

Result<messages::Diff> diff_of(const store::ProjectStore& store, const messages::GetDiff& ask,
                               std::uint64_t present) {
  const std::uint64_t to = ask.to == 0 ? present : ask.to;
  const auto from = store.at(ask.from);
  if (!from) return from.refusal();
  const auto until = store.at(to);
  if (!until) return until.refusal();
  return messages::Diff{ask.from, to, commands::differences(from->project, until->project)};
}

template <class Value>
Body body_of(Result<Value> value) {
  if (!value) return value.refusal();
  return *std::move(value);
}

}  // namespace

void StoreActor::hear(const ReadPast& ask) {
  messages::Reply reply{ask.asked.request.sequence, ask.revision, messages::Alive{}};
  const auto& question = ask.asked.request.body;
  if (std::holds_alternative<messages::GetTemplates>(question)) {
    reply.body = messages::Templates{templates_.names()};
  } else if (std::holds_alternative<messages::GetVersions>(question)) {
    auto versions = store_.versions();
    reply.body = versions ? Body{messages::Versions{*std::move(versions)}} : Body{versions.refusal()};
  } else if (const auto* diff = std::get_if<messages::GetDiff>(&question)) {
    reply.body = body_of(diff_of(store_, *diff, ask.revision.number));
  } else if (const auto* at = std::get_if<messages::GetProjectAt>(&question)) {
    auto past = store_.at(at->revision);
    if (past) reply.revision.number = past->revision;
    reply.body = past ? Body{past->project.to_message()} : Body{past.refusal()};
  }
  mail_.clients.post(Answer{ask.asked.origin, std::move(reply)});
}

void StoreActor::hear(const FetchPast& ask) {
  auto past = store_.at(ask.revision);
  if (!past) return (void)mail_.project.post(PastFetched{past.refusal()});
  mail_.project.post(PastFetched{std::make_shared<const store::Past>(*std::move(past))});
}

void StoreActor::hear(const KeepVersion& ask) {
  const bool was_suspect = store_.suspect();
  auto kept = store_.keep_version(ask.version);
  if (!kept) note_fault(kept.refusal(), was_suspect);
  end_errand(kept);
}

void StoreActor::note_fault(const Refusal& why, bool was_suspect) {
  if (store_.suspect() && !was_suspect) fail(why);
}

void StoreActor::hear(const Duplicate& ask) {
  const auto duplicated = [&]() -> Result<void> {
    messages::Project document;
    if (ask.document) {
      document = *ask.document;
    } else {
      const auto last = store::ProjectStore::last_state(directory_.folder_of(ask.name), ask.name);
      if (!last) return last.refusal();
      document = last->to_message();
    }
    document.name = ask.new_name;
    return store::ProjectStore::create(directory_.folder_of(ask.new_name), document,
                                       directory_.folder_of(ask.name) + "/audio");
  };
  end_errand(duplicated());
}

void StoreActor::hear(const RemoveOther& ask) {
  auto removed = store::remove_folder(directory_.folder_of(ask.name), "project");
  if (removed) spdlog::info("store: removed the project {}", ask.name);
  end_errand(removed);
}

void StoreActor::hear(const KeepTemplate& ask) {
  end_errand(templates_.save(ask.name, ask.document, directory_.folder_of(ask.document.name) + "/audio",
                             ask.replace));
}

void StoreActor::hear(const DropTemplate& ask) {
  end_errand(templates_.remove(ask.name));
}

Result<void> StoreActor::make(const OpenOther& ask) {
  const std::string folder = directory_.folder_of(ask.name);
  if (ask.fresh) return store::ProjectStore::create(folder, *ask.fresh);
  if (ask.from_template.empty()) return {};
  auto document = templates_.read(ask.from_template);
  if (!document) return document.refusal();
  document->name = ask.name;
  return store::ProjectStore::create(folder, *document, templates_.audio_folder_of(ask.from_template));
}

}  // namespace corelogic::actors

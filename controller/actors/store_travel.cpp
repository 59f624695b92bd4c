// store_travel.cpp: the past, other projects and templates: all that StoreActor does beside the open
// project's present.  Side: control, the store's thread.
#include <spdlog/spdlog.h>

#include <utility>

#include "controller/actors/store_actor.h"
#include "controller/store/new_folder.h"

namespace corelogic::actors {
namespace {

using vocabulary::Refusal;
using vocabulary::Result;
using Body = decltype(messages::Reply::body);

Refusal no_look(const store::ProjectStore& store) {
  if (store.suspect())
    return {vocabulary::RefusalCode::kStorage, "project " + store.name(),
            "The disk failed before; the past can be seen when the project has been verified."};
  return {vocabulary::RefusalCode::kBusy, "project " + store.name(),
          "Too many look into the past; try again in a moment."};
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
  } else {
    if (look_back(ask)) return;
    reply.body = no_look(store_);
  }
  mail_.clients.post(Answer{ask.asked.origin, std::move(reply)});
}

void StoreActor::hear(const FetchPast& ask) {
  if (!look_back(ask)) mail_.project.post(PastFetched{no_look(store_)});
}

bool StoreActor::look_back(std::variant<ReadPast, FetchPast> ask) {
  return !store_.suspect() && mail_.past.post(LookBack{std::move(ask), store_.folder(), store_.name()});
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

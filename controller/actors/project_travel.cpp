// project_travel.cpp: named versions, restoring the past, other projects and templates: errands of which the
// store does the work. A restore ends as an edit like others.  Side: control, the project's thread.
#include <chrono>
#include <utility>

#include "controller/actors/project_actor.h"
#include "controller/commands/restore.h"
#include "controller/store/data_directory.h"

namespace corelogic::actors {
namespace {

using messages::Command;
using store::DataDirectory;
using vocabulary::Refusal;
using vocabulary::RefusalCode;
using vocabulary::Result;

Result<StoreMail> mail_for(const messages::SaveVersion& command, const LiveProject& live,
                           const std::string& user) {
  if (auto fine = DataDirectory::check_name(command.name, "version"); !fine) return fine.refusal();
  return StoreMail{KeepVersion{{command.name, live.durable_revision(), wall_clock_ms(), user}}};
}

Result<StoreMail> mail_for(const messages::Restore& command, const LiveProject&, const std::string&) {
  return StoreMail{FetchPast{command.revision}};
}

Result<StoreMail> mail_for(const messages::DuplicateProject& command, const LiveProject& live,
                           const std::string&) {
  if (auto fine = DataDirectory::check_name(command.name); !fine) return fine.refusal();
  if (auto fine = DataDirectory::check_name(command.new_name); !fine) return fine.refusal();
  if (auto fine = project::check_project_name(command.new_name, "duplicateProject.newName"); !fine)
    return fine.refusal();
  Duplicate mail{command.name, command.new_name, std::nullopt};
  if (command.name == live.now().name()) mail.document = live.durable().to_message();
  return StoreMail{std::move(mail)};
}

Result<StoreMail> mail_for(const messages::RemoveProject& command, const LiveProject& live,
                           const std::string&) {
  if (auto fine = DataDirectory::check_name(command.name); !fine) return fine.refusal();
  if (command.name == live.now().name())
    return Refusal{RefusalCode::kInvalid, "removeProject.name",
                   command.name + " is open; open another project first, then remove it."};
  return StoreMail{RemoveOther{command.name}};
}

Result<StoreMail> mail_for(const messages::SaveTemplate& command, const LiveProject& live,
                           const std::string&) {
  if (auto fine = DataDirectory::check_name(command.name, "template"); !fine) return fine.refusal();
  return StoreMail{KeepTemplate{command.name, live.durable().to_message(), command.replace}};
}

Result<StoreMail> mail_for(const messages::RemoveTemplate& command, const LiveProject&, const std::string&) {
  if (auto fine = DataDirectory::check_name(command.name, "template"); !fine) return fine.refusal();
  return StoreMail{DropTemplate{command.name}};
}

template <class Body>
concept Travels = requires(const Body& body, const LiveProject& live) {
  mail_for(body, live, std::string());
};

}  // namespace

std::int64_t wall_clock_ms() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

bool is_travel(const Command& command) {
  return std::visit([]<class Body>(const Body&) { return Travels<Body>; }, command.body);
}

Result<StoreMail> ProjectActor::travel_mail(const Command& command) const {
  return std::visit(
      [&]<class Body>(const Body& body) -> Result<StoreMail> {
        if constexpr (Travels<Body>)
          return mail_for(body, live_,
                          errand_ ? access::signature(errand_->origin.identity()) : std::string());
        else
          return Refusal{RefusalCode::kInternal, "command", "This command is no errand of the store."};
      },
      command.body);
}

void ProjectActor::ask_past(const Asked& asked) {
  write_gestures();  // what is heard can be looked at
  mail_.store.post(ReadPast{asked, live_.revision()});
}

void ProjectActor::hear(PastFetched&& fetched) {
  if (!errand_) return;
  if (!fetched.past) return end_errand(fetched.past.refusal());
  if (read_only_) return end_errand(*read_only_);
  const auto& command = std::get<Command>(errand_->request.body);
  const std::uint64_t revision = std::get<messages::Restore>(command.body).revision;
  auto restored = commands::restore(live_.now(), (*fetched.past)->project, revision);
  if (restored.changes.empty()) return end_errand(messages::Done{{}, std::move(restored.notes)});
  store::Edit edit;
  edit.set.client = errand_->request.client;
  edit.set.sequence = errand_->request.sequence;
  edit.set.label = std::move(restored.label);
  edit.set.changes = std::move(restored.changes);
  make(Asked(*errand_), std::move(edit));  // answered when it is durable
  release_errand();
}

}  // namespace corelogic::actors

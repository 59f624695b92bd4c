// project_errands.cpp: new, open, save and import under a name: the store does them, one at a time, while
// nothing waits for the disk; requests that come meanwhile wait behind.  Side: control, the project's thread.
#include <spdlog/spdlog.h>

#include "controller/actors/project_actor.h"
#include "controller/store/data_directory.h"

namespace corelogic::actors {
namespace {

using messages::Command;
using messages::Done;
using vocabulary::Refusal;
using vocabulary::RefusalCode;
using vocabulary::Result;

constexpr std::size_t kMostRememberedErrands = 1024;

/// A name for a folder that is also a name for a project.
Result<void> check_new_name(const std::string& name, const std::string& subject) {
  if (auto fine = store::DataDirectory::check_name(name); !fine) return fine;
  return project::check_project_name(name, subject);
}

Result<StoreMail> mail_for(const messages::NewProject& command, std::uint32_t epoch) {
  if (auto fine = check_new_name(command.name, "newProject.name"); !fine) return fine.refusal();
  if (auto fine = project::check_sample_rate(command.sample_rate, "newProject.sampleRate"); !fine)
    return fine.refusal();
  if (!command.from_template.empty())
    return StoreMail{OpenOther{command.name, std::nullopt, epoch, command.from_template}};
  return StoreMail{
      OpenOther{command.name, project::make_empty(command.name, command.sample_rate).to_message(), epoch}};
}

Result<StoreMail> mail_for(const messages::ImportProject& command, std::uint32_t epoch) {
  if (auto fine = check_new_name(command.name, "importProject.name"); !fine) return fine.refusal();
  messages::Project document = command.project;
  document.name = command.name;
  const auto project = project::Project::from_message(document);
  if (!project) return project.refusal();
  return StoreMail{OpenOther{command.name, project->to_message(), epoch}};
}

}  // namespace

bool is_errand(const Command& command) {
  const auto* import = std::get_if<messages::ImportProject>(&command.body);
  return is_travel(command) || std::holds_alternative<messages::NewProject>(command.body) ||
         std::holds_alternative<messages::OpenProject>(command.body) ||
         std::holds_alternative<messages::SaveProject>(command.body) ||
         (import != nullptr && !import->name.empty());
}

Result<StoreMail> ProjectActor::errand_mail(const Command& command) const {
  const std::uint32_t epoch = live_.revision().epoch;
  if (is_travel(command)) return travel_mail(command);
  if (const auto* fresh = std::get_if<messages::NewProject>(&command.body)) return mail_for(*fresh, epoch);
  if (const auto* import = std::get_if<messages::ImportProject>(&command.body))
    return mail_for(*import, epoch);
  if (const auto* open = std::get_if<messages::OpenProject>(&command.body)) {
    if (auto fine = store::DataDirectory::check_name(open->name); !fine) return fine.refusal();
    return StoreMail{OpenOther{open->name, std::nullopt, epoch}};
  }
  const auto& save = std::get<messages::SaveProject>(command.body);
  if (save.name.empty())
    return StoreMail{Checkpoint{live_.durable_revision(), live_.durable().to_message(), true}};
  if (auto fine = check_new_name(save.name, "saveProject.name"); !fine) return fine.refusal();
  return StoreMail{CopyTo{save.name}};
}

void ProjectActor::begin_errand(Asked&& asked) {
  write_gestures();
  errand_ = std::move(asked);
  run_errand_if_quiet();
}

void ProjectActor::run_errand_if_quiet() {
  if (!errand_ || errand_runs_ || !line_.empty()) return;
  const auto& command = std::get<Command>(errand_->request.body);
  const auto* open = std::get_if<messages::OpenProject>(&command.body);
  if (open != nullptr && open->name == live_.now().name() && !read_only_)
    return end_errand(Done{{}, {open->name + " is open already."}});
  auto mail = errand_mail(command);
  if (!mail) return end_errand(mail.refusal());
  errand_runs_ = true;
  mail_.store.post(std::move(*mail));
}

void ProjectActor::hear(const ErrandDone& done) {
  if (!done.opened) return end_errand(done.opened.refusal());
  if (*done.opened) start_over(**done.opened);
  end_errand(Done{});
}

void ProjectActor::end_errand(decltype(messages::Reply::body) body) {
  remember(*errand_, body);
  answer(*errand_, std::move(body));
  release_errand();
}

void ProjectActor::release_errand() {
  errand_.reset();
  errand_runs_ = false;
  auto waiting = std::exchange(behind_errand_, {});
  for (Asked& next : waiting) hear(std::move(next));
}

void ProjectActor::remember(const Asked& asked, const decltype(messages::Reply::body)& body) {
  if (!is_numbered(asked.request)) return;
  if (errands_done_.size() >= kMostRememberedErrands) errands_done_.clear();
  errands_done_[asked.request.client] = {asked.request.sequence, live_.revision(), body};
}

}  // namespace corelogic::actors

// store_actor.cpp: group commit, and the way back from a failed disk.  Side: control, the store's thread.
#include "controller/actors/store_actor.h"

#include <spdlog/spdlog.h>

namespace corelogic::actors {
namespace {

using vocabulary::Refusal;
using vocabulary::Result;
using namespace std::chrono_literals;

constexpr std::size_t kMostInGroup = 512;
constexpr auto kRecoverEvery = 500ms;
constexpr auto kIdle = 1000ms;
constexpr double kNotesASecond = 5;
constexpr double kNoteBurst = 50;

}  // namespace

StoreActor::StoreActor(Mailboxes& mail, store::DataDirectory directory, store::AccessStore access,
                       store::ProjectStore store, std::uint32_t epoch, std::string server_key)
    : mail_(mail),
      directory_(std::move(directory)),
      presets_(directory_.presets_folder()),
      templates_(directory_.templates_folder()),
      access_(std::move(access)),
      notes_(kNotesASecond, kNoteBurst, Clock::now()),
      store_(std::move(store)),
      epoch_(epoch),
      server_key_(std::move(server_key)) {
  tell_roster();
  // Before any request: whoever asks for a preset first finds it.
  mail_.project.post(ShelfRead{read_shelf()});
}

void StoreActor::run() {
  while (life_ == ActorLife::kServing) {
    wire::wait({}, &mail_.store.waker(), store_.suspect() ? kRecoverEvery : kIdle);
    hear(mail_.store.take());
    if (store_.suspect())
      try_to_recover();
    else
      store_.tidy();
    if (access_.look()) tell_roster();
  }
  life_ = ActorLife::kEnded;
}

void StoreActor::hear(std::vector<StoreMail> mail) {
  Group group;
  for (StoreMail& one : mail) {
    if (auto* append = std::get_if<Append>(&one)) {
      if (append->edit->set.revision.epoch == epoch_ && !store_.suspect()) group.push_back(append->edit);
      if (group.size() >= kMostInGroup) commit(group);
      continue;
    }
    commit(group);
    std::visit(Overloaded{[](Append&) {}, [this](EndOfWork&) { life_ = ActorLife::kEnding; },
                          [this](auto& other) { hear(std::move(other)); }},
               one);
  }
  commit(group);
}

void StoreActor::commit(Group& group) {
  if (group.empty()) return;
  const Group edits = std::exchange(group, {});
  if (store_.suspect()) return;
  if (auto written = store_.append(edits); !written) return fail(written.refusal());
  mail_.project.post(Committed{edits.back()->set.revision});
}

void StoreActor::fail(const Refusal& why) {
  spdlog::error("store: epoch {} stops writing: {}", epoch_, why.sentence);
  next_recovery_ = Clock::now() + kRecoverEvery;
  mail_.project.post(CommitFailed{epoch_, why});
}

void StoreActor::try_to_recover() {
  if (Clock::now() < next_recovery_ || life_ != ActorLife::kServing) return;
  next_recovery_ = Clock::now() + kRecoverEvery;
  if (auto recovered = store_.recover(epoch_); !recovered) {
    spdlog::debug("store: still suspect: {}", recovered.refusal().sentence);
    return;
  }
  auto opened = std::make_shared<store::Opened>(store_.take_opened());
  epoch_ = opened->revision.epoch;
  spdlog::warn("store: verified and writing again at revision {}.{}", epoch_, opened->revision.number);
  mail_.project.post(Recovered{std::move(opened)});
}

void StoreActor::hear(LookUp ask) {
  auto found = store_.find(ask.asked.request.client, ask.asked.request.sequence);
  mail_.project.post(LookedUp{std::move(ask.asked), std::move(found)});
}

void StoreActor::hear(const ReadNames& ask) {
  mail_.clients.post(
      Answer{ask.asked.origin,
             {ask.asked.request.sequence, ask.revision, messages::ProjectNames{directory_.names()}}});
}

void StoreActor::hear(const ReadHistory& ask) {
  messages::Reply reply{ask.asked.request.sequence, ask.revision, messages::Alive{}};
  auto sets = store_.history(ask.most);
  if (sets)
    reply.body = messages::History{std::move(*sets)};
  else
    reply.body = sets.refusal();
  mail_.clients.post(Answer{ask.asked.origin, std::move(reply)});
}

std::shared_ptr<const store::Shelf> StoreActor::read_shelf() {
  auto shelf = std::make_shared<const store::Shelf>(presets_.read());
  for (const std::string& sentence : shelf->broken) spdlog::warn("store: {}", sentence);
  return shelf;
}

void StoreActor::hear(const ReadPresets& ask) {
  auto shelf = read_shelf();
  messages::Presets found;
  for (const messages::Preset& preset : shelf->presets)
    if (ask.effect.empty() || preset.effect == ask.effect) found.presets.push_back(preset);
  mail_.project.post(ShelfRead{std::move(shelf)});  // before the answer: what it lists can be loaded
  mail_.clients.post(Answer{ask.asked.origin, {ask.asked.request.sequence, ask.revision, std::move(found)}});
}

void StoreActor::hear(KeepPreset ask) {
  auto kept = presets_.save(ask.preset, ask.replace);
  mail_.project.post(PresetDone{std::move(ask.asked), std::move(kept), read_shelf()});
}

void StoreActor::hear(DropPreset ask) {
  auto dropped = presets_.remove(ask.effect, ask.name);
  mail_.project.post(PresetDone{std::move(ask.asked), std::move(dropped), read_shelf()});
}

void StoreActor::hear(const Checkpoint& ask) {
  const bool was_suspect = store_.suspect();
  auto written = store_.checkpoint(ask.revision, ask.project);
  if (!written && !was_suspect) fail(written.refusal());
  if (written) spdlog::debug("store: checkpoint at revision {}.{}", epoch_, ask.revision);
  if (ask.errand) end_errand(written);
}

void StoreActor::hear(const CopyTo& ask) {
  end_errand(store_.copy_to(directory_.folder_of(ask.name)));
}

void StoreActor::end_errand(const Result<void>& done) {
  if (done)
    mail_.project.post(ErrandDone{std::shared_ptr<store::Opened>()});
  else
    mail_.project.post(ErrandDone{done.refusal()});
}

void StoreActor::hear(const OpenOther& ask) {
  mail_.project.post(ErrandDone{open(ask)});
}

Result<std::shared_ptr<store::Opened>> StoreActor::open(const OpenOther& ask) {
  const std::string folder = directory_.folder_of(ask.name);
  if (auto made = make(ask); !made) return made.refusal();
  auto other = store::ProjectStore::open(folder, ask.name, ask.epoch_above);
  if (!other) return other.refusal();
  store_ = std::move(*other);
  auto opened = std::make_shared<store::Opened>(store_.take_opened());
  epoch_ = opened->revision.epoch;
  if (auto remembered = directory_.remember_open({ask.name, epoch_}); !remembered)
    spdlog::warn("store: {} will not be opened by itself next time: {}", ask.name,
                 remembered.refusal().sentence);
  spdlog::info("store: opened {} at revision {}.{}", ask.name, epoch_, opened->revision.number);
  return opened;
}

}  // namespace corelogic::actors

// question_codec.cpp: the questions of messages/questions.h, and the access list.  Side: control.
#include "schema/wire/frame_form.h"
#include "schema/wire/question_form.h"

namespace corelogic::wire {

namespace m = messages;

namespace {

void write_entry(const m::AccessEntry& entry, gen::AccessEntry::Builder out) {
  out.setUser(as_capnp(entry.user));
  out.setRole(static_cast<gen::Role>(entry.role));
  write_ids(out.initStrips(size_of(entry.strips)), entry.strips);
  out.setPublicKey(as_capnp(entry.public_key));
  out.setHasToken(entry.has_token);
  out.setCreated(entry.created_ms);
  out.setLastSeen(entry.last_seen_ms);
}

m::AccessEntry read_entry(Reading& reading, gen::AccessEntry::Reader entry) {
  return {reading.text("user", as_view(entry.getUser())),
          read_word<m::Role>(reading, "role", entry.getRole()),
          read_numbers<m::TrackId>(reading, "strips", entry.getStrips(), kMostTracks),
          reading.text("publicKey", as_view(entry.getPublicKey())),
          entry.getHasToken(),
          entry.getCreated(),
          entry.getLastSeen()};
}

void put(const m::AddAccess& add, gen::ChangeAccess::Builder out) {
  write_entry(add.entry, out.initAdd());
}
void put(const m::SetAccess& set, gen::ChangeAccess::Builder out) {
  write_entry(set.entry, out.initSet());
}
void put(const m::RevokeAccess& revoke, gen::ChangeAccess::Builder out) {
  out.setRevoke(as_capnp(revoke.user));
}
void put(const m::InviteAccess& invite, gen::ChangeAccess::Builder out) {
  write_entry(invite.entry, out.initInvite());
}

}  // namespace

void put(const m::GetVersions&, gen::Request::Builder out) {
  out.setGetVersions();
}
void put(const m::GetProjectAt& get, gen::Request::Builder out) {
  out.setGetProjectAt(get.revision);
}
void put(const m::GetDiff& get, gen::Request::Builder out) {
  auto words = out.initGetDiff();
  words.setFrom(get.from);
  words.setTo(get.to);
}
void put(const m::Explain& explain, gen::Request::Builder out) {
  out.setExplain(explain.track.value);
}
void put(const m::GetWiring&, gen::Request::Builder out) {
  out.setGetWiring();
}
void put(const m::Touch& touch, gen::Request::Builder out) {
  auto words = out.initTouch();
  words.setControl(as_capnp(touch.control));
  words.setHeld(touch.held);
}
void put(const m::GetClients&, gen::Request::Builder out) {
  out.setGetClients();
}
void put(const m::GetAccess&, gen::Request::Builder out) {
  out.setGetAccess();
}
void put(const m::ChangeAccess& change, gen::Request::Builder out) {
  auto words = out.initChangeAccess();
  std::visit([&](const auto& each) { put(each, words); }, change.body);
}
void put(const m::GetAudit& get, gen::Request::Builder out) {
  auto words = out.initGetAudit();
  words.setMost(get.most);
  words.setWho(as_capnp(get.who));
}
void put(const m::GetHash&, gen::Request::Builder out) {
  out.setGetHash();
}
void put(const m::GetTemplates&, gen::Request::Builder out) {
  out.setGetTemplates();
}
void put(const m::WatchSpectrum& watch, gen::Request::Builder out) {
  auto words = out.initWatchSpectrum();
  words.setTrack(watch.track.value);
  words.setTap(static_cast<gen::Tap>(watch.tap));
}

m::ChangeAccess read_change_access(Reading& reading, gen::ChangeAccess::Reader change) {
  const Reading::Step step(reading, arm_of(change));
  switch (change.which()) {
    case gen::ChangeAccess::ADD:
      return {m::AddAccess{read_entry(reading, change.getAdd())}};
    case gen::ChangeAccess::SET:
      return {m::SetAccess{read_entry(reading, change.getSet())}};
    case gen::ChangeAccess::REVOKE:
      return {m::RevokeAccess{reading.text("", as_view(change.getRevoke()))}};
    case gen::ChangeAccess::INVITE:
      return {m::InviteAccess{read_entry(reading, change.getInvite())}};
    default:
      break;
  }
  reading.refuse_arm("ChangeAccess");
  return {};
}

void put(const m::Access& access, gen::Reply::Builder out) {
  write_list(out.initAccess(size_of(access.entries)), access.entries, write_entry);
}

m::Access read_access(Reading& reading, capnp::List<gen::AccessEntry>::Reader access) {
  return {read_list<m::AccessEntry>(reading, "", access, kMostElements, read_entry)};
}

}  // namespace corelogic::wire

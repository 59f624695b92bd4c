// journal.cpp: rows to edits and back.  Side: control.
#include "controller/store/journal.h"

#include <algorithm>
#include <ctime>

#include "schema/wire/codec.h"

namespace corelogic::store {
namespace {

using vocabulary::ClientId;
using vocabulary::Refusal;
using vocabulary::RefusalCode;
using vocabulary::Result;

constexpr const char* kInsert =
    "INSERT INTO edits(revision, first_revision, epoch, client, sequence, first_sequence, gesture, kind, "
    "target, label, at_wall_clock, changes, inverse, reply, user, transport, least_role) "
    "VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";
constexpr const char* kColumns =
    "SELECT changes, inverse, reply, kind, target, first_sequence, first_revision, transport, least_role "
    "FROM edits ";

wire::FrameView blob(const SQLite::Column& column) {
  return {static_cast<const std::byte*>(column.getBlob()), static_cast<std::size_t>(column.getBytes())};
}

Refusal unreadable(const Refusal& why) {
  return {RefusalCode::kStorage, "journal", "A row of the journal cannot be read: " + why.sentence};
}

Result<messages::Done> read_done(wire::FrameView frame) {
  const auto reply = wire::decode_reply(frame);
  if (!reply) return unreadable(reply.refusal());
  const auto* done = std::get_if<messages::Done>(&reply->body);
  return done ? *done : messages::Done{};
}

Result<Edit> read_edit(SQLite::Statement& row) {
  auto set = wire::decode_change_set(blob(row.getColumn(0)));
  if (!set) return unreadable(set.refusal());
  auto inverse = wire::decode_change_set(blob(row.getColumn(1)));
  if (!inverse) return unreadable(inverse.refusal());
  auto done = read_done(blob(row.getColumn(2)));
  if (!done) return done.refusal();
  Edit edit;
  edit.set = std::move(*set);
  edit.inverse = std::move(inverse->changes);
  edit.done = std::move(*done);
  edit.kind = static_cast<EditKind>(row.getColumn(3).getInt());
  edit.target = from_sql(row.getColumn(4).getInt64());
  edit.first_sequence = from_sql(row.getColumn(5).getInt64());
  edit.first_revision = from_sql(row.getColumn(6).getInt64());
  edit.transport = row.getColumn(7).getString();
  edit.least = static_cast<messages::Role>(row.getColumn(8).getInt());
  return edit;
}

Result<void> read_all(SQLite::Statement& rows, const std::function<void(const Edit&)>& take) {
  while (rows.executeStep()) {
    const auto edit = read_edit(rows);
    if (!edit) return edit.refusal();
    take(*edit);
  }
  return {};
}

}  // namespace

Journal::Journal(Database& database) : connection_(database.connection()), insert_(connection_, kInsert) {}

void Journal::append(const Edit& edit) {
  messages::ChangeSet inverse;
  inverse.revision = edit.set.revision;
  inverse.changes = edit.inverse;
  const wire::Frame changes = wire::encode(edit.set);
  const wire::Frame backwards = wire::encode(inverse);
  const wire::Frame reply = wire::encode(messages::Reply{edit.set.sequence, edit.set.revision, edit.done});
  const auto bind_blob = [this](int index, const wire::Frame& frame) {
    insert_.bindNoCopy(index, frame.data(), static_cast<int>(frame.size()));
  };
  insert_.reset();
  insert_.bind(1, to_sql(edit.set.revision.number));
  insert_.bind(2, to_sql(edit.first_revision));
  insert_.bind(3, static_cast<std::int64_t>(edit.set.revision.epoch));
  insert_.bind(4, to_sql(edit.set.client.value));
  insert_.bind(5, to_sql(edit.set.sequence));
  insert_.bind(6, to_sql(edit.first_sequence));
  insert_.bind(7, static_cast<std::int64_t>(edit.set.gesture));
  insert_.bind(8, static_cast<std::int64_t>(edit.kind));
  insert_.bind(9, to_sql(edit.target));
  insert_.bind(10, edit.set.label);
  insert_.bind(11, edit.set.time_ms != 0 ? edit.set.time_ms / 1000 : std::int64_t{std::time(nullptr)});
  bind_blob(12, changes);
  bind_blob(13, backwards);
  bind_blob(14, reply);
  insert_.bind(15, edit.set.user);
  insert_.bind(16, edit.transport);
  insert_.bind(17, static_cast<std::int64_t>(edit.least));
  insert_.exec();
}

Result<void> Journal::read_after(std::uint64_t revision, const std::function<void(const Edit&)>& take) {
  SQLite::Statement rows(connection_, std::string(kColumns) + "WHERE revision > ? ORDER BY revision");
  rows.bind(1, to_sql(revision));
  return read_all(rows, take);
}

Result<void> Journal::read_between(std::uint64_t after, std::uint64_t through,
                                   const std::function<void(const Edit&)>& take) {
  SQLite::Statement rows(connection_,
                         std::string(kColumns) + "WHERE revision > ? AND revision <= ? ORDER BY revision");
  rows.bind(1, to_sql(after));
  rows.bind(2, to_sql(through));
  return read_all(rows, take);
}

Result<void> Journal::read_back(std::uint64_t from, std::uint64_t to,
                                const std::function<void(const Edit&)>& take) {
  SQLite::Statement rows(
      connection_, std::string(kColumns) + "WHERE revision <= ? AND revision > ? ORDER BY revision DESC");
  rows.bind(1, to_sql(from));
  rows.bind(2, to_sql(to));
  return read_all(rows, take);
}

Result<std::vector<Edit>> Journal::newest(std::uint32_t most) {
  SQLite::Statement rows(connection_, std::string(kColumns) + "ORDER BY revision DESC LIMIT ?");
  rows.bind(1, static_cast<std::int64_t>(most));
  std::vector<Edit> edits;
  while (rows.executeStep()) {
    auto edit = read_edit(rows);
    if (!edit) return edit.refusal();
    edits.push_back(std::move(*edit));
  }
  std::reverse(edits.begin(), edits.end());
  return edits;
}

Result<std::optional<StoredReply>> Journal::find(ClientId client, std::uint64_t sequence) {
  SQLite::Statement row(connection_,
                        "SELECT epoch, revision, first_sequence, reply FROM edits WHERE client = ? AND "
                        "client != 0 AND sequence != 0 AND sequence >= ? ORDER BY sequence LIMIT 1");
  row.bind(1, to_sql(client.value));
  row.bind(2, to_sql(sequence));
  if (!row.executeStep() || from_sql(row.getColumn(2).getInt64()) > sequence)
    return std::optional<StoredReply>{};
  auto done = read_done(blob(row.getColumn(3)));
  if (!done) return done.refusal();
  StoredReply reply;
  reply.revision = {static_cast<std::uint32_t>(row.getColumn(0).getInt64()),
                    from_sql(row.getColumn(1).getInt64())};
  reply.done = std::move(*done);
  return std::optional<StoredReply>{std::move(reply)};
}

std::vector<std::pair<ClientId, std::uint64_t>> Journal::highest_sequences() {
  SQLite::Statement rows(connection_,
                         "SELECT client, max(sequence) FROM edits WHERE client != 0 AND sequence != 0 "
                         "GROUP BY client");
  std::vector<std::pair<ClientId, std::uint64_t>> highest;
  while (rows.executeStep())
    highest.emplace_back(ClientId{from_sql(rows.getColumn(0).getInt64())},
                         from_sql(rows.getColumn(1).getInt64()));
  return highest;
}

std::vector<messages::AuditEntry> Journal::audit(std::uint32_t most, const std::string& who) {
  SQLite::Statement rows(connection_,
                         "SELECT at_wall_clock, user, client, revision, label, transport FROM edits WHERE ?1 "
                         "= '' OR user = ?1 ORDER BY revision DESC LIMIT ?2");
  rows.bind(1, who);
  rows.bind(2, static_cast<std::int64_t>(most));
  std::vector<messages::AuditEntry> entries;
  while (rows.executeStep()) {
    messages::AuditEntry entry;
    entry.time_ms = rows.getColumn(0).getInt64() * 1000;
    entry.user = rows.getColumn(1).getString();
    entry.client = ClientId{from_sql(rows.getColumn(2).getInt64())};
    entry.revision = from_sql(rows.getColumn(3).getInt64());
    entry.label = rows.getColumn(4).getString();
    entry.transport = rows.getColumn(5).getString();
    entries.push_back(std::move(entry));
  }
  return entries;
}

std::uint64_t Journal::last_revision() {
  return from_sql(connection_.execAndGet("SELECT coalesce(max(revision), 0) FROM edits").getInt64());
}

std::uint64_t Journal::first_revision() {
  return from_sql(connection_.execAndGet("SELECT coalesce(min(first_revision), 0) FROM edits").getInt64());
}

void Journal::remove_after(std::uint64_t revision) {
  SQLite::Statement removal(connection_, "DELETE FROM edits WHERE revision > ?");
  removal.bind(1, to_sql(revision));
  removal.exec();
}

}  // namespace corelogic::store

// journal_check.cpp: answers and restores against the journal.  Side: test.
#include "tests/histories/journal_check.h"

#include <algorithm>
#include <map>

#include "controller/project/apply_change.h"

namespace corelogic::histories {
namespace {

using messages::ClientId;

std::string name_of(const Hand& hand, std::uint64_t sequence) {
  return "edit " + std::to_string(sequence) + " of hand " + std::to_string(hand.id().value);
}

/// The rows that say they stand for it.
std::vector<const store::Edit*> rows_of(const Disk& disk, ClientId client, std::uint64_t sequence) {
  std::vector<const store::Edit*> rows;
  for (const store::Edit& edit : disk.journal())
    if (edit.set.client == client && edit.first_sequence <= sequence && sequence <= edit.set.sequence)
      rows.push_back(&edit);
  return rows;
}

bool holds_what_was_asked(const store::Edit& row, const Outcome& outcome) {
  return std::any_of(row.set.changes.begin(), row.set.changes.end(), [&](const messages::Change& change) {
    const auto* set = std::get_if<messages::VolumeSet>(&change);
    const auto* added = std::get_if<messages::TrackAdded>(&change);
    return (set != nullptr && outcome.sets && *set == *outcome.sets) ||
           (added != nullptr && !outcome.adds.empty() && added->track.name == outcome.adds);
  });
}

bool is_on_disk(const Disk& disk, const std::string& version) {
  return std::any_of(disk.versions().begin(), disk.versions().end(),
                     [&](const messages::Version& one) { return one.name == version; });
}

void check_one(const Disk& disk, const Hand& hand, std::uint64_t sequence, const Outcome& outcome,
               Complaints& complaints) {
  const auto rows = rows_of(disk, hand.id(), sequence);
  const std::string what = name_of(hand, sequence);
  if (rows.size() > 1) complaints.push_back(what + " was made twice");
  if (!outcome.answer || !*outcome.answer) return;  // nothing was promised
  if (!outcome.done()) {
    if (!rows.empty()) complaints.push_back(what + " was refused, and made");
    return;
  }
  if (!outcome.keeps_version.empty() && !is_on_disk(disk, outcome.keeps_version))
    complaints.push_back(what + " named a version, and the name is lost");
  if (!outcome.durable || (!outcome.sets && outcome.adds.empty())) return;
  if (rows.empty()) return complaints.push_back(what + " was acknowledged, and is lost");
  if (!holds_what_was_asked(*rows.front(), outcome))
    complaints.push_back(what + " was acknowledged by a row that does something else");
}

/// Of a row of many moves: each was a move of that gesture, and each took a revision.
void check_row(const Hand& hand, const store::Edit& row, Complaints& complaints) {
  const std::string what = "the row at revision " + std::to_string(row.set.revision.number);
  const std::uint64_t sequences = row.set.sequence - row.first_sequence + 1;
  if (row.set.revision.number - row.first_revision + 1 < sequences)
    complaints.push_back(what + " stands for more moves than were made");
  for (std::uint64_t sequence = row.first_sequence; sequence <= row.set.sequence; ++sequence) {
    const auto asked = hand.ledger().find(sequence);
    const bool moved =
        asked != hand.ledger().end() && !asked->second.durable && asked->second.gesture == row.set.gesture;
    if (!moved)
      complaints.push_back(what + " stands for " + name_of(hand, sequence) + ", which is no move of it");
  }
}

/// Without what a restore leaves alone.
messages::Project comparable(const project::Project& project) {
  messages::Project document = project.to_message();
  document.next_id = 0;
  return document;
}

}  // namespace

void check_answers(const Disk& disk, const Hand& hand, Complaints& complaints, Met& met) {
  for (const auto& [sequence, outcome] : hand.ledger()) {
    if (outcome.answer && *outcome.answer) ++(outcome.done() ? met.acknowledged : met.refused);
    met.versions += outcome.done() && !outcome.keeps_version.empty() ? 1 : 0;
    check_one(disk, hand, sequence, outcome, complaints);
  }
  for (const store::Edit& row : disk.journal()) {
    if (row.set.client != hand.id() || row.first_sequence == row.set.sequence) continue;
    ++met.gesture_rows;
    check_row(hand, row, complaints);
  }
}

void check_restores(const Disk& disk, const Hand& hand, Complaints& complaints, Met& met) {
  std::map<std::uint64_t, messages::Project> states;  // by revision: those that are asked for
  std::map<std::uint64_t, std::uint64_t> restores;    // the row, and what it restored
  for (const auto& [sequence, outcome] : hand.ledger()) {
    if (!outcome.restores || !outcome.done()) continue;
    const auto rows = rows_of(disk, hand.id(), sequence);
    if (rows.size() != 1) continue;  // everything was as it was then already
    restores[rows.front()->set.revision.number] = *outcome.restores;
    states[*outcome.restores] = states[rows.front()->set.revision.number] = {};
  }
  if (restores.empty()) return;
  project::Project project = disk.first();
  auto row = disk.journal().begin();
  for (auto& [revision, state] : states) {
    for (; row != disk.journal().end() && row->set.revision.number <= revision; ++row)
      project::apply(project, row->set.changes);
    state = comparable(project);
  }
  for (const auto& [made, wanted] : restores) {
    ++met.restores;
    if (states[made] != states[wanted])
      complaints.push_back("the restore at revision " + std::to_string(made) + " is not what revision " +
                           std::to_string(wanted) + " was");
  }
}

}  // namespace corelogic::histories

// placeholder.cpp: shapes are judged, meanings are not.  Side: control; pure.
#include "controller/tracks/placeholder.h"

#include <cmath>
#include <set>

#include "controller/tracks/strip_rules.h"
#include "schema/vocabulary/effect_catalogue.h"

namespace corelogic::tracks {
namespace {

using messages::Insert;
using messages::NamedValue;
using vocabulary::Refusal;
using vocabulary::RefusalCode;
using vocabulary::Result;

Refusal invalid(std::string_view subject, std::string sentence) {
  return {RefusalCode::kInvalid, std::string(subject), std::move(sentence)};
}

Result<void> check_values(const std::vector<NamedValue>& values, std::string_view subject) {
  if (values.size() > kMostPlaceholderValues)
    return invalid(subject, "An insert has at most " + std::to_string(kMostPlaceholderValues) + " values.");
  std::set<std::string_view> names;
  for (const NamedValue& value : values) {
    if (auto good = check_name(value.name, subject); !good) return good;
    if (std::isnan(value.value)) return invalid(subject, "The value of " + value.name + " is no number.");
    if (!names.insert(value.name).second)
      return invalid(subject, "The parameter " + value.name + " is given twice.");
  }
  return {};
}

}  // namespace

bool is_placeholder(const Insert& insert) {
  return vocabulary::find_effect(insert.effect) == nullptr;
}

Result<void> check_placeholder(const Insert& insert, std::string_view subject) {
  if (auto good = check_name(insert.effect, subject); !good) return good;
  if (auto good = check_values(insert.parameters, subject); !good) return good;
  if (auto good = check_values(insert.other, subject); !good) return good;
  for (const std::string& file : {insert.file, insert.other_file})
    if (auto good = file.empty() ? Result<void>{} : check_path(file, subject); !good) return good;
  return {};
}

Refusal refuse_placeholder(const Insert& insert, std::string_view subject) {
  return {RefusalCode::kUnsupported, std::string(subject),
          "The effect \"" + insert.effect +
              "\" is not known to this version: the insert keeps its values as they are and passes the sound "
              "through. It can be moved, bypassed and removed."};
}

std::vector<std::string> placeholder_warnings(const TrackList& tracks) {
  std::vector<std::string> warnings;
  for (const messages::Track& track : tracks)
    for (const Insert& insert : track.inserts)
      if (is_placeholder(insert))
        warnings.push_back("insert " + std::to_string(insert.id.value) + " of " + track.name +
                           ": the effect \"" + insert.effect +
                           "\" is not known here; its values are kept and the sound passes through");
  return warnings;
}

}  // namespace corelogic::tracks

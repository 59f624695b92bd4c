// verbs.h: the verb families of the command line; each adds its verbs to the tree and says what a line of it
// means. To add a verb: a block in its family's file, a line in the table of its unit test.  Side: control.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <utility>

#include "clients/cli/line.h"
#include "clients/cli/values.h"
#include "clients/cpp/names.h"

namespace corelogic::cli {

void add_track_verbs(CLI::App& root, Line& line);
void add_insert_verbs(CLI::App& root, Line& line);
/// Into the family "insert": key, file, preset, ab, copy.
void add_insert_sound_verbs(CLI::App& family, Line& line);
void add_send_verbs(CLI::App& root, Line& line);
void add_routing_verbs(CLI::App& root, Line& line);
void add_output_verbs(CLI::App& root, Line& line);
void add_monitor_verbs(CLI::App& root, Line& line);
void add_project_verbs(CLI::App& root, Line& line);
/// Into the family "project": duplicate, remove, template, at, diff, restore.
void add_travel_verbs(CLI::App& family, Line& line);
void add_version_verbs(CLI::App& root, Line& line);
void add_scene_verbs(CLI::App& root, Line& line);
void add_wire_verbs(CLI::App& root, Line& line);
void add_explain_verbs(CLI::App& root, Line& line);
void add_transport_verbs(CLI::App& root, Line& line);
void add_edit_verbs(CLI::App& root, Line& line);
void add_look_verbs(CLI::App& root, Line& line);
void add_access_verbs(CLI::App& root, Line& line);
void add_watch_verb(CLI::App& root, Line& line);
void add_meters_verb(CLI::App& root, Line& line);
void add_render_verb(CLI::App& root, Line& line);
void add_script_verbs(CLI::App& root, Line& line);
void add_desk_verbs(CLI::App& root, Line& line);
/// clients, hash.
void add_presence_verbs(CLI::App& root, Line& line);
/// Into the family "track": link, unlink, directout.
void add_track_way_verbs(CLI::App& family, Line& line);

/// The whole tree with the options that every verb knows.
void build_tree(CLI::App& root, Line& line);
/// The tree as a manual page, in troff.
[[nodiscard]] std::string manual_page(const CLI::App& root);

/// A family such as "track": it needs one verb behind it.
CLI::App* add_family(CLI::App& root, const std::string& name, const std::string& about);
/// A verb with its examples, one a line.
CLI::App* add_verb(CLI::App& parent, const std::string& name, const std::string& about,
                   const std::string& examples);

/// The value, or the line is misused: the reader prints the sentence and leaves with 2.
template <class T>
T must(Result<T> result) {
  if (!result) throw CLI::ValidationError(result.refusal().subject, result.refusal().sentence);
  return *std::move(result);
}

/// A command about one track found by its name.
template <class Make>
void set_track_command(Line& line, const std::string& name, Make make) {
  line.command = [=](const messages::Project& project) -> Result<messages::Command> {
    const auto track = client::find_track(project, show_dash(name));
    if (!track) return track.refusal();
    return make(*track);
  };
}

/// A command about one insert found by its name.
template <class Make>
void set_insert_command(Line& line, const std::string& name, Make make) {
  line.command = [=](const messages::Project& project) -> Result<messages::Command> {
    const auto insert = client::find_insert(project, name);
    if (!insert) return insert.refusal();
    return make(*insert);
  };
}

/// For commands without names.
template <class Body>
void set_plain_command(Line& line, Body body) {
  line.needs_project = false;
  line.command = [body = std::move(body)](const messages::Project&) -> Result<messages::Command> {
    return messages::Command{body};
  };
}

}  // namespace corelogic::cli

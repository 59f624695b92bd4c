// template_library.cpp: one folder a template, made as a project's folder is.  Side: control.
#include "controller/store/template_library.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "controller/project/project.h"
#include "controller/store/data_directory.h"
#include "controller/store/new_folder.h"
#include "schema/wire/codec.h"
#include "schema/wire/endpoints.h"

namespace corelogic::store {
namespace {

namespace fs = std::filesystem;
using vocabulary::Refusal;
using vocabulary::RefusalCode;
using vocabulary::Result;

constexpr const char* kDocument = "/project.json";

Result<void> write_file(const std::string& path, std::string_view text) {
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out << text;
  out.close();
  if (!out) return Refusal{RefusalCode::kStorage, path, "The disk refused " + path + "."};
  return {};
}

}  // namespace

std::vector<std::string> TemplateLibrary::names() const {
  std::vector<std::string> names;
  std::error_code error;
  for (auto entry = fs::directory_iterator(folder_, error); !error && entry != fs::end(entry);
       entry.increment(error)) {
    const std::string name = entry->path().filename();
    std::error_code ignored;
    if (DataDirectory::check_name(name, "template") &&
        fs::exists(entry->path().string() + kDocument, ignored))
      names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

Result<void> TemplateLibrary::save(const std::string& name, const messages::Project& project,
                                   const std::string& audio_folder, bool replace) const {
  if (auto good = DataDirectory::check_name(name, "template"); !good) return good;
  if (auto made = wire::make_private_directory(folder_); !made) return made;
  std::error_code error;
  const bool known = fs::exists(folder_of(name), error);
  if (known && replace)
    if (auto gone = remove_folder(folder_of(name), "template"); !gone) return gone;
  NewFolder fresh(folder_of(name), "template");
  if (auto made = fresh.make(); !made) return made;
  const wire::Frame text = wire::encode(project, wire::Encoding::kJson);
  if (auto written = write_file(fresh.hidden() + kDocument, wire::as_text(text)); !written) return written;
  if (auto shared = share_sounds(audio_folder, fresh.hidden() + "/audio"); !shared) return shared;
  return fresh.keep();
}

Result<messages::Project> TemplateLibrary::read(const std::string& name) const {
  std::ifstream file(folder_of(name) + kDocument, std::ios::binary);
  std::ostringstream text;
  if (!DataDirectory::check_name(name, "template") || !file || !(text << file.rdbuf())) {
    std::string known;
    for (const std::string& one : names()) known += (known.empty() ? "" : ", ") + one;
    return Refusal{RefusalCode::kNotFound, "template " + name,
                   "There is no template called " + name + "; " +
                       (known.empty() ? "there is none yet." : "there are " + known + ".")};
  }
  const std::string bytes = std::move(text).str();
  const auto document = wire::decode_project(wire::as_frame(bytes));
  if (!document) return document.refusal();
  const auto project = project::Project::from_message(*document);
  if (!project) return project.refusal();
  return project->to_message();
}

std::string TemplateLibrary::audio_folder_of(const std::string& name) const {
  return folder_of(name) + "/audio";
}

Result<void> TemplateLibrary::remove(const std::string& name) const {
  if (auto good = DataDirectory::check_name(name, "template"); !good) return good;
  return remove_folder(folder_of(name), "template");
}

}  // namespace corelogic::store

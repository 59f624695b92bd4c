// preset_library.cpp: a hidden neighbour, synced, then the name; read file by file.  Side: control.
#include "controller/store/preset_library.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "controller/project/project.h"
#include "controller/project/project_check.h"
#include "controller/store/data_directory.h"
#include "controller/store/new_folder.h"
#include "schema/vocabulary/effect_catalogue.h"
#include "schema/wire/codec.h"
#include "schema/wire/endpoints.h"

namespace corelogic::store {
namespace {

namespace fs = std::filesystem;
using messages::Preset;
using vocabulary::Refusal;
using vocabulary::RefusalCode;
using vocabulary::Result;

constexpr std::uintmax_t kMostBytes = std::uintmax_t{256} * 1024;  // a thousand parameters are 50 kB
constexpr std::string_view kEnding = ".json";

Refusal disk_fault(const std::string& path, int error) {
  return {RefusalCode::kStorage, path, "The disk refused " + path + ": " + std::strerror(error) + "."};
}

Refusal taken(const Preset& preset) {
  return {RefusalCode::kDuplicate, "savePreset.name",
          "The " + preset.effect + " has a preset \"" + preset.name +
              "\" already; say replace, or choose another name."};
}

Result<Preset> read_file(const fs::path& path, const vocabulary::EffectDescription& effect) {
  const auto broken = [&](const std::string& why) {
    return Refusal{RefusalCode::kInvalid, path.string(),
                   "The preset " + path.string() + " cannot be used: " + why};
  };
  std::error_code error;
  if (!fs::is_regular_file(path, error)) return broken("it is no file.");
  if (fs::file_size(path, error) > kMostBytes || error) return broken("it has more than 256 KiB.");
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  if (!file || !(text << file.rdbuf())) return broken("it cannot be read.");
  auto preset = wire::decode_preset(wire::as_frame(text.view()));
  if (!preset) return broken(preset.refusal().sentence);
  if (preset->effect != effect.name)
    return broken("it is for the " + preset->effect + " and stands with the " + std::string(effect.name) +
                  ".");
  messages::Insert insert{messages::InsertId{1}, preset->effect, false, preset->parameters};
  insert.file = preset->file;
  const auto whole = project::checked_kept_insert(insert, 1, "preset");
  if (!whole) return broken(whole.refusal().sentence);
  preset->name = path.stem().string();
  preset->parameters = whole->parameters;
  return preset;
}

Result<void> write_whole(const std::string& path, const std::string& text) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0) return disk_fault(path, errno);
  std::size_t written = 0;
  while (written < text.size()) {
    const auto count = ::write(file, text.data() + written, text.size() - written);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) break;
    written += static_cast<std::size_t>(count);
  }
  const bool whole = written == text.size() && ::fsync(file) == 0;
  const int error = errno;
  ::close(file);
  if (!whole) return disk_fault(path, error);
  return {};
}

}  // namespace

Result<void> PresetLibrary::check_name(const std::string& name, std::string_view subject) {
  if (auto good = DataDirectory::check_name(name, "preset"); !good)
    return Refusal{RefusalCode::kInvalid, std::string(subject), good.refusal().sentence};
  return project::check_project_name(name, std::string(subject));
}

std::string PresetLibrary::file_of(const std::string& effect, const std::string& name) const {
  return folder_ + "/" + effect + "/" + name + std::string(kEnding);
}

Shelf PresetLibrary::read() const {
  Shelf shelf;
  for (const auto& effect : vocabulary::kEffects)
    if (effect.insertable) read_effect(effect.name, shelf);
  std::sort(shelf.presets.begin(), shelf.presets.end(), [](const Preset& a, const Preset& b) {
    return a.effect != b.effect ? a.effect < b.effect : a.name < b.name;
  });
  std::sort(shelf.broken.begin(), shelf.broken.end());
  return shelf;
}

void PresetLibrary::read_effect(std::string_view effect, Shelf& shelf) const {
  std::error_code error;
  for (auto entry = fs::directory_iterator(folder_ + "/" + std::string(effect), error);
       !error && entry != fs::end(entry); entry.increment(error)) {
    const fs::path& path = entry->path();
    if (path.extension() != kEnding || !check_name(path.stem().string(), "")) continue;
    if (shelf.presets.size() >= kMostPresets) {
      shelf.broken.push_back("There are more than " + std::to_string(kMostPresets) +
                             " presets; the others are not shown.");
      return;
    }
    if (auto preset = read_file(path, *vocabulary::find_effect(effect)))
      shelf.presets.push_back(*std::move(preset));
    else
      shelf.broken.push_back(preset.refusal().sentence);
  }
}

Result<void> PresetLibrary::save(const Preset& preset, bool replace) const {
  if (auto good = check_name(preset.name, "savePreset.name"); !good) return good;
  const std::string folder = folder_ + "/" + preset.effect;
  for (const std::string& path : {folder_, folder})
    if (auto made = wire::make_private_directory(path); !made) return made;
  const std::string file = file_of(preset.effect, preset.name);
  const std::string fresh = folder + "/.new-" + preset.name + std::string(kEnding);
  const auto frame = wire::encode(preset, wire::Encoding::kJson);
  if (auto written = write_whole(fresh, std::string(wire::as_text(frame)) + "\n"); !written) {
    ::unlink(fresh.c_str());
    return written;
  }
  const unsigned how = replace ? 0 : RENAME_NOREPLACE;
  if (::renameat2(AT_FDCWD, fresh.c_str(), AT_FDCWD, file.c_str(), how) != 0) {
    const int error = errno;
    ::unlink(fresh.c_str());
    if (error == EEXIST) return taken(preset);
    return disk_fault(file, error);
  }
  return sync_path(folder);
}

Result<void> PresetLibrary::remove(const std::string& effect, const std::string& name) const {
  const auto* known = vocabulary::find_effect(effect);
  if (known == nullptr || !known->insertable)
    return Refusal{RefusalCode::kUnknownId, "removePreset.effect", "There is no effect \"" + effect + "\"."};
  if (auto good = check_name(name, "removePreset.name"); !good) return good;
  const std::string file = file_of(effect, name);
  if (::unlink(file.c_str()) == 0) return sync_path(folder_ + "/" + effect);
  if (errno != ENOENT && errno != ENOTDIR) return disk_fault(file, errno);
  return Refusal{RefusalCode::kNotFound, "removePreset.name",
                 "The " + effect + " has no preset \"" + name + "\"; getPresets lists those there are."};
}

}  // namespace corelogic::store

// waveform_desk.cpp: who waits for which picture.  Side: control.
#include "clients/gateway/waveform_desk.h"

#include <sys/stat.h>

#include <charconv>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "clients/gateway/waveform.h"
#include "schema/vocabulary/ids.h"

namespace corelogic::gateway {
namespace {

using nlohmann::json;

constexpr std::size_t kMostPictures = 64;  // of 256 KiB at most
constexpr std::size_t kMostReadings = 16;

/// Another time or size is another file. Empty: there is none.
std::string tag_of(const std::string& path) {
  struct stat facts {};
  if (::stat(path.c_str(), &facts) != 0) return {};
  return "\"" + std::to_string(facts.st_mtim.tv_sec) + "." + std::to_string(facts.st_mtim.tv_nsec) + "-" +
         std::to_string(facts.st_size) + "\"";
}

Response picture_response(const std::string& tag, const std::string& bytes) {
  return {200, "application/octet-stream", bytes, {{"ETag", tag}, {"Cache-Control", "private, no-cache"}}};
}

Response refused(const vocabulary::Refusal& refusal) {
  switch (refusal.code) {
    case vocabulary::RefusalCode::kNotFound:
      return as_response({404, "notFound", refusal.subject, refusal.sentence});
    case vocabulary::RefusalCode::kBusy:
      return as_response({503, "busy", refusal.subject, refusal.sentence});
    default:
      return as_response({422, "unsupported", refusal.subject, refusal.sentence});
  }
}

}  // namespace

SoundFiles sound_files(std::string_view graph) {
  SoundFiles files;
  const json parsed = json::parse(graph, nullptr, false);
  if (!parsed.is_object()) return files;
  for (const json& node : parsed.value("nodes", json::array())) {
    const json& input = node.value("audioInput", json::object());
    const std::string path = input.value("file", json::object()).value("path", "");
    const std::string number = node.value("id", "");
    std::uint64_t id = 0;
    std::from_chars(number.data(), number.data() + number.size(), id);
    if (!path.empty()) files[vocabulary::owner_of(vocabulary::NodeId{id})] = path;
  }
  return files;
}

WaveformDesk::WaveformDesk(Elsewhere elsewhere) : elsewhere_(std::move(elsewhere)) {
  if (!elsewhere_)
    elsewhere_ = [](const std::function<void()>& work, const std::function<void()>& done) { work(), done(); };
}

void WaveformDesk::answer(const std::string& path, std::string_view if_none_match, Answered answered) {
  const std::string tag = tag_of(path);
  if (tag.empty())
    return answered(as_response({404, "notFound", path, "There is no file " + path + " that can be read."}));
  if (tag == if_none_match) return answered({304, "", "", {{"ETag", tag}}});
  if (const Picture* picture = known(path, tag)) return answered(picture_response(tag, *picture->bytes));
  if (const auto others = waiting_.find(path); others != waiting_.end())
    return others->second.push_back(std::move(answered));
  if (waiting_.size() >= kMostReadings)
    return answered(
        as_response({429, "busy", path, "Too many sound files are being read; ask again in a second."}));
  waiting_[path].push_back(std::move(answered));
  read(path, tag);
}

void WaveformDesk::read(const std::string& path, const std::string& tag) {
  using Read = std::optional<vocabulary::Result<std::string>>;
  const auto read = std::make_shared<Read>();
  elsewhere_([read, path, leave = leave_] { *read = waveform_of(path, *leave); },
             [this, read, path, tag, leave = leave_] {
               if (leave->load(std::memory_order_relaxed)) return;  // the desk is gone
               const std::vector<Answered> waiting = std::exchange(waiting_[path], {});
               waiting_.erase(path);
               if (!**read) {
                 for (const Answered& answered : waiting) answered(refused((*read)->refusal()));
                 return;
               }
               keep({path, tag, std::make_shared<const std::string>(***read)});
               const auto bytes = pictures_.front().bytes;
               for (const Answered& answered : waiting) answered(picture_response(tag, *bytes));
             });
}

void WaveformDesk::keep(Picture picture) {
  std::erase_if(pictures_, [&](const Picture& each) { return each.path == picture.path; });
  pictures_.push_front(std::move(picture));
  if (pictures_.size() > kMostPictures) pictures_.pop_back();
}

const WaveformDesk::Picture* WaveformDesk::known(const std::string& path, const std::string& tag) {
  for (auto at = pictures_.begin(); at != pictures_.end(); ++at) {
    if (at->path != path || at->tag != tag) continue;
    pictures_.splice(pictures_.begin(), pictures_, at);
    return &pictures_.front();
  }
  return nullptr;
}

}  // namespace corelogic::gateway

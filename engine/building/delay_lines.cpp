// delay_lines.cpp: lines that stay, that grow, and that begin.  Side: control.
#include "engine/building/delay_lines.h"

#include <algorithm>
#include <bit>

namespace corelogic::building {
namespace {

/// Lines are made longer than asked, so that a little more latency needs no new one.
constexpr std::uint32_t kLeastRoom = 2048;

std::uint32_t room_for(std::uint32_t frames) {
  return std::bit_ceil(std::max(frames, kLeastRoom));
}

}  // namespace

std::int64_t DelayTurn::present_frames(const Key& route) const {
  if (const auto found = present_.planar.find(route); found != present_.planar.end())
    return found->second.frames;
  const auto found = present_.lanes.find(route);
  return found == present_.lanes.end() ? -1 : std::int64_t{found->second.frames};
}

std::shared_ptr<PlanarLine> DelayTurn::planar(const Key& route, std::uint32_t frames) {
  const auto [place, fresh] = next_.planar.try_emplace(route);
  if (!fresh) return place->second.line;
  const auto former = present_.planar.find(route);
  const bool survivor = former != present_.planar.end();
  const bool grows = survivor && former->second.line->delay.most() < frames;
  auto line =
      survivor && !grows ? former->second.line : std::make_shared<PlanarLine>(room_for(frames), fade_frames_);
  place->second = {.line = line, .frames = frames};
  owned_.push_back(line);
  if (grows) {
    moves_.push_back({.planar = &line->delay, .from_planar = &former->second.line->delay});
    owned_.push_back(former->second.line);
  }
  if (first_ && !survivor) {
    begins_.push_back({.planar = &line->delay, .frames = frames});
    return line;
  }
  if (!survivor) hold_frames_ = std::max(hold_frames_, frames);
  settings_.push_back({.planar = &line->delay, .frames = frames});
  return line;
}

std::shared_ptr<LaneLines> DelayTurn::block(const Key& group, std::uint32_t longest) {
  const auto [place, fresh] = next_.blocks.try_emplace(group);
  if (!fresh) return place->second;
  const auto former = present_.blocks.find(group);
  place->second = former != present_.blocks.end() && former->second->most >= longest
                      ? former->second
                      : std::make_shared<LaneLines>(room_for(longest), fade_frames_);
  owned_.push_back(place->second);
  return place->second;
}

void DelayTurn::lane(const Key& route, const std::shared_ptr<LaneLines>& lines, std::uint16_t lane,
                     std::uint32_t frames) {
  if (!next_.lanes.emplace(route, DelayState::Lane{lines, lane, frames}).second) return;
  const auto former = present_.lanes.find(route);
  const bool survivor = former != present_.lanes.end();
  graph::DelayChange change{.lanes = &lines->delay, .lane = lane};
  if (survivor && (former->second.lines != lines || former->second.lane != lane)) {
    change.from_lanes = &former->second.lines->delay;
    change.from_lane = former->second.lane;
    moves_.push_back(change);
    owned_.push_back(former->second.lines);
  }
  change.frames = first_ ? frames : 0;
  if (!survivor) begins_.push_back(change);
  if (!survivor && !first_) hold_frames_ = std::max(hold_frames_, frames);
  change.frames = frames;
  settings_.push_back(change);
}

void DelayTurn::write(graph::RenderPlan& plan) {
  plan.delay_begins = std::move(begins_);
  plan.delay_moves = std::move(moves_);
  plan.delay_settings = std::move(settings_);
  plan.owned.insert(plan.owned.end(), owned_.begin(), owned_.end());
}

}  // namespace corelogic::building

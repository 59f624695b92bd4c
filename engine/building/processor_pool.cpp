// processor_pool.cpp: survivors are found, newborn made, the left ones wait for the last plan that knows
// them. Side: control.
#include "engine/building/processor_pool.h"

#include <algorithm>

namespace corelogic::building {

void ProcessorPool::collect(std::uint64_t oldest_alive) {
  while (!left_.empty() && left_.front().generation < oldest_alive) {
    for (auto* ramp : left_.front().ramps) gain_ramps_.give(ramp);
    for (auto* ramp : left_.front().lane_ramps) lane_ramps_.give(ramp);
    for (auto* peak : left_.front().peaks) peaks_.give(peak);
    left_.pop_front();
  }
}

std::size_t ProcessorPool::processors() const {
  return blocks_.size() + present_.players.size() + present_.units.size();
}

PoolTurn::PoolTurn(ProcessorPool& pool, std::uint32_t ramp_frames)
    : pool_(pool),
      delays_(pool.present_.delays, pool.generation_ == 0, ramp_frames),
      meters_(pool.present_.meters),
      blocks_(pool.blocks_),
      first_newborn_block_(pool.last_block_) {
  next_.gains.reserve(pool.present_.gains.size());
  next_.lane_spots.reserve(pool.present_.lane_spots.size());
  for (auto& block : blocks_) block->wanted = 0;
  for (auto& [key, gains] : pool_.present_.lane_gains) gains.wanted = 0;
}

PoolTurn::~PoolTurn() {
  if (!committed_) drop_newborn();
}

void PoolTurn::drop_newborn() noexcept {
  for (auto* ramp : newborn_ramps_) pool_.gain_ramps_.give(ramp);
  for (const auto* ramp : newborn_lane_ramps_) pool_.lane_ramps_.give(const_cast<dsp::LaneRamp*>(ramp));
  for (auto* peak : newborn_peaks_) pool_.peaks_.give(peak);
}

GainPlace PoolTurn::gain(const Key& route, float start, bool metered) {
  auto [place, fresh] = next_.gains.try_emplace(route);
  if (!fresh) return place->second;
  const auto found = pool_.present_.gains.find(route);
  if (found != pool_.present_.gains.end()) place->second = found->second;
  if (place->second.ramp == nullptr) {
    newborn_ramps_.push_back(nullptr);
    newborn_ramps_.back() = place->second.ramp = pool_.gain_ramps_.take();
    place->second.ramp->target = pool_.present_.direct.contains(route) ? 1.0F : start;
  }
  if (metered && place->second.peak == nullptr) {
    newborn_peaks_.push_back(nullptr);
    newborn_peaks_.back() = place->second.peak = pool_.peaks_.take();
  }
  return place->second;
}

bool PoolTurn::is_newborn(const dsp::LaneRamp* ramp) const {
  return newborn_lane_ramps_.contains(ramp);
}

LaneGains& PoolTurn::lane_gains(const Key& key) {
  auto [place, absent] = next_.lane_gains.try_emplace(key);
  if (!absent) return place->second;
  const auto found = pool_.present_.lane_gains.find(key);
  if (found != pool_.present_.lane_gains.end()) return place->second = found->second;
  place->second.ramp = pool_.lane_ramps_.take();
  newborn_lane_ramps_.insert(place->second.ramp);
  newborn_peaks_.push_back(nullptr);
  newborn_peaks_.back() = place->second.peak = pool_.peaks_.take();
  return place->second;
}

LaneSpot PoolTurn::lane_gain(const Key& route, const Key& group, std::uint16_t lane, float start) {
  const auto former = pool_.present_.lane_spots.find(route);
  const bool survivor = former != pool_.present_.lane_spots.end();
  const auto bit = static_cast<std::uint16_t>(1U << lane);
  for (std::uint16_t variant = 0;; ++variant) {
    const Key key = KeyMaker(group).add(std::uint64_t{variant}).key();
    const bool stays = survivor && former->second.gains == key && former->second.lane == lane;
    const auto present = pool_.present_.lane_gains.find(key);
    const auto wanted = next_.lane_gains.find(key);
    const bool taken = (present != pool_.present_.lane_gains.end() && (present->second.taken & bit) != 0) ||
                       (wanted != next_.lane_gains.end() && (wanted->second.wanted & bit) != 0);
    if (taken && !stays) continue;
    LaneGains& gains = lane_gains(key);
    gains.wanted = static_cast<std::uint16_t>(gains.wanted | bit);
    const LaneSpot spot{
        .gains = key, .ramp = gains.ramp, .peak = gains.peak, .lane = lane, .variant = variant};
    next_.lane_spots.emplace(route, spot);
    if (stays) return spot;
    if (survivor) {
      takeovers_.push_back({.to = spot.ramp,
                            .from = former->second.ramp,
                            .to_lane = lane,
                            .from_lane = former->second.lane,
                            .gain = 0.0F});
    } else {
      const float begin = pool_.present_.direct.contains(route) ? 1.0F : start;
      if (is_newborn(spot.ramp)) {
        spot.ramp->target[lane] = begin;
      } else if (begin != 0.0F) {
        takeovers_.push_back(
            {.to = spot.ramp, .from = nullptr, .to_lane = lane, .from_lane = 0, .gain = begin});
      }
    }
    return spot;
  }
}

bool PoolTurn::direct(const Key& route, bool settled) {
  const bool moving = pool_.present_.gains.contains(route) || pool_.present_.lane_spots.contains(route);
  if (moving && !settled) return false;
  next_.direct.insert(route);
  return true;
}

std::shared_ptr<LaneBlock> PoolTurn::add_block(const BlockClass& wanted) {
  auto block = std::make_shared<LaneBlock>();
  block->effect = wanted.kind->lanes(pool_.sample_rate_);
  block->kind = wanted.kind;
  block->number = ++pool_.last_block_;
  block->depth = wanted.depth;
  block->width = wanted.width;
  block->follows = wanted.follows;
  blocks_.push_back(block);
  return block;
}

LanePlace PoolTurn::find_lanes(const effects::EffectMaker* kind, std::uint32_t depth, std::uint16_t channels,
                               const LanePlace* beside) {
  const std::uint16_t width = width_class(channels);
  const bool follow = beside != nullptr && beside->block->width == width;
  const BlockClass wanted{
      .kind = kind, .depth = depth, .width = width, .follows = follow ? beside->block->number : 0};
  const auto group = static_cast<std::uint32_t>((1U << width) - 1U);
  const auto free = [&](const LaneBlock& block, std::uint32_t lane) {
    return (((block.taken | block.wanted) >> lane) & group) == 0;
  };
  const auto place = [&](const std::shared_ptr<LaneBlock>& block, std::uint32_t lane) {
    return LanePlace{
        .block = block, .lane = static_cast<std::uint16_t>(lane), .width = channels, .strip = nullptr};
  };
  for (const auto& block : blocks_) {
    if (!wanted.holds(*block)) continue;
    for (std::uint32_t lane = 0; lane < dsp::kLanes; lane += width)
      if (free(*block, lane) && (!follow || lane == beside->lane)) return place(block, lane);
  }
  if (!follow) return place(add_block(wanted), 0);
  if (std::ranges::any_of(blocks_, [&](const auto& block) { return wanted.holds(*block); }))
    return find_lanes(kind, depth, channels, nullptr);  // two effects behind one: the second lives elsewhere
  return place(add_block(wanted), beside->lane);
}

const LanePlace& PoolTurn::place(const Key& node, std::uint32_t depth, std::uint16_t channels,
                                 const EffectSeed& seed, const LanePlace* beside) {
  const auto former = pool_.present_.lanes.find(node);
  const bool survivor = former != pool_.present_.lanes.end();
  LanePlace place = survivor && former->second.block->depth == depth
                        ? former->second
                        : find_lanes(seed.kind, depth, channels, beside);
  const std::uint32_t group = (1U << place.block->width) - 1U;
  place.block->wanted = static_cast<std::uint16_t>(place.block->wanted | (group << place.lane));
  const bool stays = place.strip != nullptr;
  if (!stays) place.strip = std::make_shared<graph::LaneStrip>(*place.block->effect, place.lanes());
  const LanePlace& kept = next_.lanes.emplace(node, std::move(place)).first->second;
  if (!stays && !survivor && kept.block->number > first_newborn_block_) {
    // Nobody sees this block yet: what install() would do is done here.
    kept.block->effect->begin(kept.lanes(), seed.values.data(), seed.bypass);
  } else if (!stays) {
    moves_.push_back({.to = &kept, .from = survivor ? former->second : LanePlace{}, .seed = seed});
  }
  return kept;
}

std::shared_ptr<Player> PoolTurn::player(const Key& node,
                                         const std::function<std::shared_ptr<Player>()>& make) {
  const auto former = pool_.present_.players.find(node);
  return next_.players.emplace(node, former != pool_.present_.players.end() ? former->second : make())
      .first->second;
}

std::shared_ptr<graph::PlanarUnit> PoolTurn::unit(
    const Key& node, const std::function<std::shared_ptr<graph::PlanarUnit>()>& make) {
  const auto former = pool_.present_.units.find(node);
  return next_.units.emplace(node, former != pool_.present_.units.end() ? former->second : make())
      .first->second;
}

std::shared_ptr<dsp::OutputStage> PoolTurn::stage(std::uint32_t channel, bool idle, bool settled) {
  const auto former = pool_.present_.stages.find(channel);
  const bool survivor = former != pool_.present_.stages.end();
  if (idle && (settled || !survivor)) return nullptr;
  return next_.stages
      .emplace(channel, survivor ? former->second : std::make_shared<dsp::OutputStage>(channel))
      .first->second;
}

std::shared_ptr<metering::LoudnessMeter> PoolTurn::loudness(const Key& node, std::uint16_t channels) {
  const auto former = pool_.present_.loudness.find(node);
  const bool survivor = former != pool_.present_.loudness.end();
  return next_.loudness
      .emplace(node, survivor ? former->second
                              : std::make_shared<metering::LoudnessMeter>(pool_.sample_rate_, channels))
      .first->second;
}

std::shared_ptr<metering::SpectrumMeter> PoolTurn::spectrum(const Key& port) {
  const auto former = pool_.present_.spectra.find(port);
  const bool survivor = former != pool_.present_.spectra.end();
  return next_.spectra
      .emplace(port,
               survivor ? former->second : std::make_shared<metering::SpectrumMeter>(pool_.sample_rate_))
      .first->second;
}

void PoolTurn::write_moves(graph::RenderPlan& plan, PlanMemory& memory) {
  ProcessorPool::Left& left = leaving_.emplace_back();
  left.generation = pool_.generation_;
  for (const auto& [route, place] : pool_.present_.gains) {
    if (next_.gains.contains(route)) continue;
    left.ramps.push_back(place.ramp);
    if (place.peak != nullptr) left.peaks.push_back(place.peak);
  }
  for (const auto& [key, gains] : pool_.present_.lane_gains) {
    if (next_.lane_gains.contains(key)) continue;
    left.lane_ramps.push_back(gains.ramp);
    left.peaks.push_back(gains.peak);
  }

  for (const Move& move : moves_) {
    auto* values = memory.make<float>(move.seed.values.size());
    std::ranges::copy(move.seed.values, values);
    const bool newborn = move.from.block == nullptr;
    plan.lane_moves.push_back({.to = move.to->block->effect.get(),
                               .from = newborn ? nullptr : move.from.block->effect.get(),
                               .to_lanes = move.to->lanes(),
                               .from_lanes = move.from.lanes(),
                               .values = values,
                               .bypass = move.seed.bypass});
    if (!newborn) plan.owned.push_back(move.from.block);
  }
  delays_.write(plan);
  meters_.write(plan);
  plan.lane_takeovers = takeovers_;
  for (const auto& [route, spot] : pool_.present_.lane_spots) {
    const auto kept = next_.lane_spots.find(route);
    const bool stays =
        kept != next_.lane_spots.end() && kept->second.ramp == spot.ramp && kept->second.lane == spot.lane;
    if (!stays && next_.lane_gains.contains(spot.gains))
      plan.lane_clears.push_back({.ramp = spot.ramp, .lane = spot.lane});
  }
}

void PoolTurn::commit() noexcept {
  ++pool_.generation_;
  pool_.left_.splice(pool_.left_.end(), leaving_);
  for (auto& [key, gains] : next_.lane_gains) gains.taken = gains.wanted;
  for (const auto& block : blocks_) block->taken = block->wanted;
  std::erase_if(blocks_, [](const auto& block) { return block->taken == 0; });
  pool_.blocks_ = std::move(blocks_);
  next_.delays = delays_.finish();
  next_.meters = meters_.finish();
  pool_.present_ = std::move(next_);
  committed_ = true;
}

}  // namespace corelogic::building

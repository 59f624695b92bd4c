// limiter.cpp: what turns settings into shapes, groups lanes of one shape, and leads a new look-ahead in.
// The arithmetic is in limiter_kernel.cpp.  Side: audio; the constructor: control.
#include "engine/effects/limiter.h"

#include <bit>
#include <cmath>
#include <cstring>

namespace corelogic::effects {
namespace {

namespace parameter = vocabulary::limiter;

constexpr double kSlowerWhenAutomatic = 10.0;
/// Of a lane nobody has begun.
constexpr float kNoCeiling = 1e30F;

/// A level found at frame n is of the wave from sample n - 6 to n - 5, which are heard L - 6 and L - 5 frames
/// later. So means of at most L - 6 + 1 frames in all have arrived, and a window of L - 5 + 1 still holds.
std::uint32_t window_of(std::uint32_t look_ahead) {
  return look_ahead - dsp::kTruePeakDelay + 2;
}
/// Two means of n and m frames together reach over n + m - 1.
void put_lengths(std::uint32_t look_ahead, std::uint32_t (&lengths)[2]) {
  const std::uint32_t both = look_ahead - dsp::kTruePeakDelay + 2;
  lengths[0] = both / 2;
  lengths[1] = both - lengths[0];
}

std::uint32_t look_ahead_of(const float* values, double sample_rate) {
  return std::max(parameter::kLeastLookahead,
                  vocabulary::frames_of_ms(values[parameter::kLookahead], sample_rate));
}

std::uint32_t most_look_ahead(double sample_rate) {
  return std::max(parameter::kLeastLookahead,
                  vocabulary::frames_of_ms(parameter::kMostLookaheadMs, sample_rate));
}

}  // namespace

Limiter::Limiter(double sample_rate)
    : delay_(most_look_ahead(sample_rate), static_cast<std::uint32_t>(approach_frames(sample_rate, false))),
      window_(window_of(most_look_ahead(sample_rate)) + 1),
      fade_frames_(static_cast<std::uint32_t>(approach_frames(sample_rate, false))),
      sample_rate_(sample_rate) {
  for (auto& ring : rings_) ring.resize(std::bit_ceil(most_look_ahead(sample_rate) / 2 + 2));
  for (float& least : state_.least) least = 1.0F;
  for (float& ceiling : state_.ceiling.goal) ceiling = kNoCeiling;
  for (Life& life : lives_) life.now = life.wanted = parameter::kLeastLookahead;
}

LimiterRows Limiter::rows() noexcept {
  return {reinterpret_cast<LaneFrame*>(window_.data()),
          {reinterpret_cast<std::int32_t(*)[kLanes]>(rings_[0].data()),
           reinterpret_cast<std::int32_t(*)[kLanes]>(rings_[1].data())},
          static_cast<std::uint32_t>(rings_[0].size()) - 1};
}

/// Lanes get their shapes back, to be changed one by one.
void Limiter::take_apart() noexcept CL_REALTIME {
  still_ = false;
  quiet_ = 0;
  for (std::size_t g = 0; g < group_count_; ++g)
    for (std::size_t l = 0; l < kLanes; ++l)
      if (groups_[g].members[l] != 0) lives_[l].shape = groups_[g].shape;
  group_count_ = 0;
}

/// Lanes nobody has begun go along with the first group: nobody hears them.
void Limiter::group() noexcept CL_REALTIME {
  group_count_ = 0;
  for (std::size_t l = 0; l < kLanes; ++l) {
    if ((begun_ >> l & 1U) == 0) continue;
    std::size_t g = 0;
    while (g < group_count_ && groups_[g].shape != lives_[l].shape) ++g;
    if (g == group_count_) {
      groups_[group_count_++] = {};
      groups_[g].shape = lives_[l].shape;
    }
    groups_[g].members[l] = -1;
  }
  for (std::size_t l = 0; l < kLanes; ++l)
    if ((begun_ >> l & 1U) == 0) groups_[0].members[l] = -1;
}

/// No past: nothing was loud.
void Limiter::forget(std::size_t lane, std::uint32_t look_ahead) noexcept CL_REALTIME {
  Life& life = lives_[lane];
  life = {};
  life.now = life.wanted = look_ahead;
  life.shape.window = window_of(look_ahead);
  put_lengths(look_ahead, life.shape.goal);
  put_lengths(look_ahead, life.shape.length);
  for (std::size_t l = 0; l < kLanes; ++l)  // beside another of that shape one group is enough
    if (l != lane && (begun_ >> l & 1U) != 0 && lives_[l].shape.window == life.shape.window)
      life.shape.place = lives_[l].shape.place;
  const LimiterRows all = rows();
  for (std::uint32_t row = 0; row <= life.shape.window; ++row) all.window[row][lane] = 0.0F;
  for (std::size_t i = 0; i < 2; ++i)
    for (std::uint32_t age = 1; age <= life.shape.length[i]; ++age)
      all.ring[i][(clock_ - age) & all.mask][lane] = 0;
  for (float* past : {state_.prefix, state_.released, state_.slow}) past[lane] = 0.0F;
  state_.sum[0][lane] = state_.sum[1][lane] = 0;
  state_.least[lane] = 1.0F;
  heard_.begin(lane);
  delay_.begin(lane, look_ahead);
}

void Limiter::apply(LaneStrip strip, bool at_once) noexcept CL_REALTIME {
  const float* v = values_[strip.first];
  const double ceiling = std::pow(10.0, v[parameter::kCeiling] / 20.0);
  const auto release = static_cast<float>(one_pole(v[parameter::kRelease], sample_rate_));
  const auto charge =
      static_cast<float>(one_pole(kSlowerWhenAutomatic * v[parameter::kRelease], sample_rate_));
  const float frames = approach_frames(sample_rate_, at_once);
  for (std::size_t l = strip.first; l < std::size_t{strip.first} + strip.width; ++l) {
    state_.ceiling.move_to(l, ceiling, state_.left[l], frames);
    state_.wet.move_to(l, bypass_[l] ? 0.0 : v[parameter::kMix] / 100.0, state_.left[l], frames);
    state_.left[l] = frames;
    state_.release[l] = release;
    state_.charge[l] = charge;
    state_.automatic[l] = v[parameter::kAutoRelease] != 0.0F ? 1.0F : 0.0F;
    const std::uint32_t bit = 1U << l;
    true_peak_ = v[parameter::kTruePeak] != 0.0F ? true_peak_ | bit : true_peak_ & ~bit;
    lives_[l].wanted = look_ahead_of(v, sample_rate_);
    if (lives_[l].stage == Stage::kRests && lives_[l].wanted != lives_[l].now) start_change(l);
  }
  moves_ = true;
}

void Limiter::begin(LaneStrip strip, const float* values, bool bypass) noexcept CL_REALTIME {
  take_apart();
  const std::uint32_t look_ahead = look_ahead_of(values, sample_rate_);
  for (std::size_t l = strip.first; l < std::size_t{strip.first} + strip.width; ++l) {
    std::copy_n(values, kValues, values_[l]);
    bypass_[l] = bypass;
    key_peak_[l] = state_.loudest[l] = 0.0F;
    forget(l, look_ahead);
    begun_ |= 1U << l;
  }
  for (std::size_t l = 0; l < kLanes; ++l)
    if ((begun_ >> l & 1U) == 0) delay_.begin(l, look_ahead);  // alike is cheaper
  apply(strip, true);
}

void Limiter::set(LaneStrip strip, std::uint16_t parameter, float value) noexcept CL_REALTIME {
  note_value(strip, parameter, value, values_, bypass_);
  apply(strip, false);
}

/// The window is `window` frames from now on, and holds for all of them what it holds now.
void Limiter::widen(std::size_t lane, std::uint32_t window) noexcept CL_REALTIME {
  LimiterShape& shape = lives_[lane].shape;
  const LimiterRows all = rows();
  const float held = std::max(state_.prefix[lane], all.window[shape.place][lane]);
  for (std::uint32_t row = 0; row < window; ++row) all.window[row][lane] = held;
  all.window[window][lane] = 0.0F;
  state_.prefix[lane] = 0.0F;
  shape.window = window;
  shape.place = 0;
}

void Limiter::start_change(std::size_t lane) noexcept CL_REALTIME {
  take_apart();
  Life& life = lives_[lane];
  const std::uint32_t before = life.now;
  life.now = life.wanted;
  if (life.now > before) {
    widen(lane, window_of(life.now));
    delay_.set(lane, life.now);
    life.stage = Stage::kLengthens;
    life.timer = life.now + fade_frames_;  // the delay waits for its past, then fades
  } else {
    put_lengths(life.now, life.shape.goal);
    life.stage = Stage::kShortensMeans;
    life.timer = 2 * before;  // both means glide, and what the first gave leaves the second
  }
}

void Limiter::next_stage(std::size_t lane) noexcept CL_REALTIME {
  take_apart();
  Life& life = lives_[lane];
  if (life.stage == Stage::kShortensMeans) {
    delay_.set(lane, life.now);
    life.stage = Stage::kShortensDelay;
    life.timer = life.now + fade_frames_;
    return;
  }
  if (life.stage == Stage::kLengthens) put_lengths(life.now, life.shape.goal);
  if (life.stage == Stage::kShortensDelay) widen(lane, window_of(life.now));
  life.stage = Stage::kRests;
  if (life.wanted != life.now) start_change(lane);
}

void Limiter::advance_lives(std::uint32_t frames) noexcept CL_REALTIME {
  for (std::size_t l = 0; l < kLanes; ++l) {
    Life& life = lives_[l];
    if (life.stage == Stage::kRests) continue;
    life.timer -= frames;
    if (life.timer == 0) next_stage(l);
  }
}

void Limiter::move_from(const LaneEffect& other, LaneStrip from, LaneStrip to) noexcept CL_REALTIME {
  const auto& source = static_cast<const Limiter&>(other);
  const LimiterState& o = source.state_;
  const std::size_t mask = rings_[0].size() - 1;
  take_apart();
  for (std::size_t i = 0; i < to.width; ++i) {
    const std::size_t a = from.first + i, b = to.first + i;
    lives_[b] = source.lives_[a];
    for (std::size_t g = 0; g < source.group_count_; ++g)
      if (source.groups_[g].members[a] != 0) lives_[b].shape = source.groups_[g].shape;
    const LimiterShape& shape = lives_[b].shape;
    for (std::uint32_t row = 0; row <= shape.window; ++row)
      window_[row].lanes[b] = source.window_[row].lanes[a];
    for (std::size_t r = 0; r < 2; ++r)
      for (std::uint32_t age = 1; age <= shape.length[r]; ++age)
        rings_[r][(clock_ - age) & mask].lanes[b] = source.rings_[r][(source.clock_ - age) & mask].lanes[a];
    state_.ceiling.copy_from(o.ceiling, a, b);
    state_.wet.copy_from(o.wet, a, b);
    const float* const pasts[] = {o.left,   o.prefix,    o.released, o.slow,   o.release,
                                  o.charge, o.automatic, o.least,    o.loudest};
    float* const mine[] = {state_.left,   state_.prefix,    state_.released, state_.slow,   state_.release,
                           state_.charge, state_.automatic, state_.least,    state_.loudest};
    for (std::size_t p = 0; p < std::size(pasts); ++p) mine[p][b] = pasts[p][a];
    for (std::size_t r = 0; r < 2; ++r) state_.sum[r][b] = o.sum[r][a];
    heard_.move_from(source.heard_, a, b);
    delay_.move_from(source.delay_, a, b);
    begun_ |= 1U << b;
    true_peak_ = (true_peak_ & ~(1U << b)) | ((source.true_peak_ >> a & 1U) << b);
    std::copy_n(source.values_[a], kValues, values_[b]);
    bypass_[b] = source.bypass_[a];
    key_peak_[b] = source.key_peak_[a];
  }
  moves_ = true;
}

void Limiter::find_levels(const LaneFrame* in, LaneFrame* levels, std::uint32_t frames,
                          LaneLink link) noexcept CL_REALTIME {
  const std::uint32_t between = true_peak_ & begun_;
  if (between == begun_) {
    dsp::inter_sample_levels(in, heard_, levels, frames);
  } else if (between == 0) {
    dsp::sample_levels(in, heard_, levels, frames);
  } else {
    alignas(kAlignment) LaneFrame samples[kTile];
    dsp::TruePeakPast again = heard_;
    dsp::sample_levels(in, again, samples, frames);
    dsp::inter_sample_levels(in, heard_, levels, frames);
    for (std::size_t l = 0; l < kLanes; ++l)
      if ((between >> l & 1U) == 0)
        for (std::uint32_t f = 0; f < frames; ++f) levels[f][l] = samples[f][l];
  }
  link_limiter_levels(levels, frames, link);
}

void Limiter::find_all_gains(const LaneFrame* levels, LaneFrame* gains, std::uint32_t first,
                             std::uint32_t frames) noexcept CL_REALTIME {
  if (group_count_ == 0) group();
  const LimiterRows all = rows();
  for (std::size_t g = 0; g < group_count_; ++g) {
    LimiterShape& shape = groups_[g].shape;
    for (std::uint32_t done = 0; done < frames;) {
      const std::uint32_t now = shape.glides() ? 1 : std::min(frames - done, shape.window - shape.place);
      effects::find_gains(state_, all, shape, {first + done, now, clock_ + done}, groups_[g].members,
                          levels + done, gains + done);
      done += now;
    }
  }
}

/// Rows and rings are nothing but zeros when no lane was too loud for their whole length.
bool Limiter::nothing_left() const noexcept CL_REALTIME {
  float left = 0.0F;
  for (std::size_t l = 0; l < kLanes; ++l)
    left += state_.prefix[l] + state_.released[l] + state_.slow[l] + static_cast<float>(state_.sum[0][l]) +
            static_cast<float>(state_.sum[1][l]);
  return left == 0.0F && quiet_ > 2 * window_.size() + 2 * rings_[0].size();
}

void Limiter::process(const LaneFrame* in, const LaneFrame* key, LaneFrame* out, const BlockInfo& block,
                      LaneLink link) noexcept CL_REALTIME {
  alignas(kAlignment) LaneFrame levels[kTile], gains[kTile], clean[2][kTile];
  for (std::uint32_t first = 0; first < block.frames && begun_ != 0;) {
    std::uint32_t now = std::min(block.frames - first, kTile);
    for (const Life& life : lives_)
      if (life.stage != Stage::kRests) now = std::min(now, life.timer);
    const LaneFrame* sound = sane_sound(in + first, clean[0], now);
    find_levels(key == nullptr ? sound : sane_sound(key + first, clean[1], now), levels, now, link);
    if (key != nullptr) note_loudest(levels, key_peak_, now);
    const bool loud = any_above(state_, levels, now);
    delay_.process(sound, out + first, now);
    if (loud || !still_) {
      find_all_gains(levels, gains, first, now);
      apply_gains(state_, out + first, gains, first, now);
      clock_ += now;
      quiet_ = loud ? 0 : quiet_ + now;
      still_ = nothing_left();
    }
    first += now;
    advance_lives(now);
  }
  if (begun_ == 0 && in != out) std::memcpy(out, in, sizeof(LaneFrame) * block.frames);
  if (moves_) moves_ = advance_values({&state_.ceiling, &state_.wet}, state_.left, block.frames);
}

float Limiter::take_gain_reduction(LaneStrip strip) noexcept CL_REALTIME {
  float least = 1.0F;
  for (std::size_t l = strip.first; l < std::size_t{strip.first} + strip.width; ++l) {
    least = std::min(least, state_.least[l]);
    state_.least[l] = 1.0F;
  }
  return 20.0F * std::log10(std::max(least, 1e-6F));
}

float Limiter::take_key_peak(LaneStrip strip) noexcept CL_REALTIME {
  return take_loudest(key_peak_, strip);
}

float Limiter::take_detector_level(LaneStrip strip) noexcept CL_REALTIME {
  return take_loudest(state_.loudest, strip);
}

}  // namespace corelogic::effects

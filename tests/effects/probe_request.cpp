// probe_request.cpp: from the words of a command line to a request, or to the sentence why not.  Side: test.
#include "tests/effects/probe_request.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <sstream>

#include "engine/effects/registry.h"
#include "engine/effects/shapes.h"
#include "schema/vocabulary/effect_catalogue.h"

namespace corelogic::probe {
namespace {

using vocabulary::EffectDescription;
using vocabulary::ParameterDescription;
using vocabulary::Refusal;
using vocabulary::RefusalCode;
using vocabulary::Result;

Refusal misuse(std::string sentence) {
  return {RefusalCode::kInvalid, "command line", std::move(sentence)};
}

std::string text_of(double number) {
  std::ostringstream text;
  text << number;
  return text.str();
}

template <class Names>
std::string listed(const Names& names) {
  std::string text;
  for (const auto& name : names) text += (text.empty() ? "" : ", ") + std::string(name);
  return text;
}

Result<double> read_number(const std::string& what, const std::string& text, double least, double most) {
  char* end = nullptr;
  const double number = std::strtod(text.c_str(), &end);
  if (text.empty() || *end != '\0') return misuse(what + " takes a number, not \"" + text + "\"");
  if (!(number >= least && number <= most))  // also of NaN
    return misuse(what + " goes from " + text_of(least) + " to " + text_of(most) + ", not to " + text);
  return number;
}

Result<double> read_whole(const std::string& what, const std::string& text, double least, double most) {
  auto number = read_number(what, text, least, most);
  if (number && *number != std::floor(*number)) return misuse(what + " takes a whole number, not " + text);
  return number;
}

Result<double> read_value(const ParameterDescription& parameter, const std::string& text) {
  const std::string name(parameter.name);
  const auto word = std::find(parameter.choices.begin(), parameter.choices.end(), text);
  if (word != parameter.choices.end()) return static_cast<double>(word - parameter.choices.begin());
  if (parameter.scale == vocabulary::Scale::kChoice)
    return misuse(name + " is one of " + listed(parameter.choices) + ", not \"" + text + "\"");
  if (parameter.scale != vocabulary::Scale::kSwitch) {
    const auto number = read_number(name, text, parameter.least, parameter.most);
    if (number && parameter.on_step(*number) != *number)
      return misuse(name + " goes in steps of " + text_of(parameter.step) + ", not to " + text);
    return number;
  }
  if (text == "on" || text == "1") return 1.0;
  if (text == "off" || text == "0") return 0.0;
  return misuse(name + " is on or off, not \"" + text + "\"");
}

/// "name=value". The frame is left to the caller.
Result<Move> read_move(const EffectDescription& effect, const std::string& text) {
  const auto equals = text.find('=');
  if (equals == std::string::npos) return misuse("name=value is wanted, not \"" + text + "\"");
  const std::string name = text.substr(0, equals), value = text.substr(equals + 1);
  if (name == "bypass") {
    const auto on = read_value(vocabulary::on_off("bypass", false), value);
    if (!on) return on.refusal();
    return Move{0, effects::kBypass, static_cast<float>(*on)};
  }
  const auto index = effect.find(name);
  if (!index) {
    std::vector<std::string_view> names;
    for (const auto& parameter : effect.parameters) names.push_back(parameter.name);
    return misuse(std::string(effect.name) + " has no parameter \"" + name + "\"; it has " + listed(names));
  }
  const auto number = read_value(effect.parameters[*index], value);
  if (!number) return number.refusal();
  return Move{0, static_cast<std::uint16_t>(*index), static_cast<float>(*number)};
}

/// One option after another; the first thing that is wrong ends it.
class Reader {
 public:
  explicit Reader(const std::vector<std::string>& words) : words_(words) {}

  Result<Request> read() {
    if (const auto found = find_effect(); !found) return found.refusal();
    while (at_ < words_.size())
      if (const auto read = read_option(words_[at_++]); !read) return read.refusal();
    std::stable_sort(request_.moves.begin(), request_.moves.end(),
                     [](const Move& a, const Move& b) { return a.frame < b.frame; });
    if (const auto fits = check_channels(); !fits) return fits.refusal();
    return std::move(request_);
  }

 private:
  Result<void> find_effect() {
    if (words_.empty()) return misuse("which effect? " + known());
    if (words_[0].starts_with("--")) return {};
    const auto* effect = vocabulary::find_effect(words_[0]);
    if (effect == nullptr || effects::find_maker(effect->name) == nullptr)
      return misuse("there is no effect \"" + words_[0] + "\" to play; " + known());
    request_.effect = effect;
    for (const double value : effect->initial_values()) request_.values.push_back(static_cast<float>(value));
    ++at_;
    return {};
  }
  static std::string known() {
    std::vector<std::string_view> names;
    for (const auto& effect : vocabulary::kEffects)
      if (effects::find_maker(effect.name) != nullptr) names.push_back(effect.name);
    return "known: " + listed(names);
  }
  Result<std::string> next(const std::string& option) {
    if (at_ == words_.size()) return misuse(option + " wants one word more");
    return words_[at_++];
  }
  template <class Number>
  Result<void> take(const std::string& option, double least, double most, Number& number) {
    const auto text = next(option);
    if (!text) return text.refusal();
    const auto read = std::is_integral_v<Number> ? read_whole(option, *text, least, most)
                                                 : read_number(option, *text, least, most);
    if (!read) return read.refusal();
    number = static_cast<Number>(*read);
    return {};
  }
  Result<void> take(const std::string& option, std::string& text) {
    auto word = next(option);
    if (!word) return word.refusal();
    text = *word;
    return {};
  }
  Result<void> read_option(const std::string& option) {
    if (option == "--help") return request_.help = true, Result<void>();
    if (option == "--describe") return request_.describe = true, Result<void>();
    if (request_.effect == nullptr && !request_.help && !request_.describe)
      return misuse("the effect comes first, then " + option);
    if (option == "--bypass") return request_.bypass = true, Result<void>();
    if (option == "--rate") return take(option, kLeastRate, kMostRate, request_.rate);
    if (option == "--tempo") return take(option, 1, 1000, request_.tempo_bpm);
    if (option == "--channels") return take(option, 1, effects::kLanes, request_.channels);
    if (option == "--block") return take(option, 1, effects::kMaxFrames, request_.block);
    if (option == "--key") return take(option, request_.key_file);
    if (option == "--sound") return take(option, request_.sound_file);
    if (option == "--sound-channels") return take(option, 1, 64, request_.sound_channels);
    if (option == "--set") return set();
    if (option == "--at") return move();
    return misuse("there is no option \"" + option + "\"; --help lists them");
  }
  Result<void> set() {
    const auto text = next("--set");
    if (!text) return text.refusal();
    const auto read = read_move(*request_.effect, *text);
    if (!read) return read.refusal();
    if (read->parameter == effects::kBypass)
      request_.bypass = read->value != 0.0F;
    else
      request_.values[read->parameter] = read->value;
    return {};
  }
  Result<void> move() {
    std::uint64_t frame = 0;
    if (const auto read = take("--at", 0, 1e12, frame); !read) return read.refusal();
    const auto text = next("--at");
    if (!text) return text.refusal();
    const auto read = read_move(*request_.effect, *text);
    if (!read) return read.refusal();
    request_.moves.push_back({frame, read->parameter, read->value});
    return {};
  }
  Result<void> check_channels() {
    if (request_.sound_channels == 0) request_.sound_channels = request_.channels;
    if (request_.effect == nullptr) return {};
    const EffectDescription& effect = *request_.effect;
    if (request_.channels > effect.most_channels)
      return misuse(std::string(effect.name) + " plays " + std::to_string(effect.most_channels) +
                    " channels at most");
    if (!request_.key_file.empty() && !effect.keyed)
      return misuse(std::string(effect.name) + " listens to no key");
    if (!request_.sound_file.empty() && !effect.plays_file)
      return misuse(std::string(effect.name) + " plays no sound file");
    return {};
  }

  const std::vector<std::string>& words_;
  std::size_t at_ = 0;
  Request request_;
};

}  // namespace

Result<Request> read_request(const std::vector<std::string>& words) {
  return Reader(words).read();
}

}  // namespace corelogic::probe

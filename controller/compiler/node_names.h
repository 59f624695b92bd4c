// node_names.h: what a strip's nodes are called: for people, logs and Graphviz. Nothing depends on them.
// Side: control.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "controller/tracks/track_list.h"

namespace corelogic::compiler {

/// "Lead Guitar" -> "lead_guitar": small ASCII letters and digits, any other character is one '_'.
[[nodiscard]] std::string plain_name(std::string_view name);

/// One name a strip, by position, all different: "guitar", "guitar_2". The master's is "master".
[[nodiscard]] std::vector<std::string> strip_node_names(const tracks::TrackList&);

/// "comp" for a compressor, "fx" for any other effect.
[[nodiscard]] std::string_view insert_suffix(std::string_view effect);

/// Numbers the repeats within one strip: "guitar_fx", "guitar_fx_2".
class NodeNames {
 public:
  explicit NodeNames(std::string strip) : strip_(std::move(strip)) {}
  [[nodiscard]] std::string operator()(std::string_view suffix);

 private:
  std::string strip_;
  std::vector<std::pair<std::string, int>> used_;
};

}  // namespace corelogic::compiler

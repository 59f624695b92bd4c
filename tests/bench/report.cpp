// report.cpp: see report.h.
#include "tests/bench/report.h"

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>

namespace corelogic::bench {
namespace {

std::string in_words(double value, const std::string& unit) {
  char text[64];
  const double size = std::fabs(value);
  std::snprintf(text, sizeof text,
                size >= 100  ? "%.0f %s"
                : size >= 10 ? "%.1f %s"
                             : "%.3f %s",
                value, unit.c_str());
  return text;
}

std::string padded(std::string text, std::size_t width) {
  text.resize(std::max(width, text.size()), ' ');
  return text;
}

}  // namespace

int Report::missed() const {
  return static_cast<int>(
      std::count_if(rows_.begin(), rows_.end(), [](const Row& row) { return !row.reached(); }));
}

std::string Report::as_table() const {
  std::string text;
  std::string group;
  std::size_t widest = 0;
  for (const Row& row : rows_) widest = std::max(widest, row.name.size());
  for (const Row& row : rows_) {
    if (row.group != group) text += "\n" + row.group + "\n";
    group = row.group;
    text += "  " + padded(row.name, widest + 2) + padded(in_words(row.value, row.unit), 16);
    std::string goal;
    if (row.goal) {
      goal = (row.more_is_better ? ">= " : "<= ") + in_words(*row.goal, row.unit) +
             (row.reached() ? "" : "  MISSED");
    }
    text += padded(goal, 26) + row.note + "\n";
  }
  return text;
}

std::string Report::as_json() const {
  auto all = nlohmann::json::array();
  for (const Row& row : rows_) {
    nlohmann::json one{{"group", row.group},
                       {"name", row.name},
                       {"value", row.value},
                       {"unit", row.unit},
                       {"note", row.note}};
    if (row.goal) {
      one["goal"] = *row.goal;
      one["moreIsBetter"] = row.more_is_better;
      one["reached"] = row.reached();
    }
    all.push_back(std::move(one));
  }
  return nlohmann::json{{"figures", all}, {"missed", missed()}}.dump(1);
}

void progress(const std::string& what) {
  if (isatty(STDERR_FILENO) != 0) std::cerr << "\r\033[K" << what << std::flush;
}

}  // namespace corelogic::bench

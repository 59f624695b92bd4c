// report.h: what a benchmark found: a row a figure, as a table for people or as JSON for programs.  Side:
// benchmark.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace corelogic::bench {

/// One figure. `goal` is what it must not exceed (or reach, if `more_is_better`).
struct Row {
  std::string group;
  std::string name;
  double value = 0;
  std::string unit;
  std::optional<double> goal;
  bool more_is_better = false;
  std::string note;

  [[nodiscard]] bool reached() const { return !goal || (more_is_better ? value >= *goal : value <= *goal); }
};

class Report {
 public:
  void add(Row row) { rows_.push_back(std::move(row)); }
  [[nodiscard]] const std::vector<Row>& rows() const { return rows_; }
  /// How many goals were missed.
  [[nodiscard]] int missed() const;
  [[nodiscard]] std::string as_table() const;
  [[nodiscard]] std::string as_json() const;

 private:
  std::vector<Row> rows_;
};

/// Progress on stderr, where a person watches.
void progress(const std::string& what);

}  // namespace corelogic::bench

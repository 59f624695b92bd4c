// plan_warnings.h: what is to be said about the plan that plays: files that are missing, channels the device
// has not. The keeper says it when it builds; it holds from the moment that plan is heard until the next one
// is.  Side: control.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

namespace corelogic::control {

class PlanWarnings {
 public:
  /// A snapshot waits: what is said from now on is about the next plan.
  void expect() { expecting_ = true; }
  /// One turn of the keeper.
  void hear(const std::vector<std::string>& warnings, bool installed, bool refused) {
    for (const std::string& warning : warnings) add(expecting_ ? next_ : present_, warning);
    if (installed) present_ = std::move(next_);
    if (installed || refused) {
      next_.clear();
      expecting_ = false;
    }
  }
  [[nodiscard]] const std::vector<std::string>& present() const { return present_; }

 private:
  static void add(std::vector<std::string>& to, const std::string& warning) {
    if (std::find(to.begin(), to.end(), warning) == to.end()) to.push_back(warning);
  }

  std::vector<std::string> present_;
  std::vector<std::string> next_;
  bool expecting_ = false;
};

}  // namespace corelogic::control

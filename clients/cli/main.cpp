// main.cpp: the program corelogic: reads its line, does it, leaves with its status. Wiring only.  Side:
// control.
#include <csignal>
#include <exception>
#include <iostream>

#include "clients/cli/line.h"

int main(int count, char** words) {
  using namespace corelogic::cli;
  std::signal(SIGPIPE, SIG_DFL);  // `corelogic watch | head -1` ends quietly
  try {
    Line line;
    const auto exit =
        read_line(std::vector<std::string>(words + 1, words + count), line, std::cout, std::cerr);
    return static_cast<int>(exit ? *exit : carry_out(line, std::cout, std::cerr));
  } catch (const std::exception& fault) {
    std::cerr << "corelogic: " << fault.what() << '\n';
    return static_cast<int>(Exit::kRefused);
  }
}

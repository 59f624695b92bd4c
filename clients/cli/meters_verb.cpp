// meters_verb.cpp: live bars in a terminal, plain frames in a pipe, JSON lines for programs.  Side: control.
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <memory>
#include <ostream>
#include <string_view>

#include "clients/cli/meter_display.h"
#include "clients/cli/session.h"
#include "clients/cli/stop_signal.h"
#include "clients/cli/verbs.h"
#include "clients/cpp/subscription.h"

namespace corelogic::cli {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;
constexpr milliseconds kDrawEvery{66};     // 15 a second
constexpr milliseconds kPlainEvery{1000};  // where nothing can be drawn over
constexpr milliseconds kNews{2000};        // without a frame for so long, say so

bool can_draw() {
  const char* const terminal = std::getenv("TERM");
  return ::isatty(STDOUT_FILENO) == 1 && terminal != nullptr && std::string_view(terminal) != "dumb" &&
         !std::string_view(terminal).empty();
}

std::size_t terminal_width() {
  winsize size{};
  return ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

/// Hides the cursor while it draws over what it drew before, and gives the terminal back.
class Screen {
 public:
  explicit Screen(std::ostream& out) : out_(out) { out_ << "\x1b[?25l\x1b[2J"; }
  ~Screen() { out_ << "\x1b[?25h" << std::endl; }
  Screen(const Screen&) = delete;
  Screen& operator=(const Screen&) = delete;
  void draw(const std::string& text) { out_ << "\x1b[H" << text << "\x1b[J" << std::flush; }

 private:
  std::ostream& out_;
};

class MeterLoop {
 public:
  MeterLoop(Session& session, client::Connection& connection, client::Meters meters)
      : session_(session), subscription_(connection), meters_(std::move(meters)) {}

  Exit once() {
    const auto deadline =
        Clock::now() + milliseconds(static_cast<std::int64_t>(session_.options().timeout_s * 1000.0));
    while (Clock::now() < deadline) {
      if (!step(kDrawEvery)) continue;
      session_.out() << shown(80, "\n") << std::flush;
      return Exit::kDone;
    }
    return session_.refuse({vocabulary::RefusalCode::kNotFound, "meters",
                            "No meters came in time; corelogic status tells whether an engine plays."});
  }

  Exit live() {
    StopSignal stop;
    std::unique_ptr<Screen> screen;
    const bool json = session_.options().json;
    if (!json && can_draw()) screen = std::make_unique<Screen>(session_.out());
    const milliseconds every = json ? milliseconds{0} : (screen ? kDrawEvery : kPlainEvery);
    auto next = Clock::now();
    while (!stop.asked() && session_.out().good()) {
      if (!step(kDrawEvery)) {
        tell_silence(screen.get());
        continue;
      }
      heard_ = Clock::now();
      if (Clock::now() < next) continue;
      next = Clock::now() + every;
      if (screen)
        screen->draw(shown(terminal_width(), "\x1b[K\n"));
      else
        session_.out() << shown(80, "\n") << std::flush;
    }
    return Exit::kDone;
  }

 private:
  /// Hears changes and one frame; true if there is something new to show.
  bool step(milliseconds timeout) {
    while (subscription_.next(milliseconds{0})) {
    }
    auto frame = meters_.next(timeout);
    if (!frame || !subscription_.mirror().filled()) return false;
    frame_ = *std::move(frame);
    display_.take(subscription_.mirror().project(), frame_, Clock::now());
    return true;
  }

  [[nodiscard]] std::string shown(std::size_t width, const std::string& line_end) const {
    if (session_.options().json) return meters_as_json(subscription_.mirror().project(), frame_) + "\n";
    return display_.text(width, line_end);
  }

  void tell_silence(Screen* screen) {
    if (Clock::now() - heard_ < kNews) return;
    heard_ = Clock::now();
    const std::string news = "no meters: no engine plays, or the controller is away; still listening";
    if (screen != nullptr)
      screen->draw(news + "\x1b[K\n");
    else
      session_.err() << "corelogic: " << news << std::endl;
  }

  Session& session_;
  client::Subscription subscription_;
  client::Meters meters_;
  MeterDisplay display_;
  messages::MeterFrame frame_;
  Clock::time_point heard_ = Clock::now();
};

Exit show_meters(Session& session, bool once) {
  client::Connection* const connection = session.connection();
  if (connection == nullptr || !session.ask(messages::GetStatus{})) return session.failure();
  auto meters = client::Meters::open(session.context(), session.telemetry(), session.curve());
  if (!meters) return session.nobody(meters.refusal());
  MeterLoop loop(session, *connection, *std::move(meters));
  const Exit exit = once ? loop.once() : loop.live();
  connection->post(messages::Goodbye{});
  return exit;
}

}  // namespace

void add_meters_verb(CLI::App& root, Line& line) {
  auto once = std::make_shared<bool>(false);
  CLI::App* const verb = add_verb(root, "meters", "Levels of all strips, live; in a pipe one frame a second",
                                  "meters\nmeters --once\nmeters --json");
  verb->add_flag("--once", *once, "One frame as text, then leave");
  verb->callback(
      [once, &line] { line.action = [=](Session& session) { return show_meters(session, *once); }; });
}

}  // namespace corelogic::cli

// watch_verb.cpp: every change as it happens, one line each, through restarts of the controller.  Side:
// control.
#include <csignal>
#include <ctime>
#include <iomanip>
#include <memory>
#include <ostream>

#include "clients/cli/looks.h"
#include "clients/cli/session.h"
#include "clients/cli/stop_signal.h"
#include "clients/cli/verbs.h"
#include "clients/cpp/subscription.h"

namespace corelogic::cli {
namespace {

/// Prints one event; says whether it was a change.
class Printer {
 public:
  explicit Printer(Session& session) : session_(session) {}

  bool operator()(const client::Snapshot& event) {
    if (session_.options().json) {
      session_.print_json(event.reply);
      return false;
    }
    const auto* welcome = std::get_if<messages::Welcome>(&event.reply.body);
    const auto* reset = std::get_if<messages::Reset>(&event.reply.body);
    const auto& project = welcome ? welcome->project : reset->project;
    say(padded_revision(event.reply.revision) + "project " + project.name + ", " +
        std::to_string(project.tracks.size()) + " tracks" +
        (welcome ? "; watching as " + welcome->role : ""));
    return false;
  }
  bool operator()(const client::Changed& event) {
    if (session_.options().json)
      session_.print_json(event.reply);
    else
      say(change_as_text(event.set));
    return true;
  }
  bool operator()(const client::HandMoved& event) {
    const messages::Touched& touched = event.touched;
    if (session_.options().json)
      session_.print_json({0, {}, touched});
    else
      say(touched.control + (touched.held ? " is held by " : " is let go by ") +
          (touched.name.empty() ? "a client without a name" : touched.name));
    return false;
  }
  bool operator()(const client::Silence&) {
    session_.err() << "corelogic: the controller is silent; still asking" << std::endl;
    return false;
  }
  bool operator()(const client::NotWelcome& event) {
    (void)session_.refuse(event.why);
    return false;
  }

 private:
  static std::string padded_revision(vocabulary::Revision revision) {
    std::string text = "r" + std::to_string(revision.number);
    return text + std::string(text.size() < 7 ? 7 - text.size() : 1, ' ');
  }
  void say(const std::string& text) {
    const std::time_t now = std::time(nullptr);
    std::tm local{};
    ::localtime_r(&now, &local);
    session_.out() << std::put_time(&local, "%H:%M:%S ") << text << std::endl;
  }

  Session& session_;
};

Exit watch(Session& session, std::uint64_t most) {
  client::Connection* const connection = session.connection();
  if (connection == nullptr) return session.failure();
  // The first answer decides whether there is a controller at all; afterwards it may come and go.
  if (!session.ask(messages::GetStatus{})) return session.failure();
  client::Subscription subscription(*connection);
  Printer print(session);
  StopSignal stop;
  std::uint64_t changes = 0;
  while (!stop.asked() && (most == 0 || changes < most)) {
    const auto event = subscription.next(std::chrono::milliseconds(200));
    if (event && std::visit(print, *event)) ++changes;
  }
  connection->post(messages::Goodbye{});
  return Exit::kDone;
}

}  // namespace

void add_watch_verb(CLI::App& root, Line& line) {
  auto most = std::make_shared<std::uint64_t>(0);
  CLI::App* const verb = add_verb(root, "watch", "Print every change as it happens, until Ctrl-C",
                                  "watch\nwatch --json\nwatch --count 1");
  verb->add_option("--count", *most, "Leave after this many changes")->type_name("N");
  verb->callback([most, &line] { line.action = [=](Session& session) { return watch(session, *most); }; });
}

}  // namespace corelogic::cli

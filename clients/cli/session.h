// session.h: what a verb gets to work with: the options, a connection made at first use, and where it speaks.
// It decides how answers look and which exit status they give; it knows no verb.  Side: control, one thread.
#pragma once

#include <iosfwd>
#include <memory>
#include <optional>
#include <string>

#include "clients/cli/line.h"
#include "clients/cpp/connection.h"

namespace corelogic::cli {

class Session {
 public:
  Session(Options options, std::ostream& out, std::ostream& err)
      : options_(std::move(options)), out_(out), err_(err) {}

  [[nodiscard]] const Options& options() const { return options_; }
  /// Of the next line. The connection, once made, keeps its patience.
  void set_options(Options options) { options_ = std::move(options); }
  [[nodiscard]] std::ostream& out() { return out_; }
  [[nodiscard]] std::ostream& err() { return err_; }
  [[nodiscard]] wire::Context& context() { return context_; }

  /// Where meters come from, and with which keys; empty: this machine's own.
  [[nodiscard]] std::string telemetry() const;
  [[nodiscard]] wire::Curve curve() const;
  /// Null when it cannot even be made; the reason is printed.
  [[nodiscard]] client::Connection* connection();
  /// Asks the controller. nullopt: it was refused or nobody answered; the reason is printed, and failure()
  /// says with what to leave.
  [[nodiscard]] std::optional<messages::Reply> ask(client::RequestBody);
  /// As ask(), for the project; nullopt as there.
  [[nodiscard]] std::optional<messages::Reply> ask_project();
  /// As ask(), but a refusal is the caller's to say. nullopt: nobody answered.
  [[nodiscard]] std::optional<messages::Reply> call(client::RequestBody, const client::Terms& = {});
  /// As call(), and silent.
  [[nodiscard]] std::optional<messages::Reply> peek(client::RequestBody);
  [[nodiscard]] Exit failure() const { return failure_; }

  /// What the line itself cannot mean: as the controller's own refusals, in JSON too where that is wanted.
  Exit refuse(const vocabulary::Refusal&);
  /// Prints "corelogic: refused (unknownId, track 7): ..." and gives kRefused.
  Exit complain(const vocabulary::Refusal&);
  /// Prints that nobody answered and gives kNoController.
  Exit nobody(const vocabulary::Refusal&);
  /// The reply in its JSON form, one line.
  void print_json(const messages::Reply&);

 private:
  /// What the options say of the way to the controller.  Errors: keys that are missing or cannot be read.
  [[nodiscard]] vocabulary::Result<void> find_way(client::ConnectionOptions&);

  Options options_;
  std::ostream& out_;
  std::ostream& err_;
  wire::Context context_;
  std::optional<client::Connection> connection_;
  wire::KeyPair keys_;
  Exit failure_ = Exit::kRefused;
};

/// "unknownId": as the schema spells it.
[[nodiscard]] std::string name_of(vocabulary::RefusalCode);

}  // namespace corelogic::cli

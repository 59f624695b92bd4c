// conversation.cpp: whose words a page's are, and what is held back until that is known.  Side: control.
#include "clients/gateway/conversation.h"

#include <nlohmann/json.hpp>
#include <optional>

#include "clients/gateway/admission.h"
#include "clients/gateway/json_view.h"
#include "clients/gateway/limits.h"

namespace corelogic::gateway {
namespace {

using nlohmann::ordered_json;

/// Ends a little before the controller does: who was silent longer has no session there any more, and what it
/// says would be taken for this machine's own.
constexpr auto kSessionLapses = 2500ms;

/// The keys of the outermost object, unescaped, without building what is in it.
class KeyScan : public nlohmann::json_sax<nlohmann::json> {
 public:
  bool has_hello = false;
  bool has_gateway = false;

  bool null() override { return depth_ > 0; }
  bool boolean(bool) override { return depth_ > 0; }
  bool number_integer(number_integer_t) override { return depth_ > 0; }
  bool number_unsigned(number_unsigned_t) override { return depth_ > 0; }
  bool number_float(number_float_t, const string_t&) override { return depth_ > 0; }
  bool string(string_t&) override { return depth_ > 0; }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override {
    ++depth_;
    return true;
  }
  bool key(string_t& name) override {
    if (depth_ == 1 && name == "hello") has_hello = true;
    if (depth_ == 1 && name == "gateway") has_gateway = true;
    return true;
  }
  bool end_object() override {
    --depth_;
    return true;
  }
  bool start_array(std::size_t) override { return depth_++ > 0; }
  bool end_array() override {
    --depth_;
    return true;
  }
  bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception&) override {
    return false;
  }

 private:
  int depth_ = 0;
};

/// The number under which a refusal is found again; "0" if the frame has none.
std::string sequence_of(std::string_view frame) {
  const auto request = nlohmann::json::parse(frame, nullptr, false);
  const auto sequence = request.is_object() ? request.find("sequence") : request.end();
  if (sequence == request.end()) return "0";
  if (sequence->is_number_unsigned()) return std::to_string(sequence->get<std::uint64_t>());
  return sequence->is_string() ? sequence->get<std::string>() : "0";
}

}  // namespace

Conversation::Conversation(Doors doors, std::string token, std::string own_token, Clock::time_point now)
    : doors_(std::move(doors)),
      token_(std::move(token)),
      own_token_(std::move(own_token)),
      requests_(kRequestsASecond, kRequestBurst, now),
      refusals_(kRefusalsASecond, kRefusalBurst, now),
      greeted_by_(now + kFirstWordTimeout),
      asked_(now) {}

void Conversation::hear_page(std::string_view frame, Clock::time_point now) {
  if (state_ == State::kClosed) return;
  const bool too_fast = !requests_.take(now);
  KeyScan keys;
  // A frame that does not begin with a brace would be another encoding to the controller.
  const bool readable = !too_fast && frame.starts_with('{') && nlohmann::json::sax_parse(frame, &keys);
  if (!readable) {
    if (!refusals_.take(now)) return close(CloseCode::kPolicy, "too many requests that were refused");
    if (too_fast)
      return refuse(frame, "busy", "client",
                    "You send more than 1000 requests a second; send fewer, or put them into a batch.");
    return refuse(frame, "invalid", "request", "A request is one JSON object, as {\"heartbeat\":null}.");
  }
  if (keys.has_hello) return greet(frame, now);
  if (state_ == State::kNew) {
    refuse(frame, "denied", "hello",
           "Say hello first, with your token: {\"hello\":{\"name\":\"...\",\"token\":\"...\"}}.");
    return close(CloseCode::kPolicy, "no hello");
  }
  if (keys.has_gateway && state_ == State::kOpen) return hear_gateway_words(frame);
  if (lapsed(now)) return close(CloseCode::kRestart, "you were silent for too long; connect again");
  if (state_ == State::kOpen) return forward(frame, now);
  if (held_.size() >= kMostHeldFrames) return refuse(frame, "busy", "client", "Wait for the welcome first.");
  held_.emplace_back(frame);
}

bool Conversation::lapsed(Clock::time_point now) const {
  return !trusted_ && state_ == State::kOpen && now - asked_ > kSessionLapses;
}

void Conversation::greet(std::string_view frame, Clock::time_point now) {
  ordered_json request = ordered_json::parse(frame, nullptr, false);
  ordered_json& hello = request["hello"];
  if (!hello.is_object())
    return refuse(frame, "invalid", "hello", "hello must be an object, as {\"name\":\"...\"}.");
  std::string token = token_;
  if (const auto given = hello.find("token"); given != hello.end()) {
    if (!given->is_string()) return refuse(frame, "invalid", "hello.token", "hello.token must be text.");
    if (!given->get_ref<const std::string&>().empty()) token = given->get<std::string>();
  }
  const bool another = !token_.empty() && !same_token(token, token_);
  if (token.empty() || another) {
    refuse(frame, "denied", "hello.token",
           token.empty() ? "A token is needed: ./studio up prints one."
                         : "This connection speaks for another token; open a new one.");
    return close(CloseCode::kUnknownToken, "token");
  }
  token_ = token;
  trusted_ = same_token(token_, own_token_);
  if (!trusted_ && !doors_.may_try()) {
    refuse(frame, "busy", "hello.token", "Too many unknown tokens came from this address; wait a second.");
    return close(CloseCode::kTryAgain, "too many unknown tokens");
  }
  if (trusted_) {
    hello.erase("token");
  } else {
    hello["token"] = token_;
  }
  state_ = State::kGreeting;
  greeted_by_ = now + kFirstWordTimeout;
  forward(request.dump(), now);
}

void Conversation::hear_gateway_words(std::string_view frame) {
  const auto words = nlohmann::json::parse(frame, nullptr, false);
  const auto& gateway = words["gateway"];
  const auto meters = gateway.is_object() ? gateway.find("meters") : gateway.end();
  const bool is_one =
      gateway.is_object() && meters != gateway.end() && meters->is_object() && words.size() == 1;
  const auto rate = is_one ? meters->find("rate") : gateway.end();
  if (!is_one || rate == meters->end() || !rate->is_number_integer() || *rate < 0 || *rate > kMostMeterRate)
    return refuse(
        frame, "invalid", "gateway",
        "To the gateway one can say {\"gateway\":{\"meters\":{\"rate\":30}}}, with 0 to 60 frames a second.");
  doors_.want_meters(rate->get<int>());
}

void Conversation::forward(std::string_view frame, Clock::time_point now) {
  asked_ = now;
  if (!doors_.ask(frame)) close(CloseCode::kTryAgain, "the controller does not take it; connect again");
}

void Conversation::hear_controller(std::string_view frame, Clock::time_point now) {
  if (state_ == State::kClosed) return;
  if (state_ != State::kGreeting) return doors_.say(frame);
  const ReplyView reply = read_reply(frame);
  // A controller that does not know tokens would welcome anybody, and name nobody.
  const bool welcome = reply.arm == "welcome";
  const bool named = welcome && (trusted_ || !text_of(member(reply.value, "user")).empty());
  if (welcome && !named) {
    refuse(frame, "denied", "hello.token", "The controller does not know this token.");
    doors_.wrong_token();
    return close(CloseCode::kUnknownToken, "token");
  }
  doors_.say(frame);
  if (reply.arm == "refused") {
    const bool unknown = text_of(member(reply.value, "code")) == "denied";
    if (unknown) doors_.wrong_token();
    return close(unknown ? CloseCode::kUnknownToken : CloseCode::kTryAgain, "hello was refused");
  }
  if (!welcome) return;
  state_ = State::kOpen;
  for (const std::string& each : std::exchange(held_, {})) hear_page(each, now);
}

void Conversation::lost_controller() {
  close(CloseCode::kRestart, "the controller is gone; connect again");
}

void Conversation::tick(Clock::time_point now) {
  const bool waits = state_ == State::kNew || state_ == State::kGreeting;
  if (!waits || now < greeted_by_) return;
  close(state_ == State::kNew ? CloseCode::kPolicy : CloseCode::kTryAgain,
        state_ == State::kNew ? "no hello" : "the controller does not answer");
}

void Conversation::refuse(std::string_view frame, std::string_view code, std::string_view subject,
                          std::string_view sentence) {
  const ordered_json reply{{"sequence", sequence_of(frame)},
                           {"epoch", 0},
                           {"revision", "0"},
                           {"refused", {{"code", code}, {"subject", subject}, {"sentence", sentence}}}};
  doors_.say(reply.dump());
}

void Conversation::close(CloseCode code, std::string_view why) {
  if (state_ == State::kClosed) return;
  state_ = State::kClosed;
  held_.clear();
  doors_.want_meters(0);
  doors_.close(code, why);
}

}  // namespace corelogic::gateway

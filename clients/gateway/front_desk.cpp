// front_desk.cpp: in order: host, origin, limits, page, public words, token, route.  Side: control.
#include "clients/gateway/front_desk.h"

#include <charconv>
#include <utility>
#include <variant>

#include "clients/gateway/answer.h"
#include "clients/gateway/ask.h"
#include "clients/gateway/json_view.h"
#include "clients/gateway/limits.h"
#include "clients/gateway/openapi.h"
#include "schema/wire/words.h"

namespace corelogic::gateway {
namespace {

constexpr std::size_t kMostAddresses = 4096;
constexpr auto kStatusEvery = 1s;
constexpr auto kStatusHolds = 3s;

Ask question(const char* arm) {
  Ask ask;
  ask.arm = arm;
  return ask;
}

/// The track of "/waveforms/3".
std::optional<std::uint32_t> waveform_track(std::string_view path) {
  constexpr std::string_view kBegin = "/waveforms/";
  if (!path.starts_with(kBegin)) return std::nullopt;
  std::uint32_t track = 0;
  const char* const end = path.data() + path.size();
  const auto [rest, error] = std::from_chars(path.data() + kBegin.size(), end, track);
  if (error != std::errc{} || rest != end) return std::nullopt;
  return track;
}

bool is_public(const std::string& path) {
  return path == "/health" || path == "/openapi.json";
}

Response no_such_path(const std::string& path) {
  return as_response({404, "notFound", "path",
                      "There is nothing at " + wire::quoted(path) + "; /openapi.json lists what there is."});
}

/// A page of another site can send forms and plain text without asking first; not JSON.
bool is_json(std::string_view type) {
  return type.starts_with("application/json") && (type.size() == 16 || type[16] == ';' || type[16] == ' ');
}

}  // namespace

FrontDesk::FrontDesk(FrontDeskOptions options, LinkMaker make_link)
    : options_(std::move(options)),
      page_(options_.page),
      desk_(std::move(make_link)),
      waveforms_(options_.elsewhere) {}

std::optional<Response> FrontDesk::at_the_door(const Request& head, Clock::time_point now) {
  ++counters_.requests;
  const auto turned_away = [&]() -> std::optional<Response> {
    if (auto problem = check_doors(options_.doors, head)) return as_response(*problem);
    Target target;
    if (!read_target(head.target, target))
      return as_response({400, "invalid", "path", "The path or its query cannot be read."});
    // Questions without a body may be for everybody: answer() sees.
    if (head.method == "GET" || head.method == "HEAD" || head.method == "OPTIONS") return std::nullopt;
    return check_token(head, now);
  };
  auto response = turned_away();
  if (response) ++counters_.refused;
  return response;
}

std::optional<Response> FrontDesk::check_token(const Request& head, Clock::time_point now) const {
  const std::string token = token_of(head);
  if (token.empty())
    return as_response(
        {401, "denied", "token", "A token is needed: Authorization: Bearer ...; ./studio up prints one."});
  if (!same_token(token, options_.own_token) && !may_try(head.address, now))
    return as_response(
        {429, "busy", "token", "Too many unknown tokens came from this address; wait a second."});
  return std::nullopt;
}

std::size_t FrontDesk::most_body(const Request& head) const {
  Target target;
  return read_target(head.target, target) ? most_body_bytes(target.path) : 0;
}

std::optional<Response> FrontDesk::public_answer(const Request& request, const std::string& path) const {
  if (request.method != "GET" && request.method != "HEAD") return std::nullopt;
  if (is_public(path) || path == "/metrics" || path == "/ws") return std::nullopt;
  if (auto page = page_.answer(request, path)) return page;
  if (path == "/favicon.ico") return Response{204, "", "", {}};
  if (path == "/" || path == "/index.html")
    return Response{200,
                    "text/plain; charset=utf-8",
                    "CoreLogic Studio is here, its page is not built. Scripts: /openapi.json\n",
                    {}};
  return std::nullopt;
}

void FrontDesk::answer(const Request& request, Answered answered, Clock::time_point now) {
  Target target;
  (void)read_target(request.target, target);
  const auto done = [this, request, answered = std::move(answered)](Response response) {
    finish(request, std::move(response), answered);
  };
  if (request.method == "OPTIONS") return done({204, "", "", {}});
  if (auto response = public_answer(request, target.path)) return done(*std::move(response));
  const bool gets = request.method == "GET" || request.method == "HEAD";
  if (target.path == "/openapi.json" && gets)
    return done({200, "application/json", openapi_document(), {{"Cache-Control", "no-cache"}}});
  if (target.path == "/health" && gets) return done(health(now));
  if (auto response = check_token(request, now)) {
    ++counters_.refused;
    return done(*std::move(response));
  }
  if (target.path == "/metrics" && gets) return answer_metrics(visitor_of(request), done, now);
  if (const auto track = waveform_track(target.path); track && gets)
    return answer_waveform(request, *track, done, now);
  if (target.path == "/ws") {
    Response response = as_response({426, "invalid", "upgrade", "This path speaks WebSocket only."});
    response.headers.emplace_back("Upgrade", "websocket");
    return done(std::move(response));
  }
  ask(request, target, done, now);
}

void FrontDesk::ask(const Request& request, const Target& target, const Answered& answered,
                    Clock::time_point now) {
  const auto place = find_route(request.method, target.path);
  if (std::holds_alternative<NoSuchPath>(place)) return answered(no_such_path(target.path));
  if (const auto* other = std::get_if<OtherMethods>(&place)) {
    Response response =
        as_response({405, "invalid", "method", "This path knows " + other->allowed + " only."});
    response.headers.emplace_back("Allow", other->allowed);
    return answered(std::move(response));
  }
  if (!request.body.empty() && !is_json(request.header("content-type")))
    return answered(
        as_response({415, "invalid", "Content-Type", "The body must be of Content-Type application/json."}));
  auto asked = make_ask(std::get<Found>(place), target, request);
  if (const auto* problem = std::get_if<Problem>(&asked)) return answered(as_response(*problem));
  Ask& one = std::get<Ask>(asked);
  const bool expected = one.expected_revision >= 0;
  desk_.ask(
      visitor_of(request), std::move(one),
      [this, expected, address = request.address, answered](const std::variant<std::string, Problem>& said) {
        const auto* const problem = std::get_if<Problem>(&said);
        if (problem == nullptr) return answered(answer_of(std::get<std::string>(said), expected));
        if (problem->status == 401) wrong_token(address, Clock::now());
        answered(as_response(*problem));
      },
      now);
}

Response FrontDesk::health(Clock::time_point now) const {
  const bool controller = now - status_heard_ < kStatusHolds;
  const bool engine = controller && engine_up_;
  const auto word = [](bool is) { return is ? "true" : "false"; };
  return {controller && engine ? 200U : 503U,
          "application/json",
          std::string("{\"ok\":") + word(controller && engine) + ",\"controller\":" + word(controller) +
              ",\"engine\":" + word(engine) + "}",
          {{"Cache-Control", "no-store"}}};
}

/// Once a second, so that nobody who asks for health can make work of it.
void FrontDesk::look_after_status(Clock::time_point now) {
  if (status_asked_ || now < next_status_) return;
  status_asked_ = true;
  next_status_ = now + kStatusEvery;
  desk_.ask(
      "", question("\"getStatus\":null"),
      [this](const std::variant<std::string, Problem>& said) {
        status_asked_ = false;
        const auto* const text = std::get_if<std::string>(&said);
        const ReplyView reply = text == nullptr ? ReplyView{} : read_reply(*text);
        if (reply.arm != "status") return;
        status_heard_ = Clock::now();
        engine_up_ = member(reply.value, "engineConnected") == "true";
      },
      now);
}

void FrontDesk::look_at_graph(const std::string& token, std::function<void(const Said& status)> then,
                              Clock::time_point now) {
  desk_.ask(
      token, question("\"getStatus\":null"),
      [this, token, then = std::move(then)](const Said& status) {
        const auto* const text = std::get_if<std::string>(&status);
        const ReplyView reply = text == nullptr ? ReplyView{} : read_reply(*text);
        const std::string at = std::to_string(reply.epoch) + "." + std::to_string(reply.revision);
        if (reply.arm != "status" || at == graph_at_) return then(status);
        desk_.ask(
            token, question("\"getGraph\":null"),
            [this, at, status, then](const Said& graph) {
              const auto* const said = std::get_if<std::string>(&graph);
              const ReplyView view = said == nullptr ? ReplyView{} : read_reply(*said);
              if (view.arm == "graph") {
                names_ = node_names(view.value);
                files_ = sound_files(view.value);
                graph_at_ = at;
              }
              then(status);
            },
            Clock::now());
      },
      now);
}

void FrontDesk::answer_metrics(const std::string& token, Answered answered, Clock::time_point now) {
  look_at_graph(
      token,
      [this, answered = std::move(answered)](const Said& status) {
        const auto* const problem = std::get_if<Problem>(&status);
        if (problem != nullptr && problem->status == 401) return answered(as_response(*problem));
        const ReplyView reply = problem == nullptr ? read_reply(std::get<std::string>(status)) : ReplyView{};
        answered({200,
                  "text/plain; version=0.0.4; charset=utf-8",
                  metrics_text(reply.arm == "status" ? reply.value : "", names_, costs_, counters_),
                  {{"Cache-Control", "no-store"}}});
      },
      now);
}

/// Whoever may ask for the status may see what plays.
void FrontDesk::answer_waveform(const Request& request, std::uint32_t track, Answered answered,
                                Clock::time_point now) {
  look_at_graph(
      visitor_of(request),
      [this, track, known = std::string(request.header("if-none-match")), address = request.address,
       answered = std::move(answered)](const Said& status) {
        if (const auto* const problem = std::get_if<Problem>(&status)) {
          if (problem->status == 401) wrong_token(address, Clock::now());
          return answered(as_response(*problem));
        }
        const std::string& reply = std::get<std::string>(status);
        if (read_reply(reply).arm != "status") return answered(answer_of(reply, false));
        const auto file = files_.find(track);
        if (file != files_.end()) return waveforms_.answer(file->second, known, answered);
        const std::string name = "track " + std::to_string(track);
        answered(
            as_response({404, "notFound", name,
                         "There is no sound file at the input of " + name + "; setInput gives it one."}));
      },
      now);
}

void FrontDesk::finish(const Request& request, Response response, const Answered& answered) const {
  const std::string_view origin = request.header("origin");
  if (!origin.empty()) {  // one of ours, or it would not be here
    response.headers.emplace_back("Access-Control-Allow-Origin", origin);
    response.headers.emplace_back("Vary", "Origin");
    response.headers.emplace_back("Access-Control-Expose-Headers", "ETag");
    if (request.method == "OPTIONS") {
      response.headers.emplace_back("Access-Control-Allow-Methods", "GET, POST, DELETE");
      response.headers.emplace_back(
          "Access-Control-Allow-Headers",
          "authorization, content-type, if-match, corelogic-client, corelogic-sequence");
      response.headers.emplace_back("Access-Control-Max-Age", "600");
    }
  }
  answered(std::move(response));
}

std::string FrontDesk::visitor_of(const Request& request) const {
  std::string token = token_of(request);
  return same_token(token, options_.own_token) ? std::string{} : token;
}

TokenBucket& FrontDesk::tries(const std::string& address, Clock::time_point now) {
  return wrong_tokens_.try_emplace(address, kWrongTokensASecond, kWrongTokenBurst, now).first->second;
}

bool FrontDesk::may_try(const std::string& address, Clock::time_point now) const {
  const auto known = wrong_tokens_.find(address);
  return known == wrong_tokens_.end() || !known->second.empty(now);
}

void FrontDesk::wrong_token(const std::string& address, Clock::time_point now) {
  ++counters_.refused;
  if (wrong_tokens_.size() < kMostAddresses || wrong_tokens_.contains(address))
    (void)tries(address, now).take(now);
}

void FrontDesk::tick(Clock::time_point now) {
  desk_.tick(now);
  look_after_status(now);
  std::erase_if(wrong_tokens_, [&](auto& each) { return each.second.full(now); });
}

}  // namespace corelogic::gateway

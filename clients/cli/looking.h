// looking.h: the one way to ask a question and show its answer, as JSON or as text.  Side: control.
#pragma once

#include <ostream>
#include <utility>
#include <variant>

#include "clients/cli/session.h"

namespace corelogic::cli {

/// Asks, and prints either the reply as JSON or `text` of its body.
template <class Body, class Text>
Exit look(Session& session, client::RequestBody request, Text text) {
  const auto reply = session.ask(std::move(request));
  if (!reply) return session.failure();
  if (session.options().json) {
    session.print_json(*reply);
    return Exit::kDone;
  }
  const auto* body = std::get_if<Body>(&reply->body);
  if (body == nullptr)
    return session.refuse(
        {vocabulary::RefusalCode::kInternal, "reply", "The controller answered another question."});
  session.out() << text(*body, reply->revision) << std::flush;
  return Exit::kDone;
}

}  // namespace corelogic::cli

// ask.h: a command asked of a project, and what came of it.
#pragma once

#include <gtest/gtest.h>

#include <utility>

#include "controller/commands/dispatch.h"
#include "controller/project/apply_change.h"
#include "tests/unit/controller/session.h"

namespace corelogic::commands::testing {

using project::Project;

template <class Body>
vocabulary::Result<Validated> ask(const Project& project, Body body, Presets presets = {}) {
  return validate(project, messages::Command{std::move(body)}, presets);
}
template <class Body>
Validated accepted(const Project& project, Body body, Presets presets = {}) {
  auto result = ask(project, std::move(body), presets);
  if (!result) {
    ADD_FAILURE() << result.refusal().subject << ": " << result.refusal().sentence;
    return {};
  }
  return *std::move(result);
}
template <class Body>
vocabulary::Refusal refused(const Project& project, Body body, Presets presets = {}) {
  auto result = ask(project, std::move(body), presets);
  if (!result) return result.refusal();
  ADD_FAILURE() << "accepted as: " << result->label;
  return {};
}
template <class Body>
Project after(const Project& project, Body body, Presets presets = {}) {
  Project next = project;
  project::apply(next, accepted(project, std::move(body), presets).changes);
  return next;
}

}  // namespace corelogic::commands::testing

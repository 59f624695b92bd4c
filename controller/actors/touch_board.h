// touch_board.h: which hand is on which control.
// The last touch wins; a gesture moves a control that is held only when its client is the holder. It tells
// nobody and reads no clock: what it returns is to be told, in that order.  Side: control, ProjectActor.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "controller/project/field_keys.h"
#include "controller/project/project.h"
#include "schema/messages/command.h"
#include "schema/vocabulary/result.h"

namespace corelogic::actors {

/// Two hands of ten fingers are enough; more is a fault or a flood.
inline constexpr std::size_t kMostHeldByOne = 64;

class TouchBoard {
 public:
  using News = std::vector<messages::Touched>;

  /// How a client is called from now on, by itself and by the access list.
  void introduce(messages::ClientId, std::string name, std::string user);
  /// Its session is over: it lets go of all.
  [[nodiscard]] News leave(messages::ClientId);

  /// Takes hold, from another if need be, or lets go. Nothing to tell when it is so already: letting go of
  /// what another has taken meanwhile leaves it with that one. Errors: those of commands::control_of;
  /// kInvalid without a client, or above kMostHeldByOne.
  [[nodiscard]] vocabulary::Result<News> touch(const project::Project&, messages::ClientId,
                                               const messages::Touch&);

  /// kConflict with the holder's name when `changes` move what somebody else holds.
  [[nodiscard]] std::optional<vocabulary::Refusal> in_the_way(const project::Project&,
                                                              messages::ClientId mover,
                                                              const messages::Changes& changes) const;

  /// Lets go of what is no more.
  [[nodiscard]] News end_missing(const project::Project&);
  /// Lets go of everything: another project is open.
  [[nodiscard]] News end_all();
  [[nodiscard]] bool empty() const { return held_.empty(); }

 private:
  struct Who {
    std::string name;
    std::string user;
  };
  struct Held {
    project::FieldKey control;
    std::string name;
    messages::ClientId holder;
  };
  [[nodiscard]] messages::Touched news(const Held&, bool held) const;
  template <class Ends>
  [[nodiscard]] News end_if(Ends ends);

  std::vector<Held> held_;  // in the order of touching; some tens at most
  std::unordered_map<messages::ClientId, Who> known_;
};

}  // namespace corelogic::actors

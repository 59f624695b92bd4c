// connection_list.h: the explicit connections of a project, in the order they were made, found by id.
// It judges nothing (routing_rules does).  Side: control.
#pragma once

#include <cstddef>
#include <vector>

#include "schema/messages/project.h"

namespace corelogic::routing {

using messages::Connection;
using messages::ConnectionId;

class ConnectionList {
 public:
  ConnectionList() = default;
  /// Requires: ids unique.
  explicit ConnectionList(std::vector<Connection> connections);

  [[nodiscard]] std::size_t size() const { return connections_.size(); }
  [[nodiscard]] auto begin() const { return connections_.begin(); }
  [[nodiscard]] auto end() const { return connections_.end(); }
  /// Null when there is none.  Cost: O(log n).
  [[nodiscard]] const Connection* find(ConnectionId) const;

  /// Keeps the list in the order of ids, so that a connection taken back returns to its place.
  void add(Connection);
  /// Requires: it exists.
  void remove(ConnectionId);

  bool operator==(const ConnectionList&) const = default;

 private:
  std::vector<Connection> connections_;  // by id
};

}  // namespace corelogic::routing

// connection_list.cpp: a vector sorted by id.  Side: control.
#include "controller/routing/connection_list.h"

#include <algorithm>
#include <utility>

namespace corelogic::routing {
namespace {

bool before(const Connection& connection, ConnectionId id) {
  return connection.id < id;
}

}  // namespace

ConnectionList::ConnectionList(std::vector<Connection> connections) : connections_(std::move(connections)) {
  std::sort(connections_.begin(), connections_.end(),
            [](const Connection& a, const Connection& b) { return a.id < b.id; });
}

const Connection* ConnectionList::find(ConnectionId id) const {
  const auto place = std::lower_bound(connections_.begin(), connections_.end(), id, before);
  return place != connections_.end() && place->id == id ? &*place : nullptr;
}

void ConnectionList::add(Connection connection) {
  const auto place = std::lower_bound(connections_.begin(), connections_.end(), connection.id, before);
  connections_.insert(place, std::move(connection));
}

void ConnectionList::remove(ConnectionId id) {
  connections_.erase(std::lower_bound(connections_.begin(), connections_.end(), id, before));
}

}  // namespace corelogic::routing

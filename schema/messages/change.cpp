// change.cpp: the copies of change.h, compiled once.
#include "schema/messages/change.h"

namespace corelogic::messages {

Change::Change() = default;
Change::Change(const Change&) = default;
Change::Change(Change&&) noexcept = default;
Change& Change::operator=(const Change&) = default;
Change& Change::operator=(Change&&) noexcept = default;
Change::~Change() = default;

bool Change::operator==(const Change& other) const {
  return static_cast<const ChangeVariant&>(*this) == static_cast<const ChangeVariant&>(other);
}

}  // namespace corelogic::messages

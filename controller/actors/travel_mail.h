// travel_mail.h: what ProjectActor asks of StoreActor about the past, other projects and templates.
// Values only; mail.h lists them.  Side: control.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "controller/project/project.h"
#include "controller/store/archive.h"
#include "schema/messages/questions.h"
#include "schema/vocabulary/result.h"

namespace corelogic::actors {

// --- to StoreActor: errands, each ended by ErrandDone or PastFetched ---
struct FetchPast {
  std::uint64_t revision = 0;
};
struct KeepVersion {
  messages::Version version;
};
struct Duplicate {
  std::string name;
  std::string new_name;
  std::optional<messages::Project> document;  ///< of the open project; else read from the disk
};
struct RemoveOther {
  std::string name;
};
struct KeepTemplate {
  std::string name;
  messages::Project document;
  bool replace = false;
};
struct DropTemplate {
  std::string name;
};

// --- to ProjectActor ---
/// The project as it was, for a restore.
struct PastFetched {
  vocabulary::Result<std::shared_ptr<const store::Past>> past;
};

}  // namespace corelogic::actors

// openapi.h: the REST side as an OpenAPI 3.1 document, made of the schema and the routes: nothing to keep in
// step by hand.  Side: control; pure.
#pragma once

#include <string>

namespace corelogic::gateway {

/// Made once; compact JSON.
[[nodiscard]] const std::string& openapi_document();

}  // namespace corelogic::gateway

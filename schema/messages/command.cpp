// command.cpp: the copies of command.h, compiled once.
#include "schema/messages/command.h"

namespace corelogic::messages {

CommandBody::CommandBody() = default;
CommandBody::CommandBody(const CommandBody&) = default;
CommandBody::CommandBody(CommandBody&&) noexcept = default;
CommandBody& CommandBody::operator=(const CommandBody&) = default;
CommandBody& CommandBody::operator=(CommandBody&&) noexcept = default;
CommandBody::~CommandBody() = default;

RequestBody::RequestBody() = default;
RequestBody::RequestBody(const RequestBody&) = default;
RequestBody::RequestBody(RequestBody&&) noexcept = default;
RequestBody& RequestBody::operator=(const RequestBody&) = default;
RequestBody& RequestBody::operator=(RequestBody&&) noexcept = default;
RequestBody::~RequestBody() = default;

ReplyBody::ReplyBody() = default;
ReplyBody::ReplyBody(const ReplyBody&) = default;
ReplyBody::ReplyBody(ReplyBody&&) noexcept = default;
ReplyBody& ReplyBody::operator=(const ReplyBody&) = default;
ReplyBody& ReplyBody::operator=(ReplyBody&&) noexcept = default;
ReplyBody::~ReplyBody() = default;

}  // namespace corelogic::messages

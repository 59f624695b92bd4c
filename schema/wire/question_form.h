// question_form.h: questions and answers of messages/questions.h to capnp and back; request_codec.cpp and
// reply_codec.cpp choose among all.  Side: control; pure.
#pragma once

#include "command.capnp.h"
#include "schema/messages/command.h"
#include "schema/wire/reading.h"

namespace corelogic::wire {

namespace gen = capnpgen;

void put(const messages::GetVersions&, gen::Request::Builder);
void put(const messages::GetProjectAt&, gen::Request::Builder);
void put(const messages::GetDiff&, gen::Request::Builder);
void put(const messages::Explain&, gen::Request::Builder);
void put(const messages::GetWiring&, gen::Request::Builder);
void put(const messages::Touch&, gen::Request::Builder);
void put(const messages::GetClients&, gen::Request::Builder);
void put(const messages::GetAccess&, gen::Request::Builder);
void put(const messages::ChangeAccess&, gen::Request::Builder);
void put(const messages::GetAudit&, gen::Request::Builder);
void put(const messages::GetHash&, gen::Request::Builder);
void put(const messages::GetTemplates&, gen::Request::Builder);
void put(const messages::WatchSpectrum&, gen::Request::Builder);

void put(const messages::Versions&, gen::Reply::Builder);
void put(const messages::Diff&, gen::Reply::Builder);
void put(const messages::DryRunResult&, gen::Reply::Builder);
void put(const messages::Explanation&, gen::Reply::Builder);
void put(const messages::Wiring&, gen::Reply::Builder);
void put(const messages::Touched&, gen::Reply::Builder);
void put(const messages::Clients&, gen::Reply::Builder);
void put(const messages::Access&, gen::Reply::Builder);
void put(const messages::Audit&, gen::Reply::Builder);
void put(const messages::StateHash&, gen::Reply::Builder);
void put(const messages::Templates&, gen::Reply::Builder);
void put(const messages::Invitation&, gen::Reply::Builder);

void write_touched(const messages::Touched&, gen::Touched::Builder);
[[nodiscard]] messages::Touched read_touched(Reading&, gen::Touched::Reader);

[[nodiscard]] messages::ChangeAccess read_change_access(Reading&, gen::ChangeAccess::Reader);

[[nodiscard]] messages::Versions read_versions(Reading&, capnp::List<gen::Version>::Reader);
[[nodiscard]] messages::Diff read_diff(Reading&, gen::Diff::Reader);
[[nodiscard]] messages::DryRunResult read_dry_run_result(Reading&, gen::DryRun::Reader);
[[nodiscard]] messages::Explanation read_explanation(Reading&, gen::Explanation::Reader);
[[nodiscard]] messages::Wiring read_wiring(Reading&, gen::Wiring::Reader);
[[nodiscard]] messages::Clients read_clients(Reading&, capnp::List<gen::ClientEntry>::Reader);
[[nodiscard]] messages::Access read_access(Reading&, capnp::List<gen::AccessEntry>::Reader);
[[nodiscard]] messages::Audit read_audit(Reading&, capnp::List<gen::AuditEntry>::Reader);
[[nodiscard]] messages::Invitation read_invitation(Reading&, gen::Invitation::Reader);

}  // namespace corelogic::wire

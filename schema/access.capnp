# access.capnp: who may come in, with which rights, and what was done by whom.
@0xd6b6c1f0a3e94b08;
using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("corelogic::capnpgen");

enum Role { unspecified @0; viewer @1; musician @2; mixer @3; editor @4; admin @5; }
struct AccessEntry {
  user @0 :Text;                    # 1 to 64 characters, unique
  role @1 :Role;
  strips @2 :List(UInt32);          # of a mixer: the only tracks it may change; empty: all. Of a musician: the aux strips
                                    # that are the own monitor mix
  publicKey @3 :Text;               # CURVE, Z85, 40 characters; empty: none
  hasToken @4 :Bool;                # answered, never asked
  created @5 :Int64;                # ms since 1970
  lastSeen @6 :Int64;               # 0: never
}
struct ChangeAccess {
  union {
    unspecified @0 :Void;
    add @1 :AccessEntry;            # a public key, or none: then a token is made and answered, this once
    set @2 :AccessEntry;            # role and strips of a user
    revoke @3 :Text;                # user; its connections end
    invite @4 :AccessEntry;         # as add with a token; answered with a link
  }
}
struct AuditEntry { time @0 :Int64; user @1 :Text; client @2 :UInt64; revision @3 :UInt64; label @4 :Text; transport @5 :Text; }
struct Invitation { user @0 :Text; role @1 :Role; token @2 :Text; link @3 :Text; serverKey @4 :Text; }

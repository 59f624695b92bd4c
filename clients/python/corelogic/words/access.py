# access.py: the words of schema/access.capnp. Made from schema/ by generate.py; do not edit.
from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ..form import OneOf, Struct, Word, known


@known
class Role(Word):
    """unspecified, viewer, musician, mixer, editor, admin."""

    UNSPECIFIED = "unspecified"
    VIEWER = "viewer"
    MUSICIAN = "musician"
    MIXER = "mixer"
    EDITOR = "editor"
    ADMIN = "admin"


@known
@dataclass(frozen=True, slots=True)
class AccessEntry(Struct):
    """Access entry."""

    form: ClassVar[dict[str, str]] = {
        "user": "Text", "role": "Role", "strips": "[UInt32]", "publicKey": "Text", "hasToken": "Bool", "created":
        "Int64", "lastSeen": "Int64"
    }
    user: str = ""  # 1 to 64 characters, unique
    role: Role = Role.UNSPECIFIED
    # of a mixer: the only tracks it may change; empty: all. Of a musician: the aux strips that are the own monitor mix
    strips: tuple[int, ...] = ()
    public_key: str = ""  # CURVE, Z85, 40 characters; empty: none
    has_token: bool = False  # answered, never asked
    created: int = 0  # ms since 1970
    last_seen: int = 0  # 0: never


@known
class ChangeAccess(OneOf):
    """One change access of many."""

    __slots__ = ()
    form: ClassVar[dict[str, str]] = {
        "unspecified": "Void", "add": "AccessEntry", "set": "AccessEntry", "revoke": "Text", "invite": "AccessEntry"
    }

    @classmethod
    def add(cls, add: AccessEntry) -> ChangeAccess:
        """a public key, or none: then a token is made and answered, this once."""
        return cls("add", add)

    @classmethod
    def set(cls, set: AccessEntry) -> ChangeAccess:
        """role and strips of a user."""
        return cls("set", set)

    @classmethod
    def revoke(cls, revoke: str) -> ChangeAccess:
        """user; its connections end."""
        return cls("revoke", revoke)

    @classmethod
    def invite(cls, invite: AccessEntry) -> ChangeAccess:
        """as add with a token; answered with a link."""
        return cls("invite", invite)


@known
@dataclass(frozen=True, slots=True)
class AuditEntry(Struct):
    """Audit entry."""

    form: ClassVar[dict[str, str]] = {
        "time": "Int64", "user": "Text", "client": "UInt64", "revision": "UInt64", "label": "Text", "transport": "Text"
    }
    time: int = 0
    user: str = ""
    client: int = 0
    revision: int = 0
    label: str = ""
    transport: str = ""


@known
@dataclass(frozen=True, slots=True)
class Invitation(Struct):
    """Invitation."""

    form: ClassVar[dict[str, str]] = {
        "user": "Text", "role": "Role", "token": "Text", "link": "Text", "serverKey": "Text"
    }
    user: str = ""
    role: Role = Role.UNSPECIFIED
    token: str = ""
    link: str = ""
    server_key: str = ""

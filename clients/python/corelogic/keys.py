# keys.py: the keys of a line over the network: pairs made and kept in files as `corelogic access key` writes them, and
# what a socket is told of them.
from __future__ import annotations

import os
import re
import stat
from typing import NamedTuple

import zmq

from .errors import Denied, Duplicate, Invalid, Storage, Unsupported

_Z85 = re.compile(r"[0-9a-zA-Z.\-:+=^!/*?&<>()\[\]{}@%$#]{40}")


class KeyPair(NamedTuple):
    """Z85, 40 letters each."""
    public: str
    secret: str


def is_key(text: str) -> bool:
    return _Z85.fullmatch(text) is not None


def read_key_file(path: str) -> KeyPair:
    """A pair from a file of two lines, "public <key>" and "secret <key>".

    Storage when it cannot be read, Denied when others may read it, Invalid when it holds no pair.
    """
    try:
        with open(path, encoding="utf-8") as file:
            if os.fstat(file.fileno()).st_mode & (stat.S_IRWXG | stat.S_IRWXO):
                raise Denied(path, f"Others may read the key file {path}; make it your own: chmod 600, or make a new key.")
            words = dict(line.split(maxsplit=1) for line in file if len(line.split()) == 2)
    except (OSError, ValueError) as fault:
        raise Storage(path, f"The key file {path}: {getattr(fault, 'strerror', None) or fault}.") from None
    pair = KeyPair(words.get("public", "").strip(), words.get("secret", "").strip())
    if not is_key(pair.public) or not is_key(pair.secret):
        raise Invalid(path, f'{path} holds no pair of CURVE keys: a line "public <key>" and a line "secret <key>".')
    return pair


def make_key_file(path: str) -> KeyPair:
    """Makes a pair and keeps it in a file that nobody else may read; the public key is for an admin to add.

    Duplicate when the file is there, Storage when it cannot be written, Unsupported without CURVE.
    """
    _check_curve()
    pair = KeyPair(*(key.decode() for key in zmq.curve_keypair()))
    try:
        made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    except FileExistsError:
        raise Duplicate(path, f"There is a file {path} already; keys are never overwritten.") from None
    except OSError as fault:
        raise Storage(path, f"The key file {path}: {fault.strerror}.") from None
    with open(made, "w", encoding="utf-8") as file:
        file.write(f"public {pair.public}\nsecret {pair.secret}\n")
        file.flush()
        os.fsync(file.fileno())
    return pair


class Way(NamedTuple):
    """How a socket comes in: the controller's key and the own pair."""
    server: str
    own: KeyPair


def way_to(endpoint: str, server_key: str = "", public_key: str = "", secret_key: str = "", key_file: str = "") -> Way | None:
    """None on this machine's own line. Refused before anything is sent in the clear."""
    if not endpoint.startswith("tcp://") and not server_key:
        return None
    own = read_key_file(key_file) if key_file else KeyPair(public_key, secret_key)
    if not server_key or not own.public:
        raise Invalid("server_key", "A controller over the network needs server_key and key_file (or public_key and secret_key);"
                                    " corelogic access key FILE makes a pair, and an admin adds its public key.")
    if not is_key(server_key):
        raise Invalid("server_key", "server_key is no CURVE key: 40 letters of Z85, as an invitation says them.")
    if not is_key(own.public) or not is_key(own.secret):
        raise Invalid("secret_key", "public_key and secret_key are no pair of CURVE keys: 40 letters of Z85 each.")
    _check_curve()
    return Way(server_key, own)


def _check_curve() -> None:
    if not zmq.has("curve"):
        raise Unsupported("curve", "The libzmq of this Python was built without CURVE, so there is no safe line over the"
                                   " network. Use Debian's python3-zmq, or a pyzmq wheel that has it (zmq.has(\"curve\")).")

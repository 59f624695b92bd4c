# places.py: where a controller of this machine listens. The rules are those of schema/wire/endpoints.h.
from __future__ import annotations

import os


def runtime_directory() -> str:
    """$CORELOGIC_RUNTIME_DIR, else $XDG_RUNTIME_DIR/corelogic, else /run/corelogic."""
    if own := os.environ.get("CORELOGIC_RUNTIME_DIR"):
        return own
    if shared := os.environ.get("XDG_RUNTIME_DIR"):
        return os.path.join(shared, "corelogic")
    return "/run/corelogic"


def control_endpoint() -> str:
    return f"ipc://{runtime_directory()}/control"


def telemetry_endpoint(control: str) -> str:
    """Where the meters of the controller at this control endpoint are: beside it, or at the next port."""
    if control.startswith("tcp://"):
        host, _, port = control.rpartition(":")
        return f"{host}:{int(port) + 1}"
    return control.rpartition("/")[0] + "/telemetry"

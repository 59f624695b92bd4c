# __init__.py: the package corelogic: a mixer of CoreLogic Studio, driven from Python. README.md beside it is one page.
"""Drives a CoreLogic Studio mixer.

    >>> import corelogic
    >>> with corelogic.Studio() as studio:
    ...     with studio.batch():
    ...         studio.add_track("Drums")
    ...         studio.add_track("Reverb", kind="aux")
    ...     print([track.name for track in studio.project.tracks])
    Collected()
    Collected()
    ['Drums', 'Reverb', 'Master']

Studio blocks, AsyncStudio is awaited; both have the same verbs. `corelogic.words` holds the values of the schema.
"""
from . import words
from .aio import AsyncStudio
from .desk import Batch, Gesture, make
from .errors import (Busy, Closed, Conflict, CorelogicError, Cycle, Denied, Duplicate, Internal, Invalid, NoAnswer,
                     NoController, NotFound, NothingToUndo, Refused, Storage, UnknownId, Unsupported)
from .form import AT_END
from .keys import KeyPair, make_key_file, read_key_file
from .mirror import Mirror, Revision, apply
from .state_hash import state_hash
from .studio import Studio
from .talk import Answer, Event
from .telemetry import Frame, StripMeter, read_frame
from .things import Insert, MuteGroup, Scene, Send, Track
from .words import Command, Input, MonitorSource, Output

__all__ = [
    "AT_END", "Answer", "AsyncStudio", "Batch", "Busy", "Closed", "Command", "Conflict", "CorelogicError", "Cycle",
    "Denied", "Duplicate", "Event", "Frame", "Gesture", "Input", "Insert", "Internal", "Invalid", "KeyPair", "Mirror",
    "MonitorSource", "MuteGroup", "NoAnswer", "NoController", "NotFound", "NothingToUndo", "Output", "Refused",
    "Revision", "Scene", "Send", "Storage", "StripMeter", "Studio", "Track", "UnknownId", "Unsupported", "apply",
    "make", "make_key_file", "read_frame", "read_key_file", "state_hash", "words",
]
__version__ = "0.1.0"

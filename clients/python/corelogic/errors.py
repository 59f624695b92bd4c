# errors.py: what goes wrong, told apart by class: a refusal of the controller by its code, and no answer at all.
from __future__ import annotations


class CorelogicError(Exception):
    """Anything this package raises."""


class NoAnswer(CorelogicError, TimeoutError):
    """Nobody answered in time. The command may have been done or not: asked again on the same studio it would be
    another one."""


class NoController(NoAnswer):
    """Nobody listens at the endpoint."""


class Closed(CorelogicError):
    """The studio was closed."""


class Refused(CorelogicError):
    """The controller said no, and why; nothing was changed.

    code      the word of the schema's RefusalCode: "unknownId"
    subject   what it is about: "track 99"
    sentence  what was wrong, and what would be right
    """

    code = "unspecified"

    def __init__(self, subject: str, sentence: str, code: str | None = None):
        super().__init__(subject, sentence)
        self.subject = subject
        self.sentence = sentence
        if code is not None:
            self.code = code

    def __str__(self) -> str:
        return f"{self.sentence} ({self.code}, {self.subject})"


class Invalid(Refused):
    """A value out of its range, a wrong word, a wrong type."""
    code = "invalid"


class UnknownId(Refused):
    """No track, insert, send, ... is called or numbered so."""
    code = "unknownId"


class Conflict(Refused):
    """Somebody else was faster: the project is not at the expected revision."""
    code = "conflict"


class Cycle(Refused):
    """Sound would run in a circle."""
    code = "cycle"


class Duplicate(Refused):
    """The name is taken."""
    code = "duplicate"


class Busy(Refused):
    """Too much at once; try again in a moment."""
    code = "busy"


class Denied(Refused):
    """This role may not do that."""
    code = "denied"


class NothingToUndo(Refused):
    """There is nothing to undo, or to do again."""
    code = "nothingToUndo"


class Storage(Refused):
    """The disk is full or broken, or a file cannot be read."""
    code = "storage"


class NotFound(Refused):
    """No project, preset, version, ... of that name."""
    code = "notFound"


class Unsupported(Refused):
    """Known, but not here: another version, another device."""
    code = "unsupported"


class Internal(Refused):
    """A fault of the controller."""
    code = "internal"


_by_code = {cls.code: cls for cls in Refused.__subclasses__()}


def refusal(form: dict[str, str]) -> Refused:
    """The exception of a `refused` reply."""
    code = form.get("code", "unspecified")
    return _by_code.get(code, Refused)(form.get("subject", ""), form.get("sentence", ""), code)

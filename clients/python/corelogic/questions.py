# questions.py: every question as a method, blocking and to be awaited. Made from schema/ by generate.py; do not edit.
from __future__ import annotations

from typing import Any

from .form import Ref
from .words.common import Tap
from .words.access import AccessEntry, AuditEntry, ChangeAccess, Invitation
from .words.project import Project
from .words.graph import GraphSnapshot
from .words.change import ChangeSet
from .words.command import ClientEntry, Command, Diff, Done, DryRun, Explanation, Preset, Status, Version, Wiring

ASKED: dict[str, str] = {
    "command": "Command", "hello": "Hello", "heartbeat": "Void", "goodbye": "Void", "getProject": "Void", "getGraph":
    "Void", "getStatus": "Void", "getProjects": "Void", "getHistory": "UInt32", "getPresets": "Text", "getVersions":
    "Void", "getProjectAt": "UInt64", "getDiff": "GetDiff", "dryRun": "Command", "explain": "UInt32", "getWiring":
    "Void", "touch": "Touch", "getClients": "Void", "getAccess": "Void", "changeAccess": "ChangeAccess", "getAudit":
    "GetAudit", "getHash": "Void", "getTemplates": "Void", "watchSpectrum": "WatchSpectrum"
}
"""The type of each request's value."""
ANSWERED: dict[str, str] = {
    "done": "Done", "refused": "Refused", "welcome": "Welcome", "project": "Project", "graph": "GraphSnapshot",
    "status": "Status", "projects": "[Text]", "history": "[ChangeSet]", "changed": "ChangeSet", "alive": "Void",
    "reset": "Project", "presets": "[Preset]", "versions": "[Version]", "diff": "Diff", "dryRun": "DryRun",
    "explanation": "Explanation", "wiring": "Wiring", "touched": "Touched", "clients": "[ClientEntry]", "access":
    "[AccessEntry]", "audit": "[AuditEntry]", "hash": "UInt64", "templates": "[Text]", "invitation": "Invitation"
}
"""The type of each reply's value."""


class Questions:
    """What a client may ask."""

    def _ask(self, which: str, value: Any) -> Any:
        raise NotImplementedError

    def get_project(self) -> Project:
        """Get project."""
        answer: Project = self._ask("getProject", None)
        return answer

    def get_graph(self) -> GraphSnapshot:
        """Get graph."""
        answer: GraphSnapshot = self._ask("getGraph", None)
        return answer

    def get_status(self) -> Status:
        """Get status."""
        answer: Status = self._ask("getStatus", None)
        return answer

    def get_projects(self) -> tuple[str, ...]:
        """Get projects."""
        answer: tuple[str, ...] = self._ask("getProjects", None)
        return answer

    def get_history(self, most: int = 20) -> tuple[ChangeSet, ...]:
        """Get history.

        at most this many of the newest change sets.
        """
        answer: tuple[ChangeSet, ...] = self._ask("getHistory", most)
        return answer

    def get_presets(self, effect: str = "") -> tuple[Preset, ...]:
        """Get presets.

        of this effect; empty: all.
        """
        answer: tuple[Preset, ...] = self._ask("getPresets", effect)
        return answer

    def get_versions(self) -> tuple[Version, ...]:
        """Get versions."""
        answer: tuple[Version, ...] = self._ask("getVersions", None)
        return answer

    def get_project_at(self, revision: int) -> Project:
        """Get project at.

        a revision: answered by project.
        """
        answer: Project = self._ask("getProjectAt", revision)
        return answer

    def get_diff(self, from_: int, to: int = 0) -> Diff:
        """Get diff."""
        answer: Diff = self._ask("getDiff", {"from": from_, "to": to})
        return answer

    def dry_run(self, command: Command) -> DryRun:
        """Dry run.

        an edit: what it would do; nothing is done.
        """
        answer: DryRun = self._ask("dryRun", command)
        return answer

    def explain(self, track: Ref) -> Explanation:
        """Explain.

        a track: why it is silent, why it is late.
        """
        answer: Explanation = self._ask("explain", track)
        return answer

    def get_wiring(self) -> Wiring:
        """Get wiring."""
        answer: Wiring = self._ask("getWiring", None)
        return answer

    def touch(self, control: str, held: bool) -> Done:
        """Touch.

        a control is held, or let go; not journaled.
        control: "track/3/volume", "send/7/level", "insert/9/threshold": the thing, its id, the field
        held: false: let go
        """
        answer: Done = self._ask("touch", {"control": control, "held": held})
        return answer

    def get_clients(self) -> tuple[ClientEntry, ...]:
        """Get clients."""
        answer: tuple[ClientEntry, ...] = self._ask("getClients", None)
        return answer

    def get_access(self) -> tuple[AccessEntry, ...]:
        """Get access."""
        answer: tuple[AccessEntry, ...] = self._ask("getAccess", None)
        return answer

    def change_access(self, change: ChangeAccess) -> Invitation | Done:
        """Change access."""
        answer: Invitation | Done = self._ask("changeAccess", change)
        return answer

    def get_audit(self, most: int = 100, who: str = "") -> tuple[AuditEntry, ...]:
        """Get audit."""
        answer: tuple[AuditEntry, ...] = self._ask("getAudit", {"most": most, "who": who})
        return answer

    def get_hash(self) -> int:
        """Get hash."""
        answer: int = self._ask("getHash", None)
        return answer

    def get_templates(self) -> tuple[str, ...]:
        """Get templates."""
        answer: tuple[str, ...] = self._ask("getTemplates", None)
        return answer

    def watch_spectrum(self, track: Ref, tap: Tap | str = Tap.POST_FADER) -> Done:
        """Watch spectrum."""
        answer: Done = self._ask("watchSpectrum", {"track": track, "tap": tap})
        return answer


class AsyncQuestions:
    """What a client may ask, to be awaited."""

    async def _ask(self, which: str, value: Any) -> Any:
        raise NotImplementedError

    async def get_project(self) -> Project:
        """Get project."""
        answer: Project = await self._ask("getProject", None)
        return answer

    async def get_graph(self) -> GraphSnapshot:
        """Get graph."""
        answer: GraphSnapshot = await self._ask("getGraph", None)
        return answer

    async def get_status(self) -> Status:
        """Get status."""
        answer: Status = await self._ask("getStatus", None)
        return answer

    async def get_projects(self) -> tuple[str, ...]:
        """Get projects."""
        answer: tuple[str, ...] = await self._ask("getProjects", None)
        return answer

    async def get_history(self, most: int = 20) -> tuple[ChangeSet, ...]:
        """Get history.

        at most this many of the newest change sets.
        """
        answer: tuple[ChangeSet, ...] = await self._ask("getHistory", most)
        return answer

    async def get_presets(self, effect: str = "") -> tuple[Preset, ...]:
        """Get presets.

        of this effect; empty: all.
        """
        answer: tuple[Preset, ...] = await self._ask("getPresets", effect)
        return answer

    async def get_versions(self) -> tuple[Version, ...]:
        """Get versions."""
        answer: tuple[Version, ...] = await self._ask("getVersions", None)
        return answer

    async def get_project_at(self, revision: int) -> Project:
        """Get project at.

        a revision: answered by project.
        """
        answer: Project = await self._ask("getProjectAt", revision)
        return answer

    async def get_diff(self, from_: int, to: int = 0) -> Diff:
        """Get diff."""
        answer: Diff = await self._ask("getDiff", {"from": from_, "to": to})
        return answer

    async def dry_run(self, command: Command) -> DryRun:
        """Dry run.

        an edit: what it would do; nothing is done.
        """
        answer: DryRun = await self._ask("dryRun", command)
        return answer

    async def explain(self, track: Ref) -> Explanation:
        """Explain.

        a track: why it is silent, why it is late.
        """
        answer: Explanation = await self._ask("explain", track)
        return answer

    async def get_wiring(self) -> Wiring:
        """Get wiring."""
        answer: Wiring = await self._ask("getWiring", None)
        return answer

    async def touch(self, control: str, held: bool) -> Done:
        """Touch.

        a control is held, or let go; not journaled.
        control: "track/3/volume", "send/7/level", "insert/9/threshold": the thing, its id, the field
        held: false: let go
        """
        answer: Done = await self._ask("touch", {"control": control, "held": held})
        return answer

    async def get_clients(self) -> tuple[ClientEntry, ...]:
        """Get clients."""
        answer: tuple[ClientEntry, ...] = await self._ask("getClients", None)
        return answer

    async def get_access(self) -> tuple[AccessEntry, ...]:
        """Get access."""
        answer: tuple[AccessEntry, ...] = await self._ask("getAccess", None)
        return answer

    async def change_access(self, change: ChangeAccess) -> Invitation | Done:
        """Change access."""
        answer: Invitation | Done = await self._ask("changeAccess", change)
        return answer

    async def get_audit(self, most: int = 100, who: str = "") -> tuple[AuditEntry, ...]:
        """Get audit."""
        answer: tuple[AuditEntry, ...] = await self._ask("getAudit", {"most": most, "who": who})
        return answer

    async def get_hash(self) -> int:
        """Get hash."""
        answer: int = await self._ask("getHash", None)
        return answer

    async def get_templates(self) -> tuple[str, ...]:
        """Get templates."""
        answer: tuple[str, ...] = await self._ask("getTemplates", None)
        return answer

    async def watch_spectrum(self, track: Ref, tap: Tap | str = Tap.POST_FADER) -> Done:
        """Watch spectrum."""
        answer: Done = await self._ask("watchSpectrum", {"track": track, "tap": tap})
        return answer

# conformance_check.py: gives one script to every client, each with a controller of its own, and demands the same answers
# and the same state of all, and of the script that no word of the schema is left out. README.md here says how.
# Usage: conformance_check.py BINARIES [CLIENT ...]
import json
import pathlib
import struct
import subprocess
import sys

from conformance_clients import HERE, House, clients, corelogic, reader, writer
from conformance_page import ThroughTheGateway
from corelogic.questions import ANSWERED

BINARIES = pathlib.Path(sys.argv[1])


def read_script(parts):
    return [json.loads(line) for part in parts for line in part.read_text(encoding="utf-8").splitlines()
            if line and not line.startswith("#")]


SCRIPT = read_script(sorted((HERE / "script").glob("*.jsonl")))
# What every client says by itself, and what only a broken disk or controller answers.
SAID_BY_ITSELF = {"command", "hello", "heartbeat", "goodbye"}
NOT_HERE = {"storage", "internal",      # tests/contract/durability_test.cpp
            "denied", "busy"}           # access_check.py
# Other clocks, other places, other clients beside: not the same for all.
VOLATILE = {"time", "client", "sequence", "epoch", "gesture", "revision", "from", "to", "clients", "subscribers",
            "graphHash", "lastSeen", "created"}


# ---- the hash once more, over plain JSON ----------------------------------------------------------------------------

def canonical(value):
    if isinstance(value, dict):
        return b"{" + b"".join(canonical(key) + canonical(value[key]) for key in sorted(value, key=str.encode)) + b"}"
    if isinstance(value, list):
        return b"[" + b"".join(map(canonical, value)) + b"]"
    if value in ("Infinity", "-Infinity"):   # no name in the script is called so
        return canonical(float(value))
    if isinstance(value, str):
        return b"s%08x" % len(value.encode()) + value.encode()
    if value is None or isinstance(value, bool):
        return {None: b"0", True: b"t", False: b"f"}[value]
    return b"n" + struct.pack(">d", float(value) or 0.0).hex().encode()


def plain_hash(project):
    state = 0xCBF29CE484222325
    for byte in canonical(project):
        state = ((state ^ byte) * 0x100000001B3) & ((1 << 64) - 1)
    return state


# ---- what is the same -----------------------------------------------------------------------------------------------

def fits(wanted, got):
    """Whether all that is wanted is there; "*" is anything."""
    if wanted == "*":
        return True
    if isinstance(wanted, dict):
        return isinstance(got, dict) and all(key in got and fits(value, got[key]) for key, value in wanted.items())
    if isinstance(wanted, list):
        return isinstance(got, list) and len(got) == len(wanted) and all(map(fits, wanted, got))
    return wanted == got


def complete(answer):
    """With every field, as every client should have read it."""
    (which, value), = answer.items()
    return {which: writer(ANSWERED[which])(reader(ANSWERED[which])(value))}


def lasting(value, place):
    """What every client must be answered alike; `place` is where this one's house stands."""
    if isinstance(value, dict):
        return {key: lasting(each, place) for key, each in value.items() if key not in VOLATILE}
    if isinstance(value, list):
        return [lasting(each, place) for each in value]
    return value.replace(place, "") if isinstance(value, str) else value


def filled_in(value, marks):
    """$name is the revision of that mark, $now the present one."""
    if isinstance(value, dict):
        return {key: filled_in(each, marks) for key, each in value.items()}
    if isinstance(value, list):
        return [filled_in(each, marks) for each in value]
    return marks(value[1:]) if isinstance(value, str) and value.startswith("$") else value


# ---- one client -----------------------------------------------------------------------------------------------------

class Run:
    """The script through one session, beside another hand."""

    def __init__(self, name, session, other, place):
        self.name, self.session, self.other, self.place = name, session, other, place
        self.marks, self.wrong, self.answers, self.held = {}, 0, [], ""

    def mark(self, name):
        return str(self.other.get_status().revision) if name == "now" else self.marks[name]

    def complain(self, number, line, wanted, got):
        self.wrong += 1
        print(f"{self.name}, line {number}, {json.dumps(line)}\n  wanted {wanted}\n  got    {got}")

    def others_part(self, line):
        if "otherHolds" in line:
            self.other.touch(line["otherHolds"] or self.held, bool(line["otherHolds"]))
            self.held = line["otherHolds"]
            return {}
        try:
            return {"done": list(self.other.do(corelogic.Command.from_form(line["other"])).ids)}
        except corelogic.Refused as no:
            return {"refused": [no.code, no.subject]}

    def line(self, number, written):
        line = filled_in(written, self.mark)
        wanted = {key: line[key] for key in ("done", "refused", "answer") if key in line}
        own = "other" not in line and "otherHolds" not in line
        got = self.session.say({key: line[key] for key in ("command", "expected", "ask", "gesture") if key in line}) \
            if own else self.others_part(line)
        if got is None:
            return self.answers.append(None)
        if "answer" in got:
            got["answer"] = complete(got["answer"])
        if not (fits(wanted, got) if "answer" in wanted else got == wanted):
            self.complain(number, written, wanted, got)
        self.answers.append(None if "*" in json.dumps(wanted) else lasting(got, self.place))
        if "mark" in line:
            self.marks[line["mark"]] = self.mark("now")

    def say_all(self, script):
        for number, line in enumerate(script, 1):
            self.line(number, line)

    def run(self):
        self.say_all(SCRIPT)
        last = self.session.finish()
        replica = plain_hash(last["project"])
        for what, other in (("its own hash", last.get("hash")), ("the project", corelogic.state_hash(self.other.get_project())),
                            ("getHash", self.other.get_hash())):
            if other is not None and int(other) != replica:
                self.complain("end", {}, f"{what} {other}", replica)
        return replica


# ---- all of them ----------------------------------------------------------------------------------------------------

def check_that_nothing_is_left_out():
    words = json.loads(subprocess.run([BINARIES / "corelogic", "schema"], capture_output=True, check=True).stdout)
    commands = {field["name"] for field in words["structs"]["Command"]["fields"]}
    requests = {field["name"] for field in words["structs"]["Request"]["fields"] if "arm" in field} - SAID_BY_ITSELF
    done = {next(iter(line["command"])) for line in SCRIPT if "command" in line and "done" in line}
    asked = {next(iter(line["ask"])) for line in SCRIPT if "answer" in line}
    codes = {line["refused"][0] for line in SCRIPT if "refused" in line}
    missing = {"commands": commands - done, "requests": requests - asked,
               "refusals": set(words["enums"]["RefusalCode"]) - codes - NOT_HERE - {"unspecified"}}
    assert not any(missing.values()), f"the script does without {missing}"
    assert len(commands) > 80 and len(requests) > 18, (len(commands), len(requests))


def main():
    check_that_nothing_is_left_out()
    begin = {**clients(BINARIES), "page": lambda: ThroughTheGateway(BINARIES)}
    runs, hashes = [], {}
    for name in sys.argv[2:] or [name for name in begin if name != "Node"]:
        with House(BINARIES) as house, corelogic.Studio(name="other", timeout=20) as other:
            runs.append(Run(name, begin[name](), other, house.scratch.name))
            hashes[name] = runs[-1].run()
        print(f"{name}: {len(SCRIPT)} lines, state {hashes[name]:016x}", flush=True)
        for number, (line, first, answer) in enumerate(zip(SCRIPT, runs[0].answers, runs[-1].answers), 1):
            if answer not in (first, None):
                runs[-1].complain(number, line, f"as {runs[0].name}: {first}", answer)
    assert len(set(hashes.values())) == 1, hashes
    sys.exit(1 if any(run.wrong for run in runs) else 0)


if __name__ == "__main__":
    main()

# record_stream.py: writes tests/golden/change_stream/stream.jsonl anew: what a subscriber was told while the script of the
# conformance suite was done, and now and then the controller's project. No test runs it: the mirrors of all clients are
# held against what was recorded.  Usage: record_stream.py BINARIES
import json
import pathlib
import sys

import zmq

from conformance_check import SCRIPT, filled_in
from conformance_clients import SOURCE, House, corelogic

BINARIES = pathlib.Path(sys.argv[1])
STREAM = SOURCE / "tests" / "golden" / "change_stream" / "stream.jsonl"
KEPT = ("epoch", "revision", "welcome", "changed", "reset", "project")
EVERY = 50   # lines of the script between two looks at the project
# What no command makes: the controller says sendTapSet instead; a hole in the numbers; another project is a reset.
NEVER_SAID = {"unspecified", "sendPreFaderSet", "projectReplaced", "projectRenamed"}


class Hand:
    """A client with nothing but a socket; it keeps what it was told."""

    def __init__(self, context, endpoint, client):
        self.socket, self.client, self.sequence, self.told = context.socket(zmq.DEALER), client, 0, []
        self.socket.linger = 0
        self.socket.connect(endpoint)
        self.ask(hello={"name": "recorder", "subscribe": True})

    def ask(self, **request):
        self.sequence += 1
        self.socket.send(json.dumps({"client": str(self.client), "sequence": str(self.sequence), **request}).encode())
        while True:
            reply = json.loads(self.socket.recv())
            kept = {key: value for key, value in reply.items() if key in KEPT}
            if len(kept) > 2:
                self.told.append(kept)
            if reply["sequence"] == str(self.sequence):
                return reply


def do(hand, line):
    if "gesture" in line:
        for move in line["gesture"]:
            hand.ask(gesture=9, command=move)
        return hand.ask(gesture=9, gestureEnds=True, command=line["gesture"][-1])
    if "ask" in line:
        return None   # a question changes nothing
    terms = {"expectedRevision": line["expected"]} if "expected" in line else {}
    return hand.ask(command=line.get("command", line.get("other")), **terms)


def main():
    with House(BINARIES) as house:
        context, marks = zmq.Context(), {}
        endpoint = f"ipc://{house.file('run')}/control"
        recorder, other = Hand(context, endpoint, 1), Hand(context, endpoint, 2)

        def mark(name):
            return recorder.ask(getStatus=None)["revision"] if name == "now" else marks[name]

        for number, line in enumerate(SCRIPT, 1):
            if "otherHolds" in line:
                continue
            do(other if "other" in line else recorder, filled_in(line, mark))
            if number % EVERY == 0 or number == len(SCRIPT):
                recorder.ask(getProject=None)
            if "mark" in line:
                marks[line["mark"]] = mark("now")
        context.destroy(0)
    said = {kind for told in recorder.told for change in told.get("changed", {}).get("changes", ()) for kind in change}
    missing = set(corelogic.words.Change.form) | {"unspecified"}
    assert missing - said <= NEVER_SAID, missing - said
    STREAM.parent.mkdir(exist_ok=True)
    STREAM.write_text("".join(json.dumps(one, ensure_ascii=False, separators=(",", ":")) + "\n" for one in recorder.told), encoding="utf-8")
    print(f"{len(recorder.told)} lines, {len(said)} kinds of change, {STREAM.stat().st_size} bytes")


if __name__ == "__main__":
    main()

# access_check.py: who comes in, by `corelogic access add|invite|list|revoke|set`, with every client, on this machine's line by
# a token and over the network by a key: a musician sees and moves the own mix only, and is put out. And a full house.
# Usage: access_check.py BINARIES [CLIENT ...]
import json
import os
import pathlib
import pty
import re
import signal
import socket
import subprocess
import sys
import threading

import zmq

from conformance_check import Run, plain_hash, read_script
from conformance_clients import HERE, TIMEOUT, WAYS, Driver, House, clients, corelogic, line_of
from conformance_page import ThroughTheGateway

BINARIES = pathlib.Path(sys.argv[1])
MUSICIAN = read_script([HERE / "musician.jsonl"])


def free_port():
    """One that is free now, with the one above it."""
    while True:
        with socket.socket() as one, socket.socket() as above:
            one.bind(("127.0.0.1", 0))
            port = one.getsockname()[1]
            try:
                above.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port


def say(*words, status=0):
    """As the admin of this machine."""
    ways = {name: os.environ.pop(name) for name in WAYS if name in os.environ}
    done = subprocess.run([BINARIES / "corelogic", *words], capture_output=True, text=True, timeout=60)
    os.environ.update(ways)
    assert done.returncode == status, (words, done)
    return done.stdout + done.stderr


def come_in(**way):
    """Whoever begins a session now is this one."""
    for name in WAYS:
        os.environ.pop(name, None)
    os.environ.update(way)


class Stage(House):
    """A guitar, and a mix each for anna and ben; open to the network."""

    def __init__(self):
        self.port = free_port()
        self.arguments = ("--tcp", f"127.0.0.1:{self.port}")
        super().__init__(BINARIES, *self.arguments)
        say("track", "add", "Guitar")
        for name in ("Anna's mix", "Ben's mix"):
            say("track", "add", name, "--kind", "aux")
        for name in ("Anna's mix", "Ben's mix"):
            say("send", "add", "Guitar", name)

    def start_anew(self):
        self.controller.send_signal(signal.SIGKILL)
        self.controller.wait()
        self.controller = subprocess.Popen([BINARIES / "corelogic-controller", *self.arguments], stderr=subprocess.DEVNULL)
        say("status", "--timeout", "20")

    def by_token(self, user, *strips):
        invitation = json.loads(say("access", "invite", user, "musician", *strips, "--json"))["invitation"]
        assert invitation["link"].endswith("/#token=" + invitation["token"])
        come_in(CORELOGIC_TOKEN=invitation["token"])

    def by_key(self, user, *strips):
        path = self.file(user + "-key")
        public = re.search(r"public key +(\S{40})\n", say("access", "key", path))[1]
        added = say("access", "add", user, "musician", *strips, "--key", public)
        server_key = re.search(r"server key +(\S{40})\n", added)[1]
        come_in(CORELOGIC_CONNECT=f"tcp://127.0.0.1:{self.port}", CORELOGIC_SERVER_KEY=server_key, CORELOGIC_KEY_FILE=path)


def plays_her_part(name, begin, way):
    """The script of a musician; what she has at the end, and whether all went as written."""
    with Stage() as stage, corelogic.Studio(name="other", timeout=20) as admin:
        getattr(stage, way)("anna", "--strip", "Anna's mix")
        listed = say("access", "list")
        assert re.search(r"^anna +musician +%s +seen .* strips #3$" % way[3:], listed, re.MULTILINE), listed
        run = Run(f"{name} {way}", begin(), admin, stage.scratch.name)
        run.say_all(MUSICIAN)
        # A controller that was started anew must know who this is before it does what she asks. (A page's line ends with
        # it; tests/contract/gateway_check.py.)
        if name != "page":
            stage.start_anew()
        run.line("after a restart", {"command": {"setSendLevel": {"send": 5, "level": -4}}, "done": []})
        run.line("after a restart", {"command": {"setVolume": {"track": 2, "volume": -4}}, "refused": ["denied", "setVolume"]})
        seen = run.session.finish()["project"]
        desk = admin.get_project()
        assert [[send.level for send in track.sends] for track in desk.tracks[:1]] == [[-4, -20]], desk.tracks[0].sends
        assert desk.tracks[0].volume == -20
        told = say("history", "--who", "anna")
        assert "denied: setVolume" in told and "set level of send" in told, told
        return run.wrong, seen


def sees_only_her_mix(seen):
    guitar = seen["tracks"][0]
    sends = [(send["id"], send["level"], send["pan"]) for send in guitar["sends"]]
    assert (guitar["name"], guitar["volume"], sends) == ("Lead guitar", 0, [(5, -4, 0.125)]), guitar


def is_put_out(name, begin, way):
    """Who is revoked is nobody at once; who was given more may more."""
    with Stage() as stage, corelogic.Studio(name="other", timeout=20) as admin:
        getattr(stage, way)("anna", "--strip", "Anna's mix")
        run = Run(f"{name} {way}", begin(), admin, stage.scratch.name)
        run.line("a musician", {"command": {"setVolume": {"track": 2, "volume": -1}}, "refused": ["denied", "setVolume"]})
        say("access", "set", "anna", "mixer")
        run.line("a mixer", {"command": {"setVolume": {"track": 2, "volume": -1}}, "done": []})
        say("access", "revoke", "anna")
        assert "anna" not in say("access", "list")
        answer = run.session.say({"command": {"setVolume": {"track": 2, "volume": -2}}})
        assert answer["refused"][0] == "denied", answer
        assert admin.get_project().tracks[0].volume == -1
        run.session.leave()
        return run.wrong


def refuses_whom_it_does_not_know(name, begin):
    with Stage() as stage:
        come_in(CORELOGIC_TOKEN="not a token")
        assert first_answer(begin) == ["denied", "hello.token"], name
        if name == "page":
            return
        stage.by_key("anna", "--strip", "Anna's mix")
        say("access", "revoke", "anna")
        os.environ[TIMEOUT] = "1"   # whose key is not known is not even answered
        assert first_answer(begin) == ["notFound", "controller"], name
        del os.environ[TIMEOUT]
        os.chmod(os.environ["CORELOGIC_KEY_FILE"], 0o644)
        if name != "C++":   # whose program is given the pair, not the file
            assert first_answer(begin)[0] == "denied", name


def first_answer(begin):
    """What somebody is told who is not let in: at the door, or at the first word."""
    try:
        session = begin()
    except corelogic.Refused as no:
        return [no.code, no.subject]
    except corelogic.NoAnswer as nobody:
        assert "access list" in str(nobody), nobody
        return ["notFound", "controller"]
    if isinstance(session, Driver):
        answer = json.loads(line_of(session.program, "hello"))
        session.leave()
        return answer["refused"]
    session.leave()   # the command line begins when it is asked something
    ran = subprocess.run([BINARIES / "corelogic", "track", "list", "--json", "--timeout", os.environ.get(TIMEOUT, "20")],
                         capture_output=True, text=True, timeout=60)
    if ran.returncode == 3:
        assert "access list" in ran.stderr, ran
        return ["notFound", "controller"]
    no = json.loads(ran.stdout)["refused"]
    return [no["code"], no["subject"]]


class Crowd:
    """256 who are here: nobody else has room. They stay for as long as they say so each second."""

    def __init__(self, endpoint):
        self.context = zmq.Context()
        self.context.set(zmq.MAX_SOCKETS, 1023)
        self.people = [self.context.socket(zmq.DEALER) for _ in range(256)]
        for number, one in enumerate(self.people, 1000):
            one.linger = 0
            one.connect(endpoint)
            one.send(json.dumps({"client": str(number), "sequence": "1", "hello": {"subscribe": True}}).encode())
        for one in self.people:
            assert b'"welcome"' in one.recv()
        self.leaves = threading.Event()
        self.heart = threading.Thread(target=self.stay)
        self.heart.start()

    def stay(self):
        while not self.leaves.wait(0.5):
            for number, one in enumerate(self.people, 1000):
                one.send(json.dumps({"client": str(number), "sequence": "2", "heartbeat": None}).encode())

    def leave(self):
        self.leaves.set()
        self.heart.join()
        self.context.destroy(0)


def is_told_that_the_house_is_full(name, begin):
    with Stage() as stage:
        come_in()
        crowd = Crowd(f"ipc://{stage.file('run')}/control")
        answer = first_answer(begin)
        crowd.leave()
        assert answer == ["busy", "client"], (name, answer)


def draws_an_invitation():
    """On a terminal: a QR code, three of whose corners are marked, and a link."""
    with Stage():
        come_in()
        child, terminal = pty.fork()
        if child == 0:
            os.execv(BINARIES / "corelogic", ["corelogic", "access", "invite", "carl", "editor"])
        said = b""
        try:
            while piece := os.read(terminal, 4096):
                said += piece
        except OSError:   # the other end is closed
            pass
        assert os.waitpid(child, 0)[1] == 0
        text = said.decode()
        rows = re.findall(r"\x1b\[30;107m(.*?)\x1b\[0m", text)
        dark = [[c in marks for c in row[2:-2]] for row in rows for marks in ("▀█", "▄█")][2:]
        size = len(dark[0])
        assert (size - 17) % 4 == 0 and size >= 21, size
        ring = [[max(abs(x - 3), abs(y - 3)) != 2 for x in range(7)] for y in range(7)]
        for left, top in ((0, 0), (size - 7, 0), (0, size - 7)):
            assert [row[left:left + 7] for row in dark[top:top + 7]] == ring, (left, top)
        assert re.search(r"link +https?://\S+/#token=(\S+)\r?\ntoken +\1\r?\n", text), text


def main():
    begin = {**clients(BINARIES), "page": lambda: ThroughTheGateway(BINARIES)}
    wrong, seen = 0, {}
    for name in sys.argv[2:] or [name for name in begin if name != "Node"]:
        for way in ("by_token", "by_key") if name != "page" else ("by_token",):   # the gateway is the controller's neighbour
            failed, seen[name, way] = plays_her_part(name, begin[name], way)
            sees_only_her_mix(seen[name, way])
            wrong += failed + is_put_out(name, begin[name], way)
        refuses_whom_it_does_not_know(name, begin[name])
        if name not in ("command line", "page"):   # which stay with nobody, or have the gateway's word for it
            is_told_that_the_house_is_full(name, begin[name])
        print(f"{name}: a musician came, played and was put out", flush=True)
    assert len({plain_hash(project) for project in seen.values()}) == 1, {who: plain_hash(one) for who, one in seen.items()}
    draws_an_invitation()
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()

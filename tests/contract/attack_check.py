# attack_check.py: BIN: what somebody who can reach the control socket may try. The controller answers others all the while,
# grows by no more than 1 MiB a peer, refuses with a sentence, and does not die.
import json
import os
import random
import socket
import subprocess
import sys
import tempfile
import time

import zmq

MIB = 1024.0 * 1024.0


class Controller:
    def __init__(self, binary):
        self.house = tempfile.TemporaryDirectory(prefix="clatk")
        run, data = os.path.join(self.house.name, "run"), os.path.join(self.house.name, "data")
        os.makedirs(run, mode=0o700), os.makedirs(data, mode=0o700)
        environment = dict(os.environ, CORELOGIC_RUNTIME_DIR=run, CORELOGIC_DATA_DIR=data)
        self.path = os.path.join(run, "control")
        self.process = subprocess.Popen([binary], env=environment, stderr=subprocess.DEVNULL)
        self.context = zmq.Context()
        self.friend = self.dealer()
        self.sequence = 0
        self.sane("at the start")

    def dealer(self):
        one = self.context.socket(zmq.DEALER)
        one.setsockopt(zmq.LINGER, 0)
        one.connect("ipc://" + self.path)
        return one

    def sane(self, when):
        """A friend is answered within 5 s."""
        assert self.process.poll() is None, f"the controller died {when}"
        self.sequence += 1
        self.friend.send_string(json.dumps({"client": "1", "sequence": str(self.sequence), "getStatus": None}))
        deadline = time.monotonic() + 5
        while time.monotonic() < deadline:
            if self.friend.poll(100) and json.loads(self.friend.recv())["sequence"] == str(self.sequence):
                return
        raise AssertionError(f"nobody is answered any more {when}")

    def mib(self):
        with open(f"/proc/{self.process.pid}/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGESIZE") / MIB

    def raw(self):
        one = socket.socket(socket.AF_UNIX)
        one.settimeout(5)
        one.connect(self.path)
        return one


def answer(sock, timeout=5000):
    return json.loads(sock.recv()) if sock.poll(timeout) else None


def refused(controller, text, why):
    sock = controller.dealer()
    sock.send(text if isinstance(text, bytes) else text.encode())
    reply = answer(sock)
    assert reply and "refused" in reply, f"{why}: {reply}"
    assert reply["refused"]["sentence"].endswith("."), reply
    sock.close()
    return reply["refused"]


def noise_before_the_greeting(controller):
    sockets = [controller.raw() for _ in range(100)]
    for one in sockets:
        try:
            one.sendall(random.randbytes(random.randrange(1, 4000)))
        except OSError:
            pass  # closed already: as it should be
    controller.sane("under noise")
    for one in sockets:
        one.close()


def silence_instead_of_a_greeting(controller):
    sockets = [controller.raw() for _ in range(50)]
    begun = time.monotonic()
    for one in sockets:
        try:
            while one.recv(4096):
                pass
        except ConnectionError:
            pass
    took = time.monotonic() - begun
    assert took < 4, f"a connection that says nothing was kept {took:.1f} s; 2 are promised"
    controller.sane("after silent connections")


def messages_that_are_too_large(controller):
    before = controller.mib()
    sockets = [controller.dealer() for _ in range(8)]
    for one in sockets:
        one.send(b"{" + b" " * (5 << 20))
    time.sleep(0.2)  # so that they arrive before the friend's question
    controller.sane("under messages of 5 MiB")
    grown = controller.mib() - before
    assert grown < 8 + 8, f"{grown:.1f} MiB for eight peers"
    assert all(not one.poll(0) for one in sockets), "a message of 5 MiB was read"
    refused(controller, json.dumps({"hello": {"name": "x" * 70000}}), "70 kB that are no import")
    for one in sockets:
        one.close()


def frames_without_end(controller):
    before = controller.mib()
    sockets = [controller.dealer() for _ in range(4)]
    for one in sockets:
        one.send_multipart([b"x" * 100] * 5000)
    controller.sane("under messages of 5000 frames")
    assert controller.mib() - before < 4 + 8
    for one in sockets:
        one.close()


def texts_that_are_none(controller):
    for text, why in [
        ('{"a":' * 50000, "nested 50 000 deep"),
        ("{" + '"x":[' * 20000, "lists 20 000 deep"),
        (b'{"hello":{"name":"\xff\xfe"}}', "no UTF-8"),
        ('{"hello":{"name":"a\\u0000b"}}', "a NUL in a text"),
        ('{"hello":{},"hello":{}}', "said twice"),
        ('{"hello":{},"goodbye":null}', "two arms"),
        ("{}", "no arm"),
        ('{"command":{"setVolume":{"track":2,"volume":1e999}}}', "a number beyond all"),
        ('{"command":{"setVolume":{"track":2,"volume":"NaN"}}}', "no number"),
        ('{"command":{"setVolume":{"track":-1,"volume":0}}}', "a negative id"),
        ('{"command":{"setVolume":{"track":4294967296,"volume":0}}}', "an id of 33 bits"),
        ('{"command":{"beAdmin":null}}', "an unknown word"),
        ('{"sequence":"18446744073709551616","getStatus":null}', "a sequence of 65 bits"),
    ]:
        refused(controller, text, why)
    controller.sane("under texts that are none")


def bytes_that_are_none(controller):
    sock = controller.dealer()
    for length in range(1, 1500):
        sock.send(random.randbytes(length % 400 + 1))
    controller.sane("under random frames")
    # One list of a million structs of no size, in 40 bytes.
    bomb = (b"\0\0\0\0\3\0\0\0" + b"\0\0\0\0\0\0\1\0" + b"\1\0\0\0\7\0\0\0" + b"\xff\xff\xff\x7f\0\0\0\0")
    for _ in range(100):
        sock.send(bomb)
    controller.sane("under lists of nothing")
    sock.close()


def names_that_lead_away(controller):
    for name in ["../away", "/etc", "a/b", "..", ".", "", "x\u0007", "a" * 300]:
        for command in [{"newProject": {"name": name}}, {"openProject": {"name": name}},
                        {"importProject": {"name": name or "..", "project": {}}}]:
            refused(controller, json.dumps({"command": command}), f"{command}")
    names = os.listdir(os.path.join(controller.house.name, "data", "projects"))
    assert names == ["untitled"], names
    refused(controller, json.dumps({"command": {"setInsertFile": {"insert": 1, "path": "../../../etc/passwd"}}}), "a path")


def more_sessions_than_there_are(controller):
    sockets = [controller.dealer() for _ in range(300)]
    hello = {"client": "5", "sequence": "1", "hello": {"name": "crowd", "subscribe": True}}
    for one in sockets:
        one.send_string(json.dumps(hello))
    replies = [answer(one) for one in sockets]
    welcome = sum(1 for reply in replies if reply and "welcome" in reply)
    busy = sum(1 for reply in replies if reply and reply.get("refused", {}).get("code") == "busy")
    assert welcome <= 256 and busy >= 44, (welcome, busy)
    controller.sane("with all sessions taken")
    for one in sockets:
        one.close()
    deadline = time.monotonic() + 6
    while time.monotonic() < deadline:
        last = controller.dealer()
        last.send_string(json.dumps(hello))
        reply = answer(last)
        last.close()
        if reply and "welcome" in reply:
            return
        time.sleep(0.1)  # asked again, not waited for: sessions end 3 s after their last word
    raise AssertionError("sessions of the gone are not given back")


def version_skew(controller):
    for version in [0, 2, 4294967295]:
        said = refused(controller, json.dumps({"hello": {"protocolVersion": version}}), f"version {version}")
        assert said["code"] == "unsupported" and str(version) in said["sentence"], said
        assert said["sentence"].count(".") == 1, "one sentence"
    controller.sane("after strangers")


def main():
    random.seed(7)
    controller = Controller(os.path.join(sys.argv[1], "corelogic-controller"))
    try:
        attack_all(controller)
    finally:
        controller.process.terminate()
    assert controller.process.wait(10) == 0
    print("9 attacks, and the controller is well")


def attack_all(controller):
    for attack in [noise_before_the_greeting, silence_instead_of_a_greeting, messages_that_are_too_large, frames_without_end,
                   texts_that_are_none, bytes_that_are_none, names_that_lead_away, version_skew,
                   more_sessions_than_there_are]:
        before = controller.mib()
        attack(controller)
        print(f"{attack.__name__.replace('_', ' ')}: {controller.mib() - before:+.1f} MiB")


if __name__ == "__main__":
    main()

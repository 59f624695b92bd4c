# protocol_check.py: the protocol as a stranger sees it: python3-zmq and json, nothing of ours.
import json
import os
import subprocess
import sys
import tempfile
import time

import zmq


class House:
    """A controller in directories of its own, and a REQ socket to it."""

    def __init__(self, binaries):
        self.scratch = tempfile.TemporaryDirectory(prefix="cl")
        self.runtime = os.path.join(self.scratch.name, "run")
        arguments = [os.path.join(binaries, "corelogic-controller"), "--runtime", self.runtime,
                     "--data", os.path.join(self.scratch.name, "data")]
        self.process = subprocess.Popen(arguments, stderr=subprocess.DEVNULL)
        self.context = zmq.Context()
        self.socket = self.context.socket(zmq.REQ)
        self.socket.RCVTIMEO = 10000
        self.socket.LINGER = 0
        self.socket.connect(f"ipc://{self.runtime}/control")

    def ask(self, **request):
        self.socket.send_string(json.dumps(request))
        return json.loads(self.socket.recv())

    def command(self, **command):
        return self.ask(command=command)

    def close(self):
        self.socket.close()
        self.context.term()
        self.process.terminate()
        status = self.process.wait(10)
        self.scratch.cleanup()
        assert status == 0, f"the controller ended with {status}"


def drives_a_fader(house):
    made = house.command(addTrack={"name": "Guitar"})
    track = made["done"]["ids"][0]
    moved = house.command(setVolume={"track": track, "volume": -6})
    assert "done" in moved and int(moved["revision"]) == int(made["revision"]) + 1, moved
    assert house.ask(getProject=None)["project"]["tracks"][0]["volume"] == -6


def is_refused_in_words(house):
    refused = house.command(setVolume={"track": 99, "volume": -6})["refused"]
    assert refused["code"] == "unknownId" and refused["subject"] == "track 99", refused
    assert refused["sentence"].endswith("."), refused
    unread = house.ask(sequence=7, fly=None)
    assert unread["refused"]["code"] == "invalid" and unread["sequence"] == "7", unread


def may_not_subscribe_with_a_req(house):
    assert house.ask(hello={"subscribe": True})["refused"]["code"] == "invalid"
    assert house.ask(hello={"name": "stranger"})["welcome"]["role"] == "admin"


def gets_the_same_answer_twice(house):
    request = {"client": 12345, "sequence": 1, "command": {"addTrack": {"name": "Once"}}}
    assert house.ask(**request) == house.ask(**request)
    names = [track["name"] for track in house.ask(getProject=None)["project"]["tracks"]]
    assert names.count("Once") == 1, names


def hears_changes_with_a_dealer(house):
    dealer = house.context.socket(zmq.DEALER)
    dealer.RCVTIMEO = 10000
    dealer.LINGER = 0
    dealer.connect(f"ipc://{house.runtime}/control")
    dealer.send_string(json.dumps({"sequence": 1, "hello": {"name": "dealer", "subscribe": True}}))
    assert "welcome" in json.loads(dealer.recv())
    done = house.command(addTrack={"name": "Heard"})
    end = time.monotonic() + 10
    while time.monotonic() < end:
        pushed = json.loads(dealer.recv())
        if "changed" in pushed:
            assert pushed["revision"] == done["revision"], pushed
            break
    dealer.close()


def main():
    house = House(sys.argv[1])
    try:
        for step in (drives_a_fader, is_refused_in_words, may_not_subscribe_with_a_req,
                     gets_the_same_answer_twice, hears_changes_with_a_dealer):
            step(house)
            print("ok", step.__name__)
    finally:
        house.close()


main()

#!/usr/bin/python3
# fader.py: moves a fader smoothly, as one gesture and one undo step: fader.py Guitar -6 [seconds]
import json, os, random, sys, time, zmq
name, target, seconds = sys.argv[1], float(sys.argv[2]), float((sys.argv + ["1"])[3])
runtime = os.environ.get("CORELOGIC_RUNTIME_DIR") or os.environ.get("XDG_RUNTIME_DIR", "/run") + "/corelogic"
mixer = zmq.Context().socket(zmq.REQ)
mixer.setsockopt(zmq.RCVTIMEO, 5000), mixer.setsockopt(zmq.LINGER, 0), mixer.connect(f"ipc://{runtime}/control")
client, gesture, steps = random.getrandbits(63), random.getrandbits(31) | 1, max(1, round(seconds * 50))
def ask(sequence, **request):
    return mixer.send_json({"client": client, "sequence": sequence, **request}) or mixer.recv_json()
track = next(track for track in ask(1, getProject=None)["project"]["tracks"] if track["name"] == name)
for step in range(1, steps + 1):
    volume = target - (target - max(float(track["volume"]), -60)) * (steps - step) / steps
    move = {"setVolume": {"track": track["id"], "volume": volume}}
    reply = ask(step + 1, gesture=gesture, gestureEnds=step == steps, command=move)
    time.sleep(seconds / steps)
print(json.dumps(reply)), sys.exit("refused" in reply)

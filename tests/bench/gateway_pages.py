# gateway_pages.py: what 50 open pages with meters of 128 stereo strips at 30 Hz cost the gateway, as a share of a core:
# its own processor time, so that a busy machine does not spoil the figure. The goal is 10 %.  Side: benchmark.
import argparse
import json
import os
import selectors
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "contract"))
from web_house import WebHouse, eventually, read_meters  # noqa: E402

GOAL = 0.10


def processor_seconds(pid):
    with open(f"/proc/{pid}/stat", encoding="ascii") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def take_frames(page):
    """Counts whole frames of what has come; their content is left unread."""
    count = 0
    try:
        page.bytes += page.socket.recv(1 << 20)
    except BlockingIOError:
        return 0
    while len(page.bytes) >= 4:
        size, at = page.bytes[1], 2
        if size == 126:
            size, at = int.from_bytes(page.bytes[2:4], "big"), 4
        if len(page.bytes) < at + size:
            break
        opcode = page.bytes[0] & 15
        if opcode == 9:
            page.send_frame(10, page.bytes[at:at + size])
        count += opcode == 2
        page.bytes = page.bytes[at + size:]
    return count


def measure(house, pages, seconds):
    selector = selectors.DefaultSelector()
    for page in pages:
        page.socket.setblocking(False)
        selector.register(page.socket, selectors.EVENT_READ, page)
    gateway = house.processes["gateway"].pid
    frames, beat = 0, time.monotonic()
    began, spent = time.monotonic(), processor_seconds(gateway)
    while time.monotonic() < began + seconds:
        for key, _ in selector.select(0.1):
            frames += take_frames(key.data)
        if time.monotonic() > beat:
            beat += 1
            for page in pages:
                page.say(client=str(page.client), sequence="0", heartbeat=None)
    took = time.monotonic() - began
    return (processor_seconds(gateway) - spent) / took, frames / took / len(pages)


def main():
    words = argparse.ArgumentParser(description="What pages with meters cost the gateway.")
    words.add_argument("binaries")
    words.add_argument("--pages", type=int, default=50)
    words.add_argument("--strips", type=int, default=128)
    words.add_argument("--seconds", type=float, default=10)
    words.add_argument("--json", action="store_true")
    asked = words.parse_args()
    house = WebHouse(asked.binaries, engine=True)
    tracks = [{"addTrack": {"name": f"Strip {i}"}} for i in range(asked.strips)]
    house.post("/commands/batch", {"commands": tracks})
    eventually(lambda: house.get("/status")["engineConnected"] and house.get("/status")["engineHash"] != "0")
    pages = [house.page(client=1000 + i) for i in range(asked.pages)]
    for page in pages:
        page.say(gateway={"meters": {"rate": 30}})
    frame = eventually(lambda: next((each for each in [pages[0].frame()] if isinstance(each, bytes)), None))
    strips = len([node for node in read_meters(frame)["nodes"]])
    share, rate = measure(house, pages, asked.seconds)
    for page in pages:
        page.close()
    house.close()
    figures = {"pages": asked.pages, "metered_nodes": strips, "frame_bytes": len(frame), "frames_a_second": round(rate, 1),
               "share_of_a_core": round(share, 4), "goal": GOAL, "reached": share <= GOAL}
    if asked.json:
        print(json.dumps(figures))
    else:
        print(f"{asked.pages} pages, {strips} metered nodes, {len(frame)} bytes a frame, {rate:.1f} frames a second each: "
              f"{100 * share:.1f} % of a core (goal {100 * GOAL:.0f} %)")
    return 0 if share <= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/python3
# exchange_check.py: sends every "->" of a page's exchange blocks and compares the reply with its "<-".
import json
import os
import sys

import zmq


def holds(wanted, got):
    """Whether everything that is wanted is part of what came."""
    if isinstance(wanted, dict):
        return isinstance(got, dict) and all(key in got and holds(value, got[key]) for key, value in wanted.items())
    if isinstance(wanted, list):
        return isinstance(got, list) and len(wanted) == len(got) and all(map(holds, wanted, got))
    return wanted == got


def lines_of_exchanges(page):
    inside = False
    for line in page.read().splitlines():
        if line.startswith("```"):
            inside = line == "```exchange"
        elif inside:
            yield line


def main():
    socket = zmq.Context().socket(zmq.REQ)
    socket.setsockopt(zmq.RCVTIMEO, 10000)
    socket.setsockopt(zmq.LINGER, 0)
    socket.connect("ipc://" + os.environ["CORELOGIC_RUNTIME_DIR"] + "/control")
    checked, wrong, reply, request = 0, 0, None, ""
    with open(sys.argv[1], encoding="utf-8") as page:
        for line in lines_of_exchanges(page):
            if line.startswith("-> "):
                request = line[3:]
                socket.send_string(request)
                reply = socket.recv_json()
            elif line.startswith("<- "):
                checked += 1
                if not holds(json.loads(line[3:]), reply):
                    wrong += 1
                    print(f"{request}\n  wanted {line[3:]}\n  got    {json.dumps(reply)}")
    print(f"{checked} exchanges checked, {wrong} wrong")
    sys.exit(1 if wrong or checked == 0 else 0)


if __name__ == "__main__":
    main()

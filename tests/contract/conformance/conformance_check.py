# conformance_check.py: gives one script to every client, each with a controller of its own, and demands the same answers
# and the same state of all. README.md here says how.  Usage: conformance_check.py BINARIES SOURCE [CLIENT ...]
import asyncio
import json
import os
import pathlib
import struct
import subprocess
import sys
import tempfile

BINARIES, SOURCE = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(SOURCE / "clients" / "python"))
sys.dont_write_bytecode = True
import corelogic  # noqa: E402

SCRIPT = [json.loads(line) for line in (HERE / "script.jsonl").read_text(encoding="utf-8").splitlines()
          if line and not line.startswith("#")]


class House:
    """A controller with a new project, in directories of its own."""

    def __init__(self):
        self.scratch = tempfile.TemporaryDirectory(prefix="cl")
        os.environ["CORELOGIC_RUNTIME_DIR"] = os.path.join(self.scratch.name, "run")
        os.environ["CORELOGIC_DATA_DIR"] = os.path.join(self.scratch.name, "data")
        self.controller = subprocess.Popen([BINARIES / "corelogic-controller"], stderr=subprocess.DEVNULL)
        with corelogic.Studio(timeout=20) as studio:
            studio.new_project("conformance")

    def __enter__(self):
        return self

    def __exit__(self, *fault):
        self.controller.terminate()
        self.controller.wait(20)
        self.scratch.cleanup()


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


# ---- the clients ----------------------------------------------------------------------------------------------------

def refused(no):
    return {"refused": [no.code, no.subject]}


def python_client(script):
    answers = []
    with corelogic.Studio(timeout=20) as studio:
        for line in script:
            try:
                answers.append({"done": list(studio.do(corelogic.Command.from_form(line["command"])).ids)})
            except corelogic.Refused as no:
                answers.append(refused(no))
        assert studio.project == studio.get_project(), "the mirror is not the project"
        return answers, studio.project.to_form()


def asyncio_client(script):
    async def session():
        answers = []
        async with corelogic.AsyncStudio(timeout=20) as studio:
            for line in script:
                try:
                    done = await studio.do(corelogic.Command.from_form(line["command"]))
                    answers.append({"done": list(done.ids)})
                except corelogic.Refused as no:
                    answers.append(refused(no))
            return answers, studio.project.to_form()
    return asyncio.run(session())


def driver(*arguments, cwd=None):
    """A client that reads the script and prints its answers and its replica."""
    def client(script):
        text = "".join(json.dumps(line) + "\n" for line in script)
        ran = subprocess.run(arguments, input=text, capture_output=True, text=True, timeout=120, cwd=cwd)
        assert ran.returncode == 0, (arguments, ran.returncode, ran.stderr)
        lines = [json.loads(line) for line in ran.stdout.splitlines()]
        own = lines[-1].get("hash")   # where the client can tell it by itself
        assert own is None or int(own) == plain_hash(lines[-1]["project"]), own
        return lines[:-1], lines[-1]["project"]
    return client


def command_line(script):
    """Runs as far as it goes: a refusal ends a run, which says the line; the next run begins behind it."""
    answers, at = [], 0
    while at < len(script):
        lines = ["call '" + json.dumps(line["command"]).replace("'", "'\\''") + "'" for line in script[at:]]
        ran = subprocess.run([BINARIES / "corelogic", "run", "-"], input="\n".join(lines), capture_output=True, text=True,
                             timeout=120)
        replies = [json.loads(line) for line in ran.stdout.splitlines()]
        for reply in replies:
            answers.append({"done": reply["done"]["ids"]} if "done" in reply else
                           {"refused": [reply["refused"]["code"], reply["refused"]["subject"]]})
        at += len(replies)
        if ran.returncode == 0:
            break
        assert ran.returncode == 1 and f"standard input, line {len(replies)}:" in ran.stderr, ran
        code, subject = answers[-1]["refused"]
        assert f"refused ({code}, {subject})" in ran.stderr, ran.stderr
    ran = subprocess.run([BINARIES / "corelogic", "project", "export"], capture_output=True, text=True, timeout=60)
    return answers, json.loads(ran.stdout)


def node_client(script):
    """The package as it is installed: built first; what it needs is there after ./studio test."""
    clients = SOURCE / "clients"
    subprocess.run(["npm", "--prefix", clients, "run", "build", "-w", "corelogic"], check=True, stdout=subprocess.DEVNULL)
    return driver("node", str(HERE / "conformance_node.mjs"), str(clients / "node"))(script)


CLIENTS = {"Python": python_client, "asyncio": asyncio_client, "command line": command_line,
           "C++": driver(BINARIES.parent / "tests" / "conformance_client"), "Node": node_client}
WANTED = sys.argv[3:] or [name for name in CLIENTS if name != "Node"]


def main():
    assert len(SCRIPT) > 60
    hashes, wrong = {}, 0
    for name in WANTED:
        with House():
            answers, replica = CLIENTS[name](SCRIPT)
            with corelogic.Studio(timeout=20) as studio:
                asked = studio.ask("getProject").value
                own = studio.get_hash()
            assert len(answers) == len(SCRIPT), (name, len(answers), len(SCRIPT))
            for number, (line, answer) in enumerate(zip(SCRIPT, answers), 1):
                wanted = {key: line[key] for key in ("done", "refused") if key in line}
                if answer != wanted:
                    wrong += 1
                    print(f"{name}, command {number}, {json.dumps(line['command'])}\n  wanted {wanted}\n  got    {answer}")
            hashes[name] = plain_hash(replica)
            for what, other in (("the project", corelogic.state_hash(asked)), ("getHash", own)):
                if hashes[name] != other:
                    wrong += 1
                    print(f"{name}: its replica has the hash {hashes[name]}, {what} {other}")
        print(f"{name}: {len(answers)} answers, state {hashes[name]:016x}", flush=True)
    assert len(set(hashes.values())) == 1, hashes
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()

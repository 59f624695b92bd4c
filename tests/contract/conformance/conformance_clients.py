# conformance_clients.py: a house with a controller in it, and every client as a session: a line of the script in, its
# answer out, and at the end its replica. README.md here says the form of both.
import asyncio
import functools
import json
import os
import pathlib
import select
import shlex
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
SOURCE = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(SOURCE / "clients" / "python"))
import corelogic  # noqa: E402
from corelogic.form import reader, snake, writer  # noqa: E402
from corelogic.questions import ANSWERED, ASKED  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
TIMEOUT = "CONFORMANCE_TIMEOUT"   # seconds, also the drivers'
WAYS = ("CORELOGIC_CONNECT", "CORELOGIC_SERVER_KEY", "CORELOGIC_KEY_FILE", "CORELOGIC_TOKEN")


class House:
    """A controller with a new project, in directories of its own."""

    def __init__(self, binaries, *arguments):
        self.scratch = tempfile.TemporaryDirectory(prefix="cl")
        for way in WAYS:
            os.environ.pop(way, None)
        os.environ["CORELOGIC_RUNTIME_DIR"] = self.file("run")
        os.environ["CORELOGIC_DATA_DIR"] = self.file("data")
        self.controller = subprocess.Popen([binaries / "corelogic-controller", *arguments], stderr=subprocess.DEVNULL)
        with corelogic.Studio(timeout=20) as studio:
            studio.new_project("conformance")

    def file(self, name):
        return os.path.join(self.scratch.name, name)

    def __enter__(self):
        return self

    def __exit__(self, *fault):
        self.controller.terminate()
        self.controller.wait(20)
        self.scratch.cleanup()


def line_of(program, asked):
    """What a program prints next. One that says nothing for a minute has failed."""
    heard, _, _ = select.select([program.stdout], [], [], 60)
    line = program.stdout.readline() if heard else ""
    if not line:
        program.kill()
    assert line, (asked, "no answer", program.wait(20))
    return line


def refused(no):
    return {"refused": [no.code, no.subject]}


def way():
    """Whom a session comes in for, as the command line's variables say it."""
    endpoint, server_key, key_file, token = (os.environ.get(name, "") for name in WAYS)
    return {"endpoint": endpoint or None, "server_key": server_key, "key_file": key_file, "token": token,
            "timeout": float(os.environ.get(TIMEOUT, 20))}


def values_of(command):
    """A command's fields as a Python caller says them, and its verb."""
    (which, form), = command.items()
    kind = corelogic.Command.form[which]
    if kind == "Void":
        return snake(which), {}
    cls = getattr(corelogic.words, kind)
    return snake(which), {snake(name): reader(cls.form[name])(value) for name, value in form.items()}


def say(desk, command):
    """A command by the verb of its name."""
    if "batch" in command:
        return desk.do(corelogic.Command.from_form(command))
    verb, values = values_of(command)
    return getattr(desk, verb)(**values)


class Blocking:
    """The Python package, blocking: a method a command."""

    def __init__(self):
        self.studio = corelogic.Studio(name="conformance", **way())

    def say(self, line):
        try:
            return self.answer(line)
        except corelogic.Refused as no:
            return refused(no)

    def answer(self, line):
        if "ask" in line:
            (which, value), = line["ask"].items()
            answer = self.studio.ask(which, reader(ASKED[which])(value))
            return {"answer": {answer.which: writer(ANSWERED[answer.which])(answer.value)}}
        if "gesture" in line:
            with self.studio.gesture() as gesture:
                for move in line["gesture"]:
                    say(gesture, move)
            return {"done": []}
        if "expected" in line:
            command = corelogic.Command.from_form(line["command"])
            return {"done": list(self.studio.do(command, expected=int(line["expected"])).ids)}
        return {"done": list(say(self.studio, line["command"]).ids)}

    def finish(self):
        with self.studio as studio:
            assert studio.project == studio.get_project(), "the mirror is not the project"
            return {"project": studio.project.to_form(), "hash": str(corelogic.state_hash(studio.project))}

    def leave(self):
        self.studio.close()


class Asyncio:
    """The Python package, awaited; batches as context managers."""

    def __init__(self):
        self.runner = asyncio.Runner()
        self.studio = corelogic.AsyncStudio(name="conformance", **way())
        self.runner.run(self.studio.open())

    def say(self, line):
        try:
            return self.runner.run(self.answer(line))
        except corelogic.Refused as no:
            return refused(no)

    async def answer(self, line):
        studio = self.studio
        if "ask" in line:
            (which, value), = line["ask"].items()
            answer = await studio.ask(which, reader(ASKED[which])(value))
            return {"answer": {answer.which: writer(ANSWERED[answer.which])(answer.value)}}
        if "gesture" in line:
            async with studio.gesture() as gesture:
                for move in line["gesture"]:
                    await say(gesture, move)
            return {"done": []}
        expected = int(line["expected"]) if "expected" in line else None
        several = line["command"].get("batch", {}).get("commands")
        if several:
            async with studio.batch(expected=expected) as batch:
                for command in several:
                    say(studio, command)
            return {"done": list(batch.result.ids)}
        done = await studio.do(corelogic.Command.from_form(line["command"]), expected=expected)
        return {"done": list(done.ids)}

    def finish(self):
        async def end():
            async with asyncio.timeout(20):
                while await self.studio.get_project() != self.studio.project:
                    await asyncio.sleep(0)
            project = self.studio.project
            await self.studio.close()
            return {"project": project.to_form(), "hash": str(corelogic.state_hash(project))}
        with self.runner:
            return self.runner.run(end())

    def leave(self):
        with self.runner:
            self.runner.run(self.studio.close())


class Driver:
    """A program that reads lines of the script and prints an answer to each."""

    def __init__(self, *words):
        self.program = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def say(self, line):
        self.program.stdin.write(json.dumps(line) + "\n")
        self.program.stdin.flush()
        return json.loads(line_of(self.program, line))

    def finish(self):
        self.program.stdin.close()
        last = json.loads(line_of(self.program, "the end"))
        self.program.stdout.close()
        assert self.program.wait(20) == 0
        return last

    def leave(self):
        self.program.kill()
        self.program.communicate()


class CommandLine:
    """`corelogic shell` with a `call` a line, as a script would type it. It is nobody who stays, so it holds nothing: a
    line about that is answered by None.
    """

    def __init__(self, program):
        self.words = [program]
        self.complaints = tempfile.TemporaryFile("w+")
        self.shell = subprocess.Popen([program, "shell", "--timeout", os.environ.get(TIMEOUT, "20")], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                      stderr=self.complaints, text=True)
        self.refusals = []
        self.gestures = 0

    def call(self, request):
        self.shell.stdin.write("call " + shlex.quote(json.dumps(request)) + "\n")
        self.shell.stdin.flush()
        answer = json.loads(line_of(self.shell, request))
        reply = {key: value for key, value in answer.items() if key not in ("sequence", "epoch", "revision")}
        if "refused" in reply:
            self.refusals.append(f"refused ({reply['refused']['code']}, {reply['refused']['subject']})")
            return {"refused": [reply["refused"]["code"], reply["refused"]["subject"]]}
        return reply

    def say(self, line):
        if "touch" in line.get("ask", {}):
            return None
        if "ask" in line:
            reply = self.call(line["ask"])
            return reply if "refused" in reply else {"answer": reply}
        if "gesture" in line:
            self.gestures += 1
            for move in line["gesture"]:
                reply = self.call({"gesture": self.gestures, "command": move})
                if "refused" in reply:
                    return reply
            reply = self.call({"gesture": self.gestures, "gestureEnds": True, "command": line["gesture"][-1]})
        else:
            terms = {"expectedRevision": line["expected"]} if "expected" in line else {}
            reply = self.call({**terms, "command": line["command"]})
        return reply if "refused" in reply else {"done": reply["done"]["ids"]}

    def finish(self):
        self.shell.stdin.close()
        self.shell.wait(20)
        self.complaints.seek(0)
        said = [line for line in self.complaints.read().splitlines() if "refused (" in line]
        assert len(said) == len(self.refusals) and all(map(str.__contains__, said, self.refusals)), said
        ran = subprocess.run([*self.words, "project", "export"], capture_output=True, text=True, timeout=60)
        return {"project": json.loads(ran.stdout)}

    def leave(self):
        self.shell.kill()
        self.shell.communicate()


@functools.cache
def node_package():
    """As it is installed: built, once; what it needs is there after ./studio test."""
    clients = SOURCE / "clients"
    subprocess.run(["npm", "--prefix", clients, "run", "build", "-w", "corelogic"], check=True, stdout=subprocess.DEVNULL)
    return str(clients / "node")


def clients(binaries):
    """How each client begins a session."""
    return {"Python": Blocking, "asyncio": Asyncio, "command line": lambda: CommandLine(binaries / "corelogic"),
            "C++": lambda: Driver(binaries.parent / "tests" / "conformance_client"),
            "Node": lambda: Driver("node", str(HERE / "conformance_node.mjs"), node_package())}

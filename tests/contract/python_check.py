# python_check.py: the package corelogic against the real programs: every example of its pages, exactly-once and the
# mirror over a controller that is killed, many hands at once, and `pip install .` without a network.
import asyncio
import doctest
import importlib
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import threading
import time

BINARIES = pathlib.Path(sys.argv[1])
CLIENT = pathlib.Path(sys.argv[2])
sys.path.insert(0, str(CLIENT))
sys.dont_write_bytecode = True


class House:
    """A controller, and an engine on the timer device, in directories of their own."""

    def __init__(self):
        self.scratch = tempfile.TemporaryDirectory(prefix="cl")
        os.environ["CORELOGIC_RUNTIME_DIR"] = os.path.join(self.scratch.name, "run")
        os.environ["CORELOGIC_DATA_DIR"] = os.path.join(self.scratch.name, "data")
        self.start_controller()
        self.engine = subprocess.Popen([BINARIES / "corelogic-engine", "--device", "timer"], stderr=subprocess.DEVNULL)

    def start_controller(self):
        self.controller = subprocess.Popen([BINARIES / "corelogic-controller"], stderr=subprocess.DEVNULL)

    def kill_controller(self):
        self.controller.send_signal(signal.SIGKILL)
        self.controller.wait()

    def close(self):
        for process in (self.engine, self.controller):
            process.terminate()
            process.wait(20)
        self.scratch.cleanup()


def eventually(holds, seconds=10):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.01)
    return False


def new_project(name):
    with corelogic.Studio(timeout=20) as studio:
        studio.new_project(name)


def runs_every_example_of_its_pages(house):
    finder, counted = doctest.DocTestFinder(), 0
    flags = doctest.ELLIPSIS
    for module in ("corelogic", "corelogic.aio", "corelogic.studio"):
        for test in finder.find(importlib.import_module(module)):
            if test.examples and test.name.startswith(module):
                new_project(test.name)
                runner = doctest.DocTestRunner(optionflags=flags)
                result = runner.run(test)
                assert result.failed == 0, test.name
                counted += result.attempted
    new_project("readme")
    result = doctest.testfile(str(CLIENT / "README.md"), module_relative=False, optionflags=flags, encoding="utf-8")
    assert result.failed == 0
    assert counted >= 7 and result.attempted >= 30, (counted, result)


def refuses_by_class(house):
    new_project("no")
    with corelogic.Studio() as studio:
        studio.add_track("A")
        for wrong, kind, subject in (
                (lambda: studio.set_pan(99, 0), corelogic.UnknownId, "track 99"),
                (lambda: studio.set_pan(2, 7), corelogic.Invalid, "setPan.pan"),
                (lambda: studio.add_track("A"), corelogic.Duplicate, None),
                (lambda: studio.add_track("B", channels=70000), corelogic.Invalid, "addTrack.channels"),
                (lambda: studio.redo(), corelogic.NothingToUndo, None),
                (lambda: studio.open_project("nowhere"), corelogic.NotFound, None),
                (lambda: studio.do(corelogic.make.set_pan(2, 0), expected=0), corelogic.Conflict, None)):
            try:
                wrong()
                raise AssertionError(f"{kind} expected")
            except kind as no:
                assert no.sentence.endswith(".") and (subject is None or no.subject == subject), repr(no)
    try:
        corelogic.Studio("ipc:///nowhere/control", timeout=0.5)
        raise AssertionError("somebody listens nowhere")
    except corelogic.NoController:
        pass


def does_everything_once_over_a_controller_that_is_killed(house):
    new_project("once")
    with corelogic.Studio(timeout=20) as studio:
        names = [f"Track {number}" for number in range(60)]

        def kill_now_and_then():
            for _ in range(4):
                time.sleep(0.15)
                house.kill_controller()
                house.start_controller()
        killer = threading.Thread(target=kill_now_and_then)
        killer.start()
        for name in names:
            studio.add_track(name)
            time.sleep(0.01)
        killer.join()
        assert eventually(lambda: studio.in_step and studio.project == studio.get_project())
        assert [track.name for track in studio.project.tracks[:-1]] == names


def keeps_its_session_while_the_script_sleeps(house):
    with corelogic.Studio() as studio:
        time.sleep(4.2)
        assert studio.in_step
        changes = studio.changes(timeout=5)
        with corelogic.Studio() as other:
            other.set_tempo(111)
        assert next(changes).project.tempo == 111


def agrees_with_many_hands(house):
    new_project("hands")

    async def hand(number):
        async with corelogic.AsyncStudio(name=f"hand {number}", timeout=30) as studio:
            await studio.add_track(f"Hand {number}")
            mine = studio.track(f"Hand {number}")
            for step in range(30):
                await mine.set_volume(-step)
                if step % 10 == 9:
                    async with studio.batch():
                        for track in studio.project.tracks:
                            studio.set_pan(track, step / 100)
            async with mine.gesture("pan") as pan:
                for step in range(20):
                    await pan.move(step / 20)
            await asyncio.sleep(1)
            return corelogic.state_hash(studio.project), await studio.get_project() == studio.project

    async def all_hands():
        return await asyncio.gather(*(hand(number) for number in range(8)))
    states = asyncio.run(all_hands())
    assert len({state for state, _ in states}) == 1 and all(same for _, same in states), states


def shows_who_holds_a_control(house):
    new_project("touch")
    with corelogic.Studio(name="A") as one, corelogic.Studio(name="B") as other:
        one.add_track("Guitar")
        assert eventually(lambda: other.revision == one.revision)
        with one.track("Guitar").gesture("volume") as fader:
            fader.move(-3)
            assert eventually(lambda: [(held.control, held.name) for held in other.held] == [("track/2/volume", "A")])
            try:
                with other.gesture() as gesture:
                    gesture.set_volume(2, -20)
                raise AssertionError("two hands moved one fader")
            except corelogic.Conflict as no:
                assert "A" in no.sentence, no
        assert eventually(lambda: other.held == ())


def undoes_a_gesture_in_one_step(house):
    new_project("gesture")
    with corelogic.Studio() as studio:
        studio.add_track("A")
        track = studio.track("A")
        track.volume = -3
        with studio.gesture() as gesture:
            for step in range(10):
                gesture.set_volume(track, -step)
                gesture.set_pan(track, step / 10)
        assert (track.volume, track.pan) == (-9, 0.9)
        studio.undo()
        assert (track.volume, track.pan) == (-3, 0), (track.volume, track.pan)


def installs_without_a_network(house):
    environment = os.path.join(house.scratch.name, "venv")
    source = os.path.join(house.scratch.name, "source")
    subprocess.run(["cp", "-r", CLIENT, source], check=True)
    subprocess.run(["/usr/bin/python3", "-m", "venv", "--system-site-packages", environment], check=True)
    python = os.path.join(environment, "bin", "python3")
    done = subprocess.run([python, "-m", "pip", "install", "--quiet", "--no-build-isolation", "--no-index", "."],
                          cwd=source, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    told = subprocess.run([python, "-c", "import corelogic, os; s = corelogic.Studio(); print(s.project.name); "
                           "print(os.path.exists(os.path.dirname(corelogic.__file__) + '/py.typed'), corelogic.__file__)"],
                          cwd=house.scratch.name, capture_output=True, text=True)
    words = told.stdout.split()
    assert words[:2] == ["gesture", "True"] and words[2].startswith(environment), told.stdout + told.stderr


if __name__ == "__main__":
    os.environ.pop("PYTHONPATH", None)
    house = House()
    import corelogic
    try:
        for step in (runs_every_example_of_its_pages, refuses_by_class,
                     does_everything_once_over_a_controller_that_is_killed,
                     keeps_its_session_while_the_script_sleeps, agrees_with_many_hands, shows_who_holds_a_control, undoes_a_gesture_in_one_step,
                     installs_without_a_network):
            step(house)
            print("ok", step.__name__, flush=True)
    finally:
        house.close()

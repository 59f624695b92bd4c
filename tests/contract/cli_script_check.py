# cli_script_check.py: scripts, the shell, completion in bash and zsh, help and the manual page, with the real program and
# controller.
import json
import os
import pathlib
import pty
import re
import select
import subprocess
import sys
import tempfile
import time

BINARIES = pathlib.Path(sys.argv[1])
CLI = str(BINARIES / "corelogic")


class House:
    """A controller in directories of its own."""

    def __init__(self):
        self.scratch = tempfile.TemporaryDirectory(prefix="cl")
        for name, value in (("CORELOGIC_RUNTIME_DIR", "run"), ("CORELOGIC_DATA_DIR", "data"), ("XDG_STATE_HOME", "state")):
            os.environ[name] = os.path.join(self.scratch.name, value)
        os.environ["PATH"] = f"{BINARIES}:{os.environ['PATH']}"
        self.controller = subprocess.Popen([BINARIES / "corelogic-controller"], stderr=subprocess.DEVNULL)
        say("status", "--timeout", "20")
        say("project", "new", "script")

    def file(self, name, text):
        path = os.path.join(self.scratch.name, name)
        pathlib.Path(path).write_text(text, encoding="utf-8")
        return path

    def close(self):
        self.controller.terminate()
        self.controller.wait(20)
        self.scratch.cleanup()


def run(*words, text=None):
    return subprocess.run([CLI, *words], input=text, capture_output=True, text=True, timeout=60)


def say(*words):
    done = run(*words)
    assert done.returncode == 0, (words, done.stdout, done.stderr)
    return done.stdout


def tracks():
    project = json.loads(say("call", '{"getProject":null}'))["project"]
    return {track["name"]: track for track in project["tracks"]}


def runs_a_script_line_by_line(house):
    path = house.file("good.txt", "# the band\ntrack add Guitar\n\ncorelogic track add 'Lead vocals' --channels 1  # mono\n"
                                  "track set Guitar volume -6\nsend add Guitar master --level -inf\n")
    assert "Lead vocals: added" in say("run", path)
    assert tracks()["Guitar"]["volume"] == -6 and tracks()["Lead vocals"]["channels"] == 1
    more = house.file("more.txt", "track set Guitar pan 0.5\nundo\n")
    lines = [json.loads(line) for line in say("run", more, "--json").splitlines()]
    assert len(lines) == 2 and all("done" in line for line in lines), lines


def stops_at_the_first_refusal_and_says_the_line(house):
    path = house.file("bad.txt", "track set Guitar volume -1\n\ntrack set Guitar volume 99\ntrack set Guitar volume -2\n")
    done = run("run", path)
    assert done.returncode == 1 and "line 3: track set Guitar volume 99" in done.stderr, done
    assert tracks()["Guitar"]["volume"] == -1
    done = run("run", "-", text="track set Guitar loudness 3\n")
    assert done.returncode == 2 and "standard input, line 1" in done.stderr, done
    assert run("run", path + ".not").returncode == 1
    assert run("run", "-", text="shell\n").returncode == 2


def applies_a_batch_whole_or_not_at_all(house):
    before = int(json.loads(say("call", '{"getProject":null}'))["revision"])
    path = house.file("batch.txt", "track add Bass\ninsert add Bass compressor threshold=-20 ratio=4\n"
                                   "insert set Bass/compressor ratio=3 threshold=-18\ntrack add Hall --kind aux\n"
                                   "send add Bass Hall --level -6\nsend set Bass Hall pan 0.5\ntrack rename Bass 'Double bass'\n"
                                   "track set 'Double bass' mute on\n")
    assert "8 lines done as one" in say("run", "--batch", path)
    after = json.loads(say("call", '{"getProject":null}'))
    assert int(after["revision"]) == before + 1
    bass = tracks()["Double bass"]
    assert bass["mute"] and bass["sends"][0]["pan"] == 0.5
    assert {one["name"]: one["value"] for one in bass["inserts"][0]["parameters"]}["ratio"] == 3
    say("undo")
    assert "Double bass" not in tracks()
    done = run("run", "--batch", house.file("half.txt", "track add Half\ntrack set Half volume -3\ntrack set Half pan 7\n"))
    assert done.returncode == 1 and "line 3: track set Half pan 7" in done.stderr, done
    assert "Half" not in tracks()
    done = run("run", "--batch", "-", text="track set Guitar mute on\nstatus\n")
    assert done.returncode == 2 and "line 2" in done.stderr, done
    done = run("run", "--batch", "-", text="track set Nobody mute on\n")
    assert done.returncode == 1 and "line 1" in done.stderr, done


def talks_in_a_shell(house):
    done = run("shell", text="track set Guitar volume -9\ntrack set Guitar volume 99\n'open\nhelp\ntrack list\nquit\nundo\n")
    assert done.returncode == 0 and "-9.0 dB" in done.stdout and "refused (invalid" in done.stderr, done
    assert "a quote is open" in done.stderr and "corelogic VERB --help" in done.stdout
    assert tracks()["Guitar"]["volume"] == -9
    # On a terminal: a prompt, completion by Tab, and history for the next time.
    child, terminal = pty.fork()
    if child == 0:
        os.environ["TERM"] = "dumb"
        os.execv(CLI, [CLI, "shell"])
    heard = ""

    def hear(wanted):
        nonlocal heard
        end = time.monotonic() + 20
        while wanted not in heard and time.monotonic() < end:
            if select.select([terminal], [], [], 0.1)[0]:
                heard += os.read(terminal, 4096).decode().replace("\a", "")
        assert wanted in heard, (wanted, heard)
        heard = heard[heard.index(wanted) + len(wanted):]
    hear("corelogic> ")
    os.write(terminal, b"track set Gui\t")
    hear("track set Guitar ")
    os.write(terminal, b"mu\t on\n")   # mute, or mutegroups: as far as both go
    hear("mute on")
    hear("Guitar: muted")
    os.write(terminal, b"exit\n")
    os.waitpid(child, 0)
    os.close(terminal)
    history = pathlib.Path(os.environ["XDG_STATE_HOME"], "corelogic", "history").read_text(encoding="utf-8")
    assert "track set Guitar mute on" in history, history


BASH = r"""
source <(corelogic completion bash)
COMP_LINE=$1 COMP_POINT=${#1}
IFS=$' \t\n' read -ra COMP_WORDS <<< "$1"
[[ $1 == *' ' ]] && COMP_WORDS+=("")
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
compopt() { :; }
_corelogic corelogic "$2" ""
printf '%s\n' "${COMPREPLY[@]}"
"""
ZSH = r"""
compdef() { : }
compadd() { while [[ $1 != -- ]]; do shift; done; shift; print -rl -- "$@" }
_files() { print files }
words=("${(@Q)${(z)1}}"); [[ $1 == *' ' ]] && words+=('')
CURRENT=$#words
source <(corelogic completion zsh)
_corelogic
"""


def completes_in_bash_and_zsh(house):
    say("track", "add", "Guitar two")
    say("insert", "add", "Guitar", "compressor")
    for line, current, wanted in (("corelogic trac", "trac", {"track"}), ("corelogic track set Gui", "Gui", {"Guitar", r"Guitar\ two"}),
                                  ("corelogic insert set Guitar/compressor thr", "thr", {"threshold="}),
                                  ("corelogic send add Guitar Ma", "Ma", {"Master"}),
                                  ("corelogic insert add Guitar eq band1Type=be", "be", {"bell"})):
        done = subprocess.run(["bash", "-c", BASH, "bash", line, current], capture_output=True, text=True, timeout=60)
        assert set(done.stdout.split("\n")) - {""} == wanted, (line, done.stdout, done.stderr)
    for line, wanted in (("corelogic trac", {"track"}), ("corelogic track set Gui", {"Guitar", "Guitar two"}),
                         ("corelogic run ", {"files"}), ("corelogic insert add Guitar eq band1Type=be", {"band1Type=bell"})):
        done = subprocess.run(["zsh", "-fc", ZSH, "zsh", line], capture_output=True, text=True, timeout=60)
        assert set(done.stdout.split("\n")) - {""} == wanted, (line, done.stdout, done.stderr)


def verbs_of_help():
    """Every verb with its help text, from the help of its family."""
    found, families = {}, [()]
    while families:
        path = families.pop()
        text = say(*path, "--help")
        names = re.findall(r"^  ([a-z][a-z-]*)  ", text[text.index("Subcommands:"):], re.MULTILINE) if "Subcommands:" in text else []
        for name in names:
            families.append(path + (name,))
        if not names:
            found[path] = text
    return found


def helps_with_examples_for_every_verb(house):
    verbs = verbs_of_help()
    assert len(verbs) > 60, len(verbs)
    for path, text in verbs.items():
        assert "Examples:\n  corelogic " + path[0] in text, path


def has_a_sound_manual_page(house):
    page = house.file("corelogic.1", say("manual"))
    named = subprocess.run(["lexgrog", page], capture_output=True, text=True, timeout=60)
    assert named.returncode == 0 and "corelogic - drive" in named.stdout, named
    shown = subprocess.run(["man", "--warnings", "-E", "UTF-8", "-l", page], capture_output=True, text=True, timeout=60,
                           env={**os.environ, "MANWIDTH": "100", "LC_ALL": "C.UTF-8", "MANROFFOPT": ""})
    assert shown.returncode == 0 and shown.stderr == "", shown.stderr
    assert "corelogic run evening.txt" in shown.stdout and "EXIT STATUS" in shown.stdout, shown.stdout[:2000]


if __name__ == "__main__":
    house = House()
    try:
        for step in (runs_a_script_line_by_line, stops_at_the_first_refusal_and_says_the_line,
                     applies_a_batch_whole_or_not_at_all, talks_in_a_shell, completes_in_bash_and_zsh,
                     helps_with_examples_for_every_verb, has_a_sound_manual_page):
            step(house)
            print("ok", step.__name__, flush=True)
    finally:
        house.close()

# cli_verbs_check.py: every verb of the command line with --json: what it answers when it is done and when it is refused, its
# status; its place in the manual page and in the completions of bash and zsh. A verb that is new must be added here.
import json
import os
import shlex
import subprocess
import sys

sys.dont_write_bytecode = True
from cli_script_check import BINARIES, House, run, say, verbs_of_help  # noqa: E402

# An evening at the desk: each line is done.
EDITS = """
track add Guitar | track add Drums | track add 'Lead vocals' --channels 1 --at 0 | track add Reverb --kind aux
track add Band --kind group | track add All --kind vca | track add Lobby --kind matrix | track add Spare
track rename 'Lead vocals' Vocals | track move Drums 0 | track remove Spare
track set Guitar volume -6 | track set Guitar output Band | track set Guitar vcas All
track link Guitar Drums | track unlink Guitar | track directout Guitar device:5,6 --tap pre --level -3
insert add Guitar compressor threshold=-20 | insert add Reverb convolution | insert set Guitar/compressor ratio=4 attack=2
insert set Guitar/compressor knee 3 | insert move Guitar/compressor 0 | insert bypass Guitar/compressor
insert postfader Guitar/compressor | insert clone Guitar/compressor Drums | insert key Guitar/compressor Drums
insert file Reverb/convolution hall.wav | insert ab Guitar/compressor | insert copy Guitar/compressor
insert preset save Guitar/compressor Tight | insert preset load Guitar/compressor Tight | insert preset list compressor
insert preset remove compressor Tight | insert remove Drums/compressor
send add Guitar Reverb --level -6 | send set Guitar Reverb tap eq | send remove Guitar Reverb
connect Guitar device:7,8 | disconnect Guitar device:7,8
output limiter on -1 | output dim on | output clip soft | output dither 24 | output mono off
monitor level -3 | monitor output device:3,4 | monitor source Drums | monitor dim on | monitor mono on | monitor cut off
mutegroup add Choir | mutegroup on Choir | mutegroup off Choir | mutegroup rename Choir Singers | mutegroup list
track set Vocals mutegroups Singers | mutegroup remove Singers
solo mode pfl | solo exclusive on | solo clear | safe Guitar volume mute | safe Guitar/compressor threshold
scene store Verse | track set Guitar volume -3 | scene store Chorus | scene describe Chorus --fade 1s --comment louder
scene recall Verse --fade 2s | scene preview Chorus | scene morph Verse Chorus 30% | scene move Chorus 0 | scene remove Chorus
scene list | wire add in_1 system:capture_3 | wire list | wire remove in_1 system:capture_3 | wire auto off
tempo 128 | play | locate 2s | stop | undo | redo | version save soundcheck | version list | project diff soundcheck
project at soundcheck | project restore soundcheck | project save | project save 'second take' | project list
project duplicate 'second take' third | project remove third | project template save Five | project template list
project new Tuesday --template Five | project template remove Five | project open script
access invite anna editor | access set anna mixer --strip Guitar | access list | access revoke anna
access add ben mixer --key 'rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7' | dry-run track add X | explain Guitar
track list | status | graph | history 5 | clients | hash | effect eq | effects | schema | meters --once
batch BATCH | call '{"setPan":{"track":2,"pan":0.5}}' | run SCRIPT | project export EXPORT | project import EXPORT --name third | project open script
"""
# What answers by something else than one line of JSON, and where that is looked at.
ELSEWHERE = {("watch",): "cli_test.cpp, run_test.cpp", ("render",): "tests/render", ("shell",): "cli_script_check.py",
             ("completion",): "cli_script_check.py", ("access", "key"): "conformance/access_check.py"}
# Lines that must be refused by the controller or for a name: JSON on standard output, a sentence on standard error.
REFUSED = """
track set Nobody volume -6 | track set Guitar volume 99 | track rename Guitar Drums | track set Band output Guitar
insert set Guitar/compressor ratio=999 | insert remove Guitar/reverb | send add Guitar Nowhere | send set Guitar Drums level 0
scene recall Nothing | scene morph Verse Nothing 0.5 | mutegroup on Nothing | project open nowhere | version save soundcheck
project restore 'never saved' | project remove nowhere | access revoke nobody | explain Nobody | disconnect Guitar device:1,2
dry-run track set Guitar pan 7 | tempo 1 | locate -1 | track link Guitar Vocals | wire remove in_9 nobody:out | undo --client 77
"""


def lines_of(text, files):
    """Each line as words; a capital word stands for a file."""
    for line in " | ".join(text.strip().splitlines()).split(" | "):
        yield [files.get(word, word) for word in shlex.split(line)]


def verb_of(words, verbs):
    return max((path for path in verbs if tuple(words[:len(path)]) == path), key=len)


def answers_in_json(house, verbs, files):
    done = set()
    for words in lines_of(EDITS, files):
        ran = run(*words, "--json")
        assert ran.returncode == 0 and ran.stderr == "", (words, ran)
        assert ran.stdout.count("\n") == 1 or words[0] == "project", (words, ran.stdout)
        told = json.loads(ran.stdout) if ran.stdout else {}
        assert isinstance(told, (dict, list)) and "refused" not in told, (words, told)
        done.add(verb_of(words, verbs))
    missing = set(verbs) - done - set(ELSEWHERE)
    assert not missing, f"not tried with --json: {sorted(missing)}"


def refuses_in_json_too(house, verbs, files):
    for words in lines_of(REFUSED, files):
        ran = run(*words, "--json")
        assert ran.returncode == 1, (words, ran)
        assert ran.stdout, (words, ran)
        no = json.loads(ran.stdout)["refused"]
        assert no["sentence"].endswith((".", "?")) and f"refused ({no['code']}, {no['subject']})" in ran.stderr, (words, ran)
    misused = run("track", "set", "Guitar", "loudness", "3", "--json")
    assert misused.returncode == 2 and misused.stdout == "" and misused.stderr != "", misused
    nobody = run("track", "list", "--json", "--timeout", "0.3", "--runtime", house.scratch.name + "/nobody")
    assert nobody.returncode == 3 and nobody.stderr != "", nobody


def is_in_the_manual_page(house, verbs, files):
    page = say("manual").replace("\\-", "-")
    for path, text in verbs.items():
        assert f"\n.B {' '.join(path)}" in page, path
        for example in text[text.index("Examples:\n") + 10:].splitlines():
            if example.startswith("  corelogic "):
                assert example.strip().replace("\\", "\\e") in page, example
    for status in ("0\ndone", "1\nrefused", "2\nmisuse", "3\nno controller"):
        assert f".TP\n{status}" in page, status
    assert "Exit status: 0 done, 1 refused" in say("--help")


def is_completed(house, verbs, files):
    """What bash and zsh ask for: the program itself, word by word."""
    for path in verbs:
        line = " ".join(path[:-1] + (path[-1][:-1],))
        words = say("complete", line).splitlines()[2:]
        assert path[-1] in words, (line, words)
        options = say("complete", " ".join(path) + " --js").splitlines()[2:]
        assert options == ["--json"], (path, options)


if __name__ == "__main__":
    house = House()
    engine = subprocess.Popen([BINARIES / "corelogic-engine", "--device", "timer"], stderr=subprocess.DEVNULL)
    try:
        files = {"BATCH": house.file("batch.json", '[{"setPan":{"track":2,"pan":0.25}},{"setMute":{"track":2,"mute":true}}]'),
                 "SCRIPT": house.file("script.txt", "track set Guitar mute off\n"),
                 "EXPORT": os.path.join(house.scratch.name, "mix.json")}
        found = verbs_of_help()
        assert len(found) > 90, len(found)
        for step in (answers_in_json, refuses_in_json_too, is_in_the_manual_page, is_completed):
            step(house, found, files)
            print("ok", step.__name__, flush=True)
    finally:
        engine.terminate()
        engine.wait(20)
        house.close()

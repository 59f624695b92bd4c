# gateway_check.py: REST and a page's socket against the real controller and engine, over real sockets.  Side: test.
import json
import os
import struct
import subprocess
import sys
import time
import wave

from web_house import Closed, WebHouse, eventually, read_meters, run


def moves_a_fader_by_rest(house):
    made = house.post("/tracks", {"name": "Guitar"})
    track = made["ids"][0]
    moved = house.ask("POST", f"/tracks/{track}/volume", {"volume": -6.0})
    assert moved.status == 200 and moved.json["revision"] == str(int(made["revision"]) + 1), moved.json
    assert moved.headers["ETag"] == f'"{moved.json["epoch"]}.{moved.json["revision"]}"'
    assert house.get("/project")["tracks"][0]["volume"] == -6


def every_kind_of_path_does_what_it_says(house):
    track = house.post("/tracks", {"name": "Voice", "channels": 1})["ids"][0]
    bus = house.post("/tracks", {"name": "Room", "kind": "aux"})["ids"][0]
    insert = house.post(f"/tracks/{track}/inserts", {"effect": "compressor"})["ids"][0]
    send = house.post(f"/tracks/{track}/sends", {"destination": bus})["ids"][0]
    house.post(f"/inserts/{insert}/parameter", {"parameter": "threshold", "value": -30})
    house.post(f"/inserts/{insert}/bypass", {"bypass": True})
    house.post(f"/sends/{send}/level", {"level": "-inf"})
    house.post(f"/tracks/{track}/rename", {"name": "Lead"})
    house.post("/tempo", {"tempo": 90})
    connection = house.post("/connections", {"source": track, "destination": {"track": bus}})["ids"][0]
    project = house.get("/project")
    voice = next(each for each in project["tracks"] if each["id"] == track)
    assert voice["name"] == "Lead" and voice["inserts"][0]["bypass"] is True, voice
    assert {"name": "threshold", "value": -30} in voice["inserts"][0]["parameters"], voice
    assert voice["sends"][0]["level"] == "-Infinity" and project["tempo"] == 90
    for path in (f"/connections/{connection}", f"/sends/{send}", f"/inserts/{insert}", f"/tracks/{track}"):
        assert house.ask("DELETE", path).status == 200, path
    assert all(each["id"] != track for each in house.get("/project")["tracks"])


def scripts_of_one_token_have_an_undo(house):
    house.post("/tempo", {"tempo": 91})
    house.post("/tempo", {"tempo": 92})
    house.post("/commands/undo")
    assert house.get("/project")["tempo"] == 91
    house.post("/commands/redo")
    assert house.get("/project")["tempo"] == 92


def every_question_is_answered(house):
    assert house.get("/status")["projectName"]
    assert house.get("/graph")["nodes"]
    assert len(house.get("/history?most=2")) == 2
    assert house.get("/presets?effect=compressor") == []
    assert isinstance(house.get("/projects"), list)


def refusals_are_problems(house):
    for method, path, body, status, code in (
            ("POST", "/tracks/99/volume", {"volume": -6}, 404, "unknownId"),
            ("POST", "/tracks/1/volume", {"volume": "loud"}, 400, "invalid"),
            ("POST", "/tracks/1/volume", {"loudness": -6}, 400, "invalid"),
            ("POST", "/tracks/1/volume", {"track": 2, "volume": -6}, 400, "invalid"),
            ("POST", "/tracks", {"name": "Guitar"}, 409, "duplicate"),
            ("POST", "/commands/openProject", {"name": "nowhere"}, 404, "notFound")):
        answer = house.ask(method, path, body)
        assert answer.status == status, (path, answer.status, answer.body)
        assert answer.headers["Content-Type"] == "application/problem+json"
        problem = answer.json
        assert problem["code"] == code and problem["status"] == status and problem["detail"].endswith("."), problem
        assert problem["type"] == "urn:corelogic:problem:" + code and problem["subject"], problem


def a_stale_expectation_changes_nothing(house):
    tag = house.ask("GET", "/project").headers["ETag"]
    assert house.ask("POST", "/tempo", {"tempo": 100}, headers={"If-Match": tag}).status == 200
    stale = house.ask("POST", "/tempo", {"tempo": 101}, headers={"If-Match": tag})
    assert stale.status == 412 and stale.json["code"] == "conflict", stale.body
    assert house.get("/project")["tempo"] == 100


def a_repeat_is_done_once(house):
    numbers = {"CoreLogic-Client": "4711", "CoreLogic-Sequence": "1"}
    first = house.ask("POST", "/tracks", {"name": "Once"}, headers=numbers)
    second = house.ask("POST", "/tracks", {"name": "Once"}, headers=numbers)
    assert first.status == second.status == 200 and first.json["ids"] == second.json["ids"], (first.body, second.body)
    assert [each["name"] for each in house.get("/project")["tracks"]].count("Once") == 1


def a_killed_controller_is_waited_for(house):
    before = house.get("/project")["tracks"]
    house.kill("controller")
    house.start_controller()
    made = house.post("/tracks", {"name": "After the death"})
    assert made["ids"], made
    assert len(house.get("/project")["tracks"]) == len(before) + 1


def the_document_lists_all_commands(house):
    document = house.ask("GET", "/openapi.json", token=None).json
    schema = json.loads(subprocess.run([os.path.join(house.binaries, "corelogic"), "schema"], check=True,
                                       capture_output=True).stdout)
    for command in schema["structs"]["Command"]["fields"]:
        assert f"/commands/{command['name']}" in document["paths"], command["name"]


def a_page_is_welcomed_and_told(house):
    page = house.page()
    assert page.welcome["welcome"]["role"] == "admin", page.welcome
    assert page.welcome["welcome"]["project"]["tracks"]
    track = house.post("/tracks", {"name": "Seen"})["ids"][0]
    told = page.hear(lambda reply: "changed" in reply and "trackAdded" in str(reply["changed"]["changes"]))
    assert told["changed"]["changes"][0]["trackAdded"]["track"]["id"] == track, told
    page.close()


def two_pages_see_each_other(house):
    here, there = house.page(client=8), house.page(client=9)
    track = here.welcome["welcome"]["project"]["tracks"][0]["id"]
    here.command(setVolume={"track": track, "volume": -12.5})
    told = there.hear(lambda reply: "changed" in reply and "volumeSet" in reply["changed"]["changes"][0])
    assert told["changed"]["changes"][0]["volumeSet"] == {"id": track, "value": -12.5}, told
    here.close()
    there.close()


def a_page_says_its_token_with_the_upgrade(house):
    page = house.page(token=None, headers={"Sec-WebSocket-Protocol": f"corelogic, corelogic.token.{house.token}"})
    assert "Sec-WebSocket-Protocol: corelogic\r\n" in page.head + "\r\n", page.head
    assert "welcome" in page.welcome
    page.close()


def a_page_without_a_token_is_not_let_in(house):
    for token in (None, "", "guessed", house.token[:-1], house.token + "0"):
        try:
            page = house.page(token=token)
            assert page.welcome.get("refused", {}).get("code") == "denied", (token, page.welcome)
            page.hear()
            raise AssertionError(f"{token} was let in")
        except Closed as closed:
            assert closed.code in (0, 4401), closed


def a_page_hears_meters_at_its_rate(house):
    eventually(lambda: house.get("/status")["engineConnected"])
    house.post("/commands/play")
    eventually(lambda: int(house.get("/status")["position"]) > 4800)
    page = house.page()
    page.say(gateway={"meters": {"rate": 30}})
    frames = []
    end = time.monotonic() + 30
    while len(frames) < 45:
        assert time.monotonic() < end, f"{len(frames)} frames in 30 s"
        frame = page.frame()
        if isinstance(frame, bytes):
            frames.append(read_meters(frame))
    # Thirty a second by the engine's own clock, which no load makes slower. A loaded machine may drop some of them on the way;
    # half of them would be a rule.
    published = frames[-1]["number"] - frames[0]["number"]
    assert 27 < published / ((frames[-1]["position"] - frames[0]["position"]) / 48000) < 31, (frames[0], frames[-1])
    assert published - (len(frames) - 1) <= len(frames) // 2, (published, len(frames))
    assert all(later["number"] > sooner["number"] for sooner, later in zip(frames, frames[1:]))
    assert frames[-1]["nodes"] and len(frames[-1]["peaks"]) == sum(frames[-1]["channels"])
    page.say(gateway={"meters": {"rate": 0}})
    assert "status" in page.ask(getStatus=None)
    time.sleep(0.3)
    page.meters.clear()
    assert "status" in page.ask(getStatus=None)
    assert len(page.meters) <= 1, "meters after they were not wanted any more"
    page.close()


def a_page_is_told_when_the_controller_dies(house):
    page = house.page()
    house.kill("controller")
    killed = time.monotonic()
    try:
        while True:
            page.hear(timeout=5)
    except Closed as closed:
        assert closed.code == 1012, closed
    assert time.monotonic() - killed < 3, "within the time of three heartbeats"
    house.start_controller()
    back = eventually(lambda: try_page(house))
    assert back.welcome["welcome"]["project"]["tracks"]
    back.close()


def try_page(house):
    try:
        return house.page()
    except (Closed, ConnectionError, OSError):
        return None


def a_killed_gateway_keeps_its_token(house):
    token = house.token
    house.kill("gateway")
    house.start_gateway()
    assert house.token == token
    assert house.get("/project")["tracks"]


def a_waveform_is_of_what_the_project_plays(house):
    sound = house.path("sine.wav")
    with wave.open(sound, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(48000)
        file.writeframes(struct.pack("<2h", 16384, -16384) * 4800)
    track = house.post("/tracks", {"name": "Tape", "channels": 1})["ids"][0]
    house.post(f"/tracks/{track}/input", {"input": {"file": {"path": sound}}})
    answer = house.ask("GET", f"/waveforms/{track}")
    assert answer.status == 200 and answer.headers["Content-Type"] == "application/octet-stream", answer.body
    version, flags, rate, frames, pairs, channels = struct.unpack_from("<6I", answer.body)
    assert (version, flags, rate, frames, pairs, channels) == (2, 1, 48000, 64, 150, 1), answer.body[:24]
    assert answer.body[24:] == struct.pack("2b", -64, 64) * 150
    again = house.ask("GET", f"/waveforms/{track}", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status == 304 and not again.body
    assert house.ask("GET", f"/waveforms/{track}", token=None).status == 401
    for path in ("/waveforms/1", "/waveforms/99", "/waveforms/" + sound.replace("/", "%2f")):
        refused = house.ask("GET", path)
        assert refused.status == 404 and refused.headers["Content-Type"] == "application/problem+json", (path, refused.body)
    house.ask("DELETE", f"/tracks/{track}")


def metrics_are_there_for_those_with_a_token(house):
    assert house.ask("GET", "/metrics", token=None).status == 401
    answer = house.ask("GET", "/metrics")
    text = answer.body.decode()
    assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4"), answer.headers
    for line in ("corelogic_controller_up 1", "corelogic_engine_up 1", "corelogic_xruns_total{node=",
                 "corelogic_queue_depth{queue=\"disk\"}", "corelogic_clients "):
        assert line in text, (line, text)
    eventually(lambda: "corelogic_node_cost_ratio{node=\"" in house.ask("GET", "/metrics").body.decode())


def health_is_there_for_all(house):
    eventually(lambda: house.ask("GET", "/health", token=None).status == 200)
    house.kill("controller")
    eventually(lambda: house.ask("GET", "/health", token=None).status == 503)
    house.start_controller()
    eventually(lambda: house.ask("GET", "/health", token=None).status == 200)


def a_slow_page_loses_no_structure(house):
    """It reads nothing while 3000 moves and 20 tracks happen; then it knows them all, or was told all anew."""
    slow, busy = house.page(client=20, receive_buffer=4096), house.page(client=21)
    track = busy.welcome["welcome"]["project"]["tracks"][0]["id"]
    before = memory_of(house.processes["gateway"].pid)
    names = []
    for i in range(3000):
        if i % 150 == 149:
            names.append(f"Made {i}")
            busy.command(addTrack={"name": names[-1]})
        move = {"gesture": 1, "command": {"setVolume": {"track": track, "volume": -i / 100}}}
        if i % 50 == 49:
            assert "done" in busy.ask(**move)
            slow.say(client="20", sequence="0", heartbeat=None)
            time.sleep(0.06)  # below the thousand requests a second that one page may make
        else:
            busy.sequence += 1
            busy.say(client=str(busy.client), sequence=str(busy.sequence), **move)
    grown = memory_of(house.processes["gateway"].pid) - before
    assert grown < most_growth(house, 8), f"{grown} KiB more"
    seen, level, revision = set(), None, int(slow.welcome["revision"])
    end, spoken = time.monotonic() + 20, 0.0
    while time.monotonic() < end and not (set(names) <= seen and level == -29.99):
        if time.monotonic() > spoken + 0.5:  # one a frame would be a flood: frames lie there by the hundred
            slow.say(client="20", sequence="0", heartbeat=None)
            spoken = time.monotonic()
        frame = slow.frame()
        if "changed" in frame:
            assert int(frame["changed"]["revision"]) == revision + 1, "a hole"
            revision += 1
            for change in frame["changed"]["changes"]:
                if "trackAdded" in change:
                    seen.add(change["trackAdded"]["track"]["name"])
                elif change.get("volumeSet", {}).get("id") == track:
                    level = change["volumeSet"]["value"]
        elif "reset" in frame:
            revision = int(frame["revision"])
            seen |= {each["name"] for each in frame["reset"]["tracks"]}
            level = next(each for each in frame["reset"]["tracks"] if each["id"] == track)["volume"]
    assert set(names) <= seen, set(names) - seen
    assert level == -29.99, level
    slow.close()
    busy.close()


def a_users_token_is_the_controllers_to_judge(house):
    def invited(user, role):
        return house.post("/changeAccess", {"add": {"user": user, "role": role}})["token"]
    anna, mixer = invited("anna", "viewer"), invited("ben", "mixer")
    track = house.get("/project")["tracks"][0]["id"]
    assert house.get("/project", token=anna)["tracks"]
    refused = house.ask("POST", f"/tracks/{track}/volume", {"volume": -3}, token=anna)
    assert refused.status == 403 and refused.json["code"] == "denied", refused.body
    assert house.ask("POST", f"/tracks/{track}/volume", {"volume": -3}, token=mixer).status == 200
    assert house.ask("POST", "/tracks", {"name": "More"}, token=mixer).status == 403
    page = house.page(token=anna, client=50)
    assert page.welcome["welcome"]["user"] == "anna" and page.welcome["welcome"]["role"] == "viewer", page.welcome
    assert page.ask(command={"setVolume": {"track": track, "volume": -4}})["refused"]["code"] == "denied"
    time.sleep(3.3)  # the session is over: what is said now must not be this machine's own
    try:
        reply = page.ask(command={"setVolume": {"track": track, "volume": -5}})
        assert reply["refused"]["code"] == "denied", reply
    except (Closed, ConnectionError):
        pass
    assert next(each for each in house.get("/project")["tracks"] if each["id"] == track)["volume"] == -3
    assert house.ask("POST", f"/tracks/{track}/volume", {"volume": -6}, token=anna).status == 403, "after a silence too"
    house.kill("controller")
    house.start_controller()
    assert house.ask("POST", f"/tracks/{track}/volume", {"volume": -6}, token=anna).status == 403, "after a death too"
    revoked = house.ask("POST", "/changeAccess", {"revoke": "ben"})
    assert revoked.status in (200, 204), revoked.body
    assert house.ask("POST", f"/tracks/{track}/volume", {"volume": -6}, token=mixer).status in (401, 403)


def memory_of(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as file:
        return int(next(line for line in file if line.startswith("VmRSS")).split()[1])


def most_growth(house, mebibytes):
    """In KiB. A sanitizer keeps what was freed."""
    with open(f"/proc/{house.processes['gateway'].pid}/maps", encoding="ascii", errors="replace") as file:
        sanitized = "libasan" in file.read()
    return mebibytes * 1024 * (64 if sanitized else 1)


if __name__ == "__main__":
    run(WebHouse(sys.argv[1], engine=True),
        [moves_a_fader_by_rest, every_kind_of_path_does_what_it_says, scripts_of_one_token_have_an_undo,
         every_question_is_answered, refusals_are_problems, a_stale_expectation_changes_nothing, a_repeat_is_done_once,
         the_document_lists_all_commands, a_page_is_welcomed_and_told, two_pages_see_each_other,
         a_page_says_its_token_with_the_upgrade, a_page_without_a_token_is_not_let_in, a_page_hears_meters_at_its_rate, a_waveform_is_of_what_the_project_plays,
         metrics_are_there_for_those_with_a_token, a_users_token_is_the_controllers_to_judge, a_slow_page_loses_no_structure, a_killed_controller_is_waited_for,
         a_page_is_told_when_the_controller_dies, a_killed_gateway_keeps_its_token, health_is_there_for_all])

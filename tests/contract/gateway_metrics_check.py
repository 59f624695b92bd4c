# gateway_metrics_check.py: every figure of /metrics follows what happens: costs by node, overruns and the node that made them,
# revisions, clients, queues, pages and their frames.  Side: test.
import re
import signal
import sys
import time

from web_house import WebHouse, eventually, run


def metrics(house):
    """{name: {labels: value}} as Prometheus would read it."""
    found = {}
    for line in house.ask("GET", "/metrics").body.decode().splitlines():
        if line.startswith("#"):
            continue
        name, labels, value = re.fullmatch(r"(\w+)(?:\{(.*)\})? (\S+)", line).groups()
        found.setdefault(name, {})[labels or ""] = float(value)
    return found


def value(house, name, labels=""):
    return metrics(house)[name][labels]


def every_node_of_a_strip_has_its_cost_by_name(house):
    track = house.post("/tracks", {"name": "Guitar"})["ids"][0]
    house.post(f"/tracks/{track}/inserts", {"effect": "reverb"})

    def costs():
        return metrics(house).get("corelogic_node_cost_ratio", {})

    eventually(lambda: any(labels.startswith('node="guitar_fx') for labels in costs()))
    seen = costs()
    for node in ("guitar_fx", "master_bus"):  # faders are part of the sums that they feed
        mean, most = seen[f'node="{node}",of="mean"'], seen[f'node="{node}",of="most"']
        assert 0 <= mean <= most < 1, (node, mean, most)
    assert seen['node="guitar_fx",of="mean"'] > seen['node="master_bus",of="mean"'], seen


def revisions_are_of_the_project_and_of_the_plan_that_plays(house):
    before = value(house, "corelogic_revision")
    made = house.post("/tracks", {"name": "Bass"})
    assert value(house, "corelogic_revision") == before + 1 == int(made["revision"])
    eventually(lambda: value(house, "corelogic_installed_revision") == before + 1)


def clients_and_pages_are_counted_while_they_are_here(house):
    before = metrics(house)
    pages = [house.page(client=100 + i) for i in range(3)]

    def more(name):
        return metrics(house)[name][""] - before[name][""]

    eventually(lambda: more("corelogic_clients") == 3 and more("corelogic_subscribers") == 3)
    assert more("corelogic_gateway_browsers") == 3
    assert more("corelogic_gateway_connections") >= 3
    pages[0].say(gateway={"meters": {"rate": 30}})
    eventually(lambda: more("corelogic_gateway_meter_frames_total") > 5)
    for page in pages:
        page.close()
    eventually(lambda: more("corelogic_clients") == 0 and more("corelogic_gateway_browsers") == 0)


def requests_and_refusals_are_counted(house):
    before = metrics(house)
    assert house.ask("GET", "/project", token=None).status == 401
    after = metrics(house)
    # The refused one, and the question itself.
    assert after["corelogic_gateway_requests_total"][""] - before["corelogic_gateway_requests_total"][""] == 2
    assert after["corelogic_gateway_refused_total"][""] - before["corelogic_gateway_refused_total"][""] == 1


def queues_have_a_depth_and_are_empty_when_nothing_waits(house):
    eventually(lambda: set(metrics(house)["corelogic_queue_depth"].items()) ==
               {('queue="disk"', 0.0), ('queue="subscribers"', 0.0)})


def the_transport_is_seen_to_roll(house):
    house.post("/commands/play")
    eventually(lambda: value(house, "corelogic_transport_rolling") == 1)
    house.post("/commands/stop")
    eventually(lambda: value(house, "corelogic_transport_rolling") == 0)


def an_overrun_names_the_node_that_made_it(house):
    """A third of each period is rendered, so an engine that is stopped for a moment now and then stands in the middle."""
    before = sum(metrics(house)["corelogic_xruns_total"].values())
    tracks = house.post("/commands/batch", {"commands": [{"addTrack": {"name": f"Heavy {i}"}} for i in range(60)]})["ids"]
    house.post("/commands/batch", {"commands": [{"addInsert": {"track": track, "effect": "reverb"}} for track in tracks]})
    eventually(lambda: value(house, "corelogic_installed_revision") == value(house, "corelogic_revision"))

    def stopped_and_named():
        engine = house.processes["engine"]
        engine.send_signal(signal.SIGSTOP)
        time.sleep(0.03)
        engine.send_signal(signal.SIGCONT)
        time.sleep(0.05)
        seen = metrics(house)["corelogic_xruns_total"]
        return [labels for labels, count in seen.items() if labels != 'node=""' and count > before]

    labels = eventually(stopped_and_named, seconds=60)[0]
    assert re.fullmatch(r'node="[a-z0-9_]+_[a-z0-9_]+"', labels), labels


if __name__ == "__main__":
    run(WebHouse(sys.argv[1], engine=True),
        [every_node_of_a_strip_has_its_cost_by_name, revisions_are_of_the_project_and_of_the_plan_that_plays,
         clients_and_pages_are_counted_while_they_are_here, requests_and_refusals_are_counted,
         queues_have_a_depth_and_are_empty_when_nothing_waits, the_transport_is_seen_to_roll,
         an_overrun_names_the_node_that_made_it])

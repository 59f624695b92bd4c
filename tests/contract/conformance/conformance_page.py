# conformance_page.py: a browser's part of the conformance suite: the page's own socket, with the gateway between it and the
# controller; its replica is kept by what the gateway pushes.
import os
import sys

from conformance_clients import SOURCE, corelogic

sys.path.insert(0, str(SOURCE / "tests" / "contract"))
from web_house import Page, WebHouse, eventually  # noqa: E402


class Door(WebHouse):
    """A gateway to the controller that runs already."""

    def __init__(self, binaries):
        self.binaries, self.processes, self.port = binaries, {}, 0
        self.runtime = os.environ["CORELOGIC_RUNTIME_DIR"]
        self.gateway_arguments = []
        self.start_gateway()

    def path(self, name):
        return os.path.join(os.path.dirname(self.runtime), name)


class ThroughTheGateway:
    def __init__(self, binaries):
        self.door = Door(binaries)
        self.page = Page(self.door, client=77, token=os.environ.get("CORELOGIC_TOKEN") or "own")
        if no := self.page.welcome.get("refused"):
            self.leave()
            raise corelogic.Refused(no["subject"], no["sentence"], no["code"])
        self.mirror = corelogic.Mirror()
        self.gestures = 0
        self.reset(self.page.welcome, self.page.welcome["welcome"]["project"])

    def reset(self, reply, project):
        at = corelogic.Revision(reply["epoch"], int(reply["revision"]))
        self.mirror.reset(corelogic.words.Project.from_form(project), at)

    def ask(self, **request):
        reply = self.page.ask(**request)
        for told in self.page.told:
            if "reset" in told:
                self.reset(told, told["reset"])
            elif "changed" in told:
                assert self.mirror.take(corelogic.words.ChangeSet.from_form(told["changed"])) == "applied", told
        self.page.told.clear()
        return {key: value for key, value in reply.items() if key not in ("sequence", "epoch", "revision")}

    def say(self, line):
        if "ask" in line:
            reply = self.ask(**line["ask"])
            return {"answer": reply} if "refused" not in reply else self.refused(reply)
        if "gesture" in line:
            self.gestures += 1
            for move in line["gesture"]:
                reply = self.ask(gesture=self.gestures, command=move)
                if "refused" in reply:
                    return self.refused(reply)
            reply = self.ask(gesture=self.gestures, gestureEnds=True, command=line["gesture"][-1])
        else:
            terms = {"expectedRevision": line["expected"]} if "expected" in line else {}
            reply = self.ask(command=line["command"], **terms)
        return self.refused(reply) if "refused" in reply else {"done": reply["done"]["ids"]}

    @staticmethod
    def refused(reply):
        return {"refused": [reply["refused"]["code"], reply["refused"]["subject"]]}

    def finish(self):
        def is_there():
            return self.mirror.revision.number == int(self.ask(getStatus=None)["status"]["revision"])
        eventually(is_there)
        self.leave()
        project = self.mirror.project
        return {"project": project.to_form(), "hash": str(corelogic.state_hash(project))}

    def leave(self):
        self.page.close()
        gateway = self.door.processes["gateway"]
        gateway.terminate()
        assert gateway.wait(20) == 0

# change_stream_test.py: the mirror over a recorded session of the desk, which the mirrors of all clients are held against.
import json
import pathlib
import unittest

from corelogic import Mirror, Revision, state_hash
from corelogic.words import ChangeSet, Project

STREAM = pathlib.Path(__file__).resolve().parents[3] / "golden" / "change_stream" / "stream.jsonl"


class ChangeStreamTest(unittest.TestCase):
    def test_is_the_controllers_project_wherever_it_was_looked_at(self):
        mirror, looks = Mirror(), 0
        for number, text in enumerate(STREAM.read_text(encoding="utf-8").splitlines(), 1):
            told = json.loads(text)
            at = Revision(told["epoch"], int(told["revision"]))
            if "changed" in told:
                self.assertEqual(mirror.take(ChangeSet.from_form(told["changed"])), "applied", f"line {number}")
            elif "project" in told:
                looks += 1
                project = Project.from_form(told["project"])
                self.assertEqual((mirror.revision, mirror.project), (at, project), f"line {number}")
                self.assertEqual(state_hash(mirror.project), state_hash(project), f"line {number}")
            else:
                mirror.reset(Project.from_form(told["welcome"]["project"] if "welcome" in told else told["reset"]), at)
        self.assertGreater(looks, 5)


if __name__ == "__main__":
    unittest.main()

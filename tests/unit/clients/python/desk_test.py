# desk_test.py: what batches and gestures send, without a controller; names to things.
import unittest

import corelogic
from corelogic import Invalid, UnknownId, make
from corelogic.desk import Desk
from corelogic.find import find_insert, find_send, find_track
from corelogic.form import snake
from corelogic.questions import ASKED
from corelogic.things import Insert, Send, Track
from corelogic.words import Command, Done
from examples import studio


class FakeDesk(Desk):
    """Keeps what it is told to send."""

    def __init__(self):
        self.sent = []

    @property
    def project(self):
        return studio()

    def do(self, command, *, expected=None):
        return self._send(command, **({} if expected is None else {"expectedRevision": str(expected)}))

    def _send(self, command, **terms):
        self.sent.append((command, terms))
        return Done((40 + len(self.sent),))

    def _touch(self, control, held):
        self.sent.append((control, held))


class BatchTest(unittest.TestCase):
    def test_sends_all_of_it_as_one_command(self):
        desk = FakeDesk()
        with desk.batch(expected=7) as batch:
            told = desk.set_pan(2, 0.5)
            desk.undo()
            with self.assertRaises(Invalid):
                told.ids
            with self.assertRaises(Invalid):
                batch.result
        command, terms = desk.sent[0]
        self.assertEqual([one.which for one in command.value.commands], ["setPan", "undo"])
        self.assertEqual((len(desk.sent), terms), (1, {"expectedRevision": "7"}))
        self.assertEqual(batch.result.ids, (41,))

    def test_sends_nothing_when_it_is_empty_or_left_by_an_exception(self):
        desk = FakeDesk()
        with desk.batch():
            pass
        with self.assertRaises(KeyError):
            with desk.batch():
                desk.set_pan(2, 0.5)
                raise KeyError
        desk.set_pan(2, 0.25)
        self.assertEqual([command.which for command, _ in desk.sent], ["setPan"])

    def test_puts_one_inside_another_in_line(self):
        desk = FakeDesk()
        with desk.batch():
            desk.set_pan(2, 0.5)
            with desk.batch():
                desk.set_mute(2, True)
        self.assertEqual([one.which for one in desk.sent[0][0].value.commands], ["setPan", "setMute"])

    def test_is_of_one_desk_only(self):
        desk, other = FakeDesk(), FakeDesk()
        with desk.batch():
            other.set_pan(2, 0.5)
        self.assertEqual((len(desk.sent), len(other.sent)), (0, 1))


class GestureTest(unittest.TestCase):
    def test_holds_the_control_moves_and_releases_with_its_last_value(self):
        desk = FakeDesk()
        with Track(desk, 2).gesture("volume") as fader:
            fader.move(-3)
            fader.move(-4)
        self.assertEqual(desk.sent[0], ("track/2/volume", True))
        self.assertEqual(desk.sent[-1], ("track/2/volume", False))
        moves = desk.sent[1:-1]
        self.assertEqual([command.value.volume for command, _ in moves], [-3, -4, -4])
        self.assertEqual({terms["gesture"] for _, terms in moves}, {fader.number})
        self.assertEqual([terms.get("gestureEnds") for _, terms in moves], [None, None, True])

    def test_of_nothing_that_moved_sends_nothing(self):
        desk = FakeDesk()
        with desk.gesture():
            pass
        self.assertEqual(desk.sent, [])

    def test_knows_the_controls_there_are(self):
        desk = FakeDesk()
        with Insert(desk, 5).gesture("ratio") as knob:
            knob.move(3)
        self.assertEqual(desk.sent[1][0], make.set_parameter(5, "ratio", 3))
        with Send(desk, 7).gesture("pan") as knob:
            knob.move(0.5)
        self.assertEqual(desk.sent[-2][0], make.set_send_pan(7, 0.5))
        with Track(desk, 2).gesture("high_pass"):
            pass
        self.assertEqual(desk.sent[-1], ("track/2/highPass", False))
        with self.assertRaises(UnknownId):
            Track(desk, 2).gesture("loudness")


class HandleTest(unittest.TestCase):
    def test_reads_the_mirror_and_sets_by_verbs(self):
        desk = FakeDesk()
        guitar = Track(desk, 2)
        self.assertEqual((guitar.name, guitar.insert("compressor")["ratio"], guitar.send("Reverb").level), ("Guitar", 2.0, -6.0))
        guitar.volume = -3
        guitar.insert("compressor")["ratio"] = 4
        guitar.send("Reverb").mute = True
        self.assertEqual([command for command, _ in desk.sent],
                         [make.set_volume(2, -3), make.set_parameter(5, "ratio", 4), make.set_send_mute(7, True)])
        with self.assertRaises(UnknownId):
            guitar.insert("compressor")["loudness"]
        with self.assertRaises(UnknownId):
            Track(desk, 99).name

    def test_has_every_verb_of_the_schema(self):
        for arm in Command.form:
            if arm not in ("unspecified", "batch"):
                self.assertTrue(hasattr(make, snake(arm)), arm)


class QuestionsTest(unittest.TestCase):
    def test_are_every_request_of_the_schema_but_those_that_keep_a_session(self):
        kept = {"command", "hello", "heartbeat", "goodbye"}
        for which in set(ASKED) - kept:
            for studio in (corelogic.Studio, corelogic.AsyncStudio):
                self.assertTrue(callable(getattr(studio, snake(which), None)), (studio, which))
        self.assertGreater(len(ASKED), 20)


class StudiosTest(unittest.TestCase):
    def test_have_the_same_verbs(self):
        def words(studio):
            return {name for name in dir(studio) if not name.startswith("_")} - {"open", "closed", "endpoint"}
        self.assertEqual(words(corelogic.Studio), words(corelogic.AsyncStudio))
        self.assertGreater(len(words(corelogic.Studio)), 110)


class FindTest(unittest.TestCase):
    def test_finds_by_name_and_never_guesses(self):
        project = studio()
        self.assertEqual((find_track(project, "guitar").id, find_track(project, 3).name), (2, "Drums"))
        self.assertEqual(find_track(project, "master").id, 1)
        self.assertEqual((find_insert(project, "Guitar/eq").id, find_send(project, "Guitar->Reverb").id), (6, 7))
        with self.assertRaises(UnknownId) as caught:
            find_track(project, "Gitar")
        self.assertIn('did you mean "Guitar"', caught.exception.sentence)


if __name__ == "__main__":
    unittest.main()

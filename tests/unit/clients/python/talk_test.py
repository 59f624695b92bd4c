# talk_test.py: the protocol without a socket and with a clock made of numbers: resends, hello, holes, resuming, and a
# lossy line between a client and a controller in ten lines.
import json
import random
import unittest

from corelogic import Busy, Conflict, Denied, NoAnswer, state_hash
from corelogic.errors import UnknownId
from corelogic.mirror import apply
from corelogic.talk import Answer, Talk
from corelogic.words import Change, ChangeSet, Touched, ValueSet, Welcome
from examples import studio


def reply(which, value=None, sequence=0, epoch=1, revision=10):
    form = value.to_form() if hasattr(value, "to_form") else value
    return json.dumps({"sequence": str(sequence), "epoch": epoch, "revision": str(revision), which: form}).encode()


def change_set(revision, volume, epoch=1):
    return ChangeSet(epoch=epoch, revision=revision, changes=(Change("volumeSet", ValueSet(2, volume)),))


def sent(talk):
    frames, talk.outgoing[:] = [json.loads(frame) for frame in talk.outgoing], []
    return frames


def followed(token=""):
    """A talk that was welcomed at revision 10 at time 0."""
    talk = Talk("test", token)
    talk.tick(0)
    hello = sent(talk)[0]
    talk.hear(reply("welcome", Welcome(project=studio(), role="admin"), int(hello["sequence"])), 0)
    return talk


class TalkTest(unittest.TestCase):
    def test_says_hello_until_it_is_welcome_and_then_a_heartbeat_each_second(self):
        talk = Talk("tablet", "secret")
        times, now = [], 0.0
        for _ in range(4):
            due = talk.tick(now)
            times.append(round(due - now, 3))
            self.assertEqual(sent(talk)[0]["hello"], {"protocolVersion": 1, "name": "tablet", "subscribe": True,
                                                      "token": "secret"})
            now = due
        self.assertEqual(times, [0.25, 0.5, 1.0, 2.0])
        event = talk.hear(reply("welcome", Welcome(project=studio())), now)
        self.assertEqual((event.project, event.revision), (studio(), (1, 10)))
        self.assertEqual(talk.tick(now), now + 1)
        self.assertEqual(sent(talk), [])
        talk.tick(now + 1)
        self.assertIn("heartbeat", sent(talk)[0])

    def test_sends_again_under_the_same_sequence_until_it_is_answered(self):
        talk, answers = followed(), []
        sequence = talk.ask("getStatus", None, 0, 5, answers.append)
        talk.tick(0.25), talk.tick(0.75)
        frames = sent(talk)
        self.assertEqual([frame["sequence"] for frame in frames], [str(sequence)] * 3)
        self.assertEqual(len({frame["client"] for frame in frames}), 1)
        talk.hear(reply("alive", None, sequence), 0.8)
        talk.hear(reply("alive", None, sequence), 0.9)
        self.assertEqual(len(answers), 1)
        self.assertIsInstance(answers[0], Answer)

    def test_says_that_nobody_answered_when_the_time_is_over(self):
        talk, answers = followed(), []
        talk.ask("getStatus", None, 0, 0.4, answers.append)
        self.assertLessEqual(talk.tick(0.3), 0.4)
        talk.tick(0.4)
        self.assertIsInstance(answers[0], NoAnswer)

    def test_raises_refusals_by_their_code(self):
        talk, answers = followed(), []
        for code in ("conflict", "unknownId"):
            sequence = talk.ask("getStatus", None, 0, 5, answers.append)
            talk.hear(reply("refused", {"code": code, "subject": "s", "sentence": "No."}, sequence), 0)
        self.assertEqual([type(answer) for answer in answers], [Conflict, UnknownId])
        self.assertEqual((answers[0].subject, answers[0].sentence), ("s", "No."))

    def test_sends_again_what_met_a_busy_controller_and_says_so_when_the_time_is_over(self):
        talk, answers = followed(), []
        busy = {"code": "busy", "subject": "controller", "sentence": "Too much."}
        sequence = talk.ask("getStatus", None, 0, 1, answers.append)
        sent(talk)
        talk.hear(reply("refused", busy, sequence), 0.1)
        self.assertEqual((answers, sent(talk)), ([], []))
        talk.tick(0.35)
        self.assertEqual(sent(talk)[0]["sequence"], str(sequence))
        talk.hear(reply("refused", busy, sequence), 0.4)
        talk.tick(1)
        self.assertEqual([type(answer) for answer in answers], [Busy])

    def test_tells_a_controller_that_was_started_anew_who_it_is_and_asks_the_same_again(self):
        talk, answers = followed("secret"), []
        stranger = {"code": "denied", "subject": "hello.token", "sentence": "Say who you are."}
        sequence = talk.ask("getStatus", None, 0, 5, answers.append)
        sent(talk)
        talk.hear(reply("refused", stranger, sequence), 0.1)
        talk.tick(0.1)
        hello = sent(talk)[0]
        self.assertEqual((hello["hello"]["token"], answers), ("secret", []))
        talk.hear(reply("welcome", Welcome(project=studio()), int(hello["sequence"]), epoch=2), 0.2)
        talk.tick(0.2)
        self.assertEqual(sent(talk)[0]["sequence"], str(sequence))
        talk.hear(reply("alive", None, sequence), 0.3)
        self.assertIsInstance(answers[0], Answer)

    def test_ends_what_it_put_off_when_its_token_was_revoked(self):
        talk, answers = followed("secret"), []
        stranger = {"code": "denied", "subject": "hello.token", "sentence": "This token was revoked."}
        talk.hear(reply("refused", stranger, talk.ask("getStatus", None, 0, 5, answers.append)), 0.1)
        sent(talk)
        talk.tick(0.1)
        talk.hear(reply("refused", stranger, int(sent(talk)[-1]["sequence"])), 0.2)
        self.assertEqual([type(answer) for answer in answers], [Denied])
        self.assertIsInstance(talk.refused, Denied)

    def test_takes_no_for_an_answer_without_a_token(self):
        talk, answers = followed(), []
        no = {"code": "denied", "subject": "hello.token", "sentence": "No."}
        talk.hear(reply("refused", no, talk.ask("getStatus", None, 0, 5, answers.append)), 0.1)
        self.assertEqual([type(answer) for answer in answers], [Denied])

    def test_asks_for_the_whole_project_when_it_cannot_read_a_change(self):
        talk = followed()
        self.assertIsNone(talk.hear(reply("changed", {"epoch": 1, "revision": "11", "changes": [{"ofTheFuture": {}}]}), 0.1))
        talk.tick(0.1)
        self.assertNotIn("resumeEpoch", sent(talk)[-1]["hello"])

    def test_asks_for_what_it_missed_after_a_hole_and_takes_it_in_order(self):
        talk = followed()
        self.assertIsNone(talk.hear(reply("changed", change_set(12, -2.0)), 0.1))
        talk.tick(0.1)
        hello = sent(talk)[-1]
        self.assertEqual((hello["hello"]["resumeEpoch"], hello["hello"]["resumeRevision"]), (1, "10"))
        missed = Welcome(resumed=True, changes=(change_set(11, -1.0), change_set(12, -2.0)))
        event = talk.hear(reply("welcome", missed, int(hello["sequence"]), revision=12), 0.2)
        self.assertEqual(event.revision, (1, 12))
        self.assertEqual(event.project.tracks[0].volume, -2.0)

    def test_starts_over_in_a_new_epoch(self):
        talk = followed()
        talk.hear(reply("alive", None, epoch=2), 0.1)
        talk.tick(0.1)
        hello = sent(talk)[-1]
        self.assertIn("hello", hello)
        talk.hear(reply("welcome", Welcome(project=studio()), int(hello["sequence"]), epoch=2, revision=3), 0.2)
        self.assertEqual(talk.mirror.revision, (2, 3))

    def test_takes_signs_of_life_ahead_of_it_for_a_loss_only_the_third_time(self):
        talk = followed()
        for _ in range(2):
            talk.hear(reply("alive", None, revision=11), 0.1)
            self.assertTrue(talk.following)
        talk.hear(reply("alive", None, revision=11), 0.1)
        self.assertFalse(talk.following)

    def test_says_hello_after_three_silent_seconds_and_when_a_heartbeat_is_refused(self):
        talk = followed()
        talk.tick(1), talk.tick(2), sent(talk)
        talk.tick(3)
        self.assertIn("hello", sent(talk)[-1])
        talk = followed()
        talk.tick(1)
        beat = sent(talk)[0]
        talk.hear(reply("refused", {"code": "notFound", "subject": "", "sentence": ""}, int(beat["sequence"])), 1)
        talk.tick(1)
        self.assertIn("hello", sent(talk)[-1])

    def test_takes_another_project_that_is_pushed(self):
        talk = followed()
        event = talk.hear(reply("reset", studio(), epoch=5, revision=0), 0.1)
        self.assertEqual(event.revision, (5, 0))
        self.assertIsNone(event.change_set)

    def test_says_who_holds_a_control(self):
        talk = followed()
        event = talk.hear(reply("touched", {"client": "9", "name": "B", "control": "track/2/pan", "held": True}), 0.1)
        self.assertEqual((event.touched.client, event.touched.control, event.touched.held), (9, "track/2/pan", True))
        self.assertEqual(list(talk.held), ["track/2/pan"])
        talk.hear(reply("touched", {"client": "9", "name": "B", "control": "track/2/pan", "held": False}), 0.2)
        self.assertEqual(list(talk.held), [])

    def test_knows_what_is_held_when_it_comes_and_forgets_it_with_a_reset(self):
        talk = Talk("late")
        talk.tick(0)
        talk.hear(reply("welcome", Welcome(project=studio(), held=(Touched(9, "B", "send/7/level", True),)),
                        int(sent(talk)[0]["sequence"])), 0)
        self.assertEqual(talk.held["send/7/level"].name, "B")
        talk.hear(reply("reset", studio(), epoch=5), 0.1)
        self.assertEqual(talk.held, {})

    def test_agrees_with_the_controller_over_a_line_that_loses_everything_now_and_then(self):
        for seed in range(20):
            with self.subTest(seed):
                self.history(random.Random(seed))

    def history(self, luck):
        """1000 changes; a fifth of all frames is lost, in both directions; then a quiet line."""
        talk, project, revision, log, now = Talk("lossy"), studio(), 0, [], 0.0
        for step in range(1300):
            now += 0.05
            talk.tick(now)
            lossy = step < 1000
            down = []
            for frame in sent(talk):
                if lossy and luck.random() < 0.2:
                    continue
                if "hello" in frame:
                    known = int(frame["hello"].get("resumeRevision", -1))
                    can = known >= revision - 100
                    welcome = Welcome(resumed=True, changes=tuple(log[known:])) if can and known >= 0 else Welcome(project=project)
                    down.append(reply("welcome", welcome, frame["sequence"], revision=revision))
                elif "heartbeat" in frame:
                    down.append(reply("alive", None, frame["sequence"], revision=revision))
            if lossy:
                revision += 1
                log.append(change_set(revision, -luck.random() * 60))
                project = apply(project, log[-1].changes[0])
                down.append(reply("changed", log[-1], revision=revision))
            for frame in down:
                if not (lossy and luck.random() < 0.2):
                    talk.hear(frame, now)
        self.assertEqual(talk.mirror.revision, (1, revision))
        self.assertEqual(state_hash(talk.mirror.project), state_hash(project))


if __name__ == "__main__":
    unittest.main()

# mirror_test.py: every change does what it says, holes are told, and a project that was given away stays as it is.
import unittest

from corelogic.mirror import Mirror, Revision, apply
from corelogic.words import Change, ChangeSet, FlagSet, LinkSet, Moved, ValueSet
from examples import EXAMPLES, studio, track


class MirrorTest(unittest.TestCase):
    def test_does_what_every_change_says(self):
        for change, expected in EXAMPLES:
            with self.subTest(change.which):
                before = studio()
                there, wanted = expected(apply(before, change))
                self.assertEqual(there, wanted)
                self.assertEqual(before, studio(), "the former project has moved")

    def test_has_an_example_of_every_change(self):
        self.assertEqual({change.which for change, _ in EXAMPLES}, set(Change.form) - {"unspecified"})

    def test_keeps_every_change_through_its_json_form(self):
        for change, _ in EXAMPLES:
            self.assertEqual(Change.from_form(change.to_form()), change)

    def test_leaves_the_project_alone_when_a_change_names_what_is_not_there(self):
        nowhere = [Change("trackRemoved", 99), Change("volumeSet", ValueSet(99, 0.0)), Change("trackMoved", Moved(99, 0)),
                   Change("insertRemoved", 99), Change("insertMoved", Moved(99, 0)), Change("sendMuteSet", FlagSet(99, True)),
                   Change("sendRemoved", 99), Change("disconnected", 99), Change("muteGroupSet", FlagSet(99, True)),
                   Change("sceneRemoved", 99), Change("sceneMoved", Moved(99, 0)), Change("linkSet", LinkSet(99, 2)),
                   Change("linkSet", LinkSet(2, 99))]
        for change in nowhere:
            with self.subTest(change.which):
                self.assertEqual(apply(studio(), change), studio())

    def test_takes_the_next_revision_and_nothing_else(self):
        mirror = Mirror()
        def louder(epoch, revision):
            return ChangeSet(epoch=epoch, revision=revision, changes=(Change("volumeSet", ValueSet(2, -6.0)),))
        self.assertEqual(mirror.take(louder(3, 1)), "hole")
        mirror.reset(studio(), Revision(3, 10))
        self.assertEqual(mirror.take(louder(3, 10)), "old")
        self.assertEqual(mirror.take(louder(3, 12)), "hole")
        self.assertEqual(mirror.take(louder(4, 11)), "hole")
        self.assertEqual(mirror.project, studio())
        self.assertEqual(mirror.take(louder(3, 11)), "applied")
        self.assertEqual(mirror.revision, (3, 11))
        self.assertEqual(track(mirror.project).volume, -6.0)


if __name__ == "__main__":
    unittest.main()

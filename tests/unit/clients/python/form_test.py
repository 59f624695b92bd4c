# form_test.py: values and their JSON form, both ways; what is no value is refused with its field; the hash of a state.
import json
import struct
import unittest

from corelogic import Invalid, make, state_hash
from corelogic.form import dump, fields, load, short_form
from corelogic.state_hash import _members, canonical, fnv1a
from corelogic.words import Command, Input, Project, Send, Track, TrackKind
from examples import INF, studio


def hash_bytes(value):
    """The definition of schema/README.md once more, over plain JSON."""
    if isinstance(value, dict):
        return b"{" + b"".join(hash_bytes(k) + hash_bytes(value[k]) for k in sorted(value, key=str.encode)) + b"}"
    if isinstance(value, list):
        return b"[" + b"".join(map(hash_bytes, value)) + b"]"
    if value in ("Infinity", "-Infinity"):
        return hash_bytes(float(value))
    if isinstance(value, str):
        return b"s%08x" % len(value.encode()) + value.encode()
    if value is None or isinstance(value, bool):
        return {None: b"0", True: b"t", False: b"f"}[value]
    return b"n" + struct.pack(">d", value if value else 0.0).hex().encode()


class FormTest(unittest.TestCase):
    def test_keeps_a_project(self):
        self.assertEqual(Project.from_form(load(dump(studio().to_form()))), studio())

    def test_writes_every_field_and_silence_as_the_wire_does(self):
        form = studio().to_form()
        self.assertEqual(form["tracks"][0]["volume"], "-Infinity")
        self.assertEqual(set(form["tracks"][0]), set(Track.form))
        self.assertEqual(form["tracks"][3]["output"], {"device": [1, 2]})

    def test_fills_in_what_was_left_out_and_passes_over_what_is_unknown(self):
        read = Send.from_form({"id": 7, "ofTheFuture": {"x": 1}})
        self.assertEqual(read, Send(id=7))
        self.assertEqual(TrackKind("aux"), "aux")
        self.assertEqual(Track.from_form({"kind": "ofTheFuture"}).kind, "ofTheFuture")

    def test_asks_without_what_is_at_its_default(self):
        self.assertEqual(short_form("Command", make.add_track("A")), {"addTrack": {"name": "A"}})
        self.assertEqual(short_form("Command", make.set_volume(2, 0)), {"setVolume": {"track": 2}})
        whole = make.import_project("x", studio())
        self.assertEqual(Command.from_form(short_form("Command", whole)), whole)
        self.assertEqual(short_form("UInt64", 7), "7")

    def test_names_fields_as_python_does(self):
        self.assertEqual(dict(fields(Send(id=7, pre_fader=True)))["pre_fader"], True)
        self.assertEqual(make.morph_scenes(1, 2, 0.5).to_form(), {"morphScenes": {"from": 1, "to": 2, "amount": 0.5}})

    def test_takes_a_thing_for_its_number_and_a_dict_for_parameters(self):
        made = make.add_insert(Track(id=2), "compressor", parameters={"ratio": 4})
        self.assertEqual(made.to_form()["addInsert"]["track"], 2)
        self.assertEqual(made.to_form()["addInsert"]["parameters"], [{"name": "ratio", "value": 4.0}])

    def test_refuses_what_is_no_value_and_names_the_field(self):
        for wrong, subject in ((lambda: make.set_pan(2, "left"), "pan"), (lambda: make.set_pan("Guitar", 0), "track"),
                               (lambda: make.set_pan(2, float("nan")), "pan"), (lambda: make.set_mute_groups(2, 5), "muteGroups"),
                               (lambda: make.set_track_safe(2, "all"), "safe"), (lambda: Input("tape"), "tape"),
                               (lambda: make.set_input(2, "none"), "input"), (lambda: make.set_pan(True, 0), "track")):
            with self.assertRaises(Invalid) as caught:
                wrong()
            self.assertEqual(caught.exception.subject, subject)

    def test_freezes_unions(self):
        with self.assertRaises(AttributeError):
            Input.device([1]).which = "file"
        self.assertEqual(len({Input.device([1]), Input.device((1,))}), 1)


class StateHashTest(unittest.TestCase):
    def test_is_the_example_of_the_schemas_page(self):
        out = bytearray()
        _members(out, {"a": ([1, -INF], "[Float64]"), "b": ("é", "Text")})
        self.assertEqual(out.decode(), "{s00000001a[n3ff0000000000000nfff0000000000000]s00000001bs00000002é}")
        self.assertEqual(fnv1a(bytes(out)), 17492308573028901612)

    def test_is_that_of_the_json_form(self):
        form = json.loads(dump(studio().to_form()))
        self.assertEqual(canonical(studio(), "Project"), hash_bytes(form))
        self.assertEqual(state_hash(studio()), fnv1a(hash_bytes(form)))

    def test_sees_every_difference_and_no_minus_before_zero(self):
        self.assertNotEqual(state_hash(studio()), state_hash(Project()))
        self.assertEqual(canonical(Send(level=-0.0), "Send"), canonical(Send(level=0.0), "Send"))


if __name__ == "__main__":
    unittest.main()

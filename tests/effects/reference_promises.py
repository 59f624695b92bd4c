# reference_promises.py: what every effect promises, of all of the catalogue; and what the probe refuses.  Side: test.
import numpy as np

from effect_case import EffectCase
from measure import impulse, noise
from pages import PAGES, facts, table
from probe import Refused

# Values with which an effect remembers for long.
LONG = {"compressor": {"threshold": -40, "ratio": 20, "release": 2000, "keyHighPass": 100},
        "gate": {"threshold": -10, "release": 4000, "hold": 2000},
        "limiter": {"ceiling": -20, "release": 1000, "lookahead": 10}, "deesser": {"threshold": -40, "release": 500},
        "eq": {"band1On": "on", "band1Type": "bell", "band1Frequency": 30, "band1Gain": 24, "band1Q": 20},
        "utility": {"dcFilter": "on"}, "delay": {"time": 50, "feedback": 100}, "reverb": {"decay": 20},
        "flanger": {"feedback": 95}, "phaser": {"feedback": 95, "mix": 100}, "saturation": {"curve": "tube", "mix": 50}}


class EveryEffect(EffectCase):
    def effects(self):
        return [(one["name"], one["latencyFrames"]) for one in self.probe.describe() if one["insertable"]]

    def test_null_bypassed_it_is_the_input_late_by_its_latency_to_the_bit(self):
        for effect, late in self.effects():
            out = self.play(effect, noise(8192, 2, channels=2), bypass=True)
            self.assert_same(out, noise(8192, 2, channels=2), late)

    def test_null_bypass_comes_and_goes_without_a_trace(self):
        """Two seconds after coming back it sounds as if it had never been away, where it has no tail of its own."""
        for effect in ("eq", "utility", "saturation", "convolution"):
            sound = noise(96000, 2, channels=2)
            away = self.play(effect, sound, at=[(12000, "bypass=on"), (24000, "bypass=off")])
            self.assert_near(away[90000:], self.play(effect, sound)[90000:], 1e-6, effect)

    def test_null_a_mix_of_nothing_is_the_input_to_the_bit(self):
        """Every effect has a mix, or is nothing but one: the tremolo's depth."""
        sound = noise(8192, 2, channels=2)
        for effect, late in self.effects():
            dry = {"depth": 0} if effect == "tremolo" else {"mix": 0}
            self.assert_same(self.play(effect, sound, **dry), sound, late)

    def test_half_a_mix_is_the_mean_of_both(self):
        sound = 0.5 * noise(8192, 2, channels=2)
        for shape in ("sine", "triangle", "square"):  # the tremolo's depth is its mix
            dry, half, wet = (self.play("tremolo", sound, depth=depth, shape=shape) for depth in (0, 40, 80))
            self.assertGreater(np.max(np.abs(wet - dry)), 0.05, shape)
            self.assert_near(half, (dry + wet) / 2, 2e-6, shape)
        for effect, values in {"eq": {"band3On": "on", "band3Gain": 12}, "gate": {"threshold": 0, "range": 20},
                               "limiter": {"ceiling": -20}, "deesser": {"threshold": -30}, "compressor": {"threshold": -40},
                               "utility": {"gain": -12, "polarity": "both"}, "generator": {"kind": "sine"}}.items():
            dry, half, wet = (self.play(effect, sound, mix=mix, **values) for mix in (0, 50, 100))
            self.assertGreater(np.max(np.abs(wet - dry)), 0.05, effect)
            self.assert_near(half, (dry + wet) / 2, 2e-6, effect)

    def test_the_samples_are_the_same_however_a_block_is_cut(self):
        for effect, _ in self.effects():
            whole, cut = (self.play(effect, noise(6000, 5, channels=2), block=block) for block in (256, 37))
            self.assert_near(whole, cut, 0, effect)

    def test_silence_stays_silent(self):
        for effect, _ in self.effects():
            self.assert_near(self.play(effect, np.zeros((4096, 2))), 0, 0, effect)

    def test_what_is_no_sound_is_silence_but_in_the_frame_where_it_comes_out(self):
        """However long what it has remembers: one infinity, NaN or +120 dB leaves nothing behind, in sound or key."""
        for effect in self.probe.describe():
            if not effect["insertable"]:
                continue
            name, sound, values = effect["name"], noise(16000, 7, 0.2, channels=2), LONG.get(effect["name"], {})
            rooms = {"response": noise(3000, 8, 0.1)} if effect["playsFile"] else {}
            sound[4000] = 0.0
            wanted = self.play(name, sound, **rooms, **values)
            passed = np.arange(len(sound)) != 4000 + self.probe.describe(name, **values)["latencyFrames"]
            for broken in (np.inf, -np.inf, np.nan, 1e30, 1e6):
                sound[4000] = broken
                heard = self.play(name, sound, **rooms, **values)
                self.assertTrue(np.array_equal(heard[passed], wanted[passed]), (name, broken))
            if not effect["keyed"]:
                continue
            sound[4000], key = 0.0, noise(16000, 9, 0.2, channels=2)
            key[4000] = 0.0
            wanted = self.play(name, sound, key=key, **values)
            for broken in (np.inf, -np.inf, np.nan, 1e30, 1e6):
                key[4000] = broken
                self.assert_near(self.play(name, sound, key=key, **values), wanted, 0, (name, broken, "in the key"))


class ThePages(EffectCase):
    def test_every_effect_has_a_page_with_its_parameters_as_they_are(self):
        """If not: /usr/bin/python3 tests/effects/draw_effects.py build/tests/corelogic-effect-probe"""
        index = (PAGES / "README.md").read_text(encoding="utf-8")
        for effect in self.probe.describe():
            if not effect["insertable"]:
                continue
            page = (PAGES / f"{effect['name']}.md").read_text(encoding="utf-8")
            self.assertIn("\n".join(table(effect)), page)
            self.assertIn(facts(effect), page)
            self.assertIn(f"]({effect['name']}.svg)", page)
            self.assertIn(f"({effect['name']}.md)", index)
            self.assertTrue((PAGES / f"{effect['name']}.svg").is_file(), effect["name"])


class TheProbe(EffectCase):
    def refusal(self, *words, sound=b"\0\0\0\0"):
        with self.assertRaises(Refused) as refused:
            self.probe.call(list(words), sound)
        return refused.exception.status, str(refused.exception)

    def test_refuses_what_it_does_not_know_with_a_sentence_and_status_2(self):
        for words, part in [(["echo"], 'no effect "echo"'), ([], "which effect"), (["eq", "--loud"], 'no option "--loud"'),
                            (["gate", "--set", "knee=3"], 'no parameter "knee"; it has threshold'),
                            (["gate", "--set", "range"], "name=value is wanted"),
                            (["gate", "--set"], "wants one word more"),
                            (["--set", "range=3"], "the effect comes first")]:
            status, sentence = self.refusal(*words)
            self.assertEqual(status, 2, words)
            self.assertIn(part, sentence)

    def test_refuses_values_out_of_range_and_between_steps(self):
        for change, part in [("ratio=21", "ratio goes from 1 to 20, not to 21"), ("ratio=nan", "not to nan"),
                             ("ratio=much", 'takes a number, not "much"'), ("detector=loud", "one of peak, rms"),
                             ("detector=0.5", "one of peak, rms"), ("listen=2", "is on or off")]:
            for words in (["--set", change], ["--at", "0", change]):
                status, sentence = self.refusal("compressor", *words)
                self.assertEqual((status, part in sentence), (2, True), sentence)
        status, sentence = self.refusal("utility", "--set", "delay=10.5")
        self.assertEqual((status, "goes in steps of 1, not to 10.5" in sentence), (2, True), sentence)

    def test_refuses_shapes_that_cannot_be(self):
        for words, part in [(["reverb", "--channels", "3"], "2 channels at most"), (["eq", "--channels", "1.5"], "whole number"),
                            (["eq", "--key", "x"], "listens to no key"), (["eq", "--sound", "x"], "plays no sound file"),
                            (["eq", "--block", "257"], "from 1 to 256"), (["eq", "--at", "-1", "output=0"], "--at goes")]:
            status, sentence = self.refusal(*words)
            self.assertEqual((status, part in sentence), (2, True), sentence)

    def test_says_what_it_cannot_read_with_status_1(self):
        self.assertEqual(self.refusal("eq", sound=b""), (1, "corelogic-effect-probe: standard input is empty"))
        self.assertIn("no whole number of frames", self.refusal("eq", "--channels", "2")[1])
        self.assertIn("cannot be opened", self.refusal("gate", "--key", "none.raw")[1])

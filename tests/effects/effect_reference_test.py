#!/usr/bin/python3
# effect_reference_test.py: every effect, as the engine makes it, against numpy and scipy, from outside.
# Usage: effect_reference_test.py PROBE [unittest's options]. For ./studio test it also counts its cases as gtest
# does: into the folder that $GTEST_OUTPUT names.  Side: test.
import os
import sys
import time
import unittest

sys.dont_write_bytecode = True  # nothing of it belongs into the sources

from effect_case import EffectCase
from probe import Probe

import reference_dynamics
import reference_eq
import reference_modulation
import reference_promises
import reference_rooms
import reference_saturation
import reference_tools

ROOMS = (reference_promises, reference_eq, reference_dynamics, reference_saturation, reference_modulation,
         reference_rooms, reference_tools)


def write_counts(result):
    where = os.environ.get("GTEST_OUTPUT", "")
    if not where.startswith("xml:"):
        return
    with open(os.path.join(where[len("xml:"):], "test_effect_reference.xml"), "w", encoding="utf-8") as file:
        file.write(f'<testsuites tests="{result.testsRun}" failures="{len(result.failures)}" disabled="0" '
                   f'errors="{len(result.errors)}" name="test_effect_reference"/>\n')


def main():
    EffectCase.probe = Probe(sys.argv.pop(1))
    loader = unittest.defaultTestLoader
    wanted = sys.argv[1:]
    all_tests = unittest.TestSuite(loader.loadTestsFromModule(room) for room in ROOMS)
    chosen = unittest.TestSuite(test for suite in all_tests for case in suite for test in case
                                if not wanted or any(word in test.id() for word in wanted))
    begun = time.monotonic()
    result = unittest.TextTestRunner(verbosity=2).run(chosen)
    print(f"{result.testsRun} cases in {time.monotonic() - begun:.1f} s")
    write_counts(result)
    return 0 if result.wasSuccessful() and result.testsRun else 1


if __name__ == "__main__":
    sys.exit(main())

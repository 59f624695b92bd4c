# count_results.py: counts passed and failed tests of one ctest run: gtest cases where a program wrote them, else programs.
# Usage: count_results.py DIR, which holds ctest.junit and the programs' gtest XML files. Prints "passed failed".
import pathlib
import re
import sys
import xml.etree.ElementTree as tree


def cases(path):
    """Passed and failed cases of one gtest XML file."""
    suites = tree.parse(path).getroot()
    total, failures = int(suites.get("tests")), int(suites.get("failures")) + int(suites.get("errors", 0))
    return total - failures - int(suites.get("disabled", 0)), failures


def last_written(folder, name):
    """gtest writes NAME.xml, and where that exists NAME_1.xml, …: the last try's counts."""
    tries = [path for path in folder.glob(name + "*.xml") if re.fullmatch(re.escape(name) + r"(_\d+)?", path.stem)]
    return max(tries, key=lambda path: path.stat().st_mtime_ns, default=None)


def count(folder):
    passed = failed = 0
    for program in tree.parse(folder / "ctest.junit").getroot().iter("testcase"):
        good = program.get("status") == "run"
        written = last_written(folder, program.get("name"))
        if written:
            here = cases(written)
            passed += here[0]
            # A crash after the last case, or a time-out, fails the program though no case did.
            failed += max(here[1], 0 if good else 1)
        elif good:
            passed += 1
        else:
            failed += 1
    return passed, failed


result = count(pathlib.Path(sys.argv[1]))
if sum(result) == 0:
    sys.exit(1)
print(*result)

# plant.py: FROM TO OLD NEW: copies a source file with one fault in it. Fails when OLD is not there exactly once: a
# fault that was not planted would be found by nobody.  Side: test.
import sys

source, target, old, new = sys.argv[1:]
text = open(source, encoding="utf-8").read()
if text.count(old) != 1:
    sys.exit(f"{source}: there is not exactly one \"{old}\" to plant a fault in; say in "
             "tests/histories/faults/CMakeLists.txt what it reads now")
open(target, "w", encoding="utf-8").write(text.replace(old, new))

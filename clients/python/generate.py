#!/usr/bin/python3
# generate.py: writes corelogic/words/, verbs.py, questions.py and strips.py from schema/*.capnp; --check: says whether
# they are current. It is run by who changes the schema; what it writes is committed.
import pathlib
import re
import sys

from schema_reader import FILES, Enum, Struct, read_schema

HERE = pathlib.Path(__file__).resolve().parent
SCHEMA = HERE.parent.parent / "schema"
WIDTH = 120
MADE = "Made from schema/ by generate.py; do not edit."
# Fields of commands that may be left out although the schema gives them no default of their own.
OPTIONAL = {("AddInsert", "parameters"), ("SetOutput", "map"), ("Connect", "map"), ("NewProject", "template"),
            ("StoreScene", "scene"), ("StoreScene", "name"), ("SaveProject", "name"), ("DescribeScene", "comment"),
            ("DescribeScene", "fade"), ("SetLook", "colour"), ("SetLook", "icon"), ("SetLook", "comment")}
# Fields that name a thing of the project: a handle does as well as its number.
IDS = {"track", "insert", "send", "destination", "scene", "muteGroup", "connection", "partner", "source", "vcas",
       "muteGroups", "from", "to"}
ANSWERS = {"getProject": "project", "getGraph": "graph", "getStatus": "status", "getProjects": "projects",
           "getHistory": "history", "getPresets": "presets", "getVersions": "versions", "getProjectAt": "project",
           "getDiff": "diff", "dryRun": "dryRun", "explain": "explanation", "getWiring": "wiring", "touch": "done",
           "getClients": "clients", "getAccess": "access", "changeAccess": "invitation", "getAudit": "audit",
           "getHash": "hash", "getTemplates": "templates", "watchSpectrum": "done"}
ARGUMENTS = {"getHistory": "most", "getPresets": "effect", "getProjectAt": "revision", "dryRun": "command",
             "explain": "track", "changeAccess": "change"}
HANDLES = {"track": "Track", "insert": "Insert", "send": "Send", "scene": "Scene", "muteGroup": "MuteGroup"}


def snake(name):
    text = re.sub(r"(?<=[a-z0-9])([A-Z])", r"_\1", name).lower()
    return text + "_" if text in ("from", "import", "global") else text


def words_of(name):
    """setHighPass -> Set high pass"""
    text = re.sub(r"(?<=[a-z0-9])([A-Z])", r" \1", name).lower()
    return text[0].upper() + text[1:]


def sentence(text):
    text = text.strip()
    return text if not text or text[-1] in ".!?:" else text + "."


def wrapped(text, indent):
    """Lines of at most WIDTH characters."""
    lines, line = [], ""
    for word in text.split():
        if line and len(indent) + len(line) + 1 + len(word) > WIDTH:
            lines.append(indent + line)
            line = ""
        line += (" " if line else "") + word
    return lines + ([indent + line] if line else [])


def docstring(indent, first, lines=()):
    """A docstring whose later lines are wrapped paragraphs."""
    body = []
    for line in lines:
        body += wrapped(line, indent)
    if not body and len(indent) + len(first) + 6 <= WIDTH:
        return [f'{indent}"""{first}"""']
    return wrapped(f'"""{first}', indent) + ([""] if body else []) + body + [f'{indent}"""']


class Writer:
    """Python text from the tree of the schema."""

    def __init__(self, schema):
        self.schema = schema
        self.wanted = set()
        for root in ("Command", "Request", "Reply"):
            self.want(root)

    def want(self, kind):
        kind = kind.strip("[]")
        if kind in self.wanted or kind not in self.schema:
            return
        self.wanted.add(kind)
        if isinstance(self.schema[kind], Struct):
            for field in self.schema[kind].fields:
                self.want(field.type)

    def is_one_of(self, kind):
        one = self.schema.get(kind)
        return isinstance(one, Struct) and bool(one.arms())

    def is_enum(self, kind):
        return isinstance(self.schema.get(kind), Enum)

    # ---- types and values -------------------------------------------------------------------------------------------

    def type_of(self, kind):
        """What a value of the words has."""
        if kind.startswith("["):
            return f"tuple[{self.type_of(kind[1:-1])}, ...]"
        if kind.startswith(("UInt", "Int")):
            return "int"
        return {"Float32": "float", "Float64": "float", "Bool": "bool", "Text": "str", "Void": "None"}.get(kind, kind)

    def argument_type(self, name, kind):
        """What a verb takes: as type_of, and what is as good."""
        if kind == "[NamedValue]":
            return "Mapping[str, float] | Sequence[NamedValue]"
        if kind.startswith("["):
            return f"Sequence[{self.argument_type(name, kind[1:-1])}]"
        if kind == "UInt32" and name in IDS:
            return "Ref"
        return f"{kind} | str" if self.is_enum(kind) else self.type_of(kind)

    def default_of(self, kind, default):
        if kind.startswith("["):
            return "()"
        if self.is_enum(kind):
            word = default or self.schema[kind].words[0]
            return f"{kind}.{snake(word).upper()}"
        if kind in self.schema:
            one = self.schema[kind]
            return f'{kind}("unspecified")' if self.is_one_of(kind) else f"{kind}()"
        if kind.startswith("Float"):
            return f"float({default!r})" if default == "-inf" else repr(float(default or 0))
        if default == "0xffffffff":
            return "AT_END"
        if kind == "Bool":
            return "True" if default == "true" else "False"
        return default or {"Text": '""'}.get(kind, "0")

    # ---- words/*.py -------------------------------------------------------------------------------------------------

    def enum(self, one):
        yield from ["", "", "@known", f"class {one.name}(Word):"]
        yield from docstring("    ", sentence(one.comment) or ", ".join(one.words) + ".")
        yield ""
        for word in one.words:
            yield f'    {snake(word).upper()} = "{word}"'

    def form(self, fields):
        """The table of names and types."""
        parts = [f'"{field.name}": "{field.type}"' for field in fields]
        line = "    form: ClassVar[dict[str, str]] = {" + ", ".join(parts) + "}"
        if len(line) <= WIDTH:
            return [line]
        return ["    form: ClassVar[dict[str, str]] = {"] + wrapped(", ".join(parts), "        ") + ["    }"]

    def struct(self, one):
        yield from ["", "", "@known", "@dataclass(frozen=True, slots=True)", f"class {one.name}(Struct):"]
        yield from docstring("    ", sentence(one.comment) or words_of(one.name) + ".")
        yield ""
        yield from self.form(one.fields)
        for field in one.fields:
            line = f"    {snake(field.name)}: {self.type_of(field.type)} = {self.default_of(field.type, field.default)}"
            comment = f"  # {field.comment}" if field.comment else ""
            if len(line) + len(comment) > WIDTH:
                yield from wrapped(field.comment.replace(" ", " ") and f"# {field.comment}", "    ")[:1]
                for more in wrapped(f"# {field.comment}", "    ")[1:]:
                    yield more.replace("    ", "    # ", 1)
                comment = ""
            yield line + comment

    def one_of(self, one):
        yield from ["", "", "@known", f"class {one.name}(OneOf):"]
        yield from docstring("    ", sentence(one.comment) or f"One {words_of(one.name).lower()} of many.")
        yield from ["", "    __slots__ = ()"]
        yield from self.form([field for field in one.fields if field.arm])
        if one.name in ("Command", "Change"):
            return
        for arm in one.arms():
            takes = "" if arm.type == "Void" else f", {snake(arm.name)}: {self.type_of(arm.type)}"
            gives = "" if arm.type == "Void" else f", {snake(arm.name)}"
            if arm.type.startswith("["):
                gives = f", tuple({snake(arm.name)})"
                takes = f", {snake(arm.name)}: Sequence[{self.type_of(arm.type[1:-1])}]"
            yield from ["", "    @classmethod", f"    def {snake(arm.name)}(cls{takes}) -> {one.name}:"]
            if arm.comment:
                yield from docstring("        ", sentence(arm.comment))
            yield f'        return cls("{arm.name}"{gives})'

    def words(self, file):
        body, uses = [], set()
        # A field's default may be a word of an enum: they come first, wherever the schema has them.
        for one in sorted(self.schema.values(), key=lambda word: not isinstance(word, Enum)):
            if one.name not in self.wanted or one.file != file or one.name in ("Request", "Reply"):
                continue
            for field in getattr(one, "fields", []):
                kind = field.type.strip("[]")
                if kind in self.schema and self.schema[kind].file != file:
                    uses.add((self.schema[kind].file, kind))
            if isinstance(one, Enum):
                body += self.enum(one)
            else:
                body += self.one_of(one) if one.arms() else self.struct(one)
        yield f"# {file}.py: the words of schema/{file}.capnp. {MADE}"
        yield from ["from __future__ import annotations", "", "from dataclasses import dataclass"]
        yield "from typing import ClassVar" + (", Sequence" if any("Sequence[" in line for line in body) else "")
        yield ""
        needed = [name for name in ("AT_END", "OneOf", "Struct", "Word", "known")
                  if any(re.search(rf"\b{name}\b", line) for line in body)]
        yield f"from ..form import {', '.join(needed)}"
        for other in FILES:
            names = sorted(kind for where, kind in uses if where == other)
            if names:
                yield from self.imports(f"from .{other} import ", names)
        yield from body

    # ---- verbs ------------------------------------------------------------------------------------------------------

    def parameters(self, one, leave=0):
        """(field, is required) of a command's struct, those that must be given first."""
        marked = [(field, field.default is None and (one.name, field.name) not in OPTIONAL)
                  for field in one.fields[leave:]]
        return [pair for pair in marked if pair[1]] + [pair for pair in marked if not pair[1]]

    def signature(self, name, one, leave=0):
        parts, star = ["self"], False
        for field, required in self.parameters(one, leave):
            text = f"{snake(field.name)}: {self.argument_type(field.name, field.type)}"
            if not required:
                if not star:
                    parts.append("*")
                star = True
                text += f" = {self.default_of(field.type, field.default)}"
            parts.append(text)
        return self.definition(name, parts, "R")

    @staticmethod
    def definition(name, parts, gives, keyword="def"):
        line = f"    {keyword} {name}({', '.join(parts)}) -> {gives}:"
        if len(line) <= WIDTH:
            return [line]
        return [f"    {keyword} {name}("] + wrapped(", ".join(parts), " " * 12) + [f"    ) -> {gives}:"]

    def verb_text(self, arm, one, leave=0):
        about = [part for part in (one.comment if one else "", arm.comment) if part]
        lines = ["".join(sentence(part) + " " for part in about)] if about else []
        for field in (one.fields[leave:] if one else ()):
            if field.comment:
                lines.append(f"{snake(field.name)}: {field.comment}")
        first = words_of(arm.name) + "."
        if len(lines) == 1 and about:
            first, lines = f"{words_of(arm.name)}: {lines[0]}".strip(), []
        return docstring("        ", first, lines)

    def verbs(self):
        yield f"# verbs.py: every command as a method, the same for all who send them. {MADE}"
        yield from ["from __future__ import annotations", "", "from typing import Any, Generic, Mapping, Sequence, TypeVar"]
        yield from ["", "from .form import AT_END, Ref"]
        body, names = [], set()
        for arm in self.schema["Command"].arms():
            if arm.name == "batch":
                continue
            one = self.schema.get(arm.type)
            names |= {kind for field in (one.fields if one else ()) if (kind := field.type.strip("[]")) in self.schema}
            body.append("")
            body += self.signature(snake(arm.name), one) if one else [f"    def {snake(arm.name)}(self) -> R:"]
            body += self.verb_text(arm, one)
            given = [f"{snake(f.name)}={snake(f.name)}" for f in (one.fields if one else ())]
            line = f'        return self._do("{arm.name}"' + "".join(", " + part for part in given) + ")"
            body += [line] if len(line) <= WIDTH else (
                [f'        return self._do("{arm.name}",'] + wrapped(", ".join(given) + ")", " " * 24))
        for file in FILES:
            here = sorted(name for name in names if self.schema[name].file == file)
            if here:
                yield from self.imports(f"from .words.{file} import ", here)
        yield from ["", 'R = TypeVar("R", covariant=True)', "", "", "class Verbs(Generic[R]):"]
        yield from docstring("    ", "What a client may do. R is what doing gives: Done, an awaitable of it, or nothing "
                             "yet, in a batch.")
        yield from ["", "    def _do(self, which: str, **values: Any) -> R:", "        raise NotImplementedError"]
        yield from body

    @staticmethod
    def imports(start, names):
        line = start + ", ".join(names)
        return [line] if len(line) <= WIDTH else [start + "("] + wrapped(", ".join(names), "    ") + [")"]

    # ---- questions --------------------------------------------------------------------------------------------------

    def question(self, arm, is_async):
        answer = ANSWERS[arm.name]
        kind = next(one.type for one in self.schema["Reply"].arms() if one.name == answer)
        gives = "Invitation | Done" if arm.name == "changeAccess" else self.type_of(kind)
        one = self.schema.get(arm.type)
        flat = isinstance(one, Struct) and not one.arms()
        parts = ["self"]
        if flat:
            for field in one.fields:
                text = f"{snake(field.name)}: {self.argument_type(field.name, field.type)}"
                optional = field.default is not None or (one.name, field.name) == ("GetAudit", "who")
                parts.append(text + (f" = {self.default_of(field.type, field.default)}" if optional else ""))
            value = "{" + ", ".join(f'"{f.name}": {snake(f.name)}' for f in one.fields) + "}"
        elif arm.type == "Void":
            value = "None"
        else:
            value = ARGUMENTS[arm.name]
            extra = {"getHistory": " = 20", "getPresets": ' = ""'}.get(arm.name, "")
            parts.append(f"{value}: {self.argument_type(value, arm.type)}{extra}")
        yield ""
        yield from self.definition(snake(arm.name), parts, gives, "async def" if is_async else "def")
        about = [sentence(arm.comment)] if arm.comment else []
        about += [f"{snake(f.name)}: {f.comment}" for f in (one.fields if flat else ()) if f.comment]
        yield from docstring("        ", words_of(arm.name) + ".", about)
        wait = "await " if is_async else ""
        yield f'        answer: {gives} = {wait}self._ask("{arm.name}", {value})'
        yield "        return answer"

    def questions(self):
        yield f"# questions.py: every question as a method, blocking and to be awaited. {MADE}"
        yield from ["from __future__ import annotations", "", "from typing import Any", "", "from .form import Ref"]
        arms = [arm for arm in self.schema["Request"].arms() if arm.name in ANSWERS]
        names = {"Done", "Command", "ChangeAccess", "Tap"}
        for arm in self.schema["Reply"].arms():
            if arm.name in ANSWERS.values() and arm.type.strip("[]") in self.schema:
                names.add(arm.type.strip("[]"))
        for file in FILES:
            here = sorted(name for name in names if self.schema[name].file == file)
            if here:
                yield from self.imports(f"from .words.{file} import ", here)
        yield from ["", "ASKED: dict[str, str] = {"]
        yield from wrapped(", ".join(f'"{a.name}": "{a.type}"' for a in self.schema["Request"].arms()), "    ")
        yield from ["}", '"""The type of each request\'s value."""', "ANSWERED: dict[str, str] = {"]
        yield from wrapped(", ".join(f'"{a.name}": "{a.type}"' for a in self.schema["Reply"].arms()), "    ")
        yield from ["}", '"""The type of each reply\'s value."""']
        for is_async in (False, True):
            yield from ["", "", f"class {'Async' if is_async else ''}Questions:"]
            yield from docstring("    ", "What a client may ask" + (", to be awaited." if is_async else "."))
            yield ""
            keyword = "async def" if is_async else "def"
            yield f"    {keyword} _ask(self, which: str, value: Any) -> Any:"
            yield "        raise NotImplementedError"
            for arm in arms:
                yield from self.question(arm, is_async)

    # ---- strips -----------------------------------------------------------------------------------------------------

    def handle_verbs(self, noun):
        """(method, arm, struct) of each command that begins with this kind of thing."""
        for arm in self.schema["Command"].arms():
            one = self.schema.get(arm.type)
            if one and one.fields and one.fields[0].name == noun:
                yield snake(re.sub(rf"(?<=[a-z]){HANDLES[noun]}(?![a-z])", "", arm.name)), arm, one

    def handle(self, noun):
        kind = HANDLES[noun]
        yield from ["", "", f"class {kind}Verbs(Handle[R]):"]
        yield from docstring("    ", f"What can be done to {'an' if kind == 'Insert' else 'a'} {words_of(noun).lower()}.")
        setters = {}
        for method, arm, one in self.handle_verbs(noun):
            if len(one.fields) == 2 and method.startswith("set_"):
                setters[one.fields[1].name] = method
            yield ""
            yield from self.signature(method, one, 1)
            yield from self.verb_text(arm, one, 1)
            given = [f"{snake(f.name)}={snake(f.name)}" for f in one.fields[1:]]
            line = f"        return self.verbs.{snake(arm.name)}(" + ", ".join([f"{snake(one.fields[0].name)}=self.id"] + given) + ")"
            yield from [line] if len(line) <= WIDTH else (
                [f"        return self.verbs.{snake(arm.name)}("] + wrapped(", ".join([f"{snake(one.fields[0].name)}=self.id"] + given) + ")", " " * 12))
        for prefix, result in (("Async", "Awaitable[Done]"), ("", "Done")):
            yield from ["", "", f"class {prefix}{kind}Values({kind}Verbs[{result}]):"]
            yield from docstring("    ", "Its values as they are now" + ("." if prefix else "; those that have a verb can be set."))
            yield ""
            for field in self.schema[kind].fields:
                if field.name == "id":
                    continue
                python = snake(field.name)
                how = f'Settable[{self.type_of(field.type)}]("{python}", "{setters[field.name]}")' \
                    if not prefix and field.name in setters else f'Readable[{self.type_of(field.type)}]("{python}")'
                comment = f"  # {field.comment}" if field.comment else ""
                line = f"    {python} = {how}"
                yield line + (comment if len(line) + len(comment) <= WIDTH else "")

    def strips(self):
        yield f"# strips.py: a track, insert, send, scene or mute group, its verbs and values. {MADE}"
        yield from ["from __future__ import annotations", "", "from typing import Awaitable, Mapping, Sequence", ""]
        yield "from .form import AT_END, Ref"
        yield from ["from .handles import Handle, Readable, Settable", "from .verbs import R"]
        body = [line for noun in HANDLES for line in self.handle(noun)]
        text = "\n".join(body)
        names = {name for name in self.wanted if re.search(rf"\b{name}\b", text) and name not in HANDLES.values()}
        names |= {name for name in HANDLES.values() if re.search(rf"\[{name}[,\]]", text)}
        for file in FILES:
            here = sorted(name for name in names if self.schema[name].file == file)
            if here:
                yield from self.imports(f"from .words.{file} import ", here)
        yield from body

    def all_files(self):
        for file in FILES:
            yield f"corelogic/words/{file}.py", self.words(file)
        names = [[one.name for one in self.schema.values() if one.file == file and one.name in self.wanted
                  and one.name not in ("Request", "Reply")] for file in FILES]
        lines = [f"# __init__.py: all words of the schema in one place. {MADE}"]
        for file, here in zip(FILES, names):
            lines += self.imports(f"from .{file} import ", sorted(here))
        lines += ["", "__all__ = ["] + wrapped(", ".join(f'"{n}"' for n in sorted(sum(names, []))), "    ") + ["]"]
        yield "corelogic/words/__init__.py", lines
        yield "corelogic/verbs.py", self.verbs()
        yield "corelogic/questions.py", self.questions()
        yield "corelogic/strips.py", self.strips()


def main():
    stale = []
    for name, lines in Writer(read_schema(SCHEMA)).all_files():
        path, text = HERE / name, "\n".join(lines) + "\n"
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
            if "--check" not in sys.argv:
                path.parent.mkdir(exist_ok=True)
                path.write_text(text, encoding="utf-8")
    for name in stale:
        print(f"{name}: " + ("not what the schema says; run clients/python/generate.py" if "--check" in sys.argv else "written"))
    sys.exit(bool(stale) and "--check" in sys.argv)


if __name__ == "__main__":
    main()

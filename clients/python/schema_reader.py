# schema_reader.py: the .capnp files of this house as a tree, with their comments: what capnp's own reflection leaves out.
# It knows the part of the language that schema/ uses, and stops with the place at anything else.
import dataclasses
import pathlib
import re

TOKEN = re.compile(r"""(?P<comment>\#[^\n]*)|(?P<text>"[^"]*")|(?P<number>-?(?:0x[0-9a-fA-F]+|\d+(?:\.\d+)?|inf))
                       |(?P<name>[A-Za-z_]\w*)|(?P<mark>[@${}();:=,.<>])|(?P<line>\n)|(?P<blank>[ \t\r]+)""", re.VERBOSE)


@dataclasses.dataclass
class Field:
    name: str
    type: str                 # "UInt32", "[Track]" for List(Common.Track)
    default: str | None       # as written
    arm: bool                 # of the struct's union
    comment: str = ""


@dataclasses.dataclass
class Struct:
    name: str
    file: str                 # "common"
    fields: list = dataclasses.field(default_factory=list)
    comment: str = ""

    def arms(self):
        return [field for field in self.fields if field.arm and field.name != "unspecified"]

    def plain(self):
        return [field for field in self.fields if not field.arm]


@dataclasses.dataclass
class Enum:
    name: str
    file: str
    words: list = dataclasses.field(default_factory=list)
    comment: str = ""


class Reader:
    """Reads one file. A comment belongs to what stands before it on its line, a block's first ones to the block,
    and one at the left edge to the declaration that follows without a blank line."""

    def __init__(self, path):
        self.file = path.stem
        self.tokens = []      # (kind, text, line, column)
        line, start = 1, 0
        text = path.read_text(encoding="utf-8")
        at = 0
        while at < len(text):
            match = TOKEN.match(text, at)
            if not match:
                raise SyntaxError(f"{path}:{line}: {text[at:at + 20]!r} is none of the words this reader knows")
            if match.lastgroup == "line":
                line, start = line + 1, match.end()
            elif match.lastgroup != "blank":
                self.tokens.append((match.lastgroup, match.group(), line, at - start))
            at = match.end()
        self.at = 0
        self.last = None      # what a comment on this line, or deeper below it, is about
        self.last_line = 0
        self.waiting = []     # comments at the left edge, with their lines
        self.found = []

    def peek(self):
        """The next token; comments before it are taken to where they belong."""
        while self.at < len(self.tokens) and self.tokens[self.at][0] == "comment":
            _, text, line, column = self.tokens[self.at]
            self.at += 1
            words = text[1:].strip()
            if column == 0:
                if self.waiting and self.waiting[-1][1] != line - 1:
                    self.waiting = []
                self.waiting.append((words, line))
            elif self.last is not None and line <= self.last_line + 1:
                self.last.comment = (self.last.comment + " " + words).strip()
                self.last_line = line
        return self.tokens[self.at] if self.at < len(self.tokens) else ("end", "", 0, 0)

    def take(self, wanted=None):
        token = self.peek()
        if wanted is not None and token[1] != wanted:
            raise SyntaxError(f"{self.file}.capnp:{token[2]}: {wanted!r} expected, not {token[1]!r}")
        self.at += 1
        return token

    def skip_statement(self):
        while self.take()[1] != ";":
            pass

    def read(self):
        while (token := self.peek())[0] != "end":
            if token[1] == "struct":
                self.struct()
            elif token[1] == "enum":
                self.enum()
            else:
                self.skip_statement()
                self.last = None
        return self.found

    def comment_before(self, line):
        lines, self.waiting = self.waiting, []
        return " ".join(words for words, _ in lines) if lines and lines[-1][1] == line - 1 else ""

    def enum(self):
        line = self.take("enum")[2]
        found = Enum(self.take()[1], self.file)
        found.comment = self.comment_before(line)
        self.take("{")
        while self.peek()[1] != "}":
            found.words.append(self.take()[1])
            self.take("@"), self.take(), self.take(";")
        self.last, self.last_line = found, self.take("}")[2]
        self.found.append(found)

    def struct(self):
        line = self.take("struct")[2]
        found = Struct(self.take()[1], self.file)
        found.comment = self.comment_before(line)
        self.last, self.last_line = found, self.take("{")[2]
        self.members(found, False)
        end = self.take("}")[2]
        if end == line:
            self.last, self.last_line = found, end
        else:
            self.last = None
        self.found.append(found)

    def members(self, found, arm):
        while self.peek()[1] != "}":
            name = self.take()[1]
            if name == "union":
                self.take("{")
                self.members(found, True)
                self.take("}")
                continue
            self.take("@"), self.take(), self.take(":")
            field = Field(name, self.type(), None, arm)
            if self.peek()[1] == "=":
                self.take()
                field.default = self.take()[1]
            end = self.take(";")[2]
            found.fields.append(field)
            self.last, self.last_line = field, end

    def type(self):
        name = self.take()[1]
        if name == "List":
            self.take("(")
            inner = self.type()
            self.take(")")
            return f"[{inner}]"
        while self.peek()[1] == ".":
            self.take()
            name = self.take()[1]
        return name


FILES = ("common", "access", "project", "graph", "engine", "change", "command")   # whoever imports comes later


def read_schema(folder):
    """Every struct and enum of FILES by its name."""
    found = {}
    for name in FILES:
        for one in Reader(pathlib.Path(folder) / f"{name}.capnp").read():
            found[one.name] = one
    return found

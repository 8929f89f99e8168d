"""YAML to plain data and the place of every node, behind a guard.

The guard reads the parser's events one by one and refuses what a record never needs (tags, anchors,
aliases, directives, deep nesting) before anything is composed. Every scalar stays the text it was
written as; the model gives it a type.
"""

import re
from dataclasses import dataclass, field
from typing import Any, cast

import yaml
from yaml.error import Mark

from dossier.errors import Code, Origin, Problem, named
from dossier.model.key_path import KeyPath
from dossier.records.text_file import forbidden_character

MAX_DEPTH = 32
MAX_NODES = 20_000
MAX_SCALAR = 64 * 1024

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_LINE_BREAK = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
"""What YAML 1.1 counts as the end of a line."""
_CUT = re.compile(r"[ \t]+#[^\s#]")


@dataclass(slots=True)
class Tree:
    """The plain data of one document, and where its nodes stand.

    `data` is dicts, lists and strings, or None where there is nothing to read. `values` and `keys`
    map the path of a node to the line and column of its value and of its key, counted from 0.
    `problems` holds all that was refused; what was refused is left out of `data`. When not
    `complete`, reading had to stop, and `data` holds only the beginning.
    """

    data: Any = None
    values: dict[KeyPath, tuple[int, int]] = field(default_factory=dict)
    keys: dict[KeyPath, tuple[int, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    complete: bool = True

    def value_at(self, path: str, keys: KeyPath) -> Origin:
        """The origin of a value in the file `path`, or else of the nearest one around it."""
        return _nearest(path, self.values, self._as_written(keys))

    def key_at(self, path: str, keys: KeyPath) -> Origin:
        """The origin of the key of a value, or else of the nearest one around it."""
        return _nearest(path, self.keys, self._as_written(keys))

    def _as_written(self, keys: KeyPath) -> KeyPath:
        """Leave out the position in a list of one that was written without the list."""
        node = self.data
        written: list[str | int] = []
        for step in keys:
            if isinstance(step, int) and isinstance(node, (dict, str)):
                continue
            written.append(step)
            if isinstance(node, dict):
                node = node.get(step)
            elif isinstance(node, list) and isinstance(step, int) and step < len(node):
                node = node[step]
            else:
                node = None
        return tuple(written)


def _nearest(path: str, places: dict[KeyPath, tuple[int, int]], keys: KeyPath) -> Origin:
    for length in range(len(keys), -1, -1):
        found = places.get(keys[:length])
        if found is not None:
            return Origin(path, found[0] + 1, found[1] + 1)
    return Origin(path)


@dataclass(slots=True)
class _Open:
    """A mapping or list whose end is yet to come; `node` is None where it is refused."""

    node: dict[str, Any] | list[Any] | None
    path: KeyPath
    key: str | None = None
    skip_value: bool = False


def read_tree(path: str, text: str) -> Tree:
    """Read one YAML document; `path` is only for messages."""
    reader = _Reader(path, text)
    try:
        for event in yaml.parse(text, Loader=yaml.CBaseLoader):
            if not reader.take(event):
                reader.tree.complete = False
                break
    except yaml.MarkedYAMLError as error:
        reader.syntax_error(error)
    except (yaml.YAMLError, ValueError) as error:
        hint = "save the file as plain text in UTF-8"
        reader.problem(0, 0, Code.YAML_SYNTAX, str(error).splitlines()[0], hint)
        reader.tree.complete = False
    tree = reader.tree
    tree.problems = list(named(tree.problems, lambda one: one.code, lambda one: one))
    return tree


class _Reader:
    def __init__(self, path: str, text: str) -> None:
        self.tree = Tree()
        self._path = path
        self._text = text
        self._stack: list[_Open] = []
        self._lines = len(_LINE_BREAK.findall(text)) + 1
        self._nodes = 0
        self._documents = 0

    def problem(self, line: int, column: int, code: Code, message: str, hint: str = "") -> None:
        origin = Origin(self._path, *self._inside(line, column))
        self.tree.problems.append(Problem(origin, code, message, hint))

    def syntax_error(self, error: yaml.MarkedYAMLError) -> None:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        what = error.problem or "this is not YAML"
        context = f" {error.context}" if error.context else ""
        self.problem(line, column, Code.YAML_SYNTAX, f"{what}{context}", self._syntax_hint(line))
        self.tree.complete = False

    def _inside(self, line: int, column: int) -> tuple[int, int]:
        """A place counted from 1; the parser counts a line more at the end of a text."""
        if line >= self._lines:
            return self._lines, len(_LINE_BREAK.split(self._text)[-1]) + 1
        return line + 1, column + 1

    def take(self, event: yaml.Event) -> bool:
        """Take one event in; False when reading on would be unsafe or pointless."""
        if isinstance(event, yaml.DocumentStartEvent):
            return self._start_document(event)
        if isinstance(event, yaml.NodeEvent):
            self._nodes += 1
            if self._nodes > MAX_NODES:
                self._refuse(
                    event,
                    Code.TOO_MANY_NODES,
                    f"more than {MAX_NODES:,} values in one record",
                    "split it",
                )
                return False
        if isinstance(event, yaml.AliasEvent):
            self._refuse(
                event,
                Code.ANCHOR_REFUSED,
                f"the alias *{event.anchor} is not allowed",
                "write the value out, or quote a text that begins with *",
            )
            self._leave_out()
        elif isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            return self._start_collection(event)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._stack.pop()
        return True

    def _start_document(self, event: yaml.DocumentStartEvent) -> bool:
        self._documents += 1
        if self._documents > 1:
            self._refuse(
                event,
                Code.SEVERAL_DOCUMENTS,
                "a second document begins here; a file holds one record",
                "put it into a file of its own",
            )
            return False
        if event.version or event.tags:
            self._refuse(
                event,
                Code.DIRECTIVE_REFUSED,
                "YAML directives are not allowed",
                "delete the % line",
            )
        return True

    def _start_collection(self, event: yaml.CollectionStartEvent) -> bool:
        if len(self._stack) >= MAX_DEPTH:
            self._refuse(
                event,
                Code.TOO_DEEP,
                f"nested more than {MAX_DEPTH} levels deep",
                "close the brackets, or quote a text that is full of them",
            )
            return False
        self._check_tag_and_anchor(event)
        node: dict[str, Any] | list[Any] = {} if isinstance(event, yaml.MappingStartEvent) else []
        top = self._stack[-1] if self._stack else None
        if top is not None and isinstance(top.node, dict) and top.key is None:
            self._refuse_key(event)
            self._stack.append(_Open(None, top.path))
            top.key, top.skip_value = "", True
            return True
        placed = self._place(node, _start(event))
        self._stack.append(_Open(node if placed is not None else None, placed or ()))
        return True

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        self._check_tag_and_anchor(event)
        top = self._stack[-1] if self._stack else None
        if top is not None and top.node is None:
            return
        if len(event.value) > MAX_SCALAR:
            self._refuse(
                event,
                Code.SCALAR_TOO_LONG,
                f"a text of {len(event.value):,} characters; {MAX_SCALAR:,} are allowed",
                "shorten it; the full text of a document does not belong into its record",
            )
            self._leave_out()
            return
        if event.style == '"':
            self._check_escapes(event)
        if top is not None and isinstance(top.node, dict) and top.key is None:
            self._key(top, event)
            return
        plain = event.implicit[0]
        if (plain and event.value in _NULL) or not event.value.strip():
            written = f"{event.value!r} is" if event.value else "there is"
            self._refuse(
                event,
                Code.EMPTY_VALUE,
                f"{written} no value here",
                "fill it in, or leave the key out; quote a text such as 'null'",
            )
            self._leave_out()
            return
        if plain:
            self._check_cut(event)
        self._place(event.value, _start(event))

    def _key(self, top: _Open, event: yaml.ScalarEvent) -> None:
        name, mark = event.value, _start(event)
        path = (*top.path, name)
        if path in self.tree.keys:
            first = self.tree.keys[path]
            self._refuse(
                event,
                Code.DUPLICATE_KEY,
                f"the key '{name}' is already there in line {first[0] + 1}, column {first[1] + 1}",
                "keep one of the two",
            )
            top.skip_value = True
        else:
            self.tree.keys[path] = (mark.line, mark.column)
        top.key = name

    def _refuse_key(self, event: yaml.Event) -> None:
        self._refuse(
            event,
            Code.KEY_NOT_TEXT,
            "a key must be a word",
            "quote a value that begins with a bracket or a brace",
        )

    def _place(self, value: Any, mark: Mark) -> KeyPath | None:
        """Put a value where it belongs; its path, or None where that place is left out."""
        if not self._stack:
            self.tree.data = value
            self.tree.values[()] = (mark.line, mark.column)
            return ()
        top = self._stack[-1]
        if isinstance(top.node, list):
            path: KeyPath = (*top.path, len(top.node))
            top.node.append(value)
        elif isinstance(top.node, dict) and top.key is not None and not top.skip_value:
            path = (*top.path, top.key)
            top.node[top.key] = value
            top.key = None
        else:
            self._leave_out()
            return None
        self.tree.values[path] = (mark.line, mark.column)
        return path

    def _leave_out(self) -> None:
        """Pass over the value that was due."""
        if self._stack:
            top = self._stack[-1]
            if isinstance(top.node, dict) and top.key is None:
                top.key, top.skip_value = "", True
            else:
                top.key, top.skip_value = None, False

    def _check_tag_and_anchor(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor is not None:
            self._refuse(
                event,
                Code.ANCHOR_REFUSED,
                f"the anchor &{event.anchor} is not allowed",
                "write the value out, or quote a text that begins with &",
            )
        if event.tag is not None:
            self._refuse(
                event,
                Code.TAG_REFUSED,
                f"the tag {event.tag!r} is not allowed",
                "delete it, or quote a text that begins with !",
            )

    def _check_escapes(self, event: yaml.ScalarEvent) -> None:
        """Refuse what an escape in double quotes brings in; the rest of the file was checked."""
        found = forbidden_character(event.value)
        written = self._text[_start(event).index : _end(event).index]
        if found is not None and "\\" in written:
            code, name = found
            self._refuse(event, code, f"an escape stands for the character {name}", "delete it")

    def _check_cut(self, event: yaml.ScalarEvent) -> None:
        """Refuse ` #` that was meant as text: YAML takes it for the start of a comment."""
        end = _end(event)
        match = _CUT.match(self._text, end.index)
        if match is not None:
            comment = self._text[match.end() - 2 :].partition("\n")[0].rstrip()
            self.problem(
                end.line,
                end.column + match.end() - 2 - end.index,
                Code.CUT_COMMENT,
                f"YAML takes {comment!r} for a comment and drops it",
                "quote the value; write a real comment with a space after #",
            )

    def _refuse(self, event: yaml.Event, code: Code, message: str, hint: str = "") -> None:
        mark = _start(event)
        self.problem(mark.line, mark.column, code, message, hint)

    def _syntax_hint(self, line: int) -> str:
        lines = self._text.split("\n")
        near = "\n".join(lines[max(line - 1, 0) : line + 1])
        if "：" in near:
            return "write ':' and a space, not the full-width '：'"
        if "\u00a0" in near or "\u202f" in near:
            return "use ordinary spaces around ':', not no-break ones"
        if "\t" in near:
            return "indent with spaces, not tabs"
        if re.search(r":\s*['\"«]|:\s.*:\s|^\s*[\w-]+:\s*[@`%&*!|>\[{]", near, re.MULTILINE):
            return "put the value in quotes"
        return "check the indentation and the quotes of this line and the one before"


def _start(event: yaml.Event) -> Mark:
    return cast("Mark", event.start_mark)


def _end(event: yaml.Event) -> Mark:
    return cast("Mark", event.end_mark)

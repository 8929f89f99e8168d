"""Adding a snapshot to the file of an article; every other byte of it stays.

YAML libraries that write keep comments and order but not layout. An entry is therefore inserted as
text, where the parser says that the values around it end, and the outcome is read again.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import yaml
from pydantic import ValidationError
from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from dossier.errors import DossierError, Problem
from dossier.model.article import Snapshot
from dossier.records import front_matter
from dossier.records.text_file import read_text
from dossier.records.whole import write_whole
from dossier.records.yaml_tree import read_tree

FIELD = "snapshots"
_BEFORE = ("accessed", "link", "url", "published", "lang", "kind")
"""A new list of snapshots follows the first of these that there is."""


class AmendError(DossierError):
    """A file could not be changed without touching more than was asked for; it is as it was."""

    entry: str = ""
    """What was to be added, in YAML."""


@dataclass(frozen=True, slots=True)
class NewSnapshot:
    """An entry to be: its day (YYYY-MM-DD), digest, and the address of a public copy or nothing."""

    captured: str
    sha256: str
    url: str = ""

    @property
    def fields(self) -> dict[str, str]:
        """What the entry says, as read from YAML."""
        said = {"captured": self.captured, "sha256": self.sha256, "visibility": "private"}
        return said | ({"url": self.url} if self.url else {})

    @property
    def text(self) -> str:
        """The entry in YAML, on one line; the address is quoted, as it may hold `,` and `}`."""
        parts = (f"{key}: {_scalar(key, value)}" for key, value in self.fields.items())
        return f"{{{', '.join(parts)}}}"


def _scalar(key: str, value: str) -> str:
    return json.dumps(value, ensure_ascii=False) if key == "url" else value


def add_snapshot(root: Path, path: str, snapshot: NewSnapshot) -> None:
    """Add an entry to `snapshots` in the file `path` below `root`.

    Raises:
        AmendError: that cannot be done without touching more, or the file changed meanwhile.
        OSError: the file could not be read or written; it is as it was.
    """
    try:
        _add(root / path, path, snapshot)
    except AmendError as error:
        error.entry = snapshot.text
        raise


def _add(file: Path, path: str, snapshot: NewSnapshot) -> None:
    if file.is_symlink():
        raise AmendError("it is a link to another file")
    before = file.read_bytes()
    after = with_snapshot(path, before, snapshot)
    if file.read_bytes() != before:
        raise AmendError("it was changed at the same moment")
    write_whole(file, after)


def with_snapshot(path: str, data: bytes, snapshot: NewSnapshot) -> bytes:
    """The bytes of an article's file with one more entry in `snapshots`, at its end.

    Where there is an entry with this digest already, they stay as they are.

    Raises:
        AmendError: there is no place where it would change nothing else.
    """
    try:
        Snapshot.model_validate(snapshot.fields)
    except ValidationError as error:
        raise AmendError(f"the snapshot is not sound: {error.errors()[0]['msg']}") from None
    fields, prose = _content(path, data)
    if any(one.get("sha256") == snapshot.sha256 for one in fields.get(FIELD, ())):
        return data
    text = data.decode("utf-8")
    begin, written = _fields(path, text)
    at, more = _insertion(written, snapshot.text)
    after = f"{text[: begin + at]}{more}{text[begin + at :]}".encode()
    expected = fields | {FIELD: [*fields.get(FIELD, ()), snapshot.fields]}
    if _content(path, after) != (expected, prose):
        raise AmendError("its layout leaves no place for a snapshot that is sure to be right")
    return after


def _content(path: str, data: bytes) -> tuple[dict[str, Any], str]:
    """The plain data and the prose of a record."""
    read = read_text(path, data)
    parts = _parts(path, read.text or "")
    tree = read_tree(path, parts.fields)
    if read.problems or tree.problems or not isinstance(tree.data, dict):
        raise AmendError("it has problems that dossier check names")
    if not isinstance(tree.data.get(FIELD, []), list):
        raise AmendError(f"its {FIELD} are not a list")
    return tree.data, parts.prose


def _parts(path: str, text: str) -> front_matter.Parts:
    """The fields and the prose of a record's text."""
    if not path.endswith(".md"):
        return front_matter.Parts(text, "", 0)
    parts = front_matter.split(path, text)
    if isinstance(parts, Problem):
        raise AmendError("it has problems that dossier check names")
    return parts


def _fields(path: str, text: str) -> tuple[int, str]:
    """Where in the text of a file its fields begin, and their text."""
    begin = 1 if text.startswith("\ufeff") else 0
    fields = _parts(path, text[begin:]).fields
    return text.index(fields, begin), fields


def _insertion(text: str, entry: str) -> tuple[int, str]:
    """What to insert into the YAML of a record, and before which of its characters."""
    record = cast("MappingNode", yaml.compose(text, Loader=yaml.CBaseLoader))
    values = {key.value: value for key, value in record.value}
    if FIELD in values:
        return _appended(text, values[FIELD], entry)
    anchor = next((values[name] for name in _BEFORE if name in values), None)
    if anchor is None:
        raise AmendError(f"it has none of the fields {', '.join(_BEFORE)}")
    if record.flow_style:
        return anchor.end_mark.index, f", {FIELD}: [{entry}]"
    at, line_break = _line_end(text, _end(text, anchor))
    indent = " " * record.start_mark.column
    return at, f"{line_break}{indent}{FIELD}:{line_break}{indent}  - {entry}"


def _appended(text: str, listed: SequenceNode, entry: str) -> tuple[int, str]:
    if listed.flow_style and not listed.value:
        return listed.end_mark.index - 1, entry
    if listed.flow_style:
        return listed.value[-1].end_mark.index, f", {entry}"
    at, line_break = _line_end(text, _end(text, listed.value[-1]))
    return at, f"{line_break}{' ' * listed.start_mark.column}- {entry}"


def _end(text: str, node: Node) -> int:
    """Where the last character of a node ends: of a block, marks say only where the next begins."""
    while isinstance(node, CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(node, MappingNode) else last
    end: int = node.end_mark.index
    if isinstance(node, ScalarNode) and node.style in ("|", ">"):
        return len(text[:end].rstrip())
    return end


def _line_end(text: str, at: int) -> tuple[int, str]:
    """Where the line ends that holds the character before `at`, and its line break."""
    end = text.find("\n", at)
    if end < 0:
        return len(text), "\r\n" if "\r\n" in text else "\n"
    return (end - 1, "\r\n") if text[end - 1 : end] == "\r" else (end, "\n")

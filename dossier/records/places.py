"""Where in its file a value of a record was written.

Only problems ask, so nothing is kept from loading: the file is read again.
"""

import re
from functools import cached_property
from itertools import islice
from pathlib import Path

from dossier.errors import Origin, Problem
from dossier.model.key_path import KeyPath
from dossier.records import front_matter
from dossier.records.dossier import RecordFile, Unread
from dossier.records.text_file import read_text
from dossier.records.yaml_tree import Tree, read_tree

_MARK = re.compile(r"\[\[?[^\[\]\n]*\]\]?|\S+")
"""A reference or citation whole; of anything else the first word."""


class Places:
    """Finds the origins of the values in the files below one folder."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._written: dict[str, _Written] = {}

    def value(self, file: RecordFile | Unread, path: KeyPath) -> Origin:
        """The origin of a value; of the nearest one around it, where it was not written."""
        if _is_prose_below(file, path):
            return self.in_prose(file, path, "", 0)
        return self._file(file.path).tree.value_at(file.path, path)

    def key(self, file: RecordFile | Unread, path: KeyPath) -> Origin:
        """The origin of a key."""
        return self._file(file.path).tree.key_at(file.path, path)

    def in_prose(self, file: RecordFile | Unread, path: KeyPath, text: str, at: int) -> Origin:
        """The origin of the character `at` of the prose `text` that stands at `path`."""
        if not _is_prose_below(file, path):
            return self._in_scalar(file, path, text, at)
        language = str(path[1]) if len(path) > 1 else ""
        translated = dict(file.translations).get(language)
        first_line = 0 if translated else self._file(file.path).parts.prose_line
        line, column = _line_and_column(text, at)
        return Origin(translated or file.path, first_line + line + 1, column + 1)

    def beside(self, path: str, keys: KeyPath) -> Origin:
        """The origin of a value in a file that stands beside a record, such as its receipts."""
        return self._file(path).tree.value_at(path, keys)

    def _in_scalar(self, file: RecordFile | Unread, path: KeyPath, text: str, at: int) -> Origin:
        """Find what is at `at` again in the file: YAML may have folded and unquoted it."""
        start = self.value(file, path)
        mark = _MARK.match(text, at)
        if mark is None:
            return start
        earlier = sum(1 for _ in re.finditer(re.escape(mark[0]), text[:at]))
        whole = self._file(file.path).text
        lines = whole.split("\n")[: start.line - 1]
        begin = sum(len(line) + 1 for line in lines) + start.column - 1
        folded = r"\s+".join(re.escape(word).replace("'", "''?") for word in mark[0].split())
        found = next(islice(re.finditer(folded, whole[begin:]), earlier, None), None)
        if found is None:
            return start
        line, column = _line_and_column(whole, begin + found.start())
        return Origin(file.path, line + 1, column + 1)

    def _file(self, path: str) -> "_Written":
        if path not in self._written:
            self._written[path] = _Written(self._root, path)
        return self._written[path]


class _Written:
    """A file as it stands on disk; one that has gone meanwhile reads as empty."""

    def __init__(self, root: Path, path: str) -> None:
        self._root = root
        self._path = path

    @cached_property
    def text(self) -> str:
        try:
            return read_text(self._path, (self._root / self._path).read_bytes()).text or ""
        except OSError:
            return ""

    @cached_property
    def parts(self) -> front_matter.Parts:
        parts = front_matter.split(self._path, self.text)
        return front_matter.Parts("", "", 0) if isinstance(parts, Problem) else parts

    @cached_property
    def tree(self) -> Tree:
        fields = self.parts.fields if self._path.endswith(".md") else self.text
        return read_tree(self._path, fields)


def page_origin(path: str, text: str, at: int) -> Origin:
    """The origin of the character `at` of a hand-written page."""
    line, column = _line_and_column(text, at)
    return Origin(path, line + 1, column + 1)


def _is_prose_below(file: RecordFile | Unread, path: KeyPath) -> bool:
    return path[:1] == ("body",) and file.path.endswith(".md")


def _line_and_column(text: str, at: int) -> tuple[int, int]:
    before = text[:at].split("\n")
    return len(before) - 1, len(before[-1])

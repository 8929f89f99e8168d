"""Problems to text, JSON and annotations of a pull request."""

import json
import os
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from dossier.errors import Problem
from dossier.records.text_file import file_bytes

FORMATS = ("text", "json", "github")


def report(problems: Iterable[Problem], format: str, root: Path) -> str:
    """Problems, sorted, in one of `FORMATS`; each ends with a line break.

    `root` is the folder that the origins are relative to, for the lines that `text` shows.
    """
    found = sorted(set(problems))
    if format == "json":
        written = json.dumps([_as_json(one) for one in found], ensure_ascii=False, indent=2)
        return written.replace(*_ORDER) + "\n"
    if format == "github":
        folder = os.path.relpath(root)
        folder = "" if folder.split(os.sep)[0] in (".", "..") else f"{folder}/"
        return "".join(f"{_as_annotation(one, folder)}\n" for one in found)
    lines = _Lines(root)
    return "".join(f"{_as_text(one, lines)}\n" for one in found)


def visible(text: str) -> str:
    """A text with everything a terminal or a log might act on made visible.

    GitHub takes orders from whatever a job prints: `::error` at the beginning of a line, which none
    of ours has, and in an older form `##[error]` anywhere.
    """
    return "".join(
        f"\\u{ord(c):04x}" if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") else c
        for c in text
    ).replace(*_ORDER)


_ORDER = "##[", "#\\u0023["


class _Lines:
    """The lines of the texts that problems lie in; what a link leads to is not shown."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._files: dict[str, list[str]] = {}

    def line(self, path: str, number: int) -> str:
        if path not in self._files:
            try:
                data = file_bytes(self._root, path)[0]
            except OSError:
                data = b""
            text = "" if b"\0" in data else data.decode("utf-8", errors="replace")
            self._files[path] = text.removeprefix("\ufeff").split("\n")
        lines = self._files[path]
        return lines[number - 1].rstrip("\r") if number <= len(lines) else ""


def _as_text(problem: Problem, lines: _Lines) -> str:
    level = " (warning)" if problem.is_warning else ""
    text = f"{visible(str(problem.origin))}: {problem.code}{level}: {visible(problem.message)}"
    line = lines.line(problem.origin.path, problem.origin.line)
    if line.strip():
        text += _excerpt(line, problem.origin.column)
    if problem.hint:
        text += f"\n  hint: {visible(problem.hint)}"
    return text


def _excerpt(line: str, column: int) -> str:
    """The line with a caret under the column, counted as terminals draw it."""
    width = 96
    start = max(0, column - 1 - width // 2) if len(line) > width else 0
    shown = line[start : start + width]
    before = visible(shown[: column - 1 - start])
    after = visible(shown[column - 1 - start :])
    lead = "…" if start else ""
    tail = "…" if start + width < len(line) else ""
    return f"\n  | {lead}{before}{after}{tail}\n  | {' ' * _width(lead + before)}^"


def _width(text: str) -> int:
    wide = sum(unicodedata.east_asian_width(c) in ("W", "F") for c in text)
    combining = sum(unicodedata.combining(c) > 0 for c in text)
    return len(text) + wide - combining


def _path(path: str) -> str:
    """A path as text: the bytes of a name that is not UTF-8 are written out."""
    return path.encode("utf-8", errors="backslashreplace").decode("utf-8")


def _as_json(problem: Problem) -> dict[str, object]:
    return {
        "path": _path(problem.origin.path),
        "line": problem.origin.line,
        "column": problem.origin.column,
        "code": str(problem.code),
        "level": "warning" if problem.is_warning else "error",
        "message": problem.message,
        "hint": problem.hint,
    }


def _as_annotation(problem: Problem, folder: str) -> str:
    """A workflow command that GitHub shows beside the line of a pull request.

    It runs at the top of the repository, below which the dossier's `folder` lies.
    """
    level = "warning" if problem.is_warning else "error"
    origin = problem.origin
    properties = {
        "file": _path(f"{folder}{origin.path}"),
        "line": str(origin.line),
        "col": str(origin.column),
        "title": str(problem.code),
    }
    listed = ",".join(f"{name}={_escaped(value, ',:')}" for name, value in properties.items())
    message = problem.message + (f"\nhint: {problem.hint}" if problem.hint else "")
    return f"::{level} {listed}::{_escaped(message)}"


def _escaped(text: str, more: str = "") -> str:
    return re.sub(f"[%\r\n{more}]", lambda match: f"%{ord(match[0]):02X}", text)

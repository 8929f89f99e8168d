"""Problems to text, JSON and annotations of a pull request or a merge request."""

import hashlib
import json
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from urllib.parse import quote

from dossier import __version__
from dossier.errors import WARNINGS, Problem
from dossier.records.text_file import file_bytes

FORMATS = ("text", "json", "github", "gitlab", "sarif")


def report(problems: Iterable[Problem], format: str, root: Path) -> str:
    """Problems, sorted, in one of `FORMATS`; each ends with a line break.

    `root` is the folder that the origins are relative to, for the lines that `text` shows. Paths in
    `github`, `gitlab` and `sarif` are relative to the working folder, the top of the repository.
    """
    found = sorted(set(problems))
    if format == "json":
        return _json([_as_json(one) for one in found])
    if format == "text":
        lines = _Lines(root)
        return "".join(f"{_as_text(one, lines)}\n" for one in found)
    folder = os.path.relpath(root)
    folder = "" if folder.split(os.sep)[0] in (".", "..") else f"{folder}/"
    if format == "github":
        return "".join(f"{_as_annotation(one, folder)}\n" for one in found)
    return _json(
        _as_code_quality(found, folder) if format == "gitlab" else _as_sarif(found, folder)
    )


def visible(text: str) -> str:
    """A text with everything a terminal or a log might act on made visible.

    GitHub takes orders from whatever a job prints: `::error` at the beginning of a line, which none
    of ours has, and in an older form `##[error]` anywhere.
    """
    if not text.isprintable():
        text = "".join(
            f"\\u{ord(c):04x}" if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") else c
            for c in text
        )
    return text.replace(*_ORDER)


_ORDER = "##[", "#\\u0023["


class _Lines:
    """The lines of the texts that problems lie in; what a link leads to is not shown."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._files: dict[str, list[str]] = {}

    def line(self, path: str, number: int) -> str:
        if path not in self._files:
            self._files[path] = self._text(path).removeprefix("\ufeff").split("\n")
        lines = self._files[path]
        return lines[number - 1].rstrip("\r") if number <= len(lines) else ""

    def _text(self, path: str) -> str:
        try:
            data = file_bytes(self._root, path)[0]
        except OSError:
            return ""
        return "" if b"\0" in data else data.decode("utf-8", errors="replace")


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
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(c) in ("W", "F") for c in text)
    combining = sum(unicodedata.combining(c) > 0 for c in text)
    return len(text) + wide - combining


def _path(path: str) -> str:
    """A path as text: the bytes of a name that is not UTF-8 are written out."""
    return path.encode("utf-8", errors="backslashreplace").decode("utf-8")


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2).replace(*_ORDER) + "\n"


def _level(problem: Problem) -> str:
    return "warning" if problem.is_warning else "error"


def _with_hint(problem: Problem) -> str:
    return problem.message + (f"\nhint: {problem.hint}" if problem.hint else "")


def _as_json(problem: Problem) -> dict[str, object]:
    return {
        "path": _path(problem.origin.path),
        "line": problem.origin.line,
        "column": problem.origin.column,
        "code": str(problem.code),
        "level": _level(problem),
        "message": problem.message,
        "hint": problem.hint,
    }


def _as_annotation(problem: Problem, folder: str) -> str:
    """A workflow command that GitHub shows beside the line of a pull request."""
    origin = problem.origin
    properties = {
        "file": _path(f"{folder}{origin.path}"),
        "line": str(origin.line),
        "col": str(origin.column),
        "title": str(problem.code),
    }
    listed = ",".join(f"{name}={_escaped(value, ',:')}" for name, value in properties.items())
    return f"::{_level(problem)} {listed}::{_escaped(_with_hint(problem))}"


def _escaped(text: str, more: str = "") -> str:
    return re.sub(f"[%\r\n{more}]", lambda match: f"%{ord(match[0]):02X}", text)


def _as_code_quality(problems: Sequence[Problem], folder: str) -> list[dict[str, object]]:
    """What GitLab shows in a merge request.

    A problem is known again by its fingerprint, which does not change when lines above it do.

    Source:
        GitLab, Code Quality report format.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    found: list[dict[str, object]] = []
    for one in problems:
        path = _path(f"{folder}{one.origin.path}")
        key = (path, str(one.code), one.message)
        seen[key] += 1
        named = json.dumps([*key, seen[key]])
        found.append(
            {
                "description": _with_hint(one),
                "check_name": str(one.code),
                "fingerprint": hashlib.sha256(named.encode()).hexdigest(),
                "severity": "minor" if one.is_warning else "major",
                "location": {"path": path, "lines": {"begin": one.origin.line}},
            }
        )
    return found


def _as_sarif(problems: Sequence[Problem], folder: str) -> dict[str, object]:
    """What tools for static analysis exchange.

    Source:
        SARIF 2.1.0, OASIS Standard.
    """
    codes = sorted({one.code for one in problems})
    rules = [
        {
            "id": str(code),
            "shortDescription": {"text": str(code).replace("-", " ")},
            "help": {"text": f"dossier explain {code}"},
            "defaultConfiguration": {"level": "warning" if code in WARNINGS else "error"},
        }
        for code in codes
    ]
    driver = {"name": "dossier", "semanticVersion": __version__, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"ROOT": {"description": {"text": "The top of the repository."}}},
        "results": [_as_result(one, folder, codes.index(one.code)) for one in problems],
    }
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }


def _as_result(problem: Problem, folder: str, rule: int) -> dict[str, object]:
    origin = problem.origin
    name = os.fsencode(f"{folder}{origin.path}")
    place = {
        "artifactLocation": {"uri": quote(name), "uriBaseId": "ROOT"},
        "region": {"startLine": origin.line, "startColumn": origin.column},
    }
    return {
        "ruleId": str(problem.code),
        "ruleIndex": rule,
        "level": _level(problem),
        "message": {"text": _with_hint(problem)},
        "locations": [{"physicalLocation": place}],
    }

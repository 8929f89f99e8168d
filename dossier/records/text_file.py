"""Bytes of a file to text, or to the reasons why not."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from dossier.errors import Code, Origin, Problem

MAX_BYTES = 1024 * 1024
MAX_PROBLEMS = 100
"""So many forbidden characters are named; a file with more of them is not a text."""

_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_CONTROL = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028\u2029\u2060\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f"
)
_FORBIDDEN = re.compile(f"[{_BIDI}{_CONTROL}\ud800-\udfff]|\r(?!\n)")
_IS_BIDI = re.compile(f"[{_BIDI}]")


@dataclass(frozen=True, slots=True)
class TextFile:
    """The text of a file, its byte order mark dropped, and what is wrong with it.

    `text` is None where the bytes are no text at all. Characters that no record may hold are
    replaced by U+FFFD, so that reading can go on.
    """

    text: str | None
    problems: tuple[Problem, ...]


def read_text(path: str, data: bytes) -> TextFile:
    """Decode a file's bytes as UTF-8; `path` is only for messages."""
    if len(data) > MAX_BYTES:
        message = f"the file has {len(data):,} bytes; a record may have {MAX_BYTES:,}"
        hint = "split it, or leave the full text of the document out"
        return TextFile(None, (Problem(Origin(path), Code.FILE_TOO_LARGE, message, hint),))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        message = f"byte {data[error.start]:#04x} is not UTF-8"
        hint = "save the file as UTF-8"
        return TextFile(None, (Problem(_origin(path, before), Code.NOT_UTF8, message, hint),))
    text = text.removeprefix("\ufeff")
    problems = tuple(islice(_forbidden(path, text), MAX_PROBLEMS))
    return TextFile(_FORBIDDEN.sub("\ufffd", text) if problems else text, problems)


def forbidden_character(text: str) -> tuple[Code, str] | None:
    """The code and name of the first character in `text` that no record may hold, if any."""
    match = _FORBIDDEN.search(text)
    if match is None:
        return None
    code = Code.BIDI_CHARACTER if _IS_BIDI.match(match[0]) else Code.CONTROL_CHARACTER
    return code, f"U+{ord(match[0]):04X}"


def _forbidden(path: str, text: str) -> Iterator[Problem]:
    line = begin = 0
    for match in _FORBIDDEN.finditer(text):
        line += text.count("\n", begin, match.start())
        begin = match.start()
        column = begin - text.rfind("\n", 0, begin)
        origin = Origin(path, line + 1, column)
        name = f"U+{ord(match[0]):04X}"
        if _IS_BIDI.match(match[0]):
            yield Problem(
                origin,
                Code.BIDI_CHARACTER,
                f"the invisible character {name} changes the direction of the text around it",
                "delete it; pages mark the direction of Arabic-script text by its language",
            )
        else:
            yield Problem(
                origin,
                Code.CONTROL_CHARACTER,
                f"the invisible control character {name} is not allowed",
                "delete it",
            )


def _origin(path: str, before: str) -> Origin:
    """The origin of the character that follows `before`, the text in front of it."""
    lines = before.removeprefix("\ufeff").split("\n")
    return Origin(path, len(lines), len(lines[-1]) + 1)

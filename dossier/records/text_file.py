"""Bytes of a file to text, or to the reasons why not."""

import errno
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

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
_POINTER = b"version https://git-lfs.github.com/spec/"
_FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC


@dataclass(frozen=True, slots=True)
class TextFile:
    """The text of a file, its byte order mark dropped, and what is wrong with it.

    `text` is None where the bytes are no text at all. Characters that no record may hold are
    replaced by U+FFFD, so that reading can go on.
    """

    text: str | None
    problems: tuple[Problem, ...]


class NotAFileError(OSError):
    """What stands in the place of a file is a link, a pipe, a device, or has a second name."""


def file_bytes(root: Path, path: str, base: str = "", most: int = MAX_BYTES) -> tuple[bytes, int]:
    """The bytes of the file at `path` below `root`, and how many it has.

    They are cut after a few more than `most`. Below the folder `base` no link is followed, so
    that what was looked at is what is read, whatever was put in its place meanwhile.

    Raises:
        NotAFileError: there is no file of its own.
        OSError: it cannot be read.
    """
    *folders, name = path.removeprefix(f"{base}/").split("/")
    if ".." in folders:
        raise NotAFileError(errno.ELOOP, os.strerror(errno.ELOOP))
    at = os.open(root / base, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        for folder in folders:
            below = os.open(folder, _FLAGS | os.O_DIRECTORY, dir_fd=at)
            os.close(at)
            at = below
        file = os.open(name, _FLAGS | os.O_NONBLOCK, dir_fd=at)
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.ENOTDIR, errno.ENXIO):
            raise NotAFileError(error.errno, error.strerror) from error
        raise
    finally:
        os.close(at)
    with open(file, "rb", buffering=0) as opened:
        state = os.fstat(file)
        if not stat.S_ISREG(state.st_mode) or state.st_nlink > 1:
            raise NotAFileError(errno.EMLINK, os.strerror(errno.EMLINK))
        return opened.read(most + 1), state.st_size


def read_text(path: str, data: bytes, size: int = 0) -> TextFile:
    """Decode a file's bytes as UTF-8; `path` is only for messages.

    `size` is how many bytes the file has, if not all of them are given.
    """
    if max(len(data), size) > MAX_BYTES:
        message = f"the file has {max(len(data), size):,} bytes; a record may have {MAX_BYTES:,}"
        hint = "split it, or leave the full text of the document out"
        return TextFile(None, (Problem(Origin(path), Code.FILE_TOO_LARGE, message, hint),))
    if data.startswith(_POINTER):
        message = "this is a pointer of Git LFS, and not the file that it stands for"
        hint = "run git lfs pull, and commit records as ordinary files"
        return TextFile(None, (Problem(Origin(path), Code.LFS_POINTER, message, hint),))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        message = f"byte {data[error.start]:#04x} is not UTF-8"
        hint = "save the file as UTF-8"
        return TextFile(None, (Problem(_origin(path, before), Code.NOT_UTF8, message, hint),))
    text = text.removeprefix("\ufeff")
    if "\n>>>>>>> " in text and (conflicts := tuple(_conflicts(path, text))):
        return TextFile(None, conflicts)
    problems = tuple(islice(_forbidden(path, text), MAX_PROBLEMS))
    return TextFile(_FORBIDDEN.sub("\ufffd", text) if problems else text, problems)


def forbidden_character(text: str) -> tuple[Code, str] | None:
    """The code and name of the first character in `text` that no record may hold, if any."""
    match = _FORBIDDEN.search(text)
    if match is None:
        return None
    code = Code.BIDI_CHARACTER if _IS_BIDI.match(match[0]) else Code.CONTROL_CHARACTER
    return code, f"U+{ord(match[0]):04X}"


def _conflicts(path: str, text: str) -> Iterator[Problem]:
    """Yield where git wrote both sides of a conflict into a file."""
    lines = text.split("\n")
    begin = middle = None
    for number, line in enumerate(lines):
        if line.startswith("<<<<<<< "):
            begin, middle = number, None
        elif line.rstrip("\r") == "=======" and begin is not None:
            middle = number
        elif line.startswith(">>>>>>> ") and begin is not None and middle is not None:
            yield Problem(
                Origin(path, begin + 1),
                Code.MERGE_CONFLICT,
                f"git could not merge two versions of the lines from here to line {number + 1}",
                "keep what is right of both, and delete the lines <<<<<<<, ======= and >>>>>>>",
            )
            begin = middle = None


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

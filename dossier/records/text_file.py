"""Bytes of a file to text, or to the reasons why not."""

import errno
import os
import re
import stat
from collections.abc import Iterator
from contextlib import closing
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
_FOLLOWS_NOTHING = os.open in os.supports_dir_fd
"""Whether this system opens a file below an open folder, which Windows does not."""


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


class Files:
    """Files below the folder `base` of a root, to be read one after the other and closed then.

    Below `base` no link is followed, so that what was looked at is what is read, whatever was put
    in its place meanwhile. The folder of the last file stays open for the next.
    """

    def __init__(self, root: Path, base: str = "") -> None:
        self._root = root
        self._base = base
        self._folder = ""
        self._opened: int | None = None

    def close(self) -> None:
        """Close the folder that is open."""
        if self._opened is not None:
            os.close(self._opened)
            self._opened = None

    def data(self, path: str, most: int = MAX_BYTES) -> tuple[bytes, int]:
        """The bytes of the file at a path from the root, and how many it has.

        They are cut after a few more than `most`.

        Raises:
            NotAFileError: there is no file of its own.
            OSError: it cannot be read.
        """
        below = path.removeprefix(f"{self._base}/")
        try:
            file = self._file(below) if _FOLLOWS_NOTHING else self._file_by_name(below)
        except OSError as error:
            if error.errno in (errno.ELOOP, errno.ENOTDIR, errno.ENXIO):
                raise NotAFileError(error.errno, error.strerror) from error
            raise
        try:
            state = os.fstat(file)
            if not stat.S_ISREG(state.st_mode) or state.st_nlink > 1:
                raise NotAFileError(errno.EMLINK, os.strerror(errno.EMLINK))
            data = os.read(file, most + 1)
            while len(data) < min(state.st_size, most + 1):
                more = os.read(file, most + 1 - len(data))
                if not more:
                    break
                data += more
            return data, state.st_size
        finally:
            os.close(file)

    def _file(self, path: str) -> int:
        folder, _, name = path.rpartition("/")
        if self._opened is None or folder != self._folder:
            self._open(folder)
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK
        return os.open(name, flags, dir_fd=self._opened)

    def _open(self, folder: str) -> None:
        self.close()
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_DIRECTORY
        at = os.open(self._root / self._base, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            for step in folder.split("/") if folder else ():
                if step == "..":
                    raise NotAFileError(errno.ELOOP, os.strerror(errno.ELOOP))
                below = os.open(step, flags, dir_fd=at)
                os.close(at)
                at = below
        except OSError:
            os.close(at)
            raise
        self._opened, self._folder = at, folder

    def _file_by_name(self, path: str) -> int:
        """As `_file`, but what is put in the place of a file at this very moment is followed."""
        real = Path(os.path.realpath(self._root / self._base)) / path
        if os.path.normcase(os.path.realpath(real)) != os.path.normcase(real):
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
        flags = getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
        return os.open(real, os.O_RDONLY | flags)


def file_bytes(root: Path, path: str, base: str = "") -> tuple[bytes, int]:
    """The same as `Files.data`, of one file alone."""
    with closing(Files(root, base)) as files:
        return files.data(path)


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

"""What a bad input is: the files of a dossier, one of them amiss, and the row it stands for."""

import os
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.maker import make_dossier

SOUND = {
    "articles/gazette.yml": (
        "kind: press\ntitle: A listing\nlang: en\npublisher_name: Gazette\n"
        "published: 2021-12\ntier: secondary\n"
    ),
    "entities/acme.yml": "name: Acme\nkind: company\n",
}
"""A dossier with nothing amiss."""

FIELDS = SOUND["articles/gazette.yml"]
BAD = "articles/bad.yml"

Files = Mapping[str, str | bytes]


@dataclass(frozen=True)
class Case:
    """A bad input; `prepare` makes what is more than files, given the folder of the records.

    A `bomb` is small and means to take much: time, memory, the stack.
    """

    name: str
    files: Files = field(default_factory=dict)
    prepare: Callable[[Path], None] = lambda content: None
    bomb: bool = False

    def write(self, root: Path) -> Path:
        """Write the dossier; the folder above its records."""
        make_dossier(SOUND | dict(self.files), root)
        self.prepare(root / "content")
        return root


def added(name: str, lines: str | bytes, *, bomb: bool = False) -> Case:
    """An article with a sound beginning of six lines, and these after it."""
    lines = lines if isinstance(lines, bytes) else lines.encode("utf-8")
    return Case(name, {BAD: FIELDS.encode() + lines}, bomb=bomb)


def instead(name: str, key: str, value: str | bytes, *, bomb: bool = False) -> Case:
    """An article that has a value in the place of a sound one."""
    data = value if isinstance(value, bytes) else value.encode("utf-8")
    begin, _, rest = FIELDS.partition(f"{key}: ")
    end = rest.partition("\n")[2]
    text = begin.encode() + f"{key}: ".encode() + data + b"\n" + end.encode()
    return Case(name, {BAD: text}, bomb=bomb)


def whole(name: str, text: str | bytes, path: str = BAD, *, bomb: bool = False) -> Case:
    """One file that is all amiss."""
    return Case(name, {path: text}, bomb=bomb)


def prose(name: str, text: str, *, bomb: bool = False) -> Case:
    """Prose below the fields of an article; it begins in line 9."""
    return Case(name, {"articles/bad.md": f"---\n{FIELDS}---\n{text}"}, bomb=bomb)


def page(name: str, text: str, *, bomb: bool = False) -> Case:
    """A hand-written page."""
    return Case(name, {"pages/index.md": text}, bomb=bomb)


def made(name: str, prepare: Callable[[Path], None], files: Files | None = None) -> Case:
    """A dossier with something in it that is no ordinary file."""
    return Case(name, files or {}, prepare)


def listen(path: Path) -> None:
    """Make a socket, by a short path: a long one does not fit."""
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)

"""Names of files that not every system can keep, or keep apart."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Final

from dossier.errors import Code, Origin, Problem

RESERVED: Final = "DOSSIERx"
"""How all words begin that the core replaces on pages which a host has built."""

MAX_NAME = 200
"""So many bytes a name may have: pages add to it, and systems take 255 at most."""

_DEVICES = frozenset(
    {
        *("con", "prn", "aux", "nul"),
        *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)),
    }
)
_CONTROL = frozenset(
    {
        *("cname", "_headers", "_redirects", "_routes.json", "_worker.js", "_config.yml"),
        *(".htaccess", ".htpasswd", ".nojekyll", ".user.ini", "web.config", "robots.txt"),
    }
)
"""Files, by their names in small letters, by which hosts and crawlers are told what to do."""

_OURS = frozenset({"pagefind", "build.json"})
"""What of a site is the tool's own, and does not count for its digest: `dossier.publish.tree`."""

_UNFIT = re.compile(r'[\x00-\x1f\x7f<>:"\\|?*]|[. ]$')


def unfit(path: str) -> Problem | None:
    """The problem of a file or folder whose name some system refuses, if so."""
    name = path.rpartition("/")[2]
    if name.partition(".")[0].lower() in _DEVICES:
        reason = f"Windows keeps the name '{name.partition('.')[0]}' for a device"
    elif len(name.encode("utf-8", "surrogateescape")) > MAX_NAME:
        reason = f"the name has more than {MAX_NAME} bytes"
    elif RESERVED in name:
        reason = f"'{RESERVED}' is how the dossier marks its own places on pages"
    elif match := _UNFIT.search(name):
        reason = f"some systems take no name with {match[0]!r} in this place"
    else:
        return None
    return Problem(Origin(path), Code.BAD_FILE_NAME, reason, "rename it")


def is_control(name: str) -> bool:
    """Whether some host takes a file of this name for orders."""
    return name.lower() in _CONTROL


def control_file(path: str) -> Problem:
    """The problem of such a file."""
    return Problem(
        Origin(path),
        Code.ASSET_REFUSED,
        "a file of this name tells a host what to do, and content may not",
        "delete it, and set this where the site is hosted",
    )


def taken(path: str, below: str) -> Problem | None:
    """The problem of a page or asset, `below` their folder, that would be among the tool's own."""
    first = below.partition("/")[0].removesuffix(".md")
    if first.lower() not in _OURS:
        return None
    message = f"'{first}' is where the site has files of the tool's own"
    return Problem(Origin(path), Code.ADDRESS_TAKEN, message, "give it another name or folder")


def collisions(folder: str, names: Iterable[str]) -> Iterator[Problem]:
    """Yield a problem for each name in a folder that some system takes for an earlier one."""
    first: dict[str, str] = {}
    for name in names:
        other = first.setdefault(_folded(name), name)
        if other != name:
            yield Problem(
                Origin(f"{folder}/{name}"),
                Code.NAME_COLLISION,
                f"some systems take '{name}' and '{other}' beside it for one name",
                "rename one of the two",
            )


def page_collisions(paths: Iterable[str]) -> Iterator[Problem]:
    """Yield a problem for each hand-written page whose address is that of an earlier one."""
    first: dict[str, str] = {}
    for path in paths:
        address = PurePosixPath(path).with_suffix("")
        if address.name in ("index", "README"):
            address = address.parent
        other = first.setdefault(str(address), path)
        if other != path:
            yield Problem(
                Origin(path),
                Code.NAME_COLLISION,
                f"the page would have the address of {other}",
                "rename one of the two",
            )


def _folded(name: str) -> str:
    """What is the same for names that differ only in case, or in how accents are written."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())

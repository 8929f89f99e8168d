"""Writing a new dossier, all of it or nothing."""

import contextlib
import json
import os
import re
import shutil
import unicodedata
from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from babel.core import Locale

from dossier.errors import UsageError
from dossier.records.schema import schemas
from dossier.render.catalogue import translations
from dossier.render.label import NAVIGATION_TITLES
from dossier.scaffold.tool import Tool

LANGUAGES = ("en", "fr")
"""Those that there are example records in."""

_REGISTERS = (
    *("Timeline", "Themes", "Parties", "Instruments", "Claims and replies", "Articles"),
    *("Network", "Sources"),
)
"""What stands in the navigation beside hand-written pages."""

_UNKNOWN = """\
# It came from one machine only: name here what others can install it by, a release, or as in
# mkdocs-dossier @ git+https://HOST/OWNER/mkdocs-dossier@COMMIT"""

_PLACE = re.compile("<<([^<>]+)>>")

_FILES = resources.files("dossier.scaffold") / "files"


def new_dossier(folder: Path, name: str, lang: str, tool: Tool) -> int:
    """Make a new dossier in a folder, which may be missing, empty, or a repository without files.

    Returns the number of its files.

    Raises:
        UsageError: the folder holds something, or the name cannot be one; nothing was touched.
        OSError: it cannot be written; nothing of it is left.
    """
    _check_name(name)
    place = folder.resolve()
    found = set(os.listdir(place)) if place.is_dir() else set()
    if found - {".git"} or (place.exists() and not place.is_dir()):
        raise UsageError(f"{folder} is not an empty folder; choose another")
    files = dossier_files(name, lang, tool)
    place.parent.mkdir(parents=True, exist_ok=True)
    beside = place if place.exists() else place.parent  # on the disk that it is to be on
    staged = beside / f".{place.name}.new-{os.getpid()}"
    try:
        for path, text in files.items():
            (staged / path).parent.mkdir(parents=True, exist_ok=True)
            (staged / path).write_text(text, "utf-8")
        if place.exists():
            _move_into(staged, place)
        else:
            staged.rename(place)
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    return len(files)


def _move_into(staged: Path, place: Path) -> None:
    """Move what is staged into a folder that stays, as somebody may be in it; undone if it fails.

    The configuration, which makes it a dossier, comes last.
    """
    names = sorted(os.listdir(staged), key=lambda name: (name == "mkdocs.yml", name))
    moved: list[str] = []
    try:
        for name in names:
            (staged / name).rename(place / name)
            moved.append(name)
    except BaseException:
        for name in moved:
            with contextlib.suppress(OSError):
                (place / name).rename(staged / name)
        raise


def dossier_files(name: str, lang: str, tool: Tool) -> dict[str, str]:
    """The files of a new dossier, by path."""
    values = _values(name, lang, tool)
    files = {
        path: _PLACE.sub(lambda place: values[place[1]], text)
        for part in ("all", lang)
        for path, text in _texts(_FILES / part)
    }
    files |= {f"schemas/{path}": text for path, text in schemas().items()}
    if tool.source:
        files["local.mk"] = tool.as_make
    return files


def _values(name: str, lang: str, tool: Tool) -> dict[str, str]:
    """What stands in the files for `<<key>>`; in YAML, names are strings as JSON writes them."""
    words = translations(lang)
    registers = {title: words.gettext(title) for title in _REGISTERS}
    spoken = Locale.parse(lang).get_language_name(lang) or lang
    titles = {title: words.pgettext("navigation", title) for title in NAVIGATION_TITLES}
    return (
        registers
        | titles
        | {
            "name": name,
            "quoted name": json.dumps(name, ensure_ascii=False),
            "lang": lang,
            "language": spoken[:1].upper() + spoken[1:],
            "interface": ", ".join(LANGUAGES),
            "requirement": tool.requirement or _UNKNOWN,
        }
    )


def _texts(folder: Traversable, path: str = "") -> Iterator[tuple[str, str]]:
    for one in sorted(folder.iterdir(), key=lambda one: one.name):
        if one.is_dir():
            yield from _texts(one, f"{path}{one.name}/")
        else:
            yield f"{path}{one.name}", one.read_text("utf-8")


def _check_name(name: str) -> None:
    if not name.strip() or any(unicodedata.category(one)[0] == "C" for one in name):
        raise UsageError(f"--name: {name!r} is not the name of a dossier")

"""The pictures that stand for pages elsewhere, drawn by resvg from SVG and kept."""

import hashlib
import importlib
import os
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Final

from dossier.bibliography.cache import Cache
from dossier.model.options import Options
from dossier.publish.target import work_folder
from dossier.publish.tree import digest_of

PACKAGE: Final = "resvg_py"
"""The package of the extra `cards`."""

_FONTS: Final = (
    *("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts"),
    *("/System/Library/Fonts", "/Library/Fonts", "~/Library/Fonts", "C:/Windows/Fonts"),
)
"""Where systems keep their fonts. There is no asking the system: its answer might change unseen."""

_MARK = hashlib.sha256().digest_size


class Cards:
    """Draws pictures with the fonts of the system; each is kept for as long as it would not differ.

    `state` tells apart what all of them depend on: the engine and the fonts.
    """

    def __init__(self, state: str, file: Path) -> None:
        self._state = state
        self._cache: Cache[bytes] = Cache(file)

    def png(self, path: str, svg: str) -> bytes:
        """The picture that lies at a path of the site.

        Of every path the last one is kept, behind the digest of what it was drawn from.
        """
        mark = hashlib.sha256(f"{self._state}\0{svg}".encode()).digest()
        kept = self._cache.get([path]).get(path, b"")
        if kept.startswith(mark):
            return kept[_MARK:]
        drawn = _drawn(svg)
        self._cache.put({path: mark + drawn})
        return drawn


def cards(options: Options) -> Cards | None:
    """What draws the pictures of a site, if it shall have any and the extra is installed."""
    state = cards_state(options)
    if not state:
        return None
    work = work_folder(options.root / options.site_dir)
    return Cards(state, work / "cards.db")


def cards_state(options: Options) -> str:
    """What decides how pictures look, besides what is on them; empty where there are none.

    Without an address of the site there are none: whoever shows them asks for them from elsewhere.
    """
    version = installed_resvg()
    if not (options.cards and options.site_url and version):
        return ""
    return digest_of(repr((version, *_fonts())).encode("utf-8", "surrogateescape"))


def installed_resvg() -> str:
    """The version of what draws pictures; empty where it is not installed."""
    try:
        return metadata.version(PACKAGE)
    except metadata.PackageNotFoundError:
        return ""


def _drawn(svg: str) -> bytes:
    resvg = importlib.import_module(PACKAGE)
    png: bytes = resvg.svg_to_bytes(
        svg_string=svg,
        skip_system_fonts=True,
        font_dirs=_folders(),
        sans_serif_family="DejaVu Sans",
    )
    return png


def _folders() -> list[str]:
    named = (os.path.expanduser(name) for name in _FONTS)
    return [name for name in named if os.path.isdir(name)]


def _fonts() -> Iterator[tuple[str, int]]:
    """Yield the paths and sizes of all fonts."""
    for top in _folders():
        for folder, below, names in os.walk(top):
            below.sort()
            for name in sorted(names):
                path = os.path.join(folder, name)
                yield path, os.stat(path).st_size if os.path.exists(path) else 0

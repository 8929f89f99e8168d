"""The references of a site in its style: each is made once, many at a time, and kept."""

import hashlib
import json
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

from dossier.bibliography.cache import Cache
from dossier.bibliography.csl import Item
from dossier.bibliography.name import CHICAGO
from dossier.bibliography.pandoc import Pandoc, installed_pandoc
from dossier.bibliography.style import Style, style_for

REFERENCES: Final = "references.db"
"""The file in which references are kept, in the work folder of a site."""

_PORTION: Final = 1000
"""So many references are made in one call: the engine holds all of a call in memory."""

_AT_ONCE: Final = 2
"""So many calls run at a time."""

_SINGLY: Final = 1000
"""So many references are looked up one by one; for more it is quicker to make a page twice."""

_STYLE_DIGESTS: dict[Style, bytes] = {}


class Bibliography:
    """Finished references by item and language; those that are missing are noted.

    Without an engine there are none, and whoever shows a reference gives it a plain form.
    """

    def __init__(
        self, style: str = CHICAGO, engine: Pandoc | None = None, file: Path | None = None
    ) -> None:
        """Have those of a style; `file` is where they are kept from build to build."""
        self.style = style
        self.calls = 0
        self._engine = engine
        self._cache: Cache[str] = Cache(file)
        self._known: dict[str, str] = {}
        self._singly = 0
        self._missing: dict[Style, dict[str, dict[str, Any]]] = {}

    @property
    def is_plain(self) -> bool:
        """Whether references have the plain form, for want of an engine."""
        return self._engine is None

    @property
    def is_complete(self) -> bool:
        """Whether none was asked for that is not there."""
        return not self._missing

    def reference(self, item: Item, lang: str) -> str:
        """The reference of an item as HTML; empty where it is not there, or not yet."""
        if self._engine is None:
            return ""
        key, style, data = self._asked(item, lang)
        if key not in self._known and self._singly < _SINGLY:
            self._singly += 1
            self._known |= self._cache.get((key,))
        if key not in self._known:
            self._missing.setdefault(style, {})[key] = data
        return self._known.get(key, "")

    def complete(self) -> None:
        """Have all that were asked for: out of the cache, or by few calls for each language.

        Raises:
            MachineError: pandoc cannot be run.
        """
        missing, self._missing = self._missing, {}
        wanted: list[tuple[Style, dict[str, dict[str, Any]]]] = []
        for style, items in missing.items():
            self._known |= self._cache.get(items.keys())
            new = [key for key in items if key not in self._known]
            for start in range(0, len(new), _PORTION):
                portion = new[start : start + _PORTION]
                wanted.append((style, {key: items[key] for key in portion}))
        if wanted and self._engine is not None:
            with ThreadPoolExecutor(_AT_ONCE) as pool:
                for made in pool.map(self._engine.references, *zip(*wanted, strict=True)):
                    self.calls += 1
                    self._cache.put(made)
                    self._known |= made

    def prepare(self, items: Iterable[tuple[Item, str]]) -> None:
        """Have all references of a site, given its items, each with the language of the page.

        Raises:
            MachineError: pandoc cannot be run.
        """
        if self._engine is None:
            return
        for item, lang in items:
            key, style, data = self._asked(item, lang)
            if key not in self._known:
                self._missing.setdefault(style, {})[key] = data
        self.complete()
        self._cache.keep_only(self._known)

    def _asked(self, item: Item, lang: str) -> tuple[str, Style, dict[str, Any]]:
        style = style_for(self.style, lang)
        data = style.item(item)
        return self._key(style, data), style, data

    def _key(self, style: Style, data: dict[str, Any]) -> str:
        digest = _STYLE_DIGESTS.get(style)
        if digest is None:
            digest = hashlib.sha256(f"{style.locale}\0{style.csl}".encode()).digest()
            _STYLE_DIGESTS[style] = digest
        version = self._engine.version if self._engine else ""
        written = json.dumps(data, ensure_ascii=False, sort_keys=True)
        text = f"{_FORM}\0{style.lang}\0{version}\0{written}"
        return hashlib.sha256(digest + text.encode("utf-8", "surrogatepass")).hexdigest()


_FORM: Final = 1
"""Counts up when what is made of the engine's answer changes."""


def bibliography(style: str, file: Path | None = None) -> Bibliography:
    """That of a style, with the engine that is installed, if any."""
    return Bibliography(style, installed_pandoc(), file)

"""The search index: Pagefind over what each page says for itself, in parts that browsers join.

Each language has a part for each decade, and one for pages without a year. After an edit only those
parts are indexed anew in which a text differs. docs/performance.md says why it is cut like this.
"""

import contextlib
import json
import shutil
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from itertools import groupby
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from dossier.publish.note import read_note, write_note
from dossier.publish.pagefind import indexed
from dossier.publish.publication import Publication
from dossier.publish.searched import text_of
from dossier.publish.tree import INDEX, combined, digest_of, is_page, listed
from dossier.views.register import FACETS

PARTS = f"{INDEX}/parts.json"
"""By language, which parts there are, as folders from its own; and what pages have of each facet:
(value, name, number of pages), most pages first."""

_VERSION = 2
_UNDATED = "undated"
_FOLDERS = {"entities": "entity", "themes": "theme"}

_MOST = 100
"""Of a facet so many values are offered; there may be thousands of parties."""

_MANY = 10_000
"""A decade with more pages than this is cut by year: Pagefind has a part in memory as a whole."""


class _Entry(NamedTuple):
    """What is known of a page: its digest, and of its text the language, year, digest and facets.

    A page without a text has no language. `title` is that of the page of a party or theme.
    """

    page: str
    lang: str
    year: str
    text: str
    title: str
    facets: Mapping[str, Sequence[str]]


def index(site: Path, lanes: int) -> None:
    """Index a site in a folder anew, with so many processes at a time.

    Raises:
        MachineError: Pagefind cannot be run.
    """

    def read(path: str) -> bytes:
        return (site / path).read_bytes()

    def write(path: str, data: bytes) -> None:
        file = site / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)

    if (site / INDEX).exists():
        shutil.rmtree(site / INDEX)
    paths = [path for path in listed(site).files if is_page(path)]
    entries = {path: _entry_of(path, read(path), "") for path in paths}
    parts = _parts(entries)
    _index_parts(parts, read, write, lanes)
    write(PARTS, _contents(parts, entries))


def bring_up_to_date(publication: Publication, note: Path, lanes: int) -> None:
    """Have the index of the next site, all pages of which are there: what is the same is kept.

    `note` is the file in which is kept what is known of the index, from build to build.

    Raises:
        MachineError: Pagefind cannot be run.
    """
    known = read_note(note, _VERSION)
    software = version("pagefind")
    if known.get("software") != software:
        known = {"software": "", "pages": {}, "parts": {}}
    before = {path: _Entry(*entry) for path, entry in known["pages"].items()}
    entries = {}
    for path, digest in publication.wanted_pages.items():
        entry = before.get(path)
        if entry is None or entry.page != digest:
            entry = _entry_of(path, publication.read(path), digest)
        entries[path] = entry
    parts = _parts(entries)
    texts = {name: combined({path: entries[path].text for path in parts[name]}) for name in parts}
    made: dict[str, str] = {}
    for name, (made_of, files) in known["parts"].items():
        if texts.get(name) == made_of and publication.keep_index(name, files):
            made[name] = files
    stale = {name: paths for name, paths in parts.items() if name not in made}
    made |= _index_parts(stale, publication.read, publication.write_index, lanes)
    publication.write_index(PARTS, _contents(parts, entries))
    now = {
        "software": software,
        "pages": {path: list(entry) for path, entry in entries.items()},
        "parts": {name: [texts[name], made[name]] for name in parts},
    }
    if any(known[name] != one for name, one in now.items()):
        with contextlib.suppress(OSError):
            write_note(note, _VERSION, now)


def _entry_of(path: str, data: bytes, digest: str) -> _Entry:
    text = text_of(path, data.decode("utf-8"))
    if text is None:
        return _Entry(digest, "", "", "", "", {})
    title = text.title if _named(path) else ""
    of = digest_of(text.html.encode())
    return _Entry(digest, text.lang, text.year, of, title, text.facets)


def _named(path: str) -> tuple[str, str] | None:
    """The facet of which a page is a value, with its id: that of a party or theme."""
    *_, folder, id, _ = ("", "", *path.split("/"))
    return (_FOLDERS[folder], id) if folder in _FOLDERS else None


def _parts(entries: Mapping[str, _Entry]) -> dict[str, list[str]]:
    """The pages of each part, in order; parts are named by their folders, newest first."""
    found: dict[str, list[str]] = {}

    def decade(path: str) -> tuple[str, str]:
        entry = entries[path]
        return entry.lang, f"{int(entry.year) // 10}0s" if entry.year else _UNDATED

    searched = [path for path in sorted(entries) if entries[path].lang]
    for (lang, when), group in groupby(sorted(searched, key=decade), decade):
        paths = list(group)
        by_year = len(paths) > _MANY and when != _UNDATED
        for path in paths:
            name = f"{lang}/{entries[path].year if by_year else when}"
            found.setdefault(name, []).append(path)
    return dict(sorted(found.items(), reverse=True))


def _contents(parts: Mapping[str, list[str]], entries: Mapping[str, _Entry]) -> bytes:
    """Which parts and facets there are, by language, as JSON."""
    languages = {
        lang: {"parts": [f"{name}/" for name in names], "facets": _counted(lang, entries)}
        for lang, names in groupby(parts, lambda name: name.partition("/")[0])
    }
    return json.dumps(languages, ensure_ascii=False, separators=(",", ":")).encode()


def _counted(lang: str, entries: Mapping[str, _Entry]) -> dict[str, list[tuple[str, str, int]]]:
    counts: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    names = {}
    for path, entry in entries.items():
        if entry.lang == lang:
            for name, values in entry.facets.items():
                counts[name].update(values)
            if entry.title and (facet := _named(path)):
                names[facet] = entry.title
    return {
        name: [
            (value, names.get((name, value), value), count)
            for value, count in sorted(found.items(), key=lambda one: (-one[1], one[0]))[:_MOST]
        ]
        for name, found in counts.items()
    }


def _index_parts(
    parts: Mapping[str, list[str]],
    read: Callable[[str], bytes],
    write: Callable[[str, bytes], None],
    lanes: int,
) -> dict[str, str]:
    """Index parts and write their files; the digest of those of each."""
    one_at_a_time = Lock()

    def make(part: tuple[str, list[str]]) -> tuple[str, str]:
        name, paths = part
        texts = ((path, text_of(path, read(path).decode("utf-8"))) for path in paths)
        files = indexed((path, text.html) for path, text in texts if text is not None)
        with one_at_a_time:
            for file, data in sorted(files.items()):
                write(f"{INDEX}/{name}/{file}", data)
        named = {f"{INDEX}/{name}/{file}": digest_of(data) for file, data in files.items()}
        return name, combined(named)

    largest_first = sorted(parts.items(), key=lambda part: -len(part[1]))
    with ThreadPoolExecutor(lanes) as pool:
        return dict(pool.map(make, largest_first))

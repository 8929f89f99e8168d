"""Ids: one thing, one name."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from dossier.errors import Code, Origin, Problem
from dossier.graph.graph import Graph
from dossier.model.article import Article
from dossier.model.entity import Entity
from dossier.model.field import Model
from dossier.model.instrument import Instrument
from dossier.model.key_path import KeyPath
from dossier.model.kind import FOLDERS
from dossier.model.record import Record
from dossier.model.text import Text


def duplicate_ids(graph: Graph) -> Iterator[Problem]:
    """Yield a problem for each file whose record's id is that of an earlier file."""
    first: dict[str, str] = {}
    for file in graph.dossier.files:
        id = file.record.id
        if id in first:
            yield Problem(
                Origin(file.path),
                Code.DUPLICATE_ID,
                f"the id '{id}' is already that of {first[id]}",
                "rename one of the two files; ids are unique across all types",
            )
        first.setdefault(id, file.path)


def duplicate_item_ids(graph: Graph) -> Iterator[Problem]:
    """Yield a problem for each inline item whose local id stands twice in its record."""
    for file in graph.dossier.files:
        first: dict[str, str] = {}
        for key, index, local in _local_ids(file.record):
            if local in first:
                yield Problem(
                    graph.places.value(file, (key, index, "id")),
                    Code.DUPLICATE_ITEM_ID,
                    f"the id '{local}' is already that of {first[local]}",
                    "give it another; local ids are unique within a record",
                )
            first.setdefault(local, f"{key}[{index}]")


def _local_ids(record: Record) -> Iterator[tuple[str, int, str]]:
    lists: dict[str, Iterable[Model]] = {}
    if isinstance(record, Article):
        lists = {
            "events": record.events,
            "statements": record.statements,
            "relations": record.relations,
            "figures": record.figures,
            "discrepancies": record.discrepancies,
        }
    elif isinstance(record, Entity | Instrument):
        lists = {"relations": record.relations}
    for key, members in lists.items():
        for index, member in enumerate(members):
            yield key, index, member.id  # type: ignore[attr-defined]


def pages_among_records(graph: Graph, languages: tuple[str, ...]) -> Iterator[Problem]:
    """Yield a problem for each hand-written page below an address that belongs to records."""
    for page in graph.dossier.pages:
        parts = page.path.partition("/pages/")[2].removesuffix(".md").split("/")
        if parts[0] in languages[1:]:
            parts = parts[1:]
        if parts and parts[0] in RESERVED:
            yield Problem(
                Origin(page.path),
                Code.ADDRESS_TAKEN,
                f"the addresses below '{parts[0]}/' are those of the dossier's own pages",
                "give the page another name or folder",
            )


def mixed_scripts(graph: Graph) -> Iterator[Problem]:
    """Yield a warning for each word of a name or title that mixes letters that look alike."""
    for file in graph.files.values():
        for path, text in _names(file.record):
            for word in re.findall(r"[^\W\d_]+", text):
                foreign = _foreign(word)
                if foreign:
                    yield Problem(
                        graph.places.value(file, path),
                        Code.MIXED_SCRIPTS,
                        f"'{word}' mixes letters of several scripts: {', '.join(foreign)}",
                        "write it in one script; some of their letters look alike",
                    )


def _names(record: Record) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(record, Entity):
        yield from ((("names", lang), text) for lang, text in record.names.items())
        yield from ((("aliases", index), text) for index, text in enumerate(record.aliases))
    for key in ("name", "title"):
        text = getattr(record, key, None)
        if isinstance(text, Text):
            yield from (((key, lang) if lang else (key,), words) for lang, words in text.values)


def _foreign(word: str) -> list[str]:
    """The code points of a word whose letters are of another script than most that look alike."""
    scripts = [_script(letter) for letter in word]
    known = Counter(script for script in scripts if script)
    if len(known) < 2:
        return []
    main = known.most_common(1)[0][0]
    pairs = zip(word, scripts, strict=True)
    return [f"U+{ord(letter):04X}" for letter, script in pairs if script not in ("", main)]


def _script(letter: str) -> str:
    script = unicodedata.name(letter, "").partition(" ")[0]
    return script if script in ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE") else ""


RESERVED = frozenset(
    {
        *(*FOLDERS, "timeline", "network", "sources", "search"),
        *("corrections", "open-questions", "changes"),
    }
)
"""Folders of the site, in each language, that hold the pages of records and registers."""


def former_ids_in_use(graph: Graph) -> Iterator[Problem]:
    """Yield a problem for each former id that something else is known by."""
    current = {file.record.id: file.path for file in graph.dossier.files}
    former: defaultdict[str, list[str]] = defaultdict(list)
    for file in graph.dossier.files:
        for index, id in enumerate(file.record.was):
            other = current.get(id) or (former[id][0] if former[id] else "")
            if other:
                yield Problem(
                    graph.places.value(file, ("was", index)),
                    Code.FORMER_ID_IN_USE,
                    f"the former id '{id}' belongs to {other}",
                    "a redirect can lead to one record only; delete one of the two",
                )
            former[id].append(file.path)

"""People who are not public figures, and victims, are not laid open."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from dossier.errors import Code, Problem
from dossier.graph.graph import Graph
from dossier.graph.item import Item
from dossier.model.entity import Entity
from dossier.model.event import EventFields
from dossier.model.key_path import KeyPath
from dossier.model.record import Record
from dossier.model.reference import ProseField, references_and_prose
from dossier.model.text import Text
from dossier.records.dossier import RecordFile

_MONTH = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|"
    r"janv|févr|mars|avr|mai|juin|juil|août|sept|déc)\w*\.?"
)
_DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th|er)?|{_MONTH}|\d{{4}}-|(?:19|20)\d\d)"
_PROFILES = (
    r"bsky\.app/profile|facebook\.com|instagram\.com|linkedin\.com/in|t\.me|telegram\.me|"
    r"tiktok\.com/@|twitter\.com|vk\.com|wa\.me|weibo\.com|x\.com|youtube\.com/@"
)
_MAPS = r"maps\.app\.goo\.gl|goo\.gl/maps|maps\.google\.\w+|google\.[\w.]+/maps|openstreetmap\.org"

_DETAILS = {
    "a date of birth": re.compile(
        rf"\bborn\b[^.;]{{0,40}}?\b{_DAY}|\bnée?s?\b[^.;]{{0,40}}?\b{_DAY}"
        r"|\b(?:date|day|year) of birth\b|\bbirth ?(?:day|date|year)\b|\bDOB\b"
        r"|\b(?:date|jour|année) de naissance\b|\banniversaire\b"
        r"|出生|生日|生于|生於|\d{1,4}\s*年\s*生\b",
        re.IGNORECASE,
    ),
    "an address": re.compile(
        r"\b(?:home|postal|private) address\b|\badresse (?:personnelle|postale|privée)\b"
        r"|\b(?:liv(?:es?|ing)|resid(?:es?|ing)) at\b"
        r"|\b(?:habit(?:e|ant)|demeur(?:e|ant)|domicilié?e?|réside?) au\b"
        r"|\b\d{1,4}(?: ?(?:bis|ter))?,? (?:rue|avenue|boulevard|allée|chemin|place|impasse|quai)\b"
        r"|\b\d{1,5} (?:[A-Z][\w.’']+ ){1,3}(?:Street|St\.|Road|Rd\.|Avenue|Ave\.|Lane|Drive|Court)"
        r"|住址|家庭地址|[路街巷]\s*\d+\s*号"
        r"|\b\d{1,2}\.\d{3,}°?\s*[NS]?,?\s+\d{1,3}\.\d{3,}"
        rf"|\b(?:{_MAPS})\b"
    ),
    "an identity number": re.compile(
        r"(?<!\d)[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)"
        r"|\b[Pp]ass(?:port|eport)\b[^.;]{0,12}\b[A-Z]{0,2}\d{6,}"
    ),
    "contact data": re.compile(
        r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\w.])\+\d[\d ().\u00a0\u202f-]{6,}\d"
        r"|\b0[1-9](?:[ .\u00a0\u202f-]?\d\d){4}\b|\(\d{3}\) ?\d{3}[ .-]\d{4}\b"
        r"|(?<!\d)1[3-9]\d{9}(?!\d)"
        r"|\b(?:e-?mail|courriel|tel|tél|phone|téléphone|WhatsApp|WeChat|Telegram|Signal|QQ)\b"
        r"(?: (?:number|numéro|address|id))?\s*[:.]?\s*[+@\d(]"
        rf"|(?<![\w.@-])(?:[\w-]+\.)*(?:{_PROFILES})(?:/|(?<=@))\w|微信|电话|電話|手机|手機|电邮|電郵",
        re.IGNORECASE,
    ),
    "a picture": re.compile(r"\w\.(?:jpe?g|png|gif|webp|avif|bmp|heic|tiff?)\b", re.IGNORECASE),
}
"""What is not published of those who are protected, and what gives it away.

Texts are long, and strangers': none of these may look at a letter again for each one before it.
"""

_BIRTH = {
    "a date of birth": re.compile(
        r"\bbirth\b(?! (?:control|prevention|quota|rate))|\b(?:is|was) born\b"
        r"|\bnaissance\b|\bnaît\b|\best née?\b|诞生|誕生",
        re.IGNORECASE,
    )
}
"""What an event is of whose date is a date of birth."""

_NOT_OURS = frozenset({"quotes", "at", "cites", "author", "snapshots", "url", "id"})
"""Fields with words of others, or none: a name in them is not the editors' to choose."""

_SHOWN_ELSEWHERE = frozenset({"corrections", "relations"})
"""Fields of their own record that other pages show, which are searched."""

_WRITTEN = re.compile(r"\[\[[^\[\]]*\]\]|\[@[^\[\]]*\]")
_PARAGRAPH = re.compile(r"(?:[^\n]|\n(?![^\S\n]*\n))+")
_LONG = 4
"""So many letters a name of one word has that is looked for."""

_CJK = re.compile(r"[\u2e80-\u9fff]{2,}")


def no_class(graph: Graph) -> Iterator[Problem]:
    """Yield a problem for each person without a protection class."""
    for file in graph.dossier.files:
        record = file.record
        if isinstance(record, Entity) and record.kind == "person" and record.protection is None:
            yield Problem(
                graph.places.value(file, ("kind",)),
                Code.NO_PROTECTION,
                "a person needs a protection class",
                "add protection: public-figure, private or victim",
            )


def details(graph: Graph) -> Iterator[Problem]:
    """Yield a problem for whatever could lead to somebody who is protected.

    That is a date of birth, an address, contact data and a picture, in their own record and
    wherever they are told of; identifiers elsewhere; and their name outside a reference, since only
    references are left out of what is searched and exported.
    """
    for file in graph.dossier.files:
        if isinstance(file.record, Entity) and file.record.is_protected:
            yield from _own(graph, file, file.record)
    for id, backlinks in graph.backlinks.items():
        person = _person(graph, id)
        if person is None:
            continue
        name = _name_of(person)
        told: dict[str, tuple[RecordFile, dict[str, None]]] = {}
        for link in backlinks:
            told.setdefault(link.file.path, (link.file, {}))[1][link.item_id] = None
        for file, item_ids in told.values():
            for item_id in item_ids:
                yield from _about(graph, file, item_id, id)
            yield from _named(graph, file, id, name, _words(graph, file, item_ids))
            yield from _otherwise(graph, file, item_ids, id)


def _person(graph: Graph, id: str) -> Entity | None:
    file = None if "#" in id else graph.files.get(id)
    if file is None and graph.elsewhere is not None and "#" not in id:
        file = graph.elsewhere.face(id)
    record = file.record if file else None
    return record if isinstance(record, Entity) and record.is_protected else None


def _own(graph: Graph, file: RecordFile, person: Entity) -> Iterator[Problem]:
    if person.ids:
        yield Problem(
            graph.places.key(file, ("ids",)),
            Code.PROTECTED_PERSON,
            f"identifiers lead to what others hold on a {_class(person)}",
            "delete 'ids'; if this is a public figure, say so in 'protection'",
        )
    for path, text in _texts(person, ()):
        yield from _given_away(graph, file, path, text)
    shown = {path: text for path, text in _prose(person) if path[0] in _SHOWN_ELSEWHERE}
    yield from _named(graph, file, person.id, _name_of(person), shown)


def _about(graph: Graph, file: RecordFile, item_id: str, id: str) -> Iterator[Problem]:
    """What gives a person away where a record tells of them, in an item or in its prose."""
    told, place = _item(graph, file, item_id)
    if told is not None:
        for path, text in _texts(told, place):
            yield from _given_away(graph, file, path, text)
            if isinstance(told, EventFields) and path[: len(place) + 1] == (*place, "title"):
                yield from _given_away(graph, file, path, text, details=_BIRTH)
        return
    for path, text in _prose(file.record):
        for part in _PARAGRAPH.finditer(text):
            if f"[[{id}" in part[0]:
                yield from _given_away(graph, file, path, text, part.span())


def _words(graph: Graph, file: RecordFile, item_ids: Iterable[str]) -> dict[KeyPath, str]:
    """By its place, what the editors say in prose, and in items that tell of a person."""
    found = dict(_prose(file.record))
    for item_id in item_ids:
        told, place = _item(graph, file, item_id)
        found |= _texts(told, place)
    return {path: text for path, text in found.items() if not _NOT_OURS & set(path)}


def _named(
    graph: Graph,
    file: RecordFile,
    id: str,
    name: re.Pattern[str] | None,
    texts: Mapping[KeyPath, str],
) -> Iterator[Problem]:
    """Where texts name a person outside a reference."""
    if name is None:
        return
    for path, text in texts.items():
        masked = _WRITTEN.sub(lambda match: " " * len(match[0]), text)
        for match in name.finditer(masked):
            yield Problem(
                graph.places.in_prose(file, path, text, match.start()),
                Code.PROTECTED_PERSON,
                f"'{match[0]}' is protected and named outside a reference",
                f"write [[{id}|{match[0]}]], or leave the name out: only references are kept "
                "out of search and exports",
            )


def _otherwise(
    graph: Graph, file: RecordFile, item_ids: Iterable[str], id: str
) -> Iterator[Problem]:
    """Where events say by which name a document calls a person."""
    for item_id in item_ids:
        told, place = _item(graph, file, item_id)
        if not isinstance(told, EventFields):
            continue
        for role, members in (("actor", told.actor), ("target", told.target), ("with", told.with_)):
            for index, one in enumerate(members):
                if one.id == id and one.as_:
                    yield Problem(
                        graph.places.value(file, (*place, role, index, "as")),
                        Code.PROTECTED_PERSON,
                        f"'{one.as_}' is protected and named outside a reference",
                        "leave out 'as': it is not kept out of search",
                    )


def _item(graph: Graph, file: RecordFile, item_id: str) -> tuple[BaseModel | None, KeyPath]:
    """What of a file is told as one, and where it stands: an item, or a record that is one."""
    tables: tuple[Mapping[str, Item[Any]], ...] = (
        *(graph.events, graph.statements, graph.relations, graph.figures, graph.discrepancies),
    )
    found = next((table[item_id] for table in tables if item_id in table), None)
    if found is not None:
        return found.fields, found.path
    return (file.record, ()) if file.type in ("event", "statement") else (None, ())


def _given_away(
    graph: Graph,
    file: RecordFile,
    path: KeyPath,
    text: str,
    span: tuple[int, int] | None = None,
    details: Mapping[str, re.Pattern[str]] = _DETAILS,
) -> Iterator[Problem]:
    masked = _WRITTEN.sub(lambda match: "·" * len(match[0]), text)
    for what, pattern in details.items():
        for match in pattern.finditer(masked, *(span or (0, len(masked)))):
            yield Problem(
                graph.places.in_prose(file, path, text, match.start()),
                Code.PROTECTED_PERSON,
                f"{what} of somebody who is protected: '{match[0]}'",
                "leave it out; if this is a public figure, say so in 'protection'",
            )


def _prose(record: Record) -> Iterator[tuple[KeyPath, str]]:
    """Yield every piece of prose in a record, with its place."""
    for one in references_and_prose(record):
        if isinstance(one, ProseField):
            yield one.path, one.text


def _texts(value: Any, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    """Yield every text of a model, with its place."""
    match value:
        case str():
            yield path, value
        case Text():
            for lang, words in value.values:
                yield ((*path, lang) if lang else path), words
        case BaseModel():
            for name, field in type(value).model_fields.items():
                yield from _texts(getattr(value, name), (*path, field.alias or name))
        case tuple():
            for index, one in enumerate(value):
                yield from _texts(one, (*path, index))
        case dict():
            for key, one in value.items():
                yield from _texts(one, (*path, key))


def _name_of(person: Entity) -> re.Pattern[str] | None:
    """Any name of a person; of one word only if it is long, and as it is written.

    A short word may be that of somebody else, and one in small letters another word.
    """
    names = {words for _, words in person.name.values} | {*person.names.values(), *person.aliases}
    parts = []
    for one in sorted(names, key=len, reverse=True):
        if " " in one or _CJK.search(one):
            words = r"\s+".join(re.escape(part) for part in one.split())
            parts.append(f"(?i:{words})")
        elif len(one) >= _LONG and not one[0].islower():
            parts.append(re.escape(one))
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)") if parts else None


def _class(person: Entity) -> str:
    return "victim" if person.protection == "victim" else "private person"

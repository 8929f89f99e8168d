"""Finding every id and every piece of prose in a record."""

import typing
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel

from dossier.model.article import Article
from dossier.model.block import TimelineBlock
from dossier.model.entity import Entity
from dossier.model.field import Ref
from dossier.model.instrument import Instrument
from dossier.model.reference import (
    KeyPath,
    ProseField,
    Reference,
    references_and_prose,
    references_in_data,
)
from dossier.model.statement import Statement
from dossier.model.text import ProseMark
from dossier.model.theme import Theme

MAXIMAL: dict[str, Any] = {
    "id": "maximal",
    "was": ["older"],
    "themes": ["t1"],
    "corrections": [{"date": "2022", "kind": "update", "text": {"en": "c-en", "fr": "c-fr"}}],
    "note": "not [[shown]]",
    "sort_as": "not [[shown]]",
    "title": {"en": "not [[prose]]", "fr": "ni [[ceci]]"},
    "kind": "press",
    "lang": "fr",
    "author": ["not-an-id"],
    "publisher": "pub",
    "tier": "primary",
    "copy_of": "original",
    "based_on": ["agency", "release"],
    "via": "not-an-id",
    "snapshots": [{"captured": "2022", "sha256": "0" * 64}],
    "mentions": ["m1", "m2"],
    "events": [
        {
            "id": "e1",
            "title": "not prose",
            "date": "2021",
            "date_note": "e-date",
            "kind": "listing",
            "actor": ["actor"],
            "target": [{"id": "target", "as": "Target Ltd"}],
            "with": [{"id": "with1"}, "with2"],
            "instruments": ["list"],
            "place": "here",
            "summary": {"en": "e-summary"},
            "cites": ["e-source", {"source": "e-source-2", "at": {"quote": "not [[prose]]"}}],
            "public_note": "e-note",
            "conflicts_with": ["e7"],
            "distinct_from": ["e6"],
            "themes": ["t2"],
        }
    ],
    "statements": [
        {
            "id": "s1",
            "kind": "response",
            "by": ["speaker"],
            "to": ["hearer"],
            "about": ["topic", "other#e9"],
            "against": ["accused"],
            "text": "s-text",
            "quotes": [{"text": "not [[prose]]", "lang": "fr", "source": "q-source"}],
            "said": "2021",
            "said_in": {"kind": "speech", "note": "s-setting"},
            "ground": {"by": ["court"], "source": "g-source"},
            "responds_to": ["other#s9"],
            "for": ["client"],
            "no_reply": [{"party": "silent", "as_of": "2022", "looked_in": "s-looked"}],
            "reply_not_sought": ["unasked"],
            "conflicts_with": ["s2"],
            "cites": ["s-source"],
            "public_note": "s-note",
            "themes": ["t3"],
        }
    ],
    "relations": [
        {
            "id": "r1",
            "subject": "subject",
            "predicate": "part-of",
            "object": "object",
            "public_note": "r-note",
            "cites": ["r-source"],
        }
    ],
    "figures": [
        {
            "id": "f1",
            "about": ["f-topic"],
            "measure": "not prose",
            "value": "5",
            "unit": "USD",
            "converted_from": "f9",
            "variant_of": "other#f8",
            "public_note": "f-note",
            "cites": ["f-source"],
        }
    ],
    "discrepancies": [
        {
            "id": "d1",
            "about": ["d-topic"],
            "stated": "d-stated",
            "found": "d-found",
            "cites": ["d-source"],
            "note": {"en": "d-note-en", "fr": "d-note-fr"},
        }
    ],
    "reports": [{"id": "other#e8", "as": "announced"}],
    "body": "b-plain",
}

SUBJECT = "article|entity|event|instrument|statement|theme"
REFERENCES = [
    (("themes", 0), "t1", "theme"),
    (("publisher",), "pub", "entity"),
    (("copy_of",), "original", "article"),
    (("based_on", 0), "agency", "article"),
    (("based_on", 1), "release", "article"),
    (("mentions", 0), "m1", "article|entity|instrument|theme"),
    (("mentions", 1), "m2", "article|entity|instrument|theme"),
    (("events", 0, "actor", 0, "id"), "actor", "entity"),
    (("events", 0, "target", 0, "id"), "target", "entity"),
    (("events", 0, "with", 0, "id"), "with1", "entity"),
    (("events", 0, "with", 1, "id"), "with2", "entity"),
    (("events", 0, "instruments", 0), "list", "instrument"),
    (("events", 0, "place"), "here", "entity"),
    (("events", 0, "conflicts_with", 0), "e7", "event item"),
    (("events", 0, "distinct_from", 0), "e6", "event item"),
    (("events", 0, "cites", 0, "source"), "e-source", "article"),
    (("events", 0, "cites", 1, "source"), "e-source-2", "article"),
    (("events", 0, "themes", 0), "t2", "theme"),
    (("statements", 0, "by", 0), "speaker", "entity"),
    (("statements", 0, "to", 0), "hearer", "entity"),
    (("statements", 0, "about", 0), "topic", f"{SUBJECT} item"),
    (("statements", 0, "about", 1), "other#e9", f"{SUBJECT} item"),
    (("statements", 0, "against", 0), "accused", "entity"),
    (("statements", 0, "quotes", 0, "source"), "q-source", "article"),
    (("statements", 0, "ground", "source"), "g-source", "article"),
    (("statements", 0, "ground", "by", 0), "court", "entity"),
    (("statements", 0, "responds_to", 0), "other#s9", "statement item"),
    (("statements", 0, "for", 0), "client", "entity"),
    (("statements", 0, "no_reply", 0, "party"), "silent", "entity"),
    (("statements", 0, "reply_not_sought", 0), "unasked", "entity"),
    (("statements", 0, "conflicts_with", 0), "s2", "statement item"),
    (("statements", 0, "cites", 0, "source"), "s-source", "article"),
    (("statements", 0, "themes", 0), "t3", "theme"),
    (("relations", 0, "subject"), "subject", "article|entity|instrument"),
    (("relations", 0, "object"), "object", "article|entity|instrument"),
    (("relations", 0, "cites", 0, "source"), "r-source", "article"),
    (("figures", 0, "about", 0), "f-topic", f"{SUBJECT} item"),
    (("figures", 0, "converted_from"), "f9", "figure item"),
    (("figures", 0, "variant_of"), "other#f8", "figure item"),
    (("figures", 0, "cites", 0, "source"), "f-source", "article"),
    (("discrepancies", 0, "about", 0), "d-topic", f"{SUBJECT} item"),
    (("discrepancies", 0, "cites", 0, "source"), "d-source", "article"),
    (("reports", 0, "id"), "other#e8", "event item"),
]
PROSE = [
    (("corrections", 0, "text", "en"), "en", "c-en"),
    (("corrections", 0, "text", "fr"), "fr", "c-fr"),
    (("body",), "", "b-plain"),
    (("events", 0, "date_note"), "", "e-date"),
    (("events", 0, "summary", "en"), "en", "e-summary"),
    (("events", 0, "public_note"), "", "e-note"),
    (("statements", 0, "text"), "", "s-text"),
    (("statements", 0, "said_in", "note"), "", "s-setting"),
    (("statements", 0, "no_reply", 0, "looked_in"), "", "s-looked"),
    (("statements", 0, "public_note"), "", "s-note"),
    (("relations", 0, "public_note"), "", "r-note"),
    (("figures", 0, "public_note"), "", "f-note"),
    (("discrepancies", 0, "stated"), "", "d-stated"),
    (("discrepancies", 0, "found"), "", "d-found"),
    (("discrepancies", 0, "note", "en"), "en", "d-note-en"),
    (("discrepancies", 0, "note", "fr"), "fr", "d-note-fr"),
]


def kinds(reference: Reference) -> str:
    names = "|".join(sorted(reference.ref.kinds))
    return f"{names} item" if reference.ref.items else names


def references(found: list[Reference | ProseField]) -> list[tuple[KeyPath, str, str]]:
    return [(one.path, one.id, kinds(one)) for one in found if isinstance(one, Reference)]


def prose(found: list[Reference | ProseField]) -> list[tuple[KeyPath, str, str]]:
    return [(one.path, one.lang, one.text) for one in found if isinstance(one, ProseField)]


def marked(hint: object) -> bool:
    """Whether a field of this type holds ids or prose itself."""
    if isinstance(hint, ProseMark) or (isinstance(hint, Ref) and hint.kinds):
        return True
    return any(marked(part) for part in typing.get_args(hint))


def models_within(value: object) -> Iterator[BaseModel]:
    if isinstance(value, BaseModel):
        yield value
        value = tuple(getattr(value, name) for name in type(value).model_fields)
    if isinstance(value, tuple):
        for member in value:
            yield from models_within(member)


def test_the_article_here_has_every_field_that_holds_ids_or_prose() -> None:
    missing: dict[str, set[str]] = {}
    for model in models_within(Article.model_validate(MAXIMAL)):
        hints = typing.get_type_hints(type(model), include_extras=True)
        fields = {name for name in type(model).model_fields if marked(hints[name])}
        found = missing.setdefault(type(model).__name__, fields)
        missing[type(model).__name__] = found - model.model_fields_set
    assert {name: fields for name, fields in missing.items() if fields} == {}


def test_every_reference_of_an_article_is_found_in_its_place() -> None:
    found = list(references_and_prose(Article.model_validate(MAXIMAL)))
    assert sorted(references(found), key=str) == sorted(REFERENCES, key=str)


def test_every_piece_of_prose_of_an_article_is_found_in_its_language() -> None:
    found = list(references_and_prose(Article.model_validate(MAXIMAL)))
    assert sorted(prose(found), key=str) == sorted(PROSE, key=str)


def test_plain_data_gives_what_the_model_gives() -> None:
    whole = list(references_and_prose(Article.model_validate(MAXIMAL)))
    plain = list(references_in_data(Article, MAXIMAL))
    assert references(plain) == references(whole)
    assert prose(plain) == prose(whole)


def test_the_fields_are_searched_in_their_order() -> None:
    found = references(list(references_and_prose(Article.model_validate(MAXIMAL))))
    keys = list(dict.fromkeys(path[0] for path, _, _ in found))
    fields = [field.alias or name for name, field in Article.model_fields.items()]
    assert keys == [name for name in fields if name in keys]


@pytest.mark.parametrize(
    ("data", "found"),
    [
        ({"kind": 5, "publisher": "pub"}, ["pub"]),
        ({"publisher": ["pub"]}, []),
        ({"mentions": {"a": "b"}}, []),
        ({"mentions": ["a", ["b"], "c"]}, ["a", "c"]),
        ({"mentions": "a"}, ["a"]),
        ({"events": "soon"}, []),
        ({"events": ["soon", {"actor": "acme"}]}, ["acme"]),
        ({"events": {"actor": "acme"}}, ["acme"]),
        ({"events": [{"actor": {"id": "acme", "as": ["x"]}}]}, ["acme"]),
        ({"events": [{"cites": "gazette"}]}, ["gazette"]),
        ({"events": [{"cites": [{"at": {"quote": "q"}}, {"source": "s"}]}]}, ["s"]),
        ({"statements": [{"said_in": "speech", "ground": "g"}]}, ["g"]),
        ({"unknown": "x", "via": "y", "id": "z", "was": ["w"]}, []),
        ({}, []),
    ],
)
def test_broken_data_is_searched_past_what_is_amiss(data: dict[str, Any], found: list[str]) -> None:
    assert [one.id for one in references_in_data(Article, data) if isinstance(one, Reference)] == (
        found
    )


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("text", [(("body",), "", "text")]),
        (
            {"en": "a", "xx-YY-ZZ": "b"},
            [(("body", "en"), "en", "a"), (("body", "xx-YY-ZZ"), "xx-YY-ZZ", "b")],
        ),
        ({"en": ["a"], "fr": "b"}, [(("body", "fr"), "fr", "b")]),
        (["a"], []),
    ],
)
def test_broken_prose_is_read_where_it_is_text(body: object, found: list[object]) -> None:
    assert prose(list(references_in_data(Article, {"body": body}))) == found


@pytest.mark.parametrize(
    ("model", "fields", "paths"),
    [
        (
            Entity,
            {
                "name": "A",
                "kind": "person",
                "relations": [{"id": "r", "predicate": "x", "object": "o"}],
            },
            [("relations", 0, "object")],
        ),
        (
            Instrument,
            {"title": "A", "kind": "law", "issuer": "i", "texts": ["a", "b"], "does": "x"},
            [("issuer", 0), ("texts", 0), ("texts", 1), ("does",)],
        ),
        (
            Theme,
            {"title": "A", "scope": "s", "open_questions": ["q1", "q2"]},
            [("scope",), ("open_questions", 0), ("open_questions", 1)],
        ),
        (
            Statement,
            {"by": "m", "text": {"en": "x"}, "title": "not prose"},
            [("by", 0), ("text", "en")],
        ),
        (TimelineBlock, {"events": "a#e1", "theme": "t"}, [("events", 0), ("theme",)]),
    ],
)
def test_other_models_are_searched_alike(
    model: Any, fields: dict[str, Any], paths: list[KeyPath]
) -> None:
    assert [one.path for one in references_in_data(model, fields)] == paths

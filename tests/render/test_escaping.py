"""No text field of any record can bring in markup: each payload is compared to a harmless twin."""

import types
import typing
from functools import cache
from typing import Any

import pytest
from lxml import html
from pydantic import BaseModel

from dossier.model.block import BLOCKS
from dossier.model.edtf import Edtf
from dossier.model.field import (
    Choice,
    Country,
    Date,
    Day,
    Digest,
    Flag,
    Language,
    LocalId,
    Number,
    Ref,
    Url,
)
from dossier.model.record import Record
from dossier.model.text import Text
from dossier.records.decode import MODELS
from dossier.render.renderer import Renderer
from dossier.views.composer import Composer, Site
from dossier.views.embed import embedded
from dossier.views.path import REGISTERS
from dossier.views.site import pages
from tests.maker import make_site

HARMLESS = "harmless words"
PAYLOADS = [
    "</title><script>alert(1)</script>",
    '"><img onerror=x>',
    "' onmouseover='alert(1)' x='",
    "x</p></div></article><iframe src=//evil.example>",
    "x<style>*{display:none}</style><svg/onload=alert(1)>",
    "x --><!-- ]]> <![CDATA[ <b>",
    "x {{ 7 * 7 }} {% for a in b %} ${x} {# y",
    "x [y](javascript:alert(1)) <javascript:alert(1)>",
    "x &lt;script&gt; &#60;script&#62; &amp;lt;",
]
IDS = {
    "article": "article-1",
    "entity": "entity-1",
    "instrument": "instrument-1",
    "event": "event-1",
    "statement": "statement-1",
    "theme": "theme-1",
    "figure": "article-1#figure",
}
PLAIN: list[tuple[Any, object]] = [
    (Url, "https://example.org/x"),
    (Country, "FR"),
    (Language, "en"),
    (Digest, "0" * 64),
    (Date, "2021-12-10"),
    (Day, "2021-12-10"),
    (Flag, "true"),
    (Number, "5"),
]
LEFT_OUT = {"id", "until", "was", "state"}
"""Fields of a record that hold no text that readers see."""


def filled(model: type[BaseModel], text: str) -> dict[str, Any]:
    """Data for a model with every field there, and the text wherever any text may stand."""
    hints = typing.get_type_hints(model, include_extras=True)
    data = {}
    for name, field in model.model_fields.items():
        if not (issubclass(model, Record) and name in LEFT_OUT):
            data[field.alias or name] = value(hints[name], model, text)
    return data


def value(hint: Any, model: type[BaseModel], text: str) -> Any:
    for plain, one in PLAIN:
        if hint == plain:
            return one
    if hint == LocalId:
        return model.__name__.lower()
    origin, parts = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Annotated:
        for mark in parts[1:]:
            if isinstance(mark, Ref):
                return IDS[min(mark.kinds)]
            if isinstance(mark, Choice):
                return list(mark.choices)[-1]
        return value(parts[0], model, text)
    if origin is tuple:
        return [value(parts[0], model, text)]
    if origin is dict:
        return {"zh-Hans" if parts[0] == Language else text: text}
    if origin in (typing.Union, types.UnionType):
        return value(next(part for part in parts if part is not types.NoneType), model, text)
    if hint is Text:
        return {"en": text, "de": text} if text == HARMLESS else {"en": text, "de": "x"}
    if hint is str:
        return text
    assert issubclass(hint, BaseModel), hint
    return filled(hint, text)


def site_of(text: str) -> Site:
    records = tuple(
        model.model_validate({"id": f"{type}-1"} | filled(model, text))
        for type, model in MODELS.items()
    )
    return make_site(*records, site_name=text, contact="a@example.org", repo_url="https://x.org/")


@cache
def rendered(text: str) -> dict[str, str]:
    """Every page and block of a site in which every field holds the text."""
    site = site_of(text)
    found = {}
    for lang in ("en", "fr"):
        compose = Composer(site, lang)
        renderer = Renderer(compose)
        found |= {page.path: renderer.body(page).html for page in pages(compose)}
        for name, block in BLOCKS.items():
            options = {"id": "entity-1"} if name == "entity-card" else {}
            shown = embedded(compose, block.model_validate(options))
            fragment = renderer.fragment(shown.macro, shown.value)
            found[f"{lang} {name}"] = renderer.placed(fragment, "")
    return found


def skeleton(markup: str) -> set[tuple[str, tuple[str, ...]]]:
    """The kinds of elements of a page: their names, with the names of their attributes."""
    tree = html.fragment_fromstring(markup, create_parent="div")
    return {(str(one.tag), tuple(sorted(one.keys()))) for one in tree.iter()}


def addresses(markup: str) -> set[str]:
    return set(html.fragment_fromstring(markup, create_parent="div").xpath("//@href | //@src"))


def names(markup: str) -> set[str]:
    return {name for name, _ in skeleton(markup)}


def test_the_site_has_the_text_in_every_field_and_shows_it() -> None:
    shown = rendered(HARMLESS)
    assert len(shown) == 2 * (len(REGISTERS) + len(MODELS) + len(BLOCKS))
    assert len([path for path, page in shown.items() if HARMLESS in page]) > 30
    assert shown["articles/article-1/"].count(HARMLESS) > 60


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_adds_no_element_to_any_page(payload: str) -> None:
    twin = rendered(HARMLESS)
    for path, markup in rendered(payload).items():
        assert names(markup) - names(twin[path]) <= {"p", "a"}, path
        assert not names(markup) & {"script", "img", "iframe", "style", "svg", "b"}, path


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_adds_no_attribute_to_any_element(payload: str) -> None:
    twin = {
        (element, attribute)
        for markup in rendered(HARMLESS).values()
        for element, attributes in skeleton(markup)
        for attribute in attributes
    }
    for path, markup in rendered(payload).items():
        for element, attributes in skeleton(markup):
            assert {(element, attribute) for attribute in attributes} <= twin, path


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_leads_nowhere(payload: str) -> None:
    for path, markup in rendered(payload).items():
        assert addresses(markup) <= addresses(rendered(HARMLESS)[path]), path


@pytest.mark.parametrize("payload", PAYLOADS[:4])
def test_readers_see_the_payload_as_it_was_written(payload: str) -> None:
    page = html.fragment_fromstring(rendered(payload)["entities/entity-1/"], create_parent="div")
    assert page.xpath("//h1")[0].text_content() == payload
    assert payload in page.xpath("//p[@class='d-aliases']")[0].text_content()


@pytest.mark.parametrize("payload", PAYLOADS[:3])
def test_titles_and_headings_are_handed_on_as_plain_text(payload: str) -> None:
    compose = Composer(site_of(payload), "en")
    renderer = Renderer(compose)
    bodies = [renderer.body(page) for page in pages(compose)]
    assert [body.title for body in bodies if body.kind == "instrument"] == [payload]
    assert all(heading.title for body in bodies for heading in body.headings)
    assert not any("&lt;" in body.title and "&lt;" not in payload for body in bodies)


def test_nothing_of_a_record_is_run_as_a_template() -> None:
    payload = "x {{ 7 * 7 }} {% for a in b %} ${x} {# y"
    page = rendered(payload)["themes/theme-1/"]
    assert "{{ 7 * 7 }}" in page
    assert "49" not in page


def test_the_filling_reaches_every_field_of_every_record() -> None:
    text = "findme"
    for type, model in MODELS.items():
        record = model.model_validate({"id": f"{type}-1"} | filled(model, text))
        empty = {name for name in model.model_fields if not getattr(record, name)}
        assert empty <= LEFT_OUT, type
        assert Edtf("2021-12-10") in {getattr(record, name) for name in ("review_by",)}

"""What the head of a page says to those who show a link to it."""

from typing import Any

import pytest
from lxml import html

from dossier.assembly import assemble
from dossier.host.config import read_options
from dossier.model.record import Record
from dossier.render.preview import locale_code
from dossier.render.renderer import Renderer
from dossier.views.composer import Composer, Site
from dossier.views.site import page_of
from tests.conftest import SAMPLE
from tests.hostile.payload import BREAKERS
from tests.maker import make_article, make_entity, make_instrument, make_site


def said(head: str) -> dict[str, list[str]]:
    """The properties in a head, each with what it says."""
    found: dict[str, list[str]] = {}
    for one in html.fragment_fromstring(head, create_parent="head").iter("meta"):
        found.setdefault(one.get("property") or one.get("name"), []).append(one.get("content"))
    return found


def head(key: str, *records: Record, lang: str = "en", **options: Any) -> dict[str, list[str]]:
    compose = Composer(make_site(*records, **options), lang)
    return said(Renderer(compose).body(page_of(compose, key)).head)


def test_a_page_says_its_title_its_address_and_its_languages() -> None:
    acme = make_entity(body="Makes all [@gazette]. It is old.")
    options = {"site_url": "https://example.org/d/", "site_name": "The Dossier"}
    assert head("acme", acme, make_article(), lang="fr", **options) == {
        "og:type": ["article"],
        "og:title": ["Acme"],
        "og:description": ["Makes all."],
        "og:url": ["https://example.org/d/fr/entities/acme/"],
        "og:site_name": ["The Dossier"],
        "og:locale": ["fr_FR"],
        "og:locale:alternate": ["en_GB"],
        "twitter:card": ["summary"],
    }


def test_a_register_is_no_article_and_says_its_title_for_want_of_more() -> None:
    found = head("timeline/", lang="fr")
    assert found["og:type"] == ["website"]
    assert found["og:title"] == found["og:description"] == ["Chronologie"]


def test_a_site_without_an_address_says_none() -> None:
    assert "og:url" not in head("timeline/")


def test_a_title_is_that_of_the_page() -> None:
    article = make_article(title="A listing", publisher_name="Gazette")
    assert head("gazette", article)["og:title"] == ["A listing (Gazette)"]


def test_a_record_says_when_it_was_changed_where_that_is_known() -> None:
    options = read_options(None, SAMPLE)
    assembled = assemble(options)
    compose = Composer(Site(assembled.graph, assembled.history, options), "en")
    for id, file in assembled.graph.files.items():
        change = compose.change(file)
        found = said(Renderer(compose).body(page_of(compose, id)).head)
        assert found.get("article:modified_time") == ([change.day] if change else None)


@pytest.mark.parametrize("payload", BREAKERS)
def test_no_text_brings_markup_into_a_head(payload: str) -> None:
    compose = Composer(make_site(make_instrument(title=payload), site_name=payload), "en")
    made = Renderer(compose).body(page_of(compose, "blacklist")).head
    tree = html.fragment_fromstring(made, create_parent="head")
    assert {one.tag for one in tree.iterdescendants()} == {"script", "meta"}
    assert {tuple(one.keys()) for one in tree.iter("meta")} <= {
        ("property", "content"),
        ("name", "content"),
    }
    assert said(made)["og:title"] == said(made)["og:site_name"] == [payload]


@pytest.mark.parametrize(
    ("lang", "code"),
    [("en", "en_GB"), ("fr", "fr_FR"), ("fr-CA", "fr_CA"), ("zh-Hant", "zh_TW"), ("ug", "ug_CN")],
)
def test_a_language_is_said_with_a_country(lang: str, code: str) -> None:
    assert locale_code(lang) == code

"""The page of an article: the template for Wikipedia."""

from typing import Any

import pytest

from dossier.views.article import article_page
from dossier.views.composer import Composer
from tests.maker import make_article, make_entity, make_site

COPY = "https://web.archive.org/web/20211213093000/https://a.example/"


def template(*quotes: dict[str, str], **fields: Any) -> str:
    """The template of an article in which somebody said something, with quotations of it."""
    said = {"id": "s", "kind": "remark", "by": "acme", "said": "2021", "text": "It says so."}
    article = make_article(
        url="https://a.example/", statements=[said | {"quotes": list(quotes)}], **fields
    )
    site = make_site(make_entity("acme"), article, make_article("other"))
    return article_page(Composer(site, "en"), site.graph.files["gazette"], article).template


def quote(text: str, **fields: str) -> dict[str, str]:
    return {"text": text, "lang": "en", "role": "original"} | fields


def test_the_one_quotation_of_a_document_is_quoted() -> None:
    assert "|quote=So be it.}}" in template(quote("So be it."))


@pytest.mark.parametrize(
    "quotes",
    [
        [],
        [quote("One."), quote("Another.")],
        [quote("From elsewhere.", source="other")],
        [quote("Our words.", role="our-translation")],
        [quote("Their words.", role="published-rendering")],
    ],
)
def test_what_does_not_stand_in_a_document_is_not_quoted(quotes: list[dict[str, str]]) -> None:
    assert "quote=" not in template(*quotes)


def test_a_public_copy_has_its_own_day_not_that_of_the_snapshot() -> None:
    snapshot = {"captured": "2026-11-22", "sha256": "ab" * 32, "url": COPY}
    found = template(snapshots=[snapshot])
    assert f"|archive-url={COPY} |archive-date=13 December 2021" in found

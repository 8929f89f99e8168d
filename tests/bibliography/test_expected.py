"""Sixty legal and press sources: what each style should print, and what the engine does."""

from collections import Counter
from pathlib import Path

import pytest
import yaml

from dossier.bibliography.bibliography import bibliography
from dossier.bibliography.csl import Item, Publisher, item_of
from dossier.bibliography.style import STYLES
from dossier.model.article import Article

EXPECTED = Path(__file__).with_name("expected.yml")
SOURCES = Path(__file__).with_name("sources.yml")
LEFT = {
    # To the engine a word behind "A.I." begins a sentence.
    ("nyt-2019-face-scans", "chicago-notes en"),
    ("nyt-2019-face-scans", "oscola en"),
    ("nyt-2019-face-scans", "oscola fr"),
    # It capitalises the second half of a compound, and not its first behind a quotation mark.
    ("reuters-2022-ohchr", "chicago-notes en"),
    ("reuters-2022-ohchr", "oscola en"),
    ("reuters-2022-ohchr", "oscola fr"),
    # Courts have the names of their records, no style's abbreviations; an unreported foreign
    # ruling stands like a reported one.
    ("dc-circuit-2024-hikvision", "chicago-notes en"),
    ("dc-circuit-2024-hikvision", "apa en"),
    ("dc-circuit-2024-hikvision", "oscola en"),
    ("dc-circuit-2024-hikvision", "oscola fr"),
    # Quotation marks within a Chinese title become those of the page's language.
    ("uscntv-2019-entity-list-28", "apa fr"),
    ("uscntv-2019-entity-list-28", "iso690 en"),
    ("uscntv-2019-entity-list-28", "iso690 fr"),
}
"""Where the engine differs from what is expected."""


def sources(lang: str) -> dict[str, Item]:
    """The sources as citation styles see them, on pages of a language."""
    found = {}
    for id, fields in yaml.safe_load(SOURCES.read_text("utf-8")).items():
        names = fields.pop("published_by", None) or {lang: fields.get("publisher_name", "")}
        article = Article.model_validate(
            {"id": id, **fields, "published": str(fields["published"])}
        )
        title = article.title.words(lang, article.lang)
        found[id] = item_of(article, Publisher(names[lang], names.get("country", "")), title)
    return found


@pytest.fixture(scope="module")
def expected() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = yaml.safe_load(EXPECTED.read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def different(expected: dict[str, dict[str, str]]) -> set[tuple[str, str]]:
    found = set()
    for style in STYLES:
        made = bibliography(style)
        if made.is_plain:
            pytest.skip("pandoc is not installed: pip install pypandoc_binary")
        for lang in ("en", "fr"):
            items = sources(lang)
            made.prepare((one, lang) for one in items.values())
            found |= {
                (id, f"{style} {lang}")
                for id, one in items.items()
                if made.reference(one, lang) != expected[id][f"{style} {lang}"]
            }
    return found


def test_there_are_sixty_sources_a_third_of_them_legal(
    expected: dict[str, dict[str, str]],
) -> None:
    known = sources("en")
    assert len(expected) == 60
    assert known.keys() == expected.keys()
    assert sum(known[id].kind in ("law", "notice", "ruling") for id in expected) == 20
    assert all(len(strings) == 2 * len(STYLES) for strings in expected.values())


def test_the_engine_differs_where_we_know_it_does_and_nowhere_else(
    different: set[tuple[str, str]],
) -> None:
    assert different == LEFT


def test_in_every_style_95_of_100_are_equal(different: set[tuple[str, str]]) -> None:
    wrong = Counter(style for _, style in different)
    assert all(number <= 60 * 0.05 for number in wrong.values()), wrong

"""Styles made independent, engine, sanitising, cache: references made once and kept."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from dossier.bibliography.bibliography import Bibliography
from dossier.bibliography.cache import Cache
from dossier.bibliography.csl import Item, page_item
from dossier.bibliography.name import APA, CHICAGO, ISO, OSCOLA
from dossier.bibliography.pandoc import Pandoc, _cleaned, installed_pandoc
from dossier.bibliography.style import STYLES, Style, style_for
from dossier.errors import MachineError
from dossier.model.edtf import Edtf
from dossier.render.reference import linked, page_reference
from tests.bibliography.test_csl import item

BOTH = ("en", "fr")


@pytest.fixture
def pandoc() -> Pandoc:
    """That of the extra; without it these tests are skipped."""
    found = installed_pandoc()
    if found is None:
        pytest.skip("pandoc is not installed: pip install pypandoc_binary")
    return found


@dataclass(frozen=True)
class Counted(Pandoc):
    """A pandoc that says how many items it was given, call by call."""

    given: list[int]

    def references(self, style: Style, items: Mapping[str, dict[str, Any]]) -> dict[str, str]:
        self.given.append(len(items))
        return Pandoc.references(self, style, items)


def counted(pandoc: Pandoc) -> Counted:
    return Counted(pandoc.program, pandoc.version, [])


def made(pandoc: Pandoc, style: str, lang: str, *items: Item) -> list[str]:
    found = Bibliography(style, pandoc)
    found.prepare((one, lang) for one in items)
    return [found.reference(one, lang) for one in items]


@pytest.mark.parametrize("name", STYLES)
@pytest.mark.parametrize("lang", BOTH)
def test_a_style_depends_on_no_neighbours(name: str, lang: str) -> None:
    csl = style_for(name, lang).csl
    for attribute in ("disambiguate-add-", "givenname-disambig", " collapse=", "author-substitute"):
        assert attribute not in csl


def test_a_language_without_a_style_of_its_own_has_the_english_one() -> None:
    assert style_for(CHICAGO, "zh-Hans") == style_for(CHICAGO, "en")
    assert style_for(APA, "fr-CA").locale == "fr-FR"


def test_the_same_source_twice_reads_the_same_and_has_no_letter_behind_its_year(
    pandoc: Pandoc,
) -> None:
    one = item(author=["Doe, Jane"])
    first, second = made(pandoc, APA, "en", one, replace(one, id="other", url="https://e.org/"))
    assert "2021a" not in first
    assert second.startswith(first)


def test_french_is_written_as_the_french_do(pandoc: Pandoc) -> None:
    one = item(published="2021-10-01", accessed="2026-11", url="https://example.org/x")
    (chicago,) = made(pandoc, CHICAGO, "fr", one)
    (apa,) = made(pandoc, APA, "fr", one)
    (iso,) = made(pandoc, ISO, "fr", one)
    assert "1er octobre 2021" in chicago
    assert "(2021, 1er octobre)" in apa
    assert "Consulté en novembre 2026" in iso.replace("\u00a0", " ")


def test_a_law_of_another_country_keeps_its_number_in_every_style(pandoc: Pandoc) -> None:
    law = item(
        "European Parliament",
        kind="law",
        title="Regulation (EU) 2021/821 of 20 May 2021",
        container="Official Journal of the European Union",
        number=["Regulation (EU) 2021/821", "OJ L 206, 11.6.2021, p. 1"],
        url="https://example.org/x",
    )
    for style in STYLES:
        for lang in BOTH:
            (found,) = made(pandoc, style, lang, law)
            number = "[2021] OJ L206/1" if style == OSCOLA else "OJ L 206, 11.6.2021, p. 1"
            assert number in found, (style, lang)
            assert "Pub. L." not in found


def test_what_is_in_a_source_is_text_and_nothing_else(pandoc: Pandoc) -> None:
    nasty = "<script>alert(1)</script> <b>bold</b> & *star* $x$ [@foo] {.y} `z` <!-- -->"
    for style in STYLES:
        for lang in BOTH:
            one = replace(item(kind="web"), title=nasty, url='https://e.org/?a=1&b="><script>')
            (found,) = made(pandoc, style, lang, one)
            assert "<script" not in found.lower()
            assert "<b>" not in found
            assert "&lt;b&gt;" in found.lower()
            assert "\u2060" not in found


def test_of_markup_only_a_few_tags_without_attributes_are_kept() -> None:
    markup = '<em onclick="x">a</em><a href="javascript:x">b</a><em>c</em> <img src=x> 1 &lt; 2'
    assert _cleaned(markup) == "a</em>b<em>c</em>  1 &lt; 2".replace("  ", " ")


def test_a_pandoc_that_fails_is_an_error(tmp_path: Path) -> None:
    broken = tmp_path / "pandoc"
    broken.write_text("#!/bin/sh\necho out of order >&2\nexit 3\n")
    broken.chmod(0o755)
    for program, said in ((broken, "out of order"), (tmp_path / "none", "cannot be run")):
        with pytest.raises(MachineError, match=said):
            made(Pandoc(program, "1"), CHICAGO, "en", item())


def test_without_an_engine_there_are_no_references() -> None:
    plain = Bibliography(CHICAGO)
    plain.prepare([(item(), "en")])
    assert plain.is_plain
    assert plain.is_complete
    assert plain.reference(item(), "en") == ""


def test_one_call_for_each_language_and_none_when_nothing_has_changed(
    pandoc: Pandoc, tmp_path: Path
) -> None:
    engine = counted(pandoc)
    items = [
        (replace(item(), id=f"a{n}", title=f"Title {n}"), lang) for n in range(5) for lang in BOTH
    ]
    for _ in range(2):
        Bibliography(CHICAGO, engine, tmp_path / "kept.db").prepare(items)
    assert engine.given == [5, 5]


def test_many_references_are_made_in_portions(
    pandoc: Pandoc, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = counted(pandoc)
    monkeypatch.setattr("dossier.bibliography.bibliography._PORTION", 2)
    items = [(replace(item(), id=f"a{n}", title=f"Title {n}"), "en") for n in range(5)]
    found = Bibliography(CHICAGO, engine)
    found.prepare(items)
    assert sorted(engine.given) == [1, 2, 2]
    assert all(f"Title {n}" in found.reference(*one) for n, one in enumerate(items))


def test_after_an_edit_only_what_changed_is_made_again(pandoc: Pandoc, tmp_path: Path) -> None:
    engine = counted(pandoc)
    items = [(replace(item(), id=f"a{n}", title=f"Title {n}"), "en") for n in range(5)]
    Bibliography(CHICAGO, engine, tmp_path / "kept.db").prepare(items)
    items[2] = (replace(items[2][0], title="Another title"), "en")
    Bibliography(CHICAGO, engine, tmp_path / "kept.db").prepare(items)
    assert engine.given == [5, 1]


def test_what_no_reference_shows_makes_none_anew(pandoc: Pandoc, tmp_path: Path) -> None:
    engine = counted(pandoc)
    for via in ("", "A mirror"):
        found = Bibliography(CHICAGO, engine, tmp_path / "kept.db")
        found.prepare([(replace(item(), via=via), "en")])
    assert engine.given == [1]


def test_what_is_kept_is_there_without_having_been_prepared(pandoc: Pandoc, tmp_path: Path) -> None:
    engine = counted(pandoc)
    Bibliography(CHICAGO, engine, tmp_path / "kept.db").prepare([(item(), "en")])
    found = Bibliography(CHICAGO, engine, tmp_path / "kept.db")
    assert "A Listing" in found.reference(item(), "en")
    assert found.is_complete
    assert engine.given == [1]


def test_what_is_missing_is_noted_and_made_at_once(pandoc: Pandoc) -> None:
    engine = counted(pandoc)
    found = Bibliography(CHICAGO, engine)
    one, other = item(), replace(item(), title="Other")
    assert found.reference(one, "en") == found.reference(other, "en") == ""
    assert not found.is_complete
    found.complete()
    assert found.is_complete
    assert "A Listing" in found.reference(one, "en")
    assert engine.given == [2]


@pytest.mark.parametrize(
    "damage",
    [b"", b"no database", b"SQLite format 3\0" + b"x" * 5000],
    ids=["empty", "text", "torn"],
)
def test_a_damaged_file_of_references_heals(tmp_path: Path, damage: bytes) -> None:
    file = tmp_path / "kept.db"
    file.write_bytes(damage)
    assert Cache(file).get(["a"]) == {}
    Cache(file).put({"a": "A"})
    assert Cache(file).get(["a", "b"]) == {"a": "A"}


def test_a_reference_that_somebody_changed_is_not_believed(tmp_path: Path) -> None:
    file = tmp_path / "kept.db"
    Cache(file).put({"a": "A", "b": "B"})
    with sqlite3.connect(file) as base:
        base.execute("UPDATE kept SET value = '<script>' WHERE key = 'a'")
    base.close()
    assert Cache(file).get(["a", "b"]) == {"b": "B"}


def test_a_cache_that_cannot_be_written_costs_time_and_no_more(tmp_path: Path) -> None:
    Cache(tmp_path / "no" / "folder.db").put({"a": "A"})
    assert Cache(None).get(["a"]) == {}


def test_a_cache_forgets_what_was_not_used_when_it_is_many(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "kept.db")
    cache.put({f"k{n}": "x" for n in range(2000)})
    cache.keep_only(["k1", "k2"])
    assert cache.get([f"k{n}" for n in range(2000)]).keys() == {"k1", "k2"}


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("lang", BOTH)
def test_a_page_is_cited_by_title_day_and_address(pandoc: Pandoc, style: str, lang: str) -> None:
    page = page_item("The Dossier", lang, Edtf("2026-03-01"), with_url=True)
    (styled,) = made(pandoc, style, lang, page)
    found = page_reference(styled, "A “title” & more", "https://example.org/a/", lang)
    assert "The Dossier" in found
    assert "2026" in found
    assert "&amp; more" in found
    assert '<span class="d-url">https://example.org/a/</span>' in found
    assert "DossierPage" not in found
    assert ".invalid" not in found


def test_quotation_marks_of_a_pages_title_give_way_to_those_around_it(pandoc: Pandoc) -> None:
    page = page_item("The Dossier", "en", None, with_url=False)
    (styled,) = made(pandoc, CHICAGO, "en", page)
    assert "“A ‘title.’”" in page_reference(styled, "A “title”", "", "en") or "“A ‘title’.”" in (
        page_reference(styled, "A “title”", "", "en")
    )


def test_a_title_leads_to_its_record_and_an_address_to_the_document() -> None:
    reference = "Gazette. “A Listing: ‘Again.’” 2021. https://e.org/?a=1&amp;b=2."
    assert linked(
        reference, 'A listing: "again"', "<a href=x>", "https://e.org/?a=1&b=2", "en"
    ) == (
        "Gazette. “<a href=x>A Listing: ‘Again</a>.’” 2021. "
        '<a href="https://e.org/?a=1&amp;b=2" rel="external">'
        "https://e.org/?a=1&amp;b=2</a>."
    )


def test_a_title_that_cannot_be_found_leaves_the_link_on_the_reference() -> None:
    assert linked("A &lt; <em>b</em>.", "zzz", "<a href=x>", "", "en") == (
        "<a href=x>A &lt; <em>b</em>.</a>"
    )


def test_words_in_other_scripts_are_marked_and_titles_say_their_language() -> None:
    found = linked("Blatt. « Ein Titel 新疆 ».", "Ein Titel 新疆", '<span lang="de">', "", "fr")
    assert found == 'Blatt. « <span lang="de">Ein Titel <span lang="zh">新疆</span></span> ».'


def test_oscola_prints_addresses_in_brackets_that_are_no_tags(pandoc: Pandoc) -> None:
    one = item(url="https://example.org/x")
    (styled,) = made(pandoc, OSCOLA, "en", one)
    found = linked(styled, one.title, "<a href=x>", one.url, "en")
    assert '&lt;<a href="https://example.org/x"' in found
    assert found.count("<a href=x>") == found.count("</a>") - 1 == 1

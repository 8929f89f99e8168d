"""What the founding dossier promises, read off its built pages."""

import re
from pathlib import Path

import pytest

from dossier.assembly import Assembled, assemble
from dossier.host.config import read_options
from dossier.model.article import Article
from dossier.model.entity import Entity
from tests.conftest import REPOSITORY
from tests.site.pages import classed, pages, tree, words


@pytest.fixture(scope="module")
def founding() -> Assembled:
    return assemble(read_options(None, REPOSITORY))


def test_the_founding_dossier_has_no_problems(founding: Assembled) -> None:
    assert [str(one) for one in founding.problems if not one.is_warning] == []
    assert {one.code for one in founding.problems} <= {"reply-not-sought"}


@pytest.mark.parametrize("name", ["sample", "founding"])
def test_every_event_statement_and_relation_leads_to_an_article(
    name: str, request: pytest.FixtureRequest
) -> None:
    site: Path = request.getfixturevalue(f"{name}_site")
    checked = 0
    for path in pages(site):
        page = tree(path)
        rows = classed(page, "d-event") + classed(page, "d-said") + classed(page, "d-discrepancy")
        rows = [row for row in rows if "d-missing" not in (row.getparent().get("class") or "")]
        rows += [
            row
            for table in classed(page, "d-table")
            for row in table.xpath(".//tbody/tr[not(@class='d-phrase')]")
            if not classed(page, "d-register")
        ]
        for row in rows:
            marks = classed(row, "d-cite")
            assert marks, f"{path.relative_to(site)}: {words(row)[:80]}"
            for mark in marks:
                href = mark.get("href")
                if href.startswith("#"):  # to its place in the list, which leads on
                    (entry,) = page.xpath("//li[@id=$id]", id=href[1:])
                    href = entry.xpath(".//a[not(starts-with(@href, 'http'))]/@href")[0]
                target = (path.parent / href.partition("#")[0]).resolve()
                assert target.parent.name == "articles", mark.get("href")
                assert (target / "index.html").is_file()
                assert re.match(r"\[(\d+|here|ici)\b", mark.text_content())
            checked += 1
    assert checked > (50 if name == "sample" else 2000)


def test_no_column_of_a_table_is_empty(founding_site: Path) -> None:
    checked = 0
    for path in pages(founding_site):
        for table in classed(tree(path), "d-table"):
            heads = [words(one) for one in table.xpath("./thead/tr/th")]
            rows = [list(row) for row in table.xpath("./tbody/tr[not(@class='d-phrase')]")]
            assert [len(row) for row in rows] == [len(heads)] * len(rows), path
            for phrase in table.xpath("./tbody/tr[@class='d-phrase']/th"):
                assert int(phrase.get("colspan")) == len(heads), path
            if path.parent.name in ("entities", "instruments"):
                continue  # registers, whose groups have the same columns, to be compared
            for number, head in enumerate(heads):
                assert any(words(row[number]) for row in rows), f"{path}: {head}"
            checked += 1
    assert checked > 200


def test_a_party_listed_through_a_subsidiary_says_so(founding_site: Path) -> None:
    for root, through in (("", "through its subsidiary"), ("fr/", "par sa filiale")):
        page = tree(founding_site / root / "entities/sensetime/index.html")
        rows = page.xpath("//h2[@id='_measures']/following-sibling::div//tbody/tr/th")
        (row,) = [words(one) for one in rows if classed(one, "d-through")]
        assert f"{through} Beijing SenseTime" in row
        assert len(rows) > 1


def test_every_accused_party_has_a_reply_or_a_word_on_its_absence(
    founding: Assembled, founding_site: Path
) -> None:
    graph = founding.graph
    for item in graph.statements.values():
        if not item.fields.against:
            continue
        home, _, local = item.id.partition("#")
        folder = "articles" if local else "statements"
        page = tree(founding_site / folder / home / "index.html")
        claim = page.get_element_by_id(local) if local else classed(page, "d-claim")[0]
        replies = classed(claim, "d-reply")
        speakers = " | ".join(
            words(one) for reply in replies for one in classed(reply, "d-speaker")
        )
        for party in item.fields.against:
            entity = graph.files[party].record
            assert isinstance(entity, Entity)
            name = entity.name.words("en", "en").text
            spokespersons = [
                graph.files[speaker].record.name.words("en", "en").text  # type: ignore[attr-defined]
                for reply in graph.replies.get(item.id, ())
                if party in reply.fields.for_
                for speaker in reply.fields.by
            ]
            assert name in speakers or any(one in speakers for one in spokespersons), (
                f"{item.id} against {party}"
            )


def test_every_record_has_a_page_in_every_language(
    founding: Assembled, founding_site: Path
) -> None:
    folders = {
        "article": "articles",
        "entity": "entities",
        "instrument": "instruments",
        "event": "events",
        "statement": "statements",
        "theme": "themes",
    }
    for id, file in founding.graph.files.items():
        for root, lang in (("", "en"), ("fr/", "fr")):
            page = tree(founding_site / f"{root}{folders[file.type]}/{id}/index.html")
            assert page.get("lang") == lang
            assert page.xpath("//h1")
            assert page.xpath("//h2")
            assert classed(page, "d-citation"), "every record page says how to cite it"
            assert len(page.xpath("//nav[contains(@class,'md-nav--secondary')]//li")) >= 1


def test_words_in_chinese_characters_say_so(founding_site: Path) -> None:
    """All but the theme's header, which repeats the title and has no place for a language."""
    han = re.compile(r"[\u4e00-\u9fff]")
    for path in pages(founding_site):
        for text in tree(path).xpath("//body//text()[not(ancestor::script or ancestor::header)]"):
            if han.search(text):
                closest = text.getparent().xpath("ancestor-or-self::*[@lang]/@lang")[-1]
                assert closest.startswith(("zh", "ja")), f"{path}: {text.strip()[:40]}"


def test_no_french_page_shows_an_english_word_of_the_interface(founding_site: Path) -> None:
    english = {
        "Timeline",
        "Parties involved",
        "About this record",
        "Cite this page",
        "Claims and replies",
        "Relations it reports",
        "Search",
        "Since",
        "Until",
        "Reply",
        "permanent link",
        "planned",
        "not confirmed",
        "Listing",
        "Company",
        "Person",
    }
    for path in pages(founding_site / "fr"):
        page = tree(path)
        for element in page.xpath(
            "//h2 | //th[@scope='col'] | //dt | //summary | //button"
            " | //p[@class='d-kind' or @class='d-role' or @class='d-foot']"
            " | //nav[contains(@class,'md-tabs')]//a | //span[contains(@class,'d-tag')]"
        ):
            own = " ".join((element.text or "").split())
            assert own not in english, f"{path}: {own}"


def test_untranslated_prose_is_marked(sample_site: Path) -> None:
    page = tree(sample_site / "fr/entities/example-unit/index.html")
    lead = classed(page, "d-lead")[0]
    assert lead.xpath(".//span[@lang='en']")
    assert classed(lead, "d-lang")[0].text_content() == "[en]"
    assert classed(lead, "d-lang")[0].get("title") == "pas encore traduit"


def test_what_is_to_be_avoided_is_cited_without_a_link(
    founding: Assembled, founding_site: Path
) -> None:
    articles = [
        file.record
        for file in founding.graph.files.values()
        if isinstance(file.record, Article) and file.record.link == "avoid"
    ]
    avoided = {article.url for article in articles if article.url}
    assert avoided
    for path in pages(founding_site):
        assert not avoided & set(tree(path).xpath("//a/@href")), path


def test_every_page_says_what_day_it_speaks_of(founding_site: Path) -> None:
    for path in pages(founding_site):
        if path.name != "404.html":
            text = words(tree(path).xpath("//article")[0])
            assert re.search(r"(As of|En date du) ?23 (November|novembre) 2026", text), path


def test_no_party_or_instrument_stands_there_without_a_source(founding_site: Path) -> None:
    for register in ("entities", "instruments"):
        rows = tree(founding_site / register / "index.html").xpath("//tbody/tr")
        assert rows
        for row in rows:
            assert int(words(row.xpath("./td[last()]")[0])) > 0, words(row)


def test_the_register_of_articles_runs_from_the_newest_to_the_oldest(founding_site: Path) -> None:
    page = tree(founding_site / "articles/index.html")
    years = [words(heading).split()[0] for heading in page.xpath("//article//h2")]
    assert years[-1] == "undated"
    assert [int(year) for year in years[:-1]] == sorted(map(int, years[:-1]), reverse=True)
    first = words(page.xpath("//article//ul/li")[0])
    assert re.search("4 December 2025|December 4, 2025", first), first


def test_no_two_elements_of_a_page_have_one_id(founding_site: Path) -> None:
    for path in pages(founding_site):
        ids = tree(path).xpath("//@id")
        assert len(ids) == len(set(ids)), path

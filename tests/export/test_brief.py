"""A theme as a document: what it holds, in which order, and what it was made from."""

import hashlib
import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from dossier.assembly import assemble
from dossier.errors import UsageError
from dossier.export.brief import Document, document
from dossier.host.config import read_options
from dossier.views.composer import Site
from tests.hostile.payload import BREAKERS, harmless
from tests.maker import ARTICLE, make_dossier


def site_of(folder: Path) -> Site:
    options = read_options(None, folder)
    found = assemble(options)
    assert found.is_sound()
    return Site(found.graph, found.history, options)


def made(folder: Path, lang: str = "en") -> Document:
    return document(site_of(folder), lang, "listing")


def headings(made: Document) -> list[str]:
    tree = html.document_fromstring(made.html)
    return [re.sub(r"\s+\d+$", "", one.text_content().strip()) for one in tree.xpath("//h1 | //h2")]


def test_a_document_has_the_parts_of_a_theme_in_the_order_in_which_one_reads(sample: Path) -> None:
    assert headings(made(sample)) == [
        *("The listing", "Narrative", "Before", "After", "Timeline", "Claims and replies"),
        *("Open questions", "Sources", "About this document"),
    ]
    assert headings(made(sample, "fr"))[-2:] == ["Sources", "À propos de ce document"]


def test_its_contents_lead_to_what_is_there(sample: Path) -> None:
    tree = html.document_fromstring(made(sample).html)
    led = [str(one) for one in tree.xpath("//nav//a/@href")]
    assert len(led) == 6
    assert set(led) <= {f"#{id}" for id in tree.xpath("//h2/@id")}


def test_it_says_of_which_site_day_and_address_it_is(sample: Path) -> None:
    tree = html.document_fromstring(made(sample, "fr").html)
    assert tree.get("lang") == "fr"
    assert tree.xpath("string(//p[@class='b-site'])") == "Dossier exemple"
    assert "22 novembre 2026" in tree.xpath("string(//p[@class='b-asof'])")
    links = tree.xpath("//section[@class='b-made']//a/@href")
    assert links[0] == "https://example.org/sample/fr/themes/listing/"


def test_its_links_into_the_site_are_from_the_root_and_its_citations_lead_to_its_sources(
    sample: Path,
) -> None:
    tree = html.document_fromstring(made(sample, "fr").html)
    assert "fr/entities/example-company/" in tree.xpath("//a/@href")
    cited = [str(one) for one in tree.xpath("//a[@class='d-cite']/@href")]
    assert cited
    assert set(cited) <= {f"#{id}" for id in tree.xpath("//ol[@class='d-references']/li/@id")}


def test_what_it_was_made_from_can_be_checked_with_sha256sum(sample: Path) -> None:
    document = made(sample)
    lines = [line.split("  ") for line in document.sums.splitlines()]
    paths = [path for _, path in lines]
    assert paths == sorted(paths)
    for digest, path in lines:
        assert hashlib.sha256((sample / path).read_bytes()).hexdigest() == digest
    assert "content/themes/listing.md" in paths
    assert "content/themes/listing.fr.md" in paths
    assert "content/articles/2021/ministry-2021-release.yml" in paths
    assert hashlib.sha256(document.sums.encode()).hexdigest() in document.html
    assert f"{len(paths)} files of records" in document.html


def test_what_it_does_not_read_leaves_it_as_it_is(sample: Path) -> None:
    before = made(sample)
    other = sample / "content/entities/stranger.yml"
    other.write_text("name: Stranger\nkind: company\n", "utf-8")
    assert made(sample) == before
    company = sample / "content/entities/example-company.yml"
    company.write_text(company.read_text("utf-8") + "note: looked at again\n", "utf-8")
    assert made(sample).sums != before.sums


def test_a_theme_that_there_is_not_is_refused_with_the_nearest(sample: Path) -> None:
    site = site_of(sample)
    with pytest.raises(UsageError, match="no theme 'listings'; did you mean 'listing'"):
        document(site, "en", "listings")
    with pytest.raises(UsageError, match="no theme 'ministry'; there are: listing"):
        document(site, "en", "ministry")


def skeleton(text: str, folder: Path) -> set[tuple[str, tuple[str, ...]]]:
    """The kinds of elements, with their attributes, of a theme in which the text may stand."""
    quoted = "'" + text.replace("'", "''") + "'"
    files = {
        "articles/gazette.yml": ARTICLE.replace("title: A listing", f"title: {quoted}"),
        "entities/acme.yml": f"name: {quoted}\nkind: company\n",
        "themes/theme.yml": f"title: {quoted}\nscope: All.\nopen_questions: [What?]\n",
        "events/event.yml": (
            f"title: {quoted}\ndate: 2021-12-10\nkind: other\nactor: [acme]\n"
            "themes: [theme]\ncites: [gazette]\n"
        ),
    }
    site = site_of(make_dossier(files, folder))
    options = replace(site.options, site_name=text, contact=text)
    made = document(replace(site, options=options), "en", "theme").html
    tree = html.document_fromstring(made)
    assert tree.xpath("string(//h1)") == tree.xpath("string(//title)") == text
    return {(str(one.tag), tuple(sorted(one.keys()))) for one in tree.iter()}


@pytest.mark.parametrize("payload", BREAKERS)
def test_no_text_brings_markup_into_it(payload: str, tmp_path: Path) -> None:
    assert skeleton(payload, tmp_path / "one") == skeleton(harmless(payload), tmp_path / "other")

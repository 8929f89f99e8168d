"""Drawings of relations as markup."""

import re
from dataclasses import replace
from typing import Any

import pytest
from lxml import html

from dossier.model.record import Record
from dossier.render.renderer import Renderer
from dossier.views import neighbourhood
from dossier.views.composer import Composer
from dossier.views.site import page_of
from tests.drawing.graphviz import installed, needs_graphviz
from tests.maker import (
    make_article,
    make_entity,
    make_event,
    make_instrument,
    make_site,
    make_theme,
)


def relation(other: str, predicate: str = "part-of", **fields: Any) -> dict[str, Any]:
    return {
        "id": f"to-{other}-{predicate}",
        "predicate": predicate,
        "object": other,
        "cites": ["gazette"],
        **fields,
    }


RECORDS = (
    make_article(title="A study"),
    make_entity(
        "acme",
        name={"en": "Acme & Sons", "fr": "Acmé & Fils"},
        relations=[
            relation("group"),
            relation("gazette", "examined-in"),
            relation("rival", "litigated-against", until="2020", confirmed="false"),
        ],
    ),
    make_entity("group"),
    make_entity("rival", relations=[relation("group", "shareholder-of")]),
    make_entity("chief", kind="person", relations=[relation("acme", "chair-of")]),
    make_instrument(),
    make_event(kind="listing", target=["acme"], instruments=["blacklist"]),
)


def page(key: str, *records: Record, lang: str = "en", drawn: bool = False) -> Any:
    """The tree of a page; networks are drawn if Graphviz is to be there."""
    site = make_site(*(records or RECORDS))
    if drawn:
        site = replace(site, graphviz=installed())
    compose = Composer(site, lang)
    body = Renderer(compose).body(page_of(compose, key))
    return html.fragment_fromstring(body.html, create_parent="div")


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


def one(tree: Any, path: str) -> Any:
    (found,) = tree.xpath(path)
    return found


def test_the_page_of_a_party_has_a_drawing_beside_its_table() -> None:
    tree = page("acme")
    beside = one(tree, "//div[@class='d-beside']")
    assert beside.xpath("./div//table")
    drawing = one(beside, "./figure//svg[@class='d-graph']")
    assert drawing.get("role") == "group"
    assert drawing.get("aria-label") == "Drawing of relations: Acme & Sons"
    note = one(tree, f"//*[@id='{drawing.get('aria-describedby')}']")
    assert words(note) == "The tables of this section say the same in words."
    assert {link.get("href") for link in drawing.xpath(".//a")} == {
        "../group/",
        "../rival/",
        "../chief/",
        "../../instruments/blacklist/",
        "../../articles/gazette/",
    }


def test_a_link_says_in_words_what_its_line_means() -> None:
    titles = [title.text for title in page("acme").xpath("//svg//a/title")]
    assert "Acme & Sons is part of Group" in titles
    assert "Chief chairs Acme & Sons" in titles
    assert "Acme & Sons is listed on Blacklist" in titles
    french = [title.text for title in page("acme", lang="fr").xpath("//svg//a/title")]
    assert "Acmé & Fils figure sur Blacklist" in french


def test_kinds_of_lines_are_classes_that_the_legend_explains() -> None:
    tree = page("acme")
    drawn = {line.get("class") for line in tree.xpath("//svg[@class='d-graph']/g/path")}
    assert drawn == {
        *("d-line d-structure", "d-line d-people", "d-line d-measure", "d-line d-other"),
        "d-bar",
    }
    legend = [words(entry) for entry in tree.xpath("//ul[@class='d-key']/li")]
    assert legend == [
        *("Ownership and structure", "People and membership", "Listings and sanctions"),
        "Other relations",
        "leads from a subsidiary to its parent, from who is listed to the list",
        *("has ended", "? not confirmed", "a party", "an instrument", "a document"),
    ]
    samples = tree.xpath("//ul[@class='d-key']/li[position()<=4]//path/@class")
    assert set(samples) < drawn


def test_a_legend_explains_only_what_is_drawn() -> None:
    tree = page(
        "acme",
        make_entity(relations=[relation("a", "research-partner-of")]),
        make_entity("a"),
        make_entity("b", relations=[relation("acme", "associated-with")]),
        make_article(),
    )
    assert [words(entry) for entry in tree.xpath("//ul[@class='d-key']/li")] == ["Other relations"]
    assert not tree.xpath("//svg//@marker-end")


def test_what_has_ended_or_is_not_sure_is_marked() -> None:
    tree = page("acme")
    assert len(tree.xpath("//svg[@class='d-graph']//path[@class='d-bar']")) == 1
    assert words(one(tree, "//svg[@class='d-graph']//text[@class='d-doubt']")) == "?"


def test_records_of_each_type_have_their_mark() -> None:
    tree = page("acme")
    marks = {
        link.get("href").split("/")[-3]: one(link, "*[contains(@class, 'd-mark')]")
        for link in tree.xpath("//svg//a")
    }
    assert {folder: mark.tag for folder, mark in marks.items()} == {
        "..": "circle",
        "instruments": "rect",
        "articles": "rect",
    }
    assert marks["articles"].get("class") == "d-mark d-hollow"


def test_names_in_another_language_say_so() -> None:
    tree = page("acme", lang="fr")
    link = one(tree, "//svg//a[contains(@href, 'group')]")
    assert one(link, "text").get("lang") == "en"


def test_names_in_chinese_characters_say_so_and_have_no_title() -> None:
    tree = page(
        "acme",
        make_entity(relations=[relation("a"), relation("b", "examined-in")]),
        make_entity("a", name={"en": "Alpha 示例"}),
        make_article("b", title="一份研究", lang="zh-Hans"),
        make_article(),
    )
    for link in tree.xpath("//svg//a"):
        assert not link.xpath("title")
    assert one(tree, "//svg//tspan[@lang='zh']").text == "示例"
    assert one(tree, "//svg//a[text[@lang='zh-Hans']]").get("href") == "../../articles/b/"


def test_no_name_brings_markup() -> None:
    name = "<script>x</script> & \"'"
    tree = page(
        "acme",
        make_entity(name=name, relations=[relation("a"), relation("b")]),
        make_entity("a", name=name),
        make_entity("b"),
        make_article(),
    )
    assert not tree.xpath("//script")
    assert name in one(tree, "//svg[@class='d-graph']").get("aria-label")


def test_a_drawing_has_no_styles_of_its_own() -> None:
    tree = page("acme")
    assert not tree.xpath("//svg//@style | //svg//style")


def test_of_too_many_neighbours_it_is_said_how_many_are_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(neighbourhood, "NEIGHBOURS", 3)
    note = words(one(page("acme"), "//p[@id='_drawing-note']"))
    assert "Drawn are the 3 with the most relations to it that still hold." in note
    assert note.endswith("2 more are only in the table.")


def test_without_a_drawing_there_is_the_table() -> None:
    unit = make_entity("unit", relations=[relation("group")])
    tree = page("group", make_entity("group"), unit, make_article())
    assert tree.xpath("//table")
    assert not tree.xpath("//svg | //figure")


# Networks


def test_without_graphviz_a_network_is_its_tables() -> None:
    tree = page("network/")
    assert not tree.xpath("//svg | //figure")
    assert [words(one) for one in tree.xpath("//h2")][:4] == [
        *("Ownership and structure 2", "People and membership 1", "Listings and sanctions 1"),
        "Other relations 2",
    ]
    row = one(tree, "//tr[contains(., 'is listed on')]")
    assert [words(cell) for cell in row] == [
        *("Acme & Sons", "is listed on", "Blacklist"),
        *("10 December 2021", "[1]"),
    ]
    assert "6 relations · 6 parties, instruments and documents" in words(tree)


@needs_graphviz
@pytest.mark.parametrize("key", ["network/", "theme"])
def test_a_network_is_drawn_in_a_region_that_keys_can_scroll(key: str) -> None:
    theme = make_theme(body="It.")
    members = [replace_themes(record) for record in RECORDS]
    tree = page(key, theme, *members, drawn=True)
    region = one(tree, "//section[@class='d-map']")
    assert region.get("tabindex") == "0"
    drawing = one(region, "svg")
    assert drawing.get("aria-label") == region.get("aria-label") == "Drawing of relations"
    assert int(drawing.get("width")) > 100
    for entry in tree.xpath("//ul[@class='d-key']/li[a]"):
        anchor = one(entry, "a").get("href").removeprefix("#")
        assert words(one(tree, f"//*[@id='{anchor}']")).startswith(words(entry))
    assert tree.xpath("//ul[@class='d-key']/li/a")
    links = drawing.xpath(".//a")
    assert len(links) == (6 if key == "network/" else 5)
    assert all(words(link) for link in links)
    assert not drawing.xpath(".//a/title"), "no name is cut"


def replace_themes(record: Record) -> Record:
    return record.model_copy(update={"themes": ("theme",)})


@needs_graphviz
def test_a_network_is_drawn_in_both_languages() -> None:
    tree = page("network/", lang="fr", drawn=True)
    assert "Acmé & Fils" in [words(link) for link in tree.xpath("//svg//a")]
    assert "mène de la filiale à la société mère" in words(tree)


@needs_graphviz
def test_two_that_are_related_need_no_drawing_of_a_network() -> None:
    records = (make_entity("a", relations=[relation("b")]), make_entity("b"), make_article())
    assert not page("network/", *records, drawn=True).xpath("//svg")


@needs_graphviz
def test_of_a_network_too_large_it_is_said_how_many_are_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(neighbourhood, "NODES", 4)
    note = words(one(page("network/", drawn=True), "//p[@id='_drawing-note']"))
    assert re.search(
        r"Drawn are the 4 with the most neighbours\. 2 more are only in the tables\.$", note
    )

"""Parts in their place: links relative to the page, sources counted as it cites them."""

import re
from urllib.parse import urljoin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.render.place import (
    ROOT,
    SOURCES,
    Sources,
    citation_anchor,
    citation_mark,
    placed,
    relative_links,
    source_anchor,
)

SITE = "https://example.org/some/base/"


def relative(source: str, target: str) -> str:
    """The address of a link to `target` on the page `source`."""
    html = relative_links(f'<a href="{ROOT}{target}">', source)
    return html.removeprefix('<a href="').removesuffix('">')


@pytest.mark.parametrize(
    ("source", "target", "way"),
    [
        ("", "entities/acme/", "entities/acme/"),
        ("entities/acme/", "entities/beta/", "../beta/"),
        ("entities/acme/", "articles/a/", "../../articles/a/"),
        ("entities/acme/", "articles/a/#s1", "../../articles/a/#s1"),
        ("entities/acme/", "entities/acme/#s1", "#s1"),
        ("entities/acme/", "entities/acme/", "./"),
        ("entities/acme/", "entities/", "../"),
        ("entities/acme/", "", "../../"),
        ("fr/entities/acme/", "entities/acme/", "../../../entities/acme/"),
        ("entities/", "entities/acme/", "acme/"),
        ("timeline/2021/", "timeline/2022/#y2022", "../2022/#y2022"),
        ("", "", "./"),
        ("", "#part", "#part"),
    ],
)
def test_a_link_is_relative_to_its_page(source: str, target: str, way: str) -> None:
    assert relative(source, target) == way


PATHS = st.lists(st.from_regex(r"[a-z0-9]{1,3}(-[a-z0-9]{1,2})?", fullmatch=True), max_size=4).map(
    lambda parts: "".join(f"{part}/" for part in parts)
)
FRAGMENTS = st.sampled_from(["", "", "s1", "y2021", "h_a-b"])


@given(PATHS, PATHS, FRAGMENTS)
@settings(max_examples=200, deadline=None)
def test_following_a_relative_link_leads_to_its_target(
    source: str, target: str, fragment: str
) -> None:
    target = f"{target}#{fragment}" if fragment else target
    assert urljoin(SITE + source, relative(source, target)) == SITE + target


@given(PATHS, PATHS)
@settings(max_examples=200, deadline=None)
def test_a_relative_link_never_begins_at_the_root(source: str, target: str) -> None:
    way = relative(source, target)
    assert not way.startswith("/")
    assert way.endswith("/")
    assert "://" not in way


def listed(sources: Sources) -> str:
    return "; ".join(
        f"{id} {', '.join(cited.locators)} ({cited.times})" for id, cited in sources.items()
    )


def at(html: str, own: str = "") -> str:
    return placed(html, "entities/acme/", own, "here", listed)


def marks(*cited: tuple[str, str]) -> str:
    return "".join(citation_mark(id, f"articles/{id}/", "T", place) for id, place in cited)


def test_sources_are_numbered_in_the_order_in_which_they_are_cited() -> None:
    html = at(f"{marks(('b', ''), ('a', ''), ('b', ''), ('c', ''))} | {SOURCES}")
    assert re.findall(r"\[(\d)\]", html) == ["1", "2", "1", "3"]
    assert html.endswith("| b  (2); a  (1); c  (1)")


def test_every_citation_is_a_link_with_an_anchor_that_the_list_can_lead_back_to() -> None:
    html = at(f"{marks(('b', ''), ('a', ''), ('b', ''))}{SOURCES}")
    anchors = [citation_anchor(1, 1), citation_anchor(2, 1), citation_anchor(1, 2)]
    assert re.findall(r' id="([^"]*)"', html) == anchors


def test_a_citation_leads_to_its_place_in_the_list() -> None:
    html = at(f"{marks(('b', ''), ('a', ''), ('b', ''))}{SOURCES}")
    places = [f"#{source_anchor(number)}" for number in (1, 2, 1)]
    assert re.findall(r' href="([^"]*)"', html) == places


def test_where_there_is_no_list_a_citation_leads_to_the_page_of_its_source() -> None:
    link = '<a class="d-cite" href="../../articles/b/" title="T">[1]</a>'
    assert at(marks(("b", ""))) == link


def test_a_list_of_sources_gathers_the_places_cited_each_once() -> None:
    html = at(marks(("a", "p. 3"), ("a", "p. 5"), ("a", "p. 3"), ("a", "")) + SOURCES)
    assert re.findall(r"\[.*?\]", html) == ["[1, p. 3]", "[1, p. 5]", "[1, p. 3]", "[1]"]
    assert html.endswith("a p. 3, p. 5 (4)")


def test_a_list_may_have_sources_that_nothing_cites() -> None:
    html = placed(f"{marks(('b', ''))}{SOURCES}", "themes/a/", "", "here", listed, ["a", "b"])
    assert html.endswith("b  (1); a  (0)")


def test_the_document_whose_page_it_is_has_no_number() -> None:
    html = at(f"{marks(('a', ''), ('b', ''))}{SOURCES}", "a")
    assert re.findall(r"\[.*?\]", html) == ["[here]", "[1]"]
    assert html.endswith("b  (1)")


def test_a_page_that_cites_nothing_lists_nothing() -> None:
    assert at(f"<p>x</p>{SOURCES}") == "<p>x</p>"

"""Lists of sources, citations, and links to what they cite."""

from typing import Any

import pytest
from lxml import html

from dossier.render.renderer import Renderer
from dossier.views.composer import Composer
from dossier.views.site import page_of
from tests.maker import (
    make_article,
    make_entity,
    make_event,
    make_instrument,
    make_site,
)
from tests.render.bodies import first, page, sample, words


def sources_of(tree: Any) -> list[str]:
    """The titles of the sources that a page lists."""
    return [words(one.xpath(".//cite")[0]) for one in first(tree, "d-references").xpath("./li")]


def test_every_page_numbers_its_sources_from_one_without_a_gap() -> None:
    for path, body in sample().items():
        tree = html.fragment_fromstring(body.html, create_parent="div")
        numbers = tree.xpath("//*[@class='d-references']/li/@value")
        assert numbers == [str(number) for number in range(1, len(numbers) + 1)], path
        marks = tree.xpath("//*[@class='d-cite']")
        if not numbers:
            assert all(one.get("title") for one in marks), path
            continue
        cited = {words(one)[1:-1].partition(",")[0] for one in marks}
        assert cited - {"here", "ici"} == set(numbers), path


def test_a_register_lists_no_sources_but_each_citation_says_what_it_is() -> None:
    cites = [{"source": "gazette", "at": {"page": "3"}}]
    compose = Composer(make_site(make_article(), make_event(cites=cites)), "en")
    tree = html.fragment_fromstring(
        Renderer(compose).body(page_of(compose, "timeline/")).html, create_parent="div"
    )
    mark = first(tree, "d-cite")
    assert mark.get("title") == "Gazette, A listing, December 2021, p. 3"
    assert mark.get("href") == "../articles/gazette/"


def test_a_list_leads_back_to_a_few_places_and_counts_the_others() -> None:
    events = [make_event(f"e{n}", target=["acme"]) for n in range(7)]
    tree = page("acme", make_article(), make_entity("acme"), *events)
    back = first(tree, "d-back")
    assert words(back) == "↑ 1 2 +5"
    assert len(back.xpath("a")) == 2


def test_an_article_is_not_among_its_own_sources() -> None:
    event = {"id": "e", "title": "E", "date": "2021", "kind": "other", "cites": ["b"]}
    article = make_article("a", title="Own", events=[event], body="So [@a; @b].")
    tree = page("a", article, make_article("b", title="Other"))
    assert sources_of(tree) == ["Other"]
    marks = [words(one) for one in tree.xpath("//*[@class='d-cite']")]
    assert marks == ["[here]", "[1]", "[here]", "[1]"]


def test_what_a_page_shows_first_it_numbers_first() -> None:
    """Its stages stand above its listings, and both above the sources."""
    records = (
        make_article("a", title="On the list"),
        make_article("b", title="On the law"),
        make_entity("acme"),
        make_event("listed", kind="listing", target=["acme"], instruments=["act"], cites=["a"]),
        make_event("signed", date="2022", stage="signed", instruments=["act"], cites=["b"]),
    )
    tree = page("act", make_instrument("act"), *records)
    assert sources_of(tree) == ["On the law", "On the list"]


COPY = "https://web.archive.org/web/20211213093000/https://a.example/?a=1&b=2"
ADDRESS = "https://a.example/?a=1&b=2"


def robust(link: Any) -> tuple[str | None, ...]:
    return tuple(link.get(f"data-{name}") for name in ("originalurl", "versionurl", "versiondate"))


@pytest.mark.parametrize(
    ("fields", "attributes"),
    [
        ({}, (None, None, None)),
        ({"accessed": "2026"}, (None, None, None)),
        ({"accessed": "2026-11"}, (ADDRESS, None, "2026-11-01")),
        ({"accessed": "2026-11-22"}, (ADDRESS, None, "2026-11-22")),
        (
            {"snapshots": [{"captured": "2026-11-22", "sha256": "ab" * 32}]},
            (ADDRESS, None, "2026-11-22"),
        ),
        (
            {"snapshots": [{"captured": "2026-11-22", "sha256": "ab" * 32, "url": COPY}]},
            (ADDRESS, COPY, "2021-12-13"),
        ),
    ],
)
def test_every_link_to_a_source_is_a_robust_link(
    fields: dict[str, Any], attributes: tuple[str | None, ...]
) -> None:
    article = make_article(url=ADDRESS, **fields)
    event = make_event(cites=["gazette"])
    for id in ("gazette", "event"):
        links = page(id, article, event).xpath(f"//a[@href='{ADDRESS}']")
        assert links, id
        assert {robust(link) for link in links} == {attributes}


def test_a_public_copy_is_in_sight_with_its_own_day() -> None:
    article = make_article(
        url=ADDRESS, snapshots=[{"captured": "2026-11-22", "sha256": "ab" * 32, "url": COPY}]
    )
    [copy] = page("gazette", article).xpath(f"//a[@href='{COPY}']")
    assert words(copy) == "archived copy of 13 December 2021"
    assert robust(copy) == (ADDRESS, COPY, "2021-12-13")
    [french] = page("gazette", article, lang="fr").xpath(f"//a[@href='{COPY}']")
    assert words(french) == "copie archivée du 13 décembre 2021"


def test_a_copy_of_an_unknown_day_is_linked_and_says_no_day() -> None:
    copy = "https://copy.example/1"
    article = make_article(
        url=ADDRESS, snapshots=[{"captured": "2026-11", "sha256": "ab" * 32, "url": copy}]
    )
    [link] = page("gazette", article).xpath(f"//a[@href='{copy}']")
    assert words(link) == "archived copy"
    assert robust(link) == (ADDRESS, copy, "2026-11-01")


def test_what_is_cited_without_a_link_has_no_copy_either() -> None:
    article = make_article(
        url=ADDRESS,
        link="avoid",
        snapshots=[{"captured": "2026-11-22", "sha256": "ab" * 32, "url": COPY}],
    )
    assert not page("gazette", article).xpath("//a[@rel='external']")

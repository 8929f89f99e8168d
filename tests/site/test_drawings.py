"""Drawings of the founding dossier in a real browser."""

from collections import Counter
from itertools import combinations

import pytest
from playwright.sync_api import Browser, Page

from dossier.assembly import assemble
from dossier.graph.item import ends_of
from dossier.host.config import read_options
from tests.conftest import REPOSITORY
from tests.drawing.graphviz import needs_graphviz

THEMES = ("sensetime-listings", "entity-list-and-ns-cmic", "forced-labour-to-import-ban")


LABELS = """
    [...document.querySelectorAll('.d-graph text:not(.d-doubt)')].map((one) => {
      const box = one.getBoundingClientRect();
      const label = [...document.querySelectorAll('.d-node, .d-middle')].indexOf(one.parentElement);
      return [box.left, box.top, box.right, box.bottom, one.textContent, label];
    })
"""


def overlapping(page: Page) -> list[tuple[str, str]]:
    """The labels of a page's drawings of which a part lies upon another."""
    labels = page.evaluate(LABELS)
    assert len(labels) > 2
    return [
        (one[4], other[4])
        for one, other in combinations(labels, 2)
        if one[5] != other[5]
        and min(one[2], other[2]) - max(one[0], other[0]) > 0.5
        and min(one[3], other[3]) - max(one[1], other[1]) > 0.5
    ]


def busiest() -> list[str]:
    """The five parties with the most relations and listings."""
    graph = assemble(read_options(None, REPOSITORY)).graph
    found = Counter(
        id
        for ties in graph.ties.values()
        for tie in ties
        for id in ends_of(tie)
        if graph.files[id].type == "entity"
    )
    return [id for id, _ in sorted(found.items(), key=lambda one: (-one[1], one[0]))[:5]]


@pytest.mark.parametrize("width", [390, 1000, 1280])
@pytest.mark.parametrize("root", ["", "fr/"])
def test_labels_around_a_party_do_not_overlap_and_stay_in_sight(
    root: str, width: int, browser: Browser, address: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    try:
        page = context.new_page()
        for id in busiest():
            page.goto(f"{address}{root}entities/{id}/")
            assert overlapping(page) == [], id
            figure = page.locator("figure.d-drawing").bounding_box()
            assert figure is not None
            for left, top, right, bottom, words, _ in page.evaluate(LABELS):
                assert left >= figure["x"] - 1, words
                assert right <= figure["x"] + figure["width"] + 1, words
                assert bottom > top
    finally:
        context.close()


@needs_graphviz
@pytest.mark.parametrize("path", ["network/", *(f"themes/{theme}/" for theme in THEMES)])
@pytest.mark.parametrize("root", ["", "fr/"])
def test_labels_of_a_network_do_not_overlap(root: str, path: str, page: Page, address: str) -> None:
    page.goto(f"{address}{root}{path}")
    assert overlapping(page) == []


def test_a_drawing_stands_beside_its_table_where_there_is_room(page: Page, address: str) -> None:
    places = {}
    for width in (999, 1000):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{address}entities/sensetime/")
        boxes = [page.locator(f".d-beside > {one}").bounding_box() for one in ("div", "figure")]
        table, drawing = boxes
        assert table is not None
        assert drawing is not None
        places[width] = drawing["y"] > table["y"] + 100
    assert places == {999: True, 1000: False}


@needs_graphviz
def test_a_network_scrolls_by_keys_within_its_own_region(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{address}network/")
    region = page.locator(".d-map")
    begin = region.evaluate("one => one.scrollLeft")
    room = region.evaluate("one => one.scrollWidth - one.clientWidth")
    assert begin == pytest.approx(room / 2, abs=1)
    region.focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    moved = "begin => document.querySelector('.d-map').scrollLeft > begin + 50"
    page.wait_for_function(moved, arg=begin)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_line_of_a_drawing_leads_to_the_page_of_a_neighbour(page: Page, address: str) -> None:
    page.goto(f"{address}entities/sensetime/")
    link = page.get_by_role("link", name="Beijing SenseTime is a subsidiary of SenseTime")
    link.click()
    assert page.url == f"{address}entities/beijing-sensetime/"


def test_lines_are_told_apart_by_their_patterns(page: Page, address: str) -> None:
    page.goto(f"{address}entities/sensetime/")
    patterns = page.evaluate(
        "[...document.querySelectorAll('.d-key .d-line')]"
        ".map((one) => getComputedStyle(one).strokeDasharray)"
    )
    kinds = patterns[: len(set(patterns))]
    assert len(kinds) == 4
    assert len(set(kinds)) == 4, "ownership, people, listings, others"

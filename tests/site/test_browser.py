"""The founding dossier in a real browser."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from dossier.graph.item import ends_of
from dossier.host.config import read_options
from dossier.pipeline import assemble
from tests.conftest import REPOSITORY
from tests.drawing.graphviz import needs_graphviz

THEMES = ("sensetime-listings", "entity-list-and-ns-cmic", "forced-labour-to-import-ban")
KINDS = {
    "home": "",
    "about": "about/",
    "methodology": "methodology/",
    "timeline": "timeline/",
    "articles": "articles/",
    "article": "articles/actuia-2021-sensetime/",
    "entities": "entities/",
    "entity": "entities/sensetime/",
    "instruments": "instruments/",
    "instrument": "instruments/ns-cmic-list/",
    "events": "events/treasury-lists-sensetime/",
    "statements": "statements/",
    "statement": "statements/treasury-2021-sensetime-ethnicity/",
    "themes": "themes/",
    "theme": "themes/sensetime-listings/",
    "network": "network/",
    "sources": "sources/",
    "search": "search/",
}
PATHS = [root + path for root in ("", "fr/") for path in KINDS.values()]


@pytest.fixture(scope="module")
def address(founding_site: Path, serve: Callable[[Path], str]) -> str:
    return serve(founding_site)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", PATHS)
def test_a_page_asks_only_its_own_origin_and_says_no_error(
    path: str, page: Page, address: str
) -> None:
    requests: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on(
        "console", lambda message: errors.append(message.text) if message.type == "error" else None
    )
    page.on("pageerror", lambda error: errors.append(str(error)))
    answer = page.goto(address + path, wait_until="networkidle")
    assert answer is not None
    assert answer.ok
    assert requests
    assert [url for url in requests if not url.startswith((address, "data:"))] == []
    assert errors == []


@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_complete_without_javascript(
    path: str, browser: Browser, page: Page, address: str
) -> None:
    page.goto(address + path, wait_until="networkidle")
    page.evaluate(
        "document.querySelectorAll('form').forEach((form) => { form.hidden = true; });"
        "document.querySelectorAll('details').forEach((one) => { one.open = true; });"
    )
    with_script = page.inner_text("article.md-content__inner")
    context = browser.new_context(java_script_enabled=False)
    try:
        plain = context.new_page()
        plain.goto(address + path)
        without = plain.locator("article.md-content__inner").text_content() or ""
        assert plain.locator("form:visible").count() == 0
    finally:
        context.close()
    shown = set(without.split())
    missing = [
        word
        for word in with_script.split()
        if word not in shown and word.casefold() not in without.casefold()
    ]
    assert missing == []
    assert len(with_script) > 100


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("path", PATHS)
def test_a_page_does_not_scroll_sideways(
    path: str, width: int, browser: Browser, address: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    try:
        page = context.new_page()
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    finally:
        context.close()


def test_search_finds_a_party_and_leads_to_its_page(page: Page, address: str) -> None:
    page.goto(f"{address}search/")
    page.fill("[name=q]", "SenseTime")
    page.wait_for_selector(".d-results a")
    hrefs = page.locator(".d-results a").evaluate_all("all => all.map((one) => one.pathname)")
    assert "/entities/sensetime/" in hrefs
    assert not [href for href in hrefs if href.startswith("/fr/")], "a page finds its own language"


def test_a_search_can_be_linked_to(page: Page, address: str) -> None:
    page.goto(f"{address}fr/search/?q=Hikvision")
    page.wait_for_selector(".d-results a")
    assert page.input_value("[name=q]") == "Hikvision"
    hrefs = page.locator(".d-results a").evaluate_all("all => all.map((one) => one.pathname)")
    assert "/fr/entities/hikvision/" in hrefs


def test_a_search_is_of_all_parts_of_the_index(
    page: Page, address: str, founding_site: Path
) -> None:
    articles = list((founding_site / "articles").glob("*/index.html"))
    assert len(json.loads((founding_site / "pagefind/parts.json").read_text("utf-8"))["en"]) > 1
    page.goto(f"{address}search/?type=Article")
    page.wait_for_selector(".d-results a")
    assert f"Article ({len(articles)})" in page.locator("#_type option").all_text_contents()
    assert page.locator(".d-results-summary").text_content() == f"{len(articles)} pages found."


def test_filters_narrow_the_timeline_and_stay_in_the_address(page: Page, address: str) -> None:
    page.goto(f"{address}timeline/")
    total = page.locator(".d-event").count()
    years = page.locator(".d-years li:visible").count()
    page.select_option("select[name=kind]", "listing")
    page.select_option("select[name=entity]", "sensetime")
    rows = page.locator(".d-event:visible")
    shown = rows.count()
    assert 0 < shown < total
    assert page.inner_text(".d-filters output") == f"{shown} / {total}"
    assert 0 < page.locator(".d-years li:visible").count() < years
    for row in rows.all():
        assert row.get_attribute("data-kind") == "listing"
        assert "sensetime" in (row.get_attribute("data-entity") or "").split()
    assert page.url.endswith("?kind=listing&entity=sensetime")
    page.goto(page.url)
    assert page.locator(".d-event:visible").count() == shown


def test_the_language_link_stays_on_the_page(page: Page, address: str) -> None:
    page.goto(f"{address}entities/sensetime/")
    page.click("a[hreflang=fr]")
    assert page.url == f"{address}fr/entities/sensetime/"
    page.click("a[hreflang=en]")
    assert page.url == f"{address}entities/sensetime/"


LABELS = """
    [...document.querySelectorAll('.d-graph text:not(.d-doubt)')].map((one) => {
      const box = one.getBoundingClientRect();
      return [box.left, box.top, box.right, box.bottom, one.textContent];
    })
"""


def overlapping(page: Page) -> list[tuple[str, str]]:
    """The labels of a page's drawings of which a part lies upon another."""
    labels = page.evaluate(LABELS)
    assert len(labels) > 2
    return [
        (one[4], other[4])
        for one, other in combinations(labels, 2)
        if min(one[2], other[2]) - max(one[0], other[0]) > 0.5
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
            for left, top, right, bottom, words in page.evaluate(LABELS):
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
    region.focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('.d-map').scrollLeft > 50")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_line_of_a_drawing_leads_to_the_page_of_a_neighbour(page: Page, address: str) -> None:
    page.goto(f"{address}entities/sensetime/")
    link = page.get_by_role("link", name="Beijing SenseTime is a subsidiary of SenseTime")
    link.click()
    assert page.url == f"{address}entities/beijing-sensetime/"


def test_lines_are_told_apart_by_their_patterns(page: Page, address: str) -> None:
    page.goto(f"{address}entities/sensetime/")
    patterns = page.evaluate(
        "[...document.querySelectorAll('.d-legend .d-line')]"
        ".map((one) => getComputedStyle(one).strokeDasharray)"
    )
    kinds = patterns[: len(set(patterns))]
    assert len(kinds) == 4
    assert len(set(kinds)) == 4, "ownership, people, listings, others"


def test_printing_shows_all_lines_and_no_controls(page: Page, address: str) -> None:
    page.goto(f"{address}timeline/?kind=listing")
    page.emulate_media(media="print")
    assert page.locator(".d-filters").is_hidden()
    assert page.locator(".md-header").is_hidden()
    assert page.locator(".d-event:visible details.d-more a.d-cite").first.is_visible()

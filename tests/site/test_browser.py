"""The founding dossier in a real browser."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import combinations
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from dossier.assembly import assemble
from dossier.graph.item import ends_of
from dossier.host.config import read_options
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
    "corrections": "corrections/",
    "changes": "changes/",
    "open questions": "open-questions/",
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
        "document.querySelectorAll('form').forEach((form) => form.remove());"
        "document.querySelectorAll('details').forEach((one) => { one.open = true; });"
        "document.querySelectorAll('.d-copy').forEach((one) => one.remove());"
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
    assert (
        len(json.loads((founding_site / "pagefind/parts.json").read_text("utf-8"))["en"]["parts"])
        > 1
    )
    page.goto(f"{address}search/?type=Article")
    page.wait_for_selector(".d-results a")
    assert (
        f"Article ({len(articles)})" in page.locator("select[name=type] option").all_text_contents()
    )
    assert page.locator(".d-results-summary").text_content() == f"{len(articles)} pages found."


def found(page: Page) -> list[str]:
    page.wait_for_selector(".d-results a")
    hrefs: list[str] = page.locator(".d-results > li > a").evaluate_all(
        "all => all.map((one) => one.pathname)"
    )
    return hrefs


@pytest.mark.parametrize(
    ("path", "words", "wanted"),
    [
        pytest.param("fr/", "Office", "entities/prc-mission-geneva/", id="behind an elision"),
        pytest.param("fr/", "oeuvre", "instruments/global-magnitsky/", id="in a ligature"),
        pytest.param("fr/", "uighur", "entities/uyghurs/", id="as an alias"),
        pytest.param("", "科技", "entities/sensetime/", id="in a Chinese name"),
        pytest.param("", "强烈", "articles/actuia-2021-sensetime/", id="in a Chinese sentence"),
    ],
)
def test_words_are_found_where_no_space_sets_them_off_and_by_other_spellings(
    page: Page, address: str, path: str, words: str, wanted: str
) -> None:
    page.goto(f"{address}{path}search/?q={words}")
    assert f"/{path}{wanted}" in found(page)


@pytest.mark.parametrize(
    ("path", "name", "wanted", "kind"),
    [
        ("", "SenseTime", "entities/sensetime/", "Party"),
        ("", "entity list", "instruments/entity-list/", "Instrument"),
        ("fr/", "SenseTime", "entities/sensetime/", "Partie"),
    ],
)
def test_the_page_that_is_called_as_one_searches_comes_first_and_says_what_it_is(
    page: Page, address: str, path: str, name: str, wanted: str, kind: str
) -> None:
    page.goto(f"{address}{path}search/?q={name}")
    assert found(page)[0] == f"/{path}{wanted}"
    assert page.locator(".d-results .d-where").first.inner_text() == kind


def test_a_search_is_narrowed_down_by_facets_together(page: Page, address: str) -> None:
    page.goto(f"{address}search/?q=Uyghur")
    every = len(found(page))
    page.select_option("select[name=theme]", "sensetime-listings")
    page.select_option("select[name=year]", "2021")
    page.wait_for_function(f"() => document.querySelectorAll('.d-results > li').length < {every}")
    assert found(page)
    assert page.url.endswith("?q=Uyghur&year=2021&theme=sensetime-listings")
    page.goto(f"{address}search/?entity=sensetime&type=Article")
    assert "/articles/actuia-2021-sensetime/" in found(page)


def test_sections_of_a_page_are_results_too(page: Page, address: str) -> None:
    page.goto(f"{address}search/?q=ethnicity")
    found(page)
    inner = page.locator(".d-results ul a").first
    assert "#" in (inner.get_attribute("href") or "")


def test_the_search_is_used_by_keys_alone(page: Page, address: str) -> None:
    page.goto(f"{address}entities/")
    page.keyboard.press("/")
    page.wait_for_url("**/search/**")
    page.wait_for_selector("[name=q]:focus")
    page.keyboard.type("SenseTime")
    found(page)
    page.keyboard.press("ArrowDown")
    focused = "document.activeElement.closest('.d-results') !== null"
    assert page.evaluate(focused)
    first = page.evaluate("document.activeElement.href")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.href") != first
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.press("Escape")
    assert page.input_value("[name=q]") == ""


def test_the_key_for_the_search_can_be_turned_off(page: Page, address: str) -> None:
    page.goto(f"{address}search/")
    page.uncheck("input[data-slash]")
    page.goto(f"{address}entities/")
    page.keyboard.press("/")
    page.wait_for_timeout(200)
    assert page.url == f"{address}entities/"


def test_filters_narrow_the_timeline_and_stay_in_the_address(page: Page, address: str) -> None:
    page.goto(f"{address}timeline/")
    total = page.locator(".d-event").count()
    years = page.locator(".d-years li:visible").count()
    page.select_option("select[name=kind]", "listing")
    page.select_option("select[name=entity]", "sensetime")
    rows = page.locator(".d-event:visible")
    shown = rows.count()
    assert 0 < shown < total
    assert page.inner_text(".d-filters output") == f"{shown} of {total} shown"
    assert 0 < page.locator(".d-years li:visible").count() < years
    for row in rows.all():
        assert row.get_attribute("data-kind") == "listing"
        assert "sensetime" in (row.get_attribute("data-entity") or "").split()
    assert page.url.endswith("?kind=listing&entity=sensetime")
    page.goto(page.url)
    assert page.locator(".d-event:visible").count() == shown


def test_a_choice_says_how_much_it_would_leave(page: Page, address: str) -> None:
    page.goto(f"{address}timeline/")
    page.select_option("select[name=entity]", "megvii")
    text = page.locator("select[name=kind] option[value=listing]").inner_text()
    page.select_option("select[name=kind]", "listing")
    assert text == f"Listing ({page.locator('.d-event:visible').count()})"
    assert page.locator("select[name=kind] option:disabled").count() > 0


def test_text_is_found_without_its_accents(page: Page, address: str) -> None:
    page.goto(f"{address}fr/timeline/")
    page.fill("[name=q]", "OUIGHOUR")
    found = page.locator(".d-event:visible")
    assert found.count() > 0
    assert "Ouïghour" in found.first.inner_text()


def test_parties_stand_side_by_side_and_the_view_can_be_linked_to(page: Page, address: str) -> None:
    page.goto(f"{address}timeline/?side=sensetime&side=megvii")
    table = page.locator(".d-sides table")
    assert table.locator("thead th").all_inner_texts() == ["Date", "SenseTime", "Megvii"]
    assert page.locator(".d-event:visible").count() == 0
    lines = table.locator("tbody tr")
    number = lines.count()
    assert number > 10
    assert page.inner_text(".d-filters output").startswith(f"{number} of ")
    assert all(line.locator("td a").count() > 0 for line in lines.all())
    page.select_option("select[name=kind]", "listing")
    assert 0 < lines.count() < number
    page.click(".d-filters button[type=reset]")
    page.wait_for_selector(".d-event")
    assert table.count() == 0
    assert page.url == f"{address}timeline/"


def test_claims_are_narrowed_down_to_those_without_an_answer(page: Page, address: str) -> None:
    page.goto(f"{address}statements/?reply=not-sought")
    shown = page.locator(".d-row:visible")
    assert 0 < shown.count() < page.locator(".d-row").count()
    for one in shown.all():
        assert "Reply not sought yet" in one.inner_text()


def test_the_timeline_of_a_party_has_filters_and_a_strip_of_its_own(
    page: Page, address: str
) -> None:
    page.goto(f"{address}entities/sensetime/")
    page.select_option("section .d-filters select[name=kind]", "ipo")
    shown = page.locator(".d-event:visible")
    assert 0 < shown.count() < page.locator(".d-event").count()
    bars = page.locator(".d-strip .d-bar")
    heights = bars.evaluate_all("all => all.map((bar) => Number(bar.getAttribute('height')))")
    assert (min(heights), max(heights)) == (0, 100)


def test_the_strip_of_years_leads_to_them(page: Page, address: str) -> None:
    page.goto(f"{address}timeline/")
    page.click(".d-strip a[data-year='2021']")
    assert page.url.endswith("#_y2021")


def test_filters_work_across_the_years_of_a_split_register_of_claims(
    page: Page, long_site: Path, serve: Callable[[Path], str]
) -> None:
    page.goto(f"{serve(long_site)}statements/")
    assert page.inner_text(".d-total") == "3 claims and findings, 2 other statements"
    assert page.locator(".d-claim").count() == 0
    years = page.locator(".d-years li")
    assert years.all_inner_texts() == ["2017", "2018 2", "2019", "2021 1"]
    page.click(".d-filters button")
    page.wait_for_selector(".d-row")
    anchors = "rows => rows.map(row => row.querySelector('.d-claim').id)"
    found = page.locator(".d-row").evaluate_all(anchors)
    assert found == ["ministry-claim", "charge", "early"], "newest first, whatever the year"
    assert page.inner_text(".d-filters output") == "3 shown"
    assert years.all_inner_texts() == ["2017", "2018 2", "2019", "2021 1"]
    names = "fields => fields.map(field => field.name)"
    order = ["by", "about", "status", "reply", "theme", "q"]
    assert page.locator(".d-filters [name]").evaluate_all(names) == order
    laid_out = "one => getComputedStyle(one).contentVisibility"
    assert page.locator(".d-year").first.evaluate(laid_out) == "auto", "only what is in sight"

    page.select_option("select[name=reply]", "answered")
    page.fill("input[name=q]", "is late")
    assert page.locator(".d-row:visible").count() == 1
    assert years.filter(visible=True).all_inner_texts() == ["2017", "2018 1", "2019"]
    page.goto(page.url)
    page.wait_for_selector(".d-row:visible")
    assert page.locator(".d-row:visible").count() == 1, "the view can be linked to"
    page.locator(".d-row:visible a").first.click()
    page.wait_for_selector("h1")
    assert "/entities/ministry/" in page.url


def test_filters_work_across_the_years_of_a_split_timeline(
    page: Page, long_site: Path, serve: Callable[[Path], str]
) -> None:
    address = serve(long_site)
    page.goto(f"{address}timeline/")
    assert page.locator(".d-event").count() == 0
    page.click(".d-filters button")
    page.wait_for_selector(".d-event")
    every = page.locator(".d-event").count()
    total = int(page.inner_text(".d-total").split()[0])
    assert every == total
    laid_out = "one => getComputedStyle(one).contentVisibility"
    assert page.locator(".d-year").first.evaluate(laid_out) == "auto", "only what is in sight"
    assert page.inner_text(".d-filters output") == f"{total} shown"
    page.select_option("select[name=kind]", "listing")
    shown = page.locator(".d-event:visible").count()
    assert 0 < shown < total
    page.goto(page.url)
    page.wait_for_selector(".d-event:visible")
    assert page.locator(".d-event:visible").count() == shown, "the view can be linked to"
    page.locator(".d-event:visible .d-title > a").first.click()
    page.wait_for_selector("h1")
    assert "/events/" in page.url or "/articles/" in page.url


def test_a_year_hands_its_filters_on_to_all_years(
    page: Page, long_site: Path, serve: Callable[[Path], str]
) -> None:
    address = serve(long_site)
    page.goto(f"{address}timeline/")
    page.locator(".d-years a").last.click()
    page.locator("select[name=kind]").select_option(index=1)
    page.click("a[data-keeps-filters]")
    page.wait_for_selector(".d-event:visible")
    assert "?kind=" in page.url


def test_the_language_link_stays_on_the_page(page: Page, address: str) -> None:
    page.goto(f"{address}entities/sensetime/")
    page.click("a[hreflang=fr]")
    assert page.url == f"{address}fr/entities/sensetime/"
    page.click("a[hreflang=en]")
    assert page.url == f"{address}entities/sensetime/"


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


def test_printing_shows_all_lines_and_no_controls(page: Page, address: str) -> None:
    page.goto(f"{address}timeline/?kind=listing")
    page.emulate_media(media="print")
    assert page.locator(".d-filters").is_hidden()
    assert page.locator(".md-header").is_hidden()
    assert page.locator(".d-event:visible details.d-more a.d-cite").first.is_visible()


@pytest.mark.parametrize("path", KINDS.values())
def test_paper_is_black_on_white_without_navigation_and_with_nothing_folded(
    path: str, page: Page, address: str
) -> None:
    page.goto(address + path)
    page.emulate_media(media="print", color_scheme="dark")
    for part in ("header.md-header", ".md-tabs", ".md-sidebar", "footer.md-footer"):
        assert page.locator(f"{part}:visible").count() == 0, part
    for part in ("form", "nav", "button"):
        assert page.locator(f"{part}:visible").count() == 0, part
    style = "getComputedStyle(document.querySelector('.md-typeset'))"
    assert page.evaluate(f"{style}.color") == "rgb(0, 0, 0)"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    for folded in page.locator("details > :not(summary)").all():
        assert folded.is_visible()


def test_paper_keeps_a_claim_with_its_answer_and_says_each_address_once(
    page: Page, address: str
) -> None:
    page.goto(f"{address}statements/joly-2025-hikvision-canada/")
    page.emulate_media(media="print")
    claim = page.locator(".d-claim")
    assert claim.evaluate("one => getComputedStyle(one).breakInside") == "avoid"
    printed = PdfReader(BytesIO(page.pdf(format="A4")))
    text = "".join("".join(one.extract_text().split()) for one in printed.pages)
    urls = page.locator(".d-references a[rel=external]").evaluate_all("all => all.map(a => a.href)")
    assert urls
    for url in urls:
        assert text.count(url) == 1


@pytest.mark.parametrize("path", ["timeline/", "statements/"])
def test_what_leads_to_the_pages_of_years_prints_how_much_there_is_in_each(
    path: str, page: Page, long_site: Path, serve: Callable[[Path], str]
) -> None:
    address = serve(long_site)
    page.goto(address + path)
    page.emulate_media(media="print")
    assert page.locator(".d-years li").first.is_visible()
    assert page.get_by_text("Choose a year above.").is_hidden()
    page.goto(f"{address}{path}{'year/' if path == 'statements/' else ''}2021/")
    assert page.locator(".d-years li").first.is_hidden()


def test_a_network_is_printed_with_the_head_of_its_page(page: Page, address: str) -> None:
    page.goto(f"{address}network/")
    first = PdfReader(BytesIO(page.pdf(format="A4"))).pages[0].extract_text()
    assert "Who is related to whom" in first
    assert "Entity List" in first
    assert "The tables below say the same" in first


def test_a_citation_in_a_printed_register_takes_no_more_than_a_line(
    page: Page, address: str
) -> None:
    page.set_viewport_size({"width": 680, "height": 900})
    page.emulate_media(media="print")
    for path in ("timeline/", "statements/", "network/"):
        page.goto(address + path)
        boxes = "all => all.map(one => one.getBoundingClientRect()).map(b => [b.width, b.height])"
        sizes = page.locator(".d-cite").evaluate_all(boxes)
        assert max(width for width, _ in sizes) < 230
        assert max(height for _, height in sizes) < 30


def test_a_theme_has_its_timeline_beside_its_narrative_where_there_is_room(
    page: Page, address: str
) -> None:
    page.goto(f"{address}themes/sensetime-listings/")
    is_beside = {}
    for width in (390, 1000, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        timeline = page.locator(".d-essay > section").bounding_box()
        prose = page.locator(".d-essay .d-prose").bounding_box()
        assert timeline is not None
        assert prose is not None
        is_beside[width] = timeline["x"] > prose["x"] + prose["width"]
    assert is_beside == {390: False, 1000: False, 1280: True}


@pytest.fixture
def copying(browser: Browser) -> Iterator[Page]:
    """A page that may copy, and tell what was copied."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    yield context.new_page()
    context.close()


COPIED = "navigator.clipboard.readText()"


def test_a_statements_address_is_copied_by_keyboard_and_that_is_said(
    copying: Page, address: str
) -> None:
    copying.goto(f"{address}articles/actuia-2021-sensetime/")
    foot = copying.locator(".d-foot", has=copying.locator("a[href*='#']")).first
    button = foot.get_by_role("button", name="Copy link to this statement")
    button.focus()
    copying.keyboard.press("Enter")
    copying.wait_for_function("() => document.getElementById('_copied').textContent === 'Copied'")
    assert button.text_content() == "Copied"
    copied = copying.evaluate(COPIED)
    assert copied == foot.locator("a").evaluate("one => one.href")
    assert copied.startswith(f"{address}articles/actuia-2021-sensetime/#")
    copying.wait_for_function("() => document.getElementById('_copied').textContent === ''")
    assert button.text_content() == "Copy link"


def test_the_citation_of_a_page_and_of_a_source_is_copied_without_what_stands_around_it(
    copying: Page, address: str
) -> None:
    copying.goto(f"{address}fr/articles/actuia-2021-sensetime/")
    buttons = copying.get_by_role("button", name="Copier la référence")
    found = []
    for button in buttons.all():
        button.click()
        copying.wait_for_function(
            "() => document.getElementById('_copied').textContent === 'Copié'"
        )
        found.append(copying.evaluate(COPIED))
    source, page = found
    assert source.startswith("«\u00a0Volte-face de SenseTime")
    assert source.endswith(".")
    assert "CSL-JSON" not in source
    assert "Wikipédia" not in source
    assert "Dossier SenseTime" in page
    assert "/fr/articles/actuia-2021-sensetime/" in page
    assert "Copier" not in source + page


def test_a_browser_that_copies_nothing_says_so_and_one_that_cannot_has_no_button(
    copying: Page, address: str
) -> None:
    copying.add_init_script(
        "navigator.clipboard.writeText = () => Promise.reject(new Error('no'));"
    )
    copying.goto(f"{address}statements/")
    copying.locator(".d-copy").first.click()
    copying.wait_for_function(
        "() => document.getElementById('_copied').textContent.startsWith('The browser does not')"
    )
    copying.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined});")
    copying.goto(f"{address}statements/")
    assert copying.locator(".d-copy").count() == 0

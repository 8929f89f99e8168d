"""The founding dossier in a real browser."""

import json
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

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
    for part in ("header.md-header", ".md-tabs", ".md-sidebar", "footer.md-footer", "form", "nav"):
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

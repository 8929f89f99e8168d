"""Ways through the founding dossier that readers go: by keys alone, and without JavaScript."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

_MANY = 2000
"""So many presses of a key lead through any page."""


@pytest.fixture(scope="module")
def address(founding_site: Path, serve: Callable[[Path], str]) -> str:
    return serve(founding_site)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page in a browser in which JavaScript is off."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def tab_to(page: Page, selector: str) -> None:
    """Go from control to control until one is reached that matches a selector and can be seen."""
    reached = (
        "selector => { const one = document.activeElement; "
        "return one.matches(selector) && one.getClientRects().length > 0; }"
    )
    for _ in range(_MANY):
        page.keyboard.press("Tab")
        if page.evaluate(reached, selector):
            return
    raise AssertionError(f"no way by the keyboard to {selector} on {page.url}")


def open_by_key(page: Page, selector: str, wanted: str) -> None:
    """Go to a link by the keyboard and follow it; it leads to an address like the one wanted."""
    tab_to(page, selector)
    page.keyboard.press("Enter")
    page.wait_for_url(wanted)


def test_from_the_search_to_a_reply_in_another_language_by_keys_alone(
    page: Page, address: str
) -> None:
    page.goto(address)
    page.keyboard.press("/")
    page.wait_for_url("**/search/**")
    page.wait_for_selector("[name=q]:focus")
    page.keyboard.type("SenseTime")
    page.wait_for_selector(".d-results a[href$='/entities/sensetime/']")
    while not page.evaluate("document.activeElement.href?.endsWith('/entities/sensetime/')"):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/entities/sensetime/")

    every = page.locator(".d-event:visible").count()
    tab_to(page, ".d-filters select[name=kind]")
    page.keyboard.type("Listing")
    assert page.input_value(".d-filters select[name=kind]") == "listing"
    assert 0 < page.locator(".d-event:visible").count() < every

    open_by_key(page, ".d-event .d-title > a:not(.d-cite)", "**/events/**")
    open_by_key(page, ".d-references a[href*='/articles/']", "**/articles/**")
    page.goto(f"{address}articles/actuia-2021-sensetime/")
    open_by_key(page, ".d-claim .d-speaker a", "**/entities/**")
    page.go_back()
    tab_to(page, ".d-answers .d-speaker a")
    assert page.evaluate("document.activeElement.closest('.d-reply') !== null")
    open_by_key(page, "a[hreflang=fr]", "**/fr/articles/actuia-2021-sensetime/")
    assert page.get_attribute("html", "lang") == "fr"


def test_the_first_key_skips_to_the_content(page: Page, address: str) -> None:
    page.goto(f"{address}entities/sensetime/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.md-skip')")
    page.keyboard.press("Enter")
    assert "#" in page.url


def test_whatever_has_the_focus_shows_it(page: Page, address: str) -> None:
    page.goto(f"{address}entities/sensetime/")
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    for selector in (".d-filters select", ".d-event .d-title > a", ".d-cite", ".d-references a"):
        tab_to(page, selector)
        assert page.evaluate(outline) != "none", selector


def test_from_a_register_to_a_reply_in_another_language_without_javascript(
    plain: Page, address: str
) -> None:
    plain.goto(address)
    plain.click("a[data-search-page]")
    assert plain.locator("form:visible").count() == 0
    plain.click("article a[href$='entities/']")
    plain.click("th a[href='sensetime/']")
    assert plain.url.endswith("/entities/sensetime/")
    plain.locator(".d-event .d-title > a", has_text="NS-CMIC").first.click()
    plain.locator(".d-references a[href*='/articles/']").first.click()
    assert "/articles/" in plain.url
    plain.goto(f"{address}statements/treasury-2021-sensetime-ethnicity/")
    assert plain.locator(".d-answers .d-speaker").first.is_visible()
    plain.click("a[hreflang=fr]")
    assert plain.url.endswith("/fr/statements/treasury-2021-sensetime-ethnicity/")


def test_a_citation_leads_to_its_source_and_back_without_javascript(
    plain: Page, address: str
) -> None:
    plain.goto(f"{address}events/treasury-lists-sensetime/")
    mark = plain.locator(".d-cite").first
    anchor = mark.get_attribute("id")
    mark.click()
    assert plain.url.endswith("#_source-1")
    plain.locator("#_source-1 .d-back a, #_source-1 a.d-back").first.click()
    assert plain.url.endswith(f"#{anchor}")

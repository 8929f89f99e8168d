"""The founding dossier in a real browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.site.kinds import PATHS


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


def test_the_language_link_stays_on_the_page(page: Page, address: str) -> None:
    page.goto(f"{address}entities/sensetime/")
    page.click("a[hreflang=fr]")
    assert page.url == f"{address}fr/entities/sensetime/"
    page.click("a[hreflang=en]")
    assert page.url == f"{address}entities/sensetime/"


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

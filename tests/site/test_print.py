"""Pages on paper."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.site.kinds import KINDS


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

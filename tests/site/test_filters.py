"""Lists narrowed down in a real browser, on one page and across the pages of years."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page


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

"""Searching the founding dossier in a real browser."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page


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

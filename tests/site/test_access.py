"""The founding dossier for readers who see, hear or move otherwise, and on any screen."""

import gzip
import os
import time
from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.site.kinds import PATHS
from tests.site.pages import pages

AXE = resources.files("axe_playwright_python") / "axe.min.js"
VIEWS = [(390, "light"), (1280, "dark")]
if os.environ.get("DOSSIER_EVERY_VIEW"):
    VIEWS += [(390, "dark"), (1280, "light")]

_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def address(founding_site: Path, serve: Callable[[Path], str]) -> str:
    return serve(founding_site)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(reduced_motion="reduce")
    yield context.new_page()
    context.close()


def violations(page: Page) -> list[str]:
    """What axe finds wrong with a page as it is shown: the rule, and where."""
    run = "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})"
    found: dict[str, Any] = page.evaluate(run, _RULES)
    return [
        f"{one['id']}: {node['target']} {node['failureSummary']}"
        for one in found["violations"]
        for node in one["nodes"]
    ]


def test_axe_finds_what_is_wrong(page: Page) -> None:
    page.set_content('<html lang="en"><title>x</title><main><h1>x</h1><img src="x"></main></html>')
    page.evaluate(AXE.read_text("utf-8"))
    assert [one.partition(":")[0] for one in violations(page)] == ["image-alt"]


def violations_by_view(page: Page, url: str) -> dict[tuple[int, str], list[str]]:
    """What axe finds wrong with a page, for each width and scheme in which it finds anything."""
    page.goto(url, wait_until="networkidle")
    page.evaluate(AXE.read_text("utf-8"))
    wrong: dict[tuple[int, str], list[str]] = {}
    for width, scheme in VIEWS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        if found := violations(page):
            wrong[width, scheme] = found
    return wrong


@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing_wrong_in_light_and_dark(path: str, page: Page, address: str) -> None:
    assert violations_by_view(page, address + path) == {}


@pytest.mark.parametrize("path", ["timeline/", "timeline/2021/", "statements/"])
@pytest.mark.parametrize("root", ["", "fr/"])
def test_axe_finds_nothing_wrong_in_long_registers(
    root: str, path: str, page: Page, long_site: Path, serve: Callable[[Path], str]
) -> None:
    assert violations_by_view(page, f"{serve(long_site)}{root}{path}") == {}


@pytest.mark.parametrize("year", [2017, 2018, 2019])
def test_axe_finds_nothing_wrong_with_what_is_not_translated(
    year: int, page: Page, long_site: Path, serve: Callable[[Path], str]
) -> None:
    assert violations_by_view(page, f"{serve(long_site)}fr/statements/year/{year}/") == {}


@pytest.mark.parametrize("path", PATHS)
def test_nothing_of_a_page_lies_beside_a_screen_of_any_width(
    path: str, page: Page, address: str
) -> None:
    page.goto(address + path)
    for width in (320, 390, 800, 1280, 1920):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width


@pytest.mark.parametrize("path", ["entities/sensetime/", "timeline/"])
def test_whoever_comes_to_a_citation_hears_and_sees_what_it_is(
    path: str, page: Page, address: str
) -> None:
    page.goto(address + path)
    mark = page.locator(".d-cite:visible").first
    mark.focus()
    said = mark.get_attribute("title") or ""
    assert len(said) > 20
    assert "↑" not in said


# The budgets of the heaviest pages


def heaviest(site: Path) -> set[str]:
    """The paths of the five pages with the most elements, and of the five that take most bytes."""
    found = [page for page in pages(site) if page.name == "index.html"]
    by_elements = sorted(found, key=lambda page: -page.read_bytes().count(b"<"))[:5]
    by_bytes = sorted(found, key=lambda page: -len(gzip.compress(page.read_bytes())))[:5]
    return {str(page.parent.relative_to(site)) for page in (*by_elements, *by_bytes)}


def test_the_heaviest_pages_are_light(founding_site: Path, page: Page, address: str) -> None:
    sizes: list[int] = []
    page.on("response", lambda response: sizes.append(len(gzip.compress(response.body()))))
    found = heaviest(founding_site)
    assert {"entities/sensetime", "network"} & {path.removeprefix("fr/") for path in found}
    for path in sorted(found):
        sizes.clear()
        page.goto(f"{address}{path}/", wait_until="networkidle")
        assert len(sizes) <= 12, path
        assert sum(sizes) <= 100_000, path
        assert page.evaluate("document.querySelectorAll('*').length") <= 3000, path


SHIFTS = """
    window.shifts = [];
    const note = (list) => list.getEntries().forEach((one) => shifts.push(one.value));
    new PerformanceObserver(note).observe({type: "layout-shift", buffered: true});
"""


@pytest.fixture
def slow(page: Page) -> Page:
    """A page that notes what moves on it by itself, and whose scripts come late."""

    def late(route: Route) -> None:
        time.sleep(0.5)
        route.continue_()

    page.route("**/*.js", late)
    page.add_init_script(SHIFTS)
    return page


def shifts(page: Page, address: str) -> list[float]:
    """How far things moved on a page, each time."""
    page.goto(address, wait_until="networkidle")
    page.wait_for_timeout(300)
    found: list[float] = page.evaluate("shifts")
    return found


def test_what_moves_is_found(slow: Page, address: str) -> None:
    slow.route("**/moves.js", lambda route: route.fulfill(body="document.body.prepend('It did')"))
    body = "<p>It stands here.</p><script src=late.js></script><script src=moves.js></script>"
    slow.route("**/moving", lambda route: route.fulfill(content_type="text/html", body=body))
    slow.route("**/late.js", lambda route: (time.sleep(0.5), route.fulfill(body=""))[1])
    assert shifts(slow, f"{address}moving")


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_when_the_script_comes_late(width: int, slow: Page, address: str) -> None:
    slow.set_viewport_size({"width": width, "height": 900})
    for path in ("", "timeline/", "statements/", "search/?q=SenseTime", "entities/sensetime/"):
        assert shifts(slow, address + path) == [], path

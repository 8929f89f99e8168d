"""What is found by a search is words: no title, name or excerpt becomes an element."""

import re
import shutil
import string
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Page

from tests.conftest import SAMPLE, Run
from tests.hostile.live_payload import HAPPENS
from tests.hostile.payload import BREAKERS, PAYLOADS

WORD = "quandary"
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
NAMES = {"A", "LI", "MARK", "P", "SPAN", "UL"}
"""The elements that results are made of."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, run: Run) -> Path:
    """A site with its index, on which each payload is the name of a party, and in its prose."""
    folder = tmp_path_factory.mktemp("search") / "dossier"
    shutil.copytree(SAMPLE, folder, ignore=shutil.ignore_patterns("build"))
    for number, text in enumerate(PAYLOADS):
        prose = re.sub(f"([{re.escape(string.punctuation)}])", r"\\\1", f"{WORD} {text}")
        record = {"name": text, "kind": "company", "body": f"{prose} [@ministry-2021-release]."}
        file = folder / f"content/entities/payload-{number}.yml"
        file.write_text(yaml.safe_dump(record, allow_unicode=True))
    done = run("dossier", "build", cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    built = folder / "build/site"
    page = built / "search/index.html"
    kept = page.read_text("utf-8")
    page.write_text(POLICY.sub("", kept), "utf-8")
    assert page.read_text("utf-8") != kept
    return built


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def test_markup_in_titles_and_texts_is_shown_as_it_was_written(
    page: Page, site: Path, serve: Callable[[Path], str]
) -> None:
    dialogs: list[str] = []
    page.add_init_script("window.hits = [];")
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.goto(f"{serve(site)}search/")
    page.fill("[name=q]", WORD)
    page.wait_for_selector(".d-results a")
    while (more := page.locator(".d-results-more")).count():
        before = page.locator(".d-results > li").count()
        more.click()
        page.wait_for_function(
            f"() => document.querySelectorAll('.d-results > li').length > {before}"
        )
    titles = page.locator(".d-results > li > a").all_text_contents()
    assert set(titles) >= {" ".join(text.split()) for text in PAYLOADS}
    _looks_harmless(page)
    for text in ("script", *BREAKERS[:3]):
        page.fill("[name=q]", text)
        page.wait_for_function("() => document.querySelector('.d-results-summary').textContent")
        _looks_harmless(page)
    page.fill("[name=q]", WORD)
    page.wait_for_selector(".d-results a")
    _looks_harmless(page)
    assert dialogs == []


def _looks_harmless(page: Page) -> None:
    elements = page.evaluate(
        "[...document.querySelectorAll('.d-results *:not(.d-results-more)')].map((one) =>"
        " [one.tagName, ...one.getAttributeNames()])"
    )
    assert {name for name, *_ in elements} <= NAMES
    assert {attribute for _, *names in elements for attribute in names} <= {"class", "href"}
    page.evaluate(HAPPENS)
    assert page.evaluate("window.hits") == []

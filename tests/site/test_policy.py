"""The site's policy in a real browser: what is ours works under it, and nothing else runs."""

import functools
import http.server
import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page, Route

from dossier.publish.policy import blocked
from tests.conftest import Run
from tests.hostile.live_payload import HAPPENS, LOADED, live_payloads
from tests.repository import Repository
from tests.serve.test_serve import eventually, fetched, served
from tests.site.kinds import PATHS

WATCH = """
    window.hits = window.hits || [];
    window.violations = [];
    document.addEventListener('securitypolicyviolation', (event) => {
      window.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
"""
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="[^"]*">')


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    opened = context.new_page()
    opened.add_init_script(WATCH)
    yield opened
    context.close()


def violations(page: Page) -> list[str]:
    found: list[str] = page.evaluate("window.violations")
    return found


class _WithHeaders(http.server.SimpleHTTPRequestHandler):
    """Sends what `_headers` says, as Cloudflare Pages and Netlify do."""

    def end_headers(self) -> None:
        lines = Path(self.directory, "_headers").read_text("utf-8").splitlines()[1:]
        for name, _, value in (line.strip().partition(": ") for line in lines):
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def with_headers(founding_site: Path) -> Iterator[str]:
    """The address of the founding site on a server that sends its headers."""
    handler = functools.partial(_WithHeaders, directory=str(founding_site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_every_kind_of_page_keeps_to_the_policy_in_pages_and_in_headers(
    page: Page, with_headers: str
) -> None:
    for path in PATHS:
        answer = page.goto(with_headers + path)
        assert answer is not None
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert violations(page) == [], path
        assert page.locator("meta[http-equiv=Content-Security-Policy]").count() == 1
    assert page.context.cookies() == []


def test_search_filters_menus_and_buttons_work_under_it(page: Page, with_headers: str) -> None:
    page.goto(f"{with_headers}search/?q=SenseTime")
    page.wait_for_selector(".d-results a")
    assert violations(page) == []
    page.goto(f"{with_headers}timeline/")
    page.select_option("select[name=kind]", "listing")
    assert 0 < page.locator(".d-event:visible").count() < page.locator(".d-event").count()
    assert violations(page) == []
    page.goto(f"{with_headers}statements/")
    page.locator(".d-copy").first.click()
    page.wait_for_function("() => document.getElementById('_copied').textContent === 'Copied'")
    for summary in page.locator("summary:visible").all()[:5]:
        summary.click()
    assert violations(page) == []
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{with_headers}entities/sensetime/")
    page.locator(".md-header label[for=__drawer]").click()
    page.wait_for_selector(".md-nav--primary .md-nav__item:visible")
    assert violations(page) == []


def test_only_pages_of_the_search_may_compile(founding_site: Path) -> None:
    for file in founding_site.rglob("*.html"):
        if "pagefind" in file.parts:
            continue
        text = file.read_text("utf-8")
        policy = POLICY.search(text)
        assert policy, file
        assert text.index("charset") < policy.start() < text.index("<title>"), file
        assert "unsafe-inline" not in policy[0]
        assert "'unsafe-eval'" not in policy[0]
        assert ("wasm-unsafe-eval" in policy[0]) == (file.parent.name == "search"), file


def test_no_page_has_what_the_policy_would_block(sample_site: Path, founding_site: Path) -> None:
    pages = [file for file in sample_site.rglob("*.html") if "pagefind" not in file.parts]
    pages += [founding_site / path / "index.html" for path in PATHS]
    assert len(pages) > 100
    assert {file: blocked(file.read_text("utf-8")) for file in pages} == dict.fromkeys(pages, ())


@pytest.mark.parametrize("is_on", [False, True], ids=["off", "on"])
def test_live_payloads_run_without_the_policy_and_none_runs_with_it(
    is_on: bool, page: Page, founding_site: Path
) -> None:
    payloads = live_payloads()
    assert len(payloads) >= 60
    text = (founding_site / "about/index.html").read_text("utf-8")
    assert POLICY.search(text)
    kept = text if is_on else POLICY.sub("", text)
    body = "".join(f"<div>{one}</div>\n" for one in payloads)
    shown = kept.replace("</article>", f"{body}</article>", 1)
    assert shown != kept

    def answer(route: Route) -> None:
        url = route.request.url
        if url.startswith(LOADED):
            number = url.partition("?")[2]
            route.fulfill(content_type="text/javascript", body=f"top.hits.push({number})")
        elif url.endswith("/page/"):
            route.fulfill(content_type="text/html; charset=utf-8", body=shown)
        else:
            route.fulfill(status=404, body="")

    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.route("**/*", answer)
    page.goto("https://dossier.example/page/")
    page.evaluate(HAPPENS)
    page.wait_for_timeout(1500)
    hits = set(page.evaluate("window.hits"))
    missed = [one for number, one in enumerate(payloads) if number not in hits]
    assert len(missed) == (len(payloads) if is_on else 0), missed
    assert dialogs == []
    assert bool(violations(page)) == is_on


def _themed(folder: Path) -> None:
    """Ask for all of the theme that needs its script, and write a script and a table."""
    config = yaml.safe_load((folder / "mkdocs.yml").read_text("utf-8"))
    config["theme"]["features"] = [
        *("navigation.instant", "navigation.top", "navigation.tracking", "toc.follow"),
        *("header.autohide", "content.code.copy", "content.tooltips", "search.highlight"),
    ]
    config["theme"]["palette"] = [
        {"scheme": "default", "toggle": {"icon": "material/eye", "name": "Dark"}},
        {"scheme": "slate", "toggle": {"icon": "material/eye", "name": "Light"}},
    ]
    config["plugins"].append("search")
    config["markdown_extensions"] = ["tables"]
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config, sort_keys=False), "utf-8")
    about = folder / "content/pages/about.md"
    about.write_text(
        about.read_text("utf-8")
        + "\n| left | right |\n| :-- | --: |\n| 1 | 2 |\n\n"
        + "<script>document.title = 'Own script';</script>\n"
    )


def test_the_themes_script_and_an_authors_own_run_under_it(
    sample: Path, page: Page, run: Run, serve: Callable[[Path], str]
) -> None:
    _themed(sample)
    done = run("dossier", "build", cwd=sample)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "policy" not in done.stderr
    address = serve(sample / "build/site")
    page.goto(f"{address}about/", wait_until="networkidle")
    assert page.title() == "Own script"
    assert page.locator("td.d-right").text_content() == "2"
    page.evaluate("document.getElementById('__palette_1').click()")
    page.wait_for_selector("body[data-md-color-scheme=slate]")
    assert violations(page) == []
    page.goto(f"{address}entities/", wait_until="networkidle")
    assert violations(page) == []


def test_what_a_page_written_by_hand_has_against_it_is_said(sample: Path, run: Run) -> None:
    about = sample / "content/pages/about.md"
    about.write_text(about.read_text("utf-8") + '\n<p style="color: red">Words.</p>\n')
    done = run("dossier", "build", cwd=sample)
    assert done.returncode == 0
    assert "about.md: browsers will not show or run the attribute style of <p>" in done.stderr


def test_the_preview_reloads_and_says_what_is_wrong_under_it(
    sample: Path, page: Page, tmp_path: Path
) -> None:
    with served(sample, tmp_path / "log.txt") as address:
        url = f"{address}entities/gazette/"
        assert eventually(lambda: "A newspaper" in fetched(url))
        page.goto(url)
        assert violations(page) == []
        record = sample / "content/entities/gazette.yml"
        sound = record.read_text("utf-8")
        record.write_text(sound.replace("A newspaper", "A daily newspaper"))
        page.get_by_text("A daily newspaper").first.wait_for()
        assert violations(page) == []
        record.write_text(sound.replace("media", "paper"))
        alert = page.locator("[role=alert]")
        alert.wait_for(timeout=30_000)
        assert "bad-choice" in (alert.text_content() or "")
        assert alert.evaluate("one => getComputedStyle(one).position") == "fixed"
        assert violations(page) == []


def test_nothing_that_git_knows_of_people_is_in_a_site(sample: Path, run: Run) -> None:
    repository = Repository(sample)
    repository.git("add", "--all")
    for name in ("first", "second"):
        (sample / f"content/entities/{name}.yml").write_text(f"name: N {name}\nkind: company\n")
        repository.git("add", "--all")
        repository.git(
            *("-c", "user.name=Quodlibet Personage", "-c", "user.email=qwyzzle@mail.example"),
            *("commit", "--quiet", "--message", "By quodlibet <qwyzzle@mail.example>"),
        )
    assert "qwyzzle@mail.example" in repository.git("log")
    done = run("dossier", "build", cwd=sample)
    assert done.returncode == 0, done.stdout + done.stderr
    files = [file for file in (sample / "build/site").rglob("*") if file.is_file()]
    assert len(files) > 100
    told = [
        file
        for file in files
        if any(one in file.read_bytes().lower() for one in (b"qwyzzle", b"quodlibet", b"personage"))
    ]
    assert told == []

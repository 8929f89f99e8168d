"""Zensical as a host: what it is given, what it is kept for, and what is said when it fails."""

import importlib.util
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from dossier.errors import MachineError, UsageError
from dossier.host.interface import BLIND
from dossier.host.zensical import PLUGINS, Zensical
from dossier.publish.kept import Read
from tests.conftest import Run
from tests.host.face import others
from tests.site.test_access import AXE, violations


@pytest.fixture(scope="module")
def address(zensical_site: Path, serve: Callable[[Path], str]) -> str:
    return serve(zensical_site)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(reduced_motion="reduce")
    yield context.new_page()
    context.close()


def configured(sample: Path, **changes: str) -> Path:
    """The sample's configuration with other words in the place of some."""
    config = sample / "mkdocs.yml"
    text = config.read_text("utf-8")
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    config.write_text(text, "utf-8")
    return config


def built(config: Path) -> Read | None:
    into = config.parent / "site"
    into.mkdir()
    return Zensical(config).build(into)


def test_no_marker_survives_and_the_generator_is_ours(zensical_site: Path) -> None:
    for path in others(zensical_site):
        assert "DOSSIER" not in path
        text = (zensical_site / path).read_text("utf-8")
        assert "DOSSIERx" not in text, path
        if path.endswith(".html") and 'http-equiv="refresh"' not in text:
            assert '<meta name="generator" content="dossier ' in text, path
            assert "zensical-" not in text, path


@pytest.mark.parametrize(
    "path",
    [
        *("", "about/", "timeline/", "articles/", "articles/ministry-2021-release/", "entities/"),
        *("fr/entities/example-company/", "statements/ministry-claim/", "network/", "fr/search/"),
    ],
)
def test_a_page_asks_only_its_own_origin_and_nothing_is_wrong_with_it(
    path: str, page: Page, address: str
) -> None:
    requests: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on(
        "console", lambda message: errors.append(message.text) if message.type == "error" else None
    )
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(address + path, wait_until="networkidle")
    assert requests
    assert [url for url in requests if not url.startswith((address, "data:"))] == []
    assert errors == []
    page.evaluate(AXE.read_text("utf-8"))
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert violations(page) == []


def test_search_finds_a_party_and_leads_to_its_page(page: Page, address: str) -> None:
    page.goto(f"{address}search/?q=Example")
    page.wait_for_selector(".d-results a")
    hrefs = page.locator(".d-results a").evaluate_all("all => all.map((one) => one.pathname)")
    assert "/entities/example-company/" in hrefs
    assert not [href for href in hrefs if href.startswith("/fr/")], "a page finds its own language"


def test_nothing_is_built_again_and_another_host_takes_over_where_one_has_built(
    sample: Path, sample_site: Path, run: Run, zensical: None
) -> None:
    first = run("dossier", "build", "--host", "zensical", "--verify", cwd=sample)
    assert first.returncode == 0, first.stderr
    settings = sample / "build/.site.dossier/host/zensical/en.yml"
    settings.write_text("not written again", "utf-8")
    page = sample / "content/entities/gazette.yml"
    page.write_text(page.read_text("utf-8") + "# Noted.\n", "utf-8")
    again = run("dossier", "build", "--host", "zensical", cwd=sample)
    assert "0 pages written" in again.stderr
    assert settings.read_text("utf-8") == "not written again"
    other = run("dossier", "build", cwd=sample)
    assert other.returncode == 0, other.stderr
    for path in others(sample_site):
        theirs = (sample_site / path).read_bytes()
        assert (sample / "build/site" / path).read_bytes() == theirs, path
    assert not list((sample / "build/site").rglob("classic")), "nothing of Zensical's is left"


def test_a_change_of_what_it_reads_is_seen(sample: Path, zensical: None) -> None:
    config = configured(sample, **{"  font: false": "  font: false\n  custom_dir: mine"})
    (sample / "mine").mkdir()
    (sample / "mine/more.html").write_text("", "utf-8")
    read = built(config)
    assert read is not None
    host = Zensical(config)
    assert host.digest(read.inputs) == read.digest
    for path in ("mkdocs.yml", "content/pages/about.md", "mine/more.html"):
        file = sample / path
        before = file.read_bytes()
        file.write_bytes(before + b"\n")
        assert host.digest(read.inputs) != read.digest, path
        file.write_bytes(before)
    assert host.digest(read.inputs) == read.digest


def test_what_has_no_effect_or_leads_nowhere_is_said_at_its_line_and_nothing_is_kept(
    sample: Path, zensical: None, capsys: pytest.CaptureFixture[str]
) -> None:
    config = configured(
        sample,
        **{
            "plugins:\n": "hooks: [hook.py]\nplugins:\n  - tags\n  - rss\n  - mkdocs-nav\n",
            "  - about.md": "  - about.md\n  - Gone: gone.md\n  - Git: https://example.org/git",
        },
    )
    about = sample / "content/pages/about.md"
    with about.open("a", encoding="utf-8") as file:
        file.write("\n[gone](gone.md) and [no anchor](index.md#nowhere)\n")
    line = about.read_text("utf-8").count("\n")
    assert built(config) is None
    assert capsys.readouterr().err.splitlines() == [
        "WARNING zensical runs no hooks: they are left out",
        "WARNING the plugin 'tags' cannot see records; instead there is: themes",
        "WARNING the plugin 'rss' cannot see records; instead there is: nothing yet",
        "WARNING zensical has no plugin 'mkdocs-nav': it is left out",
        "WARNING the navigation names gone.md, which is not among the pages",
        f"WARNING content/pages/about.md:{line}:8: page does not exist",
        f"WARNING content/pages/about.md:{line}:42: anchor does not exist",
    ]


def test_the_name_of_a_site_may_hold_a_backslash(sample: Path, zensical: None) -> None:
    name = r"C:\1 and \n"
    config = configured(sample, **{"site_name: Sample Dossier": f"site_name: '{name}'"})
    built(config)
    html = (sample / "site/index.html").read_text("utf-8")
    assert f"<title>{name}</title>" in html


def test_a_configuration_that_says_strict_suffers_no_warning(
    sample: Path, zensical: None, capsys: pytest.CaptureFixture[str]
) -> None:
    config = configured(sample, **{"plugins:\n": "strict: true\nhooks: [hook.py]\nplugins:\n"})
    with pytest.raises(UsageError, match="strict"):
        built(config)
    assert "runs no hooks" in capsys.readouterr().err


def test_a_failure_is_said_in_its_words_without_a_traceback(sample: Path, zensical: None) -> None:
    config = configured(sample, **{"  font: false": "  font: false\n  custom_dir: mine"})
    (sample / "mine").mkdir()
    (sample / "mine/main.html").write_text("{{ no.such.value }}", "utf-8")
    with pytest.raises(UsageError) as error:
        built(config)
    assert str(error.value).startswith("zensical failed:\n")
    assert "undefined value (in main.html:1)" in str(error.value)
    assert "Traceback" not in str(error.value)
    assert "File " not in str(error.value)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("name: material", "name: mkdocs", "made for the theme 'material'"),
        ("docs_dir: content/pages", "docs_dir: nowhere", "docs_dir: .*nowhere"),
        ("docs_dir:", "INHERIT: nowhere.yml\ndocs_dir:", "nowhere.yml"),
    ],
)
def test_a_wrong_configuration_is_refused(
    old: str, new: str, reason: str, sample: Path, zensical: None
) -> None:
    with pytest.raises(UsageError, match=reason):
        built(configured(sample, **{old: new}))


def test_where_it_is_not_installed_the_extra_is_named(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(MachineError, match=r"pip install 'mkdocs-dossier\[zensical\]'"):
        built(sample / "mkdocs.yml")


def test_the_plugins_that_it_has_are_those_that_are_passed_on(zensical: None) -> None:
    config = importlib.import_module("zensical.config")
    known = set(config._PLUGIN_UNSUPPORTED_OPTIONS)
    assert known - set(BLIND) - {"blog"} == PLUGINS

"""Real parts for the tests: built sites, a web server, a browser, the command line."""

import functools
import http.server
import importlib
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from dossier.publish.card import installed_resvg
from tests.maker import make_long

REPOSITORY = Path(__file__).parent.parent
SAMPLE = Path(__file__).parent / "sample"
AS_OF = "2026-11-23"
CHROMIUM_FLAGS = [
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    *(["--no-sandbox"] if os.geteuid() == 0 else []),
]

SNAPSHOTS = os.environ.pop("DOSSIER_SNAPSHOTS", "")
"""The private snapshots of the founding dossier: no other test may find them at hand."""

# A shell starts what runs in its background deaf to Ctrl-C, and the children with it.
signal.signal(signal.SIGINT, signal.default_int_handler)

Run = Callable[..., subprocess.CompletedProcess[str]]


def without(what: str, *, variable: str) -> None:
    """Skip a test for want of something, or fail it where a variable requires that."""
    if os.environ.get(variable):
        pytest.fail(what)
    pytest.skip(what)


@pytest.fixture(scope="session")
def run() -> Run:
    """Runs a module of this Python in a folder: `run("dossier", "check", cwd=…)`."""

    def run_module(module: str, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        environment = os.environ | {
            "NO_MKDOCS_2_WARNING": "1",
            "DISABLE_MKDOCS_2_WARNING": "true",
        }
        return subprocess.run(
            [sys.executable, "-m", module, *arguments],
            cwd=cwd,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    return run_module


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A copy of the sample dossier that a test may change."""
    folder = tmp_path / "sample"
    shutil.copytree(SAMPLE, folder, ignore=shutil.ignore_patterns("build"))
    return folder


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory, run: Run) -> Path:
    """The sample dossier, built."""
    folder = tmp_path_factory.mktemp("sample") / "dossier"
    shutil.copytree(SAMPLE, folder, ignore=shutil.ignore_patterns("build"))
    done = run("dossier", "build", cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "build" / "site"


@pytest.fixture(scope="session")
def long_site(tmp_path_factory: pytest.TempPathFactory, run: Run) -> Path:
    """The sample dossier, with a page for each year of its timeline and its claims."""
    folder = tmp_path_factory.mktemp("long") / "dossier"
    shutil.copytree(SAMPLE, folder, ignore=shutil.ignore_patterns("build"))
    make_long(folder)
    done = run("dossier", "build", cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "build" / "site"


@pytest.fixture(scope="session")
def founding_site(tmp_path_factory: pytest.TempPathFactory, run: Run) -> Path:
    """The founding dossier, built."""
    folder = tmp_path_factory.mktemp("founding") / "dossier"
    folder.mkdir()
    shutil.copytree(REPOSITORY / "content", folder / "content")
    shutil.copy(REPOSITORY / "mkdocs.yml", folder)
    done = run("dossier", "build", "--as-of", AS_OF, cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "build" / "site"


@pytest.fixture(scope="session")
def zensical() -> None:
    """The host Zensical; without it the test is skipped, or fails where it is required."""
    if importlib.util.find_spec("zensical") is None:
        message = "Zensical is not installed: pip install 'mkdocs-dossier[zensical]'"
        without(message, variable="DOSSIER_REQUIRE_EXTRAS")


@pytest.fixture(scope="session")
def zensical_site(tmp_path_factory: pytest.TempPathFactory, run: Run, zensical: None) -> Path:
    """The sample dossier, built by Zensical."""
    folder = tmp_path_factory.mktemp("zensical") / "dossier"
    shutil.copytree(SAMPLE, folder, ignore=shutil.ignore_patterns("build"))
    done = run("dossier", "build", "--host", "zensical", cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "build" / "site"


@pytest.fixture(scope="session")
def resvg() -> None:
    """What draws pictures; without it the test is skipped, or fails where it is required."""
    if not installed_resvg():
        without("resvg is not installed: pip install resvg-py", variable="DOSSIER_REQUIRE_EXTRAS")


@pytest.fixture(scope="session")
def weasyprint() -> None:
    """What makes PDFs; without it the test is skipped, or fails where it is required."""
    try:
        importlib.import_module("weasyprint")
    except (ModuleNotFoundError, OSError) as error:
        without(f"no WeasyPrint here: {error}", variable="DOSSIER_REQUIRE_EXTRAS")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium; without one the test is skipped, or fails where one is required."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    found = os.environ.get("DOSSIER_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if not found:
        message = "no Chromium here: install one, or name it in DOSSIER_CHROMIUM"
        without(message, variable="DOSSIER_REQUIRE_BROWSER")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=CHROMIUM_FLAGS)
        yield launched
        launched.close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Serves a folder on the loopback interface; gives its address."""
    servers: list[http.server.ThreadingHTTPServer] = []

    def start(folder: Path) -> str:
        handler = functools.partial(_Quiet, directory=str(folder))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()

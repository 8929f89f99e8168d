"""Live preview with real processes: an edit shows without a restart."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

COMMANDS = {
    "dossier serve": ("dossier", "serve", "-a"),
    "mkdocs serve": ("mkdocs", "serve", "-a"),
}
PATIENCE = 60


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def fetched(url: str) -> str:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return str(answer.read().decode("utf-8"))
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return ""


def eventually(true: Callable[[], bool]) -> bool:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.2)
    return False


@pytest.mark.parametrize("command", COMMANDS)
def test_an_edit_shows_without_a_restart(command: str, sample: Path, tmp_path: Path) -> None:
    port = free_port()
    module, *arguments = COMMANDS[command]
    log = tmp_path / "log.txt"
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments, f"127.0.0.1:{port}"],
            cwd=sample,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    base = "sample/" if module == "mkdocs" else ""
    page = f"http://127.0.0.1:{port}/{base}entities/gazette/"
    record = sample / "content/entities/gazette.yml"
    sound = record.read_text("utf-8")
    try:
        assert eventually(lambda: "A newspaper" in fetched(page)), log.read_text("utf-8")
        record.write_text(sound.replace("A newspaper", "A daily newspaper"), "utf-8")
        assert eventually(lambda: "A daily newspaper" in fetched(page)), log.read_text("utf-8")
        record.write_text(sound.replace("media", "paper"), "utf-8")
        assert eventually(lambda: "bad-choice" in log.read_text("utf-8"))
        if module == "dossier":
            assert "A daily newspaper" in fetched(page), "the last good page stays"
            record.write_text(sound.replace("A newspaper", "A mended newspaper"), "utf-8")
            assert eventually(lambda: "A mended newspaper" in fetched(page))
            config = sample / "mkdocs.yml"
            config.write_text(
                config.read_text("utf-8").replace("2026-11-22", "2026-12-24"), "utf-8"
            )
            assert eventually(lambda: "24 December 2026" in fetched(page))
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    assert "Traceback" not in log.read_text("utf-8") or module == "mkdocs"


@contextmanager
def served(folder: Path, log: Path) -> Iterator[str]:
    port = free_port()
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "dossier", "serve", "-a", f"127.0.0.1:{port}"],
            cwd=folder,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def test_whatever_is_broken_and_mended_again_pages_are_served(sample: Path, tmp_path: Path) -> None:
    log = tmp_path / "log.txt"
    config, content = sample / "mkdocs.yml", sample / "content"
    sound = config.read_text("utf-8")
    with served(sample, log) as site:
        page = f"{site}entities/gazette/"
        assert eventually(lambda: "A newspaper" in fetched(page)), log.read_text("utf-8")
        for nowhere in ("%00", "x" * 300, "../mkdocs.yml"):
            with pytest.raises(urllib.error.HTTPError, match="404"):
                urllib.request.urlopen(site + nowhere, timeout=5)

        config.write_text(f"{sound}\n: [\n", "utf-8")
        assert eventually(lambda: "error parsing the configuration" in fetched(page))
        assert "A newspaper" in fetched(page), "the last good page stays"
        config.write_text(sound.replace("2026-11-22", "2026-12-24"), "utf-8")
        assert eventually(lambda: "24 December 2026" in fetched(page)), log.read_text("utf-8")

        shutil.move(content, sample / "elsewhere")
        shutil.copytree(sample / "elsewhere", tmp_path / "kept")
        shutil.rmtree(sample / "elsewhere")
        assert eventually(lambda: "there is no folder content" in fetched(page))
        shutil.copytree(tmp_path / "kept", content)
        assert eventually(lambda: "there is no folder content" not in fetched(page))
        record = content / "entities/gazette.yml"
        text = record.read_text("utf-8")
        record.write_text(text.replace("A newspaper", "A mended newspaper"), "utf-8")
        assert eventually(lambda: "A mended newspaper" in fetched(page)), log.read_text("utf-8")
    assert "Traceback" not in log.read_text("utf-8")


def test_whatever_the_configuration_names_is_watched_and_a_missing_page_may_come(
    sample: Path, tmp_path: Path
) -> None:
    log = tmp_path / "log.txt"
    shutil.move(sample / "content/pages", sample / "docs")
    (sample / "over/partials").mkdir(parents=True)
    notice = sample / "over/partials/copyright.html"
    notice.write_text("<b>first notice</b>", "utf-8")
    config = sample / "mkdocs.yml"
    text = config.read_text("utf-8").replace("docs_dir: content/pages", "docs_dir: docs")
    assert "name: material" in text
    (sample / "base.yml").write_text(text, "utf-8")
    config.write_text("INHERIT: base.yml\ntheme: {custom_dir: over}\n", "utf-8")
    with served(sample, log) as site:
        about = f"{site}about/"
        assert eventually(lambda: "first notice" in fetched(about)), log.read_text("utf-8")
        notice.write_text("<b>second notice</b>", "utf-8")
        assert eventually(lambda: "second notice" in fetched(about))
        page = sample / "docs/about.md"
        page.write_text(page.read_text("utf-8") + "\nWatched words.\n", "utf-8")
        assert eventually(lambda: "Watched words" in fetched(about))
        base = sample / "base.yml"
        base.write_text(text.replace("2026-11-22", "2026-12-24"), "utf-8")
        assert eventually(lambda: "24 December 2026" in fetched(f"{site}entities/gazette/"))

        with pytest.raises(urllib.error.HTTPError, match="404") as missing:
            urllib.request.urlopen(f"{site}entities/not-yet/", timeout=5)
        said = missing.value.read().decode()
        assert "There is no page here yet" in said
        assert "livereload(" in said
        shutil.copy(
            sample / "content/entities/gazette.yml", sample / "content/entities/not-yet.yml"
        )
        assert eventually(lambda: "A newspaper" in fetched(f"{site}entities/not-yet/"))

        config.write_text("INHERIT: base.yml\ntheme: {custom_dir: later/over}\n", "utf-8")
        assert eventually(lambda: "later/over" in fetched(about)), "it is not there yet"
        (sample / "later").mkdir()
        shutil.copytree(sample / "over", sample / "later/over")
        assert eventually(lambda: "second notice" in fetched(about)), log.read_text("utf-8")
        assert eventually(lambda: "later/over" not in fetched(about)), log.read_text("utf-8")
        shutil.move(sample / "later", tmp_path / "later")
        assert eventually(lambda: "later/over" in fetched(about))
        shutil.move(tmp_path / "later", sample / "later")
        assert eventually(lambda: "later/over" not in fetched(about))
        notice = sample / "later/over/partials/copyright.html"
        notice.write_text("<b>third notice</b>", "utf-8")
        assert eventually(lambda: "third notice" in fetched(about))

        shutil.move(sample / "content", sample / "moved")
        assert eventually(lambda: "there is no folder content" in fetched(about))
    assert "Traceback" not in log.read_text("utf-8")


def test_an_address_that_is_taken_is_named(sample: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        done = subprocess.run(
            [sys.executable, "-m", "dossier", "serve", "-a", address],
            cwd=sample,
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )
    assert done.returncode == 3
    assert f"cannot serve at {address}" in done.stderr
    assert "serving at" not in done.stderr
    assert "--dev-addr" in done.stderr


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGINT, 0), (signal.SIGTERM, 143)], ids=["Ctrl-C", "ended"]
)
def test_a_preview_that_is_told_to_end_leaves_nothing_behind(
    number: signal.Signals, status: int, sample: Path, tmp_path: Path
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "dossier", "serve", "--quiet", "-a", f"127.0.0.1:{port}"],
        cwd=sample,
        env=os.environ | {"TMPDIR": str(temporary)},
        stderr=subprocess.DEVNULL,
    )
    try:
        assert eventually(
            lambda: "A newspaper" in fetched(f"http://127.0.0.1:{port}/entities/gazette/")
        )
        assert list(temporary.iterdir())
        process.send_signal(number)
        assert process.wait(timeout=20) == status
    finally:
        process.kill()
        process.wait()
    assert not list(temporary.iterdir())

"""`dossier build` again: what is taken over, what is made anew, what is compared."""

import contextlib
import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from dossier.build import build, differences
from dossier.host.config import read_options
from dossier.host.frames import Host
from dossier.publish.kept import Read
from dossier.records.load import load
from dossier.records.survey import combined_digest, survey
from tests.cli.built import summary, tree
from tests.conftest import Run
from tests.hostile.asset import png


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns)
        for path in folder.rglob("*")
    }


def numbers(stderr: str) -> tuple[str, ...]:
    """The records, pages and warnings of a summary; not what was written, nor the time."""
    found = re.fullmatch(
        r"(\d+ records?), (\d+) pages? written, (\d+) kept, (\d+) removed, "
        r"(0 problems), (\d+ warnings?), \d+\.\d s",
        summary(stderr),
    )
    assert found is not None, stderr
    return found[1], str(int(found[2]) + int(found[3])), found[5], found[6]


def stages(stderr: str) -> list[str]:
    return re.findall(r"^ *\d+\.\d\d s  (.*)$", stderr, flags=re.MULTILINE)


QUICK = ("build", "--times", "--no-search")


@pytest.mark.parametrize(
    "module", ["jinja2", "mkdocs.config.defaults", "pydantic", "dossier.views.composer"]
)
def test_where_nothing_has_changed_nothing_is_imported_that_makes_pages(
    sample: Path, run: Run, module: str
) -> None:
    run("dossier", *QUICK, cwd=sample)
    code = f"cli({list(QUICK)}, standalone_mode=False); sys.exit({module!r} in sys.modules)"
    command = [sys.executable, "-c", f"import sys; from dossier.cli import cli; {code}"]
    assert subprocess.run(command, cwd=sample, check=False).returncode == 0


def test_where_nothing_has_changed_nothing_is_made_and_the_numbers_are_the_same(
    sample: Path, run: Run
) -> None:
    first = run("dossier", *QUICK, cwd=sample)
    before = stamps(sample / "build")
    for file in (sample / "content").rglob("*"):
        os.utime(file, (0, 0))
    second = run("dossier", *QUICK, cwd=sample)
    assert "host" in stages(first.stderr)
    assert stages(second.stderr) == ["wait", "compare"], "times of files change nothing"
    assert numbers(second.stderr) == numbers(first.stderr)
    assert ", 0 pages written," in summary(second.stderr)
    assert stamps(sample / "build") == before


def test_a_search_index_that_is_wanted_now_is_made(sample: Path, run: Run) -> None:
    run("dossier", *QUICK, cwd=sample)
    assert run("dossier", "build", cwd=sample).returncode == 0
    assert (sample / "build/site/pagefind/parts.json").is_file()
    run("dossier", *QUICK, cwd=sample)
    assert not (sample / "build/site/pagefind").exists()


def test_a_published_file_that_is_damaged_or_gone_is_mended(sample: Path, run: Run) -> None:
    run("dossier", *QUICK, cwd=sample)
    site = sample / "build/site"
    before = tree(site)
    (site / "entities/gazette/index.html").write_text("<p>tampered with</html>", "utf-8")
    (site / "fr/entities/gazette/index.html").unlink()
    (site / "build.json").write_text("{}", "utf-8")
    (site / "assets/dossier/dossier.css").write_text("", "utf-8")
    (site / "stray.html").write_text("<p>stray</html>", "utf-8")
    done = run("dossier", *QUICK, cwd=sample)
    assert done.returncode == 0, done.stderr
    assert tree(site) == before


def test_warnings_are_problems_even_where_nothing_has_changed(sample: Path, run: Run) -> None:
    assert ", 1 warning," in summary(run("dossier", *QUICK, cwd=sample).stderr)
    before = stamps(sample / "build/site")
    strict = run("dossier", *QUICK, "--strict", cwd=sample)
    assert strict.returncode == 1
    assert "warning" in strict.stdout
    assert stamps(sample / "build/site") == before


def test_a_file_in_the_wrong_place_is_a_problem_although_no_record_has_changed(
    sample: Path, run: Run
) -> None:
    run("dossier", *QUICK, cwd=sample)
    for name, code in (("entities/New_One.yml", "bad-file-name"), ("new.yml", "misplaced-file")):
        file = sample / "content" / name
        file.write_text("name: New\n", "utf-8")
        done = run("dossier", *QUICK, cwd=sample)
        assert done.returncode == 1, done.stderr
        assert code in done.stdout
        file.unlink()
    (sample / "content/entities/link.yml").symlink_to("gazette.yml")
    assert "symlink" in run("dossier", *QUICK, cwd=sample).stdout


def test_a_file_beside_pages_is_published_as_it_is_and_looked_at_by_every_build(
    sample: Path, run: Run
) -> None:
    file = sample / "content/pages/img/a.png"
    file.parent.mkdir()
    file.write_bytes(png())
    published = sample / "build/site/img/a.png"
    assert run("dossier", "build", cwd=sample).returncode == 0
    assert published.read_bytes() == png()
    file.write_bytes(png((b"tEXt", b"Author\0Somebody")))
    done = run("dossier", "build", cwd=sample)
    assert done.returncode == 1
    assert "content/pages/img/a.png:1:1: asset-metadata" in done.stdout
    assert published.read_bytes() == png()


def test_another_day_gives_other_pages(sample: Path, run: Run) -> None:
    run("dossier", *QUICK, cwd=sample)
    before = tree(sample / "build/site")
    done = run("dossier", *QUICK, "--as-of", "2028-01-01", cwd=sample)
    assert done.returncode == 0, done.stdout + done.stderr
    after = tree(sample / "build/site")
    assert json.loads(after["build.json"])["as_of"] == "2028-01-01"
    assert after["timeline/index.html"] != before["timeline/index.html"]
    run("dossier", *QUICK, cwd=sample)
    assert tree(sample / "build/site") == before


def undated(folder: Path) -> None:
    """Let the day be that of the last commit, or the clock's."""
    config = folder / "mkdocs.yml"
    config.write_text(re.sub(r" +as_of: .*\n", "", config.read_text("utf-8")), "utf-8")


def git(folder: Path, *arguments: str, day: str = "2026-11-22") -> None:
    environment = os.environ | {
        "GIT_AUTHOR_DATE": f"{day}T12:00:00Z",
        "GIT_COMMITTER_DATE": f"{day}T12:00:00Z",
        "GIT_CONFIG_GLOBAL": os.devnull,
    }
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(
        ["git", *identity, *arguments], cwd=folder, env=environment, check=True, capture_output=True
    )


def as_of(folder: Path) -> str:
    return str(json.loads((folder / "build/site/build.json").read_bytes())["as_of"])


def test_a_new_commit_gives_other_pages_although_no_file_has_changed(
    sample: Path, run: Run
) -> None:
    undated(sample)
    (sample / ".gitignore").write_text("build/\n", "utf-8")
    git(sample, "init", "-q")
    git(sample, "add", ".")
    git(sample, "commit", "-q", "-m", "first")
    run("dossier", *QUICK, cwd=sample)
    first = tree(sample / "build/site")
    assert stages(run("dossier", *QUICK, cwd=sample).stderr) == ["wait", "compare"]
    git(sample, "commit", "-q", "--amend", "-m", "again", day="2026-11-23")
    done = run("dossier", *QUICK, cwd=sample)
    assert done.returncode == 0, done.stderr
    assert "host" in stages(done.stderr)
    assert as_of(sample) == "2026-11-23"
    assert (
        tree(sample / "build/site")["entities/gazette/index.html"]
        != (first["entities/gazette/index.html"])
    )


def test_records_that_are_not_committed_yet_have_the_day_of_the_clock(
    sample: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    undated(sample)
    git(sample, "init", "-q")
    git(sample, "commit", "-q", "--allow-empty", "-m", "nothing yet")
    (sample / "clock").mkdir()
    (sample / "clock/sitecustomize.py").write_text(CLOCK, "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(sample / "clock"), prepend=os.pathsep)
    for day in ("2026-11-24", "2026-11-25"):
        monkeypatch.setenv("CLOCK", day)
        assert run("dossier", *QUICK, cwd=sample).returncode == 0
        assert as_of(sample) == day
        assert stages(run("dossier", *QUICK, cwd=sample).stderr) == ["wait", "compare"]


CLOCK = """\
import datetime, os

class Clock(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromisoformat(os.environ["CLOCK"] + "T12:00:00+00:00").astimezone(tz)

datetime.datetime = Clock
"""


@dataclass(frozen=True)
class Interrupted:
    """A real host, and what somebody does while it builds."""

    host: Host
    act: Callable[[], object]

    def build(self, into: Path) -> Read | None:
        read = self.host.build(into)
        self.act()
        return read

    def digest(self, inputs: Sequence[str]) -> str:
        return self.host.digest(inputs)


def page_saved(folder: Path) -> None:
    page = folder / "content/pages/about.md"
    page.write_text(page.read_text("utf-8") + "\nSaved meanwhile.\n", "utf-8")


def record_saved(folder: Path) -> None:
    record = folder / "content/entities/gazette.yml"
    record.write_text(record.read_text("utf-8").replace("A newspaper", "A daily"), "utf-8")


def committed(folder: Path) -> None:
    git(folder, "commit", "-q", "--allow-empty", "-m", "second", day="2026-11-23")
    git(folder, "commit", "-q", "--amend", "-m", "all", "--", "content", day="2026-11-23")


@pytest.mark.parametrize("act", [page_saved, record_saved, committed])
def test_what_changes_during_a_build_is_in_the_next(
    act: Callable[[Path], None], sample: Path
) -> None:
    undated(sample)
    git(sample, "init", "-q")
    git(sample, "add", ".")
    git(sample, "commit", "-q", "-m", "first")
    if act is committed:
        record_saved(sample)
    options = read_options(sample / "mkdocs.yml", sample)
    host = Host("mkdocs", sample / "mkdocs.yml")
    build(options, Interrupted(host, lambda: act(sample)), with_search=False)
    build(options, host, with_search=False)
    assert differences(options, host) == ()


def test_another_configuration_file_gives_other_pages(sample: Path, run: Run) -> None:
    run("dossier", *QUICK, cwd=sample)
    text = (sample / "mkdocs.yml").read_text("utf-8")
    (sample / "other.yml").write_text(text.replace("Sample Dossier", "Another Name"), "utf-8")
    done = run("dossier", *QUICK, "-f", "other.yml", cwd=sample)
    assert done.returncode == 0, done.stderr
    assert b"Another Name" in tree(sample / "build/site")["about/index.html"]
    assert b"Sample Dossier" not in tree(sample / "build/site")["about/index.html"]


def test_a_sound_site_is_verified(sample: Path, run: Run) -> None:
    for _ in range(2):
        done = run("dossier", "build", "--verify", cwd=sample)
        assert done.returncode == 0, done.stderr


def test_a_site_that_is_not_what_a_build_from_nothing_gives_is_a_bug(
    sample: Path, run: Run
) -> None:
    """The page keeps its size, time and inode, so that no build can tell without reading it."""
    run("dossier", *QUICK, cwd=sample)
    page = sample / "build/site/entities/gazette/index.html"
    status = page.stat()
    with page.open("r+b") as stream:
        data = stream.read()
        stream.seek(0)
        stream.write(data.replace(b"Gazette", b"gAZETTE"))
    os.utime(page, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert run("dossier", *QUICK, cwd=sample).returncode == 0
    done = run("dossier", *QUICK, "--verify", cwd=sample)
    assert done.returncode == 4
    assert done.stderr.splitlines()[-2:] == [
        "entities/gazette/index.html: not what a build from nothing gives",
        "dossier build --clean makes all of it anew",
    ]
    assert run("dossier", "build", "--clean", "--verify", cwd=sample).returncode == 0


def test_missing_and_further_files_differ_too(sample: Path, run: Run) -> None:
    run("dossier", *QUICK, cwd=sample)
    site = sample / "build/site"
    (site / "stray.html").write_text("<p>stray</html>", "utf-8")
    (site / "about/index.html").unlink()
    options = read_options(sample / "mkdocs.yml", sample)
    host = Host("mkdocs", sample / "mkdocs.yml")
    assert differences(options, host) == ("about/index.html", "stray.html")


def test_the_digest_of_records_is_the_same_whether_they_are_understood_or_not(
    sample: Path,
) -> None:
    seen = set()
    for change in (
        lambda: None,
        lambda: record_saved(sample),
        lambda: page_saved(sample),
        lambda: (sample / "content/themes/listing.fr.md").unlink(),
        lambda: (sample / "content/themes/orphan.fr.md").write_text("Seul.\n", "utf-8"),
        lambda: (sample / "content/entities/broken.yml").write_text("name: [", "utf-8"),
        lambda: (sample / "content/entities/gazette.yml").rename(
            sample / "content/entities/journal.yml"
        ),
    ):
        change()
        digest = combined_digest(survey(sample, "content").digests())
        assert digest == load(survey(sample, "content"))[0].digest
        seen.add(digest)
    assert len(seen) == 7
    (sample / "content/pages/image.svg").write_text("<svg/>", "utf-8")
    assert combined_digest(survey(sample, "content").digests()) in seen, (
        "what only the host reads does not count"
    )


def test_on_a_terminal_a_bar_shows_the_pages_made_and_elsewhere_nothing_does(sample: Path) -> None:
    for arguments, expected in (((), True), (("--quiet",), False)):
        ours, theirs = pty.openpty()
        with subprocess.Popen(
            [sys.executable, "-m", "dossier", *QUICK, "--clean", *arguments],
            cwd=sample,
            stderr=theirs,
            env=os.environ | {"TERM": "xterm"},
        ) as process:
            os.close(theirs)
            shown = b""
            with contextlib.suppress(OSError):
                while found := os.read(ours, 4096):
                    shown += found
        os.close(ours)
        assert process.returncode == 0
        assert bool(re.search(rb"Pages +\[#+\] +(\d+)/\1\b", shown)) == expected, shown


def test_a_page_on_which_the_host_would_take_too_long_is_not_given_to_it(
    sample: Path, run: Run
) -> None:
    """Neither in a first build nor in a later one."""
    run("dossier", *QUICK, cwd=sample)
    page = sample / "content/pages/index.md"
    page.write_text(page.read_text("utf-8") + "\n\n" + "[" * 20_000, "utf-8")
    for options in (QUICK, (*QUICK, "--clean")):
        done = run("dossier", *options, cwd=sample)
        assert done.returncode == 1
        assert "index.md" in done.stdout + done.stderr
        assert "too-complex" in done.stdout + done.stderr
    plugin = run("mkdocs", "build", "--site-dir", str(sample / "plain"), cwd=sample)
    assert plugin.returncode != 0
    assert "too-complex" in plugin.stdout + plugin.stderr

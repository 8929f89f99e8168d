"""A folder of broken records for each code, and what is said to each."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dossier.cli import cli
from dossier.errors import ARCHIVING, WARNINGS, Code

TESTS = Path(__file__).parents[1]
BROKEN = sorted(path for path in (TESTS / "broken").iterdir() if path.is_dir())
WARNED = sorted(path for path in (TESTS / "warned").iterdir() if path.is_dir())
CASES = [*BROKEN, *WARNED]
PROBLEM = re.compile(r"^(?P<path>\S.*?):(?P<line>\d+):(?P<column>\d+): (?P<code>[a-z0-9-]+)")
EVERYTHING_AT_ONCE = "all-at-once"
"""The one folder that is not named after a code."""


def check(folder: Path, *options: str) -> Result:
    arguments = ["check", str(folder), "--as-of", "2026-11-22", *options]
    return CliRunner().invoke(cli, arguments, standalone_mode=False, catch_exceptions=False)


def expected(folder: Path) -> str:
    return (folder / "expected.txt").read_text("utf-8")


def codes(text: str) -> list[str]:
    return [match["code"] for line in text.splitlines() if (match := PROBLEM.match(line))]


@pytest.mark.parametrize("folder", BROKEN, ids=lambda folder: folder.name)
def test_a_broken_dossier_says_what_to_mend(folder: Path) -> None:
    done = check(folder)
    assert done.stdout == expected(folder)
    assert done.return_value == 1


@pytest.mark.parametrize("folder", WARNED, ids=lambda folder: folder.name)
def test_a_warning_stops_nothing_unless_asked_to(folder: Path) -> None:
    done = check(folder)
    assert done.stdout == expected(folder)
    assert done.return_value == 0
    strict = check(folder, "--strict")
    assert strict.stdout == expected(folder)
    assert strict.return_value == 1


@pytest.mark.parametrize("folder", WARNED, ids=lambda folder: folder.name)
def test_who_asks_for_quiet_hears_of_no_warning(folder: Path) -> None:
    done = check(folder, "--quiet")
    assert (done.stdout, done.stderr) == ("", "")


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_every_problem_is_followed_by_a_hint(folder: Path) -> None:
    hints = 0
    for block in re.split(r"\n(?=\S)", expected(folder).rstrip("\n")):
        assert PROBLEM.match(block), block
        assert block.splitlines()[-1].startswith("  hint: "), block
        hints += 1
    assert hints == len(codes(expected(folder))) >= 1


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_every_problem_lies_in_its_file_and_its_caret_under_its_line(folder: Path) -> None:
    lines = expected(folder).splitlines()
    for number, line in enumerate(lines):
        match = PROBLEM.match(line)
        if match is None:
            continue
        assert os.path.lexists(folder / match["path"]), line
        if lines[number + 1].startswith("  | "):
            assert lines[number + 2].rstrip(" ^") == "  |"
            assert lines[number + 2].endswith("^")


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_a_folder_is_named_after_the_code_it_shows(folder: Path) -> None:
    if folder.name == EVERYTHING_AT_ONCE:
        assert len(set(codes(expected(folder)))) >= 4
    else:
        assert folder.name in codes(expected(folder))


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_no_folder_makes_the_tool_stumble(folder: Path) -> None:
    assert "Traceback" not in expected(folder)
    assert "this is a bug" not in check(folder).stderr


def test_every_code_has_a_folder() -> None:
    """All but those of a file that cannot be read and of a change, which no folder can hold, and
    those of `dossier archive`, which `tests/cli/test_archive.py` brings about."""
    assert {folder.name for folder in BROKEN} - {EVERYTHING_AT_ONCE} == (
        set(Code) - WARNINGS - ARCHIVING - {Code.UNREADABLE_FILE, Code.UNCORRECTED_CHANGE}
    )
    assert {folder.name for folder in WARNED} == WARNINGS - ARCHIVING
    assert len(CASES) >= 40


def test_the_command_itself_exits_with_1_and_keeps_the_summary_apart() -> None:
    folder = TESTS / "broken" / EVERYTHING_AT_ONCE
    done = subprocess.run(
        [sys.executable, "-m", "dossier", "check", str(folder), "--as-of", "2026-11-22"],
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout.decode("utf-8") == expected(folder)
    count = len(codes(expected(folder)))
    assert done.stderr.decode("utf-8").endswith(f" records, {count} problems, 0 warnings\n")


@pytest.mark.parametrize("style", ["json", "github"])
def test_every_format_names_the_same_problems(style: str) -> None:
    folder = TESTS / "broken" / EVERYTHING_AT_ONCE
    done = check(folder, "--format", style)
    form = r'"code": "([a-z0-9-]+)"' if style == "json" else r",title=([a-z0-9-]+)::"
    assert re.findall(form, done.stdout) == codes(expected(folder))
    assert done.return_value == 1

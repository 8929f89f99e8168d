"""`dossier init`, and what comes of it elsewhere."""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from dossier import __version__
from tests.conftest import REPOSITORY, Run, without
from tests.site.test_links import broken_links

_OFFLINE = re.compile("Could not find a version|No matching distribution|Connection|Temporary")


def test_a_new_dossier_says_what_was_made_where_the_tool_comes_from_and_what_is_next(
    tmp_path: Path, run: Run
) -> None:
    done = run("dossier", "init", "new", "--name", "N", "--tool", "mkdocs-dossier==1", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == (
        "new: 30 files, example records among them\n"
        "The tool: mkdocs-dossier==1 (requirements.txt)\n"
        "Next: cd new && make site\n"
    )
    assert run("dossier", "init", "other", "--quiet", cwd=tmp_path).stderr == ""
    again = run("dossier", "init", "new", cwd=tmp_path)
    assert again.returncode == 2
    assert again.stderr == "Error: new is not an empty folder; choose another\n"
    assert run("dossier", "init", "third", "--lang", "xx", cwd=tmp_path).returncode == 2
    assert run("dossier", "init", "/proc/new", cwd=tmp_path).returncode == 3


def test_a_tool_on_this_machine_is_told_from_what_workflows_take(tmp_path: Path, run: Run) -> None:
    done = run("dossier", "init", "new", "--tool", str(REPOSITORY), cwd=tmp_path)
    assert f"The tool: {REPOSITORY} (local.mk, for this machine only)" in done.stderr
    assert f"Workflows take mkdocs-dossier=={__version__} (requirements.txt)" in done.stderr


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_new_dossier_builds_without_a_warning(lang: str, tmp_path: Path, run: Run) -> None:
    assert run("dossier", "init", ".", "--lang", lang, cwd=tmp_path).returncode == 0
    done = run("dossier", "build", "--strict", "--no-search", cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert broken_links(tmp_path / "build/site", "https://dossier.invalid/") == []


def test_a_new_dossier_works_in_a_clean_environment(tmp_path: Path, run: Run) -> None:
    """Nothing but a home and a path: what make installs comes from the index, and must be there."""
    new = tmp_path / "new"
    done = run("dossier", "init", "new", "--tool", str(REPOSITORY), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    path = f"{sys.base_prefix}/bin:/usr/local/bin:/usr/bin:/bin"

    def make(*arguments: str, folder: Path = new) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            arguments,
            cwd=folder,
            env={"HOME": str(tmp_path), "PATH": path},
            capture_output=True,
            text=True,
            check=False,
        )

    installed = make("make", ".venv/stamp")
    if installed.returncode and _OFFLINE.search(installed.stderr):
        without(f"no index of packages: {installed.stderr}", variable="DOSSIER_REQUIRE_EXTRAS")
    assert installed.returncode == 0, installed.stderr
    checked = make("make", "check", "OPTIONS=--strict")
    assert (checked.returncode, "9 records, 0 problems, 0 warnings" in checked.stderr) == (0, True)
    built = make("make", "site")
    assert built.returncode == 0, built.stderr
    site = new / "build/site"
    assert "Example Company" in (site / "entities/example-company/index.html").read_text("utf-8")
    assert (site / "pagefind/parts.json").exists()
    assert broken_links(site, "https://dossier.invalid/") == []
    published = make(".venv/bin/dossier", "publish", "--to", "../live")
    assert (published.returncode, (tmp_path / "live/index.html").exists()) == (0, True)
    make("git", "init", "--quiet")
    left = make("git", "status", "--porcelain", "--ignored").stdout.splitlines()
    assert [line for line in left if line.startswith("!!")] == [
        *("!! .venv/", "!! build/", "!! local.mk")
    ]


def test_a_wheel_holds_the_files_of_a_new_dossier(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps"]
    command += ["--no-build-isolation", "--wheel-dir", str(tmp_path), str(REPOSITORY)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    held = {name for name in zipfile.ZipFile(wheel).namelist() if "/start/files/" in name}
    folder = REPOSITORY / "dossier/start/files"
    assert held == {
        path.relative_to(REPOSITORY).as_posix() for path in folder.rglob("*") if path.is_file()
    }


@pytest.mark.parametrize(
    "command",
    [
        ["actionlint"],
        ["zizmor", "--offline", "--strict-collection", "--persona=auditor", "--quiet", ".github"],
    ],
    ids=lambda command: command[0],
)
def test_the_workflows_of_a_new_dossier_pass_the_linters(
    command: list[str], tmp_path: Path, run: Run
) -> None:
    beside = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    program = shutil.which(command[0], path=beside)
    if program is None:
        pytest.skip(f"there is no {command[0]} here")
    run("dossier", "init", ".", cwd=tmp_path)
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    done = subprocess.run(
        [program, *command[1:]], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr

"""`dossier init`, and what comes of it elsewhere."""

import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import REPOSITORY, Run, without
from tests.repository import Repository
from tests.site.test_links import broken_links
from tests.workflows.test_linters import lint

_OFFLINE = re.compile("Could not find a version|No matching distribution|Connection|Temporary")


def test_a_new_dossier_says_what_was_made_where_the_tool_comes_from_and_what_is_next(
    tmp_path: Path, run: Run
) -> None:
    done = run("dossier", "init", "new", "--name", "N", "--tool", "mkdocs-dossier==1", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == (
        "new: 35 files, example records among them\n"
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
    assert "Workflows take what requirements.txt names: put a release" in done.stderr
    named = (tmp_path / "new/requirements.txt").read_text("utf-8").splitlines()
    assert all(line.startswith("#") for line in named), "no name that somebody may take"


def test_without_a_tool_make_says_what_is_missing_and_installs_nothing(
    tmp_path: Path, run: Run
) -> None:
    run("dossier", "init", "new", "--tool", str(REPOSITORY), cwd=tmp_path)
    (tmp_path / "new/local.mk").unlink()
    made = subprocess.run(
        ["make", "--directory", "new", "site"], cwd=tmp_path, capture_output=True, text=True
    )
    assert made.returncode == 2
    assert "requirements.txt names no tool, nor does DOSSIER_SOURCE" in made.stderr
    assert not (tmp_path / "new/.venv").exists()


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_new_dossier_builds_without_a_warning(lang: str, tmp_path: Path, run: Run) -> None:
    assert run("dossier", "init", ".", "--lang", lang, cwd=tmp_path).returncode == 0
    done = run("dossier", "build", "--strict", "--no-search", cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert broken_links(tmp_path / "build/site", "https://dossier.invalid/") == []


class Clean:
    """A new dossier on a machine with nothing but a home and a path."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.folder = home / "new"

    def run(self, *command: str, **variables: str) -> subprocess.CompletedProcess[str]:
        path = f"{sys.base_prefix}/bin:/usr/local/bin:/usr/bin:/bin"
        return subprocess.run(
            command,
            cwd=self.folder,
            env={"HOME": str(self.home), "PATH": path} | variables,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory, run: Run) -> Clean:
    """The same with the tool from here, and what it is built on from the index of packages."""
    found = Clean(tmp_path_factory.mktemp("clean"))
    done = run("dossier", "init", "new", "--tool", str(REPOSITORY), cwd=found.home)
    assert done.returncode == 0, done.stderr
    installed = found.run("make", ".venv/stamp")
    if installed.returncode and _OFFLINE.search(installed.stderr):
        without(f"no index of packages: {installed.stderr}", variable="DOSSIER_REQUIRE_EXTRAS")
    assert installed.returncode == 0, installed.stderr
    return found


def test_a_new_dossier_works_in_a_clean_environment(clean: Clean) -> None:
    checked = clean.run("make", "check", "OPTIONS=--strict")
    assert (checked.returncode, "9 records, 0 problems, 0 warnings" in checked.stderr) == (0, True)
    built = clean.run("make", "site")
    assert built.returncode == 0, built.stderr
    site = clean.folder / "build/site"
    assert "Example Company" in (site / "entities/example-company/index.html").read_text("utf-8")
    assert (site / "pagefind/parts.json").exists()
    assert broken_links(site, "https://dossier.invalid/") == []
    published = clean.run(".venv/bin/dossier", "publish", "--to", "../live")
    assert (published.returncode, (clean.home / "live/index.html").exists()) == (0, True)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_examples_go_as_the_readme_says(lang: str, tmp_path: Path, run: Run) -> None:
    assert run("dossier", "init", ".", "--lang", lang, cwd=tmp_path).returncode == 0
    assert run("dossier", "build", "--no-search", cwd=tmp_path).returncode == 0
    assert list((tmp_path / "build/site/entities").glob("example-*"))
    installed = tmp_path / ".venv/bin/dossier"
    installed.parent.mkdir(parents=True)
    installed.symlink_to(Path(sys.executable).with_name("dossier"))
    (tmp_path / ".venv/stamp").touch()
    readme = (tmp_path / "README.md").read_text("utf-8")
    commands = re.findall(r"^ {7}(\S.*\n)", readme, re.MULTILINE)
    assert len(commands) == 2
    script = ["bash", "-euo", "pipefail", "-c", "".join(commands)]
    done = subprocess.run(script, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "0 records" in done.stderr
    assert not list((tmp_path / "build/site/entities").glob("example-*"))


def test_the_steps_of_a_new_dossiers_workflows_succeed_in_a_repository_of_it(clean: Clean) -> None:
    repository = Repository(clean.folder)
    repository.commit("2024-04-01", {})
    repository.commit("2024-04-02", {"content/pages/more.md": "# More\n"})
    repository.git("remote", "add", "origin", str(clean.folder))
    ignored = repository.git("status", "--porcelain", "--ignored").splitlines()
    assert ignored == ["!! .venv/", "!! build/", "!! local.mk"]
    steps = [
        step["run"]
        for name in ("check", "guard", "pages")
        for job in _read(clean.folder / f".github/workflows/{name}.yml")["jobs"].values()
        for step in job["steps"]
        if "run" in step and "apt-get" not in step["run"]
    ]
    steps += [
        step
        for name in ("check", "create-pages")
        for step in _read(clean.folder / ".gitlab-ci.yml")[name]["script"]
    ]
    assert len(steps) == 9
    for step in steps:
        done = clean.run(
            *("bash", "-eo", "pipefail", "-c", step),
            GITHUB_REPOSITORY="example/dossier",
            GITHUB_REPOSITORY_OWNER="example",
            CI_DEFAULT_BRANCH="main",
            CI_MERGE_REQUEST_DIFF_BASE_SHA="HEAD^1",
            FROM_OUTSIDE="true",
            LOOKED_AT="true",
        )
        assert done.returncode == 0, done.stdout + done.stderr
        if "SITE_URL" in step:
            sitemap = (clean.folder / "build/site/sitemap.xml").read_text("utf-8")
            assert "<loc>https://example.github.io/dossier/</loc>" in sitemap


def test_a_new_dossier_asks_for_its_documents_every_week(clean: Clean, tmp_path: Path) -> None:
    steps = _read(clean.folder / ".github/workflows/links.yml")["jobs"]["links"]["steps"]
    install, ask = [step["run"] for step in steps if "run" in step]
    installed = clean.run("bash", "-eo", "pipefail", "-c", install)
    assert installed.returncode == 0, installed.stderr
    there = Clean(tmp_path)
    there.folder.mkdir()
    (there.folder / ".venv").symlink_to(clean.folder / ".venv")
    shutil.copy(clean.folder / "mkdocs.yml", there.folder)
    shutil.copytree(clean.folder / "content", there.folder / "content")
    for path in (there.folder / "content").rglob("*"):
        if path.is_file():
            text = path.read_text("utf-8")
            path.write_text(text.replace("https://example.org", "http://a.invalid"), "utf-8")
    summary = tmp_path / "summary"
    done = there.run(
        *("bash", "-eo", "pipefail", "-c", ask),
        GITHUB_STEP_SUMMARY=str(summary),
        REPO_URL="https://example.org/dossier",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "2     unreachable\n" in summary.read_text("utf-8")


def _read(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return content


def test_a_wheel_holds_the_files_of_a_new_dossier(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps"]
    command += ["--no-build-isolation", "--wheel-dir", str(tmp_path), str(REPOSITORY)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    held = {name for name in zipfile.ZipFile(wheel).namelist() if "/scaffold/files/" in name}
    assert held == {
        path.relative_to(REPOSITORY).as_posix()
        for path in FILES.parent.rglob("*")
        if path.is_file()
    }


FILES = REPOSITORY / "dossier/scaffold/files/all"
WORKFLOWS = sorted(FILES.glob(".github/workflows/*.yml"))


@pytest.mark.parametrize(
    ("name", "paths"),
    [
        ("actionlint", WORKFLOWS),
        ("zizmor", [*WORKFLOWS, FILES / ".github/dependabot.yml"]),
        ("schema of workflows", WORKFLOWS),
        ("schema of timeouts", WORKFLOWS),
        ("schema of dependabot", [FILES / ".github/dependabot.yml"]),
        ("schema of GitLab", [FILES / ".gitlab-ci.yml"]),
    ],
)
def test_linters_find_nothing_in_the_workflows_of_a_new_dossier(
    name: str, paths: Sequence[Path]
) -> None:
    done = lint(name, paths)
    assert done.returncode == 0, done.stdout + done.stderr

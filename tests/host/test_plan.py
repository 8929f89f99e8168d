"""`docs/hosts.md`: the plan for Material's end of life works, and no override is left out."""

import os
import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from dossier.host.material import THEME
from tests.conftest import REPOSITORY, Run
from tests.host.face import others
from tests.host.test_hosts import same

PAGE = (REPOSITORY / "docs/hosts.md").read_text("utf-8")
PLAN = PAGE.partition("## 5 May 2027")[2]


def commands() -> list[str]:
    """The blocks of commands in the plan, each as one script."""
    blocks = re.findall(r"(?:^ {7}\S.*\n)+", PLAN, re.MULTILINE)
    return [
        "".join(line.removeprefix("       ") for line in block.splitlines(True)) for block in blocks
    ]


def test_the_plan_for_5_may_2027_works_as_it_is_written(sample: Path, zensical: None) -> None:
    compare, publish = commands()
    assert compare.count("dossier build") == 2
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    for script in (compare, publish):
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", script],
            cwd=sample,
            env=os.environ | {"PATH": path},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert done.stdout == ""
    assert (sample / "build/before.txt").read_text("utf-8").count("\n") > 60
    same(sample / "build/mkdocs", sample / "build/zensical")
    for path in others(sample / "build/zensical"):
        theirs = (sample / "build/zensical" / path).read_bytes()
        assert (sample / "build/site" / path).read_bytes() == theirs, path


def test_zensical_builds_the_same_where_material_cannot_be_imported(
    sample: Path, tmp_path: Path, zensical_site: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocker = tmp_path / "block/material"
    blocker.mkdir(parents=True)
    (blocker / "__init__.py").write_text("raise ModuleNotFoundError('material')", "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(blocker.parent))
    assert run("mkdocs", "build", cwd=sample).returncode != 0
    done = run("dossier", "build", "--no-search", "--host", "zensical", cwd=sample)
    assert done.returncode == 0, done.stderr
    for path in others(zensical_site):
        theirs = (zensical_site / path).read_bytes()
        assert (sample / "build/site" / path).read_bytes() == theirs, path


def test_the_extra_that_the_plan_names_is_there_and_installed(zensical: None) -> None:
    assert "pip install 'mkdocs-dossier[zensical]'" in PLAN
    wanted = [
        one for one in metadata.requires("mkdocs-dossier") or () if one.startswith("zensical")
    ]
    assert [one.replace('"', "'") for one in wanted] == [
        "zensical>=0.0.73,<0.0.74 ; extra == 'zensical'"
    ]
    assert metadata.version("zensical") == "0.0.73"
    assert f"Zensical](https://zensical.org/) {metadata.version('zensical')} " in PAGE


def test_every_override_of_the_theme_is_listed_with_its_reason() -> None:
    table = PAGE.partition("## Overrides of the theme")[2].partition("\n## ")[0]
    listed = dict(re.findall(r"^\| `([^`]+\.html)` \| (.+) \|$", table, re.MULTILINE))
    files = {file.relative_to(THEME).as_posix() for file in THEME.rglob("*.html")}
    assert listed.keys() == files
    assert all(len(reason) > 40 for reason in listed.values())

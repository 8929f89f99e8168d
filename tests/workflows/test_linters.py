"""Linters of workflows find nothing, and do not take what they cannot read for sound."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY
from tests.workflows.workflow import ACTION, GITHUB, GITLAB, NEW, NEW_GITLAB, OF_NEW_DOSSIERS

BIN = Path(sys.executable).parent
SCHEMA = "check-jsonschema", "--builtin-schema"
ZIZMOR = "zizmor", "--offline", "--strict-collection", "--persona=auditor", "--quiet"
DEPENDABOT = [folder / ".github" / "dependabot.yml" for folder in (REPOSITORY, NEW)]
WORKFLOWS = (*GITHUB, *OF_NEW_DOSSIERS)
LINTERS: dict[str, tuple[Sequence[str], Sequence[Path]]] = {
    "actionlint": (("actionlint", "-shellcheck=", "-pyflakes="), WORKFLOWS),
    "zizmor": (ZIZMOR, (*WORKFLOWS, ACTION, *DEPENDABOT)),
    "schema of workflows": ((*SCHEMA, "vendor.github-workflows"), WORKFLOWS),
    "schema of timeouts": ((*SCHEMA, "custom.github-workflows-require-timeout"), WORKFLOWS),
    "schema of the action": ((*SCHEMA, "vendor.github-actions"), (ACTION,)),
    "schema of dependabot": ((*SCHEMA, "vendor.dependabot"), DEPENDABOT),
    "schema of GitLab": (
        (*SCHEMA, "vendor.gitlab-ci", "--data-transform", "gitlab-ci"),
        (GITLAB, NEW_GITLAB),
    ),
}
BROKEN = {
    "zizmor": GITHUB[0].read_text("utf-8").replace("pull_request:", "pull_request_target:"),
    "schema of timeouts": "on: push\njobs: {a: {runs-on: b, steps: [{run: c}]}}\n",
    "schema of GitLab": "check: {script: 5}\n",
}
"""What each must find; any other is given what is no workflow, action or configuration."""


def lint(name: str, paths: Sequence[Path]) -> subprocess.CompletedProcess[str]:
    (program, *arguments), _ = LINTERS[name]
    return subprocess.run(
        [BIN / program, *arguments, *paths],
        env=os.environ | {"NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("name", LINTERS)
def test_linters_find_nothing(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    paths = LINTERS[name][1]
    done = lint(name, paths)
    with capsys.disabled():
        found = "0 findings" if done.returncode == 0 else "findings"
        print(f"\n{name}: {found} in {len(paths)} files", end="")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", LINTERS)
@pytest.mark.parametrize("text", ["on: [push\njobs: }\n", None], ids=["broken", "bad"])
def test_linters_fail_at_what_they_cannot_read(name: str, text: str | None, tmp_path: Path) -> None:
    path = tmp_path / ".github" / "workflows" / LINTERS[name][1][0].name
    path.parent.mkdir(parents=True)
    path.write_text(BROKEN.get(name, "a: 1\n") if text is None else text, "utf-8")
    done = lint(name, [path])
    assert done.returncode != 0, done.stdout + done.stderr

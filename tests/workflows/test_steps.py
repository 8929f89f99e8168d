"""Every step of every workflow runs in a fresh clone, or it is said why not."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.repository import Repository
from tests.workflows.trial import EXCUSES, TRIALS, Place, Trial
from tests.workflows.workflow import Job, Step, jobs

JOBS = tuple(jobs())
STAND_IN = '#!/bin/sh\necho "$(basename "$0")" "$@"\n'
"""Says what it was asked to do, in the place of changing the machine."""


@pytest.fixture(scope="session")
def tools(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Programs that a workflow finds: a Python, and stand-ins for what installs software."""
    folder = tmp_path_factory.mktemp("tools")
    for name in ("sudo", "apt-get"):
        (folder / name).write_text(STAND_IN, "utf-8")
        (folder / name).chmod(0o755)
    for name in ("python", "python3"):
        (folder / name).symlink_to(Path(sys.executable).resolve())
    return folder


@pytest.fixture
def place(clone: Path, tmp_path: Path, serve: Callable[[Path], str]) -> Iterator[Place]:
    served = tmp_path / "served"
    served.mkdir()
    (tmp_path / "temp").mkdir()
    yield Place(clone, tmp_path / "temp", served, serve(served))
    Repository.at(clone).git("checkout", "--quiet", "main")


def run(step: Step, trial: Trial, place: Place, tools: Path) -> subprocess.CompletedProcess[str]:
    """Run a step as GitHub's runner does: the script in a file, the files it may write to empty."""
    place.variables, place.folder = {}, None
    trial.prepare(place)
    for name in ("output", "summary"):
        (place.temp / name).write_bytes(b"")
    script = place.temp / "script"
    script.write_text(step.script, "utf-8")
    given = {
        "PATH": f"{tools}:{os.environ['PATH']}",
        "HOME": os.environ["HOME"],
        "CI": "true",
        "PIP_NO_COMPILE": "1",
        "RUNNER_TEMP": str(place.temp),
        "GITHUB_OUTPUT": str(place.temp / "output"),
        "GITHUB_STEP_SUMMARY": str(place.temp / "summary"),
        "GITHUB_RUN_ID": "1",
        "GITHUB_REPOSITORY": "some/dossier",
        "GITHUB_REPOSITORY_OWNER": "some",
        "CI_DEFAULT_BRANCH": "main",
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": "HEAD^1",
        "CI_PAGES_URL": "https://some.example/dossier",
        "CI_PROJECT_URL": "https://code.example/some/dossier",
    }
    own = {name: filled(text, trial, place) for name, text in step.variables.items()}
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", script],
        cwd=place.folder or place.clone,
        env=given | own | place.variables,
        capture_output=True,
        text=True,
        check=False,
    )


def filled(text: str, trial: Trial, place: Place) -> str:
    """A variable with its expressions replaced; one that the trial has no value for is an error."""
    filled = re.sub(r"\$\{\{ (.+?) \}\}", lambda match: trial.values[match[1]], text)
    return filled.replace("ADDRESS", place.address)


def test_every_step_is_tried_or_excused(capsys: pytest.CaptureFixture[str]) -> None:
    names = [f"{job.name}: {step.name}" for job in JOBS for step in job.steps]
    assert sorted(names) == sorted(TRIALS)
    assert {name for name, trials in TRIALS.items() if not trials} == set(EXCUSES)
    with capsys.disabled():
        print(f"\n{len(names)} steps of workflows:")
        for name in names:
            done = f"{len(TRIALS[name])} runs" if TRIALS[name] else f"not run: {EXCUSES[name]}"
            print(f"  {name}: {done}")


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.name)
def test_a_job_does_what_it_should_in_a_clone(job: Job, place: Place, tools: Path) -> None:
    for step in job.steps:
        for trial in TRIALS[f"{job.name}: {step.name}"]:
            done = run(step, trial, place, tools)
            said = done.stdout + done.stderr
            assert done.returncode == trial.status, f"{step.name}: {said}"
            assert trial.said in said
            output = (place.temp / "output").read_text("utf-8")
            assert trial.output.replace("TEMP", str(place.temp)) in output
            assert trial.summary in (place.temp / "summary").read_text("utf-8")


def test_what_cannot_be_looked_up_in_advisories_is_an_error(tmp_path: Path) -> None:
    lock = tmp_path / "lock.txt"
    lock.write_text(f"nothing==1.0 --hash=sha256:{'0' * 64}\n", "utf-8")
    options = ["--strict", "--disable-pip", "--require-hashes", "--timeout", "1"]
    done = subprocess.run(
        [Path(sys.executable).parent / "pip-audit", *options, "-r", lock],
        env={"HOME": str(tmp_path), "HTTPS_PROXY": "http://127.0.0.1:9"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert "Connection refused" in done.stderr

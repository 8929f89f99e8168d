"""The workflows of the repository, read as data."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tests.conftest import REPOSITORY

WORKFLOWS = REPOSITORY / ".github" / "workflows"
GITHUB = tuple(sorted(WORKFLOWS.iterdir()))
NEW = REPOSITORY / "dossier" / "scaffold" / "files" / "all"
OF_NEW_DOSSIERS = tuple(sorted(NEW.glob(".github/workflows/*.yml")))
"""Workflows that a new dossier starts with; what they do is tested where it is made."""

ACTION = REPOSITORY / "action.yml"
GITLAB = REPOSITORY / ".gitlab-ci.yml"
(NEW_GITLAB,) = (REPOSITORY / "dossier").rglob(".gitlab-ci.yml")


@dataclass(frozen=True, slots=True)
class Step:
    """What a job runs: a script, with the variables it is given, as they are written."""

    name: str
    script: str
    variables: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Job:
    """The scripts of a job, in order; `name` is `FILE JOB`."""

    name: str
    steps: tuple[Step, ...]


def read(path: Path) -> dict[Any, Any]:
    """A YAML file; in workflows the key `on` is True, as YAML 1.1 has it."""
    found = yaml.safe_load(path.read_text("utf-8"))
    assert isinstance(found, dict), f"{path} is not a mapping"
    return found


def jobs() -> Iterator[Job]:
    """Yield every job that runs a script, of all workflows, the action and GitLab."""
    for path in GITHUB:
        for name, job in read(path)["jobs"].items():
            yield Job(f"{path.name} {name}", _steps(job["steps"]))
    yield Job(f"{ACTION.name} action", _steps(read(ACTION)["runs"]["steps"]))
    for name, job in read(GITLAB).items():
        if isinstance(job, dict) and "script" in job:
            variables = read(GITLAB)["variables"] | job.get("variables", {})
            lines = read(GITLAB)["default"]["before_script"] + job["script"]
            yield Job(f"{GITLAB.name} {name}", (Step("script", "\n".join(lines), variables),))


def _steps(steps: list[dict[str, Any]]) -> tuple[Step, ...]:
    return tuple(
        Step(step["name"], step["run"], step.get("env", {})) for step in steps if "run" in step
    )

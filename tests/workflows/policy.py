"""What no workflow may do; rows C1 to C5 of the matrix of threats."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

REFUSED = ("pull_request_target", "workflow_run", "issue_comment", "discussion_comment")
PINNED = re.compile(r"^ *(?:- )?uses: [\w.-]+(?:/[\w.-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")
MAY_WRITE = frozenset({"pages", "id-token", "attestations"})


def breaches(text: str) -> list[str]:
    """All that a workflow does against the policy, in words."""
    workflow = yaml.safe_load(text)
    return [*_of_text(text), *_of_workflow(workflow)]


def _of_text(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if re.match(r" *(- )?uses:", line) and not PINNED.match(line):
            yield f"not pinned by digest, with its version: {line.strip()}"
    if re.search(r"\bsecrets\b", text):
        yield "reads a secret"


def _of_workflow(workflow: Mapping[Any, Any]) -> Iterator[str]:
    triggers = workflow[True]
    for name in REFUSED:
        if name in triggers:
            yield f"is started by {name}"
    if workflow.get("permissions") != {}:
        yield "gives permissions to all jobs"
    if "group" not in workflow.get("concurrency", {}):
        yield "may run beside itself"
    shell = workflow.get("defaults", {}).get("run", {}).get("shell")
    scripts = [step.get("run", "") for job in workflow["jobs"].values() for step in job["steps"]]
    if shell != "bash" and any(re.search(r"(?<!\|)\|(?!\|)", one) for one in scripts):
        yield "does not fail where the first part of a pipe does"
    used = [step for job in workflow["jobs"].values() for step in job["steps"]]
    deploys = any("/deploy-pages@" in step.get("uses", "") for step in used)
    for step in used:
        is_checkout = "/checkout@" in step.get("uses", "")
        if deploys and is_checkout and step.get("with", {}).get("ref") != "main":
            yield "may publish an older commit than is published"
    for name, job in workflow["jobs"].items():
        yield from (f"{name}: {one}" for one in _of_job(job, "pull_request" in triggers))


def _of_job(job: Mapping[str, Any], for_pull_requests: bool) -> Iterator[str]:
    permissions = job.get("permissions")
    if not isinstance(permissions, dict):
        yield "does not say what it is permitted"
        permissions = {}
    writes = {name for name, level in permissions.items() if level != "read"}
    runs = any("run" in step or "checkout@" in step.get("uses", "") for step in job["steps"])
    if writes and for_pull_requests:
        yield "may write on a pull request"
    if writes and runs:
        yield "may write, and runs code of the repository"
    if writes - MAY_WRITE:
        yield f"may write {', '.join(sorted(writes - MAY_WRITE))}"
    if not isinstance(job.get("timeout-minutes"), int):
        yield "has no end"
    for step in job["steps"]:
        yield from _of_step(step)


def _of_step(step: Mapping[str, Any]) -> Iterator[str]:
    if "run" in step and not step.get("name"):
        yield "has a script without a name"
    if "${{" in step.get("run", ""):
        yield f"puts an expression into a script: {step['name']}"
    uses, given = step.get("uses", ""), step.get("with", {})
    if "/checkout@" in uses and given.get("persist-credentials") is not False:
        yield "leaves credentials in the clone"
    if "/cache" in uses or "cache" in given:
        yield "shares a cache"

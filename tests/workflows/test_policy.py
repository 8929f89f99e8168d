"""No pull request can write, read a secret or have its words run; all is pinned and ends."""

import re
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY
from tests.workflows.policy import PINNED, breaches
from tests.workflows.workflow import ACTION, GITHUB, GITLAB, NEW_GITLAB, OF_NEW_DOSSIERS, read

GOOD = """on: {pull_request: }
permissions: {}
concurrency: {group: a}
defaults: {run: {shell: bash}}
jobs:
  one:
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    permissions: {contents: read}
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with: {persist-credentials: false}
      - name: say
        run: echo "$TITLE" | cat
        env: {TITLE: "${{ github.event.pull_request.title }}"}
"""
CHECKOUT = "@3d3c42e5aac5ba805825da76410c181273ba90b1"


@pytest.mark.parametrize("path", [*GITHUB, *OF_NEW_DOSSIERS], ids=lambda path: path.name)
def test_no_workflow_breaks_the_policy(path: Path) -> None:
    assert breaches(path.read_text("utf-8")) == []


def test_the_policy_is_content_with_what_is_good() -> None:
    assert breaches(GOOD) == []


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("pull_request:", "pull_request_target:", "is started by pull_request_target"),
        ("pull_request:", "workflow_run:", "is started by workflow_run"),
        ("permissions: {}\n", "", "gives permissions to all jobs"),
        ("permissions: {}\n", "permissions: read-all\n", "gives permissions to all jobs"),
        ("concurrency: {group: a}\n", "", "may run beside itself"),
        ("defaults: {run: {shell: bash}}\n", "", "does not fail where"),
        ("    permissions: {contents: read}\n", "", "does not say what it is permitted"),
        ("{contents: read}", "write-all", "does not say what it is permitted"),
        ("{contents: read}", "{contents: write}", "may write on a pull request"),
        ("{contents: read}", "{contents: write}", "may write, and runs code"),
        ("{contents: read}", "{contents: write}", "may write contents"),
        ("    timeout-minutes: 5\n", "", "has no end"),
        ("      - name: say\n        run", "      - run", "a script without a name"),
        ('"$TITLE"', '"${{ github.head_ref }}"', "puts an expression into a script"),
        ("persist-credentials: false", "fetch-depth: 0", "leaves credentials"),
        ("persist-credentials: false", "persist-credentials: false, cache: pip", "shares a cache"),
        ("actions/checkout@", "actions/cache/restore@", "shares a cache"),
        (CHECKOUT, "@v7", "not pinned"),
        (" # v7.0.1", "", "not pinned"),
        (" # v7.0.1", " # v7", "not pinned"),
        ("github.event.pull_request.title", "secrets.TOKEN", "reads a secret"),
    ],
)
def test_the_policy_finds_what_is_bad(before: str, after: str, said: str) -> None:
    assert before in GOOD
    text = GOOD.replace(before, after)
    assert any(said in one for one in breaches(text)), breaches(text)


def test_what_deploys_takes_the_branch_as_it_is_now() -> None:
    said = "may publish an older commit than is published"
    deploy = f"      - uses: actions/deploy-pages@{'0' * 40} # v1.0.0\n"
    assert breaches(GOOD + deploy) == [said]
    now = GOOD.replace("persist-credentials", "ref: main, persist-credentials")
    assert breaches(now + deploy) == []


def test_an_action_has_one_digest_and_one_version_everywhere() -> None:
    uses = {
        line.strip().removeprefix("- ")
        for path in (*GITHUB, *OF_NEW_DOSSIERS, ACTION)
        for line in path.read_text("utf-8").splitlines()
        if re.match(r" *(- )?uses:", line)
    }
    assert len(uses) == len({line.split("@")[0] for line in uses}) >= 7
    assert all(PINNED.match(line) for line in uses)


def test_the_action_takes_its_inputs_as_variables() -> None:
    steps = read(ACTION)["runs"]["steps"]
    assert not any("${{" in step.get("run", "") for step in steps)
    assert all(step["shell"] == "bash" for step in steps if "run" in step)


@pytest.mark.parametrize(
    ("path", "names"),
    [(GITLAB, {"check", "test", "create-pages"}), (NEW_GITLAB, {"check", "create-pages"})],
    ids=["ours", "new"],
)
def test_gitlab_has_an_image_by_digest_an_end_for_each_job_and_one_branch_that_publishes(
    path: Path, names: set[str]
) -> None:
    found = read(path)
    assert re.search(r"@sha256:[0-9a-f]{64}$", found["default"]["image"])
    jobs = {name: job for name, job in found.items() if "script" in job}
    assert set(jobs) == names
    assert all("timeout" in job and "image" not in job for job in jobs.values())
    pages = jobs["create-pages"]
    assert pages["rules"] == [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]
    assert pages["resource_group"] == "pages"
    now = [
        'git fetch --quiet origin "$CI_DEFAULT_BRANCH"',
        "git checkout --quiet --detach FETCH_HEAD",
    ]
    assert pages["script"][:2] == now, "an old job that is started again publishes nothing old"
    assert pages["pages"] == {"publish": "build/site", "expire_in": "never"}
    assert not any("pages" in job for name, job in jobs.items() if name != "create-pages")


def test_dependencies_are_updated_a_week_after_they_came_out() -> None:
    updates = read(REPOSITORY / ".github" / "dependabot.yml")["updates"]
    assert {one["package-ecosystem"] for one in updates} == {"pip", "github-actions"}
    assert all(one["cooldown"]["default-days"] >= 7 for one in updates)


def test_all_but_records_has_an_owner() -> None:
    lines = (REPOSITORY / ".github" / "CODEOWNERS").read_text("utf-8").splitlines()
    rules = [line.split() for line in lines if line and not line.startswith("#")]
    assert [(pattern, bool(owners)) for pattern, *owners in rules] == [
        ("*", True),
        ("/content/", False),
        ("/content/pages/", True),
    ]

"""Strangers change records; for anything else an owner is asked."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY
from tests.repository import Repository

GUARD = REPOSITORY / ".ci" / "guard.py"
RECORD = "content/articles/2021/a.yml"
START = {
    RECORD: "title: A\n",
    "content/pages/index.md": "# A\n",
    ".github/CODEOWNERS": "* @example/owners\n",
    "mkdocs.yml": "site_name: A\n",
}


class Pull:
    """A repository in which something is changed."""

    def __init__(self, folder: Path) -> None:
        self.repository = Repository(folder)
        self.before = self.repository.commit("2021-01-01", dict(START))

    def guard(self) -> subprocess.CompletedProcess[str]:
        """What the guard says of a change by a stranger at which nobody has looked."""
        self.repository.git("add", "--all")
        self.repository.git("commit", "--quiet", "--message", "x")
        return self.guard_again()

    def guard_again(
        self, *, from_outside: bool = True, looked_at: bool = False
    ) -> subprocess.CompletedProcess[str]:
        given = {"FROM_OUTSIDE": from_outside, "LOOKED_AT": looked_at}
        return subprocess.run(
            [sys.executable, GUARD, self.before, "HEAD"],
            cwd=self.repository.folder,
            env=os.environ | {name: str(value).lower() for name, value in given.items()},
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def pull(tmp_path: Path) -> Pull:
    return Pull(tmp_path / "repository")


def test_records_that_come_change_and_go_need_no_owner(pull: Pull) -> None:
    pull.repository.write(
        {
            RECORD: None,
            "content/events/b.yml": "title: B\n",
            "content/articles/2021/ä c.yml": "title: C\n",
        }
    )
    done = pull.guard()
    assert (done.returncode, done.stdout) == (0, "0 files are not records\n")


@pytest.mark.parametrize(
    "path",
    [
        ".github/workflows/ci.yml",
        "mkdocs.yml",
        "requirements.lock",
        "dossier/report.py",
        "action.yml",
        "content/pages/index.md",
        "content/CNAME",
        "content/articles/.gitattributes",
        "content/articles/.hidden/a.yml",
        "content/assets/a.svg",
        "Content/articles/a.yml",
        "contents/articles/a.yml",
    ],
)
def test_anything_else_fails_until_an_owner_has_looked_at_it(path: str, pull: Pull) -> None:
    pull.repository.write({path: "changed\n", "content/events/b.yml": "title: B\n"})
    done = pull.guard()
    assert done.returncode == 1
    assert done.stdout.startswith(f"::error file={path}::{path}: not a record, so an owner")
    assert "1 files are not records\n" in done.stdout
    assert pull.guard_again(looked_at=True).returncode == 0
    own = pull.guard_again(from_outside=False)
    assert own.returncode == 0
    assert own.stdout.startswith(f"::notice file={path}::")


def test_a_link_in_the_place_of_a_record_is_no_record(pull: Pull) -> None:
    path = pull.repository.folder / RECORD
    path.unlink()
    path.symlink_to("/etc/passwd")
    assert pull.guard().returncode == 1


def test_a_script_in_the_place_of_a_record_is_no_record(pull: Pull) -> None:
    (pull.repository.folder / RECORD).chmod(0o755)
    assert pull.guard().returncode == 1


def test_a_name_starts_no_workflow_command(pull: Pull) -> None:
    pull.repository.write({"a\n::error::b,c%": "x\n", "\x1b.md": "y\n"})
    done = pull.guard()
    assert done.returncode == 1
    assert "::error file=a%0A%3A%3Aerror%3A%3Ab%2Cc%25::a%0A::error::b,c%25: not" in done.stdout
    assert not any(line.startswith("::error::") for line in done.stdout.splitlines())


def test_it_says_that_nobody_is_named_as_owner(pull: Pull) -> None:
    assert "names nobody" not in pull.guard_again().stdout
    pull.repository.write({".github/CODEOWNERS": "* owners@example.org\n"})
    assert "::warning file=.github/CODEOWNERS::it names nobody yet" in pull.guard().stdout

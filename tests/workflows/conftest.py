import subprocess
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY
from tests.repository import Repository


@pytest.fixture(scope="session")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone in which `main` merges a pull request into what is committed here.

    What is changed here and not yet committed is in it, too.
    """
    folder = tmp_path_factory.mktemp("workflows") / "clone"
    ours = Repository.at(REPOSITORY)
    commit = ours.git("stash", "create") or ours.git("rev-parse", "HEAD")
    subprocess.run(
        ["git", "clone", "--quiet", "--shared", "--no-checkout", REPOSITORY, folder], check=True
    )
    made = Repository.at(folder)
    made.git("checkout", "--quiet", "-B", "main", commit)
    made.git("checkout", "--quiet", "-b", "pull")
    made.commit("2099-01-01", {"README.md": "# Changed\n"})
    made.git("checkout", "--quiet", "main")
    made.git("merge", "--quiet", "--no-ff", "--message", "x", "pull", day="2099-01-01")
    made.git("update-ref", "refs/remotes/origin/main", "HEAD")
    return folder

"""Another dossier's commits are checked by pre-commit, with the hook of this repository."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.conftest import SAMPLE
from tests.repository import Repository


class Dossier:
    """The sample dossier in a repository that uses the hook, as it is in a clone."""

    def __init__(self, root: Path, tool: Path) -> None:
        self.root = root / "dossier"
        shutil.copytree(SAMPLE, self.root, ignore=shutil.ignore_patterns("build"))
        self.repository = Repository(self.root)
        commit = Repository.at(tool).git("rev-parse", "main")
        hook = {"repo": str(tool), "rev": commit, "hooks": [{"id": "dossier-check"}]}
        text = yaml.safe_dump({"repos": [hook]})
        (self.root / ".pre-commit-config.yaml").write_text(text, "utf-8")
        self.repository.git("add", "--all")
        self.home = root / "home"

    def hook(self) -> subprocess.CompletedProcess[str]:
        """Run it; what the tool needs is not installed again, but taken from this Python."""
        site = next(path for path in sys.path if path.endswith("site-packages"))
        given = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.home),
            "PRE_COMMIT_HOME": str(self.home),
            "PYTHONPATH": site,
            "PIP_NO_INDEX": "1",
            "PIP_NO_BUILD_ISOLATION": "0",
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        }
        return subprocess.run(
            [sys.executable, "-m", "pre_commit", "run", "--all-files", "--color", "never"],
            cwd=self.root,
            env=given,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory, clone: Path) -> Dossier:
    return Dossier(tmp_path_factory.mktemp("hook"), clone)


def test_a_sound_dossier_passes(dossier: Dossier) -> None:
    done = dossier.hook()
    assert done.returncode == 0, done.stdout + done.stderr
    assert "check the records of the dossier" in done.stdout
    assert done.stdout.rstrip().endswith("Passed")


def test_a_problem_stops_the_commit_and_is_told_at_its_line(dossier: Dossier) -> None:
    record = dossier.root / "content" / "events" / "bad.yml"
    record.write_text("titel: A\n", "utf-8")
    dossier.repository.git("add", "--all")
    done = dossier.hook()
    assert done.returncode == 1
    assert "content/events/bad.yml:1:1: unknown-key: " in done.stdout


def test_where_no_record_and_no_configuration_changed_nothing_is_checked(dossier: Dossier) -> None:
    for path in ("content", "mkdocs.yml"):
        dossier.repository.git("rm", "-r", "--quiet", "--force", path)
    assert "(no files to check)Skipped" in dossier.hook().stdout

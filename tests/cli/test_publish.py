"""`dossier publish` in real folders."""

import os
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.deep.push import at_once, killed
from tests.publish.bare import Bare
from tests.publish.publisher import page, publish, site


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    """A dossier's folder with a built site."""
    folder = tmp_path / "dossier"
    publish(folder / "build/site", site(0))
    return folder


def test_a_site_is_published_to_a_folder_and_a_line_says_so(
    dossier: Path, tmp_path: Path, run: Run
) -> None:
    done = run("dossier", "publish", "--to", "../live", cwd=dossier)
    assert (done.returncode, done.stdout) == (0, "")
    of = "a site of commit 000000000000 with 10 pages"
    assert done.stderr == f"../live: 10 pages written, 0 kept, 0 removed; {of}\n"
    assert (tmp_path / "live/style.css").read_bytes() == b"p {}\n"
    assert run("dossier", "publish", "--quiet", "--to", "../live", cwd=dossier).stderr == ""


def test_a_site_is_published_to_a_branch_and_a_line_says_so(
    dossier: Path, tmp_path: Path, run: Run
) -> None:
    bare = Bare(tmp_path / "pages.git")
    lines = [run("dossier", "publish", "--to", bare.place, cwd=dossier).stderr for _ in range(2)]
    commit = bare.commits()[0][:12]
    of = "a site of commit 000000000000 with 10 pages"
    assert lines == [f"{bare.folder}#pages: {word} {commit}; {of}\n" for word in ("now", "still")]


def test_another_site_than_that_of_the_configuration_may_be_published(
    dossier: Path, tmp_path: Path, run: Run
) -> None:
    (dossier / "build").rename(tmp_path / "artifact")
    refused = run("dossier", "publish", "--to", "../live", cwd=dossier)
    assert refused.returncode == 2
    assert "run dossier build first" in refused.stderr
    assert list(dossier.iterdir()) == [], "what is not there is not made"
    done = run("dossier", "publish", "--site", "../artifact/site", "--to", "../live", cwd=dossier)
    assert done.returncode == 0
    assert (tmp_path / "live/build.json").exists()


@pytest.mark.parametrize(
    ("to", "status"),
    [
        ("..", 2),
        ("build/site", 2),
        (".", 2),
        ("git:origin", 2),
        ("git:--upload-pack=touch${IFS}x#pages", 2),
        ("git:ext::sh -c touch% x#pages", 2),
        ("git:nowhere#pages", 3),
        ("/proc/live", 3),
    ],
)
def test_the_exit_status_tells_misuse_from_the_machine(
    to: str, status: int, dossier: Path, run: Run
) -> None:
    done = run("dossier", "publish", "--to", to, cwd=dossier)
    assert done.returncode == status, done.stderr
    assert done.stderr.startswith("Error: ")
    assert done.stderr.count("\n") == 1
    assert sorted(os.listdir(dossier)) == ["build"]


def test_a_changed_site_a_lost_one_and_no_place_are_misuse(
    dossier: Path, tmp_path: Path, run: Run
) -> None:
    assert run("dossier", "publish", cwd=dossier).returncode == 2
    assert run("dossier", "publish", "--to", "../live", cwd=dossier).returncode == 0
    publish(dossier / "build/site", site(0, size=2), allow_loss=True)
    lost = run("dossier", "publish", "--to", "../live", cwd=dossier)
    assert (lost.returncode, "--allow-loss" in lost.stderr) == (2, True)
    allowed = run("dossier", "publish", "--to", "../live", "--allow-loss", cwd=dossier)
    assert allowed.returncode == 0
    (dossier / "build/site/index.html").unlink()
    (dossier / "build/site/index.html").write_bytes(page("changed"))
    changed = run("dossier", "publish", "--to", "../live", cwd=dossier)
    assert (changed.returncode, "build the site again" in changed.stderr) == (2, True)


def test_a_publication_that_is_killed_leaves_the_branch_old_or_new(tmp_path: Path) -> None:
    outcomes = killed(tmp_path, 30, seed=1)
    assert outcomes["broken"] == 0
    assert outcomes.total() == 30
    assert outcomes["old"] > 0, "some kills came before the end"


def test_of_eight_who_publish_at_once_each_is_told_whether_he_did(tmp_path: Path) -> None:
    outcomes = at_once(tmp_path, 8)
    assert outcomes["broken"] == 0
    assert outcomes["published"] + outcomes["told of another"] == 8

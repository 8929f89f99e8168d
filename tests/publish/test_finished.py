"""Built sites, before they are published elsewhere."""

import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from dossier.errors import UsageError
from dossier.publish.finished import Finished, read_finished, refuse_older
from dossier.publish.manifest import Manifest
from tests.publish.publisher import page, publish, site
from tests.repository import Repository


@pytest.fixture
def built(tmp_path: Path) -> Path:
    publish(tmp_path / "build/site", site(0))
    return tmp_path / "build/site"


def test_a_built_site_has_its_files_its_manifest_and_its_number_of_pages(built: Path) -> None:
    found = read_finished(built)
    files = dict(found.files())
    assert json.loads(files.pop("build.json"))["tree"] == found.manifest.tree
    assert files == site(0)
    assert found.pages == 10


def _grow(folder: Path) -> None:
    (folder / "more.html").write_bytes(page("x"))


def _shrink(folder: Path) -> None:
    (folder / "style.css").unlink()


def _change(folder: Path) -> None:
    file = folder / "index.html"
    file.unlink()
    file.write_bytes(page("something else"))


@pytest.mark.parametrize("alter", [_grow, _shrink, _change])
def test_a_site_that_was_changed_after_it_was_built_is_refused(
    alter: Callable[[Path], None], built: Path
) -> None:
    alter(built)
    with pytest.raises(UsageError, match=r"not those that its build.json speaks of"):
        list(read_finished(built).files())


def test_a_manifest_that_changes_while_its_site_is_read_is_refused(built: Path) -> None:
    found = read_finished(built)
    changed = Finished(found.folder, Manifest(None, "2026-01-01", 1, {}, "x"), found.paths)
    with pytest.raises(UsageError, match="not those"):
        list(changed.files())


def test_what_no_build_puts_into_a_site_is_refused(built: Path) -> None:
    (built / "link").symlink_to("index.html")
    with pytest.raises(UsageError, match="link is no ordinary file"):
        read_finished(built)
    (built / "link").unlink()
    os.mkfifo(built / "pipe")
    with pytest.raises(UsageError, match="pipe is no ordinary file"):
        read_finished(built)


@pytest.mark.parametrize(
    "manifest",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        b'{"generator": "another 1.0"}',
        b'{"generator": "dossier 1", "commit": "--upload-pack=x", "as_of": "2026-01-01", '
        b'"records": 1, "pages": {}, "tree": "x"}',
        b'{"generator": "dossier 1", "commit": null, "as_of": "soon", '
        b'"records": 1, "pages": {}, "tree": "x"}',
    ],
)
def test_a_manifest_that_is_none_is_refused(manifest: bytes, built: Path) -> None:
    (built / "build.json").unlink()
    (built / "build.json").write_bytes(manifest)
    with pytest.raises(UsageError, match="build it again"):
        read_finished(built)


def test_without_a_site_there_is_nothing_to_publish(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="run dossier build first"):
        read_finished(tmp_path / "build/site")


def _of(commit: str | None) -> Manifest:
    return Manifest(commit, "2026-11-22", 1, {}, "x")


def test_a_site_goes_back_to_an_older_commit_only_when_told(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    old = repository.commit("2021-01-01", {"a": "1"})
    new = repository.commit("2021-01-02", {"a": "2"})
    refuse_older(tmp_path, _of(new), _of(old), "here")
    refuse_older(tmp_path, _of(new), _of(new), "here")
    with pytest.raises(UsageError, match=f"here has the site of commit {new[:12]}, which is newer"):
        refuse_older(tmp_path, _of(old), _of(new), "here")


def test_a_commit_that_changed_no_record_is_newer_too(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    records = repository.commit("2021-01-01", {"a": "1"})
    other = repository.commit("2021-01-02", {"mkdocs.yml": "2"})
    older, newer = replace(_of(records), head=records), replace(_of(records), head=other)
    refuse_older(tmp_path, newer, older, "here")
    refuse_older(tmp_path, newer, _of(records), "here")
    with pytest.raises(UsageError, match=f"commit {other[:12]}, which is newer"):
        refuse_older(tmp_path, older, newer, "here")


def test_of_commits_on_two_branches_the_one_committed_later_is_newer(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.commit("2021-01-01", {"a": "1"})
    main = repository.commit("2021-01-05", {"a": "2"})
    repository.git("checkout", "--quiet", "-b", "other", "HEAD^")
    other = repository.commit("2021-01-07", {"b": "1"})
    refuse_older(tmp_path, _of(other), _of(main), "here")
    with pytest.raises(UsageError, match="newer"):
        refuse_older(tmp_path, _of(main), _of(other), "here")


def test_a_clock_that_was_wrong_makes_no_ancestor_newer(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    old = repository.commit("2030-01-01", {"a": "1"})
    new = repository.commit("2021-01-02", {"a": "2"})
    refuse_older(tmp_path, _of(new), _of(old), "here")
    with pytest.raises(UsageError, match="newer"):
        refuse_older(tmp_path, _of(old), _of(new), "here")


def test_where_git_does_not_know_a_commit_none_is_older(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    commit = repository.commit("2021-01-01", {"a": "1"})
    for ours, theirs in ((commit, "0" * 40), ("0" * 40, commit), (None, commit), (commit, None)):
        refuse_older(tmp_path, _of(ours), _of(theirs), "here")

"""Publishing a built site to another folder."""

import shutil
from pathlib import Path

import pytest

from dossier.errors import UsageError
from dossier.publish.finished import read_finished
from dossier.publish.to_folder import publish_to_folder
from tests.publish.publisher import page, publish, site
from tests.publish.test_publication import tree
from tests.repository import Repository


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A dossier's folder with a built site."""
    publish(tmp_path / "dossier/build/site", site(0))
    return tmp_path / "dossier"


def test_a_folder_gets_the_site_and_what_differs_of_the_next(root: Path, tmp_path: Path) -> None:
    built, live = root / "build/site", tmp_path / "live"
    first = publish_to_folder(read_finished(built), live, root)
    assert (tree(live), first.pages, first.written) == (site(0), 10, 10)
    assert (live / "build.json").read_bytes() == (built / "build.json").read_bytes()
    publish(built, site(1))
    second = publish_to_folder(read_finished(built), live, root)
    assert (tree(live), second.written, second.removed) == (site(1), 6, 1)
    assert not publish_to_folder(read_finished(built), live, root).changed
    assert sorted(file.name for file in tmp_path.iterdir()) == [".live.dossier", "dossier", "live"]


def test_a_site_whose_manifest_was_damaged_is_not_replaced(root: Path, tmp_path: Path) -> None:
    built, live = root / "build/site", tmp_path / "live"
    publish_to_folder(read_finished(built), live, root)
    (live / "build.json").write_text("{")
    with pytest.raises(UsageError, match="is not from dossier"):
        publish_to_folder(read_finished(built), live, root)
    assert (live / "build.json").read_bytes() == b"{"


def test_the_search_index_is_published_with_its_site(root: Path, tmp_path: Path) -> None:
    (root / "build/site/pagefind").mkdir()
    (root / "build/site/pagefind/index").write_bytes(b"x")
    publish_to_folder(read_finished(root / "build/site"), tmp_path / "live", root)
    assert (tmp_path / "live/pagefind/index").read_bytes() == b"x"


def test_a_site_may_go_to_another_disk(root: Path) -> None:
    shared = Path("/dev/shm")  # noqa: S108 - a folder of its own is made in it
    if not shared.is_dir() or shared.stat().st_dev == root.stat().st_dev:
        pytest.skip("there is no second file system here")
    folder = shared / f"dossier-{root.parent.name}"
    try:
        for version in (0, 1):
            publish(root / "build/site", site(version))
            publish_to_folder(read_finished(root / "build/site"), folder / "live", root)
            assert tree(folder / "live") == site(version)
    finally:
        shutil.rmtree(folder)


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        ("foreign", "did not write"),
        ("other", "did not write"),
        ("link", "is a link"),
        ("dossier", "not for a site only"),
        ("dossier/build", "holds"),
        ("dossier/build/site", "not for a site only"),
        ("dossier/build/site/below", "lies in"),
        ("dossier/content", "not for a site only"),
        ("dossier/.git/live", "lies where git keeps a repository"),
        ("dossier/.git/modules/more/live", "lies where git keeps a repository"),
        ("new/.GIT/live", "lies where git keeps a repository"),
        ("bare/refs/live", "lies where git keeps a repository"),
    ],
)
def test_a_folder_that_is_not_for_it_is_left_alone(
    place: str, reason: str, root: Path, tmp_path: Path
) -> None:
    (tmp_path / "foreign").mkdir()
    (tmp_path / "foreign/precious.txt").write_text("mine")
    (tmp_path / "other").mkdir()
    (tmp_path / "other/build.json").write_text('{"scripts": {}}')
    (tmp_path / "link").symlink_to("foreign")
    (root / "content").mkdir()
    (root / ".git").mkdir()
    for name in ("objects", "refs"):
        (tmp_path / "bare" / name).mkdir(parents=True)
    (tmp_path / "bare/HEAD").write_text("ref: refs/heads/main\n")
    before = {path: path.lstat().st_mtime_ns for path in tmp_path.rglob("*")}
    with pytest.raises(UsageError, match=reason):
        publish_to_folder(
            read_finished(root / "build/site"), tmp_path / place, root, [root / "content"]
        )
    assert {path: path.lstat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_a_site_that_was_changed_by_hand_is_not_published(root: Path, tmp_path: Path) -> None:
    built, live = root / "build/site", tmp_path / "live"
    publish_to_folder(read_finished(built), live, root)
    (built / "index.html").unlink()
    (built / "index.html").write_bytes(page("changed"))
    with pytest.raises(UsageError, match="not those"):
        publish_to_folder(read_finished(built), live, root)
    assert tree(live) == site(0)


def test_pages_are_lost_and_older_sites_published_only_when_told(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "dossier")
    old = repository.commit("2021-01-01", {"a": "1"})
    new = repository.commit("2021-01-02", {"a": "2"})
    root = tmp_path / "dossier"
    built, live = root / "build/site", tmp_path / "live"
    publish(built, site(1), commit=new)
    publish_to_folder(read_finished(built), live, root)
    publish(built, site(0), commit=old)
    with pytest.raises(UsageError, match="which is newer"):
        publish_to_folder(read_finished(built), live, root)
    assert tree(live) == site(1)
    publish_to_folder(read_finished(built), live, root, allow_older=True)
    assert tree(live) == site(0)
    publish(built, site(0, size=2), commit=new, allow_loss=True)
    with pytest.raises(UsageError, match="--allow-loss"):
        publish_to_folder(read_finished(built), live, root)
    assert tree(live) == site(0)
    publish_to_folder(read_finished(built), live, root, allow_loss=True)
    assert tree(live) == site(0, size=2)

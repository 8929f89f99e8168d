"""Publishing prepared sites into real folders."""

import ctypes
import errno
import fcntl
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from dossier.errors import DossierError, MachineError, UsageError
from dossier.publish import exchange, state
from dossier.publish.publication import publishing
from dossier.publish.target import work_folder
from dossier.publish.tree import digest_of, listed, tree_digest
from tests.conftest import REPOSITORY
from tests.publish.publisher import manifest, page, publish, site


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "build" / "site"


def tree(folder: Path) -> dict[str, bytes]:
    """The files of a site but for its manifest, once that is found to be right."""
    assert json.loads((folder / "build.json").read_bytes())["tree"] == tree_digest(folder)
    paths = (path for path in folder.rglob("*") if path.is_file() and path.name != "build.json")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def inodes(folder: Path) -> dict[str, str]:
    return {path: stamp.rpartition(".")[2] for path, stamp in listed(folder).files.items() if stamp}


def test_a_site_holds_what_was_published_and_nothing_else(target: Path) -> None:
    for version in range(4):
        written = publish(target, site(version))
        assert tree(target) == site(version)
        assert (written.pages, written.written) == (10, 10 if version == 0 else 6)
        assert written.removed == (version > 0)
    assert not (target / "events/only-2").exists(), "a page that is gone leaves no folder"
    assert sorted(file.name for file in target.parent.iterdir()) == [".site.dossier", "site"]


def test_what_does_not_differ_is_shared_and_never_written(target: Path) -> None:
    publish(target, site(0))
    before = inodes(target)
    for version in (1, 2, 3):
        publish(target, site(version))
        now = inodes(target)
        assert now["style.css"] == before["style.css"]
        assert now["entities/e1/index.html"] == before["entities/e1/index.html"]
        assert now["articles/a1/index.html"] != before["articles/a1/index.html"]
        before = now


def test_publishing_the_same_again_touches_nothing(target: Path) -> None:
    publish(target, site(0))
    before = {path: path.lstat() for path in (target, *target.rglob("*"))}
    assert not publish(target, site(0)).changed
    assert {path: path.lstat() for path in (target, *target.rglob("*"))} == before


def test_going_back_to_the_site_before_writes_nothing_new(target: Path) -> None:
    publish(target, site(0))
    before = inodes(target)
    publish(target, site(1))
    publish(target, site(0))
    assert {path: inode for path, inode in inodes(target).items() if path in site(0)} == {
        path: inode for path, inode in before.items() if path in site(0)
    }


@pytest.mark.parametrize(
    "damage",
    ["", "{}", '{"version": 99}', "0" * 64 + "\nnonsense", "\0" * 4096, None],
)
def test_a_damaged_state_is_not_believed(damage: str | None, target: Path) -> None:
    publish(target, site(0))
    publish(target, site(1))
    state = work_folder(target) / "state.json"
    if damage is None:
        state.write_bytes(state.read_bytes().replace(b'"style.css"', b'"stile.css"'))
    else:
        state.write_text(damage)
    publish(target, site(2))
    assert tree(target) == site(2)


def test_a_state_cut_at_any_length_is_not_believed(target: Path) -> None:
    publish(target, site(0))
    state = work_folder(target) / "state.json"
    for version, length in enumerate(range(0, state.stat().st_size, 500), 1):
        state.write_bytes(state.read_bytes()[:length])
        publish(target, site(version))
        assert tree(target) == site(version)


def test_a_spare_that_somebody_has_changed_is_brought_in_order(target: Path) -> None:
    publish(target, site(0))
    publish(target, site(1))
    spare = work_folder(target) / "spare"
    (spare / "articles/a1/index.html").write_bytes(page("article 1, version 9"))
    (spare / "style.css").unlink()
    (spare / "style.css").mkdir()
    (spare / "style.css/stray.txt").write_text("x")
    (spare / "stray").symlink_to("/etc")
    (spare / "entities/e0/index.html").unlink()
    (spare / "entities/e0").rmdir()
    (spare / "entities/e0").write_text("a file where a folder should be")
    publish(target, site(2))
    assert tree(target) == site(2)
    assert not (target / "stray").is_symlink()


def test_a_spare_that_is_no_folder_is_replaced(target: Path, tmp_path: Path) -> None:
    publish(target, site(0))
    spare = work_folder(target) / "spare"
    (tmp_path / "elsewhere").mkdir()
    spare.symlink_to(tmp_path / "elsewhere")
    publish(target, site(1))
    assert tree(target) == site(1)
    assert not list((tmp_path / "elsewhere").iterdir())


@pytest.mark.parametrize("in_place", [True, False])
def test_a_published_file_that_somebody_has_changed_is_mended(in_place: bool, target: Path) -> None:
    publish(target, site(0))
    publish(target, site(1))
    file = target / "entities/e1/index.html"
    if not in_place:
        file.unlink()
    file.write_bytes(page("entity X"))
    (target / "stray.txt").write_text("x")
    (target / "style.css").unlink()
    (target / "style.css").symlink_to("index.html")
    assert publish(target, site(1)).changed
    assert tree(target) == site(1)
    assert not (target / "style.css").is_symlink()


def test_a_file_may_become_a_folder_and_a_folder_a_file(target: Path) -> None:
    publish(target, {"a": b"1", "b/c": b"2", "index.html": page("x")})
    for files in ({"a/d": b"3", "b": b"4"}, {"a": b"1", "b/c": b"2"}, {"a/d": b"3", "b": b"5"}):
        publish(target, files | {"index.html": page("x")})
        assert tree(target) == files | {"index.html": page("x")}


def test_two_files_cannot_have_one_address(target: Path) -> None:
    publish(target, site(0))
    for files in ({"x": b"1", "x/y": b"2"}, {"x/y": b"2", "x": b"1"}):
        with pytest.raises(UsageError, match="both as a file and as a folder"):
            publish(target, site(0) | files)
    with publishing(target, target.parent / "sources") as one:
        one.write("x", b"1")
        with pytest.raises(UsageError, match="two pages want the address x"):
            one.write("x", b"1")
        for path in ("build.json", "pagefind/pagefind.js"):
            with pytest.raises(UsageError, match="every site has"):
                one.write(path, b"1")
    assert tree(target) == site(0)


def test_a_clean_publication_takes_nothing_over(target: Path) -> None:
    publish(target, site(0))
    publish(target, site(1))
    before = inodes(target)
    assert publish(target, site(1), clean=True).written == 10
    assert tree(target) == site(1)
    assert not set(before.values()) & set(inodes(target).values())


@pytest.mark.parametrize("data", [b"", b"\n", page("x")[:-9]])
def test_a_page_that_is_cut_short_is_not_published(data: bytes, target: Path) -> None:
    publish(target, site(0))
    with pytest.raises(DossierError, match="empty or cut short"):
        publish(target, site(1) | {"x/index.html": data})
    assert tree(target) == site(0)


def test_more_than_a_fifth_of_the_pages_go_only_when_allowed(target: Path) -> None:
    publish(target, site(0))
    fewer = {path: data for path, data in site(0).items() if "entities" not in path}
    with pytest.raises(UsageError, match=r"of the 10 pages published, 4 would .*--allow-loss"):
        publish(target, fewer)
    assert tree(target) == site(0)
    publish(target, fewer, allow_loss=True)
    assert tree(target) == fewer


def test_a_manifest_that_does_not_agree_is_not_published(target: Path) -> None:
    with publishing(target, target.parent / "sources") as one:
        one.write("index.html", page("x"), "page")
        wrong = manifest(one)
        one.write("other.html", page("x"), "page")
        with pytest.raises(DossierError, match="not that of the site"):
            one.publish(wrong)
        other = replace(manifest(one), tree="0" * 64)
        with pytest.raises(DossierError, match="not that of the site"):
            one.publish(other)
    assert not target.exists()


def test_a_target_that_is_something_else_is_left_alone(tmp_path: Path) -> None:
    root = tmp_path / "dossier"
    (root / "content").mkdir(parents=True)
    (root / "foreign").mkdir()
    (root / "foreign/precious.txt").write_text("mine")
    (root / "other").mkdir()
    (root / "other/build.json").write_text('{"name": "another"}')
    (root / "other/precious.txt").write_text("mine")
    (root / "repository/.git").mkdir(parents=True)
    (root / "repository/build.json").write_text("{}")
    (root / "real").mkdir()
    (root / "link").symlink_to("real")
    (root / "file").write_text("x")
    (root / ".worked.dossier").write_text("x")
    (root / "build.json").write_text("{}")
    before = sorted(tmp_path.rglob("*"))
    refused = {
        "foreign": "did not write",
        "other": "did not write",
        "repository": "git repository",
        "link": "link is a link",
        "file": "not a folder",
        "file/site": "not a folder",
        "worked": r"\.worked\.dossier is not a folder",
        "": "not for a site only",
        "..": "has no name",
        "content": "not for a site only",
        "content/site": "lies in",
        "/": "has no name",
        "/dev": "is a mount point",
        str(Path.home()): "not for a site only",
    }
    for place, reason in refused.items():
        with (
            pytest.raises(UsageError, match=reason),
            publishing(root / place, root, [root / "content"]),
        ):
            pytest.fail(place)
    assert sorted(tmp_path.rglob("*")) == before


def test_pages_that_only_moved_are_gone_from_their_addresses_too(target: Path) -> None:
    publish(target, site(0))
    moved = {path.replace("entities/", "parties/"): data for path, data in site(0).items()}
    with pytest.raises(UsageError, match=r"of the 10 pages published, 4 would be gone"):
        publish(target, moved)
    assert tree(target) == site(0)


def test_without_hard_links_files_are_copied(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))

    publish(target, site(0))
    monkeypatch.setattr(os, "link", refuse)
    for version in (1, 2, 3):
        publish(target, site(version))
        assert tree(target) == site(version)


def test_a_link_that_cannot_be_made_for_another_reason_is_an_error(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    publish(target, site(0))
    with monkeypatch.context() as full:
        full.setattr(os, "link", refuse)
        with pytest.raises(MachineError, match="No space left"):
            publish(target, site(1))
    assert tree(target) == site(0)
    publish(target, site(1))
    assert tree(target) == site(1)


def test_a_file_that_somebody_changes_while_it_is_copied_is_not_published(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))

    publish(target, site(0))
    monkeypatch.setattr(os, "link", refuse)
    with publishing(target, target.parent / "sources") as one:
        for path, data in site(1).items():
            one.write(path, data, "page" if path.endswith(".html") else "")
        (target / "style.css").write_bytes(b"q {}\n")
        with pytest.raises(
            MachineError, match=r"style\.css changed while the site was being built"
        ):
            one.publish(manifest(one))
    publish(target, site(1))
    assert tree(target) == site(1)


def test_a_file_that_lies_ready_is_moved_unless_it_is_there_already(target: Path) -> None:
    for version in (0, 1):
        publish(target, site(version))
    published, of_the_spare = "articles/a1/index.html", "index.html"
    files = {published: site(1)[published], of_the_spare: site(0)[of_the_spare], "new": b"x"}
    with publishing(target, target.parent / "sources") as one:
        ready = one.drop()
        for number, (path, data) in enumerate(files.items()):
            (ready / str(number)).write_bytes(data)
            one.take(path, ready / str(number), digest_of(data), "page" if "." in path else "")
        assert [file.name for file in ready.iterdir()] == ["0"], "nobody needs it"
        one.publish(manifest(one), allow_loss=True)
    assert tree(target) == files


def test_published_files_are_kept_if_they_are_what_they_are_taken_for(target: Path) -> None:
    publish(target, site(0))
    kept = {path: digest_of(data) for path, data in site(0).items()}
    kinds = {path: "page" for path in kept if path.endswith(".html")}
    with publishing(target, target.parent / "sources") as one:
        with pytest.raises(DossierError, match=r"style\.css is not what it was taken for"):
            one.keep({"style.css": "0" * 64}, {})
        one.keep(kept, kinds)
        with pytest.raises(UsageError, match=r"two pages want the address style\.css"):
            one.keep({"style.css": kept["style.css"]}, {})
        before = one.before
        assert not one.publish(manifest(one)).changed
        assert one.after == before != ""
    assert tree(target) == site(0)
    with publishing(target, target.parent / "sources", clean=True) as one:
        assert one.before == ""


def test_where_nothing_new_is_known_nothing_is_noted(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(state, "_SETTLED", 10**18)
    for _ in range(2):
        publish(target, site(0))
    note = work_folder(target) / "state.json"
    before = note.stat()
    publish(target, site(0))
    assert note.stat() == before


@pytest.mark.parametrize("versions", [(0,), (0, 1), (0, 1, 0)])
def test_nor_where_folders_are_known(versions: tuple[int, ...], target: Path) -> None:
    for version in (*versions, versions[-1]):
        publish(target, site(version))
        time.sleep(0.15)  # for the folders to count as settled
    notes = [work_folder(target) / name for name in ("state.json", "folders.json")]
    assert json.loads(notes[1].read_bytes().partition(b"\n")[2])["names"]
    before = [note.stat() for note in notes]
    for _ in range(2):
        publish(target, site(versions[-1]))
        assert [note.stat() for note in notes] == before


@pytest.mark.parametrize("note", ["state.json", "folders.json"])
def test_a_note_on_what_is_known_is_not_believed_beside_an_older_one(
    note: str, target: Path
) -> None:
    publish(target, site(0))
    publish(target, site(1))
    older = (work_folder(target) / note).read_bytes()
    publish(target, site(2))
    publish(target, site(1))
    (work_folder(target) / note).write_bytes(older)
    (work_folder(target) / "spare/entities/e0/index.html").unlink()
    (work_folder(target) / "spare/entities/e0/index.html").write_bytes(page("of another"))
    for version in (3, 1, 2):
        publish(target, site(version))
        assert tree(target) == site(version)


def test_a_file_of_the_spare_that_is_put_there_anew_is_not_taken_for_the_shared_one(
    target: Path,
) -> None:
    for version in (0, 1, 2, 1):
        publish(target, site(version))
        time.sleep(0.15)  # for the folders to count as settled
    file = work_folder(target) / "spare/entities/e0/index.html"
    assert file.samefile(target / "entities/e0/index.html")
    data = file.read_bytes()
    file.unlink()
    file.write_bytes(data[::-1])
    for version in (2, 1):
        publish(target, site(version))
        assert tree(target) == site(version)


def refused(one: bytes, other: bytes) -> int:
    """What the kernel says of an exchange on a file system that cannot do it."""
    ctypes.set_errno(errno.EINVAL)
    return -1


@pytest.mark.parametrize("call", [None, refused])
def test_without_an_exchange_folders_are_renamed(
    call: Callable[[bytes, bytes], int] | None, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange, "_system_call", lambda: call)
    for version in range(4):
        publish(target, site(version))
        assert tree(target) == site(version)
    assert sorted(file.name for file in work_folder(target).iterdir()) == [
        "folders.json",
        "lock",
        "spare",
        "state.json",
    ]


def test_a_renaming_that_fails_half_way_is_taken_back(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(target, site(0))
    rename = os.rename

    def fail(old: Path, new: Path) -> None:
        if (old.name, new) == ("spare", target):
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(new))
        rename(old, new)

    with monkeypatch.context() as broken:
        broken.setattr(exchange, "_system_call", lambda: None)
        broken.setattr(os, "rename", fail)
        with pytest.raises(MachineError, match="Input/output error"):
            publish(target, site(1))
    assert tree(target) == site(0)
    publish(target, site(1))
    assert tree(target) == site(1)


def test_an_exchange_that_fails_names_the_target(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    with pytest.raises(FileNotFoundError, match="other"):
        exchange.swapped(tmp_path / "one", tmp_path / "other")


def test_what_a_cut_exchange_left_aside_is_brought_back(target: Path) -> None:
    publish(target, site(0))
    target.rename(work_folder(target) / "aside")
    with publishing(target, target.parent / "sources"):
        assert tree(target) == site(0)
    publish(target, site(1))
    os.rename(work_folder(target) / "spare", work_folder(target) / "aside")
    publish(target, site(2))
    assert tree(target) == site(2)
    assert not (work_folder(target) / "aside").exists()


@pytest.mark.parametrize("atomic", [True, False])
@pytest.mark.parametrize("version", [0, 1])
def test_a_site_that_cannot_be_made_durable_is_taken_back(
    version: int, atomic: bool, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(path: Path) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO), str(path))

    for number in range(version):
        publish(target, site(number))
    if not atomic:
        monkeypatch.setattr(exchange, "swapped", lambda one, other: False)
    with monkeypatch.context() as broken:
        broken.setattr(exchange, "flush_one", fail)
        with pytest.raises(MachineError, match=r"build: Input/output error"):
            publish(target, site(version))
    assert tree(target) == site(0) if version else not target.exists()
    publish(target, site(version))
    assert tree(target) == site(version)


def test_an_error_names_the_path(target: Path) -> None:
    publish(target, site(0))
    with pytest.raises(MachineError, match=r"spare/entities/x+: File name too long"):
        publish(target, site(0) | {f"entities/{'x' * 300}/index.html": page("x")})
    with pytest.raises(MachineError, match=r"spare/x+\.css: File name too long"):
        publish(target, site(0) | {f"{'x' * 300}.css": b""})
    assert tree(target) == site(0)


def test_an_error_without_a_path_is_one_of_the_machine_all_the_same(target: Path) -> None:
    with (
        pytest.raises(MachineError, match="No space left"),
        publishing(target, target.parent / "sources"),
    ):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_the_work_folder_may_be_deleted_at_any_time(target: Path) -> None:
    publish(target, site(0))
    for file in work_folder(target).iterdir():
        file.unlink()
    work_folder(target).rmdir()
    publish(target, site(1))
    assert tree(target) == site(1)


def test_a_second_build_waits_for_the_first(target: Path) -> None:
    publish(target, site(0))
    with (work_folder(target) / "lock").open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        second = subprocess.Popen(
            [sys.executable, "-m", "tests.publish.publisher", str(target), "1", "4"],
            cwd=REPOSITORY,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert second.stderr
        assert second.stderr.readline() == "waiting\n"
        time.sleep(0.2)
        assert second.poll() is None
        assert tree(target) == site(0)
    assert second.wait(timeout=20) == 0
    second.stderr.close()
    assert tree(target) == site(1)


def test_a_publication_in_which_nothing_is_done_leaves_nothing(target: Path) -> None:
    with publishing(target, target.parent / "sources"):
        pass
    assert not list(target.parent.iterdir())


def test_the_folder_keeps_its_mode(target: Path) -> None:
    publish(target, site(0))
    target.chmod(0o711)
    publish(target, site(1))
    assert target.stat().st_mode & 0o777 == 0o711

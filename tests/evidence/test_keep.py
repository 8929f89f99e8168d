"""The store: where it may be, and that nothing in it changes."""

import os
import subprocess
from pathlib import Path

import pytest

from dossier.errors import MachineError, UsageError
from dossier.evidence.document import Document, Kind
from dossier.evidence.keep import Store, check_place, digest_of

PAGE = Document(b"<p>Hello</p>", Kind.HTML)
DIGEST = digest_of(PAGE.data)


def names(folder: Path) -> list[str]:
    return sorted(name.replace(DIGEST, "D") for name in os.listdir(folder))


def test_a_document_is_kept_with_its_text_and_archive_under_its_digest(tmp_path: Path) -> None:
    store = Store(tmp_path / "new/store")
    assert store.keep(PAGE, "Hello\n", b"warc") == DIGEST
    assert names(store.folder) == ["D.html", "D.txt", "D.warc.gz"]
    assert store.data(DIGEST) == PAGE.data
    assert (store.folder / f"{DIGEST}.txt").read_text("utf-8") == "Hello\n"


def test_what_is_kept_is_never_written_again(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.keep(PAGE, "Hello\n", b"first")
    store.keep(PAGE, "Other\n", b"second")
    assert (tmp_path / f"{DIGEST}.warc.gz").read_bytes() == b"first"
    assert (tmp_path / f"{DIGEST}.txt").read_bytes() == b"Hello\n"


def test_a_plain_text_is_its_own_text(tmp_path: Path) -> None:
    data = "Ça\r\n".encode()
    Store(tmp_path).keep(Document(data, Kind.TEXT), "Ça\n")
    assert [path.name for path in tmp_path.iterdir()] == [f"{digest_of(data)}.txt"]
    assert Store(tmp_path).data(digest_of(data)) == data


def test_a_plain_text_in_another_charset_has_its_text_beside_it(tmp_path: Path) -> None:
    data = "Ça\n".encode("cp1252")
    Store(tmp_path).keep(Document(data, Kind.TEXT), "Ça\n")
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".text", ".txt"]
    assert Store(tmp_path).data(digest_of(data)) == data


def test_bytes_that_changed_are_not_given_out(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.keep(PAGE, "Hello\n")
    (tmp_path / f"{DIGEST}.html").write_bytes(b"<p>Hullo</p>")
    assert store.data(DIGEST) is None
    with pytest.raises(MachineError, match="damaged"):
        store.keep(PAGE, "Hello\n")
    assert (tmp_path / f"{DIGEST}.html").read_bytes() == b"<p>Hullo</p>"


def test_a_full_disk_leaves_no_document_without_what_belongs_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The document itself comes last, so where it is, its text and archive are."""
    written = 0
    replace = os.replace

    def full(source: str, target: Path) -> None:
        nonlocal written
        written += 1
        if written == 3:
            raise OSError(28, "No space left on device")
        replace(source, target)

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="No space"):
        Store(tmp_path).keep(PAGE, "Hello\n", b"warc")
    assert names(tmp_path) == ["D.txt", "D.warc.gz"]
    monkeypatch.undo()
    Store(tmp_path).keep(PAGE, "Hello\n", b"warc")
    assert names(tmp_path) == ["D.html", "D.txt", "D.warc.gz"]


@pytest.mark.parametrize("place", ["content", "content/private", "build/site/x", ".", "linked"])
def test_the_store_is_never_published(tmp_path: Path, place: str) -> None:
    published = (tmp_path / "content", tmp_path / "build/site")
    (tmp_path / "content/in").mkdir(parents=True)
    (tmp_path / "linked").symlink_to(tmp_path / "content/in")
    with pytest.raises(UsageError, match="apart from"):
        check_place(tmp_path / place, published)
    check_place(tmp_path / "snapshots", published)


def test_the_store_is_not_committed_unless_somebody_says_so(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    store = tmp_path / "private/snapshots"
    with pytest.raises(UsageError, match="does not ignore it"):
        check_place(store, ())
    check_place(store, (), allow_tracked=True)
    (tmp_path / ".gitignore").write_text("/private/\n", "utf-8")
    check_place(store, ())

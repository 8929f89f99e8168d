"""The private store: which file has the text of a snapshot."""

import hashlib
from pathlib import Path

from dossier.evidence.snapshot import Store, store_of
from dossier.model.options import Options


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_the_text_of_a_snapshot_is_called_by_its_digest(tmp_path: Path) -> None:
    (tmp_path / f"{'a' * 64}.html").write_bytes(b"<p>Words</p>")
    (tmp_path / f"{'a' * 64}.txt").write_bytes(b"Words")
    found = Store(tmp_path).text("a" * 64)
    assert found is not None
    assert (found.text, found.digest) == ("Words", sha256(b"Words"))


def test_a_text_of_any_name_is_found_by_its_digest(tmp_path: Path) -> None:
    (tmp_path / "s-gazette.txt").write_bytes("Déjà".encode())
    found = Store(tmp_path).text(sha256("Déjà".encode()))
    assert found is not None
    assert found.text == "Déjà"
    assert Store(tmp_path).text(sha256(b"other")) is None


def test_what_only_bears_a_digest_is_no_snapshot_with_that_of_its_bytes(tmp_path: Path) -> None:
    (tmp_path / f"{'b' * 64}.txt").write_bytes(b"Extracted")
    assert Store(tmp_path).text(sha256(b"Extracted")) is None


def test_a_text_that_is_not_utf8_can_still_be_searched(tmp_path: Path) -> None:
    (tmp_path / f"{'a' * 64}.txt").write_bytes(b"caf\xe9 noir")
    found = Store(tmp_path).text("a" * 64)
    assert found is not None
    assert found.text == "caf\ufffd noir"


def test_the_state_of_the_store_tells_whether_a_text_changed(tmp_path: Path) -> None:
    empty = Store(tmp_path).state
    (tmp_path / "one.txt").write_bytes(b"One")
    one = Store(tmp_path).state
    (tmp_path / "one.txt").write_bytes(b"Other")
    assert len({empty, one, Store(tmp_path).state}) == 3
    (tmp_path / "one.txt").write_bytes(b"One")
    (tmp_path / "raw.pdf").write_bytes(b"%PDF")
    assert Store(tmp_path).state == one


def test_without_a_folder_there_is_no_store(tmp_path: Path) -> None:
    assert store_of(Options(root=tmp_path)) is None

"""Notes from build to build: read back as written, or not at all."""

from dataclasses import replace
from pathlib import Path

import pytest

from dossier.publish.last import Last, read_last, write_last
from dossier.publish.note import read_note, write_note
from dossier.publish.tree import digest_of

LAST = Last(inputs="a" * 64, site="b" * 64, records=18, pages=59, warnings=1, day="2026-11-22")


def test_a_note_is_read_back_as_written(tmp_path: Path) -> None:
    content = {"name": "é", "numbers": [1, 2], "nothing": None}
    write_note(tmp_path / "note", 1, content)
    assert read_note(tmp_path / "note", 1) == {"version": 1} | content
    assert [file.name for file in tmp_path.iterdir()] == ["note"]


def test_a_note_that_is_cut_short_anywhere_counts_as_missing(tmp_path: Path) -> None:
    note = tmp_path / "note"
    write_note(note, 1, {"name": "value"})
    whole = note.read_bytes()
    for length in range(len(whole)):
        note.write_bytes(whole[:length])
        assert read_note(note, 1) == {}


def test_a_note_with_any_byte_changed_counts_as_missing(tmp_path: Path) -> None:
    note = tmp_path / "note"
    write_note(note, 1, {"name": "value"})
    whole = note.read_bytes()
    for place in range(len(whole)):
        note.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert read_note(note, 1) == {}


@pytest.mark.parametrize("text", [b"[]", b"{}", b'"version"', b"7", b"null", b"", b"\xff"])
def test_a_whole_note_of_another_shape_counts_as_missing(text: bytes, tmp_path: Path) -> None:
    (tmp_path / "note").write_bytes(digest_of(text).encode() + b"\n" + text)
    assert read_note(tmp_path / "note", 1) == {}


def test_a_note_of_another_version_counts_as_missing(tmp_path: Path) -> None:
    write_note(tmp_path / "note", 2, {"name": "value"})
    assert read_note(tmp_path / "note", 1) == {}
    assert read_note(tmp_path / "other", 1) == {}
    assert read_note(tmp_path, 1) == {}


def test_a_note_that_cannot_be_written_leaves_the_former_one(tmp_path: Path) -> None:
    note = tmp_path / "note"
    write_note(note, 1, {"name": "old"})
    (tmp_path / "note.tmp").mkdir()
    with pytest.raises(OSError, match=r"note\.tmp"):
        write_note(note, 1, {"name": "new"})
    assert read_note(note, 1)["name"] == "old"


def test_the_last_publication_is_read_back_as_noted(tmp_path: Path) -> None:
    for last in (LAST, replace(LAST, day="", warnings=0)):
        write_last(tmp_path / "last.json", last)
        assert read_last(tmp_path / "last.json") == last


def test_a_note_on_a_publication_with_other_fields_is_not_believed(tmp_path: Path) -> None:
    note = tmp_path / "last.json"
    assert read_last(note) is None
    write_note(note, 1, {"inputs": "a"})
    assert read_last(note) is None
    write_note(note, 1, {"inputs": "a", "another": 1})
    assert read_last(note) is None


def test_a_publication_that_cannot_be_noted_is_published_all_the_same(tmp_path: Path) -> None:
    write_last(tmp_path / "missing" / "last.json", LAST)
    assert not (tmp_path / "missing").exists()

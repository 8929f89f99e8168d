"""What was written is on the disk, or it is said which path is not."""

import ctypes
import errno
import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from dossier.publish.durable import FEW, flush, flush_one


@pytest.fixture
def many(tmp_path: Path) -> list[Path]:
    """So many files that the file system is flushed as a whole."""
    files = [tmp_path / str(number) for number in range(FEW + 1)]
    for file in files:
        file.write_bytes(b"x")
    return files


def test_what_cannot_be_flushed_is_named() -> None:
    with pytest.raises(OSError, match="/dev/null"):
        flush_one(Path(os.devnull))


def test_a_file_system_that_cannot_be_flushed_is_named_by_the_folder(
    many: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(descriptor: int) -> int:
        assert os.path.samestat(os.fstat(descriptor), tmp_path.stat())
        ctypes.set_errno(errno.EIO)
        return -1

    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: SimpleNamespace(syncfs=fail))
    with pytest.raises(OSError, match=f"Input/output error: '{tmp_path}'"):
        flush(many, tmp_path)


def test_without_a_call_for_one_file_system_all_are_flushed(
    many: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[str] = []
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: SimpleNamespace())
    monkeypatch.setattr(os, "sync", lambda: called.append("sync"))
    flush(many[:FEW], tmp_path)
    assert not called
    flush(many, tmp_path)
    assert called == ["sync"]

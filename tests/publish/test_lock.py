"""A lock is held by one at a time, whatever happens to its file."""

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path
from threading import Timer

import pytest

from dossier.publish import lock
from dossier.publish.lock import locked


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(lock, "PATIENCE", 0.05)
    return tmp_path / "work/lock"


@pytest.fixture(autouse=True)
def _nothing_stays_open() -> Iterator[None]:
    before = len(os.listdir("/dev/fd"))
    yield
    assert len(os.listdir("/dev/fd")) == before


def held(path: Path) -> int:
    """The descriptor of a file that somebody else holds."""
    path.parent.mkdir(exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    return descriptor


def is_held(path: Path) -> bool:
    with path.open("r+b") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def nobody() -> None:
    pytest.fail("nobody holds it")


def test_it_is_held_until_the_end(path: Path) -> None:
    with locked(path, nobody):
        assert is_held(path)
    assert not is_held(path)


def test_the_file_that_is_there_is_held_and_not_one_that_was_deleted(path: Path) -> None:
    other = held(path)

    def delete() -> None:
        path.unlink()
        os.close(other)

    with locked(path, delete):
        assert is_held(path)


def test_a_wait_is_told_once_even_if_the_file_is_made_anew_meanwhile(path: Path) -> None:
    first = held(path)
    told = []

    def make_anew() -> None:
        told.append(path)
        path.unlink()
        second = held(path)
        os.close(first)
        Timer(0.2, os.close, [second]).start()

    with locked(path, make_anew):
        assert is_held(path)
    assert told == [path]


def test_a_wait_that_is_broken_off_leaves_nothing_held(path: Path) -> None:
    other = held(path)

    def stop() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), locked(path, stop):
        pytest.fail("it is held by somebody else")
    os.close(other)
    assert not is_held(path)


def test_a_folder_that_is_removed_in_between_is_made_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def removing(file: Path, flags: int, mode: int) -> int:
        monkeypatch.setattr(os, "open", real)
        file.parent.rmdir()
        return real(file, flags, mode)

    monkeypatch.setattr(os, "open", removing)
    with locked(path, nobody):
        monkeypatch.undo()
        assert is_held(path)

"""One build of a site at a time."""

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

PATIENCE = 1.0
"""Seconds after which somebody is told that there is a wait."""


@contextlib.contextmanager
def locked(path: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the lock that is a file; `waiting` is called once if another process holds it for long.

    The kernel drops it with the process that holds it, so that it is never stale. Copies of the
    process hold it too, since they may go on to write: they have to end when it does.
    """
    descriptor = _acquired(path, waiting)
    try:
        yield
    finally:
        os.close(descriptor)


def _acquired(path: Path, waiting: Callable[[], None]) -> int:
    said = False
    while True:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        except FileNotFoundError:
            continue  # its folder was removed in between
        try:
            if not _tried(descriptor, until=time.monotonic() + (0 if said else PATIENCE)):
                if not said:
                    waiting()
                said = True
                _lock(descriptor, wait=True)
            if _is_still_at(path, descriptor):
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)


def _tried(descriptor: int, *, until: float) -> bool:
    while not _lock(descriptor, wait=False):
        if time.monotonic() >= until:
            return False
        time.sleep(0.02)
    return True


if sys.platform == "win32":  # pragma: no cover - on Windows only
    import msvcrt

    def _lock(descriptor: int, *, wait: bool) -> bool:
        while True:
            try:
                msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            except OSError:
                if not wait:
                    return False
                time.sleep(0.1)
            else:
                return True
else:
    import fcntl

    def _lock(descriptor: int, *, wait: bool) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        return True


def _is_still_at(path: Path, descriptor: int) -> bool:
    """Whether the file is the one that others would lock: it may have been deleted meanwhile."""
    try:
        return os.path.samestat(os.fstat(descriptor), os.lstat(path))
    except FileNotFoundError:
        return False

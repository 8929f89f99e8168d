"""Putting a folder in the place of another, in one step where the system can."""

import contextlib
import ctypes
import errno
import functools
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from dossier.publish.durable import flush_one

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2
_UNABLE = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP})


def exchange(new: Path, target: Path, aside: Path) -> None:
    """Put a folder at a target; what was there, if anything, then lies where the new one was.

    Where the kernel or the file system cannot exchange the two, there is nothing at the target for
    a moment, and what was there lies aside; `heal` puts that right if the moment is the last.

    Raises:
        OSError: it cannot be done, or not for good; all is as before.
    """
    if _is_vacant(target):
        os.rename(new, target)
    elif not swapped(new, target):
        _rename_both(new, target, aside)
    try:
        flush_one(target.parent)
        flush_one(new.parent)
    except BaseException:
        _undo(new, target, aside)
        raise


def heal(target: Path, aside: Path) -> None:
    """Bring back what an exchange that was cut short has left aside, if nothing is in its place."""
    if not aside.exists():
        return
    if _is_vacant(target):
        os.rename(aside, target)
    else:
        shutil.rmtree(aside)


def _is_vacant(folder: Path) -> bool:
    return not folder.exists() or not any(folder.iterdir())


def swapped(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; whether this system can do so."""
    function = _system_call()
    if function is None:
        return False
    if function(os.fsencode(one), os.fsencode(other)) == 0:
        return True
    number = ctypes.get_errno()
    if number in _UNABLE:
        return False
    raise OSError(number, os.strerror(number), str(other))


def _rename_both(new: Path, target: Path, aside: Path) -> None:
    os.rename(target, aside)
    try:
        os.rename(new, target)
    except BaseException:
        os.rename(aside, target)
        raise
    with contextlib.suppress(OSError):  # the target is whole already; `heal` will clear up
        os.rename(aside, new)


def _undo(new: Path, target: Path, aside: Path) -> None:
    old = new if new.exists() else aside
    if not old.exists():
        os.rename(target, new)
    elif not swapped(old, target):
        between = aside.with_name(f"{aside.name}.new")
        os.rename(target, between)
        os.rename(old, target)
        os.rename(between, new)


@functools.cache
def _system_call() -> Callable[[bytes, bytes], int] | None:
    if sys.platform == "win32":  # pragma: no cover - on Windows only
        return None
    library = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "linux" and hasattr(library, "renameat2"):
        return lambda one, other: int(
            library.renameat2(_AT_FDCWD, one, _AT_FDCWD, other, _RENAME_EXCHANGE)
        )
    if sys.platform == "darwin" and hasattr(library, "renamex_np"):  # pragma: no cover - macOS
        return lambda one, other: int(library.renamex_np(one, other, _RENAME_SWAP))
    return None  # pragma: no cover - on other systems, and where the library is old

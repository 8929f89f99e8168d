"""Making sure that what was written is on the disk."""

import ctypes
import os
import sys
from collections.abc import Collection
from pathlib import Path

FEW = 32
"""Up to so many paths, each is flushed by itself; beyond, the file system as a whole."""


def flush(paths: Collection[Path], folder: Path) -> None:
    """Write files and folders, all below one folder, through to the disk.

    Raises:
        OSError: one of them could not be written.
    """
    if len(paths) <= FEW or sys.platform == "win32":
        for path in paths:
            flush_one(path)
    else:
        _flush_all(folder)


def flush_one(path: Path) -> None:
    """Write one file, or the names in one folder, through to the disk."""
    if sys.platform == "win32" and path.is_dir():  # pragma: no cover - on Windows only
        return  # its folders cannot be opened, and need not be
    descriptor = os.open(path, os.O_RDWR if sys.platform == "win32" else os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error
    finally:
        os.close(descriptor)


def _flush_all(folder: Path) -> None:
    library = ctypes.CDLL(None, use_errno=True)
    if not hasattr(library, "syncfs"):
        os.sync()
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        if library.syncfs(descriptor) != 0:
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), str(folder))
    finally:
        os.close(descriptor)

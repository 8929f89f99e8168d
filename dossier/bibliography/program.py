"""Where pandoc is, if it is there at all."""

import importlib.util
from importlib import metadata
from pathlib import Path
from typing import Final

PACKAGE: Final = "pypandoc_binary"
"""The package that brings pandoc along; one that is installed otherwise may be any version."""


def pandoc_program() -> tuple[Path, str] | None:
    """The program of the extra `cite` and its version; None where that is not installed."""
    try:
        version = metadata.version(PACKAGE)
    except metadata.PackageNotFoundError:
        return None
    found = importlib.util.find_spec("pypandoc")
    if found is None or found.origin is None:
        return None
    folder = Path(found.origin).parent / "files"
    files = (folder / "pandoc", folder / "pandoc.exe")
    program = next((file for file in files if file.is_file()), None)
    return (program, version) if program else None

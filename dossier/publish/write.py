"""Writing a site: only what changed, and nothing left over."""

import os
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from dossier.errors import UsageError
from dossier.publish.search import FOLDER as SEARCH_FOLDER
from dossier.publish.stamp import Output

MARKER = "build.json"
"""The file that says a folder is a site of ours, and may be changed."""


@dataclass(slots=True)
class Written:
    """What writing a site came to: numbers of pages, and whether any file changed at all."""

    pages: int = 0
    written: int = 0
    removed: int = 0
    changed: bool = False


def check_target(target: Path) -> None:
    """Refuse a folder that is not a site of ours.

    Raises:
        UsageError: it holds something else.
    """
    nearest = next(path for path in (target, *target.parents) if path.is_symlink() or path.exists())
    if target.is_symlink() or not nearest.is_dir():
        raise UsageError(f"{nearest} is not a folder")
    if target.exists() and any(target.iterdir()) and not (target / MARKER).exists():
        raise UsageError(
            f"{target} holds files that dossier did not write; "
            f"choose another site_dir, or delete them"
        )


def write_site(outputs: Iterable[Output], host: Path, target: Path) -> Written:
    """Bring a folder to hold exactly the pages and the host's other files.

    What is there already with the same bytes is not touched. The marker comes first and the search
    index goes before anything changes, so that a build that is cut short neither locks the folder
    nor leaves an index of other pages behind.
    """
    target.mkdir(parents=True, exist_ok=True)
    if not (target / MARKER).exists():
        write_marker(target, "{}\n")
    result = Written()

    def changing() -> None:
        if not result.changed:
            shutil.rmtree(target / SEARCH_FOLDER, ignore_errors=True)
        result.changed = True

    wanted: set[str] = set()
    for output in outputs:
        if output.path in wanted:
            raise UsageError(f"two pages want the address {output.path}; rename one of them")
        wanted.add(output.path)
        result.pages += bool(output.kind)
        result.written += _write(target / output.path, output.data, changing) and bool(output.kind)
    for file in sorted(host.rglob("*")):
        path = file.relative_to(host).as_posix()
        if file.is_file() and path not in wanted and not path.endswith((".html", ".xml.gz")):
            wanted.add(path)
            _write(target / path, file.read_bytes(), changing)
    for path in _files(target):
        if path not in wanted and path != MARKER and not path.startswith(f"{SEARCH_FOLDER}/"):
            changing()
            (target / path).unlink()
            result.removed += path.endswith(".html")
    _remove_empty_folders(target)
    return result


def write_pages(outputs: Iterable[Output], frames: Iterable[str], target: Path) -> Written:
    """Write the pages into the folder in which the host built, and take the frames out of it."""
    result = Written()
    for output in outputs:
        result.pages += bool(output.kind)
        if _write(target / output.path, output.data):
            result.written += bool(output.kind)
    for folder in frames:
        shutil.rmtree(target / folder)
    (target / "sitemap.xml.gz").unlink(missing_ok=True)
    result.changed = True
    return result


def _write(path: Path, data: bytes, changing: Callable[[], None] = lambda: None) -> bool:
    """Write a file as a whole, unless it has these bytes; whether it was written.

    `changing` is called before.
    """
    try:
        if path.read_bytes() == data:
            return False
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    changing()
    temporary = path.with_name(f".{path.name}.tmp")
    temporary.write_bytes(data)
    os.replace(temporary, path)
    return True


def write_marker(target: Path, text: str) -> None:
    """Write the file that marks a folder as a site of ours."""
    _write(target / MARKER, text.encode("utf-8"))


def _files(folder: Path) -> list[str]:
    return [
        path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")) if path.is_file()
    ]


def _remove_empty_folders(folder: Path) -> None:
    for path, _, _ in os.walk(folder, topdown=False):
        if path != str(folder) and not os.listdir(path):
            os.rmdir(path)

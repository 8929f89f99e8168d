"""The folder that a site is published to: which are refused, and where the work is done."""

import os
from collections.abc import Iterable
from pathlib import Path

from dossier.errors import UsageError
from dossier.publish.manifest import Manifest

MARKER = "build.json"
"""The file that says a folder is a site of ours, and may be replaced."""

NOTE = "state.json"
"""The file in the work folder that says what is known of a site."""


def work_folder(target: Path) -> Path:
    """The folder beside a site in which the next one is staged; it may be deleted at any time."""
    return target.parent / f".{target.name}.dossier"


def check_target(target: Path, root: Path, sources: Iterable[Path] = ()) -> None:
    """Refuse to publish to a folder that is not a site of ours, or that something else lives in.

    The site may hold neither `root`, the dossier's folder, nor one of the `sources` that it is made
    from, and it may not lie in one of those either.

    Raises:
        UsageError: it is refused; the message says why.
    """
    if target.name in ("", ".."):
        raise UsageError(f"{target} has no name to put another folder under; give its path")
    for path in (target, work_folder(target)):
        nearest = next(one for one in (path, *path.parents) if one.is_symlink() or one.exists())
        if path.is_symlink():
            raise UsageError(f"{path} is a link; choose a folder, or remove it")
        if not nearest.is_dir():
            raise UsageError(f"{nearest} is not a folder")
    _check_place(target, root, tuple(sources))
    if not target.exists():
        return
    if os.path.ismount(target):
        raise UsageError(f"{target} is a mount point; choose a folder within it")
    if (target / ".git").exists():
        raise UsageError(f"{target} is a git repository; choose another folder")
    if any(target.iterdir()) and not _is_ours(target):
        raise UsageError(
            f"{target} holds files that dossier did not write; "
            f"choose another folder, or delete them"
        )


def _check_place(target: Path, root: Path, sources: tuple[Path, ...]) -> None:
    place = target.resolve()
    for folder in (place, *place.parents):
        if folder.name.lower() == ".git" or _is_git(folder):
            raise UsageError(
                f"{target} lies where git keeps a repository, {folder}; choose another folder"
            )
    for kept in (Path.home(), root, *sources):
        if kept.resolve() == place:
            raise UsageError(f"{target} is not for a site only; choose another folder")
        if kept.resolve().is_relative_to(place):
            raise UsageError(f"{target} holds {kept.resolve()}; choose another folder")
    for source in sources:
        if place.is_relative_to(source.resolve()):
            raise UsageError(f"{target} lies in {source}; choose another folder")


def _is_ours(target: Path) -> bool:
    """Whether a site of ours is in a folder; it may be damaged where we know it from before."""
    try:
        Manifest.read((target / MARKER).read_bytes())
    except (ValueError, RecursionError):
        return (work_folder(target) / NOTE).is_file()
    except OSError:
        return False
    return True


def _is_git(folder: Path) -> bool:
    """Whether git takes a folder for a repository without a folder to work in."""
    folders = ("objects", "refs")
    return (folder / "HEAD").is_file() and all((folder / name).is_dir() for name in folders)

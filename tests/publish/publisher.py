"""Publishes small prepared sites with the public interface, also as a process of its own."""

import sys
from collections.abc import Mapping
from pathlib import Path

from dossier.errors import DossierError, MachineError, UsageError
from dossier.publish.manifest import Manifest
from dossier.publish.publication import Publication, Written, publishing

STATUSES = {MachineError: 3, UsageError: 2, DossierError: 4}


def page(text: str) -> bytes:
    return f"<!doctype html><title>{text}</title><p>{text}</html>\n".encode()


def site(version: int, size: int = 4) -> dict[str, bytes]:
    """A site of some pages and a style sheet, of which a third differs from version to version."""
    files = {"index.html": page("home"), "style.css": b"p {}\n"}
    for number in range(size):
        files[f"entities/e{number}/index.html"] = page(f"entity {number}")
        files[f"articles/a{number}/index.html"] = page(f"article {number}, version {version}")
    files["index.html"] = page(f"home, version {version}")
    files[f"events/only-{version}/index.html"] = page("one that no other version has")
    return files


def publish(
    target: Path,
    files: Mapping[str, bytes],
    *,
    clean: bool = False,
    allow_loss: bool = False,
    commit: str = "0" * 40,
) -> Written:
    """Publish files, those in HTML as pages."""
    with publishing(target, target.parent / "sources", clean=clean, waiting=_waiting) as one:
        for path, data in files.items():
            one.write(path, data, "page" if path.endswith(".html") else "")
        return one.publish(manifest(one, commit), allow_loss=allow_loss)


def manifest(publication: Publication, commit: str = "0" * 40) -> Manifest:
    """The manifest of what a publication has so far."""
    pages = publication.pages
    return Manifest(commit, "2026-11-22", 1, pages, publication.tree)


def _waiting() -> None:
    sys.stderr.write("waiting\n")


def main(target: str, version: str, size: str) -> int:
    """Publish a version of a site; the exit status is that of the command line."""
    try:
        publish(Path(target), site(int(version), int(size)))
    except DossierError as error:
        sys.stderr.write(f"Error: {error}\n")
        return next(status for kind, status in STATUSES.items() if isinstance(error, kind))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

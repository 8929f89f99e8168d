"""A site that was built, on its way to where it is published."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dossier.errors import UsageError
from dossier.history import is_older
from dossier.publish.manifest import Manifest
from dossier.publish.target import MARKER
from dossier.publish.tree import combined, digest_of, in_tree, is_page, listed


@dataclass(frozen=True, slots=True)
class Finished:
    """A built site: its folder, its manifest, and the paths of all its files, in order."""

    folder: Path
    manifest: Manifest
    paths: tuple[str, ...]

    @property
    def pages(self) -> int:
        """The number of its pages."""
        return sum(map(is_page, self.paths))

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield each file once, as (path, bytes); whether they belong together is known at the end.

        Raises:
            UsageError: they are not the files that the manifest speaks of.
        """
        digests: dict[str, str] = {}
        for path in self.paths:
            data = (self.folder / path).read_bytes()
            if in_tree(path):
                digests[path] = digest_of(data)
            elif path == MARKER and Manifest.read(data) != self.manifest:
                raise _changed(self.folder)
            yield path, data
        if combined(digests) != self.manifest.tree:
            raise _changed(self.folder)


def read_finished(folder: Path) -> Finished:
    """The site that lies in a folder.

    Raises:
        UsageError: there is none, or something in it that no build has put there.
    """
    if not (folder / MARKER).is_file():
        raise UsageError(f"there is no site of a dossier in {folder}: run dossier build first")
    try:
        manifest = Manifest.read((folder / MARKER).read_bytes())
    except ValueError as error:
        raise UsageError(f"{folder / MARKER} cannot be read ({error}): build it again") from error
    files = listed(folder).files
    for path, stamp in files.items():
        if stamp is None:
            raise UsageError(f"{folder / path} is no ordinary file: build the site again")
    return Finished(folder, manifest, tuple(sorted(files)))


def refuse_older(root: Path, ours: Manifest, theirs: Manifest, where: str) -> None:
    """Refuse to put a site in the place of one that git, asked in `root`, knows to be newer.

    Raises:
        UsageError: it is.
    """
    mine, other = ours.head or ours.commit, theirs.head or theirs.commit
    if mine and other and is_older(root, mine, other):
        raise UsageError(
            f"{where} has the site of commit {other[:12]}, which is newer than that of "
            f"{mine[:12]}; to go back to that, say --allow-older"
        )


def _changed(folder: Path) -> UsageError:
    return UsageError(
        f"the files in {folder} are not those that its {MARKER} speaks of: build the site again"
    )

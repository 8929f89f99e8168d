"""What a host built, kept for as long as nothing changes that it was built from."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from dossier.publish.note import read_note, write_note
from dossier.publish.tree import tree_digest

_VERSION = 1


@dataclass(frozen=True, slots=True)
class Read:
    """What a host read; `digest` is that of the inputs as they were before it began to build.

    What changes while it builds is therefore read again by the next build.
    """

    inputs: tuple[str, ...]
    digest: str


class HostBuilder(Protocol):
    """Builds the hand-written pages and the frames of a site."""

    def build(self, into: Path) -> Read | None:
        """Build into an empty folder; what was read, or None where that cannot be told."""

    def digest(self, inputs: Sequence[str]) -> str:
        """The digest of what was read, as it is now."""


def host_output(folder: Path, host: HostBuilder) -> Path:
    """The folder with what a host builds; the host runs only if something it reads has changed.

    `folder` is where that is kept. What is damaged there is built anew.
    """
    site = folder / "site"
    if inputs_digest(folder, host):
        return site
    _remove(folder)
    site.mkdir(parents=True)
    read = host.build(site)
    if read is not None:
        content = {"inputs": read.inputs, "digest": read.digest, "site": tree_digest(site)}
        write_note(folder / "inputs.json", _VERSION, content)
    return site


def _remove(folder: Path) -> None:
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)


def inputs_digest(folder: Path, host: HostBuilder) -> str:
    """The digest of what the host reads, if what is kept in a folder was built from the same."""
    note = read_note(folder / "inputs.json", _VERSION)
    try:
        digest = host.digest(note["inputs"])
        is_current = note["digest"] == digest and note["site"] == tree_digest(folder / "site")
    except (OSError, TypeError, KeyError):
        return ""
    return digest if is_current else ""

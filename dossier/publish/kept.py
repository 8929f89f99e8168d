"""What a host built, kept for as long as nothing changes that it was built from."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from dossier.publish.tree import digest_of, tree_digest

_VERSION = 1


class HostBuilder(Protocol):
    """Builds the hand-written pages and the frames of a site."""

    def build(self, into: Path) -> Sequence[str] | None:
        """Build into an empty folder; what was read, or None where that cannot be told."""

    def digest(self, inputs: Sequence[str]) -> str:
        """The digest of what was read, as it is now."""


def host_output(folder: Path, host: HostBuilder) -> Path:
    """The folder with what a host builds; the host runs only if something it reads has changed.

    `folder` is where that is kept. What is damaged there is built anew.
    """
    site, note = folder / "site", folder / "inputs.json"
    if _is_current(site, note, host):
        return site
    shutil.rmtree(folder, ignore_errors=True)
    site.mkdir(parents=True)
    inputs = host.build(site)
    if inputs is not None:
        content = {
            "version": _VERSION,
            "inputs": list(inputs),
            "digest": host.digest(inputs),
            "site": tree_digest(site),
        }
        text = json.dumps(content).encode()
        note.write_bytes(digest_of(text).encode() + b"\n" + text)
    return site


def _is_current(site: Path, note: Path, host: HostBuilder) -> bool:
    try:
        checksum, _, text = note.read_bytes().partition(b"\n")
        if digest_of(text).encode() != checksum:
            return False
        content = json.loads(text)
        return bool(
            content["version"] == _VERSION
            and content["digest"] == host.digest(content["inputs"])
            and content["site"] == tree_digest(site)
        )
    except (OSError, ValueError, TypeError, KeyError):
        return False

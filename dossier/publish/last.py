"""What the published site was made from, so that nothing is made where nothing has changed."""

import contextlib
from dataclasses import asdict, dataclass
from pathlib import Path

from dossier.publish.note import read_note, write_note

_VERSION = 2


@dataclass(frozen=True, slots=True)
class Last:
    """The last publication.

    `inputs` is the digest of all it was made from, `site` that of the stamps of its files; the
    numbers are those of its records, pages and warnings. `day` is the day on which it was made,
    where the site speaks of that for want of another.
    """

    inputs: str
    site: str
    records: int
    pages: int
    warnings: int
    day: str


def read_last(path: Path) -> Last | None:
    """Read the note on the last publication; None where there is none that can be believed."""
    content = read_note(path, _VERSION)
    content.pop("version", None)
    try:
        return Last(**content)
    except TypeError:
        return None


def write_last(path: Path, last: Last) -> None:
    """Note a publication; a failure costs the next build time, no more."""
    with contextlib.suppress(OSError):
        write_note(path, _VERSION, asdict(last))

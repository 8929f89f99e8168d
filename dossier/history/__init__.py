"""What git knows about the files of a dossier."""

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

_FORMAT = "%x00%H %cs"


@dataclass(frozen=True, slots=True)
class Change:
    """A commit that changed a file: its hash, in full, and its committer's day (YYYY-MM-DD)."""

    commit: str
    day: str


@dataclass(frozen=True, slots=True)
class History:
    """The last change of each file, by its path relative to the dossier's folder.

    `last` is the newest of them, or None where git knows nothing: outside a repository, without
    git, or before the first commit.
    """

    changes: Mapping[str, Change] = field(default_factory=dict)
    last: Change | None = None


def read_history(root: Path, folder: str) -> History:
    """Read the last change of every file below `root / folder`, in one pass through git's log.

    Merge commits are passed over: the change is where it was made. Nothing of the author is read.
    Of a shallow clone only what changed within it is known.
    """
    command = ["git", "-C", str(root), "log", "--no-merges", "--name-only", "--relative"]
    command += ["--no-renames", "-z", f"--format={_FORMAT}", "--", folder]
    try:
        done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - fixed words
    except OSError:
        return History()
    if done.returncode != 0:
        return History()
    changes: dict[str, Change] = {}
    last: Change | None = None
    change: Change | None = None
    for part in done.stdout.decode("utf-8", errors="replace").split("\0"):
        text = part.strip("\n")
        head, _, day = text.partition(" ")
        if len(head) == 40 and len(day) == 10 and "/" not in text:
            change = Change(head, day)
            last = last or change
        elif text and change is not None:
            changes.setdefault(text, change)
    cut = _shallow(root)
    return History({path: one for path, one in changes.items() if one.commit not in cut}, last)


def head(root: Path) -> str:
    """Where the history of a folder stands: what git knows changes only if this does."""
    command = ["git", "-C", str(root), "rev-parse", "HEAD"]
    try:
        done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - fixed words
    except OSError:
        return ""
    if done.returncode != 0:
        return ""
    return " ".join([done.stdout.decode("ascii").strip(), *sorted(_shallow(root))])


def _shallow(root: Path) -> frozenset[str]:
    """The commits at which a shallow clone begins: they seem to have made all that they hold."""
    command = [
        "git",
        "-C",
        str(root),
        "rev-parse",
        "--path-format=absolute",
        "--git-path",
        "shallow",
    ]
    done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - fixed words
    try:
        return frozenset(Path(os.fsdecode(done.stdout.strip())).read_text("ascii").split())
    except (OSError, ValueError):
        return frozenset()

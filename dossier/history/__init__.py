"""What git knows about the files of a dossier."""

import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dossier.errors import MachineError
from dossier.history.log import LATEST, Commit, Raw, read_log

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
    git, or before the first commit. `log` are the latest commits with what they meant for readers,
    the newest first, of the number `commits` that git knows. `is_cut` where this is a shallow clone
    and git knows no more.
    """

    changes: Mapping[str, Change] = field(default_factory=dict)
    last: Change | None = None
    log: tuple[Commit, ...] = ()
    commits: int = 0
    is_cut: bool = False


def read_history(
    root: Path, folder: str, known: Iterable[Commit] = (), *, latest: int = LATEST
) -> History:
    """Read the last change of every file below `root / folder`, in one pass through git's log.

    Merge commits are passed over: the change is where it was made. Nothing of the author is read.
    Of a shallow clone only what changed within it is known. The `latest` commits are looked
    into, but for those that are `known` already.

    Raises:
        MachineError: git does not trust the folder.
    """
    command = ["git", "-C", str(root), "-c", "log.showRoot=true", "log", "--no-merges", "--raw"]
    command += ["--relative", "--no-abbrev", "--no-renames", "-z", f"--format={_FORMAT}"]
    output = _asked(root, [*command, "--", folder])
    if output is None:
        return History()
    cut = _shallow(root)
    changes: dict[str, Change] = {}
    last: Change | None = None
    log: list[tuple[str, str, list[Raw]]] = []
    number = 0
    for change, files in _commits(output.decode("utf-8", errors="replace")):
        last = last or change
        for one in files:
            changes.setdefault(one.path, change)
        if change.commit in cut:
            continue
        number += 1
        if number <= latest:
            log.append((change.commit, change.day, files))
    kept = {path: one for path, one in changes.items() if one.commit not in cut}
    return History(kept, last, read_log(root, folder, log, known), number, bool(cut))


def _commits(log: str) -> Iterator[tuple[Change, list[Raw]]]:
    """Yield the commits that git's log lists in its raw form, with the files that they touched."""
    change: Change | None = None
    files: list[Raw] = []
    parts = iter(log.split("\0"))
    for part in parts:
        text = part.strip("\n")
        if text.startswith(":"):
            _, _, before, after, status = text.split(" ")
            files.append(Raw(status, before, after, next(parts)))
        elif text:
            if change is not None:
                yield change, files
            commit, _, day = text.partition(" ")
            change, files = Change(commit, day), []
    if change is not None:
        yield change, files


def head(root: Path) -> str:
    """Where the history of a folder stands: what git knows changes only if this does."""
    command = ["git", "-C", str(root), "rev-parse", "HEAD"]
    output = _asked(root, command)
    if output is None:
        return ""
    return " ".join([output.decode("ascii").strip(), *sorted(_shallow(root))])


def is_older(root: Path, commit: str, other: str) -> bool:
    """Whether a commit, by its hash, is known to be older than another.

    An ancestor is; of two of which neither is one, that which was committed earlier.

    Raises:
        MachineError: git does not trust the folder.
    """
    git = ["git", "-C", str(root)]
    times = [
        _asked(root, [*git, "show", "--no-patch", "--format=%ct", f"{one}^{{commit}}"])
        for one in (commit, other)
    ]
    if commit == other or None in times:
        return False
    if _asked(root, [*git, "merge-base", "--is-ancestor", commit, other]) is not None:
        return True
    if _asked(root, [*git, "merge-base", "--is-ancestor", other, commit]) is not None:
        return False
    mine, theirs = (int(time or 0) for time in times)
    return mine < theirs


def _asked(root: Path, command: list[str]) -> bytes | None:
    """What git answers, or None where it knows nothing, or there is no git.

    Raises:
        MachineError: git knows more, and does not say it to this user.
    """
    environment = os.environ | {"LC_ALL": "C"}
    try:
        done = subprocess.run(command, env=environment, capture_output=True, check=False)  # noqa: S603
    except OSError:
        return None
    if b"dubious ownership" in done.stderr:
        raise MachineError(
            f"git does not trust {root}, as it belongs to another user; if you do, run "
            f"git config --global --add safe.directory {root.resolve()}"
        )
    return done.stdout if done.returncode == 0 else None


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

"""Running a program under strace: which system calls it makes, and what comes of breaking one."""

import os
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import REPOSITORY

MUTATING = (
    "openat",
    "write",
    "pwrite64",
    "mkdir",
    "mkdirat",
    "unlink",
    "unlinkat",
    "rmdir",
    "rename",
    "renameat",
    "renameat2",
    "link",
    "linkat",
    "chmod",
    "fchmod",
    "fchmodat",
    "ftruncate",
    "fsync",
    "fdatasync",
    "syncfs",
    "flock",
    "close",
)
"""The system calls that change files, and those that a publication cannot do without."""

_CALL = re.compile(r"^(?P<process>\d+) +(?P<name>\w+)\((?P<rest>.*)$")


@dataclass(frozen=True, slots=True)
class Position:
    """The n-th of a program's calls of one name, and what it was called with."""

    name: str
    number: int
    call: str

    def injection(self, what: str) -> str:
        """The option of strace that breaks this call: `signal=SIGKILL`, `error=ENOSPC`."""
        return f"inject={self.name}:{what}:when={self.number}"


def positions(
    command: Sequence[str], below: Path, also: Sequence[str] = (), cwd: Path = REPOSITORY
) -> list[Position]:
    """The mutating calls of a program, not of its children, on files below a folder."""
    log = below.parent / "calls.log"
    traced(command, [*also, f"trace={','.join(MUTATING)}"], log, cwd)
    counts: defaultdict[str, int] = defaultdict(int)
    found = []
    process = ""
    for line in log.read_text(errors="replace").splitlines():
        match = _CALL.match(line)
        process = process or (match["process"] if match else "")
        if not match or match["process"] != process:
            continue
        name = match["name"]
        counts[name] += 1
        reads = name == "openat" and "O_CREAT" not in line and "O_DIRECTORY" not in line
        if str(below) in line and not reads:
            found.append(Position(name, counts[name], match["rest"]))
    log.unlink()
    return found


def traced(
    command: Sequence[str],
    expressions: Sequence[str],
    log: Path | None = None,
    cwd: Path = REPOSITORY,
) -> subprocess.CompletedProcess[str]:
    """Run a program under strace with some expressions (`-e`)."""
    strace = shutil.which("strace")
    if strace is None:
        sys.exit("strace is needed for this")
    options = [part for expression in expressions for part in ("-e", expression)]
    return subprocess.run(
        [strace, "-f", "-y", "-qq", "-o", str(log or "/dev/null"), *options, *command],
        cwd=cwd,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0"},
        capture_output=True,
        text=True,
        check=False,
    )

"""`dossier check` in a process of its own, with what it took."""

import os
import resource
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from threading import Timer

_SECONDS = 20
_BYTES = 4 * 1024**3


@dataclass(frozen=True)
class Done:
    """What came of it: processor time in seconds, and the most memory in megabytes."""

    status: int
    report: str
    said: str
    seconds: float
    megabytes: float


def check_in_child(root: Path) -> Done:
    """Check a dossier; a child that takes far too much is ended."""
    command = [sys.executable, "-m", "dossier", "check", str(root), "--as-of", "2026-11-22"]
    with tempfile.TemporaryFile() as report, tempfile.TemporaryFile() as said:
        child = subprocess.Popen(command, stdout=report, stderr=said, preexec_fn=_limit)
        timer = Timer(3 * _SECONDS, child.kill)
        timer.start()
        _, status, used = os.wait4(child.pid, 0)
        timer.cancel()
        child.returncode = os.waitstatus_to_exitcode(status)
        report.seek(0)
        said.seek(0)
        return Done(
            child.returncode,
            report.read().decode("utf-8"),
            said.read().decode("utf-8"),
            used.ru_utime + used.ru_stime,
            used.ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024),
        )


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (_BYTES, _BYTES))

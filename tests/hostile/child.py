"""`dossier check` in a process of its own, with what it took."""

import json
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
    """Check a dossier; a child that takes far too much is ended.

    The child is that of a small process: memory counts from what it was copied from.
    """
    with tempfile.TemporaryDirectory() as folder:
        report, said = Path(folder, "report"), Path(folder, "said")
        command = [sys.executable, __file__, str(root), str(report), str(said)]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        status, seconds, megabytes = json.loads(told)
        return Done(status, report.read_text("utf-8"), said.read_text("utf-8"), seconds, megabytes)


def _tell(root: str, report: str, said: str) -> None:
    """Check a dossier, and write down what its report and messages were, and what it took."""
    command = [sys.executable, "-m", "dossier", "check", root, "--as-of", "2026-11-22"]
    with open(report, "wb") as out, open(said, "wb") as err:
        child = subprocess.Popen(command, stdout=out, stderr=err, preexec_fn=_limit)
        timer = Timer(3 * _SECONDS, child.kill)
        timer.start()
        _, status, used = os.wait4(child.pid, 0)
        timer.cancel()
        child.returncode = os.waitstatus_to_exitcode(status)
    megabytes = used.ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)
    print(json.dumps([child.returncode, used.ru_utime + used.ru_stime, megabytes]))  # noqa: T201


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (_BYTES, _BYTES))


if __name__ == "__main__":
    _tell(*sys.argv[1:])

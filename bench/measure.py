"""What a command costs: time, processor time and memory of it and all it starts."""

import os
import subprocess
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

INTERVAL = 0.05
PAGE = os.sysconf("SC_PAGE_SIZE")


class CommandFailedError(Exception):
    """A command ended with an error; the message has the end of what it said."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds, and bytes of resident memory.

    `peak` is that of the largest process. `together` is that of all processes at one moment, as
    sampled; memory that they share counts once for each, and it is 0 where there is no /proc.
    """

    elapsed: float
    cpu: float
    peak: int
    together: int


def measured(command: Sequence[str], folder: Path, extra: Mapping[str, str] | None = None) -> Cost:
    """Run a command in a folder; `extra` is added to its environment.

    Python may keep the code that it compiles, as it does unless told otherwise.
    """
    environment = {**os.environ, **(extra or {})}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    with (folder / "bench.log").open("w+b") as log:
        start = perf_counter()
        child = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
        sampler = _Sampler(child.pid)
        sampler.start()
        _, status, usage = os.wait4(child.pid, 0)
        elapsed = perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        sampler.stop()
        log.seek(0)
        said = log.read().decode(errors="replace")
    if child.returncode:
        raise CommandFailedError(f"{' '.join(command)}: exit {child.returncode}\n{said[-2000:]}")
    cpu = usage.ru_utime + usage.ru_stime
    return Cost(elapsed, cpu, usage.ru_maxrss * 1024, sampler.most)


class _Sampler(threading.Thread):
    """Looks at the memory of a process and its descendants from time to time."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self.most = 0
        self._root = root
        self._ended = threading.Event()

    def run(self) -> None:
        while Path("/proc/self/stat").exists() and not self._ended.wait(INTERVAL):
            self.most = max(self.most, sum(_resident(pid) for pid in _tree(self._root)))

    def stop(self) -> None:
        self._ended.set()
        self.join()


def _tree(root: int) -> list[int]:
    """The processes below one, and itself."""
    found = [root]
    for pid in found:
        for task in _children_files(pid):
            try:
                found += [int(child) for child in task.read_text().split()]
            except OSError:
                continue
    return found


def _children_files(pid: int) -> list[Path]:
    return list(Path(f"/proc/{pid}/task").glob("*/children"))


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE
    except (OSError, IndexError):
        return 0

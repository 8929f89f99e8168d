"""Breaks `dossier build` as a whole: where it publishes, and while other processes make pages.

`python -m tests.deep.whole --each 3 --kills 20`
"""

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from bench.maker import write
from dossier.publish.tree import tree_digest
from tests.conftest import SAMPLE
from tests.deep.crash import told
from tests.deep.crowd import all_succeed, without_index
from tests.deep.trace import Position, positions, traced

COMMAND = [sys.executable, "-m", "dossier", "build", "--quiet"]
CALLS = ("flock", "link", "linkat", "fsync", "syncfs", "rename", "renameat2")
"""What only publishing calls; the host and the index are children, with counts of their own."""


def main() -> int:
    """Run all; the exit status says whether any outcome was wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--each", type=int, default=3, help="calls of each name")
    parser.add_argument("--kills", type=int, default=20, help="at random, of a large build")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    killed = killed_with_others(arguments.kills, random.Random(arguments.seed))
    print(f"large builds, killed at {arguments.kills} random times: {told(killed)}", flush=True)
    with tempfile.TemporaryDirectory(prefix="dossier-whole-") as folder:
        base = Path(folder).resolve() / "sample"
        shutil.copytree(SAMPLE, base, ignore=shutil.ignore_patterns("build"))
        all_succeed([COMMAND], base)
        old = without_index(base / "build/site")
        shutil.copytree(base / "build", base / "before")
        record = base / "content/entities/gazette.yml"
        record.write_text(record.read_text("utf-8").replace("A newspaper", "One"), "utf-8")
        found = positions(COMMAND, base / "build", cwd=base)
        new = without_index(base / "build/site")
        chosen = [
            position
            for name in CALLS
            for position in [one for one in found if one.name == name][: arguments.each]
        ]
        outcomes = Counter(
            outcome(base, position, what, old, new)
            for position in chosen
            for what in ("error=EIO", "error=ENOSPC", "signal=SIGKILL")
        )
    print(f"whole builds, broken at {len(chosen)} calls in 3 ways: {told(outcomes)}")
    return 1 if outcomes["wrong"] or killed["wrong"] or old == new else 0


def killed_with_others(number: int, chance: random.Random) -> Counter[str]:
    """Kill builds that have processes make pages; what was published then, and after the next."""
    command = [*COMMAND, "--no-search", "--workers", "2"]
    outcomes: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="dossier-whole-") as name:
        folder = Path(name).resolve()
        write(250, folder)
        started = time.monotonic()
        subprocess.run(command, cwd=folder, check=True)
        whole = time.monotonic() - started
        tree = tree_digest(folder / "build/site")
        for _ in range(number):
            building = subprocess.Popen([*command, "--clean"], cwd=folder)
            time.sleep(chance.uniform(0, whole))
            building.kill()
            building.wait()
            left = tree_digest(folder / "build/site") == tree
            try:
                done = subprocess.run(command, cwd=folder, check=False, timeout=20 * whole)
            except subprocess.TimeoutExpired:
                outcomes["wrong"] += 1
                continue
            healed = done.returncode == 0 and tree_digest(folder / "build/site") == tree
            outcomes["a whole site, and a next build" if left and healed else "wrong"] += 1
    return outcomes


def outcome(
    base: Path, position: Position, what: str, old: dict[str, bytes], new: dict[str, bytes]
) -> str:
    """What a build with one broken call came to."""
    shutil.rmtree(base / "build")
    shutil.copytree(base / "before", base / "build")
    done = traced(COMMAND, [position.injection(what)], cwd=base)
    left = without_index(base / "build/site")
    published = "old" if left == old else "new" if left == new else "neither"
    result = (done.returncode, published)
    fine = result in {(3, "old"), (0, "new"), (-9, "old"), (-9, "new"), (137, "old"), (137, "new")}
    mended = all_succeed([COMMAND], base) and without_index(base / "build/site") == new
    if not fine or not mended or "Traceback" in done.stderr:
        print(f"  wrong: {position}, {what}: {result}, mended: {mended}\n{done.stderr}")
        return "wrong"
    return f"exit {done.returncode}, {published}"


if __name__ == "__main__":
    sys.exit(main())

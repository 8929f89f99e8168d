"""Breaks `dossier build` as a whole where it publishes, by errors and by kills.

`python -m tests.deep.whole --each 3`
"""

import argparse
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

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
    arguments = parser.parse_args()
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
    return 1 if outcomes["wrong"] or old == new else 0


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

"""Lets system calls of publishing fail: an error is told, and the old site stays.

`python -m tests.deep.fault --positions 50`
"""

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.deep.crash import told
from tests.deep.scene import Scene, scenes
from tests.deep.trace import Position, positions, traced

ERRORS = ("ENOSPC", "EIO", "EROFS", "EMFILE", "EACCES", "EDQUOT")


def main() -> int:
    """Run all; the exit status says whether any outcome was wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--positions", type=int, default=50, help="for each error")
    arguments = parser.parse_args()
    wrong = 0
    with tempfile.TemporaryDirectory(prefix="dossier-fault-") as folder:
        found = []
        for scene in scenes(Path(folder).resolve()):
            scene.set()
            calls = positions(scene.command, scene.parent)
            found += [(scene, call) for call in calls if call.name != "close"]
        for error in ERRORS:
            step = max(1, len(found) // arguments.positions)
            chosen = found[::step][: arguments.positions] if step > 1 else found
            outcomes = Counter(outcome(scene, call, error) for scene, call in chosen)
            print(f"fault, {error} at {len(chosen)} of {len(found)} positions: {told(outcomes)}")
            wrong += sum(number for key, number in outcomes.items() if key.startswith("wrong"))
    return 1 if wrong else 0


def outcome(scene: Scene, position: Position, error: str) -> str:
    """What a failing call came to."""
    scene.set()
    done = traced(scene.command, [position.injection(f"error={error}")])
    result = (done.returncode, scene.finding())
    recovery = scene.recovery()
    fine = result in {(3, "old"), (0, "new")} and recovery == "recovered"
    if not fine or "Traceback" in done.stderr:
        print(f"  wrong: {scene.name}, {position}, {error}: {result}; {recovery}\n{done.stderr}")
        return "wrong"
    return "exit 3 and the old site" if result[0] == 3 else "gone on to the new site"


if __name__ == "__main__":
    sys.exit(main())

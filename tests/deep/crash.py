"""Kills publishing at each of its system calls, and at random times; whatever happens, one site.

`python -m tests.deep.crash --random 300`
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.conftest import REPOSITORY
from tests.deep.scene import Scene, scenes
from tests.deep.trace import positions, traced

FALLBACK = "inject=renameat2:error=ENOSYS"


def main() -> int:
    """Run all; the exit status says whether any site was broken."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--random", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--every", type=int, default=1, help="only each n-th system call")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dossier-crash-") as folder:
        base = Path(folder).resolve()
        broken = 0
        for scene in scenes(base):
            broken += at_every_call(scene, [], arguments.every)
            if scene.published:
                broken += at_every_call(scene, [FALLBACK], arguments.every)
        big = Scene("random", base / "random", 2, size=150)
        broken += at_random_times(big, arguments.random, arguments.seed)
    return 1 if broken else 0


def at_every_call(scene: Scene, also: list[str], every: int) -> int:
    """Kill at each mutating system call in turn; how many sites were broken."""
    scene.set()
    found = positions(scene.command, scene.parent, also)
    if scene.finding() != "new":
        sys.exit(f"{scene.name}: publishing under strace failed")
    outcomes: Counter[str] = Counter()
    for position in found[::every]:
        scene.set()
        # A later expression for the same call would take the earlier one's place.
        skipped = [one for one in also if f"={position.name}:" not in one]
        done = traced(scene.command, [*skipped, position.injection("signal=SIGKILL")])
        if done.returncode != -9 and done.returncode != 137:
            outcomes["not killed"] += 1
        outcomes[judged(scene, may_be_missing=bool(also), where=str(position))] += 1
    how = "by renaming" if also else "by exchange"
    print(f"crash, {scene.name} publication {how}: {len(found[::every])} calls: {told(outcomes)}")
    return broken_among(outcomes)


def at_random_times(scene: Scene, times: int, seed: int) -> int:
    """Kill after a random time; how many sites were broken."""
    chance = random.Random(seed)
    scene.set()
    started = time.monotonic()
    subprocess.run(scene.command, cwd=REPOSITORY, check=True)
    longest = (time.monotonic() - started) * 1.1
    outcomes: Counter[str] = Counter()
    for _ in range(times):
        scene.set()
        process = subprocess.Popen(scene.command, cwd=REPOSITORY, stderr=subprocess.DEVNULL)
        after = chance.uniform(longest * 0.2, longest)
        time.sleep(after)
        process.kill()
        process.wait()
        outcomes[judged(scene, may_be_missing=False, where=f"{after:.3f} s")] += 1
    print(f"crash at random times: {times}: {told(outcomes)}")
    return broken_among(outcomes)


def judged(scene: Scene, *, may_be_missing: bool, where: str) -> str:
    """What a crash came to: the site found, and `broken` unless all is well in the end."""
    finding = scene.finding()
    if finding not in ("old", "new") and may_be_missing and not scene.target.exists():
        finding = "missing for a moment"
    recovery = scene.recovery()
    if recovery != "recovered" or finding == "neither old nor new":
        print(f"  broken: {scene.name}, {where}: {finding}; {recovery}")
        return "broken"
    return finding


def told(outcomes: Counter[str]) -> str:
    """Outcomes in words."""
    return ", ".join(f"{number} {outcome}" for outcome, number in sorted(outcomes.items()))


def broken_among(outcomes: Counter[str]) -> int:
    """How many of the outcomes no site may come to."""
    return outcomes["broken"] + outcomes["not killed"]


if __name__ == "__main__":
    sys.exit(main())

"""Kills publishing to a branch at random times, and lets many publish at once.

`python -m tests.deep.push --kills 300`
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from dossier.publish.finished import read_finished
from dossier.publish.publication import held_still
from dossier.publish.to_branch import Branch, publish_to_branch
from tests.deep.crash import told
from tests.publish.bare import Bare
from tests.publish.publisher import publish, site

SIZE = 10

COMMAND = [sys.executable, "-m", "dossier", "publish", "--quiet", "--to"]


def main() -> int:
    """Run all; the exit status says whether any outcome was wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--builds", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dossier-push-") as folder:
        base = Path(folder).resolve()
        kills = killed(base / "killed", arguments.kills, arguments.seed)
        print(f"push, killed at random times: {arguments.kills}: {told(kills)}")
        crowd = Counter[str]()
        for number in range(arguments.rounds):
            crowd += at_once(base / f"crowd-{number}", arguments.builds)
        print(f"push, {arguments.builds} at once: {arguments.rounds} rounds: {told(crowd)}")
    return 1 if kills["broken"] or crowd["broken"] else 0


@dataclass(frozen=True, slots=True)
class _Place:
    """A dossier's folder, and the repository that its site is published to."""

    folder: Path
    bare: Bare

    def build(self, version: int) -> None:
        """Build a version of the site."""
        publish(self.folder / "build/site", site(version, SIZE))

    def go_on(self) -> None:
        """Publish it, without a process of its own, in which much would be imported."""
        built = self.folder / "build/site"
        with held_still(built) as work:
            branch = Branch(str(self.bare.folder), self.bare.BRANCH)
            publish_to_branch(read_finished(built), branch, self.folder, work)

    def start(self) -> subprocess.Popen[str]:
        """Begin to publish it."""
        return subprocess.Popen(
            [*COMMAND, self.bare.place],
            cwd=self.folder,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )


def killed(folder: Path, times: int, seed: int) -> Counter[str]:
    """Kill a publication again and again, alone or with all that it started; what came of it.

    Git on the other side of a network lives on when the publisher dies. Here it may die too, and
    leave its own lock on the branch, which whoever keeps the repository has to take away.
    """
    chance = random.Random(seed)
    place = _Place(folder / "dossier", Bare(folder / "pages.git"))
    longest = 0.0
    for version in (0, 1):
        place.build(version)
        started = time.monotonic()
        assert finished(place.start()) == (0, "")
        longest = max(longest, time.monotonic() - started)
    outcomes: Counter[str] = Counter()
    for version in range(2, times + 2):
        place.build(version)
        process = place.start()
        time.sleep(chance.uniform(longest * 0.3, longest))
        if version % 2:
            process.kill()
        elif process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        finished(process)
        wait_for_orphans(process.pid)
        outcomes[judged(place, version)] += 1
    return outcomes


def judged(place: _Place, version: int) -> str:
    """What is published after a kill, and after that by going on: `old`, `new` or `broken`."""
    found = whole_site(place.bare, "pages", (version - 1, version))
    for lock in place.bare.folder.glob("refs/heads/*.lock"):
        lock.unlink()
    place.go_on()
    if (
        found is None
        or whole_site(place.bare, "pages", (version,)) is None
        or not place.bare.is_sound()
        or any((place.folder / "build/.site.dossier").glob("push-*"))
    ):
        print(f"  broken: version {version}: {found}")
        return "broken"
    return "new" if found == version else "old"


def wait_for_orphans(group: int) -> None:
    """Wait until what a killed publication has left running has ended."""
    while True:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.02)


def at_once(folder: Path, builds: int) -> Counter[str]:
    """Publish several sites to one branch at once; how many were published, and how many not."""
    bare = Bare(folder / "pages.git")
    places = [_Place(folder / f"dossier-{number}", bare) for number in range(builds)]
    for version, place in enumerate(places):
        place.build(version)
    ended = [finished(process) for process in [place.start() for place in places]]
    done = sum(status == 0 for status, _ in ended)
    lost = [said for status, said in ended if status == 3 and "somebody else meanwhile" in said]
    sites = [whole_site(bare, commit, range(builds)) for commit in bare.commits()]
    fine = (
        done >= 1
        and done + len(lost) == builds
        and len(set(sites)) == len(sites) == done
        and None not in sites
        and bare.is_sound()
    )
    if not fine:
        print(f"  broken: {ended}, {sites}")
        return Counter(broken=1)
    return Counter({"published": done, "told of another": len(lost)})


def whole_site(bare: Bare, commit: str, versions: Iterable[int]) -> int | None:
    """Which of some versions a commit has, whole; None if it has none of them."""
    files = bare.files(commit)
    found = {path: data for path, data in files.items() if path not in ("build.json", ".nojekyll")}
    return next((one for one in versions if found == site(one, SIZE)), None)


def finished(process: subprocess.Popen[str]) -> tuple[int, str]:
    """The exit status of a process, and what it said of errors."""
    with process:
        assert process.stderr is not None
        said = process.stderr.read()
    return process.returncode, said


if __name__ == "__main__":
    sys.exit(main())

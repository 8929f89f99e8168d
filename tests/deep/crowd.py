"""Many builds at once: one site comes of it, and it is a whole one.

`python -m tests.deep.crowd --rounds 20`
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.conftest import REPOSITORY, SAMPLE
from tests.deep.scene import Scene, contents
from tests.publish.publisher import site

SIZE = 40

_KEPT = {
    *("lock", "spare", "state.json", "folders.json", "last.json", "ledger", "search.json", "host"),
    "references.db",
}
"""What may be in the work folder between builds."""


def main() -> int:
    """Run all; the exit status says whether any round went wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--builds", type=int, default=8)
    parser.add_argument("--whole", type=int, default=2, help="rounds of `dossier build`")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dossier-crowd-") as folder:
        base = Path(folder).resolve()
        wrong = sum(
            not published_at_once(base / "site", arguments.builds) for _ in range(arguments.rounds)
        )
        print(f"crowd of {arguments.builds}, publishing: {arguments.rounds} rounds, {wrong} wrong")
        wrong_builds = built_at_once(base / "sample", arguments.builds, arguments.whole)
        print(
            f"crowd of {arguments.builds}, building: {arguments.whole} rounds, {wrong_builds} wrong"
        )
    return 1 if wrong or wrong_builds else 0


def published_at_once(folder: Path, builds: int) -> bool:
    """Publish several versions at once; whether one of them is there, and nothing else."""
    commands = [Scene("", folder, number, SIZE).command for number in range(builds)]
    target = Scene("", folder, 0).target
    fine = all_succeed(commands, REPOSITORY)
    found = contents(target)
    return fine and any(found == site(number, SIZE) for number in range(builds)) and is_tidy(target)


def built_at_once(folder: Path, builds: int, rounds: int) -> int:
    """Build the sample several times at once; how many rounds did not end in its one site."""
    shutil.copytree(SAMPLE, folder, ignore=shutil.ignore_patterns("build"))
    command = [sys.executable, "-m", "dossier", "build", "--quiet"]
    if rounds and not all_succeed([command], folder):
        return rounds
    target = folder / "build/site"
    expected = without_index(target)
    wrong = 0
    record = folder / "content/entities/gazette.yml"
    sound = record.read_text("utf-8")
    for number in range(rounds):
        record.write_text(sound.replace("A newspaper", f"Newspaper {number}"), "utf-8")
        all_succeed([command], folder)
        record.write_text(sound, "utf-8")
        fine = all_succeed([command] * builds, folder)
        wrong += not (fine and without_index(target) == expected and is_tidy(target))
    return wrong


def all_succeed(commands: list[list[str]], folder: Path) -> bool:
    """Run commands at once; whether all of them succeed."""
    running = [
        subprocess.Popen(command, cwd=folder, stderr=subprocess.DEVNULL) for command in commands
    ]
    return [process.wait() for process in running] == [0] * len(running)


def without_index(target: Path) -> dict[str, bytes]:
    """The files of a site that every build of it has in common."""
    found = contents(target) or {}
    return {path: data for path, data in found.items() if not path.startswith("pagefind/")}


def is_tidy(target: Path) -> bool:
    """Whether beside a site there is its work folder, with what belongs there."""
    beside = {file.name for file in target.parent.iterdir()}
    work = target.parent / ".site.dossier"
    inside = {file.name for file in work.iterdir()}
    return beside == {"site", ".site.dossier"} and inside <= _KEPT


if __name__ == "__main__":
    sys.exit(main())

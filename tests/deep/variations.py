"""Builds the same dossier under other circumstances: one tree, whatever they are.

`python -m tests.deep.variations`
"""

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bench.maker import write
from dossier.publish.tree import listed, tree_digest
from tests.conftest import REPOSITORY

CLOCK = """\
import datetime, time

YEAR = 366 * 86400
real, real_ns = time.time, time.time_ns
time.time = lambda: real() + YEAR
time.time_ns = lambda: real_ns() + YEAR * 10**9

class Later(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(time.time(), tz)

    @classmethod
    def utcnow(cls):
        return cls.now(datetime.timezone.utc).replace(tzinfo=None)

class LaterDay(datetime.date):
    @classmethod
    def today(cls):
        return cls.fromtimestamp(time.time())

datetime.datetime, datetime.date = Later, LaterDay
"""
"""Python's own clock, put forward by a year; the system's is as it was."""


@dataclass(frozen=True, slots=True)
class Variation:
    """Circumstances of a build that should make no difference."""

    name: str
    folder: str = "plain"
    environment: Mapping[str, str] = field(default_factory=dict)
    arguments: tuple[str, ...] = ()
    umask: int = 0o022
    shuffled: bool = False
    later: bool = False
    parent: Path | None = None


VARIATIONS = (
    Variation("a folder with a blank and a letter beyond ASCII", folder="a für b"),
    Variation("another time zone", environment={"TZ": "Pacific/Kiritimati"}),
    Variation("no locale", environment={"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0"}),
    Variation("another locale", environment={"LC_ALL": "C.UTF-8", "LANGUAGE": "fr"}),
    Variation("another order of sets", environment={"PYTHONHASHSEED": "12345"}),
    Variation("files for nobody else", umask=0o077),
    Variation("files written in another order", shuffled=True),
    Variation("a year later", later=True),
    Variation("one process", arguments=("--workers", "1")),
    Variation("two processes", arguments=("--workers", "2")),
    *(
        [Variation("another file system", parent=Path("/dev/shm"))]  # noqa: S108 - not predictable
        if Path("/dev/shm").is_dir()  # noqa: S108 - as above
        else []
    ),
)


def source(folder: Path, articles: int) -> Path:
    """A made dossier, committed, whose day is that of its commit."""
    write(articles, folder)
    config = folder / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace('      as_of: "2026-01-01"\n', ""), "utf-8")
    day = "2026-01-01T12:00:00Z"
    environment = os.environ | {
        "GIT_AUTHOR_DATE": day,
        "GIT_COMMITTER_DATE": day,
        "GIT_CONFIG_GLOBAL": os.devnull,
    }
    for command in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "all"],
    ):
        subprocess.run(["git", *command], cwd=folder, env=environment, check=True)
    return folder


def built(origin: Path, variation: Variation, base: Path) -> str:
    """The digest of the site that comes of a copy of a dossier, built by a process of its own."""
    folder = base / variation.folder / "dossier"
    paths = sorted(listed(origin).files)
    if variation.shuffled:
        random.Random(7).shuffle(paths)
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(origin / path, folder / path)
    # Git keeps empty folders, and cannot do without some of them.
    for name in filter(None, listed(origin).folders):
        (folder / name).mkdir(parents=True, exist_ok=True)
    path_of_modules = [str(REPOSITORY)]
    if variation.later:
        (base / "clock").mkdir()
        (base / "clock/sitecustomize.py").write_text(CLOCK, "utf-8")
        path_of_modules.insert(0, str(base / "clock"))
    environment = {
        name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"
    } | {"PYTHONPATH": os.pathsep.join(path_of_modules)}
    done = subprocess.run(
        [sys.executable, "-m", "dossier", "build", "--no-search", *variation.arguments],
        cwd=folder,
        env=environment | dict(variation.environment),
        umask=variation.umask,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        return f"exit {done.returncode}: {done.stderr}"
    return tree_digest(folder / "build/site")


def main() -> int:
    """Run all; the exit status says whether the trees differ."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=250)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dossier-variations-") as name:
        base = Path(name).resolve()
        origin = source(base / "origin", arguments.articles)
        expected = built(origin, Variation("plain"), base)
        wrong = 0
        for number, variation in enumerate(VARIATIONS):
            with tempfile.TemporaryDirectory(
                prefix=f"dossier-{number}-", dir=variation.parent or base
            ) as folder:
                found = built(origin, variation, Path(folder))
            if found != expected:
                wrong += 1
                print(f"  wrong: {variation.name}: {found}")
    print(f"variations: {len(VARIATIONS) - wrong} of {len(VARIATIONS)} give the tree {expected}")
    return 1 if wrong or len(expected) != 64 else 0


if __name__ == "__main__":
    sys.exit(main())

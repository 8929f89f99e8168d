"""How the cost of a cold build of ours grows with the dossier.

python -m bench.growth --sizes 1000 10000 100000
"""

import argparse
import tempfile
from pathlib import Path

from bench.maker import Sizes
from bench.measure import measured
from bench.run import GIB
from bench.tool import QUIET, ours


def records_of(articles: int) -> int:
    """How many records a dossier of so many articles has."""
    sizes = Sizes(articles)
    return articles + sizes.entities + sizes.instruments + sizes.themes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000, 100_000])
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    print(
        "| Articles | Records | Elapsed, s | CPU, s | CPU per record, ms "
        "| Largest process, GiB | All processes, GiB |"
    )
    print("| ---: |" + " ---: |" * 6)
    for size in given.sizes:
        with tempfile.TemporaryDirectory() as folder:
            tool = ours(Path(folder) / "dossier", size, given.seed)
            cost = measured(tool.command, tool.folder, QUIET)
        records = records_of(size)
        print(
            f"| {size:,} | {records:,} | {cost.elapsed:.1f} | {cost.cpu:.1f} "
            f"| {cost.cpu / records * 1000:.2f} | {cost.peak / GIB:.2f} "
            f"| {cost.together / GIB:.2f} |",
            flush=True,
        )


if __name__ == "__main__":
    main()

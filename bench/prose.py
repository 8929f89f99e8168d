"""How the time to read prose grows with its length.

    python -m bench.prose

Each line is a kind of text made to be hard, with the time of its longest form relative to one of
half the length: about 2 where time grows with length, about 4 where it grows with its square.
"""

import statistics
import time
from collections.abc import Callable

from dossier.records.prose import first_sentence, scan

LONGEST = 64 * 1024
TEXTS = (
    "[[a]] ",
    "[@a] ",
    "商[[a]]。",
    "&amp;",
    "[[a ",
    ". ",
    "p. A ",
    "`[[a]]`",
    "*a",
)


def seconds(read: Callable[[str], object], text: str) -> float:
    """The median of five readings, in seconds of this process."""
    found = []
    for _ in range(5):
        started = time.process_time()
        read(text)
        found.append(time.process_time() - started)
    return statistics.median(found)


def main() -> None:
    print("| text | scan | growth | first sentence | growth |\n| --- | --- | --- | --- | --- |")
    for part in TEXTS:
        whole = part * (LONGEST // len(part))
        half = whole[: len(whole) // 2]
        cells = [f"`{part.strip()}` …"]
        for read in (scan, first_sentence):
            long = seconds(read, whole)
            growth = long / max(seconds(read, half), 1e-6)
            cells += [f"{long * 1000:.0f} ms", f"{growth:.1f}"]
        print(f"| {' | '.join(cells)} |")


if __name__ == "__main__":
    main()

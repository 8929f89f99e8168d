"""Has every page of the founding site checked by the Nu HTML Checker, and reads every other file.

`python -m tests.deep.html vnu.jar`; needs Java. The jar is in the npm package `vnu-jar`.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from icalendar import Calendar
from lxml import etree

from tests.conftest import REPOSITORY

_POLICY = re.compile("violates Content Security Policy")
"""What is said of files that have no origin, and of data in `<script>`; browsers have their say in
`tests/site/test_policy.py`."""


def main() -> int:
    """Run it; the exit status says whether anything was wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("jar", type=Path)
    jar = parser.parse_args().jar
    with tempfile.TemporaryDirectory(prefix="dossier-html-") as folder:
        site = Path(folder).resolve() / "site"
        subprocess.run(
            [sys.executable, "-m", "dossier", "build", "--quiet", "--site", str(site)],
            cwd=REPOSITORY,
            check=True,
        )
        pages = sorted(site.rglob("*.html"))
        messages = checked(jar, pages)
        others = read(site)
    kinds = Counter(str(one.get("subType") or one["type"]) for one in messages)
    first = {one["message"]: one.get("url", "") for one in reversed(messages)}
    for text, number in Counter(one["message"] for one in messages).most_common(20):
        print(f"{number:6} {text} ({first[text]})")
    wrong = sum(number for kind, number in kinds.items() if kind != "info")
    print(f"{len(pages):,} pages: {wrong} errors and warnings, {kinds['info']} remarks")
    print(", ".join(f"{number:,} {kind} well-formed" for kind, number in sorted(others.items())))
    return 1 if wrong or not pages else 0


def checked(jar: Path, pages: list[Path]) -> list[dict[str, str]]:
    """What the checker says of some pages; that it did not run is an error."""
    messages: list[dict[str, str]] = []
    for start in range(0, len(pages), 400):
        done = subprocess.run(
            ["java", "-Xss8m", "-jar", jar, "--format", "json", *pages[start : start + 400]],
            capture_output=True,
            check=False,
        )
        said = json.loads(done.stderr)["messages"]
        messages += [one for one in said if not _POLICY.search(one["message"])]
    return messages


def read(site: Path) -> Counter[str]:
    """How many feeds, maps, calendars and data files there are; all must be well-formed."""
    found: Counter[str] = Counter()
    for file in sorted(site.rglob("*")):
        data = file.read_bytes() if file.suffix in (".xml", ".svg", ".ics", ".json") else b""
        if file.suffix in (".xml", ".svg"):
            etree.fromstring(data)
        elif file.suffix == ".ics":
            Calendar.from_ical(data)
        elif file.suffix == ".json":
            json.loads(data)
        if data:
            found[file.suffix.removeprefix(".")] += 1
    return found


if __name__ == "__main__":
    sys.exit(main())

"""All bad inputs by row of the matrix of threats, and what is said to each.

`python -m tests.hostile.corpus` writes `expected.txt` anew; read what has changed.
"""

import re
import tempfile
from pathlib import Path

from tests.hostile import rows_file, rows_output, rows_prose, rows_reference, rows_yaml
from tests.hostile.case import Case
from tests.hostile.child import check_in_child

ROWS: dict[str, tuple[Case, ...]] = {
    **rows_yaml.ROWS,
    **rows_reference.ROWS,
    **rows_file.ROWS,
    **rows_output.ROWS,
    **rows_prose.ROWS,
}
EXPECTED = Path(__file__).parent / "expected.txt"
SOUND = "sound\n"
"""What is said to an input that only looks bad."""

_PROBLEM = re.compile(r"^(\S.*?:\d+:\d+: [a-z0-9-]+): ")


def places(report: str) -> list[str]:
    """The place and the code of each problem in a report, without `content/`."""
    lines = (match[1] for line in report.splitlines() if (match := _PROBLEM.match(line)))
    return [line.removeprefix("content/") for line in lines]


def told(report: str) -> str:
    """A report in short: of many problems only the first three."""
    found = places(report)
    more = [f"and {len(found) - 3} more"] if len(found) > 3 else []
    return "".join(f"{line}\n" for line in (*found[:3], *more)) or SOUND


def expectations() -> dict[str, str]:
    """Row and name of each input to what is said to it."""
    _, *found = re.split(r"^# (.*)\n", EXPECTED.read_text("utf-8"), flags=re.MULTILINE)
    texts = (text.rstrip("\n") + "\n" for text in found[1::2])
    return dict(zip(found[::2], texts, strict=True))


def _written() -> str:
    sections = []
    for row, cases in ROWS.items():
        for case in cases:
            with tempfile.TemporaryDirectory() as folder:
                done = check_in_child(case.write(Path(folder) / "dossier"))
            sections.append(f"# {row} {case.name}\n{told(done.report)}")
    return "\n".join(sections)


if __name__ == "__main__":
    EXPECTED.write_text(_written(), "utf-8")

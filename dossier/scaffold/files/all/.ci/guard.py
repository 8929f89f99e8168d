"""Say what a pull request touches besides records, and fail if no owner has looked at that.

Usage: guard.py BEFORE AFTER, two revisions. FROM_OUTSIDE and LOOKED_AT are "true" or "false":
whether the pull request comes from another repository, and whether an owner has said that it may
go in.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

RECORDS = ("articles", "entities", "events", "instruments", "statements", "themes")
FILE, GONE = "100644", "000000"
OWNERS = Path(".github/CODEOWNERS")
NOBODY = "owners@example.org"


def changes(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Yield each path that two revisions differ in, with its mode in the second."""
    command = ["git", "diff", "--raw", "-z", "--no-renames", before, after, "--"]
    done = subprocess.run(command, capture_output=True, check=True)
    fields = iter(done.stdout.decode("utf-8", errors="backslashreplace").split("\0"))
    for field in fields:
        if field:
            yield next(fields), field.split()[1]


def is_record(path: str, mode: str) -> bool:
    """Whether a change is one to records and what lies beside them, in files and not in links."""
    folder, *parts = path.split("/")
    hidden = any(part.startswith(".") for part in parts)
    return folder == "content" and parts[0] in RECORDS and not hidden and mode in (FILE, GONE)


def escaped(text: str, more: str = "") -> str:
    """A text that neither ends a workflow command nor begins another."""
    return "".join(f"%{ord(c):02X}" if c in f"%\r\n{more}" else c for c in text)


def main() -> int:
    before, after = sys.argv[1:]
    touched = [path for path, mode in changes(before, after) if not is_record(path, mode)]
    from_outside = os.environ["FROM_OUTSIDE"] != "false"
    looked_at = os.environ["LOOKED_AT"] == "true"
    stops = bool(touched) and from_outside and not looked_at
    for path in touched:
        said = escaped(f"{path}: not a record, so an owner has to look at it")
        print(f"::{'error' if stops else 'notice'} file={escaped(path, ',:')}::{said}")
    if NOBODY in OWNERS.read_text("utf-8"):
        print(f"::warning file={OWNERS}::it names nobody yet, so no owner is asked for a review")
    print(f"{len(touched)} files are not records")
    if stops:
        print("An owner who has looked at them adds the label 'looked at by an owner'")
    return stops


if __name__ == "__main__":
    sys.exit(main())

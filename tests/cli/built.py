"""What a build left behind, and what it said."""

from pathlib import Path


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def summary(stderr: str) -> str:
    return stderr.strip().splitlines()[-1]

"""A git repository of a test's own."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path


class Repository:
    """A repository whose commits are made by nobody, on days of the test's choice."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main")

    @classmethod
    def at(cls, folder: Path) -> "Repository":
        """One that is there already."""
        found = cls.__new__(cls)
        found.folder = folder
        return found

    def git(self, *arguments: str, day: str = "2021-01-01") -> str:
        settings = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        settings += ["-c", "commit.gpgsign=false", "-c", "core.hooksPath=/dev/null"]
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_DATE": "1999-01-01T12:00:00Z",
            "GIT_COMMITTER_DATE": f"{day}T12:00:00Z",
        }
        done = subprocess.run(
            ["git", *settings, *arguments],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    def write(self, files: Mapping[str, str | None]) -> None:
        """Write files with their content; those that have none go."""
        for path, text in files.items():
            file = self.folder / path
            if text is None:
                file.unlink()
                continue
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")

    def commit(self, day: str, files: Mapping[str, str | None]) -> str:
        """Commit files with their content, or without those that have none; the commit's hash."""
        self.write(files)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "x", day=day)
        return self.git("rev-parse", "HEAD")

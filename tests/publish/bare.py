"""A bare repository, and what is published in a branch of it."""

import io
import os
import subprocess
import tarfile
from pathlib import Path


class Bare:
    """An empty bare repository to which sites are published."""

    BRANCH = "pages"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True)
        self.git("init", "--quiet", "--bare")

    @property
    def place(self) -> str:
        """What `dossier publish --to` calls it."""
        return f"git:{self.folder}#{self.BRANCH}"

    def git(self, *arguments: str) -> bytes:
        environment = {key: value for key, value in os.environ.items() if key[:4] != "GIT_"}
        return subprocess.run(
            ["git", *arguments],
            cwd=self.folder,
            env=environment,
            check=True,
            capture_output=True,
        ).stdout

    def commits(self) -> list[str]:
        """The branch's commits, the newest first; none where there is no branch."""
        if not self.git("for-each-ref", f"refs/heads/{self.BRANCH}"):
            return []
        return self.git("rev-list", self.BRANCH).decode().split()

    def files(self, commit: str = BRANCH) -> dict[str, bytes]:
        """The files of a commit, by path."""
        archive = io.BytesIO(self.git("archive", commit))
        with tarfile.open(fileobj=archive) as found:
            return {
                one.name: file.read()
                for one in found
                if one.isfile() and (file := found.extractfile(one))
            }

    def is_sound(self) -> bool:
        """Whether git finds nothing wrong in it."""
        done = subprocess.run(
            ["git", "fsck", "--full", "--strict", "--no-dangling"],
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode == 0

"""The site of a preview with its search index, made in the background by a build of its own."""

import contextlib
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from threading import Event, Thread

_QUIET = 1.0
"""Seconds without an edit before the site is built anew."""


class Background:
    """Runs a command after each burst of requests, and again if there were some meanwhile."""

    def __init__(self, command: Sequence[str], site: Path) -> None:
        """`site` is the folder into which the command builds."""
        self._command = command
        self._site = site
        self._wanted, self._ended = Event(), Event()
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()

    def request(self) -> None:
        """Say that the records have changed."""
        self._wanted.set()

    def file(self, path: str) -> bytes | None:
        """The bytes of a file of the last finished build."""
        file = (self._site / path).resolve()
        if file.is_relative_to(self._site.resolve()) and file.is_file():
            return file.read_bytes()
        return None

    def end(self) -> None:
        """Stop, and with it a build that is under way."""
        self._ended.set()
        self._wanted.set()
        self._thread.join()

    def _run(self) -> None:
        while self._wanted.wait() and not self._ended.is_set():
            while self._wanted.is_set() and not self._ended.is_set():
                self._wanted.clear()
                self._ended.wait(_QUIET)
            if not self._ended.is_set():
                self._build()

    def _build(self) -> None:
        """Build; what is wrong with the dossier was said already."""
        with subprocess.Popen(  # noqa: S603 - our own command
            self._command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            # Whoever waits for a page goes first, where the system knows of such a thing.
            with contextlib.suppress(AttributeError, OSError):
                os.setpriority(os.PRIO_PROCESS, process.pid, 19)
            while process.poll() is None:
                if self._ended.wait(0.1):
                    process.terminate()
                    break

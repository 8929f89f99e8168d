"""Pagefind as a service: pages go in and files come out through pipes, and nothing is on the disk.

Its own module for Python waits a tenth of a second for each page; what it says over the pipes, in
Base64 of JSON with a comma after each message, is said here without waiting.
"""

import base64
import contextlib
import json
import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from threading import Thread
from typing import IO, Any, cast

from dossier.errors import MachineError

_NEEDED = ("pagefind.js", "pagefind-entry.json", "pagefind-worker.js")
"""Of the files outside folders those that a browser asks for; others are for other interfaces."""

_CHUNK = 1 << 20


def indexed(pages: Iterable[tuple[str, str]]) -> dict[str, bytes]:
    """Index pages, given their paths from the site's root and their HTML; the index's files.

    Pagefind's own settings, from its environment variables and a file where it is run, are kept
    from it: the index depends on the pages alone.

    Raises:
        MachineError: Pagefind cannot be run, or has an error.
    """
    # It brings asyncio along, and many builds make no index.
    from pagefind.service import get_executable

    executable = get_executable()
    if executable is None:
        raise MachineError("pagefind, which makes the search index, is not installed")
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")
    }
    with tempfile.TemporaryDirectory(prefix="dossier-") as empty:
        try:
            process = subprocess.Popen(  # noqa: S603
                [executable, "--service"],
                cwd=empty,
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except OSError as error:
            raise MachineError(f"pagefind cannot be run: {executable}: {error.strerror}") from error
        with process:
            to, back = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
            try:
                return _asked(to, back, pages)
            finally:
                process.kill()
                # What it was not told yet cannot be told any more.
                with contextlib.suppress(OSError):
                    to.close()


def _asked(to: IO[bytes], back: IO[bytes], pages: Iterable[tuple[str, str]]) -> dict[str, bytes]:
    answers = _answers(back)
    requests: list[Mapping[str, Any]] = [{"type": "NewIndex", "config": None}]
    _tell(to, requests)
    place = {"index_id": next(answers)["index_id"]}
    requests = [
        {"type": "AddFile", "file_path": path, "url": None, "file_contents": html} | place
        for path, html in pages
    ]
    requests.append({"type": "GetFiles"} | place)
    # Both pipes are full at times: who only writes would wait for ever for who only writes.
    Thread(target=_tell, args=(to, requests), daemon=True).start()
    for _ in requests[:-1]:
        next(answers)
    return {
        file["path"]: base64.b64decode(file["content"])
        for file in next(answers)["files"]
        if _is_needed(file["path"])
    }


def _tell(pipe: IO[bytes], requests: Iterable[Mapping[str, Any]]) -> None:
    try:
        for number, request in enumerate(requests):
            message = json.dumps({"message_id": number, "payload": request})
            pipe.write(base64.b64encode(message.encode()) + b",")
        pipe.flush()
    except (OSError, ValueError):
        pass  # It has ended: whoever reads its answers finds that out.


def _answers(pipe: IO[bytes]) -> Iterator[Mapping[str, Any]]:
    """Yield what is said to each request, in turn."""
    parts: list[bytes] = []
    while chunk := os.read(pipe.fileno(), _CHUNK):
        *ended, rest = chunk.split(b",")
        for end in ended:
            answer = json.loads(base64.b64decode(b"".join([*parts, end])))["payload"]
            if answer["type"] == "Error":
                raise MachineError(f"pagefind could not index the site: {answer['message']}")
            yield answer
            parts = []
        parts.append(rest)
    raise MachineError("pagefind could not index the site: it ended before it was done")


def _is_needed(path: str) -> bool:
    return "/" in path or path in _NEEDED or path.endswith((".pagefind", ".pf_meta"))

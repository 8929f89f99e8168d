"""The text of a PDF, read in a process of its own: a PDF can be made to take for ever.

Run as a module, it reads a PDF from standard input and writes its text to standard output.
"""

import io
import subprocess
import sys
from importlib import import_module

from dossier.evidence.package import installed

PATIENCE = 60.0
"""Seconds that a PDF may take."""

MEMORY = 2 << 30
"""Bytes of address space that it may take, where the system has such a limit."""


def pdf_text(data: bytes, patience: float = PATIENCE) -> str:
    """The text of a PDF, pages apart by form feeds; empty where none can be read in time.

    Raises:
        MachineError: pypdf is not installed.
    """
    installed("pypdf")
    command = [sys.executable, "-m", "dossier.evidence.pdf"]
    try:
        done = subprocess.run(  # noqa: S603 - fixed words
            command, input=data, capture_output=True, timeout=patience, check=False
        )
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""


def _main() -> None:
    try:
        resource = import_module("resource")
    except ModuleNotFoundError:
        pass  # Windows has no such limit
    else:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    reader = installed("pypdf").PdfReader(io.BytesIO(sys.stdin.buffer.read()))
    text = "\f".join(page.extract_text() for page in reader.pages)
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))


if __name__ == "__main__":
    _main()

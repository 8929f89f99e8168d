"""The search index, by Pagefind over the built pages."""

import shutil
import subprocess
import sys
from pathlib import Path

from dossier.errors import MachineError

FOLDER = "pagefind"
"""Where the index lies within a site."""


def index(site: Path) -> None:
    """Index all pages of a site that say so, anew.

    Raises:
        MachineError: Pagefind cannot be run.
    """
    shutil.rmtree(site / FOLDER, ignore_errors=True)
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode != 0 or not (site / FOLDER / "pagefind.js").is_file():
        raise MachineError(f"pagefind could not index the site: {done.stderr.strip()[-400:]}")

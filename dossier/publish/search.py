"""The search index, by Pagefind over the built pages."""

import shutil
import subprocess
import sys
from pathlib import Path

from dossier.errors import MachineError

FOLDER = "pagefind"
"""Where the index lies within a site."""

SCRIPT = f"{FOLDER}/pagefind.js"
"""The file without which there is no index."""

DIGEST = f"{FOLDER}/digest.txt"
"""A file with the digest of all others of the index, by which a damaged one is found out."""


def index(site: Path) -> None:
    """Index all pages of a site that say so, anew.

    Raises:
        MachineError: Pagefind cannot be run.
    """
    if (site / FOLDER).exists():
        shutil.rmtree(site / FOLDER)
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode != 0 or not (site / SCRIPT).is_file():
        raise MachineError(f"pagefind could not index the site: {done.stderr.strip()[-400:]}")

"""The search index, by Pagefind over the built pages."""

import os
import shutil
import subprocess
import sys
import tempfile
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

    Pagefind's own settings, from its environment variables and a file where it is run, are kept
    from it: the index depends on the pages alone.

    Raises:
        MachineError: Pagefind cannot be run.
    """
    if (site / FOLDER).exists():
        shutil.rmtree(site / FOLDER)
    command = [sys.executable, "-P", "-m", "pagefind", "--site", str(site.resolve()), "--quiet"]
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")
    }
    with tempfile.TemporaryDirectory(prefix="dossier-") as empty:
        done = subprocess.run(  # noqa: S603
            command, cwd=empty, env=environment, capture_output=True, text=True, check=False
        )
    if done.returncode != 0 or not (site / SCRIPT).is_file():
        raise MachineError(f"pagefind could not index the site: {done.stderr.strip()[-400:]}")

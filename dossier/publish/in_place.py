"""Writing pages into a folder in which a host has built."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from dossier.publish.stamp import Output


def write_pages(outputs: Iterable[Output], frames: Iterable[str], folder: Path) -> None:
    """Write the pages among the host's files, and take the frames out."""
    for output in outputs:
        path = folder / output.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(output.data)
    for frame in frames:
        shutil.rmtree(folder / frame)
    (folder / "sitemap.xml.gz").unlink(missing_ok=True)

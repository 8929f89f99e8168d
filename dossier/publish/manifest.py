"""What a site was built from, as a file of the site."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from dossier import __version__


@dataclass(frozen=True, slots=True)
class Manifest:
    """The commit, the day and the records of a site, its pages by kind, and the tree's digest.

    That covers all files but the manifest itself and the search index, which no two builds have in
    common: see `dossier.publish.tree.combined`.
    """

    commit: str | None
    as_of: str
    records: int
    pages: Mapping[str, int]
    tree: str

    def as_json(self) -> bytes:
        """The manifest as it is written."""
        content = {
            "generator": f"dossier {__version__}",
            "commit": self.commit,
            "as_of": self.as_of,
            "records": self.records,
            "pages": dict(sorted(self.pages.items())),
            "tree": self.tree,
        }
        return f"{json.dumps(content, indent=2)}\n".encode()

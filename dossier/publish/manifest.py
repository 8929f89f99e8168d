"""What a site was built from, as a file of the site."""

import datetime
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from dossier import __version__

_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Manifest:
    """The commit, the day and the records of a site, its pages by kind, and the tree's digest.

    That covers all files but the manifest itself and the search index, which no two builds have in
    common: see `dossier.publish.tree.combined`. `commit` is the last that changed the content,
    `head` the one at which the dossier's folder stood.
    """

    commit: str | None
    as_of: str
    records: int
    pages: Mapping[str, int]
    tree: str
    head: str | None = None

    @classmethod
    def read(cls, data: bytes) -> "Manifest":
        """Read a manifest that was written by this or another version.

        Raises:
            ValueError: it is none.
        """
        content = json.loads(data)
        if not isinstance(content, dict):
            raise ValueError("not a mapping")
        commit, as_of, tree = (content.get(key) for key in ("commit", "as_of", "tree"))
        head = content.get("head")
        records, pages = content.get("records"), content.get("pages")
        if not (
            str(content.get("generator")).startswith("dossier ")
            and _is_commit(commit)
            and _is_commit(head)
            and isinstance(as_of, str)
            and datetime.date.fromisoformat(as_of)
            and isinstance(tree, str)
            and isinstance(records, int)
            and isinstance(pages, dict)
            and all(isinstance(number, int) for number in pages.values())
        ):
            raise ValueError("not the manifest of a dossier")
        return cls(commit, as_of, records, pages, tree, head)

    def as_json(self) -> bytes:
        """The manifest as it is written."""
        content = {
            "generator": f"dossier {__version__}",
            "commit": self.commit,
            "head": self.head,
            "as_of": self.as_of,
            "records": self.records,
            "pages": dict(sorted(self.pages.items())),
            "tree": self.tree,
        }
        return f"{json.dumps(content, indent=2)}\n".encode()


def _is_commit(value: object) -> bool:
    return value is None or (isinstance(value, str) and bool(_COMMIT.fullmatch(value)))

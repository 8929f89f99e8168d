"""Records that edits add, edits of prose, and how much of a dossier is read for one."""

from collections.abc import Callable

import pytest

from tests.revision.edited import Edited

Edit = Callable[[Edited], object]

ARTICLE = {
    "kind": "press",
    "title": "An article",
    "lang": "en",
    "publisher_name": "Courier",
    "published": "2022-01",
    "tier": "secondary",
}
TITLE = {"en": "Something", "fr": "Quelque chose"}
CITES = ["ministry-2021-release"]
EVENT = {"title": TITLE, "date": "2021-12-10", "kind": "other"}
SAID = {"en": "It says so.", "fr": "Elle le dit."}
CLAIM = {"kind": "claim", "by": "ministry", "text": SAID, "said": "2021", "cites": CITES}
REPLY = {**CLAIM, "kind": "response", "by": "example-unit", "said": "2022"}
ORDER = {"title": TITLE, "kind": "order"}
HEAD = {
    "id": "head",
    "predicate": "official-of",
    "object": "ministry",
    "since": "2020-05",
    "until": "2022?",
    "cites": CITES,
}
LISTING = "articles/2021/gazette-2021-listing.md"
PUBLIC = {"protection": "public-figure"}

both_ways = pytest.mark.parametrize(
    "share", [0, 4], indirect=True, ids=["a part is read", "much is read"]
)


def more_prose(dossier: Edited) -> None:
    dossier.replace(LISTING, "## What it leaves out", "More of it.\n\n## What it leaves out")


def more_prose_in_french(dossier: Edited) -> None:
    path = LISTING.replace(".md", ".fr.md")
    dossier.replace(path, "## Ce qu", "Encore un mot.\n\n## Ce qu")

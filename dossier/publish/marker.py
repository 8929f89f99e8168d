"""The words that stand in the host's pages for what the core puts in.

They have capital letters, so that no id, and none of the addresses made of ids, can contain one;
and nothing that HTML, Markdown or an address would escape. Payloads are hexadecimal. No page and no
name of a file in the content has the word that they begin with (`reserved-word`).
"""

import re
from typing import Final

from dossier import __version__

TITLE: Final = "DOSSIERxTITLE"
DESCRIPTION: Final = "DOSSIERxDESCRIPTION"
NAME: Final = "DOSSIERxNAME"
"""The last part of a page's address: a record's id, or a year."""

HEAD: Final = "DOSSIERxMETA"
"""Where what is for machines goes in the head of a frame."""

PAGE_HEAD: Final = "DOSSIERxHEADx"
"""The same of a page written by hand."""

BODY: Final = "DOSSIERxBODY"
LEAF: Final = "DOSSIERxLEAF"
PARENT: Final = "DOSSIERxPARENT"
CHILD: Final = "DOSSIERxCHILD"
SECOND_CHILD: Final = "DOSSIERxTWIN"
ID: Final = "xID"
"""Ending of a heading's marker where its id stands; the bare marker stands for its title."""

END: Final = "DOSSIERxENDx"
"""Where a hand-written page lists its sources and says what day it speaks of."""

GENERATOR: Final = f'<meta name="generator" content="dossier {__version__}">'
"""What every page that a host has rendered for the dossier says in its head."""

_OF_FRAMES = (TITLE, DESCRIPTION, NAME, HEAD, BODY, LEAF, PARENT, CHILD, SECOND_CHILD)

ANY: Final = re.compile(rf"DOSSIERx[A-Za-z0-9]+|(?i:{'|'.join(_OF_FRAMES)})")
"""A marker, also one of a frame that a host has made an id or a part of an address of."""

EMBEDDED: Final = re.compile(
    r"(?:<div>)?DOSSIERx"
    r"(?:(?P<kind>REF|WORD|CITE|BLOCK)x(?P<payload>(?:[0-9a-f]{2})*)|END|HEAD)x"
    r"(?:</div>)?"
)


def embedded(kind: str, payload: str) -> str:
    """The marker of a reference (REF), its bare words (WORD), citations (CITE) or a BLOCK."""
    return f"DOSSIERx{kind}x{payload.encode('utf-8').hex()}x"


def payload(match: re.Match[str]) -> str:
    """What an embedded marker carries.

    Raises:
        ValueError: nothing that `embedded` has made: somebody wrote it by hand.
    """
    return bytes.fromhex(match["payload"] or "").decode("utf-8")

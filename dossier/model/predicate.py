"""The registry of relations: how each reads in both directions, and what it joins."""

from dataclasses import dataclass
from typing import Final

_PARTY = frozenset({"person", "company", "organisation", "public-body", "court", "media", "group"})
_BODY = _PARTY - {"person", "group"}
_PERSON = frozenset({"person"})
_INSTRUMENT = frozenset({"instrument"})
_ARTICLE = frozenset({"article"})
_ANY = _PARTY | _INSTRUMENT | _ARTICLE | {"place", "technology"}


@dataclass(frozen=True, slots=True)
class Predicate:
    """How a relation reads: "SUBJECT phrase OBJECT", and "OBJECT reverse SUBJECT".

    Both phrases are English, and the keys of the catalogues that translate them. `subjects` and
    `objects` name the kinds of entity, or `instrument` or `article`, that it may join. `kind` is
    one of `KINDS`.
    """

    kind: str
    phrase: str
    reverse: str
    subjects: frozenset[str]
    objects: frozenset[str]


KINDS: Final[dict[str, str]] = {
    "structure": "Ownership and structure",
    "people": "People and membership",
    "measure": "Listings and sanctions",
    "law": "Law and its application",
    "other": "Other relations",
}
"""Kind of relation to what its heading says. A listing, which is computed, is a measure."""

PREDICATES: Final[dict[str, Predicate]] = {
    "subsidiary-of": Predicate("structure", "is a subsidiary of", "is the parent of", _BODY, _BODY),
    "controlled-by": Predicate("structure", "is controlled by", "controls", _BODY, _PARTY),
    "part-of": Predicate("structure", "is part of", "includes", _BODY, _BODY),
    "shareholder-of": Predicate(
        "structure", "is a shareholder of", "has as shareholder", _PARTY, _BODY
    ),
    "cornerstone-investor-in": Predicate(
        "structure", "is a cornerstone investor in", "has as cornerstone investor", _PARTY, _BODY
    ),
    "spun-out-of": Predicate("structure", "grew out of", "is the origin of", _BODY, _BODY),
    "listed-at": Predicate("structure", "is listed at", "lists the shares of", _BODY, _BODY),
    "founder-of": Predicate("people", "is the founder of", "was founded by", _PARTY, _BODY),
    "co-founder-of": Predicate("people", "is a co-founder of", "has as co-founder", _PERSON, _BODY),
    "executive-of": Predicate("people", "is an executive of", "has as executive", _PERSON, _BODY),
    "chair-of": Predicate("people", "chairs", "is chaired by", _PERSON, _BODY),
    "member-of": Predicate("people", "is a member of", "has as member", _PARTY, _BODY),
    "official-of": Predicate("people", "is an official of", "has as official", _PERSON, _BODY),
    "spokesperson-of": Predicate("people", "speaks for", "has as spokesperson", _PERSON, _BODY),
    "researcher-at": Predicate("people", "is a researcher at", "has as researcher", _PERSON, _BODY),
    "research-partner-of": Predicate(
        "other", "has a research agreement with", "has a research agreement with", _BODY, _BODY
    ),
    "litigated-against": Predicate(
        "other", "went to court against", "was taken to court by", _PARTY, _PARTY
    ),
    "sanctioned-by": Predicate("measure", "is sanctioned by", "has sanctioned", _PARTY, _BODY),
    "administers": Predicate("law", "administers", "is administered by", _BODY, _INSTRUMENT),
    "enforces": Predicate("law", "enforces", "is enforced by", _BODY, _INSTRUMENT),
    "signed": Predicate("law", "signed", "was signed by", _PERSON, _INSTRUMENT),
    "sponsored": Predicate("law", "sponsored", "was sponsored by", _PERSON, _INSTRUMENT),
    "named-in": Predicate("measure", "is named in", "names", _PARTY, _INSTRUMENT),
    "examined-in": Predicate(
        "other", "is examined in", "examines", _PARTY | {"technology", "place"}, _ARTICLE
    ),
    "supersedes": Predicate("law", "supersedes", "is superseded by", _INSTRUMENT, _INSTRUMENT),
    "amends": Predicate("law", "amends", "is amended by", _INSTRUMENT, _INSTRUMENT),
    "implements": Predicate("law", "implements", "is implemented by", _INSTRUMENT, _INSTRUMENT),
    "establishes": Predicate("law", "establishes", "is established by", _INSTRUMENT, _INSTRUMENT),
    "based-on": Predicate("law", "is based on", "is the basis of", _INSTRUMENT, _INSTRUMENT),
    "associated-with": Predicate("other", "is associated with", "is associated with", _ANY, _ANY),
}
"""Predicate, as written, to how it reads and what it joins."""

LABELS: Final[dict[str, str]] = {name: predicate.phrase for name, predicate in PREDICATES.items()}

SUCCESSION: Final = frozenset({"supersedes", "amends", "implements", "establishes", "based-on"})
"""The predicates that say what came before and after an instrument."""

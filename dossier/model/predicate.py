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
    `objects` name the kinds of entity, or `instrument` or `article`, that it may join.
    """

    phrase: str
    reverse: str
    subjects: frozenset[str]
    objects: frozenset[str]


PREDICATES: Final[dict[str, Predicate]] = {
    "subsidiary-of": Predicate("is a subsidiary of", "is the parent of", _BODY, _BODY),
    "controlled-by": Predicate("is controlled by", "controls", _BODY, _PARTY),
    "part-of": Predicate("is part of", "includes", _BODY, _BODY),
    "shareholder-of": Predicate("is a shareholder of", "has as shareholder", _PARTY, _BODY),
    "cornerstone-investor-in": Predicate(
        "is a cornerstone investor in", "has as cornerstone investor", _PARTY, _BODY
    ),
    "spun-out-of": Predicate("grew out of", "is the origin of", _BODY, _BODY),
    "listed-at": Predicate("is listed at", "lists the shares of", _BODY, _BODY),
    "founder-of": Predicate("is the founder of", "was founded by", _PARTY, _BODY),
    "co-founder-of": Predicate("is a co-founder of", "has as co-founder", _PERSON, _BODY),
    "executive-of": Predicate("is an executive of", "has as executive", _PERSON, _BODY),
    "chair-of": Predicate("chairs", "is chaired by", _PERSON, _BODY),
    "member-of": Predicate("is a member of", "has as member", _PARTY, _BODY),
    "official-of": Predicate("is an official of", "has as official", _PERSON, _BODY),
    "spokesperson-of": Predicate("speaks for", "has as spokesperson", _PERSON, _BODY),
    "researcher-at": Predicate("is a researcher at", "has as researcher", _PERSON, _BODY),
    "research-partner-of": Predicate(
        "has a research agreement with", "has a research agreement with", _BODY, _BODY
    ),
    "litigated-against": Predicate(
        "went to court against", "was taken to court by", _PARTY, _PARTY
    ),
    "sanctioned-by": Predicate("is sanctioned by", "has sanctioned", _PARTY, _BODY),
    "administers": Predicate("administers", "is administered by", _BODY, _INSTRUMENT),
    "enforces": Predicate("enforces", "is enforced by", _BODY, _INSTRUMENT),
    "signed": Predicate("signed", "was signed by", _PERSON, _INSTRUMENT),
    "sponsored": Predicate("sponsored", "was sponsored by", _PERSON, _INSTRUMENT),
    "named-in": Predicate("is named in", "names", _PARTY, _INSTRUMENT),
    "examined-in": Predicate(
        "is examined in", "examines", _PARTY | {"technology", "place"}, _ARTICLE
    ),
    "supersedes": Predicate("supersedes", "is superseded by", _INSTRUMENT, _INSTRUMENT),
    "amends": Predicate("amends", "is amended by", _INSTRUMENT, _INSTRUMENT),
    "implements": Predicate("implements", "is implemented by", _INSTRUMENT, _INSTRUMENT),
    "establishes": Predicate("establishes", "is established by", _INSTRUMENT, _INSTRUMENT),
    "based-on": Predicate("is based on", "is the basis of", _INSTRUMENT, _INSTRUMENT),
    "associated-with": Predicate("is associated with", "is associated with", _ANY, _ANY),
}
"""Predicate, as written, to how it reads and what it joins."""

LABELS: Final[dict[str, str]] = {name: predicate.phrase for name, predicate in PREDICATES.items()}

SUCCESSION: Final = frozenset({"supersedes", "amends", "implements", "establishes", "based-on"})
"""The predicates that say what came before and after an instrument."""

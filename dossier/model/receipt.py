"""What is committed of a look at a snapshot: that a quotation was found in it, and where."""

from typing import Annotated

from pydantic import NonNegativeInt, PositiveInt

from dossier.model.field import Choice, Date, Digest, Flag, LocalId, Model, Ref
from dossier.model.kind import VERDICTS

FOUND = {name: VERDICTS[name] for name in ("exact", "normalised", "words-only")}
"""The verdicts on a quotation that was found."""


class Receipt(Model):
    """One quotation that was found in a snapshot. It has none of the snapshot's words."""

    item: Annotated[str, Ref(frozenset(), items=True)]
    """The item or record that it is written in."""

    source: LocalId
    """The article it was copied from."""

    quote: Digest
    """The SHA-256 digest of its words, and of those that must stand around them."""

    snapshot: Digest
    """The SHA-256 digest of the snapshot."""

    captured: Date
    """When the snapshot was made."""

    text: Digest
    """The SHA-256 digest of the snapshot's text, in which it was found."""

    at: tuple[tuple[NonNegativeInt, NonNegativeInt], ...]
    """Where its parts begin and end in that text, in code points."""

    normaliser: PositiveInt
    """The version of the rules for normal forms by which it was found."""

    verdict: Annotated[str, Choice(FOUND)]
    """How it was found."""

    ambiguous: Flag = False
    """True for the words of a locator that stand in the text more than once."""

    @property
    def key(self) -> tuple[str, str, str]:
        """What it is the receipt of."""
        return self.item, self.source, self.quote


class Receipts(Model):
    """All receipts for what is quoted in one record."""

    quotations: tuple[Receipt, ...]
    """In the order of their keys."""

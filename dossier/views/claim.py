"""Claims with what answers them, told apart from what else was said, and counted."""

from collections.abc import Iterable
from dataclasses import astuple, dataclass

from dossier.checks.reply import has_replied
from dossier.graph.graph import Graph, Statements
from dossier.graph.item import Item
from dossier.model.statement import StatementFields


@dataclass(frozen=True, slots=True)
class ClaimCounts:
    """How many claims and other statements there are, and how the accused of all claims stand.

    Each accused is counted once for each claim: who `replied`; of whom no reply was found though
    somebody `searched`, or of whom it was `not_sought`; and who was `asked` and has yet to answer.
    """

    claims: int = 0
    others: int = 0
    replied: int = 0
    searched: int = 0
    not_sought: int = 0
    asked: int = 0

    def __add__(self, other: "ClaimCounts") -> "ClaimCounts":
        return ClaimCounts(*map(sum, zip(astuple(self), astuple(other), strict=True)))

    def as_json(self) -> list[int]:
        """As it is kept; `ClaimCounts(*kept)` is what was kept."""
        return list(astuple(self))

    @property
    def accused(self) -> int:
        """How many are accused, claim by claim."""
        return self.replied + self.searched + self.not_sought + self.asked


def claim_counts(graph: Graph, items: Iterable[Item[StatementFields]]) -> ClaimCounts:
    """Count the claims and other statements among some, and those who are accused."""
    claims, others = told_apart(graph, items)
    return sum((_accused(graph, item) for item in claims), ClaimCounts(len(claims), len(others)))


def told_apart(
    graph: Graph, items: Iterable[Item[StatementFields]]
) -> tuple[Statements, Statements]:
    """Claims, and what was said besides claims and the replies that stand with them."""
    claims: list[Item[StatementFields]] = []
    others: list[Item[StatementFields]] = []
    for item in items:
        if _is_claim(graph, item):
            claims.append(item)
        elif not _stands_with_claim(graph, item, {item.id}):
            others.append(item)
    return tuple(claims), tuple(others)


def _is_claim(graph: Graph, item: Item[StatementFields]) -> bool:
    """Whether a statement stands at the head of an exchange: it accuses, or was answered."""
    return item.fields.kind != "response" and bool(
        item.fields.against
        or graph.replies.get(item.id, ())
        or item.fields.replies
        or item.fields.kind in ("claim", "finding", "demand")
    )


def _stands_with_claim(graph: Graph, item: Item[StatementFields], seen: set[str]) -> bool:
    """Whether what a statement answers is a claim, or an answer to one in turn."""
    for one in item.fields.responds_to:
        id = graph.resolve_item(one, item.home.id)
        if id in seen or id not in graph.statements:
            continue
        seen.add(id)
        answered = graph.statements[id]
        if _is_claim(graph, answered) or _stands_with_claim(graph, answered, seen):
            return True
    return False


def _accused(graph: Graph, item: Item[StatementFields]) -> ClaimCounts:
    fields = item.fields
    missing = {*(one.party for one in fields.no_reply), *fields.reply_not_sought}
    asked = {
        one.from_
        for one in fields.replies
        if one.from_ in fields.against and not has_replied(graph, item, one.from_)
    } - missing
    return ClaimCounts(
        replied=len(fields.against) - len(missing) - len(asked),
        searched=len(fields.no_reply),
        not_sought=len(fields.reply_not_sought),
        asked=len(asked),
    )

"""Claims with what answers them, told apart from what else was said, and counted."""

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass

from dossier.checks.reply import has_replied
from dossier.graph.graph import Graph
from dossier.graph.item import Item
from dossier.model.statement import StatementFields

Statements = Sequence[Item[StatementFields]]


@dataclass(frozen=True, slots=True)
class Exchanges:
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

    def __add__(self, other: "Exchanges") -> "Exchanges":
        return Exchanges(*map(sum, zip(astuple(self), astuple(other), strict=True)))

    def as_json(self) -> list[int]:
        """As it is kept; `Exchanges(*kept)` is what was kept."""
        return list(astuple(self))

    @property
    def total(self) -> int:
        """How many lines of a register they are: replies stand with what they answer."""
        return self.claims + self.others

    @property
    def accused(self) -> int:
        """How many are accused, claim by claim."""
        return self.replied + self.searched + self.not_sought + self.asked


def told_apart(
    graph: Graph, items: Iterable[Item[StatementFields]]
) -> tuple[Statements, Statements]:
    """Claims, and what was said besides claims and replies."""
    claims: list[Item[StatementFields]] = []
    others: list[Item[StatementFields]] = []
    for item in items:
        if is_claim(graph, item):
            claims.append(item)
        elif not _answers(graph, item):
            others.append(item)
    return claims, others


def exchanges(graph: Graph, claims: Statements, others: Statements) -> Exchanges:
    """Count claims, other statements, and those who are accused."""
    return sum((_accused(graph, item) for item in claims), Exchanges(len(claims), len(others)))


def is_claim(graph: Graph, item: Item[StatementFields]) -> bool:
    """Whether a statement stands at the head of an exchange: it accuses, or was answered."""
    return item.fields.kind != "response" and bool(
        item.fields.against
        or graph.replies.get(item.id, ())
        or item.fields.replies
        or item.fields.kind in ("claim", "finding", "demand")
    )


def _answers(graph: Graph, item: Item[StatementFields]) -> bool:
    """Whether a statement stands where what it answers does."""
    return any(
        graph.resolve_item(id, item.home.id) in graph.statements for id in item.fields.responds_to
    )


def _accused(graph: Graph, item: Item[StatementFields]) -> Exchanges:
    fields = item.fields
    missing = {*(one.party for one in fields.no_reply), *fields.reply_not_sought}
    asked = {
        one.from_
        for one in fields.replies
        if one.from_ in fields.against and not has_replied(graph, item, one.from_)
    } - missing
    return Exchanges(
        replied=len(fields.against) - len(missing) - len(asked),
        searched=len(fields.no_reply),
        not_sought=len(fields.reply_not_sought),
        asked=len(asked),
    )

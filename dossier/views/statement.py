"""The page of a statement in a file of its own, and the register of claims and replies."""

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.graph.graph import Graph
from dossier.graph.item import Item
from dossier.model.kind import STATEMENT_KINDS
from dossier.model.statement import Statement, StatementFields
from dossier.records.dossier import RecordFile
from dossier.views.composer import Composer
from dossier.views.filter import Filters, filters_of
from dossier.views.foot import foot_of
from dossier.views.mention import mention_rows
from dossier.views.message import N_
from dossier.views.page import Page, RecordPage
from dossier.views.part import ClaimView, Fact, MentionRow, ProseView, StatementView, TextView
from dossier.views.summary import description
from dossier.views.timeline import anchor_of


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementPage(RecordPage):
    """What the page of a statement shows, in its order."""

    claim: ClaimView
    answers: tuple[StatementView, ...]
    body: ProseView | None
    mentions: tuple[MentionRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementsPage(Page):
    """The register of claims with their replies, and of what else was said."""

    claims: tuple[ClaimView, ...]
    others: tuple[StatementView, ...]
    filters: Filters
    replied: int
    searched: int
    not_sought: int
    asked: int


def statement_page(compose: Composer, file: RecordFile, statement: Statement) -> StatementPage:
    """Lay out the page of a statement."""
    graph = compose.graph
    item = graph.statements[statement.id]
    answers = tuple(
        compose.statement(graph.statements[id])
        for one in statement.responds_to
        if (id := graph.resolve_item(one, statement.id)) in graph.statements
    )
    claim = compose.claim(item)
    return StatementPage(
        path=compose.path("statement", statement.id),
        lang=compose.lang,
        kind="statement",
        title=compose.name(statement.id),
        description=description(claim.claim.text),
        today=graph.today,
        id=statement.id,
        label=STATEMENT_KINDS[statement.kind],
        facts=tuple(_facts(compose, statement)),
        claim=claim,
        answers=answers,
        body=compose.prose(statement.body),
        mentions=mention_rows(compose, statement.id),
        foot=foot_of(compose, file),
    )


def _facts(compose: Composer, statement: Statement) -> Iterator[Fact]:
    yield Fact(N_("Said by"), links=compose.links(statement.by))
    yield Fact(N_("Date"), date=statement.said)
    if statement.about:
        yield Fact(N_("About"), links=compose.links(statement.about))
    if statement.themes:
        yield Fact(N_("Themes"), links=compose.links(statement.themes))


def statements_page(compose: Composer) -> StatementsPage:
    """Lay out the register of claims and replies, newest first."""
    graph = compose.graph
    items = tuple(graph.statements.values())[::-1]
    answering = {reply.id for replies in graph.replies.values() for reply in replies}
    claims = [item for item in items if _is_claim(graph, item)]
    shown = {item.id for item in claims}
    rows = tuple(compose.claim(item, anchor_of(item.id)) for item in claims)
    others = tuple(
        compose.statement(item, anchor_of(item.id))
        for item in items
        if item.id not in shown and item.id not in answering
    )
    return StatementsPage(
        path=compose.register("statements"),
        lang=compose.lang,
        kind="statements",
        title=TextView(N_("Claims and replies"), compose.lang),
        description="",
        today=graph.today,
        claims=rows,
        others=others,
        filters=filters_of(compose, (row.filters for row in rows)),
        replied=sum(len(row.against) - len(row.missing) - len(_asked(row)) for row in rows),
        searched=sum(one.as_of is not None for row in rows for one in row.missing),
        not_sought=sum(one.as_of is None for row in rows for one in row.missing),
        asked=sum(len(_asked(row)) for row in rows),
    )


def _asked(row: ClaimView) -> set[str]:
    """The accused whose answer the dossier waits for, and of whom nothing else is said."""
    missing = {one.party.href for one in row.missing}
    return {one.party.href for one in row.asked if one.is_open} - missing


def _is_claim(graph: Graph, item: Item[StatementFields]) -> bool:
    """Whether a statement stands at the head of an exchange: it accuses, or was answered."""
    replies = graph.replies.get(item.id, ())
    return item.fields.kind != "response" and bool(
        item.fields.against
        or replies
        or item.fields.replies
        or item.fields.kind in ("claim", "finding", "demand")
    )

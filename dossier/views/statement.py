"""The page of a statement in a file of its own, and the register of claims and replies."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dossier.graph.graph import Statements, year_of
from dossier.model.kind import STATEMENT_KINDS
from dossier.model.statement import Statement
from dossier.records.dossier import RecordFile
from dossier.views.claim import ClaimCounts, claim_counts, told_apart
from dossier.views.composer import Composer
from dossier.views.filter import Filters, filters_of
from dossier.views.foot import foot_of
from dossier.views.mention import mention_rows
from dossier.views.message import N_
from dossier.views.page import Page, RecordPage
from dossier.views.part import (
    ClaimView,
    Fact,
    LinkView,
    MentionRow,
    ProseView,
    StatementView,
    TextView,
)
from dossier.views.summary import description
from dossier.views.timeline import anchor_of
from dossier.views.year import YearLinks, beside, path_of, year_links


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementPage(RecordPage):
    """What the page of a statement shows, in its order."""

    claim: ClaimView
    answers: tuple[StatementView, ...]
    body: ProseView | None
    mentions: tuple[MentionRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementsPage(Page):
    """The register of claims with their replies, and of what else was said, or one year of it.

    `numbers` are of those on it and, where it leads to years, in them. `counts` are all years
    with the numbers of their claims, on the page of one year without these; there are none where
    the register is one page.
    """

    numbers: ClaimCounts
    claims: tuple[ClaimView, ...]
    others: tuple[StatementView, ...]
    filters: Filters
    whole: str
    """The path of the whole register from the site's root."""

    year: int | None = None
    counts: YearLinks = ()
    next_year: LinkView | None = None
    previous_year: LinkView | None = None


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
    """Lay out the register of claims and replies, or where it is long, the way to each year."""
    counts = compose.statement_counts()
    if not compose.site.options.is_split(count for _, count in counts):
        return _statements(compose, tuple(compose.graph.statements.values()))
    of_years = {key: compose.claim_counts(key) for key, _ in counts}
    links = ((key, numbers.claims) for key, numbers in of_years.items())
    return replace(
        _statements(compose, ()),
        numbers=sum(of_years.values(), ClaimCounts()),
        counts=year_links(compose, links, to_pages=True),
    )


def statements_year_page(compose: Composer, key: str) -> StatementsPage:
    """One year of a long register of claims and replies, given its key."""
    keys = compose.statement_years()
    before, after = beside(compose, keys, key)
    return replace(
        _statements(compose, compose.graph.statements_by_year[key]),
        path=compose.below(path_of(key)),
        kind="statements-year",
        year=year_of(key),
        counts=year_links(compose, ((one, None) for one in keys), to_pages=True),
        previous_year=before,
        next_year=after,
    )


def _statements(compose: Composer, items: Statements) -> StatementsPage:
    """Claims with their replies, newest first, and the rest after them."""
    graph = compose.graph
    claims, others = told_apart(graph, items[::-1])
    rows = tuple(compose.claim(item, anchor_of(item.id)) for item in claims)
    whole = compose.register("statements")
    return StatementsPage(
        path=whole,
        lang=compose.lang,
        kind="statements",
        title=TextView(N_("Claims and replies"), compose.lang),
        description="",
        today=graph.today,
        numbers=claim_counts(graph, items),
        claims=rows,
        others=tuple(compose.statement(item, anchor_of(item.id)) for item in others),
        filters=filters_of(compose, (row.filters for row in rows)),
        whole=whole,
    )

"""The page of an article: what the document is, what it says, and what relies on it."""

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.bibliography.date import csl_date
from dossier.bibliography.wikipedia import cite_template
from dossier.model.article import Article
from dossier.model.kind import ARTICLE_KINDS, TIERS
from dossier.records.dossier import RecordFile
from dossier.views.composer import Composer
from dossier.views.figure import discrepancy_row, figure_families
from dossier.views.foot import foot_of
from dossier.views.mention import mention_rows
from dossier.views.message import N_
from dossier.views.page import RecordPage
from dossier.views.part import (
    ClaimView,
    DiscrepancyRow,
    EventRow,
    Fact,
    FigureFamily,
    LinkView,
    MentionRow,
    ProseView,
    ReferenceRow,
    RelationRow,
    StatementView,
)
from dossier.views.path import source_files
from dossier.views.relation import relation_row
from dossier.views.summary import description
from dossier.views.version import version_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePage(RecordPage):
    """What the page of an article shows, in its order."""

    article: ReferenceRow
    language: str
    """The document's language, as a code."""

    url_text: str
    files: tuple[tuple[str, str], ...]
    """The files for reference managers: ending of the name to the path from the site's root."""

    template: str
    """The document as a template of Wikipedia."""

    lead: ProseView | None
    body: ProseView | None
    events: tuple[EventRow, ...]
    claims: tuple[ClaimView, ...]
    statements: tuple[StatementView, ...]
    figures: tuple[FigureFamily, ...]
    relations: tuple[RelationRow, ...]
    discrepancies: tuple[DiscrepancyRow, ...]
    names: tuple[LinkView, ...]
    copies: tuple[LinkView, ...]
    based_on: tuple[LinkView, ...]
    users: tuple[LinkView, ...]
    """The documents that are based on it."""

    cited_by: tuple[tuple[str, tuple[LinkView, ...]], ...]
    """What cites it, by type of what cites it."""

    mentions: tuple[MentionRow, ...]


def article_page(compose: Composer, file: RecordFile, article: Article) -> ArticlePage:
    """Lay out the page of an article."""
    graph = compose.graph
    id = article.id
    lead, body = compose.lead(article.body)
    events = tuple(_events(compose, article))
    claims: list[ClaimView] = []
    statements: list[StatementView] = []
    for inline in article.statements:
        item = graph.statements[f"{id}#{inline.id}"]
        if inline.against or inline.replies or graph.replies.get(item.id):
            claims.append(compose.claim(item, inline.id))
        else:
            statements.append(compose.statement(item, inline.id))
    return ArticlePage(
        path=compose.path("article", article.id),
        lang=compose.lang,
        kind="article",
        title=compose.name(id),
        description=description(lead or body) or _description(compose, article),
        today=graph.today,
        id=id,
        label=ARTICLE_KINDS[article.kind],
        facts=tuple(_facts(compose, article)),
        article=compose.reference(id),
        language=article.lang,
        url_text=article.url or "",
        files=tuple(source_files(id).items()),
        template=_template(compose, article),
        lead=lead,
        body=body,
        events=events,
        claims=tuple(claims),
        statements=tuple(statements),
        figures=figure_families(
            compose, (graph.figures[f"{id}#{one.id}"] for one in article.figures), id
        ),
        relations=tuple(
            relation_row(compose, graph.relations[f"{id}#{one.id}"], "", one.id)
            for one in article.relations
        ),
        discrepancies=tuple(
            discrepancy_row(compose, graph.discrepancies[f"{id}#{one.id}"], one.id)
            for one in article.discrepancies
        ),
        names=compose.links(_named(article)),
        copies=compose.links(graph.copies.get(id, ())),
        based_on=compose.links(article.based_on),
        users=compose.links(graph.users.get(id, ())),
        cited_by=tuple(_cited_by(compose, id)),
        mentions=mention_rows(compose, id),
        foot=foot_of(compose, file),
    )


def _template(compose: Composer, article: Article) -> str:
    """The template for Wikipedia: with the public copy, and the quotation if there is one only."""
    version = version_of(article)
    copy = (version.url, csl_date(version.date)) if version and version.url else None
    quotes = tuple(_own_words(compose, article))
    return cite_template(compose.source(article), copy, quotes[0] if len(quotes) == 1 else "")


def _own_words(compose: Composer, article: Article) -> Iterator[str]:
    """Yield the quotations that stand in a document in the words of its own language."""
    for inline in article.statements:
        item = compose.graph.statements[f"{article.id}#{inline.id}"]
        for quote in compose.statement(item).quotes:
            is_own = quote.source is not None and quote.source.source == article.id
            if is_own and quote.role == "original" and quote.verdict != "words-only":
                yield quote.text


def _events(compose: Composer, article: Article) -> Iterator[EventRow]:
    """The events a document reports, defined here or elsewhere, oldest first."""
    graph = compose.graph
    found = {f"{article.id}#{one.id}": one.id for one in article.events}
    found |= {one.id: "" for one in article.reports if one.id in graph.events}
    for item in sorted(
        (graph.events[id] for id in found), key=lambda one: (one.fields.date.sort_key, one.id)
    ):
        yield compose.event(item, found[item.id])


def _facts(compose: Composer, article: Article) -> Iterator[Fact]:
    if article.publisher:
        yield Fact(N_("Publisher"), links=(compose.link(article.publisher),))
    elif article.publisher_name:
        yield Fact(N_("Publisher"), words=(article.publisher_name,))
    if article.author:
        yield Fact(N_("Author"), words=article.author)
    if article.published:
        yield Fact(N_("Published"), date=article.published)
    if article.accessed:
        yield Fact(N_("Last read"), date=article.accessed)
    yield Fact(N_("Language"), words=(f"language:{article.lang}",))
    if article.number:
        yield Fact(N_("Number"), words=article.number)
    yield Fact(N_("Nature"), words=(f"message:{TIERS[article.tier]}",))
    if article.themes:
        yield Fact(N_("Themes"), links=compose.links(article.themes))


def _description(compose: Composer, article: Article) -> str:
    byline = compose.name(article.publisher).text if article.publisher else article.publisher_name
    return ", ".join(part for part in (compose.title(article).text, byline) if part)


def _named(article: Article) -> Iterator[str]:
    """Who and what a document mentions, beyond the parties of its items, each once."""
    yield from dict.fromkeys(article.mentions)


def _cited_by(compose: Composer, id: str) -> Iterator[tuple[str, tuple[LinkView, ...]]]:
    graph = compose.graph
    groups: dict[str, list[str]] = {}
    for citer in graph.citing.get(id, ()):
        if citer.partition("#")[0] == id:
            continue
        file = compose.face(citer.partition("#")[0])
        kind = next(
            (
                items[citer].kind
                for items in (graph.events, graph.statements, graph.relations, graph.discrepancies)
                if citer in items
            ),
            file.type if file else "",
        )
        groups.setdefault(kind, []).append(citer)
    for kind in ("event", "statement", "relation", "discrepancy", "entity", "instrument", "theme"):
        if kind in groups:
            yield kind, tuple(_citer_link(compose, citer, kind) for citer in groups[kind])


def _citer_link(compose: Composer, citer: str, kind: str) -> LinkView:
    if kind in ("relation", "discrepancy"):
        return LinkView(compose.href(citer), compose.name(citer.partition("#")[0]))
    return compose.link(citer)

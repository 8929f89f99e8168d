"""The page of a theme: a narrative with its events, claims, sources and open questions."""

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.graph.graph import Graph
from dossier.model.theme import Theme
from dossier.records.dossier import RecordFile
from dossier.views.composer import Composer
from dossier.views.foot import foot_of
from dossier.views.mention import mention_rows
from dossier.views.message import N_
from dossier.views.neighbourhood import ties_among
from dossier.views.network import Network, network_of
from dossier.views.news import record_news
from dossier.views.page import RecordPage
from dossier.views.part import ClaimView, LinkView, MentionRow, ProseView
from dossier.views.summary import description
from dossier.views.timeline import Chronology, chronology


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemePage(RecordPage):
    """What the page of a theme shows, in its order."""

    scope: ProseView
    criteria: ProseView | None
    body: ProseView | None
    timeline: Chronology
    claims: tuple[ClaimView, ...]
    open_questions: tuple[ProseView, ...]
    entities: tuple[LinkView, ...]
    instruments: tuple[LinkView, ...]
    network: Network
    mentions: tuple[MentionRow, ...]
    sources: tuple[str, ...]
    """The documents that belong to it, which its list of sources has even if nothing cites them."""


def theme_page(compose: Composer, file: RecordFile, theme: Theme) -> ThemePage:
    """Lay out the page of a theme."""
    graph = compose.graph
    scope = compose.line(theme.scope)
    body = compose.prose(theme.body)
    events = graph.events_by_participant.get(theme.id, ())
    said = graph.statements_about.get(theme.id, ())
    parties = tuple(_members(graph, theme.id, "entity"))
    instruments = tuple(_members(graph, theme.id, "instrument"))
    return ThemePage(
        path=compose.path("theme", theme.id),
        lang=compose.lang,
        kind="theme",
        title=compose.name(theme.id),
        description=description(scope),
        today=graph.today,
        id=theme.id,
        label=N_("Theme"),
        facts=(),
        scope=scope,
        criteria=compose.note(theme.criteria),
        body=body,
        timeline=chronology(compose, theme.id, events),
        news=record_news(compose, compose.path("theme", theme.id), events, said),
        claims=tuple(
            compose.claim(item)
            for item in said
            if item.fields.against or item.fields.replies or graph.replies.get(item.id)
        ),
        open_questions=tuple(compose.line(one) for one in theme.open_questions),
        entities=compose.links(parties),
        instruments=compose.links(instruments),
        network=network_of(compose, ties_among(compose, (*parties, *instruments))),
        mentions=mention_rows(compose, theme.id),
        sources=tuple(_members(graph, theme.id, "article")),
        foot=foot_of(compose, file),
    )


def _members(graph: Graph, theme: str, type: str) -> Iterator[str]:
    found = (backlink.file for backlink in graph.backlinks.get(theme, ()))
    members = (file for file in found if file.type == type and theme in file.record.themes)
    yield from dict.fromkeys(file.record.id for file in members)

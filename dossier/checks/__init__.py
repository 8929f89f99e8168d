"""Editorial rules over the graph: one generator a rule."""

from collections.abc import Callable, Iterable, Iterator

from dossier.checks import consistency, date, identity, link, quotation, reply, source, translation
from dossier.errors import Problem
from dossier.evidence.finding import Finding
from dossier.graph.graph import Graph

Check = Callable[[Graph], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    identity.duplicate_ids,
    identity.duplicate_item_ids,
    identity.former_ids_in_use,
    link.dangling_references,
    link.prose_slips,
    link.self_references,
    link.circular_references,
    source.items_without_source,
    source.prose_without_source,
    source.quotes_without_source,
    source.duplicate_citations,
    reply.unanswered_claims,
    reply.contradicted_replies,
    reply.responses_to_nothing,
    date.events_after_article,
    date.planned_in_past,
    date.ends_before_starts,
    consistency.protection,
    consistency.conflicting_fields,
    consistency.embargoes,
    consistency.listings_without_target,
    consistency.stages_without_instrument,
    consistency.relation_kinds,
)


def run_checks(
    graph: Graph, languages: tuple[str, ...], findings: Iterable[Finding] = ()
) -> tuple[Problem, ...]:
    """Every problem that the rules find, for a site in these languages (the default first).

    `findings` say what is known of its quotations.
    """
    found = [problem for check in CHECKS for problem in check(graph)]
    found.extend(translation.missing_titles(graph, languages))
    found.extend(translation.bodies_twice(graph, languages))
    found.extend(identity.pages_among_records(graph, languages))
    found.extend(quotation.doubtful_quotations(graph, findings))
    found.extend(quotation.orphan_receipts(graph))
    return tuple(found)

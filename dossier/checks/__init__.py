"""Editorial rules over the graph: one generator a rule."""

from collections.abc import Callable, Iterable, Iterator

from dossier.checks import (
    consistency,
    contradiction,
    correction,
    date,
    ground,
    identity,
    link,
    protection,
    quotation,
    reply,
    source,
    translation,
    wording,
)
from dossier.errors import Problem
from dossier.evidence.finding import Finding
from dossier.graph.graph import Graph
from dossier.model.edtf import Edtf
from dossier.model.options import Options

Check = Callable[[Graph], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    identity.duplicate_ids,
    identity.duplicate_item_ids,
    identity.former_ids_in_use,
    identity.mixed_scripts,
    source.tracking_parameters,
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
    ground.statuses_without_ground,
    contradiction.events_at_odds,
    contradiction.figures_at_odds,
    contradiction.conflicts_without_note,
    reply.replies_in_waiting,
    date.events_after_article,
    date.planned_in_past,
    date.ends_before_starts,
    date.reviews_due,
    protection.no_class,
    protection.details,
    consistency.conflicting_fields,
    consistency.embargoes,
    consistency.listings_without_target,
    consistency.stages_without_instrument,
    consistency.relation_kinds,
    correction.withdrawn_unexplained,
)


def run_checks(
    graph: Graph,
    options: Options,
    findings: Iterable[Finding] = (),
    latest: Edtf | None = None,
) -> tuple[Problem, ...]:
    """Every problem that the rules find, for a site with these options.

    `findings` say what is known of its quotations. `latest` is the last day on which editors can
    have done anything, if that is not today.
    """
    languages = options.language_codes
    found = [problem for check in CHECKS for problem in check(graph)]
    found.extend(translation.missing_titles(graph, languages))
    found.extend(translation.bodies_twice(graph, languages))
    found.extend(reply.old_searches(graph, options.reply_review_days))
    found.extend(date.dates_to_come(graph, latest or graph.today))
    found.extend(identity.pages_among_records(graph, languages))
    found.extend(wording.stated_as_fact(graph, languages[0]))
    found.extend(wording.loaded_words(graph, languages[0], options.loaded_words))
    found.extend(quotation.doubtful_quotations(graph, findings))
    found.extend(quotation.orphan_receipts(graph))
    return tuple(found)

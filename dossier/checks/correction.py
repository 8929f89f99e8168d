"""What was published is not changed without a word."""

from collections.abc import Iterator

from dossier.checks.change import FactChange, added_members, fact_changes
from dossier.errors import Code, Origin, Problem
from dossier.graph.graph import Graph
from dossier.graph.link import is_public
from dossier.records.decode import spelt
from dossier.records.dossier import Dossier, RecordFile


def uncorrected_changes(graph: Graph, before: Dossier) -> Iterator[Problem]:
    """Yield a problem for each fact of a published record that has changed without a correction.

    `before` holds the records as they were, or those of them whose files have changed. One entry in
    `corrections` that was not there stands for all changes of a record; one of kind editorial for
    those of our own words. A record that could not be read, then or now, is passed over: other
    checks speak of it.
    """
    now = {file.record.id: file for file in graph.dossier.files}
    now |= {former: file for file in graph.dossier.files for former in file.record.was}
    unread = {one.id for one in graph.dossier.unread}
    for old in before.files:
        new = now.get(old.record.id)
        if not is_public(old.record, graph.today) or old.record.id in unread:
            continue
        if new is None or new.type != old.type:
            yield _gone(old)
        elif new.record.state != "withdrawn":
            yield from _of_record(graph, old, new)


def withdrawn_unexplained(graph: Graph) -> Iterator[Problem]:
    """Yield a problem for each record that was withdrawn without a word on why."""
    for file in graph.withdrawn.values():
        if not file.record.corrections:
            yield Problem(
                graph.places.value(file, ("state",)),
                Code.WITHDRAWN_UNEXPLAINED,
                f"'{file.record.id}' was withdrawn, and readers are not told why",
                f"add to its corrections: {{date: {graph.today}, kind: correction, text: …}}",
            )


def _gone(old: RecordFile) -> Problem:
    return Problem(
        Origin(old.path),
        Code.UNCORRECTED_CHANGE,
        f"'{old.record.id}' was published and is gone",
        "bring the file back with state: withdrawn; or name this id in `was` of what replaces it",
    )


def _of_record(graph: Graph, old: RecordFile, new: RecordFile) -> Iterator[Problem]:
    if not is_public(new.record, graph.today):
        yield Problem(
            graph.places.value(new, ("state",)),
            Code.UNCORRECTED_CHANGE,
            f"'{new.record.id}' was published and is '{new.record.state}' now",
            "write state: withdrawn, so that readers are told",
        )
        return
    kinds = {one.kind for one in added_members(old.record.corrections, new.record.corrections)}
    if kinds - {"editorial"}:
        return
    for change in fact_changes(old.record, new.record):
        if not (kinds and change.is_wording):
            yield Problem(
                graph.places.in_prose(new, change.path, change.text, change.at)
                if change.text
                else graph.places.value(new, change.path),
                Code.UNCORRECTED_CHANGE,
                f"{spelt(change.path)} of a published record {_words(change)}",
                f"add to its corrections: {{date: {graph.today}, kind: correction, text: …}}; "
                "or kind clarification, update; editorial where the words alone are others",
            )


def _words(change: FactChange) -> str:
    if not change.after:
        return f"was '{change.before}' and is gone"
    if not change.before:
        return f"has '{change.after}' besides"
    return f"was '{change.before}' and is '{change.after}'"

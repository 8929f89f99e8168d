"""What was published is not changed without a word."""

from collections.abc import Iterator

from dossier.checks.change import FactChange, added_members, fact_changes
from dossier.checks.reply import has_replied
from dossier.errors import Code, Origin, Problem
from dossier.graph.graph import Graph
from dossier.graph.link import is_public
from dossier.records.decode import spelt
from dossier.records.dossier import Dossier, RecordFile

_WORDING = "editorial"
"""The kind of an entry that says nothing of facts: a page only puts them otherwise."""


def uncorrected_changes(graph: Graph, before: Dossier) -> Iterator[Problem]:
    """Yield a problem for each fact of a published record that has changed without a correction.

    `before` holds the records as they were, or those of them whose files have changed. One entry in
    `corrections` that was not there stands for all changes of a record; one of kind editorial only
    for those of wording. A record that could not be read, then or now, is passed over: other checks
    speak of it.
    """
    now = {file.record.id: file for file in graph.dossier.files}
    now |= {former: file for file in graph.dossier.files for former in file.record.was}
    unread = {one.id for one in graph.dossier.unread}
    for old in before.files:
        new = now.get(old.record.id)
        was_public = is_public(old.record, graph.today)
        if old.record.id in unread or not (was_public or old.record.state == "withdrawn"):
            continue
        if new is None or new.type != old.type:
            yield _gone(old)
        elif not is_public(new.record, graph.today) and new.record.state != "withdrawn":
            yield _hidden(graph, old, new)
        elif was_public:
            yield from _of_record(graph, old, new)


def withdrawn_unexplained(graph: Graph) -> Iterator[Problem]:
    """Yield a problem for each record that was withdrawn without a word on why."""
    for file in graph.withdrawn.values():
        if all(one.kind == _WORDING for one in file.record.corrections):
            yield _unexplained(graph, file)


def _unexplained(graph: Graph, file: RecordFile) -> Problem:
    return Problem(
        graph.places.value(file, ("state",)),
        Code.WITHDRAWN_UNEXPLAINED,
        f"'{file.record.id}' was withdrawn, and readers are not told why",
        f"add to its corrections: {{date: {graph.today}, kind: correction, text: …}}",
    )


def _gone(old: RecordFile) -> Problem:
    return Problem(
        Origin(old.path),
        Code.UNCORRECTED_CHANGE,
        f"'{old.record.id}' was {_was(old)} and is gone",
        "bring the file back with state: withdrawn; or name this id in `was` of what replaces it",
    )


def _hidden(graph: Graph, old: RecordFile, new: RecordFile) -> Problem:
    return Problem(
        graph.places.value(new, ("state",)),
        Code.UNCORRECTED_CHANGE,
        f"'{new.record.id}' was {_was(old)} and is '{new.record.state}' now",
        "write state: withdrawn, so that readers are told",
    )


def _was(old: RecordFile) -> str:
    return "withdrawn" if old.record.state == "withdrawn" else "published"


def _of_record(graph: Graph, old: RecordFile, new: RecordFile) -> Iterator[Problem]:
    kinds = _new_kinds(old, new)
    if kinds - {_WORDING}:
        return
    if new.record.state == "withdrawn":
        yield _unexplained(graph, new)
        return
    for change in fact_changes(old.record, new.record):
        if not (kinds and change.is_wording) and not _is_answered(graph, new, change):
            yield Problem(
                graph.places.in_prose(new, change.path, change.text, change.at)
                if change.text
                else graph.places.value(new, change.path),
                Code.UNCORRECTED_CHANGE,
                f"{spelt(change.path)} of a published record {_words(change)}",
                _hint(graph, change),
            )


def _new_kinds(old: RecordFile, new: RecordFile) -> set[str]:
    """The kinds of the entries that were added, not put in the place of others."""
    before, after = old.record.corrections, new.record.corrections
    if len(after) <= len(before):
        return set()
    known = [one.text for one in before]
    return {one.kind for one in added_members(before, after) if one.text not in known}


def _is_answered(graph: Graph, new: RecordFile, change: FactChange) -> bool:
    """Whether it is no longer noted that a reply is missing or asked for, because there is one."""
    if change.after or change.path[-1:] not in (("no_reply",), ("replies",)):
        return False
    items = (item for item in graph.statements.values() if item.file is new)
    item = next((one for one in items if one.path == change.path[:-1]), None)
    return item is not None and has_replied(graph, item, change.before)


def _words(change: FactChange) -> str:
    if not change.after:
        return f"was '{change.before}' and is gone"
    if not change.before:
        return f"has '{change.after}' besides"
    return f"was '{change.before}' and is '{change.after}'"


def _hint(graph: Graph, change: FactChange) -> str:
    also = "; editorial if it still says the same" if change.is_wording else "; not editorial"
    return (
        f"add to its corrections: {{date: {graph.today}, kind: correction, text: …}}; "
        f"or kind clarification, update{also}"
    )

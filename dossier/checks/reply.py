"""Nobody is accused without their answer."""

import datetime
from collections.abc import Iterator

from dossier.errors import Code, Problem
from dossier.graph.graph import Graph
from dossier.graph.item import Item
from dossier.model.edtf import Edtf
from dossier.model.statement import StatementFields


def unanswered_claims(graph: Graph) -> Iterator[Problem]:
    """Yield a problem for each accused party without a reply, or a word on why there is none.

    A party whose reply has not been sought yet is a warning.
    """
    for item in graph.statements.values():
        fields = item.fields
        known = {one.party for one in fields.no_reply} | {one.from_ for one in fields.replies}
        for index, party in enumerate(fields.against):
            if has_replied(graph, item, party) or item.id in graph.unsettled:
                continue
            if party in fields.reply_not_sought:
                where = fields.reply_not_sought.index(party)
                yield Problem(
                    graph.places.value(item.file, (*item.path, "reply_not_sought", where)),
                    Code.REPLY_NOT_SOUGHT,
                    f"the reply of '{party}' to '{item.id}' has not been sought yet",
                    "look for it, then add the reply, or no_reply with the day and where",
                )
            elif party not in known:
                yield Problem(
                    graph.places.value(item.file, (*item.path, "against", index)),
                    Code.NO_REPLY,
                    f"'{party}' is accused without a reply",
                    "add a response by or for it with responds_to, or no_reply, "
                    "or reply_not_sought",
                )


def has_replied(graph: Graph, claim: Item[StatementFields], party: str) -> bool:
    """Whether a party has answered a claim, itself or through somebody who spoke for it.

    To have its say published by the dossier is to have answered.
    """
    return any(
        party in (*reply.fields.by, *reply.fields.for_) for reply in graph.replies.get(claim.id, ())
    ) or any(one.from_ == party and one.is_published(graph.today) for one in claim.fields.replies)


def contradicted_replies(graph: Graph) -> Iterator[Problem]:
    """Yield a problem where a missing reply is noted for a party that replied or is not accused."""
    for item in graph.statements.values():
        fields = item.fields
        noted = [(one.party, ("no_reply", n)) for n, one in enumerate(fields.no_reply)]
        not_sought = enumerate(fields.reply_not_sought)
        noted += [(party, ("reply_not_sought", n)) for n, party in not_sought]
        seen: set[str] = set()
        for party, path in noted:
            if has_replied(graph, item, party):
                message = f"'{party}' has replied, so its reply is not missing"
            elif party not in fields.against:
                message = f"'{party}' is not among those the statement is against"
            elif party in seen:
                message = f"'{party}' is noted twice, with and without a search"
            else:
                seen.add(party)
                continue
            yield Problem(
                graph.places.value(item.file, (*item.path, *path)),
                Code.REPLY_CONTRADICTED,
                message,
                "delete this entry, or correct 'against'",
            )


def responses_to_nothing(graph: Graph) -> Iterator[Problem]:
    """Yield a problem for each response that does not say what it answers."""
    for item in graph.statements.values():
        if item.fields.kind == "response" and not item.fields.responds_to:
            yield Problem(
                graph.places.value(item.file, (*item.path, "kind")),
                Code.RESPONSE_TO_NOTHING,
                "a response that does not say what it answers",
                "add responds_to: [ID], or call it a remark",
            )


def replies_in_waiting(graph: Graph) -> Iterator[Problem]:
    """Yield a warning for each reply that was due and has not come, or came and is not published.

    One that is called published, and has neither words nor a source, is a problem.
    """
    for item in graph.statements.values():
        for index, one in enumerate(item.fields.replies):
            place = (*item.path, "replies", index)
            if one.is_overdue(graph.today) and not has_replied(graph, item, one.from_):
                yield Problem(
                    graph.places.value(item.file, (*place, "due")),
                    Code.REPLY_OVERDUE,
                    f"the reply of '{one.from_}' to '{item.id}' was due on {one.due}",
                    "ask again and move 'due'; or write no_reply with the day and where one looked",
                )
            elif one.received and not one.published:
                yield Problem(
                    graph.places.value(item.file, (*place, "received")),
                    Code.REPLY_UNPUBLISHED,
                    f"the reply of '{one.from_}' came on {one.received} and is not published",
                    "add its text or source, and published: DAY",
                )
            elif one.published and not (one.text or one.source):
                yield Problem(
                    graph.places.value(item.file, (*place, "published")),
                    Code.MISSING_FIELD,
                    "a published reply has neither 'text' nor 'source'",
                    "write what it says, or name the article that has its words",
                )


def old_searches(graph: Graph, days: int) -> Iterator[Problem]:
    """Yield a warning for each search for a reply made longer ago than so many days."""
    for item in graph.statements.values():
        for index, one in enumerate(item.fields.no_reply):
            if is_older(one.as_of, graph.today, days):
                yield Problem(
                    graph.places.value(item.file, (*item.path, "no_reply", index, "as_of")),
                    Code.REPLY_SEARCH_OLD,
                    f"the reply of '{one.party}' was last looked for in {one.as_of}",
                    "look again, and write down the day",
                )


def is_older(date: Edtf, today: Edtf, days: int) -> bool:
    """Whether a date lies certainly more than so many days before a day."""
    if date.upper is None or today.lower is None:
        return False
    limit = datetime.date(*today.lower) - datetime.timedelta(days)
    return date.upper < (limit.year, limit.month, limit.day)

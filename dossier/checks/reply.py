"""Nobody is accused without their answer."""

from collections.abc import Iterator

from dossier.errors import Code, Problem
from dossier.graph.graph import Graph
from dossier.graph.item import Item
from dossier.model.statement import StatementFields


def unanswered_claims(graph: Graph) -> Iterator[Problem]:
    """Yield a problem for each accused party without a reply, or a word on why there is none.

    A party whose reply has not been sought yet is a warning.
    """
    for item in graph.statements.values():
        fields = item.fields
        searched = {one.party for one in fields.no_reply}
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
            elif party not in searched:
                yield Problem(
                    graph.places.value(item.file, (*item.path, "against", index)),
                    Code.NO_REPLY,
                    f"'{party}' is accused without a reply",
                    "add a response by or for it with responds_to, or no_reply, "
                    "or reply_not_sought",
                )


def has_replied(graph: Graph, claim: Item[StatementFields], party: str) -> bool:
    """Whether a party has answered a claim, itself or through somebody who spoke for it."""
    return any(
        party in (*reply.fields.by, *reply.fields.for_) for reply in graph.replies.get(claim.id, ())
    )


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

"""What is more than reported or alleged says who made it so."""

from collections.abc import Iterator

from dossier.errors import Code, Problem
from dossier.graph.graph import Graph
from dossier.graph.item import Item
from dossier.model.statement import StatementFields

_UNGROUNDED = ("reported", "alleged")
_BY_OTHERS = ("established", "refuted")


def statuses_without_ground(graph: Graph) -> Iterator[Problem]:
    """Yield a problem for each statement said to be established, disputed, withdrawn or refuted.

    It needs a `ground` that names who made it so: of what is established or refuted not the speaker
    alone. What is disputed needs none where a reply or another account stands beside it: they are
    the dispute.
    """
    for item in graph.statements.values():
        fields = item.fields
        if fields.status in _UNGROUNDED or item.id in graph.unsettled:
            continue
        if fields.ground is not None and fields.ground.by:
            if fields.status in _BY_OTHERS and set(fields.ground.by) <= {*fields.by, *fields.for_}:
                yield Problem(
                    graph.places.value(item.file, (*item.path, "ground", "by")),
                    Code.NO_GROUND,
                    f"the statement is called {fields.status} by nobody but its own speaker",
                    "name somebody else who made it so, or call it alleged or reported",
                )
            continue
        if fields.status == "disputed" and _is_disputed(graph, item):
            continue
        missing = "ground" if fields.ground is None else "by"
        at = ("status",) if fields.ground is None else ("ground",)
        yield Problem(
            graph.places.value(item.file, (*item.path, *at)),
            Code.NO_GROUND,
            f"the statement is called {fields.status}, and its '{missing}' is missing",
            "say who made it so, and where: ground: {by: [ID], source: ID}",
        )


def _is_disputed(graph: Graph, item: Item[StatementFields]) -> bool:
    return bool(graph.replies.get(item.id) or item.fields.conflicts_with)

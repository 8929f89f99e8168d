"""Figures that are accounts of one measure."""

from collections.abc import Iterator

from dossier.graph.graph import Graph
from dossier.graph.item import Item
from dossier.model.article import Figure

Figures = tuple[Item[Figure], ...]


def family(graph: Graph, figure: Item[Figure]) -> Figures:
    """A figure with every other account of it and every conversion.

    The account that the others go back to comes first, and what was converted from a figure
    comes after it.
    """
    found = {figure.id: figure}
    new = [figure]
    while new:
        item = new.pop()
        near = (*origins(graph, item), *graph.variants.get(item.id, ()))
        new += (one for one in near if one.id not in found)
        found |= {one.id: one for one in near}
    everyone = sorted(found.values(), key=lambda item: item.id)
    heads = [item for item in everyone if not origins(graph, item)]
    ordered = [item for head in heads for item in _accounts(graph, head)]
    # Should figures name each other in a circle, none of them is the first.
    return tuple({item.id: item for item in (*ordered, *everyone)}.values())


def origins(graph: Graph, item: Item[Figure]) -> Figures:
    """What a figure was converted from, and what it is another account of."""
    named = (item.fields.converted_from, item.fields.variant_of)
    ids = (graph.resolve_item(id, item.home.id) for id in named if id)
    return tuple(graph.figures[id] for id in ids if id in graph.figures)


def _accounts(graph: Graph, head: Item[Figure]) -> Iterator[Item[Figure]]:
    """Yield a figure and what goes back to it, each before what goes back to it in its turn."""
    left = [head]
    while left:
        item = left.pop(0)
        yield item
        later = graph.variants.get(item.id, ())
        own = (one for one in later if origins(graph, one)[0].id == item.id)
        left = [*sorted(own, key=lambda one: not one.fields.converted_from), *left]

"""Numbers beside their other accounts, and where documents differ."""

from collections.abc import Iterable

from dossier.graph.family import family
from dossier.graph.item import Item
from dossier.model.article import Discrepancy, Figure
from dossier.model.citation import Citation
from dossier.model.identifier import ArticleId
from dossier.views.composer import Composer
from dossier.views.part import DiscrepancyRow, FigureFamily, FigureRow


def figure_families(
    compose: Composer, items: Iterable[Item[Figure]], home: str = ""
) -> tuple[FigureFamily, ...]:
    """Numbers, each beside its other accounts; with anchors for those of ``home``.

    Those without another account come first.
    """
    families = {one[0].id: one for one in (family(compose.graph, item) for item in items)}
    return tuple(
        FigureFamily(tuple(_row(compose, item, home) for item in one))
        for one in sorted(families.values(), key=lambda one: len(one) > 1)
    )


def _row(compose: Composer, item: Item[Figure], home: str) -> FigureRow:
    fields = item.fields
    origin = _origin(compose, item)
    return FigureRow(
        anchor=fields.id if item.home.id == home else "",
        document=compose.link(item.home.id, compose.byline(compose.article(item.home.id))),
        about=compose.links(fields.about),
        measure=compose.text(fields.measure),
        value=str(fields.value),
        unit=compose.text(fields.unit).text,
        qualifier=fields.qualifier,
        as_of=fields.as_of,
        converted_from=(str(origin.value), compose.text(origin.unit).text) if origin else None,
        note=compose.note(fields.public_note),
        cites=compose.cites(item.citations),
    )


def _origin(compose: Composer, item: Item[Figure]) -> Figure | None:
    """The figure of which this is a conversion."""
    if item.fields.converted_from is None:
        return None
    id = compose.graph.resolve_item(item.fields.converted_from, item.home.id)
    return compose.graph.figures[id].fields if id in compose.graph.figures else None


def discrepancy_row(compose: Composer, item: Item[Discrepancy], anchor: str = "") -> DiscrepancyRow:
    """What one document says, what others say, and what the dossier writes."""
    fields = item.fields
    document = Citation(source=ArticleId(item.home.id), at=fields.at)
    return DiscrepancyRow(
        anchor=anchor,
        document=compose.cite(document),
        stated=compose.line(fields.stated),
        found=compose.line(fields.found),
        cites=compose.cites(item.citations),
        note=compose.note(fields.note),
    )

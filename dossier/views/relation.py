"""Relations and listings, as rows."""

from dossier.graph.item import Item, Listing, Tie
from dossier.model.instrument import Instrument
from dossier.model.predicate import PREDICATES
from dossier.model.relation import Relation
from dossier.views.composer import Composer
from dossier.views.part import ListingRow, RelationRow
from dossier.views.tie import LISTED, is_sure, until_of


def listing_row(
    compose: Composer, listing: Listing, through: str = "", anchor: str = ""
) -> ListingRow:
    """A party on an instrument."""
    file = compose.face(listing.instrument)
    instrument = file.record if file else None
    ended = listing.delisted
    return ListingRow(
        anchor=anchor,
        party=compose.link(listing.entity),
        instrument=compose.link(listing.instrument),
        named=listing.named,
        measures=instrument.measures if isinstance(instrument, Instrument) else (),
        event=compose.link(listing.listed.id),
        since=listing.since,
        until=ended.fields.date if ended else None,
        until_event=compose.link(ended.id) if ended else None,
        cites=compose.cites(
            (
                *listing.listed.citations,
                *(listing.delisted.citations if listing.delisted else ()),
            )
        ),
        confirmed=listing.listed.fields.confirmed,
        through=compose.link(through) if through else None,
    )


def tie_row(compose: Composer, tie: Tie, side: str = "", anchor: str = "") -> RelationRow:
    """A relation, or a listing as one; see `relation_row`."""
    if not isinstance(tie, Listing):
        return relation_row(compose, tie, side, anchor)
    forward = side != tie.instrument
    delisting = tie.delisted.citations if tie.delisted else ()
    return RelationRow(
        anchor=anchor,
        phrase=LISTED.phrase if forward else LISTED.reverse,
        other=compose.link(tie.instrument if forward else tie.entity),
        since=tie.since,
        until=until_of(tie),
        cites=compose.cites((*tie.listed.citations, *delisting)),
        confirmed=is_sure(tie),
        public_note=None,
        subject=None if side else compose.link(tie.entity),
    )


def relation_row(
    compose: Composer, item: Item[Relation], side: str = "", anchor: str = ""
) -> RelationRow:
    """A relation as read from `side`; without a side, from its subject, which is named."""
    fields = item.fields
    subject = fields.subject or item.home.id
    predicate = PREDICATES[fields.predicate]
    forward = side != fields.object
    return RelationRow(
        anchor=anchor,
        phrase=predicate.phrase if forward else predicate.reverse,
        other=compose.link(fields.object if forward else subject),
        since=fields.since,
        until=fields.until,
        cites=compose.cites(item.citations),
        confirmed=fields.confirmed,
        public_note=compose.note(fields.public_note),
        subject=None if side else compose.link(subject),
    )

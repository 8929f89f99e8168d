"""The sentences that name a record, on the page of that record."""

from collections.abc import Iterator, Sequence

from dossier.graph.item import Backlink
from dossier.model.article import Article
from dossier.records.reference_grammar import WrittenReference
from dossier.views.composer import Composer
from dossier.views.part import MentionRow

_ITEM_TYPES = ("event", "statement")


def mention_rows(compose: Composer, id: str) -> tuple[MentionRow, ...]:
    """The sentences that name a record in prose, newest document first, each once.

    An event or statement that also names it in a field is not repeated here. Of a text in
    several languages only the page's own is read, or else the first.
    """
    backlinks = compose.graph.backlinks.get(id, ())
    shown = {
        _where(backlink)
        for backlink in backlinks
        if not backlink.sentence and (backlink.item_id or backlink.file.type in _ITEM_TYPES)
    }
    sentences: dict[str, list[Backlink]] = {}
    for backlink in backlinks:
        if backlink.sentence and (where := _where(backlink)) not in shown:
            sentences.setdefault(where, []).append(backlink)
    rows = [row for where, said in sentences.items() for row in _rows(compose, id, where, said)]
    return tuple(sorted(rows, key=_mention_key))


def _rows(compose: Composer, id: str, where: str, said: Sequence[Backlink]) -> Iterator[MentionRow]:
    """The sentences of one record or item, in the best of its languages, each once."""
    langs = [backlink.lang or compose.default_language for backlink in said]
    best = compose.lang if compose.lang in langs else langs[0]
    found: dict[str, MentionRow] = {}
    for backlink, lang in zip(said, langs, strict=True):
        if lang == best:
            row = _row(compose, backlink, id, where, lang)
            found.setdefault("".join(text for text, _ in row.pieces), row)
    yield from found.values()


def _row(compose: Composer, backlink: Backlink, id: str, where: str, lang: str) -> MentionRow:
    pieces: list[tuple[str, bool]] = []
    for piece in backlink.sentence:
        if isinstance(piece, WrittenReference):
            text = piece.words or compose.name(piece.id).text
            pieces.append((text, piece.id == id))
        else:
            pieces.append((piece, False))
    record = backlink.file.record
    date = record.published if isinstance(record, Article) else None
    return MentionRow(compose.link(where), backlink.file.type, date, tuple(pieces), lang)


def _where(backlink: Backlink) -> str:
    """The item or record in which a link stands."""
    return backlink.item_id or backlink.file.record.id


def _mention_key(row: MentionRow) -> tuple[tuple[int, int, int], str]:
    """Newest first; those without a date last."""
    if row.date is None:
        return (0, 0, 0), row.where.text.text
    lower = row.date.sort_key[0]
    return (-lower[0], -lower[1], -lower[2]), row.where.text.text

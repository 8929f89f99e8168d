"""Keeping a document: into the store, and into its record."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from dossier.evidence.document import Document, Kind
from dossier.evidence.failure import FetchError
from dossier.evidence.fetch import Client
from dossier.evidence.keep import Store
from dossier.evidence.robots import Manners
from dossier.evidence.text import plain_text
from dossier.evidence.visit import visit
from dossier.evidence.warc import warc
from dossier.evidence.wayback import PublicArchive
from dossier.model.article import Article
from dossier.records.amend import NewSnapshot, add_snapshot
from dossier.records.dossier import Dossier, RecordFile

SHORT = 400
"""A page with fewer characters of text is one that a script fills, or a wall."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of archiving one document.

    `url` is where it was in the end, empty for a local file; `is_new` is False where the record
    named a snapshot with these very bytes already. `remarks` are for whoever asked.
    """

    id: str
    kind: Kind
    size: int
    text_length: int
    snapshot: NewSnapshot
    url: str = ""
    is_new: bool = True
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Archivist:
    """Takes documents into a store, and names them in the records below `root`."""

    root: Path
    store: Store
    client: Client
    manners: Manners
    public: PublicArchive | None = None

    def archive(self, file: RecordFile, article: Article) -> Kept:
        """Fetch the document of an article, and keep it.

        Raises:
            FetchError: it could not be had; nothing is kept, and the record is as it was.
            AmendError: it is in the store, but the record could not be changed.
        """
        found = visit(self.client, self.manners, article.url or "")
        archive = warc(found.exchanges, self.client.agent)
        remarks = (f"it was at {found.url}",) if found.has_moved else ()
        kept = self._kept(article, found.document, self.client.now().date(), archive, remarks)
        return self._enter(file, replace(self._with_copy(kept, article), url=found.url))

    def take_in(
        self, file: RecordFile, article: Article, document: Document, day: datetime.date
    ) -> Kept:
        """Keep a document that an editor brings, as it was on a day.

        Raises:
            AmendError: it is in the store, but the record could not be changed.
        """
        return self._enter(file, self._kept(article, document, day, b"", ()))

    def _kept(
        self,
        article: Article,
        document: Document,
        day: datetime.date,
        archive: bytes,
        remarks: tuple[str, ...],
    ) -> Kept:
        text = plain_text(document)
        digest = self.store.keep(document, text, archive)
        return Kept(
            article.id,
            document.kind,
            len(document.data),
            len(text),
            NewSnapshot(day.isoformat(), digest),
            is_new=all(digest != one.sha256 for one in article.snapshots),
            remarks=(*remarks, *_remarks_on(document.kind, text)),
        )

    def _with_copy(self, kept: Kept, article: Article) -> Kept:
        if self.public is None or not kept.is_new:
            return kept
        day = datetime.date.fromisoformat(kept.snapshot.captured)
        try:
            copy = self.public.copy_of(article.url or "", day)
        except FetchError as error:
            return replace(kept, remarks=(*kept.remarks, f"no public copy: {error}"))
        if not copy:
            return replace(kept, remarks=(*kept.remarks, "the web archive has no public copy"))
        return replace(kept, snapshot=replace(kept.snapshot, url=copy))

    def _enter(self, file: RecordFile, kept: Kept) -> Kept:
        if kept.is_new:
            add_snapshot(self.root, file.path, kept.snapshot)
        return kept


def _remarks_on(kind: Kind, text: str) -> Iterator[str]:
    if kind in (Kind.PNG, Kind.JPEG):
        yield "no quotation can be checked against an image"
    elif not text:
        yield "no text could be read in it, so no quotation can be checked against it"
    elif len(text) < SHORT and kind is Kind.HTML:
        yield f"there are only {len(text):,} characters of text in it: look whether that is all"


def articles(dossier: Dossier) -> Mapping[str, tuple[RecordFile, Article]]:
    """Id to each article, with its file, in the order of the files."""
    return {
        file.record.id: (file, file.record)
        for file in dossier.files
        if isinstance(file.record, Article)
    }


def is_due(article: Article) -> bool:
    """Whether an article should be archived without being named: it can be, and was not yet."""
    return bool(article.url) and article.link == "follow" and not article.snapshots

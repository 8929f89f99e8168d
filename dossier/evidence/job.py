"""What is done for many articles; that one of them fails does not stop the rest."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from dossier.errors import Code, Problem
from dossier.evidence.archive import Archivist, Kept
from dossier.evidence.document import Document
from dossier.evidence.drift import Reading, read_again, reading_problems, store_problems
from dossier.evidence.failure import FetchError
from dossier.evidence.quoted import Quoted, quoted_by_source
from dossier.model.article import Article
from dossier.records.amend import AmendError
from dossier.records.dossier import Dossier, RecordFile
from dossier.records.places import Places

Chosen = Iterable[tuple[RecordFile, Article]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one article: in words, for a machine, and what an editor must mend."""

    id: str
    words: str
    data: dict[str, object] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Job:
    """Archiving, or verifying, articles of a dossier."""

    archivist: Archivist
    places: Places
    dossier: Dossier

    def archived(self, chosen: Chosen) -> Iterator[Outcome]:
        """Fetch and keep the documents of articles, and yield what came of each."""
        for file, article in chosen:
            yield self._archived(file, article)

    def _archived(self, file: RecordFile, article: Article) -> Outcome:
        if not article.url:
            hint = "give it an address, or take in a file with --from"
            origin = self.places.value(file, ())
            return _failed(article, Problem(origin, Code.NOT_ARCHIVED, "it has no address", hint))
        return self._kept(file, article, partial(self.archivist.archive, file, article))

    def taken_in(self, chosen: Chosen, document: Document, day: datetime.date) -> Iterator[Outcome]:
        """Keep a document that an editor brings, and yield what came of it."""
        for file, article in chosen:
            keep = partial(self.archivist.take_in, file, article, document, day)
            yield self._kept(file, article, keep)

    def _kept(self, file: RecordFile, article: Article, keep: Callable[[], Kept]) -> Outcome:
        try:
            kept = keep()
        except FetchError as error:
            origin = self.places.value(file, ("url",))
            problem = Problem(origin, Code.NOT_ARCHIVED, str(error), error.hint)
            return _failed(article, problem)
        except AmendError as error:
            message = f"the document is in the store, and the record as it was: {error}"
            origin = self.places.value(file, ("snapshots",))
            hint = f"write into its snapshots: {error.entry}"
            return _failed(article, Problem(origin, Code.NOT_AMENDED, message, hint))
        return Outcome(article.id, _in_words(kept), _kept_data(kept))

    def verified(self, chosen: Chosen, *, offline: bool) -> Iterator[Outcome]:
        """Compare snapshots with the store and, unless `offline`, with what is on the web today."""
        quoted = {} if offline else quoted_by_source(self.dossier)
        for file, article in chosen:
            found = store_problems(self.archivist.store, self.places, file, article)
            wrong = tuple(found)
            if offline or not article.url:
                words = "not whole in the store" if wrong else "whole in the store"
                yield Outcome(article.id, words, {}, wrong)
            else:
                yield self._read_again(file, article, quoted.get(article.id, ()), wrong)

    def followed(self, chosen: Chosen) -> Iterator[Outcome]:
        """Ask the web for documents, and leave open whether their snapshots are in the store."""
        quoted = quoted_by_source(self.dossier)
        for file, article in chosen:
            yield self._read_again(file, article, quoted.get(article.id, ()))

    def _read_again(
        self,
        file: RecordFile,
        article: Article,
        passages: Sequence[Quoted],
        wrong: tuple[Problem, ...] = (),
    ) -> Outcome:
        ours = self.archivist
        reading = read_again(ours.client, ours.manners, ours.store, article, passages)
        more = tuple(reading_problems(self.places, file, reading, passages))
        return Outcome(article.id, reading.verdict, _reading_data(reading), wrong + more)


def _failed(article: Article, problem: Problem) -> Outcome:
    return Outcome(article.id, "failed", {}, (problem,))


def _in_words(kept: Kept) -> str:
    what = "kept" if kept.is_new else "as in its snapshot"
    size = f"{kept.kind}, {kept.size / 1000:,.0f} kB, {kept.text_length:,} characters of text"
    return "; ".join((f"{what} ({size})", *kept.remarks))


def _kept_data(kept: Kept) -> dict[str, object]:
    return {
        "kept": kept.is_new,
        "url": kept.url,
        "type": str(kept.kind),
        "bytes": kept.size,
        "characters": kept.text_length,
        "snapshot": kept.snapshot.fields,
        "remarks": list(kept.remarks),
    }


def _reading_data(reading: Reading) -> dict[str, object]:
    return {
        "verdict": str(reading.verdict),
        "url": reading.url,
        "moved": reading.has_moved,
        "lost": [one.text for one in reading.lost],
    }

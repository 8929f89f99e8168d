"""Whether what the dossier relies on is still there: in the store, and at its address."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dossier.errors import Code, Problem
from dossier.evidence.failure import FetchError
from dossier.evidence.fetch import Client
from dossier.evidence.keep import Store, digest_of
from dossier.evidence.quoted import Quoted, found
from dossier.evidence.robots import Manners
from dossier.evidence.text import plain_text
from dossier.evidence.visit import Visit, visit
from dossier.model.article import Article
from dossier.records.dossier import RecordFile
from dossier.records.places import Places

_SHOWN = 60


class Verdict(StrEnum):
    """What a document is today, compared with its snapshots."""

    UNCHANGED = "unchanged"
    """Its bytes are those of a snapshot, or the words in it are."""

    CHANGED = "changed"
    """It has other words; what is quoted is still among them."""

    DRIFTED = "drifted"
    """What is quoted is no longer among its words."""

    THERE = "there"
    """It can be had; there is no snapshot to compare it with."""

    GONE = "gone"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    """We did not take it: robots.txt, its type, its size, a private address."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading a document again came to.

    `url` is where it was in the end, `reason` why it could not be had, `lost` the passages that are
    no longer in it.
    """

    verdict: Verdict
    url: str = ""
    has_moved: bool = False
    reason: FetchError | None = None
    lost: tuple[Quoted, ...] = ()


def read_again(
    client: Client, manners: Manners, store: Store, article: Article, quoted: Sequence[Quoted]
) -> Reading:
    """Fetch the document of an article, and compare it with the newest snapshot."""
    try:
        now = visit(client, manners, article.url or "")
    except FetchError as error:
        return Reading(Verdict(error.failure.value), reason=error)
    if any(digest_of(now.document.data) == one.sha256 for one in article.snapshots):
        return Reading(Verdict.UNCHANGED, now.url, now.has_moved)
    return _compared(now, store, article, quoted)


def _compared(now: Visit, store: Store, article: Article, quoted: Sequence[Quoted]) -> Reading:
    """What was in the snapshot's text and is not in today's is lost; other words never were."""
    if not article.snapshots:
        return Reading(Verdict.THERE, now.url, now.has_moved)
    text = plain_text(now.document)
    before = next(filter(None, map(store.text, _newest_first(article))), "")
    if before and text == before:
        return Reading(Verdict.UNCHANGED, now.url, now.has_moved)
    lost = tuple(
        one
        for one in quoted
        if not found(one.text, text) and (not before or found(one.text, before))
    )
    verdict = Verdict.DRIFTED if lost else Verdict.CHANGED
    return Reading(verdict, now.url, now.has_moved, lost=lost)


def _newest_first(article: Article) -> Iterator[str]:
    ordered = sorted(article.snapshots, key=lambda one: one.captured.sort_key, reverse=True)
    return (one.sha256 for one in ordered)


def store_problems(
    store: Store, places: Places, file: RecordFile, article: Article
) -> Iterator[Problem]:
    """Yield a problem for each snapshot that is not in the store, whole."""
    for index, snapshot in enumerate(article.snapshots):
        origin = places.value(file, ("snapshots", index, "sha256"))
        if store.data(snapshot.sha256) is not None:
            continue
        if any(store.found(snapshot.sha256)):
            message = f"the snapshot of {snapshot.captured.text} no longer has its digest"
            hint = "put the file from a backup in its place"
            yield Problem(origin, Code.SNAPSHOT_DAMAGED, message, hint)
        else:
            message = f"the snapshot of {snapshot.captured.text} is not in the store"
            yield Problem(origin, Code.SNAPSHOT_LOST, message, f"look for it: {store.folder}")


_CODES = {
    Verdict.GONE: Code.SOURCE_GONE,
    Verdict.UNREACHABLE: Code.SOURCE_UNREACHABLE,
    Verdict.REFUSED: Code.SOURCE_UNREACHABLE,
}


def reading_problems(
    places: Places, file: RecordFile, reading: Reading, quoted: Collection[Quoted]
) -> Iterator[Problem]:
    """Yield what an editor should know of a reading; each lost passage where it is quoted."""
    origin = places.value(file, ("url",))
    if reading.reason is not None:
        yield Problem(origin, _CODES[reading.verdict], str(reading.reason), reading.reason.hint)
    if reading.has_moved:
        hint = "if that is where it now lives, put it into the record"
        yield Problem(origin, Code.SOURCE_MOVED, f"it leads to {reading.url}", hint)
    if reading.verdict is Verdict.CHANGED:
        message = "it has changed since its snapshot"
        if quoted:
            message += f"; every quoted passage ({len(quoted)}) is still in it"
        hint = "archive it again if the difference matters: dossier archive ID"
        yield Problem(origin, Code.SOURCE_CHANGED, message, hint)
    for passage in reading.lost:
        words = passage.text if len(passage.text) <= _SHOWN else f"{passage.text[:_SHOWN]}…"
        message = f"'{words}' is no longer in the document"
        hint = "archive the new version too, and see whether it is a correction"
        yield Problem(places.value(passage.file, passage.path), Code.SOURCE_DRIFTED, message, hint)

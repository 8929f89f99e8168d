"""What is known of each quotation: by looking it up in a snapshot at hand, or by its receipt."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dossier.evidence.explain import Explanation, explanation
from dossier.evidence.match import Match, look_up
from dossier.evidence.normal import VERSION
from dossier.evidence.passage import Passage
from dossier.evidence.quotation import Quotation, quotations
from dossier.evidence.snapshot import SnapshotText, Store
from dossier.graph.graph import Graph
from dossier.model.article import Article, Snapshot
from dossier.model.identifier import ArticleId
from dossier.model.receipt import Receipt
from dossier.records.dossier import RecordFile

_RANKS = ("exact", "normalised", "words-only", "not-found")
_AROUND = 16
"""So many characters around a passage tell whether it begins and ends with whole words."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What is known of a quotation: a verdict, one of `VERDICTS`, and how its receipt stands.

    `receipt` is the one that it has or should have. `standing` is empty where all is well; or the
    receipt is `missing`, or `stale`, or the quotation was `changed` and is not at hand to be looked
    up. `captured` is the day of the snapshot in which something was not found.
    """

    quotation: Quotation
    verdict: str
    receipt: Receipt | None = None
    standing: str = ""
    captured: str = ""
    explanation: Explanation | None = None


def findings(
    graph: Graph, store: Store | None, paths: Iterable[str] | None = None, *, afresh: bool = False
) -> tuple[Finding, ...]:
    """What is known of all quotations of a graph's records, or of those at some paths.

    `afresh` believes no receipt where a snapshot is at hand.

    Raises:
        MachineError: the store cannot be read.
    """
    wanted = None if paths is None else frozenset(paths)
    files = [file for file in graph.dossier.files if wanted is None or file.path in wanted]
    asked = [one for file in files for one in _with_receipts(file)]
    by_source: defaultdict[str, list[int]] = defaultdict(list)
    for number, (one, _, _) in enumerate(asked):
        by_source[one.source].append(number)
    records: dict[str, RecordFile] = {file.record.id: file for file in graph.dossier.files}
    found: dict[int, Finding] = {}
    for source, numbers in by_source.items():
        shelf = _Shelf(_snapshots(graph, records, source), store, afresh)
        found |= {number: shelf.finding(*asked[number]) for number in numbers}
    return tuple(found[number] for number in range(len(asked)))


def orphans(file: RecordFile) -> Iterator[int]:
    """Yield the places, in the file of receipts, of those that belong to no quotation."""
    known = {id(one) for _, *receipts in _with_receipts(file) for one in receipts}
    for index, receipt in enumerate(file.receipts):
        if id(receipt) not in known:
            yield index


def _with_receipts(
    file: RecordFile,
) -> Iterator[tuple[Quotation, Receipt | None, Receipt | None]]:
    """Yield each quotation with its receipt; or else with one that it had with other words."""
    quoted = quotations(file)
    keys = {one.key for one in quoted}
    by_key = {receipt.key: receipt for receipt in reversed(file.receipts)}
    left: defaultdict[tuple[str, str], list[Receipt]] = defaultdict(list)
    for key, receipt in by_key.items():
        if key not in keys:
            left[receipt.item, receipt.source].append(receipt)
    for one in quoted:
        own = by_key.get(one.key)
        former = left[one.item, one.source].pop() if own is None and left[one.key[:2]] else None
        yield one, own, former


def _snapshots(graph: Graph, records: Mapping[str, RecordFile], source: str) -> Sequence[Snapshot]:
    """The snapshots of an article, newest first."""
    file = records.get(source)
    if file is None and graph.elsewhere is not None:
        file = graph.elsewhere.face(source)
    kept = file.record.snapshots if file and isinstance(file.record, Article) else ()
    return sorted(kept, key=lambda one: one.captured.sort_key, reverse=True)


@dataclass(slots=True)
class _Shelf:
    """The snapshots of one article, and the texts of those that are at hand."""

    snapshots: Sequence[Snapshot]
    store: Store | None
    afresh: bool
    texts: Mapping[str, SnapshotText] = field(init=False)
    passages: dict[str, Passage] = field(default_factory=dict)

    def __post_init__(self) -> None:
        asked = [(one.sha256, self.store.text(one.sha256)) for one in self.snapshots if self.store]
        self.texts = {sha256: text for sha256, text in asked if text is not None}

    def finding(
        self, quotation: Quotation, receipt: Receipt | None, former: Receipt | None
    ) -> Finding:
        """What is known of a quotation with its receipt, or a former one with other words."""
        if not self.snapshots:
            return Finding(quotation, "uncheckable", None, "stale" if receipt or former else "")
        is_known = receipt is not None and receipt.snapshot in {
            one.sha256 for one in self.snapshots
        }
        if receipt is not None and is_known and receipt.snapshot not in self.texts:
            is_current = receipt.normaliser == VERSION
            return Finding(quotation, receipt.verdict, receipt, "" if is_current else "stale")
        if not self.texts:
            standing = "stale" if receipt else "changed" if former else "missing"
            return Finding(quotation, "unverified", None, standing)
        if receipt is not None and is_known and not self.afresh and self._holds(quotation, receipt):
            return Finding(quotation, receipt.verdict, receipt)
        return self._looked_up(quotation, receipt, former)

    def _holds(self, quotation: Quotation, receipt: Receipt) -> bool:
        """Whether a receipt proves itself: the words stand in this text, at the place it names."""
        kept = self.texts[receipt.snapshot]
        if receipt.normaliser != VERSION or receipt.text != kept.digest or not receipt.at:
            return False
        start = max(0, receipt.at[0][0] - len(quotation.prefix) - _AROUND)
        end = receipt.at[-1][1] + len(quotation.suffix) + _AROUND
        match = _match(quotation, Passage.of(kept.text[start:end]))
        spans = tuple((first + start, last + start) for first, last in match.spans)
        return match.verdict == receipt.verdict and spans == receipt.at

    def _looked_up(
        self, quotation: Quotation, receipt: Receipt | None, former: Receipt | None
    ) -> Finding:
        """Look through the texts, newest first: the best verdict counts."""
        best: tuple[Match, Snapshot] | None = None
        for snapshot in self.snapshots:
            if snapshot.sha256 in self.texts:
                match = _match(quotation, self._passage(snapshot.sha256))
                if best is None or _rank(match) < _rank(best[0]):
                    best = match, snapshot
        if best is None:
            raise AssertionError("no text to look through")
        match, snapshot = best
        if match.verdict == "not-found":
            why = explanation(quotation.text, match, self._passage(snapshot.sha256))
            return Finding(quotation, "not-found", None, "", snapshot.captured.text, why)
        new = self._receipt(quotation, match, snapshot)
        standing = "" if new == receipt else "stale" if receipt or former else "missing"
        return Finding(quotation, match.verdict, new, standing)

    def _passage(self, sha256: str) -> Passage:
        if sha256 not in self.passages:
            self.passages[sha256] = Passage.of(self.texts[sha256].text)
        return self.passages[sha256]

    def _receipt(self, quotation: Quotation, match: Match, snapshot: Snapshot) -> Receipt:
        item, source, digest = quotation.key
        return Receipt(
            item=item,
            source=ArticleId(source),
            quote=digest,
            snapshot=snapshot.sha256,
            captured=snapshot.captured,
            text=self.texts[snapshot.sha256].digest,
            at=match.spans,
            normaliser=VERSION,
            verdict=match.verdict,
            ambiguous=quotation.anchor and match.times > 1,
        )


def _match(quotation: Quotation, passage: Passage) -> Match:
    return look_up(quotation.text, passage, quotation.prefix, quotation.suffix)


def _rank(match: Match) -> int:
    return _RANKS.index(match.verdict)

"""Quotations stand in the documents they were copied from, and their receipts say so."""

from collections.abc import Iterable, Iterator

from dossier.errors import Code, Problem
from dossier.evidence.explain import Explanation
from dossier.evidence.finding import Finding, orphans
from dossier.graph.graph import Graph
from dossier.records.decode import spelt

_RUN = "run dossier check --receipts where the snapshots are"


def doubtful_quotations(graph: Graph, findings: Iterable[Finding]) -> Iterator[Problem]:
    """Yield a problem or warning for each quotation of which not all is well."""
    for one in findings:
        for code, message, hint in _doubts(one):
            quotation = one.quotation
            yield Problem(graph.places.value(quotation.file, quotation.path), code, message, hint)


def _doubts(one: Finding) -> Iterator[tuple[Code, str, str]]:
    what, source = _named(one), one.quotation.source
    if one.verdict == "not-found":
        why = one.explanation or Explanation("")
        message = f"{what} do not stand in the snapshot of '{source}' of {one.captured}"
        yield Code.QUOTE_NOT_FOUND, f"{message}: {why.reason}", _way_out(why)
    if one.verdict == "words-only":
        yield (
            Code.QUOTE_WORDS_ONLY,
            f"{what} stand in the snapshot of '{source}' with other punctuation",
            "copy the punctuation too",
        )
    if one.receipt is not None and one.receipt.ambiguous:
        yield (
            Code.QUOTE_AMBIGUOUS,
            f"{what} stand in the snapshot of '{source}' more than once",
            "write quote: {exact: …, prefix: …, suffix: …} with the words around them",
        )
    if one.standing == "changed":
        yield (
            Code.QUOTE_CHANGED,
            f"{what} were changed since they were found in a snapshot of '{source}'",
            f"write them as they were, or {_RUN}",
        )
    if one.standing == "missing":
        yield Code.RECEIPT_MISSING, f"{what} have no receipt from a snapshot of '{source}'", _RUN
    if one.standing == "stale":
        yield (
            Code.RECEIPT_STALE,
            f"the receipt for {what} does not hold any more: they, the snapshot of '{source}' or "
            "the rules have changed",
            _RUN,
        )


def _named(one: Finding) -> str:
    return "the words of the locator" if one.quotation.anchor else "the words of the quotation"


def _way_out(why: Explanation) -> str:
    if why.difference:
        return f"the nearest passage differs: {why.difference}"
    return "copy the words from the document; mark what you leave out […] and what you [add]"


def orphan_receipts(graph: Graph) -> Iterator[Problem]:
    """Yield a problem for each receipt that belongs to no quotation of its record."""
    for file in graph.dossier.files:
        for index in orphans(file) if file.receipts else ():
            path = ("quotations", index)
            yield Problem(
                graph.places.beside(file.receipts_path, path),
                Code.ORPHAN_RECEIPT,
                f"{spelt(path)}: '{file.receipts[index].item}' has no such quotation",
                f"delete the line, or {_RUN}",
            )

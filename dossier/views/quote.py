"""A quotation with what its receipt says of it, and with the way to its passage."""

from urllib.parse import quote as percent_encoded

from dossier.evidence.match import segments
from dossier.evidence.quotation import quote_digest
from dossier.graph.item import Item
from dossier.model.article import Article
from dossier.model.receipt import Receipt
from dossier.model.statement import Quote, StatementFields
from dossier.views.part import CitationMark, QuoteView
from dossier.views.version import version_of

_SHORT = 8
"""A quotation of so many words is looked for whole, of a longer one both ends."""

_END = 4
"""So many words make an end."""


def quote_view(
    item: Item[StatementFields], quote: Quote, mark: CitationMark | None, article: Article | None
) -> QuoteView:
    """Lay out a quotation of an item; `article` is the one it was copied from, with its `mark`.

    What is known of it comes from its receipt alone, so that it is the same wherever the site is
    built.
    """
    if article is None or quote.role == "our-translation":
        return QuoteView(quote.text, quote.lang, quote.role, mark)
    receipt = _receipt(item, quote, article)
    if receipt is not None:
        verdict = receipt.verdict
    else:
        verdict = "unverified" if article.snapshots else "uncheckable"
    url = article.url if article.url and article.link == "follow" else ""
    return QuoteView(
        quote.text,
        quote.lang,
        quote.role,
        mark,
        verdict,
        receipt.captured if receipt else None,
        passage_link(url, quote.text) if url else "",
        version_of(article) if url else None,
    )


def _receipt(item: Item[StatementFields], quote: Quote, article: Article) -> Receipt | None:
    """The receipt for these words, from a snapshot that the article still names."""
    receipts = item.file.receipts
    key = (item.id, article.id, quote_digest(quote.text)) if receipts else ()
    kept = {one.sha256 for one in article.snapshots}
    return next((one for one in receipts if one.key == key and one.snapshot in kept), None)


def passage_link(url: str, quotation: str) -> str:
    """The address of a passage in a document; empty where there are no words to look for.

    Source:
        URL Fragment Text Directives, WICG: `#:~:text=start,end`.
    """
    runs: list[list[str]] = []
    for part in segments(quotation):
        words = part.readings[0].split()
        if part.apart or not runs:
            runs.append(words)
        else:
            runs[-1] += words
    if not runs:
        return ""
    first, last = runs[0], runs[-1]
    if len(runs) == 1 and len(first) <= _SHORT:
        directive = _encoded(first)
    else:
        directive = f"{_encoded(first[:_END])},{_encoded(last[-_END:])}"
    return f"{url}{'' if '#' in url else '#'}:~:text={directive}"


def _encoded(words: list[str]) -> str:
    """Words as they stand in a directive, in which a hyphen has a meaning of its own."""
    return percent_encoded(" ".join(words), safe="").replace("-", "%2D")

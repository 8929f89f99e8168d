"""One visit to the address of a document."""

import http.client
import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from dossier.evidence.document import Document, is_wanted, kind_of
from dossier.evidence.failure import Failure, FetchError
from dossier.evidence.fetch import Client, Exchange, media_type
from dossier.evidence.robots import Manners

_GONE = frozenset({404, 410})


@dataclass(frozen=True, slots=True)
class Visit:
    """What a visit brought: the document, and all that was said on the way to it."""

    document: Document
    exchanges: tuple[Exchange, ...]

    @property
    def url(self) -> str:
        """The address at which the document was in the end."""
        return self.exchanges[-1].url

    @property
    def has_moved(self) -> bool:
        """Whether that is another than was asked for; a change to https alone is none."""
        first, last = (urlsplit(one.url) for one in (self.exchanges[0], self.exchanges[-1]))
        return first[1:] != last[1:]


def visit(client: Client, manners: Manners, url: str) -> Visit:
    """Fetch the document at an address.

    Raises:
        FetchError: there is none, or none that is kept.
    """
    exchanges = client.follow(url, manners.before, wanted=is_wanted)
    last = exchanges[-1]
    _check_status(last)
    _check_place(exchanges)
    declared = media_type(last.headers)
    kind = kind_of(last.body, declared)
    if kind is None or not last.body:
        what = f"it calls itself {declared} and is something else" if last.body else "it is empty"
        raise FetchError(Failure.REFUSED, what, "look at it in a browser; it may ask for a log-in")
    charset = str(last.headers.get_content_charset() or "")
    return Visit(Document(last.body, kind, charset), exchanges)


def _check_status(last: Exchange) -> None:
    if last.status == http.client.OK:
        return
    words = http.client.responses.get(last.status, last.reason)
    message = f"{last.url} answers with status {last.status} ({words})"
    if last.status in _GONE:
        raise FetchError(Failure.GONE, message, "look for it in a web archive")
    raise FetchError(
        Failure.UNREACHABLE, message, "look at it in a browser; save it there, and use --from"
    )


def _check_place(exchanges: Sequence[Exchange]) -> None:
    """Refuse a site's front page that stands in for a document which is no longer there."""
    first, last = urlsplit(exchanges[0].url), urlsplit(exchanges[-1].url)
    is_same_site = _bare(first.netloc) == _bare(last.netloc)
    if is_same_site and not _is_front(first) and _is_front(last):
        message = f"it leads to a front page, {exchanges[-1].url}"
        raise FetchError(Failure.GONE, message, "look for it in a web archive")


def _bare(host: str) -> str:
    return host.removeprefix("www.")


def _is_front(parts: SplitResult) -> bool:
    return re.fullmatch(r"/?(?:index\.\w+)?", parts.path) is not None and not parts.query

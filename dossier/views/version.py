"""Which state of a document the dossier relies on, and where readers find a copy of that."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dossier.model.article import Article
from dossier.model.edtf import Edtf

_MEMENTO = re.compile(r"/(\d{4})(\d\d)(\d\d)\d{6}(?:[a-z]{2}_)?/")
"""The date within the address of a copy, as the Wayback Machine and most others write it."""


@dataclass(frozen=True, slots=True)
class Version:
    """A state of a document. `url` is that of a public copy, or empty where there is none."""

    date: Edtf
    url: str = ""


def version_of(article: Article) -> Version | None:
    """The newest public copy; without one, the day of the newest snapshot or of the last reading.

    None where the record does not know it even to the month.
    """
    copies = [
        Version(_copied(one.url, one.captured), one.url) for one in article.snapshots if one.url
    ]
    if copies:
        return max(copies, key=lambda one: (one.date.sort_key, one.url))
    read = [date for date in _read(article) if _is_near(date)]
    return Version(max(read, key=lambda date: date.sort_key)) if read else None


def _read(article: Article) -> Iterator[Edtf]:
    if article.snapshots:
        yield from (one.captured for one in article.snapshots)
    elif article.accessed:
        yield article.accessed


def _copied(url: str, captured: Edtf) -> Edtf:
    """The day of a public copy, which is seldom that of the snapshot beside which it is named."""
    found = _MEMENTO.search(url)
    try:
        return Edtf("-".join(found.groups())) if found else captured
    except ValueError:
        return captured


def _is_near(date: Edtf) -> bool:
    is_exact = date.shape == "date" and not date.qualifiers
    return is_exact and date.start is not None and date.start.precision in ("day", "month")

"""Copies of a document in a public web archive."""

import datetime
import json
import re
from dataclasses import dataclass
from urllib.parse import quote

from dossier.evidence.address import target_of
from dossier.evidence.failure import Failure, FetchError
from dossier.evidence.fetch import Client
from dossier.evidence.robots import Manners

API = "https://archive.org/wayback/available"
"""The availability API of the Wayback Machine."""

_MOST = 1_000_000

_FAR = datetime.timedelta(days=366)
"""A copy made so long before or after a day is none of what stood there then."""

_COPY = re.compile(r"/(?P<day>\d{8})\d{6}(?:[a-z]{2}_)?/(?P<url>.+)")
"""The day and the document's address within that of a copy."""

_SAME = re.compile(r"^https?://(?:www\.)?|(?::80|:443)(?=/)|/?(?:#.*)?$", re.IGNORECASE)
"""What may differ between two addresses of one document."""


@dataclass(frozen=True, slots=True)
class PublicArchive:
    """A web archive that answers as the Wayback Machine's availability API does."""

    client: Client
    manners: Manners
    api: str = API

    def copy_of(self, url: str, day: datetime.date) -> str:
        """The address of the copy made nearest to a day; empty where there is none near it.

        A copy of another address, to which the archive may lead, is none.

        Raises:
            FetchError: the archive could not be asked, or gave no answer to be used.
        """
        asked = f"{self.api}?url={quote(url, safe='')}&timestamp={day:%Y%m%d}"
        last = self.client.follow(asked, self.manners.wait, most=_MOST)[-1]
        if last.status != 200:
            raise FetchError(
                Failure.UNREACHABLE, f"the web archive answers with status {last.status}"
            )
        try:
            closest = json.loads(last.body)["archived_snapshots"].get("closest") or {}
            is_there = closest.get("available") and closest.get("status", "200") == "200"
            copy = _secure(str(closest["url"])) if is_there else ""
            return copy if _is_of(copy, url, day) else ""
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise FetchError(
                Failure.UNREACHABLE, f"the web archive's answer is not sound: {error!r}"
            ) from None


def _is_of(copy: str, url: str, day: datetime.date) -> bool:
    found = _COPY.search(copy)
    if found is None or _SAME.sub("", found["url"]) != _SAME.sub("", url):
        return False
    return abs(datetime.datetime.strptime(found["day"], "%Y%m%d").date() - day) <= _FAR


def _secure(url: str) -> str:
    """The address with https where it is the Wayback Machine's, which has both."""
    target_of(url)
    plain = "http://web.archive.org/"
    return f"https://web.archive.org/{url.removeprefix(plain)}" if url.startswith(plain) else url

"""Copies of a document in a public web archive."""

import datetime
import json
from dataclasses import dataclass
from urllib.parse import quote

from dossier.evidence.address import target_of
from dossier.evidence.failure import Failure, FetchError
from dossier.evidence.fetch import Client
from dossier.evidence.robots import Manners

API = "https://archive.org/wayback/available"
"""The availability API of the Wayback Machine."""

_MOST = 1_000_000


@dataclass(frozen=True, slots=True)
class PublicArchive:
    """A web archive that answers as the Wayback Machine's availability API does."""

    client: Client
    manners: Manners
    api: str = API

    def copy_of(self, url: str, day: datetime.date) -> str:
        """The address of the copy made nearest to a day; empty where there is none.

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
            return _secure(str(closest["url"])) if is_there else ""
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise FetchError(
                Failure.UNREACHABLE, f"the web archive's answer is not sound: {error!r}"
            ) from None


def _secure(url: str) -> str:
    """The address with https where it is the Wayback Machine's, which has both."""
    target_of(url)
    plain = "http://web.archive.org/"
    return f"https://web.archive.org/{url.removeprefix(plain)}" if url.startswith(plain) else url

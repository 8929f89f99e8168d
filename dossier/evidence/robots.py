"""What sites ask of robots: where not to go, and how long to wait.

Source:
    RFC 9309, Robots Exclusion Protocol; `Crawl-delay` is not in it, and honoured.
"""

from typing import Protocol

from dossier.evidence.address import Target, target_of
from dossier.evidence.failure import Failure, FetchError
from dossier.evidence.fetch import Client
from dossier.evidence.package import installed

TOKEN = "mkdocs-dossier"  # noqa: S105 - the name by which a robots.txt speaks of us
PAUSE = 2.0
"""Seconds between two requests to one host."""

MOST = 512 * 1024
"""So many bytes of a robots.txt are read; RFC 9309 asks for 500 KiB at least."""

LONGEST = 120.0
"""Nobody waits longer than that: a site that asks for more is left alone."""


class Rules(Protocol):
    """What a robots.txt says, as protego reads it."""

    def can_fetch(self, url: str, user_agent: str) -> bool:
        """Whether we may."""

    def crawl_delay(self, user_agent: str) -> float | None:
        """Seconds to wait between requests."""


class Manners:
    """Keeps to what sites ask, and to a pause between requests to one host."""

    def __init__(self, client: Client, pause: float = PAUSE) -> None:
        self._client = client
        self._pause = pause
        self._rules: dict[str, Rules | FetchError] = {}
        self._asked: dict[str, float] = {}

    def before(self, target: Target) -> None:
        """Wait until it is polite to ask for an address.

        Raises:
            FetchError: the site asks robots not to.
        """
        rules = self._rules_of(target)
        if not rules.can_fetch(target.url, TOKEN):
            raise FetchError(
                Failure.REFUSED,
                f"{target.host} asks robots to leave this address alone (robots.txt)",
                "save it from your browser, and take it in with --from",
            )
        self.wait(target, rules.crawl_delay(TOKEN) or 0.0)

    def wait(self, target: Target, delay: float = 0.0) -> None:
        """Wait until some time has passed since the last request to the host of an address."""
        pause = max(self._pause, delay)
        if pause > LONGEST:
            message = f"{target.host} asks robots to wait {pause:g} seconds between requests"
            raise FetchError(Failure.REFUSED, message, "save it from your browser")
        clock = self._client.clock
        left = self._asked.get(target.host, -pause) + pause - clock()
        if target.host in self._asked and left > 0:
            self._client.sleep(left)
        self._asked[target.host] = clock()

    def _rules_of(self, target: Target) -> Rules:
        if target.site not in self._rules:
            try:
                self._rules[target.site] = self._read(target)
            except FetchError as error:
                self._rules[target.site] = error
        found = self._rules[target.site]
        if isinstance(found, FetchError):
            raise found
        return found

    def _read(self, target: Target) -> Rules:
        """The rules of a site: all is allowed where it has none, nothing where it cannot say."""
        place = target_of(f"{target.site}/robots.txt")
        try:
            last = self._client.follow(place.url, self.wait, most=MOST)[-1]
        except FetchError as error:
            raise FetchError(error.failure, f"robots.txt: {error}", error.hint) from None
        if 400 <= last.status < 500 and last.status != 429:
            return rules_in("")
        if last.status != 200:
            message = f"{target.host} does not say what robots may do: status {last.status}"
            raise FetchError(Failure.UNREACHABLE, message, "try again later")
        return rules_in(last.body.decode("utf-8", "replace"))


def rules_in(text: str) -> Rules:
    """What the text of a robots.txt says."""
    rules: Rules = installed("protego").Protego.parse(text)
    return rules

"""What there is at the start of a build, and which day it is."""

import datetime
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dossier.drawing.graphviz import Graphviz, installed_graphviz
from dossier.evidence.snapshot import store_of
from dossier.history import History, head
from dossier.model.edtf import Edtf
from dossier.model.options import Options
from dossier.publish.card import cards_state
from dossier.publish.kept import HostBuilder, inputs_digest
from dossier.publish.tree import digest_of
from dossier.records.survey import Survey, combined_digest, survey


@dataclass(frozen=True, slots=True)
class Start:
    """What there is at the start of a build.

    It is noted before anything is read, so that what changes during a build counts as changed in
    the next. `head` says where the history stands, `digests` are those of records and pages,
    `snapshots` is that of the store; `graphviz` draws networks, `cards` pictures of pages, if they
    are there.
    """

    options: Options
    head: str
    found: Survey
    digests: Mapping[str, str]
    snapshots: str
    graphviz: Graphviz | None
    cards: str

    @classmethod
    def read(cls, options: Options) -> "Start":
        """Look at a dossier's folder, without reading its records."""
        stands = head(options.root)
        found = survey(options.root, options.content)
        store = store_of(options)
        state = store.state if store else ""
        drawn = installed_graphviz(), cards_state(options)
        return cls(options, stands, found, found.digests(), state, *drawn)

    def inputs(self, kept: Path, host: HostBuilder, *, with_search: bool) -> str:
        """The digest of all that a site is made from; nothing where that cannot be told."""
        read_by_host = inputs_digest(kept, host)
        if not read_by_host or self.found.problems:
            return ""
        records = combined_digest(self.digests)
        all_of_it = (
            *(read_by_host, self.options, self.head, records, with_search, self.snapshots),
            *(self.graphviz, self.cards),
        )
        return digest_of(repr(all_of_it).encode())


def today(options: Options, history: History) -> Edtf:
    """The day the dossier speaks of: as told, or that of its last commit, or the clock's."""
    if options.as_of:
        return Edtf(options.as_of)
    return Edtf(history.last.day) if history.last is not None else _now()


def latest(options: Options, today: Edtf) -> Edtf:
    """The last day on which editors can have done anything.

    That is today as told, or the clock's: what they do is noted before it is committed.
    """
    return today if options.as_of else max(today, _now())


def _now() -> Edtf:
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.datetime.fromtimestamp(int(epoch), datetime.UTC) if epoch.isdigit() else None
    return Edtf((now or datetime.datetime.now(datetime.UTC)).date().isoformat())


class Clock:
    """Elapsed time by stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = time.monotonic()

    def stage(self, name: str) -> None:
        """Take note of the time since the last stage as that of this one."""
        now = time.monotonic()
        self.seconds[name], self._last = now - self._last, now

"""EDTF dates as those of the Citation Style Language."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from dossier.model.edtf import Edtf, Point

Parts = tuple[int, ...]
"""Year, month and day, as far as they are known."""


@dataclass(frozen=True, slots=True)
class CslDate:
    """A date or, with two of `parts`, a span; or a `literal` where nothing else can say it.

    `season` is 1 (spring) to 4, or 0. An end of a single 0 leaves a span open.
    """

    parts: tuple[Parts, ...] = ()
    circa: bool = False
    season: int = 0
    literal: str = ""

    def as_json(self) -> dict[str, Any]:
        """The date as CSL-JSON; empty for none."""
        found: dict[str, Any] = {}
        if self.parts:
            found["date-parts"] = [list(parts) for parts in self.parts]
        if self.season:
            found["season"] = self.season
        if self.circa:
            found["circa"] = True
        if self.literal:
            found["literal"] = self.literal
        return found

    @property
    def year(self) -> int | None:
        """The year it begins in."""
        return self.parts[0][0] if self.parts else None


NO_DATE: Final = CslDate()
_SPANS = ("decade", "century")


@lru_cache(maxsize=8192)
def csl_date(date: Edtf) -> CslDate:
    """A date as citation styles take it.

    What is uncertain, approximate, or some day within a span is `circa`. A span without a beginning
    is said as it was written: no style has a form for it.
    """
    start, end = date.start, date.end
    if start is None:
        return CslDate(literal=date.text)
    circa = bool(date.qualifiers) or date.shape == "one-of"
    if date.shape == "date":
        if start.precision in _SPANS:
            return CslDate(((start.lower[0],), (start.upper[0],)), circa=True)
        season = start.month - 20 if start.precision == "season" and start.month else 0
        return CslDate((_parts(start),), circa, season)
    return CslDate((_parts(start), _parts(end) if end else (0,)), circa)


def _parts(point: Point) -> Parts:
    if point.precision in ("season", *_SPANS):
        return (point.year,)
    return tuple(part for part in (point.year, point.month, point.day) if part is not None)

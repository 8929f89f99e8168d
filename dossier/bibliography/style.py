"""The citation styles, and what has to be done so that they serve one reference at a time.

No style of CSL knows the law of more than a country or two. Where one would leave out the official
number of a law, or print that of another country, the item is put to it as a document instead.
"""

import re
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Any, Final

from dossier.bibliography.csl import LEGAL, PAGE, Item, Name
from dossier.bibliography.date import NO_DATE
from dossier.bibliography.name import APA, CHICAGO, ISO, OSCOLA

STYLES: Final = {
    CHICAGO: {
        "en": ("chicago-notes-bibliography", "en-US"),
        "fr": ("chicago-notes-bibliography-fr", "fr-FR"),
    },
    APA: {"en": ("apa", "en-US"), "fr": ("apa", "fr-FR")},
    ISO: {"en": ("iso690-author-date-en", "en-GB"), "fr": ("iso690-note-fr", "fr-FR")},
    OSCOLA: {"en": ("oscola", "en-GB"), "fr": ("oscola", "fr-FR")},
}
"""Name of a style to its file and locale for each language; other languages have the English."""

_DEPENDENT = re.compile(
    r" (?:disambiguate-add-[a-z-]+|givenname-disambiguation-rule|collapse|"
    r'subsequent-author-substitute)="[^"]*"'
)
"""What makes a reference depend on those beside it."""

_MONTH_DAY = '<date-part name="month"/>\n      <date-part name="day" prefix=" "/>'
_DAY_MONTH = '<date-part name="day" suffix=" "/>\n      <date-part name="month"/>'
_MONTHS = (
    "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|"
    "printemps|été|automne|hiver"
)
_GENRES: Final = {"fr": {"Press release": "Communiqué de presse", "Letter": "Lettre"}}
_MENDED: Final = {
    "fr": (
        (re.compile(rf"(?<![\d–-])1 (?={_MONTHS})"), "1er "),
        (re.compile(rf"(?i)\b(consulté\s)le(?=\s(?:{_MONTHS}))"), r"\1en"),
        (re.compile(r"nᵒ(?=\w)"), "nᵒ\u00a0"),
    )
}
"""What the French locale of CSL leaves wrong: the first of a month, a month alone, a blank."""

_NUMBERED = re.compile(r"(?P<genre>.*?),? *(?:No\.?|Nr\.?|n[°º]) *(?P<number>\S+)")
_INTERNAL = re.compile(r"(?:doc\.|RIN|Docket|H\.R\.|S\.) ")
"""Begins the numbers of files, and of bills that have become law."""

_ACT = re.compile(r"\(E[A-Z]+(?:, Euratom)?\) (\d{4}/\d+)")
_JOURNAL = re.compile(r"OJ ([A-Z]+) ?(\d+)?,(?: (\d{4}/\d+),)? [\d.]+\.(\d{4})(?:, p\. (\d+))?")
_HYPHEN = "\u2011"
_GUARD = "\u2060"
"""Stands behind a less-than sign, which would else begin a tag; in no title."""


@dataclass(frozen=True, slots=True)
class Style:
    """A citation style in a language; `csl` is the style itself, made independent."""

    name: str
    lang: str
    locale: str
    csl: str

    @property
    def _knows_us_law(self) -> bool:
        return self.lang == "en" and self.name in (CHICAGO, APA)

    def item(self, item: Item) -> dict[str, Any]:
        """The CSL-JSON by which the style prints an item well."""
        suited = self._suited(item)
        found = suited.as_json() | {"language": item.title_lang}
        title = suited.shown_title.replace("<", f"<{_GUARD}")
        if item.kind in (*LEGAL, PAGE) or item.is_described:
            title = f'<span class="nocase">{title}</span>'
        found["title"] = title
        for name in ("container-title", "publisher", "authority", "genre"):
            if name in found:
                found[name] = found[name].replace("<", f"<{_GUARD}")
        if suited.type in ("legal_case", "legislation") and "number" in found:
            # To the engine a hyphen makes two numbers of one, which it then counts.
            found["number"] = found["number"].replace("-", _HYPHEN)
        if suited.genre:
            found["genre"] = _GENRES.get(self.lang, {}).get(suited.genre, found["genre"])
        for name in ("note", "source"):
            found.pop(name, None)
        return found

    def _suited(self, item: Item) -> Item:
        if item.kind in LEGAL:
            return self._legal(item)
        if item.type == "personal_communication":
            kind = "webpage" if item.url else "document"
            return replace(item, type=kind, publisher="" if item.authors else item.publisher)
        if item.type == "report":
            return self._report(item)
        if item.type == "webpage":
            return replace(item, number="", publisher="" if item.authors else item.publisher)
        return item

    def _report(self, item: Item) -> Item:
        series = "" if item.container and item.container in item.number else item.container
        if (self.name, self.lang) == (CHICAGO, "fr"):
            return replace(item, type="book", container=series)
        if (self.name, self.lang) == (ISO, "en"):
            known = ", ".join(filter(None, (series, item.number)))
            return replace(item, container=known, number="")
        found = _NUMBERED.fullmatch(item.number) if (self.name, self.lang) == (ISO, "fr") else None
        if found is None:
            return replace(item, container=series)
        return replace(item, container=series, genre=found["genre"], number=found["number"])

    def _legal(self, item: Item) -> Item:
        if item.type == "legislation" and self._knows_us_law:
            told = f"Public Law {item.number}" in item.title
            number = "" if told else item.number
            return replace(item, container="Stat.", number=number, authors=(), publisher="")
        if item.type == "legal_case" and (self._knows_us_law or self.name == OSCOLA):
            return item
        where = _where(item)
        plain = replace(item, number="", volume="", page="", authority="", container="")
        if item.type == "legislation":
            plain = replace(plain, authors=())  # whoever published it has not made it
        elif not item.authors and item.publisher:
            plain = replace(plain, authors=(Name(literal=item.publisher),))
        if self.name != OSCOLA:
            return replace(plain, type="document", publisher=where)
        if item.type in ("legislation", "regulation") and item.numbers:
            where = "" if where == item.container else where
            title = f"{item.title}{_in_oscola(item, where)}"
            return replace(plain, type="legislation", title=title, authors=(), issued=NO_DATE)
        return replace(plain, type="webpage", container=where, publisher="")

    def mended(self, text: str) -> str:
        """Text of the engine's, as it should read in the language."""
        text = text.replace(_GUARD, "").replace(_HYPHEN, "-")
        for wrong, right in _MENDED.get(self.lang, ()):
            text = wrong.sub(right, text)
        return text


def _where(item: Item) -> str:
    """Where a legal text was published, by the numbers that its title does not give."""
    told = f"Public Law {item.number}" in item.title
    found = [
        one
        for one in item.numbers
        if one not in item.title
        and not _INTERNAL.match(one)
        and not (told and one.startswith("Pub. L. "))
    ]
    shown = [re.sub(r"^(\d+) FR (?=\d)", r"\1 Fed. Reg. ", one) for one in found]
    if any(one.startswith("OJ ") or " Fed. Reg. " in one for one in shown):
        return ", ".join(shown)
    return ", ".join([item.container, *shown] if item.container else shown)


def _in_oscola(item: Item, where: str) -> str:
    """The same behind a title as OSCOLA has it: without stops, the year in its place."""
    year = item.issued.year
    found = _JOURNAL.fullmatch(where)
    if found:
        series, number, act, printed, page = found.groups()
        named = _ACT.search(item.title)
        act = act or (named[1] if named else "")
        place = f"{series}{number}/{page}" if number and page else f"{series} {act}".strip()
        return f" [{printed}] OJ {place}"
    shown = (
        where.replace("Fed. Reg.", "Fed Reg").replace("Stat.", "Stat").replace("Pub. L.", "Pub L")
    )
    behind = f" ({year})" if year and any(sign in shown for sign in ("Fed Reg", " Stat ")) else ""
    return f", {shown}{behind}" if shown else ""


@cache
def style_for(name: str, lang: str) -> Style:
    """A style in the language of a site's pages."""
    known = STYLES[name]
    base = lang.partition("-")[0]
    language = base if base in known else "en"
    file, locale = known[language]
    text = (resources.files("dossier.bibliography") / "styles" / f"{file}.csl").read_text("utf-8")
    if name == APA and language == "fr":
        text = text.replace(_MONTH_DAY, _DAY_MONTH)
    return Style(name, language, locale, _DEPENDENT.sub("", text))

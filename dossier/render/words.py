"""The words of the interface for codes, numbers, dates and lists, in one language."""

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cache

from babel.lists import format_list
from babel.numbers import format_currency, format_decimal

from dossier.model.citation import Locator
from dossier.model.field import COUNTRY_LIKE
from dossier.render.catalogue import locale, translations
from dossier.render.date import date_words
from dossier.render.label import LOCATORS, PLURALS, TABLES
from dossier.views.collation import collation_key
from dossier.views.embed import Counts
from dossier.views.part import CitationMark, TextView

RTL = ("ar", "fa", "he", "ug", "ur")
_QUOTES = {"fr": ("«\u00a0", "\u00a0»"), "zh": ("“", "”"), "de": ("„", "“"), "sv": ("”", "”")}
_OPENING = ("«", "“", "„", "”", '"')
_NUMBERED = re.compile(r"([^0-9]*)([0-9]*)")
_RANGE = re.compile(r"(?<=[0-9])-(?=[0-9])")
_SEVERAL = re.compile(r"[-–,]")


class Words:
    """Says in the words of a language what the model says in codes; all of it plain text."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.text = translations(lang)
        self._locale = locale(lang)
        self._colon = self.text.gettext("{label}:")
        self._labels: dict[tuple[str, str], str] = {}
        self._numbers: dict[int, str] = {}

    def label(self, code: str, table: str) -> str:
        """The label of a code."""
        found = self._labels.get((code, table))
        if found is None:
            found = self._labels[code, table] = self.text.gettext(TABLES[table][code])
        return found

    def status(self, status: str, kind: str) -> str:
        """How far a statement is established; of a finding French speaks in another gender."""
        label = TABLES["status"][status]
        if kind == "finding":
            return self.text.pgettext("finding", label)
        return self.text.gettext(label)

    def plural(self, label: str) -> str:
        """The label of a kind as the heading of a group."""
        return self.text.gettext(PLURALS.get(label) or label)

    def colon(self, label: str) -> str:
        """Words with a colon behind them."""
        return self._colon.format(label=label)

    def semicolon(self, words: str) -> str:
        """Words with a semicolon behind them."""
        return self.text.gettext("{words};").format(words=words)

    def number(self, value: int) -> str:
        """A whole number."""
        found = self._numbers.get(value)
        if found is None:
            found = self._numbers[value] = format_decimal(value, locale=self._locale)
        return found

    def quantity(self, value: str, unit: str) -> str:
        """A number with its unit, which may be the code of a currency."""
        number = Decimal(value)
        if unit in self._locale.currencies:
            return format_currency(
                number, unit, locale=self._locale, format_type="name", currency_digits=False
            )
        return f"{format_decimal(number, locale=self._locale)}\u00a0{unit}"

    def language_name(self, code: str) -> str:
        """The name of a language."""
        base = code.partition("-")[0]
        name = self._locale.languages.get(code.replace("-", "_")) or self._locale.languages.get(
            base
        )
        return str(name or code)

    def territory(self, code: str) -> str:
        """The name of a country or of what stands in the place of one."""
        if code in COUNTRY_LIKE and code not in self._locale.territories:
            return self.text.gettext(COUNTRY_LIKE[code])
        return str(self._locale.territories.get(code, code))

    def fact(self, word: str) -> str:
        """The value of a fact, of which some are codes that the language has a word for."""
        scheme, found, code = word.partition(":")
        if found and scheme == "territory":
            return self.territory(code)
        if found and scheme == "language":
            return self.language_name(code)
        if found and scheme == "message":
            return self.text.gettext(code)
        return word

    def locator(self, at: Locator | None) -> str:
        """A place within a document; empty for none."""
        if at is None:
            return ""
        words = []
        for name, forms in LOCATORS.items():
            value = getattr(at, name)
            if value:
                form = forms[1] if _SEVERAL.search(value) else forms[0]
                # The number of a section may itself have a hyphen.
                shown = _RANGE.sub("–", value) if name in ("page", "para") else value
                words.append(self.text.pgettext("locator", form).format(n=shown))
        return ", ".join(words)

    def locators(self, places: Iterable[str]) -> str:
        """Several places within a document, in its order, as the beginning of a sentence."""
        words = f"{self.semicolon('')} ".join(sorted(places, key=_by_number))
        return words[:1].upper() + words[1:]

    def citation_title(self, mark: CitationMark) -> str:
        """What a citation leads to, in a line."""
        date = date_words(mark.date, self.lang) if mark.date else self.text.gettext("undated")
        parts = [mark.byline, mark.title.text, date, self.locator(mark.at)]
        if mark.reported_as != "reported":
            parts.append(self.label(mark.reported_as, "reported"))
        return ", ".join(part for part in parts if part)

    def options(self, values: Iterable[tuple[str, TextView]], name: str) -> list[tuple[str, str]]:
        """The choices of a filter, in the language's order of their words."""
        table = {"kind": "event", "status": "status", "reply": "reply"}.get(name)
        named = [
            (value, self.label(value, table) if table else text.text) for value, text in values
        ]
        return sorted(named, key=lambda pair: collation_key(pair[1]))

    def counted(self, counts: Counts) -> str:
        """How much a dossier holds, in a list."""
        text = self.text
        parts = [
            text.ngettext("{n} article", "{n} articles", counts.articles),
            text.ngettext("{n} party", "{n} parties", counts.entities),
            text.ngettext("{n} instrument", "{n} instruments", counts.instruments),
            text.ngettext("{n} event", "{n} events", counts.events),
            text.ngettext("{n} statement", "{n} statements", counts.statements),
        ]
        numbers = (
            counts.articles,
            counts.entities,
            counts.instruments,
            counts.events,
            counts.statements,
        )
        words = [part.format(n=self.number(n)) for part, n in zip(parts, numbers, strict=True)]
        return format_list(words, locale=self._locale)


def quoted(text: str, lang: str) -> str:
    """Text in the quotation marks of a language, unless it brings its own."""
    if text.startswith(_OPENING):
        return text
    opening, closing = quote_marks(lang)
    return f"{opening}{text}{closing}"


@cache
def quote_marks(lang: str) -> tuple[str, str]:
    """The quotation marks of a language."""
    return _QUOTES.get(lang.partition("-")[0], ("“", "”"))


def _by_number(words: str) -> tuple[tuple[str, int], ...]:
    """What to sort by so that 9 stands before 10."""
    return tuple((text, int(number or 0)) for text, number in _NUMBERED.findall(words))

"""What a commit changed, in words."""

from dossier.render.date import date_words
from dossier.render.words import Words
from dossier.views.part import ChangeRow, CommitRow

_NAMED = 8
"""So many records are named in the text of a feed."""


def counted_change(words: Words, row: ChangeRow) -> str:
    """How many records something was done to: `3 records added`."""
    n, text = row.number, words.text
    match row.what:
        case "added":
            said = text.ngettext("{n} record added", "{n} records added", n)
        case "corrected":
            said = text.ngettext("{n} record corrected", "{n} records corrected", n)
        case "changed":
            said = text.ngettext("{n} record changed", "{n} records changed", n)
        case "renamed":
            said = text.ngettext("{n} record renamed", "{n} records renamed", n)
        case "withdrawn":
            said = text.ngettext("{n} record withdrawn", "{n} records withdrawn", n)
        case _:
            said = text.ngettext("{n} record removed", "{n} records removed", n)
    return said.format(n=words.number(n))


def more(words: Words, row: ChangeRow) -> str:
    """How many of them are not named."""
    return _more(words, row.more)


def _more(words: Words, number: int) -> str:
    said = words.text.ngettext("and {n} more", "and {n} more", number)
    return said.format(n=words.number(number))


def title_of(words: Words, row: CommitRow) -> str:
    """A commit in a line: its day, and what it did to how many records."""
    return f"{words.colon(date_words(row.date, words.lang))} {', '.join(_counts(words, row))}"


def text_of(words: Words, row: CommitRow) -> str:
    """A commit in plain words, with the names of records."""
    told, between = [], f"{words.semicolon('')} "
    for one in row.changes:
        names = between.join(link.text.text for link in one.links[:_NAMED])
        unnamed = one.number - min(len(one.links), _NAMED)
        rest = f" {_more(words, unnamed)}" if unnamed else ""
        count = counted_change(words, one)
        told.append(f"{words.colon(count)} {names}{rest}" if names else count)
    told += _pages(words, row)
    return f"{'. '.join(told)}."


def _counts(words: Words, row: CommitRow) -> list[str]:
    return [*(counted_change(words, one) for one in row.changes), *_pages(words, row)]


def _pages(words: Words, row: CommitRow) -> list[str]:
    if not row.pages:
        return []
    said = words.text.ngettext(
        "{n} hand-written page changed", "{n} hand-written pages changed", row.pages
    )
    return [said.format(n=words.number(row.pages))]

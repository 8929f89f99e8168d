"""Sources as BibTeX, with the fields of BibLaTeX where BibTeX has none."""

import re
from collections.abc import Iterable
from typing import Final

from dossier.bibliography.csl import Item, Name

_TYPES: Final = {
    "article-newspaper": "article",
    "post-weblog": "online",
    "webpage": "online",
    "report": "techreport",
}
_ESCAPES: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "%": r"\%",
        "&": r"\&",
        "#": r"\#",
        "$": r"\$",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)
_UNESCAPES: Final = {written: chr(code) for code, written in _ESCAPES.items()}
_ESCAPED: Final = re.compile("|".join(re.escape(written) for written in _UNESCAPES))
_UNSAFE: Final = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})


_BABEL = {
    "ar": "arabic",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fa": "persian",
    "fr": "french",
    "it": "italian",
    "ja": "japanese",
    "nl": "dutch",
    "pt": "portuguese",
    "ru": "russian",
    "sv": "swedish",
    "tr": "turkish",
    "zh": "chinese",
}
"""What LaTeX's babel, and so `langid` of biblatex, calls a language."""


def bibtex(items: Iterable[Item]) -> str:
    """Entries for sources, in their order. Dates are EDTF, as BibLaTeX has it."""
    return "\n".join(map(_entry, items))


def _entry(item: Item) -> str:
    type = _TYPES.get(item.type, "misc")
    container = {"article": "journaltitle", "techreport": "series"}.get(type, "howpublished")
    publisher = "institution" if type == "techreport" else "publisher"
    fields = {
        "title": f"{{{_escaped(item.shown_title)}}}" if item.title else "",
        "author": " and ".join(map(_name, item.authors)),
        container: _escaped(item.container),
        publisher: _escaped(item.publisher),
        "type": _escaped(item.genre),
        "number": _escaped("; ".join(item.numbers)),
        "isbn": item.isbn,
        "date": item.issued_edtf,
        "year": str(item.issued.year) if item.issued.year is not None else "",
        "url": item.url.translate(_UNSAFE),
        "urldate": item.accessed_edtf,
        "langid": _BABEL.get(item.language.partition("-")[0], ""),
        "language": item.language,
        "note": _escaped(f"Cite as: {item.cite_as}") if item.cite_as else "",
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@{type}{{{item.id},\n{lines}}}\n"


def _name(name: Name) -> str:
    if name.literal:
        return f"{{{_escaped(name.literal)}}}"
    return f"{_escaped(name.family)}, {_escaped(name.given)}"


def _escaped(text: str) -> str:
    return " ".join(text.translate(_ESCAPES).split())


def plain(text: str) -> str:
    """Text of an entry as it was before it was escaped."""
    return _ESCAPED.sub(lambda match: _UNESCAPES[match[0]], text)

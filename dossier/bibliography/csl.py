"""Articles as items of the Citation Style Language: what every style and format is made from."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from dossier.bibliography.date import NO_DATE, CslDate, csl_date
from dossier.model.article import Article
from dossier.model.edtf import Edtf
from dossier.model.text import Words

_TYPES: Final = {
    "press": "article-newspaper",
    "wire": "article-newspaper",
    "press-release": "webpage",
    "law": "regulation",
    "notice": "document",
    "ruling": "legal_case",
    "report": "report",
    "letter": "personal_communication",
    "web": "webpage",
    "post": "post-weblog",
}
_GENRES: Final = {"press-release": "Press release", "letter": "Letter"}
_IN_CONTAINER: Final = ("press", "wire", "post")
"""Kinds of which the publisher is the work that they stand in, and not their author."""

PAGE: Final = "page"
"""The kind of an item that is a page of the site."""

PAGE_TITLE: Final = "DossierPageTitle"
PAGE_URL: Final = "https://page.dossier.invalid/"

LEGAL: Final = ("law", "notice", "ruling")

_REGISTER = re.compile(r"(\d+) (?:FR|Fed\. Reg\.) (\d[\d,]*)")
_STATUTE = re.compile(r"(\d+) Stat\. (\d[\d,]*)")
_PUBLIC_LAW = re.compile(r"Pub\. ?L\. (?:No\. )?(\d+[-–]\d+)")
_BOOK = re.compile(r"ISBN:? ([\dX-]+)")
_PERSON = re.compile(r"([^\W\d][^,\d]*), ([^\W\d][^,\d]*)")
_NO_PERSON = re.compile(
    r"(?i)\b(?:of|and|for|the|et|des?|du|pour|la|inc|ltd|llc|llp|co|corp|gmbh|ag|sa|plc|office|"
    r"department|ministry|bureau|agency|commission|council|committee|university|institute)\b|&"
)


@dataclass(frozen=True, slots=True)
class Name:
    """An author: a person by `family` and `given` name, or whoever else as `literal`."""

    family: str = ""
    given: str = ""
    literal: str = ""

    @property
    def words(self) -> str:
        """The name as it is spoken."""
        return self.literal or f"{self.given} {self.family}"


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who published a document; `country` is empty where it is not known."""

    name: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A source, as citation styles see it; what it has not is empty.

    `kind` is that of the article. `numbers` are its official numbers as written; `number`, `volume`
    and `page` are what a style asks for. `is_described` says that the title is not its own.

    Source:
        Citation Style Language 1.0.2, and its schema of input, csl-data.json.
    """

    id: str
    type: str
    kind: str
    title: str
    title_lang: str
    language: str
    authors: tuple[Name, ...] = ()
    container: str = ""
    publisher: str = ""
    authority: str = ""
    number: str = ""
    numbers: tuple[str, ...] = ()
    volume: str = ""
    page: str = ""
    genre: str = ""
    isbn: str = ""
    via: str = ""
    url: str = ""
    issued: CslDate = NO_DATE
    accessed: CslDate = NO_DATE
    issued_edtf: str = ""
    accessed_edtf: str = ""
    cite_as: str = ""
    is_described: bool = False

    def as_json(self) -> dict[str, Any]:
        """The item as CSL-JSON, without what is empty."""
        names = [_name_json(name) for name in self.authors]
        all_of_it = {
            "id": self.id,
            "type": self.type,
            "title": self.shown_title,
            "author": names,
            self._container_field: self.container,
            "publisher": self.publisher,
            "authority": self.authority,
            "number": self.number,
            "volume": self.volume,
            "page": self.page,
            "genre": self.genre,
            "ISBN": self.isbn,
            "source": self.via,
            "URL": self.url,
            "issued": self.issued.as_json(),
            "accessed": self.accessed.as_json(),
            "language": self.language,
            "note": f"Cite as: {self.cite_as}" if self.cite_as else "",
        }
        return {name: value for name, value in all_of_it.items() if value}

    @property
    def _container_field(self) -> str:
        return "collection-title" if self.type in ("report", "book") else "container-title"

    @property
    def shown_title(self) -> str:
        """The title; in square brackets where it is not its own."""
        return f"[{self.title}]" if self.is_described else self.title


def _name_json(name: Name) -> dict[str, str]:
    if name.literal:
        return {"literal": name.literal}
    return {"family": name.family, "given": name.given}


def csl_json(items: Iterable[Item]) -> str:
    """Items as a file of CSL-JSON."""
    found = [item.as_json() for item in items]
    return f"{json.dumps(found, ensure_ascii=False, indent=1)}\n"


def item_of(article: Article, publisher: Publisher, title: Words) -> Item:
    """The item of an article, given its publisher and its title in the language wanted."""
    numbers = _Numbers(article.number)
    is_part = article.kind in _IN_CONTAINER
    container = article.container or (publisher.name if is_part else "")
    authors = tuple(name_of(one) for one in article.author)
    if not authors and not is_part and article.kind != "ruling" and publisher.name:
        authors = (Name(literal=publisher.name),)
    accessed = article.accessed
    return Item(
        id=article.id,
        type=_type(article, publisher, numbers),
        kind=article.kind,
        title=title.text,
        title_lang=title.lang,
        language=article.lang,
        authors=authors,
        container=container,
        publisher="" if publisher.name == container else publisher.name,
        authority=publisher.name if article.kind == "ruling" else "",
        number=numbers.public_law or ", ".join(numbers.others),
        numbers=article.number,
        volume=numbers.volume,
        page=numbers.page,
        genre=_GENRES.get(article.kind, ""),
        isbn=numbers.isbn,
        via=article.via,
        url=article.url if article.url and article.link == "follow" else "",
        issued=_date(article.published),
        accessed=_date(accessed),
        issued_edtf=article.published.text if article.published else "",
        accessed_edtf=accessed.text if accessed else "",
        cite_as=article.cite_as,
        is_described=article.title_supplied,
    )


def page_item(site_name: str, lang: str, day: Edtf | None, *, with_url: bool) -> Item:
    """The item of a page of the site that was last changed on a day.

    It holds what stands for the title and the address: the references of all pages of one day are
    made of one.
    """
    return Item(
        id="page",
        type="webpage",
        kind=PAGE,
        title=PAGE_TITLE,
        title_lang=lang,
        language=lang,
        container=site_name,
        url=PAGE_URL if with_url else "",
        issued=_date(day),
    )


def _date(date: Edtf | None) -> CslDate:
    return csl_date(date) if date else NO_DATE


def _type(article: Article, publisher: Publisher, numbers: "_Numbers") -> str:
    """The type: only the United States have `legislation`, which no style has for other laws."""
    if article.kind == "law" and numbers.public_law:
        return "legislation"
    if article.kind == "notice" and numbers.volume and publisher.country in ("US", ""):
        return "regulation"
    return _TYPES[article.kind]


def name_of(written: str) -> Name:
    """An author as written: a person where it is `Family, Given`, and a literal name otherwise."""
    found = _PERSON.fullmatch(written)
    if found is None or _NO_PERSON.search(written):
        return Name(literal=written)
    return Name(family=found[1], given=found[2])


class _Numbers:
    """The official numbers of a document, told apart."""

    def __init__(self, written: tuple[str, ...]) -> None:
        self.volume = self.page = self.public_law = self.isbn = ""
        others = []
        for one in written:
            if found := _REGISTER.fullmatch(one) or _STATUTE.fullmatch(one):
                self.volume, self.page = found.groups()
            elif found := _PUBLIC_LAW.fullmatch(one):
                self.public_law = found[1]
            elif found := _BOOK.fullmatch(one):
                self.isbn = found[1]
            else:
                others.append(one)
        self.others = tuple(others)

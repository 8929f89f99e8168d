"""What Zotero reads of a page: the metadata of one source, or a COinS for each of many."""

from collections.abc import Iterator
from typing import Final
from urllib.parse import urlencode

from dossier.bibliography.csl import Item, Name

_TYPES: Final = {
    "article-newspaper": "newspaperArticle",
    "post-weblog": "blogPost",
    "webpage": "webpage",
    "report": "report",
    "legal_case": "case",
    "legislation": "statute",
    "regulation": "statute",
    "personal_communication": "letter",
}


def head_fields(item: Item) -> Iterator[tuple[str, str]]:
    """Yield the names and contents of the metadata by which Zotero takes a source from its page.

    An institution as author ends in a comma, or it would be taken for a person.
    """
    type = _TYPES.get(item.type, "document")
    title = item.shown_title
    yield "z:itemType", type
    for name, content in (
        ("citation_title", title),
        *(("citation_author", _name(name)) for name in item.authors),
        ("citation_publication_date", _date(item)),
        ("citation_public_url", item.url),
        ("citation_language", item.language),
        ("citation_publisher", item.publisher),
        *_of_type(item, type),
        ("z:accessDate", _day(item.accessed_edtf)),
    ):
        if content:
            yield name, content


def _of_type(item: Item, type: str) -> Iterator[tuple[str, str]]:
    numbers = ", ".join(item.numbers)
    match type:
        case "statute":
            yield "z:nameOfAct", item.shown_title
            yield "z:publicLawNumber", item.number
            yield "z:dateEnacted", item.issued_edtf
            yield "z:code", item.container
            yield "z:codeNumber", item.volume
            yield "z:pages", item.page
        case "case":
            yield "z:caseName", item.shown_title
            yield "z:court", item.authority
            yield "z:docketNumber", numbers
            yield "z:dateDecided", item.issued_edtf
        case "report":
            yield "citation_technical_report_number", numbers
            yield "z:seriesTitle", item.container
            yield "z:institution", item.publisher
        case "blogPost":
            yield "z:blogTitle", item.container
        case "webpage":
            yield "z:websiteTitle", item.container
            yield "z:websiteType", item.genre
        case "newspaperArticle":
            yield "z:publicationTitle", item.container
        case _:
            yield "z:publicationTitle", item.container
            yield "z:extra", numbers


def _name(name: Name) -> str:
    return f"{name.literal}," if name.literal else f"{name.family}, {name.given}"


def _date(item: Item) -> str:
    return item.issued_edtf.replace("-", "/") if _day(item.issued_edtf) else item.issued_edtf


def _day(edtf: str) -> str:
    return edtf if len(edtf) == 10 and edtf.replace("-", "").isdecimal() else ""


def coins(item: Item) -> str:
    """The ContextObject of a source, for the title of an empty element of class `Z3988`.

    Source:
        COinS 1.0, with the Dublin Core format that Zotero reads types from.
    """
    fields = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"),
        ("rft.type", _TYPES.get(item.type, "document")),
        ("rft.title", item.shown_title),
        ("rft.source", item.container),
        ("rft.publisher", item.publisher),
        *(
            (("rft.aucorp", one.literal) if one.literal else ("rft.au", _name(one)))
            for one in item.authors
        ),
        ("rft.date", item.issued_edtf),
        ("rft.identifier", item.url),
        ("rft.language", item.language),
    ]
    return urlencode([(name, value) for name, value in fields if value], safe=":/,")

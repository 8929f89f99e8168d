"""The words of a document as plain text: a paragraph a line, for quotations to be found in.

The pages of a PDF are apart by a form feed at the beginning of a line, as `pdftotext` writes them.
An image gives no text.
"""

import codecs
import re
from collections.abc import Iterator
from typing import Protocol

from dossier.evidence.document import Document, Kind
from dossier.evidence.package import installed
from dossier.evidence.pdf import pdf_text

_META = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MEANT = {
    **dict.fromkeys(("ascii", "iso8859-1"), "cp1252"),
    **dict.fromkeys(("gb2312", "gbk"), "gb18030"),
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "iso8859-9": "cp1254",
}
"""Charsets that browsers read as another that holds them."""

_UNREAD = frozenset({"script", "style", "template", "noscript", "head", "svg", "iframe", "object"})
_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "br", "button", "caption", "center"),
        *("dd", "details", "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure"),
        *("footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend"),
        *("li", "main", "menu", "nav", "ol", "optgroup", "option", "p", "pre", "search", "section"),
        *("select", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul"),
    )
)
_BREAK = "\n"


class Element(Protocol):
    """A node of a document as lxml has it; the tag of a comment is not a text."""

    tag: object
    text: str | None
    tail: str | None

    def __iter__(self) -> Iterator["Element"]:
        """Yield the nodes in it."""


def plain_text(document: Document) -> str:
    """The text of a document; empty where none can be read.

    Raises:
        MachineError: the packages that read it are not installed.
    """
    match document.kind:
        case Kind.HTML:
            return html_text(decoded(document))
        case Kind.TEXT:
            return _lines(decoded(document))
        case Kind.PDF:
            return "\f".join(map(_lines, pdf_text(document.data).split("\f")))
        case _:
            return ""


def decoded(document: Document) -> str:
    """The characters of a document of text, as browsers would read them.

    Source:
        WHATWG Encoding: first a byte order mark, then what the server says, then the page itself.
    """
    data = document.data
    names = [name for mark, name in _BOMS if data.startswith(mark)]
    names.append(document.charset)
    if document.kind is Kind.HTML and (found := _META.search(data[:4096])):
        names.append(found[1].decode("ascii", "replace"))
    for name in filter(None, names):
        try:
            return data.decode(_meant(name), "replace").removeprefix("\ufeff")
        except (LookupError, ValueError):  # no such charset, or one that is none of text
            continue
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _meant(name: str) -> str:
    canonical = codecs.lookup(name).name
    if not getattr(codecs.lookup(name), "_is_text_encoding", True):
        raise LookupError(name)
    return _MEANT.get(canonical, canonical)


def html_text(html: str) -> str:
    """The words of a page as they follow each other, without scripts and styles."""
    lxml = installed("lxml.html")
    parser = lxml.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True
    )
    data = html.replace("\0", "\ufffd").encode("utf-8", "replace")
    try:
        return _lines("".join(_words(lxml.document_fromstring(data, parser=parser))))
    except installed("lxml.etree").ParserError:  # there is nothing in it
        return ""


def _words(root: Element) -> Iterator[str]:
    """Yield the texts of a tree, blocks between line breaks; it may be too deep to recurse."""
    waiting: list[Element | str] = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            yield node
            continue
        tag = node.tag if isinstance(node.tag, str) else "script"
        edge = _BREAK if tag in _BLOCKS else ""
        waiting.append(_one_line(node.tail))
        if tag in _UNREAD:
            continue
        waiting.append(edge)
        waiting.extend(reversed(tuple(node)))
        yield edge + (node.text or "" if tag in ("pre", "textarea") else _one_line(node.text))


def _one_line(text: str | None) -> str:
    return (text or "").replace("\n", " ").replace("\r", " ")


def _lines(text: str) -> str:
    """The lines of a text that say anything, their blanks made one."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "".join(f"{line}\n" for line in lines if line)

"""References, citations and blocks in hand-written pages, as markers for the core to fill in.

A Python-Markdown extension: it knows no records, so what the host builds does not depend on them.
"""

import re
from collections.abc import Sequence
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markupsafe import escape

from dossier.publish import marker
from dossier.publish.frame import HEADINGS
from dossier.records import reference_grammar
from dossier.records.block import fenced_blocks
from dossier.render.prose import slug
from dossier.render.toc import Heading

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ALIGNED = re.compile(r"text-align: (left|right|center);")
_REFERENCE_MARKER = re.compile(r"DOSSIERxREFx((?:[0-9a-f]{2})*)x")
_CITE_MARKER = re.compile(r"DOSSIERxCITEx(?:[0-9a-f]{2})*x")


class DossierExtension(Extension):
    """Turns the dossier's grammar in Markdown into markers."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register before code fences (25) and links (160), and around the contents (5)."""
        md.preprocessors.register(_Blocks(md), "dossier-blocks", 28)
        md.inlinePatterns.register(
            _Reference(reference_grammar.REFERENCE.pattern, md), "dossier-reference", 172
        )
        md.inlinePatterns.register(
            _Citation(reference_grammar.CITATION.pattern, md), "dossier-citation", 171
        )
        md.treeprocessors.register(_Headings(md), "dossier-headings", 6)
        md.treeprocessors.register(_Frame(md), "dossier-frame", 4)
        md.treeprocessors.register(_Alignment(md), "dossier-alignment", 4)


class _Blocks(Preprocessor):
    """Takes the dossier's fenced blocks out, and marks the end of the page."""

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        for block in reversed(list(fenced_blocks(text))):
            end = self._end(lines, block.line)
            payload = f"{block.name}\n{block.options}"
            html = f"<div>{marker.embedded('BLOCK', payload)}</div>"
            lines[block.line : end + 1] = ["", self.md.htmlStash.store(html), ""]
        return [*lines, "", self.md.htmlStash.store(f"<div>{marker.END}</div>")]

    def _end(self, lines: list[str], start: int) -> int:
        fence = re.match(r" {0,3}(`{3,}|~{3,})", lines[start])
        closing = fence[1] if fence else "```"
        for number in range(start + 1, len(lines)):
            line = lines[number].strip()
            if len(line) >= len(closing) and not line.strip(closing[0]):
                return number
        return len(lines) - 1


class _Reference(InlineProcessor):
    def handleMatch(  # type: ignore[override]  # noqa: N802 - Python-Markdown's name
        self, m: re.Match[str], data: str
    ) -> tuple[str | None, int | None, int | None]:
        try:
            written = reference_grammar.reference(m)
        except reference_grammar.MentionError:
            return None, None, None
        payload = f"{written.id}|{written.words}"
        return marker.embedded("REF", payload), m.start(0), m.end(0)


class _Citation(InlineProcessor):
    def handleMatch(  # type: ignore[override]  # noqa: N802 - Python-Markdown's name
        self, m: re.Match[str], data: str
    ) -> tuple[str | None, int | None, int | None]:
        try:
            reference_grammar.citations(m)
        except reference_grammar.MentionError:
            return None, None, None
        return marker.embedded("CITE", m["citations"]), m.start(0), m.end(0)


class _Headings(Treeprocessor):
    """In headings a reference is plain words: a heading is a link in the table of contents."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag not in _HEADINGS:
                continue
            words = "".join(element.itertext())
            if "DOSSIERx" not in words:
                continue
            if "id" not in element.attrib:
                readable = _CITE_MARKER.sub("", _REFERENCE_MARKER.sub(_id_of, words))
                element.set("id", slug(readable))
            for part in element.iter():
                part.text = self._plain(part.text)
                if part is not element:
                    part.tail = self._plain(part.tail)

    def _plain(self, text: str | None) -> str | None:
        if text is None:
            return None
        return _CITE_MARKER.sub("", text.replace("DOSSIERxREFx", "DOSSIERxWORDx"))


class _Frame(Treeprocessor):
    """Gives a page that is nothing but the marker of a body the shape of a frame."""

    def run(self, root: Element) -> None:
        if len(root) == 0 or root[0].text != marker.BODY:
            return
        root[:] = [Element("h1")]
        root[0].text = marker.BODY
        self.md.toc_tokens = toc_tokens(HEADINGS)  # type: ignore[attr-defined]


def toc_tokens(headings: Sequence[Heading], level: int = 2) -> list[Any]:
    """Headings as Python-Markdown's table of contents hands them on; their names are HTML."""
    return [
        {
            "level": level,
            "id": heading.id,
            "name": str(escape(heading.title)),
            "html": str(escape(heading.title)),
            "data-toc-label": "",
            "children": toc_tokens(heading.children, level + 1),
        }
        for heading in headings
    ]


class _Alignment(Treeprocessor):
    """Aligns cells of tables by a class: a style is against the site's policy."""

    def run(self, root: Element) -> None:
        for cell in root.iter():
            if cell.tag in ("td", "th") and (found := _ALIGNED.fullmatch(cell.get("style", ""))):
                del cell.attrib["style"]
                cell.set("class", f"d-{found[1]}")


def _id_of(match: re.Match[str]) -> str:
    id, _, words = bytes.fromhex(match[1]).decode("utf-8").partition("|")
    return words or id


def makeExtension(**options: Any) -> DossierExtension:  # noqa: N802 - Python-Markdown's name
    """Make the extension; Python-Markdown calls it by its module's name."""
    return DossierExtension(**options)

"""Drawings as files: only shapes and words, nothing that runs, and nothing from elsewhere.

Nor what other programs than a parser of XML would read in another way: they may take it for HTML,
where a comment ends sooner, or in another encoding.
"""

import re
from xml.parsers import expat

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"

_ELEMENTS = frozenset(
    {
        *("svg", "g", "defs", "symbol", "use", "title", "desc", "style", "switch"),
        *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
        *("text", "tspan", "textPath", "marker", "pattern", "clipPath", "mask"),
        *("linearGradient", "radialGradient", "stop", "filter"),
        *("feBlend", "feColorMatrix", "feComponentTransfer", "feComposite", "feFlood"),
        *("feFuncA", "feFuncB", "feFuncG", "feFuncR", "feGaussianBlur", "feMerge"),
        *("feMergeNode", "feMorphology", "feOffset", "feDropShadow"),
    }
)
_ELSEWHERE = re.compile(r"url\(\s*['\"]?(?!#)|@import|image-set|\bsrc\(|\\", re.IGNORECASE)
"""What loads something in CSS, or could hide that it does."""


_DEEPEST = 64


class _Found(Exception):  # noqa: N818 - it ends the reading, and is no error
    """Something that a drawing may not have."""


def refused(data: bytes) -> str:
    """What of a drawing is not let onto a site, in words; nothing if all of it is."""
    parser = expat.ParserCreate("utf-8", " ")
    reader = _Reader(parser)
    try:
        parser.Parse(data, True)
    except _Found as found:
        return str(found)
    except expat.ExpatError as error:
        return f"it is not well-formed: {expat.ErrorString(error.code)}"
    return "" if reader.is_svg else "its root is not <svg>"


class _Reader:
    def __init__(self, parser: expat.XMLParserType) -> None:
        self.is_svg = False
        self._depth = 0
        self._in_style = False
        self._in_section = False
        self._style = ""
        parser.XmlDeclHandler = self._declaration
        parser.CommentHandler = self._comment
        parser.StartCdataSectionHandler = self._section
        parser.EndCdataSectionHandler = self._section_end
        parser.StartDoctypeDeclHandler = self._doctype
        parser.ProcessingInstructionHandler = self._instruction
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text

    def _declaration(self, _: str, encoding: str | None, __: int) -> None:
        if encoding is not None and encoding.lower() != "utf-8":
            raise _Found(f"it says that it is in {encoding[:40]}, and not in UTF-8")

    def _comment(self, _: str) -> None:
        raise _Found("it has a comment")

    def _section(self) -> None:
        if not self._in_style:
            raise _Found("it has a section <![CDATA[ outside a style")
        self._in_section = True

    def _section_end(self) -> None:
        self._in_section = False

    def _doctype(self, *_: object) -> None:
        raise _Found("it has a <!DOCTYPE>")

    def _instruction(self, target: str, _: str) -> None:
        raise _Found(f"it has an instruction <?{target}")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if space != _SVG or local not in _ELEMENTS:
            raise _Found(f"it has an element <{local}>")
        if self._in_style:
            raise _Found("its style has an element in it")
        self.is_svg = self.is_svg or (self._depth == 0 and local == "svg")
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _Found(f"its elements lie more than {_DEEPEST} deep")
        self._in_style = local == "style"
        for attribute, value in attributes.items():
            self._attribute(attribute, value)

    def _attribute(self, name: str, value: str) -> None:
        space, _, local = name.rpartition(" ")
        if space not in ("", _XLINK, _XML):
            raise _Found(f"it has an attribute {local} of another program")
        if local.lower().startswith("on"):
            raise _Found(f"it has an attribute {local}")
        if (local == "href" and not value.strip().startswith("#")) or local == "base":
            raise _Found(f"it refers to something elsewhere: {value[:40]}")
        if _ELSEWHERE.search(value):
            raise _Found(f"it refers to something elsewhere: {value[:40]}")

    def _end(self, _: str) -> None:
        self._depth -= 1
        self._in_style = False
        if _ELSEWHERE.search(self._style):
            raise _Found("its style refers to something elsewhere")
        self._style = ""

    def _text(self, text: str) -> None:
        if self._in_section and "<" in text:
            raise _Found("its style has an element in it")
        if self._in_style:
            self._style += text

"""Prose to HTML. What is not asked for here does not come out: no raw HTML, no other scheme."""

import re
import unicodedata
from collections.abc import Callable, Iterator

from markupsafe import Markup, escape

from dossier.records.markdown import Token, tokens
from dossier.records.prose import is_safe_link
from dossier.render.script import marked
from dossier.views.part import CitationMark, LinkView, ProseView

_SIMPLE = {
    "Paragraph": "p",
    "Item": "li",
    "Emphasis": "em",
    "Strong": "strong",
    "TableRow": "tr",
}


_PLAIN = re.compile(r"[^\W\d_](?:[^\W_]|[ ,;:.?!%()/'’“”«»\u00a0\u202f–—-])*(?<! )")
"""One line of words in which CommonMark finds nothing: most lines are such."""


def prose_html(
    prose: ProseView,
    link: Callable[[LinkView], str],
    cites: Callable[[tuple[CitationMark, ...]], str],
) -> Markup:
    """The HTML of prose; `link` and `cites` give that of what it refers to.

    Ids begin with `h_` (headings), `n_` (footnotes) or `r_` (the marks of footnotes), which those
    of items cannot.
    """
    if prose.inline and _PLAIN.fullmatch(prose.text):
        return Markup(marked(prose.text, prose.lang))  # noqa: S704 - escaped there
    writer = _Writer(prose, link, cites)
    stream = iter(tokens(prose.text))
    html = writer.write(_unwrapped(stream) if prose.inline else stream)
    return Markup(html)  # noqa: S704 - the writer escapes every text and attribute


def _unwrapped(stream: Iterator[Token]) -> Iterator[Token]:
    """Leave the paragraphs of prose that stands within a line without their tags."""
    first = True
    for token in stream:
        if token.name == "Paragraph":
            if token.kind == "start" and not first:
                yield Token("text", token.at, value=" ")
            first = False
        else:
            yield token


class _Writer:
    def __init__(
        self,
        prose: ProseView,
        link: Callable[[LinkView], str],
        cites: Callable[[tuple[CitationMark, ...]], str],
    ) -> None:
        self._lang = prose.lang
        self._resolved = iter(prose.resolved)
        self._part = f".{prose.part}" if prose.part else ""
        self._link = link
        self._cites = cites
        self._out: list[str] = []
        self._lists: list[str] = []
        self._aligned: tuple[str, ...] = ()
        self._cell = 0
        self._in_head = False
        self._ids: dict[str, int] = {}
        self._notes: list[str] = []
        self._note_bodies: dict[str, str] = {}

    def write(self, stream: Iterator[Token]) -> str:
        for token in stream:
            self._token(token, stream)
        return "".join(self._out) + self._footnotes()

    def _token(self, token: Token, stream: Iterator[Token]) -> None:
        match token.kind:
            case "start":
                self._start(token, stream)
            case "end":
                self._end(token)
            case "text":
                self._out.append(marked(token.value, self._lang))
            case "html":
                self._out.append(escape(token.value))
            case "bad-reference":
                self._out.append(escape(token.name))
            case "code":
                self._out.append(f"<code>{escape(token.value)}</code>")
            case "soft-break":
                self._out.append("\n")
            case "hard-break":
                self._out.append("<br>\n")
            case "rule":
                self._out.append("<hr>\n")
            case "footnote":
                self._out.append(self._note_mark(token.value))
            case "reference" | "citations":
                self._reference()

    def _reference(self) -> None:
        resolved = next(self._resolved)
        if isinstance(resolved, LinkView):
            self._out.append(self._link(resolved))
        else:
            if self._out:
                self._out[-1] = self._out[-1].rstrip()
            self._out.append(self._cites(resolved))

    def _start(self, token: Token, stream: Iterator[Token]) -> None:
        match token.name:
            case "Heading":
                self._heading(token, stream)
            case "List":
                number = token.value
                self._lists.append("ul" if number is None else "ol")
                start = f' start="{number}"' if number not in (None, 1) else ""
                self._out.append(f"<{self._lists[-1]}{start}>\n")
            case "BlockQuote":
                self._out.append("<blockquote>\n")
            case "CodeBlock":
                self._out.append("<pre><code>")
            case "HtmlBlock":
                self._out.append("<p>")
            case "Link":
                url = token.value["dest_url"]
                title = token.value["title"]
                if is_safe_link(url):
                    named = f' title="{escape(title)}"' if title else ""
                    self._out.append(f'<a href="{escape(url)}" rel="external"{named}>')
                else:
                    self._out.append("<a>")
            case "Image":
                self._out.append("<span>")
            case "Table":
                self._aligned = token.value
                self._out.append('<div class="d-scroll"><table>\n')
            case "TableHead":
                self._in_head, self._cell = True, 0
                self._out.append("<thead><tr>")
            case "TableRow":
                self._cell = 0
                self._out.append("<tr>")
            case "TableCell":
                tag = "th" if self._in_head else "td"
                align = self._aligned[self._cell] if self._cell < len(self._aligned) else "None"
                css = f' class="d-{align.lower()}"' if align != "None" else ""
                self._out.append(f"<{tag}{css}>")
            case "FootnoteDefinition":
                self._footnote(token.value, stream)
            case name:
                self._out.append(f"<{_SIMPLE[name]}>")

    def _end(self, token: Token) -> None:
        match token.name:
            case "List":
                self._out.append(f"</{self._lists.pop()}>\n")
            case "BlockQuote":
                self._out.append("</blockquote>\n")
            case "CodeBlock":
                self._out.append("</code></pre>\n")
            case "HtmlBlock":
                self._out.append("</p>\n")
            case "Link":
                self._out.append("</a>")
            case "Image":
                self._out.append("</span>")
            case "Table":
                self._out.append("</tbody></table></div>\n")
            case "TableHead":
                self._in_head = False
                self._out.append("</tr></thead>\n<tbody>\n")
            case "TableCell":
                self._out.append("</th>" if self._in_head else "</td>")
                self._cell += 1
            case "Emphasis" | "Strong":
                self._out.append(f"</{_SIMPLE[token.name]}>")
            case name:
                self._out.append(f"</{_SIMPLE[name]}>\n")

    def _heading(self, token: Token, stream: Iterator[Token]) -> None:
        level = max(2, int(token.value["level"][1]))
        outer, self._out = self._out, []
        for inner in stream:
            if inner.kind == "end" and inner.name == "Heading":
                break
            self._token(inner, stream)
        html, self._out = "".join(self._out), outer
        id = self._unique(f"h_{slug(Markup(html).striptags())}")  # noqa: S704 - ours, as above
        self._out.append(f'<h{level} id="{id}">{html}</h{level}>\n')

    def _unique(self, id: str) -> str:
        count = self._ids[id] = self._ids.get(id, 0) + 1
        return f"{id}{self._part}" if count == 1 else f"{id}{self._part}_{count}"

    def _footnote(self, name: str, stream: Iterator[Token]) -> None:
        outer, self._out = self._out, []
        for inner in stream:
            if inner.kind == "end" and inner.name == "FootnoteDefinition":
                break
            self._token(inner, stream)
        self._note_bodies[name], self._out = "".join(self._out), outer

    def _note_mark(self, name: str) -> str:
        if name not in self._notes:
            self._notes.append(name)
        number = self._notes.index(name) + 1
        id = self._unique(f"r_{number}")
        href = f"#n_{number}{self._part}"
        return f'<sup class="d-noted"><a class="d-note" href="{href}" id="{id}">{number}</a></sup>'

    def _footnotes(self) -> str:
        if not self._notes:
            return ""
        items = "".join(
            f'<li id="n_{number}{self._part}">{self._note_bodies.get(name, "")}</li>\n'
            for number, name in enumerate(self._notes, 1)
        )
        return f'<ol class="d-notes">\n{items}</ol>\n'


def slug(text: str) -> str:
    """A heading's text as part of an id: letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe"))
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"[^\w]+", "-", bare).strip("-") or "section"

"""Prose of records as a stream of tokens: CommonMark with tables and footnotes.

pyromark parses; what it leaves as text is searched here for references and citations, so that none
is found in code or in an address, and none across a link or emphasis.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final, Literal, NamedTuple

import pyromark

from dossier.errors import Code
from dossier.records import reference_grammar
from dossier.records.reference_grammar import MentionError, WrittenCitation, WrittenReference

_OPTIONS: Final = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_FOOTNOTES

_ADDRESSES = ("Autolink", "Email")

MAX_TOKENS = 20_000
MAX_NESTING = 32
MAX_COLUMNS = 100

Kind = Literal[
    "start",
    "end",
    "text",
    "code",
    "html",
    "soft-break",
    "hard-break",
    "rule",
    "footnote",
    "reference",
    "citations",
    "bad-reference",
    "limit",
]


class Token(NamedTuple):
    """One step through a text.

    `kind` says which; `name` is that of an element for `start` and `end` (`Paragraph`, `Link` …)
    and `value` its attributes; otherwise `value` is the text, a `WrittenReference`, a tuple of
    `WrittenCitation`, or for `bad-reference` a `MentionError`, with what was written as `name`.
    A `limit`, with the reason as `value`, is the last: of so much markup the rest is not read.
    `at` counts the UTF-8 bytes before it.
    """

    kind: Kind
    at: int
    name: str = ""
    value: Any = None


@lru_cache(maxsize=128)
def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of a text in order.

    A token of text reads as it is written, or else stands for an entity such as `&amp;`. A text is
    read several times in a row: for its references, as plain words, as HTML.
    """
    return tuple(_limited(_tokens(text)))


def _limited(stream: Iterator[Token]) -> Iterator[Token]:
    """Yield tokens until there is more than pages can be made of in good time."""
    depth = 0
    for number, token in enumerate(stream):
        depth += (token.kind == "start") - (token.kind == "end")
        reason = ""
        if number >= MAX_TOKENS:
            reason = f"more than {MAX_TOKENS:,} pieces of markup in one text"
        elif depth > MAX_NESTING:
            reason = f"nested more than {MAX_NESTING} levels deep"
        elif token.name == "Table" and len(token.value or ()) > MAX_COLUMNS:
            reason = f"a table of {len(token.value):,} columns; {MAX_COLUMNS} are allowed"
        if reason:
            yield Token("limit", token.at, value=reason)
            return
        yield token


def _tokens(text: str) -> Iterator[Token]:
    source = text.encode("utf-8")
    run = _Run()
    in_code = False
    links: list[str] = []
    for event, span in pyromark.events_with_range(text, options=_OPTIONS):
        kind, content = next(iter(event.items())) if isinstance(event, dict) else (event, None)
        is_text = kind == "Text" and not in_code
        if run.texts and not (is_text and span["start"] == run.end):
            yield from run.tokens(source, links)
            run = _Run()
        if is_text:
            run.add(str(content), span["start"], span["end"])
            continue
        token = _token(kind, content, span["start"])
        if token.name == "CodeBlock":
            in_code = token.kind == "start"
        elif token.name == "Link" and token.kind == "start":
            links.append(token.value["link_type"])
        elif token.name == "Link":
            links.pop()
        yield token
    yield from run.tokens(source, links)


@dataclass(slots=True)
class _Run:
    """Pieces of text that follow one another in the source without a gap.

    `starts` and `characters` count the bytes of the source and the characters of the run before
    each piece.
    """

    texts: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    characters: list[int] = field(default_factory=list)
    entities: list[bool] = field(default_factory=list)
    length: int = 0
    end: int = 0

    def add(self, text: str, start: int, end: int) -> None:
        self.texts.append(text)
        self.starts.append(start)
        self.characters.append(self.length)
        self.entities.append(len(text.encode("utf-8")) != end - start)
        self.length += len(text)
        self.end = end

    def tokens(self, source: bytes, links: list[str]) -> Iterator[Token]:
        """Split the run at its references and citations; `links` are the links it stands in."""
        if len(self.texts) == 1 and "[" not in self.texts[0]:
            yield Token("text", self.starts[0], value=self.texts[0])
            return
        position = 0
        if not (links and links[-1] in _ADDRESSES):
            for match in reference_grammar.MENTION.finditer("".join(self.texts)):
                if (
                    match.start() == 0
                    and source[max(self.starts[0] - 1, 0) : self.starts[0]] == b"\\"
                ):
                    continue
                yield from self._text(position, match.start())
                yield _mention(match, self._byte(match.start()), is_linked=bool(links))
                position = match.end()
        yield from self._text(position, self.length)

    def _text(self, begin: int, end: int) -> Iterator[Token]:
        words, at = "", begin
        for index in range(self._piece(begin), len(self.texts)):
            first = self.characters[index]
            if first >= end:
                break
            if self.entities[index] and words:
                yield Token("text", self._byte(at), value=words)
                words = ""
            if not words:
                at = max(first, begin)
            words += self.texts[index][max(begin - first, 0) : end - first]
            if self.entities[index] and words:
                yield Token("text", self._byte(at), value=words)
                words = ""
        if words:
            yield Token("text", self._byte(at), value=words)

    def _piece(self, character: int) -> int:
        return max(bisect_right(self.characters, character) - 1, 0)

    def _byte(self, character: int) -> int:
        index = self._piece(character)
        before = self.texts[index][: character - self.characters[index]]
        return self.starts[index] + len(before.encode("utf-8"))


def _token(kind: str, content: Any, at: int) -> Token:
    match kind:
        case "Start" | "End":
            name, value = content if isinstance(content, tuple) else (content, None)
            if isinstance(content, dict):
                name, value = next(iter(content.items()))
            return Token("start" if kind == "Start" else "end", at, name, value)
        case "Text":
            return Token("text", at, value=content)
        case "Code":
            return Token("code", at, value=content)
        case "Html" | "InlineHtml":
            return Token("html", at, value=content)
        case "SoftBreak":
            return Token("soft-break", at)
        case "HardBreak":
            return Token("hard-break", at)
        case "Rule":
            return Token("rule", at)
        case "FootnoteReference":
            return Token("footnote", at, value=content)
    raise AssertionError(f"an element that was not asked for: {kind}")


def _mention(match: re.Match[str], at: int, *, is_linked: bool) -> Token:
    try:
        if is_linked:
            raise MentionError(Code.NESTED_LINK, f"{match[0][:60]!r} stands within another link")
        if match["id"] is not None:
            written: WrittenReference = reference_grammar.reference(match)
            return Token("reference", at, value=written)
        cited: tuple[WrittenCitation, ...] = reference_grammar.citations(match)
        return Token("citations", at, value=cited)
    except MentionError as error:
        return Token("bad-reference", at, name=match[0], value=error)

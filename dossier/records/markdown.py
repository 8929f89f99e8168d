"""Prose of records as a stream of tokens: CommonMark with tables and footnotes.

pyromark parses; what it leaves as text is searched here for references and citations, so that none
is found in code, and none across a link or emphasis.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal

import pyromark

from dossier.records import reference_grammar
from dossier.records.reference_grammar import WrittenCitation, WrittenReference

_OPTIONS: Final = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_FOOTNOTES

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
]


@dataclass(frozen=True, slots=True)
class Token:
    """One step through a text.

    `kind` says which; `name` is that of an element for `start` and `end` (`Paragraph`, `Link` …)
    and `value` its attributes; otherwise `value` is the text, a `WrittenReference`, a tuple of
    `WrittenCitation`, or for `bad-reference` the reason. `at` counts the UTF-8 bytes before it.
    """

    kind: Kind
    at: int
    name: str = ""
    value: Any = None


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a text in order."""
    source = text.encode("utf-8")
    words: list[str] = []
    begin = end = 0
    code_block = False
    for event, span in pyromark.events_with_range(text, options=_OPTIONS):
        kind, content = next(iter(event.items())) if isinstance(event, dict) else (event, None)
        if kind == "Text" and not code_block:
            if words and span["start"] != end:
                yield from _text_tokens("".join(words), begin, source)
                words = []
            if not words:
                begin = span["start"]
            words.append(str(content))
            end = span["end"]
            continue
        if words:
            yield from _text_tokens("".join(words), begin, source)
            words = []
        token = _token(kind, content, span["start"])
        code_block = (token.kind, token.name) == ("start", "CodeBlock") or (
            code_block and (token.kind, token.name) != ("end", "CodeBlock")
        )
        yield token
    if words:
        yield from _text_tokens("".join(words), begin, source)


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


def _text_tokens(text: str, at: int, source: bytes) -> Iterator[Token]:
    """Split a run of text at its references and citations."""
    position = 0
    while True:
        found = [
            match
            for form in (reference_grammar.REFERENCE, reference_grammar.CITATION)
            if (match := form.search(text, position))
        ]
        if not found:
            break
        match = min(found, key=lambda found_match: found_match.start())
        start = at + len(text[: match.start()].encode("utf-8"))
        if start > 0 and source[start - 1 : start] == b"\\":
            yield Token("text", at, value=text[position : match.end()])
        else:
            if match.start() > position:
                yield Token("text", at, value=text[position : match.start()])
            yield _reference_token(match, start)
        position = match.end()
    if position < len(text):
        yield Token("text", at, value=text[position:])


def _reference_token(match: Any, at: int) -> Token:
    try:
        if match.re is reference_grammar.REFERENCE:
            written: WrittenReference = reference_grammar.reference(match)
            return Token("reference", at, value=written)
        cited: tuple[WrittenCitation, ...] = reference_grammar.citations(match)
        return Token("citations", at, value=cited)
    except ValueError as error:
        return Token("bad-reference", at, name=match[0], value=str(error))

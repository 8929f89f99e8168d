"""What a piece of prose refers to, sentence by sentence, and what is wrong in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dossier.errors import Code
from dossier.records.markdown import Token, tokens
from dossier.records.reference_grammar import WrittenCitation, WrittenReference

Piece = str | WrittenReference
"""Plain text, or a reference in its place."""

Sentence = tuple[Piece, ...]

_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"»”’)\]]*\s+(?=[\"«“‘(\[]*[A-ZÀ-ÞŒ\d])|(?<=[。！？])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|[Nn]os?|[Pp]p?|[Aa]rts?|[Ss]ecs?|[Pp]aras?|Co|Ltd|Inc|Corp|Mr|Mrs|Ms|Dr|M|MM|Mme"
    r"|St|Pub|Stat|cf|etc|vs|v|al|env|approx))\.[\"»”’)\]]*\s*$"
)
_BLOCKS = frozenset({"Paragraph", "Heading", "TableCell", "Item", "FootnoteDefinition"})
_SAFE_SCHEMES = ("https://", "http://", "mailto:")


@dataclass(frozen=True, slots=True)
class Slip:
    """Something wrong in prose, at a number of characters from its start."""

    at: int
    code: Code
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Found:
    """A reference or the citations found in prose, at a number of characters from its start."""

    at: int
    written: WrittenReference | tuple[WrittenCitation, ...]
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Scan:
    """All that a piece of prose refers to, in order, and its slips."""

    found: tuple[Found, ...]
    slips: tuple[Slip, ...]


def scan(text: str) -> Scan:
    """Read prose for its references, each with the sentence it stands in."""
    if "[" not in text and "<" not in text and "#" not in text:
        return Scan((), ())
    source = text.encode("utf-8")
    found: list[Found] = []
    slips: list[Slip] = []
    pieces: list[Piece] = []
    pending: list[tuple[int, WrittenReference | tuple[WrittenCitation, ...], int]] = []

    def finish_block() -> None:
        if pending:
            sentences = _sentences(pieces)
            for at, written, position in pending:
                found.append(Found(at, written, _sentence_at(sentences, position)))
        pieces.clear()
        pending.clear()

    for token in tokens(text):
        at = _characters(source, token.at)
        slip = _slip(token, at)
        if slip is not None:
            slips.append(slip)
        match token.kind:
            case "start" | "end" if token.name in _BLOCKS:
                finish_block()
            case "text" | "code":
                pieces.append(token.value)
            case "soft-break" | "hard-break":
                pieces.append(" ")
            case "reference":
                pending.append((at, token.value, len(pieces)))
                pieces.append(token.value)
            case "citations":
                if pieces and isinstance(pieces[-1], str):
                    pieces[-1] = pieces[-1].rstrip()
                pending.append((at, token.value, len(pieces)))
                pieces.append("")
    finish_block()
    return Scan(tuple(found), tuple(slips))


def _slip(token: Token, at: int) -> Slip | None:
    if token.kind == "html":
        return Slip(
            at,
            Code.RAW_HTML,
            f"raw HTML is not allowed: {token.value.strip()[:40]!r}",
            "write Markdown, or put the text in `backquotes` to show it",
        )
    if token.kind == "bad-reference":
        code = Code.BAD_LOCATOR if "place such as" in token.value else Code.BAD_ID
        return Slip(at, code, token.value, f"in {token.name!r}")
    if token.kind != "start":
        return None
    if token.name == "Link" and not is_safe_link(token.value["dest_url"]):
        return Slip(
            at,
            Code.UNSAFE_LINK,
            f"the link to {token.value['dest_url'][:60]!r} is not allowed",
            "link to https://… or mailto:…, and to records as [[id]]",
        )
    if token.name == "Image":
        return Slip(at, Code.IMAGE_REFUSED, "images are not allowed in records", "describe it")
    if token.name == "Heading" and token.value["level"] == "H1":
        return Slip(
            at,
            Code.TITLE_IN_PROSE,
            "a first-level heading; the page has its title already",
            "begin with ##",
        )
    return None


def is_safe_link(url: str) -> bool:
    """Whether a link in prose may lead there: the web or an e-mail address, spelt out."""
    return url.lower().startswith(_SAFE_SCHEMES) and not re.search(r"[\x00-\x20\x7f]", url)


def _characters(source: bytes, at: int) -> int:
    return len(source[:at].decode("utf-8", errors="ignore"))


def first_sentence(paragraph: str) -> str:
    """The first sentence of a paragraph of Markdown, with its markup and the blanks after it."""
    return next(_cut(paragraph))


def _sentences(pieces: list[Piece]) -> list[tuple[int, list[Piece]]]:
    """Split pieces into sentences: (number of the first piece, the pieces) each.

    A piece of text that holds the end of one sentence and the start of another is cut in two.
    """
    sentences: list[tuple[int, list[Piece]]] = [(0, [])]
    for number, piece in enumerate(pieces):
        if not isinstance(piece, str):
            sentences[-1][1].append(piece)
            continue
        rest = piece
        for part in _cut(piece):
            rest = rest[len(part) :]
            sentences[-1][1].append(part)
            if rest:
                sentences.append((number, []))
    return sentences


def _cut(text: str) -> Iterator[str]:
    begin = 0
    for match in _SENTENCE_END.finditer(text):
        if not _ABBREVIATION.search(text, begin, match.start() + 1):
            yield text[begin : match.end()]
            begin = match.end()
    yield text[begin:]


def _sentence_at(sentences: list[tuple[int, list[Piece]]], position: int) -> Sentence:
    """The last sentence that begins at or before a piece, trimmed of blank ends."""
    trimmed = list([pieces for first, pieces in sentences if first <= position][-1])
    while trimmed and isinstance(trimmed[0], str) and not trimmed[0].strip():
        trimmed.pop(0)
    while trimmed and isinstance(trimmed[-1], str) and not trimmed[-1].strip():
        trimmed.pop()
    if trimmed and isinstance(trimmed[0], str):
        trimmed[0] = trimmed[0].lstrip()
    if trimmed and isinstance(trimmed[-1], str):
        trimmed[-1] = trimmed[-1].rstrip()
    return tuple(piece for piece in trimmed if piece != "")

"""What a piece of prose refers to, sentence by sentence, and what is wrong in it."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from dossier.errors import Code
from dossier.model.address import is_onion, tracking_parameters
from dossier.records.markdown import Token, tokens
from dossier.records.reference_grammar import WrittenCitation, WrittenReference
from dossier.records.text_file import forbidden_character

Piece = str | WrittenReference
"""Plain text, or a reference in its place."""

Sentence = tuple[Piece, ...]

_SENTENCE_END = re.compile(
    r"(?<=[.!?…])(?:[\"»”’)\]]|\s»)*\s+(?=[\"«“‘(\[]*\s?[A-ZÀ-ÞŒ\d\u3400-\u9fff])"
    r"|(?<=[。！？])(?:[”’」』）]+|(?![”’」』）]))"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|[Nn]os?|[Pp]p?|[Aa]rts?|[Ss]ecs?|[Pp]aras?|Co|Ltd|Inc|Corp|Mr|Mrs|Ms|Dr|M|MM|Mme"
    r"|St|Pub|Stat|cf|etc|vs|v|al|env|approx))\.[\"»”’)\]]*\s*$"
)
_LONGEST_ABBREVIATION = 16
_MARKED = re.compile(r"[\[<#=&>|]")
"""What all that `scan` looks for has at least one of, unless it is long."""

_SHORT = 1_000
MAX_SLIPS = 100
MAX_MENTIONS = 250
"""So many references one sentence may have: each page referred to shows the sentence."""

_INLINE_BLOCKS = {
    "List": "a list",
    "Heading": "a heading",
    "Table": "a table",
    "CodeBlock": "a block of code",
    "BlockQuote": "a quotation",
    "FootnoteDefinition": "a footnote",
}
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


@lru_cache(maxsize=50_000)
def scan(text: str, *, inline: bool = False) -> Scan:
    """Read prose for its references, each with the sentence it stands in.

    `inline` prose has nothing but paragraphs; anything else in it is a slip.
    """
    if not inline and len(text) < _SHORT and not _MARKED.search(text):
        return Scan((), ())
    count = _Counter(text)
    found: list[Found] = []
    slips: list[Slip] = []
    block = _Block()
    spells_characters = "&" in text
    for token in tokens(text):
        slip = _slip(token, count, inline=inline)
        if slip is None and spells_characters:
            slip = _forbidden(token, count)
        if slip is not None and not (slip.code == Code.BLOCK_IN_LINE and slips):
            slips.append(slip)
        if len(slips) >= MAX_SLIPS:
            break
        match token.kind:
            case "start" | "end" if token.name in _BLOCKS:
                found.extend(_thinned(block.found(), slips))
                block = _Block()
            case "text":
                block.add(token.value, token.value)
            case "code":
                block.add(token.value, "x" * len(token.value))
            case "soft-break" | "hard-break":
                block.add(" ", " ")
            case "reference":
                block.refer(count.characters(token.at), token.value)
            case "citations":
                block.cite(count.characters(token.at), token.value)
    found.extend(_thinned(block.found(), slips))
    return Scan(tuple(found), tuple(slips))


def _thinned(found: list[Found], slips: list[Slip]) -> Iterator[Found]:
    """Yield what was found, of each sentence as much as it may have; the slip is where it ends."""
    numbers: Counter[int] = Counter()
    for one in found:
        before = numbers[id(one.sentence)]
        after = before + (len(one.written) if isinstance(one.written, tuple) else 1)
        numbers[id(one.sentence)] = after
        if before <= MAX_MENTIONS < after:
            reason = f"more than {MAX_MENTIONS} references in one sentence"
            slips.append(Slip(one.at, Code.TOO_COMPLEX, reason, "make several sentences of it"))
        if after <= MAX_MENTIONS:
            yield one


class _Counter:
    """Turns numbers of bytes into numbers of characters; it must be asked in order."""

    def __init__(self, text: str) -> None:
        self._source = text.encode("utf-8")
        self._bytes = self._characters = 0

    def characters(self, at: int) -> int:
        between = self._source[self._bytes : at]
        self._characters += len(between.decode("utf-8", errors="ignore"))
        self._bytes = at
        return self._characters


class _Block:
    """One paragraph, heading, item or cell on its way to sentences."""

    def __init__(self) -> None:
        self._pieces: list[Piece] = []
        self._offsets: list[int] = []
        self._shown: list[str] = []
        self._length = 0
        self._references: list[tuple[int, WrittenReference, int]] = []
        self._citations: list[tuple[int, tuple[WrittenCitation, ...], int]] = []

    def add(self, piece: Piece, shown: str) -> None:
        """Take a piece in; `shown` is what stands for it when sentences are told apart."""
        self._pieces.append(piece)
        self._offsets.append(self._length)
        self._shown.append(shown)
        self._length += len(shown)

    def refer(self, at: int, written: WrittenReference) -> None:
        self._references.append((at, written, self._length))
        self.add(written, _stand_in(written))

    def cite(self, at: int, written: tuple[WrittenCitation, ...]) -> None:
        """A citation belongs to the words before it and takes no room."""
        last = self._pieces[-1] if self._pieces else None
        if isinstance(last, str):
            self._pieces.pop()
            self._length = self._offsets.pop()
            self.add(last.rstrip(), self._shown.pop()[: len(last.rstrip())])
        self._citations.append((at, written, self._length))

    def found(self) -> list[Found]:
        if not self._references and not self._citations:
            return []
        starts, sentences = self._sentences()
        trimmed: dict[int, Sentence] = {}

        def sentence(index: int) -> Sentence:
            if index not in trimmed:
                trimmed[index] = _trimmed(sentences[index])
            return trimmed[index]

        found = [
            Found(at, one, sentence(bisect_right(starts, position) - 1))
            for at, one, position in self._references
        ]
        found += [
            Found(at, cited, sentence(max(bisect_left(starts, position) - 1, 0)))
            for at, cited, position in self._citations
        ]
        return sorted(found, key=lambda one: one.at)

    def _sentences(self) -> tuple[list[int], list[list[Piece]]]:
        """Where each sentence begins, and its pieces; text over an end is cut in two."""
        starts: list[int] = []
        sentences: list[list[Piece]] = []
        begin = index = 0
        for part in _cut("".join(self._shown)):
            end = begin + len(part)
            pieces: list[Piece] = []
            while index < len(self._pieces) and self._offsets[index] < end:
                piece, first = self._pieces[index], self._offsets[index]
                if isinstance(piece, str):
                    pieces.append(piece[max(begin - first, 0) : end - first])
                    if first + len(piece) > end:
                        break
                else:
                    pieces.append(piece)
                index += 1
            starts.append(begin)
            sentences.append(pieces)
            begin = end
        return starts, sentences


def _forbidden(token: Token, count: _Counter) -> Slip | None:
    """The slip of a token with a character that no record may hold: one spelt as a reference."""
    words = [token.value]
    if token.name == "Link" and token.kind == "start":
        words = [token.value["dest_url"], token.value["title"]]
    for text in words:
        found = forbidden_character(text) if isinstance(text, str) else None
        if found is not None:
            return Slip(
                count.characters(token.at),
                found[0],
                f"{found[1]} is not allowed, however it is spelt",
                "delete it",
            )
    return None


def _slip(token: Token, count: _Counter, *, inline: bool) -> Slip | None:
    if token.kind == "limit":
        hint = "write it more simply, or split the record"
        return Slip(count.characters(token.at), Code.TOO_COMPLEX, token.value, hint)
    if token.kind == "html":
        return Slip(
            count.characters(token.at),
            Code.RAW_HTML,
            f"raw HTML is not allowed: {token.value.strip()[:40]!r}",
            "write Markdown, or put the text in `backquotes` to show it",
        )
    if token.kind == "bad-reference":
        code = token.value.code
        hint = f"in {token.name!r}"
        if code == Code.NESTED_LINK:
            hint = "a link cannot hold another; write them one after the other"
        return Slip(count.characters(token.at), code, str(token.value), hint)
    if inline and (
        token.kind == "rule" or (token.kind == "start" and token.name in _INLINE_BLOCKS)
    ):
        what = _INLINE_BLOCKS.get(token.name, "a rule")
        return Slip(
            count.characters(token.at),
            Code.BLOCK_IN_LINE,
            f"{what} in a text that is shown within a line",
            "write plain sentences; a backslash keeps a sign as it is: 2021\\. \\- \\#",
        )
    if token.kind != "start":
        return None
    if token.name == "Link" and not is_safe_link(token.value["dest_url"]):
        return Slip(
            count.characters(token.at),
            Code.UNSAFE_LINK,
            f"the link to {token.value['dest_url'][:60]!r} is not allowed",
            "link to https://… or mailto:…, and to records as [[id]]",
        )
    if token.name == "Link" and (names := tracking_parameters(token.value["dest_url"])):
        return Slip(
            count.characters(token.at),
            Code.TRACKING_PARAMETERS,
            f"the link tells who sent the reader: {', '.join(names)}",
            "delete these parameters from the address, if it leads to the same without them",
        )
    if token.name == "Image":
        at = count.characters(token.at)
        return Slip(at, Code.IMAGE_REFUSED, "images are not allowed in records", "describe it")
    if token.name == "Heading" and token.value["level"] == "H1":
        return Slip(
            count.characters(token.at),
            Code.TITLE_IN_PROSE,
            "a first-level heading; the page has its title already",
            "begin with ##",
        )
    return None


def is_safe_link(url: str) -> bool:
    """Whether a link in prose may lead there: the web or an e-mail address, spelt out."""
    is_plain = url.lower().startswith(_SAFE_SCHEMES) and not re.search(r"[\x00-\x20\x7f]", url)
    return is_plain and not is_onion(url)


def first_sentence(text: str) -> str:
    """The first sentence of prose, with its markup and the blanks after it.

    It is empty where nothing can be cut off: prose that does not begin with a paragraph, a sentence
    with a footnote, links whose addresses stand elsewhere in the text.
    """
    stream = list(tokens(text))
    if not stream or stream[0].name != "Paragraph" or any(map(_is_defined_elsewhere, stream)):
        return ""
    ends = (n for n, token in enumerate(stream) if n and token.name == "Paragraph")
    length = next(ends, 0)
    if not length:
        return ""
    source = text.encode("utf-8")
    end = stream[length + 1].at if length + 1 < len(stream) else len(source)
    shown, plain = _shown(stream[1:length], source)
    position = 0
    for sentence in _cut(shown):
        position += len(sentence)
        last = next((one for one in plain if one[0] < position <= one[0] + len(one[1])), None)
        if last is not None and position < len(shown):
            end = last[2] + len(last[1][: position - last[0]].encode("utf-8"))
            break
    first = source[:end].decode("utf-8", errors="ignore")
    return "" if "[^" in first else first


def _shown(stream: list[Token], source: bytes) -> tuple[str, list[tuple[int, str, int]]]:
    """What is shown of a paragraph, and of it all text that stands outside other elements.

    Such text is (characters shown before it, the text, bytes of the source before it).
    """
    shown = ""
    plain: list[tuple[int, str, int]] = []
    depth = 0
    for token in stream:
        words = ""
        match token.kind:
            case "start":
                depth += 1
            case "end":
                depth -= 1
            case "text":
                words = token.value
            case "soft-break" | "hard-break":
                words = "\n"
            case "code":
                words = "x" * len(token.value)
            case "reference":
                words = _stand_in(token.value)
        if token.kind != "code" and depth == 0 and source.startswith(words.encode(), token.at):
            plain.append((len(shown), words, token.at))
        shown += words
    return shown, plain


def _stand_in(written: WrittenReference) -> str:
    """A word for a reference, by which to tell whether a sentence begins with it."""
    return f"{written.words[:1] or 'X'}xx"


def _is_defined_elsewhere(token: Token) -> bool:
    return (token.kind, token.name) == ("start", "Link") and token.value["link_type"] in (
        "Reference",
        "Collapsed",
        "Shortcut",
    )


def _cut(text: str) -> Iterator[str]:
    begin = 0
    for match in _SENTENCE_END.finditer(text):
        window = max(begin, match.start() - _LONGEST_ABBREVIATION)
        if not _ABBREVIATION.search(text, window, match.start() + 1):
            yield text[begin : match.end()]
            begin = match.end()
    yield text[begin:]


def _trimmed(pieces: list[Piece]) -> Sentence:
    """A sentence without blanks at its ends."""
    while pieces and isinstance(pieces[0], str) and not pieces[0].strip():
        pieces.pop(0)
    while pieces and isinstance(pieces[-1], str) and not pieces[-1].strip():
        pieces.pop()
    if pieces and isinstance(pieces[0], str):
        pieces[0] = pieces[0].lstrip()
    if pieces and isinstance(pieces[-1], str):
        pieces[-1] = pieces[-1].rstrip()
    return tuple(piece for piece in pieces if piece != "")

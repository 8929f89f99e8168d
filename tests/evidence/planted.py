"""Texts, and quotations planted in them or not: each with the verdict it must get."""

import random
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dossier.evidence.match import GAP

ENGLISH = (
    "the ministry said that company had not sold equipment to police in western region and would "
    "never tolerate accusations made by foreign governments which it called unfounded while "
    "reports of twelve researchers describe how cameras were installed at entrances because local "
    "authorities ordered them under contracts worth millions after public tender of last spring"
)
FRENCH = (
    "le ministère a déclaré que la société n’avait pas vendu de matériel à la police dans cette "
    "région et ne tolérerait jamais des accusations formulées par des gouvernements étrangers "
    "qu’elle juge infondées tandis que l’enquête de douze chercheurs décrit comment les caméras "
    "furent posées à l’entrée parce que l’administration l’avait ordonné après l’appel d’offres"
)
NAMES = ("SenseTime", "Hikvision", "Dahua", "Megvii", "Washington", "Pékin", "Commerce", "Xinjiang")


@dataclass(frozen=True)
class Planted:
    """A quotation, the text to look it up in, and the verdicts that are right."""

    kind: str
    quotation: str
    text: str
    verdicts: tuple[str, ...]


@dataclass(frozen=True)
class Passage:
    """A stretch of words of a text, with what surrounds it."""

    words: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    lang: str

    def text(self, words: tuple[str, ...] | None = None, joint: str = " ") -> str:
        """The whole text, with other words or line ends in place of the passage."""
        return joint.join((*self.before, *(words or self.words), *self.after))


def passage(chance: random.Random, length: int = 0) -> Passage:
    """A text of some 4 KB with a passage in it that stands there once: each word has a number."""
    lang = chance.choice(("en", "fr"))
    vocabulary = (ENGLISH if lang == "en" else FRENCH).split()
    length = length or chance.randint(8, 40)

    def sentence_words(number: int) -> Iterator[str]:
        for at in range(number):
            word = chance.choice(vocabulary)
            if at % 17 == 9:
                word = chance.choice(NAMES)
            elif at % 13 == 5:
                word = f"{chance.randint(3, 999)}"
            elif at % 19 == 11:
                word = (
                    f"{chance.randint(1, 99)}{',' if lang == 'fr' else '.'}{chance.randint(1, 9)}"
                )
            yield word + chance.choice(("", "", "", "", "", "", ",", "."))

    before, after = tuple(sentence_words(300)), tuple(sentence_words(300))
    words = list(sentence_words(length))
    words[0], words[-1] = chance.choice(NAMES), f"{chance.choice(('equipment', 'caméras'))}."
    middle = length // 2
    words[middle] = "not" if lang == "en" else "pas"
    words[middle + 1] = str(chance.randint(1000, 99999))
    words[middle - 1] = chance.choice(NAMES)
    return Passage(tuple(words), before, after, lang)


Plant = Callable[[random.Random], Planted]


def verbatim(chance: random.Random) -> Planted:
    found = passage(chance)
    return Planted("verbatim", " ".join(found.words), found.text(), ("exact",))


def curly(chance: random.Random) -> Planted:
    """The other apostrophes and quotation marks than in the text."""
    found = passage(chance)
    words = list(found.words)
    words[2], words[3] = f"“{words[2]}", f"{words[3]}”"
    text = found.text(tuple(words))
    if chance.random() < 0.5:
        text = text.replace("“", '"').replace("”", '"')
        quotation = " ".join(words)
    else:
        quotation = " ".join(words).replace("“", '"').replace("”", '"').replace("’", "'")
    return Planted("quotation marks", quotation, text, ("exact", "normalised"))


def guillemets(chance: random.Random) -> Planted:
    found = passage(chance)
    words = list(found.words)
    words[2], words[3] = f"«\u00a0{words[2]}", f"{words[3]}\u202f»"
    quotation = " ".join(words).replace("«\u00a0", '"').replace("\u202f»", '"')
    return Planted("guillemets", quotation, found.text(tuple(words)), ("normalised",))


def dashes(chance: random.Random) -> Planted:
    found = passage(chance)
    words = list(found.words)
    words.insert(3, chance.choice("–—―"))
    quotation = " ".join(words).replace(words[3], chance.choice("-–—"))
    return Planted("dashes", quotation, found.text(tuple(words)), ("exact", "normalised"))


def blanks(chance: random.Random) -> Planted:
    """Line ends, no-break and thin spaces, several in a row."""
    found = passage(chance)
    many = ("\n", "\u00a0", "\u2009", "  ", " \n ", "\r\n", "\t", "\u202f")
    words = [word + chance.choice(many) for word in found.words]
    text = " ".join((*found.before, "".join(words), *found.after))
    return Planted("blanks", " ".join(found.words), text, ("normalised",))


def invisible(chance: random.Random) -> Planted:
    """Soft hyphens, zero-width spaces, a byte order mark."""
    found = passage(chance)
    words = list(found.words)
    for at in range(len(words)):
        if len(words[at]) > 4:
            cut = chance.randint(1, len(words[at]) - 2)
            sign = chance.choice(("\u00ad", "\u200b", "\ufeff", "\u2060"))
            words[at] = words[at][:cut] + sign + words[at][cut:]
    text, quotation = found.text(tuple(words)), " ".join(found.words)
    if chance.random() < 0.3:
        text, quotation = found.text(), " ".join(words)
    return Planted("invisible signs", quotation, text, ("exact", "normalised"))


def line_hyphens(chance: random.Random) -> Planted:
    """Words that a line's end cuts in two, and compounds that it cuts at their hyphen."""
    found = passage(chance)
    words = list(found.words)
    words[3] = "long-standing"
    cut = [*words[:2], "equip-\nment", words[2], "long-\nstanding", *words[4:]]
    quotation = [*words[:2], "equipment", *words[2:]]
    return Planted("line-end hyphens", " ".join(quotation), found.text(tuple(cut)), ("normalised",))


def ligatures(chance: random.Random) -> Planted:
    found = passage(chance)
    words = [*found.words[:3], "office", "final", "confirmed", *found.words[3:]]
    cut = [one.replace("ffi", "ﬃ").replace("fi", "ﬁ") for one in words]
    return Planted("ligatures", " ".join(words), found.text(tuple(cut)), ("normalised",))


def decomposed(chance: random.Random) -> Planted:
    found = passage(chance)
    words = (*found.words[:3], "déclaré", "Müller", *found.words[3:])
    text = unicodedata.normalize("NFD", found.text(words))
    return Planted("NFD", " ".join(words), text, ("normalised",))


def french_spaces(chance: random.Random) -> Planted:
    found = passage(chance)
    words = list(found.words)
    words[2], words[4] = f"{words[2].strip('.,')}\u202f;", f"{words[4].strip('.,')}\u00a0!"
    quotation = " ".join(words).replace("\u202f", chance.choice(("", " "))).replace("\u00a0", "")
    return Planted("French spaces", quotation, found.text(tuple(words)), ("normalised",))


def punctuation(chance: random.Random) -> Planted:
    found = passage(chance)
    words = list(found.words)
    words[3] = words[3].strip(".,") + ";"
    text = found.text(tuple(words))
    words[3] = words[3].strip(";")
    return Planted("punctuation", " ".join(words), text, ("words-only",))


ELLIPSES = (" … ", " [...] ", " […] ", " (…) ", " ... ", "… ", " . . . ", " (...) ")


def ellipsis(chance: random.Random) -> Planted:
    found = passage(chance)
    half = len(found.words) // 2
    start, end = half - chance.randint(1, 2), half + chance.randint(2, 3)
    marks = chance.choice(ELLIPSES)
    quotation = " ".join(found.words[:start]) + marks + " ".join(found.words[end:])
    return Planted("ellipsis", quotation, found.text(), ("exact",))


def two_ellipses(chance: random.Random) -> Planted:
    found = passage(chance, 30)
    parts = (found.words[:6], found.words[8:15], found.words[20:])
    marks = chance.choice(ELLIPSES)
    return Planted("two ellipses", marks.join(map(" ".join, parts)), found.text(), ("exact",))


def within_gap(chance: random.Random) -> Planted:
    found = passage(chance)
    filler = "x" * (GAP - 2)
    text = found.text((*found.words[:5], filler, *found.words[5:]))
    quotation = f"{' '.join(found.words[:5])} […] {' '.join(found.words[5:])}"
    return Planted("gap just within the limit", quotation, text, ("exact",))


def insertion(chance: random.Random) -> Planted:
    found = passage(chance)
    at = chance.randint(1, len(found.words) - 1)
    inserted = chance.choice(("[sic]", "[the company]", "[sous l’administration précédente]"))
    quotation = " ".join((*found.words[:at], inserted, *found.words[at:]))
    return Planted("insertion", quotation, found.text(), ("exact",))


def brackets_of_the_text(chance: random.Random) -> Planted:
    found = passage(chance)
    words = (*found.words[:3], "[sic]", *found.words[3:])
    return Planted("brackets of the text", " ".join(words), found.text(words), ("exact",))


def letter(chance: random.Random) -> Planted:
    found = passage(chance)
    words = list(found.words)
    first = words[2][0]
    words[2] = f"[{first.swapcase()}]{words[2][1:]}"
    if not (first.isalpha() and len(found.words[2].strip(".,")) > 2):
        return letter(chance)
    return Planted("letter in brackets", " ".join(words[2:]), found.text(), ("exact",))


def insertion_after_ellipsis(chance: random.Random) -> Planted:
    found = passage(chance)
    half = len(found.words) // 2
    quotation = f"{' '.join(found.words[:half])} … [it] {' '.join(found.words[half + 1 :])}"
    return Planted("insertion for words left out", quotation, found.text(), ("exact",))


def whole_quoted(chance: random.Random) -> Planted:
    found = passage(chance)
    opening, closing = chance.choice(("“”", '""'))
    quotation = f"{opening}{' '.join(found.words)}{closing}"
    return Planted("quotation marks around it", quotation, found.text(), ("exact",))


FAITHFUL: tuple[Plant, ...] = (
    *(verbatim, curly, guillemets, dashes, blanks, invisible, line_hyphens, ligatures, decomposed),
    *(french_spaces, punctuation, ellipsis, two_ellipses, within_gap, insertion, letter),
    *(brackets_of_the_text, insertion_after_ellipsis, whole_quoted),
)


def _changed(kind: str, change: Callable[[random.Random, list[str]], None]) -> Plant:
    """A quotation of which something was changed."""

    def plant(chance: random.Random) -> Planted:
        found = passage(chance)
        words = list(found.words)
        change(chance, words)
        return Planted(kind, " ".join(words), found.text(), ("not-found",))

    return plant


def _middle(words: list[str]) -> int:
    """Where the negation stands; a number stands behind it, a name before it."""
    return next(at for at in range(len(words) // 2 - 1, len(words)) if words[at] in ("not", "pas"))


def _replace(chance: random.Random, words: list[str]) -> None:
    words[chance.randint(1, len(words) - 2)] = "surely"


def _drop_not(chance: random.Random, words: list[str]) -> None:
    del words[_middle(words)]


def _add_not(chance: random.Random, words: list[str]) -> None:
    words.insert(chance.randint(1, len(words) - 1), "jamais")


def _digit(chance: random.Random, words: list[str]) -> None:
    at = _middle(words) + 1
    words[at] = str(int(words[at]) + chance.choice((-1, 1, 10, 1000)))


def _cut_number(chance: random.Random, words: list[str]) -> None:
    at = _middle(words) + 1
    words[at] = words[at][:-1]


def _magnitude(chance: random.Random, words: list[str]) -> None:
    at = _middle(words) + 1
    words[at] = chance.choice(
        (f"{words[at]}0", f"1.{words[at]}", f"{words[at][0]},{words[at][1:]}")
    )


def _swap_names(chance: random.Random, words: list[str]) -> None:
    at = _middle(words) - 1
    words[at] = next(name for name in NAMES if name not in (words[at], words[0]))


def _swap_words(chance: random.Random, words: list[str]) -> None:
    at = _middle(words)
    words[at], words[at + 1] = words[at + 1], words[at]


def _delete(chance: random.Random, words: list[str]) -> None:
    del words[_middle(words) + 1]


def _end_of_word(chance: random.Random, words: list[str]) -> None:
    words[-1] = f"{words[-1].strip('.')[:-1]}."


def _capital(chance: random.Random, words: list[str]) -> None:
    at = _middle(words)
    words[at] = words[at].upper()


def hidden_not(chance: random.Random) -> Planted:
    """An insertion in the place of the negation."""
    found = passage(chance)
    words = list(found.words)
    words[_middle(words)] = chance.choice(("[indeed]", "[sic]", "[]"))
    return Planted("insertion that hides a 'not'", " ".join(words), found.text(), ("not-found",))


def inserted_outside(chance: random.Random) -> Planted:
    """Words that are not the document's, and no brackets around them."""
    found = passage(chance)
    words = (*found.words[:4], "as everybody knows", *found.words[4:])
    return Planted("added words", " ".join(words), found.text(), ("not-found",))


def swapped_segments(chance: random.Random) -> Planted:
    found = passage(chance)
    half = len(found.words) // 2
    quotation = f"{' '.join(found.words[half + 1 :])} … {' '.join(found.words[:half])}"
    return Planted("segments in another order", quotation, found.text(), ("not-found",))


def across_gap(chance: random.Random) -> Planted:
    found = passage(chance)
    filler = "x" * (GAP + 1)
    text = found.text((*found.words[:5], filler, *found.words[5:]))
    quotation = f"{' '.join(found.words[:5])} […] {' '.join(found.words[5:])}"
    return Planted("gap beyond the limit", quotation, text, ("not-found",))


def half_invented(chance: random.Random) -> Planted:
    found = passage(chance)
    quotation = f"{' '.join(found.words[:8])} … and that is all there is to it"
    return Planted("invented behind an ellipsis", quotation, found.text(), ("not-found",))


def half_a_word(chance: random.Random) -> Planted:
    """Words that are in the text only as parts of others."""
    text, quotation = chance.choice(
        (
            ("They call the ban unlawful and wrong.", "lawful and wrong"),
            ("A non-violent protest took place there.", "violent protest took place"),
            ("The ministry said we can't accept it.", "The ministry said we can"),
            ("It sold 1,500 cameras to the police.", "500 cameras to the police"),
            ("Elle a vendu 1 500 caméras à la police.", "500 caméras à la police"),
            ("The share rose 5.7% in a day.", "The share rose 5"),
            ("It fell to -5 degrees in the night.", "5 degrees in the night"),
            ("Between 10-12 people were there then.", "12 people were there"),
            ("It has 10² units of them in store.", "It has 102 units"),
            ("The offer was 5 € for each of them.", "The offer was 5 $ for each"),
            ("There are 5 % fewer of them now.", "There are 5 fewer of them now"),
            ("It cost 1.5 million to build it.", "It cost 15 million to build it"),
        )
    )
    found = passage(chance)
    whole = found.text((*text.split(" "),))
    return Planted("part of a word or number", quotation, whole, ("not-found",))


def two_words(chance: random.Random) -> Planted:
    """So few words that their punctuation must be right."""
    found = passage(chance)
    text = found.text(("zebra,", "quagga", *found.words))
    return Planted("two words", "zebra quagga", text, ("not-found",))


UNFAITHFUL: tuple[Plant, ...] = (
    _changed("word replaced", _replace),
    _changed("'not' dropped", _drop_not),
    _changed("negation added", _add_not),
    _changed("number changed", _digit),
    _changed("number cut", _cut_number),
    _changed("number of another size", _magnitude),
    _changed("name swapped", _swap_names),
    _changed("words swapped", _swap_words),
    _changed("word deleted", _delete),
    _changed("word cut", _end_of_word),
    _changed("capitals", _capital),
    *(hidden_not, inserted_outside, swapped_segments, across_gap, half_invented, half_a_word),
    two_words,
)


def planted(number: int, seed: int) -> Iterator[Planted]:
    """Yield quotations, every second one faithful, of all kinds in turn."""
    chance = random.Random(seed)  # noqa: S311 - not a secret
    for at in range(number):
        kinds = FAITHFUL if at % 2 == 0 else UNFAITHFUL
        yield kinds[(at // 2) % len(kinds)](chance)

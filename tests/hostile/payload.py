"""Dossiers in which every text field of every type of record holds a payload, or a harmless twin.

All payloads are in one dossier, each in records of its own, so that one look at it tries them all.
"""

import random
import re
import string
import types
import typing
from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import BaseModel

from dossier.model.field import (
    Choice,
    Country,
    Date,
    Day,
    Digest,
    Flag,
    Language,
    LocalId,
    Number,
    Ref,
    Url,
)
from dossier.model.record import Record
from dossier.model.text import ProseMark, Text
from dossier.records.decode import MODELS
from dossier.views.composer import Site
from tests.hostile.live_payload import live_payloads
from tests.maker import make_site

BREAKERS = (
    "</title><script>top.hits.push(900)</script>",
    "</textarea><script>top.hits.push(901)</script>",
    "</script><script>top.hits.push(902)</script>",
    "</style><img src=/none onerror=top.hits.push(903)>",
    "</noscript><img src=/none onerror=top.hits.push(904)>",
    '"><img src=/none onerror=top.hits.push(905)>',
    "'><img src=/none onerror=top.hits.push(906)>",
    "' onmouseover='top.hits.push(907)' x='",
    '" onfocus="top.hits.push(908)" autofocus x="',
    "` onfocus=top.hits.push(909) autofocus",
    "x</p></div></article><iframe srcdoc='<script>top.hits.push(910)</script>'></iframe>",
    "x --><img src=/none onerror=top.hits.push(911)><!-- ]]>",
    "<!--<script>top.hits.push(912)</script>",
    "]]><script xmlns='http://www.w3.org/1999/xhtml'>top.hits.push(913)</script><![CDATA[",
    "<![CDATA[<script>top.hits.push(914)</script>]]>",
    "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>&b;",
    "<math><mtext><table><mglyph><style><img src=/none onerror=top.hits.push(915)></style>",
    "<svg></p><style><a id='</style><img src=/none onerror=top.hits.push(916)>'>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=top.hits.push(917)>",
    "<noscript><p title='</noscript><img src=/none onerror=top.hits.push(918)>'>",
    "<template><script>top.hits.push(919)</script></template>",
    "<meta http-equiv=refresh content='0;url=javascript:top.hits.push(920)'>",
    "<base href='https://evil.example/'><link rel=preconnect href='//evil.example'>",
    "&lt;script&gt;top.hits.push(921)&lt;/script&gt; &#60;b&#62; &amp;lt; &#x3c;i>",
    "x {{ 7 * 7 }} {% for a in b %} ${7 * 7} #{7 * 7} {# y",
    "${{ github.token }} <%= 7 * 7 %> {{constructor.constructor('top.hits.push(922)')()}}",
    "\\u003cscript\\u003etop.hits.push(923)\\u003c/script\\u003e \\x3cb\\x3e",
    "=HYPERLINK('https://evil.example','x') +1 -1 @SUM(1) | DDE",
    "END:VEVENT BEGIN:VALARM ACTION:PROCEDURE\\n\\,;:",
    "}, note = {x}, } @string{a = \\input{/etc/passwd} \\write18{id} % # & $ ^ _ ~",
    "ER  - TY  - JOUR UR  - javascript:top.hits.push(924)",
    "DOSSIERxREFx61636d65x DOSSIERxBODY DOSSIERxTITLE DOSSIERxMETA DOSSIERxHEADx",
)
"""What ends an element, an attribute, a comment or a string, or means something in a format."""

PAYLOADS = (*live_payloads(), *BREAKERS)

_PIECES = (
    *("<", ">", '"', "'", "`", "&", "=", "/", "\\", "--", "<!--", "-->", "]]>", "<![CDATA[", "{{"),
    *("}}", "${", "%0A", "&lt;", "&#60;", "&quot", "script", "img", "svg", "style", "title", "a"),
    *("src=/none", "href=javascript:", "onerror=", "onload=", "top.hits.push(1)", " ", "x", "</"),
    *("</script>", "</title>", "<script>", "srcdoc=", "data:text/html,", "math", "iframe", ";"),
)


def generated(number: int, seed: int) -> tuple[str, ...]:
    """Payloads put together at random."""
    choose = random.Random(seed)  # noqa: S311 - nothing is secret here
    return tuple(
        "x" + "".join(choose.choices(_PIECES, k=choose.randint(3, 14))).strip() + "x"
        for _ in range(number)
    )


def harmless(text: str) -> str:
    """A text of the same length that is only letters, digits and blanks."""
    return re.sub(r"[^A-Za-z0-9 ]", "x", text).replace("DOSSIER", "dossier")


PLAIN: list[tuple[Any, object]] = [
    (Url, "https://example.org/x"),
    (Country, "FR"),
    (Language, "en"),
    (Digest, "0" * 64),
    (Date, "2021-12-10"),
    (Day, "2021-12-10"),
    (Flag, "true"),
    (Number, "5"),
]
LEFT_OUT = {"id", "until", "was", "state"}
"""Fields of a record that hold no text that readers see."""


PROTECTED = {"private", "victim"}
"""Who is this is in nothing for machines."""


class Filling:
    """Fills models with a text; `raw` says whether prose has it as it is, which no check lets by.

    Otherwise prose says the same, with each mark kept from Markdown.
    """

    def __init__(self, text: str, number: int, *, raw: bool) -> None:
        self._text = text
        self._number = number
        self._prose = text if raw else re.sub(f"([{re.escape(string.punctuation)}])", r"\\\1", text)

    def records(self) -> Iterator[Record]:
        """Yield a record of each type."""
        for type, model in MODELS.items():
            yield model.model_validate({"id": f"{type}-{self._number}"} | self.fields(model))

    def fields(self, model: type[BaseModel]) -> dict[str, Any]:
        """Data for a model with every field there, and the text wherever any text may stand."""
        hints = typing.get_type_hints(model, include_extras=True)
        return {
            field.alias or name: self._value(hints[name], model)
            for name, field in model.model_fields.items()
            if not (issubclass(model, Record) and name in LEFT_OUT)
        }

    def _id(self, type: str) -> str:
        record = "article" if type == "figure" else type
        return f"{record}-{self._number}" + ("#figure" if type == "figure" else "")

    def _value(self, hint: Any, model: type[BaseModel]) -> Any:
        for plain, one in PLAIN:
            if hint == plain:
                return one
        if hint == LocalId:
            return model.__name__.lower()
        origin, parts = typing.get_origin(hint), typing.get_args(hint)
        if origin is typing.Annotated:
            for mark in parts[1:]:
                if isinstance(mark, Ref):
                    return self._id(min(mark.kinds))
                if isinstance(mark, Choice):
                    return [one for one in mark.choices if one not in PROTECTED][-1]
                if isinstance(mark, ProseMark):
                    return {"en": self._prose, "fr": self._prose}
            return self._value(parts[0], model)
        if origin is tuple:
            return [self._value(parts[0], model)]
        if origin is dict:
            return {"zh-Hans" if parts[0] == Language else self._text: self._text}
        if origin in (typing.Union, types.UnionType):
            return self._value(next(p for p in parts if p is not types.NoneType), model)
        if hint is Text:
            return {"en": self._text, "fr": self._text}
        if hint is str:
            return self._text
        assert issubclass(hint, BaseModel), hint
        return self.fields(hint)


def site_of(texts: Sequence[str], *, raw: bool = False) -> Site:
    """A site with records of each type for each text, whose own name is the first of them."""
    fillings = [Filling(text, number, raw=raw) for number, text in enumerate(texts)]
    return make_site(
        *(record for filling in fillings for record in filling.records()),
        site_name=texts[0],
        site_description=texts[0],
        site_url="https://dossier.example/",
        contact="a@example.org",
        repo_url="https://x.org/",
    )

"""Words in Chinese or Japanese characters within text of another language, marked as such."""

import re

from markupsafe import Markup, escape

_HAN = "\u2e80-\u2fdf\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_KANA = "\u3040-\u30ff\u31f0-\u31ff"
_RUN = re.compile(f"[{_HAN}{_KANA}](?:[{_HAN}{_KANA}·・]*[{_HAN}{_KANA}])?")
_HAS_KANA = re.compile(f"[{_KANA}]")


def marked(text: str, lang: str, element: str = "span") -> Markup:
    """Text as markup, each run of such characters in an element that says its language.

    A run with kana is Japanese, any other Chinese: that is a guess where the text does not say.
    Text that is Chinese, Japanese or Korean itself needs no marks.
    """
    if text.isascii() or lang[:2] in ("zh", "ja", "ko") or not _RUN.search(text):
        return escape(text)
    parts: list[str] = []
    position = 0
    for match in _RUN.finditer(text):
        parts.append(str(escape(text[position : match.start()])))
        language = "ja" if _HAS_KANA.search(match[0]) else "zh"
        parts.append(f'<{element} lang="{language}">{escape(match[0])}</{element}>')
        position = match.end()
    parts.append(str(escape(text[position:])))
    return Markup("".join(parts))  # noqa: S704 - every part was escaped

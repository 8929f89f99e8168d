"""The passages that records quote, and finding them in a text."""

from pathlib import Path

import pytest

from dossier.evidence.quoted import found, quoted_by_source
from tests.maker import ARTICLE, loaded

FILES = {
    "articles/gazette.yml": ARTICLE
    + """statements:
  - id: s1
    kind: response
    by: acme
    said: 2021-12-10
    text: Acme denies it.
    at: {quote: an anchor here}
    quotes:
      - {text: the very words, lang: en}
      - {text: from elsewhere, lang: en, source: other, at: {quote: a passage}}
      - {text: what we made of it, lang: en, role: our-translation}
reports: [{id: listed, at: {quote: as reported}}]
""",
    "articles/other.yml": ARTICLE,
    "entities/acme.yml": "name: Acme\nkind: company\n",
    "events/listed.yml": """title: Listed
date: 2021-12-10
kind: other
cites: [{source: other, at: {quote: {exact: words of other, prefix: the}}}, gazette]
""",
    "statements/said.yml": """kind: remark
by: acme
said: 2021-12-10
text: Acme speaks.
cites: [gazette]
quotes: [{text: of gazette, lang: en, source: gazette}, {text: of nobody, lang: en}]
""",
}


def test_words_are_found_wherever_records_quote_them(tmp_path: Path) -> None:
    dossier, problems = loaded(FILES, tmp_path)
    assert problems == ()
    quoted = quoted_by_source(dossier)
    assert sorted(one.text for one in quoted["gazette"]) == [
        "an anchor here",
        "as reported",
        "of gazette",
        "the very words",
    ]
    assert sorted(one.text for one in quoted["other"]) == [
        "a passage",
        "from elsewhere",
        "words of other",
    ]


@pytest.mark.parametrize(
    ("passage", "text", "is_there"),
    [
        ("the very words", "These are the  very\nwords.", True),
        ("“quoted” – said", 'He "quoted" - said', True),
        ("« il a dit » : non", "«\u00a0il a dit\u00a0»\u202f: non", True),
        ("it’s so", "it's so", True),
        ("co\u00adoperate", "cooperate", True),
        ("first […] last", "first and then last", True),
        ("last … first", "first and then last", False),
        ("the [Chinese] company", "the company", True),
        ("not the words", "the words", False),
        ("Words", "words", False),
    ],
)
def test_a_passage_is_found_by_its_words(passage: str, text: str, is_there: bool) -> None:
    assert found(passage, text) == is_there

"""What a hand-written page may not have."""

import time
from pathlib import Path

import pytest

from dossier.errors import Code
from dossier.publish import marker
from dossier.records.hand_written import MAX_PAGE, RESERVED, page_slip, too_complex
from tests.maker import codes, loaded


@pytest.mark.parametrize(
    ("text", "at", "message"),
    [
        ("Words " + "[" * 33, 38, "more than 32 open '[' in one paragraph"),
        ("a\n\n" + "[a](b" * 33, 166, "more than 32 open '(' in one paragraph"),
        ("<a " * 33, 96, "more than 32 open '<' in one paragraph"),
        ("# a\n" * 501, 2_000, "more than 500 headings on one page"),
        ("a" * 131_073, 131_072, "more than 131,072 characters on one page"),
    ],
)
def test_a_page_on_which_the_host_would_take_too_long_is_named(
    text: str, at: int, message: str
) -> None:
    slip = too_complex(text)
    assert slip is not None
    assert (slip.at, slip.message) == (at, message)


@pytest.mark.parametrize(
    "text",
    ["[a](b) " * 5_000, ("[" * 32 + "\n\n") * 100, "(a) <b> [c]\n" * 1_000, "## a\n" * 500, ""],
)
def test_ordinary_pages_are_let_in(text: str) -> None:
    assert too_complex(text) is None


@pytest.mark.parametrize("word", ["REF", "WORD", "CITE", "BLOCK"])
def test_a_page_that_is_written_like_a_mark_of_ours_is_named(word: str) -> None:
    slip = page_slip(f"# A page\n\nOf {marker.embedded(word, 'nobody|x')} here.\n")
    assert slip is not None
    assert (slip.at, slip.code) == (13, Code.RESERVED_WORD)


@pytest.mark.parametrize(
    "text",
    [
        f"---\ntitle: {marker.END}\n---\nWords.\n",
        f"    {marker.PAGE_HEAD}\n",
        f"`{marker.BODY}`",
        "# DOSSIER**x**ENDx",
        "# DOSSIER[x](about.md)ENDx",
        "# DOSSIER<b class='a'>x</b>ENDx",
        "# DOSSIER\\xENDx",
        "# &#68;OSSIER&#x78;ENDx",
    ],
)
def test_so_is_one_whose_title_or_code_would_read_like_it(text: str) -> None:
    slip = page_slip(text)
    assert slip is not None
    assert slip.code is Code.RESERVED_WORD


def test_all_marks_begin_with_the_word_that_no_page_has() -> None:
    marks = [value for value in vars(marker).values() if isinstance(value, str)]
    assert marker.TITLE in marks
    shown = [mark for mark in marks if mark.startswith("DOSSIER")]
    assert all(mark.startswith(RESERVED) for mark in shown)
    assert marker.embedded("REF", "acme").startswith(RESERVED)


@pytest.mark.parametrize("piece", ["D(", "D<a", "D**O", "D{", "DOSSIER[x](", "DOSSIER*", "&#68;"])
def test_words_like_a_mark_take_no_time(piece: str) -> None:
    text = piece * (MAX_PAGE // len(piece))
    began = time.process_time()
    page_slip(text)
    assert time.process_time() - began < 1


def test_no_file_is_called_like_a_mark(tmp_path: Path) -> None:
    _, problems = loaded({"pages/DOSSIERxENDx.md": "x", "pages/DOSSIERxHEADx.txt": "x"}, tmp_path)
    assert codes(problems) == [Code.BAD_FILE_NAME, Code.BAD_FILE_NAME]


@pytest.mark.parametrize("text", ["DOSSIER", "DOSSIER x", "DOSSIER-x", "The DOSSIERs", "dossierx"])
def test_words_that_only_look_alike_are_let_in(text: str) -> None:
    assert page_slip(text) is None

"""How much markup a hand-written page may have."""

import pytest

from dossier.records.hand_written import too_complex


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

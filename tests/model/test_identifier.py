"""Ids of records and of the items within them."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.model.identifier import MAX_ID_LENGTH, is_id, is_item_id, public_id


@pytest.mark.parametrize(
    ("text", "record", "item"),
    [
        ("sensetime", True, True),
        ("actuia-2021-sensetime", True, True),
        ("1", True, True),
        ("a#s1", False, True),
        ("a#", False, False),
        ("#a", False, False),
        ("a#b#c", False, False),
        ("", False, False),
        ("A", False, False),
        ("a_b", False, False),
        ("a--b", False, False),
        ("a-", False, False),
        ("a.b", False, False),
        ("..", False, False),
        ("a/b", False, False),
        ("a\n", False, False),
        ("١", False, False),
        ("a" * MAX_ID_LENGTH, True, True),
        ("a" * (MAX_ID_LENGTH + 1), False, False),
        (f"a#{'b' * (MAX_ID_LENGTH + 1)}", False, False),
    ],
)
def test_ids_are_small_letters_digits_and_single_hyphens(
    text: str, record: bool, item: bool
) -> None:
    assert (is_id(text), is_item_id(text)) == (record, item)


@given(st.text("ab1-#._/ A\n", max_size=12))
@settings(max_examples=200, deadline=None)
def test_an_id_is_safe_as_a_file_name_and_in_an_address(text: str) -> None:
    if is_id(text):
        assert re.fullmatch(r"[a-z0-9][a-z0-9-]*", text)
        assert is_item_id(text)
        assert is_item_id(public_id(text, text))
        assert public_id(text, "s1").partition("#")[0] == text

"""Bytes to text: what is let in, and where what is not was found."""

import os
from pathlib import Path

import pytest

from dossier.errors import Code
from dossier.records.text_file import (
    MAX_BYTES,
    MAX_PROBLEMS,
    file_bytes,
    forbidden_character,
    read_text,
)


def places(data: bytes) -> list[tuple[str, int, int]]:
    return [
        (one.code, one.origin.line, one.origin.column) for one in read_text("a.yml", data).problems
    ]


@pytest.mark.parametrize(
    "text", ["", "kind: press\n", "été 商汤 🙂 عربي\n", "a\tb\r\nc\n", "a\u00a0b\u202fc\u00ad"]
)
def test_ordinary_text_is_let_in_as_it_is(text: str) -> None:
    read = read_text("a.yml", text.encode())
    assert (read.text, read.problems) == (text, ())


def test_a_byte_order_mark_at_the_start_is_dropped() -> None:
    read = read_text("a.yml", b"\xef\xbb\xbfkind: press\n")
    assert (read.text, read.problems) == ("kind: press\n", ())


def test_a_byte_order_mark_further_on_is_a_control_character() -> None:
    assert places("\ufeffa\n b\ufeff".encode()) == [(Code.CONTROL_CHARACTER, 2, 3)]


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [
        (b"\xe9", 1, 1),
        (b"kind: caf\xe9\n", 1, 10),
        ("été\nà ".encode() + b"\xff", 2, 3),
        ("🙂🙂".encode() + b"\xc3", 1, 3),
        (b"\xef\xbb\xbfa\xfe", 1, 2),
        (b"\xed\xa0\x80", 1, 1),
        (b"a\n\n\xc0\x80", 3, 1),
    ],
)
def test_what_is_not_utf_8_is_named_at_its_character(data: bytes, line: int, column: int) -> None:
    read = read_text("a.yml", data)
    assert read.text is None
    assert places(data) == [(Code.NOT_UTF8, line, column)]
    assert "0x" in read.problems[0].message


def test_other_encodings_are_not_guessed() -> None:
    assert places("kind: x".encode("utf-16")) == [(Code.NOT_UTF8, 1, 1)]


def test_a_file_may_have_a_mebibyte_and_no_byte_more() -> None:
    assert read_text("a.yml", b"a" * MAX_BYTES).problems == ()
    [problem] = read_text("a.yml", b"a" * (MAX_BYTES + 1)).problems
    assert problem.code == Code.FILE_TOO_LARGE
    assert problem.message == "the file has 1,048,577 bytes; a record may have 1,048,576"


@pytest.mark.parametrize("character", ["\u202a", "\u202e", "\u2066", "\u2069", "\u200f", "\u061c"])
def test_what_turns_the_direction_of_text_is_a_bidi_character(character: str) -> None:
    read = read_text("a.yml", f"a: é\nb: x{character}y\n".encode())
    assert places(f"a: é\nb: x{character}y\n".encode()) == [(Code.BIDI_CHARACTER, 2, 5)]
    assert f"U+{ord(character):04X}" in read.problems[0].message
    assert read.text == "a: é\nb: x\ufffdy\n"


@pytest.mark.parametrize(
    "character",
    [
        "\x00",
        "\x07",
        "\x0b",
        "\x1b",
        "\x7f",
        "\x85",
        "\u200b",
        "\u2028",
        "\u2029",
        "\u2060",
        "\ufffb",
        "\ufffe",
        "\uffff",
        "\U000e0041",
    ],
)
def test_what_nobody_can_see_is_a_control_character(character: str) -> None:
    assert places(f"a: é{character}\n".encode()) == [(Code.CONTROL_CHARACTER, 1, 5)]


def test_a_line_ends_as_on_unix_or_windows_and_not_as_long_ago_on_macs() -> None:
    assert places(b"a: 1\r\nb: 2\r\n") == []
    assert places(b"a: 1\rb: 2\r") == [
        (Code.CONTROL_CHARACTER, 1, 5),
        (Code.CONTROL_CHARACTER, 1, 10),
    ]


def test_every_forbidden_character_is_named() -> None:
    assert places("\u200ba\u202e\n\u2066".encode()) == [
        (Code.CONTROL_CHARACTER, 1, 1),
        (Code.BIDI_CHARACTER, 1, 3),
        (Code.BIDI_CHARACTER, 2, 1),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("plain 商汤 \t\n", None),
        ("a\u202eb\u200b", (Code.BIDI_CHARACTER, "U+202E")),
        ("a\u200bb\u202e", (Code.CONTROL_CHARACTER, "U+200B")),
        ("\ud800", (Code.CONTROL_CHARACTER, "U+D800")),
        ("\U000e0020", (Code.CONTROL_CHARACTER, "U+E0020")),
    ],
)
def test_the_first_forbidden_character_of_a_text_is_named(text: str, found: object) -> None:
    assert forbidden_character(text) == found


def test_of_too_many_forbidden_characters_only_the_first_are_named() -> None:
    found = places(("a\u200b" * 250_000).encode())
    assert len(found) == MAX_PROBLEMS
    assert found[-1] == (Code.CONTROL_CHARACTER, 1, 200)


def in_pieces(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    """Let the system hand out no more than so many bytes at a time, as it may."""
    read = os.read
    monkeypatch.setattr(os, "read", lambda file, size: read(file, min(size, most)))


def test_a_file_that_comes_in_pieces_is_read_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.yml").write_bytes(b"kind: press\n")
    in_pieces(monkeypatch, 5)
    assert file_bytes(tmp_path, "a.yml") == (b"kind: press\n", 12)


def test_a_file_that_is_cut_while_it_is_read_ends_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.yml").write_bytes(b"kind: press\n")
    read = os.read

    def cutting(file: int, size: int) -> bytes:
        data = read(file, min(size, 5))
        os.truncate(tmp_path / "a.yml", 5)
        return data

    monkeypatch.setattr(os, "read", cutting)
    assert file_bytes(tmp_path, "a.yml") == (b"kind:", 12)

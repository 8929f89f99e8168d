"""Pictures that stand for pages: drawn, kept, and drawn again when they would differ."""

import struct
from pathlib import Path

import pytest

from dossier.model.options import Options
from dossier.publish import card
from dossier.publish.card import Cards, cards, cards_state

SVG = """<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630">
<rect width="1200" height="630" fill="#fff"/><circle cx="600" cy="315" r="{}"/></svg>"""
"""Without words: which of them are drawn depends on fonts."""


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch, resvg: None) -> list[str]:
    """What was drawn since."""
    given: list[str] = []
    real = card._drawn

    def noted(svg: str) -> bytes:
        given.append(svg)
        return real(svg)

    monkeypatch.setattr(card, "_drawn", noted)
    return given


def test_a_picture_is_drawn_once_and_has_the_same_bytes_each_time(
    tmp_path: Path, drawn: list[str]
) -> None:
    one = Cards("state", tmp_path / "cards.db").png("a/card.png", SVG.format("100"))
    assert size(one) == (1200, 630)
    assert Cards("state", tmp_path / "cards.db").png("a/card.png", SVG.format("100")) == one
    assert len(drawn) == 1
    assert Cards("state", tmp_path / "other.db").png("a/card.png", SVG.format("100")) == one


def test_a_picture_is_drawn_again_when_its_words_the_engine_or_the_fonts_differ(
    tmp_path: Path, drawn: list[str]
) -> None:
    file = tmp_path / "cards.db"
    one = Cards("state", file).png("a/card.png", SVG.format("100"))
    assert Cards("state", file).png("a/card.png", SVG.format("200")) != one
    Cards("other", file).png("a/card.png", SVG.format("200"))
    assert len(drawn) == 3


def test_a_damaged_file_of_pictures_costs_time_and_no_more(
    tmp_path: Path, drawn: list[str]
) -> None:
    file = tmp_path / "cards.db"
    one = Cards("state", file).png("a/card.png", SVG.format("100"))
    file.write_bytes(b"damaged")
    assert Cards("state", file).png("a/card.png", SVG.format("100")) == one
    Cards("state", tmp_path / "no" / "folder.db").png("a/card.png", SVG.format("100"))
    assert len(drawn) == 3


def options(root: Path, *, asked: bool = True, url: str = "https://example.org/") -> Options:
    return Options(root=root, site_url=url, cards=asked)


def test_there_are_pictures_only_where_they_are_asked_for_and_can_be_asked_for(
    tmp_path: Path, resvg: None
) -> None:
    assert cards(options(tmp_path)) is not None
    assert cards(options(tmp_path, asked=False)) is None
    assert cards(options(tmp_path, url="")) is None


def test_without_what_draws_them_there_are_no_pictures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(card, "PACKAGE", "no-such-package")
    assert card.installed_resvg() == ""
    assert cards(options(tmp_path)) is None


def test_what_is_installed_decides_how_pictures_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def state(version: str) -> str:
        monkeypatch.setattr(card, "installed_resvg", lambda: version)
        return cards_state(options(tmp_path))

    assert state("") == ""
    assert state("1") not in ("", state("2"))
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    monkeypatch.setattr(card, "_FONTS", (str(fonts), str(tmp_path / "missing")))
    before = state("1")
    (fonts / "one.ttf").write_bytes(b"x")
    assert state("1") != before

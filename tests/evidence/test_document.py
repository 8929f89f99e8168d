"""What sort of document some bytes are."""

import pytest

from dossier.evidence.document import Kind, declared_by_name, is_wanted, kind_of

PDF = b"%PDF-1.7\n..."
PNG = b"\x89PNG\r\n\x1a\n..."
JPEG = b"\xff\xd8\xff\xe0..."
HTML = b"\xef\xbb\xbf\n<!-- by us --><!DOCTYPE html><title>x"


@pytest.mark.parametrize(
    ("data", "declared", "kind"),
    [
        (HTML, "text/html", Kind.HTML),
        (b"<p>bare", "text/html", Kind.HTML),
        (b'<?xml version="1.0"?><html xmlns="x">', "application/xhtml+xml", Kind.HTML),
        (PDF, "application/pdf", Kind.PDF),
        (PDF, "application/octet-stream", Kind.PDF),
        (PDF, "", Kind.PDF),
        (PNG, "image/png", Kind.PNG),
        (JPEG, "image/jpeg", Kind.JPEG),
        (b"plain", "text/plain", Kind.TEXT),
        (HTML, "text/plain", Kind.TEXT),
        ("é".encode("utf-16"), "text/plain", Kind.TEXT),
        (HTML, "", Kind.HTML),
        ("plain é".encode(), "", Kind.TEXT),
        (HTML, "application/pdf", None),
        (PDF, "text/html", None),
        (PNG, "image/jpeg", None),
        (b"PK\x03\x04\0\0", "", None),
        (b"MZ\x90\0", "text/html", None),
        (b"latin \xe9", "", None),
        (b"<svg xmlns='x'>", "image/svg+xml", None),
    ],
)
def test_bytes_decide_and_must_agree_with_what_is_said(
    data: bytes, declared: str, kind: Kind | None
) -> None:
    assert kind_of(data, declared) is kind


@pytest.mark.parametrize("type", ["video/mp4", "application/zip", "image/svg+xml", "text/css"])
def test_other_types_are_not_wanted(type: str) -> None:
    assert not is_wanted(type)


def test_the_name_of_a_file_says_a_little() -> None:
    assert declared_by_name("Page.HTM") == "text/html"
    assert declared_by_name("note.txt") == "text/plain"
    assert declared_by_name("scan.pdf") == ""

"""Web archives, read again with warcio."""

import gzip
import io
from argparse import Namespace
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from dossier.evidence.visit import Visit, visit
from dossier.evidence.warc import warc
from tests.evidence.server import (
    Answer,
    Server,
    leads_to,
    make_client,
    no_manners,
    page,
    sends,
)

BODY = b"<html><p>Hello</p></html>"
CHUNKED = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
    b"a\r\n" + BODY[:10] + b"\r\nf\r\n" + BODY[10:] + b"\r\n0\r\n\r\n"
)


def visited(server: Server, path: str) -> Visit:
    client = make_client()
    return visit(client, no_manners(client), server.url(path))


@pytest.mark.parametrize(
    "answer",
    [
        page(BODY),
        sends(CHUNKED),
        page(gzip.compress(BODY), content_encoding="gzip"),
        sends(b"HTTP/1.0 200 Fine\r\nContent-Type: text/html\r\nX-Odd:  a\r\n\r\n" + BODY),
    ],
    ids=["plain", "chunked", "gzip", "until-the-end"],
)
def test_an_archive_gives_back_the_document(server: Server, tmp_path: Path, answer: Answer) -> None:
    server.answers |= {"/a": leads_to("/b"), "/b": answer}
    found = visited(server, "/a")
    assert found.document.data == BODY
    data = warc(found.exchanges, "test/1")
    records = []
    for record in ArchiveIterator(io.BytesIO(data), check_digests="raise"):
        records.append((record.rec_type, record.rec_headers.get_header("WARC-Target-URI")))
        content = record.content_stream().read()
        if record.rec_type == "response" and record.http_headers.get_statuscode() == "200":
            assert content == BODY
            assert record.rec_headers.get_header("WARC-IP-Address") == "127.0.0.1"
            assert record.rec_headers.get_header("WARC-Date").endswith("Z")
    assert records == [
        ("warcinfo", None),
        *(("response", server.url("/a")), ("request", server.url("/a"))),
        *(("response", server.url("/b")), ("request", server.url("/b"))),
    ]
    file = tmp_path / "a.warc.gz"
    file.write_bytes(data)
    assert Checker(Namespace(inputs=[str(file)], verbose=False)).process_all() == 0


def test_what_was_said_is_in_it_byte_for_byte(server: Server) -> None:
    server.answers["/b"] = sends(CHUNKED)
    found = visited(server, "/b")
    raw = gzip.decompress(warc(found.exchanges, "test/1"))
    assert CHUNKED in raw
    assert found.exchanges[0].request in raw

"""What goes over the wire, and what ends it, with a real server."""

import gzip
import socket
import ssl
import time
import zlib

import pytest
import trustme
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dossier.evidence.failure import Failure, FetchError
from dossier.evidence.fetch import Client, Exchange
from dossier.evidence.wire import HEAD
from tests.evidence.server import (
    LOOPBACK,
    Answer,
    Server,
    leads_to,
    make_client,
    page,
    sends,
    serving,
    status,
)

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def follow(client: Client, url: str) -> tuple[Exchange, ...]:
    return client.follow(url, lambda target: None)


def failing(client: Client, url: str) -> FetchError:
    with pytest.raises(FetchError) as error:
        follow(client, url)
    return error.value


def test_an_exchange_has_every_byte_that_was_said(server: Server) -> None:
    server.answers["/a"] = page("<p>Hello</p>")
    [exchange] = follow(make_client(), server.url("/a?b=c#d"))
    assert exchange.body == b"<p>Hello</p>"
    assert exchange.request.startswith(b"GET /a?b=c HTTP/1.1\r\n")
    assert f"Host: {LOOPBACK}:{server.port}\r\n".encode() in exchange.request
    assert exchange.response.startswith(b"HTTP/1.0 200 OK\r\n")
    assert exchange.response.endswith(b"\r\n\r\n<p>Hello</p>")
    assert exchange.address == LOOPBACK
    assert server.headers[0]["User-Agent"] == "test/1"
    assert "Cookie" not in server.headers[0]


def test_redirects_are_followed_and_all_are_in_the_copy(server: Server) -> None:
    server.answers |= {
        "/1": leads_to("/2", 301),
        "/2": leads_to(server.url("/3", "other.example"), 307),
        "/3": page("there"),
    }
    chain = follow(make_client(), server.url("/1"))
    assert [one.status for one in chain] == [301, 307, 200]
    assert chain[-1].url == server.url("/3", "other.example")
    assert chain[-1].body == b"there"
    assert server.headers[2]["Host"] == f"other.example:{server.port}"


@pytest.mark.parametrize(
    "location",
    [
        "//[",
        "http://inside.example/secret",
        "//inside.example/secret",
        "file:///etc/passwd",
        "http://name:word@a.example/",
    ],
)
def test_a_redirect_to_where_we_may_not_ask_is_not_followed(server: Server, location: str) -> None:
    server.answers["/1"] = leads_to(location)
    homes = {"inside.example": ("10.0.0.7",)}
    client = make_client(resolve=lambda host, port: homes.get(host, (LOOPBACK,)))
    assert failing(client, server.url("/1")).failure is Failure.REFUSED
    assert server.asked == ["/1"]


def test_the_default_client_does_not_ask_this_machine(server: Server) -> None:
    error = failing(Client("test/1"), server.url("/"))
    assert error.failure is Failure.REFUSED
    assert "127.0.0.1, which is not a public address" in str(error)
    assert server.asked == []


def test_a_name_that_changes_its_address_gains_nothing(server: Server) -> None:
    """It is resolved once for each request, and the connection goes to what was looked at."""
    server.answers["/"] = page("mine")
    answers = iter([(LOOPBACK,), ("10.0.0.7",)])
    client = make_client(resolve=lambda host, port: next(answers))
    [exchange] = follow(client, server.url("/", "rebinding.example"))
    assert (exchange.address, exchange.body) == (LOOPBACK, b"mine")
    assert next(answers) == ("10.0.0.7",), "nobody asked a second time"
    again = make_client(resolve=lambda host, port: ("10.0.0.7",))
    assert failing(again, server.url("/", "rebinding.example")).failure is Failure.REFUSED


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"/1": leads_to("/2"), "/2": leads_to("/1")}, "in a circle"),
        ({"/1": leads_to("/1#again")}, "in a circle"),
        ({f"/{n}": leads_to(f"/{n + 1}") for n in range(1, 20)}, "more than 5 times"),
        ({"/1": leads_to("")}, "leads nowhere"),
    ],
)
def test_redirects_without_end_end(server: Server, answers: dict[str, Answer], said: str) -> None:
    server.answers |= answers
    error = failing(make_client(), server.url("/1"))
    assert error.failure is Failure.UNREACHABLE
    assert said in str(error)
    assert len(server.asked) <= 6


@pytest.mark.parametrize(
    "slow",
    [
        sends(pause=3),
        sends(OK, pause=3),
        sends(last=b"H", pause=0.1),
        sends(OK + b"X: ", last=b"a", pause=0.1),
        sends(OK + b"\r\n", last=b"a", pause=0.1),
        sends(OK + b"Transfer-Encoding: chunked\r\n\r\n", last=b"1\r\na\r\n", pause=0.1),
        sends(last=b"HTTP/1.1 100 Continue\r\n\r\n", pause=0.1),
    ],
    ids=["silent", "no-end-of-head", "drip-status", "drip-header", "drip", "chunks", "continue"],
)
def test_no_server_holds_us_for_long(server: Server, slow: Answer) -> None:
    server.answers["/"] = slow
    started = time.monotonic()
    error = failing(make_client(), server.url())
    assert error.failure is Failure.UNREACHABLE
    assert time.monotonic() - started < 4


@pytest.mark.parametrize(
    "huge",
    [
        sends(OK + b"Content-Length: 100001\r\n\r\n", pause=0.1),
        sends(OK + b"\r\n", last=b"a" * 9999),
        sends(OK + b"Transfer-Encoding: chunked\r\n\r\n", last=b"2000\r\n" + b"a" * 8192 + b"\r\n"),
        sends(OK, last=b"X-More: " + b"a" * 9000 + b"\r\n"),
        sends(OK + b"Content-Encoding: gzip\r\n\r\n", gzip.compress(bytes(50_000_000))),
        sends(OK + b"Content-Encoding: deflate\r\n\r\n", zlib.compress(bytes(50_000_000))),
    ],
    ids=["announced", "endless", "endless-chunks", "endless-head", "gzip-bomb", "zlib-bomb"],
)
def test_what_is_too_large_is_not_taken(server: Server, huge: Answer) -> None:
    server.answers["/"] = huge
    error = failing(make_client(), server.url())
    assert error.failure in (Failure.REFUSED, Failure.UNREACHABLE)
    assert "more than 0 MB" in str(error) or "not sound HTTP" in str(error)
    assert HEAD < 1_000_000


def test_what_is_compressed_against_our_wish_is_read(server: Server) -> None:
    text = b"<p>Hello</p>" * 100
    server.answers["/"] = page(gzip.compress(text), content_encoding="gzip")
    [exchange] = follow(make_client(), server.url())
    assert exchange.body == text
    assert gzip.compress(text)[20:] in exchange.response
    assert server.headers[0]["Accept-Encoding"] == "identity"


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (sends(OK + b"Content-Length: 50\r\n\r\nshort"), "ended 45 bytes before"),
        (sends(OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nab"), "not sound HTTP"),
        (sends(OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nab"), "not sound HTTP"),
        (sends(b"SSH-2.0-OpenSSH\r\n"), "not sound HTTP"),
        (sends(b""), "not sound HTTP"),
        (page(b"\x1f\x8bno gzip", content_encoding="gzip"), "compression is broken"),
        (page(b"x", content_encoding="br"), "compressed as br"),
    ],
)
def test_what_is_cut_or_broken_is_not_taken(server: Server, broken: Answer, said: str) -> None:
    server.answers["/"] = broken
    assert said in str(failing(make_client(), server.url()))


_PIECES = [
    *(b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 302 Found\r\n", b"HTTP/9 x\r\n", b"\r\n", b"\n", b"\0"),
    *(b"Content-Length: 5\r\n", b"Content-Length: -5\r\n", b"Content-Length: x\r\n", b"hello"),
    *(b"Transfer-Encoding: chunked\r\n", b"5\r\n", b"-1\r\n", b"fffffffff\r\n", b"0\r\n\r\n"),
    *(b"Content-Encoding: gzip\r\n", b"\x1f\x8b\x08", gzip.compress(b"x"), b"\xff\xfe"),
    *(b"Location: //[\r\n", b"Location: http://a:b\r\n", b"Location: \xe9\xff\r\n", b": x\r\n"),
    *(b"Content-Type: text/html; charset=\xff\r\n", b"X: " + b"a" * 70_000, b" folded\r\n"),
]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=12))
def test_whatever_a_server_sends_there_is_a_response_or_a_failure(
    server: Server, pieces: list[bytes]
) -> None:
    server.answers["/"] = sends(b"".join(pieces))
    try:
        [*_, last] = follow(make_client(), server.url())
    except FetchError:
        return
    assert 100 <= last.status < 1000


def test_what_is_of_no_wanted_type_is_not_read_to_its_end(server: Server) -> None:
    server.answers["/"] = sends(
        b"HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\n\r\n", last=b"a" * 9999, pause=0.05
    )
    with pytest.raises(FetchError, match="video/mp4") as error:
        make_client().follow(server.url(), lambda target: None, wanted=lambda type: False)
    assert error.value.failure is Failure.REFUSED


def test_who_cannot_be_reached_is_named() -> None:
    with socket.socket() as nobody:
        nobody.bind((LOOPBACK, 0))
        port = nobody.getsockname()[1]
        error = failing(make_client(), f"http://a.example:{port}/")
    assert error.failure is Failure.UNREACHABLE
    assert "a.example could not be reached" in str(error)


def test_a_host_that_is_not_there_is_named() -> None:
    def resolve(host: str, port: int) -> tuple[str, ...]:
        raise socket.gaierror(-2, "Name or service not known")

    error = failing(make_client(resolve=resolve), "http://a.example/")
    assert error.failure is Failure.UNREACHABLE
    assert str(error) == "the host a.example was not found: Name or service not known"


def test_the_next_address_of_a_host_is_tried(server: Server) -> None:
    server.answers["/"] = page("here")
    client = make_client(
        resolve=lambda host, port: ("127.0.0.9", LOOPBACK), may_ask=lambda address: True
    )
    [exchange] = follow(client, server.url("/", "a.example"))
    assert exchange.address == LOOPBACK


def test_a_certificate_must_be_for_the_name_and_from_somebody_known() -> None:
    """Though the connection goes to an address, it is the name that the certificate is for."""
    authority = trustme.CA()
    theirs = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("a.example").configure_cert(theirs)
    ours = ssl.create_default_context()
    authority.configure_trust(ours)
    with serving(theirs) as server:
        server.answers["/"] = page("safe")
        [exchange] = follow(make_client(context=ours), f"https://a.example:{server.port}/")
        assert exchange.body == b"safe"
        wrong_name = failing(make_client(context=ours), f"https://b.example:{server.port}/")
        stranger = failing(make_client(), f"https://a.example:{server.port}/")
    for error in (wrong_name, stranger):
        assert error.failure is Failure.UNREACHABLE
        assert "certificate is not valid" in str(error)


def test_a_page_that_is_not_there_is_not_read(server: Server) -> None:
    server.answers["/"] = status(404)
    [exchange] = follow(make_client(), server.url())
    assert (exchange.status, exchange.body) == (404, b"")

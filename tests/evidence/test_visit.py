"""What a visit to a document's address comes to."""

import pytest

from dossier.evidence.document import Kind
from dossier.evidence.failure import Failure, FetchError
from dossier.evidence.visit import Visit, visit
from tests.evidence.paper import make_pdf
from tests.evidence.server import (
    Answer,
    Server,
    leads_to,
    make_client,
    no_manners,
    page,
    status,
)


def visited(server: Server, path: str) -> Visit:
    client = make_client()
    return visit(client, no_manners(client), server.url(path))


@pytest.mark.parametrize(
    ("answer", "kind", "charset"),
    [
        (page("<p>é"), Kind.HTML, "utf-8"),
        (page("<p>x", "text/html;charset=ISO-8859-1"), Kind.HTML, "iso-8859-1"),
        (page(make_pdf("x"), "application/pdf"), Kind.PDF, ""),
        (page(make_pdf("x"), ""), Kind.PDF, ""),
        (page("x", "text/plain"), Kind.TEXT, ""),
        (page(b"\x89PNG\r\n\x1a\n", "image/png"), Kind.PNG, ""),
    ],
)
def test_a_document_says_what_it_is(
    server: Server, answer: Answer, kind: Kind, charset: str
) -> None:
    server.answers["/a"] = answer
    found = visited(server, "/a")
    assert (found.document.kind, found.document.charset) == (kind, charset)
    assert not found.has_moved


@pytest.mark.parametrize(
    ("answer", "failure", "said"),
    [
        (status(404), Failure.GONE, "404 (Not Found)"),
        (status(410), Failure.GONE, "410 (Gone)"),
        (status(403), Failure.UNREACHABLE, "403 (Forbidden)"),
        (status(451), Failure.UNREACHABLE, "451"),
        (status(500), Failure.UNREACHABLE, "500"),
        (status(204), Failure.UNREACHABLE, "204"),
        (status(299), Failure.UNREACHABLE, "299"),
        (page("<p>x", "video/mp4"), Failure.REFUSED, "video/mp4"),
        (page("<html>log in", "application/pdf"), Failure.REFUSED, "something else"),
        (page(""), Failure.REFUSED, "empty"),
        (leads_to("/"), Failure.GONE, "front page"),
    ],
)
def test_a_failure_says_what_an_editor_may_conclude(
    server: Server, answer: Answer, failure: Failure, said: str
) -> None:
    server.answers |= {"/a": answer, "/": page("<p>Welcome")}
    with pytest.raises(FetchError, match=None) as error:
        visited(server, "/a")
    assert error.value.failure is failure
    assert said in str(error.value)


def test_where_it_went_is_known(server: Server) -> None:
    server.answers |= {"/a": leads_to("/b"), "/b": page("<p>x")}
    found = visited(server, "/a")
    assert found.has_moved
    assert found.url == server.url("/b")


def test_a_front_page_that_was_asked_for_is_taken(server: Server) -> None:
    server.answers |= {
        "/": page("<p>Welcome"),
        "/index.html": leads_to("/"),
        "/short": leads_to(server.url("/", "campaign.example")),
    }
    for path in ("/", "/index.html", "/short"):
        assert visited(server, path).document.kind is Kind.HTML

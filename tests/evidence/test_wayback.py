"""What a public web archive has of a document."""

import datetime
import json

import pytest

from dossier.evidence.failure import FetchError
from dossier.evidence.wayback import PublicArchive
from tests.evidence.server import Answer, Server, make_client, no_manners, page, sends, status

DAY = datetime.date(2026, 11, 22)
COPY = "http://web.archive.org/web/20261120093000/https://a.example/x?y=1"


def closest(**fields: object) -> Answer:
    given = {"available": True, "status": "200", "url": COPY, "timestamp": "20261120093000"}
    return page(json.dumps({"archived_snapshots": {"closest": given | fields}}), "application/json")


def copy_of(server: Server, answer: Answer) -> str:
    server.answers["/available"] = answer
    client = make_client()
    public = PublicArchive(client, no_manners(client), server.url("/available"))
    return public.copy_of("https://a.example/x?y=1", DAY)


def test_the_copy_nearest_to_the_day_is_asked_for(server: Server) -> None:
    assert copy_of(server, closest()) == COPY.replace("http:", "https:", 1)
    assert server.asked == ["/available?url=https%3A%2F%2Fa.example%2Fx%3Fy%3D1&timestamp=20261122"]


@pytest.mark.parametrize(
    "answer",
    [
        page('{"archived_snapshots": {}}'),
        closest(available=False),
        closest(status="404"),
        closest(url=COPY.replace("20261120", "20250101")),
        closest(url=COPY.replace("a.example", "b.example")),
        closest(url=COPY.replace("?y=1", "?y=2")),
        closest(url="https://archive.example/another-form"),
    ],
)
def test_there_may_be_none(server: Server, answer: Answer) -> None:
    assert copy_of(server, answer) == ""


@pytest.mark.parametrize("url", ["http://www.a.example:80/x?y=1", "https://a.example/x?y=1#z"])
def test_a_copy_may_name_the_same_document_otherwise(server: Server, url: str) -> None:
    copy = COPY.replace("https://a.example/x?y=1", url)
    assert copy_of(server, closest(url=copy)) == copy.replace("http:", "https:", 1)


@pytest.mark.parametrize(
    "answer",
    [
        page("<html>busy"),
        page("[]"),
        page('{"archived_snapshots": {"closest": {"available": true}}}'),
        closest(url="javascript:alert(1)"),
        closest(url=7),
        closest(url=COPY.replace("20261120", "20261320")),
        status(503),
        sends(pause=3),
    ],
)
def test_an_answer_that_is_none_is_said_to_be_none(server: Server, answer: Answer) -> None:
    with pytest.raises(FetchError):
        copy_of(server, answer)

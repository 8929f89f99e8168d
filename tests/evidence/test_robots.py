"""What sites ask of robots is done."""

import pytest

from dossier.evidence.failure import Failure, FetchError
from dossier.evidence.robots import MOST, Manners
from tests.evidence.server import Answer, Server, Time, leads_to, make_client, page, sends, status

BARRED = "User-agent: *\nDisallow: /\n\nUser-agent: mkdocs-dossier\nDisallow: /private\n"


def ask(server: Server, path: str, manners: Manners | None = None) -> FetchError | None:
    client = make_client()
    manners = manners or Manners(client, pause=0.0)
    try:
        client.follow(server.url(path), manners.before)
    except FetchError as error:
        return error
    return None


@pytest.mark.parametrize(
    ("rules", "path", "may"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow: /\n", "/a", False),
        ("User-agent: *\nDisallow:\n", "/a", True),
        (BARRED, "/a", True),
        (BARRED, "/private/x", False),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b\n", "/a/b", True),
        ("User-agent: *\nDisallow: /*.pdf$\n", "/x/y.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$\n", "/x/y.pdf.html", True),
        ("User-agent: *\nDisallow: /*?print\n", "/x?print=1", False),
        ("<html>no robots here</html>", "/a", True),
    ],
)
def test_a_site_says_where_robots_may_go(server: Server, rules: str, path: str, may: bool) -> None:
    """By the longest rule that fits, `*` and `$` among them, and by our name before all others."""
    server.answers |= {"/robots.txt": page(rules, "text/plain"), path: page("x")}
    error = ask(server, path)
    assert (error is None) == may
    assert server.asked == ["/robots.txt", *([path] if may else [])]
    assert error is None or (error.failure, "robots.txt" in str(error)) == (Failure.REFUSED, True)


@pytest.mark.parametrize("code", [400, 401, 403, 404, 410, 451])
def test_a_site_without_rules_allows_all(server: Server, code: int) -> None:
    server.answers |= {"/robots.txt": status(code), "/a": page("x")}
    assert ask(server, "/a") is None


@pytest.mark.parametrize(
    "answer",
    [
        *(status(500), status(503), status(429), status(204)),
        *(sends(), sends(pause=3), leads_to("/robots.txt"), leads_to("http://10.0.0.1/")),
        sends(b"HTTP/1.1 200 OK\r\n\r\n", last=b"# more\n" * 9999),
    ],
)
def test_a_site_whose_rules_cannot_be_had_is_left_alone(server: Server, answer: Answer) -> None:
    server.answers |= {"/robots.txt": answer, "/a": page("x")}
    error = ask(server, "/a")
    assert error is not None
    assert "/a" not in server.asked
    assert MOST >= 500 * 1024


def test_rules_are_read_once_for_a_site(server: Server) -> None:
    server.answers |= {"/robots.txt": status(404), "/a": page("x"), "/b": page("y")}
    client = make_client()
    manners = Manners(client, pause=0.0)
    for path in ("/a", "/b", "/a"):
        client.follow(server.url(path), manners.before)
    assert server.asked == ["/robots.txt", "/a", "/b", "/a"]


def test_where_a_redirect_leads_has_rules_of_its_own(server: Server) -> None:
    server.answers |= {
        "/robots.txt": page("User-agent: *\nDisallow: /b\n"),
        "/a": leads_to(server.url("/b", "other.example")),
        "/b": page("x"),
    }
    error = ask(server, "/a")
    assert error is not None
    assert "other.example" in str(error)
    assert server.asked == ["/robots.txt", "/a", "/robots.txt"]


def test_requests_to_one_host_are_apart(server: Server) -> None:
    server.answers |= {"/robots.txt": status(404), "/a": page("x")}
    time = Time()
    client = make_client(clock=time.clock, sleep=time.sleep)
    manners = Manners(client, pause=2.0)
    client.follow(server.url("/a"), manners.before)
    assert time.slept == [2.0], "between its rules and the page"
    time.seconds += 1.5
    client.follow(server.url("/a"), manners.before)
    assert time.slept == [2.0, 0.5]
    time.seconds += 60
    client.follow(server.url("/a"), manners.before)
    client.follow(server.url("/a", "other.example"), manners.before)
    assert time.slept == [2.0, 0.5, 2.0], "nobody waits for another host"


def test_a_site_may_ask_for_a_longer_pause(server: Server) -> None:
    server.answers |= {
        "/robots.txt": page("User-agent: *\nCrawl-delay: 30\n", "text/plain"),
        "/a": page("x"),
    }
    time = Time()
    client = make_client(clock=time.clock, sleep=time.sleep)
    manners = Manners(client, pause=2.0)
    for _ in range(2):
        client.follow(server.url("/a"), manners.before)
    assert time.slept == [30.0, 30.0]


def test_a_site_that_asks_for_hours_is_left_alone(server: Server) -> None:
    server.answers["/robots.txt"] = page("User-agent: *\nCrawl-delay: 86400\n", "text/plain")
    error = ask(server, "/a")
    assert error is not None
    assert "wait 86400 seconds" in str(error)
    assert error.failure is Failure.REFUSED

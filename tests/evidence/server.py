"""A web server on the loopback interface that answers as a test tells it to."""

import contextlib
import http.server
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from dossier.evidence.fetch import Client
from dossier.evidence.robots import Manners
from dossier.evidence.wire import Limits

LOOPBACK = "127.0.0.1"
Answer = Callable[[http.server.BaseHTTPRequestHandler], None]


@dataclass
class Server:
    """A running server: `answers` maps a path to what it does, `asked` has the paths asked for."""

    port: int
    answers: dict[str, Answer]
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    def url(self, path: str = "/", host: str = LOOPBACK) -> str:
        return f"http://{host}:{self.port}{path}"


@contextlib.contextmanager
def serving(context: ssl.SSLContext | None = None) -> Iterator[Server]:
    """A server without any page."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            server.asked.append(self.path)
            server.headers.append(dict(self.headers))
            answer = server.answers.get(self.path.partition("?")[0], status(404))
            with contextlib.suppress(OSError):
                answer(self)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    httpd = http.server.ThreadingHTTPServer((LOOPBACK, 0), Handler)
    httpd.daemon_threads = True
    httpd.handle_error = lambda request, client_address: None  # type: ignore[method-assign]
    if context is not None:
        httpd.socket = context.wrap_socket(httpd.socket, server_side=True)
    server = Server(httpd.server_port, {})
    threading.Thread(
        target=httpd.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
    ).start()
    yield server
    httpd.shutdown()
    httpd.server_close()


def page(body: bytes | str, type: str = "text/html; charset=utf-8", **headers: str) -> Answer:
    """A page that is there; `content_encoding="gzip"` is a header."""
    data = body.encode() if isinstance(body, str) else body

    def answer(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        if type:
            handler.send_header("Content-Type", type)
        handler.send_header("Content-Length", str(len(data)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(data)

    return answer


def status(code: int) -> Answer:
    def answer(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.send_response(code)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return answer


def leads_to(location: str, code: int = 302) -> Answer:
    def answer(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.send_response(code)
        if location:
            handler.send_header("Location", location)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return answer


def sends(*parts: bytes, pause: float = 0.0, last: bytes = b"") -> Answer:
    """Raw bytes, part by part; if there is a `last` one, that again and again for ever."""
    stop = threading.Event()

    def answer(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.close_connection = True
        for part in parts:
            handler.wfile.write(part)
            handler.wfile.flush()
            stop.wait(pause)
        while last:
            handler.wfile.write(last)
            handler.wfile.flush()
            stop.wait(pause)

    return answer


@dataclass
class Time:
    """A clock that goes on only where somebody sleeps."""

    seconds: float = 0.0
    slept: list[float] = field(default_factory=list)

    def clock(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds


def make_client(**given: object) -> Client:
    """A client that may ask this machine at 127.0.0.1 and nobody else, and is quick to give up."""
    limits = Limits(connect=1.0, silence=0.4, total=1.2, size=100_000, redirects=5)
    time = Time()
    mine = {
        "limits": limits,
        "may_ask": lambda address: address == LOOPBACK,
        "resolve": lambda host, port: (LOOPBACK,),
        "sleep": time.sleep,
    }
    return Client("test/1", **(mine | given))  # type: ignore[arg-type]


def no_manners(client: Client) -> Manners:
    """Nobody waits."""
    return Manners(client, pause=0.0)

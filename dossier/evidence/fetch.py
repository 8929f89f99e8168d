"""Asking a server for a document, with a copy of every byte said."""

import datetime
import http.client
import ssl
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import Message

from dossier.evidence.address import (
    Resolve,
    Target,
    checked_addresses,
    is_public,
    resolve,
    target_of,
)
from dossier.evidence.failure import Failure, FetchError
from dossier.evidence.wire import Limits, Wire, connect, too_large

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its response, as they went over the wire.

    `address` is the one that was connected to. `body` is the document, decompressed; it is empty
    where the status is not 200, and what there was to read is not read then.
    """

    url: str
    address: str
    time: datetime.datetime
    request: bytes
    response: bytes
    status: int
    reason: str
    headers: Message
    body: bytes = field(repr=False)


def utc_now() -> datetime.datetime:
    """The time, in UTC."""
    return datetime.datetime.now(datetime.UTC)


@dataclass(frozen=True)
class Client:
    """Asks servers, within limits. It keeps no cookies and uses no proxy.

    `agent` is what it calls itself. `may_ask` says of an IP address whether it may be connected to.
    `resolve`, `clock`, `sleep` and `now` are the system's, unless a test has its own.
    """

    agent: str
    limits: Limits = field(default_factory=Limits)
    may_ask: Callable[[str], bool] = is_public
    resolve: Resolve = resolve
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], datetime.datetime] = utc_now
    context: ssl.SSLContext = field(default_factory=ssl.create_default_context)

    def follow(
        self,
        url: str,
        before: Callable[[Target], None],
        *,
        most: int = 0,
        wanted: Callable[[str], bool] = lambda type: True,
    ) -> tuple[Exchange, ...]:
        """Ask for an address and for those it leads to; the last exchange is not a redirect.

        `before` is called ahead of each request, and may raise to prevent it. A document may have
        `most` bytes, or as many as the limits say, and must be of a media type that is `wanted`.

        Raises:
            FetchError: there is no response, or one that cannot be used.
        """
        done: list[Exchange] = []
        seen: set[str] = set()
        target = target_of(url)
        while True:
            if target.url in seen:
                raise FetchError(Failure.UNREACHABLE, f"it leads round in a circle: {target.url}")
            if len(seen) > self.limits.redirects:
                message = f"it leads on more than {self.limits.redirects} times"
                raise FetchError(Failure.UNREACHABLE, message)
            seen.add(target.url)
            before(target)
            exchange = self._ask(target, most or self.limits.size, wanted)
            done.append(exchange)
            if exchange.status not in _REDIRECTS:
                return tuple(done)
            target = _next(exchange)

    def _ask(self, target: Target, most: int, wanted: Callable[[str], bool]) -> Exchange:
        addresses = checked_addresses(target, self.resolve, self.may_ask)
        try:
            sock, address = connect(target, addresses, self.limits, self.context)
            wire = Wire(sock, self.limits, most, self.clock)
            try:
                return self._exchange(target, address, wire, most, wanted)
            finally:
                wire.hang_up()
        except ssl.SSLCertVerificationError as error:
            message = f"{target.host}: its certificate is not valid: {error.verify_message}"
            raise FetchError(Failure.UNREACHABLE, message) from None
        except TimeoutError:
            message = f"{target.host} does not answer in time"
            raise FetchError(Failure.UNREACHABLE, message, "try again later") from None
        except http.client.HTTPException as error:
            message = f"{target.host}: what it sends is not sound HTTP: {error!r}"
            raise FetchError(Failure.UNREACHABLE, message) from None
        except OSError as error:
            reason = error.strerror or str(error)
            message = f"{target.host} could not be reached: {reason}"
            raise FetchError(Failure.UNREACHABLE, message, "try again later") from None

    def _exchange(
        self, target: Target, address: str, wire: Wire, most: int, wanted: Callable[[str], bool]
    ) -> Exchange:
        started = self.now()
        connection = http.client.HTTPConnection(target.host, target.port)
        connection.sock = wire
        connection.request("GET", target.path, headers=self._headers(target))
        response = connection.getresponse()
        type = media_type(response.headers)
        if response.status == http.client.OK and not wanted(type):
            message = f"{type} is not a type of document that is kept"
            raise FetchError(Failure.REFUSED, message, "keep a PDF or a screenshot of it: --from")
        body = _body(response, most) if response.status == http.client.OK else b""
        return Exchange(
            target.url,
            address,
            started,
            bytes(wire.sent),
            bytes(wire.received),
            response.status,
            response.reason,
            response.headers,
            body,
        )

    def _headers(self, target: Target) -> dict[str, str]:
        return {
            "Host": target.host_header,
            "User-Agent": self.agent,
            "Accept": "text/html,application/xhtml+xml,application/pdf,text/plain,image/*;q=0.5",
            "Accept-Encoding": "identity",
            "Connection": "close",
        }


def media_type(headers: Message) -> str:
    """What a response says that it holds, without parameters; nothing where it does not say."""
    return headers.get_content_type() if headers.get("Content-Type") else ""


def _next(exchange: Exchange) -> Target:
    location = exchange.headers.get("Location")
    if not location:
        raise FetchError(Failure.UNREACHABLE, f"status {exchange.status} leads nowhere")
    return target_of(location.encode("latin-1").decode("utf-8", "replace"), exchange.url)


def _body(response: http.client.HTTPResponse, most: int) -> bytes:
    """The document, whole and decompressed.

    Raises:
        FetchError: it is too large, cut short, or compressed in a way we cannot read.
    """
    if response.length is not None and response.length > most:
        raise too_large(most)
    decode = _decoder(response.headers.get("Content-Encoding", "").strip().lower())
    body = bytearray()
    while chunk := response.read(_CHUNK):
        body += decode(chunk, most - len(body))
        if len(body) > most:
            raise too_large(most)
    if response.length:
        message = f"the connection ended {response.length:,} bytes before the document did"
        raise FetchError(Failure.UNREACHABLE, message, "try again later")
    return bytes(body)


def _decoder(encoding: str) -> Callable[[bytes, int], bytes]:
    """What undoes an encoding, giving at most one byte more than there is room for."""
    if encoding in ("", "identity"):
        return lambda chunk, room: chunk
    if encoding not in ("gzip", "x-gzip", "deflate"):
        message = f"it is compressed as {encoding}, though we asked for it as it is"
        raise FetchError(Failure.REFUSED, message)
    inflater = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)

    def inflate(chunk: bytes, room: int) -> bytes:
        try:
            return inflater.decompress(chunk, room + 1)
        except zlib.error as error:
            raise FetchError(Failure.UNREACHABLE, f"its compression is broken: {error}") from None

    return inflate

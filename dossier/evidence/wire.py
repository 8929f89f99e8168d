"""A connection that keeps a copy of all that goes over it, and ends when it takes too long.

`http.client` reads from it as from a socket. A limit on each read would not be enough: a server
that sends a byte a second never falls silent.
"""

import io
import socket
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dossier.evidence.address import Target
from dossier.evidence.failure import Failure, FetchError

HEAD = 256 * 1024
"""So many bytes may come beyond those of the document: status, headers, marks of chunks."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how much. Times are in seconds, for one request; sizes in bytes."""

    connect: float = 10.0
    """Until a connection stands, with each address of the host."""

    silence: float = 20.0
    """Without a byte."""

    total: float = 120.0
    """From the beginning to the last byte."""

    size: int = 50_000_000
    """Of the document, as sent and as decompressed."""

    redirects: int = 10


class Wire:
    """An open connection, as `http.client` uses a socket."""

    def __init__(
        self, sock: socket.socket, limits: Limits, most: int, clock: Callable[[], float]
    ) -> None:
        self.sent = bytearray()
        self.received = bytearray()
        self._sock = sock
        self._limits = limits
        self._most = most
        self._clock = clock
        self._end = clock() + limits.total

    def sendall(self, data: bytes) -> None:
        """Send bytes, and keep a copy."""
        self._sock.settimeout(self._patience())
        self._sock.sendall(data)
        self.sent += data

    def makefile(self, mode: str) -> io.BufferedReader:
        """What comes in, as a file."""
        return io.BufferedReader(_Incoming(self))

    def receive_into(self, buffer: memoryview) -> int:
        """Receive bytes, and keep a copy; 0 at the end.

        Raises:
            FetchError: too many came, or it took too long.
        """
        self._sock.settimeout(self._patience())
        count = self._sock.recv_into(buffer)
        self.received += buffer[:count]
        if len(self.received) > self._most + HEAD:
            raise too_large(self._most)
        return count

    def close(self) -> None:
        """Nothing: what is still to come is read after `http.client` is done with the socket."""

    def hang_up(self) -> None:
        """Close the connection."""
        self._sock.close()

    def _patience(self) -> float:
        left = self._end - self._clock()
        if left <= 0:
            message = f"it took longer than {self._limits.total:g} seconds"
            raise FetchError(Failure.UNREACHABLE, message, "try again later")
        return min(left, self._limits.silence)


class _Incoming(io.RawIOBase):
    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        return self._wire.receive_into(buffer)


def too_large(most: int) -> FetchError:
    """What is wrong with a document of more than so many bytes."""
    return FetchError(
        Failure.REFUSED,
        f"it has more than {most / 1e6:,.0f} MB",
        "save the part that matters yourself, and take it in with --from",
    )


def connect(
    target: Target, addresses: Sequence[str], limits: Limits, context: ssl.SSLContext
) -> tuple[socket.socket, str]:
    """Connect to the first of the addresses that answers; which one that was.

    With TLS, the certificate must be one for the name of the host.

    Raises:
        OSError: none of them answers.
    """
    failed: OSError | None = None
    for address in addresses:
        try:
            sock = socket.create_connection((address, target.port), timeout=limits.connect)
        except OSError as error:
            failed = error
            continue
        if target.scheme == "http":
            return sock, address
        try:
            return context.wrap_socket(sock, server_hostname=target.host), address
        except BaseException:
            sock.close()
            raise
    raise failed or OSError("no address")

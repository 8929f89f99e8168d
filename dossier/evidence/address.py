"""Which addresses may be asked: public ones, and the one asked is the one that was looked at.

A record names an address, and its server may lead on to any other: to the machine that fetches, to
what only its network can see, to a cloud's metadata. So every host is resolved once, every address
of it must be public, and the connection goes to that address and resolves nothing again.
"""

import ipaddress
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from dossier.evidence.failure import Failure, FetchError

Resolve = Callable[[str, int], Sequence[str]]
"""Host and port to the addresses of the host."""

_PORTS = {"http": 80, "https": 443}
_GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")
_SPECIAL = ipaddress.ip_network("192.0.0.0/24")
"""For protocols; older versions of Python take parts of it for public."""
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Target:
    """What to ask, and whom: a web address taken apart, without its fragment."""

    url: str
    scheme: str
    host: str
    port: int
    path: str

    @property
    def site(self) -> str:
        """Scheme, host and port: what a robots.txt speaks for."""
        return f"{self.scheme}://{self.host_header}"

    @property
    def host_header(self) -> str:
        """The host as requests name it, with its port where that is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def target_of(url: str, base: str = "") -> Target:
    """Take a web address apart; one relative to ``base`` where that is given.

    Raises:
        FetchError: it is none, or has a name and a password in it.
    """
    try:
        parts = urlsplit(urljoin(base, url))
        host = (parts.hostname or "").rstrip(".")
        port = parts.port or _PORTS.get(parts.scheme, 0)
        host = host if ":" in host else host.encode("idna").decode("ascii")
    except ValueError as error:
        raise FetchError(Failure.REFUSED, f"{url} is not a web address: {error}") from None
    if parts.scheme not in _PORTS or not host:
        raise FetchError(Failure.REFUSED, f"{url} is not an http or https address")
    if parts.username is not None or parts.password is not None:
        raise FetchError(Failure.REFUSED, f"the address at {host} has a name or password in it")
    path = _path(parts)
    authority = f"[{host}]" if ":" in host else host
    authority += f":{port}" if port != _PORTS[parts.scheme] else ""
    return Target(f"{parts.scheme}://{authority}{path}", parts.scheme, host, port, path)


def _path(parts: SplitResult) -> str:
    """Path and query in ASCII; what is encoded already stays as it is."""
    path = quote(parts.path or "/", safe="/%:=&~+!$,;'@()*[]")
    return f"{path}?{quote(parts.query, safe='/%:=&?~+!$,;@()*[]')}" if parts.query else path


def resolve(host: str, port: int) -> tuple[str, ...]:
    """The addresses of a host, as the system finds them.

    Raises:
        OSError: there are none, or nobody could be asked.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def checked_addresses(
    target: Target, resolve: Resolve, may_ask: Callable[[str], bool]
) -> tuple[str, ...]:
    """The addresses to connect to, all of them looked at.

    Raises:
        FetchError: the host has none, or one of them is not one that we may ask.
    """
    try:
        found = tuple(resolve(target.host, target.port))
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        message = f"the host {target.host} was not found: {reason}"
        raise FetchError(Failure.UNREACHABLE, message) from None
    if not found:
        raise FetchError(Failure.UNREACHABLE, f"the host {target.host} has no address")
    private = next((one for one in found if not may_ask(one)), None)
    if private is not None:
        raise FetchError(
            Failure.REFUSED,
            f"{target.host} is at {private}, which is not a public address",
            "for a server of your own network, say --allow-private",
        )
    return found


def is_public(text: str) -> bool:
    """Whether an address is one of the public internet, also where IPv6 wraps one of IPv4."""
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is None:
            return address in _GLOBAL_UNICAST and address.is_global
        address = inner
    is_special = address in _SPECIAL or address.is_multicast or address.is_reserved
    return address.is_global and not is_special

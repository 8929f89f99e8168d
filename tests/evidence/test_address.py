"""Which addresses may be asked."""

import pytest

from dossier.evidence.address import checked_addresses, is_public, resolve, target_of
from dossier.evidence.failure import Failure, FetchError


@pytest.mark.parametrize(
    "address",
    [
        *("0.0.0.1", "10.0.0.1", "100.64.0.1", "127.0.0.1", "127.8.8.8", "169.254.169.254"),
        *("172.16.0.1", "192.0.0.8", "192.0.2.1", "192.168.1.1", "198.18.0.1", "198.51.100.1"),
        *("203.0.113.5", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255"),
        *("::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "fe80::1%eth0"),
        *("fc00::1", "fd12:3456::1", "fec0::1", "ff02::1", "2001:db8::1", "2002:7f00:1::"),
        *("64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "2001::1", "100::1", "nowhere"),
    ],
)
def test_addresses_that_are_not_public_are_not_asked(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"],
)
def test_public_addresses_may_be_asked(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://0177.0.0.1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://localhost/",
        "http://localhost./",
    ],
)
def test_this_machine_is_known_however_it_is_spelt(url: str) -> None:
    """The system resolves the host, so what counts is where the connection would go."""
    with pytest.raises(FetchError, match="not a public address") as error:
        checked_addresses(target_of(url), resolve, is_public)
    assert error.value.failure is Failure.REFUSED


def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    with pytest.raises(FetchError, match=r"192\.168\.0\.1"):
        checked_addresses(
            target_of("http://a.example/"), lambda host, port: ("8.8.8.8", "192.168.0.1"), is_public
        )


@pytest.mark.parametrize(
    "url",
    [
        *("file:///etc/passwd", "ftp://a.example/", "gopher://a.example/", "javascript:alert(1)"),
        *("//a.example/", "a.example", "", "http://", "http:///x", "http://a.example:99999/"),
        *("http://me:secret@a.example/", "http://me@a.example/", "http://[::1/", "http://a..b/"),
        f"http://{'a' * 70}.example/",
    ],
)
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(FetchError) as error:
        target_of(url)
    assert error.value.failure is Failure.REFUSED
    assert "secret" not in str(error.value)


def test_an_address_is_asked_in_ascii_and_without_its_fragment() -> None:
    target = target_of("HTTPS://Bücher.example:443/a b/%C3%A9é?q=ü&r=%20#part")
    assert target.url == "https://xn--bcher-kva.example/a%20b/%C3%A9%C3%A9?q=%C3%BC&r=%20"
    assert (target.host, target.port) == ("xn--bcher-kva.example", 443)
    assert target_of("http://[2606:4700::1]:8080/").host_header == "[2606:4700::1]:8080"

from collections.abc import Iterator

import pytest

from tests.evidence.server import Server, serving


@pytest.fixture
def server() -> Iterator[Server]:
    """A web server without any page."""
    with serving() as running:
        yield running

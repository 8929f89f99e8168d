"""What tests need that draw networks."""

import pytest

from dossier.drawing.graphviz import Graphviz, installed_graphviz

needs_graphviz = pytest.mark.skipif(
    installed_graphviz() is None, reason="Graphviz is not installed: apt-get install graphviz"
)


def installed() -> Graphviz:
    found = installed_graphviz()
    assert found is not None
    return found

"""The headings of a body."""

import pytest

from dossier.render.toc import Heading, headings


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("<p>None</p>", ()),
        ('<h2 id="a">A</h2>', (Heading("a", "A"),)),
        (
            '<h2 id="a">A</h2><h3 id="b">B</h3><h3 id="c">C</h3><h2 id="d">D</h2>',
            (Heading("a", "A", (Heading("b", "B"), Heading("c", "C"))), Heading("d", "D")),
        ),
        ('<h3 id="b">B</h3><h2 id="a">A</h2>', (Heading("b", "B"), Heading("a", "A"))),
        ('<h2>No id</h2><h4 id="d">Deep</h4>', ()),
        ('<h2 id="a" class="x">A</h2>', (Heading("a", "A"),)),
        ('<h2 id="a">A\n<em>b</em></h2>', (Heading("a", "A b"),)),
        ('<h2 id="a">A &amp; &lt;B&gt;</h2>', (Heading("a", "A & <B>"),)),
        ('<h2 id="a">Events <span class="d-count">12</span></h2>', (Heading("a", "Events"),)),
        (
            '<h2 id="a">A<span class="d-cites" data-x><a href="#">[1]</a></span></h2>',
            (Heading("a", "A"),),
        ),
        (
            '<h2 id="a">A<sup class="d-noted"><a class="d-note" href="#n">1</a></sup></h2>',
            (Heading("a", "A"),),
        ),
        ('<h2 id="a">A <small class="d-lang" title="x">[fr]</small></h2>', (Heading("a", "A"),)),
    ],
)
def test_headings_are_plain_text_two_levels_deep(body: str, found: tuple[Heading, ...]) -> None:
    assert headings(body) == found

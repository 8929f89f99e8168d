"""Frames: split once, joined per page."""

import pytest

from dossier.publish import marker
from dossier.publish.frame import Frame, FrameError
from dossier.render.renderer import Body
from dossier.render.toc import Heading

CONTENTS = (
    f'<ul><li><a href="#{marker.LEAF}xID">{marker.LEAF}</a></li>\n  '
    f'<li><a href="#{marker.PARENT}xID">{marker.PARENT}</a>'
    f'<nav aria-label="{marker.PARENT}"><ul>'
    f'<li><a href="#{marker.CHILD}xID">{marker.CHILD}</a></li>'
    f' <li><a href="#{marker.SECOND_CHILD}xID">{marker.SECOND_CHILD}</a></li></ul></nav></li></ul>'
)
HTML = (
    f'<title>{marker.TITLE} - Site</title><meta content="{marker.DESCRIPTION}">'
    f'<link href="/entities/{marker.NAME}/"><a href="#{marker.LEAF}xID">skip</a>'
    f"{CONTENTS}<article><h1>{marker.BODY}</h1></article>"
)


def body(**changes: object) -> Body:
    given = {
        "path": "entities/acme/",
        "lang": "en",
        "kind": "entity",
        "title": "Acme",
        "description": "A company",
        "html": "<h1>Acme</h1>",
        "headings": (Heading("one", "One"), Heading("two", "Two", (Heading("a", "A"),))),
    }
    return Body(**(given | changes))  # type: ignore[arg-type]


def test_a_frame_takes_everything_a_page_brings() -> None:
    assert Frame(HTML).stamp(body()) == (
        '<title>Acme - Site</title><meta content="A company">'
        '<link href="/entities/acme/"><a href="#one">skip</a>'
        '<ul><li><a href="#one">One</a></li>\n  '
        '<li><a href="#two">Two</a><nav aria-label="Two"><ul><li><a href="#a">A</a></li>'
        "</ul></nav></li></ul><article><h1>Acme</h1></article>"
    )


def test_titles_are_escaped_because_the_theme_does_not() -> None:
    html = Frame(HTML).stamp(
        body(
            title='</title><script>alert("1")</script>',
            description='"><img src=x onerror=alert(1)>',
            headings=(Heading("x", '"><script>'),),
        )
    )
    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;script&gt;" in html


def test_a_name_that_only_begins_like_a_marker_is_none() -> None:
    assert "DossierXinjiang, dossierxinjiang" in Frame(
        HTML + "<p>DossierXinjiang, dossierxinjiang</p>"
    ).stamp(body())


def test_a_body_that_contains_markers_is_not_filled_in_again() -> None:
    html = Frame(HTML).stamp(body(html=f"<h1>{marker.TITLE} {marker.NAME}</h1>"))
    assert f"<h1>{marker.TITLE} {marker.NAME}</h1>" in html


def test_a_table_of_contents_may_stand_in_several_places() -> None:
    html = Frame(HTML + CONTENTS).stamp(body())
    assert html.count('<a href="#two">Two</a>') == 2
    assert "DOSSIER" not in html


def test_only_parents_have_children() -> None:
    html = Frame(HTML).stamp(body(headings=(Heading("one", "One"),)))
    assert "<nav" not in html


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        (HTML.replace(f"<h1>{marker.BODY}</h1>", ""), "body"),
        (HTML.replace(CONTENTS, f"<p>{marker.PARENT}</p>"), marker.PARENT),
        (HTML.replace("<li>", "<p>").replace("</li>", "</p>"), "list items"),
        (HTML + "<p>DOSSIERxNEW</p>", "DOSSIERxNEW"),
        (HTML + f'<a href="/edit/{marker.NAME.lower()}.md">', marker.NAME.lower()),
        (HTML.replace(f'aria-label="{marker.PARENT}"', f'id="{marker.LEAF}"'), marker.LEAF),
        (HTML.replace(marker.SECOND_CHILD, "Another"), "leaves entries out"),
    ],
)
def test_a_theme_that_treats_frames_otherwise_is_named(html: str, reason: str) -> None:
    with pytest.raises(FrameError, match=reason):
        Frame(html)


def test_a_page_without_a_heading_for_the_table_of_contents_is_named() -> None:
    with pytest.raises(FrameError, match="entities/acme/ has no second-level heading"):
        Frame(HTML).stamp(body(headings=()))

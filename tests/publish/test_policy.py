"""What a page may load and run, as it says itself and as headers say."""

import base64
import hashlib

import pytest

from dossier.publish.policy import admitting, blocked, guarded, headers

PAGE = (
    '<!doctype html>\n<html lang="en">\n<head>\n  <meta charset="utf-8">\n<title>T</title>{head}'
    "</head><body>{body}</body></html>\n"
)


def page(head: str = "", body: str = "") -> str:
    return PAGE.format(head=head, body=body)


def digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def policy(text: str) -> dict[str, list[str]]:
    """The directives of a page's policy, or of that in headers."""
    start = text.index("default-src")
    written = text[start:].partition('"')[0].partition("\n")[0]
    return {name: values for name, *values in (one.split() for one in written.split(";"))}


def test_a_policy_stands_behind_the_encoding_and_ahead_of_all_else() -> None:
    made = guarded(page())
    assert made.index("charset") < made.index("Content-Security-Policy") < made.index("<title>")
    assert made.encode().index(b"charset") < 1024
    assert '<meta name="referrer" content="no-referrer">' in made


def test_a_policy_lets_run_what_stands_in_the_page_and_nothing_unsafe() -> None:
    made = policy(guarded(page("<script>a()</script><style>b</style>", "<script>c()</script>")))
    assert made["default-src"] == ["'none'"]
    assert made["script-src"] == ["'self'", *sorted([digest("a()"), digest("c()")])]
    assert made["style-src"] == ["'self'", digest("b")]
    assert made["base-uri"] == made["form-action"] == ["'none'"]
    assert "unsafe" not in str(made)


@pytest.mark.parametrize(
    "script",
    [
        '<script type="application/json">{"a": 1}</script>',
        '<script type="application/ld+json">{}</script>',
        '<script src="a.js">a()</script>',
    ],
)
def test_data_and_files_need_no_digest(script: str) -> None:
    assert policy(guarded(page(script)))["script-src"] == ["'self'"]


@pytest.mark.parametrize("kind", ["", ' type="module"', ' type="text/javascript"', " defer"])
def test_scripts_that_run_have_one(kind: str) -> None:
    made = policy(guarded(page(f"<script{kind}>\r\na()\r\n</script>")))
    assert digest("\na()\n") in made["script-src"]


def test_a_file_without_a_head_stays_as_it_is() -> None:
    assert guarded("<p>A part of a page</p>") == "<p>A part of a page</p>"


def test_only_pages_with_search_may_compile() -> None:
    assert "'wasm-unsafe-eval'" in policy(guarded(page(), with_search=True))["script-src"]
    assert "wasm" not in guarded(page())


def test_what_is_added_later_does_not_run_unless_it_is_admitted() -> None:
    before = guarded(page("<script>a()</script>", "<script>in()</script>")).encode()
    after = before.replace(b"</body>", b"<script>b()</script><style>c</style></body>")
    made = policy(admitting(after, before).decode())
    assert made["script-src"] == ["'self'", digest("b()"), *sorted([digest("a()"), digest("in()")])]
    assert made["style-src"] == ["'self'", digest("c")]


def test_what_was_blocked_before_stays_blocked_beside_what_is_admitted() -> None:
    smuggled = guarded(page()).replace("</body>", "<script>bad()</script></body>").encode()
    after = smuggled.replace(b"</body>", b"<script>b()</script></body>")
    assert policy(admitting(after, smuggled).decode())["script-src"] == ["'self'", digest("b()")]


def test_headers_let_run_what_any_page_may_and_nobody_frame_them() -> None:
    written = headers([page("<script>a()</script>"), page("<script>b()</script><style>c</style>")])
    path, *lines = written.splitlines()
    assert path == "/*"
    assert all(line.startswith("  ") and ": " in line for line in lines)
    made = policy(written)
    digests = sorted([digest("a()"), digest("b()")])
    assert made["script-src"] == ["'self'", *digests, "'wasm-unsafe-eval'"]
    assert made["frame-ancestors"] == ["'none'"]
    names = {line.strip().partition(":")[0] for line in lines}
    assert {"Referrer-Policy", "X-Content-Type-Options", "Permissions-Policy"} < names
    assert max(map(len, lines)) < 2000, "Cloudflare reads no longer lines"


@pytest.mark.parametrize(
    ("markup", "what"),
    [
        ('<td style="color: red">', "the attribute style of <td>"),
        ("<p onclick='a()'>", "the attribute onclick of <p>"),
        ('<a href=" JavaScript:a()">', "the address JavaScript:a()"),
        ('<img src="https://a.example/b.png">', "what <img> loads from a.example"),
        ('<script src="//a.example/b.js"></script>', "what <script> loads from a.example"),
        (
            '<link rel="preconnect" href="https://a.example">',
            "what <link> loads from a.example",
        ),
        ('<iframe src="a.html"></iframe>', "<iframe>"),
        ('<base href="/">', "<base>"),
        ('<form action="/a"></form>', "a <form> that is sent somewhere"),
    ],
)
def test_what_the_policy_will_block_is_named(markup: str, what: str) -> None:
    assert what in blocked(page(body=markup + markup))
    assert len(blocked(page(body=markup + markup))) == 1


@pytest.mark.parametrize(
    "markup",
    [
        '<a href="https://a.example/">words</a>',
        '<link rel="canonical" href="https://a.example/">',
        '<img src="data:image/png;base64,AA==">',
        '<img src="../a.png" alt="">',
        "<script>a('<p style=b>')</script><style>a { b: c }</style>",
        "<form role=search></form>",
    ],
)
def test_what_it_does_not_block_is_not(markup: str) -> None:
    assert blocked(page(body=markup)) == ()

"""Prose and addresses: rows X14 and X15."""

from tests.hostile.case import Case, added, page, prose

LONG = 60_000


def filled(piece: str) -> str:
    """As much prose as a record may have."""
    return (piece * (LONG // len(piece) + 1))[:LONG]


PIECES = {
    "brackets": "[",
    "images": "![",
    "emphasis": "*a **a",
    "carets": "~^",
    "links": "[a](b",
    "link-ends": "](",
    "references": "[[a",
    "citations": "[@a",
    "citations-empty": "[@a] ",
    "quotes": "> ",
    "lists": "- ",
    "numbers": "1. ",
    "quotes-and-lists": ">- ",
    "tags": "<a ",
    "comments": "<!--",
    "instructions": "<?",
    "declarations": "<![CDATA[",
    "entities": "&#8203;",
    "headings": "# a\n",
    "rows": "|a",
    "addresses": "<https://a",
    "unsafe-links": "[a](javascript:x) ",
    "pictures": "![a](b) ",
    "malformed-references": "[[A]] ",
    "malformed-citations": "[@A] ",
    "linked-references": "[[[a]]](https://a.b) ",
    "sentences": "A. »» ",
    "backslashes": "\\[",
}

ROWS: dict[str, tuple[Case, ...]] = {
    "X14": (
        added("onion-as-an-address", "url: http://exampleexampleexample.onion/a\n"),
        added("onion-with-capitals", "url: http://example.ONION/\n"),
        added("onion-with-a-last-dot", "url: https://example.onion./\n"),
        prose("onion-in-a-link", "See [it](http://example.onion/a).\n"),
        prose("onion-between-angles", "See <http://example.onion/a>.\n"),
    ),
    "X15": (
        *(prose(f"{name}-in-prose", filled(piece), bomb=True) for name, piece in PIECES.items()),
        *(
            added(
                f"{name}-in-a-field", "body: |\n  " + filled(piece).replace("\n", "\n  "), bomb=True
            )
            for name, piece in PIECES.items()
            if name
            in {"brackets", "tags", "pictures", "unsafe-links", "malformed-references", "quotes"}
        ),
        prose(
            "table-of-10000-columns", "|" + "a|" * 10_000 + "\n|" + "-|" * 10_000 + "\n", bomb=True
        ),
        prose(
            "table-that-fills-itself",
            "|" + "a|" * 2_000 + "\n|" + "-|" * 2_000 + "\n" + "|b\n" * 9_000,
            bomb=True,
        ),
        prose("lists-in-lists", "".join("  " * n + "- a\n" for n in range(300))[:LONG], bomb=True),
        prose(
            "footnotes-in-footnotes",
            "".join(f"[^{n}]: [^{n + 1}]\n\n" for n in range(4_000))[:LONG],
            bomb=True,
        ),
        prose("address-used-often", "[a]: " + "b" * 20_000 + "\n\n" + "[a] " * 9_000, bomb=True),
        *(page(f"{name}-on-a-page", filled(piece)) for name, piece in PIECES.items()),
        page(
            "lists-in-lists-on-a-page", "".join("    " * n + "- a\n" for n in range(160)), bomb=True
        ),
        page("page-of-a-megabyte", "word " * 200_000),
        Case(
            "brackets-on-a-translated-page",
            {"pages/fr/index.md": filled("["), "pages/index.md": "Words.\n"},
            bomb=True,
        ),
        Case(
            "long-line-in-a-block",
            {"pages/index.md": "```timeline\n" + "[" * 50_000 + "\n```\n"},
            bomb=True,
        ),
    ),
}

"""Outputs: rows X10, X11, X13 and X16."""

from pathlib import Path

from tests.hostile import asset
from tests.hostile.case import FIELDS, SOUND, Case, added, instead, made, page, prose


def _linked_asset(content: Path) -> None:
    (content / "pages").mkdir()
    (content / "pages/a.txt").symlink_to("/etc/hostname")


ROWS: dict[str, tuple[Case, ...]] = {
    "X10": (*asset.KINDS, *asset.SOUND, made("link-as-an-asset", _linked_asset)),
    "X11": asset.GIVEN_AWAY,
    "X13": tuple(
        added(f"former-id-{name}", f"was: ['{id}']\n")
        for name, id in [
            ("an-address", "https://evil.example"),
            ("of-another-host", "//evil.example"),
            ("with-a-backslash", "/\\evil.example"),
            ("above", "../../evil"),
            ("percent", "%2f%2fevil.example"),
            ("of-a-script", "javascript:alert(1)"),
            ("with-a-line-end", "a\\nb"),
            ("in-use", "acme"),
        ]
    ),
    "X16": (
        added("escape-in-a-value", 'note: "\\e[31mred"\n'),
        added("escape-in-bytes", b"note: \x1b]0;title\x07\n"),
        added("escape-in-a-key", '"\\e[2J": 1\n'),
        instead("command-in-a-value", "tier", "'::error file=a.py,line=1::gone'"),
        added("command-in-a-key", "'::set-output name=a::b': 1\n"),
        instead("percent-in-a-value", "tier", "'%0A::error::gone'"),
        instead("old-command-in-a-value", "tier", "'##[stop-commands]gone'"),
        instead("line-end-in-a-value", "tier", '"a\\n::error::gone"'),
        instead("return-in-a-value", "tier", '"a\\r::error::gone"'),
        instead("next-line-in-a-value", "tier", '"a\\N::error::gone"'),
        prose("command-in-prose", "::add-mask::secret\n\n[x](javascript:alert(1))\n"),
        page("command-in-a-block", "```timeline\n'::error::gone': 1\n```\n"),
        Case("command-in-a-name", SOUND | {"articles/%0A::error::gone.yml": FIELDS}),
        Case("line-end-in-a-name", SOUND | {"articles/a\n::error::gone.yml": FIELDS}),
    ),
}

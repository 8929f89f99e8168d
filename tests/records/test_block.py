"""The fenced blocks of hand-written pages."""

from typing import Any

import pytest

from dossier.errors import Code
from dossier.model.block import BLOCKS, CountsBlock, EntityCardBlock, SourcesBlock, TimelineBlock
from dossier.records.block import FencedBlock, fenced_blocks, read_block


def found(text: str) -> list[tuple[str, str, int]]:
    return [(one.name, one.options, one.line) for one in fenced_blocks(text)]


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("```timeline\ntheme: t\n```\n", [("timeline", "theme: t", 0)]),
        ("x\n\n~~~ counts\n~~~\n", [("counts", "", 2)]),
        ("   ```` timeline  \na: b\n```\nc: d\n`````\n", [("timeline", "a: b\n```\nc: d", 0)]),
        ("```timeline\r\ntheme: t\r\n```\r\n", [("timeline", "theme: t\r", 0)]),
        ("```timeline\ntheme: t\n", [("timeline", "theme: t\n", 0)]),
        ("```counts\n```\n\n```themes\n```\n", [("counts", "", 0), ("themes", "", 3)]),
        ("```python\n```timeline\n```\n", []),
        ("````\n```timeline\ntheme: t\n```\n````\n", []),
        ("    ```timeline\n    ```\n", []),
        ("```timelines\n```\n", []),
        ("text ```timeline\n```\n", []),
        ("``timeline\n``\n", []),
        ("~~~timeline\n```\n~~~\n", [("timeline", "```", 0)]),
    ],
)
def test_only_fences_of_the_dossier_are_blocks(
    text: str, blocks: list[tuple[str, str, int]]
) -> None:
    assert found(text) == blocks


@pytest.mark.parametrize(
    ("name", "options", "block"),
    [
        ("timeline", "theme: t", TimelineBlock(theme="t")),
        ("timeline", "events: [a, b#e1]", TimelineBlock(events=("a", "b#e1"))),
        ("timeline", "events: a", TimelineBlock(events=("a",))),
        ("timeline", "", TimelineBlock()),
        ("timeline", "# none\n", TimelineBlock()),
        ("counts", "", CountsBlock()),
        ("entity-card", "id: acme", EntityCardBlock(id="acme")),
        ("sources", "articles:\n  - a\n  - b\n", SourcesBlock(articles=("a", "b"))),
    ],
)
def test_options_are_yaml(name: str, options: str, block: Any) -> None:
    assert read_block(FencedBlock(name, options, 0), "p.md") == (block, ())


@pytest.mark.parametrize(
    ("name", "options", "line", "problem"),
    [
        ("timeline", "theme: t\nthme: x", 4, "p.md:7:1: bad-block: timeline: unknown key 'thme'"),
        ("timeline", "entity: [a]", 0, "p.md:2:9: bad-block: timeline: entity: expected text"),
        ("timeline", "theme: A b", 0, "p.md:2:8: bad-block: timeline: theme: 'A b' is not an id"),
        ("entity-card", "", 2, "p.md:4:1: bad-block: entity-card: the record has no 'id'"),
        ("timeline", "just words", 0, "p.md:1:1: bad-block: timeline: expected 'option: value'"),
        ("timeline", "- a", 0, "p.md:1:1: bad-block: timeline: expected 'option: value'"),
        ("timeline", "theme: t\ntheme: t", 0, "p.md:3:1: bad-block: timeline: the key 'theme'"),
        ("timeline", "theme: [", 0, "p.md:2:9: bad-block: timeline: did not find"),
        ("timeline", "theme: !x t", 0, "p.md:2:8: bad-block: timeline: the tag '!x'"),
        ("timeline", "theme:", 0, "p.md:2:7: bad-block: timeline: there is no value here"),
        ("counts", "a: b", 0, "p.md:2:1: bad-block: counts: unknown key 'a'"),
    ],
)
def test_a_wrong_option_is_named_on_the_page(
    name: str, options: str, line: int, problem: str
) -> None:
    block, wrong = read_block(FencedBlock(name, options, line), "p.md")
    assert block is None
    assert [one.code for one in wrong] == [Code.BAD_BLOCK]
    assert str(wrong[0]).startswith(problem)
    assert wrong[0].hint or name == "counts"


@pytest.mark.parametrize("name", BLOCKS)
def test_every_block_is_known_by_its_fence(name: str) -> None:
    assert found(f"```{name}\n```\n") == [(name, "", 0)]

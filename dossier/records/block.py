"""Reading the fenced blocks of hand-written pages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dossier.errors import Code, Origin, Problem
from dossier.model.block import BLOCKS, Block
from dossier.records.decode import decode
from dossier.records.yaml_tree import read_tree

_FENCE = re.compile(r"^(?P<indent> {0,3})(?P<fence>`{3,}|~{3,})[ \t]*(?P<info>[^`\n]*)$")


@dataclass(frozen=True, slots=True)
class FencedBlock:
    """A block as written: its name and options, and the line of the page at which it begins."""

    name: str
    options: str
    line: int


def fenced_blocks(text: str) -> Iterator[FencedBlock]:
    """Yield the dossier's blocks of a page; other fenced code is passed over."""
    lines = text.split("\n")
    number = 0
    while number < len(lines):
        opening = _FENCE.match(lines[number])
        if opening is None:
            number += 1
            continue
        start, number = number, number + 1
        while number < len(lines) and not _closes(lines[number], opening["fence"]):
            number += 1
        if opening["info"].strip() in BLOCKS:
            options = "\n".join(lines[start + 1 : number])
            yield FencedBlock(opening["info"].strip(), options, start)
        number += 1


def _closes(line: str, fence: str) -> bool:
    closing = line.strip()
    return len(closing) >= len(fence) and not closing.strip(fence[0])


def read_block(block: FencedBlock, path: str) -> tuple[Block | None, tuple[Problem, ...]]:
    """Read the options of a block; None, and every problem in them, where that cannot be."""

    def below(origin: Origin) -> Origin:
        return Origin(path, origin.line + block.line + 1, origin.column)

    tree = read_tree(path, block.options)
    if tree.data is None and not tree.problems:
        tree.data = {}
    if not isinstance(tree.data, dict) or tree.problems:
        reason = tree.problems[0].message if tree.problems else "expected 'option: value' lines"
        origin = below(tree.problems[0].origin) if tree.problems else Origin(path, block.line + 1)
        hint = "write a line for each option, such as 'theme: ID'"
        return None, (Problem(origin, Code.BAD_BLOCK, f"{block.name}: {reason}", hint),)
    read, wrong = decode(
        BLOCKS[block.name],
        tree.data,
        lambda keys: tree.value_at(path, keys),
        lambda keys: tree.key_at(path, keys),
    )
    return read, tuple(
        Problem(below(one.origin), Code.BAD_BLOCK, f"{block.name}: {one.message}", one.hint)
        for one in wrong
    )

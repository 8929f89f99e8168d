"""Splitting a Markdown record into its fields and its prose."""

import re
from dataclasses import dataclass

from frontmatter.default_handlers import YAMLHandler

from dossier.errors import Code, Origin, Problem

_HANDLER = YAMLHandler(fm_boundary=re.compile(r"^---[ \t]*\r?$", re.MULTILINE))


@dataclass(frozen=True, slots=True)
class Parts:
    """The two parts of a record in Markdown.

    `fields` begins in the first line of the file, `prose` in the line `prose_line`, counted from 0.
    """

    fields: str
    prose: str
    prose_line: int


def split(path: str, text: str) -> Parts | Problem:
    """Split a text at its fences, the lines `---`.

    python-frontmatter takes a missing or open fence for "no fields"; a record has fields, so both
    are problems here.
    """
    if not _HANDLER.FM_BOUNDARY.match(text):
        return Problem(
            Origin(path),
            Code.NO_FRONT_MATTER,
            "a record in Markdown begins with its fields between two lines ---",
            "put --- into the first line, the fields below it, and --- after them",
        )
    try:
        fields, prose = _HANDLER.split(text)
    except ValueError:
        return Problem(
            Origin(path),
            Code.UNCLOSED_FRONT_MATTER,
            "the fields that begin here have no end",
            "put a line --- after the last field",
        )
    return Parts(fields, prose, fields.count("\n"))

"""References by pandoc, whose own processor of CSL does the work: many at a time, in one call."""

import html
import json
import re
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import escape

from dossier.bibliography.program import pandoc_program
from dossier.bibliography.style import Style
from dossier.errors import MachineError

_ENTRY = re.compile(r'<div id="ref-(\w+)"[^>]*>')
_TOKEN = re.compile(r"(<[^>]*>)")
_KEPT = frozenset({"em", "strong", "sup", "sub"})
_BLANKS = re.compile(r"[ \t\r\n]+")


@dataclass(frozen=True, slots=True)
class Pandoc:
    """A pandoc that can be run, and its version."""

    program: Path
    version: str

    def references(self, style: Style, items: Mapping[str, dict[str, Any]]) -> dict[str, str]:
        """The references of CSL items by the same keys, as HTML; of one without any form, nothing.

        Of markup they hold what is raised, lowered or set apart, and no attributes.

        Raises:
            MachineError: pandoc cannot be run, or fails.
        """
        names = {f"r{number}": key for number, key in enumerate(items)}
        shown = [items[key] | {"id": name} for name, key in names.items()]
        entries = dict(_entries(self._run(style, shown)))
        return {key: style.mended(_cleaned(entries.get(name, ""))) for name, key in names.items()}

    def _run(self, style: Style, items: list[dict[str, Any]]) -> str:
        with tempfile.TemporaryDirectory(prefix="dossier-") as folder:
            csl, data = Path(folder, "style.csl"), Path(folder, "items.json")
            csl.write_text(style.csl, "utf-8")
            data.write_text(json.dumps(items, ensure_ascii=False), "utf-8")
            command = [str(self.program), "--from=markdown", "--to=html", "--wrap=none"]
            command += ["--citeproc", f"--csl={csl}", f"--bibliography={data}"]
            head = f'---\nlang: {style.locale}\nnocite: "@*"\nlink-bibliography: false\n---\n'
            try:
                done = subprocess.run(  # noqa: S603 - the program of a package, on files of ours
                    command, input=head.encode(), capture_output=True, check=False
                )
            except OSError as error:
                raise MachineError(f"pandoc cannot be run: {error}") from error
        if done.returncode != 0:
            said = done.stderr.decode("utf-8", "replace").strip()
            raise MachineError(f"pandoc cannot make references: {said}")
        return done.stdout.decode("utf-8")


def installed_pandoc() -> Pandoc | None:
    """The pandoc of the extra `cite`; None where that is not installed."""
    found = pandoc_program()
    return Pandoc(*found) if found else None


def _entries(output: str) -> Iterator[tuple[str, str]]:
    """Yield the references in pandoc's output, by the ids that they were given."""
    starts = [*_ENTRY.finditer(output)]
    ends = [match.start() for match in starts[1:]] + [len(output)]
    for match, end in zip(starts, ends, strict=True):
        yield match[1], output[match.end() : end]


def _cleaned(markup: str) -> str:
    """What may be shown of a reference: its text, and a few tags that are closed again."""
    parts: list[str] = []
    for token in _TOKEN.split(markup):
        if token.startswith("<"):
            name = token.strip("</>")
            if name in _KEPT:
                parts.append(f"<{'/' if token[1] == '/' else ''}{name}>")
        else:
            parts.append(str(escape(html.unescape(token))))
    return _BLANKS.sub(" ", "".join(parts)).strip(" ")

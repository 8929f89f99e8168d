"""`dossier explain`."""

from difflib import get_close_matches
from importlib import resources

import click

from dossier.cli.status import CLEAN
from dossier.errors import UsageError


@click.command("explain")
@click.argument("code")
def command(code: str) -> int:
    """Explain what the CODE of a problem means, and how to mend it."""
    paragraphs = explanations()
    if code not in paragraphs:
        near = get_close_matches(code, paragraphs, n=1)
        hint = f"; did you mean {near[0]}?" if near else ""
        raise UsageError(f"there is no code {code!r}{hint}")
    click.echo(f"{code}\n\n{paragraphs[code]}")
    return CLEAN


def explanations() -> dict[str, str]:
    """Code to the paragraph on it in `problems.md`."""
    text = (resources.files("dossier") / "problems.md").read_text("utf-8")
    found = {}
    for part in text.split("\n### ")[1:]:
        heading, _, body = part.partition("\n")
        found[heading.strip()] = body.partition("\n## ")[0].strip()
    return found

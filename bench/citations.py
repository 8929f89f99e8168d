"""What references cost: 5,000 sources in two styles and two languages, cold and then unchanged.

    python -m bench.citations --sources 5000

Prints Markdown. Exits 1 when a second run calls pandoc at all.
"""

import argparse
import resource
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from dossier.bibliography.bibliography import Bibliography
from dossier.bibliography.csl import Item, Publisher, item_of
from dossier.bibliography.name import APA, CHICAGO
from dossier.bibliography.pandoc import Pandoc, installed_pandoc
from dossier.model.article import Article

STYLES = (CHICAGO, APA)
LANGUAGES = ("en", "fr")
KINDS = ("press", "web", "report", "notice", "press-release", "law", "ruling", "wire")


def articles(number: int) -> Iterator[Article]:
    """Made articles, of which no two are alike."""
    for n in range(number):
        yield Article.model_validate(
            {
                "id": f"source-{n}",
                "kind": KINDS[n % len(KINDS)],
                "title": f"What the ministry said in its notice number {n} about exports",
                "lang": LANGUAGES[n % 2],
                "author": [f"Family{n % 97}, Given{n % 89}"] if n % 3 == 0 else [],
                "publisher_name": f"Publisher {n % 211}",
                "container": "Federal Register" if n % len(KINDS) == 3 else "",
                "published": f"20{10 + n % 15}-{1 + n % 12:02}-{1 + n % 28:02}",
                "url": f"https://example.org/{n % 211}/{n}",
                "accessed": "2026-11-02",
                "number": [f"{n % 90} FR {n + 10}"] if n % len(KINDS) == 3 else [],
                "tier": "secondary",
            }
        )


def items(number: int) -> list[tuple[Item, str]]:
    """The items of made articles in all languages."""
    return [
        (item_of(one, Publisher(one.publisher_name), one.title.words(lang, one.lang)), lang)
        for one in articles(number)
        for lang in LANGUAGES
    ]


def run(pandoc: Pandoc, folder: Path, wanted: list[tuple[Item, str]]) -> tuple[float, int]:
    """CPU seconds, those of pandoc among them, and calls of pandoc."""
    before = _seconds()
    calls = 0
    for style in STYLES:
        found = Bibliography(style, pandoc, folder / "references.db")
        found.prepare(wanted)
        calls += found.calls
        if not all(found.reference(item, lang) for item, lang in wanted):
            sys.exit(f"a source has no reference in the style {style}")
    return _seconds() - before, calls


def _seconds() -> float:
    ours, theirs = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return ours.ru_utime + ours.ru_stime + theirs.ru_utime + theirs.ru_stime


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sources", type=int, default=5000)
    sources = parser.parse_args().sources
    pandoc = installed_pandoc()
    if pandoc is None:
        sys.exit("pandoc is not installed: pip install 'mkdocs-dossier[cite]'")
    wanted = items(sources)
    with tempfile.TemporaryDirectory(prefix="dossier-") as folder:
        cold, calls = run(pandoc, Path(folder), wanted)
        warm, again = run(pandoc, Path(folder), wanted)
    print(f"{sources:,} sources, {len(STYLES)} styles, {len(LANGUAGES)} languages\n")
    print("| Run | CPU seconds | Calls of pandoc |\n| --- | ---: | ---: |")
    print(f"| cold | {cold:.1f} | {calls} |\n| unchanged | {warm:.1f} | {again} |")
    sys.exit(bool(again))


if __name__ == "__main__":
    main()

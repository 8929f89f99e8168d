"""The same pages as Markdown, for MkDocs with Material and for Zensical.

All work of linking is done for them: the content of each page that our build made is written as
Markdown, with the same words and links. The navigation holds the registers only, as ours does.
"""

import html
import posixpath
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from bench.count import OURS

CONFIGURATION = """\
site_name: Benchmark
site_url: https://example.org/
docs_dir: docs
site_dir: site
theme: {name: material, language: en, font: false}
plugins: []
markdown_extensions: [tables]
validation: {nav: {omitted_files: ignore}, links: {anchors: ignore}}
nav:
  - Home: index.md
"""
REGISTERS = ("articles", "entities", "instruments", "statements", "themes", "sources", "timeline")
BLOCKS = {"h1", "h2", "h3", "p", "li", "dt", "dd", "tr"}


class Page(HTMLParser):
    """Reads the HTML of a page's content; `lines` is the same as Markdown."""

    def __init__(self, path: str) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self._path = path
        self._line = ""
        self._hrefs: list[str] = []
        self._skipped = 0
        self._cells = 0
        self._row: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self._skipped += 1
        elif tag == "a" and given.get("href"):
            self._hrefs.append(given["href"] or "")
            self._line += "["
        elif tag in ("h1", "h2", "h3", "p", "li", "dt", "dd", "div", "article"):
            if self._row is None:
                self._flush()
                self._line = {"h1": "# ", "h2": "## ", "h3": "### ", "li": "- "}.get(tag, "")
        elif tag == "tr":
            self._flush()
            self._row, self._cells = "", 0
        elif tag in ("td", "th"):
            self._cells += 1
            self._line += "| "

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._skipped -= 1
        elif tag == "a" and self._hrefs:
            self._line += f"]({self._target(self._hrefs.pop())})"
        elif tag == "tr":
            self.lines.append(f"{self._line.strip()} |")
            self._line, self._row = "", None
        elif tag == "thead":
            self.lines.append("|" + " --- |" * self._cells)
        elif tag in BLOCKS and self._row is None:
            self._flush()

    def handle_data(self, data: str) -> None:
        if not self._skipped and data.strip():
            text = html.escape(" ".join(data.split()), quote=False).replace("[", "\\[")
            text = text.replace("]", "\\]").replace("|", "\\|")
            before = " " if data[0].isspace() and self._line[-1:] not in (" ", "") else ""
            self._line += before + text + (" " if data[-1].isspace() else "")

    def _flush(self) -> None:
        bare = self._line.strip()
        if bare and bare not in ("#", "##", "###", "-"):
            self.lines += [bare, ""] if not bare.startswith("- ") else [bare]
        elif self.lines and self.lines[-1]:
            self.lines.append("")
        self._line = ""

    def _target(self, href: str) -> str:
        if "://" in href or href.startswith("#"):
            return href
        path, _, fragment = href.partition("#")
        there = posixpath.normpath(posixpath.join(f"/{self._path}", path)).lstrip("/")
        source = posixpath.relpath(
            source_of(f"{there}/" if there else ""), posixpath.dirname(source_of(self._path)) or "."
        )
        return f"{source}#{fragment}" if fragment else source


def source_of(path: str) -> str:
    """The Markdown file of a page, given its folder: registers and home pages are indexes."""
    bare = path.rstrip("/")
    name = bare.removeprefix("fr").lstrip("/") if bare.split("/")[0] == "fr" else bare
    return f"{bare}/index.md".lstrip("/") if name in ("", *REGISTERS) else f"{bare}.md"


def source_files(site: Path) -> Iterator[tuple[str, str]]:
    """Yield path and text of the Markdown of each page of a site that our build made."""
    for page in sorted(site.rglob("index.html")):
        folder = page.parent.relative_to(site).as_posix()
        path = "" if folder == "." else f"{folder}/"
        if path.removeprefix("fr/") == "search/":
            continue
        reader = Page(path)
        whole = OURS.sub(b"", page.read_bytes()).decode("utf-8")
        start = whole.index('<article class="md-content__inner')
        reader.feed(whole[start : whole.index("</main>", start)].partition("<script")[0])
        yield source_of(path), "\n".join(reader.lines) + "\n"


def write(site: Path, folder: Path) -> int:
    """Write the Markdown and the configuration of both peers; the number of pages."""
    count = 0
    for path, text in source_files(site):
        file = folder / "docs" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        count += 1
    nav = "".join(f"  - {name.title()}: {name}/index.md\n" for name in REGISTERS)
    (folder / "mkdocs.yml").write_text(CONFIGURATION + nav, encoding="utf-8")
    return count

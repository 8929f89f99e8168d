"""The same dossier as a Hugo site: content files written from the records, and its frames.

    python -m bench.hugo 1000 folder --like built-site

The layouts stand in `bench/hugo/`. What Hugo would have to find out in templates, and ours does
find out, is given to it where that is to its advantage: a text's first sentence comes cut into
words and references, and fields are JSON, which it reads faster than YAML.
"""

import argparse
import json
import re
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.maker import Maker

LAYOUTS = Path(__file__).parent / "hugo"
LANGS = ("en", "fr")
SPLIT = 500
REGISTERS = ("articles", "entities", "instruments", "statements", "themes", "sources", "timeline")
REFERENCE = re.compile(r"\[\[(?P<id>[^\]]+)\]\]|\[@(?P<source>[^,\]]+)(?:, (?P<at>[^\]]+))?\]")

Fields = dict[str, object]
Piece = dict[str, str]


@dataclass(frozen=True, slots=True)
class Record:
    """A record as the maker makes it."""

    type: str
    id: str
    path: str
    fields: Fields


def records(articles: int, seed: int = 1) -> Iterator[Record]:
    """Yield the records of a dossier of so many articles."""
    types = {"articles": "article", "entities": "entity"}
    types |= {"instruments": "instrument", "themes": "theme"}
    for path, fields in Maker(articles, seed).files():
        yield Record(types[path.partition("/")[0]], Path(path).stem, path, fields)


def words(value: object, lang: str) -> object:
    """A value with every text that is in several languages reduced to one of them."""
    if isinstance(value, dict):
        if set(value) == set(LANGS):
            return value[lang]
        return {key: words(one, lang) for key, one in value.items()}
    if isinstance(value, list):
        return [words(one, lang) for one in value]
    return value


def lead_and_rest(prose: str) -> tuple[list[Piece], str]:
    """The first sentence as words and references, and the prose after it."""
    bare = REFERENCE.sub(lambda match: "_" * len(match[0]), prose)
    end = bare.find(". ") + 1 or len(prose)
    return list(pieces(prose[:end])), prose[end:].strip()


def pieces(sentence: str) -> Iterator[Piece]:
    """Cut a sentence into text, references and citations."""
    at = 0
    for match in REFERENCE.finditer(sentence):
        text = sentence[at : match.start()]
        if match["source"]:
            text = text.rstrip()
        if text:
            yield {"text": text}
        if match["id"]:
            yield {"ref": match["id"]}
        else:
            page = (match["at"] or "").removeprefix("p. ")
            yield {"cite": match["source"], "page": page}
        at = match.end()
    if sentence[at:]:
        yield {"text": sentence[at:]}


PROSE_FIELD = {"article": "body", "entity": "body", "instrument": "does"}
FOLDERS = {
    "article": "articles",
    "entity": "entities",
    "instrument": "instruments",
    "theme": "themes",
}


def content_file(record: Record, lang: str) -> tuple[str, str]:
    """The path and text of a record's content file in one language."""
    fields = dict(record.fields)
    prose = ""
    if record.type in PROSE_FIELD:
        body = fields.pop(PROSE_FIELD[record.type])
        fields["lead"], prose = lead_and_rest(str(words(body, lang)))
    fields = {"id": record.id, "file": f"content/{record.path}", **fields}
    title = words(fields.get("title", fields.get("name")), lang)
    head = {"title": title, "type": record.type, "record": words(fields, lang)}
    text = f"{json.dumps(head, ensure_ascii=False, indent=1)}\n\n{prose}\n"
    return f"content/{lang}/{FOLDERS[record.type]}/{record.id}.md", text


def other_pages(events: Counter[str], said: Counter[str]) -> Iterator[tuple[str, str]]:
    """Yield path and text of the content files of registers, years and home pages.

    Given how many events and statements there are in each year.
    """
    for lang in LANGS:
        for name in REGISTERS:
            title = {"timeline": "Timeline", "statements": "Claims and replies"}.get(name, "")
            head = {"title": title or name.title(), "type": f"register-{name}"}
            yield f"content/{lang}/{name}/_index.md", f"{json.dumps(head)}\n"
        registers = (("timeline", "Timeline", events), ("statements", "Claims and replies", said))
        for name, title, years in registers:
            folder = f"content/{lang}/{name}" + ("/year" if name == "statements" else "")
            for year in sorted(years) if years.total() > SPLIT else ():
                head = {"title": f"{title} {year}", "type": f"{name}-year", "year": year}
                yield f"{folder}/{year}.md", f"{json.dumps(head)}\n"
        home = {"title": "Home", "type": "home"}
        yield f"content/{lang}/_index.md", f"{json.dumps(home)}\n\nA dossier made for measuring.\n"


def source_files(made: Iterable[Record]) -> Iterator[tuple[str, str]]:
    """Yield path and text of all content files."""
    years: dict[str, Counter[str]] = {"date": Counter(), "said": Counter()}
    for record in made:
        for name, day in (("events", "date"), ("statements", "said")):
            items = record.fields.get(name, [])
            assert isinstance(items, list)
            years[day].update(item[day][:4] for item in items)
        for lang in LANGS:
            yield content_file(record, lang)
    yield from other_pages(years["date"], years["said"])


KIND_OF_FRAME = {
    "article": "articles/article-*",
    "entity": "entities/party-*",
    "instrument": "instruments/instrument-*",
    "theme": "themes/theme-*",
    "statements-year": "statements/year/[0-9]*",
    "timeline-year": "timeline/[0-9]*",
    "home": "",
    **{f"register-{name}": name for name in REGISTERS},
}


def frames(site: Path) -> Iterator[tuple[str, str]]:
    """Yield the frames of a built site as partials: what stands around each kind of body.

    It is taken from the page of median size, with its table of contents.
    """
    for lang, root in (("en", site), ("fr", site / "fr")):
        for kind, pattern in KIND_OF_FRAME.items():
            pages = root.glob(f"{pattern}/index.html" if pattern else "index.html")
            ordered = sorted(pages, key=lambda page: (page.stat().st_size, str(page)))
            if not ordered:
                continue
            html = ordered[len(ordered) // 2].read_text(encoding="utf-8")
            before, _, rest = html.partition("<title>")
            rest = rest.partition("</title>")[2]
            start = rest.index('<article class="md-content__inner')
            start = rest.index(">", start) + 1
            end = rest.rindex("</article>", 0, rest.index("</main>", start))
            for name, text in (
                ("head", before),
                ("before", rest[:start]),
                ("after", rest[end:]),
            ):
                escaped = text.replace("{{", "&#123;&#123;")
                yield f"layouts/_partials/frame/{lang}/{kind}/{name}.html", escaped


def write(articles: int, folder: Path, like: Path | None = None, seed: int = 1) -> int:
    """Write the Hugo site; the number of its content files.

    `like` is a site that our own build made of the same dossier: its frames and assets are used.
    """
    shutil.copytree(LAYOUTS, folder, dirs_exist_ok=True)
    made: set[Path] = set()

    def put(path: str, text: str) -> None:
        file = folder / path
        if file.parent not in made:
            file.parent.mkdir(parents=True, exist_ok=True)
            made.add(file.parent)
        file.write_text(text, encoding="utf-8")

    count = 0
    for path, text in source_files(records(articles, seed)):
        put(path, text)
        count += 1
    if like is not None:
        for path, text in frames(like):
            put(path, text)
        shutil.copytree(like / "assets", folder / "static/assets", dirs_exist_ok=True)
    return count


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--like", type=Path)
    given = parser.parse_args()
    count = write(given.articles, given.folder, given.like, given.seed)
    print(f"{count:,} content files in {given.folder}")


if __name__ == "__main__":
    main()

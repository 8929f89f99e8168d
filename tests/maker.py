"""Small makers: records from a few fields, folders from a few files, sites from a few records."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

import yaml

from dossier.assembly import Assembled, assemble
from dossier.errors import Code, Problem
from dossier.graph.graph import Graph
from dossier.graph.link import link
from dossier.history import History
from dossier.model.article import Article
from dossier.model.edtf import Edtf
from dossier.model.entity import Entity
from dossier.model.event import Event
from dossier.model.instrument import Instrument
from dossier.model.options import LanguageOptions, Options
from dossier.model.record import Record
from dossier.model.statement import Statement
from dossier.model.theme import Theme
from dossier.records.decode import MODELS
from dossier.records.dossier import Dossier, RecordFile
from dossier.records.load import load
from dossier.records.places import Places
from dossier.records.survey import survey
from dossier.views.composer import Composer, Site
from dossier.views.page import Page
from dossier.views.site import pages

TODAY = "2026-11-22"
ARTICLE = (
    "kind: press\ntitle: A listing\nlang: en\npublisher_name: Gazette\n"
    "published: 2021-12\ntier: secondary\n"
)
"""The fields of a sound article, with nothing in it."""

ENGLISH = (LanguageOptions("en", "English"),)
BOTH = (LanguageOptions("en", "English"), LanguageOptions("fr", "Français"))

_FOLDERS = {
    "article": "articles",
    "entity": "entities",
    "instrument": "instruments",
    "event": "events",
    "statement": "statements",
    "theme": "themes",
}
_R = TypeVar("_R", bound=Record)


def make_article(id: str = "gazette", **fields: Any) -> Article:
    given = {
        "kind": "press",
        "title": "A listing",
        "lang": "en",
        "publisher_name": "Gazette",
        "published": "2021-12",
        "tier": "secondary",
    }
    return _record(Article, id, given | fields)


def make_entity(id: str = "acme", **fields: Any) -> Entity:
    return _record(Entity, id, {"name": id.capitalize(), "kind": "company"} | fields)


def make_instrument(id: str = "blacklist", **fields: Any) -> Instrument:
    return _record(Instrument, id, {"title": id.capitalize(), "kind": "list"} | fields)


def make_event(id: str = "event", **fields: Any) -> Event:
    given = {"title": id.capitalize(), "date": "2021-12-10", "kind": "other", "cites": ["gazette"]}
    return _record(Event, id, given | fields)


def make_statement(id: str = "statement", **fields: Any) -> Statement:
    given = {
        "kind": "claim",
        "by": "ministry",
        "text": f"What the {id} says.",
        "said": "2021-12-10",
        "cites": ["gazette"],
    }
    return _record(Statement, id, given | fields)


def make_theme(id: str = "theme", **fields: Any) -> Theme:
    return _record(Theme, id, {"title": id.capitalize(), "scope": "All of it."} | fields)


def _record(model: type[_R], id: str, fields: dict[str, Any]) -> _R:
    return model.model_validate({"id": id} | fields)


def make_file(record: Record) -> RecordFile:
    type = next(name for name, model in MODELS.items() if isinstance(record, model))
    return RecordFile(type, f"content/{_FOLDERS[type]}/{record.id}.yml", record)


def make_graph(*records: Record, today: str = TODAY) -> Graph:
    """The records, linked; none of them is in a file."""
    files = tuple(sorted((make_file(record) for record in records), key=lambda file: file.path))
    return link(Dossier(files, ()), Places(Path("nowhere")), Edtf(today))


def make_site(*records: Record, today: str = TODAY, **options: Any) -> Site:
    """The records as a site, with no history; `options` are those of `Options`."""
    given = {"root": Path("nowhere"), "languages": BOTH} | options
    return Site(make_graph(*records, today=today), History(), Options(**given))


def make_dossier(files: Mapping[str, str | bytes], root: Path) -> Path:
    """Write the files of a dossier, by their paths below `content/`; the folder above that."""
    (root / "content").mkdir(parents=True, exist_ok=True)
    for path, text in files.items():
        file = root / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return root


def make_long(sample: Path) -> None:
    """Have the sample dossier say something in several years, and give each year a page."""
    config = sample / "mkdocs.yml"
    text = config.read_text("utf-8")
    assert text.count("  - dossier:\n") == 1
    config.write_text(text.replace("  - dossier:\n", "  - dossier:\n      timeline_split: 2\n"))
    head = {"kind": "claim", "by": "ministry", "cites": ["ministry-2021-release"]}
    said: dict[str, dict[str, object]] = {
        "remark": {"kind": "remark", "said": "2017", "text": "It says that lists are long."},
        "early": {"said": "2018-02", "themes": ["listing"], "text": "It says that it is early."},
        "charge": {
            "said": "2018-11",
            "against": ["example-company"],
            "text": "It says that the company is late.",
        },
        "answer": {
            "kind": "response",
            "by": "example-company",
            "responds_to": ["charge"],
            "said": "2019-01",
            "text": "It says that it is in time.",
        },
    }
    for id, fields in said.items():
        file = sample / f"content/statements/{id}.yml"
        file.write_text(yaml.safe_dump(head | fields, sort_keys=False), "utf-8")


def loaded(files: Mapping[str, str | bytes], root: Path) -> tuple[Dossier, tuple[Problem, ...]]:
    """Write the files of a dossier, and read them."""
    return load(survey(make_dossier(files, root), "content"))


def checked(files: Mapping[str, str | bytes], root: Path, **options: Any) -> Assembled:
    """Write the files of a dossier, and read, link and check them."""
    return assemble(Options(root=make_dossier(files, root), **({"as_of": TODAY} | options)))


def said(problems: tuple[Problem, ...]) -> list[str]:
    """Problems in short: `path:line:column code`, the path below `content/`."""
    return [f"{str(one.origin).removeprefix('content/')} {one.code}" for one in problems]


def codes(problems: tuple[Problem, ...]) -> list[Code]:
    return [one.code for one in problems]


def files_below(folder: Path) -> Iterator[Path]:
    yield from sorted(path for path in folder.rglob("*") if path.is_file())


def every_page(site: Site) -> Iterator[Page]:
    """Yield the pages of a site in all its languages."""
    for lang in site.options.language_codes:
        yield from pages(Composer(site, lang))

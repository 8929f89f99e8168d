"""What readers are not to see, and whom machines are not to find, is in no file of a site."""

import gzip
import re
import shutil
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
import yaml
from lxml import html
from pypdf import PdfReader

from dossier.model.kind import FOLDERS
from dossier.records.decode import MODELS
from tests.conftest import SAMPLE, Run
from tests.export.test_pdf import links as links_of
from tests.hostile.payload import LEFT_OUT, Filling
from tests.repository import Repository
from tests.serve.test_serve import eventually, fetched, served

MARK = "Qwyzzle"
"""What stands in every text of a hidden record that nobody may find."""

HIDDEN: dict[str, dict[str, object]] = {
    "draft": {},
    "embargoed": {"until": "2999-01-01"},
    "withdrawn": {
        "corrections": [{"date": "2026-11-01", "kind": "correction", "text": "It was of others."}]
    },
}
KNOWN = {
    "article": "ministry-2021-release",
    "entity": "ministry",
    "instrument": "example-list",
    "event": "company-listed",
    "statement": "ministry-claim",
    "theme": "listing",
}
"""What of the sample hidden records refer to, by type."""

NOT_BOTH = {"article": "publisher_name", "entity": "protection"}
"""Fields that records have only without others, or that are only for persons."""

PERSON = "Quodlibet Personage"


def hidden(state: str, number: int) -> Iterator[tuple[str, str]]:
    """Yield a record of each type, each with all fields, as its path and YAML."""
    filling = Filling(MARK, number, raw=False)
    for folder, type in FOLDERS.items():
        fields = filling.fields(MODELS[type]) | HIDDEN[state] | {"state": state}
        fields.pop(NOT_BOTH.get(type, ""), None)
        if state == "withdrawn":
            fields |= {name: f"{state} {type}" for name in ("title", "name") if name in fields}
        text = yaml.safe_dump(fields)
        for named, id in KNOWN.items():
            text = re.sub(rf"\b{named}-{number}$", id, text, flags=re.MULTILINE)
        yield f"{folder}/{id_of(state, type)}.yml", text.replace(f"article-{number}#", "")


def id_of(state: str, type: str) -> str:
    return f"{state}-{type}"


SOUND = {
    "articles/notice.yml": (
        "kind: press\ntitle: A listing\nlang: en\npublisher_name: Gazette\npublished: 2021-12\n"
        "tier: secondary\nbody: 'It speaks of [[protected]] and [[ministry]].'\n"
        f"mentions: [protected]\nthemes: [listing]\nnote: {MARK}\n"
        "relations: [{id: r, subject: minister, predicate: associated-with, object: protected}]\n"
        "figures: [{id: f, about: [protected], measure: days held, value: 3, unit: days}]\n"
        "discrepancies: [{id: d, about: [protected], stated: 'Of [[protected]].', found: Not so.,\n"
        "  cites: [ministry-2021-release]}]\n"
    ),
    "entities/protected.yml": (
        f"name: {PERSON}\nkind: person\nprotection: victim\nnames: {{zh-Hans: 某某某}}\n"
        f"body: '{PERSON} was held for a year by the [[ministry]] [@notice].'\nthemes: [listing]\n"
        "relations: [{id: r, predicate: named-in, object: example-list, cites: [notice],\n"
        "  public_note: 'It is [[protected]].'}]\n"
        "corrections: [{date: 2026-11-01, kind: correction, text: 'All but [[protected]] left.'}]\n"
    ),
    "entities/gone.yml": (
        f"name: {MARK}\nkind: person\nprotection: private\nstate: withdrawn\n"
        "corrections: [{date: 2026-11-01, kind: correction, text: They asked for it.}]\n"
    ),
    "events/told.yml": (
        "title: Somebody is released\ndate: 2021-12-11\nkind: other\ntarget: [protected]\n"
        "actor: [ministry]\nsummary: 'The ministry lets [[protected]] go.'\ncites: [notice]\n"
        "themes: [listing]\n"
    ),
    "statements/said.yml": (
        "kind: remark\nby: protected\nabout: [ministry]\nsaid: 2021-12-12\n"
        "text: 'According to [[protected]], it was long.'\ncites: [notice]\nthemes: [listing]\n"
    ),
    "statements/blamed.yml": (
        "kind: claim\nby: ministry\nagainst: [protected]\nsaid: 2021-12-13\nstatus: alleged\n"
        "text: 'It blames [[protected]].'\ncites: [notice]\nthemes: [listing]\n"
        "no_reply: [{party: protected, as_of: 2026-11-01, looked_in: Its press.}]\n"
        f"replies: [{{from: protected, published: 2999-01-01, text: {MARK}}}]\n"
    ),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with such records."""
    made = tmp_path_factory.mktemp("hidden")
    shutil.copytree(SAMPLE, made, dirs_exist_ok=True, ignore=shutil.ignore_patterns("build"))
    given = dict(SOUND)
    for number, state in enumerate(HIDDEN):
        given |= hidden(state, number)
    about = made / "content/pages/about.md"
    about.write_text(f"{about.read_text()}\n```entity-card\nid: protected\n```\n")
    repository = Repository(made)
    given = {f"content/{path}": text for path, text in given.items()}
    shown = {
        path: re.sub("(?m)^state: .*", "state: published", text) for path, text in given.items()
    }
    repository.commit("2026-10-01", shown)
    repository.commit("2026-10-02", {path: f"{text}# Later\n" for path, text in given.items()})
    return made


@pytest.fixture(scope="module")
def files(folder: Path, run: Run) -> dict[str, str]:
    """Every file of a site of them, by its path, packed ones unpacked."""
    done = run("dossier", "build", "--as-of", "2026-11-23", cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    site = folder / "build/site"
    return {
        path.relative_to(site).as_posix(): _text(path.read_bytes())
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


@pytest.mark.usefixtures("weasyprint")
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_brief_tells_of_none_of_them(lang: str, folder: Path, tmp_path: Path, run: Run) -> None:
    file = tmp_path / "brief.pdf"
    done = run("dossier", "export", "pdf", "listing", "--lang", lang, "-o", str(file), cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    found = PdfReader(file)
    text = "".join(page.extract_text() for page in found.pages) + str(found.metadata)
    text += "".join(data.decode() for files in found.attachments.values() for data in files)
    links = [str(link["/A"]) for link in links_of(found) if "/A" in link]
    assert "[…]" in text
    hidden_ids = [id_of(state, type) for state in HIDDEN for type in MODELS]
    for word in (MARK, "某某某", *PERSON.split(), *hidden_ids):
        assert word not in text + "".join(links), word
    assert not [link for link in links if "entities/protected" in link]


def test_nor_is_there_one_of_a_hidden_theme(folder: Path, tmp_path: Path, run: Run) -> None:
    for state in HIDDEN:
        done = run("dossier", "export", "pdf", id_of(state, "theme"), cwd=folder)
        assert done.returncode == 2
        assert "there is no theme" in done.stderr
        assert MARK not in done.stdout + done.stderr


def test_a_preview_shows_none_of_them(folder: Path, files: dict[str, str], tmp_path: Path) -> None:
    with served(folder, tmp_path / "log.txt") as address:
        assert eventually(lambda: bool(fetched(f"{address}events/told/")))
        pages = [path for path in files if path.endswith(".html") and path[:3] != "fr/"]
        shown = {path: fetched(address + path.removesuffix("index.html")) for path in pages}
        assert [path for path, text in shown.items() if MARK.lower() in text.lower()] == []
        assert len([text for text in shown.values() if text]) > len(pages) / 2
        for state, type in product(("draft", "embargoed"), FOLDERS.items()):
            assert not fetched(f"{address}{type[0]}/{id_of(state, type[1])}/")
        told = folder / "content/events/told.yml"
        sound = told.read_text()
        told.write_text(f"{sound}state: draft\n")
        try:
            assert eventually(lambda: not fetched(f"{address}events/told/"))
            for path in ("timeline/", "", "entities/ministry/", "themes/listing/", "events/"):
                assert "Somebody is released" not in fetched(address + path), path
        finally:
            told.write_text(sound)


def _text(data: bytes) -> str:
    return (gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data).decode("latin-1")


def latin(text: str) -> str:
    return text.encode().decode("latin-1")


def test_hidden_records_have_every_field() -> None:
    for state in HIDDEN:
        for path, text in hidden(state, 0):
            type = FOLDERS[path.partition("/")[0]]
            missing = MODELS[type].model_fields.keys() - yaml.safe_load(text).keys()
            assert {name.rstrip("_") for name in missing} <= {
                *LEFT_OUT,
                NOT_BOTH.get(type),
                "with",
                "for",
            }


def test_nothing_of_a_hidden_record_is_anywhere(files: dict[str, str]) -> None:
    found = [path for path, text in files.items() if MARK.lower() in text.lower()]
    assert found == []


@pytest.mark.parametrize("state", ["embargoed", "draft"])
def test_nor_is_that_there_is_one(state: str, files: dict[str, str]) -> None:
    ids = [id_of(state, type) for type in MODELS]
    assert not [path for path, text in files.items() if any(id in path + text for id in ids)]


def test_of_a_withdrawn_one_only_its_page_and_the_lists_of_changes_tell(
    files: dict[str, str],
) -> None:
    named = {path for path, text in files.items() if "withdrawn event" in text}
    own = {f"{lang}events/withdrawn-event/index.html" for lang in ("", "fr/")}
    lists = {
        f"{lang}{folder}/{name}"
        for lang in ("", "fr/")
        for folder in ("changes", "corrections")
        for name in ("index.html", "feed.xml")
    }
    lists |= {"index.html", "fr/index.html"}
    assert own <= named <= own | lists | {path.replace(".xml", ".json") for path in lists}


def test_a_protected_person_is_on_pages_and_in_nothing_for_machines(files: dict[str, str]) -> None:
    machines = {path: text for path, text in files.items() if not path.endswith(".html")}
    assert len(machines) > 20
    words = {latin("某某某"), PERSON, *PERSON.split(), PERSON.split()[0].lower()}
    assert not [path for path, text in machines.items() if any(word in text for word in words)]
    assert "entities/protected/index.html" in files
    assert "entities/protected/" not in files["sitemap.xml"]


def test_their_page_is_not_to_be_indexed(files: dict[str, str]) -> None:
    for lang in ("", "fr/"):
        page = html.fromstring(files[f"{lang}entities/protected/index.html"])
        assert page.xpath('//meta[@name="robots"]/@content') == ["noindex"]
        assert page.xpath('//meta[starts-with(@property, "og:")]') == []
        assert page.xpath('//script[@type="application/ld+json"]') == []
        assert page.xpath("//*[@data-pagefind-body]") == []


def test_nor_do_other_pages_name_them_in_their_heads(files: dict[str, str]) -> None:
    pages = {path: text for path, text in files.items() if path.endswith(".html")}
    told = [path for path, text in pages.items() if PERSON in text]
    assert {"events/told/index.html", "articles/notice/index.html"} <= set(told)
    for path in told:
        head = html.fromstring(files[path]).find("head")
        text = html.tostring(head, encoding="unicode")
        assert PERSON not in text or path.endswith("entities/protected/index.html"), path

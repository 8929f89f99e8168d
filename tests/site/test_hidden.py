"""What readers are not to see, and whom machines are not to find, is in no file of a site."""

import gzip
import shutil

import pytest
from lxml import html

from tests.conftest import SAMPLE, Run

WHY = "corrections: [{date: 2026-11-01, kind: correction, text: It was of another firm.}]\n"
HIDDEN = {
    "withdrawn": f"state: withdrawn\n{WHY}",
    "embargoed": "state: embargoed\nuntil: 2999-01-01\n",
    "draft": "state: draft\n",
}
MARK = "Qwyzzle{state}{part}"
PERSON = "Quodlibet Personage"
RECORDS = {
    "articles/{state}-article.yml": (
        "kind: press\ntitle: Article {state}\nlang: en\npublisher_name: T1\npublished: 2021-12\n"
        "tier: secondary\nurl: https://example.org/T2\nbody: T3\n"
        "events: [{{id: e, title: T4, date: 2021-12-10, kind: other, summary: T5}}]\n"
        "statements: [{{id: s, kind: remark, by: ministry, said: 2021-12-10, text: T6,\n"
        "  quotes: [{{text: T7, lang: en, role: original}}]}}]\n"
        "figures: [{{id: f, about: [ministry], measure: T8, value: 3, unit: EUR}}]\n"
    ),
    "entities/{state}-entity.yml": (
        "name: Entity {state}\nkind: company\nnames: {{fr: T1}}\naliases: [T2]\n"
        "body: T3 [@notice].\n"
        "ids: {{ticker: T4}}\n"
    ),
    "events/{state}-event.yml": (
        "title: Event {state}\ndate: 2021-12-10\nkind: other\nactor: [ministry]\nsummary: T1\n"
        "body: T2\nnumber: [T3]\ndate_note: T4\ncites: [{{source: notice, at: {{section: T5}}}}]\n"
    ),
    "statements/{state}-statement.yml": (
        "kind: remark\nby: ministry\nabout: [ministry]\nsaid: 2021-12-10\ntext: T1\nbody: T2\n"
        "cites: [notice]\n"
    ),
    "themes/{state}-theme.yml": (
        "title: Theme {state}\nscope: T1\ncriteria: T2\nopen_questions: [T3]\n"
    ),
}
SOUND = {
    "articles/notice.yml": (
        "kind: press\ntitle: A listing\nlang: en\npublisher_name: Gazette\npublished: 2021-12\n"
        "tier: secondary\nbody: 'It speaks of [[protected]] and [[ministry]].'\n"
        "mentions: [protected]\n"
    ),
    "entities/protected.yml": (
        f"name: {PERSON}\nkind: person\nprotection: victim\nnames: {{zh-Hans: 某某某}}\n"
        "body: Held for a year [@notice].\n"
    ),
    "events/told.yml": (
        "title: Somebody is released\ndate: 2021-12-11\nkind: other\ntarget: [protected]\n"
        "actor: [ministry]\nsummary: 'The ministry lets [[protected]] go.'\ncites: [notice]\n"
    ),
    "statements/said.yml": (
        "kind: remark\nby: protected\nabout: [ministry]\nsaid: 2021-12-12\n"
        "text: 'According to [[protected]], it was long.'\ncites: [notice]\n"
    ),
}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory, run: Run) -> dict[str, str]:
    """Every file of a site with such records, by its path, packed ones unpacked."""
    folder = tmp_path_factory.mktemp("hidden")
    shutil.copytree(SAMPLE, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("build"))
    given = dict(SOUND)
    for state, fields in HIDDEN.items():
        for path, text in RECORDS.items():
            record = text.format(state=state) + fields
            for part in range(1, 9):
                record = record.replace(f"T{part}", MARK.format(state=state, part=part))
            given[path.format(state=state)] = record
    for path, text in given.items():
        (folder / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "content" / path).write_text(text)
    done = run("dossier", "build", "--as-of", "2026-11-23", cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    site = folder / "build/site"
    return {
        path.relative_to(site).as_posix(): _text(path.read_bytes())
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def _text(data: bytes) -> str:
    return (gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data).decode("latin-1")


def latin(text: str) -> str:
    return text.encode().decode("latin-1")


def test_nothing_of_a_hidden_record_is_anywhere(files: dict[str, str]) -> None:
    found = [path for path, text in files.items() if "qwyzzle" in text.lower()]
    assert found == []


@pytest.mark.parametrize("state", ["embargoed", "draft"])
def test_nor_is_that_there_is_one(state: str, files: dict[str, str]) -> None:
    assert not [path for path in files if f"{state}-" in path]
    named = [
        path for path, text in files.items() if f"{state}-" in text or f"Event {state}" in text
    ]
    assert named == []


def test_of_a_withdrawn_one_only_its_page_and_the_lists_of_changes_tell(
    files: dict[str, str],
) -> None:
    named = {path for path, text in files.items() if "Event withdrawn" in text}
    own = {f"{lang}events/withdrawn-event/index.html" for lang in ("", "fr/")}
    lists = {
        f"{lang}corrections/{name}" for lang in ("", "fr/") for name in ("index.html", "feed.xml")
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

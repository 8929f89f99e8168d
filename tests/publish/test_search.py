"""The search index is made of what each page says for itself, and only where that differs."""

import base64
import json
import shutil
from pathlib import Path

import pytest
from pagefind import service

from dossier.errors import MachineError
from dossier.publish import search
from dossier.publish.manifest import Manifest
from dossier.publish.publication import publishing
from dossier.publish.searched import further_words, text_of
from tests.cli.built import tree

Pages = dict[str, str]


def page(text: str, lang: str = "en", year: str = "") -> str:
    """The page of a record, as it is published."""
    dated = f' data-year="{year}"' if year else ""
    return (
        f'<!doctype html>\n<html class="no-js" lang="{lang}"><head><title>x</title></head><body>'
        '<nav><div class="menu"><section>Menu</section></div></nav><article>'
        f'<div class="d-page" data-pagefind-body data-type="Article"{dated}>'
        f'<h1 data-pagefind-meta="title">Title</h1><section><div>{text}</div></section>'
        "<section data-pagefind-ignore><section>Repeated</section><div>again</div></section>"
        "<p>End</p></div></article><footer><div>Foot</div></footer></body></html>"
    )


@pytest.fixture
def pages() -> Pages:
    return {
        "one/index.html": page("zebra", year="2019"),
        "two/index.html": page("yak", year="2021"),
        "fr/two/index.html": page("bœuf", "fr", "2021"),
        "party/index.html": page("vole"),
        "list/index.html": '<!doctype html><html lang="en"><body>List</body></html>',
    }


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "dossier/build/site"


def publish(target: Path, pages: Pages) -> dict[str, bytes]:
    """Publish a site with its index; the files of the index that were written for it."""
    before = tree(target) if target.exists() else {}
    with publishing(target, target.parent.parent) as one:
        for path, html in pages.items():
            one.write(path, html.encode(), "page")
        search.bring_up_to_date(one, one.folder("search.json"), 2)
        one.publish(Manifest("", "2026-01-01", 0, one.pages, one.tree), allow_loss=True)
    return {
        path: data
        for path, data in tree(target).items()
        if path.startswith("pagefind/") and before.get(path) != data
    }


def parts(files: dict[str, bytes]) -> set[str]:
    return {path.removeprefix("pagefind/").rpartition("/")[0] for path in files}


def in_folder(pages: Pages, folder: Path) -> dict[str, bytes]:
    """The index of a site that some host has built into a folder."""
    for path, html in pages.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(html, "utf-8")
    search.index(folder, 1)
    return tree(folder / "pagefind")


def settled(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files of an index but those in which Pagefind orders filters as it happens to."""
    loose = (".pf_meta", ".pf_filter", "pagefind-entry.json")
    return {path: data for path, data in files.items() if not path.endswith(loose)}


def test_what_other_records_say_is_no_text_of_a_page() -> None:
    text = text_of("articles/a/index.html", page("own words", "fr", "2021"))
    assert text is not None
    assert (text.lang, text.year) == ("fr", "2021")
    assert "own words" in text.html
    assert "End" in text.html
    assert text.html.count("<div") == text.html.count("</div>") == 2
    assert not [word for word in ("Menu", "Repeated", "again", "Foot") if word in text.html]


def test_a_page_written_by_hand_is_indexed_whole() -> None:
    html = '<html lang="en"><body><div class="d-page d-written" data-pagefind-body>A</body></html>'
    assert text_of("about/index.html", html) == ("en", "", "", {}, html)


def test_pages_that_are_not_marked_have_no_text() -> None:
    html = '<html lang="en"><body><div class="d-page d-register">A</div></body>'
    assert text_of("sources/index.html", html) is None


def test_a_page_that_is_cut_within_its_body_has_the_text_before_that() -> None:
    whole = page("own words")
    text = text_of("articles/a/index.html", whole[: whole.index("again")])
    assert text is not None
    assert "own words" in text.html
    assert "Repeated" not in text.html


def test_themes_in_the_head_of_a_page_count_and_parties_there_do_not() -> None:
    head = '<header><a href="../../themes/law/">L</a><a href="../../entities/acme/">A</a></header>'
    html = page("words").replace("<h1", f"{head}<h1", 1)
    text = text_of("articles/a/index.html", html)
    assert text is not None
    assert text.facets["theme"] == ("law",)


def test_a_page_is_narrowed_down_by_what_it_is_and_names() -> None:
    links = '<p class="d-kind">Press</p><a href="../../entities/acme/">A</a>'
    html = page(f'{links}<a href="../../themes/law/#x">L</a>', year="2021")
    text = text_of("articles/a/index.html", html)
    assert text is not None
    assert text.facets == {
        "type": ("Article",),
        "kind": ("Press",),
        "year": ("2021",),
        "entity": ("acme",),
        "theme": ("law",),
    }
    assert '<i data-pagefind-filter="entity[data-value]" data-value="acme"></i>' in text.html


def test_the_page_of_a_party_is_about_no_other() -> None:
    text = text_of("fr/entities/beta/index.html", page('<a href="../acme/">A</a>'))
    assert text is not None
    assert text.facets["entity"] == ("beta",)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Plain words only", []),
        ("l’Office du d'Artagnan", ["Artagnan", "Office"]),
        ("œuvre Ouïghour été", ["Ouighour", "ete", "oeuvre"]),
        ("l’été", ["ete", "l’ete", "été"]),
        ("国务院发布数据", ["发布数据", "务院发布数据", "布数据", "数据", "院发布数据"]),
        ("数据", []),
        ("Aujourd’hui U.S. 2021", ["hui", "Aujourd"]),
    ],
)
def test_a_text_is_found_by_further_words(text: str, words: list[str]) -> None:
    assert sorted(further_words(text)) == sorted(words)


def test_each_language_has_a_part_for_each_decade_and_one_without_dates(
    target: Path, pages: Pages
) -> None:
    publish(target, pages)
    known = json.loads((target / "pagefind/parts.json").read_text("utf-8"))
    said = {lang: one["parts"] for lang, one in known.items()}
    assert said == {"en": ["en/undated/", "en/2020s/", "en/2010s/"], "fr": ["fr/2020s/"]}
    assert known["en"]["facets"]["year"] == [["2019", "2019", 1], ["2021", "2021", 1]]
    for folders in said.values():
        for folder in folders:
            assert len(list((target / "pagefind" / folder / "fragment").iterdir())) == 1
            assert (target / "pagefind" / folder / "pagefind.js").is_file()


def test_a_decade_with_very_many_pages_is_cut_by_year(
    target: Path, pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "_MANY", 1)
    publish(target, pages | {"three/index.html": page("wolf", year="2022")})
    said = json.loads((target / "pagefind/parts.json").read_text("utf-8"))
    assert said["en"]["parts"] == ["en/undated/", "en/2022/", "en/2021/", "en/2010s/"]


def test_only_the_parts_are_made_in_which_a_text_differs(target: Path, pages: Pages) -> None:
    assert parts(publish(target, pages)) >= {"en/2010s", "en/2020s", "en/undated", "fr/2020s"}
    assert not publish(target, pages)
    edited = pages | {"two/index.html": page("ox", year="2021")}
    changed = publish(target, edited)
    assert {part.partition("/fragment")[0].partition("/index")[0] for part in parts(changed)} == {
        "en/2020s"
    }
    assert not publish(target, edited)


def test_nothing_is_made_where_only_what_is_not_indexed_differs(target: Path, pages: Pages) -> None:
    publish(target, pages)
    other = {path: html.replace("Repeated", "Otherwise") for path, html in pages.items()}
    other |= {path: html.replace("Menu", "Other menu") for path, html in other.items()}
    other["list/index.html"] = pages["list/index.html"].replace("List", "Other list")
    assert not publish(target, other)
    assert "Other menu" in (target / "one/index.html").read_text("utf-8")


def test_the_index_after_edits_is_that_of_a_site_made_from_nothing(
    target: Path, pages: Pages, tmp_path: Path
) -> None:
    publish(target, pages)
    del pages["one/index.html"]
    pages["party/index.html"] = page("vixen")
    pages["two/index.html"] = page("ox", year="2011")
    publish(target, pages)
    edited = settled(tree(target / "pagefind"))
    publish(tmp_path / "clean/build/site", pages)
    assert edited == settled(tree(tmp_path / "clean/build/site/pagefind"))
    assert edited == settled(in_folder(pages, tmp_path / "folder"))


@pytest.mark.parametrize("how", ["tampered", "missing", "note"])
def test_a_damaged_index_is_mended(target: Path, pages: Pages, how: str) -> None:
    publish(target, pages)
    whole = tree(target / "pagefind")
    script = target / "pagefind/en/2020s/pagefind.js"
    match how:
        case "tampered":
            script.write_text("tampered", "utf-8")
        case "missing":
            script.unlink()
        case "note":
            note = target.parent / ".site.dossier/search.json"
            assert note.is_file()
            note.write_bytes(note.read_bytes()[:-9])
            shutil.rmtree(target / "pagefind/fr")
    publish(target, pages)
    mended = tree(target / "pagefind")
    assert settled(mended) == settled(whole)
    assert len(mended) == len(whole)


def test_another_pagefind_makes_the_index_anew(
    target: Path, pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(target, pages)
    made = []
    indexed = search.indexed
    monkeypatch.setattr(search, "indexed", lambda texts: made.append(1) or indexed(texts))
    publish(target, pages)
    assert not made
    monkeypatch.setattr(search, "version", lambda name: "99")
    publish(target, pages)
    assert len(made) == 4


def test_settings_of_pagefind_that_lie_about_change_nothing(
    pages: Pages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = in_folder(pages, tmp_path / "before")
    (tmp_path / "pagefind.yml").write_text('root_selector: "nav"\n', "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PAGEFIND_ROOT_SELECTOR", "nav")
    assert settled(in_folder(pages, Path("after"))) == settled(before)


def test_an_index_in_a_folder_is_made_anew(pages: Pages, tmp_path: Path) -> None:
    before = in_folder(pages, tmp_path)
    (tmp_path / "pagefind/of-a-former-one").write_text("x", "utf-8")
    assert settled(in_folder(pages, tmp_path)) == settled(before)


def test_what_pagefind_says_of_an_error_is_told(
    pages: Pages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = {"message_id": 0, "payload": {"type": "Error", "message": "no room"}}
    program = tmp_path / "pagefind"
    encoded = base64.b64encode(json.dumps(answer).encode()).decode()
    program.write_text(f"#!/bin/sh\nread -r -n 1 _\nprintf '{encoded},'\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(program))
    with pytest.raises(MachineError, match="could not index the site: no room"):
        in_folder(pages, tmp_path / "site")


def test_without_pagefind_it_is_said_that_it_is_not_installed(
    pages: Pages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "get_executable", lambda: None)
    with pytest.raises(MachineError, match="pagefind, which makes the search index, is not"):
        in_folder(pages, tmp_path / "site")


@pytest.mark.parametrize(
    ("binary", "said"), [("/bin/false", "ended before"), ("/nowhere", "cannot be run: /nowhere")]
)
def test_a_pagefind_that_does_not_run_is_an_error_of_the_machine(
    pages: Pages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, binary: str, said: str
) -> None:
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", binary)
    with pytest.raises(MachineError, match=said):
        in_folder(pages, tmp_path / "site")

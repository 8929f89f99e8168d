"""Finding a value again in its file."""

from pathlib import Path

import pytest

from dossier.model.key_path import KeyPath
from dossier.records.dossier import RecordFile
from dossier.records.places import Places, page_origin
from tests.maker import ARTICLE, loaded


def only(files: dict[str, str], root: Path) -> tuple[RecordFile, Places]:
    dossier, problems = loaded(files, root)
    assert problems == ()
    [file] = dossier.files
    return file, Places(root)


def place(origin: object) -> str:
    return str(origin).rpartition("/")[2]


YAML = (
    ARTICLE
    + "author: ['A. B.']\n"
    + "events:\n"
    + "  - id: e1\n"
    + "    title: {en: One, fr: Un}\n"
    + "    date: 2021\n"
    + "    kind: other\n"
    + "    actor: {id: acme, as: A}\n"
    + "    target: beta\n"
)


@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        (("kind",), "a.yml:1:7", "a.yml:1:1"),
        (("author",), "a.yml:7:9", "a.yml:7:1"),
        (("author", 0), "a.yml:7:10", "a.yml:7:1"),
        (("events", 0), "a.yml:9:5", "a.yml:8:1"),
        (("events", 0, "title", "fr"), "a.yml:10:26", "a.yml:10:22"),
        (("events", 0, "date"), "a.yml:11:11", "a.yml:11:5"),
        (("events", 0, "place"), "a.yml:9:5", "a.yml:8:1"),
        (("events", 7, "date"), "a.yml:9:3", "a.yml:8:1"),
        (("events", 0, "actor", 0, "id"), "a.yml:13:17", "a.yml:13:13"),
        (("events", 0, "target", 0, "id"), "a.yml:14:13", "a.yml:14:5"),
        (("nothing",), "a.yml:1:1", "a.yml:1:1"),
        ((), "a.yml:1:1", "a.yml:1:1"),
    ],
)
def test_a_value_and_its_key_or_else_what_is_around_them(
    path: KeyPath, value: str, key: str, tmp_path: Path
) -> None:
    file, places = only({"articles/a.yml": YAML}, tmp_path)
    assert place(places.value(file, path)) == value
    assert place(places.key(file, path)) == key


def test_in_markdown_the_lines_of_the_fields_are_those_of_the_file(tmp_path: Path) -> None:
    file, places = only({"articles/a.md": f"---\n{YAML}---\n"}, tmp_path)
    assert place(places.value(file, ("events", 0, "date"))) == "a.md:12:11"


@pytest.mark.parametrize(
    ("body", "at"),
    [("body: One two\n", len("One two")), ('body: "A \\u00e9t\\u00e9."\n', len("A "))],
)
def test_a_word_that_is_not_found_again_is_where_its_text_begins(
    body: str, at: int, tmp_path: Path
) -> None:
    file, places = only({"articles/a.yml": ARTICLE + body}, tmp_path)
    assert file.record.body is not None
    text = file.record.body.values[0][1]
    assert place(places.in_prose(file, ("body",), text, at)) == "a.yml:7:7"


def test_a_value_is_found_in_a_file_beside_the_record_too(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('[{"item": "one"},\n {"item": "two"}]\n', "utf-8")
    places = Places(tmp_path)
    assert str(places.beside("a.json", (1, "item"))) == "a.json:2:11"


@pytest.mark.parametrize(
    ("body", "at"),
    [
        ("body: One HERE two.\n", "7:11"),
        ("body: 'It''s HERE two.'\n", "7:14"),
        ('body: "\\u00e9t\\u00e9 HERE two."\n', "7:22"),
        ("body: |\n  One.\n\n  été HERE two.\n", "10:7"),
        ("body: One\n  HERE two.\n", "8:3"),
        ("body: >\n  One\n  two HERE three.\n", "9:7"),
        ("body: {en: x HERE, fr: y}\n", "7:14"),
        ("body:\n  fr: HERE not\n  en: >-\n    x\n    HERE\n", "11:5"),
    ],
)
def test_a_word_of_prose_is_found_however_yaml_writes_it(
    body: str, at: str, tmp_path: Path
) -> None:
    file, places = only({"articles/a.yml": ARTICLE + body}, tmp_path)
    assert file.record.body is not None
    values = dict(file.record.body.values)
    path: KeyPath = ("body",) if "" in values else ("body", "en")
    text = values.get("") or values["en"]
    assert place(places.in_prose(file, path, text, text.index("HERE"))) == f"a.yml:{at}"


@pytest.mark.parametrize(
    ("body", "nth", "at"),
    [
        ("body: '[[a]] and [[a]] and [[a]]'\n", 0, "7:8"),
        ("body: '[[a]] and [[a]] and [[a]]'\n", 1, "7:18"),
        ("body: '[[a]] and [[a]] and [[a]]'\n", 2, "7:28"),
        ("body: >\n  One\n  [[a]]\n  two [[a]]\n  three.\n", 1, "10:7"),
        ("body: |\n  [[a]] x\n\n  [[a]] y\n", 1, "10:3"),
        ("body: >\n  [[a]]\n  [[a]] z\n", 1, "9:3"),
    ],
)
def test_the_same_words_are_told_apart_by_their_order(
    body: str, nth: int, at: str, tmp_path: Path
) -> None:
    file, places = only({"articles/a.yml": ARTICLE + body}, tmp_path)
    assert file.record.body is not None
    text = file.record.body.values[0][1]
    position = -1
    for _ in range(nth + 1):
        position = text.index("[[a]]", position + 1)
    assert place(places.in_prose(file, ("body",), text, position)) == f"a.yml:{at}"


@pytest.mark.parametrize(
    ("body", "reference", "at"),
    [
        ("body: >\n  x [[a|two\n  words]] y\n", "[[a|two words]]", "8:5"),
        ("body: 'x [[a|it''s]] y'\n", "[[a|it's]]", "7:10"),
        ("body: >\n  x [@a,\n  p. 3] y\n", "[@a, p. 3]", "8:5"),
    ],
)
def test_a_reference_is_found_where_yaml_folds_or_quotes_it(
    body: str, reference: str, at: str, tmp_path: Path
) -> None:
    file, places = only({"articles/a.yml": ARTICLE + body}, tmp_path)
    assert file.record.body is not None
    text = file.record.body.values[0][1]
    origin = places.in_prose(file, ("body",), text, text.index(reference))
    assert place(origin) == f"a.yml:{at}"


@pytest.mark.parametrize(
    ("path", "at"), [(("body",), "a.md:10:5"), (("body", "fr"), "a.fr.md:2:4")]
)
def test_prose_below_fields_and_in_translations_is_found_in_its_own_file(
    path: KeyPath, at: str, tmp_path: Path
) -> None:
    file, places = only(
        {
            "articles/a.md": f"---\n{ARTICLE}---\n\nété HERE.\n",
            "articles/a.fr.md": "Un.\nÀ. HERE.\n",
        },
        tmp_path,
    )
    assert file.record.body is not None
    text = dict(file.record.body.values)[str(path[1]) if len(path) > 1 else ""]
    assert place(places.in_prose(file, path, text, text.index("HERE"))) == at


def test_the_prose_of_a_markdown_record_begins_after_its_fields(tmp_path: Path) -> None:
    file, places = only(
        {"articles/a.md": f"---\n{ARTICLE}---\nOne.\n", "articles/a.fr.md": "Un."}, tmp_path
    )
    assert place(places.value(file, ("body", "fr"))) == "a.fr.md:1:1"


def test_other_prose_of_a_markdown_record_is_found_among_its_fields(tmp_path: Path) -> None:
    correction = "corrections: [{date: 2022, kind: update, text: see HERE}]\n"
    file, places = only({"articles/a.md": f"---\n{ARTICLE}{correction}---\nHERE\n"}, tmp_path)
    at = places.in_prose(file, ("corrections", 0, "text"), "see HERE", 4)
    assert place(at) == "a.md:8:52"


def test_a_file_that_has_gone_meanwhile_gives_its_first_line(tmp_path: Path) -> None:
    file, places = only({"articles/a.yml": YAML}, tmp_path)
    (tmp_path / file.path).unlink()
    assert place(places.value(file, ("kind",))) == "a.yml:1:1"


def test_a_page_counts_lines_and_characters() -> None:
    assert str(page_origin("p.md", "été\n商汤 x\n", 0)) == "p.md:1:1"
    assert str(page_origin("p.md", "été\n商汤 x\n", 7)) == "p.md:2:4"

"""YAML behind the guard: what is read, what is refused, and where."""

import re
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.records.text_file import forbidden_character
from dossier.records.yaml_tree import MAX_DEPTH, MAX_NODES, MAX_SCALAR, Tree, read_tree

LINE_BREAK = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")


def refused(text: str) -> list[str]:
    return [
        f"{one.origin.line}:{one.origin.column} {one.code}"
        for one in read_tree("a.yml", text).problems
    ]


@pytest.mark.parametrize(
    "written",
    [
        "NO",
        "on",
        "yes",
        "true",
        "012",
        "0x1F",
        "0o17",
        "1_000",
        "12:30",
        "12:30:45",
        "1e3",
        ".5",
        ".inf",
        ".nan",
        "2021-12-10",
        "2021-12-10T10:00:00Z",
        "=",
        "<<",
        "None",
        "nul",
    ],
)
def test_every_plain_value_stays_the_text_it_was_written_as(written: str) -> None:
    tree = read_tree("a.yml", f"a: {written}\nb: [{written}]\n")
    assert tree.data == {"a": written, "b": [written]}
    assert tree.problems == []


def test_keys_and_values_are_read_with_their_places() -> None:
    tree = read_tree("a.yml", "title: A\nevents:\n  - {id: e1, kind: 'x'}\n  - id: e2\n")
    assert tree.data == {"title": "A", "events": [{"id": "e1", "kind": "x"}, {"id": "e2"}]}
    assert tree.complete
    assert tree.values == {
        (): (0, 0),
        ("title",): (0, 7),
        ("events",): (2, 2),
        ("events", 0): (2, 4),
        ("events", 0, "id"): (2, 9),
        ("events", 0, "kind"): (2, 19),
        ("events", 1): (3, 4),
        ("events", 1, "id"): (3, 8),
    }
    assert tree.keys == {
        ("title",): (0, 0),
        ("events",): (1, 0),
        ("events", 0, "id"): (2, 5),
        ("events", 0, "kind"): (2, 13),
        ("events", 1, "id"): (3, 4),
    }


@pytest.mark.parametrize(
    ("text", "place"),
    [("é商🙂: x\n", (0, 5)), ("a: é商🙂\nb: x\n", (0, 3)), ("'🙂🙂': x", (0, 6))],
)
def test_columns_count_characters(text: str, place: tuple[int, int]) -> None:
    tree = read_tree("a.yml", text)
    assert next(at for path, at in tree.values.items() if path) == place


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("|\n  one\n  two\n", "one\ntwo\n"),
        ("|-\n  one\n  two\n", "one\ntwo"),
        (">\n  one\n  two\n\n  three\n", "one two\nthree\n"),
        ("one\n  two", "one two"),
        ("'it''s'", "it's"),
        (r'"caf\u00e9 \x41"', "café A"),
        ('"# no comment"', "# no comment"),
        ("one # a comment", "one"),
        ("a:b", "a:b"),
        ("https://example.org/#x", "https://example.org/#x"),
        ("'null'", "null"),
        ('"~"', "~"),
    ],
)
def test_quotes_blocks_and_comments_are_yaml(written: str, text: str) -> None:
    tree = read_tree("a.yml", f"a: {written}\n")
    assert tree.problems == []
    assert tree.data == {"a": text}


@pytest.mark.parametrize(
    ("text", "refusals"),
    [
        ("a: !!str x\n", ["1:4 tag-refused"]),
        ("a: !!python/object/apply:os.system [ls]\n", ["1:4 tag-refused"]),
        ("a: !x {b: c}\n", ["1:4 tag-refused"]),
        ("!x a: b\n", ["1:1 tag-refused"]),
        ("a: &x b\nc: *x\n", ["1:4 anchor-refused", "2:4 anchor-refused"]),
        ("a: &x [b]\n", ["1:4 anchor-refused"]),
        ("<<: *x\n", ["1:5 anchor-refused"]),
        ("*x : a\n", ["1:1 anchor-refused"]),
        ("%YAML 1.1\n---\na: b\n", ["1:1 directive-refused"]),
        ("%TAG ! tag:x,2000:\n---\na: b\n", ["1:1 directive-refused"]),
        ("a: b\n---\nc: d\n", ["2:1 several-documents"]),
        ("a: b\n...\n---\nc: d\n", ["3:1 several-documents"]),
        ("a: b\nc: d\na: e\n", ["3:1 duplicate-key"]),
        ("x:\n  - {a: b, 'a': c}\n", ["2:12 duplicate-key"]),
        ("a: {b: c}\na: [d]\n", ["2:1 duplicate-key"]),
        ("[a]: b\n", ["1:1 key-not-text"]),
        ("? {a: b}\n: c\n", ["1:3 key-not-text"]),
        ("a: {[b]: c, d: e}\n", ["1:5 key-not-text"]),
        ("a:\nb: c\n", ["1:3 empty-value"]),
        ("a: ~\n", ["1:4 empty-value"]),
        ("a: null\nb: Null\nc: NULL\n", ["1:4 empty-value", "2:4 empty-value", "3:4 empty-value"]),
        ("a: ''\n", ["1:4 empty-value"]),
        ('a: "  "\n', ["1:4 empty-value"]),
        ("a: [b, , c]\n", ["1:8 yaml-syntax"]),
        ("a:\n  - b\n  -\n", ["3:4 empty-value"]),
        ("a: #12\n", ["1:3 empty-value"]),
        ("a: Bulletin #12\n", ["1:13 cut-comment"]),
        ("a: Bulletin  #12\n", ["1:14 cut-comment"]),
        ("a: Bulletin\t #12\n", ["1:14 cut-comment"]),
        ("a: [b", ["1:6 yaml-syntax"]),
        ("k: v\na: 'b", ["2:6 yaml-syntax"]),
        ("a: b\nc: one\n  two #three\n", ["3:7 cut-comment"]),
        ("a: [b #c\n  ]\n", ["1:7 cut-comment"]),
        ('a: "x\\u202ey"\n', ["1:4 bidi-character"]),
        ('a: "x\\x00y"\n', ["1:4 control-character"]),
        ('"k\\u200b": v\n', ["1:1 control-character"]),
        ("a: b: c\n", ["1:5 yaml-syntax"]),
        ("a: @x\n", ["1:4 yaml-syntax"]),
        ("a: [b\n", ["2:1 yaml-syntax"]),
        ("a: 'b\n", ["2:1 yaml-syntax"]),
        ("a:\n\t- b\n", ["2:1 yaml-syntax"]),
        ("a: b\n c: d\n", ["2:3 yaml-syntax"]),
        ("a: *\n", ["1:5 yaml-syntax"]),
        ("a：b\nc: d\n", ["2:2 yaml-syntax"]),
    ],
)
def test_a_refusal_has_its_code_and_place(text: str, refusals: list[str]) -> None:
    assert refused(text) == refusals


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a: !x b\nc: d\n", {"a": "b", "c": "d"}),
        ("a: *x\nc: d\n", {"c": "d"}),
        ("a: [*x, b]\n", {"a": ["b"]}),
        ("a: b\na: {c: d}\ne: f\n", {"a": "b", "e": "f"}),
        ("a: b\na: [c, {d: e}]\nf: [g]\n", {"a": "b", "f": ["g"]}),
        ("[a, {b: c}]: {d: e}\nf: g\n", {"f": "g"}),
        ("{a: b}: [c]\nf: {g: h}\n", {"f": {"g": "h"}}),
        ("*x : [a]\nf: g\n", {"f": "g"}),
        ("a:\nb: c\n", {"b": "c"}),
        ("- a\n-\n- b\n", ["a", "b"]),
        ("a: b\n---\nc: d\n", {"a": "b"}),
    ],
)
def test_what_is_refused_is_left_out_and_the_rest_is_read(text: str, data: object) -> None:
    tree = read_tree("a.yml", text)
    assert tree.problems
    assert tree.data == data


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing\n", "---\n", "--- \n...\n"])
def test_an_empty_file_has_no_data(text: str) -> None:
    assert read_tree("a.yml", text).data is None


@pytest.mark.parametrize(
    ("text", "data"), [("just words", "just words"), ("- a\n- b\n", ["a", "b"])]
)
def test_what_is_no_mapping_is_read_as_what_it_is(text: str, data: object) -> None:
    tree = read_tree("a.yml", text)
    assert (tree.data, tree.problems) == (data, [])


def test_a_syntax_error_ends_the_reading_with_a_hint_that_fits() -> None:
    hints = {
        "a：b\nc: d\n": "full-width",
        "a:\u00a0b\nc: d\n": "no-break",
        "a:\n\t- b\n": "not tabs",
        "a: b: c\n": "quotes",
        "a: @b\n": "quotes",
        "a: b\n c: d\n": "indentation",
    }
    for text, hint in hints.items():
        tree = read_tree("a.yml", text)
        assert not tree.complete
        assert hint in tree.problems[-1].hint, text


def test_values_may_be_nested_to_a_limit() -> None:
    deep = "[" * (MAX_DEPTH - 1) + "x" + "]" * (MAX_DEPTH - 1)
    assert refused(f"a: {deep}\n") == []
    assert refused(f"a: [{deep}]\n") == [f"1:{3 + MAX_DEPTH} too-deep"]


@pytest.mark.parametrize("bomb", ["[", "{", "[{", "- ", "? ", "a: [", "{a: "])
def test_a_bomb_of_brackets_is_put_out_at_once(bomb: str) -> None:
    tree = read_tree("a.yml", bomb * 500_000)
    assert not tree.complete
    assert len(tree.problems) <= 2 * MAX_DEPTH


def test_a_bomb_of_aliases_multiplies_nothing() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    tree = read_tree("a.yml", "\n".join(lines))
    assert tree.data == {"a0": ["x"] * 9} | {f"a{n}": [] for n in range(1, 9)}
    assert {one.code for one in tree.problems} == {"anchor-refused"}


def test_a_record_may_have_a_number_of_values() -> None:
    enough = "[" + "a, " * (MAX_NODES - 1) + "]"
    assert refused(enough) == []
    assert refused(f"[a, {enough[1:]}") == [f"1:{3 * MAX_NODES - 1} too-many-nodes"]


def test_a_single_text_may_have_a_length() -> None:
    assert refused(f"a: {'x' * MAX_SCALAR}\n") == []
    tree = read_tree("a.yml", f"a: {'x' * (MAX_SCALAR + 1)}\nb: c\n")
    assert [one.code for one in tree.problems] == ["scalar-too-long"]
    assert tree.data == {"b": "c"}


def test_several_slips_are_all_named() -> None:
    text = "a: &x b\nc:\nd: !t e\nd: f\ng: h #i\n"
    assert refused(text) == [
        "1:4 anchor-refused",
        "2:3 empty-value",
        "3:4 tag-refused",
        "4:1 duplicate-key",
        "5:6 cut-comment",
    ]


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=12
).filter(lambda text: text.strip() and not forbidden_character(text))
TRICKY = st.sampled_from(
    ["null", "~", "no", "012", "a: b", "a #b", "- x", "[x", "{x", "&x", "*x", "!x", "'", '"', "---"]
)
DATA = st.recursive(
    WORDS | TRICKY,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS | TRICKY, inner, max_size=4),
    max_leaves=12,
)


def written(data: Any, flow: bool | None, width: int) -> str:
    text: str = yaml.dump(
        data,
        Dumper=yaml.SafeDumper,
        default_flow_style=flow,
        allow_unicode=True,
        width=width,
        sort_keys=False,
    )
    return text


def places_lie_inside(text: str, tree: Tree) -> bool:
    """Whether no place is beyond the text; where brackets are open, YAML names the next line."""
    lines = [*LINE_BREAK.split(text), ""]
    origins = [(one.origin.line - 1, one.origin.column - 1) for one in tree.problems]
    return all(
        0 <= line < len(lines) and 0 <= column <= len(lines[line])
        for line, column in (*tree.values.values(), *tree.keys.values(), *origins)
    )


@given(DATA, st.sampled_from([True, False, None]), st.sampled_from([20, 80, 1000]))
@settings(max_examples=200, deadline=None)
def test_what_a_yaml_tool_writes_is_read_as_it_reads_it(
    data: Any, flow: bool | None, width: int
) -> None:
    text = written(data, flow, width)
    tree = read_tree("a.yml", text)
    assert tree.problems == []
    assert tree.data == data == yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506


@given(st.dictionaries(WORDS, WORDS, min_size=1, max_size=5), st.booleans())
@settings(max_examples=200, deadline=None)
def test_a_place_is_where_the_key_or_value_begins(data: dict[str, str], flow: bool) -> None:
    text = written(data, flow, 1000)
    tree = read_tree("a.yml", text)
    lines = text.split("\n")
    for key, value in data.items():
        for (line, column), word in ((tree.keys[key,], key), (tree.values[key,], value)):
            assert lines[line][column:].startswith((word, "'", '"'))


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_or_refused_within_itself(text: str) -> None:
    tree = read_tree("a.yml", text)
    assert places_lie_inside(text, tree)
    assert tree.complete or tree.problems


@given(
    DATA,
    st.lists(
        st.tuples(
            st.integers(0, 400),
            st.integers(0, 3),
            st.sampled_from(
                [*"[]{}:,#&*!|>'\"%@`?-\n\t \r", ": ", "\n---\n", "<<: ", "\\u202e", "\x00", "："]
            ),
        ),
        min_size=1,
        max_size=6,
    ),
)
@settings(max_examples=200, deadline=None)
def test_mutated_yaml_is_read_or_refused_within_itself(
    data: Any, cuts: list[tuple[int, int, str]]
) -> None:
    text = written(data, None, 40)
    for at, length, instead in cuts:
        position = at % (len(text) + 1)
        text = text[:position] + instead + text[position + length :]
    tree = read_tree("a.yml", text)
    assert places_lie_inside(text, tree)
    assert tree.complete or tree.problems
    if not tree.problems:
        assert tree.data == yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506


@pytest.mark.parametrize("text", ["\n?", "a:\n  ?", "- ", "a: [\n", "'"])
def test_what_is_missing_at_the_end_is_missing_in_the_last_line(text: str) -> None:
    last = text.count("\n") + 1
    assert {one.origin.line for one in read_tree("a.yml", text).problems} == {last}

"""What holds for every input. `DOSSIER_EXAMPLES` says how many are tried, a hundred by default."""

import html
import json
import os
import re
import string
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from dossier.errors import Code, Origin, Problem
from dossier.model.edtf import Edtf
from dossier.model.identifier import MAX_ID_LENGTH, is_id, is_item_id, public_id
from dossier.records import front_matter
from dossier.records.amend import AmendError, NewSnapshot, with_snapshot
from dossier.records.name import collisions, unfit
from dossier.records.prose import is_safe_link, scan
from dossier.records.receipts import read_receipts
from dossier.records.reference_grammar import WrittenReference
from dossier.records.yaml_tree import read_tree
from dossier.render.prose import prose_html
from dossier.report import FORMATS, report
from dossier.views.part import ProseView
from tests.fuzz.target import TARGETS, within
from tests.hostile.case import FIELDS, SOUND
from tests.maker import loaded

examples = settings(
    max_examples=int(os.environ.get("DOSSIER_EXAMPLES", "100")),
    deadline=None,
    derandomize=False,  # or else Hypothesis tries the same input each time in CI
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

IDS = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,3}", fullmatch=True)
LINES = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"]))
WRITTEN = st.sampled_from(
    [
        *("name", "title", "kind", "cites", "events", "body", ": ", ":", "- ", "? ", "\n", "\n  "),
        *("[", "]", "{", "}", ", ", "'", '"', "|", ">", "&a ", "*a", "!!str ", "%YAML 1.2\n"),
        *("---\n", "...\n", "# c", "\t", "~", "[[acme]]", "[@gazette, p. 3]", "https://a.org/"),
        *("2021-12", "\r\n", "\ufeff", "\u202e", "é", "\\", "\x00", "<b>", "<<<<<<< a\n"),
    ]
)
"""Pieces of which records are made, and what they must not hold."""
TEXTS = st.one_of(st.lists(WRITTEN, max_size=30).map("".join), st.text(max_size=200))
NO_ENDS = re.compile(r"\r(?!\n)|[\x85\u2028\u2029]")
"""What ends a line in YAML, and is refused in a file, where it ends none."""
BYTES = st.one_of(TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass")), st.binary())


@pytest.mark.parametrize("name", TARGETS)
@given(BYTES)
@examples
def test_a_parser_reads_or_refuses_within_its_input(name: str, data: bytes) -> None:
    TARGETS[name](data)


@given(
    BYTES, st.sampled_from(["articles/bad.yml", "articles/bad.md", "pages/index.md"]), st.booleans()
)
@example("aa\x85a\x1b".encode(), "articles/bad.yml", False)
@examples
def test_loading_raises_nothing_and_names_the_file(data: bytes, path: str, after: bool) -> None:
    if after:
        data = FIELDS.encode() + data
    with tempfile.TemporaryDirectory() as folder:
        dossier, problems = loaded(SOUND | {path: data}, Path(folder))
    assert {one.origin.path for one in problems} <= {f"content/{path}"}
    text = data.decode("utf-8", "replace").removeprefix("\ufeff")
    within(NO_ENDS.sub("\ufffd", text), problems)
    assert len(dossier.files) + len(dossier.unread) + len(dossier.pages) >= len(SOUND)


@given(IDS, IDS)
@examples
def test_an_id_is_an_id_wherever_it_is_written(record: str, local: str) -> None:
    assert is_id(record)
    assert len(record) <= MAX_ID_LENGTH
    item = public_id(record, local)
    assert is_item_id(item)
    assert not is_id(item)
    for id in (record, item):
        (found,) = scan(f"See [[{id}]] here.").found
        assert isinstance(found.written, WrittenReference)
        assert found.written.id == id


@given(st.text("ab09-./\\:%~ _Aé", max_size=6))
@examples
def test_an_id_is_a_safe_name_on_every_system(text: str) -> None:
    if not is_id(text):
        return
    assert text == text.lower()
    assert text.isascii()
    assert not set(text) & set("./\\:%~ ")


@given(
    IDS, st.sampled_from(["p. 3", "pp. 3-4", "para. 8", "¶ 8", "art. 5(1)", "00:12:30", ""]), IDS
)
@examples
def test_citations_are_found_with_their_places(one: str, place: str, two: str) -> None:
    text = f"[@{one}{', ' * bool(place)}{place}; @{two}]"
    (found,) = scan(f"So it is {text}.").found
    assert not isinstance(found.written, WrittenReference)
    first, second = found.written
    assert (first.source, second.source, second.at) == (one, two, None)
    assert (first.at is None) == (place == "")


@given(LINES)
@examples
def test_words_come_out_of_a_page_as_they_went_in(text: str) -> None:
    """Every mark is kept from Markdown by a backslash, and from HTML by the writer."""
    words = " ".join(text.split())
    assume(words)
    written = re.sub(f"([{re.escape(string.punctuation)}])", r"\\\1", words)
    assume(not re.match(r"\d+\\?[.)]", written))
    made = str(prose_html(ProseView(written, "en", False, (), inline=True), str, str))
    assert html.unescape(re.sub(r"</?(?:span|bdi)[^>]*>", "", made)) == words


@given(
    st.text(st.characters(codec="utf-8"), max_size=40),
    st.sampled_from(["https://", "javascript:", "//", "", "data:", "HTTP://"]),
)
@examples
def test_a_link_leads_to_the_web_or_is_refused(rest: str, scheme: str) -> None:
    text = f"[words](<{scheme}{rest}>)"
    made = str(prose_html(ProseView(text, "en", False, ()), str, str))
    for address in re.findall(r' href="([^"]*)"', made):
        if not is_safe_link(html.unescape(address)):
            assert scan(text).slips


@given(TEXTS, TEXTS)
@examples
def test_fields_and_prose_come_apart_as_they_were_put_together(fields: str, prose: str) -> None:
    assume("---" not in fields)
    assume("\r" not in fields)
    parts = front_matter.split("a.md", f"---\n{fields}\n---\n{prose}")
    assert not isinstance(parts, Problem)
    assert parts.fields.strip("\n") == fields.strip("\n")
    assert parts.prose.strip() == prose.strip()


@given(TEXTS)
@examples
def test_amending_adds_an_entry_or_leaves_the_file_alone(text: str) -> None:
    before = (FIELDS + text).encode("utf-8", "surrogatepass")
    new = NewSnapshot("2026-11-22", "0" * 64)
    try:
        after = with_snapshot("a.yml", before, new)
    except AmendError:
        return
    assert len(after) > len(before)
    assert any(
        after.startswith(before[:at]) and after.endswith(before[at:])
        for at in range(len(before) + 1)
    )
    data = read_tree("a.yml", after.decode("utf-8").removeprefix("\ufeff")).data
    assert data["snapshots"][-1] == new.fields


ENTRY = st.fixed_dictionaries(
    {
        "item": IDS,
        "source": IDS,
        "quote": st.just("0" * 64),
        "snapshot": st.just("1" * 64),
        "captured": st.dates().map(str),
        "text": st.just("2" * 64),
        "at": st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), max_size=2),
        "normaliser": st.integers(1, 9),
        "verdict": st.sampled_from(["exact", "normalised", "words-only"]),
    }
)


@given(st.lists(ENTRY, max_size=3))
@examples
def test_receipts_are_read_as_they_were_written(entries: list[dict[str, Any]]) -> None:
    found, problems = read_receipts("r.json", json.dumps({"quotations": entries}))
    assert problems == ()
    assert [one.item for one in found] == [entry["item"] for entry in entries]
    assert [one.captured for one in found] == [Edtf(entry["captured"]) for entry in entries]


@given(st.dates(), st.dates(), st.sampled_from(["", "?", "~", "%"]))
@examples
def test_days_keep_their_order_as_dates(one: Any, other: Any, sign: str) -> None:
    first, second = Edtf(f"{one}{sign}"), Edtf(str(other))
    if one != other:
        assert (first < second) == (one < other)
    assert Edtf(f"{one:%Y-%m}" if one.year > 999 else "2021-01").lower is not None
    if not sign:
        assert first.is_before(second) == (one < other)


@given(st.text(), st.text(), st.sampled_from(FORMATS))
@examples
def test_no_report_lets_content_give_orders(message: str, path: str, style: str) -> None:
    problem = Problem(Origin(f"content/{path}", 3, 2), Code.UNKNOWN_ID, message, "a hint")
    made = report([problem], style, Path("nowhere"))
    made.encode("utf-8", "surrogatepass")
    lines = made.rstrip("\n").split("\n")
    assert not [line for line in lines if line.lstrip().startswith("::") and style != "github"]
    assert "##[" not in made or style == "github"
    if style == "json":
        assert json.loads(made)[0]["message"] == message
    elif style == "github":
        assert len(lines) == 1
        assert "\r" not in made
    elif style in ("gitlab", "sarif"):
        assert json.loads(made)
    else:
        assert len(lines) == 2
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", made)


@given(st.lists(st.text(st.characters(exclude_characters="/\0", codec="utf-8"), min_size=1)))
@examples
def test_names_are_fit_or_refused_and_never_one_for_two(names: list[str]) -> None:
    fit = [name for name in names if unfit(f"content/pages/{name}") is None]
    refused = {one.origin.path for one in collisions("content/pages", fit)}
    kept = {name for name in fit if f"content/pages/{name}" not in refused}
    assert len({name.casefold() for name in kept}) == len(kept)

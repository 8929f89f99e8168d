"""What an edit touches is made again: the site is that of a build from nothing."""

import os
import shutil
import subprocess
from collections.abc import Mapping

import pytest

from bench.maker import write
from dossier.drawing import graphviz
from dossier.model.kind import FOLDERS
from dossier.publish.tree import digest_of, listed
from dossier.revision import touch
from tests.conftest import SAMPLE
from tests.drawing.graphviz import needs_graphviz
from tests.revision.edited import Edited
from tests.revision.edits import (
    ARTICLE,
    CITES,
    CLAIM,
    EVENT,
    HEAD,
    LISTING,
    ORDER,
    PUBLIC,
    REPLY,
    TITLE,
    Edit,
    both_ways,
    more_prose,
    more_prose_in_french,
)

pytestmark = pytest.mark.usefixtures("share")


def pages(dossier: Edited) -> dict[str, str]:
    """The digests of the published pages, by path."""
    paths = (path for path in listed(dossier.site).files if path.endswith(".html"))
    return {path: digest_of((dossier.site / path).read_bytes()) for path in paths}


def changed(before: Mapping[str, str], after: Mapping[str, str]) -> set[str]:
    """The pages that are not as they were, those in French by the same names as the others."""
    paths = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    return {path.removeprefix("fr/").removesuffix("index.html").rstrip("/") for path in paths}


# Pages


def only_a_comment(dossier: Edited) -> None:
    dossier.file(LISTING).write_text(
        dossier.file(LISTING).read_text("utf-8").replace("---\n", "---\n# for editors\n", 1),
        "utf-8",
    )


def another_body(dossier: Edited) -> None:
    dossier.change("entities/gazette.yml", body="A newspaper [@gazette-2021-listing]. Of old.")


def another_title(dossier: Edited) -> None:
    dossier.change("articles/copy-of-release.yml", title="A copy")


def another_event_title(dossier: Edited) -> None:
    dossier.change("events/act-signed.yml", title=TITLE)


def another_date(dossier: Edited) -> None:
    dossier.change("events/act-signed.yml", date="2019")


def another_inline_event(dossier: Edited) -> None:
    dossier.replace(LISTING, "The company postpones", "The firm postpones")


def another_correction(dossier: Edited) -> None:
    correction = {"date": "2022-01-01", "kind": "update", "text": TITLE}
    dossier.change("entities/gazette.yml", corrections=[correction])


def a_day_of_review(dossier: Edited) -> None:
    dossier.change("entities/gazette.yml", review_by="2020-01-01")


def another_relation(dossier: Edited) -> None:
    dossier.change("entities/minister.yml", relations=[{**HEAD, "since": "2019"}])


def a_relation_among_neighbours(dossier: Edited) -> None:
    """The minister and the list are both related to the ministry, whose drawing shows it."""
    signed = {"id": "signed", "predicate": "signed", "object": "example-list", "cites": CITES}
    dossier.change("entities/minister.yml", relations=[HEAD, signed])


EDITS: list[tuple[Edit, set[str], set[str]]] = [
    (more_prose, {"gazette-2021-listing"}, {"articles/gazette-2021-listing"}),
    (more_prose_in_french, {"gazette-2021-listing"}, {"articles/gazette-2021-listing"}),
    (only_a_comment, {"gazette-2021-listing"}, set()),
    # A register counts what a record cites.
    (another_body, {"gazette", "entities/"}, {"entities/gazette"}),
    (
        another_title,
        {
            *("copy-of-release", "ministry-2021-release", "minister", "minister-remark"),
            *("articles/", "sources/", "statements/", "entities/"),
        },
        {
            *("articles/copy-of-release", "articles/ministry-2021-release", "entities/minister"),
            *("statements/minister-remark", "articles", "sources", "statements"),
        },
    ),
    (
        another_event_title,
        {
            *("act-signed", "example-act", "minister", "ministry-2021-release"),
            *("timeline/", "entities/", "instruments/", "index.html"),
        },
        {
            *("events/act-signed", "instruments/example-act", "entities/minister"),
            *("articles/ministry-2021-release", "timeline", ""),
        },
    ),
    (
        another_date,
        {
            *("act-signed", "example-act", "minister", "ministry-2021-release"),
            *("timeline/", "entities/", "instruments/", "index.html"),
        },
        {
            *("events/act-signed", "instruments/example-act", "entities/minister"),
            *("timeline", "entities", "instruments", ""),
        },
    ),
    (
        another_correction,
        {"gazette", "entities/", "corrections/", "index.html"},
        {"entities/gazette", "corrections", ""},
    ),
    (a_day_of_review, {"gazette", "entities/", "open-questions/"}, {"open-questions"}),
    (
        another_relation,
        {"minister", "ministry", "ministry-2021-release", "entities/", "network/"},
        {"entities/minister", "entities/ministry", "network"},
    ),
    (
        a_relation_among_neighbours,
        {
            *("minister", "ministry", "example-list", "ministry-2021-release"),
            *("entities/", "instruments/", "network/"),
        },
        {
            *("entities/minister", "entities/ministry", "instruments/example-list", "network"),
            "articles/ministry-2021-release",
        },
    ),
]


@pytest.mark.parametrize(
    ("edit", "keys", "paths"), EDITS, ids=lambda one: getattr(one, "__name__", "")
)
@both_ways
def test_an_edit_touches_the_pages_that_read_what_it_changed(
    edit: Edit, keys: set[str], paths: set[str], dossier: Edited
) -> None:
    before = pages(dossier)
    edit(dossier)
    assert dossier.touched() == keys
    made = dossier.built_as_anew()
    assert changed(before, pages(dossier)) == paths
    assert made.written.changed == bool(paths)
    assert dossier.touched() == set(), "it is known now"


def test_an_inline_event_touches_the_pages_that_show_it(dossier: Edited) -> None:
    before = pages(dossier)
    another_inline_event(dossier)
    keys = dossier.touched()
    assert keys is not None
    assert keys >= {"gazette-2021-listing", "example-company", "timeline/"}
    assert not keys & {"act-signed", "ministry-claim", "themes/", "search/"}
    dossier.built_as_anew()
    shown = {"articles/gazette-2021-listing", "entities/example-company", "timeline"}
    assert changed(before, pages(dossier)) == shown


@both_ways
def test_the_first_event_and_the_last_touch_everything(dossier: Edited) -> None:
    """The home page names the feeds of the timeline, which has none without events."""

    def names_feeds() -> bool:
        return "application/atom+xml" in (dossier.site / "index.html").read_text("utf-8")

    for folder in (*FOLDERS, "receipts"):
        shutil.rmtree(dossier.file(folder))
    for page in ("index.md", "fr/index.md", "about.md", "fr/about.md"):
        dossier.file(f"pages/{page}").write_text("# Nothing yet\n", "utf-8")
    dossier.write(f"articles/{CITES[0]}.yml", ARTICLE)
    dossier.built_as_anew()
    assert not names_feeds()
    dossier.write("events/first.yml", {**EVENT, "cites": CITES})
    assert dossier.touched() is None
    dossier.built_as_anew()
    assert names_feeds()
    dossier.change("events/first.yml", date="2019")
    assert not {"index.html", "fr/index.html"} & (dossier.touched() or set())
    dossier.built_as_anew()
    dossier.file("events/first.yml").unlink()
    assert dossier.touched() is None
    dossier.built_as_anew()
    assert not names_feeds()


def test_a_new_record_touches_what_it_names_and_the_registers(dossier: Edited) -> None:
    before = pages(dossier)
    body = "A unit of [[example-company]] [@copy-of-release]."
    dossier.write("entities/second-unit.yml", {"name": "Second", "kind": "company", "body": body})
    assert dossier.built_as_anew().written.pages == len(before) + 2
    assert changed(before, pages(dossier)) == {
        *("entities/second-unit", "entities/example-company", "articles/copy-of-release"),
        *("entities", ""),
    }


@both_ways
def test_a_new_reply_touches_the_pages_that_show_the_claim(dossier: Edited) -> None:
    dossier.write(
        "statements/claim.yml",
        {**CLAIM, "against": ["example-unit"], "reply_not_sought": ["example-unit"]},
    )
    assert dossier.built_as_anew().warnings == 2
    before = pages(dossier)
    dossier.change("statements/claim.yml", reply_not_sought=None)
    dossier.write("statements/reply.yml", {**REPLY, "responds_to": ["claim"]})
    assert dossier.built_as_anew().warnings == 1
    assert changed(before, pages(dossier)) == {
        *("statements/claim", "statements/reply", "entities/example-unit", "entities/ministry"),
        *("statements", "open-questions", "articles/ministry-2021-release", ""),
    }


def test_another_reply_needs_no_word_of_the_claim(dossier: Edited) -> None:
    dossier.write("statements/claim.yml", CLAIM)
    dossier.built_as_anew()
    before = pages(dossier)
    dossier.write("statements/reply.yml", {**REPLY, "responds_to": ["claim"]})
    dossier.built_as_anew()
    assert {"statements/claim", "entities/ministry", "entities/example-unit"} < changed(
        before, pages(dossier)
    )
    dossier.change("statements/reply.yml", text={"en": "No.", "fr": "Non."})
    between = pages(dossier)
    dossier.built_as_anew()
    assert "statements/claim" in changed(between, pages(dossier))


@both_ways
def test_a_record_that_is_deleted_leaves_nothing(dossier: Edited) -> None:
    before = pages(dossier)
    dossier.file("articles/copy-of-release.yml").unlink()
    dossier.change("statements/minister-remark.yml", cites=CITES)
    made = dossier.built_as_anew()
    assert made.written.removed == 2
    assert not (dossier.site / "articles/copy-of-release").exists()
    assert "articles/ministry-2021-release" in changed(before, pages(dossier)), "its copies"
    shutil.copy(SAMPLE / "content/articles/copy-of-release.yml", dossier.file("articles"))
    dossier.change(
        "statements/minister-remark.yml",
        cites=["ministry-2021-release", "gazette-2021-listing", "copy-of-release"],
    )
    dossier.built_as_anew()
    assert pages(dossier) == before, "and it can come back"


@both_ways
def test_a_renamed_record_leaves_a_way_to_it(dossier: Edited) -> None:
    dossier.write("entities/lone.yml", {"name": "Lone", "kind": "company"})
    dossier.write("events/own.yml", {**EVENT, "actor": "lone", "cites": CITES})
    dossier.built_as_anew()
    file = dossier.file("entities/lone.yml")
    file.rename(file.with_stem("alone"))
    dossier.change("entities/alone.yml", was=["lone"])
    dossier.change("events/own.yml", actor="alone")
    dossier.built_as_anew()
    assert "alone" in (dossier.site / "entities/lone/index.html").read_text("utf-8")
    again = dossier.file("entities/alone.yml")
    again.rename(again.with_stem("single"))
    dossier.change("entities/single.yml", was=["lone", "alone"])
    dossier.change("events/own.yml", actor="single")
    dossier.built_as_anew()
    dossier.change("entities/single.yml", was=["alone"])
    dossier.built_as_anew()
    assert not (dossier.site / "entities/lone").exists()


def test_a_file_that_is_moved_within_its_folder_keeps_its_page(dossier: Edited) -> None:
    before = pages(dossier)
    dossier.file("entities/deep").mkdir()
    dossier.file("entities/gazette.yml").rename(dossier.file("entities/deep/gazette.yml"))
    assert dossier.built_as_anew().written.removed == 0
    assert "entities/gazette" in changed(before, pages(dossier)), "it says where its file is"


@both_ways
def test_a_draft_is_published_and_taken_back(dossier: Edited) -> None:
    before = pages(dossier)
    dossier.write(
        "articles/new.yml",
        {**ARTICLE, "mentions": ["gazette"], "events": [{"id": "e", **EVENT, "actor": "gazette"}]},
    )
    dossier.change("articles/new.yml", state="draft")
    assert dossier.built_as_anew().records == 18
    assert pages(dossier) == before
    dossier.change("articles/new.yml", state=None)
    assert dossier.built_as_anew().records == 19
    shown = {"articles/new", "entities/gazette", "timeline", "articles", "sources", "entities", ""}
    assert changed(before, pages(dossier)) == shown
    dossier.change("articles/new.yml", state="embargoed", until="2100-01-01")
    assert dossier.built_as_anew().records == 18
    assert pages(dossier) == before


def test_what_is_withdrawn_leaves_a_page_that_says_why(dossier: Edited) -> None:
    dossier.write("articles/new.yml", {**ARTICLE, "mentions": ["gazette"]})
    dossier.built_as_anew()
    before = pages(dossier)
    why = [{"date": "2021-12-12", "kind": "correction", "text": "It was another."}]
    dossier.change("articles/new.yml", state="withdrawn", corrections=why)
    assert dossier.built_as_anew().records == 18
    after = pages(dossier)
    assert {"articles/new", "corrections", "articles"} <= changed(before, after)
    why[0]["text"] = "It was nobody."
    dossier.change("articles/new.yml", corrections=why)
    dossier.built_as_anew()
    assert {"articles/new", "corrections"} <= changed(after, pages(dossier))
    dossier.change("articles/new.yml", title="Another title")
    dossier.built_as_anew()
    dossier.change("articles/new.yml", state=None)
    assert dossier.built_as_anew().records == 19


def test_somebody_is_protected_from_now_on(dossier: Edited) -> None:
    dossier.write("entities/witness.yml", {"name": "W", "kind": "person"} | PUBLIC)
    dossier.replace("statements/minister-remark.yml", "by: minister", "by: [minister, witness]")
    dossier.built_as_anew()
    before = pages(dossier)
    dossier.change("entities/witness.yml", protection="victim")
    dossier.built_as_anew()
    told = {"entities/witness", "statements/minister-remark", "statements"}
    assert told <= changed(before, pages(dossier))
    dossier.change("entities/witness.yml", **PUBLIC)
    dossier.replace("statements/minister-remark.yml", "by:", "note: tel. +33 6 12 34 56\nby:")
    dossier.built_as_anew()
    dossier.change("entities/witness.yml", protection="victim")
    dossier.refused_as_anew()


def test_an_event_that_is_the_first_of_its_year_or_the_last(dossier: Edited) -> None:
    config = dossier.root / "mkdocs.yml"
    text = config.read_text("utf-8")
    config.write_text(text.replace("as_of:", "timeline_split: 4\n      as_of:"), "utf-8")
    dossier.built_as_anew()
    dossier.write("events/early.yml", {**EVENT, "date": "1999", "cites": CITES})
    dossier.built_as_anew()
    assert (dossier.site / "timeline/1999/index.html").is_file()
    dossier.change("events/early.yml", date="2000")
    dossier.built_as_anew()
    assert not (dossier.site / "timeline/1999").exists()
    dossier.file("events/early.yml").unlink()
    dossier.built_as_anew()
    for id in ("act-applies", "unit-delisted"):
        dossier.file(f"events/{id}.yml").unlink()
        dossier.built_as_anew()
    assert not (dossier.site / "timeline/2021").exists(), "it is short enough for one page"


@both_ways
def test_a_claim_of_a_long_register_is_made_again_with_its_year_alone(dossier: Edited) -> None:
    config = dossier.root / "mkdocs.yml"
    text = config.read_text("utf-8")
    config.write_text(text.replace("as_of:", "timeline_split: 2\n      as_of:"), "utf-8")
    dossier.write("statements/early.yml", {**CLAIM, "said": "1999-05"})
    dossier.write("statements/charge.yml", {**CLAIM, "said": "2001"})
    dossier.built_as_anew()

    before = pages(dossier)
    dossier.change("statements/early.yml", text=TITLE)
    dossier.built_as_anew()
    found = changed(before, pages(dossier))
    assert {"statements/early", "statements/year/1999"} <= found
    assert not {"statements", "statements/year/2001"} & found

    before = pages(dossier)
    dossier.write("statements/answer.yml", {**REPLY, "said": "2003", "responds_to": ["charge"]})
    dossier.built_as_anew()
    found = changed(before, pages(dossier))
    assert {"statements", "statements/year/2001", "statements/year/2003"} <= found

    dossier.change("statements/early.yml", said="2000")
    dossier.built_as_anew()
    assert not (dossier.site / "statements/year/1999").exists()
    for id in ("answer", "charge", "early", "minister-remark"):
        dossier.file(f"statements/{id}.yml").unlink()
        dossier.built_as_anew()
    assert not (dossier.site / "statements/year").exists(), "it is short enough for one page"


def test_what_is_listed_through_a_unit_is_shown_with_its_parent(dossier: Edited) -> None:
    """The page of the parent reads no delisting that ends nothing yet."""
    dossier.change("events/unit-delisted.yml", date="2019")
    dossier.build(clean=True)
    dossier.change("events/unit-delisted.yml", date="2021-06")
    dossier.built_as_anew()


def test_where_an_instrument_becomes_a_list_others_are_listed_on_it(dossier: Edited) -> None:
    dossier.write("instruments/order.yml", ORDER)
    dossier.change("events/unit-listed.yml", instruments=["order", "example-list"])
    dossier.build(clean=True)
    for kind in ("list", "law"):
        dossier.change("instruments/order.yml", kind=kind)
        assert dossier.touched() is None
        dossier.built_as_anew()


def test_a_register_counts_documents_that_only_report(dossier: Edited) -> None:
    """It shows none of them, so it reads them for the sake of the event."""
    for page in ("pages/index.md", "pages/fr/index.md"):
        dossier.file(page).write_text("# Home\n", "utf-8")
    event = {**EVENT, "instruments": ["example-act"], "cites": CITES}
    dossier.write("events/own.yml", event)
    dossier.write("articles/reporter.yml", {**ARTICLE, "reports": [{"id": "own"}]})
    dossier.write("instruments/order.yml", ORDER)
    dossier.build(clean=True)
    dossier.change("instruments/order.yml", title={"en": "Other", "fr": "Autre"})
    assert dossier.touched() == {"order", "instruments/"}
    dossier.built_as_anew()


# What is not in records


def test_a_changed_hand_written_page_leaves_the_pages_of_records_alone(dossier: Edited) -> None:
    before = pages(dossier)
    text = dossier.file("pages/about.md").read_text("utf-8")
    dossier.file("pages/about.md").write_text(f"{text}\nMore on it.\n", "utf-8")
    assert dossier.touched() == set()
    made = dossier.built_as_anew(dossier.host)
    assert changed(before, pages(dossier)) == {"about"}
    assert made.written.written == 1


def test_hand_written_pages_come_and_go(dossier: Edited) -> None:
    before = pages(dossier)
    extra = dossier.file("pages/extra.md")
    extra.write_text("# Extra\n\nOn [[gazette]].\n\n```timeline\nentity: minister\n```\n", "utf-8")
    dossier.built_as_anew(dossier.host)
    assert (dossier.site / "extra/index.html").is_file()
    dossier.change("entities/gazette.yml", name="Courier")
    dossier.built_as_anew()
    assert "Courier" in (dossier.site / "extra/index.html").read_text("utf-8")
    another_event_title(dossier)
    dossier.built_as_anew()
    assert TITLE["en"] in (dossier.site / "extra/index.html").read_text("utf-8")
    extra.unlink()
    dossier.built_as_anew(dossier.host)
    assert pages(dossier).keys() == before.keys()


@needs_graphviz
def test_networks_are_drawn_once_graphviz_is_there(
    dossier: Edited, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = pages(dossier)
    monkeypatch.setattr(graphviz, "PROGRAM", "no-such-program")
    dossier.built_as_anew()
    assert changed(before, pages(dossier)) == {"network"}
    assert "d-graph" not in (dossier.site / "network/index.html").read_text("utf-8")
    monkeypatch.undo()
    dossier.built_as_anew()
    assert pages(dossier) == before


@both_ways
def test_a_listing_is_drawn_and_drawn_as_ended(dossier: Edited) -> None:
    listing = {**EVENT, "target": ["minister"], "instruments": ["example-list"], "cites": CITES}
    before = pages(dossier)
    dossier.write("events/own.yml", {**listing, "kind": "listing", "date": "2020-05"})
    dossier.built_as_anew()
    shown = changed(before, pages(dossier))
    assert {"entities/minister", "entities/ministry", "network"} <= shown
    dossier.write("events/own-end.yml", {**listing, "kind": "delisting", "date": "2021"})
    dossier.built_as_anew()
    assert 'class="d-bar"' in (dossier.site / "entities/ministry/index.html").read_text("utf-8")
    dossier.file("events/own.yml").unlink()
    dossier.file("events/own-end.yml").unlink()
    dossier.built_as_anew()
    assert pages(dossier) == before


@pytest.mark.parametrize(
    "path", ["events/act-signed", "fr/timeline", "about", "entities/old-company"]
)
@pytest.mark.parametrize("edit", [None, more_prose])
def test_a_damaged_page_is_made_again(path: str, edit: Edit | None, dossier: Edited) -> None:
    page = dossier.site / path / "index.html"
    sound = page.read_bytes()
    page.write_bytes(b"<p>tampered with</html>")
    if edit is not None:
        edit(dossier)
    made = dossier.built_as_anew()
    assert page.read_bytes() == sound
    assert made.written.written == 1 + (edit is not None)
    shutil.rmtree(page.parent)
    dossier.built_as_anew()
    assert page.read_bytes() == sound


def git(dossier: Edited, *arguments: str, day: str) -> None:
    environment = os.environ | {
        "GIT_AUTHOR_DATE": f"{day}T12:00:00Z",
        "GIT_COMMITTER_DATE": f"{day}T12:00:00Z",
        "GIT_CONFIG_GLOBAL": os.devnull,
    }
    subprocess.run(
        ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments],
        cwd=dossier.root,
        env=environment,
        check=True,
        capture_output=True,
    )


def test_a_new_commit_touches_only_the_pages_of_what_it_changed(dossier: Edited) -> None:
    (dossier.root / ".gitignore").write_text("build/\n", "utf-8")
    git(dossier, "init", "-q", day="2026-11-01")
    git(dossier, "add", ".", day="2026-11-01")
    git(dossier, "commit", "-qm", "all", day="2026-11-01")
    dossier.built_as_anew()
    another_body(dossier)
    dossier.built_as_anew()
    before = pages(dossier)
    git(dossier, "commit", "-qam", "one", day="2026-11-02")
    made = dossier.built_as_anew()
    assert changed(before, pages(dossier)) == {"entities/gazette", "changes"}
    assert made.written.written == 4
    sitemap = (dossier.site / "sitemap.xml").read_text("utf-8")
    assert sitemap.count("2026-11-02") == 2
    dossier.file("pages/about.md").write_text("# About\n\nThis.\n", "utf-8")
    git(dossier, "commit", "-qam", "two", day="2026-11-03")
    before = pages(dossier)
    dossier.built_as_anew(dossier.host)
    assert changed(before, pages(dossier)) == {"about", "changes"}
    (dossier.root / "README").write_text("Of something else.\n", "utf-8")
    git(dossier, "add", "README", day="2026-11-04")
    git(dossier, "commit", "-qm", "three", day="2026-11-04")
    assert dossier.built_as_anew(dossier.host).written.written == 0


# How much is read


def test_few_records_are_read_for_prose_in_a_dossier_of_some_size(
    dossier: Edited, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(touch, "SHARE", 4)
    shutil.rmtree(dossier.root)
    number = write(150, dossier.root)
    dossier.build()
    dossier.change("articles/07/article-7.yml", note="For editors.")
    assert dossier.touched() == {"article-7"}
    assert len(dossier.read_for_it()) * 4 < number
    assert not dossier.built_as_anew().written.changed


def test_where_most_records_change_all_are_read(
    dossier: Edited, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(touch, "SHARE", 4)
    for file in (dossier.root / "content/events").glob("*.yml"):
        dossier.change(f"events/{file.name}", note="For editors.")
    assert dossier.touched() is not None
    for file in (dossier.root / "content/entities").glob("*.yml"):
        dossier.change(f"entities/{file.name}", note="For editors.")
    assert dossier.touched() is None
    assert not dossier.built_as_anew().written.changed

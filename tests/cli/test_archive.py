"""`dossier archive` in real folders, with a real server."""

import datetime
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from dossier.evidence.keep import digest_of
from tests.cli.built import tree
from tests.evidence.paper import make_pdf
from tests.evidence.server import Server, leads_to, page, serving, status
from tests.maker import ARTICLE, make_dossier

PAGE = b"<html><p>Acme was listed on Friday, says the Gazette.</p></html>"
DIGEST = digest_of(PAGE)


class Dossier:
    """A dossier in a folder, and the command run in it."""

    def __init__(self, root: Path, server: Server) -> None:
        self.root = root / "dossier"
        self.store = root / "store"
        self.server = server
        make_dossier({}, self.root)
        (self.root / "mkdocs.yml").write_text(
            "site_name: Test\nrepo_url: https://code.example/test\n"
            "plugins:\n  - dossier: {snapshots: ../store}\n",
            "utf-8",
        )

    def article(self, id: str, more: str = "", path: str = "", name: str = "") -> Path:
        url = f"url: {self.server.url(path or f'/{id}')}\n"
        make_dossier({name or f"articles/{id}.yml": f"{ARTICLE}{url}{more}"}, self.root)
        return self.root / "content" / (name or f"articles/{id}.yml")

    def run(
        self, *arguments: str, allow: bool = True, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        quick = ["--pause", "0", *(["--allow-private"] if allow else [])]
        command = [sys.executable, "-m", "dossier", "archive", *arguments, *quick]
        return subprocess.run(
            command,
            cwd=self.root,
            env=os.environ | environment,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def dossier(tmp_path: Path, server: Server) -> Dossier:
    return Dossier(tmp_path, server)


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def test_what_has_no_snapshot_is_fetched_kept_and_named_in_its_record(dossier: Dossier) -> None:
    dossier.server.answers["/a"] = page(PAGE)
    record = dossier.article("a")
    before = record.read_text("utf-8")
    done = dossier.run()
    assert done.returncode == 0, done.stdout + done.stderr
    assert sorted(os.listdir(dossier.store)) == [
        f"{DIGEST}.html",
        f"{DIGEST}.txt",
        f"{DIGEST}.warc.gz",
    ]
    text = (dossier.store / f"{DIGEST}.txt").read_text("utf-8")
    assert text == "Acme was listed on Friday, says the Gazette.\n"
    after = record.read_text("utf-8")
    assert after.startswith(before)
    assert f"sha256: {DIGEST}, visibility: private}}" in after
    assert "[1/1] a: kept (html, 0 kB, 45 characters of text)" in done.stderr
    assert done.stderr.endswith("1 article, 0 problems, 0 warnings\n")
    checked = subprocess.run(
        [sys.executable, "-m", "dossier", "check"], cwd=dossier.root, check=False
    )
    assert checked.returncode == 0


def test_a_server_learns_who_asks(dossier: Dossier) -> None:
    dossier.server.answers["/a"] = page(PAGE)
    dossier.article("a")
    dossier.run()
    agent = dossier.server.headers[-1]["User-Agent"]
    assert agent.startswith("mkdocs-dossier/")
    assert agent.endswith(" (+https://code.example/test)")
    assert dossier.server.asked == ["/robots.txt", "/a"]


def test_a_second_run_asks_for_nothing(dossier: Dossier) -> None:
    dossier.server.answers["/a"] = page(PAGE)
    dossier.article("a")
    dossier.run()
    asked = list(dossier.server.asked)
    done = dossier.run()
    assert (done.returncode, done.stdout) == (0, "")
    assert dossier.server.asked == asked
    assert "0 articles" in done.stderr


def test_a_named_article_is_fetched_again_and_the_same_bytes_add_nothing(dossier: Dossier) -> None:
    dossier.server.answers["/a"] = page(PAGE)
    record = dossier.article("a")
    dossier.run()
    once = record.read_bytes()
    done = dossier.run("a")
    assert "as in its snapshot" in done.stderr
    assert record.read_bytes() == once
    dossier.server.answers["/a"] = page(PAGE + b" More.")
    assert dossier.run("a").returncode == 0
    assert record.read_text("utf-8").count("sha256:") == 2


def test_weak_addresses_are_left_alone_unless_named(dossier: Dossier) -> None:
    dossier.server.answers["/a"] = page(PAGE)
    dossier.article("a", "link: avoid\n")
    assert "0 articles" in dossier.run().stderr
    assert "a: kept" in dossier.run("a").stderr


def test_one_failure_does_not_stop_the_rest(dossier: Dossier) -> None:
    dossier.server.answers |= {"/c": page(PAGE), "/b": leads_to("http://10.0.0.1/")}
    a, b = dossier.article("a"), dossier.article("b")
    dossier.article("c", path="/c", name="articles/c.md").write_text(
        f"---\n{ARTICLE}url: {dossier.server.url('/c')}\n---\n\nProse.\n", "utf-8"
    )
    before = a.read_bytes(), b.read_bytes()
    done = dossier.run()
    assert done.returncode == 1
    assert "content/articles/a.yml:7:6: not-archived: " in done.stdout
    assert "status 404 (Not Found)" in done.stdout
    assert "  hint: look for it in a web archive" in done.stdout
    assert "c: kept" in done.stderr
    assert "3 articles, 2 problems, 0 warnings" in done.stderr
    assert before == (a.read_bytes(), b.read_bytes())
    assert "Traceback" not in done.stderr


def test_a_record_with_problems_is_left_out_and_said(dossier: Dossier) -> None:
    dossier.server.answers |= {"/a": page(PAGE), "/b": page(PAGE)}
    dossier.article("a")
    dossier.article("b", "kin: press\n")
    done = dossier.run()
    assert done.returncode == 0
    assert "the dossier has 1 problem, 0 warnings: records that cannot" in done.stderr
    assert dossier.server.asked == ["/robots.txt", "/a"]


def test_a_private_address_is_refused_unless_allowed(dossier: Dossier) -> None:
    dossier.article("a")
    done = dossier.run(allow=False)
    assert done.returncode == 1
    assert "127.0.0.1, which is not a public address" in done.stdout
    assert "say --allow-private" in done.stdout
    assert dossier.server.asked == []


def test_robots_are_kept_out_where_they_are_asked_to_be(dossier: Dossier) -> None:
    dossier.server.answers |= {
        "/robots.txt": page("User-agent: *\nDisallow: /a\n", "text/plain"),
        "/a": page(PAGE),
    }
    dossier.article("a")
    done = dossier.run()
    assert done.returncode == 1
    assert "asks robots to leave this address alone" in done.stdout
    assert dossier.server.asked == ["/robots.txt"]


def test_a_dry_run_asks_nobody(dossier: Dossier) -> None:
    dossier.article("a")
    done = dossier.run("--dry-run")
    assert done.stdout == f"a {dossier.server.url('/a')}\n"
    assert dossier.server.asked == []
    assert not dossier.store.exists()


@pytest.mark.parametrize(
    ("name", "data", "ending", "remark"),
    [
        ("page.htm", PAGE, "html", "45 characters of text"),
        ("scan.pdf", make_pdf("Acme"), "pdf", "5 characters of text"),
        ("note.txt", b"Acme was listed.\n", "txt", "17 characters of text"),
        ("shot.png", b"\x89PNG\r\n\x1a\n...", "png", "no quotation can be checked"),
        ("shot.jpeg", b"\xff\xd8\xff\xe0...", "jpg", "no quotation can be checked"),
    ],
)
def test_a_file_is_taken_in(
    dossier: Dossier, name: str, data: bytes, ending: str, remark: str
) -> None:
    record = dossier.article("a")
    (dossier.root.parent / name).write_bytes(data)
    done = dossier.run("--from", f"../{name}", "--captured", "2026-11-01", "a")
    assert done.returncode == 0, done.stderr
    assert remark in done.stderr
    assert (dossier.store / f"{digest_of(data)}.{ending}").read_bytes() == data
    assert f"captured: 2026-11-01, sha256: {digest_of(data)}" in record.read_text("utf-8")
    assert dossier.server.asked == []


def test_a_public_copy_is_named_where_there_is_one(dossier: Dossier) -> None:
    url = dossier.server.url("/a")
    copy = f"https://web.archive.example/web/{datetime.date.today():%Y%m%d}000000/{url}"
    found = {"archived_snapshots": {"closest": {"available": True, "url": copy}}}
    dossier.server.answers |= {
        "/a": page(PAGE),
        "/b": page(PAGE),
        "/api": page(json.dumps(found), "application/json"),
    }
    record = dossier.article("a")
    api = dossier.server.url("/api")
    assert dossier.run("--wayback", "--wayback-api", api).returncode == 0
    assert f'url: "{copy}"}}' in record.read_text("utf-8")
    dossier.server.answers["/api"] = status(500)
    other = dossier.article("b")
    done = dossier.run("--wayback", "--wayback-api", api)
    assert done.returncode == 0
    assert "no public copy: the web archive answers with status 500" in done.stderr
    assert "sha256:" in other.read_text("utf-8")


def test_a_record_that_an_editor_breaks_meanwhile_is_left_and_the_entry_said(
    dossier: Dossier,
) -> None:
    record = dossier.article("a")
    broken = record.read_text("utf-8") + "url: [\n"

    def answer(handler: BaseHTTPRequestHandler) -> None:
        record.write_text(broken, "utf-8")
        page(PAGE)(handler)

    dossier.server.answers["/a"] = answer
    done = dossier.run()
    assert done.returncode == 1
    assert ": not-amended: the document is in the store" in done.stdout
    assert "hint: write into its snapshots: {captured: 2" in done.stdout
    assert f"sha256: {DIGEST}, visibility: private}}" in done.stdout
    assert record.read_text("utf-8") == broken
    assert (dossier.store / f"{DIGEST}.html").exists()


def test_what_an_editor_saves_meanwhile_is_kept(dossier: Dossier) -> None:
    record = dossier.article("a")
    edited = record.read_text("utf-8") + "note: mine\n"

    def answer(handler: BaseHTTPRequestHandler) -> None:
        record.write_text(edited, "utf-8")
        page(PAGE)(handler)

    dossier.server.answers["/a"] = answer
    assert dossier.run().returncode == 0
    assert "note: mine\n" in record.read_text("utf-8")
    assert DIGEST in record.read_text("utf-8")


def test_verify_is_content_with_what_has_not_changed(dossier: Dossier) -> None:
    dossier.server.answers["/a"] = page(PAGE)
    dossier.article("a")
    dossier.article("b")
    dossier.run("a")
    done = dossier.run("--verify")
    assert (done.returncode, done.stdout) == (0, "")
    assert "[1/1] a: unchanged" in done.stderr


QUOTE = (
    "statements:\n  - id: s1\n    kind: remark\n    by: acme\n    said: 2021-12-10\n"
    "    text: It was so.\n    quotes:\n"
    "      - {text: Acme was listed, lang: en}\n      - {text: says the Gazette, lang: en}\n"
)


def test_verify_names_the_citation_that_is_no_longer_in_its_source(dossier: Dossier) -> None:
    dossier.server.answers["/a"] = page(PAGE)
    make_dossier({"entities/acme.yml": "name: Acme\nkind: company\n"}, dossier.root)
    record = dossier.article("a", QUOTE)
    dossier.run()
    dossier.server.answers |= {"/a": leads_to("/new"), "/new": page(PAGE.replace(b"Gaz", b"Pop"))}
    done = dossier.run("--verify")
    assert done.returncode == 1
    line = (
        record.read_text("utf-8").splitlines().index("      - {text: says the Gazette, lang: en}")
    )
    assert f"content/articles/a.yml:{line + 1}:16: source-drifted: 'says the Gazette'" in (
        done.stdout
    )
    assert "source-moved (warning): it leads to" in done.stdout
    assert "Acme was listed'" not in done.stdout
    [said] = json.loads(dossier.run("--verify", "--json").stdout)
    assert (said["id"], said["verdict"], said["moved"]) == ("a", "drifted", True)
    assert said["lost"] == ["says the Gazette"]
    assert {one["code"] for one in said["problems"]} == {"source-drifted", "source-moved"}


@pytest.mark.parametrize(("code", "said"), [(404, "source-gone"), (500, "source-unreachable")])
def test_verify_tells_gone_from_unreachable(dossier: Dossier, code: int, said: str) -> None:
    dossier.server.answers["/a"] = page(PAGE)
    dossier.article("a")
    dossier.run()
    dossier.server.answers["/a"] = status(code)
    done = dossier.run("--verify", "a")
    assert done.returncode == 1
    assert f"content/articles/a.yml:7:6: {said}: " in done.stdout


def test_verify_finds_changes_that_touch_no_quotation_worth_a_warning(dossier: Dossier) -> None:
    dossier.server.answers["/a"] = page(PAGE)
    dossier.article("a")
    dossier.run()
    dossier.server.answers["/a"] = page(PAGE.replace(b"Friday", b"Monday"))
    done = dossier.run("--verify")
    assert done.returncode == 0
    assert "source-changed (warning)" in done.stdout
    assert dossier.run("--verify", "--quiet").stdout == ""


def test_links_are_followed_without_a_store_and_without_changing_anything(dossier: Dossier) -> None:
    dossier.server.answers |= {"/a": page(PAGE), "/b": page(PAGE), "/c": status(404)}
    dossier.article("a")
    dossier.run()
    dossier.article("b")
    dossier.article("c")
    dossier.article("d", "link: avoid\n")
    dossier.article("e", "", "/c")
    before = tree(dossier.root)
    none_here = {"DOSSIER_SNAPSHOTS": str(dossier.root.parent / "other")}
    done = dossier.run("--links", **none_here)
    assert done.returncode == 1
    assert "snapshot-lost" not in done.stdout
    assert done.stdout.count(": source-gone: ") == 2
    assert "a: unchanged" in done.stderr
    assert "b: there" in done.stderr
    assert "d: " not in done.stderr
    assert dossier.run("--links", "a", "b", **none_here).returncode == 0
    assert tree(dossier.root) == before
    assert not (dossier.root.parent / "other").exists()


def test_verify_looks_into_the_store_without_the_web(dossier: Dossier) -> None:
    dossier.server.answers["/a"] = page(PAGE)
    dossier.article("a")
    dossier.run()
    asked = list(dossier.server.asked)
    assert dossier.run("--verify", "--offline").returncode == 0
    (dossier.store / f"{DIGEST}.html").write_bytes(b"other")
    damaged = dossier.run("--verify", "--offline")
    assert damaged.returncode == 1
    assert "snapshot-damaged: the snapshot of " in damaged.stdout
    elsewhere = dossier.run(
        "--verify", "--offline", DOSSIER_SNAPSHOTS=str(dossier.root.parent / "other")
    )
    assert "snapshot-lost: the snapshot of " in elsewhere.stdout
    assert dossier.server.asked == asked


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nobody"], "there is no sound article 'nobody'"),
        (["--from", "mkdocs.yml"], "name its ID"),
        (["--from", "mkdocs.yml", "--verify", "a"], "different things"),
        (["--offline"], "--offline goes with --verify"),
        (["--links", "--verify"], "--links only asks"),
        (["--links", "--wayback"], "--links only asks"),
        (["--captured", "2026-11-01", "a"], "--captured goes with --from"),
        (["--from", "mkdocs.yml", "--captured", "2026", "a"], "is not a day"),
        (["--from", "nowhere.pdf", "a"], "does not exist"),
        (["--from", "odd.bin", "a"], "is not a PDF"),
    ],
)
def test_misuse_is_said_and_changes_nothing(
    dossier: Dossier, arguments: list[str], said: str
) -> None:
    dossier.article("a")
    (dossier.root / "odd.bin").write_bytes(b"MZ\0\0")
    before = tree(dossier.root)
    done = dossier.run(*arguments)
    assert done.returncode == 2, done.stderr
    assert said in done.stderr
    assert tree(dossier.root) == before


@pytest.mark.parametrize(
    ("place", "why"),
    [
        ("content/private", "would not stay private"),
        ("site", "would not stay private"),
        (".", "must lie apart"),
    ],
)
def test_a_store_that_would_be_published_is_refused(dossier: Dossier, place: str, why: str) -> None:
    dossier.article("a")
    done = dossier.run(DOSSIER_SNAPSHOTS=str(dossier.root / place))
    assert done.returncode == 2
    assert why in done.stderr


def test_without_a_store_nothing_is_asked(dossier: Dossier) -> None:
    (dossier.root / "mkdocs.yml").write_text("site_name: x\nplugins: [dossier]\n", "utf-8")
    dossier.article("a")
    done = dossier.run()
    assert done.returncode == 2
    assert "set the plugin's option 'snapshots', or DOSSIER_SNAPSHOTS" in done.stderr


def test_a_disk_that_cannot_be_written_is_the_machines_fault(dossier: Dossier) -> None:
    dossier.server.answers["/a"] = page(PAGE)
    record = dossier.article("a")
    before = record.read_bytes()
    dossier.store.write_text("a file, not a folder", "utf-8")
    done = dossier.run()
    assert done.returncode == 3
    assert record.read_bytes() == before

"""Files and git: rows F1 to F5 and F7."""

import os
from pathlib import Path

from tests.hostile.case import FIELDS, Case, added, listen, made, page, prose, whole

POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:" + "0" * 64 + "\nsize 1234\n"
CONFLICT = "<<<<<<< HEAD\nnote: one\n=======\nnote: two\n>>>>>>> theirs\n"


def _linked(to: str) -> Case:
    def prepare(content: Path) -> None:
        (content / "articles/bad.yml").symlink_to(to)

    return made(f"link-to-{to.strip('./').replace('/', '-') or 'root'}", prepare)


def _hard_link(content: Path) -> None:
    os.link(content / "articles/gazette.yml", content / "articles/bad.yml")


def _hard_link_from_outside(content: Path) -> None:
    outside = content.parent / "secret.txt"
    outside.write_text(FIELDS)
    os.link(outside, content / "articles/bad.yml")


def _linked_folder(content: Path) -> None:
    outside = content.parent / "outside"
    outside.mkdir()
    (outside / "bad.yml").write_text(FIELDS)
    (content / "articles/more").symlink_to(outside)


def _linked_page(content: Path) -> None:
    (content / "pages").mkdir()
    (content / "pages/index.md").symlink_to("/etc/hostname")


def _huge(content: Path) -> None:
    with (content / "articles/bad.yml").open("wb") as file:
        file.truncate(10 * 1024**3)


def _submodule(content: Path) -> None:
    (content / "articles/theirs").mkdir()
    (content / "articles/theirs/.git").write_text("gitdir: ../../../.git/modules/theirs\n")
    (content / "articles/theirs/bad.yml").write_text(FIELDS)


ROWS: dict[str, tuple[Case, ...]] = {
    "F1": (
        *(
            added(f"id-{name}", f"mentions: ['{id}']\n")
            for name, id in [
                ("above", "../acme"),
                ("from-the-root", "/acme"),
                ("on-a-drive", "C:\\acme"),
                ("with-a-backslash", "a\\b"),
                ("percent", "%2e%2e"),
                ("with-a-last-dot", "acme."),
                ("with-a-last-blank", "acme "),
                ("git", ".git"),
                ("dot", "."),
            ]
        ),
        added("id-above-in-quotes", 'id: "../gazette"\n'),
        prose("id-above-in-prose", "See [[../acme]].\n"),
        page("id-above-in-a-block", "```timeline\nabout: ../acme\n```\n"),
        *(
            whole(f"name-{name}", FIELDS, f"articles/{file}")
            for name, file in [
                ("percent", "%2e%2e.yml"),
                ("on-a-drive", "C:a.yml"),
                ("with-a-backslash", "a\\b.yml"),
                ("with-a-dot-too-many", "a..yml"),
                ("with-a-last-dot", "a.yml."),
                ("with-a-last-blank", "a.yml "),
                ("with-a-blank", "a b.yml"),
                ("with-a-line-end", "a\nb.yml"),
                ("with-a-quotation-mark", 'a".yml'),
                ("of-a-script", "a.js"),
                ("with-capitals", "Bad.YML"),
                ("yaml", "bad.yaml"),
                ("with-an-emphasis-of-colour", "a\x1b[31m.yml"),
            ]
        ),
        whole("name-of-configuration", "x", "CNAME"),
        whole("name-of-another-folder", FIELDS, "article/bad.yml"),
        whole("receipts-of-a-bad-name", "{}", "receipts/Bad.json"),
        whole("receipts-of-nothing", '{"quotations": []}', "receipts/nothing.json"),
    ),
    "F2": (
        _linked("/etc/passwd"),
        _linked("gazette.yml"),
        _linked("../../nowhere.yml"),
        _linked("bad.yml"),
        _linked("/dev/zero"),
        made("link-to-a-folder-outside", _linked_folder),
        made("link-as-a-page", _linked_page),
        made("hard-link", _hard_link),
        made("hard-link-from-outside", _hard_link_from_outside),
        made("file-of-10-gigabytes", _huge),
        made("pipe", lambda content: os.mkfifo(content / "articles/bad.yml")),
        made("socket", lambda content: listen(content / "articles/bad.yml")),
        made("submodule", _submodule),
        whole("pointer-of-large-files", POINTER),
        whole("pointer-of-large-files-in-markdown", POINTER, "articles/bad.md"),
        whole("pointer-of-large-files-as-receipts", POINTER, "receipts/gazette.json"),
    ),
    "F3": (
        Case("capital-and-small", {"articles/Gazette.yml": FIELDS}),
        Case(
            "capital-and-small-folder",
            {"articles/more/a.yml": FIELDS, "articles/More/b.yml": FIELDS},
        ),
        Case("capital-and-small-page", {"pages/about.md": "A.\n", "pages/About.md": "B.\n"}),
        Case("composed-and-decomposed", {"pages/é.md": "A.\n", "pages/e\u0301.md": "B.\n"}),
        Case("sharp-s-and-two", {"pages/straße.md": "A.\n", "pages/STRASSE.md": "B.\n"}),
        Case("page-and-folder", {"pages/about.md": "A.\n", "pages/about/index.md": "B.\n"}),
        whole("con", FIELDS, "articles/con.yml"),
        whole("aux", f"---\n{FIELDS}---\n", "articles/aux.md"),
        whole("nul", FIELDS, "articles/nul.yml"),
        whole("com1", FIELDS, "articles/com1.yml"),
        whole("lpt9", FIELDS, "articles/lpt9.yml"),
        whole("folder-con", FIELDS, "articles/con/bad.yml"),
        whole("page-con", "Words.\n", "pages/con.md"),
        whole("name-of-250-characters", FIELDS, f"articles/{'a' * 246}.yml"),
        whole("page-of-250-characters", "Words.\n", f"pages/{'a' * 252}.md"),
    ),
    "F4": (
        Case("page-in-the-place-of-a-record", {"pages/entities/acme.md": "Words.\n"}),
        Case("page-in-the-place-of-a-list", {"pages/entities/index.md": "Words.\n"}),
        Case("page-in-the-place-of-a-section", {"pages/timeline.md": "Words.\n"}),
        Case(
            "page-in-the-place-of-a-former-id",
            {
                "entities/now.yml": "name: N\nkind: company\nwas: [then]\n",
                "pages/entities/then.md": "Words.\n",
            },
        ),
    ),
    "F7": (
        added("conflict", CONFLICT),
        whole("conflict-in-the-first-line", CONFLICT + FIELDS),
        prose("conflict-in-prose", "Words.\n\n<<<<<<< HEAD\nOne.\n=======\nTwo.\n>>>>>>> theirs\n"),
        page("conflict-on-a-page", "Words.\n\n<<<<<<< HEAD\nOne.\n=======\nTwo.\n>>>>>>> theirs\n"),
        Case(
            "conflict-in-a-translation",
            {
                "articles/bad.md": f"---\n{FIELDS}---\nWords.\n",
                "articles/bad.fr.md": "<<<<<<< HEAD\nUn.\n=======\nDeux.\n>>>>>>> b\n",
            },
        ),
        whole(
            "conflict-in-receipts",
            '<<<<<<< HEAD\n{"quotations": []}\n=======\n{}\n>>>>>>> b\n',
            "receipts/gazette.json",
        ),
    ),
}

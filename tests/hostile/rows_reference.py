"""What refers to what: rows R1 to R4."""

from tests.hostile.case import FIELDS, Case, added, prose

CLAIM = "kind: claim\nby: acme\ntext: It says so.\nsaid: 2021-12\n"
ARCHIVED = "---\nkind: press\ntitle: T\nlang: en\npublisher_name: G\npublished: 2021-12\n"

ROWS: dict[str, tuple[Case, ...]] = {
    "R1": (
        Case("claim-without-source", {"statements/said.yml": CLAIM}),
        Case(
            "unknown-speaker",
            {"statements/said.yml": CLAIM.replace("acme", "acmee") + "cites: [gazette]\n"},
        ),
        Case("unknown-source", {"statements/said.yml": CLAIM + "cites: [gazete]\n"}),
        Case(
            "speaker-of-a-wrong-kind",
            {"statements/said.yml": CLAIM.replace("acme", "gazette") + "cites: [gazette]\n"},
        ),
        Case("source-of-a-wrong-kind", {"statements/said.yml": CLAIM + "cites: [acme]\n"}),
        added("unknown-mention", "mentions: [acne]\n"),
        added("unknown-item", "mentions: [acme]\nbody: See [[gazette#s1]].\n"),
        prose("unknown-in-prose", "See [[acne]] and [@gazete, p. 3].\n"),
        prose("wrong-kind-in-prose", "It is so [@acme].\n"),
        prose("no-id-in-prose", "See [[Not an id]].\n"),
        prose("no-locator-in-prose", "It is so [@gazette, somewhere].\n"),
        added("copy-of-itself", "copy_of: bad\n"),
        Case(
            "copies-of-each-other",
            {
                "articles/one.yml": FIELDS + "copy_of: two\n",
                "articles/two.yml": FIELDS + "copy_of: one\n",
            },
        ),
        Case(
            "part-of-itself",
            {
                "entities/part.yml": "name: P\nkind: company\nrelations:\n"
                "  - {id: r1, predicate: subsidiary-of, object: part, cites: [gazette]}\n"
            },
        ),
        Case(
            "a-circle-of-300",
            {f"articles/n{n}.yml": FIELDS + f"copy_of: n{(n + 1) % 300}\n" for n in range(300)},
            bomb=True,
        ),
        added("unknown-mentions-9000-times", "mentions: [" + "acne, " * 9_000 + "]\n", bomb=True),
        prose(
            "citations-in-one-bracket", "So [" + "@gazette; " * 6_000 + "@gazette].\n", bomb=True
        ),
        prose("known-in-one-sentence", "[[acme]] " * 7_000, bomb=True),
        prose("unknown-in-prose-9000-times", "[[acne]] " * 7_000, bomb=True),
        added(
            "unknown-in-a-field-7000-times", "body: |\n  " + "[[acne]] " * 7_000 + "\n", bomb=True
        ),
        added(
            "unknown-in-a-field-each-another",
            "body: |\n  " + "".join(f"A [[a{n}]]. " for n in range(4_500)) + "\n",
            bomb=True,
        ),
    ),
    "R2": (
        Case("one-id-in-two-folders", {"entities/gazette.yml": "name: G\nkind: media\n"}),
        Case("one-id-in-two-subfolders", {"articles/more/gazette.yml": FIELDS}),
        Case("one-id-in-yaml-and-markdown", {"articles/gazette.md": f"---\n{FIELDS}---\n"}),
        added(
            "one-local-id-twice",
            "figures:\n"
            + "  - {id: f1, about: [acme], measure: staff, unit: EUR, as_of: 2021, value: 1}\n" * 2,
        ),
        added("former-id-in-use", "was: [gazette]\n"),
        Case(
            "one-former-id-of-two",
            {
                "articles/one.yml": FIELDS + "was: [old]\n",
                "articles/two.yml": FIELDS + "was: [old]\n",
            },
        ),
    ),
    "R3": (
        Case(
            "draft-referred-to",
            {
                "entities/hidden.yml": "name: H\nkind: company\nstate: draft\n",
                "articles/bad.yml": FIELDS + "mentions: [hidden]\n",
            },
        ),
        Case(
            "embargoed-referred-to",
            {
                "entities/hidden.yml": "name: H\nkind: company\nstate: embargoed\n"
                "until: 2999-01-01\n",
                "articles/bad.yml": FIELDS + "mentions: [hidden]\n",
            },
        ),
        Case(
            "embargo-without-a-day",
            {"entities/hidden.yml": "name: H\nkind: company\nstate: embargoed\n"},
        ),
        Case(
            "withdrawn-without-a-word",
            {"entities/hidden.yml": "name: H\nkind: company\nstate: withdrawn\n"},
        ),
        Case(
            "draft-cited-in-prose",
            {
                "articles/hidden.yml": FIELDS + "state: draft\n",
                "articles/bad.md": f"---\n{FIELDS}---\nIt is so [@hidden].\n",
            },
        ),
    ),
    "R4": (
        Case(
            "end-before-start",
            {
                "entities/bad.yml": "name: B\nkind: company\nrelations:\n"
                "  - {id: r1, predicate: subsidiary-of, object: acme, since: 2021, until: 2020,"
                " cites: [gazette]}\n"
            },
        ),
        Case("read-tomorrow", {"articles/bad.yml": FIELDS + "accessed: 2999-01-01\n"}),
        added(
            "event-after-its-article",
            "events:\n  - {id: e1, title: T, date: 2022-05, kind: other}\n",
        ),
        added("archived-without-an-address", "snapshots: [{sha256: abc}]\n"),
        added(
            "statement-without-words",
            "statements:\n  - {id: s1, kind: claim, by: acme, said: 2021}\n",
        ),
    ),
}

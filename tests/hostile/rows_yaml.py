"""Bytes and YAML: rows Y1 to Y16."""

import codecs

from tests.hostile.case import FIELDS, Case, added, instead, whole

ALIASES = 'mentions: &a0 ["x"]\n' + "".join(
    f"x{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10)
)
MERGES = "a0: &m0 {k: v}\n" + "".join(
    f"a{n}: &m{n} {{<<: [{', '.join([f'*m{n - 1}'] * 9)}]}}\n" for n in range(1, 7)
)

ROWS: dict[str, tuple[Case, ...]] = {
    "Y1": (
        added("alias-bomb", ALIASES, bomb=True),
        added("merge-bomb", MERGES, bomb=True),
        added("alias-to-nothing", "mentions: [*acme]\n"),
        added("anchor-alone", "note: &here text\n"),
        added("alias-as-key", "*note : text\n"),
    ),
    "Y2": (
        added("lists-in-lists", "mentions: " + "[" * 100_000, bomb=True),
        added("maps-in-maps", "mentions: " + "{a: " * 50_000, bomb=True),
        added("dashes-in-dashes", "mentions:\n  " + "- " * 3_000 + "a\n", bomb=True),
        added(
            "blocks-in-blocks",
            "note:\n" + "".join(" " * n + "a:\n" for n in range(1, 1_000)),
            bomb=True,
        ),
        added("brackets-and-braces", "note: " + "[{a: " * 20_000, bomb=True),
        added("keys-in-keys", "note: " + "? " * 3_000, bomb=True),
        added("one-level-too-deep", "note: " + "[" * 32 + "]" * 32 + "\n"),
    ),
    "Y3": (
        added("key-twice", "title: Another\n"),
        added("key-twice-below", "snapshots:\n  - captured: 2022\n    captured: 2023\n"),
        added("key-twice-in-quotes", '"title": Another\n'),
        added("key-twice-by-an-escape", '"t\\u0069tle": Another\n'),
        added("key-twice-in-braces", "body: {en: A, en: B}\n"),
        added("key-three-times", "lang: fr\nlang: de\n"),
    ),
    "Y4": (
        instead("no-for-a-choice", "tier", "NO"),
        instead("on-for-a-choice", "kind", "on"),
        instead("y-for-a-language", "lang", "y"),
        instead("octal-for-a-date", "published", "012"),
        instead("underscore-for-a-date", "published", "1_000"),
        instead("sixties-for-a-date", "published", "12:30"),
        instead("exponent-for-a-date", "published", "1e3"),
        instead("infinity-for-a-date", "published", ".inf"),
        instead("tilde-for-a-title", "title", "~"),
        instead("null-for-a-title", "title", "null"),
        *(
            added(
                f"{name}-for-a-number",
                "figures:\n  - id: f1\n    about: [acme]\n    measure: staff\n    unit: EUR\n"
                f"    as_of: 2021\n    value: {value}\n",
            )
            for name, value in [
                ("underscore", "1_000"),
                ("exponent", "1e3"),
                ("infinity", ".inf"),
                ("nothing-known", ".nan"),
                ("hexadecimal", "0x1F"),
                ("sixties", "12:30:45"),
                ("yes", "yes"),
            ]
        ),
        Case(
            "yes-for-a-flag",
            {"articles/bad.yml": FIELDS + "confirmed: yes\n"},
        ),
    ),
    "Y5": (
        instead("month-13", "published", "2024-13-45"),
        instead("february-30", "published", "2024-02-30"),
        instead("february-29-of-a-common-year", "published", "2023-02-29"),
        instead("year-0", "published", "-0000"),
        instead("month-0", "published", "2021-00"),
        instead("year-10000", "published", "10000"),
        instead("odd-zone", "published", "2024-01-01T10:00:00+99:00"),
        instead("clock-time", "published", "2024-01-01 10:00"),
        instead("day-first", "published", "10/12/2021"),
        instead("interval-backwards", "published", "2022/2021"),
        instead("words", "published", "last spring"),
        instead("other-digits", "published", "２０２４-01-01"),
    ),
    "Y6": (
        added("python-object", "note: !!python/object/apply:os.system [id]\n"),
        added("python-name", "note: !!python/name:os.system\n"),
        added("binary", "note: !!binary aGVsbG8=\n"),
        added("custom-tag", "note: !custom text\n"),
        added("tag-of-text", "note: !!str text\n"),
        added("tag-of-a-set", "mentions: !!set {acme}\n"),
        added("tag-on-a-key", "!!str note: text\n"),
        added("bare-exclamation", "note: ! text\n"),
        whole("tag-directive", f"%TAG ! tag:example.org,2000:\n---\n{FIELDS}"),
        whole("yaml-directive", f"%YAML 9.9\n---\n{FIELDS}"),
        whole("yaml-directive-of-today", f"%YAML 1.2\n---\n{FIELDS}"),
    ),
    "Y7": (
        instead("date-of-5000-digits", "published", "9" * 5_000, bomb=True),
        added(
            "number-of-5000-digits",
            "figures:\n  - id: f1\n    about: [acme]\n    measure: staff\n    unit: EUR\n"
            f"    as_of: 2021\n    value: {'9' * 5_000}\n",
            bomb=True,
        ),
        added("text-of-70000-characters", f"note: {'a' * 70_000}\n"),
        added("text-of-a-megabyte", f"note: {'a' * 1_000_000}\n", bomb=True),
        added("file-of-10-megabytes", "# comment\n" * 1_000_000, bomb=True),
        added("keys-of-100000", "".join(f"k{n}: v\n" for n in range(100_000)), bomb=True),
        added("unknown-keys-of-9000", "".join(f"k{n}: v\n" for n in range(9_000)), bomb=True),
        added("same-key-9000-times", "note: v\n" * 9_000, bomb=True),
        added("list-of-100000", "mentions: [" + "a," * 100_000 + "]\n", bomb=True),
        added("anchors-of-9000", "".join(f"k{n}: &a v\n" for n in range(9_000)), bomb=True),
        added("empty-values-of-15000", "mentions: [" + "'', " * 15_000 + "]\n", bomb=True),
        added("wrong-ids-of-15000", "mentions: [" + "A_, " * 15_000 + "]\n", bomb=True),
        added("key-of-70000-characters", f"{'k' * 70_000}: v\n"),
        added("key-of-2000-characters", f"{'k' * 2_000}: v\n"),
        added("name-in-key-of-1000-characters", f"? {'k' * 1_000}\n: v\n"),
    ),
    "Y8": (
        added("list-in-itself", "mentions: &a [*a]\n"),
        added("map-in-itself", "note: &a {b: *a}\n"),
    ),
    "Y9": (
        added("latin-1", b"note: caf\xe9\n"),
        added("windows-1252", b"note: \x93quoted\x94\n"),
        added("overlong", b"note: \xc0\xaf\n"),
        added("cut-short", b"note: \xe2\x82"),
        added("surrogate-in-bytes", b"note: \xed\xa0\x80\n"),
        whole("utf-16-little", codecs.BOM_UTF16_LE + FIELDS.encode("utf-16-le")),
        whole("utf-16-big", codecs.BOM_UTF16_BE + FIELDS.encode("utf-16-be")),
        whole("utf-16-unmarked", FIELDS.encode("utf-16-le")),
        whole("utf-32", FIELDS.encode("utf-32")),
        whole("gzip", b"\x1f\x8b\x08\x00" + bytes(range(256))),
    ),
    "Y10": (
        whole("byte-order-mark-twice", codecs.BOM_UTF8 * 2 + FIELDS.encode()),
        whole(
            "byte-order-mark-before-an-error",
            codecs.BOM_UTF8 + b"kynd: press\n" + FIELDS[12:].encode(),
        ),
        whole(
            "byte-order-mark-after-the-fence",
            f"---\n\ufeff{FIELDS}---\n",
            "articles/bad.md",
        ),
    ),
    "Y11": (
        *(
            added(f"raw-u-{ord(sign):04x}", f"note: a{sign}b\n")
            for sign in "\0\x1b\x7f\x85\x9b\u2028\u2029\ufeff\ufffe\r"
        ),
        *(
            added(f"escaped-{name}", f'note: "a{sign}b"\n')
            for name, sign in [
                ("nul", "\\0"),
                ("escape", "\\e[31m"),
                ("hexadecimal", "\\x1b[31m"),
                ("next-line", "\\N"),
                ("line-separator", "\\L"),
                ("surrogate", "\\ud800"),
                ("byte-order-mark", "\\ufeff"),
                ("beyond-unicode", "\\U00110000"),
            ]
        ),
        added("spelt-as-an-entity", "body: Words &#8203; here.\n"),
        added("forbidden-20000-times", "note: " + "\x1b" * 20_000 + "\n", bomb=True),
    ),
    "Y12": (
        *(
            added(f"{name}-in-text", f"note: a{sign}b\n")
            for name, sign in [
                ("override", "\u202e"),
                ("isolate", "\u2066"),
                ("mark", "\u200f"),
                ("zero-width", "\u200b"),
                ("tag", "\U000e0041"),
                ("word-joiner", "\u2060"),
            ]
        ),
        added("override-in-an-id", "mentions: [ac\u202eme]\n"),
        added("joiner-in-an-id", "mentions: [ac\u200dme]\n"),
        added("joiner-in-a-key", "no\u200dte: text\n"),
        added("joiner-in-an-address", "url: https://example.org/\u200d\n"),
        added("escaped-override", 'note: "a\\u202eb"\n'),
    ),
    "Y13": (
        added("mixed-scripts-in-an-id", "mentions: [раypal]\n"),
        whole("mixed-scripts-in-a-name", FIELDS, "articles/раypal.yml"),
        added("capital-in-an-id", "mentions: [Acme]\n"),
        added("underscore-in-an-id", "mentions: [ac_me]\n"),
        added("two-hyphens-in-an-id", "mentions: [ac--me]\n"),
        added("id-of-81-characters", f"mentions: [{'a' * 81}]\n"),
        whole("name-of-81-characters", FIELDS, f"articles/{'a' * 81}.yml"),
        added("other-digits-in-an-id", "mentions: [acme-２]\n"),
    ),
    "Y14": (
        added("tab-indent", "snapshots:\n\t- captured: 2022\n"),
        whole("open-fence", f"---\n{FIELDS}Words.\n", "articles/bad.md"),
        whole("no-fence", "Words.\n", "articles/bad.md"),
        whole("blank-before-the-fence", f" ---\n{FIELDS}---\n", "articles/bad.md"),
        added("two-documents", f"---\n{FIELDS}"),
        added("end-of-document-and-more", f"...\n---\n{FIELDS}"),
        whole("list", "- a\n- b\n"),
        whole("bare-text", "words\n"),
        whole("empty", ""),
        whole("comments-only", "# nothing\n"),
        whole("list-between-fences", "---\n- a\n---\n", "articles/bad.md"),
        whole("nothing-between-fences", "---\n---\nWords.\n", "articles/bad.md"),
        whole("old-mac-line-ends", FIELDS.replace("\n", "\r")),
        added("open-quote", 'note: "never closed\n'),
        added("two-colons", "note: one: two\n"),
        added("full-width-colon", "note： text\n"),
        added("cut-comment", "note: Bulletin #12\n"),
    ),
    "Y15": (
        added("unknown-key", "titel: A listing\n"),
        added("list-for-text", "note: [a, b]\n"),
        instead("list-for-a-title", "title", "[]"),
        instead("empty-title", "title", '""'),
        instead("blank-title", "title", '"   "'),
        instead("blank-kind", "kind", "''"),
        added("text-for-a-list-of-maps", "events: soon\n"),
        added("map-for-text", "note: {a: b}\n"),
        added("list-for-a-map", "snapshots: [[a]]\n"),
        whole("nothing-required", "kind: press\n"),
        whole("many-slips", "kind: pres\ntitle: A\nlang: english\npublished: soon\ntier: third\n"),
        added("user-name-in-an-address", "url: https://me:secret@example.org/\n"),
        added("script-as-an-address", "url: javascript:alert(1)\n"),
        added("address-without-a-host", "url: https:///path\n"),
        added("address-with-a-blank", "url: https://example.org/a b\n"),
        added("address-with-a-port-too-high", "url: https://example.org:99999/\n"),
    ),
    "Y16": (
        added("list-as-a-key", "[a]: b\n"),
        added("map-as-a-key", "{a: b}: c\n"),
        added("complex-key", "? [a]\n: b\n"),
        added("number-as-a-key", "1: b\n"),
        added("true-as-a-key", "true: b\n"),
        added("null-as-a-key", "~: b\n"),
        added("no-key", ": b\n"),
        added("merge-as-a-key", "<<: {note: b}\n"),
    ),
}

"""Edits a dossier at random, step by step: each build must equal a build from nothing.

`python -m tests.deep.edits --sequences 300 --seed 1`
"""

import argparse
import contextlib
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import yaml

from dossier.build import build, differences
from dossier.drawing import graphviz
from dossier.errors import ProblemsError
from dossier.host.config import read_options
from dossier.host.frames import Host
from dossier.publish.kept import Read
from dossier.publish.tree import digest_of, tree_digest
from dossier.records.amend import AmendError, NewSnapshot, add_snapshot
from dossier.revision import touch
from tests.conftest import SAMPLE

STEPS = 10


@dataclass(frozen=True, slots=True)
class Remembering:
    """A real host for builds from nothing: it runs once for the same configuration and pages."""

    root: Path
    memory: Path

    def build(self, into: Path) -> Read | None:
        files = [self.root / "mkdocs.yml", *sorted((self.root / "content/pages").rglob("*.md"))]
        named = [(file.relative_to(self.root).as_posix(), file.read_bytes()) for file in files]
        folder = self.memory / digest_of(repr(named).encode())
        if not folder.exists():
            made = self.memory / "made"
            made.mkdir(parents=True)
            Host("mkdocs", self.root / "mkdocs.yml").build(made)
            made.rename(folder)
        shutil.copytree(folder, into, dirs_exist_ok=True)
        return None

    def digest(self, inputs: Sequence[str]) -> str:
        return ""


@dataclass
class Edited:
    """A dossier that is edited at random; ids that it makes are numbered."""

    root: Path
    random: random.Random
    number: int = 0
    added: list[Path] = field(default_factory=list)
    saved: tuple[Path, ...] = ()

    def act(self) -> str:
        """Make one edit; what kind of edit it was."""
        name, edit = self.random.choice(tuple(EDITS.items()))
        edit(self)
        return name

    def save(self, folder: Path) -> None:
        """Remember how it is."""
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.root, folder, ignore=shutil.ignore_patterns("build"))
        self.saved = tuple(self.added)

    def mend(self, folder: Path) -> None:
        """Make it as it was when it was remembered."""
        shutil.rmtree(self.root / "content")
        shutil.copytree(folder, self.root, dirs_exist_ok=True)
        self.added = list(self.saved)

    def record(self, folder: str = "*") -> Path:
        """Any record in YAML."""
        return self.random.choice(sorted((self.root / "content").glob(f"{folder}/**/*.yml")))

    def write(self, path: str, fields: dict[str, object]) -> None:
        """Write a record below `content/`."""
        file = self.root / "content" / path
        file.write_text(yaml.safe_dump(fields, allow_unicode=True, sort_keys=False), "utf-8")

    def change(self, file: Path, **fields: object) -> None:
        """Set fields of a record; those that are None are taken away."""
        content = yaml.safe_load(file.read_text("utf-8")) | fields
        kept = {name: value for name, value in content.items() if value is not None}
        file.write_text(yaml.safe_dump(kept, allow_unicode=True, sort_keys=False), "utf-8")

    def word(self) -> str:
        """A text that was not there before."""
        self.number += 1
        return f"word-{self.number}"


def add(dossier: Edited) -> None:
    """Add an entity, or an event with an entity."""
    name = dossier.word()
    body = "One more, beside [[example-company]] [@ministry-2021-release]."
    dossier.write(
        f"entities/{name}.yml", {"name": name, "kind": "company", "country": "CN", "body": body}
    )
    dossier.added.append(dossier.root / f"content/entities/{name}.yml")
    if dossier.random.random() < 0.5:
        event = {"title": f"About {name}", "date": "2021-12-10", "kind": "other"}
        links = {"actor": name, "themes": ["listing"], "cites": ["ministry-2021-release"]}
        dossier.write(f"events/event-{name}.yml", event | links)


def retitle(dossier: Edited) -> None:
    file = dossier.record()
    content = yaml.safe_load(file.read_text("utf-8"))
    key = next((key for key in ("title", "name", "text") if key in content), "note")
    dossier.change(file, **{key: f"New {dossier.word()}"})


def redate(dossier: Edited) -> None:
    days = ("2019-05", "2020-11-13", "2021-12-09", "2021~", "2026-11-21", "2030")
    dossier.change(dossier.record("events"), date=dossier.random.choice(days))


def speak(dossier: Edited) -> None:
    """Add a claim, an answer or a remark, or say another year of what was said."""
    year = dossier.random.choice(("1999", "2019-05", "2021~", "2022-03", "2030"))
    said = sorted((dossier.root / "content/statements").glob("*.yml"))
    if said and dossier.random.random() < 0.4:
        dossier.change(dossier.random.choice(said), said=year)
        return
    name = dossier.word()
    kind = dossier.random.choice(("claim", "response", "remark"))
    fields: dict[str, object] = {"kind": kind, "by": "ministry", "said": year}
    if kind == "response" and said:
        fields |= {"by": "example-company", "responds_to": [dossier.random.choice(said).stem]}
    if kind == "claim":
        party = dossier.random.choice(("example-company", "example-unit"))
        answer = dossier.random.choice(("reply_not_sought", "no_reply"))
        nowhere = [{"party": party, "as_of": "2026-11", "looked_in": "its site"}]
        fields |= {"against": [party], answer: nowhere if answer == "no_reply" else [party]}
    fields |= {"text": f"It says {name}.", "cites": ["ministry-2021-release"]}
    dossier.write(f"statements/statement-{name}.yml", fields)


def body(dossier: Edited) -> None:
    links = dossier.random.choice(("[[ministry]]", "[[company-listed]]", "[[example-list|it]]"))
    text = f"A sentence with {dossier.word()} on {links} [@gazette-2021-listing]."
    dossier.change(dossier.record("entities"), body={"en": text, "fr": f"Une phrase. {text}"})


def prose(dossier: Edited) -> None:
    """Change the prose of a record in Markdown, in one language."""
    file = dossier.random.choice([*sorted((dossier.root / "content").glob("[at]*/**/*.md"))])
    file.write_text(f"{file.read_text('utf-8')}\n\n## {dossier.word()}\n\nMore.\n", "utf-8")


def participants(dossier: Edited) -> None:
    parties = ("ministry", "minister", "gazette", "example-company", "example-unit")
    chosen = dossier.random.sample(parties, 2)
    dossier.change(dossier.record("events"), actor=chosen[0], target=chosen[1])


def relink(dossier: Edited) -> None:
    """Have an event cite something else; sometimes what is not there."""
    sources = ("gazette-2021-listing", "ministry-2021-release", "copy-of-release", "nothing")
    dossier.change(dossier.record("events"), cites=[dossier.random.choice(sources)])


def rename(dossier: Edited) -> None:
    """Give an entity another id, and leave the former one as its former id."""
    if not dossier.added:
        add(dossier)
        return
    file = dossier.random.choice(dossier.added)
    former, now = file.stem, dossier.word()
    content = yaml.safe_load(file.read_text("utf-8"))
    dossier.change(file, was=[*content.get("was", []), former])
    dossier.added.remove(file)
    dossier.added.append(file.rename(file.with_stem(now)))
    if dossier.random.random() < 0.8:
        for event in (dossier.root / "content/events").glob("*.yml"):
            if yaml.safe_load(event.read_text("utf-8")).get("actor") == former:
                dossier.change(event, actor=now)


def delete(dossier: Edited) -> None:
    """Delete an added record, mostly with what refers to it; now and then one that is needed."""
    if not dossier.added or dossier.random.random() < 0.1:
        dossier.record().unlink()
        return
    file = dossier.added.pop(dossier.random.randrange(len(dossier.added)))
    file.unlink()
    for event in (dossier.root / "content/events").glob("event-word-*.yml"):
        if yaml.safe_load(event.read_text("utf-8")).get("actor") == file.stem:
            event.unlink()


def state(dossier: Edited) -> None:
    """Withdraw a record, hold it back, or publish it again."""
    why = [{"date": "2026-11-01", "kind": "correction", "text": f"Why {dossier.random.random()}."}]
    states: tuple[dict[str, object], ...] = (
        {"state": "withdrawn", "note": "Taken back.", "until": None, "corrections": why},
        {"state": "withdrawn", "until": None},
        {"state": "embargoed", "until": "2027-01-01"},
        {"state": "embargoed", "until": "2026-01-01"},
        {"state": "draft", "until": None},
        {"state": None, "until": None, "note": None},
    )
    dossier.change(dossier.record(), **dossier.random.choice(states))


def archived(dossier: Edited) -> None:
    """Add a snapshot to an article, now and then with a public copy."""
    articles = dossier.root / "content/articles"
    files = sorted(file for file in articles.rglob("*.*") if file.name.count(".") == 1)
    file = dossier.random.choice(files).relative_to(dossier.root).as_posix()
    day = f"2026-11-{dossier.random.randrange(1, 23):02}"
    copy = dossier.random.choice(("", f"https://copy.example/{dossier.word()}"))
    digest = f"{dossier.random.getrandbits(256):064x}"
    with contextlib.suppress(AmendError):  # another edit may have left it unsound
        add_snapshot(dossier.root, file, NewSnapshot(day, digest, copy))


def configuration(dossier: Edited) -> None:
    config = dossier.root / "mkdocs.yml"
    content = yaml.safe_load(config.read_text("utf-8"))
    options = content["plugins"][0]["dossier"]
    match dossier.random.randrange(5):
        case 0:
            content["site_name"] = f"Site {dossier.random.randrange(3)}"
        case 1:
            options["timeline_split"] = dossier.random.choice((2, 500))
        case 2:
            french = {"fr": {"name": "Français"}}
            options["languages"] = {"en": {"name": "English"}} | dossier.random.choice(({}, french))
        case 3:
            options["as_of"] = dossier.random.choice(("2026-11-22", "2028-01-01"))
        case _:
            content["site_url"] = dossier.random.choice(("https://example.org/sample/", ""))
    config.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), "utf-8")


def page(dossier: Edited) -> None:
    """Write, change or delete a page that is written by hand."""
    folder = dossier.root / "content/pages"
    match dossier.random.randrange(3):
        case 0:
            text = f"# {dossier.random.randrange(3)}\n\nOn [[example-company]].\n"
            (folder / "extra.md").write_text(text, "utf-8")
        case 1:
            (folder / "extra.md").unlink(missing_ok=True)
        case _:
            about = folder / "about.md"
            first = about.read_text("utf-8").partition("\n\nPart ")[0]
            about.write_text(f"{first}\n\nPart {dossier.random.randrange(3)}.\n", "utf-8")


def nothing(dossier: Edited) -> None:
    """Save a record without a change."""
    file = dossier.record()
    file.write_bytes(file.read_bytes())


def undo(dossier: Edited) -> None:
    """Put all records back, as one who checks out a former commit."""
    shutil.rmtree(dossier.root / "content")
    shutil.copytree(SAMPLE / "content", dossier.root / "content")
    dossier.added.clear()


def slip(dossier: Edited) -> None:
    """Leave a file where none should be; the next time, take it away."""
    file = dossier.root / "content/entities/Wrong Name.yml"
    if file.exists():
        file.unlink()
    else:
        file.write_text("name: Wrong\n", "utf-8")


def govern(dossier: Edited) -> None:
    """Correct a record, have it reviewed, or leave something of it open."""
    file = dossier.record()
    content = yaml.safe_load(file.read_text("utf-8"))
    entry = {"date": f"2026-11-{dossier.random.randint(1, 22):02}", "kind": "update", "text": "So."}
    choices: list[dict[str, object]] = [
        {"corrections": [*content.get("corrections", []), entry]},
        {"corrections": None},
        {"review_by": dossier.random.choice(("2020-01-01", "2030-01-01", None))},
    ]
    if file.parent.name == "events":
        choices.append({"confirmed": dossier.random.choice((True, False))})
    if file.parent.name == "statements":
        reply = {"from": "ministry", "due": f"20{dossier.random.choice((20, 30))}-01-01"}
        choices += [{"replies": [reply]}, {"replies": None}]
    dossier.change(file, **dossier.random.choice(choices))


def accounts(dossier: Edited) -> None:
    """Give a figure another account or a conversion, or have events conflict; or no longer."""
    if dossier.random.random() < 0.5:
        other = dossier.random.choice(("company-listed", "unit-listed", "act-signed", None))
        note = "Accounts differ." if other else None
        dossier.change(dossier.record("events"), conflicts_with=other, public_note=note)
        return
    value = dossier.random.choice((767000000, 679000000))
    figure = {"about": "example-company", "measure": "size", "value": value, "unit": "USD"}
    first = {"id": "f", **figure, "variant_of": "gazette-2021-listing#f1", "public_note": "So."}
    later = {"id": "g", **figure, "unit": "EUR", "converted_from": "f"}
    chosen = dossier.random.choice(([first], [first, later], [{"id": "f", **figure}], None))
    dossier.change(dossier.record("articles"), figures=chosen)


def relate(dossier: Edited) -> None:
    """Give a party other relations, or have other parties listed, or no longer."""
    parties = ("ministry", "minister", "gazette", "example-company", "example-unit")
    if dossier.random.random() < 0.3:
        kind = dossier.random.choice(("listing", "delisting", "other"))
        targets = dossier.random.sample(parties, dossier.random.randint(1, 3))
        lists = dossier.random.choice((["example-list"], ["example-act"]))
        dossier.change(dossier.record("events"), kind=kind, target=targets, instruments=lists)
        return
    file, objects = dossier.record("entities"), (*parties, "example-list")
    chosen = dossier.random.sample(objects, dossier.random.randint(0, 3))
    relations = [
        {
            "id": f"to-{other}",
            "predicate": dossier.random.choice(("associated-with", "sanctioned-by")),
            "object": other,
            "until": dossier.random.choice(("2020", "2030")),
            "confirmed": dossier.random.choice((True, False)),
            "cites": [dossier.random.choice(("gazette-2021-listing", "ministry-2021-release"))],
        }
        for other in chosen
        if other != file.stem
    ]
    dossier.change(file, relations=relations or None)


def drawing(dossier: Edited) -> None:
    """Have Graphviz at hand, or not."""
    graphviz.PROGRAM = dossier.random.choice(("neato", "no-such-program"))


def receipts(dossier: Edited) -> None:
    """Take receipts away, put them back, or have them say another day, or too much."""
    path = "content/receipts/gazette-2021-listing.json"
    file, text = dossier.root / path, (SAMPLE / path).read_text("utf-8")
    day, verdict = dossier.random.choice(("2025", "2026-11-22")), '"words-only"'
    chosen = dossier.random.choice(("", text.replace("2026-11-22", day), text + text))
    if dossier.random.random() < 0.3:
        chosen = chosen.replace('"normalised"', verdict).replace('"exact"', verdict)
    file.parent.mkdir(exist_ok=True)
    file.write_text(chosen, "utf-8") if chosen else file.unlink(missing_ok=True)


def snapshot(dossier: Edited) -> None:
    """Let a document have no snapshot, or one more, or words that are in none."""
    name = "articles/2021/gazette-2021-listing.md"
    file, source = dossier.root / "content" / name, SAMPLE / "content" / name
    if not file.exists():
        return
    text = source.read_text("utf-8")
    kept = next(line for line in text.splitlines() if "sha256" in line)
    other = f"{kept}\n  - {{captured: 2027, sha256: {'0' * 64}}}"
    changes = ((f"snapshots:\n{kept}\n", ""), (kept, other), ("infondées, lang", "fondées, lang"))
    file.write_text(text.replace(*dossier.random.choice(changes)), "utf-8")


def store(dossier: Edited) -> None:
    """Have the snapshots at hand, or not."""
    folder = dossier.root / "snapshots"
    if folder.exists():
        shutil.rmtree(folder)
    else:
        shutil.copytree(SAMPLE / "snapshots", folder)


EDITS: dict[str, Callable[[Edited], None]] = {
    edit.__name__: edit
    for edit in (
        *(add, retitle, redate, speak, body, prose, participants, relink, rename, delete, state),
        *(govern, accounts, configuration, page, nothing, undo, slip),
        *(receipts, snapshot, store, archived, relate, drawing),
    )
}


def step(dossier: Edited, host: Remembering, elsewhere: Path) -> str:
    """Build where the last step was built, and from nothing; what came of it."""
    root = dossier.root
    options = read_options(root / "mkdocs.yml", root)
    before = tree_digest(root / "build/site")
    anew = replace(options, site_dir=str(elsewhere / "site"))
    shutil.rmtree(elsewhere, ignore_errors=True)
    elsewhere.mkdir()
    try:
        build(anew, host, with_search=False, workers=1)
        expected = tree_digest(elsewhere / "site")
    except ProblemsError:
        expected = ""
    try:
        quick = Host("mkdocs", root / "mkdocs.yml")
        touch.SHARE = dossier.random.choice((4, 0))
        build(options, quick, with_search=False, allow_loss=True, workers=1)
        is_sound = True
    except ProblemsError:
        is_sound = False
    found = tree_digest(root / "build/site")
    if is_sound != bool(expected):
        return "wrong: sound for one, and not for the other"
    if not is_sound:
        return "unsound, untouched" if found == before else "wrong: unsound, but touched"
    if found != expected:
        return "wrong: not what a build from nothing gives"
    return "equal, as before" if found == before else "equal, changed"


def main() -> int:
    """Run all; the exit status says whether any outcome was wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sequences", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=60, help="begin no sequence after so many")
    arguments = parser.parse_args()
    outcomes: Counter[str] = Counter()
    edits: Counter[str] = Counter()
    started, done, apart = time.monotonic(), 0, 0
    with tempfile.TemporaryDirectory(prefix="dossier-edits-") as name:
        folder = Path(name).resolve()
        root = folder / "sample"
        host = Remembering(root, folder / "memory")
        for seed in range(arguments.seed, arguments.seed + arguments.sequences):
            if time.monotonic() - started > arguments.minutes * 60:
                break
            shutil.rmtree(root / "content", ignore_errors=True)
            shutil.copytree(
                SAMPLE, root, ignore=shutil.ignore_patterns("build"), dirs_exist_ok=True
            )
            dossier = Edited(root, random.Random(seed))
            graphviz.PROGRAM = "neato"
            if done == 0:
                options = read_options(root / "mkdocs.yml", root)
                build(options, Host("mkdocs", root / "mkdocs.yml"), with_search=False)
            made = []
            for _ in range(STEPS):
                dossier.save(folder / "saved")
                made.append(dossier.act())
                outcome = step(dossier, host, folder / "elsewhere")
                outcomes[outcome] += 1
                if outcome.startswith("wrong"):
                    print(f"  seed {seed}, {', '.join(made)}: {outcome}")
                if outcome.startswith("unsound") and dossier.random.random() < 0.8:
                    dossier.mend(folder / "saved")
            edits.update(made)
            done += 1
            if done % 5 == 0:
                apart += verified(root, outcomes)
    print(f"edits: {done} sequences of {STEPS} steps, {apart} also built by the host anew")
    print("  " + ", ".join(f"{number} {edit}" for edit, number in sorted(edits.items())))
    print("  " + ", ".join(f"{number} {outcome}" for outcome, number in sorted(outcomes.items())))
    return 1 if any(outcome.startswith("wrong") for outcome in outcomes) else 0


def verified(root: Path, outcomes: Counter[str]) -> int:
    """Compare as `--verify` does, with a host of its own, where the dossier is sound."""
    options = read_options(root / "mkdocs.yml", root)
    try:
        wrong = differences(options, Host("mkdocs", root / "mkdocs.yml"), workers=1)
    except ProblemsError:
        return 0
    if wrong:
        outcomes[f"wrong: {wrong[0]} is not what its host gives"] += 1
    return 1


if __name__ == "__main__":
    sys.exit(main())

"""How long it takes to look quotations up.

    python -m bench.quotations

500 texts of 20 KB, in English and French, with 10,000 quotations of 60 to 260 characters, a tenth
of them changed by a word; then 10,000 that are all faithful, at first and by their receipts. CPU
seconds of this process.
"""

import hashlib
import random
import tempfile
import time
from pathlib import Path

from dossier.evidence.finding import Finding, findings
from dossier.evidence.snapshot import Store
from dossier.graph.graph import Graph
from dossier.graph.link import link
from dossier.model.article import Article
from dossier.model.edtf import Edtf
from dossier.records.dossier import Dossier, RecordFile
from dossier.records.places import Places
from tests.evidence.planted import ENGLISH, FRENCH

TEXTS = 500
QUOTATIONS = 20
"""For each text."""

LENGTH = 20_000


def text(chance: random.Random) -> str:
    """Words with French punctuation, curly apostrophes, line ends, and a hyphen here and there."""
    vocabulary = chance.choice((ENGLISH, FRENCH)).split()
    joints = (" ",) * 12 + (", ", "\n", ". ", "\u00a0: ", " – ", "\u202f; ")
    words: list[str] = []
    length = 0
    while length < LENGTH:
        word = chance.choice(vocabulary) + chance.choice(joints)
        words.append(word)
        length += len(word)
    return "".join(words)


def quotation(chance: random.Random, source: str, *, changed: bool) -> str:
    start = chance.randrange(len(source) - 300)
    start = source.index(" ", start) + 1
    end = source.index(" ", start + chance.randint(60, 260))
    words = source[start:end].split()
    if changed:
        words[len(words) // 2] = "surely"
    elif chance.random() < 0.3:
        words[3:6] = ["…"]
    return " ".join(words)


def article(number: int, chance: random.Random, store: Path, *, changed: int) -> Article:
    kept = text(chance)
    digest = hashlib.sha256(kept.encode()).hexdigest()
    (store / f"{digest}.txt").write_text(kept, "utf-8", newline="")
    quotes = [
        {"lang": "en", "text": quotation(chance, kept, changed=at < changed)}
        for at in range(QUOTATIONS)
    ]
    said = {"kind": "remark", "by": "somebody", "said": "2021", "text": "What was said."}
    return Article.model_validate(
        {
            "id": f"article-{number}",
            "kind": "press",
            "title": "T",
            "lang": "en",
            "tier": "secondary",
            "snapshots": [{"captured": "2026-11-22", "sha256": digest}],
            "statements": [{"id": f"s{n}", "quotes": [one]} | said for n, one in enumerate(quotes)],
        }
    )


def graph_of(files: tuple[RecordFile, ...]) -> Graph:
    return link(Dossier(files, ()), Places(Path("nowhere")), Edtf("2026-11-22"))


def with_receipts(file: RecordFile, found: tuple[Finding, ...]) -> RecordFile:
    own = [one.receipt for one in found if one.quotation.file.path == file.path and one.receipt]
    return RecordFile(file.type, file.path, file.record, receipts=tuple(own))


def timed(graph: Graph, store: Path) -> tuple[Finding, ...]:
    started = time.process_time()
    found = findings(graph, Store(store))
    seconds = time.process_time() - started
    verdicts = [one.verdict for one in found]
    counts = {name: verdicts.count(name) for name in dict.fromkeys(verdicts)}
    print(f"{seconds:6.2f} s for {len(found):,} quotations: {counts}")
    return found


def dossier(chance: random.Random, store: Path, *, changed: int) -> tuple[RecordFile, ...]:
    """Articles with quotations, of which some are `changed` in each."""
    records = [article(number, chance, store, changed=changed) for number in range(TEXTS)]
    return tuple(RecordFile("article", f"content/articles/{one.id}.yml", one) for one in records)


def main() -> None:
    chance = random.Random(7)
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder)
        print("a tenth of them changed:")
        timed(graph_of(dossier(chance, store, changed=QUOTATIONS // 10)), store)
        print("all of them faithful:")
        files = dossier(chance, store, changed=0)
        found = timed(graph_of(files), store)
        by_path: dict[str, list[Finding]] = {}
        for one in found:
            by_path.setdefault(one.quotation.file.path, []).append(one)
        print("these, held against their receipts:")
        files = tuple(with_receipts(file, tuple(by_path[file.path])) for file in files)
        timed(graph_of(files), store)


if __name__ == "__main__":
    main()

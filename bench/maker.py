"""Dossiers of any size from a seed, in the record format of the tool.

    python -m bench.maker 10000 folder

Everything is drawn from one seeded generator, so the same number and seed give the same bytes.
Parties are drawn from a long-tailed distribution: a few are in a great many articles, most in few.
"""

import argparse
import datetime
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

ENGLISH = """
the of and to in for on by with as at from that is was are export control list order notice
ministry agency company camera system face data police region trade import ban licence rule
firm group report paper review board court case claim answer public private record source
market share price sale supply chain product labour work site camp law act bill article
""".split()  # noqa: SIM905 - as words in a row they can be read
FRENCH = """
le la les de des du et en pour sur par avec comme dans que est sont ordre liste contrôle avis
ministère agence entreprise caméra système visage données police région commerce importation
interdiction licence règle groupe rapport presse revue conseil tribunal affaire allégation
réponse public privé source marché part prix vente chaîne produit travail site loi projet
""".split()  # noqa: SIM905 - as words in a row they can be read
KINDS = ("press", "press-release", "report", "web")
FIRST_DAY = datetime.date(1990, 1, 1)
DAYS = 13_000
_NEAR = 40
"""Days within which events that look alike are said to be different."""

CONFIGURATION = """\
site_name: Benchmark
site_url: https://example.org/
docs_dir: content/pages
site_dir: build/site
theme: {name: material, language: en, font: false}
plugins:
  - dossier:
      as_of: "2026-01-01"
      timeline_split: 500
      languages: {en: {name: English}, fr: {name: Français}}
"""


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many records of each type there are."""

    articles: int

    @property
    def entities(self) -> int:
        return max(self.articles // 5, 8)

    @property
    def instruments(self) -> int:
        return max(self.articles // 100, 2)

    @property
    def themes(self) -> int:
        return min(max(self.articles // 1000, 2), 12)


class Maker:
    """Makes the records of one dossier, in order."""

    def __init__(self, articles: int, seed: int = 1) -> None:
        self.sizes = Sizes(articles)
        self._random = random.Random(seed)
        self._alike: dict[tuple[str, ...], list[tuple[datetime.date, str]]] = {}

    def files(self) -> Iterator[tuple[str, dict[str, object]]]:
        """Yield (path below `content/`, fields) of every record."""
        for number in range(self.sizes.themes):
            yield f"themes/theme-{number}.yml", self._theme(number)
        for number in range(self.sizes.entities):
            yield f"entities/{number % 100:02}/party-{number}.yml", self._entity(number)
        for number in range(self.sizes.instruments):
            yield f"instruments/instrument-{number}.yml", self._instrument(number)
        for number in range(self.sizes.articles):
            yield f"articles/{number % 100:02}/article-{number}.yml", self._article(number)

    def _theme(self, number: int) -> dict[str, object]:
        return {"title": self._both(3), "scope": self._both(12)}

    def _entity(self, number: int) -> dict[str, object]:
        source = f"article-{number * 5 % self.sizes.articles}"
        return {
            "name": self._words(ENGLISH, 2).title(),
            "kind": "company" if number % 3 else "public-body",
            "country": "FR",
            "body": self._prose(25, f" [@{source}]"),
        }

    def _instrument(self, number: int) -> dict[str, object]:
        return {
            "title": self._both(4),
            "kind": "list" if number % 2 else "law",
            "does": self._prose(15, f" [@article-{number % self.sizes.articles}]"),
        }

    def _article(self, number: int) -> dict[str, object]:
        published = FIRST_DAY + datetime.timedelta(number * DAYS // self.sizes.articles)
        parties = self._parties(5)
        fields: dict[str, object] = {
            "kind": self._random.choice(KINDS),
            "title": self._words(ENGLISH, 8).capitalize(),
            "lang": "en",
            "publisher": parties[0],
            "published": published.isoformat(),
            "url": f"https://example.org/{number}",
            "tier": "secondary",
            "mentions": parties[1:3],
            "themes": [f"theme-{self._random.randrange(self.sizes.themes)}"],
            "events": [
                self._event(number, one, published) for one in range(self._random.randint(1, 4))
            ],
        }
        statements = self._statements(published)
        if statements:
            fields["statements"] = statements
        cited = "".join(
            f" [@article-{self._random.randrange(number)}, p. {self._random.randint(1, 40)}]"
            for _ in range(min(number, self._random.randint(0, 3)))
        )
        fields["body"] = self._prose(
            self._random.randint(50, 150), f" [[{parties[3]}]] and [[{parties[4]}]]{cited}"
        )
        return fields

    def _event(self, article: int, number: int, published: datetime.date) -> dict[str, object]:
        day = published - datetime.timedelta(self._random.randint(0, 60))
        listing = self._random.random() < 0.2
        instrument = f"instrument-{self._random.randrange(self.sizes.instruments)}"
        title, actor, target = self._both(6), self._parties(1), self._parties(1)
        event: dict[str, object] = {
            "id": f"e{number}",
            "title": title,
            "date": day.isoformat(),
            "kind": "listing" if listing else "other",
            "actor": actor,
            "target": target,
            "instruments": [instrument],
            "at": {"para": str(self._random.randint(1, 30))},
        }
        alike = self._alike.setdefault((str(listing), instrument, *actor, *target), [])
        if others := [id for date, id in alike if abs((date - day).days) < _NEAR]:
            event["distinct_from"] = others
        alike.append((day, f"article-{article}#e{number}"))
        return event

    def _statements(self, published: datetime.date) -> list[dict[str, object]]:
        if self._random.random() < 0.5:
            return []
        speaker, accused = self._parties(2)
        claim = {
            "id": "claim",
            "kind": "claim",
            "by": [speaker],
            "against": [accused],
            "said": published.isoformat(),
            "status": "alleged",
            "text": self._said(20),
        }
        reply = {
            "id": "reply",
            "kind": "response",
            "by": [accused],
            "responds_to": ["claim"],
            "said": published.isoformat(),
            "text": self._both(15),
        }
        return [claim, reply]

    def _parties(self, number: int) -> list[str]:
        """Different parties: the first of all are drawn most often."""
        found: dict[str, None] = {}
        while len(found) < min(number, self.sizes.entities):
            found[f"party-{int(self.sizes.entities * self._random.random() ** 3)}"] = None
        return list(found)

    def _words(self, words: list[str], number: int) -> str:
        return " ".join(self._random.choices(words, k=number))

    def _both(self, number: int) -> dict[str, str]:
        return {
            "en": f"{self._words(ENGLISH, number).capitalize()}.",
            "fr": f"{self._words(FRENCH, number).capitalize()}.",
        }

    def _said(self, number: int) -> dict[str, str]:
        """So many words that somebody says."""
        words = self._both(number)
        return {"en": f"It says that {words['en']}", "fr": f"Elle affirme que {words['fr']}"}

    def _prose(self, number: int, references: str) -> dict[str, str]:
        """About so many words in each language, in sentences; the first one has the references."""
        found = {}
        for lang, words in (("en", ENGLISH), ("fr", FRENCH)):
            sentences = [self._words(words, 12).capitalize() for _ in range(number // 12 + 1)]
            sentences[0] += references
            found[lang] = ". ".join(sentences) + "."
        return found


def write(articles: int, folder: Path, seed: int = 1) -> int:
    """Write a dossier of so many articles; the number of its records."""
    maker = Maker(articles, seed)
    count = 0
    made: set[Path] = set()
    for path, fields in maker.files():
        file = folder / "content" / path
        if file.parent not in made:
            file.parent.mkdir(parents=True, exist_ok=True)
            made.add(file.parent)
        text = yaml.dump(fields, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
        file.write_text(text, encoding="utf-8")
        count += 1
    (folder / "mkdocs.yml").write_text(CONFIGURATION, encoding="utf-8")
    for name in ("index.md", "fr/index.md"):
        page = folder / "content/pages" / name
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text("# Home\n\nA dossier made for measuring.\n", encoding="utf-8")
    return count


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    print(f"{write(given.articles, given.folder, given.seed):,} records in {given.folder}")


if __name__ == "__main__":
    main()

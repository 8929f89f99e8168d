"""Our build beside its peers: the same pages of the same dossier, in turn on the same machine.

    python -m bench.run --sizes 450 10000 --rounds 3

Prints Markdown. Exits 1 when the pages of a peer, or the links in them, are not as many as ours.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

from bench import hugo
from bench.count import KINDS, Count, counted
from bench.measure import Cost, measured
from bench.tool import QUIET, Tool, edit, missing, options, ours, peer, version

PEERS = ("hugo", "mkdocs", "zensical")
SURVIVED = 500
"""The number of articles up to which the peers that read Markdown are measured."""

TOLERANCE = 0.01
"""How far the links of one kind of page may be apart; the numbers of pages must be the same."""

GIB = 2**30
Costs = dict[tuple[str, str], list[Cost]]


def disagreements(mine: Count, theirs: Count) -> list[str]:
    """The kinds of pages of which a peer made more or fewer, or with other numbers of links."""
    found = []
    for kind, _ in KINDS:
        if mine.pages[kind] != theirs.pages[kind]:
            found.append(f"{kind}: {theirs.pages[kind]:,} pages for our {mine.pages[kind]:,}")
        if abs(mine.links[kind] - theirs.links[kind]) > TOLERANCE * mine.links[kind]:
            found.append(f"{kind}: {theirs.links[kind]:,} links for our {mine.links[kind]:,}")
    return found


def as_data(count: Count) -> dict[str, object]:
    """A count as plain data."""
    return {"pages": dict(count.pages), "links": dict(count.links), "bytes": count.bytes}


def agreement(counts: dict[str, Count]) -> str:
    """A table of the pages and links of all, by kind."""
    head = "| Pages | " + " | ".join(f"{name}: pages, links" for name in counts) + " |"
    lines = [head, "| --- |" + " ---: |" * len(counts)]
    for kind in [kind for kind, _ in KINDS]:
        cells = (f"{count.pages[kind]:,}, {count.links[kind]:,}" for count in counts.values())
        lines.append(f"| {kind} | {' | '.join(cells)} |")
    sizes = (f"{count.bytes / 2**20:,.1f} MiB" for count in counts.values())
    lines.append(f"| HTML | {' | '.join(sizes)} |")
    return "\n".join(lines)


def spread(values: Iterable[float], form: str) -> str:
    """The least, middle and greatest of some values."""
    ordered = sorted(values)
    three = (ordered[0], statistics.median(ordered), ordered[-1])
    return " / ".join(format(value, form) for value in three)


def table(costs: Costs) -> str:
    """A table of what each build took, and of the ratios to ours, round by round."""
    lines = [
        "| Build | Tool | Elapsed, s | CPU, s | Largest process, GiB | All processes, GiB "
        "| Elapsed to ours | CPU to ours | Memory to ours |",
        "| --- | --- |" + " ---: |" * 7,
    ]
    for (build, name), all_costs in costs.items():
        own = costs["cold" if (build, "dossier") not in costs else build, "dossier"]
        figures: list[tuple[Callable[[Cost], float], str]] = [
            (lambda cost: cost.elapsed, ".2f"),
            (lambda cost: cost.cpu, ".2f"),
            (lambda cost: cost.peak / GIB, ".2f"),
            (lambda cost: cost.together / GIB, ".2f"),
        ]
        cells = [spread(map(read, all_costs), form) for read, form in figures]
        for read, _ in figures[:3]:
            ratios = [read(one) / read(mine) for one, mine in zip(all_costs, own, strict=True)]
            cells.append(spread(ratios, ".2f") if name != "dossier" else "1")
        lines.append(f"| {build} | {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


BUILDS = ("cold", "first edit", "edit", "nothing")


def rounds(tools: Sequence[Tool], number: int, record: hugo.Record) -> Costs:
    """Build with all in turn, so often: cold, after a first and another edit, with nothing changed.

    After the first edit a tool may have to make ready what later edits find.
    """
    found: Costs = {}
    for turn in range(number):
        for tool in tools:
            for build in BUILDS if tool.edits else BUILDS[:1]:
                if build == "cold":
                    tool.forget()
                elif build != "nothing":
                    edit(tool, record, f"{build.partition(' ')[0]}{turn}")
                os.sync()  # so that none writes to the disk what another has left
                cost = measured(tool.command, tool.folder, QUIET)
                found.setdefault((build, tool.name), []).append(cost)
                said = f"round {turn + 1}, {tool.name}, {build}: {cost.elapsed:.2f} s"
                print(said, file=sys.stderr, flush=True)
    return dict(sorted(found.items(), key=lambda pair: BUILDS.index(pair[0][0])))


def compared(
    articles: int, folder: Path, names: Sequence[str], number: int, seed: int
) -> tuple[dict[str, Count], Costs]:
    """Set all up, measure them, and count what they built last."""
    first = ours(folder / "dossier", articles, seed)
    measured(first.command, first.folder, QUIET)
    tools = [first]
    tools += [peer(name, folder / name, articles, seed, first.built) for name in names]
    record = next(
        one for one in hugo.records(articles, seed) if one.id == f"article-{articles // 2}"
    )
    costs = rounds(tools, number, record)
    return {tool.name: counted(tool.built) for tool in tools}, costs


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[450, 10_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--peers", nargs="*", choices=PEERS, default=PEERS)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--folder", type=Path, help="an empty folder to work in, which is kept")
    given = parser.parse_args()
    absent = {name: why for name in given.peers if (why := missing(name))}
    for why in absent.values():
        print(f"Not measured: {why}.\n")
    here = [name for name in given.peers if name not in absent]
    for name in here:
        print(f"- {version(name)}")
    search = "off in all" if "--no-search" in options() else "on in ours, off in the others"
    print(f"- search: {search}; {given.rounds} rounds; least / median / greatest\n")
    wrong: list[str] = []
    kept: list[dict[str, object]] = []
    for size in given.sizes:
        names = [name for name in here if name == "hugo" or size <= SURVIVED]
        with tempfile.TemporaryDirectory() as made:
            folder = (given.folder or Path(made)) / str(size)
            counts, costs = compared(size, folder, names, given.rounds, given.seed)
            print(f"## {size:,} articles, {sum(counts['dossier'].pages.values()):,} pages\n")
            print(f"{table(costs)}\n\n{agreement(counts)}\n", flush=True)
        for name in names:
            found = disagreements(counts["dossier"], counts[name])
            wrong += [f"{size:,} articles, {name}: {what}" for what in found]
        kept.append(
            {
                "articles": size,
                "counts": {name: as_data(count) for name, count in counts.items()},
                "costs": [
                    {"build": build, "tool": name, **asdict(cost)}
                    for (build, name), all_costs in costs.items()
                    for cost in all_costs
                ],
            }
        )
    if given.json:
        given.json.write_text(json.dumps(kept, indent=1), encoding="utf-8")
    if wrong:
        print("Pages or links do not agree:", *wrong, sep="\n- ")
        sys.exit(1)
    print(f"Pages agree exactly, links of each kind of page within {TOLERANCE:.0%}.")


if __name__ == "__main__":
    main()

"""Every row of the matrix of threats has its bad inputs, and each is told where it is bad."""

import hashlib
import os
import stat
import time
from pathlib import Path

import markdown
import pytest
from click.testing import CliRunner, Result

from dossier.cli import cli
from dossier.host.markdown import DossierExtension
from dossier.records.markdown import tokens
from dossier.records.prose import first_sentence
from dossier.render.prose import prose_html
from dossier.views.part import ProseView
from tests.hostile.case import FIELDS, Case
from tests.hostile.child import check_in_child
from tests.hostile.corpus import ROWS, SOUND, expectations, places, told
from tests.hostile.rows_prose import PIECES, filled
from tests.maker import make_dossier

EXPECTED = expectations()
CASES = {f"{row} {case.name}": case for row, cases in ROWS.items() for case in cases}
BOMBS = [name for name, case in CASES.items() if case.bomb]
OTHERS = [name for name, case in CASES.items() if not case.bomb]
SECONDS = 2
MEGABYTES = 300


def check(root: Path) -> Result:
    arguments = ["check", str(root), "--as-of", "2026-11-22"]
    return CliRunner().invoke(cli, arguments, standalone_mode=False, catch_exceptions=False)


def state_of(root: Path) -> dict[str, tuple[int, str]]:
    """The kind and the bytes of all that is in a folder."""
    found = {}
    for path in sorted(root.rglob("*")):
        state = path.lstat()
        is_small = stat.S_ISREG(state.st_mode) and state.st_size < 100_000_000
        data = path.read_bytes() if is_small else str(state.st_size).encode()
        if path.is_symlink():
            data = os.readlink(path).encode()
        name = path.relative_to(root).as_posix()
        found[name] = (state.st_mode, hashlib.sha256(data).hexdigest())
    return found


def test_every_row_has_its_bad_inputs() -> None:
    rows = [f"Y{n}" for n in range(1, 17)] + [f"R{n}" for n in range(1, 5)]
    rows += ["F1", "F2", "F3", "F4", "F7", "X10", "X11", "X13", "X16", "X14", "X15"]
    assert list(ROWS) == rows
    bad = [name for name, said in EXPECTED.items() if said != SOUND]
    assert {name.split()[0] for name in bad} == set(rows)
    assert len(bad) >= 150
    assert len(BOMBS) >= 30
    assert list(EXPECTED) == list(CASES)


@pytest.mark.parametrize("name", OTHERS)
def test_a_bad_input_is_told_where_it_is_bad(name: str, tmp_path: Path) -> None:
    root = CASES[name].write(tmp_path / "dossier")
    before = state_of(root)
    begun = time.process_time()
    done = check(root)
    assert time.process_time() - begun < SECONDS
    assert told(done.stdout) == EXPECTED[name]
    assert done.return_value == (EXPECTED[name] != SOUND)
    assert "Traceback" not in done.output
    assert state_of(root) == before


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_takes_little_time_and_memory(name: str, tmp_path: Path) -> None:
    root = CASES[name].write(tmp_path / "dossier")
    before = state_of(root)
    done = check_in_child(root)
    assert told(done.report) == EXPECTED[name]
    assert done.status == (EXPECTED[name] != SOUND)
    assert "Traceback" not in done.said
    assert done.seconds <= SECONDS
    assert done.megabytes <= MEGABYTES
    assert state_of(root) == before


def test_of_a_hundred_files_every_error_is_named_in_one_run(tmp_path: Path) -> None:
    slips = (
        *("tier: third\n", "published: soon\n", "lang: english\n", "titel: T\n"),
        *("url: nowhere\n", "mentions: [acne]\n", "note: ~\n", "note: &a b\n", "note: !t b\n"),
        "note: [\n",
    )
    files = {}
    for number in range(100):
        slip = slips[number % len(slips)]
        key = slip.partition(":")[0]
        kept = [line for line in FIELDS.splitlines() if not line.startswith(f"{key}:")]
        files[f"articles/a{number:02}.yml"] = "\n".join(kept) + f"\n{slip}"
    done = check(make_dossier(files, tmp_path))
    found = places(done.stdout)
    assert [place.split(":")[0] for place in found] == sorted(files)
    assert len({place.split()[-1] for place in found}) == len(slips)


def sound(kind: str) -> list[str]:
    return [name for name in CASES if EXPECTED[name] == SOUND and name.endswith(kind)]


@pytest.mark.parametrize("piece", PIECES)
def test_prose_that_is_let_in_or_not_is_rendered_in_good_time(piece: str) -> None:
    text = filled(PIECES[piece])
    resolved = ("",) * sum(token.kind in ("reference", "citations") for token in tokens(text))
    begun = time.process_time()
    first_sentence(text)
    prose_html(ProseView(text, "en", False, resolved), str, str)  # type: ignore[arg-type]
    assert time.process_time() - begun < SECONDS


@pytest.mark.parametrize("name", sound("-on-a-page"))
def test_a_page_that_is_let_in_is_built_by_the_host_in_good_time(name: str) -> None:
    (text,) = CASES[name].files.values()
    host = markdown.Markdown(extensions=["tables", "footnotes", "toc", DossierExtension()])
    begun = time.process_time()
    host.convert(str(text))
    assert time.process_time() - begun < SECONDS


def test_what_looks_like_another_type_stays_the_text_it_is(tmp_path: Path) -> None:
    words = ["NO", "on", "y", "012", "1_000", "12:30", "1e3", ".inf", "2021-12-10", "0x1F", "1.10"]
    cases = {
        f"articles/a{n}.yml": FIELDS.replace("A listing", word) for n, word in enumerate(words)
    }
    done = check(make_dossier(cases, tmp_path))
    assert done.return_value == 0
    assert done.stdout == ""


@pytest.mark.parametrize(
    "text",
    [
        FIELDS.replace("\n", "\r\n"),
        "\ufeff" + FIELDS,
        FIELDS.rstrip("\n"),
        f"---\n{FIELDS}",
        f"{FIELDS}...\n",
    ],
    ids=["windows", "byte-order-mark", "no-last-line-end", "start-of-document", "end-of-document"],
)
def test_what_editors_leave_behind_is_let_in(text: str, tmp_path: Path) -> None:
    done = check(Case("text", {"articles/bad.yml": text}).write(tmp_path))
    assert (done.return_value, done.stdout) == (0, "")

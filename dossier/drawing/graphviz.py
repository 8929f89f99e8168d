"""Places for boxes by Graphviz: only the places, all else is drawn by ourselves."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from dossier.drawing.shape import Box
from dossier.errors import MachineError

PROGRAM: Final = "neato"

_INCH: Final = 72
_PATIENCE: Final = 120
_COMMON: Final = ("-Nshape=box", "-Nfixedsize=true", "-Nlabel=", "-Gsplines=false", "-Tplain")
_PLACED: Final = ("-Goverlap=true", "-Gstart=1")
_APART: Final = ("-n", "-Goverlap=prism", "-Goverlap_scaling=0", "-Gsep=+9,16")

Pairs = Sequence[tuple[int, int]]
Net = tuple[Sequence[Box], Pairs]
"""Boxes, and the pairs of them that are joined."""


@dataclass(frozen=True, slots=True)
class Graphviz:
    """A Graphviz that can be run, and its version."""

    program: str
    version: str

    def placed(self, nets: Sequence[Net]) -> tuple[tuple[Box, ...], ...]:
        """The boxes of each net where joined ones are near to each other, wherever they were.

        Some lie upon others. The program is told numbers, and no words.

        Raises:
            MachineError: Graphviz cannot be run, or fails.
        """
        return self._moved(nets, _PLACED, is_placed=False)

    def apart(self, nets: Sequence[Net]) -> tuple[tuple[Box, ...], ...]:
        """The boxes of each net about where they were, so that none lies upon another.

        Raises:
            MachineError: Graphviz cannot be run, or fails.
        """
        return self._moved(nets, _APART, is_placed=True)

    def _moved(
        self, nets: Sequence[Net], options: Sequence[str], *, is_placed: bool
    ) -> tuple[tuple[Box, ...], ...]:
        if not nets:
            return ()
        written = "\n".join(_written(net, is_placed=is_placed) for net in nets)
        answer = _run([self.program, *_COMMON, *options], written)
        found = tuple(_read(answer))
        if [len(boxes) for boxes in found] != [len(boxes) for boxes, _ in nets]:
            raise MachineError("Graphviz has not placed everything")
        return found


def installed_graphviz() -> Graphviz | None:
    """The Graphviz on the path; None where there is none."""
    program = shutil.which(PROGRAM)
    if program is None:
        return None
    file = os.stat(program)
    return _known(program, file.st_mtime_ns, file.st_size)


@cache
def _known(program: str, time: int, size: int) -> Graphviz | None:
    """The same, asked once for as long as the program is the same."""
    try:
        done = subprocess.run(  # noqa: S603 - the program on the path, with nothing of ours
            [program, "-V"], capture_output=True, check=False, timeout=_PATIENCE
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    said = (done.stderr or done.stdout).decode("utf-8", "replace").strip()
    return Graphviz(program, said) if done.returncode == 0 else None


def _run(command: Sequence[str], text: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - the program on the path, on numbers
            command,
            input=text.encode("ascii"),
            capture_output=True,
            check=False,
            env=os.environ | {"LC_ALL": "C"},
            timeout=_PATIENCE,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise MachineError(f"Graphviz cannot be run: {error}") from error
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip()
        raise MachineError(f"Graphviz cannot draw: {said}")
    return done.stdout.decode("ascii", "replace")


def _written(net: Net, *, is_placed: bool) -> str:
    boxes, pairs = net
    lines = []
    for one, box in enumerate(boxes):
        place = f' pos="{box.x:.0f},{-box.y:.0f}"' if is_placed else ""
        size = f"width={box.width / _INCH:.4f} height={box.height / _INCH:.4f}"
        lines.append(f"{one}[{size}{place}]")
    lines += [f"{one}--{other}" for one, other in pairs]
    return "graph{" + ";".join(lines) + "}"


def _read(answer: str) -> Iterator[tuple[Box, ...]]:
    """Yield the boxes of each net, in whole units.

    Source:
        Graphviz, output format "plain": `node name x y width height …`, in inches, y upwards.
    """
    boxes: dict[int, Box] = {}
    for line in answer.splitlines():
        what, *words = line.split(" ")
        if what == "node":
            x, y, width, height = (float(word) * _INCH for word in words[1:5])
            boxes[int(words[0])] = Box(round(x), -round(y), width, height)
        elif what == "stop":
            yield tuple(boxes[one] for one in sorted(boxes))
            boxes = {}

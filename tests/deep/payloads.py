"""Tries payloads put together at random in every text field of every type of record.

`python -m tests.deep.payloads --number 10000`; a dossier has a hundred of them.
"""

import argparse
import re
import sys
import tempfile
from pathlib import Path

from tests.conftest import SAMPLE
from tests.deep.crowd import all_succeed
from tests.hostile.payload import generated, harmless
from tests.hostile.test_output import built, frames_only, skeleton

_EACH = 100
_TAG = re.compile(r"<[^>]*>")
_VALUE = re.compile(r'="[^"]*"')


def main() -> int:
    """Run it; the exit status says whether any page differed from its twin."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--number", type=int, default=10_000)
    number = parser.parse_args().number
    with tempfile.TemporaryDirectory(prefix="dossier-payloads-") as folder:
        site = Path(folder).resolve() / "build/site"
        command = [sys.executable, "-m", "dossier", "build", "--quiet", "--site", str(site)]
        all_succeed([command], SAMPLE)
        frames = frames_only(site, Path(folder) / "frames")
        pages = 0
        wrong: list[str] = []
        for seed in range(number // _EACH):
            made, differing = tried(generated(_EACH, seed), frames)
            pages += made
            wrong += [f"seed {seed}: {path}" for path in differing]
    for line in wrong:
        print(line)
    print(f"{number:,} payloads, {pages:,} pages: {len(wrong)} differ from their twins")
    return 1 if wrong or not pages else 0


def tried(texts: tuple[str, ...], frames: Path) -> tuple[int, list[str]]:
    """How many pages a dossier of these texts has, and the paths of those that differ.

    Tags are compared as they are written on all pages, and on pages of articles also as a browser
    would see them.
    """
    hostile, twin = built(texts, frames), built(tuple(map(harmless, texts)), frames)
    pages = [path for path in hostile if path.endswith(".html")]
    differing = []
    for path in pages:
        one, other = (files[path].data.decode() for files in (hostile, twin))
        is_alike = _tags(one) == _tags(other)
        if path.startswith("articles/") and is_alike:
            is_alike = skeleton.__wrapped__(one) == skeleton.__wrapped__(other)
        if not is_alike:
            differing.append(path)
    return len(pages), differing


def _tags(page: str) -> list[str]:
    """The tags of a page without the values of attributes, but for lines of text in drawings."""
    tags = (_VALUE.sub("", tag) for tag in _TAG.findall(page))
    return [tag for tag in tags if not re.match("</?(?:text|tspan)\\b", tag)]


if __name__ == "__main__":
    sys.exit(main())

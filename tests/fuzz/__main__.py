"""`python -m tests.fuzz TARGET [SECONDS]`: look for what a parser does not hold to.

Needs atheris, which has no wheel for every Python.
"""

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["dossier"]):
    from tests.fuzz.target import TARGETS

_WORDS = (
    *(
        "name",
        "kind",
        "title",
        ": ",
        "- ",
        "---",
        "[[",
        "]]",
        "[@",
        "|",
        ", p. 3",
        "para. ",
        "art.",
    ),
    *("2021", "-12", "XX", "/..", "[2021..2022]", "~", "Y-", "{", "}", "&a", "*a", "!!", "%YAML"),
    *("https://", "utm_source=", ".onion", "User-agent: *", "Disallow: ", "Crawl-delay: ", "> "),
    *("quotations", "captured", "exact", "cites", "events", "statements", "](", "&#", "```"),
)


def main(name: str, seconds: str = "60") -> None:
    """Fuzz one target for so many seconds; what fails is written beside the build."""
    folder = Path("build/fuzz") / name
    folder.mkdir(parents=True, exist_ok=True)
    words = folder / "words.txt"
    words.write_text("".join(f'"{word}"\n' for word in _WORDS).replace("\\", "\\\\"))
    (folder / "inputs").mkdir(exist_ok=True)
    options = [f"-max_total_time={seconds}", f"-dict={words}", f"-artifact_prefix={folder}/"]
    options += ["-timeout=10", "-rss_limit_mb=1024", "-max_len=4096", "-print_final_stats=1"]
    atheris.Setup([sys.argv[0], *options, str(folder / "inputs")], TARGETS[name])
    atheris.Fuzz()


main(*sys.argv[1:])

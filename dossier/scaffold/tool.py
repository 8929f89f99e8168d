"""Where a new dossier takes the tool from."""

import json
import os
import re
import shlex
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from dossier import __version__
from dossier.errors import UsageError

NAME = "mkdocs-dossier"
RELEASE = f"{NAME}=={__version__}"

_REQUIREMENT = re.compile(rf"{NAME}(\[[a-z,]+\])? *[=<>~!@][^\s'\"]?[^\n'\"]*")
_ADDRESS = re.compile(r"(git\+)?https://[^\s'\"]+")
_REPOSITORY = re.compile(r"(?:^|[@\s])git\+")
_AT_COMMIT = re.compile(r"[^#]*@(?:[0-9a-f]{40}|[0-9a-f]{64})(?:[#\s;]|$)")


@dataclass(frozen=True, slots=True)
class Tool:
    """What the tool is installed from.

    `requirement` is a line for pip, good on every machine, or empty; `source`, words for pip that
    are good on this one only, or empty. What came from this machine names no release: whoever took
    an index's name before there is one would be asked for it.
    """

    requirement: str = RELEASE
    source: str = ""

    @property
    def as_make(self) -> str:
        """The setting for make that has the tool come from this machine."""
        escaped = self.source.replace("$", "$$").replace("#", r"\#")
        return f"DOSSIER_SOURCE ?= {escaped}\n"


def named_tool(text: str) -> Tool:
    """The tool that a path, an address or a requirement names.

    Raises:
        UsageError: it names none, or one that may be another tomorrow.
    """
    path = Path(text)
    if path.exists():
        return _local(path)
    if _REPOSITORY.search(text) and not _AT_COMMIT.match(text):
        raise UsageError(
            f"--tool: {text!r} does not say which commit: a branch or tag may become another; "
            "put @ and all 40 digits of the commit behind it, as git rev-parse HEAD prints them"
        )
    if _ADDRESS.fullmatch(text):
        return Tool(f"{NAME} @ {text}")
    if _REQUIREMENT.fullmatch(text):
        return Tool(text)
    raise UsageError(
        f"--tool: {text!r} is neither a folder or wheel, nor an address as in "
        f"git+https://…@COMMIT, nor a requirement as in {RELEASE}"
    )


def installed_tool() -> Tool:
    """The tool as it is installed here.

    Source:
        PEP 610, which has pip note what it installed from where that was no index.
    """
    try:
        note = distribution(NAME).read_text("direct_url.json")
    except PackageNotFoundError:
        note = None
    return tool_of(json.loads(note)) if note else Tool()


def tool_of(note: dict[str, Any]) -> Tool:
    """The tool that was installed from what such a note names."""
    url, vcs = str(note["url"]), note.get("vcs_info")
    if urlsplit(url).scheme == "file":
        if vcs:
            return Tool("", shlex.quote(f"{vcs['vcs']}+{url}@{vcs['commit_id']}"))
        path = Path(url2pathname(urlsplit(url).path))
        return _local(path, editable=bool(note.get("dir_info", {}).get("editable")))
    if vcs:
        return Tool(f"{NAME} @ {vcs['vcs']}+{url}@{vcs['commit_id']}")
    digests = note.get("archive_info", {}).get("hashes", {})
    digest = f"#sha256={digests['sha256']}" if "sha256" in digests else ""
    return Tool(f"{NAME} @ {url}{digest}")


def _local(path: Path, *, editable: bool = False) -> Tool:
    place = shlex.quote(os.path.abspath(path))
    if "\n" in place:
        raise UsageError(f"the tool's folder has a line break in its name: {place!r}")
    return Tool("", f"--editable {place}" if editable else place)

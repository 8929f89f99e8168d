"""Where the frames of a site lie among the host's pages."""

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.model.kind import FOLDERS
from dossier.model.options import Options
from dossier.publish import marker
from dossier.views.path import REGISTERS, language_root, said_path, year_path


@dataclass(frozen=True, slots=True)
class FrameAddress:
    """The frame of a kind of page in a language.

    `path` is its address from the site's root, with a slash at its end; that of a record's frame
    ends in the marker of its name. `register` is the kind of the register that it belongs to.
    """

    kind: str
    lang: str
    path: str
    register: str

    @property
    def is_register(self) -> bool:
        """Whether the frame stands at the address of the only page made from it."""
        return marker.NAME not in self.path

    @property
    def source(self) -> str:
        """The file below the host's folder that would have this address.

        A register is the index of a section, so that the navigation can lead to its pages.
        """
        return f"{self.path}index.md" if self.is_register else f"{self.path.rstrip('/')}.md"


_REGISTER_OF = {
    "article": "articles",
    "entity": "entities",
    "instrument": "instruments",
    "event": "timeline",
    "statement": "statements",
    "theme": "themes",
}


def frame_addresses(options: Options) -> Iterator[FrameAddress]:
    """Yield the frames that a site needs; they do not depend on its records."""
    for lang in options.language_codes:
        root = language_root(lang, options.default_language)
        for kind, path in REGISTERS.items():
            yield FrameAddress(kind, lang, root + path, kind)
        for kind, year in (("timeline", year_path), ("statements", said_path)):
            yield FrameAddress(f"{kind}-year", lang, root + year(marker.NAME), kind)
        for folder, kind in FOLDERS.items():
            path = f"{root}{folder}/{marker.NAME}/"
            yield FrameAddress(kind, lang, path, _REGISTER_OF[kind])

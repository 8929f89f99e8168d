"""What the configuration of a site says about its dossier."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class LanguageOptions:
    """One language of the site."""

    code: str
    """BCP 47: `en`, `fr`, `zh-Hans`."""

    name: str
    """What it calls itself: `Français`."""

    site_name: str = ""
    """The site's name in it, where that differs."""

    site_description: str = ""
    """The site's description in it, where that differs."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the core needs to know of a site's configuration."""

    root: Path
    """The folder of the configuration file; every other path is relative to it."""

    content: str = "content"
    """The folder of the records."""

    site_dir: str = "build/site"
    """The folder that the site is built into."""

    languages: tuple[LanguageOptions, ...] = (LanguageOptions("en", "English"),)
    """The languages of the site. The first is the default: it stands at the root."""

    site_name: str = "Dossier"
    """The site's name."""

    site_description: str = ""
    """The site's description."""

    site_url: str = ""
    """The address at which the site will stand, with a slash at its end; or empty."""

    repo_url: str = ""
    """The address of the repository, or empty."""

    edit_base: str = ""
    """The address under which the repository edits files by their path, or empty."""

    contact: str = ""
    """Where readers ask for a correction or send a reply: a web or e-mail address, or empty."""

    as_of: str = ""
    """The day that counts as today (YYYY-MM-DD); empty for that of the content's last commit."""

    citation_style: str = "chicago-notes"
    """The style of references: see `dossier.bibliography.style.STYLES`."""

    cards: bool = False
    """Whether parties and themes have pictures that stand for their pages elsewhere."""

    timeline_split: int = field(default=500)
    """With more events than this, the timeline has a page for each year; statements likewise."""

    loaded_words: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Languages, each with the words that judge; of others the built-in ones count."""

    reply_review_days: int = 365
    """After so many days a search for a reply that found none should be made again."""

    snapshots: Path | None = field(default=None, repr=False)
    """The private store of snapshots, or None; no page depends on whether it is at hand."""

    @property
    def default_language(self) -> str:
        """The language of texts that do not name theirs."""
        return self.languages[0].code

    def is_split(self, counts: Iterable[int]) -> bool:
        """Whether a register with so much in each year has a page for each."""
        return sum(counts) > self.timeline_split

    @property
    def language_codes(self) -> tuple[str, ...]:
        """The languages of the site, the default first."""
        return tuple(language.code for language in self.languages)

"""A theme as a document of its own, to be read without the site."""

from dataclasses import dataclass

from dossier.model.edtf import Edtf
from dossier.model.theme import Theme
from dossier.records.dossier import RecordFile
from dossier.views.composer import Composer
from dossier.views.theme import ThemePage, theme_page


@dataclass(frozen=True, slots=True)
class Inputs:
    """The files that something was made from: how many there are, and the digest of their list."""

    number: int = 0
    digest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What the document says, besides what the page of the theme does.

    `url` is the address of that page, empty where the site has none. `commit` is the newest of the
    records, and `day` that on which it was made; without a history, that of which the dossier
    speaks.
    """

    page: ThemePage
    site_name: str
    url: str
    commit: str
    day: Edtf
    inputs: Inputs


def brief_of(compose: Composer, file: RecordFile, theme: Theme, inputs: Inputs) -> Brief:
    """Lay out the document of a theme."""
    page = theme_page(compose, file, theme)
    last = compose.site.history.last
    return Brief(
        page=page,
        site_name=compose.site_name(),
        url=page.foot.url,
        commit=last.commit if last else "",
        day=Edtf(last.day) if last else page.today,
        inputs=inputs,
    )

"""What the picture that stands for a page elsewhere says."""

from dataclasses import dataclass

from dossier.views.composer import Composer
from dossier.views.entity import EntityPage
from dossier.views.page import Page
from dossier.views.part import TextView
from dossier.views.path import card_path
from dossier.views.theme import ThemePage


@dataclass(frozen=True, slots=True)
class Card:
    """The words of the picture that lies at `path` from the site's root.

    `kind` is an English label; `names` are those that a party bears in languages which are not the
    site's.
    """

    path: str
    kind: str
    name: TextView
    names: tuple[TextView, ...]
    sentence: TextView
    events: int
    claims: int
    site_name: str


def card_of(compose: Composer, page: Page) -> Card | None:
    """The card of a page, if it is of a kind that has one."""
    if page.is_unlisted:
        return None
    if isinstance(page, EntityPage):
        ours = compose.site.options.language_codes
        names = tuple(name for name in page.names if name.lang not in ours)
        lead = page.lead
    elif isinstance(page, ThemePage):
        names, lead = (), page.scope
    else:
        return None
    return Card(
        path=card_path(page.path),
        kind=page.label,
        name=page.title,
        names=names,
        sentence=TextView(page.description, lead.lang if lead else page.lang),
        events=page.timeline.total,
        claims=len(page.claims),
        site_name=compose.site_name(),
    )

"""What our overrides of the theme are told, whatever host has the theme."""

from collections.abc import Collection
from typing import Any, Final

from dossier.model.options import Options
from dossier.publish import marker
from dossier.publish.address import FrameAddress
from dossier.render.catalogue import translations
from dossier.render.label import REGISTER_LABELS
from dossier.views.path import ACCOUNTS, REGISTERS, language_root

BLIND: Final = {
    "search": "the search page and Pagefind's index",
    "material/search": "the search page and Pagefind's index",
    "tags": "themes",
    "material/tags": "themes",
    "social": "the option `cards`",
    "material/social": "the option `cards`",
    "rss": "nothing yet",
    "git-revision-date-localized": "the commit in the foot of each record's page",
}
"""Plugins that need a page object for each record, to what stands in for them."""


def extra(options: Options, lang: str) -> dict[str, Any]:
    """What pages of a language find in `config.extra`."""
    root = language_root(lang, options.default_language)
    text = translations(lang)
    return {
        # Not a list: the theme would write <link rel=alternate>, for each of which its script
        # asks for a sitemap that is not there. Ours names the languages of every page.
        "alternate": True,
        "dossier_search": f"{root}{REGISTERS['search']}",
        "dossier_accounts": [
            {"path": f"{root}{REGISTERS[kind]}", "title": text.gettext(REGISTER_LABELS[kind])}
            for kind in ACCOUNTS
        ],
        "dossier_contact": _contact(options, lang),
        "dossier_copying": {
            "link": text.gettext("Copy link"),
            "statement": text.gettext("Copy link to this statement"),
            "citation": text.gettext("Copy citation"),
            "copied": text.gettext("Copied"),
            "failed": text.gettext("The browser does not let this page copy."),
        },
    }


def _contact(options: Options, lang: str) -> dict[str, str] | None:
    address = options.contact
    if not address:
        return None
    href = address if "://" in address else f"mailto:{address}"
    label = "Report an error, ask for a correction or send a reply"
    return {"href": href, "label": translations(lang).gettext(label)}


def alternates(
    options: Options, url: str, lang: str, urls: Collection[str]
) -> list[dict[str, Any]]:
    """A page in every language, of all pages there are: where it has none, that language's home."""
    default = options.default_language
    below = url.removeprefix(language_root(lang, default))
    found = []
    for language in options.languages:
        path = language_root(language.code, default) + below
        is_there = path in urls
        if not is_there:
            path = language_root(language.code, default)
        found.append(
            {
                "lang": language.code,
                "name": language.name,
                "path": path or "./",
                "same": f"{options.site_url}{path}" if is_there else "",
                "current": language.code == lang,
            }
        )
    return found


def lost(options: Options) -> list[dict[str, Any]]:
    """What the page of errors says, one language after the other."""
    return [_lost(options, lang) for lang in options.language_codes]


def _lost(options: Options, lang: str) -> dict[str, Any]:
    text = translations(lang)
    root = language_root(lang, options.default_language)
    links = [{"path": root, "title": text.pgettext("navigation", "Home")}]
    links += [
        {"path": f"{root}{path}", "title": text.gettext(REGISTER_LABELS[kind])}
        for kind, path in REGISTERS.items()
    ]
    return {
        "lang": lang,
        "title": text.gettext("There is no page at this address"),
        "text": text.gettext("It may be misspelt. Every page of the dossier is in a register:"),
        "links": links,
    }


def page_meta(lang: str) -> dict[str, Any]:
    """What a hand-written page says for itself, unless it says something else."""
    return {"language": lang, "hide": ["navigation"], "dossier_head": marker.PAGE_HEAD}


def frame_meta(address: FrameAddress) -> dict[str, Any]:
    """What a frame says for itself."""
    return {
        "title": marker.TITLE,
        "description": marker.DESCRIPTION,
        "language": address.lang,
        "dossier_kind": address.kind,
        "dossier_head": marker.HEAD,
        "hide": ["navigation"],
    }

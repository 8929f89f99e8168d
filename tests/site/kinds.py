"""The kinds of pages of the founding dossier, and where there is one of each."""

KINDS = {
    "home": "",
    "about": "about/",
    "methodology": "methodology/",
    "timeline": "timeline/",
    "articles": "articles/",
    "article": "articles/actuia-2021-sensetime/",
    "entities": "entities/",
    "entity": "entities/sensetime/",
    "instruments": "instruments/",
    "instrument": "instruments/ns-cmic-list/",
    "events": "events/treasury-lists-sensetime/",
    "statements": "statements/",
    "statement": "statements/treasury-2021-sensetime-ethnicity/",
    "themes": "themes/",
    "theme": "themes/sensetime-listings/",
    "network": "network/",
    "sources": "sources/",
    "search": "search/",
    "corrections": "corrections/",
    "changes": "changes/",
    "open questions": "open-questions/",
}
PATHS = [root + path for root in ("", "fr/") for path in KINDS.values()]

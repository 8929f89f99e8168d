"""From the codes of the model to the words of the interface."""

from typing import Final

from dossier.model import kind
from dossier.model.predicate import KINDS
from dossier.model.predicate import LABELS as PREDICATE_LABELS

TABLES: Final[dict[str, kind.Choices]] = {
    "record": kind.RECORD_TYPES,
    "article": kind.ARTICLE_KINDS,
    "tier": kind.TIERS,
    "entity": kind.ENTITY_KINDS,
    "instrument": kind.INSTRUMENT_KINDS,
    "measure": kind.MEASURES,
    "event": kind.EVENT_KINDS,
    "stage": kind.STAGES,
    "statement": kind.STATEMENT_KINDS,
    "status": kind.STATUSES,
    "quote-role": kind.QUOTE_ROLES,
    "verdict": kind.VERDICTS,
    "setting": kind.SETTINGS,
    "qualifier": kind.QUALIFIERS,
    "correction": kind.CORRECTION_KINDS,
    "reported": kind.REPORTED_AS,
    "protection": kind.PROTECTIONS,
    "predicate": PREDICATE_LABELS,
    "relation": KINDS,
    "node": {"entity": "a party", "instrument": "an instrument", "article": "a document"},
    "filter": {
        "kind": "Kind",
        "entity": "Party",
        "instrument": "Instrument",
        "place": "Place",
        "theme": "Theme",
        "type": "Type",
        "year": "Year",
        "language": "Language of the document",
        "by": "Said by",
        "about": "About",
        "status": "Status",
        "reply": "Reply",
    },
    "reply": {
        "answered": "Answered",
        "searched": "No reply found",
        "not-sought": "Reply not sought yet",
        "asked": "Asked, no answer yet",
        "nobody": "Accuses nobody by name",
    },
    "item": {
        "event": "Events",
        "statement": "Statements",
        "relation": "Relations",
        "discrepancy": "Discrepancies",
        "article": "Articles",
        "entity": "Parties",
        "instrument": "Instruments",
        "theme": "Themes",
    },
}
"""Name of a table to its codes and their English labels."""

REGISTER_LABELS: Final = {
    "timeline": "Timeline",
    "articles": "Articles",
    "entities": "Parties",
    "instruments": "Instruments",
    "statements": "Claims and replies",
    "themes": "Themes",
    "network": "Network",
    "sources": "Sources",
    "search": "Search",
    "corrections": "Corrections",
    "open-questions": "Open questions",
    "changes": "Changes",
}
"""Kind of register to what the navigation calls it."""

NAVIGATION_TITLES: Final = ("Home", "About", "Method", "Methodology", "Contact", "News")
"""Usual titles of hand-written pages, which a configuration writes in one language."""

LOCATORS: Final = {
    "page": ("p. {n}", "pp. {n}"),
    "para": ("para. {n}", "paras {n}"),
    "section": ("section {n}", "sections {n}"),
    "time": ("at {n}", "at {n}"),
}
"""Part of a locator to its words for one and for several; their context is `locator`."""

PLURALS: Final[dict[str, str]] = {
    "Person": "Persons",
    "Company": "Companies",
    "Organisation": "Organisations",
    "Public body": "Public bodies",
    "Court": "Courts",
    "Media": "Media outlets",
    "Place": "Places",
    "Group": "Groups",
    "Technology": "Technologies",
    "Law": "Laws",
    "Bill": "Bills",
    "Order": "Orders",
    "Regulation": "Regulations",
    "List": "Lists",
    "Resolution": "Resolutions",
    "Declaration": "Declarations",
    "Press article": "Press articles",
    "News agency report": "News agency reports",
    "Press release": "Press releases",
    "Law or regulation": "Laws and regulations",
    "Official notice": "Official notices",
    "Court ruling": "Court rulings",
    "Report": "Reports",
    "Letter": "Letters",
    "Web page": "Web pages",
    "Post": "Posts",
}
"""The label of a kind to the heading of a group of that kind."""

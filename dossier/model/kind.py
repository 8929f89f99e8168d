"""The closed lists of the model: each maps what editors write to its English label.

The labels are also the keys of the catalogues that translate them.
"""

from typing import Final

Choices = dict[str, str]

RECORD_TYPES: Final[Choices] = {
    "article": "Article",
    "entity": "Party",
    "instrument": "Instrument",
    "event": "Event",
    "statement": "Statement",
    "theme": "Theme",
}

FOLDERS: Final[dict[str, str]] = {
    "articles": "article",
    "entities": "entity",
    "instruments": "instrument",
    "events": "event",
    "statements": "statement",
    "themes": "theme",
}
"""Folder of the content to type of the records in it."""

STATES: Final[Choices] = {
    "draft": "Draft",
    "published": "Published",
    "withdrawn": "Withdrawn",
    "embargoed": "Embargoed",
}

ARTICLE_KINDS: Final[Choices] = {
    "press": "Press article",
    "wire": "News agency report",
    "press-release": "Press release",
    "law": "Law or regulation",
    "notice": "Official notice",
    "ruling": "Court ruling",
    "report": "Report",
    "letter": "Letter",
    "web": "Web page",
    "post": "Post",
}

TIERS: Final[Choices] = {
    "primary": "Primary document",
    "primary-copy": "Copy of a primary document",
    "secondary": "Secondary source",
    "tertiary": "Tertiary source",
}

ENTITY_KINDS: Final[Choices] = {
    "person": "Person",
    "company": "Company",
    "organisation": "Organisation",
    "public-body": "Public body",
    "court": "Court",
    "media": "Media",
    "place": "Place",
    "group": "Group",
    "technology": "Technology",
}

PROTECTIONS: Final[Choices] = {
    "public-figure": "Public figure",
    "private": "Private person",
    "victim": "Victim",
}

INSTRUMENT_KINDS: Final[Choices] = {
    "law": "Law",
    "bill": "Bill",
    "order": "Order",
    "regulation": "Regulation",
    "list": "List",
    "resolution": "Resolution",
    "declaration": "Declaration",
}

MEASURES: Final[Choices] = {
    "investment-ban": "Investment ban",
    "export-licence": "Export licence required",
    "asset-freeze": "Asset freeze",
    "import-ban": "Import ban",
    "procurement-ban": "Public procurement ban",
    "equipment-ban": "Equipment authorisation ban",
    "visa-ban": "Visa ban",
    "disclosure": "Public designation",
}

EVENT_KINDS: Final[Choices] = {
    "listing": "Listing",
    "delisting": "Delisting",
    "announcement": "Announcement",
    "legislation": "Legislation",
    "order": "Order",
    "rule": "Rule",
    "in-force": "Entry into force",
    "consultation": "Consultation",
    "determination": "Determination",
    "import-ban": "Import ban",
    "procurement": "Public procurement",
    "countermeasure": "Countermeasure",
    "resolution": "Resolution",
    "initiative": "Initiative",
    "guidance": "Guidance",
    "recommendation": "Recommendation",
    "court": "Court case",
    "report": "Report",
    "correction": "Correction",
    "response": "Response",
    "ipo": "Stock exchange listing",
    "market": "Market",
    "company": "Company",
    "partnership": "Partnership",
    "other": "Other event",
}

STAGES: Final[Choices] = {
    "introduced": "Introduced",
    "passed-chamber": "Passed by a chamber",
    "passed": "Passed",
    "signed": "Signed",
    "in-force": "In force",
    "amended": "Amended",
    "repealed": "Repealed",
    "expired": "Expired",
}
"""In the order of a life cycle."""

STATEMENT_KINDS: Final[Choices] = {
    "claim": "Claim",
    "response": "Response",
    "finding": "Finding",
    "demand": "Demand",
    "remark": "Remark",
    "retraction": "Retraction",
}

STATUSES: Final[Choices] = {
    "reported": "Reported",
    "alleged": "Alleged",
    "established": "Established",
    "disputed": "Disputed",
    "withdrawn": "Withdrawn",
    "refuted": "Refuted",
}

QUOTE_ROLES: Final[Choices] = {
    "original": "Original words",
    "published-rendering": "Published translation",
    "our-translation": "Our translation",
}

VERDICTS: Final[Choices] = {
    "exact": "stands in the snapshot of {date}, character for character",
    "normalised": "stands in the snapshot of {date}, word for word",
    "words-only": "stands in the snapshot of {date}, but for punctuation",
    "unverified": "not checked yet",
    "uncheckable": "not checkable: no snapshot is kept",
    "not-found": "not found in the snapshot",
}
"""What is known of a quotation: the first three by a receipt."""

SETTINGS: Final[Choices] = {
    "speech": "Speech",
    "press-conference": "Press conference",
    "interview": "Interview",
    "filing": "Filing",
    "hearing": "Hearing",
    "letter": "Letter",
    "website": "Website",
    "social-media": "Social media",
    "spokesperson": "Spokesperson",
}
"""Where something was said, when that is not itself an article of the dossier."""

REPORTED_AS: Final[Choices] = {
    "reported": "Reported",
    "announced": "Announced",
    "denied": "Denied",
    "corrected": "Corrected",
}

QUALIFIERS: Final[Choices] = {
    "exact": "exactly",
    "about": "about",
    "at-least": "at least",
    "at-most": "at most",
    "more-than": "more than",
    "less-than": "less than",
}

CORRECTION_KINDS: Final[Choices] = {
    "correction": "Correction",
    "clarification": "Clarification",
    "update": "Update",
    "editorial": "Editorial change",
}

VISIBILITIES: Final[Choices] = {"private": "Private", "public": "Public"}
LINKS: Final[Choices] = {"follow": "Link", "avoid": "Cite without a link"}

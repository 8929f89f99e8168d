"""The parts that pages are made of, each complete and ready to show."""

from dataclasses import dataclass

from dossier.bibliography.csl import Item
from dossier.model.citation import Locator
from dossier.model.edtf import Edtf
from dossier.views.support import Support
from dossier.views.version import Version

RowFilters = tuple[tuple[str, tuple[str, ...]], ...]
"""Name of a filter to the values by which a row is found."""


@dataclass(frozen=True, slots=True)
class TextView:
    """Words with their language; `untranslated` where the page's own language was wanted."""

    text: str
    lang: str
    untranslated: bool = False


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link within the site: `href` is a path from the site's root. Empty, it is plain text.

    The path is that of the site, not of a page, so a part is the same on every page that shows it.
    An unlisted one is for readers only, not for machines: it leads to a person who is protected, or
    to what was withdrawn.
    """

    href: str
    text: TextView
    is_unlisted: bool = False


@dataclass(frozen=True, slots=True)
class CitationMark:
    """A raised number that leads to the page of a source.

    `source` is its id; the page counts its sources as they come, so the number is not known here.
    `title`, `byline` and `date` say what the source is; `reported_as` how it speaks of an event.
    """

    source: str
    href: str
    title: TextView
    byline: str
    date: Edtf | None
    at: Locator | None = None
    reported_as: str = "reported"


@dataclass(frozen=True, slots=True)
class ProseView:
    """CommonMark with everything it refers to, in order.

    `inline` prose is one paragraph, shown without its `<p>`. `part` tells it from other prose on
    the page that has ids of its own (headings, footnotes): 0 the first, or none.
    """

    text: str
    lang: str
    untranslated: bool
    resolved: tuple[LinkView | tuple[CitationMark, ...], ...]
    inline: bool = False
    part: int = 0


@dataclass(frozen=True, slots=True)
class ParticipantView:
    """A party to an event, and the name that the document uses for it."""

    link: LinkView
    named: str


@dataclass(frozen=True, slots=True)
class EventRow:
    """A line of a timeline. `id` is that of its event."""

    id: str
    anchor: str
    href: str
    date: Edtf
    title: TextView
    kind: str
    parties: tuple[ParticipantView, ...]
    instruments: tuple[LinkView, ...]
    summary: ProseView | None
    cites: tuple[CitationMark, ...]
    confirmed: bool
    planned: bool
    date_note: ProseView | None
    public_note: ProseView | None
    support: Support
    conflicts: tuple[LinkView, ...] = ()
    filters: RowFilters = ()


@dataclass(frozen=True, slots=True)
class YearRows:
    """The events of one year."""

    year: int
    rows: tuple[EventRow, ...]


@dataclass(frozen=True, slots=True)
class QuoteView:
    """Exact words; `source` is the citation of the document they were copied from.

    `verdict` is what is known of them, empty for our own translations; `captured` the day of the
    snapshot in which they were found; `passage` the address of the place in the document, if it has
    one, and `version` the state of the document that is meant.
    """

    text: str
    lang: str
    role: str
    source: CitationMark | None
    verdict: str = ""
    captured: Edtf | None = None
    passage: str = ""
    version: Version | None = None


@dataclass(frozen=True, slots=True)
class StatementView:
    """Something said: who, when, what, how far it is established, and where it was reported.

    `id` is that of the statement.
    """

    id: str
    anchor: str
    href: str
    kind: str
    status: str
    by: tuple[LinkView, ...]
    on_behalf: tuple[LinkView, ...]
    to: tuple[LinkView, ...]
    about: tuple[LinkView, ...]
    said: Edtf
    setting: str
    setting_note: ProseView | None
    text: ProseView
    quotes: tuple[QuoteView, ...]
    ground: tuple[CitationMark, ...]
    ground_by: tuple[LinkView, ...]
    cites: tuple[CitationMark, ...]
    public_note: ProseView | None
    support: Support
    conflicts: tuple[LinkView, ...]
    answers: tuple[LinkView, ...] = ()
    """The statements it responds to."""


@dataclass(frozen=True, slots=True)
class MissingReply:
    """In the place of a reply: a search that found none, or none made yet (`as_of` is None)."""

    party: LinkView
    as_of: Edtf | None
    looked_in: ProseView | None


@dataclass(frozen=True, slots=True)
class AskedReply:
    """A reply that the dossier itself asked for or got; without `text` or `cites`, none is shown.

    `is_open` where it is not published and the party, which is accused, has not answered elsewhere.
    """

    party: LinkView
    asked: Edtf | None
    due: Edtf | None
    received: Edtf | None
    published: Edtf | None
    is_overdue: bool
    is_open: bool
    text: ProseView | None
    cites: tuple[CitationMark, ...]


@dataclass(frozen=True, slots=True)
class ReplyView:
    """An answer, with what was said to it in turn."""

    said: StatementView
    replies: "tuple[ReplyView, ...]"


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim with its answers, side by side."""

    claim: StatementView
    against: tuple[LinkView, ...]
    replies: tuple[ReplyView, ...]
    missing: tuple[MissingReply, ...]
    asked: tuple[AskedReply, ...] = ()
    filters: RowFilters = ()


@dataclass(frozen=True, slots=True)
class ListingRow:
    """A party on an instrument, from one day to another or until now."""

    anchor: str
    party: LinkView
    instrument: LinkView
    named: str
    measures: tuple[str, ...]
    event: LinkView
    since: Edtf
    until: Edtf | None
    until_event: LinkView | None
    cites: tuple[CitationMark, ...]
    confirmed: bool
    through: LinkView | None = None
    """The subsidiary that is listed, on the page of its parent."""


@dataclass(frozen=True, slots=True)
class RelationRow:
    """A relation, read from one of its sides."""

    anchor: str
    phrase: str
    other: LinkView
    since: Edtf | None
    until: Edtf | None
    cites: tuple[CitationMark, ...]
    confirmed: bool
    public_note: ProseView | None
    subject: LinkView | None = None
    """Its subject, where the page belongs to neither side."""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A number that a document gives.

    `converted_from` is the number of which it is a conversion, with its unit.
    """

    anchor: str
    document: LinkView
    about: tuple[LinkView, ...]
    measure: TextView
    value: str
    unit: str
    qualifier: str
    as_of: Edtf | None
    converted_from: tuple[str, str] | None
    note: ProseView | None
    cites: tuple[CitationMark, ...]


@dataclass(frozen=True, slots=True)
class FigureFamily:
    """The accounts of one measure, the one that the others go back to first."""

    rows: tuple[FigureRow, ...]


@dataclass(frozen=True, slots=True)
class DiscrepancyRow:
    """What one document says, what others say, and what the dossier writes."""

    anchor: str
    document: CitationMark
    stated: ProseView
    found: ProseView
    cites: tuple[CitationMark, ...]
    note: ProseView | None


@dataclass(frozen=True, slots=True)
class MentionRow:
    """A sentence that names the subject of the page, and where it stands.

    `pieces` are (text, marked) runs; the marked ones name the subject.
    """

    where: LinkView
    type: str
    date: Edtf | None
    pieces: tuple[tuple[str, bool], ...]
    lang: str


@dataclass(frozen=True, slots=True)
class ReferenceRow:
    """An entry of a list of sources. `id` is that of the article."""

    id: str
    link: LinkView
    title_supplied: bool
    byline: str
    publisher: LinkView | None
    container: str
    via: str
    numbers: tuple[str, ...]
    date: Edtf | None
    kind: str
    tier: str
    confirmed: bool
    url: str
    copy_of: LinkView | None
    source: Item
    cite_as: str = ""
    version: Version | None = None


@dataclass(frozen=True, slots=True)
class StageRow:
    """A step in the life of an instrument; without an event it has not been reached."""

    stage: str
    event: LinkView | None
    date: Edtf | None
    planned: bool
    cites: tuple[CitationMark, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A term and its values in the head of a page.

    Of `words`, those that begin with `territory:`, `language:` or `message:` are said in the words
    of the page's language.
    """

    term: str
    links: tuple[LinkView, ...] = ()
    words: tuple[str, ...] = ()
    date: Edtf | None = None
    external: str = ""


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """A note on what was changed in a record; `anchor` is its own on the record's page."""

    anchor: str
    date: Edtf
    kind: str
    text: ProseView
    record: LinkView


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """What a commit did to how many records: links to some of them, and how `more` there are.

    `notes` are what it added to the corrections of those that are named, as they read now.
    """

    what: str
    number: int
    links: tuple[LinkView, ...]
    more: int
    notes: tuple[CorrectionRow, ...] = ()


@dataclass(frozen=True, slots=True)
class CommitRow:
    """A commit by its short hash, with what it did to records and to how many pages."""

    anchor: str
    commit: str
    date: Edtf
    changes: tuple[ChangeRow, ...]
    pages: int


@dataclass(frozen=True, slots=True)
class RecordFoot:
    """How to cite, check and correct a record.

    `commit` and `day` are those of its last change, empty where git knows none; `edit_url`,
    `issue_url` and `contact` may be empty. `source` is the page as citation styles see it.
    """

    url: str
    site_name: str
    commit: str
    day: Edtf | None
    file: str
    edit_url: str
    contact: str
    source: Item
    corrections: tuple[CorrectionRow, ...]

    @property
    def to_note(self) -> CorrectionRow | None:
        """The latest of what readers should not miss: anything but editorial changes."""
        return next((row for row in self.corrections if row.kind != "editorial"), None)

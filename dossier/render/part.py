"""Parts of pages to HTML, in one language: what pages repeat thousands of times.

These are functions and not templates because most of a build's time goes by here; all other markup
is in `templates/`, which calls them. Each returns markup whose every text was escaped.
"""

from collections.abc import Iterable, Iterator
from functools import cached_property

from markupsafe import Markup, escape

from dossier.model.edtf import Edtf
from dossier.render.date import date_words, iso_date
from dossier.render.place import ROOT, citation_mark
from dossier.render.prose import prose_html
from dossier.render.reference import robust_attributes
from dossier.render.script import marked
from dossier.render.words import RTL, Words, quote_marks, quoted
from dossier.views.composer import Composer
from dossier.views.part import (
    AskedReply,
    CitationMark,
    ClaimView,
    EventRow,
    LinkView,
    MentionRow,
    MissingReply,
    ParticipantView,
    ProseView,
    QuoteView,
    ReplyView,
    StatementView,
    TextView,
)
from dossier.views.support import Support

_IN_SIGHT = 2
"""Of more than three citations so many are in sight, the rest is folded."""

_ANCHOR = "\x05"
"""Where in a part that is kept its anchor goes."""


def markup(html: str) -> Markup:
    """What was written here, of parts that were escaped."""
    return Markup(html)  # noqa: S704 - made here of escaped parts


class Parts:
    """Writes the parts that a composer makes, and keeps those that many pages show."""

    def __init__(self, compose: Composer, words: Words) -> None:
        self.lang = compose.lang
        self._compose = compose
        self._words = words
        self._ = words.text.gettext
        self._links: dict[LinkView, str] = {}
        self._citations: dict[CitationMark, str] = {}
        self._events: dict[tuple[str, bool], str] = {}
        self._claims: dict[str, str] = {}
        self._dates: dict[tuple[str, bool], str] = {}

    def forget(self) -> None:
        """Let go of all that was written: it is written again where it is needed."""
        for kept in (self._links, self._citations, self._events, self._claims):
            kept.clear()
        self._dates.clear()

    # Words and links

    def words(self, text: TextView) -> Markup:
        """Words, marked where they are not in the page's language."""
        return markup(self._text(text))

    def _text(self, text: TextView) -> str:
        if text.lang == self.lang:
            return marked(text.text, self.lang)
        note = f" {self._not_translated(text.lang)}" if text.untranslated else ""
        return (
            f'<span lang="{escape(text.lang)}"{direction(text.lang)}>'
            f"{marked(text.text, text.lang)}</span>{note}"
        )

    def _not_translated(self, lang: str) -> str:
        title = escape(self._("not translated yet"))
        return f'<small class="d-lang" title="{title}">[{escape(lang)}]</small>'

    def link(self, link: LinkView) -> Markup:
        """A link, or its words where it leads nowhere."""
        return markup(self._link(link))

    def _link(self, link: LinkView) -> str:
        html = self._links.get(link)
        if html is None:
            text = self._text(link.text)
            html = f'<a href="{ROOT}{escape(link.href)}">{text}</a>' if link.href else text
            if link.is_unlisted:
                html = html.replace("<a ", "<a data-pagefind-ignore ", 1)
            self._links[link] = html
        return html

    def links(self, links: Iterable[LinkView]) -> Markup:
        """Links in a row."""
        return markup(self._all(links))

    def _all(self, links: Iterable[LinkView]) -> str:
        return ", ".join([self._link(link) for link in links])

    def when(self, date: Edtf, year: bool = True) -> Markup:
        """A date; without its `year` where a heading says it."""
        return markup(self._when(date, with_year=year))

    def _when(self, date: Edtf, *, with_year: bool = True) -> str:
        html = self._dates.get((date.text, with_year))
        if html is None:
            iso = iso_date(date)
            text = escape(date_words(date, self.lang, with_year=with_year))
            unsure = ' class="d-unsure"' if date.shape == "one-of" or date.qualifiers else ""
            if iso:
                html = f'<time datetime="{iso}"{unsure}>{text}</time>'
            else:
                html = f"<span{unsure}>{text}</span>"
            self._dates[date.text, with_year] = html
        return html

    # Prose and citations

    def prose(self, prose: ProseView | None) -> Markup:
        """Prose of a line, or of a paragraph or more; nothing for None."""
        return markup(self._prose(prose) if prose is not None else "")

    def _prose(self, prose: ProseView) -> str:
        html = self.bare_prose(prose)
        lang = escape(prose.lang)
        if prose.inline:
            if prose.lang == self.lang:
                return html
            return f'<span lang="{lang}">{html}</span> {self._not_translated(prose.lang)}'
        attribute = f' lang="{lang}"' if prose.lang != self.lang else ""
        return f'{self._untranslated(prose)}<div class="d-prose"{attribute}>\n{html}</div>'

    def _untranslated(self, prose: ProseView) -> str:
        if not prose.untranslated:
            return ""
        name = self._words.language_name(prose.lang)
        note = self._("This text exists in {language} only.").format(language=name)
        return f'\n<p class="d-note-untranslated">{escape(note)}</p>\n'

    def bare_prose(self, prose: ProseView) -> Markup:
        """Prose without an element around it."""
        return prose_html(prose, self._link, self._cites)

    def citation(self, mark: CitationMark) -> Markup:
        """The raised number of a citation."""
        return markup(self._citation(mark))

    def _citation(self, mark: CitationMark) -> str:
        html = self._citations.get(mark)
        if html is None:
            title = escape(self._words.citation_title(mark))
            locator = str(escape(self._words.locator(mark.at)))
            html = citation_mark(mark.source, escape(mark.href), title, locator)
            self._citations[mark] = html
        return html

    def cites(self, marks: tuple[CitationMark, ...]) -> Markup:
        """Several citations; may stand within a paragraph."""
        return markup(self._cites(marks))

    def _cites(self, marks: tuple[CitationMark, ...]) -> str:
        return "".join([self._citation(mark) for mark in marks])

    def folded_cites(self, marks: tuple[CitationMark, ...]) -> Markup:
        """Citations of which a few are in sight; must not stand within a paragraph."""
        return markup(self._folded(marks))

    def _folded(self, marks: tuple[CitationMark, ...]) -> str:
        if len(marks) <= _IN_SIGHT + 1:
            return self._cites(marks)
        more = f"+{len(marks) - _IN_SIGHT}"
        told = escape(self._("more sources"))
        return (
            f'{self._cites(marks[:_IN_SIGHT])}<details class="d-more" data-pagefind-ignore>'
            f'<summary aria-label="{more} {told}">{more}</summary>'
            f"{self._cites(marks[_IN_SIGHT:])}</details>"
        )

    # Events

    def event(self, row: EventRow, year: bool = False) -> Markup:
        """A line of a timeline; `year` says whether its date names the year."""
        html = self._events.get((row.id, year))
        if html is None:
            html = self._events[row.id, year] = self._event(row, with_year=year)
        return markup(html.replace(_ANCHOR, _anchor(row.anchor), 1))

    def _event(self, row: EventRow, *, with_year: bool) -> str:
        data = "".join(
            f' data-{name}="{escape(" ".join(values))}"' for name, values in row.filters if values
        )
        remarks = ""
        if row.summary:
            remarks += f'\n<p class="d-summary">{self._prose(row.summary)}</p>'
        if row.date_note:
            on_date = escape(self._("On the date"))
            remarks += f'\n<p class="d-remark">{on_date}. {self._prose(row.date_note)}</p>'
        remarks += self._conflicts(row.conflicts)
        if row.public_note:
            remarks += f'\n<p class="d-remark">{self._prose(row.public_note)}</p>'
        return (
            f'\n<li{_ANCHOR} class="d-event {_known(row)}"{data}>\n'
            f'<span class="d-date">{self._when(row.date, with_year=with_year)}</span>\n'
            f'<div class="d-title">'
            f'<a href="{ROOT}{escape(row.href)}">{self._text(row.title)}</a> '
            f'{self._folded(row.cites)}</div>\n<p class="d-under">{self._under(row)}</p>'
            f"{remarks}\n</li>"
        )

    def _under(self, row: EventRow) -> str:
        parts = [f'<span class="d-tag">{escape(self._words.label(row.kind, "event"))}</span>']
        if row.planned:
            planned = escape(self._("planned"))
            parts.append(f'<span class="d-tag d-tag-planned">{planned}</span>')
        if not row.confirmed:
            parts.append(self._unconfirmed())
        who = [self._participant(one) for one in row.parties]
        who += [self._link(one) for one in row.instruments]
        if who:
            parts.append(" · ".join(who))
        if support := self._support(row.support):
            parts.append(f"{'· ' if who else ''}{support}")
        return " ".join(parts)

    def _unconfirmed(self) -> str:
        words = escape(self._("not confirmed"))
        return f'<span class="d-tag d-unconfirmed">{words}</span>'

    def _participant(self, one: ParticipantView) -> str:
        if not one.named:
            return self._link(one.link)
        named = self._("named as “{name}”").format(name=one.named)
        return f"{self._link(one.link)} ({marked(named, self.lang)})"

    # Statements

    def _quotation(self, quote: QuoteView) -> str:
        """Exact words, with what kind of words they are and where they stand."""
        role = self._words.label(quote.role, "quote-role")
        source = f" {self._citation(quote.source)}" if quote.source else ""
        return (
            f'\n<blockquote class="d-quote"><p lang="{escape(quote.lang)}"{direction(quote.lang)}>'
            f"{marked(quoted(quote.text, quote.lang), quote.lang)}</p>\n"
            f"<footer data-pagefind-ignore>{escape(role)}, "
            f"{escape(self._words.language_name(quote.lang))}{source}{self._verdict(quote)}</footer></blockquote>"
        )

    def _verdict(self, quote: QuoteView) -> str:
        """What is known of a quotation, and the way to its passage."""
        parts = []
        if quote.verdict:
            date = date_words(quote.captured, self.lang) if quote.captured else ""
            words = self._words.label(quote.verdict, "verdict").format(date=date)
            parts.append(f" · {escape(words)}")
        if quote.passage:
            passage = escape(self._("passage"))
            href = escape(quote.passage)
            robust = robust_attributes(quote.passage, quote.version)
            parts.append(f' · <a href="{href}" rel="external"{robust}>{passage}</a>')
        return "".join(parts)

    def _said(self, one: StatementView) -> str:
        colon = self._words.colon
        behalf = ""
        if one.on_behalf:
            for_whom = escape(self._("on behalf of"))
            behalf = f" ({for_whom} {self._all(one.on_behalf)})"
        setting = ""
        if one.setting:
            label = self._words.label(one.setting, "setting")
            if one.setting_note:
                setting = f" · {escape(colon(label))} {self._prose(one.setting_note)}"
            else:
                setting = f" · {escape(label)}"
        parts = [
            f'\n<p class="d-speaker">{self._all(one.by)}{behalf}, {self._when(one.said)}'
            f'{setting}</p>\n<p class="d-said">{self._prose(one.text)} {self._cites(one.cites)}'
            f" {self._support(one.support)}</p>"
        ]
        parts += [self._quotation(quote) for quote in one.quotes]
        if one.ground:
            status = escape(colon(self._words.status(one.status, one.kind)))
            who = f" {self._all(one.ground_by)}" if one.ground_by else ""
            parts.append(f'\n<p class="d-remark">{status}{who} {self._cites(one.ground)}</p>')
        parts.append(self._conflicts(one.conflicts))
        if one.public_note:
            parts.append(f'\n<p class="d-remark">{self._prose(one.public_note)}</p>')
        return "".join(parts)

    def _conflicts(self, others: tuple[LinkView, ...]) -> str:
        if not others:
            return ""
        label = escape(self._words.colon(self._("Another account")))
        return f'\n<p class="d-remark">{label} {self._all(others)}</p>'

    def _support(self, support: Support) -> str:
        """Where several reports are not as many sources, how many they are."""
        if support.independent == support.reports:
            return ""
        words = self._words.text.ngettext(
            "{reports} reports, {n} independent source",
            "{reports} reports, {n} independent sources",
            support.independent,
        )
        said = escape(words.format(reports=support.reports, n=support.independent))
        return f'<span class="d-support">{said}</span>'

    def support(self, support: Support) -> Markup:
        """How many independent sources several reports are, where they are fewer."""
        return markup(self._support(support))

    def _role(self, one: StatementView, label: str) -> str:
        status = ""
        if one.status != "reported":
            words = escape(self._words.status(one.status, one.kind))
            status = f' · <span class="d-status">{words}</span>'
        if one.support.is_single:
            single = escape(self._("single source"))
            status += f" · {single}"
        return f'\n<p class="d-role">{escape(label)}{status}</p>'

    def statement(self, one: StatementView) -> Markup:
        """A statement, alone."""
        answers = ""
        if one.answers:
            reply = escape(self._words.colon(self._("In reply to")))
            answers = f'\n<p class="d-against">{reply} {self._all(one.answers)}</p>'
        return markup(
            f'\n<div class="d-statement"{_anchor(one.anchor)}>'
            f"{self._role(one, self._words.label(one.kind, 'statement'))}{self._said(one)}"
            f"{answers}{self._permanent(one)}\n</div>"
        )

    def _permanent(self, one: StatementView) -> str:
        words = escape(self._("permanent link"))
        return f'\n<p class="d-foot"><a href="{ROOT}{escape(one.href)}">{words}</a></p>'

    def claim(self, one: ClaimView) -> Markup:
        """A claim and beside it the replies, or what is known of their absence."""
        html = self._claims.get(one.claim.id)
        if html is None:
            html = self._claims[one.claim.id] = self._claim(one)
        return markup(html.replace(_ANCHOR, _anchor(one.claim.anchor), 1))

    def _claim(self, one: ClaimView) -> str:
        claim = one.claim
        against = ""
        if one.against:
            label = escape(self._words.colon(self._("Against")))
            against = f'\n<p class="d-against">{label} {self._all(one.against)}</p>'
        accused = frozenset(link.href for link in one.against)
        answers = [self._reply(reply, accused) for reply in one.replies]
        answers += [self._asked(reply) for reply in one.asked]
        answers += [self._missing(absent) for absent in one.missing]
        if not answers:
            nobody = self._("It accuses no party by name, and no reply is recorded.")
            reply = escape(self._("Reply"))
            answers.append(
                f'\n<div class="d-reply d-missing"><p class="d-role">{reply}</p>'
                f'<p class="d-said">{escape(nobody)}</p></div>'
            )
        return (
            f'\n<div class="d-claim"{_ANCHOR}>\n<div class="d-halves">\n'
            f'<div class="d-half d-accusation">'
            f"{self._role(claim, self._words.label(claim.kind, 'statement'))}{self._said(claim)}"
            f'{against}\n</div>\n<div class="d-half d-answers">{"".join(answers)}\n</div>\n</div>'
            f"{self._permanent(claim)}\n</div>"
        )

    def _reply(self, reply: ReplyView, accused: frozenset[str]) -> str:
        """An answer with what was said to it; not only who is accused may answer."""
        said = reply.said
        speakers = {link.href for link in (*said.by, *said.on_behalf)}
        label = self._words.label(said.kind, "statement")
        if said.kind == "response":
            is_theirs = not accused or not speakers.isdisjoint(accused)
            label = self._("Reply") if is_theirs else self._("Answer")
        further = "".join([self._reply(one, accused) for one in reply.replies])
        return (
            f'\n<div class="d-reply">{self._role(said, label)}{self._said(said)}{further}\n</div>'
        )

    def _asked(self, one: AskedReply) -> str:
        """A reply that the dossier asked for or got, with its dates."""
        shown = f"{self._prose(one.text) if one.text else ''} {self._cites(one.cites)}".strip()
        dates = escape(" ".join(self._dates_of(one)))
        said = f'<p class="d-said">{shown}</p>\n<p class="d-remark">{dates}</p>'
        if one.published is None:
            said = f'<p class="d-said">{dates}</p>'
        missing = "" if one.published else " d-missing"
        came = one.received or one.published if one.published else None
        when = f", {self._when(came)}" if came else ""
        return (
            f'\n<div class="d-reply{missing}">\n<p class="d-role">{escape(self._("Reply"))}</p>\n'
            f'<p class="d-speaker">{self._link(one.party)}{when}</p>\n{said}\n</div>'
        )

    def _dates_of(self, one: AskedReply) -> Iterator[str]:
        def on(message: str, date: Edtf) -> str:
            return message.format(date=date_words(date, self.lang))

        if one.asked:
            yield on(self._("Asked for an answer on {date}."), one.asked)
        if one.received:
            yield on(self._("Reply received on {date}."), one.received)
        if one.published:
            yield on(self._("Published on {date}."), one.published)
        elif one.received:
            yield self._("Not published yet.")
        elif one.due and one.is_overdue:
            yield on(self._("No answer by {date}."), one.due)
        elif one.due:
            yield on(self._("An answer is due by {date}."), one.due)
        else:
            yield self._("No answer yet.")

    def _missing(self, one: MissingReply) -> str:
        if one.as_of and one.looked_in:
            date = date_words(one.as_of, self.lang)
            found = self._("No reply found as of {date}.").format(date=date)
            looked = escape(self._words.colon(self._("Looked in")))
            said = f"{escape(found)} {looked} {self._prose(one.looked_in)}"
        else:
            said = escape(self._("Reply not sought yet."))
        reply = escape(self._("Reply"))
        return (
            f'\n<div class="d-reply d-missing">\n<p class="d-role">{reply}</p>\n'
            f'<p class="d-speaker">{self._link(one.party)}</p>\n'
            f'<p class="d-said">{said}</p>\n</div>'
        )

    # Mentions and headings

    def mention(self, row: MentionRow) -> Markup:
        """A sentence that names the subject of the page, and where it stands."""
        opening, closing = quote_marks(row.lang)
        text = "".join(
            [
                f"<mark>{marked(text, row.lang)}</mark>" if names else marked(text, row.lang)
                for text, names in row.pieces
            ]
        )
        said = f"{opening}{text}{closing}"
        if row.lang != self.lang:
            said = f'<span lang="{escape(row.lang)}">{said}</span>'
        where = escape(self._words.colon(self._words.label(row.type, "record")))
        date = f", {self._when(row.date)}" if row.date else ""
        return markup(
            f'\n<li>{said}\n<span class="d-where">{where} {self._link(row.where)}{date}</span></li>'
        )

    def heading(self, title: str, id: str, count: int | None = None) -> Markup:
        """A second-level heading; its anchor gets a leading underscore, as no item has one."""
        number = ""
        if count is not None:
            shown = escape(self._words.number(count))
            number = f' <span class="d-count" data-pagefind-ignore>{shown}</span>'
        return markup(f'<h2 id="_{id}">{escape(title)}{number}</h2>')

    @cached_property
    def here(self) -> str:
        """What the citation of a document says on its own page."""
        return str(escape(self._("here")))


def _known(row: EventRow) -> str:
    """The class that says how well the date of an event is known."""
    date = row.date
    if row.planned:
        return "d-of-plan"
    if date.qualifiers or date.shape == "one-of":
        return "d-of-doubt"
    if date.shape != "date":
        return "d-of-span"
    is_day = date.start is not None and date.start.precision in ("day", "second")
    return "d-of-day" if is_day else "d-of-month"


def direction(lang: str) -> str:
    """The attribute that says that a language is written from right to left."""
    return ' dir="rtl"' if lang.partition("-")[0] in RTL else ""


def _anchor(anchor: str) -> str:
    return f' id="{escape(anchor)}"' if anchor else ""

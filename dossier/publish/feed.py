"""Feeds: what is new on a page, for readers' programs."""

from xml.sax.saxutils import escape, quoteattr

from dossier.model.edtf import Edtf
from dossier.views.page import FeedPage


def feed(page: FeedPage, title: str, site_name: str, site_url: str) -> str:
    """The feed of a page, at an absolute address of the site.

    It is as new as its newest entry, or, without any, as the dossier: no clock is asked.

    Source:
        RFC 4287. An entry's id is the address of what it speaks of.
    """
    address = site_url + page.path
    entries = "".join(
        f"<entry>\n<id>{escape(site_url + one.href)}</id>\n"
        f"<title>{escape(one.title)}</title>\n"
        f'<link rel="alternate" type="text/html" href={quoteattr(site_url + one.href)}/>\n'
        f"<updated>{_moment(one.date)}</updated>\n"
        f"<category term={quoteattr(one.kind)}/>\n"
        f'<summary type="text" xml:lang={quoteattr(one.lang)}>{escape(one.text)}</summary>\n'
        f"</entry>\n"
        for one in page.entries
    )
    newest = max((one.date for one in page.entries), default=page.today)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(page.lang)}>\n'
        f"<id>{escape(address)}</id>\n<title>{escape(f'{title} – {site_name}')}</title>\n"
        f"<updated>{_moment(newest)}</updated>\n<author><name>{escape(site_name)}</name></author>\n"
        f'<link rel="self" type="application/atom+xml" href={quoteattr(site_url + page.feed)}/>\n'
        f'<link rel="alternate" type="text/html" href={quoteattr(address)}/>\n'
        f"{entries}</feed>\n"
    )


def _moment(date: Edtf) -> str:
    """The beginning of the earliest day that a date can mean, as in RFC 3339."""
    year, month, day = date.sort_key[0]
    return f"{year:04}-{month:02}-{day:02}T00:00:00Z"

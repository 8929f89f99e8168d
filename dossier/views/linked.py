"""Pages as linked data: what each is about, in the words of schema.org."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from dossier.graph.item import Item
from dossier.model.article import Article
from dossier.model.edtf import Edtf, Point
from dossier.model.entity import Entity
from dossier.model.event import Event
from dossier.model.instrument import Instrument
from dossier.model.statement import Statement, StatementFields
from dossier.records.dossier import RecordFile
from dossier.views.composer import Composer
from dossier.views.path import record_path
from dossier.views.summary import plain

_DOCUMENTS: Final = {
    "press": "NewsArticle",
    "wire": "NewsArticle",
    "law": "Legislation",
    "report": "Report",
    "post": "BlogPosting",
    "press-release": "Article",
    "web": "Article",
}
_ENTITIES: Final = {
    "person": "Person",
    "company": "Corporation",
    "organisation": "Organization",
    "public-body": "GovernmentOrganization",
    "court": "GovernmentOrganization",
    "media": "NewsMediaOrganization",
    "place": "Place",
    "group": "Organization",
}
_ORGANISATIONS: Final = frozenset(_ENTITIES.values()) - {"Person", "Place"}
_FEW = 20
"""Of more things of one sort so many are named: it is all on the page."""


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing of a type of schema.org; `fields` are its properties, without those that are empty.

    A value is text, another thing, or several of these.
    """

    type: str
    fields: tuple[tuple[str, "str | Thing | tuple[str | Thing, ...]"], ...]


def thing(type: str, **fields: "str | Thing | Iterable[str | Thing] | None") -> Thing:
    """A thing with what of its properties is not empty; `id_` is its address."""
    found: list[tuple[str, str | Thing | tuple[str | Thing, ...]]] = []
    for name, value in fields.items():
        several = value if isinstance(value, str | Thing | None) else tuple(value)
        if several:
            found.append(("@id" if name == "id_" else name, several))
    return Thing(type, tuple(found))


def linked_record(compose: Composer, file: RecordFile) -> Thing:
    """The page of a record, and what it is about."""
    record = file.record
    change = compose.change(file)
    return thing(
        "CollectionPage" if file.type == "theme" else "WebPage",
        **_page(compose, compose.path(file.type, record.id), compose.name(record.id).text),
        dateModified=change.day if change else "",
        mainEntity=_main(compose, file),
        hasPart=_claims(compose, record) if isinstance(record, Article) else (),
    )


def _claims(compose: Composer, article: Article) -> Iterator[Thing]:
    """What is said in a document: the claims of those who say it."""
    for inline in article.statements[:_FEW]:
        item = compose.graph.statements[f"{article.id}#{inline.id}"]
        yield _claim(compose, item, _address(compose, compose.href(item.id)))


def linked_register(compose: Composer, path: str, name: str) -> Thing:
    """A page that lists others."""
    return thing("CollectionPage", **_page(compose, path, name))


def linked_page(compose: Composer, path: str, name: str) -> Thing:
    """A page written by hand; the first page of a language is about the dossier as a whole."""
    is_home = path == compose.root
    dossier = _dataset(compose) if is_home else None
    return thing("WebPage", **_page(compose, path, name), mainEntity=dossier)


def _page(compose: Composer, path: str, name: str) -> dict[str, str | Thing]:
    site = compose.site.options
    home = _address(compose, compose.root)
    return {
        "id_": _address(compose, path),
        "url": _address(compose, path),
        "name": name,
        "inLanguage": compose.lang,
        "isPartOf": thing("WebSite", name=compose.site_name(), url=home if site.site_url else ""),
    }


def _address(compose: Composer, path: str) -> str:
    url = compose.site.options.site_url
    return f"{url}{path}" if url else ""


def _dataset(compose: Composer) -> Thing:
    names = {"json": "application/vnd.citationstyles.csl+json"}
    names |= {"bib": "application/x-bibtex", "ris": "application/x-research-info-systems"}
    files = (
        thing("DataDownload", contentUrl=url, encodingFormat=kind)
        for suffix, kind in names.items()
        if (url := _address(compose, f"sources/sources.{suffix}"))
    )
    options = compose.site.options
    language = next(one for one in options.languages if one.code == compose.lang)
    return thing(
        "Dataset",
        name=compose.site_name(),
        description=language.site_description or options.site_description,
        inLanguage=compose.lang,
        distribution=files,
    )


def _main(compose: Composer, file: RecordFile) -> Thing | None:
    match file.record:
        case Article() as article:
            return _document(compose, article)
        case Entity() as entity:
            return _entity(compose, entity)
        case Instrument() as instrument:
            return _instrument(compose, instrument)
        case Event() as event:
            return _event(compose, event)
        case Statement() as statement:
            item = compose.graph.statements[statement.id]
            return _claim(compose, item, _thing_address(compose, statement.id))
    return None


def _document(compose: Composer, article: Article) -> Thing:
    """A document as its own publisher's, not as ours."""
    source = compose.source(article)
    type = _DOCUMENTS.get(article.kind, "CreativeWork")
    name = "name" if type in ("Legislation", "CreativeWork") else "headline"
    law: dict[str, str | Thing | Iterable[str | Thing] | None] = {}
    if type == "Legislation":
        law = {"legislationIdentifier": source.numbers, "legislationDate": _iso(article.published)}
    return thing(
        type,
        **{name: source.shown_title},
        url=source.url,
        datePublished=_iso(article.published),
        inLanguage=article.lang,
        author=[
            thing("Organization" if one.literal else "Person", name=one.words)
            for one in source.authors
        ],
        publisher=_publisher(compose, article),
        archivedAt=(one.url for one in article.snapshots if one.url),
        mentions=_references(compose, article.mentions),
        **law,
    )


def _publisher(compose: Composer, article: Article) -> Thing | None:
    if article.publisher:
        return _party(compose, article.publisher, "Organization")
    name = article.publisher_name
    return thing("Organization", name=name) if name else None


def _entity(compose: Composer, entity: Entity) -> Thing:
    type = _ENTITIES.get(entity.kind, "Thing")
    is_organisation = type in _ORGANISATIONS
    ids = dict(entity.ids)
    wikidata = ids.pop("wikidata", "")
    lei = ids.pop("lei", "") if is_organisation else ""
    return thing(
        type,
        id_=_thing_address(compose, entity.id),
        name=compose.name(entity.id).text,
        alternateName=dict.fromkeys((*entity.names.values(), *entity.aliases)),
        identifier=[
            thing("PropertyValue", propertyID=scheme, value=value) for scheme, value in ids.items()
        ],
        leiCode=lei,
        sameAs=f"https://www.wikidata.org/wiki/{wikidata}" if wikidata else "",
    )


def _instrument(compose: Composer, instrument: Instrument) -> Thing:
    is_law = instrument.kind in ("law", "bill", "order", "regulation")
    common = {
        "id_": _thing_address(compose, instrument.id),
        "name": compose.name(instrument.id).text,
        "alternateName": instrument.names,
    }
    if not is_law:
        return thing("CreativeWork", **common, identifier=instrument.number)
    return thing(
        "Legislation",
        **common,
        legislationIdentifier=instrument.number,
        legislationType=instrument.kind,
        legislationJurisdiction=instrument.jurisdiction,
        legislationPassedBy=[_party(compose, one, "Organization") for one in instrument.issuer],
    )


def _event(compose: Composer, event: Event) -> Thing:
    parties = [one.id for one in (*event.actor, *event.target, *event.with_)]
    place = compose.name(event.place).text if event.place else ""
    is_span = event.date.shape == "interval"
    return thing(
        "Event",
        id_=_thing_address(compose, event.id),
        name=compose.name(event.id).text,
        startDate=_point(event.date.start) if event.date.shape != "one-of" else "",
        endDate=_point(event.date.end) if is_span else "",
        location=thing("Place", name=place) if place else None,
        about=_references(compose, (*parties, *event.instruments)),
        subjectOf=_works(compose, (str(one.source) for one in event.cites)),
    )


def _claim(compose: Composer, item: Item[StatementFields], id: str) -> Thing:
    """What somebody said, how far it is established, what answers it and what took it back."""
    fields = item.fields
    answers = compose.graph.replies.get(item.id, ())[:_FEW]
    retractions = [one for one in answers if one.fields.kind == "retraction"]
    return thing(
        "Claim",
        id_=id,
        **_words(compose, item),
        creativeWorkStatus=fields.status,
        appearance=_works(compose, (str(one.citation.source) for one in item.citations)),
        hasPart=_quotations(compose, item),
        comment=[_said(compose, "Comment", one) for one in answers if one not in retractions],
        correction=[_said(compose, "CorrectionComment", one) for one in retractions],
    )


def _said(compose: Composer, type: str, item: Item[StatementFields]) -> Thing:
    return thing(type, **_words(compose, item), url=_address(compose, compose.href(item.id)))


def _words(
    compose: Composer, item: Item[StatementFields]
) -> dict[str, str | Thing | Iterable[str | Thing] | None]:
    """What is said, by whom and when."""
    return {
        "text": plain(compose.line(item.fields.text)),
        "author": _speakers(compose, item),
        "datePublished": _iso(item.fields.said),
    }


def _quotations(compose: Composer, item: Item[StatementFields]) -> Iterator[Thing]:
    """The exact words, but not those that are our translation: nobody spoke these."""
    for quote in item.fields.quotes:
        if quote.role != "our-translation":
            source = quote.source or (item.home.id if item.article is not None else None)
            yield thing(
                "Quotation",
                text=quote.text,
                inLanguage=quote.lang,
                spokenByCharacter=_speakers(compose, item),
                isBasedOn=_works(compose, (source,) if source else ()),
            )


def _speakers(compose: Composer, item: Item[StatementFields]) -> list[Thing]:
    speakers = _findable(compose, item.fields.by)
    return [_party(compose, one, "Organization") for one in speakers]


def _party(compose: Composer, id: str, otherwise: str) -> Thing:
    """A party by its name and address; where its type would not fit, `otherwise`."""
    file = compose.face(id)
    entity = file.record if file else None
    type = _ENTITIES.get(entity.kind, "") if isinstance(entity, Entity) else ""
    fits = type in _ORGANISATIONS or type == "Person"
    return thing(
        type if fits else otherwise,
        id_=_thing_address(compose, id),
        name=compose.name(id).text,
    )


def _references(compose: Composer, ids: Iterable[str]) -> Iterator[Thing]:
    for id in [*dict.fromkeys(_findable(compose, ids))][:_FEW]:
        yield thing("Thing", id_=_thing_address(compose, id), name=compose.name(id).text)


def _findable(compose: Composer, ids: Iterable[str]) -> Iterator[str]:
    """Yield the ids of those whom machines may find."""
    return (id for id in ids if not compose.is_protected(id))


def _works(compose: Composer, ids: Iterable[str]) -> Iterator[Thing]:
    for id in [*dict.fromkeys(ids)][:_FEW]:
        article = compose.article(id)
        yield thing("CreativeWork", name=compose.name(id).text, url=_followed(article))


def _followed(article: Article) -> str:
    return article.url if article.url and article.link == "follow" else ""


def _thing_address(compose: Composer, id: str) -> str:
    """The identifier of a thing: the same in all languages."""
    file = compose.face(id)
    path = record_path(file.type, id) if file else ""
    address = _address(compose, path)
    return f"{address}#it" if address and path else ""


def _iso(date: Edtf | None) -> str:
    return _point(date.start) if date and date.shape == "date" else ""


def _point(point: Point | None) -> str:
    """A date as ISO 8601, where it has one; a qualified one counts as what it qualifies."""
    if point is None or not 1 <= point.year <= 9999:
        return ""
    if point.precision in ("day", "second"):
        return f"{point.year:04}-{point.month:02}-{point.day:02}"
    if point.precision == "month":
        return f"{point.year:04}-{point.month:02}"
    return f"{point.year:04}" if point.precision == "year" else ""

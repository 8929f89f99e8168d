"""No text of any record brings in markup, in any output: each is compared to that of a twin."""

import json
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import bibtexparser
import html5lib
import pytest
import rispy
from icalendar import Calendar
from lxml import etree, html
from playwright.sync_api import Browser, Page

import dossier
from dossier.model.block import BLOCKS
from dossier.publish.searched import text_of
from dossier.publish.stamp import Output, hand_written, stamped
from dossier.records.decode import MODELS
from dossier.render.renderer import Renderer
from dossier.views.composer import Composer
from dossier.views.embed import embedded
from dossier.views.path import REGISTERS
from tests.hostile.live_payload import HAPPENS
from tests.hostile.payload import LEFT_OUT, PAYLOADS, Filling, harmless, site_of

PACKAGE = Path(dossier.__file__).parent


@pytest.fixture(scope="module")
def frames(sample_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the host built for the sample."""
    return frames_only(sample_site, tmp_path_factory.mktemp("frames") / "site")


def frames_only(site: Path, folder: Path) -> Path:
    """What a host built for a site, without hand-written pages: these name its records."""
    shutil.copytree(site.parent / f".{site.name}.dossier" / "host" / "site", folder)
    for path, _ in list(hand_written(site_of(["x"]).options, folder)):
        (folder / path).unlink()
    return folder


Built = dict[str, Output]


def built(given: tuple[str, ...], frames: Path, *, raw: bool = False) -> Built:
    """Every file of a site of these texts, by its path."""
    return {output.path: output for output in stamped(site_of(given, raw=raw), frames)}


@pytest.fixture(scope="module")
def hostile(frames: Path) -> Built:
    return built(PAYLOADS, frames)


@pytest.fixture(scope="module")
def twin(frames: Path) -> Built:
    return built(tuple(map(harmless, PAYLOADS)), frames)


Skeleton = list[tuple[str, tuple[str, ...]]]
"""Names of elements with those of their attributes, in their order."""


@cache
def skeleton(markup: str, *, is_fragment: bool = False) -> tuple[Skeleton, Counter[Any]]:
    """The skeleton of a page as browsers see it, and that of its drawings.

    Of a drawing it is counted, but for lines of text: where a label is broken depends on letters.
    """
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parseFragment(markup) if is_fragment else parser.parse(markup)
    found: Skeleton = []
    drawn: Counter[Any] = Counter()
    for element, is_drawn in _elements(tree, is_drawn=False):
        one = str(element.tag), tuple(sorted(map(str, element.attrib)))
        if not is_drawn:
            found.append(one)
        elif one[0] not in ("text", "tspan"):
            drawn[one] += 1
        else:
            drawn[one] = 1
    return found, drawn


def _elements(element: Element, *, is_drawn: bool) -> Iterator[tuple[Element, bool]]:
    yield element, is_drawn
    for child in element:
        yield from _elements(child, is_drawn=is_drawn or element.tag == "svg")


def is_compared(path: str) -> bool:
    """Whether a file is a page that is looked at: of records those in English are enough."""
    return path.endswith(".html") and not re.match(r"fr/\w+s/[^/]+/", path)


def test_every_field_of_every_record_holds_a_payload(hostile: Built) -> None:
    assert len(PAYLOADS) >= 60
    for type, model in MODELS.items():
        record = model.model_validate(
            {"id": f"{type}-0"} | Filling("find me", 0, raw=False).fields(model)
        )
        empty = {name for name in model.model_fields if not getattr(record, name)}
        assert empty <= LEFT_OUT, type
    kinds = Counter(output.kind for output in hostile.values())
    assert len(kinds - Counter({"": kinds[""]})) > len(REGISTERS)
    endings = {path.rpartition(".")[2] for path in hostile}
    assert endings >= {"html", "xml", "json", "ics", "bib", "ris"}
    assert "&lt;script&gt;" in hostile["articles/article-0/index.html"].data.decode()


def test_every_page_has_the_skeleton_of_its_twin(hostile: Built, twin: Built) -> None:
    assert hostile.keys() == twin.keys()
    compared = 0
    for path, output in hostile.items():
        if is_compared(path):
            assert skeleton(output.data.decode()) == skeleton(twin[path].data.decode()), path
            compared += 1
    assert compared > len(MODELS) * len(PAYLOADS)


def test_what_is_searched_of_a_page_has_it_too(hostile: Built, twin: Built) -> None:
    for path in hostile:
        if is_compared(path):
            one, other = (text_of(path, files[path].data.decode()) for files in (hostile, twin))
            assert (one is None) == (other is None)
            if one is not None and other is not None:
                ours, theirs = skeleton(one.html)[0], skeleton(other.html)[0]
                # What a text should be found by besides is in an element, if there is any.
                words = ("i", ("data-pagefind-index-attrs", "data-words"))
                assert [e for e in ours if e != words] == [e for e in theirs if e != words], path


def test_linked_data_and_other_json_say_what_was_written(hostile: Built, twin: Built) -> None:
    known = {harmless(text) for text in PAYLOADS}
    seen = 0
    for path, output in hostile.items():
        for ours, theirs in zip(
            _json(path, output.data), _json(path, twin[path].data), strict=True
        ):
            for one, other in zip(_leaves(ours), _leaves(theirs), strict=True):
                assert harmless(str(one)) == harmless(str(other)), path
                seen += str(other) in known
    assert seen > 10 * len(PAYLOADS)


def _json(path: str, data: bytes) -> Iterator[Any]:
    if path.endswith(".json"):
        yield json.loads(data)
    elif path.endswith(".html"):
        for found in re.findall(rb'<script type="application/ld\+json">(.*?)</script>', data):
            assert not re.search("[<>&\u2028\u2029]", found.decode())
            yield json.loads(found)


def _leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        for key, one in value.items():
            yield key
            yield from _leaves(one)
    elif isinstance(value, list):
        for one in value:
            yield from _leaves(one)
    else:
        yield value


def test_feeds_and_maps_are_well_formed_and_hold_no_markup(hostile: Built, twin: Built) -> None:
    seen = 0
    for path, output in hostile.items():
        if path.endswith(".xml"):
            ours, theirs = (etree.fromstring(one.data) for one in (output, twin[path]))
            shapes = [[(e.tag, sorted(e.attrib)) for e in tree.iter()] for tree in (ours, theirs)]
            assert shapes[0] == shapes[1], path
            seen += 1
    assert seen > len(PAYLOADS)


def test_calendars_and_references_have_the_fields_of_their_twins(
    hostile: Built, twin: Built
) -> None:
    readers: dict[str, Callable[[str], Any]] = {
        "ics": lambda text: [
            (part.name, sorted(part.keys())) for part in Calendar.from_ical(text).walk()
        ],
        "bib": lambda text: [
            (entry.entry_type, entry.key, [field.key for field in entry.fields])
            for entry in bibtexparser.parse_string(text).entries
        ],
        "ris": lambda text: [sorted(entry) for entry in rispy.loads(text)],
    }
    seen: Counter[str] = Counter()
    for path, output in hostile.items():
        ending = path.rpartition(".")[2]
        if ending in readers:
            ours, theirs = (readers[ending](one.data.decode()) for one in (output, twin[path]))
            assert ours == theirs, path
            assert ours
            seen[ending] += 1
    assert seen.keys() == readers.keys()


def test_blocks_on_pages_written_by_hand_have_it_too() -> None:
    shown = [_blocks(given) for given in (PAYLOADS, tuple(map(harmless, PAYLOADS)))]
    assert shown[0].keys() == shown[1].keys()
    for name, markup in shown[0].items():
        ours, theirs = (skeleton(one, is_fragment=True) for one in (markup, shown[1][name]))
        assert ours == theirs, name


def _blocks(given: tuple[str, ...]) -> dict[str, str]:
    site = site_of(given)
    found = {}
    for lang in ("en", "fr"):
        compose = Composer(site, lang)
        renderer = Renderer(compose)
        for name, block in BLOCKS.items():
            options = {"id": "entity-0"} if name == "entity-card" else {}
            shown = embedded(compose, block.model_validate(options))
            fragment = renderer.fragment(shown.macro, shown.value)
            found[f"{lang} {name}"] = renderer.placed(fragment, "")
    return found


def test_readers_see_each_payload_as_it_was_written(hostile: Built) -> None:
    for number, text in enumerate(PAYLOADS):
        page = html.document_fromstring(hostile[f"entities/entity-{number}/index.html"].data)
        assert page.xpath("string(//h1)") == text
        assert text in page.xpath("string(//p[@class='d-aliases'])")
        assert page.xpath("string(//title)") == f"{text} - Sample Dossier"
        assert page.xpath("//meta[@property='og:title']/@content") == [text]


ALLOWED = {"p", "a", "code", "em", "strong", "ul", "ol", "li", "h2", "h3", "blockquote", "hr", "br"}
"""What Markdown may make of what no check lets by."""


def test_prose_that_no_check_would_let_by_brings_in_no_more_than_markdown_does(
    hostile: Built, frames: Path
) -> None:
    for path, output in built(PAYLOADS, frames, raw=True).items():
        if is_compared(path):
            ours, _ = skeleton(output.data.decode())
            theirs, _ = skeleton(hostile[path].data.decode())
            more = {name for name, _ in ours} - {name for name, _ in theirs}
            assert more <= ALLOWED, path
            attributes = {(n, a) for n, names in ours for a in names}
            known = {(n, a) for n, names in theirs for a in names}
            assert attributes - known <= {
                ("a", "href"),
                ("a", "rel"),
                ("a", "title"),
                ("ol", "start"),
            }
            links = re.findall(r'href="([^"]*)"', output.data.decode())
            assert not [link for link in links if "script:" in link.lower()], path


def test_markup_is_escaped_by_one_function_wherever_it_is_written() -> None:
    others = re.compile(r"saxutils|html import .*\bescape\b|html\.escape\(|cgi\.escape")
    found = [
        file for file in sorted(PACKAGE.rglob("*.py")) if others.search(file.read_text("utf-8"))
    ]
    assert found == []


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def test_a_browser_runs_none_of_them_without_the_policy(page: Page, frames: Path) -> None:
    files = built(PAYLOADS, frames, raw=True)
    dialogs: list[str] = []
    page.add_init_script("window.hits = [];")
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    policy = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')

    def answer(route: Any) -> None:
        path = route.request.url.removeprefix("https://dossier.example/").partition("?")[0]
        output = files.get(f"{path}index.html")
        asset = frames / path
        if output is not None:
            route.fulfill(
                content_type="text/html; charset=utf-8", body=policy.sub("", output.data.decode())
            )
        elif asset.is_file() and asset.suffix == ".js":
            route.fulfill(content_type="text/javascript", body=asset.read_text("utf-8"))
        else:
            route.fulfill(status=404, body="")

    page.route("**/*", answer)
    registers = [path.removesuffix("index.html") for path in files if path.count("/") == 1]
    records = [f"articles/article-{n}/" for n in range(len(PAYLOADS))]
    wanted = (*registers, *records, "entities/entity-0/", "themes/theme-0/")
    seen = 0
    for path in wanted:
        if f"{path}index.html" not in files:
            continue
        page.goto(f"https://dossier.example/{path}")
        page.evaluate(HAPPENS)
        assert page.evaluate("window.hits") == [], path
        seen += 1
    assert seen > len(PAYLOADS)
    assert dialogs == []

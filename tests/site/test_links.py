"""No link of a built site leads nowhere."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.conftest import Run
from tests.site.pages import pages, tree


def broken_links(site: Path, base: str) -> list[str]:
    """Every internal address whose file or fragment is not there."""
    anchors = {path: set(tree(path).xpath("//@id")) for path in site.rglob("*.html")}
    found = []
    for path in anchors:
        for address in tree(path).xpath("//@href | //@src"):
            parts = urlsplit(address)
            if (parts.scheme and not address.startswith(base)) or (
                parts.netloc and not address.startswith(base)
            ):
                continue
            target = parts.path
            if address.startswith(base):
                target = urlsplit(base).path + address.removeprefix(base).partition("#")[0]
            if target.startswith("/"):
                file = site / target.removeprefix(urlsplit(base).path)
            else:
                file = path.parent / target
            file = Path(unquote(str(file))).resolve() if target else path
            if file.is_dir():
                file /= "index.html"
            fragment = unquote(parts.fragment)
            if not file.is_file():
                found.append(f"{path.relative_to(site)}: {address}")
            elif fragment and file.suffix == ".html" and fragment not in anchors[file]:
                found.append(f"{path.relative_to(site)}: {address} (no such place)")
    return found


@pytest.mark.parametrize("name", ["sample", "founding"])
def test_no_internal_link_or_fragment_is_broken(name: str, request: pytest.FixtureRequest) -> None:
    site: Path = request.getfixturevalue(f"{name}_site")
    base = {"sample": "https://example.org/sample/", "founding": "https://example.org/"}[name]
    assert broken_links(site, base) == []


@pytest.mark.parametrize("name", ["sample", "founding"])
def test_no_id_stands_twice_on_a_page(name: str, request: pytest.FixtureRequest) -> None:
    for path in pages(request.getfixturevalue(f"{name}_site")):
        ids = tree(path).xpath("//@id")
        twice = {id for id in ids if ids.count(id) > 1}
        assert not twice, path


def test_ids_of_items_headings_and_sections_never_meet(sample: Path, run: Run) -> None:
    """Whatever an editor calls an item or a heading, the sections of the page keep their ids."""
    names = ("summary", "events", "sources", "source-1", "record", "y2021", "n-1", "h-events")
    events = "".join(
        f"  - {{id: {name}, date: 2021, kind: other, title: Something, actor: [ministry]}}\n"
        for name in names
    )
    (sample / "content/articles/taken.md").write_text(
        "---\nkind: web\ntitle: Taken\nlang: en\npublished: 2021\ntier: secondary\n"
        f"publisher_name: A site\nevents:\n{events}---\n"
        "## Events\n\nA note[^1] on [[ministry]].\n\n## Sources\n\n[^1]: So.\n"
    )
    (sample / "content/instruments/noted.yml").write_text(
        "title: Noted\nkind: law\n"
        + "".join(
            f'{key}: "## One\\n\\nIt[^1] [@taken].\\n\\n[^1]: So."\n'
            for key in ("does", "does_not", "body")
        )
    )
    (sample / "content/pages/about.md").write_text("# About\n\n## Sources\n\nSee [@taken].\n")
    done = run("dossier", "build", cwd=sample)
    assert done.returncode == 0, done.stdout + done.stderr
    for path in pages(sample / "build/site"):
        ids = tree(path).xpath("//@id")
        assert not {id for id in ids if ids.count(id) > 1}, path
    assert broken_links(sample / "build/site", "https://example.org/sample/") == []


@pytest.mark.parametrize("name", ["sample", "founding"])
def test_nothing_on_a_page_is_fetched_from_elsewhere(
    name: str, request: pytest.FixtureRequest
) -> None:
    for path in pages(request.getfixturevalue(f"{name}_site")):
        fetched = tree(path).xpath(
            "//@src | //link[@rel='stylesheet' or @rel='icon' or @rel='preconnect']/@href"
        )
        assert not [address for address in fetched if "//" in address], path

"""Pages out of what a host built: what each is put into, and what stands there already."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from dossier.assembly import assemble
from dossier.host.config import read_options
from dossier.publish import marker, stamp
from dossier.publish.frame import FrameError
from dossier.publish.stamp import Output, Stamper, stamped
from dossier.publish.tree import digest_of
from dossier.views.composer import Site
from tests.conftest import SAMPLE


@pytest.fixture(scope="module")
def site() -> Site:
    options = read_options(None, SAMPLE)
    assembled = assemble(options)
    return Site(assembled.graph, assembled.history, options)


@pytest.fixture
def host(sample_site: Path, tmp_path: Path) -> Path:
    """What the host built for the sample, to be changed."""
    built = sample_site.parent / f".{sample_site.name}.dossier/host/site"
    return Path(shutil.copytree(built, tmp_path / "host"))


def about(site: Site, host: Path) -> str:
    """A page written by hand, as it is published."""
    [page] = [one for one in Stamper(site, host).others() if one.path == "about/index.html"]
    return page.data.decode()


def test_what_is_let_go_of_on_the_way_is_written_again(
    site: Site, host: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pages(stamper: Stamper) -> list[Output]:
        return [page for key in site.graph.files for page in stamper.pages("en", [key])]

    kept = pages(Stamper(site, host))
    monkeypatch.setattr(stamp, "_MANY_PARTS", 0)
    assert pages(Stamper(site, host)) == kept


def test_only_a_page_that_is_not_held_is_written_down(
    site: Site, host: Path, tmp_path: Path
) -> None:
    keys = list(site.graph.files)[:2]
    stamper = Stamper(site, host)
    first, *others = stamper.pages("en", keys)
    drop = tmp_path / "made"
    drop.mkdir()
    held = {first.path: digest_of(first.data)}
    made = list(stamper.made("en", keys, held, drop, "one"))
    assert [one.path for one in made] == [first.path, *(page.path for page in others)]
    assert [one.file for one in made if one.path == first.path] == [""]
    written = {one.path: (drop / one.file).read_bytes() for one in made if one.file}
    assert written == {page.path: page.data for page in others}


def test_the_picture_of_a_page_comes_with_it(
    site: Site, host: Path, tmp_path: Path, resvg: None
) -> None:
    drawn = replace(site, options=replace(site.options, root=tmp_path, cards=True))
    key = next(key for key, file in site.graph.files.items() if file.type == "theme")
    page, picture, *_ = Stamper(drawn, host).pages("en", [key])
    assert page.path == f"themes/{key}/index.html"
    assert picture.path == f"themes/{key}/card.png"
    assert picture.data.startswith(b"\x89PNG")


def test_a_site_without_an_address_has_no_map(site: Site, host: Path) -> None:
    assert "sitemap.xml" in {one.path for one in stamped(site, host)}
    nowhere = replace(site, options=replace(site.options, site_url=""))
    assert "sitemap.xml" not in {one.path for one in stamped(nowhere, host)}


def test_a_frame_that_is_not_there_is_named(site: Site, host: Path) -> None:
    shutil.rmtree(host / "sources")
    with pytest.raises(FrameError, match="did not build the frame sources/"):
        Stamper(site, host)


def test_a_frame_with_something_behind_its_end_is_refused(site: Site, host: Path) -> None:
    with (host / "sources/index.html").open("a") as file:
        file.write("<script></script>")
    with pytest.raises(FrameError, match="behind the end of a page"):
        Stamper(site, host)


def test_a_page_that_the_host_only_copied_stays_as_it_is_but_for_its_policy(
    site: Site, host: Path
) -> None:
    page = host / "about/index.html"
    page.write_text(f"<html><head></head><body>{marker.END}</body></html>", "utf-8")
    made = about(site, host)
    assert marker.END in made
    assert "Content-Security-Policy" in made


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("DOSSIERxREFxffx", "DOSSIERxREFxffx"),
        (marker.embedded("BLOCK", "timeline\n["), ""),
        (marker.embedded("CITE", "no citation"), ""),
        (marker.embedded("WORD", "x|<b>"), "&lt;b&gt;"),
    ],
)
def test_a_marker_that_nothing_of_ours_has_written_brings_nothing_in(
    written: str, shown: str, site: Site, host: Path
) -> None:
    page = host / "about/index.html"
    html = page.read_text("utf-8")
    page.write_text(html.replace("<article", f"<i>{written}</i><article", 1), "utf-8")
    assert f"<i>{shown}</i>" in about(site, host)

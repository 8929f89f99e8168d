"""The pages of a preview, whatever becomes of the dossier."""

from dataclasses import replace
from pathlib import Path

import pytest

from dossier.build import build
from dossier.errors import UsageError
from dossier.host.config import read_options
from dossier.host.frames import Host
from dossier.revision import touch
from dossier.serve import preview as preview_module
from dossier.serve.preview import Preview

STYLES = "assets/dossier/dossier.css"


@pytest.fixture
def preview(sample: Path, tmp_path: Path) -> Preview:
    config = sample / "mkdocs.yml"
    found = Preview(lambda: read_options(config, sample), Host("mkdocs", config), tmp_path)
    found.refresh()
    return found


def test_the_last_good_pages_keep_their_styles_while_the_host_fails(
    preview: Preview, sample: Path
) -> None:
    styles = preview.file(STYLES)
    config = sample / "mkdocs.yml"
    sound = config.read_text("utf-8")
    for _ in range(2):
        config.write_text(f"{sound}\nextra_css: 5\n", "utf-8")
        with pytest.raises(UsageError, match="extra_css"):
            preview.refresh()
        assert styles
        assert preview.file(STYLES) == styles
        assert preview.file("index.html"), "a hand-written page that nobody has asked for before"
    config.write_text(sound.replace("site_name: ", "site_name: Mended "), "utf-8")
    preview.refresh()
    page = preview.file("index.html")
    assert page
    assert b"Mended" in page


def whole(sample: Path, folder: Path) -> Preview:
    """A preview that reads everything, since nobody has built its site."""
    config = sample / "mkdocs.yml"
    found = Preview(lambda: read_options(config, sample), Host("mkdocs", config), folder)
    found.refresh()
    return found


def build_for(preview: Preview, sample: Path) -> None:
    """Build the site of a preview."""
    config = sample / "mkdocs.yml"
    options = replace(read_options(config, sample), site_dir=str(preview.site))
    build(options, Host("mkdocs", config), with_search=False, workers=1)


@pytest.fixture
def built(preview: Preview, sample: Path, monkeypatch: pytest.MonkeyPatch) -> Preview:
    """A preview whose site was built."""
    build_for(preview, sample)
    monkeypatch.setattr(touch, "SHARE", 1)
    return preview


def read_everything(*_: object) -> None:
    raise AssertionError("everything is read again")


def pages(site: Path) -> list[str]:
    return [path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html"))]


def test_after_a_build_an_edit_does_not_have_everything_read_again(
    built: Preview, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gazette = sample / "content/entities/gazette.yml"
    gazette.write_text(gazette.read_text("utf-8").replace("A newspaper", "A daily"), "utf-8")
    with monkeypatch.context() as patched:
        patched.setattr(preview_module, "assemble", read_everything)
        number = built.refresh()
        shown = {path: built.file(path) for path in pages(built.site)}
    anew = whole(sample, tmp_path / "anew")
    assert b"A daily" in (shown["entities/gazette/index.html"] or b"")
    assert shown == {path: anew.file(path) for path in shown}
    assert number == anew.refresh()


def test_a_register_that_counts_what_an_edit_touches_does_not_have_everything_read_again(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = sample / "mkdocs.yml"
    text = config.read_text("utf-8")
    config.write_text(text.replace("as_of:", "timeline_split: 2\n      as_of:"), "utf-8")
    found = whole(sample, tmp_path / "built")
    build_for(found, sample)
    monkeypatch.setattr(touch, "SHARE", 1)
    claim = sample / "content/statements/ministry-claim.yml"
    claim.write_text(claim.read_text("utf-8").replace("forbidden", "banned"), "utf-8")
    paths = ("statements/index.html", "statements/year/2021/index.html", "entities/index.html")
    with monkeypatch.context() as patched:
        patched.setattr(preview_module, "assemble", read_everything)
        found.refresh()
        shown = {path: found.file(path) for path in paths}
    assert b"banned" in (shown["statements/year/2021/index.html"] or b"")
    anew = whole(sample, tmp_path / "anew")
    assert shown == {path: anew.file(path) for path in paths}


def test_after_a_build_records_may_come_and_go_and_be_renamed(
    built: Preview, sample: Path, tmp_path: Path
) -> None:
    gazette = sample / "content/entities/gazette.yml"
    text = gazette.read_text("utf-8")
    (sample / "content/entities/herald.yml").write_text(text.replace("Gazette", "Herald"), "utf-8")
    renamed = sample / "content/instruments/renamed.yml"
    old = min((sample / "content/instruments").glob("*.yml"))
    renamed.write_text(f"{old.read_text('utf-8')}\nwas: [old-name]\n", "utf-8")
    built.refresh()
    anew = whole(sample, tmp_path / "anew")
    for path in (
        "entities/herald/index.html",
        "fr/entities/herald/index.html",
        "instruments/renamed/index.html",
        "instruments/old-name/index.html",
        "entities/index.html",
    ):
        assert built.file(path), path
        assert built.file(path) == anew.file(path), path
    renamed.unlink()
    built.refresh()
    assert built.file("instruments/renamed/index.html") is None
    assert built.file("instruments/old-name/index.html") is None
    assert built.file("entities/herald/index.html")


def test_a_page_that_was_built_anew_meanwhile_is_made_from_the_records(built: Preview) -> None:
    built.refresh()
    path = "entities/gazette/index.html"
    sound = built.file(path)
    assert sound
    (built.site / path).write_bytes(sound.replace(b"A newspaper", b"Something else"))
    assert built.file(path) == sound
    (built.site / path).unlink()
    built.refresh()
    assert built.file(path) == sound

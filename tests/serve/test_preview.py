"""The pages of a preview, whatever becomes of the dossier."""

from pathlib import Path

import pytest

from dossier.errors import UsageError
from dossier.host.config import read_options
from dossier.host.frames import Host
from dossier.serve.preview import Preview

STYLES = "assets/dossier/dossier.css"


@pytest.fixture
def preview(sample: Path, tmp_path: Path) -> Preview:
    config = sample / "mkdocs.yml"
    found = Preview(lambda: read_options(config, sample), Host("mkdocs", config), tmp_path / "host")
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

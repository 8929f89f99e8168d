"""What a configuration asks of the theme, and what the theme writes."""

from typing import Any

import pytest
from mkdocs.config.defaults import MkDocsConfig

from dossier.host.material import has_dark, needs_script, sound_html


def config(*plugins: str, **theme: Any) -> MkDocsConfig:
    found = MkDocsConfig()
    found.load_dict(
        {"site_name": "x", "theme": {"name": "material", **theme}, "plugins": list(plugins)}
    )
    assert found.validate() == ([], [])
    return found


LIGHT = {"media": "(prefers-color-scheme: light)", "scheme": "default"}
DARK = {"media": "(prefers-color-scheme: dark)", "scheme": "slate"}
SWITCH = {"icon": "material/weather-night", "name": "Dark"}


@pytest.mark.parametrize(
    ("plugins", "theme", "needed"),
    [
        ([], {}, False),
        ([], {"features": ["navigation.tabs", "navigation.path"]}, False),
        ([], {"features": ["navigation.tabs", "content.code.copy"]}, True),
        ([], {"features": ["navigation.instant.prefetch"]}, True),
        ([], {"palette": [LIGHT, DARK]}, False),
        ([], {"palette": [LIGHT | {"toggle": SWITCH}, DARK | {"toggle": SWITCH}]}, True),
        ([], {"palette": {"scheme": "slate"}}, False),
        (["search"], {}, True),
    ],
)
def test_the_script_is_left_out_where_nothing_needs_it(
    plugins: list[str], theme: dict[str, Any], needed: bool
) -> None:
    found = config(*plugins, **theme)
    assert needs_script(found.theme, found.plugins) is needed
    assert needs_script(theme, plugins) is needed, "as it is written in the configuration"


def test_a_site_is_dark_for_readers_who_ask_where_it_has_such_a_scheme() -> None:
    assert has_dark(config(palette=[LIGHT, DARK]).theme)
    assert not has_dark(config(palette=[LIGHT]).theme)
    assert not has_dark(config(palette={"scheme": "slate"}).theme)
    assert not has_dark(config().theme)


def test_what_the_theme_writes_against_the_standard_is_mended() -> None:
    box = '<input class="md-toggle" type="checkbox" id="__drawer" autocomplete="off">'
    label = '<label class="md-nav__title" for="__toc">'
    assert sound_html(box + label) == (
        '<input class="md-toggle" type="checkbox" id="__drawer"><label class="md-nav__title">'
    )
    overlay = '<label class="md-overlay" for="__drawer"'
    assert sound_html(f'{overlay} aria-hidden="true"></label>') == f"{overlay}></label>"
    assert sound_html(f'<input id="__toc">{label}').endswith(label)
    assert sound_html('<input type="search" autocomplete="off">').endswith('"off">')

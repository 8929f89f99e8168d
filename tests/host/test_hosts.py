"""Whatever host builds, the pages are the same; and none publishes a dossier with problems.

MkDocs and ProperDocs have the same theme, and their pages are the same byte for byte. Zensical has
its own: there it is all that a dossier says.
"""

import shutil
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.host.face import faces, others

HOSTS = ("mkdocs", "properdocs")


def html(site: Path) -> dict[str, bytes]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file() and path.suffix in (".html", ".xml")
    }


@pytest.mark.parametrize("host", HOSTS)
def test_a_hosts_own_build_gives_the_pages_that_dossier_build_gives(
    host: str, sample: Path, sample_site: Path, run: Run
) -> None:
    done = run(host, "build", "--quiet", "-f", "mkdocs.yml", cwd=sample)
    assert done.returncode == 0, done.stderr
    assert html(sample / "build/site") == html(sample_site)


def test_dossier_build_with_properdocs_gives_the_same_pages(
    sample: Path, sample_site: Path, run: Run
) -> None:
    done = run("dossier", "build", "--host", "properdocs", cwd=sample)
    assert done.returncode == 0, done.stderr
    assert html(sample / "build/site") == html(sample_site)


def same(ours: Path, theirs: Path) -> None:
    """Two sites have the same addresses, and on each page the same words, anchors and links."""
    assert others(ours) == others(theirs)
    expected = faces(ours)
    for path, face in faces(theirs).items():
        assert face == expected[path], path
    for path in others(ours):
        if not path.endswith(".html") and path != "_headers":  # which names the hosts' own scripts
            assert (ours / path).read_bytes() == (theirs / path).read_bytes(), path


def test_zensical_gives_the_same_addresses_titles_anchors_words_and_links(
    sample_site: Path, zensical_site: Path
) -> None:
    same(sample_site, zensical_site)
    found = faces(zensical_site)
    claim = found["statements/ministry-claim/index.html"]
    assert "The ministry says that Example & Sons sells forbidden examples" in claim.text
    assert claim.active == ["Claims and replies"]
    assert found["fr/entities/example-company/index.html"].way == "Dossier exemple Parties"


RICH = """
exclude_docs: draft.md
copyright: !ENV [NO_SUCH_NOTICE, "all of us"]
markdown_extensions:
  - admonition
  - attr_list
  - footnotes
  - tables
  - toc: {toc_depth: 2, permalink: true}
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
      emoji_generator: !!python/name:material.extensions.emoji.to_svg
extra_css: [more.css]
"""

NOTE = """\
---
title: Notes & more
tags: [x]
---

# Another title

[About](../about.md#about), ![a picture](../picture.svg) and :material-check:

!!! note
    On [[example-company]] [@ministry-2021-release].

```python
print("[[example-company]]")
```

A footnote[^1].

[^1]: Here.

## Below {#custom}
"""


def test_so_does_a_configuration_in_which_there_is_much(
    sample: Path, tmp_path: Path, run: Run, zensical: None
) -> None:
    config = sample / "mkdocs.yml"
    before, _, rest = config.read_text("utf-8").partition("nav:\n")
    features = "navigation.path, content.action.edit, content.action.view, navigation.footer]"
    theme = before.replace("navigation.path]", f"{features}\n  custom_dir: overrides")
    config.write_text(f"{theme}plugins:\n{rest.partition('plugins:')[2].lstrip()}{RICH}", "utf-8")
    pages = sample / "content/pages"
    (pages / "notes").mkdir()
    (pages / "notes/one.md").write_text(NOTE, "utf-8")
    (pages / "draft.md").write_text("# Draft\n", "utf-8")
    (pages / ".hidden.md").write_text("# Hidden\n", "utf-8")
    (pages / "raw.txt").write_text("as it is\n", "utf-8")
    (pages / "picture.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', "utf-8")
    (sample / "overrides/partials").mkdir(parents=True)
    (sample / "overrides/more.css").write_text("p { color: black }\n", "utf-8")
    (sample / "overrides/partials/comments.html").write_text("<p>No comment.</p>", "utf-8")
    copy = tmp_path / "copy"
    shutil.copytree(sample, copy)
    for folder, host in ((sample, "mkdocs"), (copy, "zensical")):
        done = run("dossier", "build", "--no-search", "--host", host, cwd=folder)
        assert done.returncode == 0, done.stderr
        assert "WARNING" not in done.stderr
    same(sample / "build/site", copy / "build/site")
    note = (copy / "build/site/notes/one/index.html").read_text("utf-8")
    assert 'href="https://example.org/git/sample/edit/main/content/pages/notes/one.md"' in note
    assert "all of us" in note
    assert "No comment." in note
    party = (copy / "build/site/entities/example-company/index.html").read_text("utf-8")
    assert "No comment." in party
    assert "/edit/main/content/pages/" not in party
    assert not (copy / "build/site/draft").exists()


@pytest.mark.parametrize("host", HOSTS)
def test_a_host_logs_every_problem_and_publishes_nothing(
    host: str, sample: Path, sample_site: Path, run: Run
) -> None:
    (sample / "content/entities/gazette.yml").write_text("name: Gazette\nkind: paper\n", "utf-8")
    event = sample / "content/events/act-signed.yml"
    event.write_text(event.read_text("utf-8").replace("minister", "ministre"), "utf-8")
    shutil.copytree(sample_site, sample / "build/site")
    done = run(host, "build", "-f", "mkdocs.yml", cwd=sample)
    assert done.returncode == 1
    assert "content/entities/gazette.yml:2:7: bad-choice" in done.stderr
    assert "content/events/act-signed.yml:6:8: unknown-id: no entity 'ministre'" in done.stderr
    assert "Traceback" not in done.stderr
    assert html(sample / "build/site") == html(sample_site), "the site is as it was"


def test_a_plugin_that_cannot_see_records_is_named(sample: Path, run: Run) -> None:
    config = sample / "mkdocs.yml"
    text = config.read_text("utf-8").replace("plugins:\n", "plugins:\n  - search\n")
    config.write_text(text, "utf-8")
    done = run("mkdocs", "build", cwd=sample)
    assert done.returncode == 0
    assert "the plugin 'material/search' cannot see records" in done.stderr


def test_another_theme_is_refused_with_the_reason(sample: Path, run: Run) -> None:
    config = sample / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("name: material", "name: mkdocs"), "utf-8")
    done = run("mkdocs", "build", cwd=sample)
    assert done.returncode == 1
    assert "made for the theme 'material'" in done.stderr


def test_addresses_without_folders_are_refused_with_the_reason(sample: Path, run: Run) -> None:
    config = sample / "mkdocs.yml"
    config.write_text(config.read_text("utf-8") + "use_directory_urls: false\n", "utf-8")
    ours = run("dossier", "build", cwd=sample)
    assert ours.returncode == 2
    assert "use_directory_urls: false is not supported" in ours.stderr
    theirs = run("mkdocs", "build", cwd=sample)
    assert theirs.returncode == 1
    assert "use_directory_urls: false is not supported" in theirs.stderr
    other = run("dossier", "build", "--host", "zensical", cwd=sample)
    assert other.returncode == 2
    assert other.stderr == ours.stderr

"""What a real host builds is kept until something changes that it reads."""

import resource
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from dossier.errors import MachineError, UsageError
from dossier.host.frames import Host
from dossier.host.read import watched
from dossier.host.zensical import Zensical
from dossier.publish.kept import Read, host_output, inputs_digest
from tests.conftest import SAMPLE


@dataclass(frozen=True)
class Kept:
    """A dossier of which the host's output was kept."""

    root: Path
    read: Read

    @property
    def host(self) -> Host:
        return Host("mkdocs", self.root / "mkdocs.yml")

    def is_current(self) -> bool:
        return self.host.digest(self.read.inputs) == self.read.digest


CONFIGURATION = """\
INHERIT: 'the base.yml'
copyright: !ENV [NOTICE_TEXT, "nobody"]
theme: {name: material, font: false, custom_dir: overrides}
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """The sample dossier, its configuration in two files, with an override and a linked folder."""
    root = tmp_path_factory.mktemp("frames") / "sample"
    shutil.copytree(SAMPLE, root, ignore=shutil.ignore_patterns("build"))
    (root / "mkdocs.yml").rename(root / "the base.yml")
    (root / "mkdocs.yml").write_text(CONFIGURATION, "utf-8")
    for folder in ("overrides/partials", "linked"):
        (root / folder).mkdir(parents=True)
    (root / "overrides/partials/copyright.html").write_text("<b>mine</b>", "utf-8")
    (root / "linked/image.svg").write_text("<svg/>", "utf-8")
    (root / "content/pages/pictures").symlink_to(root / "linked", target_is_directory=True)
    (root / "site").mkdir()
    read = Host("mkdocs", root / "mkdocs.yml").build(root / "site")
    assert read is not None
    assert (root / "site/pictures/image.svg").is_file()
    assert b"<b>mine</b>" in (root / "site/about/index.html").read_bytes()
    return Kept(root, read)


def test_what_a_host_read_is_named_and_has_the_digest_from_before(built: Kept) -> None:
    root = built.root
    assert set(built.read.inputs) == {
        f"file:{root}/mkdocs.yml",
        f"file:{root}/the base.yml",
        f"folder:{root}/content/pages",
        f"folder:{root}/overrides",
        "variable:NOTICE_TEXT",
        "variable:SOURCE_DATE_EPOCH",
        "variable:nobody",
    }
    assert built.is_current()


def test_all_that_a_configuration_names_is_to_be_watched(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(
        "INHERIT: more/base.yml\ntheme: {custom_dir: over}\nhooks: [hook.py]\nwatch: [data]\n"
        "plugins: [{other: !!python/name:no.thing }]\n"
    )
    (tmp_path / "more").mkdir()
    (tmp_path / "more/base.yml").write_text("docs_dir: pages\ntheme: material\n")
    found = {path.relative_to(tmp_path).as_posix() for path in watched(tmp_path / "mkdocs.yml")}
    assert found == {"mkdocs.yml", "more/base.yml", "over", "hook.py", "data", "docs", "pages"}


@pytest.mark.parametrize(
    "text",
    [
        *("theme: [", "- a\n", "theme: 1\nhooks: ../x.py\nwatch: ../shared\n", "docs_dir: ''"),
        *("INHERIT: mkdocs.yml\n", "INHERIT: nowhere.yml\n"),
    ],
)
def test_of_a_configuration_that_is_broken_the_files_are_to_be_watched_and_no_more(
    text: str, tmp_path: Path
) -> None:
    file = tmp_path / "mkdocs.yml"
    file.write_text(text)
    found = {path.relative_to(tmp_path).as_posix() for path in watched(file)}
    assert {"mkdocs.yml"} <= found <= {"mkdocs.yml", "nowhere.yml", "docs"}


def test_what_a_page_does_is_no_fault_of_the_machine(sample: Path, tmp_path: Path) -> None:
    hook = sample / "hook.py"
    hook.write_text("def on_config(config):\n    open('missing.txt')\n", "utf-8")
    config = sample / "mkdocs.yml"
    config.write_text(f"{config.read_text('utf-8')}\nhooks: [hook.py]\n", "utf-8")
    (tmp_path / "into").mkdir()
    with pytest.raises(UsageError, match=r"missing\.txt"):
        Host("mkdocs", config).build(tmp_path / "into")


def test_a_disk_that_takes_no_more_is_the_machines_fault(built: Kept, tmp_path: Path) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with pytest.raises(MachineError, match=r"^mkdocs: .*: File too large$"):
            built.host.build(tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize(
    "path",
    [
        *("mkdocs.yml", "the base.yml", "content/pages/about.md", "linked/image.svg"),
        "overrides/partials/copyright.html",
    ],
)
def test_a_change_of_any_file_that_a_host_reads_is_seen(path: str, built: Kept) -> None:
    file = built.root / path
    before = file.read_bytes()
    file.write_bytes(before + b"\n")
    assert not built.is_current()
    file.write_bytes(before)
    assert built.is_current()
    file.rename(f"{file}.moved")
    assert not built.is_current()
    Path(f"{file}.moved").rename(file)
    assert built.is_current()


def test_a_file_more_or_of_another_name_is_seen(built: Kept) -> None:
    page = built.root / "content/pages/new.md"
    page.write_text("# New\n", "utf-8")
    assert not built.is_current()
    page.unlink()
    assert built.is_current()


def test_a_variable_that_the_configuration_names_is_seen(
    built: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANOTHER_TEXT", "me")
    assert built.is_current()
    monkeypatch.setenv("NOTICE_TEXT", "")
    assert not built.is_current(), "an empty variable is not a missing one"
    monkeypatch.setenv("NOTICE_TEXT", "me")
    assert not built.is_current()


def test_a_change_of_a_record_is_not_the_hosts_business(built: Kept) -> None:
    record = built.root / "content/entities/gazette.yml"
    before = record.read_bytes()
    record.write_bytes(before + b"\n")
    assert built.is_current()
    record.write_bytes(before)


def test_another_host_or_configuration_is_another_matter(built: Kept) -> None:
    assert Host("properdocs", built.root / "mkdocs.yml").digest(built.read.inputs) != (
        built.read.digest
    )
    other = built.root / "other.yml"
    shutil.copy(built.root / "mkdocs.yml", other)
    assert Host("mkdocs", other).digest(built.read.inputs) != built.read.digest
    other.unlink()


def test_the_output_of_one_dossier_is_not_taken_for_that_of_its_copy(
    built: Kept, tmp_path: Path
) -> None:
    kept = tmp_path / "one/kept"
    shutil.copytree(SAMPLE, tmp_path / "one", ignore=shutil.ignore_patterns("build"))
    host_output(kept, Host("mkdocs", tmp_path / "one/mkdocs.yml"))
    shutil.copytree(tmp_path / "one", tmp_path / "two")
    page = tmp_path / "two/content/pages/about.md"
    page.write_text(page.read_text("utf-8") + "\nOnly in the copy.\n", "utf-8")
    host = Host("mkdocs", tmp_path / "two/mkdocs.yml")
    assert inputs_digest(tmp_path / "two/kept", host) == ""
    site = host_output(tmp_path / "two/kept", host)
    assert "Only in the copy." in (site / "about/index.html").read_text("utf-8")


def hook(root: Path) -> str:
    text = "def on_env(env, **_):\n    print('heard', end='')\n    return env\n"
    (root / "hook.py").write_text(text, "utf-8")
    return "hooks: [hook.py]\n"


@pytest.mark.parametrize(
    "addition",
    [
        hook,
        lambda root: "markdown_extensions: [pymdownx.snippets]\n",
        lambda root: "markdown_extensions: [pymdownx.b64]\n",
        lambda root: (
            "markdown_extensions:\n  - pymdownx.emoji:\n      options: {custom_icons: [icons]}\n"
        ),
        lambda root: (
            "markdown_extensions:\n  - pymdownx.superfences:\n      custom_fences:\n"
            "        - {name: x, class: x, format: !!python/name:textwrap.dedent }\n"
        ),
        lambda root: "copyright: !ENV\n  - NOTICE_TEXT\n  - nobody\n",
        lambda root: "nav: [index.md]\n",
    ],
    ids=[
        *("hook that prints", "snippets", "files in pages", "icons", "foreign function"),
        *("variables line by line", "warning"),
    ],
)
def test_a_build_that_may_have_read_anything_or_was_warned_of_is_never_kept(
    addition: Callable[[Path], str], sample: Path
) -> None:
    config = sample / "mkdocs.yml"
    text = config.read_text("utf-8")
    added = addition(sample)
    if added.startswith("nav"):
        page = sample / "content/pages/about.md"
        page.write_text(page.read_text("utf-8") + "\n[gone](gone.md)\n", "utf-8")
    else:
        config.write_text(text + added, "utf-8")
    (sample / "site").mkdir()
    assert Host("mkdocs", config).build(sample / "site") is None


def test_the_functions_that_the_theme_brings_are_no_reason_to_build_anew(sample: Path) -> None:
    config = sample / "mkdocs.yml"
    extensions = (
        "\nmarkdown_extensions:\n  - admonition\n  - pymdownx.emoji:\n"
        "      emoji_index: !!python/name:material.extensions.emoji.twemoji\n"
        "      emoji_generator: !!python/name:material.extensions.emoji.to_svg\n"
    )
    config.write_text(config.read_text("utf-8") + extensions, "utf-8")
    (sample / "site").mkdir()
    assert Host("mkdocs", config).build(sample / "site") is not None


def test_what_a_host_refuses_is_said_in_its_own_words(sample: Path) -> None:
    config = sample / "mkdocs.yml"
    config.write_text(config.read_text("utf-8") + "\ndocs_dri: x\nhooks: [no.py]\n", "utf-8")
    (sample / "site").mkdir()
    with pytest.raises(UsageError, match=r"mkdocs failed:[\s\S]*no\.py"):
        Host("mkdocs", config).build(sample / "site")


@pytest.mark.parametrize("host", ["mkdocs", "zensical"])
def test_a_host_imports_nothing_of_the_folder_that_it_is_started_in(
    host: str, sample: Path, zensical: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(sample)
    (sample / "markdown.py").write_text("raise SystemExit('the dossier ran code of its own')\n")
    (sample / "site").mkdir()
    config = sample / "mkdocs.yml"
    one = Zensical(config) if host == "zensical" else Host(host, config)
    one.build(sample / "site")
    assert (sample / "site/about/index.html").is_file()

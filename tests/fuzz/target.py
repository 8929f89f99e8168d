"""What a parser must hold to, whatever it is given: one function a parser.

Each returns where the parser did what it may: read the input, or refuse it within it.
"""

import html
import re
from collections.abc import Callable, Iterable

from dossier.errors import Code, Problem
from dossier.evidence.robots import TOKEN, rules_in
from dossier.model.address import is_onion, tracking_parameters
from dossier.model.edtf import Edtf
from dossier.model.reference import references_in_data
from dossier.records import front_matter, reference_grammar
from dossier.records.decode import MODELS, decode
from dossier.records.hand_written import too_complex
from dossier.records.markdown import tokens
from dossier.records.prose import first_sentence, is_safe_link, scan
from dossier.records.receipts import read_receipts
from dossier.records.text_file import read_text
from dossier.records.yaml_tree import Tree, read_tree
from dossier.render.prose import prose_html
from dossier.report import report
from dossier.views.part import ProseView
from tests.conftest import REPOSITORY

Target = Callable[[bytes], None]


def within(text: str, problems: Iterable[Problem]) -> None:
    """Every problem has a known code and lies in the text it is about."""
    lines = re.split(r"\r\n|[\n\r\x85\u2028\u2029]", text)
    for one in problems:
        assert one.code in set(Code)
        assert one.message.strip()
        assert 1 <= one.origin.line <= len(lines), one
        assert 1 <= one.origin.column <= len(lines[one.origin.line - 1]) + 2, one


def _tree(text: str) -> Tree:
    tree = read_tree("a.yml", text)
    within(text, tree.problems)
    return tree


def yaml(data: bytes) -> None:
    """The bytes of a record in YAML, up to the model."""
    file = read_text("a.yml", data)
    if file.text is None:
        assert file.problems
        return
    within(file.text, file.problems)
    tree = _tree(file.text)
    if not isinstance(tree.data, dict):
        return
    for model in MODELS.values():
        record, problems = decode(
            model,
            tree.data | {"id": "a"},
            lambda keys: tree.value_at("a.yml", keys),
            lambda keys: tree.key_at("a.yml", keys),
            tree.keys.keys() - tree.values.keys(),
        )
        within(file.text, problems)
        if record is None:
            list(references_in_data(model, tree.data))
    report(tree.problems, "text", REPOSITORY / "nowhere")


def fences(data: bytes) -> None:
    """A record in Markdown: what is between the fences and what is below."""
    text = data.decode("utf-8", errors="replace")
    parts = front_matter.split("a.md", text)
    if isinstance(parts, Problem):
        within(text, [parts])
        return
    assert parts.fields in text
    assert text.endswith(parts.prose)
    assert parts.fields.count("\n") == parts.prose_line
    _tree(parts.fields)


def prose(data: bytes) -> None:
    """Prose, from its references to its HTML."""
    text = data.decode("utf-8", errors="replace")
    found = scan(text)
    for one in (*found.found, *found.slips):
        assert 0 <= one.at <= len(text)
    scan(text, inline=True)
    assert text.startswith(first_sentence(text))
    resolved = ("",) * sum(token.kind in ("reference", "citations") for token in tokens(text))
    made = prose_html(ProseView(text, "en", False, resolved), str, str)  # type: ignore[arg-type]
    if not any(slip.code == Code.UNSAFE_LINK for slip in found.slips):
        for address in re.findall(r'<a [^>]*href="([^"#][^"]*)"', made):
            assert is_safe_link(html.unescape(address)), address
    assert "<script" not in made
    too_complex(text)


def dates(data: bytes) -> None:
    """A date, which has an order with others."""
    text = data.decode("utf-8", errors="replace")
    one, _, other = text.partition("|")
    try:
        date = Edtf(one)
    except ValueError:
        return
    assert Edtf(date.text) == date
    assert date.lower is None or date.upper is None or date.lower <= date.upper
    try:
        second = Edtf(other)
    except ValueError:
        return
    assert (date < second) + (second < date) + (date.sort_key == second.sort_key) == 1
    assert not (date.is_before(second) and second.is_before(date))


def citations(data: bytes) -> None:
    """References and citations in the midst of words."""
    text = data.decode("utf-8", errors="replace")
    for match in reference_grammar.MENTION.finditer(text):
        try:
            if match["id"] is not None:
                assert reference_grammar.reference(match).id in match[0]
            else:
                for one in reference_grammar.citations(match):
                    assert one.source in match[0]
        except reference_grammar.MentionError:
            continue


def locators(data: bytes) -> None:
    """The place in a source."""
    text = re.sub(r"[\[\]\n]", " ", data.decode("utf-8", errors="replace"))
    citations(f"[@a, {text}]".encode())


def robots(data: bytes) -> None:
    """What a site asks of robots."""
    rules = rules_in(data.decode("utf-8", "replace"))
    assert rules.can_fetch("https://example.org/a?b=c", TOKEN) in (True, False)
    delay = rules.crawl_delay(TOKEN)
    assert delay is None or isinstance(delay, float)


def receipts(data: bytes) -> None:
    """A file of receipts."""
    text = read_text("r.json", data).text
    if text is None:
        return
    found, problems = read_receipts("r.json", text)
    within(text, problems)
    assert not (found and problems)
    assert {one.code for one in problems} <= {Code.BAD_RECEIPT}


def addresses(data: bytes) -> None:
    """A web address."""
    text = data.decode("utf-8", errors="replace")
    if is_onion(text):
        assert not is_safe_link(text)
    tracking_parameters(text)


TARGETS: dict[str, Target] = {
    "yaml": yaml,
    "fences": fences,
    "prose": prose,
    "dates": dates,
    "citations": citations,
    "locators": locators,
    "robots": robots,
    "receipts": receipts,
    "addresses": addresses,
}

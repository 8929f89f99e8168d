"""What can be wrong with a dossier: problems for editors, errors for the run."""

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

_T = TypeVar("_T")

MAX_ALIKE = 100
"""So many problems of one kind are named in one file."""


class Code(StrEnum):
    """The stable name of a kind of problem; `problems.md` has a paragraph on each."""

    # Files and bytes
    BAD_FILE_NAME = "bad-file-name"
    MISPLACED_FILE = "misplaced-file"
    NAME_COLLISION = "name-collision"
    SYMLINK = "symlink"
    UNREADABLE_FILE = "unreadable-file"
    FILE_TOO_LARGE = "file-too-large"
    NOT_UTF8 = "not-utf8"
    MERGE_CONFLICT = "merge-conflict"
    LFS_POINTER = "lfs-pointer"
    CONTROL_CHARACTER = "control-character"
    BIDI_CHARACTER = "bidi-character"
    ORPHAN_TRANSLATION = "orphan-translation"
    TRANSLATION_WITH_FIELDS = "translation-with-fields"
    BAD_RECEIPT = "bad-receipt"
    ORPHAN_RECEIPT = "orphan-receipt"
    ASSET_REFUSED = "asset-refused"
    ASSET_METADATA = "asset-metadata"
    # YAML
    YAML_SYNTAX = "yaml-syntax"
    NO_FRONT_MATTER = "no-front-matter"
    UNCLOSED_FRONT_MATTER = "unclosed-front-matter"
    NOT_A_MAPPING = "not-a-mapping"
    SEVERAL_DOCUMENTS = "several-documents"
    TOO_DEEP = "too-deep"
    TOO_MANY_NODES = "too-many-nodes"
    SCALAR_TOO_LONG = "scalar-too-long"
    TAG_REFUSED = "tag-refused"
    ANCHOR_REFUSED = "anchor-refused"
    DIRECTIVE_REFUSED = "directive-refused"
    DUPLICATE_KEY = "duplicate-key"
    KEY_NOT_TEXT = "key-not-text"
    EMPTY_VALUE = "empty-value"
    CUT_COMMENT = "cut-comment"
    # Fields
    UNKNOWN_KEY = "unknown-key"
    MISSING_FIELD = "missing-field"
    WRONG_TYPE = "wrong-type"
    BAD_CHOICE = "bad-choice"
    BAD_DATE = "bad-date"
    BAD_ID = "bad-id"
    BAD_URL = "bad-url"
    BAD_LANGUAGE = "bad-language"
    BAD_COUNTRY = "bad-country"
    BAD_NUMBER = "bad-number"
    BAD_DIGEST = "bad-digest"
    BAD_LOCATOR = "bad-locator"
    CONFLICTING_FIELDS = "conflicting-fields"
    ID_NOT_FILE_NAME = "id-not-file-name"
    # Prose
    RAW_HTML = "raw-html"
    UNSAFE_LINK = "unsafe-link"
    IMAGE_REFUSED = "image-refused"
    TITLE_IN_PROSE = "title-in-prose"
    BLOCK_IN_LINE = "block-in-line"
    NESTED_LINK = "nested-link"
    BODY_TWICE = "body-twice"
    TOO_COMPLEX = "too-complex"
    RESERVED_WORD = "reserved-word"
    # References
    UNKNOWN_ID = "unknown-id"
    WRONG_KIND = "wrong-kind"
    DUPLICATE_ID = "duplicate-id"
    DUPLICATE_ITEM_ID = "duplicate-item-id"
    FORMER_ID_IN_USE = "former-id-in-use"
    ADDRESS_TAKEN = "address-taken"
    SELF_REFERENCE = "self-reference"
    CIRCULAR_REFERENCE = "circular-reference"
    UNPUBLISHED_REFERENCE = "unpublished-reference"
    DUPLICATE_CITATION = "duplicate-citation"
    # Editorial rules
    NO_SOURCE = "no-source"
    NO_REPLY = "no-reply"
    REPLY_NOT_SOUGHT = "reply-not-sought"
    REPLY_CONTRADICTED = "reply-contradicted"
    RESPONSE_TO_NOTHING = "response-to-nothing"
    NO_GROUND = "no-ground"
    CONTRADICTION = "contradiction"
    CONFLICT_WITHOUT_NOTE = "conflict-without-note"
    REPLY_OVERDUE = "reply-overdue"
    REPLY_UNPUBLISHED = "reply-unpublished"
    REPLY_SEARCH_OLD = "reply-search-old"
    REVIEW_DUE = "review-due"
    EVENT_AFTER_ARTICLE = "event-after-article"
    PLANNED_IN_PAST = "planned-in-past"
    LISTING_WITHOUT_TARGET = "listing-without-target"
    STAGE_WITHOUT_INSTRUMENT = "stage-without-instrument"
    NO_PROTECTION = "no-protection"
    PROTECTED_PERSON = "protected-person"
    BAD_RELATION = "bad-relation"
    END_BEFORE_START = "end-before-start"
    DATE_TO_COME = "date-to-come"
    BAD_BLOCK = "bad-block"
    QUOTE_NOT_FOUND = "quote-not-found"
    QUOTE_CHANGED = "quote-changed"
    QUOTE_WORDS_ONLY = "quote-words-only"
    QUOTE_AMBIGUOUS = "quote-ambiguous"
    RECEIPT_MISSING = "receipt-missing"
    RECEIPT_STALE = "receipt-stale"
    MISSING_TRANSLATION = "missing-translation"
    STATED_AS_FACT = "stated-as-fact"
    LOADED_WORD = "loaded-word"
    MIXED_SCRIPTS = "mixed-scripts"
    TRACKING_PARAMETERS = "tracking-parameters"
    UNCORRECTED_CHANGE = "uncorrected-change"
    WITHDRAWN_UNEXPLAINED = "withdrawn-unexplained"

    # Archiving
    NOT_ARCHIVED = "not-archived"
    NOT_AMENDED = "not-amended"
    SNAPSHOT_LOST = "snapshot-lost"
    SNAPSHOT_DAMAGED = "snapshot-damaged"
    SOURCE_GONE = "source-gone"
    SOURCE_UNREACHABLE = "source-unreachable"
    SOURCE_DRIFTED = "source-drifted"
    SOURCE_CHANGED = "source-changed"
    SOURCE_MOVED = "source-moved"


ARCHIVING = frozenset(
    {
        *(Code.NOT_ARCHIVED, Code.NOT_AMENDED, Code.SNAPSHOT_LOST, Code.SNAPSHOT_DAMAGED),
        *(Code.SOURCE_GONE, Code.SOURCE_UNREACHABLE, Code.SOURCE_DRIFTED),
        *(Code.SOURCE_CHANGED, Code.SOURCE_MOVED),
    }
)
"""Codes of `dossier archive`, which asks the web and the store; a build never finds them."""

WARNINGS = frozenset(
    {
        Code.REPLY_NOT_SOUGHT,
        Code.STATED_AS_FACT,
        Code.LOADED_WORD,
        Code.REPLY_OVERDUE,
        Code.REPLY_UNPUBLISHED,
        Code.REPLY_SEARCH_OLD,
        Code.REVIEW_DUE,
        Code.PLANNED_IN_PAST,
        Code.MISSING_TRANSLATION,
        *(Code.MIXED_SCRIPTS, Code.TRACKING_PARAMETERS),
        *(Code.QUOTE_WORDS_ONLY, Code.QUOTE_AMBIGUOUS, Code.RECEIPT_MISSING, Code.RECEIPT_STALE),
        *(Code.SOURCE_CHANGED, Code.SOURCE_MOVED),
    }
)
"""Codes that inform and do not stop a build, unless run with `--strict`."""


@dataclass(frozen=True, slots=True, order=True)
class Origin:
    """Where something was written.

    `path` is relative to the dossier's folder, with `/`; `line` and `column` count from 1, columns
    in characters.
    """

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing an editor must mend, or, for the codes in `WARNINGS`, should know."""

    origin: Origin
    code: Code
    message: str
    hint: str = ""

    @property
    def is_warning(self) -> bool:
        """Whether a build goes ahead in spite of it."""
        return self.code in WARNINGS

    def __str__(self) -> str:
        hint = f"\n  hint: {self.hint}" if self.hint else ""
        return f"{self.origin}: {self.code}: {self.message}{hint}"


def named(
    slips: Collection[_T], kind: Callable[[_T], Hashable], problem: Callable[[_T], Problem]
) -> Iterator[Problem]:
    """Yield a problem for each slip; of a kind up to a number, and the last says how many more.

    `kind` tells slips apart by file too, where they are not all in one.
    """
    more = Counter(map(kind, slips))
    before: Counter[Hashable] = Counter()
    for one in slips:
        alike = kind(one)
        before[alike] += 1
        more[alike] -= 1
        if before[alike] > MAX_ALIKE:
            continue
        made = problem(one)
        if before[alike] == MAX_ALIKE and more[alike]:
            rest = f"{more[alike]:,} more of this kind in this file"
            made = replace(made, message=f"{made.message}; and {rest}")
        yield made


def counted(number: int, noun: str) -> str:
    """A number of things, in words: `1 problem`, `1,093 pages`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def tally(problems: Collection[Problem]) -> str:
    """How many problems and warnings there are, in words."""
    warnings = sum(one.is_warning for one in problems)
    return f"{counted(len(problems) - warnings, 'problem')}, {counted(warnings, 'warning')}"


class DossierError(Exception):
    """What stops the run, as opposed to what an editor must mend."""


class UsageError(DossierError):
    """The command or the configuration is wrong; exit status 2."""


class MachineError(DossierError):
    """The machine is in the way: a disk, a lock, a missing program; exit status 3."""


class ProblemsError(DossierError):
    """The dossier has problems, so nothing was built; exit status 1."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"the dossier has {tally(problems)}; nothing was built")
        self.problems = problems

"""What a resolution is: the values that every other module passes on.

Pure data, no I/O. Offsets are half-open and count Unicode code points of `Paragraph.text`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Language(StrEnum):
    """The six official languages of the United Nations, by ISO 639-1 code."""

    ZH = "zh"
    EN = "en"
    FR = "fr"
    ES = "es"
    RU = "ru"
    AR = "ar"


class Kind(StrEnum):
    """What a paragraph is within its resolution."""

    TITLE = "title"
    PREAMBULAR = "preambular"  # opens with a participle: Recalling, 回顾
    OPERATIVE = "operative"  # opens with a verb: Decides, 决定
    HEADING = "heading"  # a heading inside the body or an annex
    ANNEX = "annex"  # text of an annex
    FOOTNOTE = "footnote"
    FORMULA = "formula"  # the enacting formula: The General Assembly, 大会
    CLOSING = "closing"  # date and meeting below the text
    UNCLASSIFIED = "unclassified"  # text that fits nothing: kept, with a warning


class Format(StrEnum):
    """What kind of file a resolution was read from."""

    AKN = "akn"  # Akoma Ntoso XML, as UNxml publishes it
    DOCX = "docx"  # Word's XML (Office Open XML)
    HTML = "html"
    PDF = "pdf"
    TEXT = "text"  # plain text


@dataclass(frozen=True, slots=True)
class Citation:
    """One mention of another document.

    `span` is where it stands in the paragraph's text and `text` is what stands there. `symbol` is
    canonical, or None where the mention cannot be resolved; then `reason` says why. `pinpoint` is
    the part of it that is meant, as printed ("annex II", 第13段). `name` is the English name of
    what has no symbol ("CCPCJ 22/7"), `treaty` a treaty's number in the UN Treaty Series.
    """

    span: tuple[int, int]
    text: str
    symbol: str | None
    reason: str | None = None
    pinpoint: str | None = None
    name: str | None = None
    treaty: str | None = None


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote as its paragraph sees it: the mark stands before code point `offset` of it."""

    mark: str
    text: str
    offset: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; `path` is the part of its id behind the `#` (docs/paragraph-ids.md).

    `text` is the whole paragraph without its number and without footnotes, white space folded to
    single spaces; rows of a table are lines and its cells are separated by tabs. `number` is the
    paragraph's own printed number in Latin letters and digits, without brackets or stops ("10",
    "b", "ii"). `verb` is its opening phrase as printed ("大力鼓励", "Takes note with
    appreciation"). `lead_in` is the path of the paragraph that introduces this one (`op10` for
    `op10.b`). `belongs_to` is, for a footnote, the path of the paragraph that carries its mark.
    """

    path: str
    kind: Kind
    text: str
    number: str | None = None
    verb: str | None = None
    footnotes: tuple[Footnote, ...] = ()
    citations: tuple[Citation, ...] = ()
    lead_in: str | None = None
    belongs_to: str | None = None

    @property
    def verb_span(self) -> tuple[int, int] | None:
        """Where the opening phrase stands at the head of the text; None where it stands later.

        Before it there are at most quotation marks and who speaks (“The Security Council recalls).
        """
        at = self.text.find(self.verb, 0, _HEAD + len(self.verb)) if self.verb else -1
        return (at, at + len(self.verb or "")) if at >= 0 else None


_HEAD = 44  # code points that may stand before it: “In this connection, the Security Council


class VoteOutcome(StrEnum):
    """How a resolution was adopted."""

    WITHOUT_VOTE = "without-vote"
    RECORDED = "recorded"  # by recorded vote: the counts are known
    VOTED = "voted"  # by a vote whose counts the source does not give


@dataclass(frozen=True, slots=True)
class Vote:
    """How a resolution was adopted; counts are None where the source has none."""

    outcome: VoteOutcome
    in_favour: int | None = None
    against: int | None = None
    abstaining: int | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """One subject heading: its label as the source has it, its vocabulary and its URI if known."""

    label: str
    vocabulary: str
    uri: str | None = None

    @property
    def is_heading(self) -> bool:
        """Whether a librarian gave it.

        The library writes subjects in capitals and has its own vocabulary of names (DHLAUTH). Other
        labels of UNxml, in lower case, are those of a program that sorts documents by the
        Sustainable Development Goals.
        """
        return self.label.isupper() or self.vocabulary == "DHLAUTH"


@dataclass(frozen=True, slots=True)
class Source:
    """Where the bytes of a document came from.

    `retrieved` is an ISO 8601 time in UTC. `name` is the file's path within the folder, archive or
    repository it came in: folders may say in which language its documents are meant to be.
    `withdrawn` is the ISO 8601 time since when the source no longer has it, None while it has.
    """

    url: str
    retrieved: str
    sha256: str
    format: Format
    name: str = ""
    withdrawn: str | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """One resolution in one language, as its document has it.

    `symbol` is canonical (`A/RES/67/186`). `session` is the session as the symbol has it ("67",
    "S-32", "2021" for ECOSOC) and `number` the resolution's number in it ("186", "243 A").
    `adopted` is None where the source does not say. `report` is the symbol of the committee report
    it was adopted on ("A/67/458"), `drafts` the symbols of its drafts. `sample` marks the built-in
    sample, which is no UN document. `stated_address` is where a page or text says that it was
    copied from; None where it does not say.
    """

    symbol: str
    language: Language
    title: str
    organ: str
    session: str
    number: str
    paragraphs: tuple[Paragraph, ...]
    adopted: date | None = None
    meeting: str | None = None
    agenda_item: str | None = None
    agenda_item_name: str | None = None
    committee: str | None = None
    report: str | None = None
    drafts: tuple[str, ...] = ()
    vote: Vote | None = None
    sponsors: tuple[str, ...] = ()
    subjects: tuple[Subject, ...] = ()
    warnings: tuple[str, ...] = ()
    sample: bool = False
    stated_address: str | None = None
    source: Source | None = field(default=None, compare=False)

    def paragraph(self, path: str) -> Paragraph | None:
        """The paragraph with this path, or None."""
        return next((p for p in self.paragraphs if p.path == path), None)

    def paragraph_id(self, paragraph: Paragraph) -> str:
        """The id that scripts use: `A/RES/67/186#op10`."""
        return f"{self.symbol}#{paragraph.path}"

    def body(self) -> Iterator[Paragraph]:
        """Every paragraph in reading order, footnotes left out."""
        return (p for p in self.paragraphs if p.kind is not Kind.FOOTNOTE)

"""Akoma Ntoso documents of the UN, as UNxml publishes them, read into resolutions."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from lxml.etree import _Element

from corpus.akn_blocks import read_blocks
from corpus.akn_gaps import find_gaps
from corpus.akn_inline import Inline, InlineReader, Note, joined_runs
from corpus.akn_loose import enclose_loose_text
from corpus.akn_meta import declared_language, declared_symbol, is_sample, read_about
from corpus.akn_paths import Placed, place
from corpus.akn_source import read_source
from corpus.akn_stars import attach_star_of_title
from corpus.citations import find_citations
from corpus.completeness import MENDED
from corpus.damage import find_damage
from corpus.errors import DocumentError, UsageError
from corpus.facts import printed_vote
from corpus.language import is_foreign, language_shares
from corpus.model import Citation, Footnote, Kind, Language, Paragraph, Resolution, Vote
from corpus.symbols import Symbol, parse_symbol, symbol_of_filename
from corpus.verbs import opening_phrase

_FETCH_AGAIN = "Fetch the document again; if it stays so, its source has to mend it."

# A text tells its language where it is long enough and hardly anything in it is in another.
_ENOUGH_TEXT = 200
_TEXT_READ = 4000
_CLEAR_SHARE = 0.8
_FOLDERS = {
    "Arabic": Language.AR,
    "Chinese": Language.ZH,
    "English": Language.EN,
    "French": Language.FR,
    "Russian": Language.RU,
    "Spanish": Language.ES,
}
_FOLDER_IN_NAME = re.compile(rf"(?:^|[/\\_ ])({'|'.join(_FOLDERS)})(?=[/\\_ ])")
_LETTER_IN_NAME = re.compile(r"(?:[_-]|\d{7})([ACEFRS])(?:_reissue)?\.xml$", re.IGNORECASE)
_LETTERS = {name[0]: language for name, language in _FOLDERS.items()}

_NUMBERED_PATH = re.compile(r"(?:.+\.)?op\d+(?:~\d+)?")
_NUMBER_BEFORE_TITLE = re.compile(r"(?:(?:[ESC]+-)?\d{1,4}/\d{1,3}\.?\s*)?[-–—.\s]*")

# An opening phrase is a few words; a longer stretch in italics is set off for another reason.
_LONGEST_VERB = {Language.ZH: 16, Language.AR: 60}
_BEFORE_OBJECT = ("对", "就", "向")  # set off, with the verb behind the object: 对……表示关切
_VERB_EDGES = ' ,،，:：;“”"«»„‘’'
_OPENING_QUOTES = "“«„\"'‘「『 "


def read_akn(
    data: bytes, name: str, *, symbol: str | None = None, language: Language | None = None
) -> Resolution:
    """The resolution in the bytes of one Akoma Ntoso file.

    `name` is its path in its source, for messages; where it contradicts the document, the
    document is right and a warning says so.

    `symbol` and `language` are what the user says, for a document that does not say it itself.

    Plain damage is mended, with a warning. Raises DocumentError where the bytes are no XML, declare
    entities, are no Akoma Ntoso, or say neither what document they are nor in which of the six
    languages.
    """
    warnings: list[str] = []
    source = read_source(data, name)
    warnings += [f"{name} {MENDED}: {what}" for what in source.mended]
    try:
        return _read(source.root, name, warnings, symbol, language)
    except RecursionError:
        raise DocumentError(
            f"{name} is nested too deeply to be a resolution.", _FETCH_AGAIN
        ) from None


def _read(
    root: _Element,
    name: str,
    warnings: list[str],
    said_symbol: str | None,
    said_language: Language | None,
) -> Resolution:
    enclose_loose_text(root)
    attach_star_of_title(root)
    blocks = read_blocks(root)
    text = "\n".join(block.content.text for block in blocks)
    if not text.strip():
        raise DocumentError(f"{name} has no text: it may be cut off.", "Fetch or copy it again.")
    language = _language(root, text, name, warnings, said_language)
    symbol = _symbol(root, name, warnings, said_symbol)
    about = read_about(root, InlineReader(root), language)
    placed = [_without_number(item) for item in place(blocks, language)]
    paragraphs = _Assembly(language, symbol.organ).paragraphs(placed)
    title = next((p.text for p in paragraphs if p.path == "title"), "")
    if not title:
        cover = _title_on_cover(root)
        if cover.text:
            heading = Placed("title", Kind.TITLE, cover)
            paragraphs = [*_Assembly(language, symbol.organ).paragraphs([heading]), *paragraphs]
        title = cover.text or str(symbol)
        if symbol.organ != "SC":  # its resolutions have their title on the cover page alone
            warnings.append(f"{name} has no title above its text: {title!r} was taken")
    warnings.extend(_warnings_on(paragraphs, {item.path: item.odd for item in placed if item.odd}))
    warnings.extend(told.removesuffix(".") for told in find_damage(paragraphs))
    warnings.extend(find_gaps(symbol, paragraphs, about.adopted))
    return Resolution(
        symbol=str(symbol),
        language=language,
        title=title,
        organ=symbol.organ,
        session=symbol.session,
        number=symbol.number,
        paragraphs=tuple(paragraphs),
        adopted=about.adopted,
        meeting=about.meeting,
        agenda_item=about.agenda_item,
        agenda_item_name=about.agenda_item_name,
        committee=about.committee,
        report=about.report,
        drafts=about.drafts,
        vote=about.printed_vote or _printed_vote(paragraphs) or about.vote,
        sponsors=about.sponsors,
        subjects=about.subjects,
        warnings=tuple(warnings),
        sample=is_sample(root),
    )


# --- What document it is -----------------------------------------------------------------------


def _language(
    root: _Element, text: str, name: str, warnings: list[str], said: Language | None
) -> Language:
    """The language of the text itself; what mark-up and name say otherwise is only warned of.

    `said` is what the user says of a text that is too short to tell.
    """
    declared = declared_language(root) or said
    shares = language_shares(text[:_TEXT_READ])
    if len(text) >= _ENOUGH_TEXT and is_foreign(text[:_TEXT_READ]):
        raise DocumentError(
            f"{name} is in none of the six official languages, as far as can be told.",
            "Leave it out: there are other editions of some documents, in German for instance.",
        )
    clear = shares and shares[0].share >= _CLEAR_SHARE and len(text) >= _ENOUGH_TEXT
    language = shares[0].language if clear or (shares and declared is None) else declared
    if language is None:
        raise DocumentError(
            f"{name} does not say its language and has too little text to tell.",
            "Say its language with --lang, or fetch the document again.",
        )
    if declared is None:
        warnings.append(f"{name} does not say its language: its text is in {language}")
    elif declared is not language:
        warnings.append(f"{name} says that it is in {declared}, but its text is in {language}")
    filings = [
        (match[1], where[match[1].capitalize()])
        for pattern, where in ((_FOLDER_IN_NAME, _FOLDERS), (_LETTER_IN_NAME, _LETTERS))
        if (match := pattern.search(name))
    ]
    for word, filed in filings:
        if filed is not language:
            warnings.append(f"{name} is filed under {word}, but its text is in {language}")
    return language


def _symbol(root: _Element, name: str, warnings: list[str], said: str | None) -> Symbol:
    declared = declared_symbol(root)
    named = symbol_of_filename(name)
    if said and declared is None:
        try:
            return parse_symbol(said)
        except UsageError as error:
            raise DocumentError(error.problem, error.remedy) from error
    if declared is None:
        if named is None:
            raise DocumentError(
                f"{name} has no document symbol on its cover page or in its name.",
                "Name it with --symbol A/RES/67/186, or fetch the document again.",
            )
        warnings.append(f"{name} has no symbol on its cover page: the one of its name was taken")
        return named
    if named is not None and not f"{declared} ".startswith(f"{named} "):  # parts share a name
        warnings.append(f"{name} is named after {named}, but its cover page says {declared}")
    return declared


def _title_on_cover(root: _Element) -> Inline:
    """The title of a Security Council resolution, which stands on the cover page alone."""
    title = root.find(".//{*}coverPage//{*}docTitle")
    return Inline() if title is None else InlineReader(root).read(title)


# --- Paragraphs --------------------------------------------------------------------------------


def _without_number(item: Placed) -> Placed:
    """A title without the number or dash that stands before it."""
    if item.kind is not Kind.TITLE:
        return item
    match = _NUMBER_BEFORE_TITLE.match(item.content.text)
    content = item.content.from_offset(match.end()) if match else item.content
    return replace(item, content=content)


def _printed_vote(paragraphs: Iterable[Paragraph]) -> Vote | None:
    """The vote that is printed below the text, wherever its file has it."""
    below = (p.text for p in paragraphs if p.kind is Kind.CLOSING)
    return next((vote for text in below if (vote := printed_vote(text))), None)


class _Assembly:
    """Makes paragraphs, and footnotes of the notes they carry."""

    def __init__(self, language: Language, organ: str) -> None:
        self._language = language
        self._organ = organ
        self._marks: Counter[str] = Counter()

    def paragraphs(self, placed: Iterable[Placed]) -> list[Paragraph]:
        result: list[Paragraph] = []
        for item in placed:
            result.append(self._paragraph(item))
            result.extend(
                self._footnote(note, item.path) for note in item.content.notes if not note.repeated
            )
        return result

    def _paragraph(self, item: Placed) -> Paragraph:
        content = item.content
        return Paragraph(
            path=item.path,
            kind=item.kind,
            text=content.text,
            number=item.number,
            verb=self._verb(item),
            footnotes=tuple(
                Footnote(note.mark, note.content.text, note.offset) for note in content.notes
            ),
            citations=self._citations(content),
            lead_in=item.lead_in,
        )

    def _footnote(self, note: Note, carrier: str) -> Paragraph:
        path = f"{_document_prefix(carrier)}fn{_path_of_mark(note.mark)}"
        self._marks[path] += 1
        if (count := self._marks[path]) > 1:
            path = f"{path}~{count}"
        return Paragraph(
            path=path,
            kind=Kind.FOOTNOTE,
            text=note.content.text,
            number=note.mark,
            citations=self._citations(note.content),
            belongs_to=carrier,
        )

    def _citations(self, content: Inline) -> tuple[Citation, ...]:
        return find_citations(content.text, self._language, organ=self._organ, links=content.links)

    def _verb(self, item: Placed) -> str | None:
        """The opening phrase: what is set off at the head of the text, else what grammar finds."""
        if item.kind not in (Kind.PREAMBULAR, Kind.OPERATIVE) or _is_formula(item.path):
            return None
        text = item.content.text
        if "\t" in text.partition("\n")[0]:  # a table, whose heading may be bold
            return None
        runs = joined_runs(item.content)
        if (phrase := set_off_phrase(item.content, self._language)) is not None:
            behind = self._verb_within(text, runs[1:]) if phrase in _BEFORE_OBJECT else None
            return behind or phrase or None
        if item.lead_in is not None:
            return None
        return opening_phrase(text, self._language, item.kind) or self._verb_within(text, runs)

    def _verb_within(self, text: str, runs: list[tuple[int, int]]) -> str | None:
        """Chinese may set the verb behind its object: 对……表示关切."""
        if self._language is not Language.ZH or not runs:
            return None
        phrase = text[runs[0][0] : runs[0][1]].strip(_VERB_EDGES)
        return phrase if phrase and _is_short(phrase, self._language) else None


def set_off_phrase(content: Inline, language: Language) -> str | None:
    """The phrase that mark-up sets off at the head of the text; None where it sets off none."""
    text = content.text
    start = len(text) - len(text.lstrip(_OPENING_QUOTES))
    for run in joined_runs(content)[:1]:
        phrase = text[run[0] : run[1]].strip(_VERB_EDGES)
        if run[0] <= start and run[1] < len(text) and _is_short(phrase, language):
            return phrase
    return None


def _is_short(phrase: str, language: Language) -> bool:
    return len(phrase) <= _LONGEST_VERB.get(language, 90)


def _is_formula(path: str) -> bool:
    return path.rpartition(".")[2].partition("~")[0] == "formula"


def _document_prefix(path: str) -> str:
    """The part of a path that names the part or draft it stands in: "draft1."."""
    match = re.match(r"(?:(?:part[a-z]+|part\d+|draft\d+)\.)*", path)
    return match[0] if match else ""


def _path_of_mark(mark: str) -> str:
    """A footnote's mark as a path may have it: "4", "star2" for "**"."""
    mark = mark.strip("() ")
    if mark.isalnum():
        return mark.lower()
    stars = mark.count("*")
    return f"star{stars}" if stars else "mark"


def _warnings_on(paragraphs: Sequence[Paragraph], odd: Mapping[str, str]) -> list[str]:
    warnings: list[str] = []
    texts = {paragraph.path: paragraph.text for paragraph in paragraphs}
    for paragraph in paragraphs:
        if paragraph.kind is Kind.UNCLASSIFIED:
            warnings.append(f"{paragraph.path}: text that fits no part of a resolution")
        if "~" in paragraph.path.rpartition(".")[2]:
            first = paragraph.path.rpartition("~")[0]
            again = " by the same text" if texts.get(first) == paragraph.text else ""
            warnings.append(f"{paragraph.path}: the path {first} is already taken{again}")
        if paragraph.path in odd:
            warnings.append(f"{paragraph.path}: {odd[paragraph.path]}")
        elif _NUMBERED_PATH.fullmatch(paragraph.path) and paragraph.number is None:
            warnings.append(f"{paragraph.path}: its number is not printed, its place tells it")
    return warnings

"""Plain text of a resolution, as old UN pages and PDF files give it, read as a Resolution.

The work goes in steps, each in its own module: bytes to lines (`text_lines`), what stands above
the text (`text_front`), footnotes (`text_notes`), paragraphs (`text_body`); the ids come from
`akn_paths`, so that text and XML of the same document have the same.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from corpus.akn_blocks import Block, Role
from corpus.akn_paths import Placed, place
from corpus.citations import find_citations
from corpus.committees import committee_as_named
from corpus.damage import find_broken_end, find_damage
from corpus.errors import DocumentError, TwoLanguagesError, UsageError
from corpus.facts import agenda_item, printed_vote
from corpus.language import language_shares
from corpus.model import Footnote, Kind, Language, Paragraph, Resolution
from corpus.provenance import addresses_at_edges, stated_address
from corpus.symbols import Symbol, language_of_filename, parse_symbol, symbol_of_filename
from corpus.text_body import read_body, with_notes
from corpus.text_dates import find_dates
from corpus.text_front import (
    MEETING,
    Front,
    adopted_beside_meeting,
    find_formula,
    find_statement,
    read_front,
    split_long_lines,
)
from corpus.text_lines import (
    Line,
    clean_characters,
    decode,
    find_lost_pages,
    split_lines,
    without_furniture,
    without_running_heads,
    without_tables,
)
from corpus.text_notes import MARK_TOKEN, PageNote, gather_notes, place_marks
from corpus.two_languages import Pair, languages_of, lines_in
from corpus.verbs import opening_phrase
from corpus.web_pages import says_there_is_no_document


def read_text(
    data: bytes, name: str, *, symbol: str | None = None, language: Language | None = None
) -> Resolution:
    """The resolution in the bytes of a text file.

    `name` is the file's: for messages, and for a text that does not say which document it is.
    `symbol` and `language` are what the user says; they count for more than what the text says.
    `warnings` of the result tell what had to be guessed.

    Raises:
        DocumentError: the bytes are no text, the text is in two languages or none of the six, or
            it is no resolution and nothing says which one it belongs to.

    """
    text = clean_characters(decode(data, name))
    language = language or _language(text, name)
    lines = split_lines(text)
    said = addresses_at_edges([line.text for line in lines])
    address = stated_address(said.values(), name, "a text")
    lines = [line for place, line in enumerate(lines) if place not in said]
    pair = _pair(text, language)
    if pair:
        lines = lines_in(lines, language, pair)
    read = _told(_read(split_long_lines(lines, language), None, name, symbol, language), pair)
    warnings = (*find_lost_pages(lines), *read.warnings)
    return replace(read, warnings=warnings, stated_address=address)


def read_laid_out(
    lines: Sequence[Line],
    notes: Sequence[PageNote],
    name: str,
    *,
    symbol: str | None = None,
    language: Language | None = None,
) -> Resolution:
    """The resolution in the paragraphs of a document whose layout is known.

    Each line is a paragraph or a heading without anything that belongs to the page; tokens in them
    say where the marks of `notes` stand (`text_notes.mark_token`). Raises DocumentError as
    `read_text` does.
    """
    text = "\n".join(MARK_TOKEN.sub("", line.text) for line in lines)
    language = language or _language(text, name)
    pair = _pair(text, language)
    if pair:
        lines = lines_in(lines, language, pair)
    return _told(_read(lines, notes, name, symbol, language), pair)


def _pair(text: str, language: Language) -> Pair | None:
    """The two languages that a text is in, where the one that is read is one of them."""
    pair = languages_of(text)
    return pair if pair and language in pair else None


def _told(read: Resolution, pair: Pair | None) -> Resolution:
    if pair is None:
        return read
    warning = f"The text is in {pair.first} and {pair.second}: what is in {read.language} was read."
    return replace(read, warnings=(warning, *read.warnings))


def _read(
    lines: Sequence[Line],
    notes: Sequence[PageNote] | None,
    name: str,
    symbol: str | None,
    language: Language,
) -> Resolution:
    """`notes` are None where they still stand among the lines."""
    warnings: list[str] = []
    if language_of_filename(name) not in (None, language):
        warnings.append(f"The file's name gives another language; its text is in {language}.")
    formula = find_formula(lines, language)
    statement = None if formula else find_statement(lines, language)
    recital = None if formula or statement is not None else _first_recital(lines, language)
    body_start = formula.place + 1 if formula else recital or _start_of_text(lines, language)
    if statement is not None:
        body_start = statement + 1
    front_lines = without_tables(lines[: formula.place if formula else body_start])
    front = read_front(front_lines, formula.organ if formula else None)
    if not formula and recital is None and statement is None:
        _refuse_notices("\n".join(line.text for line in lines), name)
    found = _symbol(front, name, symbol, warnings)
    if recital is not None:
        warnings.append("There is no enacting formula: the text begins with its first recital.")
    elif not formula and statement is None:
        _refuse_what_is_no_resolution(lines, body_start, front, found, name)
        warnings.append("There is no enacting formula: all of the text was read as an annex.")

    body_lines = lines[body_start:]
    if notes is None:
        heads = [str(found), front.title, *_running_heads(front, found)]
        gathered = gather_notes(
            without_running_heads(without_furniture(body_lines), heads), language
        )
        marked = place_marks(gathered)
        body_lines, notes = marked.lines, gathered.notes
        warnings += [*gathered.warnings, *marked.warnings]
    told = formula is not None or recital is not None or statement is not None
    body = read_body(body_lines, language, notes, annex_only=not told)
    if statement is not None:
        body = [replace(b, role=Role.TEXT) if b.role is Role.RECITAL else b for b in body]

    title = with_notes(front.title, notes)
    blocks = [Block(Role.STRAY, with_notes(line.text, notes)) for line in front.unread]
    if title.text:
        blocks.append(Block(Role.TITLE, title))
    else:
        warnings.append("No title was found.")
    if formula:
        blocks.append(Block(Role.FORMULA, with_notes(lines[formula.place].text, notes)))
    blocks += body
    warnings += _warnings_about_gaps(blocks)
    paragraphs = tuple(_paragraphs(place(blocks, language), language, found.organ))
    warnings += _warnings_about(paragraphs)
    closing = [line for p in paragraphs if p.kind is Kind.CLOSING for line in p.text.splitlines()]
    return Resolution(
        symbol=str(found),
        language=language,
        title=title.text,
        organ=found.organ,
        session=found.session,
        number=found.number,
        paragraphs=paragraphs,
        adopted=_adopted(closing) or front.adopted,
        meeting=_meeting(closing) or front.meeting,
        agenda_item=agenda_item(front.agenda_item, language) if front.agenda_item else None,
        agenda_item_name=front.agenda_item_name,
        committee=committee_as_named(front.committee, language) if front.committee else None,
        report=front.report,
        drafts=front.drafts,
        vote=printed_vote(" ".join(closing)),
        warnings=tuple(warnings),
    )


# --- What the document is ------------------------------------------------------------------------


def _language(text: str, name: str) -> Language:
    shares = language_shares(text)
    if not shares:
        if named := language_of_filename(name):
            return named
        _refuse_notices(text, name)
        raise DocumentError(
            f"{name} is not in one of the six official languages, as far as can be told.",
            "Say its language with --lang, or leave it out.",
        )
    if pair := languages_of(text):
        raise TwoLanguagesError(
            f"{name} holds text in two languages, {pair.first} and {pair.second}, mixed with each "
            "other.",
            "Add a file for each language.",
            (pair.first, pair.second),
        )
    return shares[0].language


def _symbol(front: Front, name: str, given: str | None, warnings: list[str]) -> Symbol:
    """What the user says, else what the text says, else what the file's name says."""
    if given:
        try:
            said = parse_symbol(given)
        except UsageError as error:
            raise DocumentError(error.problem, error.remedy) from error
        if front.symbol and front.symbol != said:
            warnings.append(f"The text calls itself {front.symbol}.")
        return said
    named = symbol_of_filename(_stem(name))
    if front.symbol:
        if named and named != front.symbol:
            warnings.append(
                f"The file is named after {named}, the text calls itself {front.symbol}."
            )
        return front.symbol
    if named is None:
        raise DocumentError(
            f"{name} does not say which document it is.", "Name it with --symbol A/RES/67/186."
        )
    if "/L." in str(named):
        raise DocumentError(
            f"{name} is the draft {named}, not a resolution.",
            "Add the resolution that was adopted.",
        )
    warnings.append("The text does not say its symbol: it was taken from the file's name.")
    return named


def _stem(name: str) -> str:
    """The file's name without "html.txt" or "pdftext.txt": what names no part of a symbol."""
    return re.sub(r"(?:\.[A-Za-z][A-Za-z-]*)+$", "", re.split(r"[/\\]", name)[-1])


_NUMBERED_TEXT = re.compile(
    r"(?:\d{1,3}\s?[.．、]|[（(][a-z一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}、"
    r"|第\s?[\d一二三四五六七八九十]{1,4}\s?[条條]"
    r"|(?:article|rule|principle|artículo|règle|principe|статья|المادة)\s\w)",
    re.IGNORECASE,
)


def _start_of_text(lines: Sequence[Line], language: Language) -> int:
    """Where the front ends when there is no formula: behind the line that speaks of adoption.

    Without one, before the first line that opens as a paragraph or is numbered.
    """
    head = list(lines[:40])
    for place_, line in reversed(list(enumerate(head))):
        if re.match(r"通[过過]日期|原始文本|联合国.{2,60}通过$|.{0,40}adopted by", line.text):
            return place_ + 1
    for place_, line in enumerate(head):
        speaks = opening_phrase(line.text, language, Kind.PREAMBULAR)
        if place_ and (_NUMBERED_TEXT.match(line.text) or speaks):
            return place_
    return min(1, len(lines))


def _first_recital(lines: Sequence[Line], language: Language) -> int | None:
    """Where the preamble begins in a text without formula; None where it has no such preamble.

    Recitals end with commas, and behind them a first paragraph opens as operative ones do.
    """
    first = next(
        (
            place
            for place, line in enumerate(lines[:40])
            if place and opening_phrase(line.text, language, Kind.PREAMBULAR)
        ),
        None,
    )
    if first is None or _NUMBERED_TEXT.match(lines[first].text):
        return None
    for line in lines[first:]:
        number = re.match(r"1\s?[.．、-]\s*", line.text)
        if number:
            enacts = opening_phrase(line.text[number.end() :], language, Kind.OPERATIVE)
            return first if enacts else None
    return None


def _refuse_notices(text: str, name: str) -> None:
    if says_there_is_no_document(text):
        raise DocumentError(
            f"{name} is no document, but tells that there is none, or that it is not to be had.",
            "Fetch the document again later, or in another way, and add that.",
        )


def _refuse_what_is_no_resolution(
    lines: Sequence[Line], start: int, front: Front, symbol: Symbol, name: str
) -> None:
    """A text without formula is read only if it is a numbered text that was adopted."""
    numbered = any(_NUMBERED_TEXT.match(line.text) for line in lines[start:])
    if numbered and (symbol.is_resolution or front.says_adopted):
        return
    raise DocumentError(
        f"{name} is no resolution, as far as can be told: no organ enacts anything in it.",
        "If it is one, check that the whole text is there.",
    )


def _running_heads(front: Front, symbol: Symbol) -> Iterator[str]:
    yield front.title + str(symbol)
    yield str(symbol) + front.title
    yield f"{symbol.session}/{symbol.number}. {front.title}"


# --- Paragraphs ----------------------------------------------------------------------------------


def _paragraphs(placed: Iterable[Placed], language: Language, organ: str) -> Iterator[Paragraph]:
    """Each paragraph, and behind it the footnotes that it carries."""
    marks: Counter[str] = Counter()
    for item in placed:
        content = item.content
        yield Paragraph(
            path=item.path,
            kind=item.kind,
            text=content.text,
            number=item.number,
            verb=_verb(item, language),
            footnotes=tuple(Footnote(n.mark, n.content.text, n.offset) for n in content.notes),
            citations=find_citations(content.text, language, organ=organ),
            lead_in=item.lead_in,
        )
        for note in content.notes:
            if note.repeated or not note.content.text:
                continue
            name = note.mark if note.mark.isdigit() else f"star{len(note.mark)}"
            draft = re.match(r"(?:draft\d+\.)?", item.path)
            path = f"{draft[0] if draft else ''}fn{name}"
            marks[path] += 1
            yield Paragraph(
                path=path if marks[path] == 1 else f"{path}~{marks[path]}",
                kind=Kind.FOOTNOTE,
                text=note.content.text,
                number=note.mark,
                citations=find_citations(note.content.text, language, organ=organ),
                belongs_to=item.path,
            )


_LONGEST_VERB = 90  # characters: a whole paragraph may be set in italics


def _verb(item: Placed, language: Language) -> str | None:
    """The opening phrase: what is set off at the head, else what grammar finds there.

    The formula and subparagraphs have none.
    """
    if item.kind not in (Kind.PREAMBULAR, Kind.OPERATIVE) or item.lead_in is not None:
        return None
    text = item.content.text
    for start, end in item.content.emphasised[:1]:
        phrase = text[start:end].strip(" ,:;")
        if start == 0 and end < len(text) and 0 < len(phrase) <= _LONGEST_VERB:
            return phrase
    return opening_phrase(text, language, item.kind)


def _warnings_about_gaps(blocks: Sequence[Block]) -> Iterator[str]:
    """What a gap means for what has no number: it is counted as if nothing were missing."""
    gap = next((place for place, block in enumerate(blocks) if block.after_gap), len(blocks))
    if any(block.role is Role.RECITAL and not block.label for block in blocks[gap:]):
        yield "Recitals behind what is missing are counted as if it were not: their ids may differ."


def _warnings_about(paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    yield from find_damage(paragraphs)
    yield from find_broken_end(paragraphs)
    for paragraph in paragraphs:
        if paragraph.kind is Kind.UNCLASSIFIED:
            yield f"{paragraph.path}: text that fits no part of a resolution."
        if "~" in paragraph.path.rpartition(".")[2]:
            first = paragraph.path.rpartition("~")[0]
            yield f"{paragraph.path}: the path {first} is already taken."


def _adopted(closing: Sequence[str]) -> date | None:
    return adopted_beside_meeting(closing) or next(
        (found for text in closing for found, _ in find_dates(text)), None
    )


def _meeting(closing: Sequence[str]) -> str | None:
    return next((found[0] for text in closing if (found := MEETING.search(text))), None)

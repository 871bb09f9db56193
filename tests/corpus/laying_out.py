"""Resolutions laid out as UN documents are: cover, title, numbered paragraphs, tables, notes.

What a word processor or a browser is given, before either file format: a list of `Laid` blocks.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from corpus.akn_labels import _FROM_LETTERS, _FROM_ROMAN
from corpus.model import Footnote, Kind, Language, Paragraph, Resolution
from corpus.text_dates import _MONTHS
from tests.corpus.printing import _label, is_roman

Piece = str | Footnote


@dataclass(frozen=True, slots=True)
class Laid:
    """A paragraph: `pieces` are its text and the notes whose marks stand in it.

    `number` and `level` are those of a list that can count it, `label` is what is printed then.
    `italic` is how many characters at its head are set in italics, `kind` what it is in the
    resolution. With `rows` it is a table.
    """

    pieces: tuple[Piece, ...] = ()
    label: str = ""
    number: int = 0
    level: int = 0
    bold: bool = False
    italic: int = 0
    kind: Kind = Kind.UNCLASSIFIED
    rows: tuple[tuple[tuple[Piece, ...], ...], ...] = ()


_MASTHEAD = {
    Language.ZH: ("联合国", "大会", "Distr.: General"),
    Language.EN: ("United Nations", "General Assembly", "Distr.: General"),
    Language.FR: ("Nations Unies", "Assemblée générale", "Distr. générale"),
    Language.ES: ("Naciones Unidas", "Asamblea General", "Distr. general"),
    Language.RU: ("Организация Объединенных Наций", "Генеральная Ассамблея", "Distr.: General"),
    Language.AR: ("الأمم المتحدة", "الجمعية العامة", "Distr.: General"),
}
_ADOPTED = {
    Language.ZH: "{day}大会决议",
    Language.EN: "Resolution adopted by the General Assembly on {day}",
    Language.FR: "Résolution adoptée par l’Assemblée générale le {day}",
    Language.ES: "Resolución aprobada por la Asamblea General el {day}",
    Language.RU: "Резолюция, принятая Генеральной Ассамблеей {day}",
    Language.AR: "قرار اتخذته الجمعية العامة في {day}",
}


def laid_out(resolution: Resolution) -> Iterator[Laid]:
    """The blocks of a resolution, cover and all."""
    language = resolution.language
    nations, organ, distribution = _MASTHEAD[language]
    day = printed_date(resolution.adopted, language) if resolution.adopted else ""
    yield Laid(rows=(((nations,), (resolution.symbol,)), ((organ,), (f"{distribution} {day}",))))
    if day:
        yield Laid((_ADOPTED[language].format(day=day),), bold=True)
    yield from body_laid_out(resolution)


def body_laid_out(resolution: Resolution) -> Iterator[Laid]:
    """The blocks of a resolution from its title on."""
    for paragraph in resolution.paragraphs:
        if paragraph.kind is not Kind.FOOTNOTE:
            yield from _laid(paragraph, resolution)


def printed_date(day: date, language: Language) -> str:
    """The date as the language has it."""
    if language is Language.ZH:
        return f"{day.year}年{day.month}月{day.day}日"
    place = [Language.EN, Language.FR, Language.ES, Language.RU, Language.AR].index(language)
    name = _MONTHS[day.month - 1].split("|")[place]
    name = name.capitalize() if language is Language.EN else name
    if language is Language.ES:
        return f"{day.day} de {name} de {day.year}"
    return f"{day.day} {name} {day.year}"


def _laid(paragraph: Paragraph, resolution: Resolution) -> Iterator[Laid]:
    pieces = _pieces(paragraph)
    if paragraph.path == "title":
        before = f"{resolution.session}/{resolution.number}. "
        numbered = pieces if resolution.organ == "SC" else (before, *pieces)
        yield Laid(numbered, bold=True, kind=paragraph.kind)
        return
    if "\t" in paragraph.text:
        rows = tuple(tuple(_parted(row, "\t")) for row in _parted(pieces, "\n"))
        yield Laid(rows=rows, kind=paragraph.kind)
        return
    label = _label(paragraph, resolution.language)
    number, level = _place_in_list(paragraph)
    italic = len(paragraph.verb or "")
    if paragraph.kind is Kind.FORMULA:
        italic = len(paragraph.text.rstrip(",，، "))
    lines = _parted(pieces, "\n") if paragraph.kind is Kind.CLOSING else [pieces]
    for line in lines:
        bold = paragraph.kind is Kind.HEADING
        yield Laid(line, label, number, level, bold, italic, kind=paragraph.kind)


def _place_in_list(paragraph: Paragraph) -> tuple[int, int]:
    """The number and level that a list would give the paragraph; (0, 0) outside of lists."""
    printed = paragraph.number
    if printed is None or paragraph.kind is Kind.HEADING:
        return 0, 0
    if printed.isdigit():
        return int(printed), 0
    if is_roman(paragraph):
        return _FROM_ROMAN[printed], 2
    return _FROM_LETTERS.get(printed, 0), 1


def _pieces(paragraph: Paragraph) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    done = 0
    for note in sorted(paragraph.footnotes, key=lambda note: note.offset):
        pieces += [paragraph.text[done : note.offset], note]
        done = note.offset
    return tuple(piece for piece in (*pieces, paragraph.text[done:]) if piece)


def _parted(pieces: tuple[Piece, ...], at: str) -> list[tuple[Piece, ...]]:
    """The pieces as lines, or as cells."""
    parts: list[list[Piece]] = [[]]
    for piece in pieces:
        if isinstance(piece, Footnote):
            parts[-1].append(piece)
            continue
        first, *others = piece.split(at)
        parts[-1].append(first)
        parts += [[other] for other in others]
    return [tuple(part) for part in parts]

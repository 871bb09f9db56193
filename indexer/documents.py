"""What the index holds of each paragraph of a resolution. Pure: no engine here."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Self

from corpus.model import Kind, Language, Paragraph, Resolution, Subject
from corpus.symbols import parse_symbol, undocs_url
from indexer.normalise import normalise_text
from indexer.series import gist, series_stem

KEY_BYTES = 8

NO_KEY = bytes(KEY_BYTES)
"""In place of the key of what says too little to compare."""

TITLE = "title"
"""What the index says that a text quotes, where it has the title of its own resolution in it."""

SHORTEST_GIST = 12
"""Of fewer letters, what is left of a text says too little."""

StoredRecord = tuple[str | bool | None, ...]
"""A `StoredParagraph` as the index stores it: values without their names."""


@dataclass(frozen=True, slots=True)
class StoredParagraph:
    """All that a search result shows of a paragraph. `date` is ISO 8601, or None if unknown.

    `withdrawn` is the time since when the source no longer has its document, if it does not.
    """

    id: str
    symbol: str
    language: Language
    kind: Kind
    number: str | None
    title: str
    date: str | None
    organ: str
    session: str
    verb: str | None
    action: str | None
    text: str
    url: str
    sample: bool
    withdrawn: str | None = None  # last, so that records of earlier versions can be read

    def pack(self) -> StoredRecord:
        """The values in the order of the fields, enums as their codes."""
        return (
            self.id,
            self.symbol,
            self.language.value,
            self.kind.value,
            self.number,
            self.title,
            self.date,
            self.organ,
            self.session,
            self.verb,
            self.action,
            self.text,
            self.url,
            self.sample,
            self.withdrawn,
        )

    @classmethod
    def unpack(cls, record: StoredRecord) -> Self:
        """The paragraph behind a stored record.

        Raises:
            ValueError, TypeError: the record is not one that `pack` gave.
        """
        identifier, symbol, language, kind, *rest = record
        return cls(identifier, symbol, Language(language), Kind(kind), *rest)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class IndexDocument:
    """What the index knows of a paragraph; the fields of `schema` say what each is for.

    `text`, `title`, `heading` and `lead` are normalised. `date` is yyyymmdd and `year` yyyy, 0
    where unknown. `place` counts the paragraphs of the document from 1.
    """

    key: str
    symbol: str
    text: str
    title: str
    heading: str
    lead: str
    text_key: bytes
    gist_key: bytes
    series_key: bytes
    kind: str
    quotes_title: bool
    verb: str | None
    action: str | None
    organ: str
    session: str
    number: str | None
    subjects: tuple[str, ...]
    topics: tuple[str, ...]
    agenda: tuple[str, ...]
    cites: tuple[str, ...]
    year: int
    place: int
    date: int
    record: StoredRecord


def paragraph_documents(resolution: Resolution) -> Iterator[IndexDocument]:
    """Every paragraph of the resolution as the index holds it, title and footnotes included."""
    title = normalise_text(resolution.title)
    subjects = _labels(one for one in resolution.subjects if one.is_heading)
    topics = _labels(one for one in resolution.subjects if not one.is_heading)
    agenda = tuple(_agenda(resolution))
    url = undocs_url(parse_symbol(resolution.symbol), resolution.language)
    adopted = resolution.adopted
    year = year_of(adopted.isoformat() if adopted else None, resolution.session)
    series = _series_key(resolution.title, resolution.language)
    by_path = {paragraph.path: paragraph for paragraph in resolution.paragraphs}
    under = zip(resolution.paragraphs, _headings(resolution.paragraphs), strict=True)
    for place, (paragraph, headings) in enumerate(under, start=1):
        text = normalise_text(paragraph.text)
        action = _action(paragraph, resolution.language)
        yield IndexDocument(
            key=resolution.paragraph_id(paragraph),
            symbol=resolution.symbol,
            text=text,
            title=title,
            heading=" ".join(normalise_text(heading.text) for heading in headings),
            lead=" ".join(normalise_text(p.text) for p in _lead_ins(paragraph, by_path)),
            text_key=text_key(text),
            gist_key=_gist_key(text, resolution.language),
            series_key=series,
            kind=paragraph.kind.value,
            quotes_title=paragraph.kind in _WITHIN_THE_TEXT and _quotes(text, title),
            verb=normalise_text(paragraph.verb) if paragraph.verb else None,
            action=action,
            organ=resolution.organ,
            session=resolution.session,
            number=paragraph.number,
            subjects=subjects,
            topics=topics,
            agenda=agenda,
            cites=tuple(dict.fromkeys(c.symbol for c in paragraph.citations if c.symbol)),
            year=year,
            place=place,
            date=int(adopted.strftime("%Y%m%d")) if adopted else 0,
            record=_stored(resolution, paragraph, action, url).pack(),
        )


def _labels(subjects: Iterable[Subject]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(normalise_text(subject.label) for subject in subjects))


def _agenda(resolution: Resolution) -> Iterator[str]:
    """The numbers of its agenda items, also without their letters, and the name of the item."""
    numbers = (resolution.agenda_item or "").split(", ")
    shorter = (number.partition(" ")[0] for number in numbers)
    name = normalise_text(resolution.agenda_item_name or "")
    yield from filter(None, dict.fromkeys((*numbers, *shorter, name)))


def _action(paragraph: Paragraph, language: Language) -> str | None:
    # Imported late because a search, which reads what is stored, does without it.
    from corpus.actions import paragraph_action  # noqa: PLC0415

    action = paragraph_action(paragraph, language)
    return action.value if action else None


def text_key(normalised: str) -> bytes:
    """Equal for normalised texts that differ in nothing but punctuation, symbols and spaces.

    >>> text_key("recalling also, its resolution") == text_key("recalling also its resolution;")
    True
    """
    return _key("".join(filter(str.isalnum, normalised)))


def _key(letters: str) -> bytes:
    return blake2b(letters.encode(), digest_size=KEY_BYTES).digest()


def _series_key(title: str, language: Language) -> bytes:
    stem = series_stem(title, language)
    return _key(stem) if stem else NO_KEY


def _gist_key(normalised: str, language: Language) -> bytes:
    letters = gist(normalised, language)
    return _key(letters) if len(letters) >= SHORTEST_GIST else NO_KEY


def _quotes(text: str, title: str) -> bool:
    """Whether a normalised text has the normalised title in it; of a short one that says little."""
    return len(title) >= _SHORTEST_TITLE and title in text


_SHORTEST_TITLE = 6

_WITHIN_THE_TEXT = (Kind.PREAMBULAR, Kind.OPERATIVE, Kind.ANNEX, Kind.UNCLASSIFIED)


def _headings(paragraphs: Sequence[Paragraph]) -> Iterator[Sequence[Paragraph]]:
    """For each paragraph the headings that it stands under: the last ones before it.

    Headings that follow one another go together ("Article 7", "Illegal access"). Those of an annex
    end with it.
    """
    last: list[Paragraph] = []
    follows_heading = False
    for paragraph in paragraphs:
        is_heading = paragraph.kind is Kind.HEADING
        if is_heading:
            last = [*last, paragraph] if follows_heading else [paragraph]
        follows_heading = is_heading
        yield [
            heading
            for heading in last
            if paragraph.kind in _WITHIN_THE_TEXT and paragraph.path.startswith(_part(heading))
        ]


def _part(heading: Paragraph) -> str:
    """What the paths of all paragraphs in the part of the document begin with: `annex1.`."""
    part, dot, _ = heading.path.rpartition(".")
    return part + dot


def _lead_ins(paragraph: Paragraph, by_path: dict[str, Paragraph]) -> list[Paragraph]:
    """The paragraphs that lead in to this one, the outermost first."""
    chain: list[Paragraph] = []
    above = by_path.get(paragraph.lead_in or "")
    while above is not None and above not in chain:
        chain.insert(0, above)
        above = by_path.get(above.lead_in or "")
    return chain


def year_of(date: str | None, session: str) -> int:
    """The year of adoption or, failing that, of the session, which ECOSOC calls by its year.

    `date` is ISO 8601; 0 where no year is known.
    """
    if date:
        return int(date[:4])
    return int(session) if re.fullmatch("[12][0-9]{3}", session) else 0


def _stored(
    resolution: Resolution, paragraph: Paragraph, action: str | None, url: str
) -> StoredParagraph:
    return StoredParagraph(
        id=resolution.paragraph_id(paragraph),
        symbol=resolution.symbol,
        language=resolution.language,
        kind=paragraph.kind,
        number=paragraph.number,
        title=resolution.title,
        date=resolution.adopted.isoformat() if resolution.adopted else None,
        organ=resolution.organ,
        session=resolution.session,
        verb=paragraph.verb,
        action=action,
        text=paragraph.text,
        url=url,
        sample=resolution.sample,
        withdrawn=resolution.source.withdrawn if resolution.source else None,
    )

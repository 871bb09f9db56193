"""What is held, for other programs: paragraphs, whole resolutions, or references to them."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from corpus.errors import UsageError
from corpus.model import Language, Paragraph, Resolution
from corpus.store import Store
from search.bibliography import csl
from search.json_output import dump, paragraph_record, resolution_json
from search.library import Library
from search.render_markdown import render_resolution_markdown
from search.selection import ParagraphId, parse_id, select
from search.terminal import spreadsheet_cell

_EVERYTHING = 10_000_000


Chosen = Iterator[tuple[Resolution, tuple[Paragraph, ...]]]


def json_lines(found: Chosen, *, whole: bool) -> Iterator[str]:
    """Lines of JSON: a line a paragraph or, `whole`, a line a resolution."""
    for resolution, paragraphs in found:
        if whole:
            yield dump(resolution_json(resolution, paragraphs), indent=None) + "\n"
        else:
            for paragraph in paragraphs:
                yield dump(paragraph_record(resolution, paragraph), indent=None) + "\n"


def markdown(found: Chosen, *, whole: bool) -> Iterator[str]:
    """Markdown: a heading and paragraphs a resolution; `whole`, all of it for each one found."""
    if whole:
        found = ((one, one.paragraphs) for one in _each_once(found))
    for resolution, paragraphs in found:
        yield render_resolution_markdown(resolution, paragraphs) + "\n"


def references(found: Chosen, render: Callable[[Resolution], str]) -> Iterator[str]:
    """A reference a resolution, one behind the other."""
    yield from (render(resolution) for resolution in _each_once(found))


def csl_array(found: Chosen) -> Iterator[str]:
    """One array of CSL-JSON, an item a resolution; nothing where there is none."""
    opening = "[\n"
    for resolution in _each_once(found):
        yield opening + csl(resolution)
        opening = ",\n"
    if opening != "[\n":
        yield "\n]\n"


def csv_rows(found: Chosen) -> Iterator[str]:
    """A row a paragraph behind a row of names, as RFC 4180 has it."""
    is_first = True
    for resolution, paragraphs in found:
        out = io.StringIO()
        writer = csv.DictWriter(out, _CSV_COLUMNS, extrasaction="ignore")
        if is_first:
            writer.writeheader()
            is_first = False
        for paragraph in paragraphs:
            record = paragraph_record(resolution, paragraph)
            cited = (one.symbol or one.name for one in paragraph.citations)
            record["cites"] = "; ".join(dict.fromkeys(one for one in cited if one))
            record["notes"] = "\n".join(f"[{n.mark}] {n.text}" for n in paragraph.footnotes)
            writer.writerow({name: spreadsheet_cell(record[name]) for name in _CSV_COLUMNS})
        yield out.getvalue()


_CSV_COLUMNS = (
    *("id", "symbol", "language", "kind", "number", "title", "date", "organ", "session", "verb"),
    *("action", "text", "notes", "cites", "credit", "url"),
)


def _each_once(found: Chosen) -> Iterator[Resolution]:
    seen: set[tuple[str, Language]] = set()
    for resolution, _ in found:
        key = resolution.symbol, resolution.language
        if key not in seen:
            seen.add(key)
            yield resolution


def chosen(
    library: Library,
    ids: Sequence[str],
    query: str | None,
    languages: Sequence[Language],
    note: Callable[[str], None],
) -> Chosen:
    """Everything held, or what `ids` name, or what `query` finds.

    By language, then in the order in which the documents came; hits of a query by rank. `note` is
    told of each id that names nothing held. Raises UsageError for ids beside a query, and for an id
    that cannot name anything.
    """
    if ids and query is not None:
        raise UsageError("Ids and a query were both given.", "Give one of them.")
    with library.store() as store:
        if query is not None:
            yield from _found(library, store, query, languages)
        elif ids:
            yield from _named(store, ids, languages, note)
        else:
            yield from _all(store, languages)


def _all(store: Store, languages: Sequence[Language]) -> Chosen:
    for language in languages or store.languages():
        for resolution in store.resolutions(language):
            yield resolution, resolution.paragraphs


def _named(
    store: Store,
    ids: Sequence[str],
    languages: Sequence[Language],
    note: Callable[[str], None],
) -> Chosen:
    for text in ids:
        wanted = parse_id(text)
        held = store.languages_of(wanted.symbol)
        asked = [language for language in languages or held if language in held]
        found = [one for each in asked if (one := _selected(store, wanted, each))]
        yield from found
        if not asked:
            where = f" in {', '.join(languages)}" if held else ""
            note(f"{wanted.symbol} is not held{where}.")
        elif not found:
            note(f"{wanted.symbol} has no paragraph #{wanted.path}.")


def _selected(
    store: Store, wanted: ParagraphId, language: Language
) -> tuple[Resolution, tuple[Paragraph, ...]] | None:
    resolution = store.resolution(wanted.symbol, language)
    paragraphs = select(resolution, wanted.path) if resolution else ()
    return (resolution, paragraphs) if resolution and paragraphs else None


def _found(library: Library, store: Store, query: str, languages: Sequence[Language]) -> Chosen:
    """Each paragraph that the query finds, by rank."""
    # Whoosh is loaded only for a query.
    from search.engine import Engine  # noqa: PLC0415
    from search.question import SearchRequest  # noqa: PLC0415

    request = SearchRequest(query, tuple(languages) or None, limit=_EVERYTHING, fold=False)
    with Engine(library.index_folder) as engine:
        hits = engine.search(request).hits
    for hit in hits:
        resolution = _resolution(store, hit.symbol, hit.language)
        paragraph = resolution and resolution.paragraph(hit.id.partition("#")[2])
        if resolution and paragraph:
            yield resolution, (paragraph,)


@lru_cache(maxsize=64)
def _resolution(store: Store, symbol: str, language: Language) -> Resolution | None:
    return store.resolution(symbol, language)

"""What is held, for other programs: a line a paragraph or a line a resolution."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from corpus.errors import UsageError
from corpus.model import Language, Paragraph, Resolution
from corpus.store import Store
from search.json_output import dump, paragraph_record, resolution_json
from search.library import Library
from search.render_markdown import render_resolution_markdown
from search.selection import parse_id, select

_EVERYTHING = 10_000_000


def export_lines(
    library: Library,
    ids: Sequence[str],
    query: str | None,
    languages: Sequence[Language],
    *,
    whole: bool,
) -> Iterator[str]:
    """Lines of JSON: a line a paragraph or, `whole`, a line a resolution."""
    for resolution, paragraphs in chosen(library, ids, query, languages):
        if whole:
            yield dump(resolution_json(resolution, paragraphs), indent=None) + "\n"
        else:
            for paragraph in paragraphs:
                yield dump(paragraph_record(resolution, paragraph), indent=None) + "\n"


def export_markdown(
    library: Library,
    ids: Sequence[str],
    query: str | None,
    languages: Sequence[Language],
    *,
    whole: bool,
) -> Iterator[str]:
    """Markdown: a heading and paragraphs a resolution; `whole`, all of it for each one found."""
    shown: set[tuple[str, Language]] = set()
    for resolution, paragraphs in chosen(library, ids, query, languages):
        if whole:
            key = resolution.symbol, resolution.language
            if key in shown:
                continue
            shown.add(key)
            paragraphs = resolution.paragraphs  # noqa: PLW2901
        yield render_resolution_markdown(resolution, paragraphs) + "\n"


def chosen(
    library: Library, ids: Sequence[str], query: str | None, languages: Sequence[Language]
) -> "Chosen":
    """Everything held, or what `ids` name, or what `query` finds.

    By language, then in the order in which the documents came; hits of a query by rank. Raises
    UsageError for ids beside a query, and for an id that cannot name anything.
    """
    if ids and query is not None:
        raise UsageError("Ids and a query were both given.", "Give one of them.")
    with library.store() as store:
        if query is not None:
            yield from _found(library, store, query, languages)
        elif ids:
            yield from _named(store, ids, languages)
        else:
            yield from _all(store, languages)


Chosen = Iterator[tuple[Resolution, tuple[Paragraph, ...]]]


def _all(store: Store, languages: Sequence[Language]) -> Chosen:
    for language in languages or store.languages():
        for resolution in store.resolutions(language):
            yield resolution, resolution.paragraphs


def _named(store: Store, ids: Sequence[str], languages: Sequence[Language]) -> Chosen:
    for text in ids:
        wanted = parse_id(text)
        for language in languages or store.languages_of(wanted.symbol):
            resolution = store.resolution(wanted.symbol, language)
            if resolution is not None:
                paragraphs = select(resolution, wanted.path)
                if paragraphs:
                    yield resolution, paragraphs


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

"""What `show` prints: resolutions or some of their paragraphs, in one language or several."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from corpus.model import Language, Paragraph, Resolution
from corpus.store import Store
from search.json_output import dump, resolution_json
from search.render_markdown import render_resolution_markdown
from search.render_resolution import render_resolution, render_side_by_side
from search.selection import ParagraphId, nearest_paths, parse_id, select
from search.terminal import Style

Selection = tuple[Resolution, tuple[Paragraph, ...]]


@dataclass(frozen=True, slots=True)
class Found:
    """What one id names, in each language asked for in which it is held."""

    selections: tuple[Selection, ...]


def find_selections(
    store: Store,
    ids: Sequence[str],
    languages: Sequence[Language],
    context: int,
    note: Callable[[str], None],
) -> tuple[Found, ...]:
    """What the ids name, in the order given. `note` is told of each one that is not held.

    Without `languages`, the first language of the contract in which a document is held: Chinese,
    then English. Raises UsageError for an id that cannot name anything.
    """
    found = (_find(store, parse_id(text), languages, context, note) for text in ids)
    return tuple(one for one in found if one.selections)


def _find(
    store: Store,
    wanted: ParagraphId,
    languages: Sequence[Language],
    context: int,
    note: Callable[[str], None],
) -> Found:
    held = store.languages_of(wanted.symbol)
    if not held and len(parts := _held_with_parts(store, wanted.symbol)) == 1:
        note(f"{wanted.symbol} is held as {parts[0]}.")
        return _find(store, replace(wanted, symbol=parts[0]), languages, context, note)
    if not held:
        note(_absence(store, wanted.symbol))
        return Found(())
    missing = [language for language in languages if language not in held]
    if missing:
        note(f"{wanted.symbol} is not held in {', '.join(missing)}; it is in {', '.join(held)}.")
    selections = []
    for language in [x for x in languages if x in held] if languages else held[:1]:
        resolution = store.resolution(wanted.symbol, language)
        if resolution is None:
            continue
        paragraphs = select(resolution, wanted.path, context)
        if paragraphs:
            selections.append((resolution, paragraphs))
        else:
            known = nearest_paths(resolution, wanted.path or "")
            hint = f" It has {', '.join(known)}." if known else ""
            note(f"{wanted.symbol} has no paragraph #{wanted.path} in {language}.{hint}")
    return Found(tuple(selections))


def _held_with_parts(store: Store, symbol: str) -> list[str]:
    """The symbols held that are this one with letters of parts: "A/RES/79/93 A-B" for 79/93."""
    base, _, part = symbol.partition(" ")
    named = {held for held, _ in store.documents() if held.startswith(f"{base} ")}
    return sorted(held for held in named if not part or _covers(held, part))


def _covers(held: str, part: str) -> bool:
    """Whether the parts that a symbol names from one to the other have this one among them."""
    first, dash, last = held.partition(" ")[2].partition("-")
    return bool(dash) and first <= part <= last


def _absence(store: Store, symbol: str) -> str:
    """That a document is not held, and what is held that came of it, or what to do."""
    if parts := _held_with_parts(store, symbol):
        return f"{symbol} is held in parts: {', '.join(parts)}."
    if made := store.resolutions_from(symbol):
        return f"{symbol} is not held, but what came of it: {', '.join(made)}."
    return f"{symbol} is not held. `unres status` tells what is; `unres add` adds."


def render_selections(found: Sequence[Found], style: Style, width: int) -> str:
    """Every selection as a person reads it; several languages of one id side by side."""
    parts = []
    for one in found:
        if len(one.selections) == 1:
            resolution, paragraphs = one.selections[0]
            parts.append(render_resolution(resolution, paragraphs, style, width))
        else:
            resolutions = [resolution for resolution, _ in one.selections]
            selected = [paragraphs for _, paragraphs in one.selections]
            parts.append(render_side_by_side(resolutions, selected, style, width))
    return "\n".join(parts)


def selections_markdown(found: Sequence[Found]) -> str:
    """Every selection as Markdown, one below the other."""
    return "\n".join(
        render_resolution_markdown(resolution, paragraphs)
        for one in found
        for resolution, paragraphs in one.selections
    )


def selections_json(found: Sequence[Found]) -> str:
    """One object of schema `unres.resolution/1`, or an array where several were asked for."""
    objects = [
        resolution_json(resolution, paragraphs)
        for one in found
        for resolution, paragraphs in one.selections
    ]
    return dump(objects[0] if len(objects) == 1 else objects) + "\n"

"""Search results as a person reads them, and as spreadsheets and documents take them. No I/O."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from corpus.model import Kind, Language
from search.json_hits import hit_record
from search.ranking import Explanation
from search.render_resolution import SAMPLE_NOTE
from search.results import Count, FacetName, Facets, Hit, Match, Neighbour, SearchResults, Span
from search.snippets import Snippet, snippet
from search.terminal import Mark, Style, block, columns, printable, spreadsheet_cell

_INDENT = "    "
_NUMBERED = re.compile(r"[#.](?:op|pp)(?P<number>\d+(?:\.[a-z]+)*)$")
_SNIPPET_LINES = 4
_KIND_NAMES = {
    Kind.PREAMBULAR: "preambular",
    Kind.OPERATIVE: "operative",
    Kind.ANNEX: "annex",
    Kind.TITLE: "title",
    Kind.HEADING: "heading",
    Kind.FOOTNOTE: "footnote",
    Kind.FORMULA: "formula",
    Kind.CLOSING: "closing",
    Kind.UNCLASSIFIED: "unclassified",
}
_VALUES_SHOWN = 12
_LONG_VALUES = (FacetName.SUBJECT, FacetName.SERIES)
_CSV_COLUMNS = (
    *("rank", "id", "symbol", "language", "kind", "number", "title", "date", "organ", "session"),
    *("verb", "match", "score", "text", "url", "also", "action"),
)


def render_hits(
    results: SearchResults, style: Style, width: int, *, whole: bool = False, group: bool = False
) -> str:
    """The hits with their snippets, or with `whole` their full texts; empty where there are none.

    `group` puts the hits of a resolution together, under the rank of its first.
    """
    render: Callable[[Hit], Iterator[str]] = lambda hit: _hit(hit, style, width, whole=whole)  # noqa: E731
    if not group:
        return "".join("\n".join(render(hit)) + "\n\n" for hit in results.hits)
    order = {hit.symbol: hit.rank for hit in reversed(results.hits)}
    grouped = sorted(results.hits, key=lambda hit: (order[hit.symbol], hit.rank))
    parts = []
    for _, hits in groupby(grouped, key=lambda hit: (hit.symbol, hit.language)):
        first, *others = hits
        lines = list(render(first))
        for hit in others:
            lines += _hit_below(hit, style, width, whole=whole)
        parts.append("\n".join(lines) + "\n\n")
    return "".join(parts)


def _hit(hit: Hit, style: Style, width: int, *, whole: bool) -> Iterator[str]:
    facts = [hit.date or "no date", *_facts(hit), hit.language]
    if hit.match is Match.WORDS:
        facts.append("words only")
    if hit.withdrawn:
        facts.append("no longer at its source")
    yield from _head(hit, " · ".join(facts), style, width)
    if hit.kind is not Kind.TITLE:
        title = snippet(hit.title, (), width - len(_INDENT)).text
        yield from (style.faint(line) for line in block(title, width, indent=_INDENT))
    yield from _body(hit, style, width, whole=whole)


def _hit_below(hit: Hit, style: Style, width: int, *, whole: bool) -> Iterator[str]:
    """A hit below another one of its resolution, whose title and date it shares."""
    facts = _facts(hit)
    if hit.match is Match.WORDS:
        facts.append("words only")
    yield from _head(hit, " · ".join(facts), style, width)
    yield from _body(hit, style, width, whole=whole)


def _facts(hit: Hit) -> list[str]:
    """Which paragraph it is, and how it opens."""
    return [fact for fact in (_where(hit), _opening(hit)) if fact]


def _head(hit: Hit, facts: str, style: Style, width: int) -> Iterator[str]:
    """Rank, id and facts on one line or, where it is too narrow, the facts on lines of their own.

    An id is never parted: it is there to be copied.
    """
    rank, name = f"{hit.rank:>2}", printable(hit.id)
    bold = f"{style.strong(rank)}  {style.strong(name)}"
    if columns(f"{rank}  {name}  {facts}") <= width:
        yield f"{bold}  {style.faint(printable(facts))}"
    else:
        yield bold
        yield from (style.faint(line) for line in block(facts, width, indent=_INDENT))


def _body(hit: Hit, style: Style, width: int, *, whole: bool = False) -> Iterator[str]:
    for neighbour in hit.before:
        yield from _neighbour(neighbour, style, width)
    text, highlights = hit.text, hit.highlights
    room = (width - len(_INDENT)) * _SNIPPET_LINES
    if not whole and not hit.before + hit.after and columns(text) > room:
        cut = _fitting(text, highlights, room, width)
        text, highlights = cut.text, cut.highlights
    marks = [Mark(start, end, style.match) for start, end in highlights]
    yield from block(text, width, indent=_INDENT, marks=marks)
    for neighbour in hit.after:
        yield from _neighbour(neighbour, style, width)
    for name, ids in (("same text", hit.also), ("similar text", hit.similar)):
        if ids:
            yield from (style.faint(line) for line in _folded(name, ids, width))
    if hit.explanation:
        yield from _explanation(hit.explanation, depth=0)


def _gone(hit: Hit) -> str:
    return f", no longer at its source since {hit.withdrawn[:10]}" if hit.withdrawn else ""


def _fitting(text: str, highlights: tuple[Span, ...], room: int, width: int) -> Snippet:
    """The largest part that the lines take: words that wrap leave some of their room empty."""
    for smaller in range(room, room // 2, -max(width // 8, 1)):
        cut = snippet(text, highlights, smaller)
        if len(list(block(cut.text, width, indent=_INDENT))) <= _SNIPPET_LINES:
            break
    return cut


def _where(hit: Hit) -> str:
    """The part of the resolution, and the number as it is cited: "operative 3 (b) (ii)"."""
    kind = _KIND_NAMES[hit.kind]
    printed = _NUMBERED.search(hit.id)
    if not printed:
        return kind
    first, *below = printed["number"].split(".")
    return " ".join([kind, first, *(f"({label})" for label in below)])


def _opening(hit: Hit) -> str | None:
    """How the paragraph opens; where that is not in English, with what it does: 敦促 (urge)."""
    if hit.action is None or hit.language is Language.EN:
        return hit.verb
    return f"{hit.verb} ({hit.action})"


def _neighbour(neighbour: Neighbour, style: Style, width: int) -> Iterator[str]:
    path = neighbour.id.partition("#")[2]
    for line in block(f"#{path} {neighbour.text}", width, indent=_INDENT):
        yield style.faint(line)


def _folded(name: str, ids: Sequence[str], width: int) -> list[str]:
    more = f" and {len(ids) - 4} more" if len(ids) > 4 else ""
    return block(f"{name}: {', '.join(ids[:4])}{more}", width, indent=_INDENT)


def _explanation(part: Explanation, depth: int) -> Iterator[str]:
    yield f"{_INDENT}{'  ' * depth}{part.value:9.4f}  {printable(part.label)}"
    for inner in part.parts:
        yield from _explanation(inner, depth + 1)


def render_facets(facets: Facets | None, style: Style, width: int) -> str:
    """The most frequent values of each facet with their counts; long ones a line each."""
    lines: list[str] = []
    for name, counts in (facets or {}).items():
        values = [f"{each.value} ({each.count})" for each in counts[:_VALUES_SHOWN]]
        if len(counts) > _VALUES_SHOWN:
            values.append(f"… and {len(counts) - _VALUES_SHOWN} more")
        if values:
            lines.append(style.strong(name))
            texts = values if name in _LONG_VALUES else [" · ".join(values)]
            lines += [line for text in texts for line in block(text, width, indent=_INDENT)]
    return "".join(f"{line}\n" for line in lines)


def render_footer(results: SearchResults, offset: int) -> str:
    """What stderr tells beside the hits: how many there are, how the query was read, notes."""
    lines = []
    if results.total and not results.hits:
        lines.append(f"{_paragraphs(results.total)} · read as: {results.read_as}")
        if offset:
            lines.append(f"None of them behind the first {offset}: use a smaller --offset.")
    elif results.hits:
        last = offset + len(results.hits)
        of = f"{offset + 1}–{last} of {_paragraphs(results.total)}"
        lines.append(f"{of} in {results.took_ms:.0f} ms · read as: {results.read_as}")
        if last < results.total:
            lines.append(f"More: --offset {last}, or -n {results.total}.")
    else:
        lines.append(f"Nothing found. The query was read as: {results.read_as or '(nothing)'}")
    if any(hit.sample for hit in results.hits):
        lines.append(SAMPLE_NOTE)
    lines += [f"Note: {note}" for note in results.notes]
    lines += [f"Try: {suggestion}" for suggestion in results.suggestions]
    return "".join(f"{printable(line)}\n" for line in lines)


def _paragraphs(count: int) -> str:
    return "1 paragraph" if count == 1 else f"{count} paragraphs"


def render_csv(hits: Sequence[Hit]) -> str:
    """A row a hit behind a row of names, as RFC 4180 has it."""
    out = io.StringIO()
    writer = csv.DictWriter(out, _CSV_COLUMNS, extrasaction="ignore")
    writer.writeheader()
    for hit in hits:
        row = hit_record(hit)
        row["also"] = " ".join(hit.also)
        writer.writerow({name: spreadsheet_cell(row[name]) for name in _CSV_COLUMNS})
    return out.getvalue()


def render_markdown(hits: Sequence[Hit], facets: Facets | None = None) -> str:
    """A heading and a quotation a hit, what was searched for in bold; a table a facet."""
    parts = []
    for hit in hits:
        marks = [Mark(start, end, lambda text: f"**{text}**") for start, end in hit.highlights]
        (line,) = block(hit.text.replace("\n", " "), 10**9, marks=marks) or [""]
        date = f", {hit.date}" if hit.date else ""
        parts.append(
            f"### [{printable(hit.id)}]({hit.url})\n\n"
            f"*{printable(hit.title)}*{date} ({_where(hit)}){_gone(hit)}\n\n> {line}\n"
        )
    parts += [_facet_table(name, counts) for name, counts in (facets or {}).items() if counts]
    return "\n".join(parts)


def _facet_table(name: FacetName, counts: Sequence[Count]) -> str:
    """Every value, for whoever asks for Markdown keeps it."""
    rows = (f"| {_cell(each.value)} | {each.count} |\n" for each in counts)
    return f"| {name} | hits |\n|---|---:|\n{''.join(rows)}"


def _cell(text: str) -> str:
    return printable(text).replace("|", "\\|")

"""Search results as JSON for scripts, apart from the rest because it needs the engine's values."""

from search.json_output import Record
from search.ranking import Explanation
from search.results import Hit, Neighbour, SearchResults


def search_json(results: SearchResults) -> Record:
    """A page of hits, by schema `unres.search/1`."""
    record: Record = {
        "schema": "unres.search/1",
        "query": results.query,
        "read_as": results.read_as,
        "total": results.total,
        "took_ms": round(results.took_ms, 1),
        "notes": list(results.notes),
        "suggestions": list(results.suggestions),
        "hits": [hit_record(hit) for hit in results.hits],
    }
    if results.facets is not None:
        record["facets"] = {
            name: [{"value": each.value, "count": each.count} for each in counts]
            for name, counts in results.facets.items()
        }
    return record


def hit_record(hit: Hit) -> Record:
    """One hit of `unres.search/1`."""
    record: Record = {
        "rank": hit.rank,
        "id": hit.id,
        "symbol": hit.symbol,
        "language": hit.language,
        "kind": hit.kind,
        "number": hit.number,
        "title": hit.title,
        "date": hit.date,
        "organ": hit.organ,
        "session": hit.session,
        "verb": hit.verb,
        "action": hit.action,
        "text": hit.text,
        "match": hit.match,
        "score": hit.score,
        "highlights": [list(span) for span in hit.highlights],
        "url": hit.url,
        "also": list(hit.also),
    }
    if hit.withdrawn:
        record["withdrawn"] = hit.withdrawn
    if hit.similar:
        record["similar"] = list(hit.similar)
    if hit.before or hit.after:
        record["context"] = {
            "before": [_neighbour(neighbour) for neighbour in hit.before],
            "after": [_neighbour(neighbour) for neighbour in hit.after],
        }
    if hit.explanation:
        record["explanation"] = _explanation(hit.explanation)
    return record


def _neighbour(neighbour: Neighbour) -> Record:
    return {"id": neighbour.id, "text": neighbour.text}


def _explanation(part: Explanation) -> Record:
    return {
        "label": part.label,
        "value": part.value,
        "parts": [_explanation(inner) for inner in part.parts],
    }

"""The JSON that scripts read: one function a schema (search/schemas/). No I/O."""

import json
from collections.abc import Sequence
from typing import Any

from corpus.actions import paragraph_action
from corpus.model import Kind, Paragraph, Resolution, Vote
from corpus.symbols import parse_symbol, undocs_url
from search.terminal import escape_json

Record = dict[str, Any]


def dump(value: object, *, indent: int | None = 2) -> str:
    """JSON that is safe to print: Unicode as it is, what could steer a terminal escaped."""
    return escape_json(json.dumps(value, ensure_ascii=False, indent=indent))


def resolution_json(resolution: Resolution, paragraphs: Sequence[Paragraph]) -> Record:
    """A resolution with these of its paragraphs, by schema `unres.resolution/1`."""
    source = resolution.source
    return {
        "schema": "unres.resolution/1",
        "symbol": resolution.symbol,
        "language": resolution.language,
        "title": resolution.title,
        "organ": resolution.organ,
        "session": resolution.session,
        "number": resolution.number,
        "adopted": resolution.adopted.isoformat() if resolution.adopted else None,
        "meeting": resolution.meeting,
        "agenda_item": resolution.agenda_item,
        "agenda_item_name": resolution.agenda_item_name,
        "committee": resolution.committee,
        "report": resolution.report,
        "drafts": list(resolution.drafts),
        "vote": _vote(resolution.vote),
        "sponsors": list(resolution.sponsors),
        "subjects": [
            {"label": s.label, "vocabulary": s.vocabulary, "uri": s.uri}
            for s in resolution.subjects
        ],
        "sample": resolution.sample,
        "credit": _credit(resolution),
        "url": undocs_url(parse_symbol(resolution.symbol), resolution.language),
        "source": source
        and {
            "url": source.url,
            "retrieved": source.retrieved,
            "sha256": source.sha256,
            "format": source.format,
            "stated": resolution.stated_address,
            "withdrawn": source.withdrawn,
        },
        "paragraphs": [_paragraph(resolution, paragraph) for paragraph in paragraphs],
        "warnings": list(resolution.warnings),
    }


def paragraph_record(resolution: Resolution, paragraph: Paragraph) -> Record:
    """One paragraph with the keys that a hit of `unres.search/1` has, for `export`."""
    withdrawn = resolution.source and resolution.source.withdrawn
    return {
        "id": resolution.paragraph_id(paragraph),
        "symbol": resolution.symbol,
        "language": resolution.language,
        "kind": paragraph.kind,
        "number": paragraph.number,
        "title": resolution.title,
        "date": resolution.adopted.isoformat() if resolution.adopted else None,
        "organ": resolution.organ,
        "session": resolution.session,
        "verb": paragraph.verb,
        "action": paragraph_action(paragraph, resolution.language),
        "text": paragraph.text,
        "footnotes": _footnotes(paragraph),
        "citations": _citations(paragraph),
        "credit": _credit(resolution),
        "url": undocs_url(parse_symbol(resolution.symbol), resolution.language),
        **({"withdrawn": withdrawn} if withdrawn else {}),
    }


def _paragraph(resolution: Resolution, paragraph: Paragraph) -> Record:
    record: Record = {
        "id": resolution.paragraph_id(paragraph),
        "kind": paragraph.kind,
        "number": paragraph.number,
        "verb": paragraph.verb,
        "action": paragraph_action(paragraph, resolution.language),
        "text": paragraph.text,
        "footnotes": _footnotes(paragraph),
        "citations": _citations(paragraph),
    }
    if paragraph.kind is Kind.FOOTNOTE and paragraph.belongs_to:
        record["belongs_to"] = f"{resolution.symbol}#{paragraph.belongs_to}"
    return record


def _credit(resolution: Resolution) -> str | None:
    return None if resolution.sample else "United Nations"


def _footnotes(paragraph: Paragraph) -> list[Record]:
    return [{"mark": f.mark, "text": f.text, "offset": f.offset} for f in paragraph.footnotes]


def _citations(paragraph: Paragraph) -> list[Record]:
    return [
        {
            "symbol": c.symbol,
            "span": list(c.span),
            "text": c.text,
            "reason": c.reason,
            "pinpoint": c.pinpoint,
            "name": c.name,
            "treaty": c.treaty,
        }
        for c in paragraph.citations
    ]


def _vote(vote: Vote | None) -> Record | None:
    if vote is None:
        return None
    return {
        "outcome": vote.outcome,
        "in_favour": vote.in_favour,
        "against": vote.against,
        "abstaining": vote.abstaining,
    }

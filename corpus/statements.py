"""What a presidential statement says of itself in its first sentence: meeting, date and item.

Statements by the President of the Security Council (S/PRST/2023/6) have no closing lines. Each
begins by saying at which meeting, on which day and on which item it was made: "At the 9497th
meeting of the Security Council, held on 7 December 2023 … the item entitled “…”". Those that were
issued in writing have only day and item.
"""

import re
from dataclasses import replace

from corpus.facts import meeting_of_record
from corpus.model import Kind, Language, Paragraph, Resolution
from corpus.text_dates import find_dates

_SERIES = "S/PRST/"
_OPENINGS = 4  # the first sentence is one of these: a note or the title may stand before it
_MEETING = {
    Language.ZH: r"第\s?(\d{1,5})\s?次会议",
    Language.EN: r"(\d{1,5})(?:st|nd|rd|th)\s(?:\(\w+\)\s)?meeting",
    Language.FR: r"(\d{1,5})\s?(?:e|ème|re)\sséance",
    Language.ES: r"(\d{1,5})\s?\.?[ªa]\s(?:sesión|reunión)",
    Language.RU: r"(\d{1,5})\s?[-‑–]?\s?[а-я]{1,2}\sзаседани",
    Language.AR: r"الجلسة\s(\d{1,5})",
}
# Arabic texts have the quotation marks either way round.
_ENTITLED = re.compile(r"[“”«»「」\"]\s?([^“”«»「」\"]{4,300}?)\s?[“”«»「」\"]")


def _may_open(paragraph: Paragraph) -> bool:
    """Whether it may be the first sentence: what the Council says stands in quotation marks."""
    return paragraph.kind is not Kind.TITLE and paragraph.text[:1] not in '“”«»「"'


def with_opening(resolution: Resolution) -> Resolution:
    """The resolution with meeting, date and item where its first sentence alone has them.

    Only presidential statements are changed, and only what their document left open.
    """
    if not resolution.symbol.startswith(_SERIES):
        return resolution
    first = (p.text for p in resolution.paragraphs[:_OPENINGS] if _may_open(p))
    opening = next((text for text in first if _ENTITLED.search(text)), "")
    meeting = re.search(_MEETING[resolution.language], opening)
    held = next((found for found, _ in find_dates(opening)), None)
    entitled = _ENTITLED.search(opening)
    record = f"S/PV.{meeting[1]}" if meeting else ""
    return replace(
        resolution,
        adopted=resolution.adopted or held,
        meeting=resolution.meeting or meeting_of_record(record, resolution.language),
        agenda_item_name=resolution.agenda_item_name or (entitled[1] if entitled else None),
    )

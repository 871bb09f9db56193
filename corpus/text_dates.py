"""Dates as printed in the six languages."""

import re
from collections.abc import Iterator
from datetime import date

_MONTHS = (
    "january|janvier|enero|января|كانون الثاني|يناير",
    "february|février|febrero|февраля|شباط|فبراير",
    "march|mars|marzo|марта|آذار|مارس",
    "april|avril|abril|апреля|نيسان|أبريل",
    "may|mai|mayo|мая|أيار|مايو",
    "june|juin|junio|июня|حزيران|يونيه",
    "july|juillet|julio|июля|تموز|يوليه",
    "august|août|agosto|августа|آب|أغسطس",
    "september|septembre|septiembre|сентября|أيلول|سبتمبر",
    "october|octobre|octubre|октября|تشرين الأول|أكتوبر",
    "november|novembre|noviembre|ноября|تشرين الثاني|نوفمبر",
    "december|décembre|diciembre|декабря|كانون الأول|ديسمبر",
)
MONTH = "|".join(sorted("|".join(_MONTHS).split("|"), key=len, reverse=True)).replace(" ", r"\s")
DATE = re.compile(
    rf"""
      (?P<zh_year>\d{{4}})\s?年\s?(?P<zh_month>\d{{1,2}})\s?月\s?(?P<zh_day>\d{{1,2}})\s?日
    | (?P<day>\d{{1,2}})(?:er|st|nd|rd|th|º|°)?\s?(?:de\s?)?(?P<month>{MONTH})
      (?:/\s?\w+)?,?\s?(?:de\s?)?(?P<year>\d{{4}})(?:\sгода)?
    """,
    re.VERBOSE | re.IGNORECASE,
)


def find_dates(text: str) -> Iterator[tuple[date, int]]:
    """Each date in the text, in any of the six languages, with the offset where it begins.

    >>> [str(found) for found, _ in find_dates("2012 年 12 月 20 日; le 1er avril 2011")]
    ['2012-12-20', '2011-04-01']
    """
    for match in DATE.finditer(text.replace("\xa0", " ")):
        try:
            if match["zh_year"]:
                found = date(int(match["zh_year"]), int(match["zh_month"]), int(match["zh_day"]))
            else:
                month = next(
                    number
                    for number, names in enumerate(_MONTHS, start=1)
                    if match["month"].lower() in names.split("|")
                )
                found = date(int(match["year"]), month, int(match["day"]))
        except ValueError:  # 31 June: a misprint, or no date
            continue
        yield found, match.start()


def is_date(text: str) -> bool:
    """Whether the text is a date and nothing else."""
    return bool(DATE.fullmatch(text.strip(" .。")))

"""The year of a resolution of the Security Council, by its number: the Council has one count.

`S/RES/1373` is S/RES/1373(2001). The numbers are those that the Council's documents and citations
of them carry; from 1990 on, as far as they are known here.
"""

from bisect import bisect_right

_FIRST_YEAR = 1990

_FIRST_OF_YEAR = (
    *(647, 684, 726, 800, 893, 970, 1036, 1093, 1147, 1221),  # 1990 to 1999
    *(1285, 1335, 1387, 1455, 1522, 1581, 1652, 1739, 1795, 1860),  # 2000 to 2009
    *(1908, 1967, 2033, 2086, 2133, 2196, 2260, 2337, 2398, 2452),  # 2010 to 2019
    *(2504, 2561, 2618, 2672, 2722, 2768, 2812),  # 2020 to 2026
)
"""The first number of each year."""

_LAST_KNOWN = 2825


def year_of_council_number(number: int) -> int | None:
    """The year in which the Council adopted its resolution of this number, None where unknown.

    >>> year_of_council_number(1373), year_of_council_number(242), year_of_council_number(9999)
    (2001, None, None)
    """
    if not _FIRST_OF_YEAR[0] <= number <= _LAST_KNOWN:
        return None
    return _FIRST_YEAR + bisect_right(_FIRST_OF_YEAR, number) - 1

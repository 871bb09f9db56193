"""British and American spellings of English words: organise, organize; labour, labor.

The United Nations spells organize, but labour, programme and defence; its users spell as they do.
A word is also looked for in the other spelling, and in the inflections of it: by these words, not
by their stem, which organization has in common with organ. What stands as typed still comes first.
"""

import re
from collections.abc import Iterator

_VERBAL = ("e", "es", "ed", "er", "ers", "ing", "ation", "ations", "ational")
_ISE = re.compile(rf"(\w{{3,}}?)([iy])([sz])(?:{'|'.join(_VERBAL)})")

_CENTRE = "(?:epi|multi|de)?(?:cent|theat|fib|lit|(?:kilo|centi)?met)"

# Of words that end otherwise, the part that is spelled in two ways; what follows it stays.
_PARTS = [
    (re.compile(pattern), spellings)
    for pattern, spellings in (
        (
            r"(?:re|un|dis)?(?:labo|behavio|colo|favo|hono|neighbo|harbo|endeavo|rumo|humo|rigo|vigo"
            r"|armo|savio)(?P<part>ur|r)(?!at)",
            ("ur", "r"),
        ),
        (r"(?:def|off|lic|pret)en(?P<part>[cs])e", ("c", "s")),
        (r"(?:mal)?practi(?P<part>[cs])(?=e)", ("c", "s")),
        (r"program(?P<part>me|)(?=s?$)", ("me", "")),
        (rf"{_CENTRE}(?P<part>re|er)(?=s?$)", ("re", "er")),
        (rf"{_CENTRE}(?P<part>red|ered)$", ("red", "ered")),
        (rf"{_CENTRE}(?P<part>ring|ering)$", ("ring", "ering")),
        (r"(?:judg|acknowledg)(?P<part>e|)(?=ment)", ("e", "")),
        (
            r"(?:travel|cancel|label|fuel|model|counsel|signal|channel|level|marshal|panel)"
            r"(?P<part>l|)(?=ed$|ing$|ers?$|ors?$)",
            ("l", ""),
        ),
        (r"(?:fulfil|enrol|instal)(?P<part>l|)(?=(?:ments?|s)?$)", ("l", "")),
        (r"(?:wil|skil)(?P<part>l|)(?=ful)", ("l", "")),
        (r"(?:cata|dia|ana)log(?P<part>ue|)(?=s?$)", ("ue", "")),
    )
]


def other_spellings(word: str) -> Iterator[str]:
    """The other spellings of an English word in lower case, those of its inflections included.

    Many of them are no words; they stand in no text.

    >>> "organized" in other_spellings("organised"), list(other_spellings("labor"))
    (True, ['labour'])
    >>> list(other_spellings("prison"))
    []
    """
    if match := _ISE.fullmatch(word):
        stem, vowel, consonant = match.groups()
        other = "s" if consonant == "z" else "z"
        yield from (f"{stem}{vowel}{other}{ending}" for ending in _VERBAL)
    for pattern, spellings in _PARTS:
        if match := pattern.match(word):
            start, end = match.span("part")
            other = next(each for each in spellings if each != match["part"])
            yield word[:start] + other + word[end:]
            return

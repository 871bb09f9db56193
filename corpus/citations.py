"""Which other documents a piece of running text mentions, in the six languages.

`find_citations` reads what is printed: full symbols anywhere (A/67/458), and bare numbers where the
words around them say that they are resolutions or decisions (第78/273和78/274号决议, resolutions
78/219 of … and 79/1, قرارها 77/81). Hyperlinks that a source adds are a second witness. The forms
were counted in the resolutions that UNxml publishes; docs/symbols.md lists them.

`corpus.citation_numbers` finds the numbers, `corpus.bodies` whose they can be. The stages here,
each under its own heading: the words of each language, printed mentions, what they mean, links.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from corpus.bodies import (
    BY_OLD_SESSION,
    BY_SHORT_SESSION,
    BY_YEAR,
    COUNCILS,
    INITIALS,
    INITIALS_BEFORE_NUMBER,
    NAMED_ELSEWHERE,
    ORGANS,
    SHORT_NAMES,
    SYMBOL_OF_NUMBER,
    YEARLY,
    Body,
    BodyName,
    assembly_may_have,
    assembly_met,
    body_of_special_session,
    body_pattern,
    find_bodies,
    human_rights_council_met,
)
from corpus.citation_numbers import (
    DECISION,
    Number,
    bare_numbers,
    citation_of_symbol,
    decisions_of_parties,
    full_symbols,
    may_be_session,
    spelled,
)
from corpus.council_citations import council_numbers_alone, may_cite_by_number_alone
from corpus.errors import UsageError
from corpus.model import Citation, Language
from corpus.other_organizations import documents_of_others, numbers_without_symbol
from corpus.pinpoints import with_pinpoints
from corpus.symbols import Symbol, parse_symbol, readings
from corpus.treaties import find_treaties


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink: where it stands in the text (half-open, code points) and where it leads."""

    span: tuple[int, int]
    href: str


def find_citations(
    text: str, language: Language, *, organ: str, links: Sequence[Link] = ()
) -> tuple[Citation, ...]:
    """Return every mention of another document in `text`, in reading order, without overlaps.

    `organ` is the organ of the document the text is from: its "resolution 42/23" is its own where
    the organ is the Human Rights Council and the General Assembly's elsewhere. A span covers the
    printed number, symbol or title alone. A mention without a symbol says why: decisions, treaties
    and the resolutions of many bodies have none.

    >>> for citation in find_citations("第78/273和78/274号决议", Language.ZH, organ="GA"):
    ...     print(citation.span, citation.text, citation.symbol)
    (1, 7) 78/273 A/RES/78/273
    (8, 14) 78/274 A/RES/78/274
    >>> [citation] = find_citations("See resolution 22/7.", Language.EN, organ="GA")
    >>> citation.symbol, citation.reason
    (None, 'the number does not say which body it belongs to')
    """
    numbers = list(bare_numbers(text, language))
    mentions = _printed_mentions(text, language, organ, numbers)
    documents = _with_links(text, mentions, numbers, document_links(text, links))
    treaties = sorted(find_treaties(text, language), key=lambda one: one.span)
    if treaties:
        documents = _merged(documents, _named_alone(text, treaties, language))
    return with_pinpoints(text, documents, language)


def _named_alone(text: str, treaties: list[Citation], language: Language) -> list[Citation]:
    """Return the treaties that are no part of the name of a conference of their parties."""
    bodies = [match.span() for match in body_pattern(language).finditer(text)]
    return [treaty for treaty in treaties if not _overlapping(bodies, treaty.span)]


def _merged(documents: tuple[Citation, ...], treaties: list[Citation]) -> tuple[Citation, ...]:
    """Return both in reading order; a treaty that overlaps what is there already is left out."""
    spans = [citation.span for citation in documents]
    free = [one for one in treaties if not _overlapping(spans, one.span)]
    return tuple(sorted([*documents, *_without_overlaps(free)], key=lambda one: one.span))


# ---------------------------------------------------------------------------------------------
# Words, by language
# ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Wording:
    """How a language says that a number is a resolution's: the sources of patterns.

    `word` finds "resolution" and "decision" (named group) in every form. `joins` is what may stand
    between such a word, a body or the number before and a number, `in_its` what may stand between a
    body and the word ("the Council, in its resolution 5/1"), `of` what may stand between a number
    and the body behind it ("27/6 of 18 May 2018 of the"), and `adopted` what stands between them
    right before the body where the subject comes first ("60/2 on women and girls, adopted by the").
    """

    word: str
    joins: str
    in_its: str
    of: str
    adopted: str


_EUROPEAN_LIST = r"[,;:(–—]|\b(?:No|no|núm|nos|nº)\.?"
_DATE = r"[\w\s/.'’\u200e\u00b0]{3,40}?"

_WORDINGS = {
    Language.EN: _Wording(
        word=r"\b[Rr]esolutions?\b|\bUNSCRs?\b|(?P<decision>\b[Dd]ecisions?\b)",
        joins=rf"{_EUROPEAN_LIST}|\b(?:and|or|to|particular|including|namely|notably|also|is|are|"
        r"as|of its|See|see|by)",
        in_its=rf"(?:in|by) (?:its|the|paragraph \d+ of its)|(?:on {_DATE} )?of its",
        of=rf"(?:(?:of|dated|adopted on) {_DATE})?,?\s?(?:of|by|adopted by) the ",
        adopted=r"(?:adopted by|that) the ",
    ),
    Language.FR: _Wording(
        word=r"\b[Rr]ésolutions?\b|(?P<decision>\b[Dd]écisions?\b)",
        joins=rf"{_EUROPEAN_LIST}|\b(?:et|ou|à|notamment|particulier|également|que|sont|est|Voir|"
        r"voir|dont|soit|numéro)",
        in_its=r"(?:(?:a|ait|ont) \w+ )?(?:dans|par) (?:sa|ses|la|les)|"
        rf"(?:a|ait) adopté (?:le {_DATE} )?(?:sa|la)",
        of=rf"(?:(?:du|datée? du|en date du|adoptée? le) {_DATE})?,?\s?(?:du |de l['’]|de la |"
        r"(?:adoptée? )?par (?:l['’]|le |la ))",
        adopted=r"(?:adoptées? par|que) (?:l['’]|le |la )",
    ),
    Language.ES: _Wording(
        word=r"\b[Rr]esoluci(?:ón|ones)\b|(?P<decision>\b[Dd]ecisi(?:ón|ones)\b)",
        joins=rf"{_EUROPEAN_LIST}|\b(?:y|e|o|a|particular|incluidas?|como|son|es|Véase|véase)",
        in_its=r"(?:en|por|mediante) (?:su|sus|la|las)|"
        rf"(?:aprobó|adoptó) (?:el {_DATE} )?(?:su|la)",
        of=rf"(?:,?\s?de(?:l)? {_DATE})?,?\s?(?:aprobadas? |adoptadas? )?"
        r"(?:del |de la |por la |por el )",
        adopted=r"(?:(?:aprobad|adoptad)as? por|que aprobó) (?:la |el )",
    ),
    Language.RU: _Wording(
        word=r"\b[Рр]езолюци[а-я]+|(?P<decision>\b[Рр]ешени[а-я]+)",
        joins=rf"{_EUROPEAN_LIST}|№|\b(?:и|или|а также|частности|включая|именно|См\.|см\.|по)",
        in_its=r"(?:в|на) (?:ее|его|своей|своих|своем)|свое[йм]|свои[хм]",
        of=rf"(?:от {_DATE}(?:год[аы]|г\.))?,?\s?(?:принятой )?",
        adopted=r"(?:принят[а-я]+|котор[а-я]+ приняла) ",
    ),
    Language.AR: _Wording(
        # With the stretching mark that justified lines put between letters: "قـــراراتها".
        word=r"قـ*رـ*اـ*ر[ء-ْ]*|(?P<decision>مـ*قـ*رـ*ر[ء-ْ]*)",
        joins=r"[،,:؛(–-]|(?:\A|[\s\d])و|(?:أو|إلى|سيما|ذلك|وهي|وهما|رقم|انظر)",
        in_its=rf"(?:في|بموجب)|اتخذته? في {_DATE}",
        of=rf"(?:المؤر[َُّ]*خ\w* {_DATE})?[،,]?\s?(?:الصادر\w* عن |الذي (?:اتخذ|اعتمد)ته )?",
        adopted=r"(?:الذي (?:اتخذ|اعتمد)ته|الصادر\w* عن) ",
    ),
}


@dataclass(frozen=True, slots=True)
class _Grammar:
    """The patterns of a language's wording, see there."""

    word: re.Pattern[str]
    joins: re.Pattern[str]
    in_its: re.Pattern[str]
    of: re.Pattern[str]
    adopted: re.Pattern[str]


# Compiled when a text in the language is first read: all six would double the time to import.
@cache
def _grammar(language: Language) -> _Grammar:
    wording = _WORDINGS[language]
    return _Grammar(
        re.compile(f"{wording.word}|{INITIALS_BEFORE_NUMBER}"),
        re.compile(rf"(?:{wording.joins})\s?\(?\Z"),
        re.compile(rf"[\s,،]*(?:{wording.in_its})?[\s,،]*\Z"),
        re.compile(rf"[\s,،()\]»”]*(?:{wording.of})\Z"),
        re.compile(rf"[^\d;؛.]*\b(?:{wording.adopted})\Z"),
    )


# ---------------------------------------------------------------------------------------------
# Printed mentions
# ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Mention:
    """A number that the words make a resolution's or a decision's."""

    number: Number
    body: Body | None  # None where none is named with it
    year: int | None  # of the date beside it
    is_dated: bool = False  # the year is that of a date right beside the number


@dataclass(frozen=True, slots=True)
class _Group:
    """The mentions that one word governs: "resolutions 78/219 of … and 78/224"."""

    decision: bool
    mentions: tuple[_Mention, ...]


@dataclass(frozen=True, slots=True)
class _Printed:
    """A citation as the text alone has it; `is_open` where the words leave its body open."""

    citation: Citation
    is_open: bool = False


def _printed_mentions(
    text: str, language: Language, organ: str, numbers: list[Number]
) -> list[_Printed]:
    """Return the citations in `text` that need no link to be seen, in order."""
    documents = _self_explanatory(text)
    free = _outside(numbers, documents)
    printed = [_Printed(document) for document in documents]
    alone = may_cite_by_number_alone(text, language)
    if not free and not alone:  # most paragraphs: whose numbers they are need not be asked
        return printed
    names = find_bodies(text, language, documents)
    printed += map(_Printed, council_numbers_alone(text, language, organ, names) if alone else ())
    if language is Language.ZH:
        groups = _chinese_groups(text, free, names)
    else:
        groups = _alphabetic_groups(text, free, names, _grammar(language))
    for group in groups:
        printed += _resolve(group, names, organ)
    if organ == Body.SECURITY_COUNCIL.value:
        named = {one.citation.span[0] for one in printed}
        printed += _of_council([number for number in free if number.start not in named])
    return sorted(printed, key=lambda one: one.citation.span)


def _self_explanatory(text: str) -> list[Citation]:
    """Return what its own shape tells, in order: symbols, and numbers that need no body."""
    others = list(documents_of_others(text))
    more = [*full_symbols(text), *decisions_of_parties(text), *numbers_without_symbol(text)]
    spans = [one.span for one in others]
    found = [*others, *(one for one in more if not _overlapping(spans, one.span))]
    return list(_without_overlaps(sorted(found, key=lambda one: one.span)))


def _of_council(numbers: list[Number]) -> Iterator[_Printed]:
    """Yield the numbers with a year, which the Security Council's texts cite without any word."""
    for number in numbers:
        possible = _possible(number)
        if not number.modern and possible.keys() == {Body.SECURITY_COUNCIL.value}:
            yield _Printed(_resolution(number, Body.SECURITY_COUNCIL, possible))


def _outside(numbers: list[Number], citations: list[Citation]) -> list[Number]:
    """Return the numbers that are no part of a full symbol."""
    starts = [citation.span[0] for citation in citations]

    def is_free(number: Number) -> bool:
        before = bisect_right(starts, number.start) - 1
        return before < 0 or citations[before].span[1] <= number.start

    return [number for number in numbers if is_free(number)]


# In Chinese the number comes first: 第78/273和78/274号决议, 第2006/46、2009/8和2010/3号决定.
_DIRECTION = "[\u200e\u200f]?"
_CHINESE_JOIN = re.compile(rf"{_DIRECTION}(?:号)?[\s、，]*(?:和|及|与|至|或|以及)?\s?第?\s?\Z")
_CHINESE_NEXT = re.compile(rf"{_DIRECTION}\s?(?:号|和|及|与|至|或|、|以及|，|\Z)")
_CHINESE_CLOSED = re.compile(
    rf"{_DIRECTION}\s?(?:号(?!文件|报告|一般|建议|条例|公约|商定结论|法令|意见)|决[议定])"
)
_CHINESE_DOCUMENT = re.compile(r"\s?号(?:文件|报告|一般|建议|条例|公约|商定结论|法令|意见)")
_CHINESE_INITIALS = re.compile(rf"{INITIALS}\s?第?\Z")
_CHINESE_WORD = re.compile(r"决议|(?P<decision>决定)")
# From a body to its number: a date, what the resolution is about, other numbers; not a new clause.
_CHINESE_ITS = re.compile(r"[，；。其]|本(?:会|组织)")
_CHINESE_IN_ITS = re.compile(r"(?:[在于]|通过了?)其(?:\d{4}年\d{1,2}月\d{1,2}日)?第?\s?\Z")
_CHINESE_TITLE = re.compile(r"“[^“”]{0,200}”|《[^《》]{0,100}》|\([^()]{0,60}\)")
_CLAUSE = 120  # code points of a clause that are looked at
_CHINESE_SPEAKING = re.compile(
    r"》?\s?(?:第(?!.{1,5}[届次])|S-|[（(]|\d{4}年|关于|有关|题为|就|在|的?(?:决议|决定)|通过|\d+/)"
)
# "2022年12月6日第77/32号", "2022年12月6日关于……的第77/32号": the date stands before the number.
_CHINESE_DATE = re.compile(
    r"(\d{4})年\d{1,2}月\d{1,2}日(?:[^，；。第]*|(?:关于|有关)[^；。第]*的)第?\s?\Z"
)
# What a resolution is about may have commas of its own.
_CHINESE_ABOUT = re.compile(r"(?:关于|有关)[^；。第]*的第?\s?\Z")


def _chinese_groups(text: str, numbers: list[Number], names: list[BodyName]) -> Iterator[_Group]:
    untitled = _CHINESE_TITLE.sub(lambda match: "〇" * len(match[0]), text)
    words = list(_CHINESE_WORD.finditer(untitled))
    word_starts = [word.start() for word in words]
    by_word: dict[int, list[_Mention]] = {}
    for number in _chinese_resolutions(text, numbers):
        date = _CHINESE_DATE.search(untitled[max(0, number.start - 120) : number.start])
        body = _chinese_body(untitled, number, names)
        mention = _Mention(number, body, int(date[1]) if date else None, date is not None)
        by_word.setdefault(bisect_right(word_starts, number.start), []).append(mention)
    for at, mentions in by_word.items():
        decision = at < len(words) and words[at]["decision"] is not None
        yield _Group(decision, tuple(mentions))


def _chinese_resolutions(text: str, numbers: list[Number]) -> list[Number]:
    """Return the numbers behind 第 or before 号, and those that a list joins to such a one."""
    licensed = [_chinese_licence(text, number) for number in numbers]
    for at in range(1, len(numbers)):
        licensed[at] = licensed[at] or (licensed[at - 1] and _joined(text, numbers, at))
    for at in reversed(range(len(numbers) - 1)):
        licensed[at] = licensed[at] or (licensed[at + 1] and _joined(text, numbers, at + 1))
    return [number for number, is_licensed in zip(numbers, licensed, strict=True) if is_licensed]


def _chinese_licence(text: str, number: Number) -> bool:
    if _CHINESE_DOCUMENT.match(text, number.end):
        return False
    marked = text[max(0, number.start - 3) : number.start].rstrip().endswith("第")
    follows = _CHINESE_NEXT.match(text, number.end) is not None or not number.modern
    named = _CHINESE_INITIALS.search(text, max(0, number.start - 12), number.start) is not None
    return named or (marked and follows) or _CHINESE_CLOSED.match(text, number.end) is not None


def _joined(text: str, numbers: list[Number], at: int) -> bool:
    between = text[numbers[at - 1].end : numbers[at].start]
    return len(between) < 12 and _CHINESE_JOIN.match(between) is not None


def _chinese_body(text: str, number: Number, names: list[BodyName]) -> Body | None:
    at = bisect_right(names, number.start, key=lambda name: name.end) - 1
    if at < 0:
        return None
    between = _CHINESE_ABOUT.sub("", text[names[at].end : number.start])
    if _CHINESE_IN_ITS.match(between):
        return names[at].body
    if _CHINESE_ITS.search(between):
        return None
    # In 关于社会发展委员会工作方法的第2006/18号决议 the body is what the resolution is about.
    start = names[at].start
    clause = re.split("[，；。、]", text[max(0, start - _CLAUSE) : start])[-1]
    speaks = _CHINESE_SPEAKING.match(text, names[at].end)
    return names[at].body if speaks or "关于" not in clause else None


def _alphabetic_groups(
    text: str, numbers: list[Number], names: list[BodyName], grammar: _Grammar
) -> Iterator[_Group]:
    for word, governed in _governed(text, numbers, names, grammar):
        shared = _body_before_word(text, word, names, grammar)
        limits = [*(number.start for number in governed[1:]), len(text)]
        bounded = list(zip(governed, limits, strict=True))
        bodies = [_body_beside(text, *one, names, grammar) or shared for one in bounded]
        years = [_year_behind(text, *one) for one in bounded]
        parts = zip(governed, _spread(bodies), years, strict=True)
        mentions = tuple(
            _Mention(_righted(number, year), body, year, _is_dated(text, number))
            for number, body, year in parts
        )
        yield _Group(word["decision"] is not None, mentions)


def _righted(number: Number, year: int | None) -> Number:
    """Return the number with its halves exchanged where only so a session met in that year."""
    if number.turned is None or year is None:
        return number
    sessions = [int(one.partition("/")[0]) for one in (number.read_as, number.turned)]
    as_printed, turned = (
        assembly_met(session, year) or human_rights_council_met(session, year)
        for session in sessions
    )
    if turned and not as_printed:
        return replace(number, read_as=number.turned)
    return number


def _is_dated(text: str, number: Number) -> bool:
    """Say whether a whole date stands right behind the number."""
    return _DATED.match(text, number.end) is not None


def _spread(bodies: list[Body | None]) -> list[Body | None]:
    """Give each number without a body that of the next one in its list, else of the one before."""
    spread = list(bodies)
    for at in reversed(range(len(spread) - 1)):
        spread[at] = spread[at] or spread[at + 1]
    for at in range(1, len(spread)):
        spread[at] = spread[at] or spread[at - 1]
    return spread


_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?![\d/])")


def _year_behind(text: str, number: Number, limit: int) -> int | None:
    """Return the year of the date behind the number: "42/22 of 26 September 2019"."""
    match = _YEAR.search(text, number.end, min(limit, number.end + 45))
    return int(match[0]) if match and number.modern else None


def _governed(
    text: str,
    numbers: list[Number],
    names: list[BodyName],
    grammar: _Grammar,
) -> list[tuple[re.Match[str], list[Number]]]:
    """Return each word that governs numbers with those numbers.

    A number n/m counts when it stands right behind the word, a body's name or a list's comma or
    "and"; the old forms, 1514 (XV) and 1373 (2001), count anywhere behind such a word.
    """
    groups: list[tuple[re.Match[str], list[Number]]] = []
    words = list(grammar.word.finditer(text))
    word_ends = [word.end() for word in words]
    ends = sorted({*word_ends, *(name.end for name in names)})
    for number in numbers:
        at = bisect_right(word_ends, number.start) - 1
        if at < 0:
            continue
        word = words[at]
        last_end = ends[bisect_right(ends, number.start) - 1]
        touches = number.start - last_end < 4 and not text[last_end : number.start].strip(" (")
        qualified = last_end == word.end() and _is_qualified(text, last_end, number)
        touches = touches or qualified
        if number.modern and not (touches or _is_listed(text, number, groups, grammar)):
            continue
        # A word with no number of its own, like "the decision to …", ends no list.
        has_own = "/" in text[word.end() : number.start]
        if word["decision"] and not touches and not has_own and groups:
            word = groups[-1][0]
        if groups and groups[-1][0].start() == word.start():
            groups[-1][1].append(number)
        else:
            groups.append((word, [number]))
    return groups


# "its follow-up resolution": in other languages what qualifies the word stands behind it.
_QUALIFIER = re.compile(r"(?:\s[^\W\d_]+){1,3}\s\Z")
_DATED = re.compile(r",?\s?(?:of|du|de|от|المؤر\w*)\s(?:le\s)?\d{1,2}")


def _is_qualified(text: str, word_end: int, number: Number) -> bool:
    """Say whether words alone stand between and a date behind: "résolution de suivi 72/305 du"."""
    between = text[word_end : number.start]
    is_near = len(between) < 40 and _QUALIFIER.fullmatch(between) is not None
    return is_near and _DATED.match(text, number.end) is not None


def _is_listed(
    text: str,
    number: Number,
    groups: list[tuple[re.Match[str], list[Number]]],
    grammar: _Grammar,
) -> bool:
    """Say whether a list's comma or "and" joins the number to what is before it."""
    before = text[max(0, number.start - 20) : number.start].rstrip()
    if not grammar.joins.search(before):
        # A comma is missing: "of 7 June 2017 2018/7 of 12 June 2018".
        lost = bool(groups) and _ENDS_IN_YEAR.search(before) and _DATED.match(text, number.end)
        return bool(lost) and number.start - groups[-1][1][-1].end < 40
    after_year = bool(groups) and _BY_YEAR_NUMBER.match(groups[-1][1][-1].text) is not None
    return after_year or not _is_financial_year(number.text)


_ENDS_IN_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?:\sгода)?\Z")
_BY_YEAR_NUMBER = re.compile(r"(?:19|20)\d\d/")


def _is_financial_year(number: str) -> bool:
    """Say whether the number may be a period like 2020/21 or 2020/2021."""
    match = re.fullmatch(r"(?:19|20)(\d\d)/(?:19|20)?(\d\d)", number)
    return match is not None and int(match[2]) == (int(match[1]) + 1) % 100


def _body_before_word(
    text: str, word: re.Match[str], names: list[BodyName], grammar: _Grammar
) -> Body | None:
    """Return the body right before the word: "Council resolution", "the Council, in its …"."""
    at = bisect_right(names, word.start(), key=lambda name: name.end) - 1
    if at < 0 or word.start() - names[at].end > 40:
        return None
    between = text[names[at].end : word.start()]
    return names[at].body if grammar.in_its.match(between) else None


def _body_beside(
    text: str, number: Number, limit: int, names: list[BodyName], grammar: _Grammar
) -> Body | None:
    """Return the body named right before the number or right behind it and its date."""
    at = bisect_right(names, number.start, key=lambda name: name.end)
    if at and text[names[at - 1].end : number.start][:4].strip(" (") == "":
        return names[at - 1].body
    if at < len(names) and names[at].start < min(limit, number.end + _SUBJECT):
        between = text[number.end : names[at].start]
        is_near = len(between) < _DATE_AND_OF and not between.rstrip().endswith((",", "،"))
        is_of = is_near and grammar.of.match(between) is not None
        return names[at].body if is_of or grammar.adopted.match(between) else None
    return None


# How far behind a number its body may be named, in code points: behind a date, or a subject.
_DATE_AND_OF = 80
_SUBJECT = 200


# ---------------------------------------------------------------------------------------------
# What a mention means
# ---------------------------------------------------------------------------------------------

_MISDATED = "its date fits no session of that number"
_UNNAMED = "the number does not say which body it belongs to"
_NOT_ASSEMBLYS = "the General Assembly had no such number in that session, and no body is named"


def _resolve(group: _Group, names: list[BodyName], organ: str) -> Iterator[_Printed]:
    """Yield what the numbers of one word mean; a number that no resolution can have is none."""
    body_of_group = None if group.decision else _body_of_group(group, names, organ)
    for mention in group.mentions:
        possible = _possible(mention.number)
        if group.decision and not _is_resolution_among(group, mention):
            yield _Printed(_decision(mention, names, organ))
        elif possible:
            told = _told_body(mention, body_of_group, names, organ, possible)
            told = told or _dated_commission(mention, names, possible)
            if told is None and (doubt := _doubt(mention, possible)):
                span = mention.number.start, mention.number.end
                citation = Citation(span, mention.number.text, None, doubt)
                yield _Printed(citation, is_open=True)
                continue
            body = told or _usual_body(organ, possible)
            is_open = told is None and possible.keys() != {"GA"}
            yield _Printed(_resolution(mention.number, body, possible), is_open)


# Decisions count from 101 (Human Rights Council), 201 (ECOSOC) and 401 (General Assembly).
_FIRST_DECISION = 101


def _place_in_session(number: Number) -> int:
    found = re.search(r"/\s?(\d+)", number.read_as)
    return int(found[1]) if found else 0


def _is_resolution_among(group: _Group, mention: _Mention) -> bool:
    """Say whether a list that ends in decisions has lost the word for the resolutions before."""
    places = [_place_in_session(one.number) for one in group.mentions]
    own = _place_in_session(mention.number)
    is_organs = mention.body is None or mention.body in ORGANS or mention.body is Body.COUNCIL
    return is_organs and 0 < own < _FIRST_DECISION <= places[-1]


def _resolution(number: Number, body: Body | None, possible: dict[str, Symbol]) -> Citation:
    span = (number.start, number.end)
    if body is None:
        return Citation(span, number.text, None, _UNNAMED)
    if body in ORGANS:
        return Citation(span, number.text, str(possible[body.value]))
    if body in SYMBOL_OF_NUMBER:
        session, _, place = number.read_as.partition("/")
        symbol = SYMBOL_OF_NUMBER[body].format(session.strip(), place.strip())
        return Citation(span, number.text, str(parse_symbol(symbol)))
    reason = f"resolutions of {body.value} have no symbol of their own"
    short = SHORT_NAMES.get(body)
    name = f"{short} {number.text.replace(' ', '')}" if short else None
    return Citation(span, number.text, None, reason, name=name)


def _possible(number: Number) -> dict[str, Symbol]:
    if not may_be_session(number.read_as):
        return {}
    return {symbol.organ: symbol for symbol in readings(spelled(number.read_as))}


def _decision(mention: _Mention, names: list[BodyName], organ: str) -> Citation:
    """Return what a decision's number means: the Human Rights Council's alone are documents."""
    number = mention.number
    body = _which_council(mention, names, organ) if mention.body is Body.COUNCIL else mention.body
    is_councils = body is Body.HUMAN_RIGHTS_COUNCIL or (body is None and organ == "HRC")
    if is_councils and number.modern:
        return citation_of_symbol(number.start, number.text, series="A/HRC/DEC/")
    return Citation((number.start, number.end), number.text, None, DECISION)


def _told_body(
    mention: _Mention,
    body_of_group: Body | None,
    names: list[BodyName],
    organ: str,
    possible: dict[str, Symbol],
) -> Body | None:
    """Return the body whose resolution the text says it is; None where it does not say.

    Evidence in this order: the date beside the number, the body named with it, the other numbers of
    its list.
    """
    if dated := _body_of_date(mention, possible):
        return dated
    if _is_own_of_rights_council(mention, possible, organ):
        return Body.HUMAN_RIGHTS_COUNCIL
    body = _which_council(mention, names, organ) if mention.body is Body.COUNCIL else mention.body
    for named in (body, body_of_group, _human_rights_commission(mention, names)):
        is_old_commissions = named in BY_OLD_SESSION and _is_out_of_count(possible)
        if named and (_can_have(named, possible) or is_old_commissions):
            return named
    return None


def _is_own_of_rights_council(mention: _Mention, possible: dict[str, Symbol], organ: str) -> bool:
    """Say whether the Human Rights Council speaks of itself: its session met in that year."""
    session = possible["HRC"].session if "HRC" in possible else ""
    speaks = organ == Body.HUMAN_RIGHTS_COUNCIL.value and mention.body is None
    if not speaks or mention.year is None or not session.isdigit():
        return False
    return human_rights_council_met(int(session), mention.year)


def _usual_body(organ: str, possible: dict[str, Symbol]) -> Body | None:
    """Return whose resolution a bare number is: the Human Rights Council's where it is speaking."""
    if organ == "HRC" and "HRC" in possible:
        return Body.HUMAN_RIGHTS_COUNCIL
    return None if possible.keys() == {"HRC"} else Body(next(iter(possible)))


def _body_of_date(mention: _Mention, possible: dict[str, Symbol]) -> Body | None:
    """Return which of the two that can have the number met in the year of its date."""
    if mention.year is None or not {"GA", "HRC"} <= possible.keys():
        return None
    session = possible["GA"].session
    if session.startswith("S-"):
        return body_of_special_session(int(session[2:]), mention.year)
    if not session.isdigit():
        return None
    if assembly_met(int(session), mention.year):
        return Body.ASSEMBLY
    met = human_rights_council_met(int(session), mention.year)
    return Body.HUMAN_RIGHTS_COUNCIL if met and mention.body not in NAMED_ELSEWHERE else None


def _dated_commission(
    mention: _Mention, names: list[BodyName], possible: dict[str, Symbol]
) -> Body | None:
    """Return the commission that the text names, where its session of that number was that year."""
    if mention.year is None or "HRC" not in possible or not possible["HRC"].session.isdigit():
        return None
    began = mention.year - int(possible["HRC"].session)
    return next((name.body for name in names if began in YEARLY.get(name.body, ())), None)


def _doubt(mention: _Mention, possible: dict[str, Symbol]) -> str | None:
    """Return why a number that no body is named for is not the usual body's; None where it is."""
    if _is_misdated(mention, possible):
        return _MISDATED
    return _NOT_ASSEMBLYS if _is_out_of_count(possible) else None


_OLD_NUMBER = re.compile(r"A/RES/(\d+)\(((?:S-)?[IVXL]+)\)")


def _is_out_of_count(possible: dict[str, Symbol]) -> bool:
    """Say whether the Assembly's first reading, 574 (XXVII), is far from that session's numbers."""
    old = _OLD_NUMBER.match(str(possible["GA"])) if "GA" in possible else None
    if old is None:
        return False
    return not assembly_may_have(int(old[1]), old[2])


def _is_misdated(mention: _Mention, possible: dict[str, Symbol]) -> bool:
    """Say whether none of the organs that may have the number met in the year of its date."""
    if not mention.is_dated or mention.year is None or not {"GA", "HRC"} <= possible.keys():
        return False
    session = possible["GA"].session
    if not session.isdigit():
        return False
    met = assembly_met(int(session), mention.year)
    return not met and not human_rights_council_met(int(session), mention.year)


def _which_council(mention: _Mention, names: list[BodyName], organ: str) -> Body | None:
    """Return the council last named in full, else the one that is speaking."""
    at = bisect_right(names, mention.number.start, key=lambda name: name.start)
    speaking = next((body for body in COUNCILS if body.value == organ), None)
    named = (name.body for name in reversed(names[:at]) if name.body in COUNCILS)
    return next(named, speaking)


def _human_rights_commission(mention: _Mention, names: list[BodyName]) -> Body | None:
    """Return the Commission on Human Rights where it is the body last named.

    It numbered its resolutions like ECOSOC: "of the Commission …, the last being 2005/59".
    """
    at = bisect_right(names, mention.number.start, key=lambda name: name.start)
    last = names[at - 1].body if at else None
    return last if last is Body.COMMISSION_ON_HUMAN_RIGHTS else None


def _can_have(body: Body, possible: dict[str, Symbol]) -> bool:
    """Say whether the body numbers its resolutions so."""
    if body in ORGANS:
        return body.value in possible
    if possible.keys() == {"ECOSOC"}:
        return body in BY_YEAR
    return "HRC" in possible and body in BY_SHORT_SESSION


_SHORT_SESSION = re.compile(r"([12]?\d|30)\s?/")


def _body_of_group(group: _Group, names: list[BodyName], organ: str) -> Body | None:
    """Return the body that one number of a list gives away for the others.

    That is a number whose date only the Human Rights Council fits, or one like 5/1, which no
    principal organ can have.
    """
    for mention in group.mentions:
        if _is_own_of_rights_council(mention, _possible(mention.number), organ):
            return Body.HUMAN_RIGHTS_COUNCIL
    for mention in group.mentions:
        if _body_of_date(mention, _possible(mention.number)) is Body.HUMAN_RIGHTS_COUNCIL:
            return Body.HUMAN_RIGHTS_COUNCIL
        if match := _SHORT_SESSION.match(mention.number.text):
            return _short_session_body(mention, int(match[1]), names)
    return None


def _short_session_body(mention: _Mention, session: int, names: list[BodyName]) -> Body | None:
    """Return the body last named before a number like 5/1, else the first named behind it.

    The Human Rights Council is passed over where it did not hold that session in the year of the
    date.
    """
    misdated = mention.year and not human_rights_council_met(session, mention.year)
    at = bisect_right(names, mention.number.start, key=lambda name: name.start)
    for name in [*reversed(names[:at]), *names[at:]]:
        if name.body is Body.HUMAN_RIGHTS_COUNCIL and misdated:
            continue
        if name.body in BY_SHORT_SESSION:
            return name.body
    return None


# ---------------------------------------------------------------------------------------------
# Links
# ---------------------------------------------------------------------------------------------

_DOCUMENT_HOST = re.compile(r"\s*(?:https?:)?/*(?:www\.)?(?:undocs\.org|docs\.un\.org)/", re.I)


def document_links(text: str, links: Sequence[Link]) -> list[Link]:
    """Return the links to documents in order, the pieces of one made whole.

    Sources split one link into several ("56", "/", "119") and leave empty ones behind.
    """
    ordered = sorted(
        (link for link in links if _DOCUMENT_HOST.match(link.href)), key=lambda link: link.span
    )
    whole: list[Link] = []
    for link in ordered:
        last = whole[-1] if whole else None
        if last and last.href == link.href and not text[last.span[1] : link.span[0]].strip():
            end = max(last.span[1], link.span[1])
            whole[-1] = Link((last.span[0], end), link.href)
        else:
            whole.append(link)
    return [link for link in whole if text[slice(*link.span)].strip()]


def _with_links(
    text: str, printed: list[_Printed], numbers: list[Number], links: list[Link]
) -> tuple[Citation, ...]:
    """Return the printed mentions as the links confirm, resolve or add to them."""
    citations = [one.citation for one in printed]
    spans = [citation.span for citation in citations]
    number_spans = [(number.start, number.end) for number in numbers]
    added: list[Citation] = []
    for link in links:
        target = _target(link)
        places = _overlapping(spans, link.span)
        if not places:
            added.append(_linked_only(text, number_spans, link, target))
        elif target and not any(_agrees(citations[at], target) for at in places):
            first = places[0]
            citations[first] = _settled_by_link(printed[first], target)
    return tuple(_without_overlaps(sorted(citations + added, key=lambda one: one.span)))


def _target(link: Link) -> Symbol | None:
    try:
        return parse_symbol(link.href)
    except UsageError:
        return None


def _overlapping(spans: Sequence[tuple[int, int]], span: tuple[int, int]) -> range:
    """Return the places in `spans`, which are in order and apart, of those that overlap `span`."""
    first = bisect_right(spans, span[0], key=lambda one: one[1])
    return range(first, max(first, bisect_left(spans, span[1], key=lambda one: one[0])))


def _agrees(citation: Citation, target: Symbol) -> bool:
    """Say whether the link leads to what is printed, or to another part or the whole of it."""
    return citation.symbol is not None and parse_symbol(citation.symbol).parent == target.parent


def _settled_by_link(printed: _Printed, target: Symbol) -> Citation:
    """Let the link choose the body that the words leave open; where they tell, they are right."""
    citation = printed.citation
    if printed.is_open and target in readings(spelled(citation.text)):
        return replace(citation, symbol=str(target), reason=None)
    note = f"the link leads to {target}"
    return replace(citation, reason=f"{citation.reason}; {note}" if citation.reason else note)


def _linked_only(
    text: str, numbers: list[tuple[int, int]], link: Link, target: Symbol | None
) -> Citation:
    """Return the citation for a link where the words alone show none."""
    places = _overlapping(numbers, link.span)
    start, end = numbers[places[0]] if places else link.span
    printed = text[start:end].strip()
    start += text[start:end].index(printed)
    end = start + len(printed)
    if target is None:
        return Citation((start, end), printed, None, "the link names no document")
    possible = readings(spelled(printed)) if places else ()
    if possible and target not in possible and target.parent not in possible:
        return Citation((start, end), printed, str(possible[0]), f"the link leads to {target}")
    return Citation((start, end), printed, str(target))


def _without_overlaps(citations: list[Citation]) -> Iterator[Citation]:
    """Yield the citations, of two that overlap the first."""
    end = 0
    for citation in citations:
        if citation.span[0] >= end:
            yield citation
            end = citation.span[1]

"""What stands above the text of a resolution: symbol, title, committee, report, dates.

The enacting formula ("The General Assembly,") parts the front from the body. Texts of old web
pages have no formula when they give only what a resolution adopted; then the front ends where the
first article or numbered paragraph begins.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus.errors import UsageError
from corpus.model import Kind, Language
from corpus.symbols import Symbol, parse_symbol, readings
from corpus.text_dates import DATE, find_dates, is_date
from corpus.text_lines import Line, compact, is_furniture, tidy
from corpus.verbs import opening_phrase

# --- The enacting formula ------------------------------------------------------------------------

_ORGANS = {
    Language.ZH: {
        "GA": "大[会會]",
        "ECOSOC": "经济及社会理事会|經濟及社會理事會",
        "SC": "安全理事[会會]",
        "HRC": "人权理事会|人權理事會",
    },
    Language.EN: {
        "GA": "The General Assembly",
        "ECOSOC": "The Economic and Social Council",
        "SC": "The Security Council",
        "HRC": "The Human Rights Council",
    },
    Language.FR: {
        "GA": "L[’']Assemblée générale",
        "ECOSOC": "Le Conseil économique et social",
        "SC": "Le Conseil de sécurité",
        "HRC": "Le Conseil des droits de l[’']homme",
    },
    Language.ES: {
        "GA": "La Asamblea General",
        "ECOSOC": "El Consejo Económico y Social",
        "SC": "El Consejo de Seguridad",
        "HRC": "El Consejo de Derechos Humanos",
    },
    Language.RU: {
        "GA": "Генеральная Ассамблея",
        "ECOSOC": "Экономический и Социальный Совет",
        "SC": "Совет Безопасности",
        "HRC": "Совет по правам человека",
    },
    Language.AR: {
        "GA": "إن الجمعية العامة",
        "ECOSOC": "إن المجلس الاقتصادي والاجتماعي",
        "SC": "إن مجلس الأمن",
        "HRC": "إن مجلس حقوق الإنسان",
    },
}
_COMMA = "[,，،]"


@dataclass(frozen=True, slots=True)
class Formula:
    """The enacting formula: the place of its line and the organ that it names."""

    place: int
    organ: str


def find_formula(lines: Sequence[Line], language: Language) -> Formula | None:
    """The first line that is the formula; a cover page names the organ without enacting anything.

    What tells them apart is the comma, or the opening phrase that follows.
    """
    for place, line in enumerate(lines):
        if line.text[:1].islower():  # the end of a sentence that speaks of the organ
            continue
        for organ, name in _ORGANS[language].items():
            if not re.fullmatch(
                rf"(?:{_spaced(name)})\s*{_COMMA}?", _plain(line.text, language), re.IGNORECASE
            ):
                continue
            following = lines[place + 1].text if place + 1 < len(lines) else ""
            if re.search(rf"{_COMMA}$", line.text) or _begins_body(following, language):
                return Formula(place, organ)
    return None


def _begins_body(text: str, language: Language) -> bool:
    """Whether a line opens the preamble, or is the first numbered paragraph of all."""
    if opening_phrase(text, language, Kind.PREAMBULAR):
        return True
    first = re.match(r"1\s?[.．、–-]\s*", text)
    return bool(first and opening_phrase(text[first.end() :], language, Kind.OPERATIVE))


def formula_pattern(language: Language) -> str:
    """What matches the name of any organ as the formula has it."""
    return "(?:" + "|".join(map(_spaced, _ORGANS[language].values())) + ")"


def _spaced(name: str) -> str:
    """The name with blanks or without: files lose them where the type changes in mid-name."""
    return name.replace(" ", r"\s*")


def _plain(text: str, language: Language) -> str:
    return compact(text) if language is Language.ZH else tidy(text)


def find_statement(lines: Sequence[Line], language: Language) -> int | None:
    """The place of the title of a presidential statement, which has no formula; None without."""
    for place, line in enumerate(lines[:_LONGEST_FRONT]):
        if _STATEMENT.fullmatch(_plain(line.text, language).rstrip("*")):
            return place
    return None


_LONGEST_FRONT = 40  # lines


# --- What the lines of the front say -------------------------------------------------------------

MEETING = re.compile(
    r"""
      第\s?[〇一二三四五六七八九十百\d\s]{1,9}\s?次\s?(?:全\s?[体體]\s?)?[会會]\s?[议議](?:\s?[(（]续会[)）])?
    | (?<!\d)\d{1,5}(?:st|nd|rd|th)\s+(?:\(resumed\)\s+)?(?:plenary\s+)?meeting
    | (?<!\d)\d{1,5}\s?(?:e|re|er|[eè]me)\s+séance(?:\s+plénière)?(?:\s+\(reprise\))?
    | (?:(?<!\d)\d{1,5}\s?[ªa]\.?|\b(?:[a-záéíóú]+ma|primera|segunda|tercera|cuarta|quinta|sexta
        |octava|novena))\s+sesión(?:\s+plenaria)?(?:\s?\(continuación\))?
    | (?<!\d)\d{1,5}(?:[-‑](?:[еe]|м))?\s+(?:\(возобновленное\)\s+)?(?:пленарное\s+)?заседани[еи]
    | الجلسة\s+(?:العامة\s+)?(?:\(المستأنفة\)\s+)?\d{1,5}(?:\s+\(المستأنفة\))?
    """,
    re.VERBOSE | re.IGNORECASE,
)


def is_closing(text: str) -> bool:
    """Whether the line is the date, the meeting, or both."""
    plain = tidy(text).rstrip(".。")
    if is_date(plain) or MEETING.fullmatch(plain):
        return True
    met = MEETING.search(plain)
    return bool(met) and is_date(plain.replace(met[0] if met else "", "").strip(" ,，."))


_REPORT = re.compile(
    r"""
      根\s?[据據]\s?(?P<zh>[^()（）]{1,30}?)(?:\s?[(（][^()（）]{2,9}[)）])?\s?的\s?
        (?:[报報]\s?告|建\s?[议議])
    | on\s+the\s+(?:report|recommendation)\s+of\s+(?:the\s+)?(?P<en>[^()]{1,110}?)\s*\(
    | sur\s+(?:la\s+base\s+du\s+rapport|(?:la\s+)?recommandation)\s+(?:de\s+(?:la\s+|l[’'])?|du\s+)
        (?P<fr>[^()]{1,110}?)\s*\(
    | (?:sobre\s+la\s+base\s+del\s+informe|por\s+recomendación)\s+(?:de\s+(?:la\s+)?|del\s+)
        (?P<es>[^()]{1,110}?)\s*\(
    | по\s+(?:докладу|рекомендации)\s+(?P<ru>[^()]{1,110}?)\s*\(
    | بناء\s+على\s+(?:تقرير|توصية)\s+(?P<ar>[^()\]\[]{1,110})
    """,
    re.VERBOSE | re.IGNORECASE,
)
# The same in text whose words are broken by blanks: the committee's name cannot be mended.
_REPORT_WITHOUT_BLANKS = re.compile(
    r"根[据據].{1,40}的(?:[报報]告|建[议議])|onthe(?:report|recommendation)of|surlabasedurapport|"
    r"surrecommandation|sobrelabasedelinforme|porrecomendación|подокладу|порекомендации|"
    r"بناءعلى(?:تقرير|توصية)"
)
_IN_BRACKETS = re.compile(r"[(（]([^()（）/\d]{3,30})[)）]")
_LONGEST_NUMBER = 32
_SYMBOL_IN_BRACKETS = re.compile(r"[(（)]\s*([AE]/[A-Za-z0-9./\s]{2,40}?\d)(?=[\s,，،)）(\]、])")
_DRAFT_NOTE = re.compile(
    r"without reference to a Main Committee|未经发交主要委员会|sans renvoi à une grande commission|"
    r"sin remisión previa a una Comisión Principal|без передачи в главные комитеты|"
    r"دون الإحالة إلى لجنة رئيسية",
    re.IGNORECASE,
)
_AGENDA_ITEM = re.compile(
    r"""
    (?: [议議]\s?程\s?[项項]\s?目 | agen\s?da\s+items? | points?(?=\s[\d\s()a-z,et]+de\s+l[’']ordre)
      | temas?(?=\s[\d\s()a-z,y]+(?:del\s+programa|de\s+la\s+agenda))
      | пункты?(?=\s[\d\s()\w,]+\sповестки)
      | البن[دو]د?(?=.{1,16}من\s+جدول) )
    \s*(?P<item>\d{1,3}(?:\s?\(?[^\W\d_]\s?[^\W\d_]?\))*
      (?:(?:\s?[,،、]\s?|\s?(?:and|et|y|и|و|和)\s?)+(?:\d{1,3}(?!\d))?(?:\s?\(?[^\W\d_]{1,2}\))*)*)
    """,
    re.VERBOSE | re.IGNORECASE,
)
# "67/186. Title", "2002/13采取行动", "52 / 91  Title", "- 65/230 Title", "1373 (2001). Title".
_NUMBERED_TITLE = re.compile(
    r"[-–\s]*(?P<number>(?:(?:E?S-)\d{1,2}|\d{2,4})\s?/\s?\d{1,4}(?:\s?[A-Z]\b)?)\s*"
    r"(?:[.．、:：–-]\s*|\s+|(?=[^\s\d.,)）/]))(?!\d)(?P<title>.*)"
)
FULL_SYMBOL = re.compile(
    r"(?<![A-Za-z\d/])(?:[AES](?:/[A-Z]{2,4})?/RES/"
    r"(?:(?:E?S-)?\d{1,4}/\d{1,4}(?:[^\S\n][A-Z](?:-[A-Z])?(?![A-Za-z0-9])(?! [a-z]))?"
    r"|\d{1,4}\s?[A-Z]?\s?\([A-Z\d-]+\))"
    r"|S/PRST/\d{4}/\d{1,3})"
)
_ADOPTED_AS = re.compile(
    r"(?:联合国|聯合國)?(?:大会|大會|经济及社会理事会|經濟及社會理事會)?[^第]{0,30}"
    r"第\s?(?P<zh>\d{1,4}/\d{1,4}|\d{1,4}\s?[A-Z]?\s?[(（][A-Z-]+[)）])\s?[号號]决?[决決]?[议議]通[过過]"
    r"|adopted by (?:the )?[\w ]{1,40}? resolution "
    r"(?P<en>\d{1,4}/\d{1,4}|\d{1,4} [A-Z]? ?\([A-Z]+\))"
)
_ADOPTION_LINE = re.compile(
    r"通[过過]日期|(?:联合国|安全理事会|人权理事会).{2,60}通过(?:的决议)?$|adopted by"
    r"|resolution adopted|résolution adoptée|adoptée par l[ea’']|resoluci[oó]?n aprobada"
    r"|aprobada por (?:el|la)\s"
    r"|резолюция, принятая|^принят(?:а|ая) (?:советом|генеральн|экономическ|на\s)"
    r"|قرار اتخذ|قرار اعتمد|^(?:الذي )?اتخذه مجلس|^(?:الذي )?اعتمده مجلس",
    re.IGNORECASE,
)
_STATEMENT = re.compile(
    r"statement by the president of the security council"
    r"|déclaration (?:du président|de la présidente|de la présidence) du conseil de sécurité"
    r"|declaración (?:del president[ea]|de la presidenta|de la presidencia) del consejo de "
    r"seguridad"
    r"|заявление председателя совета безопасности|安全理事[会會]主席的?声明"
    r"|بيان (?:من )?(?:رئيسة?|رئاسة) مجلس الأمن",
    re.IGNORECASE,
)
_SESSION = re.compile(
    r"第\s?[〇一二三四五六七八九十百\d]{1,7}\s?[届屆](?:特别)?会议|"
    r"[\w-]+(?:[ -]\w+)?\s+session|[\w-]+session|[\w\s]+per[ií]?odo de sesiones|"
    r"[\w\s]+сессия|الدورة(?:\s\w+){1,4}",
    re.IGNORECASE,
)
_AGENDA_TAIL = re.compile(
    r"de l[’']ordre du jour|del programa|de la agenda|повестки дня|من جدول الأعمال", re.IGNORECASE
)
_COVER = re.compile(
    r"united nations|nations unies|naciones unidas|организация объединенных наций|"
    r"объединенные нации|الأمم المتحدة|联\s?合\s?国|聯\s?合\s?國|"
    r"(?:the\s|l[’']|la\s|إن\s)?(?:general assembly|assemblée générale|asamblea general|"
    r"генеральная ассамблея|الجمعية العامة)|economic and social council|"
    r"conseil économique et social|consejo econ[oó]?mico y social|"
    r"экономический и социальный совет|المجلس الاقتصادي والاجتماعي|"
    r"security council|conseil de sécurité|consejo de seguridad|совет безопасности|مجلس الأمن|"
    r"human rights council|distr\s?\.?\s?:?\s?(?:g[eé]n[eé]rale?|limited|limitée|limitada)?|"
    r"original\s?:?\s?(?:english|french|spanish|chinese|russian|arabic)?|"
    r"(?:english|chinese|general)$|"
    r"大\s?[会會](?:\s?[决決]\s?[议議])?|经济及社会理事会(?:决议)?|安全理事会|人权理事会|resolutions?$|"
    r"^[主议題题]{2}\s?[:：].*|^主题.*|原始文本.*|^查看.*|^/?res\s?/.{1,20}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Front:
    """What the lines above the body say; None where they do not say it.

    `title_lines` are the lines that hold the title, `unread` those that say nothing known.
    """

    symbol: Symbol | None = None
    title: str = ""
    adopted: date | None = None
    meeting: str | None = None
    agenda_item: str | None = None  # as printed, in any language: "68 (ج)", "13 and 117"
    agenda_item_name: str | None = None
    committee: str | None = None
    report: str | None = None
    drafts: tuple[str, ...] = ()
    unread: tuple[Line, ...] = ()
    says_adopted: bool = False


def read_front(lines: Sequence[Line], organ: str | None) -> Front:
    """What the lines above the body say. `organ` is the one that the formula names."""
    lines = _in_order(lines)
    numbered = _numbered_title(lines)
    title_at = range(len(lines), len(lines))
    if numbered is not None:
        title_at = range(numbered, _end_of_title(lines, numbered))
    else:
        title_at = _last_unknown_block(lines)
    title_lines = [lines[place] for place in title_at]
    known = {place for place, line in enumerate(lines) if _is_known(line.text)}
    names = _agenda_names(lines, known)
    known |= names
    unread = [
        line for place, line in enumerate(lines) if place not in known and place not in title_at
    ]
    text = "\n".join(line.text for place, line in enumerate(lines) if place not in title_at)
    title = tidy(" ".join(line.text for line in title_lines))
    number = None
    if numbered is not None and (match := _NUMBERED_TITLE.match(title)):
        number, title = match["number"], match["title"].strip()
    report, drafts = _documents(text)
    return Front(
        symbol=_symbol(text, number, organ),
        title=title,
        adopted=_adopted(lines),
        meeting=_meeting(text),
        agenda_item=_agenda_item(text),
        agenda_item_name=tidy(" ".join(lines[place].text for place in sorted(names))) or None,
        committee=_committee(text),
        report=report,
        drafts=drafts,
        unread=tuple(unread),
        says_adopted=bool(_ADOPTION_LINE.search(text)),
    )


def _agenda_names(lines: Sequence[Line], known: set[int]) -> set[int]:
    """The places of the lines right behind an agenda item's number that are its name.

    They are headings or, in text without any layout, stand before a line of the cover.
    """
    places: set[int] = set()
    for place, line in enumerate(lines):
        behind_item = place - 1 in places or (place and _AGENDA_ITEM.search(lines[place - 1].text))
        if behind_item and place not in known:
            following = range(place + 1, place + _LINES_OF_NAME)
            if line.heading or any(later in known for later in following):
                places.add(place)
    return places


_LINES_OF_NAME = 4  # and no more


def _in_order(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if not is_furniture(line.text)]


def _numbered_title(lines: Sequence[Line]) -> int | None:
    """The place of the line that opens the title with the resolution's number."""
    places = [place for place, line in enumerate(lines) if _opens_title(line.text)]
    return places[0] if places else None


def _opens_title(text: str) -> bool:
    match = _NUMBERED_TITLE.match(text)
    return bool(match and (_spelled(match["number"]) or _reversed_number(match["number"])))


def _spelled(number: str) -> tuple[Symbol, ...]:
    return readings(_ascii_digits(number).replace(" ", ""))


def _reversed_number(number: str) -> Symbol | None:
    """Arabic PDF text may give the two halves of a number in visual order: 230/65."""
    first, _, second = _ascii_digits(number).replace(" ", "").partition("/")
    return next(iter(readings(f"{second}/{first}")), None)


def _ascii_digits(text: str) -> str:
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


def _end_of_title(lines: Sequence[Line], start: int) -> int:
    end = start + 1
    while end < len(lines) and not _is_known(lines[end].text, but_organs=True):
        end += 1
    return end


def _last_unknown_block(lines: Sequence[Line]) -> range:
    """The last run of lines that are nothing known: the title, where it has no number."""
    end = len(lines)
    while end and _is_known(lines[end - 1].text):
        end -= 1
    start = end
    while start and not _is_known(lines[start - 1].text):
        start -= 1
        if lines[start].after_blank and end - start > 0 and not _all_after_blank(lines[start:end]):
            break
    return range(start, end)


def _all_after_blank(lines: Sequence[Line]) -> bool:
    """Whether blank lines stand between all lines, so that they part nothing."""
    return len(lines) > 1 and all(line.after_blank for line in lines)


_LONGEST_COVER_LINE = 600  # all of a cover in one line comes to half of that


def _is_known(text: str, *, but_organs: bool = False) -> bool:
    """Whether the line says something that is read, or belongs to the cover.

    `but_organs`: a line with nothing but "United Nations" may be the last of a title.
    """
    if len(text) > _LONGEST_COVER_LINE:
        return False
    plain = tidy(text)
    if any(pattern.search(plain) for pattern in (_REPORT, _DRAFT_NOTE, _ADOPTION_LINE)):
        return True
    if re.match(r"(?:on|le|el) \d{1,2}\b", plain) or re.fullmatch(r"\[.+\]", plain):
        return True
    pieces = [FULL_SYMBOL, MEETING, _AGENDA_ITEM, _AGENDA_TAIL, _SESSION, DATE]
    if not but_organs:
        pieces.append(_COVER)
    # PDF text may have blanks inside words, and several things in one line.
    return any(_consists_of(form, pieces) for form in (plain, compact(text)))


def _consists_of(text: str, pieces: Iterable[re.Pattern[str]]) -> bool:
    for pattern in pieces:
        text = pattern.sub(" ", text)
    return not any(map(str.isalnum, text))


def _symbol(text: str, number: str | None, organ: str | None) -> Symbol | None:
    for full in FULL_SYMBOL.finditer(tidy(text)):
        if found := readings(full[0]):
            return found[0]
    series = {"GA": "A/RES/", "ECOSOC": "E/RES/", "SC": "S/RES/", "HRC": "A/HRC/RES/"}
    if number:
        spelled = _ascii_digits(number).replace(" ", "")
        candidates = (*readings(series.get(organ or "", "") + spelled), *readings(spelled))
        return next(iter(candidates), None) or _reversed_number(number)
    if adopted := _ADOPTED_AS.search(tidy(text)):
        return next(iter(readings(adopted["zh"] or adopted["en"])), None)
    return None


def _adopted(lines: Sequence[Line]) -> date | None:
    """The date in a line that speaks of adoption, or the one beside the meeting."""
    texts = [line.text for line in lines]
    for place, text in enumerate(texts):
        if _ADOPTION_LINE.search(text):
            window = "\n".join(texts[place : place + 2])
            start = _ADOPTION_LINE.search(window)
            for found, _ in find_dates(window[start.start() if start else 0 :]):
                return found
    return adopted_beside_meeting(texts)


def adopted_beside_meeting(texts: Sequence[str]) -> date | None:
    """The date in the line of the meeting, or in the next or the last one."""
    for place, text in enumerate(texts):
        if MEETING.search(text):
            for near in (text, *texts[place + 1 : place + 2], *texts[max(0, place - 1) : place]):
                for found, _ in find_dates(near):
                    return found
    return None


def _meeting(text: str) -> str | None:
    found = MEETING.search(text)
    return tidy(found[0]) if found else None


def _agenda_item(text: str) -> str | None:
    found = _AGENDA_ITEM.search(text)
    return _ascii_digits(found["item"]) if found else None


def _committee(text: str) -> str | None:
    found = _REPORT.search(text)
    if not found:
        return None
    printed = next(name for name in found.groupdict().values() if name)
    # "of the Special Political and Decolonization Committee (Fourth Committee) (A/76/421)"
    number = _IN_BRACKETS.search(text, found.start(), found.end() + _LONGEST_NUMBER)
    return tidy(number[1] if number else printed)


def _documents(text: str) -> tuple[str | None, tuple[str, ...]]:
    """The committee's report and the drafts that the line in square brackets names."""
    symbols = []
    for found in _SYMBOL_IN_BRACKETS.finditer(text):
        try:
            symbols.append(str(parse_symbol(re.sub(r"\s", "", found[1]))))
        except UsageError:
            continue
    says_report = bool(_REPORT_WITHOUT_BLANKS.search(compact(text)))
    drafts = tuple(symbol for symbol in symbols if "/L." in symbol)
    reports = [symbol for symbol in symbols if "/L." not in symbol and "/RES/" not in symbol]
    return (reports[0] if reports and says_report else None), drafts


# --- Text that was saved without line ends -------------------------------------------------------

_LONG_LINE = 300  # longer than a printed line: at least a paragraph


def split_long_lines(lines: Sequence[Line], language: Language) -> list[Line]:
    """Lines that hold several paragraphs, parted where a paragraph can be seen to begin.

    That is before and behind the line in square brackets, the numbered title, the formula, an
    opening phrase behind a comma, a paragraph's number and an article.
    """
    result: list[Line] = []
    for line in lines:
        if len(line.text) < _LONG_LINE and not _formula_in_line(line.text, language):
            result.append(line)
            continue
        parts = _parts(line.text, language)
        result.append(replace(line, text=parts[0]))
        result += [Line(part, line.indent, after_blank=True, opens=True) for part in parts[1:]]
    return result


def _formula_in_line(text: str, language: Language) -> bool:
    found = re.match(rf"{formula_pattern(language)}{_COMMA}\s+", text)
    return bool(found and opening_phrase(text[found.end() :], language, Kind.PREAMBULAR))


def _parts(text: str, language: Language) -> list[str]:
    formula = formula_pattern(language)
    begins = [
        r"\[(?=[^\]]{0,90}\b[AE]/)",
        r"(?<=\D\])\s?(?=\d)",  # not behind the mark of a note
        rf"(?<=\s){formula}{_COMMA}",
        r"(?<=[;；.。:：,，])\s\d{1,3}\.\s(?=\w)",
        r"\s(?=联合国大会\s?\d{4}\s?年)",
        r"(?<=[决決][议議]通[过過])\s",
        r"(?<=[.;])\s(?:Article|Artículo|Статья|المادة)\s\d+",
    ]
    cuts = {match.start() for match in re.finditer("|".join(begins), text)}
    has_formula = re.search(rf"(?:^|\s){formula}{_COMMA}\s", text)
    if has_formula or language not in (Language.RU, Language.AR):
        cuts |= _paragraph_cuts(text, language)
    cuts |= _article_cuts(text)
    places = sorted(cuts - {0})
    parts = [text[a:b].strip() for a, b in zip([0, *places], [*places, len(text)], strict=True)]
    return [part for part in parts if part]


def _paragraph_cuts(text: str, language: Language) -> set[int]:
    """Return where an opening phrase follows a comma: a blank behind it in Chinese, a capital."""
    behind_comma = rf"{formula_pattern(language)}{_COMMA}\s+|[,，;；،؛](?:\s?\(\d{{1,3}}\))?\s+"
    cuts = set()
    for match in re.finditer(behind_comma, text):
        rest = text[match.end() :]
        if opening_phrase(rest, language, Kind.PREAMBULAR) and _may_open(rest, language):
            cuts.add(match.end())
    return cuts


def _may_open(text: str, language: Language) -> bool:
    """Whether a paragraph may begin so: with a capital where the language has them there."""
    return language not in (Language.EN, Language.FR, Language.ES) or text[:1].isupper()


def _article_cuts(text: str) -> set[int]:
    """Return where each Chinese article begins, in order from the first, and its name ends."""
    cuts: set[int] = set()
    after = 0
    for number in range(1, 200):
        found = re.compile(rf"(?:^|\s)第\s?{number}\s?条\s(?:\S{{2,25}}\s)?").search(text, after)
        if not found:
            break
        cuts |= {found.start(), found.end()}
        after = found.end()
    return cuts

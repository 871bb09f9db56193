"""Plain text as lines: decoding, characters put right, what belongs to the page and not the text.

Every step is small and says what it changes. Nothing else is taken out of a text than what
`is_furniture` names, invisible characters and tatweel.
"""

import codecs
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.errors import DocumentError

# --- Bytes to characters -------------------------------------------------------------------------

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


_LONGEST_CODE = 4  # bytes of a character, in any of these


def decode(data: bytes, name: str) -> str:
    """The text in these bytes: UTF-8, UTF-16 with a byte order mark, or GB18030.

    A last character of which bytes are missing is left out.

    Raises:
        DocumentError: the bytes are none of these, or no text at all.

    """
    encodings = [encoding for mark, encoding in _BYTE_ORDER_MARKS if data.startswith(mark)]
    for encoding in encodings or ["utf-8", "gb18030"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as error:
            if len(data) - error.start >= _LONGEST_CODE:
                continue
            text = data[: error.start].decode(encoding)  # the file was cut in mid-character
        # Nearly any bytes decode as GB18030: it is Chinese only if Chinese comes out.
        if encoding != "gb18030" or _is_mostly_han(text):
            return text
    raise DocumentError(
        f"{name} is text in an encoding that unres does not read.",
        "Save it as UTF-8 and add that.",
    )


def _is_mostly_han(text: str) -> bool:
    foreign = [c for c in text if c > "\x7f"]
    common = sum("\u4e00" <= c <= "\u9fff" or c in "，。、；：《》“”（）\u3000" for c in foreign)
    return common >= 0.9 * len(foreign)


# --- Characters ----------------------------------------------------------------------------------

# PDF text names characters by their radicals. NFKC knows the Kangxi radicals; of the supplement
# it knows two, the others here are simplified forms that fonts use for the whole character.
_RADICALS = str.maketrans(
    "⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
    "母民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
)
_COMPATIBILITY = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\ufb50-\ufdff\ufe70-\ufefc]+")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u0640]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ue000-\uf8ff\ufffe\uffff]")
_SOFT_HYPHEN = re.compile("\u00ad[ \t]*\n?")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x85\u2028\u2029]")
_WHITE = re.compile(r"[^\S\n\f]")


def clean_characters(text: str) -> str:
    r"""The text with line ends as \n, white space as blanks, and radicals as the characters meant.

    Han radicals and compatibility forms and Arabic presentation forms become the plain characters
    (NFKC, for these alone: full-width punctuation stays). Control and invisible characters, soft
    hyphens and tatweel go.

    >>> clean_characters("打击⾛私\r\n")
    '打击走私\n'
    """
    text = _LINE_ENDS.sub("\n", text)
    text = _SOFT_HYPHEN.sub("", text)
    text = _CONTROL.sub("", _INVISIBLE.sub("", text))
    text = _COMPATIBILITY.sub(lambda m: unicodedata.normalize("NFKC", m[0]), text)
    return _WHITE.sub(" ", text.translate(_RADICALS))


# --- Lines ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line without outer white space; `indent` is how many blanks stood before it.

    `after_blank` says that an empty line stands above it, `after_page` that a page ends there,
    `opens` that it is known to open a paragraph, `heading` that it is set as a heading, `set_off`
    which words at its head, behind a number, are set in another type. `after_gap`: what
    stood before it is missing; `torn`: it then begins in mid-sentence. A line with `cells` is a
    table: its text has the rows as lines, their cells parted by tabs, `cells` the paragraphs.
    """

    text: str
    indent: int = 0
    after_blank: bool = False
    after_page: bool = False
    opens: bool = False
    heading: bool = False
    set_off: str = ""
    after_gap: bool = False
    torn: bool = False
    cells: tuple["Line", ...] = ()


_STOPS_ONLY = re.compile(r"[\s,.;:，。；：、،؛]+")
_DIGITS_ONLY = re.compile(r"[\s\d()/*]+")


def split_lines(text: str) -> list[Line]:
    """Every line that is not empty; a stop that stands alone goes to the line before it.

    PDF text parts italics from what follows them: "The General Assembly" / ",".
    """
    lines: list[Line] = []
    # French sets these off: there are more of them behind a blank than behind a letter.
    set_off = {s for s in ";:" if len(re.findall(rf"\w{s}", text)) < text.count(f" {s}")}
    blank = page = False
    for number, part in enumerate(text.split("\f")):
        page = page or number > 0
        for raw in part.split("\n"):
            stripped = " ".join(raw.split())
            if not stripped:
                blank = True
                continue
            if (
                lines
                and _STOPS_ONLY.fullmatch(stripped)
                and not _DIGITS_ONLY.fullmatch(lines[-1].text)
            ):
                before = " " if stripped[0] in set_off else ""
                lines[-1] = replace(lines[-1], text=lines[-1].text + before + stripped)
                continue
            lines.append(Line(stripped, len(raw) - len(raw.lstrip()), blank, page))
            blank = page = False
    return lines


def without_tables(lines: Sequence[Line]) -> list[Line]:
    """The lines with those of its cells in place of each table: covers are set in tables."""
    return [part for line in lines for part in (line.cells or (line,))]


# --- What belongs to the page --------------------------------------------------------------------

_RULE = re.compile(r"[_＿]{4,}|[-–—─]{8,}")
_JOB_NUMBER = (
    r"(?:[A-Z]{1,2}\.)?\d{2}-\d{5}\s*\d?\s*\d?(?:\s*\([A-Z]\))?(?:\s*(?:[A-Z]{2}\s*)?\d{6})*"
)
_PAGE_NUMBER = r"\d{1,3}(?:\s?/\s?\d{1,3})?"
_PAGE_FURNITURE = re.compile(
    rf"""
      [-–—]\s?\d{{1,3}}\s?[-–—] | (?:page|p\.|页|стр\.)\s?\d{{1,3}} | 第\s?\d{{1,3}}\s?页
    | /\s?(?:\.{{3}}|…)
    | {_JOB_NUMBER} (?:\s+\*\d{{7,9}}\*)? | \*\s?\d{{7,9}}\s?\*
    | {_JOB_NUMBER} \s+ {_PAGE_NUMBER} | {_PAGE_NUMBER} \s+ {_JOB_NUMBER}
    | (?: please\ recycle | merci\ de\ recycler | se\ ruega\ reciclar | 请回收(?:利用)?
        | просьба\ отправить\ на\ вторичную\ переработку | الرجاء\ إعادة\ استعمال\ الورق ) \s?\W?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PAGE_OF_PAGES = re.compile(r"(\d{1,3})\s?/\s?(\d{1,3})")


def is_rule(line: Line) -> bool:
    """Whether the line is the rule above the footnotes of a page."""
    return bool(_RULE.fullmatch(line.text))


def is_furniture(text: str) -> bool:
    """Whether a line is a page number, a job number, a bar code or the wish to recycle.

    >>> [is_furniture(line) for line in ("2/4", "12-48976", "*1248976*", "67/186", "1.")]
    [True, True, True, False, False]
    """
    if pages := _PAGE_OF_PAGES.fullmatch(text):
        # From session 31 on a line that holds nothing but such a number may be a resolution's.
        return int(pages[1]) <= int(pages[2]) and int(pages[1]) < 31
    # PDF text may have blanks inside a number: "18-222 82 (E) 01021 8".
    return any(_PAGE_FURNITURE.fullmatch(form) for form in (text, compact(text)))


def without_furniture(lines: Sequence[Line]) -> list[Line]:
    """The lines without page and job numbers; the line behind one begins a page."""
    counted = Counter(m[2] for line in lines if (m := _PAGE_OF_PAGES.fullmatch(line.text)))
    kept: list[Line] = []
    page = False
    for line in lines:
        pages = _PAGE_OF_PAGES.fullmatch(line.text)
        if is_furniture(line.text) or (pages and counted[pages[2]] >= 3):  # 31/40, 32/40, 33/40
            page = True
            continue
        kept.append(replace(line, after_page=True) if page else line)
        page = False
    return kept


def find_lost_pages(lines: Sequence[Line]) -> Iterator[str]:
    """Sentences on pages that are missing or out of order, by the counts that stand alone: "2/4".

    Where different pages have one count, or few have any, these tell nothing.
    """
    found = [m for line in lines if (m := _PAGE_OF_PAGES.fullmatch(line.text))]
    counts = [int(m[1]) for m in found if is_furniture(m[0])]
    last = {int(m[2]) for m in found if is_furniture(m[0])}
    if len(last) != 1 or len(set(counts)) < len(counts) or 2 * len(counts) < max(last):
        return
    if missing := sorted(set(range(2, max(last) + 1)) - set(counts)):
        numbers = ", ".join(map(str, missing))
        yield f"Of its {max(last)} pages, the numbers of these were not found: {numbers}."
    if counts != sorted(counts):
        yield "Its pages stand out of order, as their numbers tell; they were read as they stand."


def without_running_heads(lines: Sequence[Line], heads: Sequence[str]) -> list[Line]:
    """The lines without those that together repeat the title or the symbol above a page.

    A title may be set in several lines, broken otherwise than where it stands first.
    """
    compact_heads = {compact(head) for head in heads if head}
    kept: list[Line] = []
    place = 0
    page = False
    while place < len(lines):
        length = _head_length(lines, place, compact_heads)
        if length:
            place += length
            page = True
            continue
        kept.append(replace(lines[place], after_page=True) if page else lines[place])
        page = False
        place += 1
    return kept


_LONGEST_HEAD = 8  # lines


def _head_length(lines: Sequence[Line], place: int, heads: set[str]) -> int:
    """How many lines from `place` on make up one of the heads; 0 if none."""
    text = ""
    for count, line in enumerate(lines[place : place + _LONGEST_HEAD], start=1):
        text += compact(line.text)
        if text in heads:
            return count
        if not any(head.startswith(text) for head in heads):
            return 0
    return 0


def compact(text: str) -> str:
    """The text without white space, in lower case: what two settings of the same words share."""
    return re.sub(r"\s+", "", text).lower()


# --- Lines to running text -----------------------------------------------------------------------

_WIDE = "\u2e80-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’—…"
_HAN = "\u2e80-\u2fdf\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3001-\u301f\uff01-\uff60"
_BLANK_AT_HAN = re.compile(rf"(?<=[{_HAN}]) +| +(?=[{_HAN}])")
_BLANK_BETWEEN_WIDE = re.compile(rf"(?<=[{_WIDE}]) +(?=[{_WIDE}])")
_BLANK_BEFORE_STOP = re.compile(r" +(?=[,.،](?:\s|$))")  # not ";": French sets it off


def tidy(text: str) -> str:
    r"""Running text: single blanks, and none beside a Han character, as in the UN's own XML.

    >>> tidy("2011 年 12 月 9 日， 加 强\n预 防")
    '2011年12月9日，加强预防'
    """
    text = " ".join(text.split())
    text = _BLANK_BETWEEN_WIDE.sub("", _BLANK_AT_HAN.sub("", text))
    return _BLANK_BEFORE_STOP.sub("", text)

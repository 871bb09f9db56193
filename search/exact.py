"""Where a run of characters stands: the promise that what is in the corpus is found.

Nothing is looked up in a list of words here. The normalised text of all paragraphs lies in one
block of bytes, and a run is found by searching that block, so one character and forty are alike
and no way of cutting text into words can hide anything. UTF-8 lets bytes be searched: the bytes of
a character begin nowhere inside another.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.model import Language
from indexer.analysis import EXACT, Mode, analyse
from indexer.normalise import normalise_text
from search.field_values import numeral_value

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Needle:
    """A run as it is looked for.

    `spellings` are normalised and equally good: as typed, and with the numerals of sessions,
    articles and the like in the other script. `opens` and `closes` say whether the run must begin
    and end where a word does. Han characters count as word characters only where words are parted
    by spaces (`han_are_letters`), so that 第55/25号 has 55/25 but 第55/255号 has not.

    `words` says in which paragraphs to look: those that have, of each of these alternatives, a term
    in the words view. Empty where nothing can be said, as in Chinese.
    """

    spellings: tuple[str, ...]
    opens: bool
    closes: bool
    han_are_letters: bool
    words: tuple[tuple[str, ...], ...] = ()

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Every half-open span of the normalised text where a spelling stands, in order."""
        pattern = "|".join(re.escape(spelling) for spelling in self.spellings)
        if not pattern:
            return
        compiled = re.compile(f"(?=({pattern}))")
        for match in compiled.finditer(text):
            start, end = match.span(1)
            if self._stands_free(text[start - 1 : start], text[end : end + 1]):
                yield start, end

    def _stands_free(self, before: str, after: str) -> bool:
        return not (
            (self.opens and self._is_letter(before)) or (self.closes and self._is_letter(after))
        )

    def _is_letter(self, character: str) -> bool:
        if not self.han_are_letters and not character.isascii():
            return False
        return character.isalnum() or character == "_" or "\u0300" <= character <= "\u036f"


def whole_run(text: str, language: Language) -> Needle:
    """The run as the promise has it: any characters in Chinese, whole words elsewhere."""
    is_chinese = language is Language.ZH
    spellings = _spellings(text)
    words = _words(spellings, language)
    return Needle(spellings, not is_chinese, not is_chinese, not is_chinese, words)


def undivided(text: str, language: Language) -> Needle:
    """The run where it cuts no number or Latin word: 55/25 does not stand in 55/255, even in zh."""
    spellings = _spellings(text)
    return Needle(spellings, True, True, language is not Language.ZH, _words(spellings, language))


def beginning(text: str, language: Language) -> Needle:
    """The beginning of a word."""
    return Needle(_spellings(text), True, False, language is not Language.ZH)


def _words(spellings: Sequence[str], language: Language) -> tuple[tuple[str, ...], ...]:
    """For each word of a run that stands free, the terms by which the words view may have it.

    Only of letters: digits are parts of numbers and symbols, of which the view has the whole. Of
    one letter the possessive s would be one. Within a symbol a word is indexed as it is printed. An
    Arabic word may end, as the promise has it, before a vowel sign in the middle of another.
    """
    if language in (Language.ZH, Language.AR) or len(spellings) != 1:
        return ()
    (text,) = spellings
    return tuple(
        dict.fromkeys(
            (token.text, text[token.start : token.end])
            for token in analyse(text, language, Mode.QUERY)
            if token.text.startswith(EXACT)
            and token.end - token.start > 1
            and text[token.start : token.end].isalpha()
        )
    )


@dataclass(frozen=True, slots=True)
class TextBlock:
    """The normalised texts of many paragraphs, one behind the other, in UTF-8.

    Paragraph `i` has the bytes from `starts[i]`, `lengths[i]` of them.
    """

    content: bytes
    starts: Sequence[int]
    lengths: Sequence[int]

    def having(self, needle: Needle) -> Iterator[int]:
        """The numbers of the paragraphs in which the needle stands; one can come twice."""
        for spelling in needle.spellings:
            yield from self._having(spelling.encode(), needle)

    def among(self, numbers: Iterable[int], needle: Needle) -> Iterator[int]:
        """Those of the paragraphs in which the needle stands."""
        spellings = [spelling.encode() for spelling in needle.spellings]
        for number in numbers:
            if any(self._is_in(number, spelling, needle) for spelling in spellings):
                yield number

    def text(self, number: int) -> str:
        """The normalised text of a paragraph."""
        start = self.starts[number]
        return self.content[start : start + self.lengths[number]].decode()

    def around(self, text: str, before: int, after: int) -> Iterator[tuple[str, str]]:
        """What stands up to so many characters before and after the run, wherever it stands."""
        wanted = text.encode()
        starts, lengths, content = self.starts, self.lengths, self.content
        at = content.find(wanted)
        while at >= 0:
            number = bisect_right(starts, at) - 1
            start, behind = starts[number], at + len(wanted)
            end = start + lengths[number]
            if behind <= end:
                low, high = max(start, at - 4 * before), min(end, behind + 4 * after)
                left = content[low:at].decode(errors="ignore")
                right = content[behind:high].decode(errors="ignore")
                yield left[len(left) - before if len(left) > before else 0 :], right[:after]
            at = content.find(wanted, at + 1)

    def _having(self, wanted: bytes, needle: Needle) -> Iterator[int]:
        starts, lengths = self.starts, self.lengths
        at = self.content.find(wanted)
        while at >= 0:
            # Empty paragraphs start where the next one does: the last of them is the one with text.
            number = bisect_right(starts, at) - 1
            end = starts[number] + lengths[number]
            # It may run over into the next paragraph.
            stands = at + len(wanted) <= end and self._stands_free(at, wanted, number, needle)
            if stands:
                yield number
            at = self.content.find(wanted, end if stands else at + 1)

    def _is_in(self, number: int, wanted: bytes, needle: Needle) -> bool:
        start = self.starts[number]
        end = start + self.lengths[number]
        at = self.content.find(wanted, start, end)
        while at >= 0 and not self._stands_free(at, wanted, number, needle):
            at = self.content.find(wanted, at + 1, end)
        return at >= 0

    def _stands_free(self, at: int, wanted: bytes, number: int, needle: Needle) -> bool:
        """Whether what was found at byte `at` begins and ends as the needle must."""
        content = self.content
        start, behind = self.starts[number], at + len(wanted)
        end = start + self.lengths[number]
        return (
            not needle.opens
            or at == start
            or _NO_LETTER[content[at - 1]]
            or needle._stands_free(_character_before(content, at, start), "")
        ) and (
            not needle.closes
            or behind == end
            or _NO_LETTER[content[behind]]
            or needle._stands_free("", _character_at(content, behind, end))
        )


_NO_LETTER = tuple(
    byte < 0x80 and not (chr(byte).isalnum() or byte == ord("_")) for byte in range(256)
)
"""Whether a byte is a character of its own that is no letter: what mostly parts words."""


def _character_before(content: bytes, at: int, start: int) -> str:
    """The character that ends at byte `at`, "" at the start of the paragraph."""
    first = at - 1
    while first > start and content[first] & 0xC0 == 0x80:  # inside a character
        first -= 1
    return content[first:at].decode() if first >= start else ""


def _character_at(content: bytes, at: int, end: int) -> str:
    """The character that begins at byte `at`, "" at the end of the paragraph."""
    return content[at : min(at + 4, end)].decode(errors="ignore")[:1]


# --- numerals -------------------------------------------------------------------------------

# Sessions, congresses, articles, chapters, paragraphs: 第68届 and 第六十八届 are one session.
_ORDINAL = re.compile(
    r"(?<=第)(?:\d{1,3}|[一二三四五六七八九十百零]+)(?=[届次条章段款项])"
    r"|(?:\d{1,3}|[一二三四五六七八九十百零]+)(?=届)"
)


def _spellings(text: str) -> tuple[str, ...]:
    plain = normalise_text(text)
    if not plain:
        return ()
    in_digits = _ORDINAL.sub(lambda match: str(numeral_value(match[0]) or match[0]), plain)
    in_han = _ORDINAL.sub(lambda match: _han_numeral(match[0]), plain)
    return tuple(dict.fromkeys((plain, in_digits, in_han)))


def _han_numeral(text: str) -> str:
    """The number in Chinese numerals, as sessions are written: 68 → 六十八, 103 → 一百零三."""
    number = int(text) if text.isdecimal() else 0
    if not 0 < number < 1000:
        return text
    digits = "零一二三四五六七八九"
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    spelled = f"{digits[hundreds]}百" if hundreds else ""
    if tens:
        spelled += "十" if tens == 1 and not hundreds else f"{digits[tens]}十"
    elif hundreds and ones:
        spelled += "零"
    return spelled + (digits[ones] if ones else "")

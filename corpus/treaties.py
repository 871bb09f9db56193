"""Treaties in running text: by name, and by number in the United Nations Treaty Series.

The names are data (corpus/data/treaties.tsv), one treaty by its number and volume: a convention and
its protocols may share a number.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from corpus.longer_names import is_part_of_longer_name
from corpus.model import Citation, Language


@dataclass(frozen=True, slots=True)
class Treaty:
    """A treaty: its number in the Treaty Series, the volume it is in, its English name if known."""

    number: str
    volume: str
    name: str | None


def find_treaties(text: str, language: Language) -> Iterator[Citation]:
    """Yield each treaty that the text names or gives the number of, in order of kind.

    >>> said = "United Nations, Treaty Series, vol. 1577, No. 27531."
    >>> [found] = find_treaties(said, Language.EN)
    >>> found.text, found.treaty, found.name
    ('vol. 1577, No. 27531', '27531', 'Convention on the Rights of the Child')
    """
    yield from _by_number(text)
    yield from _by_name(text, language)


# --- By number -----------------------------------------------------------------------------------

_SERIES = re.compile(
    r"Treaty Series|条约汇编|條約彙編|Recueil des [Tt]raités|Сборник\w* договоров|مجموعة المعاهدات"
    r"|[Ii]b[ií]d\b|同上|[Тт]ам же|المرجع نفسه|المصدر نفسه"
)
_LEAGUE = re.compile(
    r"League of Nations|Société des Nations|国际联盟|"
    r"Sociedad de (?:las )?Naciones|Лиг[аи] Наций|عصبة"
)
_MORE = r"(?:\s?(?:,|、|،|-|–|至|和|及|and|et|y|и|to|à|a|по|و|إلى)\s?\d+)*"
_VOLUME_AND_NUMBER = re.compile(
    rf"(?:\b(?:vols?|т|том)\b\.?|第|المجلد(?:ات|ان|ين)?)\s?(?P<volume>\d{{1,4}}){_MORE}\s?卷?[,，،]\s?"
    rf"(?:N[oº°]s?\.?|n[oº°]s?\.?|núms?\.?|№№?|第|الأرقام|الرقمان|الرقم|رقم)\s?(?P<number>\d{{1,5}})"
    rf"{_MORE}(?!\d)(?:\s?号)?"
)


# One of these is in every mention of a volume: most texts have none, and looking is cheap.
_VOLUME = ("vol", "卷", "том", "т.", "т ", "المجلد")


def _by_number(text: str) -> Iterator[Citation]:
    if not any(mark in text for mark in _VOLUME):
        return
    for match in _VOLUME_AND_NUMBER.finditer(text):
        before = text[max(0, match.start() - 60) : match.start()]
        if _SERIES.search(before) and not _LEAGUE.search(before):
            yield _citation(match.span(), match[0], match["number"], match["volume"])


def _citation(span: tuple[int, int], printed: str, number: str, volume: str) -> Citation:
    reason = f"a treaty: No. {number} of the United Nations Treaty Series"
    name = _english_names().get((number, volume))
    return Citation(span, printed, None, reason, name=name, treaty=number)


# --- By name -------------------------------------------------------------------------------------


@cache
def _lines() -> tuple[tuple[str, str, Language, tuple[str, ...]], ...]:
    """Number, volume, language and names: the lines of the data file."""
    text = files("corpus").joinpath("data/treaties.tsv").read_text(encoding="utf-8")
    lines = []
    for line in text.splitlines():
        if line and not line.startswith("#"):
            key, language, *names = line.split("\t")
            number, _, volume = key.partition("/")
            lines.append((number, volume, Language(language), tuple(names)))
    return tuple(lines)


@cache
def _english_names() -> dict[tuple[str, str], str]:
    return {
        (number, volume): names[0]
        for number, volume, language, names in _lines()
        if language is Language.EN
    }


# Russian declines what stands before the preposition: Конвенции о, Международным пактом о.
_DECLINED = re.compile(
    r"(?<![а-я])(Конвенци|Протокол|Договор|Статут|статут|Пакт|пакт|конвенци|протокол)(?:ия|ии|я|и|)"
    r"(?= |\Z)|(Международн|Рамочн|Единн?|Римск|Венск|Женевск|Базельск|Дополнительн|Факультативн)"
    r"(?:ая|ый|ий|ие)(?= )"
)
# What makes a treaty another one: the Inter-American Convention against Corruption.
_REGIONAL = re.compile(
    r"(?:American|European|African|Arab|Union|Europe|interaméricaine|européenne|africaine|arabe"
    r"|Межамериканск\w+|Европейск\w+|Арабск\w+)\s\Z"
)


@cache
def _name_pattern(language: Language) -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    """The names of a language as one pattern, longest first, and what each group stands for."""
    named = [
        (name, (number, volume))
        for number, volume, of, names in _lines()
        if of is language
        for name in names
    ]
    named.sort(key=lambda pair: -len(pair[0]))
    groups = {f"t{place}": key for place, (_, key) in enumerate(named)}
    alternatives = "|".join(
        f"(?P<t{place}>{_source(name, language)})" for place, (name, _) in enumerate(named)
    )
    before, after = r"(?<!\w)", r"(?!\w)"
    if language is Language.ZH:
        before, after = r"(?<=《)(?:\d{4}年)?", ""
    elif language is Language.AR:
        before = r"(?<!\w)[ولبك]?"  # prepositions are joined to the word
    # Most words begin no treaty: a look at the first words spares trying every name on them.
    sources = (_source(name, language) for name, _ in named)
    first = "|".join(dict.fromkeys(source.split(r"\s")[0] for source in sources))
    joined = r"[ولبك]?" if language is Language.AR else ""
    ahead = "" if language is Language.ZH else f"(?={joined}(?:{first}))"
    return re.compile(f"{ahead}{before}(?:{alternatives}){after}"), groups


def _source(name: str, language: Language) -> str:
    escaped = re.escape(name).replace(r"\ ", r"\s").replace(" ", r"\s")
    escaped = escaped.replace("’", "['’]").replace(r"\-", "[-‑]")
    if language is Language.RU:
        plain = re.sub(r"\\s", " ", escaped)
        declined = _DECLINED.sub(lambda match: f"{match[1] or match[2]}[а-я]{{0,4}}", plain)
        return declined.replace(" ", r"\s")
    return escaped


def _by_name(text: str, language: Language) -> Iterator[Citation]:
    pattern, groups = _name_pattern(language)
    for match in pattern.finditer(text):
        if _REGIONAL.search(text[max(0, match.start() - 20) : match.start()]):
            continue
        group = match.lastgroup or ""
        if is_part_of_longer_name(text, match.span(group), language):
            continue
        yield _citation(match.span(group), match[group], *groups[group])

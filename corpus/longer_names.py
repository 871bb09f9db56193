"""Whether the name of a treaty is part of a longer name, and so cites something else.

Conferences of a treaty's parties, protocols, amendments and agreements on its implementation are
named for it: "2010 Review Conference of the Parties to the Treaty on …", "Additional Protocol I to
the Geneva Conventions", 《……公约关于……的任择议定书》. The wordings were counted around the names of
`corpus/data/treaties.tsv` in every fourth resolution of UNxml.
"""

import re
from functools import cache

from corpus.model import Language

# What stands right before the treaty's name, with the preposition that joins the two.
_BEFORE = {
    Language.EN: (
        r"(?:Conferences?|Meetings?|Assembly) of (?:the )?(?:High |Contracting |States )*[Pp]arties"
        r" (?:to|of) (?:the )?",
        r"Review (?:and Extension )?Conferences?(?: and Preparatory Committees)? (?:to|of|on) the ",
        r"(?:Protocols?(?: Additional)?(?: of \d{4})?(?: [IV]+)?|Amendments?) to (?:the )?",
        r"\bProtocol on (?:(?!part|acced|access|adher)[^.,;:]){3,140}? to the ",
        r"[Ii]mplementation of (?:the Provisions|Part XI) of the ",
        r"supplementing the |\bAgreement under the ",
    ),
    Language.FR: (
        r"(?:[Cc]onférences?|[Rr]éunions?)\b[^.,;:]{0,30}\bdes (?:États )?[Pp]arties "
        r"(?:chargées? (?:d['’]examiner(?: et de proroger)?|"
        r"de l['’]examen(?: et de la prorogation)?) )?(?:à la|aux?|de la|du|des|la|les?) ",
        r"[Cc]onférences?\b[^.,;:]{0,40} chargées? (?:d['’]examiner(?: et de proroger)?|"
        r"de l['’]examen(?: et de la prorogation)?) (?:du|de la|des|la|les?) ",
        r"[Cc]onférences? (?:d['’]examen|de révision)\b[^.,;:]{0,40} (?:du|de la|des) ",
        r"(?:Protocoles?(?: (?:facultatif|additionnel)s?)?(?: [IV]+)?(?: de \d{4})?(?: relatif)?|"
        r"Amendements?) (?:à la|aux?) ",
        r"application (?:de la partie XI|des dispositions) de la ",
        r"(?:Accord|Protocole facultatif) se rapportant (?:à la|au) ",
    ),
    Language.ES: (
        r"(?:[Cc]onferencias?|[Rr]euni(?:ón|ones))\b[^.,;:]{0,30}"
        r"\bde (?:las|los Estados) [Pp]artes[\s\u200e]+"
        r"(?:[^.,;:]{0,20}\bencargadas? del [^.,;:]{4,30} )?(?:en (?:el|la|los)|del|de la|de los) ",
        r"encargadas? del [Ee]xamen (?:y (?:de )?la [Pp]rórroga )?(?:del|de la|de los) ",
        r"[Cc]onferencias? de (?:Examen|Revisión) (?:del|de la|de los) ",
        r"(?:Protocolos?(?: (?:Facultativos?|Adicional(?:es)?))?(?: [IV]+)?(?: de \d{4})?"
        r"(?: relativo)?|Enmiendas?(?: Propuestas)?) (?:al?|del?)(?: la| los| las)? ",
        r"Aplicación de (?:la Parte XI|las Disposiciones) de la ",
        r"que complementan? la |\bAcuerdo en el marco de la ",
    ),
    Language.RU: (
        r"(?:[Кк]онференц|[Сс]овещан|[Аа]ссамбле)[а-я]+\s(?:[^.,;:]{0,30}\s)?"
        r"(?:государств\s?[-‑–—]+\s?)?(?:[Уу]частников|[Сс]торон)\s",
        r"[Кк]онференц[а-я]+[^.,;:]{0,40}\sпо\s(?:рассмотрению действия\s)?",
        r"(?:[Пп]ротокол[а-я]*(?:\s[IV]+)?(?:\s\d{4} года)?|[Пп]оправ[а-я]+)\sк\s",
        r"осуществлении (?:части XI|положений)\s",
        r"дополняющ[а-я]+\s|Соглашени[а-я]+ на базе ",
    ),
    Language.AR: (
        r"(?:مؤتمر|اجتماع)\w*\s(?:[^.،؛:]{0,30}\s)?(?:الدول\s)?(?:ال|لل)[أا]طراف\sفي\s",
        r"مؤتمر\w*\sاستعراض\s",
        r"بروتوكول\w*\s(?:[^.،؛:]{0,40}\s)?(?:الملحق\w*\sب|ل)",
        r"المكم[َُِّ]*ل\w*\sل",
        r"(?:تعديل|التعديلات المقترحة على|تنفيذ (?:ما تتضمنه|أحكام|الجزء الحادي عشر من))\s",
    ),
}
_REACH = 180  # code points before the name that are looked at

# In Chinese it stands behind the name: 《……条约》缔约国1995年审议和延期大会, 《……公约……议定书》.
_ORDINAL = r"(?:第[一二三四五六七八九十百\d]{1,5}[次届]|\d{4}年)?"
_CHINESE_BEHIND = re.compile(
    rf"》?{_ORDINAL}(?:缔约[国方])?{_ORDINAL}(?:审议(?:和延期)?|审查|特别|修正)?(?:大会|会议)|"
    r"(?!》)[^《》]{0,60}(?:议定书|修正案)》|"
    r"》?的?(?:第.{1,2}(?:号|项)?)?(?:附加|任择)?(?:议定书|修正案)"
)


@cache
def _before(language: Language) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(_BEFORE[language])})\Z")


def is_part_of_longer_name(text: str, span: tuple[int, int], language: Language) -> bool:
    """Say whether the treaty's name at `span` names a conference, protocol or the like.

    >>> said = "Additional Protocol I to the Geneva Conventions"
    >>> is_part_of_longer_name(said, (29, 47), Language.EN)
    True
    """
    start, end = span
    if language is Language.ZH:
        return _CHINESE_BEHIND.match(text, end) is not None
    return _before(language).search(text[max(0, start - _REACH) : start]) is not None

"""Which bodies adopt resolutions, how texts name them in the six languages, and when they met."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import cache
from itertools import pairwise

from corpus.model import Citation, Language
from corpus.symbols import roman


class Body(Enum):
    """A body that adopts resolutions; the value is its organ's code or, without one, its name."""

    ASSEMBLY = "GA"
    SECURITY_COUNCIL = "SC"
    ECOSOC = "ECOSOC"
    HUMAN_RIGHTS_COUNCIL = "HRC"
    COMMISSION_ON_HUMAN_RIGHTS = "the Commission on Human Rights"
    CRIME_COMMISSION = "the Commission on Crime Prevention and Criminal Justice"
    DRUGS_COMMISSION = "the Commission on Narcotic Drugs"
    ORGANIZED_CRIME_CONFERENCE = "the Conference of the Parties to the Organized Crime Convention"
    CORRUPTION_CONFERENCE = "the Conference of the States Parties to the Corruption Convention"
    ENVIRONMENT_ASSEMBLY = "the United Nations Environment Assembly"
    HABITAT_ASSEMBLY = "the United Nations Habitat Assembly"
    PARTIES = "a conference of parties"
    COMMISSION = "commissions"
    OTHER = "that body"
    COUNCIL = "the Council"  # whichever council was named before, or is speaking


ORGANS = frozenset({Body.ASSEMBLY, Body.SECURITY_COUNCIL, Body.ECOSOC, Body.HUMAN_RIGHTS_COUNCIL})
COUNCILS = frozenset({Body.SECURITY_COUNCIL, Body.ECOSOC, Body.HUMAN_RIGHTS_COUNCIL})
# Bodies that number their resolutions by session and have had few sessions yet: 5/1, 27/6.
BY_SHORT_SESSION = frozenset(Body) - {
    Body.ASSEMBLY,
    Body.SECURITY_COUNCIL,
    Body.ECOSOC,
    Body.COUNCIL,
    Body.COMMISSION_ON_HUMAN_RIGHTS,
}
# Bodies that number theirs by year, like ECOSOC: Commission on Human Rights 2005/80.
BY_YEAR = frozenset({Body.ECOSOC, Body.COMMISSION_ON_HUMAN_RIGHTS, Body.COMMISSION, Body.OTHER})
# Named with a number of the old form that the Assembly never gave, these are meant: 574 (XXVII).
BY_OLD_SESSION = frozenset({Body.COMMISSION, Body.COMMISSION_ON_HUMAN_RIGHTS, Body.OTHER})
# Named with a number, these are meant even if the Human Rights Council met in the year of its date.
NAMED_ELSEWHERE = BY_SHORT_SESSION - {Body.HUMAN_RIGHTS_COUNCIL, Body.COMMISSION, Body.OTHER}
# What their resolutions are called where no symbol can be given.
SHORT_NAMES = {
    Body.CRIME_COMMISSION: "CCPCJ",
    Body.DRUGS_COMMISSION: "CND",
    Body.ORGANIZED_CRIME_CONFERENCE: "UNTOC COP",
    Body.CORRUPTION_CONFERENCE: "UNCAC COSP",
    Body.COMMISSION_ON_HUMAN_RIGHTS: "CHR",
}
# These two print the symbol that the bare number leads to: UNEP/EA.4/Res.10.
SYMBOL_OF_NUMBER = {
    Body.ENVIRONMENT_ASSEMBLY: "UNEP/EA.{}/Res.{}",
    Body.HABITAT_ASSEMBLY: "HSP/HA.{}/Res.{}",
}

# Longer names first: what "联合国环境大会" takes is no longer there for "大会".
_NAMES: dict[Language, dict[Body, str]] = {
    Language.ZH: {
        Body.ENVIRONMENT_ASSEMBLY: "联合国环境大会|环境大会",
        Body.HABITAT_ASSEMBLY: "(?:联合国)?人居大会",
        Body.OTHER: "世界卫生大会|环境规划署理事会|缔约国大会|粮农组织大会|世界气象大会|"
        "世界旅游组织大会|美洲国家组织大会",
        Body.HUMAN_RIGHTS_COUNCIL: "人权理事会",
        Body.ECOSOC: "经济及社会理事会|经社理事会",
        Body.SECURITY_COUNCIL: "安全理事会|安理会",
        Body.COMMISSION_ON_HUMAN_RIGHTS: "人权委员会",
        Body.CRIME_COMMISSION: "预防犯罪和刑事司法委员会",
        Body.DRUGS_COMMISSION: "麻醉药品委员会",
        Body.ORGANIZED_CRIME_CONFERENCE: "跨国有组织犯罪公约》?(?:第.{1,3}次)?缔约方(?:大会|会议)",
        Body.CORRUPTION_CONFERENCE: "反腐败公约》?(?:第.{1,3}次)?缔约[国方]会议|公约》?缔约国会议",
        Body.PARTIES: "缔约方大会|缔约方会议|缔约国会议",
        Body.COMMISSION: "委员会",
        Body.ASSEMBLY: "联合国大会|联大|大会",
        Body.COUNCIL: "理事会",
    },
    Language.EN: {
        Body.ENVIRONMENT_ASSEMBLY: "(?:United Nations )?Environment Assembly",
        Body.HABITAT_ASSEMBLY: "(?:UN-|United Nations )?Habitat Assembly",
        Body.OTHER: "(?:World Health|Parliamentary) Assembly|Governing Council|Assembly of States|"
        "General Assembly of the (?:World Tourism Organization|Organization of American States)",
        Body.HUMAN_RIGHTS_COUNCIL: "Human Rights Council",
        Body.ECOSOC: "Economic and Social Council",
        Body.SECURITY_COUNCIL: "Security Council",
        Body.COMMISSION_ON_HUMAN_RIGHTS: "Commission on Human Rights",
        Body.CRIME_COMMISSION: "Commission on Crime Prevention and Criminal Justice",
        Body.DRUGS_COMMISSION: "Commission on Narcotic Drugs",
        Body.ORGANIZED_CRIME_CONFERENCE: "Conference of the Parties to the (?:United Nations )?"
        "Convention against Transnational Organized Crime",
        Body.CORRUPTION_CONFERENCE: "Conference of the States Parties(?: to the "
        "(?:United Nations )?Convention against Corruption)?",
        Body.PARTIES: "Conference of (?:the )?(?:States )?Parties|Meeting of (?:the )?Parties",
        Body.COMMISSION: "Commission on the Status of Women|Economic (?:and Social )?Commission "
        "for (?:Asia and the Pacific|Western Asia|Africa|Europe|"
        "Latin America(?: and the Caribbean)?)|"
        "Statistical Commission|Commission on Population(?: and Development)?|"
        "Commission for Social Development|"
        "Commission on Science and Technology for Development|Commission",
        Body.ASSEMBLY: "(?:General )?Assembly",
        Body.COUNCIL: "Council",
    },
    Language.FR: {
        Body.ENVIRONMENT_ASSEMBLY: "Assemblée des Nations Unies pour l['’]environnement",
        Body.HABITAT_ASSEMBLY: "Assemblée (?:du Programme )?des Nations Unies pour "
        "(?:l['’]habitat|les établissements humains)|"
        "Assemblée d['’]ONU-Habitat",
        Body.OTHER: "Assemblée mondiale de la [Ss]anté|Conseil d['’]administration|"
        "Assemblée des États|Assemblée générale de l['’]Organisation "
        "(?:mondiale du tourisme|des États américains)",
        Body.HUMAN_RIGHTS_COUNCIL: "Conseil des droits de l['’]homme",
        Body.ECOSOC: "Conseil économique et social",
        Body.SECURITY_COUNCIL: "Conseil de sécurité",
        Body.COMMISSION_ON_HUMAN_RIGHTS: "Commission des droits de l['’]homme",
        Body.CRIME_COMMISSION: "Commission pour la prévention du crime et la justice pénale",
        Body.DRUGS_COMMISSION: "Commission des stupéfiants",
        Body.ORGANIZED_CRIME_CONFERENCE: "Conférence des Parties à la Convention (?:des Nations "
        "Unies )?contre la criminalité transnationale organisée",
        Body.CORRUPTION_CONFERENCE: "Conférence des États [Pp]arties(?: à la Convention "
        "(?:des Nations Unies )?contre la corruption)?",
        Body.PARTIES: "Conférence des (?:États )?[Pp]arties|Réunion des Parties",
        Body.COMMISSION: "Commission(?: économique (?:et sociale )?pour l['’](?:Asie et le "
        "Pacifique|Asie occidentale|Afrique|Europe|Amérique latine(?: et les Caraïbes)?)|"
        " de la condition de la femme|"
        " de la population(?: et du développement)?| du développement social| de statistique)?",
        Body.ASSEMBLY: "Assemblée(?: générale)?(?: des Nations Unies)?",
        Body.COUNCIL: "Conseil",
    },
    Language.ES: {
        Body.ENVIRONMENT_ASSEMBLY: "Asamblea de las Naciones Unidas sobre el Medio Ambiente",
        Body.HABITAT_ASSEMBLY: "Asamblea (?:de ONU-Hábitat|del Programa de las Naciones Unidas "
        "para los Asentamientos|de las Naciones Unidas sobre los "
        "Asentamientos)",
        Body.OTHER: "Asamblea Mundial de la Salud|Consejo de Administración|"
        "Asamblea de los Estados|Asamblea General de la Organización (?:Mundial del Turismo|de los "
        "Estados Americanos)",
        Body.HUMAN_RIGHTS_COUNCIL: "Consejo de Derechos Humanos",
        Body.ECOSOC: "Consejo Económico y Social",
        Body.SECURITY_COUNCIL: "Consejo de Seguridad",
        Body.COMMISSION_ON_HUMAN_RIGHTS: "Comisión de Derechos Humanos",
        Body.CRIME_COMMISSION: "Comisión de Prevención del Delito y Justicia Penal",
        Body.DRUGS_COMMISSION: "Comisión de Estupefacientes",
        Body.ORGANIZED_CRIME_CONFERENCE: "Conferencia de las Partes en la Convención (?:de las "
        "Naciones Unidas )?contra la Delincuencia Organizada Transnacional",
        Body.CORRUPTION_CONFERENCE: "Conferencia de los Estados [Pp]artes(?: en la Convención "
        "(?:de las Naciones Unidas )?contra la Corrupción)?",
        Body.PARTIES: "Conferencia de (?:las|los Estados) [Pp]artes|Reunión de las Partes",
        Body.COMMISSION: "Comisión(?: de la Condición Jurídica y Social de la Mujer| de Población "
        "y Desarrollo| de Desarrollo Social| de Estadística| Económica(?: y Social)? para (?:Asia "
        "y el Pacífico|Asia Occidental|África|Europa|América Latina(?: y el Caribe)?))?",
        Body.ASSEMBLY: "Asamblea(?: General)?(?: de las Naciones Unidas)?",
        Body.COUNCIL: "Consejo",
    },
    Language.RU: {
        Body.ENVIRONMENT_ASSEMBLY: "Ассамбле[яиюей]+ Организации Объединенных Наций по "
        "окружающей среде",
        Body.HABITAT_ASSEMBLY: "Ассамбле[яиюей]+ (?:(?:ООН-)?Хабитат|Организации Объединенных "
        "Наций по населенным пунктам)",
        Body.OTHER: "Всемирн[а-я]+ ассамбле[яиюей]+ здравоохранения|Совет[а-я]* управляющих|"
        "Ассамбле[яиюей]+ государств|Генеральн[а-я]+ [Аа]ссамбле[яиюей]+ (?:Всемирной туристской "
        "организации|Организации американских государств)",
        Body.HUMAN_RIGHTS_COUNCIL: "Совет[а-я]* по правам человека",
        Body.ECOSOC: "Экономическ[а-я]+ и Социальн[а-я]+ Совет[а-я]*",
        Body.SECURITY_COUNCIL: "Совет[а-я]* Безопасности",
        Body.COMMISSION_ON_HUMAN_RIGHTS: "Комисси[а-я]+ по правам человека",
        Body.CRIME_COMMISSION: "Комисси[а-я]+ по предупреждению преступности и уголовному "
        "правосудию",
        Body.DRUGS_COMMISSION: "Комисси[а-я]+ по наркотическим средствам",
        Body.ORGANIZED_CRIME_CONFERENCE: "Конференци[а-я]+ (?:[Уу]частников|[Сс]торон) Конвенции "
        "(?:Организации Объединенных Наций )?против транснациональной организованной преступности",
        Body.CORRUPTION_CONFERENCE: "Конференци[а-я]+ государств\\s?[-—–]\\s?участников"
        "(?: Конвенции (?:Организации Объединенных Наций )?против коррупции)?",
        Body.PARTIES: "Конференци[а-я]+ (?:[Сс]торон|[Уу]частников)|Совещани[а-я]+ [Сс]торон",
        Body.COMMISSION: "(?:Экономическ[а-я]+ (?:и социальн[а-я]+ )?к|К)омисси[а-я]+"
        "(?: по положению женщин| по народонаселению(?: и развитию)?| социального развития|"
        " по науке и технике в целях развития|"
        " для (?:Азии и Тихого океана|Западной Азии|Африки|Латинской Америки(?: и "
        "Карибского бассейна)?))?|Статистическ[а-я]+ комисси[а-я]+",
        Body.ASSEMBLY: "(?:Генеральн[а-я]+ )?Ассамбле[яиюей]+(?: Организации Объединенных Наций)?",
        Body.COUNCIL: "Совет[а-я]*",
    },
    Language.AR: {
        Body.ENVIRONMENT_ASSEMBLY: "جمعية الأمم المتحدة للبيئة",
        Body.HABITAT_ASSEMBLY: "جمعية (?:الأمم المتحدة للموئل|موئل الأمم المتحدة)",
        Body.OTHER: "جمعية الصحة العالمية|مجلس (?:ال)?إدارة|جمعية الدول الأطراف|"
        "الجمعية العامة لمنظمة (?:السياحة العالمية|الدول الأمريكية)",
        Body.HUMAN_RIGHTS_COUNCIL: "مجلس حقوق الإنسان",
        Body.ECOSOC: "المجلس الاقتصادي والاجتماعي",
        Body.SECURITY_COUNCIL: "مجلس الأمن",
        Body.COMMISSION_ON_HUMAN_RIGHTS: "لجنة حقوق الإنسان",
        Body.CRIME_COMMISSION: "لجنة منع الجريمة والعدالة الجنائية",
        Body.DRUGS_COMMISSION: "لجنة المخدرات",
        Body.ORGANIZED_CRIME_CONFERENCE: "مؤتمر الأطراف في اتفاقية الأمم المتحدة لمكافحة الجريمة "
        "المنظمة",
        Body.CORRUPTION_CONFERENCE: "مؤتمر الدول الأطراف(?: في اتفاقية الأمم المتحدة "
        "لمكافحة الفساد)?",
        Body.PARTIES: "مؤتمر (?:الدول )?الأطراف|اجتماع الأطراف",
        Body.COMMISSION: "لجنة وضع المرأة|لجنة السكان(?: والتنمية)?|لجنة التنمية الاجتماعية|"
        "لجنة تسخير العلم والتكنولوجيا لأغراض التنمية|"
        "اللجنة الاقتصادية(?: والاجتماعية)? (?:لآسيا والمحيط الهادئ|لغربي آسيا|لأفريقيا|لأوروبا|"
        "لأمريكا اللاتينية(?: ومنطقة البحر الكاريبي)?)|"
        "اللجنة(?: الإحصائية)?",
        Body.ASSEMBLY: "الجمعية(?: العامة)?(?: للأمم المتحدة)?",
        Body.COUNCIL: "المجلس",
    },
}

# The documents of a body stand for it: "CTOC/COP/2020/10, sect. I.A, resolution 10/1". The report
# of the Human Rights Council is Supplement No. 53 of the General Assembly's records.
_BODY_OF_DOCUMENT = {
    r"CTOC/COP/": Body.ORGANIZED_CRIME_CONFERENCE,
    r"CAC/COSP/": Body.CORRUPTION_CONFERENCE,
    r"A/HRC/|A/\d\d/53(?:/|\Z)": Body.HUMAN_RIGHTS_COUNCIL,
    r"(?:UNEP/)?CBD/": Body.PARTIES,
    r"UNEP/EA\.": Body.ENVIRONMENT_ASSEMBLY,
}


# Initials that stand for a body in every language, and with a number for its resolution:
# "CCPCJ 22/7", "COP 10/6", "COSP 8/4". Resolutions numbered so by a COP are the crime convention's;
# the conferences on climate and on diversity take decisions.
_INITIALS = {
    Body.CRIME_COMMISSION: "CCPCJ",
    Body.DRUGS_COMMISSION: "CND",
    Body.ORGANIZED_CRIME_CONFERENCE: "(?:(?:UNTOC|CTOC)[ -])?COP",
    Body.CORRUPTION_CONFERENCE: "(?:(?:UNCAC|CAC)[ -])?COSP",
    Body.ENVIRONMENT_ASSEMBLY: "UNEA",
}


def _standing_alone(initials: str) -> str:
    return rf"(?<![A-Za-z0-9/.-]){initials}(?![A-Za-z0-9/.-])"


INITIALS = _standing_alone(f"(?:{'|'.join(_INITIALS.values())})")
"""The source of a pattern for the initials of bodies."""
INITIALS_BEFORE_NUMBER = rf"{INITIALS}(?=\s?\d{{1,2}}\s?/\s?\d{{1,2}}(?!\d))"
"""The source of a pattern for initials that make the number right behind them a resolution's."""


@cache
def _names(language: Language) -> dict[Body, str]:
    """Return the source of the pattern for each body, names before initials."""
    return {
        body: f"{name}|{_standing_alone(_INITIALS[body])}" if body in _INITIALS else name
        for body, name in _NAMES[language].items()
    }


@cache
def body_pattern(language: Language) -> re.Pattern[str]:
    """Return what finds the bodies by name: a named group for each."""
    names = _names(language)
    return re.compile("|".join(f"(?P<{body.name}>{name})" for body, name in names.items()))


def body_names(language: Language) -> str:
    """Return the source of a pattern for the bodies' names, without any group of its own."""
    return "|".join(_names(language).values())


@dataclass(frozen=True, slots=True)
class BodyName:
    """Where a text names a body, in code points, and which."""

    start: int
    end: int
    body: Body


def find_bodies(text: str, language: Language, documents: Iterable[Citation]) -> list[BodyName]:
    """Return the bodies that the text names, by name or by the symbol of a document of theirs."""
    named = [
        BodyName(match.start(), match.end(), Body[match.lastgroup or "OTHER"])
        for match in body_pattern(language).finditer(text)
    ]
    for document in documents:
        for pattern, body in _BODY_OF_DOCUMENT.items():
            if re.match(pattern, document.symbol or ""):
                named.append(BodyName(*document.span, body))
    return sorted(named, key=lambda name: name.start)


# --- When they met ------------------------------------------------------------------------------


def assembly_met(session: int, year: int) -> bool:
    """Say whether the Assembly's session fell in the year: n opens in September of 1945 + n."""
    return year - (1945 + session) in (0, 1)


# One count ran through the Assembly's first thirty sessions and the special ones between them, to
# 3541 (XXX): about the first number of each. What UNxml's resolutions link lies within these.
_FIRST_OF_SESSION = (
    *(1, 104, 187, 274, 376, 501, 607, 713, 808, 907),
    *(998, 1127, 1235, 1351, 1474, 1626, 1746, 1876, 1994, 2008),
    *(2134, 2258, 2372, 2497, 2621, 2758, 2894, 3052, 3203, 3362),
    3542,
)
_OF_SPECIAL_SESSION = (104, 185, 1598, 1872, 2248, 3201, 3362)
_ABOUT = 50  # numbers by which these may be off


def assembly_may_have(number: int, session: str) -> bool:
    """Say whether the Assembly may have given the number in that session, XXVII or S-VI.

    >>> assembly_may_have(1514, "XV"), assembly_may_have(574, "XXVII")
    (True, False)
    """
    ordinary = _FIRST_OF_ROMAN.get(session)
    first, next_first = ordinary or _SPECIAL_OF_ROMAN.get(session, (0, _FIRST_OF_SESSION[-1]))
    return first - _ABOUT <= number < next_first + _ABOUT


_FIRST_OF_ROMAN = {
    roman(session): bounds for session, bounds in enumerate(pairwise(_FIRST_OF_SESSION), 1)
}
_SPECIAL_OF_ROMAN = {
    f"S-{roman(session)}": (first, first) for session, first in enumerate(_OF_SPECIAL_SESSION, 1)
}


def human_rights_council_met(session: int, year: int) -> bool:
    """Say whether the Council's session fell in the year: three a year, since 2006."""
    return year == 2006 + (session - 1) // 3


# The General Assembly's special sessions with numbers like S-28/1, since there is another council.
_SPECIAL_SESSIONS = {28: 2005, 29: 2014, 30: 2016, 31: 2020, 32: 2021}
# In the same year the Human Rights Council held the special session of the same number.
_BOTH_MET = {32: 2021}
_YEAR_OF_NEXT_SPECIAL = 2025  # or later
_FIRST_YEAR_OF_COUNCIL = 2006


def body_of_special_session(session: int, year: int) -> Body | None:
    """Return which of the two held its special session of this number in this year.

    None where that is not known, or both did.
    """
    if _BOTH_MET.get(session) == year:
        return None
    if _SPECIAL_SESSIONS.get(session) == year:
        return Body.ASSEMBLY
    is_later = session > max(_SPECIAL_SESSIONS) and year >= _YEAR_OF_NEXT_SPECIAL
    if year < _FIRST_YEAR_OF_COUNCIL or is_later:
        return None
    return Body.HUMAN_RIGHTS_COUNCIL


# Commissions that meet once a year: the year before that of their first session.
YEARLY = {
    Body.DRUGS_COMMISSION: (1957,),
    Body.CRIME_COMMISSION: (1991,),
    Body.COMMISSION: (1956, 1944),  # on the Status of Women; for Asia and the Pacific
}

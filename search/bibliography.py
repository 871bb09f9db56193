"""Resolutions as references, for programs that keep them: BibTeX, RIS and CSL-JSON. No I/O."""

import json
import re

from corpus.model import Language, Resolution
from corpus.symbols import parse_symbol, undocs_url
from search.terminal import escape_json, printable

_ORGANS = {
    "GA": {
        Language.ZH: "联合国大会",
        Language.EN: "United Nations General Assembly",
        Language.FR: "Assemblée générale des Nations Unies",
        Language.ES: "Asamblea General de las Naciones Unidas",
        Language.RU: "Генеральная Ассамблея Организации Объединенных Наций",
        Language.AR: "الجمعية العامة للأمم المتحدة",
    },
    "ECOSOC": {
        Language.ZH: "联合国经济及社会理事会",
        Language.EN: "United Nations Economic and Social Council",
        Language.FR: "Conseil économique et social des Nations Unies",
        Language.ES: "Consejo Económico y Social de las Naciones Unidas",
        Language.RU: "Экономический и Социальный Совет Организации Объединенных Наций",
        Language.AR: "المجلس الاقتصادي والاجتماعي للأمم المتحدة",
    },
    "SC": {
        Language.ZH: "联合国安全理事会",
        Language.EN: "United Nations Security Council",
        Language.FR: "Conseil de sécurité des Nations Unies",
        Language.ES: "Consejo de Seguridad de las Naciones Unidas",
        Language.RU: "Совет Безопасности Организации Объединенных Наций",
        Language.AR: "مجلس الأمن التابع للأمم المتحدة",
    },
    "HRC": {
        Language.ZH: "联合国人权理事会",
        Language.EN: "United Nations Human Rights Council",
        Language.FR: "Conseil des droits de l’homme des Nations Unies",
        Language.ES: "Consejo de Derechos Humanos de las Naciones Unidas",
        Language.RU: "Совет по правам человека Организации Объединенных Наций",
        Language.AR: "مجلس حقوق الإنسان التابع للأمم المتحدة",
    },
}
_UNITED_NATIONS = {
    Language.ZH: "联合国",
    Language.EN: "United Nations",
    Language.FR: "Nations Unies",
    Language.ES: "Naciones Unidas",
    Language.RU: "Организация Объединенных Наций",
    Language.AR: "الأمم المتحدة",
}
# BibTeX names languages by their English names; so does babel, which reads `langid`.
_LANGUAGE_NAMES = {
    Language.ZH: "chinese",
    Language.EN: "english",
    Language.FR: "french",
    Language.ES: "spanish",
    Language.RU: "russian",
    Language.AR: "arabic",
}
_TEX_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "%": r"\%",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
    "$": r"\$",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def bibtex(resolution: Resolution) -> str:
    """The resolution as a BibTeX entry, ending in an empty line.

    The model texts of the built-in sample have no author: they are no UN documents.
    """
    author = _author(resolution)
    fields = {
        "author": f"{{{_tex(author)}}}" if author else "",
        "title": f"{{{_tex(resolution.title)}}}",
        "number": _tex(resolution.symbol),
        "date": resolution.adopted.isoformat() if resolution.adopted else "",
        "year": str(resolution.adopted.year) if resolution.adopted else "",
        "url": _address(resolution),
        "langid": _LANGUAGE_NAMES[resolution.language],
        "keywords": ", ".join(_tex(subject) for subject in _subjects(resolution)),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{_key(resolution)},", *lines, "}"]) + "\n\n"


def ris(resolution: Resolution) -> str:
    """The resolution as a RIS record, ending in an empty line."""
    fields = [
        ("TY", "GOVDOC"),
        ("AU", _author(resolution)),
        ("TI", resolution.title),
        ("SN", resolution.symbol),
        ("DA", resolution.adopted.strftime("%Y/%m/%d") if resolution.adopted else ""),
        ("PY", str(resolution.adopted.year) if resolution.adopted else ""),
        *(("KW", subject) for subject in _subjects(resolution)),
        ("LA", str(resolution.language)),
        ("UR", _address(resolution)),
    ]
    lines = [f"{tag}  - {_one_line(value)}" for tag, value in fields if value]
    return "\n".join([*lines, "ER  - "]) + "\n\n"


def csl(resolution: Resolution) -> str:
    """The resolution as an item of CSL-JSON, on one line without a comma."""
    author = _author(resolution)
    adopted = resolution.adopted
    item: dict[str, object] = {
        "id": _key(resolution),
        "type": "report",
        "title": _one_line(resolution.title),
        "number": resolution.symbol,
        "language": str(resolution.language),
        "URL": _address(resolution),
    }
    if author:
        item["author"] = [{"literal": author}]
    if adopted:
        item["issued"] = {"date-parts": [[adopted.year, adopted.month, adopted.day]]}
    if subjects := _subjects(resolution):
        item["keyword"] = ", ".join(subjects)
    return escape_json(json.dumps(item, ensure_ascii=False))


def _author(resolution: Resolution) -> str:
    if resolution.sample:
        return ""
    organ = _ORGANS.get(resolution.organ, _UNITED_NATIONS)
    return organ[resolution.language]


def _key(resolution: Resolution) -> str:
    """A key that any program takes: "A-RES-67-186-zh"."""
    return re.sub(r"[^A-Za-z0-9]+", "-", f"{resolution.symbol}-{resolution.language}").strip("-")


def _address(resolution: Resolution) -> str:
    return undocs_url(parse_symbol(resolution.symbol), resolution.language)


def _subjects(resolution: Resolution) -> list[str]:
    """The library's headings or, where it gave none, the labels of a program."""
    headings = [subject.label for subject in resolution.subjects if subject.is_heading]
    return list(dict.fromkeys(headings or (subject.label for subject in resolution.subjects)))


def _one_line(text: str) -> str:
    return " ".join(printable(text).split())


def _tex(text: str) -> str:
    return "".join(_TEX_SPECIAL.get(char, char) for char in _one_line(text))

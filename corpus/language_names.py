"""The language that a name or code means.

Known are ISO 639-1 and 639-2, the letters and codes of the UN's own systems, the names of the
languages in English, in Chinese and in themselves, and tags with a region or script behind them.
"""

import unicodedata

from corpus.model import Language

_NAMES = {
    Language.ZH: "zh zho chi ch cn c chinese 中文 汉语 漢語 华语 普通话",
    Language.EN: "en eng e english 英文 英语 英語",
    Language.FR: "fr fra fre f french français francais 法文 法语 法語",
    Language.ES: "es spa sp s spanish español espanol castellano 西文 西班牙文 西班牙语 西班牙語",
    Language.RU: "ru rus r russian русский 俄文 俄语 俄語",
    Language.AR: "ar ara a arabic العربية عربي 阿文 阿拉伯文 阿拉伯语 阿拉伯語",
}

_BY_NAME = {name: language for language, names in _NAMES.items() for name in names.split()}


def language_named(text: str) -> Language | None:
    """The language that a name or code means, None where it means none of the six.

    >>> [str(language_named(name)) for name in ("zh-CN", "Chinese", "C", "法语", "русский", "de")]
    ['zh', 'zh', 'zh', 'fr', 'ru', 'None']
    """
    plain = unicodedata.normalize("NFKC", text).strip().casefold()
    code, _, region = plain.replace("_", "-").partition("-")
    return _BY_NAME.get(plain) or (_BY_NAME.get(code) if region and len(code) > 1 else None)

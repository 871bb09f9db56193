"""Whether bytes that were to be a document are a web page, and what pages say in place of one."""

import re

from corpus.errors import DocumentError

_LOOKED_AT = 16_384
"""So many bytes of a page say what it is."""

# What may stand before the first element: a byte order mark, XML's own line, doctypes, comments
# such as the one in which browsers note where a page was saved from.
_BEFORE = re.compile(rb"(?:\xef\xbb\xbf|\s+|<\?[^>]*>|<!--.*?-->|<!doctype[^>]*>)*", re.S | re.I)
_DOCTYPE = re.compile(rb"<!doctype\s+html", re.I)
_FIRST = re.compile(
    rb"<(?:html|head|body|meta|title|base|link|script|style|table|div|span|p|h[1-6]|center|font|br"
    rb"|hr|frameset|iframe|form|ul|ol|article|main|header)[\s>/]",
    re.I,
)
# A script of the firewall in front of a site, which lets browsers through and nothing else.
_CHALLENGE = re.compile(
    rb"gokuprops|awswafintegration|x-amzn-waf|/cdn-cgi/challenge-platform|cf-browser-verification"
    rb"|_incapsula_resource|px-captcha|captcha-delivery\.com|<title>\s*just a moment",
    re.I,
)
# What is said, in the six languages, where there is no document: that it is not there, not in this
# language, not for this reader, or not without a browser.
_NO_DOCUMENT = re.compile(
    r"""
      \b(?:document|page|file|resource|record|url|symbol)s?\b[^.]{0,60}\b(?:(?:is|are|was|were)\s)?
      (?:not\s(?:currently\s)?available|unavailable|not\s(?:be\s)?found|do(?:es)?\snot\sexist
        |no\slonger\s(?:exists?|available))
    | \bno\s(?:document|record|result|match)\w*\s(?:\w+\s){0,2}(?:found|match|available)
    | \b(?:page\snot\sfound|access\s(?:is\s)?denied|internal\sserver\serror|bad\sgateway
        |service\s(?:temporarily\s)?unavailable|gateway\stime-?out|too\smany\srequests)\b
    | \b(?:javascript\sis\s(?:disabled|required)|enable\s(?:javascript|cookies)
        |not\sa\srobot|you\sare\s(?:a\s)?human|checking\syour\sbrowser|security\scheck
        |captcha)\b
    | \b(?:document|page|fichier)\b[^.]{0,60}
        (?:n[’']est\spas\sdisponible|n[’']existe\spas|introuvable|n[’']a\spas\sété\strouvé)
    | \baucun\s(?:document|résultat)\s(?:n[’']|trouvé)
    | \b(?:documento|página|archivo)\b[^.]{0,60}(?:no\sest[áa]\sdisponible|no\sexiste|no\sencontrad
        |no\sse\s(?:ha\sencontrado|encontr))
    | (?:документ|страниц|файл)\w*[^.]{0,60}(?:не\sнайден|недоступ|не\sсуществует|не\sимеется)
    | (?:الوثيقة|المستند|الصفحة|الملف)[^.]{0,60}(?:غير\s(?:متاح|متوفر|موجود)|لا\sيوجد|لا\sتوجد)
    | تعذر\sالعثور | (?:لم|لا)\sيتم\sالعثور
    | (?:文件|文档|文檔|页面|頁面|网页|網頁)[^。]{0,30}
        (?:不存在|不可用|未找到|找不到|无法(?:找到|显示|访问)|(?:没有|沒有).{1,4}文?(?:版|本))
    | 找不到.{0,8}(?:文件|文档|页面|网页)
    | 验证您?(?:是否|不)是 | 访问(?:被拒绝|受限) | 服务器(?:内部)?错误
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LONGEST_NOTICE = 6_000  # characters; what is adopted without an organ enacting it is longer


def is_web_page(data: bytes) -> bool:
    r"""Whether these bytes are HTML, whatever stands before its first element.

    >>> is_web_page(b"<!-- saved from url=(0014)about:internet -->\n<HTML><body>Text")
    True
    >>> is_web_page(b'<?xml version="1.0"?><akomaNtoso xmlns="urn:x"/>')
    False
    """
    start = _as_ascii(data[:_LOOKED_AT])
    before = _BEFORE.match(start)
    end = before.end() if before else 0
    return bool(_DOCTYPE.search(start[:end]) or _FIRST.match(start, end))


def refuse_no_document(data: bytes, name: str) -> None:
    """Raise what to tell of a page that asks whether a browser is there, and holds nothing else."""
    if _CHALLENGE.search(_as_ascii(data[:_LOOKED_AT])):
        raise DocumentError(
            f"{name} is no document but a page that asks whether a browser is there.",
            "Open the document in a browser, save the file itself, and add that.",
        )


def says_there_is_no_document(text: str) -> bool:
    """Whether a text that is no resolution tells, in one of the six languages, that there is none.

    >>> says_there_is_no_document("The document you are looking for is not available.")
    True
    >>> says_there_is_no_document("所请求的文件没有中文版。"), says_there_is_no_document("第1条")
    (True, False)
    """
    return len(text) <= _LONGEST_NOTICE and bool(_NO_DOCUMENT.search(text))


def _as_ascii(data: bytes) -> bytes:
    """The bytes without those that UTF-16 puts between Latin letters."""
    return data.lstrip(b"\xff\xfe").replace(b"\0", b"")

"""Tiny documents in the formats that ODS serves: our own words, made by their bytes."""

import io
import textwrap
import zipfile

from corpus.model import Language

_TEXTS = {
    Language.EN: (
        "A made-up resolution",
        "The General Assembly,",
        "1. Encourages all who read this to let the stand-in fail as the real one does;",
    ),
    Language.FR: (
        "Une résolution inventée",
        "L'Assemblée générale,",
        "1. Encourage tous ceux qui lisent le présent texte à échouer dans les essais;",
    ),
    Language.ES: (
        "Una resolución inventada",
        "La Asamblea General,",
        "1. Alienta a todos los que lean este texto a que fallen con él en los ensayos;",
    ),
    Language.RU: (
        "Вымышленная резолюция",
        "Генеральная Ассамблея,",
        "1. призывает всех читающих ошибаться вместе с ней во время испытаний;",
    ),
    Language.ZH: (
        "虚构的决议",
        "大会，",
        "1. 鼓励所有读到这份样本的人让它像真的一样在测试中出错；",
    ),
    Language.AR: (
        "قرار مختلق",
        "إن الجمعية العامة،",
        "1 - تشجع جميع قراء هذا النص على أن يخطئوا معه أثناء الاختبار؛",
    ),
}
# Every two bytes of a string are a character, as its code point says.
_UNICODE = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
1 begincodespacerange <0000> <FFFF> endcodespacerange
1 beginbfrange <0000> <FFFF> <0000> endbfrange
endcmap end end"""


def pdf(symbol: str, language: Language) -> bytes:
    """A PDF of one page: a resolution of one paragraph."""
    title, formula, paragraph = _TEXTS[language]
    first, *others = _rows(paragraph)
    printed = [(440, 740, symbol), (72, 680, title), (96, 640, formula), (96, 600, first)]
    printed += [(72, 586 - 14 * place, row) for place, row in enumerate(others)]
    if language is Language.AR:
        # Drawn as it is seen, from the right margin; half of 12 points is a character's width.
        printed[1:] = [(612 - x - 6 * len(row), y, row[::-1]) for x, y, row in printed[1:]]
    shown = b"".join(
        b"BT /F 12 Tf %d %d Td <%s> Tj ET\n" % (left, height, _hexadecimal(line))
        for left, height, line in printed
    )
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F 5 0 R >> >> >>",
        _stream(shown),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Sample /Encoding /Identity-H"
        b" /DescendantFonts [6 0 R] /ToUnicode 7 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Sample /DW 500 /FontDescriptor 8 0 R"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        _stream(_UNICODE),
        b"<< /Type /FontDescriptor /FontName /Sample /Flags 4 /FontBBox [0 0 500 700]"
        b" /ItalicAngle 0 /Ascent 700 /Descent 0 /CapHeight 700 /StemV 80 >>",
    )
    body = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start, count = len(body), len(objects) + 1
    body += b"xref\n0 %d\n0000000000 65535 f \n" % count
    body += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    body += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, start)
    return bytes(body)


def _rows(text: str) -> list[str]:
    """The text in short rows, broken at spaces where it has any."""
    return textwrap.wrap(text, max(8, len(text) // 4))


def _hexadecimal(text: str) -> bytes:
    return text.encode("utf-16-be").hex().encode()


def _stream(data: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(data), data)


def docx(language: Language) -> bytes:
    """A Word file with the same text, but for the symbol."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    text = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in _TEXTS[language])
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument'
        '.wordprocessingml.document.main+xml"/></Types>'
    )
    document = f'<w:document xmlns:w="{space}"><w:body>{text}</w:body></w:document>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in (("[Content_Types].xml", types), ("word/document.xml", document)):
            archive.writestr(zipfile.ZipInfo(name), content)
    return buffer.getvalue()


def doc(mark: str) -> bytes:
    """What an old Word file begins with."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + mark.encode()


def word_perfect(mark: str) -> bytes:
    """What a WordPerfect 5.1 file begins with."""
    return b"\xffWPC\x10\x00\x00\x00\x01\x0a\x00\x01\x00\x00\x00\x00" + mark.encode()

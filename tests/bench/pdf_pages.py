"""Resolutions set on pages as UN documents are, for LibreOffice Writer to print as PDF files.

A page has what a reader must tell from text: masthead, running heads and feet, rules, raised marks
and notes at its foot, which a word processor carries over to the next page where they are long.
`STYLES` are manners of setting; in `chance` every document has its own.
"""

import random
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from corpus.model import Footnote, Kind, Language, Resolution
from tests.corpus.laying_out import Laid, Piece, body_laid_out, printed_date

_PROGRAM = "soffice"
_SECONDS = 1800


@dataclass(frozen=True, slots=True)
class Style:
    """A manner of setting; lengths in points.

    `hanging` sets numbers in the margin of their paragraphs. `rule` is the part of the text's width
    that the rule above notes has. `raised` says whether the marks of notes are raised beside their
    texts, too. `counter` is how pages are counted, `heads` whether they repeat title and symbol.
    `typed` is the manner of the 1990s: fixed pitch, symbol and page in the right corner of each
    page, marks as "1/" on the line.
    """

    paper: tuple[float, float] = (612, 792)
    margins: tuple[float, float] = (123, 124)
    size: float = 10
    leading: float = 12
    gap: float = 6
    indent: float = 24
    spacing: float = 0.2
    hanging: bool = False
    justified: bool = True
    hyphens: bool = False
    columns: int = 1
    rule: float = 0.2
    raised: bool = True
    heads: bool = True
    counter: str = "{page}/{pages}"
    typed: bool = False

    def by_chance(self, chance: random.Random) -> "Style":
        """Another manner, chosen by chance."""
        size = chance.choice((9, 9.5, 10, 10.5, 11, 12))
        left = chance.choice((60, 72, 90, 123))
        return replace(
            self,
            paper=chance.choice(((612, 792), (595, 842))),
            margins=(left, chance.choice((60, 72, left))),
            size=size,
            leading=round(size * chance.choice((1.15, 1.2, 1.3, 1.5)), 1),
            gap=chance.choice((0, 3, 6, 12)),
            indent=chance.choice((18, 24, 36)),
            spacing=chance.choice((0, 0.2)),
            hanging=chance.random() < 0.3,
            justified=chance.random() < 0.7,
            hyphens=chance.random() < 0.2,
            rule=chance.choice((0.15, 0.2, 0.3)),
            heads=chance.random() < 0.8,
            counter=chance.choice(("{page}/{pages}", "{page}", "– {page} –", "{page} of {pages}")),
        )


STYLES: Mapping[str, Style] = {
    "word": Style(),
    "ragged": Style(
        paper=(595, 842), margins=(72, 72), size=11, leading=13, justified=False, spacing=0
    ),
    "hanging": Style(hanging=True, margins=(90, 90), gap=8),
    "dense": Style(gap=0, size=11, leading=13, margins=(72, 72), hyphens=True, spacing=0),
    "columns": Style(
        columns=2, margins=(60, 60), size=9, leading=10.5, gap=3, indent=12, spacing=0
    ),
    "plain notes": Style(raised=False, rule=0.3),
    "typed": Style(
        margins=(90, 90),
        size=10,
        gap=12,
        indent=30,
        justified=False,
        spacing=0,
        rule=0.15,
        raised=False,
        typed=True,
    ),
    "chance": Style(),
}


def style_for(name: str, resolution: Resolution) -> Style:
    """The manner of this name, for this document."""
    chance = random.Random(f"{resolution.symbol}{resolution.language}")
    return STYLES[name].by_chance(chance) if name == "chance" else STYLES[name]


# --- What covers say -----------------------------------------------------------------------------

_NATIONS = {
    Language.ZH: "联合国",
    Language.EN: "United Nations",
    Language.FR: "Nations Unies",
    Language.ES: "Naciones Unidas",
    Language.RU: "Организация Объединенных Наций",
    Language.AR: "الأمم المتحدة",
}
_ORGANS = {
    Language.ZH: ("大会", "经济及社会理事会", "安全理事会", "人权理事会"),
    Language.EN: (
        "General Assembly",
        "Economic and Social Council",
        "Security Council",
        "Human Rights Council",
    ),
    Language.FR: (
        "Assemblée générale",
        "Conseil économique et social",
        "Conseil de sécurité",
        "Conseil des droits de l’homme",
    ),
    Language.ES: (
        "Asamblea General",
        "Consejo Económico y Social",
        "Consejo de Seguridad",
        "Consejo de Derechos Humanos",
    ),
    Language.RU: (
        "Генеральная Ассамблея",
        "Экономический и Социальный Совет",
        "Совет Безопасности",
        "Совет по правам человека",
    ),
    Language.AR: (
        "الجمعية العامة",
        "المجلس الاقتصادي والاجتماعي",
        "مجلس الأمن",
        "مجلس حقوق الإنسان",
    ),
}
_ADOPTED = {
    Language.ZH: ("{day}大会决议", "{day}经济及社会理事会决议", "", "{day}人权理事会通过的决议"),
    Language.EN: (
        "Resolution adopted by the General Assembly on {day}",
        "Resolution adopted by the Economic and Social Council on {day}",
        "Adopted by the Security Council at its {meeting}, on {day}",
        "Resolution adopted by the Human Rights Council on {day}",
    ),
    Language.FR: (
        "Résolution adoptée par l’Assemblée générale le {day}",
        "Résolution adoptée par le Conseil économique et social le {day}",
        "Adoptée par le Conseil de sécurité à sa {meeting}, le {day}",
        "Résolution adoptée par le Conseil des droits de l’homme le {day}",
    ),
    Language.ES: (
        "Resolución aprobada por la Asamblea General el {day}",
        "Resolución aprobada por el Consejo Económico y Social el {day}",
        "Aprobada por el Consejo de Seguridad en su {meeting}, celebrada el {day}",
        "Resolución aprobada por el Consejo de Derechos Humanos el {day}",
    ),
    Language.RU: (
        "Резолюция, принятая Генеральной Ассамблеей {day} года",
        "Резолюция, принятая Экономическим и Социальным Советом {day} года",
        "принятая Советом Безопасности на его {meeting} {day} года",
        "Резолюция, принятая Советом по правам человека {day} года",
    ),
    Language.AR: (
        "قرار اتخذته الجمعية العامة في {day}",
        "قرار اتخذه المجلس الاقتصادي والاجتماعي في {day}",
        "الذي اتخذه مجلس الأمن في {meeting} المعقودة في {day}",
        "قرار اعتمده مجلس حقوق الإنسان في {day}",
    ),
}
_SC_ZH = "安全理事会{day}{meeting}通过"
_ITEM = {
    Language.ZH: "议程项目 {item}",
    Language.EN: "Agenda item {item}",
    Language.FR: "Point {item} de l’ordre du jour",
    Language.ES: "Tema {item} del programa",
    Language.RU: "Пункт {item} повестки дня",
    Language.AR: "البند {item} من جدول الأعمال",
}
_REPORT = {
    Language.ZH: "[根据{committee}的报告（{report}）通过]",
    Language.EN: "[on the report of the {committee} ({report})]",
    Language.FR: "[sur la base du rapport de la {committee} ({report})]",
    Language.ES: "[sobre la base del informe de la {committee} ({report})]",
    Language.RU: "[по докладу {committee} ({report})]",
    Language.AR: "[بناء على تقرير {committee} ({report})]",
}
_DISTRIBUTED = {
    Language.FR: "Distr. générale",
    Language.ES: "Distr. general",
}


@dataclass(frozen=True, slots=True)
class _Cover:
    nations: str
    organ: str
    distributed: str
    day: str
    item: str
    adopted: str
    report: str


def _cover(resolution: Resolution) -> _Cover:
    language = resolution.language
    place = ("GA", "ECOSOC", "SC", "HRC").index(resolution.organ)
    day = printed_date(resolution.adopted, language) if resolution.adopted else ""
    said = _ADOPTED[language][place] or _SC_ZH
    facts = {"day": day, "meeting": resolution.meeting or ""}
    report = {"committee": resolution.committee or "", "report": resolution.report or ""}
    return _Cover(
        _NATIONS[language],
        _ORGANS[language][place],
        _DISTRIBUTED.get(language, "Distr.: General"),
        day,
        _ITEM[language].format(item=resolution.agenda_item) if resolution.agenda_item else "",
        said.format(**facts) if day else "",
        _REPORT[language].format(**report) if all(report.values()) else "",
    )


# --- Documents for Writer ------------------------------------------------------------------------

_SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("table", "table"),
        ("fo", "xsl-fo-compatible"),
    )
)
_FONTS = (
    'fo:font-family="Liberation Serif" style:font-family-asian="Noto Serif CJK SC" '
    'style:font-family-complex="Noto Naskh Arabic"'
)
_COUNTRIES = {Language.ZH: "CN", Language.EN: "GB", Language.AR: "EG"}


def _sized(size: float) -> str:
    return " ".join(f'{name}="{size}pt"' for name in _each("fo:font-size"))


def _each(name: str) -> tuple[str, str, str]:
    """A property of type, for Western, East Asian and complex scripts."""
    own = name.replace("fo:", "style:")
    return name, f"{own}-asian", f"{own}-complex"


_BOLD = " ".join(f'{name}="bold"' for name in _each("fo:font-weight"))
_RAISED = 'style:text-position="super 65%"'
_ITALIC = " ".join(f'{name}="italic"' for name in _each("fo:font-style"))


def document(resolution: Resolution, style: Style) -> str:
    """The resolution as a flat OpenDocument text."""
    made = _Made(resolution, style)
    content = "".join(made.content())
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {_SPACES} office:version="1.3" '
        'office:mimetype="application/vnd.oasis.opendocument.text">'
        f"<office:styles>{made.common_styles()}</office:styles>"
        f"<office:automatic-styles>{made.own_styles()}</office:automatic-styles>"
        f"<office:master-styles>{made.pages()}</office:master-styles>"
        f"<office:body><office:text>{content}</office:text></office:body></office:document>"
    )


@dataclass(slots=True)
class _Made:
    """A document under way, with the notes that it has had."""

    resolution: Resolution
    style: Style
    given: set[tuple[str, str]] = field(default_factory=set)

    # --- styles

    def common_styles(self) -> str:
        language = self.resolution.language
        mode = "rl-tb" if language is Language.AR else "lr-tb"
        stops = f'style:tab-stop-distance="{self.style.indent}pt"'
        own = language.value, _COUNTRIES.get(language, language.value.upper())
        western = ("en", "GB") if language in (Language.ZH, Language.AR) else own
        tongue = " ".join(
            f'{name}="{tongue}" {name.replace("language", "country")}="{country}"'
            for name, (tongue, country) in zip(
                _each("fo:language"), (western, own, own), strict=True
            )
        )
        hyphens = str(self.style.hyphens).lower()
        notes = 'text:note-class="footnote" text:start-numbering-at="document"'
        return (
            '<style:default-style style:family="paragraph"><style:paragraph-properties '
            f'style:writing-mode="{mode}" {stops} fo:hyphenation-ladder-count="no-limit" '
            # Writer leaves out stops that it would hang into the margin.
            'style:punctuation-wrap="simple"/>'
            f"<style:text-properties {self._fonts()} {tongue} {_sized(self.style.size)} "
            f'fo:hyphenate="{hyphens}" fo:hyphenation-remain-char-count="2" '
            'fo:hyphenation-push-char-count="2"/></style:default-style>'
            '<style:style style:name="Standard" style:family="paragraph"/>'
            f"{_text_style('Raised', _RAISED)}"
            f"{_text_style('Mark', '' if self.style.typed else _RAISED)}"
            f"{_text_style('At note', _RAISED if self.style.raised else '')}"
            f'<text:notes-configuration {notes} text:citation-style-name="At note" '
            'text:citation-body-style-name="Mark" text:default-style-name="Note"/>'
        )

    def _fonts(self) -> str:
        return _FONTS.replace('Serif" style', 'Mono" style') if self.style.typed else _FONTS

    def own_styles(self) -> str:
        style = self.style
        width = style.paper[0] - sum(style.margins)
        # Writer fills justified or spaced Arabic words, and gives what it adds as other characters.
        arabic = self.resolution.language is Language.AR
        begin = "right" if arabic else "start"
        aligned = "justify" if style.justified and not arabic else begin
        line = f'fo:line-height="{style.leading}pt"'
        body = f'{line} fo:margin-bottom="{style.gap}pt" fo:text-align="{aligned}"'
        hung = f'fo:margin-left="{style.indent}pt" fo:text-indent="-{style.indent}pt"'
        first = f'fo:text-indent="{style.indent}pt"'
        letters = f'fo:letter-spacing="{0 if arabic else style.spacing}pt"'
        small = style.size * 0.85
        note = f'fo:line-height="{small * 1.18:.1f}pt" fo:text-align="{begin}" {first}'
        heading = f'{line} fo:margin-top="{style.gap}pt" fo:margin-bottom="{style.gap}pt"'
        deep = f'fo:margin-left="{2 * style.indent}pt" fo:text-indent="-{style.indent}pt"'
        right = f'fo:margin-left="{width / style.columns * 0.6}pt" {line}'
        paragraphs = {
            "Body": (f"{body} {first}", letters),
            "Numbered": (f"{body} {hung if style.hanging else first}", letters),
            "Deep": (f"{body} {deep if style.hanging else first}", letters),
            "Heading": (f'{heading} fo:keep-with-next="always"', _BOLD),
            "Title": (f'{heading} fo:margin-right="24pt"', f"{_BOLD} {_sized(style.size * 1.2)}"),
            "Adopted": (heading, f"{_BOLD} {_sized(style.size * 1.4)}"),
            "Left": (f'{line} fo:text-align="{begin}"', ""),
            "Bold": (line, _BOLD),
            "Organ": (line.replace(str(style.leading), "22"), f"{_BOLD} {_sized(20)}"),
            "Closing": (right, _ITALIC),
            "Note": (note, f"{_sized(small)} {letters}"),
            "Small": ("", _sized(7)),
            "Head": ("", f"{_BOLD} {_sized(8.5)}"),
            "Corner": (f'fo:margin-left="{width - 120}pt"', ""),
            "Count": ('fo:text-align="end"', f"{_BOLD} {_sized(8.5)}"),
        }
        made = "".join(_paragraph_style(name, *given) for name, given in paragraphs.items())
        made += _paragraph_style("Opening", line, "", master="First")
        made += _text_style("Italic", _ITALIC)
        for name, border in (("Ruled", "0.5pt solid #000000"), ("Plain", "none")):
            made += (
                f'<style:style style:name="{name}" style:family="table-cell">'
                f'<style:table-cell-properties fo:border-bottom="{border}"/></style:style>'
            )
        return made + self._layouts()

    def _layouts(self) -> str:
        style = self.style
        (width, height), (left, right) = style.paper, style.margins
        separator = (
            f'<style:footnote-sep style:width="0.5pt" style:rel-width="{style.rule:.0%}" '
            'style:line-style="solid" style:color="#000000" style:adjustment="left" '
            'style:distance-before-sep="10pt" style:distance-after-sep="5pt"/>'
        )
        columns = f'<style:columns fo:column-count="{style.columns}" fo:column-gap="18pt"/>'
        head = (
            "<style:header-style><style:header-footer-properties "
            'fo:min-height="24pt" fo:margin-bottom="8pt"/></style:header-style>'
        )
        foot = (
            "<style:footer-style><style:header-footer-properties "
            'fo:min-height="14pt" fo:margin-top="12pt"/></style:footer-style>'
        )
        out = ""
        for name, inside in (("Cover", ""), ("Page", columns)):
            out += (
                f'<style:page-layout style:name="{name}"><style:page-layout-properties '
                f'fo:page-width="{width}pt" fo:page-height="{height}pt" fo:margin-top="44pt" '
                f'fo:margin-bottom="32pt" fo:margin-left="{left}pt" fo:margin-right="{right}pt" '
                f'style:footnote-max-height="0pt">{inside}{separator}</style:page-layout-properties>'
                f"{head if name == 'Page' else ''}{foot}</style:page-layout>"
            )
        return out

    # --- pages

    def pages(self) -> str:
        """The first page, and how those behind it are headed and counted."""
        resolution = self.resolution
        job = f"{resolution.adopted.year % 100 if resolution.adopted else 19:02}-10203"
        page = "<text:page-number>2</text:page-number>"
        counter = escape(self.style.counter).format(
            page=page,
            pages="<text:page-count>2</text:page-count>",
        )
        head = _table(
            ((_p("Head", escape(resolution.title)), _p("Count", escape(resolution.symbol))),),
            "Ruled",
        )
        if not self.style.heads:
            head = _p("Small", "")
        if self.style.typed:
            head = _p("Corner", escape(resolution.symbol)) + _p("Corner", f"Page {page}")
        foot = _table(((_p("Small", job), _p("Count", counter)),), "Plain")
        if self.style.typed:
            foot = _p("Small", "/...")
        first = _p("Left", f"{job} (E)") + _p("Left", f"*{job.replace('-', '')}*")
        return (
            '<style:master-page style:name="First" style:page-layout-name="Cover" '
            f'style:next-style-name="Following"><style:footer>{first}</style:footer>'
            '</style:master-page><style:master-page style:name="Following" '
            f'style:page-layout-name="Page"><style:header>{head}</style:header>'
            f"<style:footer>{foot}</style:footer></style:master-page>"
        )

    # --- text

    def content(self) -> Iterator[str]:
        """The cover and the text, block by block."""
        cover = _cover(self.resolution)
        symbol = escape(self.resolution.symbol)
        yield _p("Opening", "")
        yield _table(((_p("Left", cover.nations), _p("Count", symbol)),), "Ruled")
        dated = _p("Left", cover.distributed) + _p("Left", cover.day)
        yield _table(((_p("Organ", cover.organ), dated),), "Ruled")
        for name, text in (
            ("Left", cover.item),
            ("Adopted", cover.adopted),
            ("Left", cover.report),
        ):
            if text:
                yield _p(name, escape(text))
        for laid in body_laid_out(self.resolution):
            yield self.block(laid)

    def block(self, laid: Laid) -> str:
        """A paragraph or a table."""
        if laid.rows:
            rows = tuple(tuple(_p("Left", self.pieces(cell)) for cell in row) for row in laid.rows)
            return _table(rows, "Ruled")
        text = self.pieces(laid.pieces, laid.italic)
        if laid.kind is Kind.TITLE:
            return _p("Title", text)
        if laid.kind is Kind.CLOSING:
            return _p("Closing", text)
        if laid.kind is Kind.HEADING:
            return _p("Heading", f"{escape(laid.label)} {text}" if laid.label else text)
        if not laid.label:
            return _p("Body", text)
        return _p("Deep" if laid.level else "Numbered", f"{escape(laid.label)}<text:tab/>{text}")

    def pieces(self, pieces: Sequence[Piece], italic: int = 0) -> str:
        """Running text with the marks of its notes, and italics at its head."""
        out = ""
        for piece in pieces:
            if isinstance(piece, Footnote):
                out += self.mark(piece)
                continue
            head, rest = piece[:italic], piece[italic:]
            italic -= len(head)
            out += _span("Italic", escape(head)) if head else ""
            out += escape(rest)
        return out

    def mark(self, note: Footnote) -> str:
        """A mark; with its note where that is new."""
        shown = f" {note.mark}/" if self.style.typed else note.mark
        if (note.mark, note.text) in self.given or not note.text:
            return escape(shown) if self.style.typed else _span("Raised", escape(shown))
        self.given.add((note.mark, note.text))
        label = quoteattr(shown)
        return (
            f'<text:note text:note-class="footnote"><text:note-citation text:label={label}>'
            f"{escape(shown)}</text:note-citation><text:note-body>"
            f"{_p('Note', '<text:s/>' + escape(note.text))}</text:note-body></text:note>"
        )


def _p(style: str, content: str) -> str:
    return f'<text:p text:style-name="{style}">{content}</text:p>'


def _span(style: str, content: str) -> str:
    return f'<text:span text:style-name="{style}">{content}</text:span>'


def _table(rows: Sequence[Sequence[str]], cells: str) -> str:
    wide = max(map(len, rows))
    cell = '<table:table-cell table:style-name="{}">{}</table:table-cell>'
    lines = "".join(
        "<table:table-row>"
        + "".join(cell.format(cells, content) for content in (*row, *[""] * (wide - len(row))))
        + "</table:table-row>"
        for row in rows
    )
    columns = f'<table:table-column table:number-columns-repeated="{wide}"/>'
    return f"<table:table>{columns}{lines}</table:table>"


def _text_style(name: str, properties: str) -> str:
    return (
        f'<style:style style:name="{name}" style:family="text">'
        f"<style:text-properties {properties}/></style:style>"
    )


def _paragraph_style(name: str, paragraph: str, text: str, *, master: str = "") -> str:
    opened = f' style:master-page-name="{master}"' if master else ""
    return (
        f'<style:style style:name="{name}" style:family="paragraph"{opened}>'
        f"<style:paragraph-properties {paragraph}/>"
        f"<style:text-properties {text}/></style:style>"
    )


# --- Printing ------------------------------------------------------------------------------------


def print_all(documents: Mapping[str, str]) -> dict[str, bytes]:
    """PDF files of flat OpenDocument texts, by their names; those that Writer cannot print lack."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for name, text in documents.items():
            (folder / f"{name}.fodt").write_text(text, encoding="utf-8")
        command = [
            _PROGRAM,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            *[str(folder / f"{name}.fodt") for name in documents],
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)
        return {path.stem: path.read_bytes() for path in folder.glob("*.pdf")}

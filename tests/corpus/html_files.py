"""Web pages made for tests, as sites set resolutions: by paragraphs, or by lists with links."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape

from corpus.model import Footnote, Language, Resolution
from tests.corpus.laying_out import Laid, Piece, laid_out

_TYPES = ("1", "a", "i")


def page(body: str, head: str = "") -> str:
    """A page with this body and head."""
    return f"<!DOCTYPE html>\n<html><head>{head}</head><body>{body}</body></html>"


@dataclass(slots=True)
class _Page:
    """A page under way: its notes so far. `linked` sets them as links to a list of notes."""

    language: Language
    counted: bool
    notes: list[Footnote] = field(default_factory=list)

    def block(self, laid: Laid) -> str:
        if laid.rows:
            rows = "".join(
                "<tr>" + "".join(f"<td>{self.pieces(cell)}</td>" for cell in row) + "</tr>"
                for row in laid.rows
            )
            return f"<table>\n{rows}</table>\n"
        text = self.pieces(laid.pieces, laid.italic)
        if laid.bold:
            text = f"<b>{text}</b>"
        # Arabic and quoted Roman numerals are set by no browser: such numbers are typed.
        if self.counted and laid.number and (self.language is not Language.AR or not laid.level):
            kind = _TYPES[laid.level]
            return f'<ol type="{kind}"><li value="{laid.number}">{text}</li></ol>\n'
        return f"<p>{escape(laid.label)}{'&nbsp; ' if laid.label else ''}{text}</p>\n"

    def pieces(self, pieces: Sequence[Piece], italic: int = 0) -> str:
        out = ""
        for piece in pieces:
            if isinstance(piece, Footnote):
                out += self.mark(piece)
                continue
            head, rest = piece[:italic], piece[italic:]
            italic -= len(head)
            out += (f"<i>{escape(head)}</i>" if head else "") + escape(rest)
        return out

    def mark(self, note: Footnote) -> str:
        known = [one for one in self.notes if (one.mark, one.text) == (note.mark, note.text)]
        if not known:
            self.notes.append(note)
        if self.counted:
            place = self.notes.index(known[0] if known else note)
            return f'<a href="#fn{place}" id="ref{place}">[{note.mark}]</a>'
        return f"<sup>{note.mark}</sup>"

    def end(self) -> Iterable[str]:
        yield "<hr>\n"
        for place, note in enumerate(self.notes):
            if self.counted:
                back = f'<a href="#ref{place}">[{note.mark}]</a>'
                yield f'<p id="fn{place}">{back} {escape(note.text)}</p>\n'
            else:
                yield f"<p><sup>{note.mark}</sup> {escape(note.text)}</p>\n"


def resolution_page(resolution: Resolution, *, counted: bool, encoding: str = "utf-8") -> bytes:
    """A resolution as a web page; `counted` leaves its numbers to lists and links its notes."""
    made = _Page(resolution.language, counted)
    body = "".join(map(made.block, laid_out(resolution))) + "".join(made.end())
    navigation = '<nav><a href="/">Home</a></nav><script>var a = "<p>no text</p>";</script>'
    head = f'<meta charset="{encoding}"><title>{resolution.symbol}</title>'
    return page(navigation + body, head).encode(encoding, "xmlcharrefreplace")

"""PDF files made for tests: text set at given places, without any library."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

FONTS = {"plain": "Times-Roman", "italic": "Times-Italic", "bold": "Times-Bold"}


@dataclass(frozen=True, slots=True)
class Set:
    """A piece of text with the place of its baseline's start, in points from the lower left."""

    x: float
    y: float
    text: str
    size: float = 10.0
    font: str = "plain"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A horizontal rule."""

    left: float
    right: float
    y: float


def pdf_file(pages: Sequence[Iterable[Set | Drawn]], *, encrypted: bool = False) -> bytes:
    """The bytes of a PDF file with these pages, of 612 by 792 points."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    fonts = []
    for name, base in FONTS.items():
        kind = f"/Subtype /Type1 /BaseFont /{base} /Encoding /WinAnsiEncoding"
        objects.append(f"<< /Type /Font {kind} >>".encode())
        fonts.append(f"/{name} {len(objects)} 0 R")
    kids = []
    for page in pages:
        content = "\n".join(map(_operators, page)).encode("cp1252")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        objects.append(
            (
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] "
                f"/Contents {len(objects)} 0 R /Resources << /Font << {' '.join(fonts)} >> >> >>"
            ).encode()
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    if encrypted:
        key = "00" * 32
        objects.append(f"<< /Filter /Standard /V 1 /R 2 /O <{key}> /U <{key}> /P -4 >>".encode())
    return _with_table(objects, encrypted=encrypted)


def _operators(piece: Set | Drawn) -> str:
    if isinstance(piece, Drawn):
        return f"0.5 w {piece.left} {piece.y} m {piece.right} {piece.y} l S"
    text = piece.text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /{piece.font} {piece.size} Tf {piece.x} {piece.y} Td ({text}) Tj ET"


def _with_table(objects: Sequence[bytes], *, encrypted: bool) -> bytes:
    data = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    locked = f" /Encrypt {len(objects)} 0 R /ID [<00><00>]" if encrypted else ""
    trailer = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R{locked} >>\n"
    return data + f"{trailer}startxref\n{table}\n%%EOF\n".encode()

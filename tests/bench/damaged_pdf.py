"""PDF files that somebody damaged, against the Akoma Ntoso of the same symbols.

    python -m tests.bench.damaged_pdf PDF-FOLDER XML-FOLDER [--every N] [--show N] [--damage NAME…]

Pages are dropped, shuffled, doubled, covered or emptied, bytes cut off, numbers and notes taken
out. Prints for each kind of damage: how many operative and preambular paragraphs that are still
whole in the file come back with their id and text; how many paragraphs stand under the id of
another one ("wrong": neither its text nor a part of it); how many files were refused, and how many
of those that were read tell of damage. A paragraph is whole in a file if all of its runs of letters
are printed on pages that are left.
"""

import argparse
import ctypes
import random
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from corpus.akn import read_akn
from corpus.conservation import _letters
from corpus.errors import DocumentError
from corpus.model import Kind, Language, Resolution
from corpus.pdf import read_pdf
from corpus.pdf_source import lacks_its_end, with_an_end
from tests.bench.pdf_against_xml import JUDGED, counterparts, parting, plain

_WINDOW = 12  # letters
Damage = Callable[[bytes, random.Random], bytes]


def _saved(document: pypdfium2.PdfDocument) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def with_pages(data: bytes, order: Sequence[int | None]) -> bytes:
    """The file with these of its pages, in this order; None is a page without text."""
    source = pypdfium2.PdfDocument(data)
    made = pypdfium2.PdfDocument.new()
    for place in order:
        if place is None:
            made.new_page(612, 792)
        else:
            made.import_pages(source, [place])
    return _saved(made)


def _pages(data: bytes) -> list[int]:
    return list(range(len(pypdfium2.PdfDocument(data))))


def no_first(data: bytes, chance: random.Random) -> bytes:
    return with_pages(data, _pages(data)[1:])


def no_last(data: bytes, chance: random.Random) -> bytes:
    return with_pages(data, _pages(data)[:-1])


def no_middle(data: bytes, chance: random.Random) -> bytes:
    pages = _pages(data)
    pages.remove(chance.choice(pages[1:-1] or pages[-1:]))
    return with_pages(data, pages)


def shuffled(data: bytes, chance: random.Random) -> bytes:
    pages = _pages(data)
    chance.shuffle(pages)
    return with_pages(data, pages)


def reversed_(data: bytes, chance: random.Random) -> bytes:
    return with_pages(data, _pages(data)[::-1])


def doubled_page(data: bytes, chance: random.Random) -> bytes:
    pages = _pages(data)
    pages.insert(chance.randrange(len(pages) + 1), chance.choice(pages))
    return with_pages(data, pages)


def scan_between(data: bytes, chance: random.Random) -> bytes:
    pages: list[int | None] = [*_pages(data)]
    pages.insert(chance.randrange(1, max(2, len(pages))), None)
    return with_pages(data, pages)


def scan_instead(data: bytes, chance: random.Random) -> bytes:
    pages: list[int | None] = [*_pages(data)]
    pages[chance.randrange(1, len(pages)) if len(pages) > 1 else 0] = None
    return with_pages(data, pages)


def cut(share: int) -> Damage:
    return lambda data, _chance: data[: len(data) * share // 100]


def without(
    data: bytes, is_out: Callable[[pypdfium2.PdfPage, pypdfium2.PdfTextObj, str], bool]
) -> bytes:
    """The file without text objects."""
    document = pypdfium2.PdfDocument(data)
    for page in document:
        text = page.get_textpage()
        gone = [
            one
            for one in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=1)
            if is_out(page, one, _said(one, text))
        ]
        for one in gone:
            page.remove_obj(one)
        if gone:
            page.gen_content()
    return _saved(document)


def _said(one: pypdfium2.PdfObject, text: pypdfium2.PdfTextPage) -> str:
    length = pdfium.FPDFTextObj_GetText(one, text, None, 0)
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDFTextObj_GetText(
        one, text, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length
    )
    return buffer.raw[: length - 2].decode("utf-16-le").strip() if length > 2 else ""


def no_number(data: bytes, chance: random.Random) -> bytes:
    number = f"{chance.randint(2, 6)}."
    return without(data, lambda _page, _one, said: said == number)


def no_page_numbers(data: bytes, chance: random.Random) -> bytes:
    order = _pages(data)
    chance.shuffle(order)
    lost = without(data, lambda _page, one, _said: one.get_bounds()[3] < 52)
    return with_pages(lost, order)


def no_notes(data: bytes, chance: random.Random) -> bytes:
    """Without anything from the rule above the notes down to the page number."""
    document = pypdfium2.PdfDocument(data)
    rules = []
    for page in document:
        text = page.get_textpage()
        objects = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=1)
        found = [one.get_bounds()[3] for one in objects if _said(one, text).startswith("____")]
        rules.append(max(found, default=0.0))
    left = iter(rules)
    tops: dict[int, float] = {}

    def is_note(page: pypdfium2.PdfPage, one: pypdfium2.PdfObject, _said: str) -> bool:
        if id(page) not in tops:
            tops[id(page)] = next(left)
            pages.append(page)
        return bool(52 < one.get_bounds()[3] <= tops[id(page)])

    pages: list[pypdfium2.PdfPage] = []  # kept, so that no other page gets the id of one
    return without(data, is_note)


DAMAGES: dict[str, Damage] = {
    "whole": lambda data, _chance: data,
    "no first page": no_first,
    "no last page": no_last,
    "no middle page": no_middle,
    "shuffled": shuffled,
    "reversed": reversed_,
    "doubled page": doubled_page,
    "scan between": scan_between,
    "scan instead": scan_instead,
    "cut at 30 %": cut(30),
    "cut at 60 %": cut(60),
    "cut at 90 %": cut(90),
    "no number": no_number,
    "no notes": no_notes,
    "shuffled, uncounted": no_page_numbers,
}


def printed_in(data: bytes) -> str:
    """The letters on the pages of a file, page by page."""
    if lacks_its_end(data):
        data = with_an_end(data)
    try:
        document = pypdfium2.PdfDocument(data)
        return "|".join(_letters(page.get_textpage().get_text_range()) for page in document)
    except pypdfium2.PdfiumError:
        return ""


def is_whole(text: str, printed: str) -> bool:
    """Whether all of a paragraph's letters are printed; lines may stand in between at page ends."""
    letters = _letters(text)
    runs = [letters[at : at + _WINDOW] for at in range(0, max(1, len(letters) - _WINDOW + 1), 4)]
    lost = [at for at, run in enumerate(runs) if run not in printed]
    return (
        len(lost) <= 4 * letters.count("-") + 9
        and letters[:8] in printed
        and letters[-8:] in printed
    )


def judge(read: Resolution, xml: Resolution, printed: str, tally: Counter[str]) -> list[str]:
    """Count what came back; what did not, for people."""
    found = {p.path: p for p in read.paragraphs}
    known = {p.path: p for p in xml.paragraphs}
    differences = []
    for wanted in xml.paragraphs:
        if wanted.kind not in JUDGED or not is_whole(wanted.text, printed):
            continue
        kind = "pp" if wanted.kind is Kind.PREAMBULAR else "op"
        tally[kind] += 1
        mine = found.get(wanted.path)
        same = mine is not None and plain(mine.text) == plain(wanted.text)
        tally[f"{kind} right"] += same
        if not same:
            came = parting(wanted.text, mine.text) if mine else "-"
            differences.append(f"{xml.symbol}#{wanted.path} {came}")
    for mine in read.paragraphs:
        if mine.kind not in JUDGED or "~" in mine.path:
            continue
        sound = known.get(mine.path)
        kind = "pp" if mine.kind is Kind.PREAMBULAR else "op"
        if sound is None or not _is_part(_letters(mine.text), _letters(sound.text)):
            tally[f"{kind} wrong"] += 1
            differences.append(
                f"{xml.symbol}#{mine.path} wrong: {mine.text[:50]}…{mine.text[-30:]}"
            )
    return differences


def _is_part(mine: str, sound: str) -> bool:
    """Whether a text is of the paragraph: what is lost may be in its middle."""
    if mine in sound or sound in mine:
        return True
    return mine[:12] == sound[:12] or mine[-12:] == sound[-12:]


def main() -> None:
    """Damage the files of a folder, read and judge them."""
    parser = argparse.ArgumentParser(description="Damaged PDF files")
    parser.add_argument("pdf", type=Path)
    parser.add_argument("xml", type=Path)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--damage", nargs="+", default=list(DAMAGES), choices=list(DAMAGES))
    options = parser.parse_args()
    files = sorted(options.pdf.glob("*.pdf"))[:: options.every]
    known = {}
    for path in counterparts(options.xml, Language.EN, {f.stem for f in files}):
        xml = read_akn(path.read_bytes(), path.name)
        known[xml.symbol] = xml
    tallies: dict[str, Counter[str]] = defaultdict(Counter)
    for path in files:
        data = path.read_bytes()
        symbol = read_pdf(data, path.name).symbol
        sound = known.get(symbol)
        if sound is None:
            continue
        for name in options.damage:
            damaged = DAMAGES[name](data, random.Random(symbol + name))
            tally = tallies[name]
            tally["files"] += 1
            begun = time.monotonic()
            try:
                read = read_pdf(damaged, path.name)
            except DocumentError as error:
                tally["refused"] += 1
                if options.show:
                    print(f"{name}: {error}")
                continue
            if time.monotonic() - begun > 20:
                print(f"slow: {name} {path.name}")
            paths = [p.path for p in read.paragraphs]
            assert len(set(paths)) == len(paths), (name, path.name)
            tally["told"] += bool(read.warnings)
            for n, one in enumerate(judge(read, sound, printed_in(damaged), tally)):
                if n < options.show:
                    print(f"{name}: {one}")
            if options.show:
                print(f"{name}: {symbol}: {read.warnings}")
    for name, t in tallies.items():
        print(
            f"{name:20} {t['files']:3} files {t['refused']:3} refused {t['told']:3} told | "
            f"op {t['op right']:4}/{t['op']:4} pp {t['pp right']:4}/{t['pp']:4} | "
            f"wrong op {t['op wrong']} pp {t['pp wrong']}"
        )


if __name__ == "__main__":
    main()

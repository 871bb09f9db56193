"""PDF files against the Akoma Ntoso of the same symbols: paragraphs and footnotes that agree.

    python tests/bench/pdf_against_xml.py PDF-FOLDER XML-FOLDER [--language en] [--show N]

A preambular or operative paragraph agrees when the PDF's has the same id and the same text after
normalisation; a footnote when its paragraph, mark and offset do. The XML is looked for in the
layout of the UN's repositories: folders named after languages, files after symbols.
"""

import argparse
import difflib
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from corpus.akn import read_akn
from corpus.errors import DocumentError
from corpus.model import Kind, Language, Resolution
from corpus.pdf import read_pdf
from indexer.normalise import normalise_text

JUDGED = (Kind.PREAMBULAR, Kind.OPERATIVE)


@dataclass(slots=True)
class Tally:
    """What was compared, and what agreed."""

    paragraphs: int = 0
    equal: int = 0
    surplus: int = 0
    notes: int = 0
    tied: int = 0
    texts: int = 0
    annexed: int = 0
    annexed_equal: int = 0
    differences: list[str] = field(default_factory=list)

    def compare(self, pdf: Resolution, xml: Resolution) -> None:
        """Count what agrees between two readings of one document."""
        found = {p.path: p for p in pdf.paragraphs}
        for wanted in xml.paragraphs:
            mine = found.get(wanted.path)
            if wanted.kind in JUDGED:
                self.paragraphs += 1
                same = mine is not None and plain(mine.text) == plain(wanted.text)
                self.equal += same
                if not same:
                    self.note(xml.symbol, wanted.path, wanted.text, mine.text if mine else None)
            elif wanted.kind is Kind.ANNEX:
                self.annexed += 1
                same = mine is not None and plain(mine.text) == plain(wanted.text)
                self.annexed_equal += same
                if not same:
                    self.note(xml.symbol, wanted.path, wanted.text, mine.text if mine else None)
            for note in wanted.footnotes:
                self.notes += 1
                here = mine.footnotes if mine else ()
                tied = [n for n in here if n.mark == note.mark and n.offset == note.offset]
                self.tied += bool(tied)
                self.texts += any(plain(n.text) == plain(note.text) for n in tied)
                if not tied:
                    self.differences.append(
                        f"{xml.symbol}#{wanted.path} note {note.mark} at {note.offset}: "
                        f"{[(n.mark, n.offset) for n in here]}"
                    )
        paths = {p.path for p in xml.paragraphs}
        extra = [p for p in pdf.paragraphs if p.kind in JUDGED and p.path not in paths]
        self.surplus += len(extra)
        self.differences += [f"{xml.symbol}#{p.path} only in PDF: {p.text[:60]!r}" for p in extra]

    def note(self, symbol: str, path: str, wanted: str, mine: str | None) -> None:
        """Keep where the two texts part."""
        if mine is None:
            self.differences.append(f"{symbol}#{path} missing: {wanted[:60]!r}")
            return
        self.differences.append(f"{symbol}#{path} {parting(wanted, mine)}")


def parting(wanted: str, mine: str) -> str:
    """The first places where two texts part, for people."""
    found = difflib.SequenceMatcher(None, wanted, mine, autojunk=False)
    parts = [
        f"{wanted[max(0, a - 12) : b]!r}->{mine[max(0, c - 12) : d]!r}"
        for tag, a, b, c, d in found.get_opcodes()
        if tag != "equal"
    ]
    return " ".join(part[-90:] for part in parts[:4])


def plain(text: str) -> str:
    """The text as the index compares it."""
    return normalise_text(text)


FOLDERS = {
    Language.ZH: "Chinese",
    Language.EN: "English",
    Language.FR: "French",
    Language.ES: "Spanish",
    Language.RU: "Russian",
    Language.AR: "Arabic",
}


def counterparts(folder: Path, language: Language, stems: set[str]) -> Iterator[Path]:
    """The Akoma Ntoso files in folders of the language whose names begin with one of the stems."""
    for path in sorted(folder.rglob("*.xml")):
        if FOLDERS[language] in path.parts and path.stem.partition("-")[0] in stems:
            yield path


def main() -> None:
    """Compare the files of two folders and print the figures."""
    parser = argparse.ArgumentParser(description="PDF against Akoma Ntoso")
    parser.add_argument("pdf", type=Path)
    parser.add_argument("xml", type=Path)
    parser.add_argument("--language", type=Language, default=Language.EN)
    parser.add_argument("--show", type=int, default=40)
    options = parser.parse_args()
    files = {path.stem: path for path in sorted(options.pdf.glob("*.pdf"))}
    known: dict[str, Resolution] = {}
    for path in counterparts(options.xml, options.language, set(files)):
        resolution = read_akn(path.read_bytes(), path.name)
        if resolution.language is options.language:
            known[resolution.symbol] = resolution
    tally = Tally()
    pairs = 0
    for path in files.values():
        try:
            pdf = read_pdf(path.read_bytes(), path.name)
        except DocumentError as error:
            print(f"refused: {error}")
            continue
        if xml := known.get(pdf.symbol):
            pairs += 1
            tally.compare(pdf, xml)
        else:
            print(f"no XML of {pdf.symbol} for {path.name}")
    for difference in tally.differences[: options.show]:
        print(difference)
    share = 100 * tally.equal / max(1, tally.paragraphs)
    print(f"{pairs} pairs; {tally.equal} of {tally.paragraphs} paragraphs equal ({share:.2f} %)")
    print(f"{tally.annexed_equal} of {tally.annexed} paragraphs of annexes equal")
    print(f"{tally.surplus} paragraphs only in PDF")
    print(f"{tally.tied} of {tally.notes} footnotes tied, {tally.texts} with equal text")


if __name__ == "__main__":
    main()

"""Resolutions made up for tests: our own words, in sessions that do not exist."""

from datetime import date

from corpus.model import Format, Kind, Language, Paragraph, Resolution, Source


def paragraph(path: str, text: str, **facts: object) -> Paragraph:
    """A paragraph whose kind follows from its path, unless given."""
    kinds = {
        "title": Kind.TITLE,
        "pp": Kind.PREAMBULAR,
        "op": Kind.OPERATIVE,
        "annex": Kind.ANNEX,
        "fn": Kind.FOOTNOTE,
        "h": Kind.HEADING,
        "closing": Kind.CLOSING,
    }
    kind = next(kind for start, kind in kinds.items() if path.startswith(start))
    return Paragraph(**{"path": path, "kind": kind, "text": text, **facts})  # type: ignore[arg-type]


def resolution(
    symbol: str = "A/RES/950/1",
    language: Language = Language.ZH,
    paragraphs: tuple[Paragraph, ...] | None = None,
    **facts: object,
) -> Resolution:
    """A resolution with two paragraphs unless others are given."""
    session, number = symbol.split("/")[2:4]
    default = (
        paragraph("title", "样本：加强监狱管理"),
        paragraph("op1", "敦促会员国解决监狱过度拥挤问题；", number="1", verb="敦促"),
    )
    return Resolution(
        **{
            "symbol": symbol,
            "language": language,
            "title": "样本：加强监狱管理",
            "organ": "GA",
            "session": session,
            "number": number,
            "adopted": date(2021, 12, 16),
            "paragraphs": default if paragraphs is None else paragraphs,
            **facts,
        }  # type: ignore[arg-type]
    )


def source(sha256: str = "0" * 64, form: Format = Format.AKN) -> Source:
    """Where a made-up resolution came from."""
    return Source(
        url="file:///documents/a.xml", retrieved="2024-01-01T00:00:00Z", sha256=sha256, format=form
    )

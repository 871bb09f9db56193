"""Small Akoma Ntoso documents of our own, and what tests ask of how they are read."""

from corpus.akn import read_akn
from corpus.akn_conservation import find_losses
from corpus.akn_source import read_source
from corpus.model import Paragraph, Resolution

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
CODES = {"zh": "zho", "en": "eng", "fr": "fra", "es": "spa", "ru": "rus", "ar": "ara"}


def document(
    body: str = "",
    *,
    preamble: str = "",
    language: str = "en",
    symbol: str = "A/RES/901/1",
    after: str = "",
    meta: str = "",
    cover: str = "",
    title: str = "Clean lamps for harbour streets",
) -> bytes:
    return f"""<akomaNtoso xmlns="{NAMESPACE}"><statement name="resolution">
      <meta><identification><FRBRWork><FRBRdate date="2901-03-04" name="adoption"/></FRBRWork>
        <FRBRExpression><FRBRlanguage language="{CODES[language]}"/></FRBRExpression>
      </identification>{meta}</meta>
      <coverPage><p><docNumber refersTo="#symbol">{symbol}</docNumber></p>{cover}</coverPage>
      <preface><p><docNumber>901/1.</docNumber><docTitle>{title}</docTitle></p></preface>
      <preamble>{preamble}</preamble><mainBody>{body}</mainBody>{after}
    </statement></akomaNtoso>""".encode()


def numbered(number: str, text: str) -> str:
    return f"<paragraph><num>{number}</num><content><p>{text}</p></content></paragraph>"


def text(words: str, kind: str = "SingleTxt") -> str:
    return f'<paragraph class="{kind}"><content><p>{words}</p></content></paragraph>'


def recital(words: str) -> str:
    return f"<container><p>{words}</p></container>"


def note(mark: str, words: str) -> str:
    return f'<authorialNote marker="{mark}"><p>{words}</p></authorialNote>'


def annex(body: str) -> str:
    return (
        '<attachments><attachment><doc name="annex"><meta/>'
        f"<mainBody>{body}</mainBody></doc></attachment></attachments>"
    )


def read(*args: object, **options: str) -> Resolution:
    data = document(*args, **options)  # type: ignore[arg-type]
    resolution = read_akn(data, "sample.xml")
    assert find_losses(read_source(data, "x").root, resolution) == []
    return resolution


def paths(resolution: Resolution) -> list[str]:
    return [paragraph.path for paragraph in resolution.paragraphs]


def body_paths(*args: object, **options: str) -> list[str]:
    return [path for path in paths(read(*args, **options)) if path not in ("title", "formula")]


def paragraph(resolution: Resolution, path: str) -> Paragraph:
    found = resolution.paragraph(path)
    assert found is not None, (path, paths(resolution))
    return found

"""Whether characters that are in the corpus are found, all of them, before word matches, at scale.

    python -m tests.bench.promise DATA_DIR [--spans 200] [--seed 1] [--lang zh ...]

Draws spans of 1 to 40 characters (whole words where spaces part them) from the paragraphs held, of
several kinds: any, with punctuation, with digits, of mixed scripts, across line ends, of rare
characters. Each is asked for as it stands and in other spellings that say the same (full-width,
traditional characters, capitals, invisible marks, spaced out), in quotation marks, without, and
with filters, and compared with a plain scan of the texts. Prints a line a language and the misses;
the exit code is 1 where there is one.
"""

import argparse
import random
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from corpus.layout import INDEX_FOLDER
from corpus.model import Language
from indexer.documents import StoredParagraph
from indexer.han_variants import simplified_forms
from indexer.normalise import HAN
from search.engine import Engine
from search.grammar import parse_field
from search.query import Field, FieldName
from search.question import SearchRequest, understand
from search.results import Match

_KINDS: Mapping[str, str] = {
    "any": r"",
    "punctuation": r"[^\w\s]",
    "digits": r"\d",
    "mixed": rf"[{HAN}].*[A-Za-z]|[A-Za-z].*[{HAN}]|[\u0400-\u04ff\u0600-\u06ff].*[A-Za-z]",
    "line end": r"\n",
}
_QUOTES = r"[\"＂“”„‟«»「」『』\\]"


def plain(text: str) -> str:
    """The text as the contract has it: NFKC, case, and no spaces between Han characters."""
    text = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    return re.sub(f"(?<=[{HAN}]) (?=[{HAN}])", "", text)


def spans(texts: list[str], language: Language, chance: random.Random) -> Iterator[str]:
    rare = [c for c, n in Counter("".join(texts)).items() if n < 4 and c.isalnum()]
    while True:
        kind = chance.choice([*_KINDS, "rare"])
        if kind == "rare" and language is Language.ZH and rare:
            yield chance.choice(rare)
            continue
        for _ in range(200):
            span = _span(chance.choice(texts), language, chance)
            if span and re.search(_KINDS.get(kind, ""), span, re.DOTALL):
                yield span
                break


def _span(text: str, language: Language, chance: random.Random) -> str:
    length = chance.choice((1, 2, 3, 4, 6, 8, 12, 20, 40))
    if language is Language.ZH:
        start = chance.randrange(max(len(text) - length, 0) + 1)
        span = text[start : start + length]
    else:
        words = re.findall(r"\S+\s*", text) or [""]
        start = chance.randrange(len(words))
        span = ""
        for word in words[start:]:
            if span and len(span + word.rstrip()) > length:
                break
            span += word
    span = re.sub(_QUOTES, " ", span).strip()
    whole = not re.search(r"[\ud800-\udfff]", span)
    return span if whole and re.search(r"\w", span) and len(span) <= 60 else ""


def _wide(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" and c not in '"\\' else c for c in text)


def _marked(text: str) -> str:
    return "\u200f" + "\u200b".join(text[i : i + 3] for i in range(0, len(text), 3)) + "\u202c"


def spellings(span: str, language: Language) -> Iterator[tuple[str, str]]:
    """Other ways to write the same, by the contract."""
    yield "as it stands", span
    yield "full-width", _wide(span)
    yield "capitals", span.upper() if span.upper().casefold() == span.casefold() else span
    if language is not Language.AR:  # where joiners are letters' business
        yield "marks", _marked(span)
    if language is Language.ZH:
        yield "traditional", "".join(_TRADITIONAL.get(c, c) for c in span)
        yield "spaced", re.sub(f"(?<=[{HAN}])(?=[{HAN}])", " ", span)


_TRADITIONAL = {new: chr(old) for old, new in simplified_forms().items()}


def _is_text(span: str) -> bool:
    """Whether the signs of the span mean nothing to the query language without quotation marks."""
    return re.fullmatch(r"\w+", span) is not None


def check(engine: Engine, language: Language, count: int, seed: int) -> tuple[int, list[str]]:
    reader = engine._reader(language)
    stored = {number: reader.stored(number) for number in sorted(reader.paragraphs)}
    texts = {number: plain(each.text) for number, each in stored.items()}
    chance = random.Random(f"{seed} {language}")
    drawing = spans([each.text for each in stored.values() if each.text], language, chance)
    asked, misses = 0, []
    for _ in range(count):
        span = next(drawing)
        wanted = _having(plain(span), texts, language)
        example = stored[chance.choice(sorted(wanted))] if wanted else None
        for name, spelled in spellings(span, language):
            queries = [(f'"{spelled}"', False)]
            queries += [(spelled, False)] if _is_text(spelled) else []
            queries += [(f'"{spelled}"', True)] if example else []
            for query, filtered in queries:
                asked += 1
                fields = _conditions(example) if example and filtered else ()
                request = SearchRequest(query, (language,), fields, limit=100, fold=False)
                (answer,) = engine._answers(understand(request))
                exact = {each.number for each in answer.found if each.match is Match.EXACT}
                shown = [hit.match for hit in engine.search(request).hits]
                meeting = {n for n in wanted if not fields or _conditions(stored[n]) == fields}
                if missed := meeting - exact:
                    misses.append(f"{language} {name} {query!r} {fields}: {len(missed)} missed")
                elif shown != sorted(shown, key=lambda match: match is not Match.EXACT):
                    misses.append(f"{language} {name} {query!r}: words before characters")
    return asked, misses


def _conditions(example: StoredParagraph) -> tuple[Field, ...]:
    kind = parse_field(FieldName.KIND, example.kind.value)
    return kind, parse_field(FieldName.ORGAN, example.organ)


def _having(span: str, texts: Mapping[int, str], language: Language) -> set[int]:
    found = {number for number, text in texts.items() if span in text}
    if language is Language.ZH:
        return found
    free = re.compile(rf"(?<!\w){re.escape(span)}(?!\w)")
    return {number for number in found if free.search(texts[number])}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data_dir", type=Path)
    parser.add_argument("--spans", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--lang", action="append", type=Language)
    options = parser.parse_args()
    wrong = 0
    with Engine(options.data_dir / INDEX_FOLDER) as engine:
        for language in options.lang or Language:
            asked, misses = check(engine, language, options.spans, options.seed)
            wrong += len(misses)
            print(f"{language}: {asked - len(misses)} of {asked} queries", flush=True)
            for miss in misses[:20]:
                print(f"  {miss}")
    sys.exit(wrong > 0)


if __name__ == "__main__":
    main()

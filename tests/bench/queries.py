"""How long queries of twenty kinds take in one process, against a fixed piece of work.

    python -m tests.bench.queries DATA_DIR [--runs N] [--only NAME]

Prints for each kind the CPU time of the first search by a new engine and the least of the following
by the same one, in milliseconds and as multiples of a fixed piece of work that is measured between
any two kinds, since machines differ and are busy.
"""

import argparse
from pathlib import Path
from time import process_time

from corpus.layout import INDEX_FOLDER
from corpus.model import Language
from search.engine import Engine
from search.grammar import parse_field
from search.query import Field, FieldName
from search.question import Fold, SearchRequest

ZH, EN, FR, ES, RU, AR = (
    Language.ZH,
    Language.EN,
    Language.FR,
    Language.ES,
    Language.RU,
    Language.AR,
)


def field(name: FieldName, value: str) -> tuple[Field, ...]:
    return (parse_field(name, value),)


KINDS = {
    "a Chinese word": SearchRequest("监狱", (ZH,)),
    "a Chinese character": SearchRequest("法", (ZH,)),
    "a common Chinese word": SearchRequest("会员国", (ZH,)),
    "a Chinese question": SearchRequest("监狱里人太多了怎么办才能减少过度拥挤", (ZH,)),
    "a Chinese quotation": SearchRequest('"打击跨国有组织犯罪"', (ZH,)),
    "an English word": SearchRequest("terrorism", (EN,)),
    "an English question": SearchRequest(
        "how can states help victims of trafficking who are afraid to testify", (EN,)
    ),
    "an English quotation": SearchRequest('"criminal justice"', (EN,)),
    "French": SearchRequest("traite des personnes", (FR,)),
    "Spanish": SearchRequest("blanqueo de dinero", (ES,)),
    "Russian": SearchRequest("торговля людьми", (RU,)),
    "Arabic": SearchRequest("الاتجار بالأشخاص", (AR,)),
    "filters": SearchRequest(
        "受害者", (ZH,), field(FieldName.KIND, "operative") + field(FieldName.YEAR, "2019..2023")
    ),
    "a filter alone": SearchRequest("", (ZH,), field(FieldName.SUBJECT, "恐怖主义")),
    "a prefix": SearchRequest("crimin*", (EN,)),
    "NOT": SearchRequest("trafficking -persons", (EN,)),
    "NEAR": SearchRequest("technical NEAR/5 assistance", (EN,)),
    "a slip": SearchRequest("traficking in persns", (EN,)),
    "nothing found": SearchRequest('"恢复性司发"', (ZH,)),
    "a symbol": SearchRequest("A/RES/75/196", (ZH,)),
    "--lang all": SearchRequest("corruption", tuple(Language)),
    "--translate": SearchRequest("restorative justice", (ZH,), translate=True),
    "--facets": SearchRequest("犯罪", (ZH,), facets=True),
    "--fold similar": SearchRequest("犯罪", (ZH,), fold=Fold.SIMILAR),
    "page 50": SearchRequest("犯罪", (ZH,), offset=500),
}


def fixed_work() -> float:
    """The milliseconds that putting 200,000 numbers in order and in a mapping takes."""
    began = process_time()
    numbers = [n * 7919 % 200_003 for n in range(200_000)]
    dict.fromkeys(sorted(numbers), 1)
    return (process_time() - began) * 1000


def took(engine: Engine, request: SearchRequest) -> float:
    began = process_time()
    engine.search(request)
    return (process_time() - began) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data_dir", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", choices=KINDS)
    options = parser.parse_args()
    folder = options.data_dir / INDEX_FOLDER
    print(f"{'':24}{'first':>16}{'again':>18}")
    for name, request in KINDS.items():
        if options.only in (None, name):
            base = min(fixed_work() for _ in range(options.runs))
            first, again = [], []
            for _ in range(options.runs):
                with Engine(folder) as engine:
                    first.append(took(engine, request))
                    again += [took(engine, request) for _ in range(2)]
            shown = (f"{ms:7.0f} ms {ms / base:5.2f} x" for ms in (min(first), min(again)))
            print(f"{name:24}{'  '.join(shown)}", flush=True)


if __name__ == "__main__":
    main()

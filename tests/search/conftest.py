"""Small indexes of made-up resolutions, built in a moment."""

import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from corpus.ingest import ingest, writing
from corpus.layout import INDEX_FOLDER
from corpus.model import Language, Resolution
from corpus.read import Hints
from corpus.sample import SAMPLE_ROOT
from corpus.store import Store
from indexer.build import rebuild
from indexer.dictionary import dictionary_path, ensure_dictionary
from indexer.follow import follow
from search.engine import Engine
from tests.resolutions import paragraph, resolution

MakeEngine = Callable[..., Engine]


@pytest.fixture(scope="session")
def dictionary_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The mapped dictionary of this version."""
    return ensure_dictionary(tmp_path_factory.mktemp("dictionary"))


@pytest.fixture(scope="session")
def make_engine(
    tmp_path_factory: pytest.TempPathFactory, dictionary_file: Path
) -> Iterator[Callable[[Iterable[Resolution]], Engine]]:
    """Builds indexes of the resolutions and gives the engine over them."""
    engines: list[Engine] = []

    def make(resolutions: Iterable[Resolution]) -> Engine:
        folder = tmp_path_factory.mktemp("index")
        shutil.copy(dictionary_file, dictionary_path(folder))
        by_language: dict[Language, list[Resolution]] = defaultdict(list)
        for each in resolutions:
            by_language[each.language].append(each)
        for language, held in by_language.items():
            rebuild(language, held, folder, 1)
        engines.append(Engine(folder))
        return engines[-1]

    yield make
    for engine in engines:
        engine.close()


@pytest.fixture(scope="session")
def engine_of(make_engine: MakeEngine) -> Callable[..., Engine]:
    """The engine over one resolution whose operative paragraphs are the texts given."""

    def make(*texts: str, language: Language = Language.ZH) -> Engine:
        paragraphs = tuple(paragraph(f"op{n}", text) for n, text in enumerate(texts, start=1))
        return make_engine([resolution("A/RES/950/1", language, paragraphs, title="样本")])

    return make


def _engine_over(documents: Path, folder: Path, dictionary: Path) -> Engine:
    """The engine over a corpus that is read and indexed as `unres add` does it."""
    (folder / INDEX_FOLDER).mkdir(parents=True)
    shutil.copy(dictionary, dictionary_path(folder / INDEX_FOLDER))
    with Store(folder, create=True) as store:
        ingest(store, [documents], Hints(), lambda *_: None)
    follow(folder, lambda *_: None)
    return Engine(folder / INDEX_FOLDER)


@pytest.fixture(scope="session")
def crime_folder(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The corpus that is judged, with its indexes."""
    folder = tmp_path_factory.mktemp("crime")
    with writing(folder), Store(folder, create=True) as store:
        ingest(store, [shared / "crime-167.tar.xz"], Hints(), lambda *_: None)
        follow(folder, lambda *_: None)
    return folder


@pytest.fixture(scope="session")
def crime_engine(crime_folder: Path) -> Iterator[Engine]:
    """The engine over it."""
    with Engine(crime_folder / INDEX_FOLDER) as found:
        yield found


@pytest.fixture(scope="session")
def sample_engine(
    tmp_path_factory: pytest.TempPathFactory, dictionary_file: Path
) -> Iterator[Engine]:
    """The engine over the built-in sample."""
    with _engine_over(SAMPLE_ROOT, tmp_path_factory.mktemp("sample"), dictionary_file) as engine:
        yield engine

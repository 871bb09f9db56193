"""Postings that are gathered and written by term are those that Whoosh would write."""

import pickle
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh.codec.whoosh3 import W3Codec
from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex

from indexer.postings import TermPool, WholePostingsCodec
from indexer.schema import TermsField

DOCUMENTS = st.lists(
    st.dictionaries(
        st.sampled_from(("kind", "verb", "subject")),
        st.sets(st.text(min_size=1, max_size=4), min_size=1, max_size=5),
        min_size=1,
    ),
    min_size=1,
    max_size=12,
)


def written(folder: Path, documents: list[dict[str, set[str]]], *, by_term: bool) -> FileIndex:
    folder.mkdir()
    fields = Schema(kind=TermsField(), verb=TermsField(), subject=TermsField())
    index = FileStorage(str(folder)).create_index(fields)
    codec = WholePostingsCodec() if by_term else W3Codec(blocklimit=1 << 16, compression=0)
    codec.length_stats = False
    writer: Any = index.writer(compound=False, codec=codec)
    if by_term:
        writer.pool = TermPool()
    for document in documents:
        writer.add_document(**{field: sorted(terms) for field, terms in document.items()})
    writer.commit()
    return index


def postings(index: FileIndex) -> Iterator[tuple[str, bytes, list[tuple[int, float]]]]:
    with index.reader() as reader:
        for field, term in reader.all_terms():
            matcher = reader.postings(field, term)
            found = []
            while matcher.is_active():
                found.append((matcher.id(), matcher.weight()))
                matcher.next()
            yield field, term, found


@settings(max_examples=30, deadline=None)
@given(documents=DOCUMENTS)
def test_the_same_postings_as_whoosh_writes(
    tmp_path_factory: pytest.TempPathFactory, documents: list[dict[str, set[str]]]
) -> None:
    folder = tmp_path_factory.mktemp("postings")
    usual = list(postings(written(folder / "usual", documents, by_term=False)))
    assert list(postings(written(folder / "by_term", documents, by_term=True))) == usual
    files = [sorted((folder / kind).glob("*.[tp][rs]*")) for kind in ("usual", "by_term")]
    assert [f.read_bytes() for f in files[0]] == [f.read_bytes() for f in files[1]]


def test_an_index_is_read_by_whoosh_s_own_codec() -> None:
    codec = pickle.loads(pickle.dumps(WholePostingsCodec()))
    assert type(codec) is W3Codec


def test_weights_and_many_postings_of_a_term() -> None:
    pool = TermPool()
    for number in range(5):
        pool.add(("words", b"lamp", number, float(number % 2 + 1), b""))
    pool.add(("key", b"z", 0, 1.0, b""))
    pool.add(("key", b"a", 1, 1.0, b""))
    found = {
        field: [(t, list(n), list(w)) for t, n, w in terms] for field, terms in pool.iter_postings()
    }
    assert list(found) == ["key", "words"]
    assert found["key"] == [(b"a", [1], [1.0]), (b"z", [0], [1.0])]
    assert found["words"] == [(b"lamp", [0, 1, 2, 3, 4], [1.0, 2.0, 1.0, 2.0, 1.0])]

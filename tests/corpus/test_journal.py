"""What a journal is asked at every run takes time in proportion to what is held."""

from pathlib import Path

from corpus.journal import Journal


def steps_of_gone_versions(folder: Path, count: int) -> int:
    """How many steps the catalogue takes to say which versions are gone, of so many documents."""
    with Journal(folder, create=True) as journal:
        database = journal._db
        rows = [(f"A/RES/904/{n}", f"{n:064}", f"{n:040}") for n in range(count)]
        database.executemany(
            "INSERT INTO document (symbol, language, organ, session, revision, saved, header, url,"
            " retrieved, sha256, format, name)"
            " VALUES (?, 'en', 'GA', '904', 1, '', x'', '', '', ?, 'akn', '')",
            [(symbol, sha256) for symbol, sha256, _ in rows],
        )
        database.executemany(
            "INSERT INTO blob VALUES (?, ?, '')", [(sha1, sha256) for _, sha256, sha1 in rows]
        )
        database.executemany(
            "INSERT INTO listed VALUES ('shelf', ?, ?, ?, 'en', '', ?)",
            [
                (symbol, sha1, symbol, "gone" if n else None)
                for n, (symbol, _, sha1) in enumerate(rows)
            ],
        )
        steps = 0

        def step() -> int:
            nonlocal steps
            steps += 1
            return 0

        database.set_progress_handler(step, 100)
        assert len(journal.gone_versions()) == count - 1
        journal.forget_gone_versions()
        return steps


def test_asking_which_versions_are_gone_grows_with_what_is_held(tmp_path: Path) -> None:
    few, many = (steps_of_gone_versions(tmp_path / str(n), n) for n in (200, 800))
    assert many < 8 * few

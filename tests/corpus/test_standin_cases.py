"""Every case of the requirements' table of what a stand-in must do has tests that meet it."""

import ast
from pathlib import Path

import pytest

from tests.standin.cases import CASES, AsItIs
from tests.standin.network import Unreachable
from tests.standin.scenarios import Scenario

HERE = Path(__file__).parent

# By the number of the case: the tests in which the stand-in behaves so, by file.
TESTS: dict[int, dict[str, tuple[str, ...]]] = {
    1: {"ods": ("test_a_symbol_is_resolved_and_its_file_fetched_at_the_path_in_small_letters",)},
    2: {"ods": ("test_what_comes_is_read_and_held_in_every_language",)},
    3: {"ods": ("test_the_path_in_capitals_is_never_asked_for",)},
    4: {"ods": ("test_what_is_not_given_is_never_called_absent",)},
    5: {"ods": ("test_the_page_of_what_is_missing_is_not_even_asked_for",)},
    6: {"ods": ("test_what_is_not_given_is_never_called_absent",)},
    7: {"ods": ("test_what_is_not_given_is_never_called_absent",)},
    8: {"ods": ("test_a_block_is_waited_out_and_everything_comes",)},
    9: {"ods": ("test_only_the_six_codes_are_asked_for_and_english_first",)},
    10: {
        "ods": ("test_the_english_file_in_place_of_another_language_is_noticed",),
        "ods_answers": ("test_another_language_than_asked_for_is_neither_kept_nor_called_saved",),
    },
    11: {"ods": ("test_bytes_that_are_no_document_are_not_kept",)},
    12: {"ods": ("test_originals_are_what_they_are",)},
    13: {"ods": ("test_a_gateway_that_fails_for_a_moment_is_asked_again",)},
    14: {
        "ods": ("test_a_gateway_that_fails_for_a_moment_is_asked_again",),
        "fetch": ("test_a_retry_helps",),
    },
    15: {
        "ods": ("test_after_a_refusal_or_a_broken_connection_there_are_ten_minutes_of_rest",),
        "fetch": ("test_retry_after_is_waited_for",),
    },
    16: {"ods": ("test_after_a_refusal_or_a_broken_connection_there_are_ten_minutes_of_rest",)},
    17: {
        "ods": ("test_slow_answers_are_waited_for",),
        "fetch": ("test_a_host_that_drips_is_given_up",),
    },
    18: {"ods": ("test_a_document_without_its_end_is_asked_for_again",)},
    19: {"ods": ("test_after_a_refusal_or_a_broken_connection_there_are_ten_minutes_of_rest",)},
    20: {"ods": ("test_redirects_that_lead_nowhere_are_not_followed",)},
    21: {"ods": ("test_robots_are_read_first_and_obeyed",)},
    22: {"ods": ("test_short_addresses_are_not_followed_to_another_host",)},
    23: {"ods": ("test_the_page_around_a_document_is_never_stored",)},
    24: {"ods": ("test_the_librarys_challenge_is_recognised_and_explained",)},
    25: {
        "ods": (
            "test_the_librarys_search_needs_a_key_and_is_asked_once",
            "test_the_librarys_search_with_a_key",
        )
    },
    26: {"ods": ("test_the_librarys_harvest",)},
    27: {"ods": ("test_the_librarys_robots_are_obeyed",)},
    28: {"ods": ("test_records_of_the_library_are_no_documents",)},
    29: {
        "unxml": (
            "test_everything_is_listed_with_one_call_a_repository",
            "test_a_listing_too_long_for_one_call",
            "test_no_listing_no_change",
        )
    },
    30: {
        "unxml": ("test_a_session_in_zip_files", "test_no_listing_no_change"),
        "refresh": (
            "test_a_file_in_the_wrong_place_is_filed_by_its_content_and_told",
            "test_what_cannot_be_read_is_told_once_and_read_again_when_it_changes",
        ),
    },
    31: {
        "ods": ("test_whoever_cannot_be_reached_is_named_with_what_to_do",),
        "fetch": (
            "test_nobody_at_home_is_named",
            "test_a_name_that_does_not_exist_is_named",
            "test_no_encryption_where_it_was_asked_for",
            "test_silence_is_not_waited_out",
        ),
    },
}


def sources(number: int) -> str:
    """The tests of a case, with what they are given by parameters, as they are written."""
    found = []
    for file, names in TESTS[number].items():
        path = HERE / f"test_{file}.py"
        tree = ast.parse(path.read_text("utf-8"))
        functions = {
            one.name: one
            for one in tree.body
            if isinstance(one, ast.FunctionDef) and one.name.startswith("test_")
        }
        for name in names:
            assert name in functions, f"case {number}: there is no {path.name}::{name}"
            found.append(ast.unparse(functions[name]))
    return "\n".join(found)


@pytest.mark.parametrize("number", range(1, 32))
def test_a_case_has_tests(number: int) -> None:
    assert "assert" in sources(number) or "raises" in sources(number)


def test_what_can_be_turned_on_is_turned_on_by_a_test() -> None:
    # Those of GITHUB and NETWORK are gone through one by one where their tests take parameters.
    written = "".join(path.read_text("utf-8") for path in HERE.glob("test_ods*.py"))
    names = {one.name for one in CASES if not isinstance(one, (AsItIs, Scenario, Unreachable))}
    assert names
    assert {name for name in names if f'"{name}"' not in written} == set()


@pytest.mark.shared
def test_the_table_has_no_other_cases(shared_docs: Path) -> None:
    section = (shared_docs / "un-sources.md").read_text("utf-8").partition("\n## 7.")[2]
    rows = [line for line in section.splitlines() if line.startswith("| ") and line[2].isdigit()]
    assert [int(row.split("|")[1]) for row in rows] == sorted(TESTS)

"""How opening phrases and actions hold up: against mark-up, and between six languages.

    python tests/bench/actions.py FOLDER-OR-ARCHIVE… [--every N] [--differences N]

Prints by language: the paragraphs with an opening phrase, the share of them whose action is known,
how often the grammar finds the phrase that mark-up sets off (and the same action), and how often
the action is the one that most of the six languages have for the paragraph of the same id. `--every
N` takes every Nth symbol, in all its languages. `--differences N` prints the N most frequent
phrases whose action differs from that of most languages.
"""

import argparse
import sys
import zlib
from collections import Counter, defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from corpus.actions import Action, action_of, paragraph_action
from corpus.akn import read_akn, set_off_phrase
from corpus.akn_blocks import read_blocks
from corpus.akn_paths import place
from corpus.akn_source import read_source
from corpus.errors import DocumentError
from corpus.model import Kind, Language, Resolution
from corpus.symbols import symbol_of_filename
from corpus.verbs import opening_phrase
from tests.bench.census import files


class Survey:
    """Counts phrases and actions, one document after the other."""

    def __init__(self) -> None:
        self.phrases: Counter[Language] = Counter()
        self.known: Counter[Language] = Counter()
        self.marked: Counter[Language] = Counter()
        self.same_phrase: Counter[Language] = Counter()
        self.same_action: Counter[Language] = Counter()
        self.aligned: dict[str, dict[Language, tuple[Action | None, str]]] = defaultdict(dict)

    def take(self, resolution: Resolution, data: bytes) -> None:
        """Count one document."""
        language = resolution.language
        self._compare(data, language)
        for paragraph in resolution.paragraphs:
            if paragraph.verb is None:
                continue
            action = paragraph_action(paragraph, language)
            self.phrases[language] += 1
            self.known[language] += action is not None
            found = (action, paragraph.verb.casefold())
            self.aligned[resolution.paragraph_id(paragraph)][language] = found

    def _compare(self, data: bytes, language: Language) -> None:
        """Compare what mark-up sets off with what the grammar finds."""
        for item in place(read_blocks(read_source(data, "").root), language):
            if item.kind not in (Kind.PREAMBULAR, Kind.OPERATIVE) or item.lead_in:
                continue
            marked = set_off_phrase(item.content, language)
            if not marked:
                continue
            ruled = opening_phrase(item.content.text, language, item.kind) or ""
            self.marked[language] += 1
            self.same_phrase[language] += ruled.strip("“”«» ") == marked
            self.same_action[language] += action_of(ruled, language) == action_of(marked, language)

    def report(self, differences: int) -> None:
        """Print everything that was counted."""
        six = [found for found in self.aligned.values() if len(found) == len(Language)]
        usual = [Counter(action for action, _ in found.values()) for found in six]
        print(
            "         phrases  action known   grammar = mark-up: phrase, action   as most languages"
        )
        for language in Language:
            agreeing = sum(
                found[language][0] == actions.most_common(1)[0][0]
                for found, actions in zip(six, usual, strict=True)
            )
            print(
                f"{language:6} {self.phrases[language]:9}"
                f" {_share(self.known[language], self.phrases[language])}"
                f" {_share(self.same_phrase[language], self.marked[language])}"
                f" {_share(self.same_action[language], self.marked[language])}"
                f" {_share(agreeing, len(six))}"
            )
        one = sum(len(actions) == 1 for actions in usual)
        print(f"{len(six)} paragraphs in six languages")
        print(f"one action in all six: {_share(one, len(six))}")
        self._differences(six, usual, differences)

    def _differences(
        self,
        six: list[dict[Language, tuple[Action | None, str]]],
        usual: list[Counter[Action | None]],
        shown: int,
    ) -> None:
        differing: Counter[tuple[Language, str, str, str]] = Counter()
        for paragraph, actions in zip(six, usual, strict=True):
            most = actions.most_common(1)[0][0]
            for language, (action, phrase) in paragraph.items():
                if action != most:
                    differing[language, phrase, str(action), str(most)] += 1
        for (language, phrase, own, usually), count in differing.most_common(shown):
            print(f"  {count:5} {language} {phrase}: {own}, most languages {usually}")


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:12.2f} %" if whole else "            –"


def main() -> None:
    """Survey the sources named on the command line."""
    parser = argparse.ArgumentParser(description="Survey of opening phrases and actions")
    parser.add_argument("sources", nargs="+", type=Path)
    parser.add_argument("--every", type=int, default=1, help="take every Nth symbol only")
    parser.add_argument("--differences", type=int, default=0, help="print so many differences")
    options = parser.parse_args()
    survey = Survey()
    for source in options.sources:
        for name, data in files(source):
            if zlib.crc32(str(symbol_of_filename(name)).encode()) % options.every:
                continue
            try:
                survey.take(read_akn(data, name), data)
            except DocumentError:
                continue
    survey.report(options.differences)


if __name__ == "__main__":
    main()

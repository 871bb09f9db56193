"""How opening phrases and actions hold up: against mark-up, and between six languages.

    python tests/bench/actions.py FOLDER-OR-ARCHIVE… [--every N] [--differences N]

Prints by language: the paragraphs with an opening phrase, the share of them whose action is known,
how often the grammar finds the phrase that mark-up sets off, that phrase or a longer one
("Expresses its concern" where mark-up has "Expresses"), or else the same action, and how often the
action is the one that most of the six languages have for the paragraph of the same id. Then how
often all six agree, and how often they could by any table of phrases. `--every N` takes every Nth
symbol, in all its languages. `--differences N` prints the N most frequent phrases whose action
differs from that of most languages.
"""

import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from corpus.actions import Action, action_of, paragraph_action
from corpus.akn import read_akn, set_off_phrase
from corpus.akn_blocks import read_blocks
from corpus.akn_paths import place
from corpus.akn_source import read_source
from corpus.model import Kind, Language
from corpus.verbs import opening_phrase
from tests.bench.side_by_side import arguments, of_each

Said = tuple[Action | None, str]  # the action of a paragraph, and its phrase


@dataclass
class Surveyed:
    """What one document has: phrases, and what mark-up sets off against what grammar finds."""

    language: Language
    phrases: int = 0
    known: int = 0
    marked: int = 0
    same_phrase: int = 0
    shorter: int = 0  # mark-up sets off only the head of the phrase: "Expresses" of its concern
    same_action: int = 0  # those that are shorter counted as the same
    actions: dict[str, Said] = field(default_factory=dict)  # by the id of the paragraph

    def compare(self, data: bytes) -> None:
        """Compare what mark-up sets off with what the grammar finds."""
        language = self.language
        for item in place(read_blocks(read_source(data, "").root), language):
            if item.kind not in (Kind.PREAMBULAR, Kind.OPERATIVE) or item.lead_in:
                continue
            marked = set_off_phrase(item.content, language)
            if not marked:
                continue
            ruled = (opening_phrase(item.content.text, language, item.kind) or "").strip("“”«» ")
            self.marked += 1
            self.same_phrase += ruled == marked
            self.shorter += ruled != marked and ruled.startswith(marked)
            self.same_action += action_of(ruled, language) == action_of(marked, language) or (
                ruled != marked and ruled.startswith(marked)
            )


def surveyed(name: str, data: bytes) -> Surveyed:
    """Survey one document."""
    resolution = read_akn(data, name)
    result = Surveyed(resolution.language)
    result.compare(data)
    for paragraph in resolution.paragraphs:
        if paragraph.verb is None:
            continue
        action = paragraph_action(paragraph, resolution.language)
        result.phrases += 1
        result.known += action is not None
        result.actions[resolution.paragraph_id(paragraph)] = (action, paragraph.verb.casefold())
    return result


class Survey:
    """Sums of phrases and actions, one document after the other."""

    def __init__(self) -> None:
        self.phrases: Counter[Language] = Counter()
        self.known: Counter[Language] = Counter()
        self.marked: Counter[Language] = Counter()
        self.same_phrase: Counter[Language] = Counter()
        self.shorter: Counter[Language] = Counter()
        self.same_action: Counter[Language] = Counter()
        self.aligned: dict[str, dict[Language, Said]] = defaultdict(dict)

    def take(self, document: Surveyed) -> None:
        """Add what one document has."""
        language = document.language
        self.phrases[language] += document.phrases
        self.known[language] += document.known
        self.marked[language] += document.marked
        self.same_phrase[language] += document.same_phrase
        self.shorter[language] += document.shorter
        self.same_action[language] += document.same_action
        for id_, said in document.actions.items():
            self.aligned[id_][language] = said

    def report(self, differences: int) -> None:
        """Print everything that was counted."""
        six = [found for found in self.aligned.values() if len(found) == len(Language)]
        usual = [Counter(action for action, _ in found.values()) for found in six]
        print(
            "         phrases  action known   grammar = mark-up: phrase,  or longer, or action"
            "   as most languages"
        )
        for language in Language:
            agreeing = sum(
                found[language][0] == actions.most_common(1)[0][0]
                for found, actions in zip(six, usual, strict=True)
            )
            marked = self.marked[language]
            print(
                f"{language:6} {self.phrases[language]:9}"
                f" {_share(self.known[language], self.phrases[language])}"
                f" {_share(self.same_phrase[language], marked)}"
                f" {_share(self.same_phrase[language] + self.shorter[language], marked)}"
                f" {_share(self.same_action[language], marked)}"
                f" {_share(agreeing, len(six))}"
            )
        one = sum(len(actions) == 1 for actions in usual)
        print(f"{len(six)} paragraphs in six languages")
        print(f"one action in all six: {_share(one, len(six))}")
        best = _best_of_all_tables(six, usual)
        print(f"most that any table by phrase could reach here: {_share(best, len(six))}")
        self._differences(six, usual, differences)

    def _differences(
        self,
        six: list[dict[Language, Said]],
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


def _best_of_all_tables(
    six: list[dict[Language, Said]], usual: list[Counter[Action | None]]
) -> int:
    """How often all six would agree if each phrase had the action that its others mostly have.

    It is chosen by the very paragraphs that it is measured on: no table of phrases does better.
    """
    votes: dict[tuple[Language, str], Counter[Action | None]] = defaultdict(Counter)
    for paragraph, actions in zip(six, usual, strict=True):
        for language, (_, phrase) in paragraph.items():
            votes[language, phrase][actions.most_common(1)[0][0]] += 1
    chosen = {key: count.most_common(1)[0][0] for key, count in votes.items()}
    return sum(
        len({chosen[language, phrase] for language, (_, phrase) in paragraph.items()}) == 1
        for paragraph in six
    )


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:12.2f} %" if whole else "            –"


def main() -> None:
    """Survey the sources named on the command line."""
    parser = arguments("Survey of opening phrases and actions")
    parser.add_argument("--differences", type=int, default=0, help="print so many differences")
    options = parser.parse_args()
    survey = Survey()
    for document in of_each(surveyed, options.sources, options.every):
        survey.take(document)
    survey.report(options.differences)


if __name__ == "__main__":
    main()

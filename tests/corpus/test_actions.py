"""What opening phrases do: one vocabulary of actions for six languages."""

import csv
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.actions import Action, action_named, action_of, paragraph_action
from corpus.model import Kind, Language, Paragraph

ROOT = Path(__file__).resolve().parents[2]

ACTIONS = [
    # Words that repeat or continue say nothing of the action, wherever they stand.
    ("zh", "又重申", "reaffirm"),
    ("zh", "还再次促请", "call-upon"),
    ("en", "Recalling further", "recall"),
    ("en", "Also takes note once again", "take-note"),
    ("fr", "Rappelant également", "recall"),
    ("es", "Acogiendo con beneplácito también", "welcome"),
    ("ru", "принимает также к сведению", "take-note"),
    ("ar", "وإذ تعيد أيضا تأكيد", "reaffirm"),
    # Degrees make some actions stronger, and only some.
    ("zh", "大力鼓励", "encourage-strongly"),
    ("zh", "最强烈地谴责", "condemn-strongly"),
    ("en", "Strongly encourages", "encourage-strongly"),
    ("en", "Condemns in the strongest terms", "condemn-strongly"),
    ("fr", "Engage instamment", "urge"),
    ("es", "Insta encarecidamente", "urge-strongly"),
    ("ru", "настоятельно призывает", "urge"),
    ("ru", "настоятельно рекомендует также", "encourage-strongly"),
    ("ru", "решительно осуждая", "condemn-strongly"),
    ("ar", "تحث بقوة", "urge-strongly"),
    ("en", "Strongly supports", "support"),
    # Manner
    ("zh", "赞赏地注意到", "note-with-appreciation"),
    ("zh", "表示赞赏地注意到", "note-with-appreciation"),
    ("zh", "赞赏并满意地注意到", "note-with-appreciation"),
    ("zh", "深为关切地注意到", "note-with-grave-concern"),
    ("en", "Notes with concern", "note-with-concern"),
    ("fr", "Prenant note avec satisfaction", "note-with-appreciation"),
    ("es", "Observando con pesar", "note-with-regret"),
    ("ru", "c озабоченностью отмечает", "note-with-concern"),  # with a Latin c
    ("ar", "تلاحظمع التقدير", "note-with-appreciation"),  # a space is missing, as in real files
    # What is expressed or restated
    ("zh", "重申强烈谴责", "condemn-strongly"),
    ("zh", "表示深为关切", "express-grave-concern"),
    ("zh", "再次", "reaffirm"),
    ("en", "Reiterates its invitation", "invite"),
    ("en", "Renews its unwavering commitment", "commit"),
    ("en", "Expresses its utmost concern", "express-grave-concern"),
    ("fr", "Se déclarant de nouveau gravement préoccupée", "express-grave-concern"),
    ("es", "Reitera su exhortación", "call-upon"),
    ("ru", "вновь заявляя о своем решительном осуждении", "condemn-strongly"),
    ("ar", "وإذ تعرب عن بالغ قلقها", "express-grave-concern"),
    # The same word in two languages' own senses
    ("zh", "表示注意到", "take-note"),
    ("zh", "注意到", "note"),
    ("en", "Determined", "determined"),
    ("en", "Determining", "determine"),
    ("es", "Alentada", "encouraged"),
    ("es", "Alienta", "encourage"),
    ("ar", "تقرر", "decide"),
    ("ar", "تقرّ", "recognize"),
    ("zh", "表示深信", "convinced"),
    ("zh", "深表失望的是", "regret"),
    ("zh", "在此方面欢迎", "welcome"),
    # Rare openings of the archives
    ("en", "warmly welcomes", "welcome"),
    ("fr", "Guide\u0301", "guided-by"),  # with its accent apart, as real files have it
    ("fr", "Étant d’avis", "convinced"),
    ("fr", "Se déclarant favorable", "support"),
    ("fr", "Ayant connaissance", "aware"),
    ("ru", "вновь решительно заявляет", "reaffirm"),
    ("ru", "заостряет внимание", "emphasize"),
    ("ru", "имея твердое намерение", "determined"),
    ("ru", "с уважением отмечает", "note"),
    ("ar", "وقد عقد العزم", "determined"),
    ("ar", "وقد صمّم", "determined"),
    ("ar", "واعتقاداً منه", "convinced"),
    ("zh", "因此强调", "emphasize"),
    ("zh", "始终铭记", "bear-in-mind"),
    ("en", "is deeply concerned", "express-grave-concern"),
    ("en", "Remains however deeply concerned", "express-grave-concern"),
    ("en", "Ever mindful", "bear-in-mind"),
    ("fr", "Continue d’encourager", "encourage"),
    ("fr", "Continue d’exhorter", "urge"),
    ("fr", "Se déclare particulièrement préoccupée", "express-concern"),
    ("fr", "Décidée à œuvrer", "determined"),
    ("fr", "Relève", "note"),
    ("es", "Vuelve a condenar enérgicamente", "condemn-strongly"),
    ("es", "Teniendo siempre presente", "bear-in-mind"),
    ("es", "Encomienda", "direct"),
    ("ru", "выражает также согласие", "endorse"),
    ("ru", "будучи также привержена", "commit"),
    ("ru", "решительно заявляя также о неприятии", "deplore-strongly"),
    ("ru", "решительным образом осуждает", "condemn-strongly"),
    ("ru", "привлекая также внимание", "draw-attention"),
    ("ar", "تواصل تشجيع", "encourage"),
    ("ar", "يواصل كذلك حث", "urge"),
    ("ar", "وإقراراً منها أيضاً", "recognize"),
    ("ar", "توجه مرة أخرى عناية", "draw-attention"),
    ("en", "Sings", None),
    ("zh", "歌唱", None),
    # Traditional characters
    ("zh", "歡迎", "welcome"),
    ("zh", "關切地注意到", "note-with-concern"),
    ("zh", "大力鼓勵", "encourage-strongly"),
    ("zh", "重申強烈譴責", "condemn-strongly"),
    ("zh", "認識到", "recognize"),
    ("zh", "決定", "decide"),
    ("zh", "促請", "call-upon"),
    ("zh", "銘記", "bear-in-mind"),
    ("zh", "表示讚賞", "express-appreciation"),
]


@pytest.mark.parametrize(("language", "phrase", "action"), ACTIONS)
def test_action_of_a_phrase(language: str, phrase: str, action: str | None) -> None:
    assert action_of(phrase, Language(language)) == action


COMPLETED = [
    (
        "en",
        "Expresses",
        "Expresses its deep concern at the loss of samples;",
        "express-grave-concern",
    ),
    ("en", "Condemns", "Condemns in the strongest terms all loss;", "condemn-strongly"),
    ("ru", "обращается", "обращается к правительствам и организациям с призывом", "call-upon"),
    ("zh", "对", "对样本散失表示严重关切，", "express-grave-concern"),
    ("zh", "表示", "表示全力支持样本工作；", "support"),
    ("ar", "يعرب", "يعرب عن بالغ قلقه إزاء فقدان العينات؛", "express-grave-concern"),
    ("en", "Encourages", "Encourages States that have expressed concern to act;", "encourage"),
]


@pytest.mark.parametrize(("language", "verb", "text", "action"), COMPLETED)
def test_text_completes_what_mark_up_cuts_short(
    language: str, verb: str, text: str, action: str
) -> None:
    paragraph = Paragraph("op1", Kind.OPERATIVE, text, verb=verb)
    assert paragraph_action(paragraph, Language(language)) == action


@pytest.mark.parametrize(
    ("language", "verb", "text"),
    [
        ("ar", "وإذ يقرر", "وإذ يقرر أن الحالة لا تزال تشكل خطرا يهدد السلام والأمن الدوليين،"),
        (
            "fr",
            "Constatant",
            "Constatant que la situation continue de menacer la paix internationales,",
        ),
        ("fr", "Considérant", "Considérant que la situation constitue une menace pour la paix,"),
    ],
)
def test_a_threat_to_the_peace_is_determined(language: str, verb: str, text: str) -> None:
    paragraph = Paragraph("pp1", Kind.PREAMBULAR, text, verb=verb)
    assert paragraph_action(paragraph, Language(language)) is Action.DETERMINE


def test_a_recital_of_what_is_decided_stays_a_decision_in_the_operative_part() -> None:
    said = Paragraph("op1", Kind.OPERATIVE, "يقرر أن يبقي المسألة قيد نظره.", verb="يقرر")
    assert paragraph_action(said, Language.AR) is Action.DECIDE


def test_no_phrase_is_no_action() -> None:
    assert paragraph_action(Paragraph("op1", Kind.OPERATIVE, "Encourages"), Language.EN) is None


def test_strength_orders_what_can_replace_each_other() -> None:
    scales: dict[str, list[int]] = {}
    for action in Action:
        if action.strength:
            scale, place = action.strength
            scales.setdefault(scale, []).append(place)
    assert set(scales) == {"asking", "approval", "disapproval"}
    for places in scales.values():
        assert sorted(places) == list(range(1, len(places) + 1))
    for action in Action:
        if action.endswith("-strongly"):
            assert action.strength > Action(action.removesuffix("-strongly")).strength  # type: ignore[operator]


@pytest.mark.parametrize("action", Action)
def test_an_action_is_known_by_its_name(action: Action) -> None:
    assert action_named(action) is action
    assert action_named(action.replace("-", " ").title()) is action


def test_an_action_is_known_by_a_phrase_in_any_language() -> None:
    assert action_named("大力鼓励") is Action.ENCOURAGE_STRONGLY
    assert action_named("настоятельно призывает") is Action.URGE
    assert action_named("歌唱") is None


def documented() -> list[list[str]]:
    page = (ROOT / "docs" / "actions.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z-]+)` \|(.+)\|$", page, re.M)
    return [[name, *(cell.strip() for cell in rest.split("|"))] for name, rest in rows]


def test_page_has_every_action_with_its_strength_and_phrases() -> None:
    rows = documented()
    assert [row[0] for row in rows] == list(Action)
    for name, _, strength, *phrases in rows:
        scale = Action(name).strength
        assert strength == (f"{scale[0]} {scale[1]}" if scale else "")
        for phrase, language in zip(phrases, Language, strict=True):
            if phrase != "–":
                assert action_of(phrase, language) == name, (name, phrase)


@pytest.mark.shared
def test_openers_aligned_by_others_have_one_action(shared: Path) -> None:
    """The aligned preamble openers that come with the documents, counted with their frequency."""
    with (shared / "terms" / "preamble_openers_aligned.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    total = known = agreeing = 0
    for row in rows:
        count = int(row["count"])
        actions = [action_of(row[language], language) for language in Language]
        english = action_of(row["en"], Language.EN)
        total += count * len(actions)
        known += count * sum(action is not None for action in actions)
        agreeing += count * sum(action == english for action in actions)
    assert known / total > 0.97
    assert agreeing / total > 0.88


@given(st.text(), st.sampled_from(Language))
def test_any_text_is_a_phrase_or_none(text: str, language: Language) -> None:
    action = action_of(text, language)
    assert action is None or action in set(Action)

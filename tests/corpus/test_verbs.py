"""The opening phrases that the grammar finds, and those it must not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Kind, Language, Paragraph
from corpus.verbs import opening_phrase

PP, OP = Kind.PREAMBULAR, Kind.OPERATIVE

PHRASES = [
    # Chinese: connectives and degrees before the verb, feelings as manner, stances after it
    ("zh", PP, "回顾其关于样本的各项决议，", "回顾"),
    ("zh", PP, "又回顾其关于样本的决议，", "又回顾"),
    ("zh", PP, "严重关切样本数目的增加，", "严重关切"),
    ("zh", PP, "赞赏地注意到各样本机构的工作，", "赞赏地注意到"),
    ("zh", PP, "深为关切地注意到样本不足，", "深为关切地注意到"),
    ("zh", PP, "重申坚定承诺执行样本守则，", "重申坚定承诺"),
    ("zh", PP, "重申其对样本守则的承诺，", "重申"),
    ("zh", PP, "感到震惊的是样本散失，", "感到震惊的是"),
    ("zh", OP, "大力鼓励所有国家保存样本；", "大力鼓励"),
    ("zh", OP, "又重申样本的重要性；", "又重申"),
    ("zh", OP, "请秘书长提出报告；", "请"),
    ("zh", OP, "表示声援和同情样本的受害者；", "表示声援和同情"),
    ("zh", OP, "赞赏并满意地注意到该报告；", "赞赏并满意地注意到"),
    # English: adverbs before finite verbs and behind participles, objects, manner
    ("en", PP, "Recalling also its earlier resolutions,", "Recalling also"),
    ("en", PP, "Deeply concerned by the loss of samples,", "Deeply concerned"),
    ("en", PP, "Bearing in mind the sample rules,", "Bearing in mind"),
    ("en", PP, "Reaffirming its unwavering commitment to samples,", None),
    ("en", OP, "Takes note with appreciation of the report;", "Takes note with appreciation"),
    ("en", OP, "Strongly encourages all States to keep samples;", "Strongly encourages"),
    ("en", OP, "Also reiterates its call upon States;", "Also reiterates its call upon"),
    ("en", OP, "Encourages further work on samples;", "Encourages"),
    ("en", OP, "Encourages", "Encourages"),
    ("en", OP, "Expresses its deep concern at the loss;", "Expresses its deep concern"),
    ("fr", PP, "Rappelant en outre ses résolutions,", "Rappelant en outre"),
    ("fr", PP, "Ayant à l'esprit les règles types,", "Ayant à l'esprit"),
    ("fr", PP, "Se déclarant de nouveau gravement préoccupée par la perte,", None),
    ("fr", OP, "Prend également note avec satisfaction du rapport;", None),
    ("fr", OP, "Prie instamment les États de conserver;", "Prie instamment"),
    ("fr", OP, "S’engage de nouveau à agir;", "S’engage de nouveau"),
    (
        "es",
        PP,
        "Acogiendo con beneplácito también el informe,",
        "Acogiendo con beneplácito también",
    ),
    ("es", PP, "Poniendo de relieve la función,", "Poniendo de relieve"),
    ("es", OP, "Alienta encarecidamente a los Estados;", "Alienta encarecidamente"),
    ("es", OP, "Reitera su exhortación a los Estados;", "Reitera su exhortación"),
    ("ru", PP, "будучи глубоко обеспокоена утратой образцов,", "будучи глубоко обеспокоена"),
    ("ru", PP, "с удовлетворением отмечая доклад,", "с удовлетворением отмечая"),
    ("ru", OP, "настоятельно призывает государства;", "настоятельно призывает"),
    ("ru", OP, "принимает к сведению доклад;", "принимает к сведению"),
    ("ar", PP, "وإذ تشير أيضا إلى قراراتها،", "وإذ تشير أيضا"),
    ("ar", PP, "وإذ تسلّم بأهمية العينات،", "وإذ تسلّم"),
    ("ar", PP, "واقتناعا منها بأهمية العينات،", "واقتناعا منها"),
    ("ar", OP, "تشجع بقوة الدول على حفظ العينات؛", "تشجع بقوة"),
    ("ar", OP, "تعرب عن بالغ القلق إزاء الضياع؛", "تعرب عن بالغ القلق"),
]

# Where the whole phrase runs to the first of these words, the table above says None.
LONG_PHRASES = {
    "Reaffirming its unwavering commitment to samples,": "Reaffirming its unwavering commitment",
    "Se déclarant de nouveau gravement préoccupée par la perte,": (
        "Se déclarant de nouveau gravement préoccupée"
    ),
    "Prend également note avec satisfaction du rapport;": "Prend également note avec satisfaction",
}


@pytest.mark.parametrize(("language", "kind", "text", "phrase"), PHRASES)
def test_finds_the_opening_phrase(language: str, kind: Kind, text: str, phrase: str | None) -> None:
    expected = phrase or LONG_PHRASES[text]
    assert opening_phrase(text, Language(language), kind) == expected


NEAR_MISSES = [
    ("zh", OP, "各国应保存样本；"),  # 应 is no opening verb
    ("zh", PP, "大会，"),
    ("en", OP, "The report was received;"),
    ("en", OP, "Notesbook"),  # no verb is part of a longer word
    ("en", OP, ""),
    ("fr", OP, "Le rapport a été reçu;"),
    ("es", OP, "El informe se recibió;"),
    ("ru", OP, "доклад был получен;"),
    ("ar", OP, "الجمعية العامة،"),
]


@pytest.mark.parametrize(("language", "kind", "text"), NEAR_MISSES)
def test_finds_nothing_where_nothing_opens(language: str, kind: Kind, text: str) -> None:
    assert opening_phrase(text, Language(language), kind) is None


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in (PP, OP)])
def test_other_kinds_have_no_opening_phrase(kind: Kind) -> None:
    assert opening_phrase("Recalling the sample,", Language.EN, kind) is None


@given(st.text(), st.sampled_from(Language), st.sampled_from((PP, OP)))
def test_phrase_is_always_part_of_the_text(text: str, language: Language, kind: Kind) -> None:
    phrase = opening_phrase(text, language, kind)
    assert phrase is None or (phrase and phrase in text)


STATEMENTS = [
    ("zh", "“安全理事会重申样本的重要性。", "重申"),
    ("en", "“The Security Council also reaffirms that lamps", "also reaffirms"),
    ("en", "“In this connection, the Security Council underlines that lamps", "underlines"),
    ("es", "\u200e Invita a los Estados a que enciendan lámparas", "Invita"),  # a mark of direction
    ("ar", "\u200f\u200fتحيط علما مع التقدير بالمصابيح", "تحيط علما مع التقدير"),
    ("en", "The Council expresses deep concern at fog", "expresses deep concern"),
    ("fr", "« Le Conseil de sécurité réaffirme que les feux", "réaffirme"),
    ("es", "“El Consejo de Seguridad reafirma que las luces", "reafirma"),
    ("ru", "«Совет Безопасности вновь подтверждает огни", "вновь подтверждает"),
    ("ar", "”ويؤكد مجلس الأمن أهمية المصابيح", "ويؤكد"),
]


@pytest.mark.parametrize(("language", "text", "expected"), STATEMENTS)
def test_statements_say_who_speaks_before_their_verb(
    language: str, text: str, expected: str
) -> None:
    assert opening_phrase(text, Language(language), OP) == expected
    statement = Paragraph("opu1", OP, text, verb=expected)
    assert statement.verb_span is not None
    assert text[slice(*statement.verb_span)] == expected

"""Facts of adoption as they are printed, in six languages."""

import pytest

from corpus.akn import read_akn
from corpus.facts import agenda_item, meeting_of_record, printed_vote, split_names
from corpus.model import Language, Vote, VoteOutcome
from tests.corpus.akn_files import document

RECORDED = Vote(VoteOutcome.RECORDED, 20, 10, 17)
PRINTED = [
    "[Adopted by a recorded vote of 20 to 10, with 17 abstentions. The voting was as follows:",
    "[经记录表决，以20票赞成、10票反对、17票弃权获得通过。表决结果如下：",
    "[Adoptée à l’issue d’un vote enregistré par 20 voix contre 10, avec 17 abstentions.",
    "[Aprobada en votación registrada por 20 votos contra 10 y 17 abstenciones.",
    "[Принята в результате заносимого в отчет о заседании голосования 20 голосами против 10 при "
    "17 воздержавшихся.",
    "[اعتُمِد بتصويت مسجَّل بأغلبية 20 صوتاً مقابل 10، وامتناع 17 عضواً عن التصويت.",
    "recorded vote of  20  to  10 , with  17  abstentions",
]


@pytest.mark.parametrize("text", PRINTED)
def test_counts_that_are_printed(text: str) -> None:
    assert printed_vote(text) == RECORDED


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Adopted by a recorded vote of 29 to 14, with 1 abstention", (29, 14, 1)),
        ("adopted by a recorded vote of 27 to none, with 20 abstentions", (27, 0, 20)),
        ("Adopted by a vote of 13 to 2", (13, 2, 0)),
        ("以47票赞成、零票反对、零票弃权", (47, 0, 0)),
        ("по 27 голосами, при этом никто не голосовал против, при 20 воздержавшихся", (27, 0, 20)),
        ("par 29 voix contre zéro, avec 18 abstentions", (29, 0, 18)),
        ("por 29 votos contra ninguno y 18 abstenciones", (29, 0, 18)),
        ("بأغلبية 29 صوتا مقابل لا شيء، وامتناع 18 عضوا", (29, 0, 18)),
        ("بأغلبية 32 صوتا مقابل 13 صوتا وامتناع عضوين عن التصويت", (32, 13, 2)),
        ("بأغلبية 32 صوتا مقابل 8 أصوات، وامتناع عضو 1 عن التصويت", (32, 8, 1)),
        ("以29票对14票、4票弃权获得通过", (29, 14, 4)),
        ("par 42 contre 2, avec 3 abstentions", (42, 2, 3)),
        ("en votación registrada de 27 votos contra 5, y 15 abstenciones", (27, 5, 15)),
        (
            "голосованием 42 голосами при 5 воздержавшихся, при этом никто не голосовал против",
            (42, 0, 5),
        ),
        ("بأغلبية 32 صوتا مقابل 8 أصوات، وامتناع عضو واحد عن التصويت", (32, 8, 1)),
        ("بأغلبية 32 صوتا مقابل صوت واحد وامتناع 4 أعضاء عن التصويت", (32, 1, 4)),
        ("بأغلبية 32 صوتا مقابل صوتين وامتناع 4 أعضاء عن التصويت", (32, 2, 4)),
    ],
)
def test_counts_of_none_and_one(text: str, counts: tuple[int, int, int]) -> None:
    assert printed_vote(text) == Vote(VoteOutcome.RECORDED, *counts)


def test_a_count_that_mark_up_repeats_unseen_is_passed_over() -> None:
    """As in Arabic files of the Human Rights Council: "14" and, for no reason, "0" behind it."""
    outcome = (
        "<outcome>[اعتُمد بتصويت مسجّل بأغلبية <quantity>31</quantity> صوتاً مقابل "
        "<quantity>14</quantity><quantity>0</quantity> صوتاً وامتناع عضوين عن التصويت.]</outcome>"
    )
    after = f"<conclusions><p>{outcome}</p></conclusions>"
    resolution = read_akn(document(language=Language.AR, after=after), "sample.xml")
    assert resolution.vote == Vote(VoteOutcome.RECORDED, 31, 14, 2)


@pytest.mark.parametrize(
    "text",
    [
        "[Adopted without a vote.]",
        "[未经表决获得通过。]",
        "[Adoptée sans vote.]",
        "[Aprobada sin votación.]",
        "[Принята без голосования.]",
        "[اعتُمِد بدون تصويت.]",
    ],
)
def test_without_a_vote(text: str) -> None:
    assert printed_vote(text) == Vote(VoteOutcome.WITHOUT_VOTE)


@pytest.mark.parametrize(
    "text", ["", "47th meeting", "voting rights", "反对", "vote of 32 to 132, with 2 abstentions"]
)
def test_no_vote_is_printed(text: str) -> None:
    assert printed_vote(text) is None


def test_what_is_printed_goes_before_what_was_entered() -> None:
    meta = """<analysis><parliamentary><voting outcome="adoptedRecordedVote">
      <count value="9" refersTo="inFavour"/></voting></parliamentary></analysis>"""
    after = "<conclusions><p>[Adopted by a recorded vote of 20 to 10, with 17 abstentions.]</p>"
    resolution = read_akn(document(meta=meta, after=f"{after}</conclusions>"), "sample.xml")
    assert resolution.vote == RECORDED


@pytest.mark.parametrize(
    ("language", "meeting"),
    [
        (Language.ZH, "第8736次会议"),
        (Language.EN, "8736th meeting"),
        (Language.FR, "8736e séance"),
        (Language.ES, "8736ª sesión"),
        (Language.RU, "8736-е заседание"),
        (Language.AR, "الجلسة 8736"),
    ],
)
def test_meeting_of_the_security_council(language: Language, meeting: str) -> None:
    assert meeting_of_record("S/PV.8736", language) == meeting


def test_english_ordinals_and_other_records() -> None:
    numbers = ("8741", "8742", "8743", "8711", "8712", "8713", "8721")
    ends = [str(meeting_of_record(f"S/PV.{n}", Language.EN))[4:6] for n in numbers]
    assert ends == ["st", "nd", "rd", "th", "th", "th", "st"]
    assert meeting_of_record("A/C.3/77/SR.3", Language.EN) is None
    assert meeting_of_record("S/PV.8736 (Resumption 1)", Language.ZH) == "第8736次会议"


def test_what_a_source_left_empty_is_no_part_of_a_sponsor() -> None:
    assert split_names("submitted by the Chair of the Council (resolution )") == [
        "submitted by the Chair of the Council"
    ]
    assert split_names("Peru ( ) and Chad") == ["Peru", "Chad"]


def test_an_agenda_item_is_named_once() -> None:
    assert agenda_item("Agenda items 15, 15 and 119", Language.EN) == "15, 119"
    assert agenda_item("15 (a), 15 (b)", Language.EN) == "15 (a), 15 (b)"


@pytest.mark.parametrize(
    ("language", "meeting"),
    [
        (Language.ZH, "第54次全体会议"),
        (Language.EN, "54th plenary meeting"),
        (Language.AR, "الجلسة العامة 54"),
    ],
)
def test_the_assembly_s_meeting_by_its_record(language: Language, meeting: str) -> None:
    assert meeting_of_record("A/76/PV.54", language) == meeting
    assert meeting_of_record("A/C.3/76/SR.54", language) is None
    assert meeting_of_record("S/PV.8736", Language.EN) == "8736th meeting"


def test_the_printed_meeting_of_the_assembly_goes_before_its_record() -> None:
    meta = """<analysis/><workflow><step outcome="adopted" as="A/76/PV.54"/></workflow>"""
    printed = "<conclusions><p><inline name='adoptionMeeting'>3rd plenary meeting</inline></p>"
    both = read_akn(document(meta=meta, after=f"{printed}</conclusions>"), "sample.xml")
    recorded = read_akn(document(meta=meta), "sample.xml")
    assert (both.meeting, recorded.meeting) == ("3rd plenary meeting", "54th plenary meeting")

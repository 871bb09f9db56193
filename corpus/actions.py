"""What a paragraph does, in one vocabulary for all six languages: recall, urge, note-with-concern.

`action_of` maps an opening phrase as printed (回顾, 又重申, Takes note with appreciation) to an
`Action`. A phrase is taken apart: words that only repeat or continue ("also", 又, далее) say
nothing of the action, words of degree ("strongly", 深为) make some actions stronger, and what is
expressed, restated or noted ("its concern", 赞赏地) decides together with the verb. The words are
data (corpus/data/actions.tsv); docs/actions.md says how they were found and what was decided.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files

from corpus.model import Kind, Language, Paragraph
from corpus.simplified import simplified
from corpus.verbs import opening_phrase


class Action(StrEnum):
    """What a paragraph does, whatever the language; docs/actions.md describes each."""

    RECALL = "recall"
    REAFFIRM = "reaffirm"
    AFFIRM = "affirm"
    NOTE = "note"
    TAKE_NOTE = "take-note"
    NOTE_WITH_INTEREST = "note-with-interest"
    NOTE_WITH_APPRECIATION = "note-with-appreciation"
    NOTE_WITH_CONCERN = "note-with-concern"
    NOTE_WITH_GRAVE_CONCERN = "note-with-grave-concern"
    NOTE_WITH_REGRET = "note-with-regret"
    WELCOME = "welcome"
    RECOGNIZE = "recognize"
    AWARE = "aware"
    BEAR_IN_MIND = "bear-in-mind"
    HAVING_CONSIDERED = "having-considered"
    GUIDED_BY = "guided-by"
    ACT_UNDER = "act-under"
    CONVINCED = "convinced"
    DETERMINED = "determined"
    ENCOURAGED = "encouraged"
    EMPHASIZE = "emphasize"
    DRAW_ATTENTION = "draw-attention"
    INVITE = "invite"
    ENCOURAGE = "encourage"
    ENCOURAGE_STRONGLY = "encourage-strongly"
    CALL_UPON = "call-upon"
    CALL_UPON_STRONGLY = "call-upon-strongly"
    URGE = "urge"
    URGE_STRONGLY = "urge-strongly"
    REQUEST = "request"
    DIRECT = "direct"
    DEMAND = "demand"
    RECOMMEND = "recommend"
    DECIDE = "decide"
    DECLARE = "declare"
    DETERMINE = "determine"
    ENDORSE = "endorse"
    APPROVE = "approve"
    ADOPT = "adopt"
    SUPPORT = "support"
    COMMEND = "commend"
    HONOUR = "honour"
    EXPRESS_APPRECIATION = "express-appreciation"
    EXPRESS_CONCERN = "express-concern"
    EXPRESS_GRAVE_CONCERN = "express-grave-concern"
    EXPRESS_ALARM = "express-alarm"
    REGRET = "regret"
    DEPLORE = "deplore"
    DEPLORE_STRONGLY = "deplore-strongly"
    CONDEMN = "condemn"
    CONDEMN_STRONGLY = "condemn-strongly"
    REJECT = "reject"
    WARN = "warn"
    COMMIT = "commit"
    EXPRESS_SOLIDARITY = "express-solidarity"
    EXPRESS_CONDOLENCES = "express-condolences"
    LOOK_FORWARD = "look-forward"
    INTEND = "intend"
    AUTHORIZE = "authorize"
    ESTABLISH = "establish"
    EXTEND = "extend"
    APPOINT = "appoint"
    MAINTAIN = "maintain"
    RESPOND = "respond"
    TRANSMIT = "transmit"
    TERMINATE = "terminate"
    APPROPRIATE = "appropriate"

    @property
    def strength(self) -> tuple[str, int] | None:
        """Its scale and its place on it ("asking", 2); None for actions that have no degrees.

        >>> Action.ENCOURAGE.strength < Action.URGE.strength
        True
        """
        return _table().strengths.get(self)


def action_of(verb: str | None, language: Language) -> Action | None:
    """The action of an opening phrase as printed (`Paragraph.verb`), None where it is unknown.

    >>> print(action_of("大力鼓励", Language.ZH), action_of("Also strongly urges", Language.EN))
    encourage-strongly urge-strongly
    >>> print(action_of("又重申深为关切", Language.ZH))
    express-grave-concern
    """
    return _action_of(verb, language) if verb else None


def paragraph_action(paragraph: Paragraph, language: Language) -> Action | None:
    """The action of a paragraph, None where it opens with no phrase or with an unknown one.

    Mark-up may set off less than the phrase ("Expresses" of "Expresses deep concern at", 对 of
    对……表示遗憾); what the grammar finds at the head of the text, or the words behind the verb,
    then complete it.

    >>> from corpus.model import Kind
    >>> said = "Expresses its full support for the Mission;"
    >>> paragraph_action(Paragraph("op1", Kind.OPERATIVE, said, verb="Expresses"), Language.EN)
    <Action.SUPPORT: 'support'>
    """
    found = _said(paragraph, language)
    if found and paragraph.kind is Kind.PREAMBULAR:
        return _in_preamble(found, paragraph.text, language)
    return found


def _said(paragraph: Paragraph, language: Language) -> Action | None:
    """The action that the words say, wherever they stand."""
    verb = paragraph.verb
    if not verb:
        return None
    phrase = opening_phrase(paragraph.text, language, paragraph.kind) or ""
    if phrase.casefold().startswith(verb.casefold()) and (found := action_of(phrase, language)):
        return found
    if found := action_of(verb, language):
        return found
    at = paragraph.text.find(verb)
    if language is Language.ZH and (apart := _CHINESE_APART.search(paragraph.text)):
        at = apart.start()
    return action_of(_CLAUSE_END.split(paragraph.text[max(at, 0) :])[0][:_COMPLETED], language)


# "Determining that the situation … constitutes a threat to international peace": what Article 39 of
# the Charter asks for has its own verb in English, Spanish and Russian, and none in French.
_THREAT = re.compile(r"menace[rs]? .{0,30}paix")
_FINDING = frozenset({Action.RECOGNIZE, Action.NOTE})


def _in_preamble(action: Action, text: str, language: Language) -> Action:
    """What the action is where nothing is decided yet: Arabic has one verb for both."""
    if action is Action.DECIDE and language is Language.AR:
        return Action.DETERMINE
    is_threat = language is Language.FR and action in _FINDING and _THREAT.search(text)
    return Action.DETERMINE if is_threat else action


# How much of a paragraph may complete its phrase (code points), and what ends it earlier.
_COMPLETED = 50
_CLAUSE_END = re.compile("[，。；、：,;:،؛]")
_CHINESE_APART = re.compile("(?<=.)(?:表示|感到|深感|致以)(?=.{2})")


def action_named(name: str) -> Action | None:
    """The action that a user names: by its name, or by an opening phrase in any language.

    >>> action_named("Encourage strongly"), action_named("敦促"), action_named("sings")
    (<Action.ENCOURAGE_STRONGLY: 'encourage-strongly'>, <Action.URGE: 'urge'>, None)
    """
    spelled = "-".join(name.casefold().replace("_", " ").replace("-", " ").split())
    if spelled in set(Action):
        return Action(spelled)
    found = (action_of(name, language) for language in Language)
    return next((action for action in found if action), None)


# --- The words -----------------------------------------------------------------------------------

# What each noun makes of a verb that only expresses or restates it.
_EXPRESSED = {
    "concern": Action.EXPRESS_CONCERN,
    "alarm": Action.EXPRESS_ALARM,
    "appreciation": Action.EXPRESS_APPRECIATION,
    "interest": Action.NOTE_WITH_INTEREST,
    "regret": Action.REGRET,
    "call": Action.CALL_UPON,
    "invitation": Action.INVITE,
    "request": Action.REQUEST,
    "condemnation": Action.CONDEMN,
    "commitment": Action.COMMIT,
    "support": Action.SUPPORT,
    "solidarity": Action.EXPRESS_SOLIDARITY,
    "condolences": Action.EXPRESS_CONDOLENCES,
    "decision": Action.DECIDE,
    "determination": Action.DETERMINED,
    "conviction": Action.CONVINCED,
    "hope": Action.LOOK_FORWARD,
}
_NOTED = {
    "concern": Action.NOTE_WITH_CONCERN,
    "alarm": Action.NOTE_WITH_GRAVE_CONCERN,
    "appreciation": Action.NOTE_WITH_APPRECIATION,
    "interest": Action.NOTE_WITH_INTEREST,
    "regret": Action.NOTE_WITH_REGRET,
}
_NOTING = frozenset({Action.NOTE, Action.TAKE_NOTE, Action.RECOGNIZE, Action.AWARE})
_STRONGER = {
    Action.ENCOURAGE: Action.ENCOURAGE_STRONGLY,
    Action.CALL_UPON: Action.CALL_UPON_STRONGLY,
    Action.URGE: Action.URGE_STRONGLY,
    Action.DEPLORE: Action.DEPLORE_STRONGLY,
    Action.CONDEMN: Action.CONDEMN_STRONGLY,
    Action.EXPRESS_CONCERN: Action.EXPRESS_GRAVE_CONCERN,
    Action.NOTE_WITH_CONCERN: Action.NOTE_WITH_GRAVE_CONCERN,
}


@dataclass(frozen=True, slots=True)
class _Table:
    """The data file: strengths of actions, patterns by action or mark and language."""

    strengths: dict[Action, tuple[str, int]]
    patterns: dict[tuple[str, Language], str]


@cache
def _table() -> _Table:
    strengths: dict[Action, tuple[str, int]] = {}
    patterns: dict[tuple[str, Language], str] = {}
    text = files("corpus").joinpath("data/actions.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        name, field, value = line.split("\t")
        if field == "strength":
            scale, place = value.split()
            strengths[Action(name)] = (scale, int(place))
        else:
            patterns[name, Language(field)] = value
    return _Table(strengths, patterns)


@dataclass(frozen=True, slots=True)
class _Words:
    """The patterns of one language, compiled."""

    verbs: tuple[tuple[Action, re.Pattern[str]], ...]
    again: re.Pattern[str]
    strong: re.Pattern[str]
    express: re.Pattern[str]
    nouns: re.Pattern[str]  # a named group for each noun
    manner: re.Pattern[str] | None  # Chinese sets "with concern" before the verb: 深为关切地


@cache
def _words(language: Language) -> _Words:
    patterns = _table().patterns
    verbs = tuple(
        (action, re.compile(patterns[action, language]))
        for action in Action
        if (action, language) in patterns
    )
    nouns = "|".join(f"(?P<{name}>{patterns[f'~{name}', language]})" for name in _EXPRESSED)
    strong = patterns["~strong", language]
    # Chinese has no spaces, and Arabic texts are short of some: تلاحظمع التقدير
    edges = ("", "") if language is Language.ZH else (r"(?<!\w)", r"(?!\w)")
    noun_edges = ("", "") if language is Language.AR else edges
    manner = None
    if language is Language.ZH:
        manner = re.compile(f"(?:{strong})*(?:{nouns})(?:[和并]?(?:{strong})*[^，。]{{2,3}})?地")
    return _Words(
        verbs=verbs,
        again=_between(edges, patterns["~again", language]),
        strong=_between(edges, strong),
        express=re.compile(f"(?:{patterns['~express', language]})"),
        nouns=_between(noun_edges, nouns),
        manner=manner,
    )


def _between(edges: tuple[str, str], pattern: str) -> re.Pattern[str]:
    return re.compile(f"{edges[0]}(?:{pattern}){edges[1]}")


# --- Taking a phrase apart -----------------------------------------------------------------------

_ARABIC_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u0640]")  # vowel signs and tatweel
_ARABIC_WHEREAS = re.compile(r"^و?\s?إذ\s+|^و(?=[تي])")
_LATIN_C = re.compile(r"\bc(?= [а-я])")  # typed for the Russian preposition
_EDGES = ' ,،，:：;“”"«»„‘[]《'


@lru_cache(maxsize=8192)
def _action_of(phrase: str, language: Language) -> Action | None:
    words = _words(language)
    folded = _folded(phrase, language)
    bare = _without(words.again, folded)
    manner = words.manner.search(bare) if words.manner else None
    noun, strong = None, False
    if manner:
        noun, strong = manner.lastgroup, words.strong.search(manner[0]) is not None
        bare = bare[: manner.start()] + bare[manner.end() :]
    # A degree within the verb's own wording is in the table: настоятельно призывает is "urges".
    verb, end = _verb(words, bare)
    strong = strong or words.strong.search(bare, end) is not None
    rest = _without(words.strong, bare)
    if noun is None and (named := words.nouns.search(rest)):
        noun = named.lastgroup
        rest = " ".join((rest[: named.start()] + rest[named.end() :]).split())
    if verb is None:
        verb, _ = _verb(words, words.express.sub("", rest, count=1).strip())
    action = _composed(verb, noun) or _verb(words, folded)[0]
    return _STRONGER.get(action, action) if strong and action else action


def _composed(verb: Action | None, noun: str | None) -> Action | None:
    if noun is None:
        return verb
    if verb is None or verb is Action.REAFFIRM:
        return _EXPRESSED[noun]
    return _NOTED.get(noun, verb) if verb in _NOTING else verb


def _folded(phrase: str, language: Language) -> str:
    phrase = unicodedata.normalize("NFC", phrase)  # files may have accents apart
    text = " ".join(phrase.casefold().replace("'", "’").split()).strip(_EDGES)
    if language is Language.AR:
        text = _ARABIC_WHEREAS.sub("", _ARABIC_MARKS.sub("", text))
    elif language is Language.ZH:
        text = simplified(text).replace(" ", "")
    elif language is Language.FR:
        text = text.replace(" d’", " de ")  # continue d’encourager
    elif language is Language.RU:
        text = text.replace("ё", "е").replace("\u2011", "-")
        text = _LATIN_C.sub("с", text)
    return text


def _without(pattern: re.Pattern[str], text: str) -> str:
    return " ".join(pattern.sub(" ", text).split())


def _verb(words: _Words, text: str) -> tuple[Action | None, int]:
    """The action whose verb stands at the head of the text, and where that ends; longest first."""
    best, longest = None, 0
    for action, pattern in words.verbs:
        found = pattern.match(text)
        if found and found.end() > longest:
            best, longest = action, found.end()
    return best, longest

"""What a result says beside its hits: how the query was read, what was odd, what else to try."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence, Set
from dataclasses import replace
from itertools import chain, groupby, islice

from corpus.model import Language
from corpus.symbols import Symbol, is_symbol_query, parse_symbol
from indexer.normalise import normalise_text
from search.answer import Answer, SymbolAnswer, TextAnswer
from search.asking import only_asks
from search.compile import Alternatives, CompiledRun, Widening, compile_run, wanted_runs, words_of
from search.exact import Span, whole_run
from search.language import LATIN, language_of
from search.lookup import without_accents
from search.query import And, Best, Field, FieldName, Near, Node, Or, Quoted, Word
from search.question import Question
from search.reader import COMMON, IndexReader
from search.translate import Origin, Step

_NAMES = {
    Language.ZH: "Chinese",
    Language.EN: "English",
    Language.FR: "French",
    Language.ES: "Spanish",
    Language.RU: "Russian",
    Language.AR: "Arabic",
}

_FEW = 3
"""Of fewer hits it is said what more there would be without a condition."""

_VERBS_SHOWN = 5

_WORDINGS_SHOWN = 3

_PARTS_SHOWN = 6
"""Of so many parts of a query other wordings are named; of more, how many."""

_WORDS_SHOWN = 20

_TERM = 10
"""A Chinese run of so many characters may be a term, of which it matters whether it is held."""


def read_as(question: Question, answers: Sequence[Answer]) -> str:
    """How the query was read, in one line."""
    searched = [answer.reader.language for answer in answers] or question.languages or ()
    where = " and ".join(_NAMES[language] for language in searched)
    conditions = " ".join(str(field) for field in (*question.conditions, *question.filters))
    if question.symbols:
        meanings = " or ".join(str(symbol) for symbol in question.symbols)
        text = f"the document {meanings}, then paragraphs that cite or name it, in {where}"
        if question.path:
            others = "" if question.is_id else ", then paragraphs that cite or name the document"
            below = f"{meanings}#{question.path} and what stands below it"
            text = f"the paragraph {below}{others}, in {where}"
    elif question.tree is None:
        text = f"all paragraphs in {where}"
    elif question.translate:
        text = "; ".join(map(_asked, answers))
    else:
        text = f"{question.tree} in {where}{_widening(answers)}"
    return f"{text}; only {conditions}" if conditions else text


def _asked(answer: Answer) -> str:
    """What one language was asked."""
    tree = answer.question.tree if isinstance(answer, TextAnswer) else None
    return f"{tree} in {_NAMES[answer.reader.language]}"


def notes_on(question: Question, answers: Sequence[Answer]) -> tuple[str, ...]:
    """What the user should know: what was guessed, and which words are nowhere or everywhere."""
    notes = list(question.problems)
    if not question.says_something and not notes:
        notes.append("The query says nothing that could be searched for.")
    if question.says_something:
        notes += _languages_not_held(question, answers)
    missing = _missing_in_all(answers)
    for answer in answers:
        if isinstance(answer, TextAnswer):
            notes += _translated(answer)
            notes += (note for note in _nowhere(answer) if note in missing)
            notes += _everywhere(answer)
        elif isinstance(answer, SymbolAnswer) and not answer.holds_document:
            notes.append(_not_held(question.symbols[0], answer.reader.language))
        elif question.path and not (isinstance(answer, SymbolAnswer) and answer.holds_path):
            where = f"#{question.path} in {_NAMES[answer.reader.language]}"
            notes.append(f"{question.symbols[0]} has no paragraph {where}.")
    return tuple(dict.fromkeys(notes))


def suggestions(
    question: Question,
    answers: Sequence[Answer],
    count: Callable[[Question], int],
    opened: Callable[[Language], IndexReader | None],
) -> tuple[str, ...]:
    """What else to try, if there is anything to be found by it.

    `count` tells how many hits another question has, `opened` gives the index of a language that
    is held.
    """
    found = [*_nearly_typed(question, answers, opened)]
    found += _within_a_document(question, count)
    found += _in_other_scripts(question, answers, opened)
    found += chain.from_iterable(map(_other_word_order, answers))
    found += chain.from_iterable(_longer_verbs(question, answer) for answer in answers)
    hits = sum(len(answer.found) for answer in answers)
    if not hits:
        found += _values_instead(question, answers)
    if hits < _FEW:
        found += _without_a_condition(question, count, hits)
    if not hits:
        found += chain.from_iterable(_official_wordings(question, answer) for answer in answers)
        found += _less_strictly(question, count)
        found += chain.from_iterable(_held_beside(question, answer) for answer in answers)
        others = (*_in_other_languages(question, answers, count),)
        found += others or _translation(question, count, opened)
    return tuple(dict.fromkeys(found))


def _values_instead(question: Question, answers: Sequence[Answer]) -> Iterator[str]:
    """What is held of a condition that nothing meets."""
    conditions = (*question.conditions, *question.filters)
    if conditions:
        # Imported late: most searches find something.
        from search.values import values_instead  # noqa: PLC0415

        yield from values_instead(conditions, [answer.reader for answer in answers])


def _widening(answers: Sequence[Answer]) -> str:
    """By what else than their characters the unquoted runs were looked for."""
    texts = [answer for answer in answers if isinstance(answer, TextAnswer)]
    counting = [word for a in texts for word in _counting(a)]
    words = dict.fromkeys(map(_shown, counting))
    others = dict.fromkeys(widening for answer in texts for widening in answer.widenings)
    if not words:
        return ""
    parts = [_by_words(texts, words), *map(_other_wordings, others)]
    if len(others) > _PARTS_SHOWN:
        parts[_PARTS_SHOWN + 1 :] = [f"other wordings for {len(others) - _PARTS_SHOWN} more parts"]
    return "; also ".join(parts)


def _by_words(answers: Sequence[TextAnswer], words: Collection[str]) -> str:
    """How the words were looked for, which are named unless they are what was typed."""
    typed = (word for a in answers for run in a.runs for word in run.run.text.split())
    if {without_accents(normalise_text(word)) for word in typed} != set(words):
        return f", as typed first, then by the words {_first(words, _WORDS_SHOWN)}"
    is_inflected = any(answer.reader.language is not Language.ZH for answer in answers)
    if len(words) > 1:
        return ", as typed first, then by the words"
    return ", as typed first, then in other forms" if is_inflected else ""


def _counting(answer: TextAnswer) -> Sequence[Alternatives]:
    """The words of the runs without those that only ask, unless they all do."""
    words = [word for run in answer.runs for word in run.words]
    return [word for word in words if not only_asks(word, answer.reader.language)] or words


def _other_wordings(widening: Widening) -> str:
    """What was also looked for, in place of what was typed."""
    texts = [wording.text for wording in widening.wordings]
    return f"{_first(texts, _WORDINGS_SHOWN)} for {widening.typed}"


def _first(texts: Collection[str], count: int) -> str:
    """The first of the texts, and how many more there are."""
    more = f" and {len(texts) - count} more" if len(texts) > count else ""
    return f"{', '.join(islice(texts, count))}{more}"


def _shown(word: Sequence[str]) -> str:
    return word[-1].removeprefix("=")


def _translated(answer: TextAnswer) -> Iterator[str]:
    """What the query is called in another language, and what is not known in it."""
    if steps := answer.question.steps:
        yield f"{_NAMES[answer.reader.language]}: {'; '.join(map(_rendered, steps))}."


def _rendered(step: Step) -> str:
    """A part of the query, and its equivalents with how often they are attested."""
    if step.origin is Origin.NONE:
        return f"{step.typed} left out for want of a translation"
    if step.origin is Origin.AS_TYPED:
        return f"{step.typed} as typed ({_paragraphs(step.looked_at)})"
    first, *others = step.renderings[:_WORDINGS_SHOWN]
    if step.origin is Origin.VOCABULARY:
        count = f"vocabulary, {_paragraphs(first.attested)}"
    else:
        count = f"{first.attested} of {_paragraphs(step.looked_at)} that have it"
    more = "".join(f", {each.text} ({each.attested})" for each in others if each.attested)
    return f"{step.typed} → {first.text} ({count}){more}"


def _not_held(symbol: Symbol, language: Language) -> str:
    if symbol.is_resolution:
        return f"{symbol} is not held in {_NAMES[language]}."
    # An index knows what cites a draft or report, the corpus what came of it.
    return f"{symbol} is not held. `unres show {symbol}` names what came of it, if that is held."


def _languages_not_held(question: Question, answers: Sequence[Answer]) -> Iterator[str]:
    searched = [answer.reader.language for answer in answers]
    if question.languages:
        for language in question.languages:
            if language not in searched:
                yield f"No document is held in {_NAMES[language]}."
    elif (detected := question.detected) and not question.symbols and detected not in searched:
        if detected in LATIN and len(searched) == 1:
            found, other = _NAMES[searched[0]], _NAMES[detected]
            yield f"Searched in {found}: its texts have more of the words than those in {other}."
        else:
            yield f"No paragraph has a word of this in {_NAMES[detected]}."


def _missing_in_all(answers: Sequence[Answer]) -> Set[str]:
    """What is to be said of words that stand nowhere: of words asked of several languages, in none.

    A translation asks each language for words of its own, which it has.
    """
    texts = [answer for answer in answers if isinstance(answer, TextAnswer)]
    said = [set(_nowhere(answer)) for answer in texts if not answer.question.steps]
    return set.intersection(*said) if said else set()


def _nowhere(answer: TextAnswer) -> Iterator[str]:
    """The words of the runs that no paragraph has."""
    return chain.from_iterable(_not_standing(run, answer) for run in answer.runs)


def _not_standing(run: CompiledRun, answer: TextAnswer) -> Iterator[str]:
    """The words of a run that no paragraph has."""
    counting = _counting(answer)
    missing = [
        word for word in run.words if word in counting and not answer.reader.having_word(word)
    ]
    if len(missing) < len(run.words) == 1 or answer.standing(run):
        return
    if len(missing) == len(run.words):
        yield f"No paragraph has {run.run}."
    elif missing:
        yield f"No paragraph has {', '.join(map(_shown, missing))}, of {run.run}."
    elif answer.reader.language is Language.ZH and len(run.words) > 1 and _may_be_a_term(run):
        yield f"No paragraph has {run.run} as typed."


def _may_be_a_term(run: CompiledRun) -> bool:
    asks = any(only_asks(word, Language.ZH) for word in run.words)
    return isinstance(run.run, Word) and len(run.run.text) <= _TERM and not asks


def _everywhere(answer: TextAnswer) -> Iterator[str]:
    """A query that tells paragraphs hardly apart: 的, the and of."""
    limit = COMMON * len(answer.reader.paragraphs)
    if answer.runs and all(len(answer.standing(run)) > limit for run in answer.runs):
        named = " and ".join(str(run.run) for run in answer.runs)
        least = min(len(answer.standing(run)) for run in answer.runs)
        share = f"{least / len(answer.reader.paragraphs):.0%} of all paragraphs"
        yield f"{named} stands in {share} and hardly tells them apart."


def _nearly_typed(
    question: Question, answers: Sequence[Answer], opened: Callable[[Language], IndexReader | None]
) -> Iterator[str]:
    """What stands in the texts where something that stands nowhere was mistyped.

    Also in the language that the query looks like, where another one answers.
    """
    if question.tree is None or question.symbols or question.translate:
        return
    asked = {answer.reader.language: answer.reader for answer in answers}
    widened = {a.reader.language: a.widenings for a in answers if isinstance(a, TextAnswer)}
    for likely in () if question.languages else _likely(question, answers):
        if likely not in asked and (other := opened(likely)):
            asked[likely] = other
    for language, reader in asked.items():
        runs = [compile_run(run, language) for run in wanted_runs(question.tree)]
        unknown = [run for run in runs if _may_be_a_slip(run, reader)]
        if not unknown or not _can_be(unknown, language):
            continue
        # Imported late: most queries have no unknown word.
        from search.match import Matcher  # noqa: PLC0415
        from search.nearest import nearest  # noqa: PLC0415

        matcher = Matcher(reader)
        allowed = matcher.meeting(question.conditions) & matcher.meeting(question.filters)
        where = "" if question.languages or language is likely else f" in {_NAMES[language]}"
        known = widened.get(language, ())
        near = (
            each
            for run in unknown
            for each in nearest(run, reader, allowed)
            if not _is_known(each.typed, run, known, language)
        )
        for typed, found in groupby(near, key=lambda each: each.typed):
            named = " or ".join(f"{each.text} ({_paragraphs(each.having)})" for each in found)
            yield f"Nearest to {typed}{where}: {named}."


def _within_a_document(question: Question, count: Callable[[Question], int]) -> Iterator[str]:
    """The other words of a query that has a symbol, in the document that it names."""
    if not isinstance(question.tree, Best) or any(
        field.name is FieldName.SYMBOL for field in (*question.conditions, *question.filters)
    ):
        return
    for child in question.tree.children:
        if isinstance(child, Word) and is_symbol_query(child.text):
            symbol = str(parse_symbol(child.text))
            others = tuple(other for other in question.tree.children if other is not child)
            tree = others[0] if len(others) == 1 else Best(others)
            within = (*question.filters, Field(FieldName.SYMBOL, symbol))
            if hits := count(replace(question, tree=tree, filters=within)):
                yield f"Within {symbol} (--in {symbol}): {_hits(hits)}."


def _likely(question: Question, answers: Sequence[Answer]) -> Iterator[Language]:
    """What the query looks like: of Latin letters of which nothing is known, any of three."""
    if question.detected:
        yield question.detected
    if question.detected in LATIN and not any(answer.found for answer in answers):
        yield from LATIN


def _in_other_scripts(
    question: Question, answers: Sequence[Answer], opened: Callable[[Language], IndexReader | None]
) -> Iterator[str]:
    """Words that only a language in other letters knows: 监狱 OR prison is searched in Chinese."""
    if question.languages or question.translate:
        return
    for answer in answers:
        if not isinstance(answer, TextAnswer) or answer.reader.language in LATIN:
            continue
        searched = answer.reader.language
        reworded = {normalise_text(widening.typed) for widening in answer.widenings}
        for run in answer.runs:
            language = language_of(run.run.text)
            if language in (searched, None) or normalise_text(run.run.text) in reworded:
                continue
            other = opened(language) if _is_unknown(run, answer.reader) else None
            if other and not _is_unknown(compile_run(run.run, other.language), other):
                name, codes = _NAMES[other.language], f"{searched},{other.language}"
                yield f"{run.run} is {name}: --lang {codes} searches both."


def _is_known(part: str, run: CompiledRun, known: Iterable[Widening], language: Language) -> bool:
    """Whether what stands nowhere is understood all the same, or only asks.

    The texts have other words for it, which are looked for and named already; or it is cut out of
    such a wording.
    """
    wordings = [normalise_text(widening.typed) for widening in known]
    if language is not Language.ZH:
        return any(part in wording.split() for wording in wordings)
    text = normalise_text(run.run.text)
    cut = any(
        start < behind and ahead < end and not start <= ahead < behind <= end
        for start, end in _places(part, text)
        for wording in wordings
        for ahead, behind in _places(wording, text)
    )
    asks = any(
        only_asks(word, language) and len(_shown(word)) > 1 for word in words_of(part, language)
    )
    return part in wordings or cut or asks


def _places(part: str, text: str) -> Iterator[Span]:
    """Where the part stands in the text."""
    for match in re.finditer(re.escape(part), text):
        yield match.span()


def _is_unknown(run: CompiledRun, reader: IndexReader) -> bool:
    """Whether the run stands nowhere or, outside Chinese, a word of it does."""
    if reader.language is Language.ZH:
        return not reader.standing(run.needle)
    words = run.words or words_of(run.run.text, reader.language)
    if isinstance(run.run, Quoted):  # which asks for the word itself, not for its stem
        words = tuple((word[-1],) for word in words)
    return not all(map(reader.frequency, words))


def _may_be_a_slip(run: CompiledRun, reader: IndexReader) -> bool:
    """Whether the run is unknown or, outside Chinese, a word of it only known by its stem."""
    if reader.language is Language.ZH:
        return _is_unknown(run, reader)
    words = run.words or words_of(run.run.text, reader.language)
    return not all(reader.frequency((word[-1],)) for word in words)


def _can_be(runs: Iterable[CompiledRun], language: Language) -> bool:
    """Whether the letters of some run are those of the language."""
    scripts = {language_of(run.run.text) for run in runs}
    return language in scripts or (language in LATIN and not scripts.isdisjoint(LATIN))


def _official_wordings(question: Question, answer: Answer) -> Iterator[str]:
    """What the texts say for a run that was asked for as it stands, and stands nowhere."""
    if not isinstance(answer, TextAnswer):
        return
    from search.vocabulary import related  # noqa: PLC0415

    language = answer.reader.language
    for run in answer.runs:
        typed = run.run.text
        if answer.standing(run) or (isinstance(run.run, Word) and question.expand):
            continue  # unquoted words were looked for in other wordings
        whole = [each.text for each in related(typed, language)]
        texts = whole or _with_other_parts(normalise_text(typed), language)
        names = map(Quoted, texts)
        counted = ((each, len(answer.allowed_with(each))) for each in names)
        standing = ((each, having) for each, having in counted if having)
        shown = [f"{each} ({_paragraphs(n)})" for each, n in islice(standing, _WORDINGS_SHOWN)]
        if shown:
            yield f"For {typed} the texts say {' or '.join(shown)}."


def _with_other_parts(typed: str, language: Language) -> Iterator[str]:
    """The text with one part of it in other words: 反腐败公约 for 反贪污公约."""
    from search.expansion import expansions  # noqa: PLC0415

    for part in expansions(typed, language):
        for wording in part.wordings:
            if wording.text not in typed:  # which only doubles what is there
                yield typed.replace(part.typed, normalise_text(wording.text), 1)


def _less_strictly(question: Question, count: Callable[[Question], int]) -> Iterator[str]:
    """The same words without quotation marks, AND and NEAR."""
    if question.tree is None or question.symbols:
        return
    loose = _loose(question.tree)
    if loose != question.tree and (hits := count(replace(question, tree=loose))):
        is_quoted = isinstance(question.tree, Quoted)
        how = "Without quotation marks" if is_quoted else f"Less strictly, as {loose}"
        yield f"{how}: {_hits(hits)}."


def _loose(tree: Node) -> Node:
    """The tree with runs side by side in place of quotations, AND and NEAR; NOT stays."""
    match tree:
        case Quoted(text):
            parts: tuple[Node, ...] = tuple(map(Word, text.split()))
        case Near(left, right):
            parts = (left, right)
        case And(children) | Best(children):
            parts = children
        case Or(children):
            return Or(tuple(map(_loose, children)))
        case _:
            return tree
    if not parts:
        return tree
    loose = [part if isinstance(part, Word) else _loose(part) for part in parts]
    flat = [each.children if isinstance(each, Best) else (each,) for each in loose]
    together = tuple(chain.from_iterable(flat))
    return together[0] if len(together) == 1 else Best(together)


def _held_beside(question: Question, answer: Answer) -> Iterator[str]:
    """Which documents of the same session are held, where the one that was asked for is not."""
    if not isinstance(answer, SymbolAnswer) or answer.holds_document:
        return
    for symbol in map(str, question.symbols):
        stem = symbol[: max(symbol.rfind("/"), 0) + 1]
        others = sorted(answer.reader.terms("symbol", stem)) if stem.count("/") > 2 else ()
        if others:
            shown = _first(others, _WORDINGS_SHOWN)
            yield f"Of {stem}… {_documents(len(others))} held: {shown}."


def _translation(
    question: Question,
    count: Callable[[Question], int],
    opened: Callable[[Language], IndexReader | None],
) -> Iterator[str]:
    """The query in another language, where the vocabulary names something in it."""
    source = question.detected
    if question.tree is None or question.symbols or question.translate or source is None:
        return
    from search.vocabulary import find_terms  # noqa: PLC0415

    if not any(find_terms(run.text, source) for run in wanted_runs(question.tree)):
        return
    named = question.languages or ()
    for language in dict.fromkeys((*named, Language.EN, Language.ZH, *Language)):
        if language is not source and opened(language):
            hits = count(replace(question, translate=True, languages=(language,)))
            options = "--translate" if named == (language,) else f"--translate --lang {language}"
            if hits:
                yield f"Translated into {_NAMES[language]} ({options}): {_hits(hits)}."
                return


def _other_word_order(answer: Answer) -> Iterator[str]:
    """贩运人口 for 人口贩运: official texts have both, and a text view of words hides which."""
    language = answer.reader.language
    if language is not Language.ZH or not isinstance(answer, TextAnswer) or answer.question.steps:
        return
    for run in answer.runs:
        text = run.run.text
        words = compile_run(Word(text), language).words
        if len(words) == 2 and "".join(map(_shown, words)) == text:
            other = Quoted("".join(map(_shown, reversed(words))))
            having = answer.reader.standing(compile_run(other, language).needle)
            if len(having) > len(answer.reader.standing(run.needle)):
                have = "has" if len(having) == 1 else "have"
                yield f"{other.text}: {_paragraphs(len(having))} {have} the words in this order."


def _longer_verbs(question: Question, answer: Answer) -> Iterator[str]:
    """又敦促 and 强烈敦促 beside 敦促: the filter takes an opening phrase as it stands."""
    for field in (*question.conditions, *question.filters):
        if field.name is FieldName.VERB:
            verb = normalise_text(str(field.value))
            wanted = whole_run(verb, answer.reader.language)
            longer = {
                other: len(answer.reader.postings("verb", other))
                for other in answer.reader.terms("verb")
                if other != verb and any(wanted.spans(other))
            }
            commonest = sorted(longer, key=lambda other: (-longer[other], other))[:_VERBS_SHOWN]
            if commonest:
                yield f"Paragraphs also open with {', '.join(commonest)}."


def _without_a_condition(
    question: Question, count: Callable[[Question], int], found: int
) -> Iterator[str]:
    """The same query without the condition that emptied it or, if several did, without any.

    Of a few hits that it left it must be one that left out more than it left.
    """
    conditions = (*question.conditions, *question.filters)
    for name in dict.fromkeys(field.name for field in conditions):
        dropped = [field for field in conditions if field.name is name]
        hits = count(_without(question, dropped))
        if hits > 2 * found:
            yield f"Without {' '.join(map(str, dropped))}: {_hits(hits)}."
            return
    if not found and len(conditions) > 1 and (hits := count(_without(question, conditions))):
        yield f"Without {' '.join(map(str, conditions))}: {_hits(hits)}."


def _without(question: Question, dropped: Sequence[Field]) -> Question:
    return replace(
        question,
        conditions=tuple(field for field in question.conditions if field not in dropped),
        filters=tuple(field for field in question.filters if field not in dropped),
    )


def _in_other_languages(
    question: Question, answers: Sequence[Answer], count: Callable[[Question], int]
) -> Iterator[str]:
    """Latin letters are shared: what was taken for English may be French or Spanish."""
    searched = {answer.reader.language for answer in answers}
    if question.detected not in LATIN or not searched & set(LATIN):
        return
    for language in LATIN:
        if language not in searched:
            hits = count(replace(question, languages=(language,)))
            if hits:
                yield f"In {_NAMES[language]} (--lang {language}): {_hits(hits)}."


def _documents(count: int) -> str:
    return "1 document is" if count == 1 else f"{count} documents are"


def _paragraphs(count: int) -> str:
    return "1 paragraph" if count == 1 else f"{count} paragraphs"


def _hits(count: int) -> str:
    return "1 hit" if count == 1 else f"{count} hits"

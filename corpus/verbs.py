"""The opening phrase of a preambular or operative paragraph, found by grammar.

A preambular paragraph opens with a participle ("Recalling also", 又回顾), an operative one with a
verb ("Takes note with appreciation", 大力鼓励). Where the source marks the phrase, in italics or by
name, the mark counts; this grammar is for text that has no mark. For each language it says which
words may stand before the verb, which verbs there are, and what may follow them and still belong
to the phrase ("with appreciation", "its concern"). The words are drafting vocabulary, counted in
the marked phrases of resolutions of sessions 74 to 79.
"""

import re
from functools import cache

from corpus.model import Kind, Language
from corpus.simplified import simplified

# No opening phrase is longer (in code points); matching only this much keeps long paragraphs cheap.
_LONGEST = 160

_BEFORE_TEXT = " \t\n\u200e\u200f\u2066\u2067\u2068\u2069\ufeff"  # spaces, and marks of direction
_ARABIC_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u0640]")  # vowel signs and tatweel


def opening_phrase(text: str, language: Language, kind: Kind) -> str | None:
    """The opening phrase of a paragraph as printed, or None where the grammar finds none.

    `text` is the whole paragraph without its number. Only preambular and operative paragraphs
    open with such a phrase; for every other kind the answer is None.

    >>> opening_phrase("大力鼓励所有国家加强合作；", Language.ZH, Kind.OPERATIVE)
    '大力鼓励'
    >>> opening_phrase("Takes note with appreciation of the report;", Language.EN, Kind.OPERATIVE)
    'Takes note with appreciation'
    >>> opening_phrase("The report was received;", Language.EN, Kind.OPERATIVE) is None
    True
    """
    if kind not in (Kind.PREAMBULAR, Kind.OPERATIVE):
        return None
    said = text.lstrip(_BEFORE_TEXT)
    if subject := _SUBJECTS[language].match(said):
        said = said[subject.end() :]
    head = said[:_LONGEST].replace("'", "’")
    if language is Language.ZH:
        head = simplified(head)
    length = _length_of_phrase(head, language)
    return said[:length].rstrip() or None


# Statements of the Security Council's President name who speaks: “The Security Council recalls …”.
_SUBJECTS = {
    Language.ZH: re.compile("[“「]?(?:安全理事会|安理会)"),
    Language.EN: re.compile(
        r"“?(?:In this (?:regard|connection|context),? t|T)he (?:Security )?Council "
    ),
    Language.FR: re.compile(r"(?:«\s?)?Le Conseil(?: de sécurité)? "),
    Language.ES: re.compile("“?El Consejo(?: de Seguridad)? "),
    Language.RU: re.compile("«?Совет(?: Безопасности)? "),
    Language.AR: re.compile("[”“](?=و?ي)"),
}


def _length_of_phrase(head: str, language: Language) -> int:
    if language is not Language.AR:
        found = _grammar(language).match(head)
        return found.end() if found else 0
    # Vowel signs and tatweel are printed at will: match without them, measure with them.
    bare = [place for place, char in enumerate(head) if not _ARABIC_MARKS.match(char)]
    found = _grammar(language).match("".join(head[place] for place in bare))
    if not found or not found.end():
        return 0
    return bare[found.end()] if found.end() < len(bare) else len(head)


@cache
def _grammar(language: Language) -> re.Pattern[str]:
    """The compiled grammar of a language, built when first asked for."""
    sources = {
        Language.ZH: _chinese,
        Language.EN: _english,
        Language.FR: _french,
        Language.ES: _spanish,
        Language.RU: _russian,
        Language.AR: _arabic,
    }
    return re.compile(sources[language](), re.IGNORECASE)


def _any(alternatives: str) -> str:
    """One of the alternatives, which `|` separates; longer ones are tried first.

    The grammars repeat such a group at most three times: no phrase has more adverbs, and words
    that can be read in two ways would make an unbounded repetition exponential.
    """
    ordered = sorted(alternatives.split("|"), key=len, reverse=True)
    return "(?:" + "|".join(ordered) + ")"


def _chinese() -> str:
    again = _any(
        "又|还|并|也|再|再次|再度|进一步|同样|依然|仍然|仍|继续|尤其|特别|重新|另外|此外|在这方面|在此方面"
    )
    degree = _any(
        "大力|强烈|最强烈地|最严厉地|严重|严正|深为|深深|深切|深|尤为|极为|极其|极|非常|十分|高度|完全|坚决|"
        "坚定|坚定地|明确|全力|正式|最严重|郑重|热烈|衷心|诚挚|真诚|紧急|迫切|由衷|充分|再次|仍然|依然|特别|尤其|又|断然|继续"
    )
    feeling = _any(
        "关切|关注|赞赏|满意|遗憾|感兴趣|兴趣|不安|高兴|欣慰|感谢|感激|震惊|痛心|痛惜|惊恐|忧虑|警惕|欢迎"
    )
    manner = f"(?:{degree}{{0,3}}{feeling}(?:[和并]{feeling})?地)"  # 赞赏并满意地, 深为关切地
    stance = _any("承诺|支持|谴责|关切|呼吁|请求|邀请|决心|致力于|声援|尊重")
    restated = f"(?:(?:重申|再次){degree}{{0,3}}{stance})"  # 重申坚定承诺; but 重申其承诺 is 重申
    sentiment = f"(?:{feeling}|支持|声援|同情|哀悼|慰问|敬意|愤慨|失望)"
    expressed = f"(?:表示{degree}{{0,3}}{sentiment}(?:[和并]{sentiment})?)"  # 表示声援和同情
    felt = f"(?:(?:感到|深感|深表|感){degree}{{0,3}}(?:鼓舞|{feeling}))"
    verb = _any(
        "回顾|回顾指出|忆及|追忆|重申|申明|确认|认识到|意识到|体认到|注意到|注意|知悉|获悉|指出|欢迎|欣见|欣悉|"
        "强调|强调指出|着重指出|着重|重点指出|特别指出|突出强调|提请|提醒|铭记|谨记|念及|考虑到|顾及|鉴于|有鉴于|"
        "审议了|审查了|审议|审查|承认|肯定|深信|坚信|确信|相信|遵循|谴责|斥责|痛惜|赞扬|赞赏|赞同|感谢|支持|尊重|"
        "鼓励|促请|敦促|请|邀请|呼吁|吁请|要求|建议|决定|决心|认可|核可|核准|批准|通过|授权|期待|期望|希望|承诺|"
        "致力于|主张|反对|拒绝|抗议|宣布|宣告|声明|纪念|悼念|关切|关注|遗憾|祝贺|同意|接受|委托|任命|设立|责成|"
        "指示|断言|断定|认定|认为|警告|采纳|撤销|终止|延长|解除|表示注意到|表示赞赏|表示打算|嘉许|声援|倡导|表彰|"
        "致敬|核定|订正|缅怀|提及|听取了|听取|感到遗憾"
    )
    said_of = "(?:(?<=关切|不安|震惊|欣慰|遗憾|鼓舞|赞赏|忧虑|痛心)的是)?"
    both = f"(?:[并和]{degree}{{0,2}}谴责)?"  # 痛惜并强烈谴责
    core = f"(?:{restated}|{expressed}地?(?:注意到)?|{felt}|(?:表示)?{manner}?{verb}{both})"
    return f"(?:{again}|{manner}|{degree}){{0,3}}{core}{said_of}"


def _english() -> str:
    again = r"(?:also|again|once again|once more|further|equally|likewise|still|in particular)"
    adverb = rf"(?:(?:{again}|\w+ly|fully) )"
    degree = _any(
        r"great|grave|gravest|deep|deepest|serious|strong|strongest|profound|particular|utmost|sincere|full|"
        r"continued|continuing|firm|unwavering|unequivocal|heartfelt|warm|high|keen|special|growing|"
        r"increasing|steadfast|extreme|most|\w+ly"
    )
    feeling = _any(
        r"appreciation|concerns?|satisfaction|regret|interest|alarm|gratitude|approval|dismay|thanks|"
        r"outrage|disappointment|indignation|sorrow|sadness|disapproval|sympathy|condolences|pleasure"
    )
    stance = _any(
        r"condemnation|commitment|support|solidarity|respect|determination|conviction|hope|belief|"
        r"willingness|readiness|invitation|requests?|appeal|call|call upon|call on|call for|"
        r"opposition|confidence|recognition|intention|compassion|political will|desire|"
        r"solidarity with and compassion for"
    )
    noun = rf"(?:{feeling}|{stance})"
    how = rf"(?:{degree} (?:and {degree} )?){{0,3}}"
    feelings = rf"{how}{noun}(?: and {how}{noun})?\b"
    manner = (
        rf"(?: with {how}{feeling}(?: and {how}{feeling})?\b"
        r"| in the strongest(?: possible)? terms)"
    )
    restate = _any("express|reiterat|reaffirm|renew|recall|stress|reassert|restat|repeat")
    restated = rf"(?:{restate}(?:ing|e?s)(?: {again})? (?:its )?{feelings})"
    fixed = (  # verbs that are nothing without their complement
        r"(?:"
        r"tak(?:es|ing)(?: also| further)?(?: full)?(?: note| into account| into consideration)|"
        r"(?:bears|bearing|keeps|keeping)(?: also| further)? in mind|pay(?:s|ing)(?: \w+)? tribute|"
        r"call(?:s|ing)(?: also| further)? (?:upon|on|for)|look(?:s|ing) forward|"
        r"draw(?:s|ing)(?: the)? attention|continu(?:es|ing) to \w+|having(?: also)? \w+ed|"
        r"(?:being|remaining|remains|is) (?:\w+ly )?\w+ed"
        r")"
    )
    participle = (  # Recalling, Noting …: every one; and the past ones and adjectives in use
        r"(?:\w{3,}ing|concerned|alarmed|guided|determined|encouraged|disturbed|convinced|shocked|"
        r"dismayed|appalled|inspired|persuaded|satisfied|saddened|outraged|committed|motivated|"
        r"dedicated|resolved|troubled|distressed|gratified|pleased|conscious|mindful|aware|cognizant|"
        r"desirous|confident|anxious|grateful|indignant)"
    )
    verb = _any(
        r"recalls|reaffirms|affirms|confirms|acknowledges|recognizes|recognises|emphasizes|stresses|"
        r"underlines|underscores|highlights|welcomes|notes|commends|condemns|deplores|encourages|"
        r"invites|urges|requests|recommends|decides|resolves|endorses|supports|approves|adopts|"
        r"authorizes|appreciates|expresses|reiterates|renews|reminds|praises|honours|considers|"
        r"realizes|believes|concludes|declares|proclaims|congratulates|demands|rejects|regrets|"
        r"appeals|asserts|undertakes|refers|agrees|accepts|appoints|establishes|thanks|observes|"
        r"desires|hopes|trusts|wishes|designates|directs|elects|extends|entrusts|mandates|pledges|"
        r"commits|applauds|salutes|protests|warns|suggests|proposes|intends|determines|insists|"
        r"advises|favours|strengthens|calls|convenes|creates|terminates|transmits|instructs|"
        r"grants|maintains|shares|admits|ratifies|revises|lifts|denounces|exhorts|opposes|offers|"
        r"celebrates|commemorates|mourns|assures|repeats|restates|withdraws|suspends|appropriates|"
        r"requires|objects|recommits|authorises|emphasises|realises|raises|reconfirms|re-emphasizes"
    )
    # A participle is followed by its adverb (Recalling also); a finite verb is not (Also recalls),
    # so that "Encourages further dialogue" opens with its verb alone.
    after = rf"(?: {again})?{manner}?(?: {again})?\b"
    both = r"(?: and (?:\w+ly )?condemns)?"  # deplores and strongly condemns
    after_finite = rf"{both}(?: once again| unequivocally)?{manner}?\b"
    participial = rf"(?:{restated}|{fixed}\b|{participle}\b){after}"
    return rf"{adverb}{{0,3}}(?:{participial}|{verb}\b{after_finite})"


def _french() -> str:
    again = _any(
        r"également|aussi|en outre|de nouveau|à nouveau|une nouvelle fois|une fois de plus|"
        r"une fois encore|de même|par ailleurs|tout particulièrement|en particulier|\w+ment"
    )
    adverb = rf"(?:(?:{again}) )"
    degree = _any(
        r"vive|grave|graves|profonde|profond|ferme|fermes|vif|grande|grand|sincère|sincères|pleine|"
        r"vives|plus vives|plein|forte|fort|solennel|particulière|plus vive|plus grande|"
        r"sans faille|sans équivoque|"
        r"indéfectible|énergique|catégorique|politique|croissante"
    )
    noun = _any(
        r"satisfaction|préoccupation|inquiétude|intérêt|regret|regrets|gratitude|reconnaissance|"
        r"insistance|consternation|émoi|condamnation|engagement|attachement|appel|volonté|respect|"
        r"soutien|adhésion|solidarité|compassion|remerciements|appréciation|détermination|sympathie|"
        r"condoléances|indignation|espoir|conviction|profond regret|déception|plaisir|appui"
    )
    article = r"(?:sa|son|ses|une|un|la|le|les|l’|toute sa|tout son)"
    degrees = rf"{degree}(?: et {degree})?"
    feeling = rf"(?:{article} ?)?(?:{degrees} ){{0,3}}{noun}s?(?: {degrees}){{0,3}}"
    feelings = rf"{feeling}(?: et {feeling})?\b"
    manner = (
        rf"(?: et condamne)?(?: avec {feelings}| avec la plus grande fermeté| en s’en félicitant"
        r"| dans les termes les plus \w+| au plus haut point)"
    )
    state = (
        r"(?:(?:préoccupé|alarmé|guidé|encouragé|déterminé|inspiré|persuadé|troublé|résolu|convaincu|"
        r"conscient|inquiet|inquièt|satisfait|favorable|consterné|indigné|bouleversé|choqué|ému|"
        r"attristé|désireu[xs]|soucieu[xs]|reconnaissant|certain|assuré|animé|vivement émue?)e?s?)"
    )
    restate = r"(?:exprim|réaffirm|redi|réit[éè]r|renouvell?|confirm)"
    restated = (
        rf"(?:{restate}(?:ant|sant|e|le|t) (?:{again} )?"
        rf"(?:(?:sa|son|ses) {feelings}|qu’elle (?:condamne|a décidé)))"
    )
    declared = (  # Se déclarant de nouveau gravement préoccupée, Est consciente
        r"(?:(?:se (?:déclar|di|montr)(?:ant|sant|e|t)|est|étant|restant|demeurant|reste|demeure) "
        rf"{adverb}{{0,3}}{state})"
    )
    fixed = (
        r"(?:"
        r"pren(?:d|ant)(?: également| en outre)?(?: dûment)? (?:note|acte|en considération)|"
        r"(?:ayant|gardant|garde|a)(?: également| aussi)? (?:à l’esprit|conscience)|"
        r"ayant(?: également)? \w+é|ten(?:ant|ir)(?: dûment)? compte|tient compte|"
        r"rend(?:ant)?(?: \w+)? hommage|attend(?:ant)? avec intérêt|"
        r"accueill(?:ant|e) favorablement|"
        r"lan(?:ce|çant)(?: \w+)? un appel|appel(?:ant|le)(?: également)? l’attention|"
        r"sa(?:it|chant) gré|met(?:tant)? l’accent|fai(?:t|sant) part de (?:sa|son) \w+|"
        r"continue de prendre note|souhait(?:ant|e) la bienvenue|"
        r"fai(?:t|sant) sien(?:s|ne|nes)?"
        r")"
    )
    participle = rf"(?:(?:se |s’en |s’)?\w{{2,}}ant|{state})"
    verb = _any(
        r"encourage|prie|demande|invite|engage|souligne|réaffirme|décide|rappelle|exhorte|salue|note|"
        r"recommande|considère|condamne|constate|estime|insiste|souscrit|félicite|préconise|sait|"
        r"reconnaît|affirme|exige|appuie|redit|remercie|comprend|déplore|mesure|réitère|souhaite|"
        r"rejette|appelle|soutient|adopte|confirme|approuve|renvoie|autorise|convient|regrette|"
        r"proclame|déclare|espère|charge|nomme|crée|établit|fixe|proroge|désigne|élit|accepte|observe|"
        r"ouvre|enjoint|entend|conclut|compte|proteste|relève|rend|forme|signale|partage|renouvelle|maintient|"
        r"accueille|attend|exprime|apprécie|juge|prend|prévoit|propose|admet|loue|applaudit|dénonce|"
        r"met|se félicite|se réjouit|se déclare|se dit|s’engage|s’inquiète|s’associe|s’élève|"
        r"se prononce|s’oppose|se joint|s’alarme|se propose|s’indigne|se range"
    )
    after = rf"(?: {again}){{0,3}}{manner}?(?: {again}){{0,3}}\b"
    return rf"{adverb}{{0,3}}(?:{restated}|{declared}\b|{fixed}\b|{participle}\b|{verb}\b){after}"


def _spanish() -> str:
    again = _any(
        r"también|además|nuevamente|de nuevo|igualmente|asimismo|una vez más|en particular|\w+mente"
    )
    adverb = rf"(?:(?:{again}) )"
    degree = _any(
        r"gran|constante|grave|graves|profunda|profundo|seria|serio|suma|sumo|enérgica|enérgico|honda|hondo|"
        r"firme|especial|inquebrantable|inequívoca|particular|sincero|sincera|viva|vivo|continua|"
        r"pleno|plena|extrema|creciente|más sincero|más profundo|voluntad política|absoluta"
    )
    noun = _any(
        r"aprecio|preocupación|satisfacción|reconocimiento|interés|pesar|agrado|gratitud|beneplácito|"
        r"condena|compromiso|exhortación|invitación|solicitud|llamamiento|apoyo|respeto|adhesión|"
        r"solidaridad|compasión|agradecimiento|determinación|alarma|inquietud|complacencia|"
        r"consternación|convicción|esperanza|indignación|voluntad|voluntad política|condolencias|"
        r"petición|intención|confianza|decepción|entusiasmo|orgullo|convencimiento|simpatía"
    )
    feeling = rf"(?:{degree} (?:[ey] {degree} )?){{0,3}}{noun}(?: {degree}){{0,3}}"
    feelings = rf"{feeling}(?: [ey] {feeling})?\b"
    manner = rf"(?: y condena)?(?: con {feelings}| en los términos más \w+)"
    restate = _any(r"expres|reiter|reafirm|renuev|renov|recuerd|recor?d|destac")
    restated = rf"(?:{restate}(?:ando|a)(?: {again})? (?:sus? )?{feelings})"
    state = _any(
        r"preocupad|alarmad|guiad|alentad|decidid|convencid|conscient|consternad|perturbad|inspirad|"
        r"conocedor|resuelt|persuadid|animad|deseos|horrorizad|entristecid|indignad|motivad|conmovid"
    )
    state = rf"(?:{state}(?:o|a|os|as|e|es)?\b)"
    fixed = (
        r"(?:"
        r"(?:acog(?:e|iendo)) con (?:beneplácito|satisfacción|agrado|aprecio|reconocimiento)|"
        r"(?:pon(?:e|iendo)) de (?:relieve|manifiesto)|(?:tom(?:a|ando)) (?:debida )?nota|"
        r"tom(?:a|ando) en consideración|"
        r"(?:tiene|teniendo)(?: también| además)? (?:presentes?|en cuenta)|"
        r"hac(?:e|iendo) (?:suy[oa]s?|un (?:\w+ )?llamamiento|notar|hincapié|referencia)|"
        r"aguard(?:a|ando) con interés|"
        r"rind(?:e|iendo) homenaje|habiendo \w+do|sigue \w+ndo(?: con beneplácito)?|"
        r"est(?:á|ando) \w+|"
        r"se (?:compromete|congratula|declara|adhiere|felicita|suma|opone|propone)|"
        r"señala a la atención"
        r")"
    )
    participle = rf"(?:\w+(?:ando|iendo|yendo)\b|{state})"
    verb = _any(
        r"alienta|exhorta|insta|solicita|invita|reconoce|decide|reafirma|recuerda|destaca|observa|"
        r"reitera|subraya|recomienda|condena|pide|encomia|recalca|apoya|afirma|exige|deplora|aprueba|"
        r"rechaza|resalta|adopta|aguarda|autoriza|remite|aprecia|resuelve|expresa|considera|confirma|"
        r"lamenta|proclama|declara|espera|encarga|nombra|establece|crea|prorroga|designa|elige|acepta|"
        r"conviene|concluye|protesta|señala|comparte|renueva|mantiene|acoge|felicita|agradece|elogia|"
        r"confía|desea|propone|ordena|hace|respalda|advierte|aplaude|celebra|conmemora|denuncia|fija|"
        r"repudia|ratifica|suscribe|anima|estima|cree|convoca|admite|transmite|manifiesta|urge|saluda|"
        r"toma conocimiento|recalca|determina|permite|revisa|consigna|requiere"
    )
    after = rf"(?: {again}){{0,3}}{manner}?(?: {again}){{0,3}}\b"
    return rf"{adverb}{{0,3}}(?:{restated}|{fixed}\b|{participle}|{verb}\b){after}"


def _russian() -> str:
    again = _any(
        r"также|далее|вновь|снова|еще раз|особо|высоко|настоятельно|решительно|убедительно|глубоко|"
        r"серьезно|самым решительным образом|в равной мере|в частности|положительно|"
        r"твердо|безоговорочно|крайне|горячо|самым серьезным образом|строго|категорически|"
        r"полностью|искренне|"
        r"самым настоятельным образом|тепло|с большим сожалением|неизменно|торжественно"
    )
    adverb = rf"(?:{again} )"
    degree = r"(?:\w+(?:ей|ой|им|ым|ую|ое|ее|ую|ем|ом|ый|ий|юю))"
    feeling_of = _any(  # instrumental, behind "с"
        r"удовлетворением|признательностью|озабоченностью|обеспокоенностью|сожалением|интересом|"
        r"беспокойством|тревогой|благодарностью|удовольствием|удовлетворенностью|прискорбием"
    )
    manner = rf"(?:[сc] (?:{degree} ){{0,3}}{feeling_of}(?: и (?:{degree} ){{0,3}}{feeling_of})?)"
    noun = _any(
        r"признательность|обеспокоенность|обеспокоенности|озабоченность|озабоченности|удовлетворение|"
        r"сожаление|благодарность|надежду|солидарность|поддержку|поддержке|приверженность|"
        r"приверженности|беспокойстве|озабоченности|поддержке|осуждение|осуждении|решимость|решимости|уважение|уважении|решение|призыв|"
        r"обязательство|неприятие|неприятии|твердую политическую волю|уверенность|готовность|"
        r"сочувствие|соболезнования|возмущение|тревогу|убежденность|беспокойство|просьбу|поддержка"
    )
    own = r"(?:сво(?:ю|ей|ем|е|й|и|их) )"
    feelings = rf"(?:{degree} ){{0,3}}{noun}(?: и (?:{degree} ){{0,3}}{noun})?"
    restate = r"(?:выража(?:ет|я)|заявля(?:ет|я)|подтвержда(?:ет|я)|подчеркива(?:ет|я))"
    restated = rf"(?:{restate} (?:{again} )?(?:о )?{own}?{feelings})"
    fixed = (
        r"(?:"
        r"прин(?:имает|имая|яв)(?: также| далее)? (?:к сведению|во внимание)|"
        r"обраща(?:ет|я)(?: также)? (?:особое )?внимание|отда(?:ет|вая) (?:должное|дань памяти)|"
        r"возда(?:ет|вая) должное|акцентиру(?:ет|я) внимание|обраща(?:ет|ясь) с призывом|"
        r"повторя(?:ет|я) (?:свой|свою) \w+|прида(?:ет|вая) особое значение|"
        r"обраща(?:ет|я)с[ья] с просьбой|"
        r"сохраняя в этой связи озабоченность|испытыва(?:ет|я) (?:\w+ )?\w+ность|отме(?:чает|чая)|"
        r"будучи (?:\w+ )?\w+н[аоы]?"
        r")"
    )
    participle = r"(?:\w+(?:ая|яя|ея|уя|ив|ав|ев|вши|ясь|вшись|ся|ня|мя|дя|тя)\b)"
    verb = _any(
        r"призывает|рекомендует|просит|предлагает|подчеркивает|постановляет|подтверждает|признает|"
        r"отмечает|напоминает|приветствует|ссылается|заявляет|осуждает|выражает|поощряет|одобряет|"
        r"учитывает|констатирует|акцентирует|высказывается|требует|оценивает|обращается|считает|"
        r"отвергает|принимает|ожидает|сожалеет|поддерживает|утверждает|передает|уполномочивает|"
        r"обязуется|провозглашает|объявляет|надеется|поручает|назначает|учреждает|продлевает|"
        r"избирает|соглашается|выступает|указывает|разделяет|благодарит|поздравляет|желает|"
        r"намеревается|убеждена?|сознает|понимает|настаивает|протестует|отклоняет|определяет|воздает|"
        r"решает|создает|порицает|предупреждает|рассчитывает|полагает|допускает|заключает|стремится|"
        r"повторяет|ассигнует|санкционирует|разрешает|рассматривает|поручает|характеризует"
    )
    before = rf"(?:{adverb}|{manner} ){{0,3}}"
    after = rf"(?: {again}\b| {manner}\b){{0,3}}"
    return rf"{before}(?:{restated}\b|{fixed}\b|{participle}|{verb}\b){after}"


def _arabic() -> str:
    again = _any(
        "أيضا|كذلك|مجددا|من جديد|مرة أخرى|بقوة|بشدة|بنفس القدر|على وجه الخصوص|بصفة خاصة|"
        "بأشد العبارات|تماما|رسميا|راسخا|بوجه خاص|بحزم|بإلحاح"
    )
    degree = _any(
        "بالغ|البالغ|بالغا|شديد|الشديد|الشديدة|عميق|العميق|عظيم|القوية|القاطعة|الراسخ|الثابت|القوي|والقاطعة|"
        "عميقا|خاص|الخاص|الكامل|استمرار|كبير|الكبير"
    )
    feeling = _any(
        "التقدير|القلق|الارتياح|الأسف|الاهتمام|قلق|ارتياح|أسف|اهتمام|تقدير|الامتنان|الجزع|الانزعاج|انزعاج|"
        "التضامن|والتعاطف|والارتياح|وتقديرها|الاستياء|التعاطف|الرضا|والتقدير"
    )
    noun = _any(
        "قلقها|تقديرها|التزامها|إدانتها|دعوتها|طلبها|احترامها|دعمها|تضامنها|شكرها|ارتياحها|امتنانها|"
        "استيائها|تصميمها|وإرادتها السياسية القوية|تأييدها|عزمها|أسفها|اقتناعها|تعاطفها|رفضها|"
        "جزعها|تأييده|التأييد|مناشدتها|استعدادها|أملها|قلقه|تقديره|التزامه|إدانته|دعوته|طلبه|دعمه|ارتياحه|امتنانه|مواساتها"
    )
    feelings = rf"(?:(?:{degree} )?(?:{noun}|{feeling})(?: (?:{degree}|{noun}|{feeling})){{0,3}})"
    manner = rf"(?: مع {feelings}| ب(?:{degree} )?{feeling}(?: {degree})?| باحترام)"
    # In the middle of "تعيد أيضا تأكيد التزامها"
    restate = rf"(?:[تي](?:كرر|عيد|جدد|ؤكد)(?: {again}){{0,3}}(?: تأكيد| التأكيد| الإعراب عن)?)"
    restated = rf"(?:{restate}(?: {again}){{0,3}}(?: {feelings})?)"
    expressed = rf"(?:[تي]عرب(?: {again}){{0,3}} عن {feelings})"
    fixed = (
        r"(?:"
        "[تي]ضع(?: أيضا)? في (?:اعتبارها|اعتباره)|[تي]أخذ في (?:اعتبارها|اعتباره|الاعتبار)|"
        "[تي]حيط(?: أيضا| كذلك)? علما|"
        rf"يساوره?ا?(?: {degree})? (?:القلق|قلق)(?: {degree})?|[تي]ظل يساوره?ا? القلق|"
        "[تي]وجه (?:نظر|انتباه|الانتباه|الاهتمام)|[تي]سلط الضوء|"
        "[تي]ثير جزعه?ا?|هي على بينة|يقلقها|يشجعها|[تي]شعر ب\\w+(?: بالغ)?|[تي]شير إلى طلبها|"
        "[تي]واصل الترحيب|[تي]حيي ذكرى"
        r")"
    )
    # واقتناعا منها, وإدراكا منها, وقد نظرت
    state = (
        "(?:و?(?:اقتناعا|إدراكا|تصميما|اعترافا|رغبة|وعيا|حرصا|إيمانا|تسليما)(?: راسخا)? منها?ه?)"
    )
    done = "(?:و?قد (?:نظر|درس|استعرض|بحث|تلق|استمع)ت?)"
    verb = _any(
        "[تي]شجع|[تي]هيب|[تي]طلب|[تي]حث|[تي]دعو|[تي]شدد|[تي]قرر|[تي]شير|[تي]رحب|[تي]لاحظ|[تي]قر|[تي]سلم|"
        "[تي]وصي|[تي]نوه|[تي]دين|[تي]ؤيد|[تي]ثني|[تي]ذكر|[تي]عترف|[تي]عتمد|[تي]تطلع|[تي]ناشد|[تي]طالب|"
        "[تي]رفض|[تي]شيد|[تي]درك|[تي]أسف|[تي]أذن|[تي]حيل|[تي]وافق|[تي]تعهد|[تي]شجب|[تي]دعم|[تي]علن|"
        "[تي]عين|[تي]نشئ|[تي]مدد|[تي]نتخب|[تي]قبل|[تي]شكر|[تي]هنئ|[تي]عرب|[تي]كلف|[تي]أمل|[تي]رى|[تي]عتبر|"
        "[تي]بارك|[تي]صدق|[تي]حذر|[تي]شاطر|[تي]عتزم|[تي]فوض|[تي]عهد|[تي]لتمس|[تي]ستنكر|[تي]نهي|[تي]صر|[تي]برز|[تي]وعز|[تي]كرر|[تي]ظل|"
        "[تي]خصص|[تي]رصد|[تي]قدر|[تي]نقح|[تي]ستذكر"
    )
    whereas = "(?:و ?)?إذ "  # nothing but the preamble opens so: any verb may follow
    core = rf"(?:{expressed}|{fixed}|{restated}|{verb})"
    return (
        rf"(?:{whereas}(?:{core}|[تي]\w+)|{state}|{done}|و?{core})\b"
        rf"(?: {again}){{0,3}}{manner}?(?: {again}){{0,3}}(?!\w)"
    )

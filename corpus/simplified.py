"""Traditional characters of the drafting vocabulary in their simplified forms.

Opening phrases and their actions are known in simplified characters (`corpus.verbs`,
`corpus/data/actions.tsv`); a text in traditional ones is read through this table, one character
for one. The index has the whole table (`indexer.han_variants`); a test keeps the two in agreement.
"""

_TABLE = str.maketrans(
    "並佈併備傢傾別創動務勵厲唸問嚮嚴國埰堅寀審對導幷廢弔張強彆慮慾憂憤憶懇應懷採揚摯撥擔據擬"
    "斷於時暫曉曏會査棄極樣權歡決泝準滿為熱爲牴獲當眞確稱穫籲紀納終結絕絶維緊緬緻繼續聲聽興舉"
    "莊薦處號衕製覈見覺訂計託記設許註証認誠誡調請諾謝謹證識議譴譽讚責賀賞贊轉迴這進過達遞遡選"
    "遺還鄭銘銷錶鑑鑒長閤關隨響願顧顯餬駁駭驚體麪麫麵點齒齣",
    "并布并备家倾别创动务励厉念问向严国采坚采审对导并废吊张强别虑欲忧愤忆恳应怀采扬挚拨担据拟"
    "断于时暂晓向会查弃极样权欢决溯准满为热为抵获当真确称获吁纪纳终结绝绝维紧缅致继续声听兴举"
    "庄荐处号同制核见觉订计托记设许注证认诚诫调请诺谢谨证识议谴誉赞责贺赏赞转回这进过达递溯选"
    "遗还郑铭销表鉴鉴长合关随响愿顾显糊驳骇惊体面面面点齿出",
)


def simplified(text: str) -> str:
    """Return the text with the traditional characters of the vocabulary replaced; as long as it.

    >>> simplified("大力鼓勵")
    '大力鼓励'
    """
    return text.translate(_TABLE)

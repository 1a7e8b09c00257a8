"""Korean names in Latin letters, read back: Lee Jae-myung, Yi Jaemyeong, Jae Myung Lee.

>>> "이재명" in hangul_names("Lee Jae-myung"), "이재명" in hangul_names("jaemyung lee"), hangul_names("ferry fares")
(True, True, ())

Names are written as their bearers like, so that a syllable has several readings; which of them is a name, the articles
tell.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import product

from bot.patterns import lazy_compile

_SURNAMES: dict[str, str] = {
    latin: syllable
    for row in """김 kim gim|이 lee yi rhee ri li|박 park pak bak|최 choi choe|정 jung jeong chung cheong|강 kang gang
    |조 cho jo joe|윤 yoon yun|장 jang chang|임 lim im yim|한 han|오 oh|서 seo suh|신 shin sin|권 kwon gwon|황 hwang
    |안 ahn an|송 song|류 ryu ryoo|유 yoo yu|홍 hong|전 jeon jun chun|고 ko go koh|문 moon mun|양 yang|손 son sohn
    |배 bae pae|백 baek paek paik|허 heo hur huh|남 nam|심 shim sim|노 noh roh|하 ha|곽 kwak gwak|성 sung seong|차 cha
    |주 joo ju|우 woo|구 koo ku gu|나 na|민 min|진 jin|엄 eom um|원 won|채 chae|천 cheon|방 bang pang|공 kong gong
    |현 hyun hyeon|함 ham|변 byun byeon|염 yeom yum|여 yeo|추 choo chu|도 do|석 seok suk|선 sun seon|설 seol sul
    |길 gil kil|표 pyo|명 myung myeong|기 ki gi|반 ban pan|왕 wang|금 geum keum|육 yook yuk|맹 maeng|제 je|탁 tak
    |국 kook guk|편 pyun pyeon|용 yong|위 wi wee""".replace("\n", "").split("|")
    for syllable, *latins in [row.split()]
    for latin in latins
}
_INITIALS = {
    "": "ㅇ", "g": "ㄱ", "k": "ㄱㅋ", "kk": "ㄲ", "n": "ㄴ", "d": "ㄷ", "t": "ㄷㅌ", "r": "ㄹ", "l": "ㄹ", "m": "ㅁ",
    "b": "ㅂ", "p": "ㅂㅍ", "s": "ㅅ", "sh": "ㅅ", "ss": "ㅆ", "j": "ㅈ", "ch": "ㅊㅈ", "h": "ㅎ",
}  # fmt: skip
_VOWELS = {
    "a": "ㅏ", "ah": "ㅏ", "ae": "ㅐ", "ai": "ㅐ", "ya": "ㅑ", "eo": "ㅓ", "uh": "ㅓ", "e": "ㅔ", "yeo": "ㅕ",
    "you": "ㅕ", "ou": "ㅕ", "ye": "ㅖ", "o": "ㅗ", "oh": "ㅗ", "wa": "ㅘ", "wae": "ㅙ", "oe": "ㅚ", "yo": "ㅛ",
    "u": "ㅜㅓ", "oo": "ㅜ", "woo": "ㅜ", "wo": "ㅝ", "we": "ㅞ", "wi": "ㅟ", "yu": "ㅕㅠ", "yoo": "ㅠ",
    "eu": "ㅡ", "ui": "ㅢ", "eui": "ㅢ", "i": "ㅣ", "ee": "ㅣㅢ",
}  # fmt: skip
_FINALS = {
    "": "", "k": "ㄱ", "g": "ㄱ", "c": "ㄱ", "n": "ㄴ", "t": "ㄷㅅ", "l": "ㄹ", "m": "ㅁ", "p": "ㅂ", "b": "ㅂ",
    "ng": "ㅇ",
}  # fmt: skip
_LEADS, _MEDIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ", "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_TAILS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
_NAME = lazy_compile(r"[a-z]{1,10}(?:[ -][a-z]{1,10}){1,2}")
_LONGEST = 14  # letters of a given name


def hangul_names(text: str) -> tuple[str, ...]:
    """The names of three syllables that *text* may be, its surname first or last; () where it is none."""
    said = text.lower()
    if _NAME.fullmatch(said) is None:
        return ()
    parts = said.replace("-", " ").split()
    orders = ((parts[0], parts[1:]), (parts[-1], parts[:-1]))
    return tuple(
        dict.fromkeys(
            _SURNAMES[surname] + name
            for surname, given in orders
            if surname in _SURNAMES
            for name in _given(" ".join(given))
        )
    )


@lru_cache(maxsize=4096)  # readers type what they like
def _readings(latin: str) -> tuple[str, ...]:
    """The syllables that *latin* may be, read as one."""
    found: list[str] = []
    for initial, vowel in product(_INITIALS, _VOWELS):
        final = latin.removeprefix(initial + vowel) if latin.startswith(initial + vowel) else None
        if final is None or final not in _FINALS:
            continue
        for lead, medial, tail in product(_INITIALS[initial], _VOWELS[vowel], _FINALS[final] or [""]):
            place = (_LEADS.index(lead) * len(_MEDIALS) + _MEDIALS.index(medial)) * len(_TAILS)
            found.append(chr(ord("가") + place + _TAILS.index(tail)))
    return tuple(dict.fromkeys(found))


def _given(latin: str) -> list[str]:
    """The names of two syllables that *latin*, with or without a space, may be."""
    if len(latin) > _LONGEST:
        return []
    first, space, last = latin.partition(" ")
    splits = [(first, last)] if space else [(latin[:at], latin[at:]) for at in range(1, len(latin))]
    return [a + b for one, two in splits for a in _readings(one) for b in _readings(two)]

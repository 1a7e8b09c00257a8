"""Korean particles that depend on the last sound of the word before them.

>>> "쿠팡" + particle("쿠팡", "은"), "네이버" + particle("네이버", "은")
('쿠팡은', '네이버는')

Digits are read as numbers, a clock with its hours and minutes, capitals letter by letter, and other Latin words as
Koreans say them: coupang ends in a consonant, site (사이트) in a vowel. Where that is not plain, both are written.
"""

from __future__ import annotations

from bot.patterns import lazy_compile

# After a final consonant, after a vowel, and what careful writers put where the sound is not plain to see.
PARTICLES = {
    "은": ("은", "는", "은(는)"),
    "이": ("이", "가", "이(가)"),
    "을": ("을", "를", "을(를)"),
    "과": ("과", "와", "와(과)"),
    "로": ("으로", "로", "(으)로"),
    "이라": ("이라", "라", "(이)라"),
}
_CLOSING = " \t\n\u00a0»›”’\"')]}.,!?:："
_TAG = lazy_compile(r"(?:<[^<>]{0,99}>|&(?:quot|[lg]t|#x?\w{1,4});)\Z")
_SPELLED = lazy_compile(r"(?:^|[^A-Za-z])[A-Z]{1,5}$")  # read letter by letter: KBS, SK, LG
_RIEUL = 8  # the final ㄹ, after which 로 stays as after a vowel
# Final consonants of what is read: 영 일 이 삼 사 오 육 칠 팔 구; 엘 엠 엔 알.
_DIGITS = dict(zip("0123456789", (21, 8, 0, 16, 0, 0, 1, 8, 8, 0), strict=True))
_LETTERS = {"L": _RIEUL, "M": 16, "N": 4, "R": _RIEUL}
_CLOCK = lazy_compile(r"(?:^|\D)\d{1,2}:(\d\d)$")
_UNITS = {"%": 0, "℃": 0, "㎞": 0, "㎝": 0, "㎡": 0, "㎏": 16}  # 퍼센트, 도, 킬로미터, 제곱미터; 킬로그램
_LATIN = lazy_compile(r"(?<![A-Za-z])[A-Za-z]{1,200}$")
# How a Latin word ends once it is said in Korean, the first that fits; what none fits is not plain to see.
_SOUNDS = tuple(
    (lazy_compile(pattern), final)
    for pattern, final in (
        ("ng$", 21),
        ("le?$", _RIEUL),  # title, mail
        ("me?$", 16),
        ("ne?$", 4),
        ("[aiouwy]$|[^aeiou]ee$|[cdstvz]e$", 0),  # data, site, voice
        ("(?:[aeo]r|sh|ch|[dfsvxz]|[bcfhklmnprstx]t)$", 0),  # naver, cloud, newsis, post
    )
)
# Whose last e is spoken: 네슬레, 칠레, 애니메.
_SPOKEN_E = frozenset(
    "nestle chile pele finale ukulele guacamole simile facsimile anime sesame acme salome resume daphne ariadne"
    " le me ne".split()
)


def particle(word: str, kind: str) -> str:
    """The particle of *kind*, a key of PARTICLES, after *word*: text or HTML, with marks that close it or without.

    >>> [particle(word, "로") for word in ("네이버", "쿠팡", "<b>서울</b>»", "KBS", "Facebook")]
    ['로', '으로', '로', '로', '(으)로']
    """
    after_consonant, after_vowel, unsure = PARTICLES[kind]
    final = _final(_bare(word[-200:]))
    if final is None:
        return unsure
    return after_vowel if not final or (kind == "로" and final == _RIEUL) else after_consonant


def _bare(word: str) -> str:
    """*word* without the marks, tags and entities at its end."""
    while (bare := _TAG.sub("", word.rstrip(_CLOSING))) != word:
        word = bare
    return word


def _final(word: str) -> int | None:
    """The last sound's final consonant, as Unicode numbers them; 0 for none, None where it is unsure."""
    last = word[-1:]
    if "가" <= last <= "힣":
        return (ord(last) - 0xAC00) % 28
    if last in _DIGITS:
        clock = _CLOCK.search(word)  # 07:00 is read 일곱 시, 07:30 일곱 시 삼십 분
        return _DIGITS[last] if clock is None else 0 if clock[1] == "00" else 4
    if _SPELLED.search(word):
        return _LETTERS.get(last, 0)
    latin = _LATIN.search(word)
    if latin is None or latin.group().isupper():
        return _UNITS.get(last)
    if (said := latin.group().lower()) in _SPOKEN_E:
        return None
    return next((final for sound, final in _SOUNDS if sound.search(said)), None)

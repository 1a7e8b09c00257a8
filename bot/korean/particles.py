"""Particles at the end of a word, and the words a question is made of.

>>> stem("네이버에서는"), is_filler("누구야")
('네이버', True)
"""

from __future__ import annotations

from functools import lru_cache

from bot.korean.english import is_stop_word, stem_english
from bot.korean.hangul import FIRST, LAST
from bot.patterns import lazy_compile

_PARTICLES = """
    으로부터 에서부터 이라는 라는 에서는 에게서 으로서 으로써 이라고 라고 에서의 으로는 까지의 부터의
    에서 에게 한테 으로 부터 까지 처럼 보다 마다 조차 밖에 이나 이며 이란 에는 에도 와의 과의 로는 로서 로써
    들은 들이 들을 들의 이랑 은 는 이 가 을 를 의 에 로 와 과 도 만 란 나 며 랑
""".split()
_BY_LENGTH = {length: frozenset(p for p in _PARTICLES if len(p) == length) for length in (4, 3, 2, 1)}

_FILLER = lazy_compile(
    r"(누구|누가|무엇|언제|어디|어느|어떤|어떻|얼마|몇|무슨|왜(?![곡군란소])|뭐|뭘|뭔|알려|궁금|관련|기사|대해|대한|것|(?:찾아|보여|가르쳐|말해|검색해|조회해)(?:줘|주세|줄래|달라|봐))"
)


_ENDS_SO = lazy_compile(  # nouns whose last syllable is no particle, though it could be one: 어린이, 물놀이, 최고가
    r"(?:어린|젊은|늙은|지은|글쓴|고양|호랑|원숭|달팽|지팡|곰팡|쌍둥|막둥|멍멍|살림살|하루살|겨우살|나들|집들|턱받|집털|뒤풀|문제풀|제자리걸"
    r"|떡볶|목걸|귀걸|옷걸|먹|높|깊|넓|놀|맞|붙|잡|꽂|덮)이$"
    r"|(?:최고|최저|전세|매매|거래|판매|국제유|서양화|동양화|인허|(?:여름|겨울|출산|연차)휴)가$"
)


def particle_length(word: str) -> int:
    """How many syllables at the end of *word* are a particle; at least two stay before it.

    A syllable that only looks like one (회의, 경기도) counts as well: particles are played down, never cut off.
    """
    for length, particles in _BY_LENGTH.items():
        if len(word) - length >= 2 and word[-length:] in particles:
            return length
    return 0


def without_subject_mark(word: str) -> str:
    """*word* without the 이 or 가 that marks a subject: 나룻배가, 요금이; not 어린이, 전문가, 유가.

    가 follows a vowel and 이 a consonant. Of a noun that ends likewise beside this, a list tells the common ones.
    """
    return word if len(word) < 3 or _ENDS_SO.search(word) else _without_mark(word, "이", "가")


def without_object_mark(word: str) -> str:
    """*word* without the 을 or 를 that marks an object: 나룻배를, 요금을; not 마을."""
    return word if len(word) < 2 else _without_mark(word, "을", "를")


def _without_mark(word: str, closed: str, opened: str) -> str:
    """*word* without its mark, which is *closed* behind a consonant and *opened* behind a vowel."""
    before = ord(word[-2])
    if not FIRST <= before <= LAST:
        return word
    return word.removesuffix(closed if (before - FIRST) % 28 else opened)


@lru_cache(maxsize=50_000)  # the words of news come again and again
def stem(word: str) -> str:
    """*word* without its particle; a Latin one without its English ending."""
    if word.isascii():
        return stem_english(word)
    length = particle_length(word)
    return word[: len(word) - length] if length else word


def is_filler(word: str) -> bool:
    """Whether *word* is a question word or says no more than "tell me an article about"."""
    return _FILLER.match(word) is not None or is_stop_word(word)

"""Whether a statement says the opposite of a sentence: what one denies, the other affirms.

>>> contradicts("도서관은 월요일에 문을 열지 않습니다.", "도서관은 월요일에 문을 연다.")
True
>>> contradicts("농민이 울었습니다.", "비가 내리지 않아 농민이 울었다.")
False

No grammar: a verb is known by the first syllable of its stem without its last consonant, since 열지, 연다 and 엽니다
are one verb. Two verbs that begin alike are taken for one; then a true statement is dropped, never a false one kept.
"""

from __future__ import annotations

import re

from bot.korean.normalize import fold

# What is denied stands before `지 않`, `지 못`, `지 말`; after `안` or `못`; before `아니`; 없 denies 있.
_DENIED_BEFORE = re.compile(r"([가-힣]{1,12})지(?:는|도|를)?\s?(?:않|못|말|아니)")
_DENIED_AFTER = re.compile(r"(?<![가-힣])(?:안|못)\s([가-힣]{1,12})")
_DENIED_NOUN = re.compile(r"([가-힣A-Za-z0-9]{2,12}?)(?:이|가|은|는|도|의\s?것이)?\s아(?:니|닌|닙|녜)")
_LACK = re.compile(r"없(?![애앴앨앤])")
_PREDICATE = re.compile(
    r"([가-힣]{1,12}?)(?:습니다|ㅂ니다|니다|다|어요|아요|에요|예요|요|고|며|지만|는데|으며)(?![가-힣])"
)
_ADVERBS = ("안", "못")
# Words that say the opposite of one another, by how they begin.
_OPPOSITES = (
    (("가능",), ("불가능",)), (("합법",), ("불법", "위법")), (("찬성", "동의"), ("반대", "거부")),
    (("허용", "허가"), ("금지", "불허")), (("증가", "늘"), ("감소", "줄")),
    (("상승", "올랐", "오르", "올라"), ("하락", "내렸", "내리", "내려")),
    (("시작", "개시", "돌입"), ("종료", "끝", "중단")), (("승리", "이겼"), ("패배", "졌")), (("인정",), ("부인",)),
    (("성공",), ("실패",)), (("찬성",), ("반대",)), (("확대",), ("축소",)), (("개통", "개장"), ("폐쇄", "폐장")),
    (("가결", "통과"), ("부결", "무산")), (("무죄",), ("유죄",)), (("충분",), ("부족", "불충분")),
    (("참석", "참여"), ("불참",)), (("합의",), ("결렬",)), (("유지",), ("폐지",)), (("맞",), ("틀리", "틀렸")),
)  # fmt: skip


def contradicts(statement: str, sentence: str) -> bool:
    """Whether one of the two denies what the other affirms."""
    said, printed = fold(statement), fold(sentence)
    denied_here, denied_there = _denied(said), _denied(printed)
    if denied_here - denied_there:
        return True
    affirmed = _affirmed(said)
    if (denied_there - denied_here) & affirmed:
        return True
    return any(_is_turned(said, printed, one, other) for one, other in _OPPOSITES)


def _denied(text: str) -> set[str]:
    """The verbs and nouns that are denied in *text*."""
    verbs = [found[1] for form in (_DENIED_BEFORE, _DENIED_AFTER) for found in form.finditer(text)]
    nouns = [found[1] for found in _DENIED_NOUN.finditer(text)]
    lacking = {_key("있")} if _LACK.search(text) else set()
    return {_key(verb) for verb in verbs} | {noun[:2] for noun in nouns} | lacking


def _affirmed(text: str) -> set[str]:
    """What *text* says of something: its verbs, and the nouns that it says something is."""
    found = [match[1] for match in _PREDICATE.finditer(text)]
    return {_key(word) for word in found} | {word[:2] for word in found if len(word) >= 2}


def _key(verb: str) -> str:
    """The verb's first syllable without its last consonant."""
    code = ord(verb[0]) - 0xAC00
    return chr(0xAC00 + code // 28 * 28) if 0 <= code < 11172 else verb[0]


def _is_turned(said: str, printed: str, one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether *said* has only the one and *printed* only the other; 불가능 is no 가능."""
    here, there = _has(said, one), _has(said, other)
    printed_one, printed_other = _has(printed, one), _has(printed, other)
    return (here and not there and printed_other and not printed_one) or (
        there and not here and printed_one and not printed_other
    )


def _has(text: str, words: tuple[str, ...]) -> bool:
    """Whether a word of *text* begins with one of *words*."""
    return any(f" {word}" in f" {text}" for word in words)

"""Whether a statement says the opposite of a sentence: what one denies, the other affirms.

>>> contradicts("도서관은 월요일에 문을 열지 않습니다.", "도서관은 월요일에 문을 연다.")
True
>>> contradicts("농민이 울었습니다.", "비가 내리지 않아 농민이 울었다.")
False

No grammar: a verb is known by the first syllable of its stem without its last consonant, since 열지, 연다 and 엽니다
are one verb. Two verbs that begin alike are taken for one; then a true statement is dropped, never a false one kept.
"""

from __future__ import annotations

from bot.answers.refusals import refused, without
from bot.korean.normalize import fold
from bot.patterns import lazy_compile

# What is denied stands before `지 않`, `지 못`, `지 말`; after `안` or `못`; before `아니`; 없 denies 있.
_DENIED_BEFORE = lazy_compile(r"([가-힣]{1,12})지(?:는|도|를)?\s?(?:않|못|말|아니)")
_DENIED_AFTER = lazy_compile(r"(?<![가-힣])(?:안|못)\s([가-힣]{1,12})")
_DENIED_NOUN = lazy_compile(r"([가-힣A-Za-z0-9]{2,12}?)(?:이|가|은|는|도)?\s아(?:니|닌|닙|녜)")
_FALSE = lazy_compile(
    r"([가-힣]{2,12}?)(?:무근|[과와]\s(?:전혀\s|많이\s)?(?:다르|다른|달라|달랐|거리가\s멀))"
)
# What 것 stands for is in the words before it: 건너는 사람의 것이 아니라, 개통된 것이 아닙니다.
_THING = lazy_compile(
    r"(?P<of>(?:(?<![가-힣])[가-힣]{1,12}\s)?(?<![가-힣])(?P<last>[가-힣]{1,12}))\s?것"
    r"(?:(?P<denied>(?:이|은|도)?\s아[니닌닙녜])|이|입|임|으로)"
)
_MAKES_VERB = lazy_compile(r"..[하되받시한된할될함됨했됐해돼]")
_LACK = lazy_compile(r"없(?![애앴앨앤])")
_PREDICATE = lazy_compile(
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
    (("참석", "참여"), ("불참",)), (("합의",), ("결렬",)),
    (("발부", "인용", "수용", "승인"), ("기각", "각하", "반려", "거부")),
    (("유지",), ("폐지",)), (("맞",), ("틀리", "틀렸")),
)  # fmt: skip


def contradicts(statement: str, sentence: str) -> bool:
    """Whether one of the two denies what the other affirms."""
    said, printed = fold(statement), fold(sentence)
    if _is_another_thing(said, printed):
        return True
    denied_here, denied_there = _denied(said), _denied(printed)
    if denied_here - denied_there:
        return True
    affirmed = _affirmed(said)
    if (denied_there - denied_here) & affirmed:
        return True
    return any(_is_turned(said, printed, one, other) for one, other in _OPPOSITES)


def _is_another_thing(said: str, printed: str) -> bool:
    """Whether *said* says or denies of a thing (것) what *printed*, which denies one, does not so say."""
    there = _things(printed)
    return any(denied for _, denied in there) and not _things(said) <= there


def _things(text: str) -> set[tuple[str, bool]]:
    """What each 것 of *text* stands for, and whether it is denied."""
    return {
        (match["of"] if match["last"].endswith("의") else match["last"], match["denied"] is not None)
        for match in _THING.finditer(text)
    }


def _denied(text: str) -> set[str]:
    """The verbs and nouns that are denied in *text*, or did not come about."""
    nouns = refused(text) + [found[1] for found in _FALSE.finditer(text)]
    rest = without(text)
    things = [match for match in _THING.finditer(rest) if match["denied"]]
    verbs = [match["last"] for match in things if not match["last"].endswith("의")]
    rest = _THING.sub(" ", rest)
    verbs += [found[1] for form in (_DENIED_BEFORE, _DENIED_AFTER) for found in form.finditer(rest)]
    nouns += [found[1] for found in _DENIED_NOUN.finditer(rest)]
    lacking = {_key("있")} if _LACK.search(rest) else set()
    return {_verb_key(verb) for verb in verbs} | {noun[:2] for noun in nouns} | lacking


def _affirmed(text: str) -> set[str]:
    """What *text* says of something: its verbs, and the nouns that it says something is."""
    found = [match[1] for match in _PREDICATE.finditer(text)]
    return {_key(word) for word in found} | {word[:2] for word in found if len(word) >= 2}


def _verb_key(verb: str) -> str:
    """The noun that makes the verb, as it is denied itself (출석을 거부했다); of any other verb its key."""
    return verb[:2] if _MAKES_VERB.match(verb) else _key(verb)


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

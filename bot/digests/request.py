"""What of a request is no word to look for: who is asked, what joins words, how many; and the particles of the rest.

>>> read_request(("네이버랑", "카카오", "관련", "기사", "10", "개씩", "보내줘"))
Request(words=('네이버', '카카오'), count=10)
>>> read_request(("뉴스",)).words, read_request(("첫사랑", "산부인과", "소아과")).words
(('뉴스',), ('첫사랑', '산부인과', '소아과'))

A word in quotation marks, a filter and what is left out stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.digests.subscription import MOST_STORIES
from bot.korean.hangul import FIRST, LAST
from bot.korean.particles import without_subject_mark
from bot.patterns import lazy_compile
from bot.search.demands import Demand, Titled, left_out, titled


@dataclass(frozen=True, slots=True)
class Request:
    """words: what is looked for, in order. count: how many articles are wanted, None where that is not said.

    counted: the number as it is said, where it may be a word: before one, or more than a digest has.
    """

    words: tuple[str, ...]
    count: int | None
    counted: str = field(default="", compare=False, repr=False)


_AS_THEY_ARE = lazy_compile(r"[-−–]?[\"“”‘']|[-−–].|[A-Za-z가-힣]{2,12}:\S")
_QUOTED = lazy_compile("[\"“‘']")
_MARK = "\0"
_NUMBERS = {"다섯": 5, "열": 10, "열다섯": 15, "스무": 20, "서른": 30}
_COUNT = lazy_compile(
    r"(?P<number>\d{1,9}|"
    + "|".join(_NUMBERS)
    + r")(?:개|건|꼭지|stories|articles|items)(?:씩만?|만|까지만?|이하|이내)?"
)
_AT_MOST = frozenset("최대 max top".split())
_OR_LESS = frozenset("이하 이내 이하로 이내로".split())  # 5개 이하
_A_DAY = frozenset("하루 하루에 한번에 한 번에 매번".split())  # 하루 7건
_LEFT_OUT = frozenset("제외 빼줘".split())  # behind what is left out, where something else is wanted
_COUNTED = lazy_compile(r"\d{1,9}(?:씩만?|만|까지)?")
_JOINING = frozenset(
    "및 또는 혹은 그리고 or and & about on at by the for with of to 관련 관련된"
    " 최신순 최신순으로 관련도순 오래된순 오래된순으로".split()
)
_URGING = frozenset("바로 좀 꼭 계속 thanks thx".split())  # 바로 알려줘; not 바로 고, 계속 운항
_GREETING = frozenset(("hi",))  # at the beginning; not Hello Kitty, Hey Jude
_ENGLISH_ASKING = frozenset("send tell give".split())  # send me; not give blood
_LABELS = frozenset("키워드 주제 시간 시각 요일 시간대 keyword keywords topic topics time days zone".split())
# 보내줘, 알려 주세요, 받고 싶어요, 구독할래
_ASKING = lazy_compile(
    r"(?:보내|알려|전해|구독해|받아|모아|챙겨|해)(?:줘|줘요|주세요|주라|줄래|줄래요|주십시오|달라|다오|주시겠어요|볼래|보고)"
    r"|(?:보내|알려|전해)|(?:주세요|줘|부탁|부탁해|부탁해요|부탁드려요|부탁드립니다|받을래|받을래요|받고|싶어|싶어요|싶습니다)"
    r"|(?:보내|알려|전해|받아|챙겨)(?:주시면|주셨으면|주시길|주시기)|안녕하(?:세요|십니까)|좋겠(?:어|어요|습니다|다)|바랍니다|바라요|수고하(?:세요|십니다)"
    r"|부탁드려도|(?:될|가능할)까요|(?:되|가능한)(?:나|가)요"
    r"|감사(?:합니다|하겠습니다|해요|드립니다|드려요|드리겠습니다)|고(?:맙습니다|맙겠습니다|마워요?|맙다)"
    r"|구독(?:할게|할게요|할래|할래요|하기|하고|합니다|해|신청|하고싶어|하고싶어요)|please|pls|plz|subscribe"
)
_WHEN_OUT = lazy_compile(
    r"(?:나오|올라오|뜨|생기|있으|나|터지|일어나|발생하|보이)면|나올|나온|올라온|뜰|때|때마다|새로|새로운"
)
# a word as it stands: "재난지역" 이란 말, 재난지역이라는 단어가
_SO_CALLED = lazy_compile(r"(?:이란|란|이라는|라는|이라고|라고)")
_CALLED = lazy_compile(r"(?<=[가-힣A-Za-z0-9]{2})(?:이라는|라는|이란)$")
_SAYING = lazy_compile(r"(?:말|단어|표현|문구|글자|이름)(?:이|가|만|을|를|도)?")
_ALL_OF_THEM = frozenset("둘다 셋다 모두다 전부다".split())  # at the end of a list
_BOTH, _ALL = frozenset("둘 셋 모두 전부".split()), "다"
_NEW = frozenset("새 신규 new latest any".split())
ABOUT_ALL = frozenset("뉴스 소식 기사 news articles article stories".split())  # beside another word
_JOINED = frozenset("및 그리고 and &".split())
_OBJECT = lazy_compile(r"(?<=[가-힣A-Za-z0-9]{2})[은는을를만]$")
_WITH = lazy_compile(r"(?:이랑|하고|[와과랑])$")
_KANA = (  # of a Japanese name as it is written in Korean, where no syllable is closed
    "[아이우에오가기구게고카키쿠케코사시스세소자지즈제조다데도타테토쓰나니네노하히후헤호바비부베보마미무메모야유요라리루레로와]"
)
_SURNAME = "[김이박최정강조윤장임한오서신권황안송류홍]"
# 첫사랑, 산부인과, 심리학과; 이시카와, 가나자와, 오키나와; 김하랑
_NO_PARTICLE = lazy_compile(
    rf"(?:[사자]랑|아리랑|(?:부인|정신|신경|소아청소년)과|결과|(?<!대)학과|{_KANA}{{2}}가와|{_KANA}카와|(?:가나|오|미야|요네)자와|[지로]사와"
    rf"|[키다]나와|^{_SURNAME}[하아이미예]랑)$"
)
# Whether the syllable before it ends in a consonant.
_CLOSED = {"이랑": True, "과": True, "을": True, "와": False, "랑": False, "를": False}
_FULL_STOP = lazy_compile(r"(?<=[가-힣])\.$")
_LATIN_SUBJECT = lazy_compile(r"(?<=[0-9A-Za-z]{2})[이가]$")
_AFTER_OPEN = frozenset("대한 대해 대해서 관한 관해 관해서".split())
_SHORTEST = 2  # syllables before a particle: 사과 is a word


def read_request(tokens: Sequence[str]) -> Request:
    """The words of *tokens*, as a schedule leaves them, and the count."""
    left, count, counted = _without_count(_in_signs(tokens))
    words: list[str] = []
    about: list[str] = []
    for at, token in enumerate(left):
        following = left[at + 1].lower() if at + 1 < len(left) else None
        if _AS_THEY_ARE.match(token):
            words.append(token)
        elif not _is_asking(left, at):
            word = _bare(token, following)
            named = not words and following is not None and not _is_asking(left, at + 1)  # 뉴스 타파
            (about if word.lower() in ABOUT_ALL and not named else words).append(word)
    return Request(tuple(words or about), count, counted)


def is_word(word: str) -> bool:
    """Whether *word* stays as it is wherever it stands in a request."""
    return all(word in read_request(tokens).words for tokens in ((word, "가나"), ("가나", word))) and (
        word.lower() not in _AFTER_OPEN | _AT_MOST
    )


def lists(tokens: Sequence[str]) -> bool:
    """Whether *tokens* name several things: 소비자와 기업, Tesla and Apple."""
    words = read_request(tokens).words
    return any(
        token.lower() in _JOINED or (token not in words and _WITH.search(token) is not None)
        for token in tokens[:-1]
    )


def _in_signs(tokens: Sequence[str]) -> list[str]:
    """*tokens* with the signs of what is said in words: 반도체 삼성전자 제외, 제목에 반도체 들어간 것."""
    left = list(tokens)
    while (said := titled(_masked(left))) is not None:
        sign = "-제목:" if said.out else "제목:"
        _put(left, said, [f"{sign}{word}" for word in said.words])
    while (out := left_out(_masked(left))) is not None:
        _put(left, out, [f"-{out.word}"])
    for at in range(len(left) - 1, 1, -1):
        if left[at] in _LEFT_OUT and not _AS_THEY_ARE.match(left[at - 1]):
            left[at - 1 : at + 1] = [f"-{_OBJECT.sub('', left[at - 1])}"]
    return left


def _masked(tokens: Sequence[str]) -> str:
    """*tokens* side by side, each that stays as it is but a mark."""
    return " ".join(_MARK if _AS_THEY_ARE.match(token) or " " in token else token for token in tokens)


def _put(tokens: list[str], said: Demand | Titled, signs: list[str]) -> None:
    """*signs* in the place of the tokens that say so."""
    text = _masked(tokens)
    first, count = text.count(" ", 0, said.start), len(text[said.start : said.end].split())
    tokens[first : first + count] = signs


def _without_count(tokens: Sequence[str]) -> tuple[list[str], int | None, str]:
    left: list[str] = []
    counted = ""
    count: int | None = None
    at = 0
    while at < len(tokens):
        for length in (2, 1):
            said = "".join(tokens[at : at + length]).lower()
            if found := _COUNT.fullmatch(said):
                count = int(_NUMBERS.get(found["number"], found["number"]))
                named = at + length < len(tokens) and not _is_asking(tokens, at + length)
                counted = " ".join(tokens[at : at + length]) if named or count > MOST_STORIES else ""
                at += length
                at += "".join(tokens[at : at + 1]) in _OR_LESS
                if left and left[-1].lower() in _A_DAY:
                    left.pop()
                break
            if length == 2 and _ends_with_count(tokens, at):
                count = int(re.sub(r"\D", "", said))
                counted = " ".join(tokens[at : at + length]) if count > MOST_STORIES else ""
                at += length
                break
        else:
            if not (tokens[at].lower() in _AT_MOST and _COUNT.fullmatch("".join(tokens[at + 1 : at + 2]))):
                left.append(tokens[at])
            at += 1
    return left, count, counted


def _ends_with_count(tokens: Sequence[str], at: int) -> bool:
    """Whether 최대 10 at *at* ends the request, but for what asks; not 최대 10 만원, 보잉 737 max 8."""
    if tokens[at].lower() not in _AT_MOST or not _COUNTED.fullmatch("".join(tokens[at + 1 : at + 2])):
        return False
    return not (at and tokens[at - 1].isdigit()) and all(
        _is_asking(tokens, place) for place in range(at + 2, len(tokens))
    )


def _is_asking(tokens: Sequence[str], at: int) -> bool:
    """Whether the word at *at* asks, or joins others, and is none to look for."""
    low = tokens[at].lower().rstrip(".!?~")
    following = tokens[at + 1].lower() if at + 1 < len(tokens) else None
    before = tokens[at - 1].lower() if at else ""
    if low in _AFTER_OPEN:
        return before.endswith("에") and not _AS_THEY_ARE.match(before)
    if low in _URGING:
        return following is None or _is_asking(tokens, at + 1)
    if (
        (low in _GREETING and not at)
        or (low, following) == ("thank", "you")
        or (before, low) == ("thank", "you")
    ):
        return following is not None or before == "thank"
    if low in _ENGLISH_ASKING:
        return following in {"me", "us"} or (not at and low == "send")
    if low in {"me", "us"}:
        return before in _ENGLISH_ASKING
    if low.endswith(":") and (low[:-1] in _LABELS or low[:-1] in _JOINING):
        return True
    if _is_saying(tokens, at):
        return True
    if at and (
        low in _ALL_OF_THEM or (low == _ALL and before in _BOTH) or (low in _BOTH and following == _ALL)
    ):
        return following is None or low in _BOTH or _is_asking(tokens, at + 1)
    if low in _JOINING or _ASKING.fullmatch(low) or _WHEN_OUT.fullmatch(low):
        return True
    if low in _NEW and (following or "").rstrip("를을") in ABOUT_ALL:
        return True
    return low in {"구독", "키워드", "알림"} and following is None


def _is_saying(tokens: Sequence[str], at: int) -> bool:
    """Whether the word at *at* says that a word before it is meant as it stands: 이란 and 말 of `"재난" 이란 말`."""
    so_called = [place for place in (at, at - 1) if place > 0 and _SO_CALLED.fullmatch(tokens[place])]
    if so_called and _QUOTED.match(tokens[so_called[0] - 1]):
        return _SAYING.fullmatch("".join(tokens[so_called[0] + 1 : so_called[0] + 2])) is not None
    return at > 0 and _SAYING.fullmatch(tokens[at]) is not None and _CALLED.search(tokens[at - 1]) is not None


def _bare(token: str, following: str | None) -> str:
    """*token* without a colon behind it, and without the particle that ties it to what follows."""
    word = _FULL_STOP.sub("", token.rstrip(":")) or token
    if word.endswith(("을", "를")):
        return _without(word, word[-1])
    found = _WITH.search(word)
    if found and not _NO_PARTICLE.search(word) and (following is not None or found[0].endswith("랑")):
        return _without(word, found[0])
    if following is None:
        return word
    if _SAYING.fullmatch(following):
        return _CALLED.sub("", word)
    if following in _AFTER_OPEN and word.endswith("에") and len(word) > _SHORTEST:
        return word[:-1]
    if _WHEN_OUT.fullmatch(following):
        return without_subject_mark(_LATIN_SUBJECT.sub("", word))
    return word


def _without(word: str, particle: str) -> str:
    """*word* without *particle*, where that can follow what is before it."""
    before = word.removesuffix(particle)
    if before == word or len(before) < _SHORTEST:
        return word
    needs, last = _CLOSED.get(particle), ord(before[-1])
    fits = needs is None or not FIRST <= last <= LAST or bool((last - FIRST) % 28) == needs
    return before if fits else word

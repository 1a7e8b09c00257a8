"""What a sentence says where two things or all of a kind are compared: the winner, or by how much it rose or fell.

>>> from bot.answers.frame import read_frame
>>> text = "남성이 여성보다 발생률이 더 높았다."
>>> text[slice(*winner(read_frame("남성이랑 여성 중에 누가 더 많이 걸려?"), text))]
'남성'
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answers.clauses import clauses, cover, trimmed
from bot.answers.enumerations import enumerations
from bot.answers.figures import Figure, figures
from bot.answers.frame import Frame, Want
from bot.answers.wants import EITHER
from bot.answers.wording import squeeze
from bot.korean.particles import stem
from bot.korean.sentences import Span
from bot.patterns import lazy_compile
from bot.search.aliases import aliases_in

_UP = (
    r"(?:늘[었어고며]|늘[은려]|늘어|증가|올랐|올라|오른|오르|상승|높아|높았|비싸|비쌌|급증|급등|뛰[었어]"
    r"|뛴|커졌|확대|많아|많았|더 많)"
)
_DOWN = (
    r"(?:줄[었어고며]|줄[은여]|줄어|감소|내렸|내려|내린|하락|낮아|낮았|싸졌|쌌|저렴|급감|급락|떨어|적어"
    r"|적었|축소|더 적)"
)
_TURN = lazy_compile(rf"{_UP}|{_DOWN}")
_TURNS = tuple("늘 줄 올 내 높 낮 비싸 비쌌 싸 많 적 증가 감소 상승 하락 오르 떨어".split())
_AMOUNT = lazy_compile(
    r"(?:\d+분의\s?)?\d[\d,.]*\s?(?:[천백십만억조]\s?)*(?:여\s?)?(?:%p|%|포인트|명|건|개|원|배|곳|대|톤|가구|달러|석|위"
    r"|시간|년)?(?:가량|정도)?\s?"
)
_JOINED = lazy_compile(r"(?:이?랑|하고|[와과]|,|vs\.?)$")
_AMONG = lazy_compile(r"(?:(?<=..)중(?:에서?)?|가운데|둘|에서)$")
_AMONG_TWO = lazy_compile(r"(?:둘\s?)?중(?:에서?|엔)?|가운데")
_EITHER = lazy_compile(rf"(?P<one>\S{{1,14}}){EITHER}")
_ASKS_ONE = lazy_compile(r"중|가운데|더\s|누가|어디|어느|뭐|무엇")
_LESS = lazy_compile(r"더\s?(?:적|낮|싸|작|짧|느|어리|늦|덜)|덜\s|적게|낮은|싼|저렴")
_MORE_HERE = lazy_compile(
    r"더|가장|높|많|길|크|앞[섰서]|넘|비싸|오래|잦|우세|유일|1위|제치|부족|모자라|심[하한했]|위험"
)
_MOST = lazy_compile(r"가장|최다|최대|최고|제일|1위|첫\s?번째|최초")
_LITTLE = (
    r"(?:싼|쌌|싸(?![움이우])|저렴|낮(?=[은게아았])|적[은게었어]|작(?![년품가업성전])|짧|늦|느[리린렸]"
    r"|어[리린렸](?!이)|덜\s)"
)
_LEAST = lazy_compile(rf"(?:가장|제일)\s(?:(?![높많큰긴]|비싼)\S{{1,8}}\s)?{_LITTLE}|최저|최소")
_NEXT = lazy_compile(r"다음으로|담으로|두\s?번째|2위|그\s?다음|뒤를 이|뒤이어")
_ASKS_NEXT = lazy_compile(r"다음으로|담으로|그\s?다음|두\s?번째|2위")
_SUBJECT = lazy_compile(r"(?<=[가-힣A-Za-z0-9)'’])(?:(?:이|가|은|는)(?=\s)|에서(?=\s\Z))")
_NEXT_ITEM = lazy_compile(r"\s?[(,·]|\s(?:약\s)?\d")
_LEADS_IN = lazy_compile(r"[^,·]{0,24}면,\s")  # 업종별로 보면, 금융업 85억원, …
_GOES_ON = lazy_compile(r"(?:이어|이어서|다음으로|뒤를 이어|뒤이어),?\s?$")
_IN_ORDER = lazy_compile(r"순(?:으로|이|서)")
_NAMED_AFTER = lazy_compile(
    r"[은는]?\s(?:(?:많이|크게|높게|길게|오래|잘|많은|큰|높은"
    r"|긴)\s)?(?:[가-힣]{1,8}[ㄴ한된린은는던운힌간긴쓴]\s(?:[가-힣]{1,8}\s)?[가-힣]{1,8}[은는]\s)'?(?P<noun>[가-힣A-Za-z0-9·\-]{1,16}?)'?(?=(?:으로"
    r"|로|이|가|이었|였|이다|다)?(?:\s|\(|,|다|었))"
    r"|\s(?:[가-힣]{1,8}[이가]\s)?[가-힣]{0,5}[은는린큰긴싼한]\s(?P<such>[가-힣A-Za-z0-9·]{2,12}?)(?=[은는]\s)"
    r"|(?<=최대)\s'?(?P<most>[가-힣]{2,8}?)'?(?=까지)|(?<=1위)[은는]\s(?P<first>[^,.()\s]{1,14})"
)
_HAD_NEXT = lazy_compile(r"(?:로|으로)?\s?(?:높|많|크|컸|비[싸쌌]|길|올[랐라]|늘)")
_NO_WINNER = lazy_compile(
    r"\d(?!\d?(?:월|대)$)|^.$|[하되]$|(?:별로|에서|에게|로)$|^(?:것|경우|비율|비중|수준|규모|것|이들|전체|결과|가운데)$"
)
_CUT_FROM_LEFT = lazy_compile(r"(?:[은는을를의며고한된할던도,]|에서|에게|따르면|중|가운데|보면)$")
_FIGURE = (
    r"(?<![\d.,])\d[\d,.]{0,12}+(?:\s?[천백십만억조]{1,2}(?:\s?\d[\d,.]{0,8}+)?){0,4}+\s?여?\s?"
    r"(?:%포인트|%p|%|퍼센트|명|건|개월|개국|개사|개|원|배|곳|대|톤|가구|달러|유로|엔|위안|석|위|시간(?:\s?\d{1,2}분)?|년|점|월|분|초|척|편|권|도|표|세|살|일|㎞|km|㎡)"
)
_HAS_SO_MUCH = lazy_compile(  # behind who has it
    r"[가-힣]{0,3}(?:\([^()]{1,24}\))?(?:\s(?:[^\s,.\"\d()]{1,10}(?<!보다)(?<!대비)\s){0,3}|\()(?:약\s|총\s|평균\s)?"
    rf"(?P<much>{_FIGURE})"
)
_SO_MUCH = lazy_compile(_FIGURE)
_REST_OF_WORD = lazy_compile(r"[가-힣A-Za-z0-9]{0,12}")
_EACH = lazy_compile(r"각각\s")
_COMPOUND = 3  # syllables; more may be written apart: 차세대 발사체
_AHEAD, _BEHIND = 20, 30  # characters from a name to the figure that belongs to it
_IS_OF = lazy_compile(r"\d\D{0,6}(?:\s?(?:규모|상당|수준)(?:의|인)|짜리|의)\s$")
_TELLS = 60  # characters after a name that tell of it
_THAN = lazy_compile(r"[가-힣]{0,4}보다|에 비해")
_IS_BESIDE = lazy_compile(r"[가-힣]{0,2}(?:와|과|보다|에 비해|의 경우)\s|은?\s?제외")
_IS_SECOND = lazy_compile(r"반면|인 데 비해|지만|으나|는데|고,\s")
_HAS_MORE = lazy_compile(
    r"(?:이|가)\s(?:\S{1,8}\s){0,3}?(?:더\s)?(?:높|많|길|크|컸|앞[섰서]|비싸|비쌌|오래|잦|우세|올랐|늘|증가|상승)|"
    r"(?:은|는)\s[^,]{0,40}(?:유일하게|가장|더)\s[^,]{0,30}(?:높|많|크|컸|앞[섰서]|비쌌|올랐|늘었|증가|상승)"
)
_ALSO = {
    "남자": ("남성", "남"), "여자": ("여성", "여"), "지방": ("비수도권",), "수도권": ("서울",), "어른": ("성인",),
    "애들": ("어린이", "아동", "청소년"), "노인": ("고령자", "어르신"), "젊은이": ("청년",),
}  # fmt: skip
_MEASURE = lazy_compile(r"(?:[율률]|비중|비율|점수|수|량|액|규모|매출|가격|수익|금액|인기|만족도|기록|것)$")
_NOUN_CHARS = lazy_compile(r"[^\s\"]+")


def turned(frame: Frame, text: str) -> Span | None:
    """By how much something rose or fell, and which: 8.0% 늘었다; None where that was not asked or is not told."""
    if frame.want not in (Want.WHETHER, Want.COMPARE, Want.WHAT) or not _asks_turn(frame.text):
        return None
    found = []
    parts = clauses(text)
    for match in _TURN.finditer(text):
        start, end = match.span()
        while end < len(text) and "가" <= text[end] <= "힣":
            end += 1
        amounts = [
            one
            for one in _AMOUNT.finditer(text, max(0, start - 16), start)
            if text[one.end() : start].strip(" 가량정도이나상넘게") == ""
        ]
        begin = amounts[-1].start() if amounts else start
        clause = next(((a, b) for a, b in parts if a <= start < b), (0, len(text)))
        worth = cover(frame.units, text[slice(*clause)]) + 0.5 * bool(amounts)
        found.append((worth, -begin, (begin, end)))
    return max(found)[2] if found else None


def _asks_turn(question: str) -> bool:
    """Whether it asks which way something went: 늘었어 줄었어, 작년보다 올랐어."""
    words = question.rstrip("?. ").split()
    if len(words) < 2 or not words[-1].startswith(_TURNS):
        return False
    return words[-2].startswith(_TURNS) or any(word.endswith(("보다", "대비", "비해")) for word in words)


def amount_of(text: str, span: Span) -> Sequence[Figure]:
    """How much stands right before *span*, 5조 원 규모의 1차 계약, or else first behind it; [] where nothing does."""
    before = text[max(0, span[0] - _AHEAD) : span[0]]
    ahead = figures(before)[-1:] if _IS_OF.search(before) else []
    return ahead or figures(text[span[1] : span[1] + _BEHIND])[:1]


def asks_less(question: str) -> bool:
    """Whether it asks which one has less of it: 더 싸, 덜 걸려."""
    return _LESS.search(question) is not None


def compared(question: str) -> tuple[str, str] | None:
    """The two things that are compared, each by its last word."""
    if (either := _EITHER.search(question)) is not None:
        return either["one"], either["other"]
    words = question.split()
    for k, word in enumerate(words[:-1]):
        joined = _JOINED.search(word)
        if joined and joined.start() and _ASKS_ONE.search(" ".join(words[k + 1 :])):
            one, last = word[: joined.start()], k + 1
            other = stem(_AMONG.sub("", words[last].rstrip("?,")))
            while last + 1 < len(words) and one != other and words[last + 1].startswith(one):
                last, other = last + 1, one  # 1차 계약이랑 2차 계약
            return (one, other) if one != other else _before(words, k, last)
        if k and _AMONG_TWO.fullmatch(words[k + 1]) and stem(words[k - 1]) == words[k - 1]:
            return words[k - 1], stem(word)  # 상원 하원 중
    return None


def with_figures(text: str, span: Span) -> Span | None:
    """All that is told to have so much at *span*, or, where no figure is told there, what has it; else None."""
    start, end = span
    amounts = list(_SO_MUCH.finditer(text, start, end))
    if amounts:
        return trimmed(text, (start, amounts[-1].end()))
    has = _SUBJECT.search(text, start, end)
    return trimmed(text, (start, has.start())) if has is not None else None


def grown(text: str, span: Span) -> Span:
    """*span*, one of those compared, to the end of its word and with how much it has: 담보대출이 7조 원."""
    start, end = span
    rest = _REST_OF_WORD.match(text, end)
    word = text[start : rest.end() if rest else end]
    noun = max(end, start + len(stem(word)))
    amount = _HAS_SO_MUCH.match(text, noun)
    return trimmed(text, (start, amount.end("much") if amount else noun))


def _before(words: list[str], k: int, last: int) -> tuple[str, str] | None:
    """The words by which two things of one name differ, which end with the words at *k* and *last*."""
    return (words[k - 1], words[last - 1]) if k and last - 1 > k else None


def winner(frame: Frame, text: str) -> Span | None:
    """Which of the two things named in the question has more (or less) of it; None where the sentence does not say."""
    two = compared(frame.text)
    if two is None:
        return None
    all_here, all_there = (places_of(text, word) for word in two)
    here, there = next(iter(all_here), None), next(iter(all_there), None)
    less = asks_less(frame.text)
    if here is None or there is None:
        only = here or there
        if only is None:
            return None
        told = text[only[1] : only[1] + _TELLS]
        beside = _IS_BESIDE.match(told) is not None or _IS_SECOND.search(told) is not None
        return only if not (less or beside) and _MORE_HERE.search(told) else None
    for span, rivals in ((here, all_there), (there, all_here)):
        for rival in rivals:
            if _THAN.match(text, rival[1]) and _MORE_HERE.search(text, rival[1], rival[1] + _TELLS):
                return rival if less else span
    if (last := _told_to_have_more(text, all_here, all_there)) is not None:
        return here if (last in all_here) != less else there
    if here < there and (each := _EACH.search(text, there[1])) is not None:
        two_of_them = figures(text[each.end() : each.end() + _TELLS])[:2]
        if len(two_of_them) == len(two) and two_of_them[0].unit == two_of_them[1].unit:
            first = two_of_them[0].value > two_of_them[1].value
            return here if first != less else there
    amounts = [amount_of(text, span) for span in (here, there)]
    if all(amounts) and amounts[0][0].unit == amounts[1][0].unit and amounts[0] != amounts[1]:
        first = amounts[0][0].value > amounts[1][0].value
        return here if first != less else there
    return None


def most(frame: Frame, text: str) -> Span | None:
    """What has the most, or comes next where that was asked; None where no one thing is said to."""
    if asks_next(frame.text):
        place = _NEXT.search(text)
        if place and _HAD_NEXT.match(text, place.end()):
            subjects = subjects_in(text, max(0, place.start() - 40), place.start())
            return subjects[-1] if subjects else None
        after = (
            re.match(
                r"[은는]?\s?(?P<noun>[가-힣A-Za-z0-9·']{1,16}(?:\s[가-힣A-Za-z0-9·']{1,12}){0,2}?)\s?(?:\(|약\s|\d|[이가]\s|,|이다|순)",
                text[place.end() :],
            )
            if place
            else None
        )
        return (
            (place.end() + after.start("noun"), place.end() + after.end("noun")) if place and after else None
        )
    if (listed := _first_in_order(frame, text)) is not None:
        return listed
    found = []
    for start, end in superlatives(frame, text):
        if (named := _NAMED_AFTER.match(text, end)) is not None:
            found.append((1.0, named.span(named.lastgroup or 0)))
            continue
        subjects = subjects_in(text, max(0, start - 60), start)
        things = [span for span in subjects if not _MEASURE.search(text[slice(*span)])] or subjects
        if things:
            found.append((cover(frame.units, text[start : start + 30], 1.0), things[-1]))
    asked = squeeze(frame.text)
    found = [(worth, span) for worth, span in found if squeeze(text[slice(*span)]) not in asked]
    return max(found)[1] if found else None


def superlatives(frame: Frame, text: str) -> list[Span]:
    """Where *text* says that something has the most, or the least where that was asked."""
    if asks_least(frame.text):
        return [(match.start(), match.start() + len("가장")) for match in _LEAST.finditer(text)]
    return [match.span() for match in _MOST.finditer(text) if _LEAST.match(text, match.start()) is None]


def asks_next(question: str) -> bool:
    """Whether it asks which one comes behind the first."""
    return _ASKS_NEXT.search(question) is not None


def asks_least(question: str) -> bool:
    """Whether it asks which of all has the least."""
    return _LEAST.search(question) is not None


def subjects_in(text: str, begin: int, end: int) -> list[Span]:
    """The nouns before 이, 가, 은 and 는 in a stretch of *text*, without what stands beside them in brackets."""
    found = []
    for match in _SUBJECT.finditer(text, begin, end):
        start = match.start()
        words = [one.span() for one in _NOUN_CHARS.finditer(text, begin, start)]
        for first, last in words[::-1][:4]:
            if last < start and _CUT_FROM_LEFT.search(text[first:last]):
                break
            start = first
        span = (start, start + len(text[start : match.start()].partition("(")[0].rstrip()))
        if span[1] > span[0] and not _NO_WINNER.search(text[slice(*span)]):
            found.append(span)
    return found


def _first_in_order(frame: Frame, text: str) -> Span | None:
    """The first of those that are told in order: 금융업(85억원), 통신업(62억원) 순으로; not those behind the first."""
    for match in _IN_ORDER.finditer(text):
        before = [span for span in enumerations(text) if span[0] < match.start() <= span[1] + 12]
        if before and not _GOES_ON.search(text, 0, before[0][0]):
            start, end = before[0]
            while (led_in := _LEADS_IN.match(text, start, end)) is not None:
                start = led_in.end()
            first = _NEXT_ITEM.search(text, start, end)
            return start, first.start() if first and first.start() > start + 1 else end
    return None


def _told_to_have_more(text: str, here: list[Span], there: list[Span]) -> Span | None:
    """Of all places where either stands the one that plainly is the subject of having more: 비수도권이 높았으며."""
    subjects = [
        span
        for span in (*here, *there)
        if (told := _HAS_MORE.match(text, span[1])) is not None and not _IS_SECOND.search(told.group())
    ]
    return subjects[0] if len(subjects) == 1 else None


def places_of(text: str, word: str) -> list[Span]:
    """Where *text* has *word*, or what papers write for it; never in the middle of a longer word."""
    if not word:
        return []
    for form in (word, *_ALSO.get(word, ()), *(other for _, other in aliases_in(word))):
        found = []
        spaced = r"\s?".join(map(re.escape, form)) if len(form) > _COMPOUND else re.escape(form)
        for match in re.finditer(rf"(?<![가-힣A-Za-z]){spaced}", text, re.IGNORECASE):
            end = match.end()
            found.append((match.start(), end + (end < len(text) and text[end] in "구시군도현성역점")))
        if found:
            return found
    return []

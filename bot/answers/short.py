"""The short answer: the few words of a sentence that say what was asked.

>>> text = "한빛시는 시민 604대의 자전거를 오는 13일까지 고쳐 준다"
>>> short_answer(read_frame("자전거 언제까지 고쳐 줘?"), text, ((16, 22),))
(16, 24)
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answers.apposition import named_beside, told_by_kind
from bot.answers.asked_date import PHASES
from bot.answers.binding import defining_span
from bot.answers.changes import by_how_much, changed
from bot.answers.clauses import LONGEST, cover, how, whether, why
from bot.answers.comparing import most, turned, winner
from bot.answers.doers import doer, with_people
from bot.answers.enumerations import BULLETS, enumerations, first_items
from bot.answers.frame import Frame, Part, Want, is_english
from bot.answers.left_out import asks_left_out, left_out
from bot.answers.phrases import best_of, names, object_of, of_kind, topic_of, with_role
from bot.answers.remainder import is_whole, words_said
from bot.answers.spans import FORMS
from bot.answers.topmost import foremost, topmost
from bot.answers.whereabouts import asks_to, place_told, whole_place
from bot.korean.sentences import Span
from bot.patterns import lazy_compile
from bot.quotes.names import is_full_name

_TIMES = (Want.WHEN, Want.SINCE, Want.UNTIL)
_COUNTED = (Want.NUMBER, Want.MONEY)
_NAMED = (Want.WHO, Want.WHERE, Want.WHAT)
_ASKS_MANY = lazy_compile(r"(?:어떤|무슨|어느)\s?[가-힣]{1,8}들(?:이|은|을|로|한테|에)")
_ASKS_APART = lazy_compile(  # what is told of the thing that it names, and no such thing
    r"뭐가\s?(?:달|다르|다른|불|좋|문제|위험|서운|고맙|아쉬|부족|안\s|어렵|어려)|(?:뭐|뭘)\s?하"
)
_NOBODY = lazy_compile(r"(?:학년|세대|출신|되면|하면|기고문)$")
_NOWHERE = lazy_compile(
    r"^(?:널리|멀리|장거리|단거리|근거리|중장거리|상공|산단)$|^\d선$|(?:단체|기관|업계|기업|업체|회사)도$"
)
_THERE = lazy_compile(r"'?에서")
_PLACE_END = lazy_compile(r"[도섬역항산동시군]$")
_LEADING = lazy_compile(r"\d[\d,.]*")
_DAY = lazy_compile(r"\s?(?:\d{1,2}월\s?)?\d{1,2}일(?!간)|\s?\d{1,2}월")
_EXACT = (
    (lazy_compile(r"몇\s?년|몇\s?년도"), lazy_compile(r"\d{4}년")),
    (lazy_compile(r"며칠|몇\s?일"), lazy_compile(r"\d{1,2}일")),
    (lazy_compile(r"몇\s?시(?!간)"), lazy_compile(r"\d{1,2}시")),
)
_IS_EXACT = lazy_compile(r"\d{1,2}일|\d{1,2}월|\d{1,2}시|\d{4}년")
_PLACE_BEFORE = lazy_compile(r"(?<![가-힣\d])(?:[가-힣A-Za-z0-9]{1,10}(?<![은는이가을를에의일])\s){1,3}$")
_BEFORE_ACT = 10  # characters between a date and what happens on it
_UNNAMED = lazy_compile(
    r"(?:배우자|아내|남편|부인|동생|남동생|여동생|형|누나|오빠|언니|아들|딸|부모|가족|지인|관계자|시민|주민|남성|여성|측)(?:씨|들)?$"
)
_ASKS_MOST = lazy_compile(r"제일|가장|최고로")
_BESIDE = 14  # characters between a name and the kind of thing it is
_MARK = 2  # between the kind of thing and a name in marks after it
_JOINS = lazy_compile(r"(?:[와과,·]|이나|나|및)\s?|\s및\s")
_ROW_BEFORE = lazy_compile(r"(?:'[^']{2,40}+'(?:와|과|,|·)\s?){1,8}$")
_ROOT = 2  # syllables by which a word of the question is known again
_OWN = 0.6  # of the words: with as many of the question's own, nothing new is said
_MANY = lazy_compile(r"(?:[^·,]{1,40}[·,]){2}")  # three things at least
_OFFICE = r"(?:[가-힣A-Za-z0-9]{{1,14}}\s)?[가-힣0-9]{{0,10}}{}(?:에는|에|엔|으로는|으로)\s"
_IS_APPOINTED = lazy_compile(r"(?:을|를|이|가)\s(?:각각\s)?(?:임명|지명|발탁|내정|선임|위촉|기용|낙점)")
_IS_FOR = lazy_compile(r"(?:을|를)?\s?(?:(?:마련|확보|규명|개선)(?:을|를)?\s)?(?:위한|위해|대한|관한)")
_ASKS_WHO = lazy_compile(r"누구|누가")
_BOUND = {Want.UNTIL: ("까지",), Want.SINCE: ("부터",)}
_RANGE_BEFORE = lazy_compile(
    r"(?:약\s?|최대\s?|총\s?)?\d[\d,.]{0,12}\s?[천백십만억조]{0,3}\s?(?:원|명|%|달러)?\s?[~∼～\-]\s?$"
)
_HEDGE_BEFORE = lazy_compile(
    r"(?:약|최대|최소|최고|총|무려|영하|시속|하루|월|연|1인당|연간|매년|매달|평균|누적|모두)\s?$"
)
_HOUR = lazy_compile(r"\d{1,2}시(?!간)")
_HALF_BEFORE = lazy_compile(r"(?:오전|오후|낮|밤|새벽|저녁|아침)\s?$")  # of the day, before an hour
_GOES_ON = lazy_compile(r"(?:의)?\s?\d{1,3}(?=\s?(?:수준|가량|정도|[이가로에를을]|\s|\.|$))")  # 15분의 1
_MINUTES = lazy_compile(r"\s?\d{1,2}분")
_BY = lazy_compile(
    r"(?:(?:최장\s?)?\d{1,3}(?:일|주|개월|년)\s?(?:전까지|이내|안에|내에)|최[장대]\s?\d{1,3}(?:일|주|개월|년)"
    r"|(?:(?:오전|오후|낮|밤|새벽|저녁|아침)\s?)?\d{1,2}시(?:\s?\d{1,2}분)?\s?(?:이전|전까지)"
    r"|(?:올해|내년|내후년|이달|다음 달|오는)?\s?(?:상반기|하반기|연말|\d{1,2}월|\d분기)\s?(?:중|안에|내로|내에))"
    r"(?=[\s,.에])|\d{1,3}(?:일|주|개월|년)(?=[이의]\s(?:지나|유예|기간))"
)
_IS_LAST = lazy_compile(r"\s?(?:까지|마감|종료)")
_OF_CAUSE = lazy_compile(r"(?:\s[^\s,.]{1,12}){0,3}?\s[^\s,.]{1,12}?(?=[이가을를](?:\s|,)|(?:으로|에)\s)")
_DEFINED = lazy_compile(r"(?:은|는|이란|란|이라는 것은|이라는|라는)\s")
_AFTER_TIME = 30  # characters after a time that tell what is done by then
_FIRST_DAY = lazy_compile(r"(?<!\d)\d{1,2}[~∼-]$")  # 13~15일
_LASTING = lazy_compile(r"간(?![가-힣]{2})|\s동안|\s단위")
_OF_MANY = lazy_compile(r"(?:교|사|국|소|팀)(?![가-힣]{2})")  # 73개교
_ABOUT = lazy_compile(r"포인트|대(?![표학구기])(?![가-힣]{3})")  # 20%대, 3만명대, 5%포인트
_BEHIND = (  # a unit
    (("분", "분의"), _GOES_ON),
    (("시",), _MINUTES),
    (("일", "개월", "년", "주"), _LASTING),
    (("개",), _OF_MANY),
    (("%", "퍼센트", "명"), _ABOUT),
)


def short_answer(frame: Frame, text: str, spans: Sequence[Span]) -> Span | None:
    """Where *text*, a sentence as it is matched, says what was asked; None where no few words of it do.

    spans: what it has of the kind asked for, best first.
    """
    found = _found(frame, text, spans)
    return _fitted(text, found) if found is not None else None


def says_no_less(frame: Frame, text: str, span: Span) -> bool:
    """Whether the words at *span* are no shorter an answer than *text* itself.

    Yes or no stands before all of a sentence, too; and what something is, without its name, is what was asked for.
    """
    if frame.want is Want.WHETHER or not is_whole(text, span):
        return False
    left = f"{text[: span[0]]} {text[span[1] :]}"
    return frame.want is not Want.ABOUT or not cover(frame.units, left, 1.0)


def _found(frame: Frame, text: str, spans: Sequence[Span]) -> Span | None:
    want = frame.want
    if is_english(frame.text):
        return best_of(frame, text, spans)[0] if spans else None
    if (turn := changed(frame, text) or turned(frame, text)) is not None:
        return turn
    if want is Want.WHY or want is Want.HOW:
        told = (why if want is Want.WHY else how)(frame, text)
        return _with_its_noun(frame, text, told[0]) if told is not None else None
    if want is Want.WHETHER:
        return whether(frame, text)
    if want is Want.COMPARE:
        return winner(frame, text) or (most(frame, text) if _ASKS_MOST.search(frame.text) else None)
    if want is Want.MOST:
        return topmost(frame, text) or most(frame, text) or foremost(frame, text) or whether(frame, text)
    if want is Want.LIST and not asks_left_out(frame):
        return _listed(frame, text)
    if want is Want.ABOUT:
        if (defined := defining_span(frame, text)) is not None:
            return _without_particle(text, defined)
        return told_by_kind(frame, text) or whether(frame, text)
    if want in (Want.EXCEPT, Want.LIST):
        return _excepted(frame, text, spans)
    if want in _NAMED and asks_left_out(frame) and (out := left_out(frame, text)) is not None:
        return out
    if want is Want.WHAT and (said := words_said(frame, text)) is not None:
        return said
    if want is Want.WHAT and _ASKS_MANY.search(frame.text) and (several := enumerations(text)):
        return several[0]
    fitting = [
        span
        for span in spans
        if _says_more(frame, text[slice(*span)]) and not _is_other_kind(want, text, span)
    ]
    if want is Want.WHAT and fitting and frame.head in FORMS:
        return whole_place(text, _with_those_joined(text, best_of(frame, text, fitting)[0], fitting))
    if want is Want.NAME or want is Want.WHAT:
        return _named(frame, text)
    if want is Want.UNTIL and not any(_IS_LAST.match(text, end) for _, end in fitting):
        fitting = [then] if (then := _by_then(frame, text)) is not None else fitting
    if want is Want.WHO:
        fitting = with_people(frame, text, fitting)
    if want is Want.WHERE and "어디" not in frame.text and len(frame.head) > 1 and frame.head not in FORMS:
        fitting = of_kind(frame, text) or fitting
    if want is Want.WHERE and (not fitting or asks_to(frame)):
        place = place_told(frame, text, ends=bool(fitting))
        if place is not None or not fitting:
            return place
    if not fitting:
        return named_beside(frame, text) or doer(frame, text) if want is Want.WHO else None
    if want in _TIMES:
        return _grown(frame, text, _asked_for(frame, text, fitting))
    span, _ = best_of(frame, text, by_how_much(frame, text, fitting) if want in _COUNTED else fitting)
    if want in _COUNTED:
        return _on_floor(frame, text, _counted(text, span))
    if want is Want.WHO:
        return with_role(text, span)
    return _with_those_joined(text, span, fitting) if frame.head in FORMS else whole_place(text, span)


def _with_those_joined(text: str, span: Span, spans: Sequence[Span]) -> Span:
    """*span* with those of *spans* that are told beside it: 미국과 프랑스."""
    start, end = span
    for first, last in sorted(spans):
        if first >= end and _JOINS.fullmatch(text, end, first):
            end = last
    for first, last in sorted(spans, reverse=True):
        if last <= start and _JOINS.fullmatch(text, last, start):
            start = first
    return (start, end) if end - start <= LONGEST else span


def _with_its_noun(frame: Frame, text: str, span: Span) -> Span:
    """*span*, a cause that ends in 따른 or 인한, with its noun, where that is not what was asked about."""
    noun = _OF_CAUSE.match(text, span[1]) if text.endswith(("따른", "인한"), *span) else None
    if noun is None or noun.end() - span[0] > LONGEST or cover(frame.units, noun.group(), 1.0):
        return span
    return span[0], noun.end()


def _listed(frame: Frame, text: str) -> Span | None:
    """The things in a row that are asked for, and rather others than those that the question names itself."""
    if (pairs := _appointed(frame, text)) is not None:
        return pairs
    several = enumerations(text)
    others = [
        span for span in several if _MANY.search(text, *span) and not _is_named_already(frame, text, span)
    ]
    plain = not several or not _is_named_already(frame, text, several[0])
    return next(iter(several if plain else others or several), None)


def _appointed(frame: Frame, text: str) -> Span | None:
    """Who got the offices asked about, each behind its own: 농림부 차관에는 김가람 실장, 국토부 차관에는 이나루."""
    if len(frame.head) < _ROOT:
        return None
    offices = list(re.finditer(_OFFICE.format(re.escape(frame.head)), text))
    end = _IS_APPOINTED.search(text, offices[-1].end()) if len(offices) > 1 else None
    return (offices[0].start(), end.start()) if end and end.start() - offices[0].start() <= LONGEST else None


def _is_named_already(frame: Frame, text: str, span: Span) -> bool:
    """Whether what stands at *span* has words of the question, or only says what something is for: 대책 마련을 위한."""
    return cover(frame.units, text[slice(*span)], 1.0) > 0 or _IS_FOR.match(text, span[1]) is not None


def _excepted(frame: Frame, text: str, spans: Sequence[Span]) -> Span | None:
    """What is left out, where that is asked; else what is of the kind asked for besides what the question names."""
    if asks_left_out(frame) and (out := left_out(frame, text)) is not None:
        return out
    others = [span for span in spans if _says_more(frame, text[slice(*span)])]
    if others and _ASKS_WHO.search(frame.text):
        return with_role(text, best_of(frame, text, others)[0])
    return next(iter(others), None) or whether(frame, text)


def _named(frame: Frame, text: str) -> Span | None:
    """A name: what ends as the thing asked for does, or stands in marks beside it; or what was done something with."""
    marked = names(frame, text)
    ending = of_kind(frame, text) if _ASKS_APART.search(frame.text) is None else []
    if frame.want is Want.NAME:
        told = named_beside(frame, text) if not marked else None
        return marked[0] if marked else ending[0] if ending else told or topic_of(frame, text)
    beside = [
        span
        for span in marked
        if any(
            (0 <= kind[0] - span[1] <= _BESIDE and len(frame.head) > 1) or 0 <= span[0] - kind[1] <= _MARK
            for kind in ending
        )
    ]
    if beside:
        return _with_those_before(text, beside[0])
    if ending:
        return best_of(frame, text, ending)[0]
    return marked[0] if marked else named_beside(frame, text) or object_of(frame, text)


def _with_those_before(text: str, span: Span) -> Span:
    """A name in marks from the first of those in a row that it is the last of: '달빛 라떼'와 '별빛 라떼'."""
    row = _ROW_BEFORE.search(text, 0, span[0] - 1)
    whole = (row.start() + 1, span[1]) if row is not None else span
    return whole if whole[1] - whole[0] <= LONGEST else span


def _says_more(frame: Frame, words: str) -> bool:
    """Whether *words* are more than the question's own, and name somebody rather than a kin or an unnamed one."""
    tokens = words.split()
    if frame.want in (Want.WHO, Want.NAME) and len(tokens) == 1 and _UNNAMED.match(tokens[0]):
        return False
    asked = [word[:_ROOT] for word in frame.text.split() if len(word) >= _ROOT]
    own = sum(any(root in token for root in asked) and not _is_new(frame, token) for token in tokens)
    return own < _OWN * len(tokens)


def _is_other_kind(want: Want, text: str, span: Span) -> bool:
    """Whether what looks like somebody or a place is none: 학년 of 2학년, a person where a place is asked for."""
    start, end = span
    said = text[start:end]
    if want is Want.WHO:
        return text[max(0, start - 1) : start].isdigit() or _NOBODY.search(said) is not None
    return want is Want.WHERE and (
        _NOWHERE.search(said) is not None or (_is_whole_name(said) and _THERE.match(text, end) is None)
    )


def _is_whole_name(said: str) -> bool:
    """Whether *said* is a person's full name, and does not end as a place does."""
    return len(said) == 3 and is_full_name(said) and _PLACE_END.search(said) is None


def _is_new(frame: Frame, token: str) -> bool:
    """Whether *token* says which one of the kind asked for: 3호기, where 몇 호기 is asked; 나루대학교 for a 대학."""
    number = _LEADING.match(token)
    if number is not None and number.group() not in frame.text:
        return True
    before, head, _ = token.partition(frame.head) if frame.head else ("", "", "")
    return bool(head) and len(before) >= _ROOT and before not in frame.text


def _asked_for(frame: Frame, text: str, spans: Sequence[Span]) -> Span:
    """Of *spans* the first that is as exact as the question wants it (몇 년), before what is asked about."""
    for asked, told in _EXACT:
        if asked.search(frame.text):
            spans = [span for span in spans if told.search(text[slice(*span)])] or spans
    exact = [span for span in spans if _IS_EXACT.search(text[slice(*span)])] or spans
    acts = [unit for unit in frame.units if unit.part is Part.ACT]
    phases = [phase for phase in PHASES if phase.search(frame.text)]
    told_of = [
        span
        for span in exact
        if cover(acts, text[span[1] : span[1] + _BEFORE_ACT], 1.0)
        or any(phase.search(text, span[1], span[1] + _BEFORE_ACT) for phase in phases)
    ]
    return (told_of or exact)[0]


def _without_particle(text: str, span: Span) -> Span:
    """*span* from after the particle with which what is defined ends: 은 성과급 제도다."""
    particle = _DEFINED.match(text, *span)
    return (particle.end(), span[1]) if particle is not None else span


def _by_then(frame: Frame, text: str) -> Span | None:
    """A time before which it is to be, in other words than 까지: 30일 전까지, 오후 6시 이전, 내년 상반기 중."""
    found = list(_BY.finditer(text))
    asked = [unit for unit in frame.units if unit.part is not Part.REST]
    told = [one for one in found if cover(asked, text[one.end() : one.end() + _AFTER_TIME], 1.0)]
    return next((one.span() for one in (*told, *(found if len(found) == 1 else ()))), None)


def _counted(text: str, span: Span) -> Span:
    """A number with the lower end of its range and the word that says how exact it is."""
    start, end = span
    if (lower := _RANGE_BEFORE.search(text[max(0, start - 24) : start])) is not None:
        start = max(0, start - 24) + lower.start()
    before = text[max(0, start - 5) : start]
    hedge = _HEDGE_BEFORE.search(before) or (_HOUR.match(text, start) and _HALF_BEFORE.search(before))
    if hedge:
        start -= len(before) - hedge.start()
    written = text[start:end]
    more = next((form for units, form in _BEHIND if written.endswith(units)), None)
    goes_on = more.match(text, end) if more is not None else None
    return start, goes_on.end() if goes_on is not None else end


def _on_floor(frame: Frame, text: str, span: Span) -> Span:
    """The floor with the building it is of, where it was asked where: 대전 본원 5층."""
    if "어디" not in frame.text or not text[: span[1]].endswith(("층", "호선", "호실")):
        return span
    place = _PLACE_BEFORE.search(text, max(0, span[0] - 24), span[0])
    return (place.start(), span[1]) if place is not None else span


def _grown(frame: Frame, text: str, span: Span) -> Span:
    """*span* with what belongs to it: the day of a month (내달 11일), the particle (13일까지)."""
    start, end = span
    if (first := _FIRST_DAY.search(text, max(0, start - 4), start)) is not None and text[start].isdigit():
        start = first.start()
    if (day := _DAY.match(text, end)) is not None:
        end = day.end()
    for particle in _BOUND.get(frame.want, ()):
        if text.startswith(particle, end):
            end += len(particle)
    return start, end


def _fitted(text: str, span: Span) -> Span | None:
    """*span* without marks at its ends, and of LONGEST at most: a row's first things, else its end from a word on."""
    start, end = span
    if end - start > LONGEST and (first := first_items(text, span, LONGEST)) is not None:
        start, end = first
    elif end - start > LONGEST:
        start = end - LONGEST
        space = text.find(" ", start, end)
        start = space + 1 if space >= 0 else start
    while start < end and (text[start].isspace() or text[start] in f",.·;{BULLETS}"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",.;"):
        end -= 1
    return (start, end) if end > start else None

"""What people say of a subscription that there is, without a command: 시간 9시로 바꿔줘, 쿠팡 빼줘, pause my digest.

>>> edit = read_edit("시간 9시로 바꿔줘")
>>> edit.act, edit.schedule.times
('change', (datetime.time(9, 0),))
>>> read_edit("파업 빼줘").less, read_edit("add flood wall to my digest").more, read_edit("주말엔 보내지 마").without
('파업', 'flood wall', frozenset({5, 6}))
>>> read_edit("9시 뉴스"), read_edit("버스 요금 바꿔줘")
(None, None)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot.digests.filters_meant import filter_word
from bot.digests.request import lists, read_request
from bot.digests.schedule_parser import Schedule, read_schedule
from bot.digests.subscription import EVERY_DAY, MOST_STORIES, Days, Filter, Slot, Subscription, words_of
from bot.digests.subscription_parser import bounded, read_words
from bot.digests.weekdays import is_sure, read_days
from bot.errors import ReaderError
from bot.patterns import lazy_compile

Act = Literal["change", "pause", "resume", "end", "unwatch", "list", "watches"]


@dataclass(frozen=True, slots=True)
class Edit:
    """What is to be otherwise.

    is_named: whether it says itself that a subscription is meant. without: days that are left out.
    of_all: whether each of them is meant. which: what stands before its subscription: 쿠팡, 2번.
    span: for how long, as it is said.
    more, less: words that come or go, as they are said; of less, ` 제외` behind them says they are left out so far.
    """

    act: Act
    is_named: bool = True
    schedule: Schedule | None = None
    count: int | None = None
    without: Days = frozenset()
    more: str = ""
    less: str = ""
    of_all: bool = False
    which: str = ""
    span: str = ""


_LONGEST = 100  # characters; who says more says something else
_ASKED = (  # a request, which 버스 노선 삭제 is not
    r"\s?(?:(?:해|하)?\s?(?:줘요?|주세요|주라|주십시오|줄래요?|주실래요|주시겠어요|줄\s?수\s?있(?:어|나|을까)요?)"
    r"|부탁(?:해요?|드려요|드립니다))"
)
_PLEASE = rf"(?:{_ASKED}|\s?(?:하기|할래요?|할게요?|하자|해요?))?"
_WISH = rf"(?:{_PLEASE}|\s?하고\s?싶(?:어요?|습니다|은데요?))"
_SUBSCRIPTION = r"(?:(?:내|제|지금|받는)\s)?(?:구독|소식|다이제스트)"
_OURS = rf"(?:{_SUBSCRIPTION}(?:의?\s키워드)?|(?:(?:내|제)\s)?키워드)"
_OF = rf"(?P<of>{_OURS}(?:에서|에다가?|에도|에|은|는|을|를|의)?\s)?"
_TOPIC = r"(?:을|를|은|는)?\s?"
_KIND = r"(?:시간대?|시각|요일|날짜|개수)"
_LABEL = lazy_compile(rf"^(?:받는\s)?{_KIND}(?:을|를|은|는|만|도)?\s")
_COUNT = lazy_compile(r"(?:최대\s)?(\d{1,3})\s?(?:개|건|stories|articles|items)(?:씩|만|까지)?")
_SENT = (  # 쉬어 alone says what is so
    r"(?:(?:보내지\s?(?:마(?:요|세요)?|말(?:기|자|아요?)?)|받지\s?않(?:을래요?|을게요?)"
    rf"|안\s?(?:받을래요?|받아도\s?돼요?|보내(?:\s?줘)?도\s?돼요?)){_PLEASE}|(?:쉬어|쉬게\s?해|빼|제외){_ASKED})"
)
_SHOW = (
    rf"(?:(?:목록|현황|내역|상태|리스트)(?:을|를)?(?:\s?(?:좀\s)?(?:확인|보기|보여|알려){_PLEASE})?|(?:확인|보여|알려){_PLEASE}"
    rf"|뭐(?:뭐|가)?\s?있(?:어|나|니|지|는지)요?(?:\s?(?:보여|알려){_PLEASE})?)"
)
_FOR = (
    r"(?:(?P<span>(?:하루|이틀|사흘|며칠|일주일|한\s?주|한\s?달|(?:[1-9]\d?|한|두|세)\s?(?:시간|일|주일?|달|개월))(?:\s?(?:만|간|동안))?)"
    r"|잠깐|잠시|당분간)\s?"
)
_FOR_EN = r"(?:(?P<span_en>(?:an?|one|two|three|\d{1,2})\s(?:hours?|days?|weeks?|months?))|now|a\swhile)"
_MY = r"(?:my|the|this)\s(?:digests?|subscriptions?|news|keywords?)"
_FORMS: tuple[tuple[Act, str], ...] = (
    ("list", rf"(?:내|제)?\s?구독{_TOPIC}{_SHOW}"),
    ("list", r"(?:show|list)\s(?:me\s)?(?:my|all)\ssubscriptions|what\sam\si\ssubscribed\sto|my\ssubscriptions"),
    ("list", rf"(?:{_SUBSCRIPTION}(?:\s?{_KIND}|에?\s?하나(?:\s?더)?)?{_TOPIC}(?:추가|바꿔|변경|수정)"
     rf"|(?:{_SUBSCRIPTION}의?\s|(?:내|제)\s)?키워드{_TOPIC}(?:추가|넣어|바꿔|변경|수정|빼|지워|삭제))(?:{_ASKED}|\s?하고\s?싶어요?)"),
    ("watches", rf"(?:내|제)?\s?알림{_TOPIC}(?:{_SHOW}|키워드(?:\s?{_SHOW})?)"),
    ("watches", r"(?:show|list)\s(?:me\s)?(?:my|all)\s(?:alerts|watches)|my\s(?:alerts|watches)"),
    ("unwatch", rf"(?:(?:내|제|모든|전체)\s)?알림\s?(?:을|은)?\s?(?:(?:전부|다|모두|싹)\s?)?"
     rf"(?:그만|꺼|끄기|해제|해지|취소|삭제|지워|없애|안\s?받을래|필요\s?없어){_PLEASE}"),
    ("unwatch", r"(?:please\s)?(?:stop|cancel|end|turn\soff)\s(?:my\s|the\s|all\s)?(?:alerts?|watch(?:es)?)"),
    ("resume", rf"{_OURS}{_TOPIC}다시\s?(?:보내|시작|켜|받을래|받고\s?싶어|재개){_PLEASE}"),
    ("resume", rf"(?P<this>다시\s?(?:보내|시작\s?해|켜){_ASKED}|(?:please\s)?(?:resume|restart|unpause)(?:\splease)?)"),
    ("resume", rf"(?:please\s)?(?:resume|restart|unpause)\s{_MY}"),
    ("pause", r"(?P<this>(?:이번\s?(?:주|달)|오늘|내일|주말)(?:은|는|엔|에는|만|까지)?\s?"
     r"쉬(?:고|었다가)\s(?P<span>.{1,20}?부터)\s?다시"
     rf"(?:\s?(?:보내|시작|받을래){_PLEASE})?)"),
    ("pause", rf"(?P<this>{_FOR}(?:좀\s)?(?:멈춰|쉬어){_ASKED})"),
    ("pause", rf"(?:please\s)?pause(?:\s(?:it|everything))?\s(?P<this>for\s{_FOR_EN})"),
    ("pause", rf"{_OURS}{_TOPIC}(?:(?:좀|일단)\s?)?(?:{_FOR})?"
     rf"(?:멈춰|쉬어|쉴래|(?:일시\s?)?[중정]지|중단){_PLEASE}"),
    ("pause", rf"(?:please\s)?(?:pause|hold|suspend)\s{_MY}(?:\sfor\s{_FOR_EN})?"),
    ("end", rf"(?:(?P<all_en>모든|전체)\s?)?{_SUBSCRIPTION}{_TOPIC}(?:(?:좀|이제|(?P<all>전부|다|모두|싹\s?다|싹))\s?)?"
     rf"(?:(?:해지|취소|삭제|종료|지워|없애|그만(?:\s?(?:보내|받을래))?|안\s?받을래){_WISH}|(?:그만|안)\s?받고\s?싶어요?"
     rf"|끊(?:어{_PLEASE}|을래요?|기|고\s?싶어요?))"),
    ("end", rf"(?P<this>(?:(?:이제|앞으로)\s)?그만\s?(?:보내|받을래|받기|받고\s?싶어){_PLEASE})"),
    ("end", rf"(?P<this>(?:해지|삭제|종료|지워|없애|끊어){_ASKED}|(?:해지|삭제|종료)\s?하고\s?싶어요?|끊고\s?싶어요?"
     r"|(?:더\s?이상|이제)\s안\s?받을래요?)"),
    ("end", rf"(?:please\s)?(?:cancel|stop|end|quit)\s{_MY}"),
    ("end", r"(?:please\s)?(?:(?:cancel|stop|end|quit)"
     r"\s(?P<all>all(?:\sof)?(?:\s(?:my|the))?\s(?:digests|subscriptions))"
     r"|unsubscribe\s(?:me\s)?(?:from\s)?(?P<all_en>all|everything)(?:\splease)?)"),
    ("change", rf"{_OF}(?P<days>\S{{1,12}}(?:\s\S{{1,4}})?)(?:에는|에|엔|은|는)\s?{_SENT}"),
    ("change", rf"{_OF}(?P<only>\S{{1,12}}(?:\s\S{{1,4}})?(?:에만|만))\s?(?:보내|받을래|받고\s?싶어|오게){_PLEASE}"),
    ("change", r"(?:please\s)?(?:don['’]?t\ssend\s(?:it\s|me\s)?|no\sdigests?\s|skip\s)(?:on\s)?(?P<days_en>.{3,40})"),
    ("change", rf"{_OF}(?P<what>.{{1,60}}?)\s?(?:으로|로)?\s?"
     rf"(?:바꿔|변경|옮겨|조정|당겨|미뤄|늦춰|맞춰|늘려|줄여){_PLEASE}"),
    ("change", rf"(?:please\s)?(?:change|move|set|switch|make)\s(?:it|{_MY}|(?:my|the)\stime)"
     r"\s(?:to\s|for\s)?(?P<what_en>.{1,60})"),
    ("change", rf"{_OF}(?P<less>.{{1,60}}?)(?:\s(?:키워드|단어|신문))?(?:은|는|을|를)?(?:\s좀)?\s?"
     rf"(?:빼|지워|삭제|제외|없애|제거){_ASKED}"),
    ("change", rf"(?:please\s)?(?:remove|drop|delete)\s(?P<less_en>.{{1,60}}?)(?P<of_en>\sfrom\s{_MY})?"),
    ("change", rf"{_OURS}(?:에다가?|에도|에)\s(?P<more>.{{1,60}}?)(?:도|을|를)?(?:\s좀)?\s?"
     rf"(?:추가|넣어|더해|포함){_ASKED}"),
    ("change", rf"(?:please\s)?(?:add|include)\s(?P<more_en>.{{1,60}})\s(?:to|in)\s{_MY}"),
)  # fmt: skip
_OF_ONE = lazy_compile(
    r"(?P<which>\S.{0,39}?)\s(?P<rest>구독(?:의|을|를|에다가?|에도|에서|에|은|는)?\s.+)"
)  # 쿠팡 구독 시간을
_EDITS = tuple((act, lazy_compile(form, re.IGNORECASE)) for act, form in _FORMS)
_SHOWS = frozenset(("list", "watches"))
_END = ".!?~ ㅋㅎㅠㅜ…。！？"
_POLITE = lazy_compile(r"(?:줄래요?|주실래요|주시겠어요|줄\s?수\s?있(?:어|나|을까)요?)$")
_COMMA = lazy_compile(r"[,，、]")
_ANY = "가나"  # a word behind one that may join
_LEFT_OUT = " 제외"
_NO_WORDS = lazy_compile(
    r"키워드|(?:하나|몇\s?개)(?:\s?더)?|더|.*\s(?:빼고|말고|대신|제외하고)\s.*"
)  # 눈 빼고 비


def read_edit(text: str) -> Edit | None:
    """What *text* wants to be otherwise; None where it speaks of something else, or asks what is so.

    Raises: ReaderError for a time like 25:00.
    """
    said = " ".join(text.split()).rstrip(_END)
    if len(said) > _LONGEST:
        return None
    asks = any(mark in text[len(text.rstrip(_END)) :] for mark in "?？") and not _POLITE.search(said)
    edit = _read(said)
    return edit if edit is None or edit.act in _SHOWS or not asks else None


def _read(said: str, of: int = 2) -> Edit | None:
    """As `read_edit`. of: how many subscriptions may stand one before the other: 나룻배 구독 구독 시간을."""
    for act, form in _EDITS:
        if (found := form.fullmatch(said)) and (edit := _edit(act, found)):
            return edit
    if of and (one := _OF_ONE.fullmatch(said)) and (edit := _read(one["rest"], of - 1)):
        return replace(edit, which=f"{one['which']} {edit.which}".rstrip())
    return None


def _edit(act: Act, found: re.Match[str]) -> Edit | None:
    said = {name.removesuffix("_en"): value for name, value in found.groupdict().items() if value}
    is_named = "of" in said or "more" in said
    if "days" in said:
        return _without(said["days"], is_named)
    if "what" in said or "only" in said:
        return _change(_LABEL.sub("", said.get("what", said.get("only", ""))), is_named)
    if "less" in said or "more" in said:
        less, more = said.get("less", ""), said.get("more", "")
        if less and is_sure(less) and (edit := _without(less, is_named)):
            return edit
        if _NO_WORDS.fullmatch(less or more) or _is_schedule(less or more):
            return Edit("list", is_named) if is_named else None
        return Edit(act, is_named, more=more, less=less)
    return Edit(act, "this" not in said, of_all="all" in said, span=said.get("span", ""))


def _is_schedule(said: str) -> bool:
    """Whether *said* is when, and no word: 아침 9시; not 금."""
    return not read_schedule(said).rest and is_sure(said)


def _without(said: str, is_named: bool) -> Edit | None:
    days = read_days(said)
    return Edit("change", is_named, without=days) if days and days != EVERY_DAY else None


def _change(said: str, is_named: bool) -> Edit | None:
    """A time, days, a zone or a number; None where *said* is anything else, too."""
    if counted := _COUNT.fullmatch(said):
        return Edit("change", is_named, count=max(1, min(MOST_STORIES, int(counted[1]))))
    found = read_schedule(said)
    if found.rest:
        return None
    if found.doubts:  # it is shown, and set by its buttons
        return Edit("list", is_named)
    return Edit("change", is_named, found)


def names_words(edit: Edit, wanted: Filter) -> bool:
    """Whether *wanted* has all the words that are to go, as keywords, papers or what it leaves out so far."""
    gone, others = _gone(edit.less, wanted)
    return bool(gone) and not others


def applied(edit: Edit, one: Subscription) -> Subscription | None:
    """*one* as *edit* wants it; None where no day of it would be left, or no word, which is all articles.

    Nor where words are to go that it has not, unless a subscription is named: those are left out.


    Raises: ReaderError for several times, or words that are none or too many.
    """
    slot = _rescheduled(edit, one.slot)
    wanted = one.wanted
    if edit.less and not edit.is_named and not names_words(edit, wanted):
        return None
    if edit.less:
        wanted = _less(edit.less, wanted)
    if edit.more:
        wanted = _more(edit.more, wanted)
    if not (slot.days or slot.month_days) or _is_emptied(one.wanted, wanted):
        return None
    paused = edit.act == "pause" or (one.paused and edit.act != "resume")
    return replace(one, slot=slot, wanted=bounded(wanted), count=edit.count or one.count, paused=paused)


def _rescheduled(edit: Edit, slot: Slot) -> Slot:
    """*slot* as *edit* wants it; weekdays are left out of a week, not of the days of a month."""
    if (found := edit.schedule) is not None:
        if len(found.times) > 1:
            raise ReaderError("subscribe.one_time")
        if found.days or found.month_days:
            slot = slot._replace(days=found.days or EVERY_DAY, month_days=found.month_days)
        slot = slot._replace(at=(*found.times, slot.at)[0], zone=found.zone or slot.zone)
    return slot if slot.month_days else slot._replace(days=slot.days - edit.without)


def _less(said: str, wanted: Filter) -> Filter:
    """*wanted* without the words in *said*; what it has not is left out, and so is its only paper, beside a keyword."""
    gone, others = _gone(said, wanted)
    if said.endswith(_LEFT_OUT):
        return replace(wanted, exclude=_without_all(wanted.exclude, gone))
    papers = _without_all(wanted.papers, gone)
    out = [filter_word("publisher", paper) for paper in wanted.papers if not papers]
    out += read_words(_spaced(others)).include
    exclude = tuple(dict.fromkeys((*wanted.exclude, *out)))
    return replace(wanted, include=_without_all(wanted.include, gone), exclude=exclude, papers=papers)


def _more(said: str, wanted: Filter) -> Filter:
    """*wanted* with the words in *said*, which are left out no more."""
    more = read_words(_spaced(_parts(said)))
    include = tuple(dict.fromkeys((*wanted.include, *more.include)))
    exclude = dict.fromkeys((*_without_all(wanted.exclude, more.include), *more.exclude))
    return replace(wanted, include=include, exclude=tuple(exclude))


def _gone(said: str, wanted: Filter) -> tuple[list[str], list[str]]:
    """The words of *wanted* that the parts of *said* name, and the parts that name others."""
    known = wanted.exclude if said.endswith(_LEFT_OUT) else (*wanted.include, *wanted.papers)
    gone: list[str] = []
    others: list[str] = []
    for part in _parts(said.removesuffix(_LEFT_OUT)):
        found = words_of(known, part)
        gone += found
        others += [] if found else [part]
    return gone, others


def _without_all(words: Sequence[str], gone: Sequence[str]) -> tuple[str, ...]:
    low = {word.casefold() for word in gone}
    return tuple(word for word in words if word.casefold() not in low)


def _is_emptied(before: Filter, after: Filter) -> bool:
    return (
        (bool(before.words) and not after.words)
        or (bool(before.include) and not after.include)
        or (bool(before.papers) and not (after.papers or after.include))
    )


def _parts(said: str) -> list[str]:
    """The words between commas, `and` and 랑.

    >>> _parts("방수벽이랑 여울강 나룻배, 눈"), _parts("rain and flood wall")
    (['방수벽', '여울강 나룻배', '눈'], ['rain', 'flood wall'])
    """
    parts: list[list[str]] = [[]]
    for token in _COMMA.sub(" and ", said).split():
        joins = lists((token, _ANY))
        parts[-1] += read_request((token, _ANY)).words[:-1] if joins else (token,)
        parts += [[]] if joins else []
    return [" ".join(part) for part in parts if part]


def _spaced(parts: Sequence[str]) -> str:
    """*parts*, each one keyword."""
    return " ".join(f'"{part}"' if " " in part else part for part in map(str.strip, parts))

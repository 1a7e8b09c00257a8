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
from dataclasses import dataclass, replace
from typing import Literal

from bot.digests.schedule_parser import Schedule, read_schedule
from bot.digests.subscription import EVERY_DAY, MOST_STORIES, Days, Subscription, without_words
from bot.digests.subscription_parser import read_words
from bot.digests.weekdays import read_days
from bot.errors import ReaderError
from bot.patterns import lazy_compile

Act = Literal["change", "pause", "resume", "end", "unwatch", "list", "watches"]


@dataclass(frozen=True, slots=True)
class Edit:
    """What is to be otherwise.

    is_named: whether it says itself that a subscription is meant. without: days that are left out.
    more, less: words that come or go, as they are said.
    """

    act: Act
    is_named: bool = True
    schedule: Schedule | None = None
    count: int | None = None
    without: Days = frozenset()
    more: str = ""
    less: str = ""


_LONGEST = 100  # characters; who says more says something else
_PLEASE = (
    r"(?:\s?(?:해|하)?\s?(?:줘요?|주세요|주라|줄래요?|주십시오|줄\s?수\s?있(?:어|나)요?)|하기|할래요?|하자|\s?부탁(?:해요?|드려요|드립니다)"
    r"|해요?)?"
)
_OURS = r"(?:(?:내|제|지금|받는)\s)?(?:(?:구독|소식|다이제스트)(?:의?\s키워드)?|키워드)"
_OF = rf"(?P<of>{_OURS}(?:에서|에다가?|에도|에|은|는|을|를|의)?\s)?"
_LABEL = lazy_compile(r"^(?:받는\s)?(?:시간|시각|요일|날짜|개수|시간대)(?:을|를|은|는|만|도)?\s")
_COUNT = lazy_compile(r"(?:최대\s)?(\d{1,3})\s?(?:개|건|stories|articles|items)(?:씩|만|까지)?")
_SENT = r"(?:보내지\s?(?:마|말)\S{0,4}|받지\s?않\S{0,5}|안\s?(?:받을래|받아|보내도)\S{0,3}|쉬어|쉬게|쉴래|빼|제외)"
_MY = r"(?:my|the|this)\s(?:digests?|subscriptions?|news|keywords?)"
_FORMS: tuple[tuple[Act, str], ...] = (
    ("list", r"(?:내|제)?\s?구독\s?(?:목록|현황|내역|상태|리스트|확인|뭐|보여|알려).{0,20}"),
    ("list", r"(?:show|list)\s(?:me\s)?(?:my|all)\ssubscriptions|what\sam\si\ssubscribed\sto|my\ssubscriptions"),
    ("watches", r"(?:내|제)?\s?알림\s?(?:목록|현황|내역|키워드|리스트|확인|뭐|보여).{0,20}"),
    ("watches", r"(?:show|list)\s(?:me\s)?(?:my|all)\s(?:alerts|watches)|my\s(?:alerts|watches)"),
    ("unwatch", rf"(?:내\s|제\s)?알림\s?(?:을|은)?\s?(?:그만|꺼|끄기|해제|해지|취소|안\s?받을래|필요\s?없어){_PLEASE}"),
    ("unwatch", r"(?:please\s)?(?:stop|cancel|end|turn\soff)\s(?:my\s|the\s|all\s)?(?:alerts?|watch(?:es)?)"),
    ("resume", rf"{_OURS}(?:을|를|은|는)?\s?다시\s?(?:보내|시작|켜|받을래|받고\s?싶어|재개){_PLEASE}"),
    ("resume", rf"(?:please\s)?(?:resume|restart|unpause)\s{_MY}"),
    ("pause", rf"{_OURS}(?:을|를|은|는)?\s?(?:(?:좀|잠깐|잠시|당분간|일단)\s?)?"
     rf"(?:멈춰|쉬어|쉴래|(?:일시\s?)?[중정]지|중단){_PLEASE}"),
    ("pause", rf"(?:please\s)?(?:pause|hold|suspend)\s{_MY}(?:\sfor\s(?:now|a\swhile))?"),
    ("end", rf"{_OURS}(?:을|를|은|는)?\s?(?:해지|취소|끊어|끊을래|그만(?:\s?(?:보내|받을래))?|안\s?받을래){_PLEASE}"),
    ("end", rf"(?:please\s)?(?:cancel|stop|end|quit)\s{_MY}"),
    ("change", rf"{_OF}(?P<days>\S{{1,12}}(?:\s\S{{1,4}})?)(?:에는|에|엔|은|는)\s?{_SENT}{_PLEASE}"),
    ("change", rf"{_OF}(?P<only>\S{{1,12}}(?:\s\S{{1,4}})?(?:에만|만))\s?(?:보내|받을래|받고\s?싶어|오게){_PLEASE}"),
    ("change", r"(?:please\s)?(?:don['’]?t\ssend\s(?:it\s|me\s)?|no\sdigests?\s|skip\s)(?:on\s)?(?P<days_en>.{3,40})"),
    ("change", rf"{_OF}(?P<what>.{{1,60}}?)\s?(?:으로|로)?\s?"
     rf"(?:바꿔|변경|옮겨|조정|당겨|미뤄|늦춰|맞춰|늘려|줄여){_PLEASE}"),
    ("change", rf"(?:please\s)?(?:change|move|set|switch|make)\s(?:it|{_MY}|(?:my|the)\stime)"
     r"\s(?:to\s|for\s)?(?P<what_en>.{1,60})"),
    ("change", rf"{_OF}(?P<less>.{{1,60}}?)(?:은|는|을|를)?\s?(?:빼|지워|삭제|제외|없애|제거){_PLEASE}"),
    ("change", rf"(?:please\s)?(?:remove|drop|delete)\s(?P<less_en>.{{1,60}}?)(?P<of_en>\sfrom\s{_MY})?"),
    ("change", rf"{_OURS}(?:에다가?|에도|에)?\s(?P<more>.{{1,60}}?)(?:도|을|를)?\s?(?:추가|넣어|더해|포함){_PLEASE}"),
    ("change", rf"(?:please\s)?(?:add|include)\s(?P<more_en>.{{1,60}})\s(?:to|in)\s{_MY}"),
)  # fmt: skip
_EDITS = tuple((act, lazy_compile(form, re.IGNORECASE)) for act, form in _FORMS)
_END = ".!?~ ㅋㅎㅠ"
_BETWEEN_WORDS = lazy_compile(r"[,，、]")


def read_edit(text: str) -> Edit | None:
    """What *text* wants to be otherwise; None where it speaks of something else.

    Raises: ReaderError for a time like 25:00.
    """
    said = " ".join(text.split()).rstrip(_END)
    if len(said) > _LONGEST:
        return None
    for act, form in _EDITS:
        if (found := form.fullmatch(said)) and (edit := _edit(act, found)):
            return edit
    return None


def _edit(act: Act, found: re.Match[str]) -> Edit | None:
    said = {name.removesuffix("_en"): value for name, value in found.groupdict().items() if value}
    is_named = "of" in said or "more" in said
    if "days" in said:
        without = read_days(said["days"])
        return Edit(act, is_named, without=without) if without and without != EVERY_DAY else None
    if "what" in said or "only" in said:
        return _change(_LABEL.sub("", said.get("what", said.get("only", ""))), is_named)
    if "less" in said or "more" in said:
        return Edit(act, is_named, more=said.get("more", ""), less=said.get("less", ""))
    return Edit(act)


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


def applied(edit: Edit, one: Subscription) -> Subscription | None:
    """*one* as *edit* wants it; None where it has no word that is to go.

    Raises: ReaderError for several times, or words that are none or too many.
    """
    slot, wanted = one.slot, one.wanted
    if (found := edit.schedule) is not None:
        if len(found.times) > 1:
            raise ReaderError("subscribe.one_time")
        if found.days or found.month_days:
            slot = slot._replace(days=found.days or EVERY_DAY, month_days=found.month_days)
        slot = slot._replace(at=(*found.times, slot.at)[0], zone=found.zone or slot.zone)
    if edit.without:
        left = (EVERY_DAY if slot.month_days else slot.days) - edit.without
        slot = slot._replace(days=left or slot.days, month_days=frozenset())
    if edit.less:
        without = without_words(wanted, edit.less)
        if without == wanted and not edit.is_named:
            return None
        leaves_out = (*wanted.exclude, *read_words(_spaced(edit.less)).include)
        wanted = without if without != wanted else replace(wanted, exclude=tuple(dict.fromkeys(leaves_out)))
    if edit.more:
        more = read_words(_spaced(edit.more))
        include = tuple(dict.fromkeys((*wanted.include, *more.include)))
        wanted = replace(wanted, include=include, exclude=(*wanted.exclude, *more.exclude))
    paused = edit.act == "pause" or (one.paused and edit.act != "resume")
    return replace(one, slot=slot, wanted=wanted, count=edit.count or one.count, paused=paused)


def _spaced(words: str) -> str:
    """Words between commas, each one keyword."""
    parts = [part.strip() for part in _BETWEEN_WORDS.split(words)]
    return " ".join(f'"{part}"' if " " in part else part for part in parts)

"""The date of the clause that is asked about: of several in a sentence, that of the verb in the question.

>>> from bot.answers.frame import read_frame
>>> frame = read_frame("파업은 언제 끝났어?")
>>> found = find_date(frame, "노조는 지난 1일 시작한 파업을 7일 끝냈다.", date(2026, 6, 10))
>>> found == Dated((18, 20), When(2026, 6, 7))
True
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.answers.dates import When, dates_in, resolve
from bot.answers.frame import Frame, Part, Unit, Want
from bot.korean.hangul import keystrokes
from bot.korean.sentences import Span
from bot.patterns import lazy_compile

DATED = (Want.WHEN, Want.SINCE, Want.UNTIL)
_LINKED = lazy_compile(r"(?:\([^()]{1,8}\))?\s?(?:부터|에서|[~∼～])\s?(?:오는\s)?")
_VERBS = (
    r"(?:열리|열릴|열린|열|연|여|닫|난|날|나|끝나|끝난|끝날|마치|마친|마칠|치르|치른|떠나|떠난|숨지|숨진|다치|다친|달아나|달아난"
    r"|오르|오른|오를|내리|내린|내릴|바뀌|바뀐|바뀔|멈추|멈춘|붙잡히|붙잡힌|풀려나|풀려난|들어가|들어간|들어갈|맡|맡은|받|받은|받을"
    r"|태어나|태어난|무너지|무너진|벌어지|벌어진|일어나|일어난|이뤄지|이뤄진|이뤄질|나오|나온|나올|물러나|물러난|물러날|뽑|뽑힌"
    r"|내|낸|낼|통과한)"
)
_VERBAL = lazy_compile(
    r"(?:^(?:하|되|열|닫|내|찾|받|짓|맡)고|[가-힣](?:다|하고|되고|[가-힣]고|며|면서|지만|는데|아서|어서|해서|해|돼|자|려고|기로|도록|라고|다고|다는|어|아|여|쳐|혀|꿔|려|라며"
    r"|다며)|[가-힣]{2}(?:한|된|할|될|하는|되는|하던|인|하기|되기|시킨)"
    rf"|{_VERBS}(?:는|을|은|던)?|예정\S{{0,4}}|마감|[가-힣]?일이?다)$"
)
_NO_VERB = lazy_compile(
    r"(?:시민|주민|회사|대해|위해|통해|의해|올해|지난해|보다|마다|부터다|대한|위한|통한|관한|사고|창고|보고|최고|광고)$"
)
_REPORT = lazy_compile(
    r"밝[혔힌히]|전했|말했|발표|설명했|알렸|공개[했한함할]|보도|강조했|덧붙|따르면|공지|예고했|주장했"
)
_ACCORDING = lazy_compile(r"[^,.]{0,40}에\s?따르면")
_TOLD_OF = lazy_compile(r"(?:다고|라고|다며|라며|겠다고|고)$")
_AT_ONCE = lazy_compile(r"면서,?$")  # what comes after is of the same time
_START = lazy_compile(r"시작|개시|돌입|들어[가갔간갈]|시행|개막|착수|막을 올|출범|나섰")
_END = lazy_compile(r"끝[나냈내난날]|끝|종료|마감|만료|마[치쳤친칠쳐무]|막을 내|폐막|철회|해제|중단")
_OPEN = lazy_compile(
    r"문(?:을|은|이)?\s?(?:(?:언제|몇\s?\S{1,3})\s)?[열연여]|열[렸린릴리었]|개관|개장|개원|개통|개막|개최|오픈|[열연]다"
)
_CLOSE = lazy_compile(r"문(?:을|은)?\s?(?:(?:언제|몇\s?\S{1,3})\s)?닫|폐[업관원점쇄장]")
PHASES = (_START, _END, _OPEN, _CLOSE)
_CONTRARY = ((_START, _END), (_OPEN, _CLOSE), (_START, _CLOSE), (_OPEN, _END))
_ADNOMINAL = lazy_compile(r"[한된할될는은을던인난날린릴친칠진질른를온올간갈연열]$")
_WHEN = lazy_compile(r"(?:언제|며칠|몇\s?[월일시년])(?:쯤|부터|까지|에)?")
_COPULA = lazy_compile(
    r"^\s?(?:야|이야|지|임|인지|인가|인가요|예요|이에요|죠|냐|래|였어|였지|인데|더라)?\s?\W*$"
)
_SUBJECT = lazy_compile(r"(?<![가-힣])(?P<noun>[가-힣A-Za-z0-9]{1,15}?)(?:은|는|이|가)(?=\s)")
_IS_NO_SUBJECT = lazy_compile(r"[0-9]일$|^(?:오|지난|있|없|하|되|끝나|열리|이|그)$|[하되나리지]$")
_MARKED = {Want.UNTIL: lazy_compile(r"\s?까지|\s?마감"), Want.SINCE: lazy_compile(r"\s?부터|\s?[~∼～]")}
_IS_EXACT = lazy_compile(r"\d일|\d월")
_CLOCK = lazy_compile(
    r"\s?(?:(?:낮|밤|새벽|아침|저녁|오전|오후|정오|자정)\s?)?\d{1,2}시(?:\s?\d{1,2}분)?(?:쯤|께|경)?"
)
_ASKS_BOTH = lazy_compile(r"부터\s?(?:언제|며칠|몇\s?[월일시년])까지")
_EXACT = (  # what is asked as a year, as an hour
    (lazy_compile(r"몇\s?년도?"), lazy_compile(r"\d{4}년")),
    (lazy_compile(r"몇\s?시(?!간)"), lazy_compile(r"\d시")),
)
_TOPIC = lazy_compile(r"(?:에는|은|는)\s")  # 2일에는 가방을, 3일에는 신발을
_NEAR = 12  # characters after a date in which its hour stands
_NEWS = 2  # days before the paper: of what it reports rather than of what it reports on


@dataclass(frozen=True, slots=True)
class Dated:
    """Where a sentence tells the time that was asked for, and what it means; None where the words say it in full."""

    span: Span
    when: When | None


@dataclass(frozen=True, slots=True)
class _Clause:
    """Dates told of one verb. before: from the verb before to the dates; after: from them to their verb, included."""

    dates: tuple[Span, ...]
    before: str
    after: str
    verb: str
    beyond: str

    @property
    def around(self) -> str:
        """The clause, and the noun that its verb stands before: 1일 시작한 파업."""
        noun = " ".join(self.beyond.split()[:2]) if _ADNOMINAL.search(self.verb) else ""
        return f"{self.before}{self.after} {noun}"


def find_date(frame: Frame, text: str, published: date) -> Dated | None:
    """The date in *text*, a sentence, that is told of the verb *frame* asks about; None where it has none.

    published: the day of the article, from which the words count.
    """
    if frame.want not in DATED:
        return None
    graded = [(_grade(frame, one, text, published), -k, one) for k, one in enumerate(_clauses(text))]
    best = max(graded, key=lambda one: one[:2], default=None)
    if best is None or best[0] <= 0:
        return None
    want = Want.WHEN if _ASKS_BOTH.search(frame.text) else frame.want
    return _told(want, text, best[2].dates, published)


def _told(want: Want, text: str, dates: tuple[Span, ...], published: date) -> Dated:
    """One date, or of a range the end that was asked for."""
    first, last = dates[0], dates[-1]
    if want is Want.UNTIL:
        return Dated(_with(text, last, "까지"), resolve(text, last, published))
    if want is Want.SINCE:
        return Dated(_with(text, first, "부터"), resolve(text, first, published))
    if first == last:
        clock = _CLOCK.match(text, first[1])
        return Dated((first[0], clock.end() if clock else first[1]), resolve(text, first, published))
    begun, ended = resolve(text, first, published), resolve(text, last, published)
    both = replace(begun, until=ended) if begun is not None and ended is not None else None
    return Dated((first[0], last[1]), both)


def _with(text: str, span: Span, particle: str) -> Span:
    return span[0], span[1] + len(particle) * text.startswith(particle, span[1])


def _clauses(text: str) -> list[_Clause]:
    """Every date of *text* with the verb that it is told of; a date before another one belongs to the verb after."""
    groups: list[list[Span]] = []
    for span in dates_in(text):
        if groups and _LINKED.fullmatch(text, groups[-1][-1][1], span[0]):
            groups[-1].append(span)
        else:
            groups.append([span])
    verbs = [match.span() for match in re.finditer(r"[^\s,]+", text) if _is_verb(match.group())]
    found = []
    taken: set[int] = set()
    for group in reversed(groups):
        start, end = group[0][0], group[-1][1]
        topic = _TOPIC.match(text, end) is not None
        other = _next_topic(text, groups, verbs, end) if topic else 0
        free = taken if not other else ()
        at = next((k for k, verb in enumerate(verbs) if verb[1] > max(end, other) and k not in free), None)
        if at is not None and verbs[at][0] >= end:
            taken.add(at)
        stop = verbs[at] if at is not None else (len(text), len(text))
        if (
            at is not None
            and at + 1 < len(verbs)
            and at + 1 not in taken
            and _AT_ONCE.search(text[slice(*stop)])
        ):
            stop = verbs[at + 1]
        begun = max((verb[1] for verb in verbs if verb[1] <= start), default=0)
        before, after = text[begun:start], text[end : stop[1]]
        if topic:
            before, after = "", f"{text[end:other]}{text[slice(*stop)]}" if other else after
        found.append(_Clause(tuple(group), before, after, text[slice(*stop)], text[stop[1] :]))
    return found[::-1]


def _next_topic(text: str, groups: Sequence[list[Span]], verbs: Sequence[Span], end: int) -> int:
    """Where the next date of the same verb begins: 2일에는 가방이, 3일에는 신발이 나온다; 0 where there is none."""
    others = (group[0][0] for group in groups if group[0][0] > end and _TOPIC.match(text, group[-1][1]))
    other = next(others, 0)
    return 0 if any(end < verb[0] < other for verb in verbs) else other


def _is_verb(word: str) -> bool:
    bare = re.sub(r"[^\w]+$", "", word)
    return _VERBAL.search(bare) is not None and not _NO_VERB.search(bare)


def _grade(frame: Frame, clause: _Clause, text: str, published: date) -> float:
    """How surely the clause tells what is asked; 0 where it tells something else."""
    acts = [unit for unit in frame.units if unit.part is Part.ACT]
    things = [unit for unit in frame.units if unit.part is not Part.ACT]
    question = _predicate(frame.text)
    if _REPORT.search(question):
        return (
            2.0 + 0.5 * sum(_has(unit, clause.after) for unit in things)
            if _REPORT.search(clause.verb)
            else 0.0
        )
    if _is_report(clause, text, published):
        return 0.0
    marked = _MARKED.get(frame.want)
    fits = (marked is not None and marked.match(clause.after) is not None) or (
        marked is not None and len(clause.dates) > 1
    )
    phases = [phase for phase in PHASES if phase.search(question)] or [
        phase for phase in (_OPEN, _CLOSE) if phase.search(frame.text)
    ]
    told = clause.after
    if any(
        (one in phases and other.search(told) and not one.search(told))
        or (other in phases and one.search(told) and not other.search(told))
        for one, other in _CONTRARY
    ):
        return 0.0
    acted = sum(_has(unit, told) or _conjugates(unit.root, told) for unit in acts) + sum(
        bool(phase.search(told)) for phase in phases
    )
    if frame.want is Want.UNTIL and not fits and not _END.search(told):
        return 0.0
    if not acted and (phases if fits else acts):
        return 0.0
    if _is_of_another(things, clause, text):
        return 0.0
    near = sum(_has(unit, clause.around) for unit in things)
    if not acts and not near and not fits:
        return 0.0
    beside = _in_brackets_of(things, clause, text)
    later = frame.want is Want.WHEN and bool(dates_in(told))
    exact = any(_IS_EXACT.search(text, *span) for span in clause.dates)
    for asked, form in _EXACT:
        if asked.search(frame.text):
            exact = any(form.search(text, span[0], span[1] + _NEAR) for span in clause.dates)
    return 2.0 * bool(acted) + 1.5 * fits + beside + 0.5 * near + 0.6 * exact + 0.1 - 0.4 * later


def _in_brackets_of(things: list[Unit], clause: _Clause, text: str) -> bool:
    """Whether the date stands in brackets after the very thing that is asked about: 솔숲공원(1월 31일까지)."""
    start = clause.dates[0][0]
    before = text[max(0, start - 14) : start]
    return before.endswith("(") and any(_has(unit, before.split()[-1]) for unit in things)


def _predicate(question: str) -> str:
    """What of *question* is asked when: the words after 언제, or where only 야 follows, the last one before it."""
    asked = list(_WHEN.finditer(question))
    if not asked:
        return question
    after = question[asked[-1].end() :]
    if not _COPULA.match(after):
        return after
    return " ".join(question[: asked[-1].start()].split()[-1:])


def _is_report(clause: _Clause, text: str, published: date) -> bool:
    """Whether the date is that of the telling: `14일 밝혔다`, or `14일 …한다고 밝혔다` of the day before the paper."""
    if _REPORT.search(clause.verb) or _ACCORDING.match(clause.after):
        return True
    if not (_TOLD_OF.search(clause.verb) and _REPORT.search(clause.beyond[:30])):
        return False
    if re.match(r"\s?(?:부터|까지|[~∼～])", clause.after) or dates_in(clause.beyond[:30]):
        return False
    when = resolve(text, clause.dates[0], published)
    if when is None or not when.day:
        return False
    return 0 <= (published - date(when.year, when.month, when.day)).days <= _NEWS


def _is_of_another(things: list[Unit], clause: _Clause, text: str) -> bool:
    """Whether the clause has a subject of its own that is not what is asked about, which stands elsewhere."""
    own = [
        match["noun"]
        for match in _SUBJECT.finditer(f"{clause.before}{clause.after} ")
        if not _IS_NO_SUBJECT.search(match["noun"])
    ]
    if not own or not things:
        return False
    if any(_has(unit, clause.around) for unit in things):
        return False
    return any(_has(unit, text) for unit in things)


def _conjugates(root: str, text: str) -> bool:
    """Whether a word of *text* is another form of the verb *root*: 꺼졌다 of 꺼지."""
    keys = keystrokes(root)
    shortest = max(3, len(keys) - 2)
    begun = keys[:shortest]
    return (
        len(root) > 1 and len(keys) > 2 and any(keystrokes(word).startswith(begun) for word in text.split())
    )


def _has(unit: Unit, text: str) -> bool:
    root = unit.root
    if len(root) > 1 and re.search(
        rf"(?<![준부재비탈]){re.escape(root[:-1] if len(root) > 2 else root)}", text
    ):
        return True
    return (len(root) == 1 and re.search(rf"(?<![가-힣]){re.escape(root)}", text) is not None) or any(
        other in text for other in unit.others
    )

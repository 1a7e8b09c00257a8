"""The clauses of a sentence, and those that say why, how, or whether.

>>> text = "시는 소음이 크다며 새벽 운행을 멈췄고, 배차 간격은 그대로 뒀다."
>>> [text[start:end] for start, end in clauses(text)]
['시는 소음이 크다며', '새벽 운행을 멈췄고', '배차 간격은 그대로 뒀다']
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answers.frame import Frame, Part, Unit, Want
from bot.answers.wording import squeeze
from bot.korean.particles import stem
from bot.korean.sentences import Span
from bot.patterns import lazy_compile
from bot.quotes.names import is_role

LONGEST = 90  # characters of a clause that is shown; of a longer one the end, which has its verb
_SHORTEST = 6
_MEANS_LONGEST = 70  # of the means with what it led to
_OWN_LEAST = 2  # words of the question that a clause has to have where nothing else marks it
_SAYS_MORE = 3  # words of a clause besides those of the question
_ACT_CHARS = 8  # of the words in which the means ends
_WORD = lazy_compile(r"[^\s\"]+")
_CONNECTS = lazy_compile(
    r"(?:[가-힣]고|[가-힣]며|지만|는데|은데|인데|한데|면서|아서|어서|해서|여서|려서|져서|라서|워서|려고"
    r"|도록|하자|되자|으나|므로|니까|데다|다가)$"
)
_NO_CLAUSE = lazy_compile(
    r"(?:사고|창고|보고|최고|광고|권고|경고|신고|금고|재고|참고|예고|선고|원고|피고|기고|상고|항고|고고"
    r"|로고|그리고|놓고|두고|[다라자냐]고)$"
)
_GOES_ON = (  # the verb whose helper comes after it: 운영하고 있다, 지키고 싶은, 넓히려고 한다
    (lazy_compile(r"고$"), lazy_compile(r"\s(?:있|싶|계[시신셨십]|나서|나니|말[았겠])")),
    (lazy_compile(r"(?:려고|도록|고자)$"), lazy_compile(r"\s(?:하[고며는자지]|했|한다|한[\s.]|할|합니)")),
)
# a quotation, as a particle: "이르다"임을 고려해
_GOES_WITH = lazy_compile(r"(?:임[을이]|을|를|의|에|으로|로)$")
_FINAL = lazy_compile(r"[.;]$")
_TOLD = lazy_compile(
    r"(?<=[다라자냐\"])(?:고|며|면서|라고|이라고|라며|이라며)\s(?:[^\s,.\"]{1,14}\s){0,3}?"
    r"(?:밝|전했|전한|말했|말한|설명|강조|덧붙|주장|보도|알려졌|알렸|지적|분석|평가|내다봤|했다|한다|합니다)[가-힣]{0,5}\.?$"
)
_CAUSE = lazy_compile(
    r"때문(?:이다|입니다|이라고|이라며|이라는|에|으로)?|탓(?:에|이다|으로)?|덕분(?:에|이다)?|위해서?(?:다"
    r"|라고|라며)?|위한|이유로|이유다|까닭(?:이다|에)?|위함(?:이다|이라는|입니다|이라고)?"
    r"|따른|따라|인해|인한|영향(?:으로|이다)|여파(?:로|다)|혐의로|의혹으로|비롯[됐된한][가-힣]{0,2}"
    r"|(?:반발|항의|요구)(?:해|하며|하면서)|책임을 지고|우려해|우려로|우려(?=해|돼)"
    r"|불만을|고려해|감안해|고려한|반영해|반영되면서|반영돼|반영한|차원(?:에서|이다)|취지(?:로|다|에서"
    r"|입니다)|목적(?:으로|이다)|계기로|못해서?|못하면서"
    r"|않아서?|없어서?|몰리면서|겹치면서|맞물리면서|이어지면서|늘면서|늘어나면서|줄면서|줄어들면서"
    r"|오르면서|커지면서|높아지면서|해서|므로|니까|(?<!\")이라며|라서"
    r"|합의(?:하지|에\s이르지)\s못(?:했다|해|하면서)|결렬(?:되면서|되자|돼|로)|이견(?:으로|을|이|을\s좁히지)|입장\s차(?:로|를|가)"
    r"|(?:증가|감소|부족|상승|하락|급증|급감|급등|급락|악화|부진|둔화|위축|차질|폭우|폭설|강풍|한파|고장|누수|파손|결함)(?:으로|로)(?=[\s,])"
    r"|(?:않|못하|[아어]지|이어지|번지|몰리|나|오|들)자(?=[\s,])|점(?:이|을|도)\s(?:참작|고려|감안|반영|인정)[가-힣]{0,3}|(?<=고)\s판단(?:해|하고|했기)"
)
_NO_CAUSE = lazy_compile(
    r"[잇뒤]따[라른]|이에 따라|관계자에 따라|대해서|관해서|통해서|(?:에|[은는]) 따라 다|함에 따라 다|위해서는|위해선"
)
_ASKS_CHARGED = lazy_compile(  # what comes of what somebody is charged with, which is no reason for the deed itself
    r"체포|구속|붙잡|붙들|잡[혀혔히아았]|기소|입건|송치|고발|고소|신고|수사|조사|재판|법정|처벌|선고|징역|실형|유죄|무죄|벌금|과징금|과태료|제재"
    r"|징계|영장|압수|출국|출금|해임|파면|해촉|정직|면직|교도소|감옥|구치소|끌려|걸[려렸]|털[려렸]|소환|출석|적발|단속|추적|수배|쫓"
    r"|사[퇴임직]|사표|물러|그만|떠[났난나]|사[과죄]|고개|제명|탈당|출당|퇴출|퇴학|제적|박탈|취소|하차|해고|교체|경질|[잘짤][렸린리]|탈락|제외"
)
_SOURCE = lazy_compile(r"[^,.\"]{2,40}(?:에\s(?:따르면|의하면)|별로\s보면),?\s")
_LEADS_TO = lazy_compile(r"(?:관련(?:해|하여)|에\s대해서?는?|(?:질문|요청|물음|지적)에)[,\s]{0,2}$")
_POINTS = lazy_compile(  # what says no reason, but that it was told before: 이러한 변화에 따라, 같은 혐의로
    r"(?:이러한|이런|그러한|그런|이\s같은|이와\s같은|같은|이|그|이에|이로|이를)\s(?:[가-힣]{1,6}\s)?[가-힣]{1,5}"
)
# things, where no full name is beside them
_NO_OFFICES = frozenset({"주장", "책임", "감사", "고문", "심판", "통장"})
# a clause that may be the cause of the one after it
_LOOSELY = lazy_compile(
    r"(?:(?<![대관통])[아어여해돼려져쳐워와꿔켜]서?|면서|[가-힣]자|는데|라며|다며|데다|며|고)$"
)
_BECAUSE = ("때문", "탓", "덕분")
_LEADS_ON = lazy_compile(r"(?:면서|[가-힣](?<![대관통])(?:해|돼|져|쳐|려|혀|어|아)서?|[하되나]자),?$")
_OF_NOUN = lazy_compile(r"(?:위|인|고려|반영)한|(?<!데\s)따른(?!\s것)")  # tells of the noun after it
_IS_MEETING = lazy_compile(
    r"\s(?:\S{1,10}\s)?\S{0,8}(?:회|회의|회견|특위|모임|행사|본부|법안|법)"
    r"(?:(?![가-힣]{2})|(?=(?:에서|까지|부터|에[는도]|으로|이[나며고]|[과와]의|에선|마다|장[에을이])))"
)
_SAID_ONLY = lazy_compile(r"[\"']\s?이?라며")  # "…은 시작"이라며
_BEGINS = lazy_compile(  # what only says of an event that there is one: 파업에 들어가면서, 공사가 시작되자
    r"(?:돌입|들어[가갔간]|시작|개시|착수|나[서섰선]|벌[이였인어]|벌어[지졌진]|열[리렸린]|일어[나났난]|발생|터[지졌진]|진행|이어[지졌진]|단행"
    r"|하[면자고며]|되[면자고며]|[했됐]는데|했고|됐고)"
)
_EXPLAINS = lazy_compile(  # a state of what it befell: 38년 된 수도관이 터졌다
    r"\d년\s?(?:이\s)?(?:된|넘은|지난)(?=\s)|(?<![가-힣])(?:낡은|오래된|노후|녹슨|부실|불량|금\s간|무허가|음주|만취|졸음|과속|과적|역주행)"
)
_REASON = lazy_compile(
    r"(?:원인|이유|까닭|배경|계기|비결|목적|취지|뿌리|발단|도화선|불씨)(?:(?:은|는|로는|에는|이|가)\s"
    r"|(?:으로|로)\s(?=[^.]{2,80}(?:꼽|들었|들며|든다|지목|거론|제시|언급|작용)))"
)
ADNOMINAL = lazy_compile(
    r"(?:[하되있없받많높낮같크작적싶르리지키치이나오가드내우기으맞남히]는|[많높낮같작적좋싫깊넓좁굵붉밝맑늦굳젊]은)$|^(?:[^그이저]?[은는]|[그이저]은)$"
)
_PURPOSE = lazy_compile(r"위[해한]|취지|목적|차원")
_AND = lazy_compile(r"(?:하고|되고|이고|[가-힣]고|하며|며)$")
_IS_BECAUSE = lazy_compile(r"(?:것|이유|까닭|배경|데)(?:은|는|에는|에)\s")
MEANS = lazy_compile(
    r"통해서?|통한|이용해|이용한|활용해|활용한|거쳐|방식(?:으로|이다|입니다)|방법(?:으로|이다|입니다)"
    r"|형태(?:로|다)|수법(?:으로|이다)|(?:하|되|내|쓰|보내)면\s(?:된|됩)|제출하면|신청하면"
    r"|토대로|바탕으로|끝에(?=\s)|신고(?:를\s받|로\s)|제보(?:를\s받|로\s)|추적해|접속해|으로써|조건으로|지원해|지정해|추천|선정해|빼돌|위장해|나눠|대신|기로\s?했|도록\s?했"
    r"|도록\s?할|할 수 있|틈타|동원해|사용해|뒤집|차지해|설치해|만들어|붙여|보내|써서|먹여|속여|늘려|줄여"
)


def clauses(text: str) -> list[Span]:
    """*text*, as it is matched, cut after its connective endings, quotations apart; in order."""
    found: list[Span] = []
    begin = 0
    for match in _WORD.finditer(text):
        word = match.group()
        bare = word.rstrip(",")
        quoted = '"' in text[max(0, match.start() - 1) : match.start()] and not _GOES_WITH.match(word)
        if begin < match.start() and quoted:
            found.append((begin, match.start()))
            begin = match.start()
        ends = _FINAL.search(word) is not None or (
            _CONNECTS.search(bare) is not None
            and _NO_CLAUSE.search(bare) is None
            and not _has_helper(text, word, match.end())
        )
        if ends:
            found.append((begin, match.end()))
            begin = match.end()
    found.append((begin, len(text)))
    kept = [trimmed(text, span) for span in found]
    return [span for span in kept if span[1] > span[0]]


def _has_helper(text: str, word: str, end: int) -> bool:
    """Whether *word*, which ends at *end*, is told on by the verb after it."""
    return any(verb.search(word) and helper.match(text, end) for verb, helper in _GOES_ON)


def why(frame: Frame, text: str) -> tuple[Span, float] | None:
    """The clause that gives the reason, and how surely it does; None where none seems to."""
    return _best(frame, text, _CAUSE, _NO_CAUSE, _REASON) or _whole(frame, text)


def how(frame: Frame, text: str) -> tuple[Span, float] | None:
    """The clause that tells the way in which it was done, likewise."""
    found = _best(frame, text, MEANS, None, None)
    acts = [unit for unit in frame.units if unit.part is Part.ACT]
    parts = clauses(text)
    for k, (start, end) in enumerate(parts[:-1]):
        leads = cover(acts, text[slice(*parts[k + 1])]) and not cover(acts, text[start:end])
        if (
            leads
            and end - start >= _SHORTEST
            and (found is None or cover(acts, text[found[0][1] - _ACT_CHARS : found[0][1]]))
        ):
            return cut(text, without_topic(frame, text, (start, end))), 1.0
    return _whole(frame, text) if found is None else (_with_next(acts, text, parts, found[0]), found[1])


def _whole(frame: Frame, text: str) -> tuple[Span, float] | None:
    """The clause with most of what was asked, where it says more than that and nothing marks the reason or the way."""
    start, end = whether(frame, text)
    own = cover(frame.units, text[start:end], 1.0)
    more = len(text[start:end].split()) >= own + _SAYS_MORE and own >= min(_OWN_LEAST, len(frame.units))
    if frame.want is Want.WHY and _has_the_event(frame, text):
        return None
    return ((start, end), 0.1) if more else None


def _with_next(acts: Sequence[Unit], text: str, parts: Sequence[Span], span: Span) -> Span:
    """*span* with what goes on with it, as long as that stays short and says more than what was asked."""
    start, end = span
    stop = told_from(text)
    for clause in parts:
        last = min(clause[1], stop)
        if last <= end:
            continue
        if last - start > _MEANS_LONGEST or any(unit.root and unit.root in text[end:last] for unit in acts):
            break
        end = last
    return trimmed(text, (start, end))


def whether(frame: Frame, text: str) -> Span:
    """The clause that has most of what was asked, with its verb; of equal ones the last."""
    stop = told_from(text)
    candidates = [
        (start, min(end, stop)) for start, end in _joined(text) if min(end, stop) - start >= _SHORTEST
    ]
    told = [one for one in candidates if not _LEADS_TO.search(text, *one)] or candidates or [(0, stop)]
    graded = [(cover(frame.units, text[slice(*span)]), k) for k, span in enumerate(told)]
    return cut(text, told[max(graded)[1]])


def cover(units: Sequence[Unit], clause: str, act: float = 2.0) -> float:
    """How many of *units* stand in *clause*, verbs counted by *act*."""
    squeezed = squeeze(clause)
    return sum(
        (act if unit.part is not Part.REST else 1.0)
        for unit in units
        if (unit.root and _known(unit.root, squeezed)) or any(squeeze(one) in squeezed for one in unit.others)
    )


def _known(root: str, squeezed: str) -> bool:
    return root in squeezed or (len(root) > 2 and root[:-1] in squeezed)


def _joined(text: str) -> list[Span]:
    """The clauses, those of a few words taken together with the one after them."""
    found: list[Span] = []
    for span in clauses(text):
        if found and found[-1][1] - found[-1][0] < 16 and '"' not in text[found[-1][1] : span[0] + 1]:
            found[-1] = (found[-1][0], span[1])
        else:
            found.append(span)
    return found


def _best(
    frame: Frame,
    text: str,
    mark: re.Pattern[str],
    but: re.Pattern[str] | None,
    named: re.Pattern[str] | None,
) -> tuple[Span, float] | None:
    graded: list[tuple[float, int, Span]] = []
    stop, parts = told_from(text), clauses(text)
    acts = [unit for unit in frame.units if unit.part is Part.ACT]
    things = [unit for unit in frame.units if unit.part is not Part.ACT]
    about = not things or cover(things, text, 1.0) > 0  # else it is the reason for something else
    for k, (start, end) in enumerate(parts):
        clause = text[start:end]
        beyond = text[end : end + 80]
        for match in mark.finditer(clause):
            place = start + match.start()
            if but is not None and but.search(text, max(0, place - 6), start + match.end() + 3):
                continue
            after = text[start + match.end() : end] + " " + beyond
            charged = match.group().startswith(("혐의", "의혹"))
            if charged and not (_ASKS_CHARGED.search(frame.text) or cover(acts, after)):
                continue
            if (of_noun := _OF_NOUN.match(clause, match.start())) and _IS_MEETING.match(
                clause, of_noun.end()
            ):
                continue  # 대책 마련을 위한 청문회
            until = _word_end(text, start + match.end())
            begin = start
            if k and only_points(text[start:until]):
                begin, until = parts[k - 1]  # 매일 약을 먹는데 이 때문에 멍이 든다
            elif match.start() < 3 and k and match.group().startswith(("때문", "탓")):
                continue
            elif match.group().startswith(_BECAUSE):
                begin = _first_cause(text, parts[: k + 1], until)
            if _PURPOSE.match(match.group()) and k and _AND.search(text[slice(*parts[k - 1])]):
                begin = parts[k - 1][0]  # 상인을 격려하고 주민에게 인사하기 위해
            worth = 1.0 + _bound(frame, text[start:until], after)
            worth -= 0.5 * (of_noun is not None and not _told_of(frame, after))
            graded.append((worth, -k, cut(text, without_topic(frame, text, (begin, until)))))
        if named is not None and (reason := named.search(clause)) is not None:
            span = (start + reason.end(), min(max(end, start + reason.end() + 1), stop))
            graded.append((1.2 + _bound(frame, clause, ""), -k, cut(text, span)))
        leads = _SAID_ONLY.search(clause) is None or cover(frame.units, beyond)
        if end < len(text) - 2 and _LOOSELY.search(clause.rstrip(",.")) and leads and about:
            worth = 0.2 + _bound(frame, clause, beyond)
            graded.append((worth, -k, cut(text, without_topic(frame, text, (start, end)))))
    graded = [
        one for one in graded if one[2][1] - one[2][0] >= _SHORTEST and _tells(frame, text[slice(*one[2])])
    ]
    if not graded:
        return None
    worth, _, span = max(graded)
    return span, worth


def _tells(frame: Frame, clause: str) -> bool:
    """Whether *clause* says more than what was told before, or than what is asked about and what that led to."""
    return not only_points(clause) and not (frame.want is Want.WHY and _has_the_event(frame, clause))


def _has_the_event(frame: Frame, text: str) -> bool:
    """Whether a clause of *text*, up to one of its words, is the event that is asked about."""
    acts = [unit for unit in frame.units if unit.part is Part.ACT]
    for start, end in clauses(text):
        ends = [word.end() for word in _WORD.finditer(text, start, end) if cover(acts, word.group(), 1.0)]
        if any(is_the_event(frame, text[start:at]) for at in (*ends, end)):
            return True
    return False


def is_the_event(frame: Frame, clause: str) -> bool:
    """Whether *clause* says no more than that there is what is asked about, which is no reason for itself.

    >>> from bot.answers.frame import read_frame
    >>> asked = read_frame("파업은 왜 시작됐어?")
    >>> is_the_event(asked, "노조가 파업에 들어가면서"), is_the_event(asked, "임금이 깎이면서")
    (True, False)
    """
    if _EXPLAINS.search(clause) is not None:
        return False
    words = clause.rstrip(" ,.").split()
    acts = [unit for unit in frame.units if unit.part is Part.ACT]
    things = [unit for unit in frame.units if unit.part is not Part.ACT]
    if len(words) > 1 and _BEGINS.match(words[-1]) and cover([*acts, *things[-1:]], words[-2], 1.0):
        return True
    ends = bool(words and things and cover(acts, words[-1], 1.0))
    return ends and cover(things, clause, 1.0) == len(things)


def _first_cause(text: str, parts: Sequence[Span], until: int) -> int:
    """Where the first of several causes begins that lead to the last of *parts*: 병이 번져 수확이 줄었기 때문이다."""
    begin = parts[-1][0]
    for start, end in parts[-2::-1]:
        if until - start > LONGEST or _LEADS_ON.search(text, start, end) is None:
            break
        begin = start
    return begin


def _told_of(frame: Frame, after: str) -> bool:
    """Whether what *after* begins with is asked about: 폭우로 인한 정전, where 정전 is."""
    return bool(cover(frame.units, " ".join(after.split()[:2]), 1.0))


def only_points(clause: str) -> bool:
    """Whether *clause* says no reason but that it was told before.

    >>> only_points("이 문제 때문에"), only_points("이 의원 탓에")
    (True, False)
    """
    if _POINTS.fullmatch(clause) is None:
        return False
    first, second, *_ = clause.split()
    return first != "이" or not _is_office(stem(second))


def _is_office(word: str) -> bool:
    """Whether *word* after 이 makes that a surname: 이 시장, 이 전 회장."""
    return word == "전" or (is_role(word) and word not in _NO_OFFICES)


def _bound(frame: Frame, inside: str, after: str) -> float:
    """How much of the question stands in the clause after the reason, whose result it is, and in the reason itself."""
    total = sum(2.0 if unit.part is not Part.REST else 1.0 for unit in frame.units) or 1.0
    acts = [unit for unit in frame.units if unit.part is Part.ACT]
    asked = 0.8 * cover(acts, inside[-_ACT_CHARS:], 1.0)  # what is asked about is no reason for itself
    return (cover(frame.units, after) + 0.4 * cover(frame.units, inside, 1.0) - asked) / total


def without_topic(frame: Frame, text: str, span: Span) -> Span:
    """*span* without the subject at its beginning, where that is what was asked about."""
    start, end = span
    if (source := _SOURCE.match(text, start, end)) is not None and end - source.end() > _SHORTEST:
        start = source.end()
        span = (start, end)
    if (told := _IS_BECAUSE.search(text, start, end)) is not None and end - told.end() > 2 * _SHORTEST:
        return told.end(), end
    words = list(_WORD.finditer(text, start, min(end, start + 40)))[:5]
    for k, match in enumerate(words):
        bare = stem(match.group())
        if match.group().endswith(("은", "는")) and ADNOMINAL.search(match.group()) is None:
            return (match.end(), end) if end - match.end() > 2 * _SHORTEST else span
        if match.group().endswith(("이", "가")) and len(bare) < len(match.group()):
            known = any(unit.root and (unit.root in bare or bare in unit.root) for unit in frame.units)
            if known and k + 1 < len(words) and end - match.end() > 2 * _SHORTEST:
                return match.end(), end
            return span
    return span


def told_from(text: str) -> int:
    """Where the words begin that say who told it; the end of *text* without its full stop where none do."""
    told = _TOLD.search(text, max(0, len(text) - 60))
    return told.start() if told is not None and told.start() > _SHORTEST else len(text.rstrip(". "))


def _word_end(text: str, at: int) -> int:
    while at < len(text) and not text[at].isspace() and text[at] not in '",':
        at += 1
    return at


def cut(text: str, span: Span) -> Span:
    """*span* without marks at its ends and no longer than LONGEST, from a clause or else a word on."""
    start, end = trimmed(text, span)
    if end - start > LONGEST:
        later = [a for a, b in clauses(text) if end - LONGEST <= a and end - a >= 4 * _SHORTEST and a < end]
        space = text.find(" ", end - LONGEST, end)
        start = min(later) if later else space + 1 if space >= 0 else end - LONGEST
    return trimmed(text, (start, end))


def trimmed(text: str, span: Span) -> Span:
    start, end = span
    while start < end and (text[start].isspace() or text[start] in ',.;·")]'):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ',.;"(['):
        end -= 1
    return start, end

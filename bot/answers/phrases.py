"""Of several things of the kind asked for in one sentence, the one that is told of what was asked.

>>> text = "공급 금액이 기존 3조8000억원에서 973만원으로 줄었다."
>>> best_of(read_frame("계약 얼마로 줄었어?"), text, [(10, 17), (20, 25)])[0]
(20, 25)
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answers.clauses import clauses, cover
from bot.answers.frame import Frame, Part, Unit, Want
from bot.answers.question import is_department
from bot.answers.wording import squeeze
from bot.korean.particles import stem
from bot.korean.sentences import Span
from bot.patterns import lazy_compile
from bot.quotes.names import is_full_name, looks_foreign
from bot.quotes.roles import ROLE

_NEAR = 24  # characters on either side of a figure that tell what it is of
_WAS = lazy_compile(r"(?:기존|현재(?!는)|당초|종전|원래|지난해|작년|전년|전월|직전)[^,.\d]{0,12}$")
_IN_MARKS_OF = r"(?:\s?(?:이하|이상|미만|초과)?의?\s?[가-힣]{0,6}['\"])?"  # 1000만원 이하의 벌금'에서
_FROM = lazy_compile(rf"{_IN_MARKS_OF}\s?(?:에서|보다|에 비해|대비|이던|였던|이었던)")
_INTO = lazy_compile(
    rf"{_IN_MARKS_OF}\s?(?:으로|로)\s[^,.]{{0,16}}(?:늘|줄|올|오르|내|인상|인하|상향|하향|감액|증액|바뀌|조정|축소|확대"
    r"|쪼그라|낮|높|변경)"
)
_OF_A_THING = lazy_compile(r"\s?(?:가치|상당|어치|규모|짜리)의\s")  # 10억 원 규모의 지분을 1만 원에 팔았다
_ASKS_WORTH = lazy_compile(r"가치|상당|어치|규모|짜리")
_ASKS_BEFORE = lazy_compile(r"원래|기존|전에는|작년|지난해|얼마에서|처음에|당초")
_ASKS_AFTER = lazy_compile(
    r"(?:얼마|몇\s?\S{1,4})(?:으로|로)|결국|바뀌|오르|올라|올랐|내려|줄|늘|쪼그라|인상|인하"
)
_ASKS_ALL = lazy_compile(r"다\s?합|합쳐|여태|모두|총|전부|합치|합계|다해서")
_RISEN = lazy_compile(  # 7700원 늘어난 14만6700원: by so much, not to it
    r"\s?(?:가량\s|정도\s)?(?:더\s)?(?:늘어난|늘린|오른|올린|올라간|증가한|줄어든|줄인|감소한|내린|내려간|인상된|인상한|인하된|인하한"
    r"|상승한|하락한|뛴|높은|낮은|많은|적은|비싼|싼|저렴한|추가된|추가한)\s(?:\S{1,6}\s)?\d"
)
_MORE = lazy_compile(r"(?:을|를|이|가)?\s?추가")
_SUM = lazy_compile(r"등\s(?:총|모두|합쳐|전체)?\s?$")
_GLOSS = lazy_compile(r"\([^()]{1,24}\)")
_ALL = lazy_compile(r"(?:총|누적|모두|합쳐|합치면|합계|합해|다해|전체)[^,.]{0,16}$")
_OF_WHICH = lazy_compile(r"[^,.\d]{0,18}\s(?:중|가운데)(?=[\s,])")
_RISES = (
    r"올[라랐린]|오[르른를]|내[려렸리린릴]|인상|인하|늘|줄|상승|하락|증가|감소|급등|급락|뛰|떨어|깎"
    r"|많|적[어었은]|비[싸쌌싼]|높|낮"
)
_ASKS_TURN = lazy_compile(  # by how much, and not to how much (몇 명으로 늘었어)
    r"얼마나|몇\s?(?:퍼|프로|%|배)|(?:얼마[가를]?|몇\s?(?!\S{0,4}로\s)[가-힣㎞m]{1,4}?(?:이나|[이가을를나])?)"
    rf"(?:\s정도)?\s(?:더\s|또\s)?(?:{_RISES}|싸|쌌)"
)
_TURNS = lazy_compile(rf"\s?(?:가량\s|정도\s)?(?:더\s)?(?:{_RISES}|감액|감면|삭감|할인)")
_ASKS_APART = lazy_compile(r"차이|격차")
_APART = lazy_compile(  # 6만 원이 높은, 50표 차이로: how far two are from each other
    r"(?:이|가|의|만큼)?\s(?:더\s)?(?:차이|격차|차로|높|낮|많|적[어었은]|비[싸쌌싼]|싸|저렴|길|짧|빠르|늦)"
)
_AFTER_YEARS = lazy_compile(r"\s?만[에의](?=\s)")  # 5년 만에: when it was so before, no amount
_ASKS_MOST = lazy_compile(r"최대|최고|많게는")
_REPORTER = lazy_compile(r"\s(?:기자|특파원|앵커|PD)")
_TELLER = lazy_compile(r"[^,.]{0,18}(?:은|는|이|가)\s[\"“]|[^,.]{0,24}(?:에 따르면|관계자)")
_ASKS_OBJECT = lazy_compile(r"누구(?:한테|에게|를|랑|와|하고|을|의|거)|누굴")
_OBJECT = lazy_compile(r"(?:으로부터|로부터|에게서|에게|한테|을|를|과|와)(?=[\s,])")
_SUBJECT = lazy_compile(r"(?:이|가|은|는|께서)(?=[\s,])|이다|입니다|이라고|라고|으로\s(?:나타|확인|선정|뽑)")
_NEXT_NAME = lazy_compile(r"\s(?P<name>[가-힣]{2,8})(?![가-힣])")
_CALLING = lazy_compile(
    r"^[가-힣]{1,6}(?:[리니이]스트|래퍼|배우|가수|감독|작가|선수|셰프)$"
)  # 첼리스트 나루한
_NAME_ENDS = lazy_compile(r"\s|[은는을를의]$")  # of two words already, or with a particle
_AGED = lazy_compile(r"\s?\(\d{1,3}(?:세)?\)")
_ASKS_HOLDER = lazy_compile(
    r"맡|[누뉘]구로|누가\s?(?:돼|됐|되|하|함|해|왔|올라|앉)|정해|뽑|임명|선임|내정|취임|새\s?\S{0,8}[장표독]"
)
_GIVEN = r"(?:임명|선임|선출|내정|선정|뽑|추대|발탁|지명|낙점|제청|취임|당선|영입|위촉|기용)"
_IS_GIVEN = lazy_compile(rf"(?:\([^()]{{1,12}}\))?(?:을|를|이|가)\s[^.]{{0,28}}?{_GIVEN}|\s?(?:신임|신규)\s")
_ASKS_GIFT = lazy_compile(  # what was given: 준 건 뭐야, 뭐 줬어
    r"(?<![가-힣])(?:준|줬다는|나눠\s?준|보낸|건넨)\s?(?:건|게|거|것은|것이|선물은?)?\s?(?:뭐|무엇|뭔)|(?:뭐|뭘|무엇을)\s?(?:[줬줘줌준]|주[나냐니었]|건[넸네]|보[냈내])"
)
_IS_GIFT = lazy_compile(r"(?:전달|기부|지원|제공|증정|지급|선물|대접|기탁|후원|건[넸네]|나눠|줬|주었|보냈)")
_DONE_AT = lazy_compile(
    r"에서(?!\s?(?:나온|온|보낸|밝혔|발표))|에(?=\s)|로(?=\s)|으로(?=\s)|이다|입니다|이며|이고"
)
_SOURCE = lazy_compile(r"[^,.]{0,24}에\s?(?:따르면|의하면)")
_QUOTED = lazy_compile(r"'([^']*+)'|\"([^\"]*+)\"|[<《〈「『]([^>》〉」』]{2,40}+)[>》〉」』]")
_IN_MARKS = lazy_compile(r"'([^'\"]{2,40}+)'")  # within what is quoted
_SPEECH = lazy_compile(
    r"['\"]?\s?(?:며|이?라며|고\s|이?라고(?!\s(?:이름|명명|부르))|이?라면서|면서|고$)|\s?(?:는|란)\s(?:지적|비판|말"
    r"|반응|목소리|의견|평가|우려|취지)"
)
_SENTENCE = lazy_compile(r"(?:[다요죠까]|\s\S*[자네라음임함됨])[!?.]?$|[?!]$|[을를은는이가에서]\s\S+\s\S+\s")
_CALLS = lazy_compile(
    r"['\"]?(?:이라는|라는|란|이란|으로 명명|로 명명|라고 (?:이름|명명|부르)|이라고 (?:이름|명명|부르)"
    r"|이라 (?:이름|명명|부르)|으로 (?:정|이름)|로 (?:정|이름)|을 (?:출시|공개|선보|론칭|발표|내놓|개발)"
    r"|를 (?:출시|공개|선보|론칭|발표|내놓|개발))"
)
_TOPIC = lazy_compile(
    r"(?P<noun>[가-힣A-Za-z0-9·\-]{2,16}(?:\s[가-힣A-Za-z0-9]{1,12})?)(?:\([^()]{1,24}\))?(?:은|는|란)\s"
)
_POINTS = lazy_compile(
    r"^(?:이|그|저|이번|해당|또|특히|한편|이는|이어|당시|회사|업체|관계자|최근|현재|지난|올해|내년|앞서"
    r"|우리|정부|경찰|검찰)(?:\s|$)|\d|(?:관계자|대표|측|장|원|씨|자)$"
)
_KIND_ALSO = {
    "죄": ("혐의",),
    "죄로": ("혐의",),
    "죄목": ("혐의",),
    "병": ("질환", "증후군"),
    "음식": ("요리",),
    "구호": ("슬로건",),
}
# A word before a kind of thing that is no name of it: 이번 보고서, 자사 직원, 잠수부를 투입해 강에서.
_NO_OWN_NAME = lazy_compile(
    r"[은는을를의한된할던며고]$|[가-힣]해$|^(?:이|그|저|이번|지난|최근|해당|자사|자체|기존|새|현재|당시|같은|다른|일부|모든|여러|각)$"
)
_WORD_ENDS = lazy_compile(
    r"(?:[은는이가을를의에로도과와인만]|으로|에서|에[는도]|까지|부터|이[다란라며고나자]|입니)?(?![가-힣])"
)
_ASKS_TITLE = lazy_compile(
    r"(?:제목|슬로건|구호|표어|주제|문구|캐치프레이즈|[가-힣]집|책|시집|노래|곡|영화|드라마|전시|연극|뮤지컬|소설|앨범|다큐)"
    r"(?:은|는|이|가)?\s?(?:이름|제목)?(?:은|는|이|가)?\s?(?:뭐|무엇|뭔|뭘)"
)
_BESIDE_TITLE = 9  # characters between a title and what it is of
_LONGEST_NAME = 40  # characters
_HELD = 0.5  # of the words of a name: with as many of the question's own nothing is said


def best_of(frame: Frame, text: str, spans: Sequence[Span]) -> tuple[Span, float]:
    """The one of *spans*, one at least, that is told of what was asked, and how surely."""
    parts = clauses(text)
    graded = [(_grade(frame, text, span, parts), -k) for k, span in enumerate(spans)]
    worth, k = max(graded)
    return spans[-k], worth


def _grade(frame: Frame, text: str, span: Span, parts: Sequence[Span]) -> float:
    start, end = span
    clause = next(((a, b) for a, b in parts if a <= start < b), (0, len(text)))
    total = sum(2.0 if unit.part is not Part.REST else 1.0 for unit in frame.units) or 1.0
    inside = text[clause[0] : max(end, clause[1])]
    until = max(end, clause[1]) if _does(frame, text, end) else min(max(end, clause[1]), end + _NEAR)
    near = text[max(clause[0], start - _NEAR) : until]
    worth = (cover(frame.units, inside) + cover(frame.units, near) + 0.5 * cover(frame.units, text)) / total
    worth += 0.3 * bool(cover(frame.units, text[max(0, start - 6) : start], 1.0))
    acts = [unit for unit in frame.units if unit.part is Part.ACT]
    behind = _behind(text, end)
    worth += 0.3 * bool(acts and cover(acts, text[behind : behind + _NEAR // 2]))
    heads = [unit for unit in frame.units if unit.part is Part.HEAD]
    if heads and cover(heads, text[max(0, start - 12) : start] + " " + text[end : end + 8]):
        worth += 0.4
    if frame.want in (Want.NUMBER, Want.MONEY, Want.MOST, Want.COMPARE):
        worth += _figure(frame, text, span)
        worth += 0.2 * (len(frame.head) > 1 and text[:start].rstrip().endswith(frame.head))  # 높이 3.2m
    if frame.want is Want.WHO:
        worth -= 0.6 * (_REPORTER.match(text, end) is not None or _TELLER.match(text, end) is not None)
        said, whole = text[start:end], with_role(text, span)
        named = (len(said) == 3 and is_full_name(said)) or all(map(looks_foreign, said.split()))
        asked = (
            len(frame.head) > 1 and frame.head in text[end : whole[1]]
        )  # 신임 부시장, where 부시장 is asked for
        worth += named * (0.3 + 0.8 * asked) + _who(frame, text, _behind(text, whole[1]))
    if frame.want is Want.WHERE:
        worth += _where(frame, text, end)
    return worth


def _does(frame: Frame, text: str, end: int) -> bool:
    """Whether who ends at *end* is asked for as the one who does it, and is told so: the verb may come late."""
    who = frame.want is Want.WHO and _ASKS_OBJECT.search(frame.text) is None
    return who and _SUBJECT.match(text, _behind(text, end)) is not None


def _behind(text: str, end: int) -> int:
    """Where what stands behind *end* goes on after brackets: 1만 루블(약 14만원)에 매각, 올링거(41)가."""
    gloss = _GLOSS.match(text, end)
    return gloss.end() if gloss is not None else end


def _who(frame: Frame, text: str, end: int) -> float:
    """What speaks for somebody besides the words around the name: the particle, by the one that 누구 was asked with."""
    if text.startswith("의 ", end):
        return -0.4
    if _ASKS_OBJECT.search(frame.text):
        return 0.3 * (_OBJECT.match(text, end) is not None)
    if _ASKS_HOLDER.search(frame.text) and _IS_GIVEN.match(text, end):
        return 0.8
    if _SUBJECT.match(text, end):
        return 0.3
    return -0.3 * (_OBJECT.match(text, end) is not None)


def _where(frame: Frame, text: str, end: int) -> float:
    """What speaks for a place besides the words around it: that what was asked about is done there."""
    if _SOURCE.match(text, end):
        return -1.0
    if not (match := _DONE_AT.match(text, end)):
        return -0.5
    acts = [unit for unit in frame.units if unit.part is Part.ACT]
    after = text[match.end() : match.end() + 40]
    return 0.6 * match.group().strip().startswith("에서") + 0.4 * bool(acts and cover(acts, after))


def _figure(frame: Frame, text: str, span: Span) -> float:
    """What speaks for a figure besides the words around it: the new one of two, the sum of several."""
    start, end = span
    before, asks = text[max(0, start - 20) : start], frame.text
    worth = 0.0
    was = _WAS.search(before) is not None or _FROM.match(text, end) is not None
    if was and not _ASKS_BEFORE.search(asks):
        worth -= 0.9
    if _INTO.match(text, end) and (_ASKS_AFTER.search(asks) or not _ASKS_BEFORE.search(asks)):
        worth += 0.4
    part = _OF_WHICH.match(text, end) is not None  # 6명 중 5명이
    if (_ALL.search(before) or text.startswith(("총", "모두"), start)) and not part:
        worth += 0.6 if _ASKS_ALL.search(asks) else 0.3
    if _SUM.search(before):
        worth += 0.5
    if _RISEN.match(text, end) and not _ASKS_TURN.search(asks):
        worth -= 0.9
    if _ASKS_ALL.search(asks) and _MORE.match(text, _behind(text, end)):
        worth -= 0.6
    if _ASKS_MOST.search(asks) and ("최대" in text[max(0, start - 4) : end] or "최고" in before):
        worth += 0.7
    if text.rfind("(", 0, start) > text.rfind(")", 0, start):
        worth -= 0.4 + 0.4 * bool(_ASKS_ALL.search(asks))
    if part:
        worth -= 0.6
    if (of := _OF_A_THING.match(text, end)) is not None and not _ASKS_WORTH.search(asks):
        worth -= 0.6 * (not cover(frame.units, text[of.end() : of.end() + _NEAR // 2]))
    if _ASKS_TURN.search(asks) and _TURNS.match(text, end):
        worth += 0.6
    if _ASKS_APART.search(asks) and _APART.match(text, end):
        worth += 1.2
    if _AFTER_YEARS.match(text, end) and "만에" not in asks:
        worth -= 0.9
    return worth


def _whole_name(text: str, span: Span) -> Span:
    """A foreign name of which only the first word was read, with the one behind it: 제이미 자윈스키."""
    behind = _NEXT_NAME.match(text, span[1])
    if behind is None or is_full_name(text[slice(*span)]) or _NAME_ENDS.search(text[slice(*span)]):
        return span
    name = stem(behind["name"])
    return (
        (span[0], behind.start("name") + len(name)) if looks_foreign(name) and not ROLE.search(name) else span
    )


def with_role(text: str, span: Span) -> Span:
    """A name with the office that follows it, 유형민 한빛시 하천과장; the name behind a calling, 첼리스트 나루한."""
    if _CALLING.search(text[slice(*span)]) and (named := _NEXT_NAME.match(text, span[1])) is not None:
        name = stem(named["name"])
        if is_full_name(name):
            return named.start("name"), named.start("name") + len(name)
    span = start, end = _whole_name(text, span)
    if (aged := _AGED.match(text, end)) is not None:
        end = aged.end()
    at = end
    for match in re.finditer(r"\s([가-힣A-Za-z·]{1,16})", text[end : end + 48]):
        if match.start() + end != at:
            break
        word = re.sub(r"(?:이었다|였다|이다|입니다|이며|이고|이자)$", "", match[1])
        bare = stem(word)
        at = end + match.end()
        if ROLE.search(bare) is not None or ROLE.search(word) is not None:
            bare = bare if ROLE.search(bare) else word
            return start, end + match.start() + 1 + len(bare)
        if bare != word and not is_department(word):
            break
    return span


def names(frame: Frame, text: str) -> list[Span]:
    """What stands in marks and may be a name, likeliest first: beside the thing it names, or said to be called so."""
    asked = squeeze(frame.text)
    graded: list[tuple[float, int, Span]] = []
    outer = list(_QUOTED.finditer(text))
    said_in = [match.span(2) for match in outer if match[2] is not None]
    for match in (*outer, *(one for span in said_in for one in _IN_MARKS.finditer(text, *span))):
        start, end = match.span(match.lastindex or 0)
        said = text[start:end]
        if not 2 <= len(said) <= _LONGEST_NAME:
            continue
        if _SPEECH.match(text, match.end()) or squeeze(said) in asked:
            continue
        if _SENTENCE.search(said) and not _is_title(frame, text[:start], text[match.end() :]):
            continue
        known = _own(frame.units, said) >= (1.0 if len(said.split()) > 1 else _HELD)
        if known and not _is_coined(frame.units, said):
            continue
        worth = 0.2 if (start, end) in said_in else 0.5
        if _CALLS.match(text, end):
            worth += 0.5
        around = text[max(0, start - 14) : start - 1] + " " + text[match.end() : match.end() + 12]
        heads = [unit for unit in frame.units if unit.part is Part.HEAD] or list(frame.units)
        worth += 0.3 * bool(cover(heads, text[match.end() : match.end() + 8]))
        worth += 0.6 * bool(cover(heads, around)) + 0.2 * min(2.0, cover(frame.units, around, 1.0))
        graded.append((worth, -start, (start, end)))
    return [span for _, _, span in sorted(graded, reverse=True)]


def _is_title(frame: Frame, before: str, after: str) -> bool:
    """Whether a sentence in marks between *before* and *after* is a title, and that is asked for."""
    if _ASKS_TITLE.search(frame.text) is None:
        return False
    beside = before[-_BESIDE_TITLE:] + " " + after[:_BESIDE_TITLE]
    return cover(frame.units, beside, 1.0) > 0


def _own(units: Sequence[Unit], said: str) -> float:
    words = said.split()
    held = sum(cover(units, word, 1.0) > 0 for word in words)
    return held / len(words) if words else 1.0


def _is_coined(units: Sequence[Unit], said: str) -> bool:
    """Whether *said*, one word, has a word of the question in it and as much besides: 건설e음."""
    forms = [form for unit in units for form in (unit.root, unit.root[:-1]) if len(form) > 1 and form in said]
    held = max(map(len, forms), default=0)
    return " " not in said and bool(held) and not said.endswith(tuple(forms)) and 2 * held <= len(said)


def object_of(frame: Frame, text: str) -> Span | None:
    """What was done something with, where the very verb of the question follows: 라면을 of 라면을 기부해."""
    acts = [unit for unit in frame.units if unit.part is Part.ACT and (len(unit.root) >= 2 or unit.others)]
    gives = _ASKS_GIFT.search(frame.text) is not None
    if not acts and not gives:
        return None
    for match in re.finditer(
        r"(?P<noun>(?:[가-힣A-Za-z0-9·%]{1,14}\s){0,2}?[가-힣A-Za-z0-9·%]{1,14})(?:을|를)\s", text
    ):
        after = text[match.end() : match.end() + 10]
        if cover(acts, after, 1.0) or (gives and _IS_GIFT.match(after)):
            start, end = match.span("noun")
            words = text[start:end].split(" ")
            while len(words) > 1 and (
                stem(words[0]) != words[0]
                or words[0].endswith(("해", "고", "며"))
                or cover(frame.units, words[0], 1.0)
            ):
                start += len(words.pop(0)) + 1
            if _own(frame.units, text[start:end]) < _HELD:
                return start, end
    return None


def of_kind(frame: Frame, text: str) -> list[Span]:
    """Words that end as the thing asked for does: 우수상 where a 상 is asked for, 교육지도사 자격 for 자격."""
    head = frame.head
    if not head or head.isascii():
        return []
    forms = "|".join(map(re.escape, (head, *_KIND_ALSO.get(head, ()))))
    found = _named_after(frame, text, forms)
    for match in re.finditer(
        rf"(?<![가-힣A-Za-z0-9])(?:[가-힣A-Za-z0-9·]{{1,16}}(?:\([A-Za-z]{{1,8}}\))?\s)?[가-힣A-Za-z0-9·]{{0,12}}(?:{forms})(?![가-힣]{{3}})",
        text,
    ):
        start, end = match.span()
        first, _, rest = text[start:end].partition(" ")
        if rest and (stem(first) != first or _NO_OWN_NAME.search(first)):
            start += len(first) + 1
        said = text[start:end]
        if len(head) == 1 and said.endswith(head) and not _WORD_ENDS.match(text, end):
            continue  # 시상 of 시상식인, where 상 is asked for
        if (
            squeeze(said) not in squeeze(frame.text)
            and said != head
            and _own(frame.units, said.removesuffix(head) or said) < 1.0
        ):
            found.append((start, end))
    return found


def _named_after(frame: Frame, text: str, forms: str) -> list[Span]:
    """What stands after the thing asked for as its name: 사자성어, 혼용무도에; 사자성어인 혼용무도."""
    found = []
    for match in re.finditer(rf"(?:{forms})(?:,|인)\s'?(?P<noun>[가-힣A-Za-z0-9·]{{2,16}})'?", text):
        start = match.start("noun")
        said = stem(match["noun"])
        if not _own(frame.units, said):
            found.append((start, start + len(said)))
    return found


def topic_of(frame: Frame, text: str) -> Span | None:
    """What a sentence begins with and tells about, where the question does not name it: 시리우스는 … 플랫폼이다."""
    match = _TOPIC.match(text)
    if match is None:
        return None
    start, end = match.span("noun")
    said = text[start:end]
    if _own(frame.units, said) or _POINTS.search(said) or not cover(frame.units, text[match.end() :]):
        return None
    return start, end

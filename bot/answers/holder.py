"""`지금 X 대표는 누구야`: who holds an office, by the newest sentence that says so.

Those who held it before (전), who only may hold it (후보, 내정자) and who stand in (직무대행) are told apart.

>>> read_office("지금 한빛공사 사장은 누구야?")
Office(body=('한빛공사',), office='사장')
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.answers.answer import Answer
from bot.answers.reply import Reply, Request
from bot.articles.article import Article
from bot.korean.sentences import sentences
from bot.korean.surnames import COMMON_SURNAMES
from bot.patterns import lazy_compile
from bot.quotes.finder import attributed
from bot.quotes.names import is_body, is_full_name, is_role, looks_foreign
from bot.quotes.quote import Quote
from bot.quotes.roles import ATTRIBUTES
from bot.search.aliases import aliases_in
from bot.search.hit import Span
from bot.search.ports import Searchable

_ARTICLES = 14  # read for one question
_SHOWN = 3
_APART = 70  # characters between a name and the office it can hold
_LONGEST = 420  # characters of a sentence that is shown
_NOW = r"(?:지금|현재|요즘|이제|새로|이번에|새|신임|신규|차기|대체|그럼|지금은|현재는)"
_ASKS = lazy_compile(
    rf"^(?:{_NOW}\s){{0,3}}(?P<what>[^?!,]{{1,80}}?)(?:직|자리)?(?:은|는|이|가|을|를|에|에는|로|으로|엔)?\s(?:{_NOW}\s){{0,3}}"
    r"(?:누구|누가|누군|누굴)(?P<rest>(?:로|으로)?\s?(?:야|임|예요|에요|인가요?|인지|냐|지|니|죠|입니까|인데|하|함|맡|됐|되|된|정해|뽑|선임|임명|선출"
    r"|취임|앉|왔|오게|고|이야|지금|알려)?\S*(?:\s(?:있|됐|하|함|됨|맡|한|되|임|알|지금)\S*)?)(?:[\s?!.,].*)?$"
)
# 누가 예보 사장 됐어, 대표로 선임된 사람은 누구야: the same asked the other way round.
_WHO_BECAME = lazy_compile(
    r"^(?:지금\s)?누가\s(?P<what>[^?!,]{1,60}?)(?:이|가|로|으로|에|을|를)?\s"
    r"(?:됐|되|된|임명|선임|맡|뽑|앉|하고|하는|하기로|한대|올랐|취임|선출|내정)\S*(?:\s\S{1,6})?[\s?!.~]*$"
)
_ONE_MADE = lazy_compile(
    r"^(?P<what>[^?!,]{1,60}?)(?:으로|로|에|을|를)?\s(?:새로\s)?(?:선임|내정|임명|선출|취임|발탁|낙점|지명|뽑|맡)\S{0,3}\s"
    r"(?:사람|인물|분|인사)(?:은|이|는)?\s?(?:누구\S*|누가\S*)?[\s?!.~]*$"
)
_NO_PART = lazy_compile(
    r"^(?:후임|후임자|다음|자리|뽑힌|선임된|임명된|선출된|내정된|취임한|제?\d{1,3}대|초대)(?:으로|로|은|는|에)?$"
)
_POLITE = lazy_compile(r"(?<=[장사관표독])님(?=(?:은|는|이|가|을|를)?\s|[?!.]|$)")
_NAME_OF = lazy_compile(
    r"^(?P<what>[^?!,]+?)(?:의)?\s(?:이름|성함)(?:이|은)?\s?(?:뭐야|뭐임|뭐예요|뭐지|뭐였지|뭐였더라|알려\s?줘|뭐더라)?[\s?!.]*$"
    r"|^(?P<new>[^?!,]+?\s(?:신임|새|신규|차기)\s[가-힣]{2,8}?)(?:은|는)\s?\?\s*$"
)
_ENGLISH = lazy_compile(
    r"^who(?:'s| is)\s(?:now\s)?(?:the\s)?(?:current\s|new\s)?(?P<what>.+?)(?:\snow)?\s*\??$", re.IGNORECASE
)
_APPOINTED = lazy_compile(
    r"선임|임명|취임|내정|맡[았게는]|발탁|선출|지명|위촉|추대|승진|새\s|신임|초대|뽑|오르|올랐|낙점|확정|제청|appoint|named|elected"
)
_BEFORE = lazy_compile(r"(?:^|\s)(?:전|전임|전직|직전|역대|옛)\s?$")
_OFFICE_END = lazy_compile(r"(?P<office>[가-힣A-Za-z]{2,12})$")
_WORD = lazy_compile(r"[가-힣A-Za-z0-9·]+")
_PARTICLES = lazy_compile(r"(?:으로|에게|에서|께서|은|는|이|가|을|를|의|와|과|도|로|에|씨)$")
_BESIDE = lazy_compile(r"\s?(?:[가-힣A-Za-z0-9·]{1,20}+\s){0,3}")
_MADE = lazy_compile(r"[^,]{0,45}?(?:을|를|이|가)\s")
_SHORT = (
    "협회장", "위원장", "이사장", "구청장", "총장", "청장", "원장", "사장", "시장", "회장", "장관", "관장", "지사",
    "군수", "대표",
)  # fmt: skip
_RANK = lazy_compile(r"수석|공동|총괄|상임|명예|선임|상근")
_IS_DEPUTY = lazy_compile(r"부(?:시장|사장|회장|위원장|원장|총장|지사|의장|총리|대표|행장|단장)?$")
_STAYS = r"(?!\s?(?:요구|촉구|압박|거부|여부|가능|위기|의사|[설론]))"
_HAS_LEFT = lazy_compile(  # 표인혁 사장 사퇴 후, 표인혁 사장이 물러난
    rf"(?:이|가|을|를|의)?\s(?:전격\s)?(?:(?:체포|축출|압송|사임|사퇴|해임|파면|별세|서거|퇴임){_STAYS}"
    r"(?:\s?(?:직)?(?:후|이후|뒤)|된|됐|돼|한|했|해|하[고자며면])|물러[나난났])"
)
_ON_LEAVING = 12  # characters between a name and its own office
_MADE_ONE = lazy_compile(  # 시장으로 취임하는 조란 맘다니: whoever follows is made, not who stands before
    r"직?(?:에|으로|로)\s(?:공식\s|새로\s|처음\s)?(?:취임|선출|당선|임명|내정|선임|발탁|지명)(?:하는|한|된|될)\s"
)
_INTO_IT = r"직?(?:에|으로|로)\s(?:공식\s|새로\s)?(?:취임|선출|임명|지명|선임|추대)"
_TOPIC = lazy_compile(r"[은는]\s(?:[가-힣A-Za-z0-9]{1,12}\s){0,2}")
_AS_SOMEBODY = lazy_compile(r"이?다[\s.]|\s?씨|[이가]\s맡")
_PREDICATE = lazy_compile(r"(?:이?다|였다|이?었다|입니다)\.?$")
_CALLED = lazy_compile(
    r"(?P<name>[가-힣]{2,5}(?:\s[가-힣]{2,6})?)\s(?P<behind>당선[인자]|씨|[가-힣]{2,8}?(?=[은는이가을를에도]?\s))"
)
_NOBODY = lazy_compile(r"^(?:최초|최연소|여성|남성|이후|이래)|(?:출신|[의인한은는된])$")
_SURE = 2.0
_REPORTER = lazy_compile(r"\s?(?:기자|특파원)")
_CANDIDATE = lazy_compile(r"^\s?(?:후보|내정|지명|당선|예정)")


@dataclass(frozen=True, slots=True)
class Office:
    """body: words that tell whose office it is. office: the word for it."""

    body: tuple[str, ...]
    office: str


def read_office(text: str) -> Office | None:
    """The office whose holder *text* asks for; None where it asks for no holder of one."""
    text = _POLITE.sub("", text.strip())
    match = (
        _WHO_BECAME.match(text)
        or _ONE_MADE.match(text)
        or _ASKS.match(text)
        or _NAME_OF.match(text)
        or _ENGLISH.match(text)
    )
    if match is None:
        return None
    groups = match.groupdict()
    words = [
        word for word in (groups["what"] or groups.get("new") or "").split() if not re.fullmatch(_NOW, word)
    ]
    words = [word for word in words if not _NO_PART.match(word)]
    if (
        not words
        or not is_role(words[-1])
        or any(is_full_name(word) and len(word) == 3 for word in words[:-1])
    ):
        return None
    if any(
        re.search(r"(?:을|를|에게|한테|한|은|는|던|할)$", word) and not is_body(word) for word in words[:-1]
    ):
        return None  # 사장을 만난 장관은 누구야
    if len(words) > 1 and _RANK.fullmatch(words[-2]):  # 수석 부회장 is no 부회장
        words[-2:] = [" ".join(words[-2:])]
    office = words[-1]
    body = tuple(words[:-1])
    if not body and len(office) > 3:  # 서민금융진흥원장, 해솔시장
        for short in _SHORT:
            if office.endswith(short) and len(office) > len(short):
                return Office(
                    (
                        office[: len(office) - len(short)]
                        + short[0] * (short in ("원장", "청장", "시장", "관장", "협회장")),
                    ),
                    office,
                )
    return Office(body, office) if body or len(office) >= 3 else None


def find_holder(index: Searchable, request: Request) -> Reply | None:
    """The route of *request* where it asks who holds an office; None where it does not, or nobody is told to."""
    asked = read_office(request.text)
    if asked is None:
        return None
    what = " ".join([*asked.body, asked.office])
    found = {article.id: article for article, _ in index.candidates(f"{what} 선임 임명 취임", _ARTICLES)}
    found |= {article.id: article for article, _ in index.candidates(what, _ARTICLES)}
    told = sorted(_told(list(found.values()), asked), key=lambda one: (-one.score, -one.quote.article.moment))
    if not told:
        return None
    gone = {one.name for one in told if _has_left(one, asked)}
    told = [one for one in told if one.name not in gone] or told
    weight: dict[str, float] = {}
    for one in told:
        weight[one.name] = weight.get(one.name, 0.0) + one.score
    best = max(told, key=lambda one: (one.score + 0.3 * weight[one.name], one.quote.article.moment))
    same = [one for one in told if one.name == best.name and one.quote.article.id != best.quote.article.id]
    chosen = [best, *same][:_SHOWN]
    quotes = tuple(attributed(one.quote) for one in chosen)
    answer = Answer(
        request.text, quotes, tuple((one.span,) for one in chosen), 0, 0.75, request.text,
        (None,) * len(quotes), 0, best.name,
    )  # fmt: skip
    return Reply("answer", 0.75, answer)


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence that says *name*, at *span* of the body, holds the office, and how plainly."""

    name: str
    span: Span
    quote: Quote
    score: float


def _told(articles: list[Article], asked: Office) -> Iterator[_Told]:
    newest = max((article.moment for article in articles), default=0.0)
    for article in articles:
        head = article.title + " " + article.body[:300]
        for start, end in sentences(article.body):
            text = article.body[start:end]
            if end - start > _LONGEST or not (places := _offices(text, asked, head)):
                continue
            made = [one for place in places if (one := _made_one(text, place, asked)) is not None]
            for name, left, right in (*made, *_names(text, asked)):
                score = max(_plainness(text, (left, right), place) for place in places)
                score += _SURE * ((name, left, right) in made)
                if score <= 0:
                    continue
                age = (newest - article.moment) / 86_400
                quote = Quote(article, start, end, score=score)
                yield _Told(name, (start + left, start + right), quote, score - min(1.0, age / 30))


def _has_left(one: _Told, asked: Office) -> bool:
    """Whether the sentence says that it is an office left: 표인혁 사장 사퇴 후."""
    after = one.quote.article.body[one.span[1] : one.quote.end]
    office = _short(asked)
    at = after.find(office, 0, _ON_LEAVING)
    return at >= 0 and _HAS_LEFT.match(after, at + len(office)) is not None


def _offices(text: str, asked: Office, head: str) -> list[Span]:
    """Where in *text* the office stands, of the body that is asked about."""
    short = asked.office if asked.body and asked.office in text else _short(asked)
    wide = "(?:이사)?(?:\\s?(?:사장|부사장|회장))?" if short == "대표" else ""
    spans = [
        match.span() for match in re.finditer(f"(?<![가-힣])[가-힣]{{0,12}}?{re.escape(short)}{wide}", text)
    ]
    return [
        span
        for span in spans
        if not _IS_DEPUTY.search(text[span[0] : span[1]].removesuffix(asked.office))
        and _is_of(text[max(0, span[0] - 40) : span[1]], asked, head)
        and not _of_another(text[: span[0]], asked)
    ]


def _of_another(before: str, asked: Office) -> bool:
    """Whether the office is that of another country, named right before it: 미국 대통령, asked for 베네수엘라."""
    words = before.split()[-1:]
    return (
        bool(words)
        and words[0] in ATTRIBUTES
        and len(words[0]) > 1
        and words[0] not in (*asked.body, "신임", "임시")
    )


def _short(asked: Office) -> str:
    """협회장 of 면세점협회장, which is told as 협회장 where the body is plain."""
    office = asked.office
    for short in _SHORT:
        if office.endswith(short):
            return short
    return office


def _is_of(before: str, asked: Office, head: str) -> bool:
    """Whether the office belongs to the body asked about: named before it, or by the article's head."""
    if not all(_named(word, before) or _named(word, head) for word in asked.body):
        return False
    what = asked.office.removesuffix(_short(asked))  # 국방 of 국방장관, told as 국방부 장관
    apart = len(what) > 1 and not (asked.body and asked.office.startswith(asked.body[0][:2]))
    return not apart or what in before


def _named(word: str, text: str) -> bool:
    """Whether *text* has *word*, or the name that it is short for: 예보, 예금보험공사."""
    if any(form.casefold() in text.casefold() for form in (word, *(other for _, other in aliases_in(word)))):
        return True
    if not re.fullmatch("[가-힣]{2,4}", word):
        return False
    short = "[가-힣]{0,3}".join(map(re.escape, word))
    return any(is_body(one) for one in re.findall(rf"(?<![가-힣]){short}[가-힣]{{0,4}}", text))


def _names(text: str, asked: Office) -> Iterator[tuple[str, int, int]]:
    """The full names in *text* with their places; foreign ones of two words as one."""
    words = [(match.group(), match.start()) for match in _WORD.finditer(text)]
    for k, (word, at) in enumerate(words):
        bare = word if is_full_name(word) else _PARTICLES.sub("", word)
        # 고향을, 원장은: a noun and its particle, though surname and syllables would do
        if (
            len(bare) == 3
            and is_full_name(bare)
            and not (is_body(bare) or bare[2] in "을를의에로" or is_role(bare[:2]))
        ):
            yield bare, at, at + len(bare)
        following = words[k + 1] if k + 1 < len(words) else ("", 0)
        last = _PARTICLES.sub("", following[0])
        if looks_foreign(word) and is_role(last) and _is_made(text[at : at + _APART], asked.office):
            yield word, at, at + len(word)
        if looks_foreign(word) and looks_foreign(last) and following[1] == at + len(word) + 1:
            yield f"{word} {last}", at, following[1] + len(last)
        # 도진 한빛항만협회 회장, 강너울 여울FC 감독: right before what is asked about less is needed to be a name
        less = (len(word) == 2 and is_full_name(word)) or (
            len(word) == 3 and word[0] in COMMON_SURNAMES and word[2] not in "을를의"
        )
        if less and following[0].startswith((*asked.body, asked.office)) and not is_body(word):
            yield word, at, at + len(word)


def _made_one(text: str, office: Span, asked: Office) -> tuple[str, int, int] | None:
    """Who is made what stands at *office*, told behind it, and where: 시장으로 취임하는 조란 맘다니 당선인."""
    verb = _MADE_ONE.match(text, office[1])
    called = _CALLED.match(text, verb.end()) if verb is not None else None
    if called is None or any(_NOBODY.search(word) or is_role(word) for word in called["name"].split()):
        return None
    behind = called["behind"]
    if not (behind.startswith("당선") or behind == "씨" or asked.office.endswith(behind) or is_role(behind)):
        return None
    return called["name"], *called.span("name")


def _is_made(text: str, office: str) -> bool:
    """Whether somebody is said to be made what is asked about: 로드리게스 부통령이 임시 대통령으로 취임했다."""
    return (
        re.search(rf"[은는이가을를]\s(?:\S{{1,12}}\s){{0,3}}\S{{0,8}}{re.escape(office)}{_INTO_IT}", text)
        is not None
    )


def _is_somebody(after: str) -> bool:
    """Whether what stands before *after* is somebody by it: 교수다, 씨, 이 맡고 있다."""
    words = [_PREDICATE.sub("", _PARTICLES.sub("", word)) for word in after.split()[:2]]
    return _AS_SOMEBODY.match(after) is not None or any(map(is_role, words))


def _plainness(text: str, name: Span, office: Span) -> float:
    """How plainly *text* says that the one at *name* holds the office at *office*; 0 or less where it does not."""
    between = text[name[1] : office[0]] if name[1] <= office[0] else text[office[1] : name[0]]
    if (
        len(between) > 70
        or _BEFORE.search(text[: office[0]][-4:])
        or text[: name[0]].rstrip().endswith(("전임", "후임인"))
        or _REPORTER.match(text, name[1])
    ):
        return 0.0
    if re.match(r"\s?(?:후임|의 후임|에 이어|을 이어|를 이어|의 뒤를)", text[name[1] :]):
        return 0.0
    appointed = _APPOINTED.search(text) is not None
    score = 1.5 * appointed + max(0.0, 1.0 - len(between) / _APART)
    if name[1] <= office[0]:  # 홍나루 (신임) 사장 · 홍나루 교수를 사장에 선임
        if re.fullmatch(r"\s?(?:[가-힣A-Za-z0-9·]{1,20}+\s){0,3}", between) and not re.search(
            r"(?:을|를|이|가|은|는)\s", between
        ):
            score += 1.5 if not re.search(r"\s전\s", f" {between} ") else -3.0
        elif (
            appointed
            and re.match(r"[^,]{0,45}?(?:을|를|이|가)\s", between)
            and re.match(r"직?(?:에|으로|로)", text[office[1] :])
            and not _MADE_ONE.match(text, office[1])
        ):
            score += 2.0
    elif re.match(r"직?(?:에|으로|로|에는)\s", text[office[1] :]) and len(between) <= 25:
        score += 2.0  # 사장에 홍나루 교수를
    elif _TOPIC.fullmatch(between) and _is_somebody(text[name[1] :]):
        score += 2.0  # 사장은 홍나루 교수다
    if _CANDIDATE.match(text[office[1] :]):
        score -= 0.7
    return score if score >= 1.5 else 0.0

"""Whose words the quotations of an article are.

The subject of the clause that leads to a quotation speaks it; where there is none, the one before goes on
(`이어 “…”라고 덧붙였다`). What the article does not make plain stays without a speaker.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from bot.articles.article import Article
from bot.korean.boilerplate import is_boilerplate
from bot.korean.sentences import Span, sentences
from bot.patterns import lazy_compile
from bot.quotes.english import is_english, quotations_in
from bot.quotes.marked import read_of
from bot.quotes.names import is_full_name
from bot.quotes.people import Cast, Speaker
from bot.quotes.quote import Quote

_QUOTATIVE = lazy_compile(
    r"\s?(?:이?라고|이?라며|이?라면서|고(?:도|는)?[\s,]|며[\s,]|면서|이?라 |이?라는|는 |란 |이?라던|하며 |하고 )"
)
_NAMING = lazy_compile(
    r"\s?이?(?:라고|라) (?:부르|불리|불렀|일컫|칭하|명명|이름|적힌|쓰인|쓴|적은|하는 |할 )"
)
_COMPLETE = lazy_compile(r"(?:[다요까죠자라네지음함것임됨길듯]|[.!?…])$")
# "…"라는 질문에: the words of somebody else, or of nobody in particular.
_HEARD = lazy_compile(
    r"\s?(?:이?라는|는|란|이?라던)\s(?:\S+\s){0,4}?(?:질문|질의|물음|지적|비판|주장|우려|의혹|평가|반응|관측"
    r"|해석|전망|말|제안|요청|요구|제보|통보"
    r"|연락|소문|의견|목소리|여론|얘기|이야기|혐의|취지의 (?:질문|질의))(?:에|에는|에도|이|가|도|과|와|을 (?:받"
    r"|들|접|두)|를 (?:받|들|접|두)|으로|로|까지|마저)"
)
_ASKED = lazy_compile(
    r"\s?(?:이?라는|는)\s(?P<who>[^\"“”,.]{2,40}?)의\s(?:질문|질의|물음|지적|비판|주장|말|제안|요구|발언|우려|촉구)"
)
_RETORT = lazy_compile(
    r"\s?(?:이?라고|고)\s?(?:하|묻|지적하|말하|질문하|따지|반박하|주장하|답하|요구하|추궁하|질의하|재차 묻|되묻)자"
)
_POINTS_BACK = lazy_compile(r"이같이|이렇게|이처럼|이와 같이|같은 (?:말|입장|뜻)|라며|덧붙|소감을|입장을 밝")
_WHOSE = lazy_compile(
    r"^(?P<who>[^\"“”]{2,60}?)의 (?:말|얘기|이야기|설명|소감|지적|주장|토로|하소연|진단|평가|바람|전언|당부|증언)"
    r"(?:이다|입니다|이었다|였다)\.?$"
)
_POINTS_AHEAD = lazy_compile(
    r"(?:말|설명|밝|전|강조|당부|회상|회고|토로|주장|지적|답|반박|호소|소개|증언|평가|비판|조언|분석)(?:했|혔|하"
    r"|한)?\S{0,4}[.:]?$|이렇게|다음과 같"
)
_CAPTION = lazy_compile(
    r"(?:^|[\[<▶◀(:>\].!?\s])(?P<name>(?:[가-힣] |[A-Z] )?[가-힣A-Za-z·]{1,12}(?: [가-힣A-Za-z·]{1,12}){0,2})"
    r"(?:\s?\([^()]{0,40}\))?\s?[/ㅣ|]\s?"
    r"(?P<role>[^/:<>\[\]()\"“”\n.]{2,40}?)(?:/[^/:<>\[\]()\"“”\n]{2,30}+){0,3}+"
    r"(?:\s?\([^()]{0,40}\))?[\-–:>\]】)\s]{0,8}+$"
)
_CREDITED = (
    "사진",
    "영상",
    "그래픽",
    "자료",
    "제공",
    "출처",
    "글",
    "취재",
    "편집",
    "화면",
    "캡처",
    "원",
    "달러",
)
_PROSE = lazy_compile(r",|[은는을를]$|거래일")  # 원/달러 환율이 …: no caption
# [이름/직함 - 이름/직함 (날짜)]: what follows is a conversation.
_TWO_SPEAKERS = lazy_compile(
    r"[\[<▶][^\[\]<>▶/\n]{2,15}/[^\[\]<>▶/\n]{2,60}\s[\-–·,]\s?[가-힣]{2,5}\s?/[^\[\]<>▶/\n]{2,60}[\]>:\-\s]*$"
)
_SLASH = lazy_compile(r"[/ㅣ|]")
_BRACKETED = lazy_compile(r"[\[<](?P<who>[^\[\]<>\"“”\n]{3,40})(?:\s?:\s?|[\]>]\s?)$")
_SAYING = lazy_compile(r"\s?(?:이?라고|이?라며|이?라면서|고(?:도|는)?[\s,]|며[\s,]|면서|이?라 )")
# …”고 말했다며, …”고 말하는 등: told by somebody else than the topic of the sentence.
_TOLD = lazy_compile(
    r"\s?(?:이?라고|고)\s?(?:말|했|한|하|밝|주장|지시|요구|제안|답)[가-힣]{0,3}(?:다고|다는|다며|다면서|는"
    r"|던)(?:\s|$)"
)
# … and the one who told it: …”고 말했다고 전했다.
_RELAYED = lazy_compile(
    r"\s?(?:이?라고|이?라며|고)\s?[가-힣]{1,4}\s?(?:다고|다며|다면서)\s(?:[가-힣]+\s){0,2}?"
    r"(?:전했|전한|증언|폭로|진술|주장|밝혔|말했|설명|회상|회고|알렸|털어놨|털어놓|보도|덧붙)"
)
_HEADLINE_WORDS = 4
_FAR = 3  # sentences; further back than this nobody is taken to be speaking on


@dataclass(slots=True)
class _Floor:
    """Who has the floor while an article is read from its beginning."""

    speaker: Speaker | None = None
    at: int = -99
    person: Speaker | None = None
    unnamed: Speaker | None = None

    def take(self, speaker: Speaker | None, at: int) -> None:
        self.speaker, self.at = speaker, at
        if speaker is None:
            return
        if speaker.name.split()[-1].startswith(("관계자", "당국자", "소식통")):
            self.unnamed = speaker
        elif speaker.person:
            self.person = speaker

    def resolve(self, speaker: Speaker | None) -> Speaker | None:
        """The one that 그 or 이 관계자 stands for."""
        if speaker is None:
            return None
        if speaker.name in ("그", "그녀", "본인"):
            return self.person or self.speaker
        if speaker.name in ("이들", "그들"):
            return None
        words = speaker.name.split()
        if len(words) == 2 and words[0] in ("이", "해당", "같은") and self.unnamed is not None:
            return self.unnamed if self.unnamed.name.endswith(words[1]) else speaker
        return speaker


@lru_cache(maxsize=2048)  # each keeps its article, some kilobytes; some milliseconds to make
def quotations(article: Article) -> tuple[Quote, ...]:
    """The direct quotations of *article* in their order, each with its speaker where that is plain.

    Of what `read_of` gives, no more.
    """
    if is_english(article.body):
        return quotations_in(article)
    body, marked = read_of(article)
    if not marked:
        return ()
    spans = sentences(body)
    cast = Cast([body[start:end] for start, end in spans], article.title)
    floor = _Floor()
    found: list[Quote] = []
    k = 0
    for at, (start, end) in enumerate(spans):
        while k < len(marked) and marked[k][0] < start:
            k += 1
        if k == len(marked):
            break  # nothing is said any more
        here: list[Span] = []
        while k < len(marked) and marked[k][1] <= end:
            here.append(marked[k])
            k += 1
        if is_boilerplate(body[start:end]):
            continue
        if not here:
            _listen(cast, floor, body[start:end], at)
            continue
        following = body[slice(*spans[at + 1])] if at + 1 < len(spans) else ""
        found.extend(_spoken(article, cast, floor, _Sentence((start, end), at, following), here))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """Where a sentence is, which one it is of the text, and the next one's words."""

    span: Span
    at: int
    following: str


def _listen(cast: Cast, floor: _Floor, sentence: str, at: int) -> None:
    """Note who a sentence without quotations is about."""
    subject = floor.resolve(cast.subject(sentence, anywhere=True))
    if subject is not None:
        floor.take(subject, at)
    elif cast.has_other_topic(sentence):
        floor.speaker = None


def _spoken(
    article: Article, cast: Cast, floor: _Floor, sentence: _Sentence, here: list[Span]
) -> list[Quote]:
    """The quotations of one sentence."""
    body = article.body
    found: list[Quote] = []
    begin, end = sentence.span
    speaker: Speaker | None = None
    spoke = False
    for n, (left, right) in enumerate(here):
        gap = body[begin : left - 1]
        tail = body[right + 1 : here[n + 1][0] - 1 if n + 1 < len(here) else end]
        begin = right + 1
        caption = _caption(body, cast, left - 1)
        if not caption and not _is_direct(body[left:right], tail):
            subject = floor.resolve(cast.subject(gap, lenient=_QUOTATIVE.match(tail) is not None))
            if subject is not None:
                speaker, spoke = subject, True
            continue
        said_by: Speaker | None
        asked = _ASKED.match(tail)
        if caption is not None:
            said_by = speaker = caption
        elif asked:
            said_by = floor.resolve(cast.subject(asked["who"] + "은"))
            subject = floor.resolve(cast.subject(gap))
            speaker = subject or speaker
        elif _HEARD.match(tail):
            said_by = None
            speaker = floor.resolve(cast.subject(gap)) or speaker
        else:
            lenient = _SAYING.match(tail) is not None
            subject = floor.resolve(cast.subject(gap, lenient=lenient, inner=_TOLD.match(tail) is not None))
            if subject is None and not spoke:
                subject = _other_subject(cast, floor, body, sentence, gap, tail)
            elif subject is None and not cast.has_other_topic(gap):
                subject = speaker
            said_by = speaker = subject
        spoke = True
        if said_by is not None and not _HEARD.match(tail):
            floor.take(said_by, sentence.at)
        found.append(
            Quote(
                article,
                left,
                right,
                speaker=said_by.name if said_by else None,
                relayed_by=_teller(cast, floor, gap, tail, said_by),
                role=said_by.role.removesuffix("씨").rstrip() if said_by else "",
            )
        )
        if _RETORT.match(tail):
            speaker = None
    tail = body[here[-1][1] + 1 : end]
    if not _QUOTATIVE.match(tail):
        _listen(cast, floor, tail, sentence.at)
    elif speaker is None:
        floor.speaker = None
    return found


def _other_subject(
    cast: Cast, floor: _Floor, body: str, sentence: _Sentence, gap: str, tail: str
) -> Speaker | None:
    """Who speaks where the clause before the quotation names nobody."""
    alone = not _QUOTATIVE.match(tail) and len(tail.strip(" .…")) < 2
    if _QUOTATIVE.match(tail) and not _RETORT.match(tail):
        after = floor.resolve(cast.subject(_QUOTATIVE.sub("", tail, count=1)))
        if after is not None:
            return after
        if cast.has_other_topic(tail):
            return None
    if alone and not gap.strip():
        if (told := _WHOSE.search(sentence.following)) is not None:
            return floor.resolve(cast.subject(f"{told['who']}은"))
        if _POINTS_BACK.search(sentence.following):
            return floor.resolve(cast.subject(sentence.following))
        before = body[: sentence.span[0]].rstrip()[-40:]
        goes_on = sentence.at - floor.at == 1 and _POINTS_AHEAD.search(before.rstrip(" .:"))
        return floor.speaker if goes_on else None
    if alone and len(gap) <= 30:  # a headline: 표인혁 시장 “…”
        spoken = cast.subject(gap.strip(" ,:") + "은")
        return floor.resolve(spoken) if spoken is not None and len(gap.split()) <= _HEADLINE_WORDS else None
    reported = _QUOTATIVE.match(tail) or tail.lstrip().startswith((",", "등", "며"))
    if not reported or cast.has_other_topic(gap) or sentence.at - floor.at > _FAR:
        return None
    return floor.speaker


def _teller(cast: Cast, floor: _Floor, gap: str, tail: str, said_by: Speaker | None) -> str | None:
    """Who told that *said_by* said it, where the sentence is such a report."""
    if said_by is None or not _RELAYED.match(tail):
        return None
    own = max(
        gap.rfind(said_by.name.split()[-1]), gap.rfind(said_by.role.split()[-1] if said_by.role else "\0")
    )
    topic = floor.resolve(cast.subject(gap[: max(own, 0)]))
    return topic.name if topic is not None and topic.name != said_by.name else None


def _is_direct(text: str, tail: str) -> bool:
    """Whether the words between the marks were said, rather than named or stressed."""
    length = len(text.strip())
    if _NAMING.match(tail) or length < 4:
        return False
    if _QUOTATIVE.match(tail):
        return " " in text.strip() or bool(_COMPLETE.search(text.strip()))
    return length >= 12 and " " in text and bool(_COMPLETE.search(text.strip()))


def _caption(body: str, cast: Cast, opening: int) -> Speaker | None:
    """The speaker of a script: ▶ 인터뷰 : 이름 / 직함 - “…”, [이름/직함], <이름 / 직함>."""
    before = body[max(0, opening - 90) : opening]
    if _TWO_SPEAKERS.search(body[max(0, opening - 160) : opening]):
        return None
    match = _CAPTION.search(before) if _SLASH.search(before) else None
    if match is not None:
        name = match["name"].split()
        if name[-1] in _CREDITED or "|" in match["name"] or _PROSE.search(match["role"]):
            return None
        whole = len(name[-1]) > 2 and is_full_name(name[-1])
        return Speaker(name[-1] if whole else " ".join(name), match["role"].strip())
    match = _BRACKETED.search(before) if before.rstrip().endswith((":", "]", ">")) else None
    if match is None or match["who"].rstrip().endswith(
        ("기자", "특파원", "앵커", "캡처", "제공", "갈무리", "사진", "자료")
    ):
        return None
    return cast.subject(match["who"].strip() + "은")

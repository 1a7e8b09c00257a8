"""What a question looks for: its kind, the unit or the thing it names, and where a sentence holds one.

>>> asked = read_question("노면전차는 첫 달에 몇 명이 탔어?")
>>> asked.kind, asked.unit
(<Kind.NUMBER: 'number'>, '명')
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from bot.korean.particles import is_filler, stem
from bot.korean.sentences import Span
from bot.patterns import lazy_compile
from bot.quotes.alignment import plain
from bot.quotes.names import is_body, is_full_name
from bot.quotes.roles import ROLE


class Kind(Enum):
    """What a question word asks for."""

    WHO = "who"
    WHEN = "when"
    WHERE = "where"
    NUMBER = "number"
    WHY = "why"
    WHAT = "what"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, read.

    unit: what a number is counted in, "" when not said; "원" stands for any money.
    focus: the thing asked for where it is named (어느 도시, 대학은?), "" otherwise.
    stems: the words that carry what is asked about, folded, without particles.
    """

    text: str
    kind: Kind
    unit: str = ""
    focus: str = ""
    stems: tuple[str, ...] = ()


_WHEN = lazy_compile(
    r"언제|일자|며칠(?:에|날|자|까지|부터)|몇\s*(?:월|일(?!\s*(?:동안|간|만|이나))|시(?!\S))|몇\s*분기|날짜|시기|마감"
)
_COUNT = lazy_compile(r"몇\s*(?:개의?\s)?(?P<unit>[가-힣%]+)")
_SHARE = lazy_compile(
    r"퍼센트|프로(?:임|야|였|나|인|가|로|\b)|%|비율|비중|이율|점유율|증가율|상승률|하락률|지지율"
)
_MONEY = lazy_compile(
    r"얼마짜리|금액|가격|값|요금|벌금|돈|예산|매출|투자금|수수료|월급|연봉|비용|자금|원(?:이야|인가)"
)
_PAID = lazy_compile(
    r"[가-힣](?:비|료|금|액|세)(?:용)?(?:은|는|이|가|로|를|을)?\s*(?:모두|대략|다\s?합쳐)?\s*얼마|얼마(?:를|에)\s"
)
_WHO = lazy_compile(r"누구|누가|누굴")
_WHERE = lazy_compile(r"어디|어느\s*(?P<focus>[가-힣A-Za-z]+)")
_WHY = lazy_compile(r"왜|이유|까닭|때문에\s*(?:그|이)|무슨 일(?:로| 때문)|어째서")
_LAST_NOUN = lazy_compile(
    r"(?<![가-힣A-Za-z])(?P<focus>[가-힣A-Za-z]{2,40})(?:은|는|이|가)?\s{0,4}\?{0,8}\s{0,4}$"
)
_BEFORE_WORD = lazy_compile(
    r"(?<![가-힣A-Za-z])(?P<focus>[가-힣A-Za-z]{2,40})(?:은|는|이|가)\s{0,4}(?:모두|다 합쳐|대략|약|제일|가장)?\s{0,4}"
    r"(?:누구|어디|얼마|언제|뭐|무엇|몇|며칠)"
)
_WORD = lazy_compile(r"[0-9]+(?:[.,][0-9]+)*[가-힣%]*|[가-힣]+|[A-Za-z][A-Za-z0-9&.\-]*")
_NAMED = lazy_compile(r"[가-힣A-Za-z·\-]+")
_NAME = lazy_compile(r"이름|명칭|성명")
_NAMED_KIND = lazy_compile(r"(?:어떤|무슨|어느)\s*(?P<focus>[가-힣A-Za-z]{2,})")

# What a question without a question word ends in: …한 사람은?, 있는 곳은?, 속한 정당의 이름은?
_NAME_OF = lazy_compile(
    r"(?<![가-힣A-Za-z])(?P<focus>[가-힣A-Za-z]{1,40}?)의?\s{0,4}(?:이름|명칭|성명)(?:은|는|이|을)?"
)
_PERSON = lazy_compile(
    r"(?:사람|인물|분|작가|감독|배우|가수|선수|장군|왕|황제|정치인|주인공|저자|화가|학자|작곡가|부인|아들|딸|아버지|어머니|동생)$"
)
_SPOT = lazy_compile(r"^(?:곳|장소|위치|지역|도시|나라|국가)$")
_HOW_MANY = lazy_compile(r"(?:[개갯]|명|의석|사람|득표|건|회원|관객|신도|가구|인구)\s?수$")

# A number is taken whole or not at all, and twelve parts of one at most: else a row of figures takes for ever.
_DIGITS = r"(?<!\d)(?<!\d[,.])\d[\d,.]{0,30}+"
_NUMERAL = rf"(?:{_DIGITS}|한|두|세|네|석|넉|다섯|여섯|일곱|여덟|아홉|열|스무|수십|수백|수천|절반)"
_SCALE = r"(?:\s?(?:[여천만억조백십]|\d[\d,.]{0,30}+)){0,12}+\s?(?:여\s?)?"
_MONEY_AMOUNT = lazy_compile(
    rf"(?:약\s?)?{_DIGITS}{_SCALE}\s?(?:원|달러|유로|엔|위안|루피아|파운드|프랑|루블|링깃|바트|동)(?:대)?"
)
_ANY_AMOUNT = lazy_compile(
    rf"(?:약\s?)?{_DIGITS}{_SCALE}\s?(?:%p|%|％|퍼센트|㎞|㎡|㎏|㎝|km|cm|mm|m|kg|GB|[가-힣]{{1,2}})?"
)
_NO_AMOUNT = lazy_compile(
    r"(?:[12]?\d|3[01])일|1?\d월|\d{4}년?|\d{1,2}(?:부|차|호|회|시)"
)  # a day, a name, not how much
_DATE = lazy_compile(
    r"(?:(?:지난해|작년|올해|내년|지난\s?달|이번\s?달|다음\s?달|이달|내달|지난|오는|이번)\s?)?"
    r"(?:\d{4}년\s?)?(?:\d{1,2}월\s?)?\d{1,2}일(?:부터|까지)?"
    r"|(?:(?:지난해|작년|올해|내년|지난|오는)\s?)?(?:\d{4}년\s?)?\d{1,2}월(?:\s?(?:초|중순|말|하순|상순))?"
    r"|\d{4}년(?:\s?\d분기|\s?(?:상|하)반기|\s?말|\s?초)?"
    r"|(?:올해|내년|지난해)?\s?\d(?:[~∼-]\d)?분기"
    r"|(?:올해|내년|지난해|지난\s?달|이달|다음\s?달|내달)\s?(?:초|중순|말|상반기|하반기)"
    r"|(?:내년|이달|다음\s?달|내달)(?:부터|까지|에(?=[\s,]))"
    r"|(?:지난|이번|다음)\s?주\s?[월화수목금토일]요일"
    r"|(?<![가-힣])(?:오늘|어제|그제|내일|모레)(?:부터|까지)?(?=[\s,])"
    r"|오전\s?\d{1,2}시|오후\s?\d{1,2}시"
)
# 29일 밝혔다, 30일 업계에 따르면: when it was told, not when it was.
_REPORTED_ON = lazy_compile(
    r"(?:\([^()]{0,12}\))?\s(?:[^,.\s\d]{1,10}(?<![고며])\s)?"
    r"(?:밝|전했|말했|보도|발표|설명했|공개했|따르면|알렸|강조했|소개했|답했|주장했)"
)
# 폭설 때문에, 기준에 따라: a cause, with what stands before it in its clause.
_CAUSE = lazy_compile(
    r"(?=[때탓덕위이까따인영여혐의하해므니비반책우불])(?:때문|탓|덕분|위해|위한|이유로|까닭|따른|인해|인한|영향으로|여파|혐의로|의혹으로|하자"
    r"|(?<!이에 )따라|(?<!에 대)(?<!에 관)(?<!을 통)(?<!를 통)해서|므로|니까|비롯[됐된한]|반발해|반발한|책임을 지고"
    r"|우려해|우려로|불만을)"
)
_CLAUSE_CHARS = range(2, 41)  # before a cause
_REASON = lazy_compile(r"(?:원인|이유|까닭|배경|계기)(?:은|는|으로|로는|에는|이|가)\s[^.]{4,60}")
# What every cause has of these, so that most sentences need not be looked through for one.
_CAUSAL = lazy_compile(
    "때문|[탓덕위]|이유|까닭|따[른라]|인[해한]|영향|여파|혐의|의혹|하자|해서|므로|니까|비롯|반발|책임|우려|불만|원인|배경|계기"
)
_UNITS = {
    "퍼센트": "%|％|퍼센트", "프로": "%|％|퍼센트", "%": "%|％|퍼센트", "번": "번|회|차례|건",
    "번이나": "번|회|차례|건",
    "번째": "번째|회|차", "군데": "곳|군데|개", "곳": "곳|군데|개", "나라": "개국|나라|국", "달": "달|개월",
    "개월": "개월|달",
    "명": "명|인|사람", "명쯤": "명|인|사람", "사람": "명|인|사람", "개": "개|석|대|곳|종|건", "년": "년|해",
    "해": "년|해",
    "배": "배", "미터": "m|미터|M|㎞|km|킬로미터|㎝|cm",
    "시간걸": "시간|분|초|일|개월|년|주", "수량": "명|개|대|곳|건|종|마리|권|장|편|회", "화소": "만|화소",
    "무게": "㎏|kg|g|톤|t",
    "면적": "㎡|㎢|평|헥타르|ha", "도": "도|℃", "인치": "인치", "살": "세|살", "장": "장|만장",
    "며칠": "일|주|개월", "회": "회|번", "년형": "년",
    "대": "대", "시간": "시간", "분": "분", "등": "위|등", "위": "위|등", "기": "기", "점": "점|대", "권": "권",
    "편": "편",
}  # fmt: skip
# Things that are told as a number: 점수는?, 나이는?
_MEASURES = {
    "점수": "점", "나이": "살", "연령": "살", "길이": "미터", "높이": "미터", "거리": "미터", "너비": "미터",
    "인구": "명",
    "기간": "며칠", "횟수": "번", "온도": "도", "시간": "시간걸", "인원": "명", "수": "수량", "개수": "수량",
    "금액": "원",
    "화소": "화소", "무게": "무게", "면적": "면적", "연도": "년", "해": "년", "년도": "년", "순위": "위",
}  # fmt: skip
_PLACE = lazy_compile(
    r"(?<![가-힣A-Za-z0-9])[가-힣A-Za-z0-9]{1,30}(?:특별시|광역시|특례시|시|군|구|도|동|읍|면|리|주|항|역|공항|호텔|센터|대학교|대학"
    r"|병원|공원|아파트|단지|주차장|경기장"
    r"|학회|부스|은행|회사|그룹|전자|증권)(?=[은는이가을를에의와과도로서,.\s(]|$)"
)
NO_PLACE = frozenset(
    "따르면 그러면 이르면 연구 가구 친구 도구 요구 입구 출구 기구 욕구 전시 다시 역시 즉시 일시 동시 당시 수시 "
    "지시 제시 명시 표시 "
    "이상 정도 제도 속도 태도 의도 시도 주도 유도 보도 지도 강도 농도 온도 각도 한도 밀도 이동 활동 운동 행동 "
    "노동 공동 자동 변동 "
    "처리 관리 정리 수리 권리 심리 논리 분리 자리 거리 우리 총리 대리 이주 거주 매주 발주 수주 국군 장군 미군 "
    "해군 공군 육군 "
    "화면 장면 측면 반면 전면 방면 지면 표면 내면 하면 되면 보면 전역 지역 영역 면역 번역".split()
)
_NO_NAME = lazy_compile(r"(?:는|한|된|인|던|할|의|에|을|를|로|서|여러|모든|다른|전체|일부|주요)$")
_OF_AN_OFFICE = lazy_compile(
    r"(?:신임|현직|전직|전임|후임|차기|최종|역대|초대|현|전|나란히|각각|함께|공동|최고|단독|유력|당시|최초|유일)"
)
_NAME_WORDS = 5  # from a name to its office
_IS = lazy_compile(r"(?:이었다|였다|이다|입니다|이며|이고|이자)$")
_DEPARTMENT = lazy_compile(r"(?<=[가-힣·]{2})(?:학과|외과|내과|법인)$")
COUNTRY = lazy_compile(
    r"(?:미국|중국|일본|영국|독일|프랑스|러시아|우크라이나|이스라엘|이란|이라크|튀르키예|인도|캐나다|호주|브라질"
    r"|대만|베트남|태국|캄보디아|네팔|폴란드|이탈리아"
    r"|스페인|네덜란드|스위스|스웨덴|노르웨이|덴마크|핀란드|멕시코|사우디아라비아|사우디|시리아|베네수엘라|북한"
    r"|한국|벨라루스|인도네시아|필리핀|말레이시아"
    r"|싱가포르|이집트|카타르|아랍에미리트|UAE|몽골|미얀마|라오스|아르헨티나|칠레|콜롬비아|쿠바|그리스|체코"
    r"|헝가리|루마니아|오스트리아|벨기에|포르투갈"
    r"|아일랜드|코소보|세르비아|소말릴란드|이탈리아|남아프리카공화국|케냐|나이지리아|에티오피아|뉴질랜드)"
)


@lru_cache(maxsize=20_000)
def _is_office(word: str) -> bool:
    return ROLE.search(word) is not None


@lru_cache(maxsize=512)
def read_question(text: str) -> Asked:
    """*text* as a question: kind by question word, unit or thing asked for, words that carry the subject."""
    kind, unit, focus = Kind.WHAT, "", ""
    count = _COUNT.search(text)
    if _WHEN.search(text):
        kind = Kind.WHEN
    elif "며칠" in text:
        kind, unit = Kind.NUMBER, "며칠"
    elif count:
        kind, unit = Kind.NUMBER, _unit(count["unit"])
    elif _SHARE.search(text):
        kind, unit = Kind.NUMBER, "%"
    elif "얼마" in text:
        kind, unit = Kind.NUMBER, "원" if _MONEY.search(text) or _PAID.search(text) else ""
    elif _WHO.search(text):
        kind = Kind.WHO
    elif _WHY.search(text):
        kind = Kind.WHY
    elif (where := _WHERE.search(text)) is not None:
        kind, focus = Kind.WHERE, where["focus"] or ""
    if not focus and (before := _BEFORE_WORD.search(text)):
        focus = before["focus"]
    if not focus and (named := _NAMED_KIND.search(text)):
        focus = named["focus"]
    if not focus and kind is Kind.WHAT and (last := _LAST_NOUN.search(text)):
        focus = last["focus"]
    if _NAME.match(focus) and (named := _NAME_OF.search(text)):
        focus = named["focus"]  # already without its particle, which 작곡가 only seems to have
    else:
        focus = "" if is_filler(focus) else _bare(focus)
    if kind is Kind.WHAT:
        kind, unit = _kind_of(focus)
    return Asked(text, kind, unit, focus, _stems(text))


def _bare(noun: str) -> str:
    """*noun* without its particle, also where one syllable stays: 해는, 당은, 분은."""
    return noun[0] if len(noun) == 2 and noun[1] in "은는" else stem(noun)


def _kind_of(focus: str) -> tuple[Kind, str]:
    """What the last noun of a question without a question word asks for, and in which unit."""
    if measure := _MEASURES.get(focus, ""):
        return Kind.NUMBER, measure
    if focus in ("날", "때", "시점", "시각"):
        return Kind.WHEN, ""
    if _HOW_MANY.search(focus):
        return Kind.NUMBER, "수량"
    if _PERSON.search(focus) or ROLE.search(focus):
        return Kind.WHO, ""
    return (Kind.WHERE, "") if _SPOT.match(focus) else (Kind.WHAT, "")


def _unit(word: str) -> str:
    """The unit a counted word begins with."""
    for length in (3, 2, 1):
        if word[:length] in _UNITS:
            return word[:length]
    return stem(word)[:2]


def _stems(text: str) -> tuple[str, ...]:
    found = []
    for word in _WORD.findall(text):
        folded = plain(word)
        if not is_filler(folded):
            root = stem(folded)
            if len(root) >= 2 or root.isdigit():
                found.append(root)
    return tuple(dict.fromkeys(found))


def answering_spans(asked: Asked, sentence: str) -> list[Span]:
    """Where *sentence* has what *asked* looks for, of the right kind; without what the question says itself."""
    question = asked.text.replace(" ", "")
    kept = []
    for start, end in _spans(asked, sentence):
        if asked.kind is Kind.WHEN and _REPORTED_ON.match(sentence, end):
            continue
        if asked.kind is Kind.WHERE and sentence[start:end] in NO_PLACE:
            continue
        if asked.kind is Kind.NUMBER and not asked.unit and _NO_AMOUNT.fullmatch(sentence[start:end].strip()):
            continue
        while start < end and sentence[start].isspace():
            start += 1
        while start < end and sentence[end - 1].isspace():
            end -= 1
        if start < end and sentence[start:end].replace(" ", "") not in question:
            kept.append((start, end))
    return kept


def _spans(asked: Asked, sentence: str) -> list[Span]:
    """Where *sentence* has something of the kind asked for."""
    if asked.kind is Kind.WHO:
        return _who(sentence)
    if asked.kind is Kind.WHAT or (asked.kind is Kind.WHY and not _CAUSAL.search(sentence)):
        return []
    if asked.kind is Kind.WHY:
        return clauses_with(_CAUSE, sentence, _CLAUSE_CHARS, _REASON)
    return [match.span() for match in _pattern(asked).finditer(sentence)]


def clauses_with(
    mark: re.Pattern[str], sentence: str, chars: range, other: re.Pattern[str] | None = None
) -> list[Span]:
    """What *mark* finds, each with the clause before it, and what *other* finds; in order, never overlapping.

    chars: how many stand before the mark, no comma and no full stop among them. Found from the mark backwards, since a
    pattern that begins with the clause would look through it anew from every character.
    """
    found: list[Span] = []
    at = 0
    while True:
        beside = other.search(sentence, at) if other else None
        spans = [span for span in (_clause_with(mark, sentence, at, chars), beside and beside.span()) if span]
        if not spans:
            return found
        found.append(min(spans, key=lambda span: span[0]))
        at = found[-1][1]


def _clause_with(mark: re.Pattern[str], sentence: str, at: int, chars: range) -> Span | None:
    """The first clause after *at* that has one."""
    place = at + chars.start
    while match := mark.search(sentence, place):
        stops = (sentence.rfind(stop, at, match.start()) + 1 for stop in ",.")
        begin = max(at, match.start() - chars.stop + 1, *stops)
        if match.start() - begin in chars:
            return begin, match.end()
        place = match.start() + 1
    return None


@lru_cache(maxsize=256)
def _amount_in(unit: str) -> re.Pattern[str]:
    units = _UNITS.get(unit, re.escape(unit))
    return re.compile(rf"(?:약\s?|총\s?)?{_NUMERAL}{_SCALE}\s?(?:{units})(?:여)?(?:\s?(?:만|대))?")


def _pattern(asked: Asked) -> re.Pattern[str]:
    if asked.kind is Kind.WHEN:
        return _DATE
    if asked.kind is Kind.WHERE:
        return COUNTRY if asked.focus.startswith(("나라", "국가")) else _PLACE
    if asked.unit == "원":
        return _MONEY_AMOUNT
    return _amount_in(asked.unit) if asked.unit else _ANY_AMOUNT


def is_department(word: str) -> bool:
    """Whether the last syllable of *word* is no particle though it looks like one: 방사선종양학과, 법무법인."""
    return _DEPARTMENT.search(word) is not None


def _has_office(words: Sequence[tuple[int, str]], most: int) -> bool:
    """Whether an office follows among the first *most* words, with nothing but nouns before it."""
    if most == 1 and words and is_body(words[0][1]):
        most = 2
    for _, word in words[:most]:
        if _is_office(stem(word)):
            return True
        if _OF_AN_OFFICE.fullmatch(word):
            continue
        if not is_department(word) and (stem(word) != word or _NO_NAME.search(word)):
            return False
    return False


def _who(sentence: str) -> list[Span]:
    """People with their offices, and bodies."""
    words = [(match.start(), match.group()) for match in _NAMED.finditer(sentence)]
    found = []
    named_at = -_NAME_WORDS
    for k, (start, word) in enumerate(words):
        root = stem(_IS.sub("", word))
        if _OF_AN_OFFICE.fullmatch(word):
            continue
        if 2 <= len(word) <= 4 and is_full_name(word) and not (len(word) == 4 and _NO_NAME.search(word)):
            if _has_office(words[k + 1 : k + 6], 1 if len(word) == 2 else 4):
                found.append((start, start + len(word)))
                named_at = k if len(word) == 3 else named_at
        elif (
            len(root) == 3
            and k
            and is_full_name(root)
            and not _is_office(root)
            and _is_office(words[k - 1][1])
        ):
            found.append((start, start + len(root)))
        elif _is_office(root) and k and k - named_at >= _NAME_WORDS:
            before_at, before = _before_office(words, k)
            if before and not is_body(before) and not _is_office(before):
                found.append((before_at, before_at + len(before)))
    return sorted(set(found))


def _before_office(words: Sequence[tuple[int, str]], k: int) -> tuple[int, str]:
    """What may be the name before the office at *k*: 인허쥔 of 인허쥔 중국 과학기술부 장관; "" where nothing may."""
    at = k - 1
    while at and k - at < _NAME_WORDS and (is_body(words[at][1]) or COUNTRY.fullmatch(words[at][1])):
        at -= 1
    begin, before = words[at]
    named = len(before) >= 2 and stem(before) == before
    return (
        (begin, before)
        if named and not (_NO_NAME.search(before) or _OF_AN_OFFICE.fullmatch(before))
        else (begin, "")
    )

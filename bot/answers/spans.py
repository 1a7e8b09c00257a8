"""Where a sentence has something of the kind that is asked for, each as a span of its text.

Every pattern is bounded, so that looking through a sentence takes time in proportion to its length.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.answers.amounts import amounts
from bot.answers.english import english_spans
from bot.answers.enumerations import enumerations
from bot.answers.frame import Frame, Want, is_english
from bot.answers.phrases import names, of_kind
from bot.answers.question import NO_PLACE, Asked, Kind, answering_spans, clauses_with
from bot.korean.particles import stem
from bot.korean.sentences import Span
from bot.patterns import lazy_compile
from bot.quotes.names import is_full_name, looks_foreign
from bot.quotes.roles import ROLE

_CLOCK = r"(?:\s?(?:낮|밤|새벽|아침|저녁|오전|오후|정오|자정)?\s?\d{1,2}시(?:\s?\d{1,2}분)?(?:쯤|께|경)?)"
_NAMED_YEAR = r"\d{4}년|지난해|작년|올해|내년|내후년|재작년"
_YEAR = rf"(?:{_NAMED_YEAR}|오는|지난|이번)"
_IN_YEAR = r"\s?(?:\d(?:[~∼-]\d)?분기|상반기|하반기|연말|연초|말|초|봄|여름|가을|겨울)"
_DATE = lazy_compile(
    rf"(?:{_YEAR}\s?){{0,2}}(?:\d{{1,2}}월\s?)?\d{{1,2}}일(?:\([월화수목금토일]\))?(?:{_CLOCK})?"
    rf"|(?:{_YEAR}\s?|(?<!\d)'\d{{2}}년\s?)?(?:\d{{1,2}}월|이달|다음\s?달|내달|지난달)(?:\s?(?:초"
    rf"|중순|말|하순|상순|중|\d{{1,2}}일(?:\([월화수목금토일]\))?(?:{_CLOCK})?))?"
    rf"|(?:{_NAMED_YEAR}|\d{{2}}년){_IN_YEAR}?|(?:오는|지난|이번){_IN_YEAR}"
    rf"|(?:상반기|하반기|연말|연초|\d분기)|(?<![가-힣])(?:자정|정오)(?=까지|부터|에|\s?마감)"
    rf"|(?:지난|이번|다음)\s?주\s?(?:[월화수목금토일]요일)?|(?<![가-힣])(?:오늘(?!의\s)|어제|그제|내일(?=\W|부터|까지|[은도의로]\s|$)|모레"
    rf"|이날|전날|다음\s?날|이튿날)(?:{_CLOCK})?"
    rf"|(?:낮|밤|새벽|아침|저녁|오전|오후)\s?\d{{1,2}}시(?:\s?\d{{1,2}}분)?"
)
_REPORTED = lazy_compile(
    r"(?:\([^()]{0,12}\))?[,]?\s(?:[^,.\s\d]{1,12}(?<![고며])\s){0,2}?(?:밝|전했|전한|말했|보도"
    r"|발표했|설명했|따르면|알렸|강조했|소개했|답했|주장했|업계에|관계자)"
)
_ENDS_THEN = lazy_compile(r"끝|마감|종료|만료|완료|마[치친칠]|폐막|막을 내|만기|기한")
_CAUSE = lazy_compile(
    r"(?:(?:기|을|를)\s?위함|위해서다|나자\s|되자\s|하자\s|때문(?:이다|입니다|으로|에|이라고|이라며)?|탓(?:에|이다)?|덕분|(?:기|을"
    r"|를)\s?위해서?|(?:기|을|를)\s?위한|이유로|까닭|[에로]\s?따른|[에로]\s?따라|(?:으로|로)\s?인해"
    r"|(?:으로|로)\s?인한|영향으로|여파로?|혐의로|의혹으로"
    r"|해서|므로|니까|비롯[됐된한]|(?:반발|항의|요구)(?:해|하며|하면서)|책임을 지고"
    r"|우려해|우려로|불만을|고려해|감안해|고려한"
    r"|차원(?:에서|이다)?|취지(?:로|다|에서)|목적(?:으로|이다)|계기로|없어서?|없었다|없어|않아|못해"
    r"|상실되고|(?<!\")이라며|이유를)"
)
_REASON = lazy_compile(r"(?:원인|이유|까닭|배경|계기)(?:은|는|으로|로는|에는|이|가|에 대해)\s[^.]{4,70}")
_CAUSE_CHARS, _MEANS_CHARS = (
    range(2, 61),
    range(3, 61),
)  # of the clause before the mark of a cause, of a means
_MEANS = lazy_compile(
    r"(?:통해|통한|이용해|활용해|거쳐|방식으로|방식이다"
    r"|방법으로|형태로|수법으로|하면 된다|하면 됩니다|제출하면|신청하면|접속해|으로써|조건으로"
    r"|지원해|지정해|추천한|선정해|복사|배정|빼돌|위장해|나눠|받아|대신|기로\s?했|도록\s?했"
    r"|도록\s?할|할 수 있)"
    r"[^,.]{0,30}"
)
_PERSON_AGED = lazy_compile(
    r"[가-힣]{2,8}(?:\s[가-힣]{1,8})?(?=\s?\(\d{1,3}(?:세|·|\)))|[가-힣]{3}(?=\([^()]{1,16}\)씨)"
)
_TITLE_BEFORE = lazy_compile(
    r"(?:방송인|배우|가수|개그맨|작가|감독|선수|교수|변호사|의원|대표|회장|사장|후보|후보자|위원장"
    r"|장관|기수|코미디언|모델|아나운서|래퍼|셰프|인"
    r"|씨)\s(?P<name>[가-힣]{2,4})(?=[이가은는을를의와과,\s()]|도|$)"
)
_IS_NO_PERSON = lazy_compile(
    r"(?:으로|에서|에게|[을를의에])$|^(?:후임|선임|전임|신임|최종|차기|자리|취임|임명|내정|인선|공모|선출|인사)"
)
_TOKEN = lazy_compile(r"[가-힣A-Za-z0-9·]{1,16}")
_PLACE_ENDS = tuple(
    """
    특별시 광역시 특례시 시 군 구 도 동 읍 면 리 주 항 역 공항 호텔 리조트 센터 대학교
    대학 병원 공원 아파트 단지 주차장 경기장 마을 섬 전시관 공개홀 홀 극장 박물관 미술관
    도서관 시장 광장 구역 회관 회의실 청사 궁 사원 성당 교회 해변 산 강 거리 빌딩 타워
    체육관 돔 스타디움 관 발전소 공장 매장 롯데몰 백화점 몰 학교 법원 검찰청 경찰서 구치소
    교도소 사옥 본사 국회 일원 협회 학회 현 부근 인근 일대 계단 나들목 고속도로 도로 터널
    다리 교차로 캠퍼스 본관 별관 강당 정원 생가 묘역 전당 아레나 스퀘어 유적지 사무실 식당
    카페 호수 계곡 해안 앞바다 해역 농장 댐 지구 읍내 뉴타운 신도시 용지 산단 매립지 저수지 선착장 부두 조선소
    정류장 터미널 휴게소 골프장 스키장 수영장 해수욕장 캠핑장 야구장 축구장 훈련장 촬영장 예식장 장례식장 사격장
    집무실 문화원 아울렛 목장 부지 산책로 남극 북극
    """.split()
)
_IS_TIME = lazy_compile(
    r"^\d+(?:시|분|일|월|년|쯤|명|개|도|주|리|동|산)|^(?:저녁|오전|오후|새벽|낮|밤|당시|동시|일시|다시"
    r"|역시|즉시|수시|상시|임시|국내산|\S{1,4}국산)$"
)
_NOT_WHERE = lazy_compile(
    r"(?:가운데|과정|상황|회견|간담회|인터뷰|방송|글|자료|보고서|보도|회의|행사|측면|차원|점|조사|집계"
    r"|재판|공판|대회|경기|사건|사고|이날|속|중|하에|분야|시점|단계|연설|발언|통화"
    r"|브리핑|심사|결과|대회전|월드컵|올림픽|선수권|리그|콘서트|축제|시상식|총회|포럼|공연|선거|투표|청문회|기사|소셜미디어|페이스북|인스타그램|유튜브|누리집|홈페이지"
    r"|프로그램|시장|주도|정도|제도|속도|정부|태도|의도|보도|온도|구도|시도|용도|각도|강도|빈도|지도"
    r"|한도)도?$|^\d+(?:마리|면)$|[가-힣](?:지|하|려|으|되|다)면$|(?:에|사례|후에|이라|라)도$"
)
_BARE_KIND = lazy_compile(
    r"호텔|리조트|공원|마을|병원|센터|공항|시장|극장|박물관|미술관|도서관|대학|주차장|광장|식당|카페|빌딩|타워|아파트|성당|교회"
)
_NAMED_PLACE = lazy_compile(r"'(?P<name>[^']{2,30}+)'에서")
_IN_REGION = lazy_compile(
    r"(?<![가-힣])(?:서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충북|충남|전북|전남|경북|경남|제주)(?:시|도)?\s"
    r"(?!지역|시민|주민)[가-힣]{2,4}?(?=(?:으로|로|에서|에|의)\s)"
)
_SIDES = ("앞", "옆", "뒤")  # of the place before
_IN = lazy_compile(r"에서[는도]?$")
_TELLS_OF = lazy_compile(
    r"[은는을를의며한된던할될인린난온갈간]$|[가-힣][해]$|(?:하|되|있|이)고$|^(?:이|그|저|이날|당시|현재|또|및|전국|지역)$"
)
_IS_THERE = lazy_compile(r"에서|에\s|으?로\s")
_ITEM_MARK = lazy_compile(r"[,·]")
_WAY = lazy_compile(r"(?:도로|대로|로터리|[가-힣]{2}로)$")
_ASKED_PLACE = lazy_compile(
    r"(?:어디|어느|무슨)\s?(?P<kind>호텔|리조트|공원|마을|병원|센터|공항|시장|극장|박물관|미술관|도서관|주차장|광장|빌딩|타워|아파트|경기장|구장)"
)
_ENDS_MANY = frozenset("시군구도동읍면리주항역섬산강몰홀궁관현")  # with one more syllable most are no places
_IN_BRACKETS = lazy_compile(r"(?:\([^()]{1,24}\))?\s")
_PLACE_WORDS = 5  # before the last
_AT = lazy_compile(
    r"(?:에서는|에서도|에서|에는|에|으로|로|의|과|와|은|는|이|가|을|를|까지|부터|인근에서|인근"
    r"|일대에서|일대|근처|앞에서|앞)$"
)
_WHERE_MARK = lazy_compile(r"(?:에서는|에서도|에서|인근에서|인근|일대에서|일대|근처|앞에서|으로|로|에)$")
_IS_NO_PLACE = lazy_compile(
    r"^(?:중|가운데)$|[은는을를며고한된던할될린난온갈간]$|[가-힣][해인]$|^(?:이|그|저|지난|오는|올해|내년|이날|당시|현재|최근|앞서|특히|대부분|따르면|아닌|또|등|및)$|\d일$"
    r"|\d월$|\d년$|\d시$"
)
_IS_ADVERB = lazy_compile(
    r"(?:널리|멀리|빨리|일찍|달리)$|(?:따르|이르|하|되|보|그러|으)면$|(?:활|운|행|이|노|공|자)동$"
)
_WHEN_WANTS = (Want.WHEN, Want.SINCE, Want.UNTIL)


def _forms(endings: str, least: int = 1) -> re.Pattern[str]:
    return lazy_compile(
        rf"(?<![가-힣A-Za-z0-9])(?P<noun>[가-힣A-Za-z·]{{{least},10}}?(?:{endings}))(?=(?:에서는|에서|에는|으로|에|의|은|는|이|가|을|를|과|와|도|로|까지|부터)?(?:[\s,.(·)]|$))"
    )


_COUNTRY_NAMES = """
    미국 중국 일본 러시아 북한 한국 우크라이나 이스라엘 이란 인도 독일 프랑스 영국 베트남 대만
    호주 캐나다 멕시코 브라질 이탈리아 스페인 폴란드 튀르키예 사우디아라비아 사우디 카타르
    아랍에미리트 UAE 시리아 레바논 이라크 이집트 태국 필리핀 인도네시아 말레이시아 싱가포르
    몽골 네덜란드 벨기에 스위스 스웨덴 노르웨이 핀란드 덴마크 오스트리아 체코 헝가리 루마니아
    그리스 포르투갈 아일랜드 베네수엘라 콜롬비아 아르헨티나 칠레 페루 쿠바 남아프리카공화국 남아공
    나이지리아 케냐 에티오피아 소말리아 소말릴란드 예멘 아프가니스탄 파키스탄 방글라데시 스리랑카
    네팔 미얀마 라오스 캄보디아 홍콩 뉴질랜드 카자흐스탄 우즈베키스탄 조지아 아르메니아
    아제르바이잔 불가리아 세르비아 크로아티아 리투아니아 라트비아 에스토니아 그린란드 파나마
""".split()
_COUNTRIES = lazy_compile(rf"(?<![가-힣])(?P<noun>{'|'.join(_COUNTRY_NAMES)})")
# What names a thing of the kind that 어느 asks for: 어느 대학, 어느 나라.
FORMS = {
    "나라": _COUNTRIES, "국가": _COUNTRIES,
    "대학": _forms("대학교|대학|대|과학기술원|KAIST|DGIST|UNIST|GIST", 0), "대학교": _forms("대학교|대학|대"),
    "도시": _forms("특별시|광역시|특례시|시"), "시": _forms("특별시|광역시|특례시|시"), "동네": _forms("동|읍|면|리"),
    "동": _forms("동"), "동임": _forms("동"), "동이지": _forms("동"), "동에": _forms("동"),
    "주": _forms("주"), "주에": _forms("주"), "주임": _forms("주"),
    "군": _forms("군"), "군에": _forms("군"), "구": _forms("구"), "구야": _forms("구"),
    "역": _forms("역"), "역이": _forms("역"), "섬": _forms("도|섬"),
    "병원": _forms("병원|의료원|의원"), "은행": _forms("은행|뱅크"), "부처": _forms("부|처|청|위원회"),
    "학교": _forms("초등학교|중학교|고등학교|대학교|초|중|고|대"), "정당": _forms("당|국민의힘", 0),
    "당": _forms("당|국민의힘", 0), "증권사": _forms("증권"), "항공사": _forms("항공|에어"),
    "보험사": _forms("생명|화재|손해보험|손보"),
}  # fmt: skip


def spans_of(frame: Frame, asked: Asked, text: str, written: str = "") -> list[Span]:
    """Where *text*, a sentence, has something of the kind asked for, that the question does not"
    " say itself."""
    question = re.sub(r"\s", "", frame.text)
    found = []
    for start, end in _spans(frame, asked, text, written):
        while start < end and (text[start].isspace() or text[start] in ",.·"):
            start += 1
        while start < end and (text[end - 1].isspace() or text[end - 1] in ",."):
            end -= 1
        if start < end and re.sub(r"\s", "", text[start:end]) not in question:
            found.append((start, end))
    return found


def _spans(frame: Frame, asked: Asked, text: str, written: str) -> list[Span]:
    want = frame.want
    if is_english(frame.text):
        return english_spans(want, text, frame.text, written)
    if want in _WHEN_WANTS:
        return _dates(want, text)
    if want in (Want.NUMBER, Want.MONEY):
        return amounts(frame, text)
    if want is Want.WHO:
        return _people(asked, text)
    if want in (Want.WHERE, Want.WHAT) and (form := FORMS.get(frame.head)) is not None:
        named = [match.span("noun") for match in form.finditer(text) if not _IS_ADVERB.match(match["noun"])]
        return named or (_places(text) if want is Want.WHERE else [])
    if want is Want.WHERE:
        places = _places(text)
        if (asked_kind := _ASKED_PLACE.search(frame.text)) is not None:
            return [span for span in places if text[: span[1]].endswith(asked_kind["kind"])] or places
        return places
    if want is Want.WHY:
        return clauses_with(_CAUSE, text, _CAUSE_CHARS, _REASON)
    if want is Want.HOW:
        return clauses_with(_MEANS, text, _MEANS_CHARS)
    if want is Want.EXCEPT and asked.kind is Kind.WHO and (people := _people(asked, text)):
        return people
    if want is Want.EXCEPT and "어디" in frame.text:
        listed = enumerations(text)
        several = [span for span in listed if len(_ITEM_MARK.findall(text, *span)) > 1]
        places = [span for span in _places(text) if _IS_THERE.match(text, span[1])]
        return [*several, *places, *listed]
    if want is Want.LIST or want is Want.EXCEPT:
        return enumerations(text)
    if want is Want.NAME or (want is Want.WHAT and frame.head):
        return [*names(frame, text), *of_kind(frame, text)]
    return []


def _dates(want: Want, text: str) -> list[Span]:
    found = []
    for match in _DATE.finditer(text):
        if not match.group().strip() or _REPORTED.match(text, match.end()):
            continue
        after = text[match.end() : match.end() + 3]
        if want is Want.SINCE and not after.lstrip().startswith(("부터", "에", "자로", " ")):
            continue
        if want is Want.UNTIL and not (
            after.lstrip().startswith(("까지", "마감", "종료", "("))
            or _ENDS_THEN.search(text, match.end(), match.end() + 16)
        ):
            continue
        found.append(match.span())
    return found


def _places(text: str) -> list[Span]:
    """Noun phrases that end in a kind of place, those where something is done first: 공개홀 of 공개홀에서."""
    tokens = [(match.start(), match.group()) for match in _TOKEN.finditer(text)]
    done: list[Span] = []
    others: list[Span] = []
    for k, (start, token) in enumerate(tokens):
        particle = _AT.search(token)
        noun = token[: particle.start()] if particle else token
        if noun.endswith("도") and len(noun) > 2 and _is_place(noun[:-1]):  # 공장도
            noun = noun[:-1]
        if not noun and k:  # 마을 인근에서
            noun = _IN.sub("", token)
        if (
            (len(noun) < 2 and noun not in _SIDES)
            or noun in NO_PLACE
            or _IS_TIME.search(noun)
            or _NOT_WHERE.search(noun)
        ):
            continue
        known = _is_place(noun) and (len(noun) > 2 or noun[-1] not in _ENDS_MANY)
        at = token.endswith(("에서", "에서는", "에서도")) and particle is not None
        if not known and not at:
            continue
        if not particle and k + 1 < len(tokens) and _continues(text, start + len(token), tokens[k + 1]):
            continue  # 서울 of 서울 마포구에서
        first = k
        if first and _BARE_KIND.fullmatch(noun) and _beside(text, tokens[first - 1], tokens[first][0]):
            first -= 1  # 마러라고, whose end only looks like a particle, of 마러라고 리조트
        while first and k - first < _PLACE_WORDS and _belongs(text, tokens[first - 1], tokens[first][0]):
            first -= 1
        marked = _WHERE_MARK.search(token) is not None
        (done if marked else others).append((tokens[first][0], start + len(noun)))
    named = [match.span("name") for match in _NAMED_PLACE.finditer(text)]
    regions = [match.span() for match in _IN_REGION.finditer(text)] if not done else []
    return done + named + regions + others


def _is_place(noun: str) -> bool:
    return len(noun) >= 2 and noun.endswith(_PLACE_ENDS)


def _continues(text: str, end: int, after: tuple[int, str]) -> bool:
    """Whether the word *after* goes on with the place that ends at *end*."""
    start, token = after
    noun = _AT.sub("", token)
    return _IN_BRACKETS.fullmatch(text[end:start]) is not None and (_is_place(noun) or token.endswith("에서"))


def _beside(text: str, before: tuple[int, str], start: int) -> bool:
    at, word = before
    return text[at + len(word) : start].isspace() and not (_TELLS_OF.search(word) or _IS_TIME.search(word))


def _belongs(text: str, before: tuple[int, str], start: int) -> bool:
    """Whether the word *before* the one at *start* is part of the same name."""
    at, word = before
    if not _IN_BRACKETS.fullmatch(text[at + len(word) : start]):
        return False
    if _BARE_KIND.fullmatch(word):
        return True
    if _IS_NO_PLACE.search(word) or _IS_TIME.search(word):
        return False
    return (
        stem(word) == word
        or looks_foreign(word)
        or (_is_place(word) and (not _AT.search(word) or _WAY.search(word) is not None))
    )


def _people(asked: Asked, text: str) -> list[Span]:
    found = list(answering_spans(replace(asked, kind=Kind.WHO), text))
    for match in _PERSON_AGED.finditer(text):
        last = match.group().split()[-1]
        found.append((match.end() - len(last), match.end()) if is_full_name(last) else match.span())
    found += [
        match.span("name")
        for match in _TITLE_BEFORE.finditer(text)
        if not (ROLE.search(stem(match["name"])) or _IS_NO_PERSON.search(match["name"]))
    ]
    return found

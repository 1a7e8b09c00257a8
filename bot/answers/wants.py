"""Which kind of thing a question asks for, and what names that thing: 언제까지, 몇 명, 어느 도시.

>>> what_is_wanted("행사 기간은 어느 도시가 제일 길어?")
(<Want.MOST: 'most'>, '도시')
"""

from __future__ import annotations

import re
from enum import Enum

from bot.answers.roots import VERBAL, past_of
from bot.korean.particles import is_filler, stem
from bot.patterns import lazy_compile
from bot.quotes.alignment import plain
from bot.quotes.names import is_full_name
from bot.quotes.roles import AMBIGUOUS, ROLE


class Want(Enum):
    """What kind of thing answers."""

    WHO = "who"
    WHEN = "when"
    SINCE = "since"
    UNTIL = "until"
    NUMBER = "number"
    MONEY = "money"
    WHERE = "where"
    WHY = "why"
    HOW = "how"
    NAME = "name"
    WHAT = "what"
    ABOUT = "about"
    LIST = "list"
    MOST = "most"
    COMPARE = "compare"
    EXCEPT = "except"
    WHETHER = "whether"


_WHO = r"누구|누가|누굴|누군"
_ASKS = lazy_compile(
    rf"(?:{_WHO}|언제|어디|어느|어떤|어떻|얼마|몇|무슨|왜(?![가-힣]{{2}}곡)|뭐|뭘|뭔|무엇|며칠|이유"
    rf"|까닭|이름|날짜|방법)"
)
_CLASS = (  # of which something is one: 어떤 게임이야
    r"(?:사람|인물|분|부대|임무|게임|병|질환|회사|기업|단체|기관|기구|서비스|제도|사업|행사|축제|영화|책|작품|기술|물질|성분|약"
    r"|시설|장소|곳|동물|식물|일자리|직업|상품|제품|정책|법|조직|모델|프로그램|브랜드|그룹)"
)
# 원인 itself, written together with a noun as well: not of 민원인, 병원인, 공무원인, 상원인.
_REASON = r"(?<![민의직회무공])(?<!(?<![발질염])병)(?<!(?<![위불])법)(?<!(?<![가-힣])상)원인"
# Of two things the same is asked, in the same form: 도담동이 넓어 한빛동이 넓어, not 비가 오면 강이 넘치나.
EITHER = (
    r"[이가]\s(?P<verb>[가-힣]{1,4}?)[아어냐나니]?\s(?P<other>\S{1,14})[이가]\s(?P=verb)[아어냐나니]?요?\?*$"
)
_KINDS: tuple[tuple[Want, re.Pattern[str]], ...] = tuple(
    (want, lazy_compile(pattern))
    for want, pattern in (
        (Want.WHY, r"(?<![가-힣])왜(?![곡군란소])"),
        (Want.LIST, r"뭐\s?뭐|누구\s?누구|어디\s?어디|무슨\s?무슨|어떤\s?어떤"
                    r"|(?:두|세|네|다섯|여섯|\d{1,3})\s?(?:곳|명|가지|개|사람|나라|군데|팀|회사|종류)(?:은|는|이|가|을|를)?\s?(?:어디|누구|뭐|알려|대[줘봐])"
                    r"|모두 (?:누구|어디|뭐)|(?:어느|어떤|무슨)\s?[가-힣A-Za-z]{1,10}들(?!어)"),
        (Want.EXCEPT, r"말고|빼고|빼면|제외"
                      r"|(?<![가-힣])(?:안|못)\s?(?:되는|하는|받는|가는|오는|내는|든|들어간|맡은)\s?(?:건|것|거|데|곳"
                      r"|사람|구간|지역|경우|나라|회사|날)|빠진\s?(?:데|곳|건|거|사람)|빠진\s\S{1,8}\s(?:누구|어디|뭐)|(?<!해)외에"),
        (Want.COMPARE, r"(?:이?랑|(?<=\S)와(?=\s)|(?<=\S)(?<![가-힣][외내안학])"
                      r"(?<!\b[치결안내외학성효사전통초부경])과(?=\s)|하고).{1,30}중(?=에|인|\s|\?|$)"
                      r"|중에?서?\s?.{0,20}더\s|더\s.{1,16}(?:누구"
                       r"|어디|뭐|어느)|(?:뭐|어디|누구|어느\s?\S{1,20})[가이]?\s?더\s"
                       rf"|{EITHER}"
                       r"|(?:이?랑|하고)\s.{1,30}어느\s?(?:쪽|게|것|편)"
                       r"|(?:이?랑|하고)\s.{1,30}(?:뭐|어디|누[구가]|어느\s?\S{1,12}?)[가이게]?\s(?:\S{1,10}\s){0,2}?더\s|(?:늘|줄|올|내|높"
                       r"|낮)\S{1,3}\s(?:늘|줄|올|내|높|낮)\S{1,3}\?*$|(?:둘|셋|넷)\s?중"
                      r"|(?:비싸|싸|커|작|이기|이겼|졌|빨|느|많|적)\S{0,3}\s(?:비싸|싸|커|작|이기|이겼|졌|빨|느|많|적)\S{0,3}\?*$"),
        (Want.MOST, r"(?:제일|가장|최고로|최다)\s?.{0,60}(?:누구|어디|뭐|어느|무슨|언제|몇)|(?:누구|어디"
                    r"|뭐|어느|무슨).{0,60}(?:제일|가장)|(?:다음으로|담으로|[두세] ?번째로)\s"),
        (Want.UNTIL, r"(?:언제|며칠|몇\s?월|몇\s?시|몇\s?일|어느 날|몇\s?년도?)까지"
                     r"|^(?!.*(?:얼마|누[가구굴군]|왜|어디|어떻|몇\s?[^월일시년\s])).*(?:마감|(?<![제포연얘야무])기한)"
                     r"|언제\s?(?:끝|종료|만료)|(?:끝나|종료되|마감되)는\s?(?:날|게|때|건|시기)"),
        (Want.SINCE, r"(?:언제|며칠|몇\s?월|몇\s?시|몇\s?일|몇\s?년도?)부터"),
        (Want.WHY, r"(?:배경|비결|계기|속셈|속내|의도|노림수|취지|목적|명분|사유)(?:이|은|가|는)?\s?(?:뭐|무엇|뭔|머)"
                   rf"|왜(?![가-힣])|(?<![가-힣])어쩌다가?\s|(?:이유|까닭|{_REASON})(?!.{{0,30}}언제)|어째서"
                   r"|뭐\s?때문|무슨 일(?:로| 때문)|무엇 때문"),
        (Want.HOW, r"어떻게|(?:어떤|무슨)\s?(?:식|방법|방식|수법)|방법(?:이|은)|방식(?:이|은)|무슨 수로"
                   r"|뭘로(?!\s?(?:바[꾸꿔꿨뀌뀐뀔뀝뀜]|정[하한했해]))|무엇\s?으로"
                   r"|(?:어떤|무슨)\s?(?:기준|앱|재료|기술|수단|경로|장비|도구|프로그램)(?:으로|로)(?=\s)"
                   r"|(?:방법|방식|절차|수법)(?:을|좀)?\s?(?:뭐|무엇|뭔|알려|가르|있|좀|\?|$)"
                   r"|(?:하|쓰|보|찾|만드|고치|푸|피하|줄이|막|구하)는\s?법(?:이|은|을|좀)?\s?(?:뭐|무엇|알려|가르|있|\?|$)"),
        (Want.WHEN, r"언제|일자(?!리)|며칠(?!\s?(?:동안|간|만|이나|더|빨|빠|일찍|늦|앞당|걸[려리렸]"
                    r"|남[았은]|차이))|몇\s?(?:월|일(?!\s?(?:동안|간|만"
                    r"|이나))|시(?![가-힣]|\s?간)|시(?=에|쯤|부터|까지|경|야|임|인))|몇\s?분기|날짜"
                    r"|(?<![택마])시기(?!사)|몇\s?년(?:에(?!서)|도)|무슨 요일|어느 (?:해|날|달)"),
        (Want.MONEY, r"얼마(?!나|\s?동안|\s?만|\s?전)|몇\s?(?:원|달러|억|만\s?원|조)(?![가-힣]{2})"),
        (Want.NUMBER, r"몇|얼마(?!\s?전)|며칠|퍼센트|(?:비율|비중|점유율|지지율|득표율|증가율|상승률"
                      r"|하락률)(?:은|이|가)?\s?(?:\?|$|뭐|어느)"),
        (Want.ABOUT, r"(?:뭔|무슨|먼)\s?(?:(?:뜻|의미)|(?:소리|말)(?:이?[야예죠냐래]|이에|임|인|지|\?|$))"
                     r"|뜻(?:이|은)?\s?(?:뭐|무엇|뭔)"
                     r"|(?:뭐|무엇)\s?하는\s?(?:서비스|브랜드|제품|상품|프로그램|사업|장치|앱|게임|제도|데|곳|회사|단체|사람|기관|기구|업체|부처|정당|당(?=[이인임?\s]|$)|조직|재단|협회|모임|직업|거|건|애|분|팀)"
                     rf"|(?:어떤|뭘\s?하는|뭐\s?하던)\s?(?:\S{{1,6}}의\s)?{_CLASS}(?:이?[야예]|이에|인[가지데]|임|이[지죠냐]|[을를]\s말[하해])[가-힣]{{0,3}}[\s?.!]*$"),
        (Want.NAME, r"이름(?!으로|을 걸|난)|명칭|뭐라고 (?:불|부르)|뭐라\s?(?:불|부르)"),
        (Want.WHO, _WHO),
        (Want.WHERE, r"어디|(?:어느|무슨)\s?(?:건물|화랑|극장|공항|교도소|감옥|장소)"
                     r"|어느\s?(?:동네|섬|도시|나라|지역|호텔|병원|학교|대학|회사|역|구장|시|군"
                     r"|곳|쪽|마을)"),
        (Want.WHAT, r"뭐|뭘|뭔|무엇|무슨|어느|어떤"),
    )
)  # fmt: skip
_HANGUL = lazy_compile(r"[가-힣ㄱ-ㅎㅏ-ㅣ]")
_ENGLISH: tuple[tuple[Want, re.Pattern[str]], ...] = tuple(
    (want, lazy_compile(pattern, re.IGNORECASE))
    for want, pattern in (
        (Want.WHY, r"\b(?:why|how come|what (?:caused|led to|made)|the (?:reason|cause))\b"),
        (Want.WHEN, r"\bwhen\b|\bwhat (?:time|day|date|year)\b|\bdeadline\b"),
        (
            Want.MONEY,
            r"\bhow much\b(?=.{0,40}\b(?:costs?|pay|paid|fares?|prices?|fees?|worth|damage|tickets?|fined?|money"
            r"|budget|loss|tolls?|earns?|salary|spend|spent|charged?|insured|owe[ds]?|grants?|prize|donat\w{2,3}|bonus)\b)",
        ),
        (Want.NUMBER, r"\bhow (?:many|much|long|old|far|often|big|large|tall)\b"),
        (Want.WHO, r"\bwho(?:se|m|'?s)?\b"),
        (Want.WHERE, r"\bwhere\b"),
        (Want.NAME, r"\b(?:called|named?)\b"),
        (Want.HOW, r"\bhow\b"),
        (Want.WHETHER, r"^\W*(?:is|are|was|were|do|does|did|can|could|will|has|have|should)\b"),
        (Want.WHAT, r"\bwh(?:at|ich)"),
    )
)
_ASSERTED = lazy_compile(
    r"(?:[거게것] |[거게]\s?|는게\s?|이\s)?(?:맞아|맞나|맞음|맞냐|맞죠|맞는지|사실이야|사실임"
    r"|사실인가|사실이냐|진짜야|진짜임)(?:요|\?|\s)*$"
)
_IS_WHAT = lazy_compile(
    r"^(?P<who>[^?]{2,24}?)(?:이란\s?게|란\s?게|이란|란|이?라는\s?(?:게|건|거)|이|가|은"
    r"|는)?\s?(?:그게\s)?(?:정확히\s)?(?:대체\s)?(?:누구|뭐|뭔데|무엇)"
    r"(?:(?:야|이야|지|임|예요|에요|이에요|인가요|죠|인데|냐|니|인지)\s?\??(?=$|\s)|\s?\??$)"
)
# 조작 얘기에 나오는 기준지 진동이 뭐야, 만마분등이 무슨 뜻이야, 빈 일자리는 어떤 일자리를 말해
_TERM = lazy_compile(
    r"(?:나오는|말한|말하는|얘기한|라는|이라는)\s(?:[^\s?]{2,10}\s)?(?P<head>[^\s?]{2,14}?)(?:이라는|라는|이란|란|이|가|은|는)?"
    r"\s?(?:게|건|그게|대체)?\s?(?:뭐|무엇|뭔데|뭔)(?:야|이야|임|지|예요|에요|인데|인가요?|죠)?[\s?.!]*$"
)
_MEANS_WHAT = lazy_compile(
    r"(?P<head>[^\s?]{2,14}?)(?:이라는|라는|이란|란|이|가|은|는)?\s?(?:게|건|그게|대체)?\s?(?:뭔|무슨|먼)\s?(?:뜻|소리|말|의미)"
)
# Which one that is, not what a name stands for: 올해의 차로 뽑힌 차는 어떤 모델이야
_ASKS_WHICH = lazy_compile(
    rf"(?:의|(?<![북제기무])한|[된할될던온힌린낸]|(?<!라)는|[가-힣][은긴난쓴])\s(?:{_CLASS}|차|차량|드라마"
    r"|노래|곡|배우|가수|선수|팀|앱|음식|나라|도시|학교|건물|배|업체)[은는이가]\s어떤\s\S+$"
)
_OF_A_KIND = lazy_compile(  # 잘루즈니라는 사람이 어떤 인물이에요
    r"(?P<head>[^\s?]{2,14}?)(?:이?라는\s\S{1,8}|은|는|이|가)\s(?:어떤|뭘\s?하는|뭐\s?하던)\s"
)
# 삼성에서 연초에 주는 OPI라는 게 뭐야; 굿리던스데이 그게 뭐야
_CALLED_WHAT = lazy_compile(
    r"(?P<head>[^\s?]{2,14}?)(?:(?:이라는|라는|이란|란)\s?(?:게|건|거)?\s?|(?:이|가|은|는)?\s그게\s)(?:대체\s|정확히\s)?(?:뭐|무엇|뭔데|뭔)(?:야|이야|임|지|예요|에요|인데|인가요?|죠)?[\s?.!]*$"
)
_WHAT_THAT = lazy_compile(
    r"^(?P<who>\S{2,20}?(?:\s\S{1,12}?)?)(?:이|가|은|는)?\s"
    r"(?:뭐|누구|뭔)(?:이|인|)(?:길래|기에|데)"
)
_ATTRIBUTE = lazy_compile(
    r"(?P<head>[가-힣A-Za-z0-9]{1,12}?)(?:은|는|(?<![높깊넓길나])이|가|을|를|으로|로|도|에|의)?\s?(?:(?:모두|총|다"
    r"|대략|약|정확히|대체|결국|이제|최종|실제로|각각|정도|한|이번에|지금|다 합치면|다합쳐)\s){0,4}"
    rf"(?:{_WHO}|어디|얼마|언제|뭐|뭘|무엇|몇|며칠|어떻)"
)
# What stands before a question word and is not what it asks for: 28일에 어디서 만났어, 배타고 어디 가.
_BESIDE_IT = lazy_compile(r"(?:[에을를]|[가-힣](?:면|고|서|게|거|때|봐|는데))\s")
_FIGURES = (Want.NUMBER, Want.MONEY, Want.MOST, Want.COMPARE)
_NAMED_KIND = lazy_compile(r"(?:어떤|무슨|어느|뭐라는|뭐란)\s?(?P<head>[가-힣A-Za-z]{1,8})")
_IS_IT = lazy_compile(  # behind 어느 동네, at the end of the question: 예요
    r"(?<=.)(?:이?예요|이?에요|이었.{0,3}|였.{0,3}|인가요?|인데|인지|이?야|(?<=[가-힣]{2})임|이?죠|이?냐|이?래)$"
)
_NO_IS_IT = lazy_compile(  # nouns that end like it
    r"(?:[노고미거모빨아장유설내도다타술]래|[분시광심재제평하]야|(?:움직|쓰|보|붙|놀|책|모|게|프레|타|신|선|부|주|담|위|재|해|퇴|연|역|후|전)임)$"
)
_AT_IT = lazy_compile(r"(?<=.)(?:에서|으로)$")
_NAME_OF = lazy_compile(
    r"(?P<head>[가-힣A-Za-z0-9]{1,12}?)(?:의|은|는|이|가)?\s(?:그거\s|새\s)?(?:이름|명칭)"
    r"|(?P<glued>[가-힣]{1,8})이름"
)
_PERSON = lazy_compile(
    r"(?:사람|인물|범인|용의자|피의자|놈|녀석|남자|여자|주인|점주|건물주|총괄|주연|담임|후임|전임|남편|아내|부인|아들|딸|엄마|아빠|친구|동료"
    r"|(?:출연|운전|진행|사회|우승|수상|당선|당첨|피해|가해|설립|창업|창립|개발|발명|제작|연출|책임|담당|관리|소유|신고|목격|생존|희생|사망|실종|주최"
    r"|후보|지휘|연주|수석|합격|내정|임명|투자|기부)자|(?<=[가-힣]{2})[가관위원]원장)$"
)
_EMBEDDED = lazy_compile(
    r"(?:왜|언제|누가|어디|뭐|어떻게)\S{0,8}\s?(?:\S{1,12}+\s){0,4}?\S{0,12}[는은ㄴ]지\s(?!알려|궁금|아시|말해|아는)\S"
)
_ASKS_YES = lazy_compile(r"[가-힣](?:냐|나요|까요?|는지)$")
_PRICED = lazy_compile(
    r"(?:요금|가격|값|예산|연봉|월급|금액|매출|보상금|[업사통]비|(?:입장|관람|이용|사용|수수|통행)료)$"
)
_MEASURED = lazy_compile(r"(?:높이|깊이|넓이|길이|너비|면적|몸?무게|나이)$")
_OF_SPOT = r"(?:[가-힣][한된할될낸연온간쏜딴쓴찍넣]|있는|하는|되는|가는)"
_SPOT = lazy_compile(  # where, also with the verb before it and no space: 낸도시
    r"^(?:곳|데|장소|위치|지역|도시|나라|국가|동네|마을|건물|극장|법원|공항|미술관|박물관|공연장|경기장|교도소|구|선거구|역)$"
    rf"|{_OF_SPOT}(?:곳|장소|도시|나라|동네|마을|건물)$"
)
_OF_DE = lazy_compile(rf"{_OF_SPOT}데$")
# 노숙한데, 대회를 연데: where. 축제 취소된데: whether, as people write 대.
_IS_SPOT_OF = lazy_compile(r"^\S+$|[을를]\s\S+$|데[은는]\s?\?*$")
_LAST_NOUN = lazy_compile(
    r"(?:(?<![가-힣A-Za-z])(?P<one>[가-힣](?=[은는])|[곳데])(?:은|는)?|(?P<head>[가-힣A-Za-z]{2,12}?)(?:은|는)?)\s?\?*$"
)

LIGHT = frozenset(
    "하 되 했 됐 해 돼 한 된 할 될 함 됨 있 없 이 거 건 것 게 데 곳 그 저 좀 또 더 다 중 것 제일"
    " 가장 정확히 지금 이번 새로 원래 갑자기 대체 모두 "
    "그게 그건 이게 맞 아 나 만 쯤 대해 관련 거야 거래 거지 거임 했어 했음 했지 했대 있는 있어 있나"
    " 없는 수 때 데가 곳이 중에 말고 안 못 이제 준 주는 받는 "
    "분이 날이 일이 그거 이거 저거 그랬다 일어난 아시는분 알려줘 기사 이번에 이번엔 어떤 하나"
    " 그냥 진짜 혹시 뭐라 사람 사람들".split()
)


def what_is_wanted(said: str) -> tuple[Want, str]:
    """The kind asked for and the thing that names it."""
    if is_english(said):
        return next((want for want, pattern in _ENGLISH if pattern.search(said)), Want.WHAT), ""
    embedded = _EMBEDDED.search(said)
    which = _ASKS_WHICH.search(said) is not None
    if _ASSERTED.search(said) or (embedded and not _ASKS.search(said, embedded.end() - 1)):
        return Want.WHETHER, ""
    want = next(
        (want for want, pattern in _KINDS if pattern.search(said) and not (which and want is Want.ABOUT)),
        None,
    )
    about = asks_about(said)
    if want in (Want.WHO, Want.WHAT) and about and _is_plain_subject(about["who"]):
        return Want.ABOUT, ""
    term = (
        (_TERM.search(said) or _CALLED_WHAT.search(said))
        if want is Want.WHAT
        else (_MEANS_WHAT.search(said) or _OF_A_KIND.search(said))
        if want is Want.ABOUT
        else None
    )
    if term is not None:
        return Want.ABOUT, stem(plain(term["head"]))
    if want is None:
        if _is_whether(said):
            return Want.WHETHER, ""
        last = _LAST_NOUN.search(said)
        head = (last["one"] or last["head"]) if last else ""
        if _is_person(head):
            return Want.WHO, head
        if _MEASURED.search(head):
            return Want.NUMBER, head
        glued = _OF_DE.search(head) is not None
        if _SPOT.search(head) or (glued and _IS_SPOT_OF.search(said)):
            return Want.WHERE, head
        if glued:
            return Want.WHETHER, ""
        return Want.MONEY if _PRICED.search(head) else Want.WHAT, head
    head = ""
    if want is Want.NAME:
        named = _NAME_OF.search(said)
        head = (named["head"] or named["glued"]) if named else ""
    elif named := _NAMED_KIND.search(said):
        head = _AT_IT.sub("", named["head"])
        if not re.search(r"\w", said[named.end() :]) and not _NO_IS_IT.search(head):
            head = _IS_IT.sub("", head)
    elif (named := _ATTRIBUTE.search(said)) and (want in _FIGURES or not _BESIDE_IT.search(named.group())):
        head = named["head"]
    if want is Want.NAME and _is_person(head):
        want = Want.WHO
    return want, "" if is_filler(head) or head in LIGHT else stem(plain(head))


def is_english(text: str) -> bool:
    """Whether *text* has no Hangul: what is asked in English is asked of English articles."""
    return _HANGUL.search(text) is None


def _is_person(head: str) -> bool:
    """Whether *head* is somebody, so that a name of it is a person's."""
    return _PERSON.search(head) is not None or (ROLE.search(head) is not None and head not in AMBIGUOUS)


def asks_about(said: str) -> re.Match[str] | None:
    """X가 뭐야, X가 뭐길래."""
    return _IS_WHAT.match(said) or _WHAT_THAT.match(said)


def _is_plain_subject(who: str) -> bool:
    """Whether the words before 뭐야 and 누구야 are a name, and not something told of one, nor what somebody is."""
    words = who.split()
    return (
        len(words) <= 3
        and not (_is_person(words[-1]) and not any(map(is_full_name, words[:-1])))
        and not any(past_of(word) or VERBAL.search(word) for word in words)
        and not re.search(
            r"이름|제목|슬로건|구호$|표어|주제$|(?<!라)[은는]\s|회장|대표|장관|사장|감독|원장|총장", who
        )
    )


def _is_whether(said: str) -> bool:
    """Whether nothing but yes or no answers: no question word, and a verb at the end."""
    if _ASKS.search(said):
        return False
    words = re.sub(r"\W+$", "", said).split(" ")
    last = words[-1]
    if len(words) > 2 and _ASKS_YES.search(words[-2]):  # 자율주행 되냐 fsd
        return True
    if last and (
        (_is_nominal(last) and last not in _NOUN_IN_M) or last in _CLIPPED or _VERB_IN_M.search(last)
    ):
        return True
    return bool(
        re.search(
            r"(?:[어아해돼야여니냐나지죠까음임함됨줌옴요대래다가려져켜워와써내줘봐커겨쳐춰꿔혀펴]|맞아"
            r"|돼요|인가|는지|건가)$",
            last,
        )
    )


_CLIPPED = frozenset("가능 불가능 괜찮 무료 유료 공짜 필수".split())  # a verdict without its verb: 주차 가능?
_FINAL_M = 16
_VERB_IN_M = lazy_compile(  # in the form of haste: 들어감, 떨어짐, 살아남
    r"(?:[들돌]아|들어|올라|내려|나|넘어|이어|끌려|따라|빠져|다녀)[감옴]$|[어아여려쳐라]짐$"
    r"|(?:살아|드러|일어|끝|물러)남$|[열풀팔걸밀올내늘알말잘깔]림$|(?:바뀜|막힘|잡힘|밝힘|뽑힘|받아들임|줄임|늘림)$"
)
_NOUN_IN_M = frozenset(
    "이름 사람 게임 시스템 프로그램 팀 힘 꿈 봄 감 담 다음 마음 처음 모임 책임 요금 임금 현금 세금 기금 자금 벌금 지금"
    " 금 점 섬 곰 밤 몸 땀 김 침 짐 암 참 폼 룸 햄 컴 램 범 음".split()
)


def _is_nominal(word: str) -> bool:
    """Whether *word* is a verb of one or two syllables in the form of haste: 줌, 탐, 나옴."""
    return len(word) <= 2 and "가" <= word[-1] <= "힣" and (ord(word[-1]) - 0xAC00) % 28 == _FINAL_M

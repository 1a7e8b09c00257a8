"""Where something is, in places that are known as such by no ending: what it is done at, and all of what a place is.

>>> from bot.answers.frame import read_frame
>>> text = "물꼬당은 나루촌에 새 매장을 설치했다."
>>> text[slice(*place_told(read_frame("물꼬당 매장은 어디에 설치했어?"), text))]
'나루촌'
"""

from __future__ import annotations

from bot.answers.clauses import cover
from bot.answers.frame import Frame, Part
from bot.answers.phrases import best_of
from bot.answers.question import COUNTRY
from bot.korean.particles import stem
from bot.korean.sentences import Span
from bot.patterns import lazy_compile
from bot.quotes.names import is_known_place, looks_foreign
from bot.quotes.roles import ROLE, THING

_AT = lazy_compile(
    r"(?<![가-힣A-Za-z0-9·])(?P<noun>[가-힣A-Za-z0-9·]{2,16}?)(?P<mark>(?:\([^()]{1,24}\))?'?(?:에서[는도만]?|에[는도]?|으로|로|까지)(?=\s)"
    r"|\s(?:출신|출생|태생|소재)(?![들자지]))"
)
_ASKS_TO = lazy_compile(r"어디(?:로|까지)")
_TO = lazy_compile(r"(?:\([^()]{1,24}\))?'?(?:으로|로|까지)$")
_IS_AT = lazy_compile(
    r"[^,]{0,24}?(?:있|위치|들어[서선설섰갔]|설치|입주|열[리린렸었어고]|차[리려]|오픈|개[점관장원소]|올[렸린]|신청|확인|찾|가[던는]|향[하한]|이전|옮|출발|도착|거주|안장"
    r"|발견|판매|방문|볼\s수|만나)"
)
_IS_BROUGHT = lazy_compile(
    r"[^,]{0,24}?(?:숨[기긴겨겼]|이송|이첩|넘[기긴겨겼어]|보[내낸냈]|짓|지[어었을]|세[우운웠]|마련|[머살]|떠[나난났]|건립|조성|신설|기부|기탁|전시)"
)
_ROLE_END = lazy_compile(r"(?:씨|명|인|자|들|측)$")
_NO_PLACE = lazy_compile(
    r"\d$|\d(?:일|월|년|시|분|명|원|개|위|차|회|곳|%)|^(?:이|그|저|이번|최근|현재|당시|이날|지난해|올해|내년|오전|오후|새벽|저녁|아침|지금|처음|다음|이후|이전|대상|바탕|기준|중심|계기|예정|목표|전국|실제|특히|별도|함께|스스로|새로|서로|바로|따로|주로|홀로|제대로|때문|덕분|가운데|관련|대비|정도|하루|이틀|연말|연초|사이|동안|것|데|등|중|때|뒤|점|측|결과)$"
    r"|(?:[은는을를의며고]|하기|으|까지|부터|기로|므로|대로|별|적|째|률|율|식|만|간|여부|예정|방안|방법|방식|형태|이유|혐의|따라|대해|위해|의해|하루|만|년|월|말|초|전|후|중|분기|시대|경우|상황|과정|사건|문제|조사|계획|수준|규모|이름|가격|비용|결과|설명|의견|회의)$"
)
_PLACE_END = lazy_compile(r"[가-힣]{1,6}(?:특별시|광역시|[시군구도읍면동리주성현섬])$")
_OF = lazy_compile(r"(?P<place>[가-힣]{2,8}?)의?\s(?:한\s|옛\s)?$")
_KIND = lazy_compile(  # of place, that is one of many
    r"(?:대?강당|체육관|누리집|홈페이지|해상|앞바다|해역|습지|숙소|주차장|공장|안뜰|병원|호텔|공항|센터|역|터미널|공원|회관|복지관|수련관|연수원"
    r"|캠퍼스|본사|사옥|청사|매장|쉼터|판매점|광장|시장|교회|성당|경기장|구장|극장|박물관|미술관|도서관|학교|항구|지역|상공|연안|기지|부대|라디오|유튜브|앱|무대)"
)
_OWNER = lazy_compile(r"(?<![가-힣A-Za-z0-9·,.])(?P<noun>[가-힣A-Za-z0-9·㎞]{2,14})(?:\([^()]{1,12}\))?\s$")
_TELLS = lazy_compile(
    r"[은는을를의며고한된할인던린난온]$|(?:에서|으로|에게|까지|부터|하기|있는|없는|에|로|와|과|해|서|째)$|\d(?:일|월|년|시|분|명|개)$"
    r"|^(?:이날|당시|현재|최근|지난|오는|올해|내년|오전|오후|전국|모두|각각|특히|또한?|이번|해당|같은|다른|주로|직접|함께)$"
)
_OWNER_WORDS = 3
_BEHIND = lazy_compile(
    r"(?:\([^()]{1,16}\))?\s?(?:바로\s)?(?:앞|옆|안|내|뒤|인근|부근|근처|주변|일대|일원|지하)(?=에|으로|로|의|\s|,|$)"
)


def place_told(frame: Frame, text: str, ends: bool = False) -> Span | None:
    """Where the verb that is asked about is done, or where anything is; None where that is not told.

    ends: only where something goes to.
    """
    acts = [unit for unit in frame.units if unit.part is Part.ACT]
    found = []
    for match in _AT.finditer(text):
        noun = match["noun"]
        if ROLE.search(noun) or THING.search(noun) or not (_is_known(noun) or _may_be_place(noun)):
            continue
        if cover(frame.units, noun, 1.0) or (ends and _TO.fullmatch(match["mark"]) is None):
            continue
        after = text[match.end() : match.end() + 24]
        told = _IS_AT.match(text, match.end()) or _IS_BROUGHT.match(text, match.end())
        if match["mark"].startswith(" ") or cover(acts, after, 1.0) or told:
            found.append(whole_place(text, match.span("noun")))
    return best_of(frame, text, found)[0] if found else None


def asks_to(frame: Frame) -> bool:
    """Whether it is asked where something goes or ends: 어디로, 어디까지."""
    return _ASKS_TO.search(frame.text) is not None


def whole_place(text: str, span: Span) -> Span:
    """*span* with what it is part of before it, and the side of it behind: 여울시의 한 빵집 앞."""
    start, end = span
    while (match := _OF.search(text, max(0, start - 16), start)) is not None:
        place, at = match["place"], match.start()
        if at and not text[at - 1].isspace():
            break
        foreign = looks_foreign(place) and stem(place) == place
        if not (_is_known(place) or _PLACE_END.fullmatch(place) or foreign):
            break
        start = at
    start = _with_owner(text, start, end)
    behind = _BEHIND.match(text, end)
    return start, behind.end() if behind is not None else end


def _with_owner(text: str, start: int, end: int) -> int:
    """Where a place begins that is told by what kind of place it is: 나루초등학교 of 나루초등학교 강당."""
    if _KIND.fullmatch(text, start, end) is None:
        return start
    for _ in range(_OWNER_WORDS):
        owner = _OWNER.search(text, max(0, start - 16), start)
        if owner is None or _TELLS.search(owner["noun"]) is not None:
            break
        if stem(owner["noun"]) != owner["noun"] and not (
            _is_known(owner["noun"]) or looks_foreign(owner["noun"])
        ):
            break
        start = owner.start("noun")
    return start


def _is_known(noun: str) -> bool:
    """Whether *noun* is a place of Korea or a country by its name, whatever it ends in: 대전, 영월, 대만."""
    return is_known_place(noun) or COUNTRY.fullmatch(noun) is not None


def _may_be_place(noun: str) -> bool:
    """Whether *noun* ends neither as a time, a way and the like do, nor as somebody does."""
    return _NO_PLACE.search(noun) is None and _ROLE_END.search(noun) is None

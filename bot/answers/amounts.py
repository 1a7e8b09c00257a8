"""Figures, money and shares of a sentence, where a question asks how many, how much or by how much.

>>> from bot.answers.frame import read_frame
>>> text = "입장료는 5000원이고 어린이는 50% 깎아 준다."
>>> [text[slice(*span)] for span in amounts(read_frame("입장료 얼마야?"), text)]
['5000원']
"""

from __future__ import annotations

import re
from functools import lru_cache

from bot.answers.frame import Frame, Part, Want
from bot.korean.sentences import Span
from bot.patterns import lazy_compile

_DIGITS = r"(?<!\d)(?<!\d[,.])\d[\d,.]{0,30}+"
_NUMBER = (
    rf"(?:{_DIGITS}|(?<![가-힣])"
    r"(?:단 한|두|세|네|석|넉|다섯|여섯|일곱|여덟|아홉|열|스무|수십|수백|수천|절반))"
)
_SCALE = r"(?:\s?(?:[여천만억조백십]|\d[\d,.]{0,8}+)){0,12}+\s?(?:여\s?)?"
_PARTICLE = r"으로|[은는을를의에]|이[다며고라]|[이가](?=[\s,])"  # behind a unit of one syllable: 명으로
_CURRENCY = (
    r"(?:캐나다\s?|호주\s?|홍콩\s?|대만\s?|미국\s?)?(?:원|달러|유로|엔|위안|루피아|파운드|프랑|루블|링깃"
    r"|바트|동|페소|리라|헤알|루피|크로나|만원|억원)"
)
_IN_WORDS = (  # 이천 원, 삼만오천원, and not 조 원장
    r"(?<![가-힣])(?:[일이삼사오육칠팔구]?[십백천만억조]){1,6}+\s?(?:달러|유로|엔|위안|원(?![장인칙래리서본고자료작점형천]))"
)
_MONEY = lazy_compile(
    rf"(?:(?:약|총|월|최대|최소|연)\s?)?(?:{_DIGITS}{_SCALE}\s?{_CURRENCY}|{_IN_WORDS})(?:대|선|가량|정도)?"
)
_FREE = lazy_compile(
    r"(?:입장료|요금|관람료|참가비|이용료|진료비|수수료|통행료|비용|값)(?:은|는|이|가)\s(?:따로\s)?없[다습는었]\S{0,3}|무료(?=[다로이입])"
)
_SHARE = lazy_compile(
    r"\d[\d.]{0,6}(?:\s?[~∼\-]\s?\d[\d.]{0,6})?\s?(?:%p|%P|%|％|퍼센트|포인트)|\d[\d.]{0,4}\s?배|절반"
)
_IN_PERCENT = lazy_compile(
    r"퍼센트|%|비율|비중|점유율|지지율|득표율|증가율|금리|할인율|[가-힣](?<!법)률(?=[은이]?(?:\s|\?|$))"
)
_PAID = lazy_compile(
    r"(?:상여금|보너스|연봉|월급|성과급|수당|세금|벌금|과징금|보상금|위로금|지원금|기부금|매출|[입사통]비|수수료|가격|값|요금|비용|(?<![가-힣])돈)\S{0,2}\s(?:\S{1,6}\s){0,2}얼마(?!나?\s?(?:차이|올|내[렸려]|늘|줄|떨어|깎|더|덜))"
)
# What is paid or told as a share or in points, besides what is asked in percent.
_SHARED = lazy_compile(r"대비|세금|수수료|이자|할인|배당|지분|지수|코스피|코스닥|나스닥|다우")
# So many years, and no year.
_LASTS = lazy_compile(r"징역|금고|형량|실형|년형|구형|선고|동안|만에|째|걸[려리렸]")
_CALENDAR = lazy_compile(r"(?:약\s)?(?:19|20)\d\d년")
_COUNTLIKE = lazy_compile(
    r"(?:조회수|관객|수|율|률|량|인구|키|몸무게|무게|나이|거리|높이|길이|면적|크기)$"
)  # 얼마 of what is no money
_UNITS = {
    "퍼센트": "%p|%|％|퍼센트|포인트", "프로": "%|％|퍼센트", "퍼": "%|％|퍼센트", "%": "%p|%|％|퍼센트",
    "번": "번|회|차례|건", "번째": "번째|회|차", "군데": "곳|군데|개소|개|여 곳",
    "곳": "곳|군데|개소|개|개국", "나라": "개국|나라|국", "개국": "개국|나라", "달": "달|개월",
    "개월": "개월|달", "명": "명|인|사람", "사람": "명|인|사람", "분": "분|명",
    "개": "개|석|대|곳|종|건|가지|점|편|기|품목", "가지": "가지|개|종|건", "년": "년|해|주년",
    "해": "년|해", "배": "배", "미터": "m|미터|M|㎞|km|킬로미터|㎝|cm", "킬로": "㎞|km|킬로|kg|㎏",
    "키로": "㎞|km|킬로|kg|㎏", "살": "세|살", "세": "세|살", "며칠": "일|주|개월", "일": "일",
    "회": "회|번|차례", "위": "위|등|번째", "등": "위|등", "대": "대", "시간": "시간|분",
    "채": "채|가구|세대|호|동", "집": "가구|세대|채|곳", "가구": "가구|세대|호", "세대": "세대|가구|호",
    "종류": "종류|종|가지|개", "팀": "팀|개 팀|개팀", "농가": "농가|가구|곳|호", "승": "승", "편": "편|개 작품",
    "마리": "마리|수", "도": "도|℃", "점": "점(?![슛포])|득점", "장": "장", "권": "권|부", "건": "건|차례",
    "톤": "톤|t",
    "주": "주|만주", "평": "평|㎡", "층": "층", "억": "억", "조": "조",
}  # fmt: skip
_LATIN = {
    "m": "m|미터", "km": "㎞|km|킬로미터", "cm": "㎝|cm|센티미터", "mm": "㎜|mm|밀리미터",
    "kg": "㎏|kg|킬로그램", "t": "t|톤",
    "gb": "gb|기가|기가바이트", "tb": "tb|테라", "p": "%p|포인트",
}  # fmt: skip
_RATIO_ASKED = lazy_compile(r"몇\s?(?:대|:)\s?몇")
_RATIO = lazy_compile(r"(?<!\d)\d{1,4}\s?(?:대|:)\s?\d{1,4}(?!\d)")


def amounts(frame: Frame, text: str) -> list[Span]:
    """Where *text* has a figure of the kind asked for."""
    if frame.want is not Want.MONEY or _COUNTLIKE.search(frame.head):
        return _numbers(frame, text)
    money = [match.span() for match in _MONEY.finditer(text)]
    money += [match.span() for match in _FREE.finditer(text)]
    return money or _shares(frame, text)


def _numbers(frame: Frame, text: str) -> list[Span]:
    unit = frame.unit or ("며칠" if "며칠" in frame.text else "")
    if not unit and _IN_PERCENT.search(frame.text):
        unit = "%"
    if not unit and frame.head.endswith("나이"):
        unit = "살"
    if _RATIO_ASKED.search(frame.text):
        return [match.span() for match in _RATIO.finditer(text)]
    begun = next((_UNITS[unit[:size]] for size in range(len(unit), 0, -1) if unit[:size] in _UNITS), "")
    kinds = _LATIN.get(unit.lower()) or begun or re.escape(unit)
    if not unit and _PAID.search(frame.text):
        return [match.span() for match in _MONEY.finditer(text)] or _shares(frame, text)
    if unit in ("개", "가지", ""):
        named = [
            other for one in frame.units if one.part is Part.HEAD for other in one.others if len(other) < 4
        ]
        kinds = "|".join([kinds, *map(re.escape, named)]) if kinds else "|".join(map(re.escape, named))
    counted = [match.span() for match in _counted(kinds).finditer(text)]
    if unit.startswith("년") and _LASTS.search(frame.text):
        counted = [span for span in counted if not _CALENDAR.fullmatch(text[slice(*span)])]
    return counted or ([] if unit else [match.span() for match in _counted("").finditer(text)])


def _shares(frame: Frame, text: str) -> list[Span]:
    """Shares, where what is paid may be told as one: a fee, a tax, a discount."""
    asked = _IN_PERCENT.search(frame.text) or _SHARED.search(frame.text)
    return [match.span() for match in _SHARE.finditer(text)] if asked else []


@lru_cache(maxsize=128)
def _counted(units: str) -> re.Pattern[str]:
    if not units:  # 세운다 is no 세 of anything
        return re.compile(
            rf"(?:(?:약|총|최대|최소)\s?)?{_DIGITS}{_SCALE}\s?"
            rf"(?:%p|%|％|퍼센트|㎞|㎡|㎏|㎝|㎜|km|cm|mm|kg|m|t|[가-힣](?:(?!{_PARTICLE})[가-힣])?)"
        )
    kinds = f"(?:{units})"
    return re.compile(
        rf"(?:(?:약|총|최대"
        rf"|최소)\s?)?{_NUMBER}{_SCALE}(?:\s?[~∼\-]\s?\d[\d,.]{{0,8}}+)?\s?{kinds}(?:\s?여\s?{kinds})?"
    )

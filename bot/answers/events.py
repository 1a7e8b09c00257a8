"""What a question takes for happened, and whether an article tells of it at all: who asks when somebody was sentenced
is not answered by an article of the arrest, nor is who asks why a price was cut by one of its rise.

>>> lacks_event("방수벽 공사 왜 중단됐어?", "방수벽이 완공됐다.", "방수벽이 완공됐다.")
True
"""

from __future__ import annotations

import re
from functools import lru_cache

from bot.korean.particles import is_filler, stem
from bot.patterns import lazy_compile

# How it is asked, at the beginning of a word; by what an article tells that it came about, or was spoken of at least.
_EVENTS = (
    ("선고|형량|징역 몇|실형|판결|벌금 (?:얼마|몇)", "선고 실형 집행유예 유죄 무죄 판결 벌금 징역 확정"),
    ("2심|항소심", "2심 항소 고법 고등법원"),
    ("3심|상고심|대법원?에서", "3심 상고 대법"),
    ("취하(?!는)", "취하 철회"),
    ("기소(?!유예)", "기소 재판에 법정에 피고인"),
    ("송치", "송치 검찰에 검찰로"),
    ("구속(?:영장|기소|[됐된되돼했한])", "구속 발부 수감 구금 체포"),
    (
        "체포|붙잡[혔힌힘히]|검거",
        "체포 검거 붙잡 잡혔 잡혀 잡히 잡힌 잡아 잡았 구속 덜미 자수 연행 억류 나포 압송 생포 입건 적발",
    ),
    ("부결", "부결 무산 폐기 반대"),
    (
        "사퇴|사임|사표|물러[났나난]",
        "사퇴 사임 사표 사의 사직 퇴임 퇴진 퇴사 물러 그만 하차 용퇴 경질 교체 떠나 떠났 떠난 내려온 내려놓"
        " 벗었 벗고 벗는 벗어",
    ),
    (
        "해임|경질|해고|파면",
        "해임 경질 해고 파면 면직 해촉 직위해제 교체 물러 감원 구조조정 희망퇴직 잘렸 쫓겨 해지 정리",
    ),
    ("취소", "취소 철회 무산 백지화 중단 않기로 연기 불발 보이콧 박탈 결항 해지 파기 취하"),
    ("중단", "중단 중지 정지 멈 스톱 끊 셧다운 마비 폐쇄 종료 접었 접기"),
    ("연기[됐된돼되]|미[뤘룬뤄]", "연기 미뤘 미뤄 미루 미룬 늦추 늦췄 늦춰 늦어 지연 유예 보류 순연"),
    ("포기", "포기 철회 접기 접었 무산 백지화 중단 않기로 불발 내려놓"),
    ("철거", "철거 해체 허물 헐렸 헐린 헐리 헐어 헐고 뜯 없앤 없애 없앴"),
    ("폐업|폐점|폐쇄", "폐업 폐점 폐쇄 닫 폐지 폐관 종료 중단 철수 없앤 없애 없앴"),
    ("은퇴", "은퇴 떠나 떠났 마지막"),
    ("승소", "승소 승리 이겼 이긴 손을"),
    ("패소", "패소 졌 기각"),
    ("이혼", "이혼 파경 결별 갈라 헤어"),
    (
        "사망|숨[졌진]|죽[었은음]|별세",
        "사망 숨졌 숨진 숨지 숨을 죽었 죽은 죽어 죽고 죽인 죽음 죽여 별세 영면 타계 목숨 희생 참변 사상 고인 작고"
        " 유족 살해 폐사 즉사 시신 주검 세상을 생을",
    ),
    ("우승", "우승 정상 챔피언 챔프 1위 1등 제패 금메달 왕좌 트로피"),
    ("당선", "당선 선출 뽑 승리 재선"),
    ("체결", "체결 계약 협약 서명 합의 손잡 맺 MOU"),
    ("착공", "착공 첫삽 기공 공사 건설 짓"),
    ("단종", "단종 중단 종료"),
    ("리콜", "리콜 시정조치 회수"),
    ("인수(?![위인])", "인수 취득 사들 매입 품에 품은 품었 편입 매각"),
    ("매각", "매각 팔렸 팔린 팔아 팔았 팔고 팔기 처분 매도 판매 넘기 넘긴 넘겼 인수"),
    ("합병", "합병 통합 합친 합쳐"),
    ("파산", "파산 회생 부도 청산"),
    ("폭발", "폭발 터졌 터진 터져 터지 터뜨 분화 폭음"),
    ("붕괴", "붕괴 무너 내려앉 쓰러 주저앉 꺼졌 꺼진 꺼지"),
    ("침몰", "침몰 가라앉 전복 뒤집 좌초"),
    ("대피", "대피 피신 피난 빠져나 탈출 피했 피한 피하 옮"),
    ("실종", "실종 행방 사라 연락 수색"),
    ("고소(?![한하득])|고발", "고소 고발 소송 진정 수사의뢰 수사 의뢰"),
    ("압수수색", "압수 강제수사"),
    ("사과(?:했|한|함|하|를? (?:안 )?[했함한])", "사과 사죄 송구 죄송 미안 숙였 숙여 숙인 유감 용서"),
    ("복귀", "복귀 돌아 컴백 재개 귀국 복직 합류"),
    ("석방|풀려[났난]", "석방 풀려 출소 보석 귀가"),
    ("퇴원", "퇴원"),
    ("폐지[됐된되돼했한]", "폐지 없앤 없애 없앴 사라 폐기"),
    ("탈퇴", "탈퇴 떠나 떠났 이탈 나가 나간"),
    ("탈당", "탈당 당을 떠 당적"),
    ("제명", "제명 출당"),
)  # fmt: skip
# Up and down: what is asked, what says so, each with what says the opposite.
_ROSE = (
    "인상 올랐 올렸 올리 올라 올린 올릴 오른 오르 오를 상향 상승 증가 늘었 늘어 늘린 늘려 늘리 늘렸 급등 확대 뛰었 뛴"
    " 반등 높아 높인 높여 높였"
).split()
_FELL = (
    "인하 내렸 내리 내려 내린 내릴 하향 하락 감소 줄었 줄어 줄이 줄인 줄여 줄였 급락 축소 깎 떨어졌 떨어진 떨어지"
    " 낮아 낮추 낮춘 낮췄 낮춰 감액 삭감 할인"
).split()
_BEGUN = r"(?<![가-힣])"


def _any_of(told: str) -> re.Pattern[str]:
    """One of the words of *told*; a single syllable where a word begins with it, as it may stand in many others."""
    return lazy_compile("|".join(_BEGUN * (len(word) == 1) + word for word in told.split()))


_ASKED = tuple((lazy_compile(f"{_BEGUN}(?:{asked})"), _any_of(told)) for asked, told in _EVENTS)
_ASKED_TO_RISE = lazy_compile(_BEGUN + r"(?:인상|올[랐렸림린]|오른|상향|상승|증가|늘[었렸]|급등)")
_ASKED_TO_FALL = lazy_compile(
    _BEGUN + r"(?:인하|내[렸림린]|하향|하락|감소|줄[었였]|급락|축소|깎[였여았임]|낮[췄춤춘]|삭감)"
)
_ASKS_WHY = lazy_compile(rf"{_BEGUN}왜|이유|원인|때문|까닭|배경")


def lacks_event(question: str, article: str, sentence: str) -> bool:
    """Whether *question* takes something for happened of which *article* has no word, or *sentence* the opposite."""
    return any(told.search(article) is None for told in _events(question)) or _turns(question, sentence)


@lru_cache(maxsize=256)
def _events(question: str) -> tuple[re.Pattern[str], ...]:
    return tuple(told for asked, told in _ASKED if asked.search(question))


def _turns(question: str, sentence: str) -> bool:
    """Whether *sentence* has only the other direction of the one that is asked about.

    Where it is asked why, of the very thing asked about: a price rises because less is made.
    """
    rose, fell = _ASKED_TO_RISE.search(question), _ASKED_TO_FALL.search(question)
    asked = rose or fell
    if asked is None or (rose is not None and fell is not None):
        return False
    own, other = (_ROSE, _FELL) if rose is not None else (_FELL, _ROSE)
    if any(word in sentence for word in own):
        return False
    why = _ASKS_WHY.search(question)
    if why is None:
        return any(word in sentence for word in other)
    before = question[: min(why.start(), asked.start())].strip() or question[: asked.start()]
    words = [word for word in before.split() if not is_filler(word)]
    thing = stem(words[-1]) if words else ""
    beside = rf"{re.escape(thing)}[가-힣]{{0,2}}\s(?:[^\s,]*[^\s,은는이가을를]\s|\d\S*\s){{0,4}}(?:{'|'.join(other)})"
    return bool(thing) and re.search(beside, sentence) is not None

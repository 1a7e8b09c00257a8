"""Politeness gets one short line; whatever may be looked for is none."""

from __future__ import annotations

import pytest

from bot.answers.small_talk import read_small_talk
from bot.i18n import say

SAID = {
    "talk.thanks": """고마워|고마워요!|정말 고마워|감사합니다~|ㄱㅅ|땡큐|감사해요 ㅎㅎ|thanks|Thank you!|thx|
        thank you so much|ok thanks|좋아요|네|응|알겠어요|ㅇㅋ|수고하셨습니다|great, thanks""",
    "talk.hello": """안녕|안녕하세요|안녕!|밥 먹었어?|잘 지내?|how are you?|
        하이|hi|Hello|hey there|good morning|ㅎㅇ|반가워요""",
    "talk.cancel": """취소|취소해줘|아니야|cancel|never mind""",
    "talk.rude": """바보야|너 별로야|you are stupid|useless|This bot is bad""",
    "talk.link": """그 기사 링크 줘|링크 보내줘|link please|send me the link""",
    "talk.summary": """이 기사 요약해줘|세 줄 요약 좀|summarize this|tl;dr|Please summarise the article""",
    "talk.bye": """잘 자|안녕히 계세요|bye|Good night|바이""",
    "talk.laughter": """ㅋㅋ|ㅋㅋㅋㅋㅋ|ㅎㅎ|ㅋ|lol|haha|ㅠㅠ|사랑해|귀엽네 ㅎㅎ|love you|you're funny""",
    "talk.sorry": """미안해|미안|죄송합니다|sorry|I'm sorry""",
    "talk.bored": """심심해|아 심심하다|I'm bored""",
    "talk.test": """테스트|테스트중|test|testing|되나요?""",
    "talk.sign": """👍|👍👍|❤️|🙏|😂""",
    "talk.about": """넌 뭘 할 수 있어|넌 뭘 할 수 있어?|너는 뭐 할 수 있어|너 뭐 해|너는 누구야?|넌 뭐야|사용법|
        what can you do?|who are you|What do you do?|help|how does this work?|
        도움말 구독|구독 하는 법|help subscribe""",
    "talk.whom": """누구야?|그게 누구야|누구예요?|뭐라고 했대?|언제 그랬대?|그랬대|who is it?|Who said that?""",
    "talk.weather": """날씨 어때?|오늘 날씨 어때요|내일 날씨는 어때?|how's the weather?|
        What is the weather like today?""",
}
OTHER = """미안하다 사랑한다|심심한 사과|테스트 시험 폐지|지능 테스트|sorry seems to be|boring company|
    고마워 콘서트|감사원|감사원 감사|안녕 자두야|좋은 아침 출판사|하이닉스|하이브|바이든|
    thanks giving day parade|너는 누구니 가수|시장은 뭐라고 했어?|요금은 얼마야?|?|...|3|
    What does Naver do?|누가 이겼어?|네이버|응급실|그래픽카드|help desk shortage|도움말 개편|
    취소 위약금|예약 취소|바보 온달|링크드인 실적|주소 이전|요약 정보|사랑해 당신을|
    cancel culture|link street|구독 경제|ㄴㅇㅂ|
    한국 수고|시장은 누구야?|서울 날씨 어때?|날씨|누구|네이버가 카카오를 인수했대|who is the mayor?|weather forecast|"""


@pytest.mark.parametrize(
    ("text", "key"), [(text.strip(), key) for key, texts in SAID.items() for text in texts.split("|")]
)
def test_a_fitting_line(text: str, key: str) -> None:
    assert key == read_small_talk(text)
    assert "\n" not in say("ko", key) + say("en", key)


@pytest.mark.parametrize("text", [text.strip() for text in OTHER.split("|")])
def test_what_may_be_looked_for_is_no_talk(text: str) -> None:
    assert read_small_talk(text) is None

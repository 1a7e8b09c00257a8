"""Questions as people type them, taken apart; and the few words that answer them."""

from __future__ import annotations

from datetime import date

import pytest

from bot.answers.answer import find_answer
from bot.answers.colloquial import standard
from bot.answers.frame import Want, read_frame
from bot.answers.paraphrases import paraphrases_in
from bot.articles.article import Article
from bot.index.index import Index
from bot.korean.normalize import read_table

BUS = Article(
    id="901_1",
    title="한빛시 자전거 무료 점검",
    body=(
        "한빛시가 시민의 자전거를 거저 고쳐 주는 행사를 연다. 행사는 오는 13일까지 물안광장에서 열린다. "
        "지난해에는 자전거 604대를 고쳤다. 행사를 맡은 이담호 과장은 “바퀴가 돌면 마음도 돈다”고 말했다. "
        "예산이 모자라 평일에는 열지 않는다. 한빛시는 행사에 3천만 원을 쓴다."
    ),
    publisher="한빛일보",
    published=date(2026, 3, 2),
)


@pytest.mark.parametrize(
    ("text", "want", "unit"),
    [
        ("하늘은행 희망퇴직 언제까지 받음", Want.UNTIL, ""),
        ("새 요금 언제부터 내야돼?", Want.SINCE, ""),
        ("나룻배 요금 얼만데", Want.MONEY, ""),
        ("단수된 집이 몇세대야", Want.NUMBER, "세대"),
        ("다리 길이는 몇 m야?", Want.NUMBER, "m"),
        ("도담역이 어디임", Want.WHERE, ""),
        ("파업 왜 함", Want.WHY, ""),
        ("신청은 어케 해", Want.HOW, ""),
        ("학생들 영화 무슨 상 탔대", Want.WHAT, ""),
        ("별빛재단이 머야?", Want.ABOUT, ""),
        ("후보로 누구누구 나옴", Want.LIST, ""),
        ("물안구 말고 또 어디서 해?", Want.EXCEPT, ""),
        ("버스랑 배 중에 뭐가 더 빨라?", Want.COMPARE, ""),
        ("어느 동네에서 제일 많이 늘었어?", Want.MOST, ""),
        ("시장이 사과했어?", Want.WHETHER, ""),
        ("축제 취소된 거 맞아?", Want.WHETHER, ""),
        ("새 다리 이름이 뭐야?", Want.NAME, ""),
        ("배에서 얘기한 선교사 누구야?", Want.WHO, ""),
        ("주가 얼마로 마감했어?", Want.MONEY, ""),
        ("수강 신청 마감이 언제야?", Want.UNTIL, ""),
        ("성형외과 의사가 중독자한테 받은 게 뭐야?", Want.WHAT, ""),
        ("회사 이름에 붙은 42는 무슨 뜻이에요?", Want.ABOUT, ""),
        ("유통기한 지난 우유 어디서 팔았어?", Want.WHERE, ""),
        ("무기한 농성 어디서 해?", Want.WHERE, ""),
        ("주가 어떻게 마감했어?", Want.HOW, ""),
        ("과학고 중 몇 곳이 뽑아?", Want.NUMBER, "곳"),
        ("치과 의사 중 몇 명이 쉬어?", Want.NUMBER, "명"),
        ("교과서 중 몇 권이 바뀌어?", Want.NUMBER, "권"),
        ("결과 발표 중 누가 울었어?", Want.WHO, ""),
        ("한빛전자와 물안전자 중 어디가 커?", Want.COMPARE, ""),
        ("삼성과 한빛 중 어디가 커?", Want.COMPARE, ""),
    ],
)
def test_a_question_says_what_kind_of_thing_answers_it(text: str, want: Want, unit: str) -> None:
    frame = read_frame(text)
    assert (want, unit) == (frame.want, frame.unit)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("머라고 햇어ㅋㅋ", "뭐라고 했어"),
        ("어케 됏음?", "어떻게 됐음?"),
        ("얼만데", "얼마인데"),
        ("머리가 아파", "머리가 아파"),
        ("모비스는 몇세대야", "모비스는 몇세대야"),
    ],
)
def test_spellings_of_haste_are_mended_and_words_are_not(typed: str, meant: str) -> None:
    assert meant == standard(typed)


def test_everyday_words_are_read_as_what_papers_write() -> None:
    assert "할인" in paraphrases_in("요금 깎아주는 카드")[0][2]
    assert "착공" in paraphrases_in("첫 삽 언제 떴어")[0][2]
    assert () == paraphrases_in("하나은행")
    rows = read_table("everyday.tsv")
    said = [form for forms, _ in rows for form in forms.split("|")]
    assert 300 <= sum(len(forms.split("|")) * len(written.split("|")) for forms, written in rows)
    assert all(form == form.strip() and form for form in said)


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("서버 왜 뻗었어", "장애"),
        ("월급 떼인 사람 몇 명이야", "체불"),
        ("국장은 왜 옷 벗었어", "사직"),
        ("공천에서 누가 밀려났어", "탈락"),
        ("배지 누가 따냈어", "획득"),
        ("다리뼈 부러진 선수 누구야", "골절"),
        ("빼앗긴 면허 몇 개야", "취소"),
    ],
)
def test_what_people_say_of_how_it_went_is_read_as_papers_write_it(asked: str, written: str) -> None:
    assert written in [paper for _, _, papers in paraphrases_in(asked) for paper in papers]


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("자전거 행사 언제까지 해?", "13일까지"),
        ("작년에 자전거 몇대 고침?", "604대"),
        ("자전거 행사에 돈 얼마 써?", "3천만 원"),
    ],
)
def test_the_short_answer_is_a_few_words_of_the_first_quote(question: str, short: str) -> None:
    answer = find_answer(Index([BUS]), question)
    assert answer is not None
    assert short in answer.short
    assert answer.short in answer.quotes[0].text


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("어떤 노래 불렀어?", "노래"),
        ("무슨 고래가 나타났어?", "고래"),
        ("어떤 분야?", "분야"),
        ("어떤 움직임 있었어?", "움직임"),
        ("어느 거래가 멈췄어?", "거래"),
        ("어느 동네야?", "동네"),
        ("어느 동네래?", "동네"),
        ("어느 동네에서 해?", "동네"),
    ],
)
def test_the_thing_asked_for_keeps_its_last_syllable(text: str, head: str) -> None:
    assert read_frame(text).head == head

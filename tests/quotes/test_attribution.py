from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.article import Article
from bot.quotes.attribution import quotations
from tests.answers.samples import ORCHARD, TRAM


def said(body: str) -> list[tuple[str, str | None]]:
    return [(quote.text, quote.speaker) for quote in quotations(Article(id="a", title="", body=body))]


def test_every_quotation_of_an_article_has_its_speaker_with_office() -> None:
    found = quotations(TRAM)
    assert ["표인혁", "표인혁", "표인혁", "시의회 관계자"] == [quote.speaker for quote in found]
    assert "해솔시장" == found[0].role
    assert all(quote.text == TRAM.body[quote.start : quote.end] for quote in found)
    assert ["곽서린"] * 2 == [quote.speaker for quote in quotations(ORCHARD)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("표인혁 해솔시장은 “문을 열겠다”고 말했다.", [("문을 열겠다", "표인혁")]),
        ("“문을 꼭 열겠다”고 표인혁 해솔시장은 말했다.", [("문을 꼭 열겠다", "표인혁")]),
        ("표인혁 해솔시장이 왔다. 표 시장은 “좋은 날”이라고 했다. 이어 “고맙다고 전한다”고 덧붙였다.",
         [("좋은 날", "표인혁"), ("고맙다고 전한다", "표인혁")]),
        ("표인혁 해솔시장이 왔다. 그는 “비가 온다”고 했다.", [("비가 온다", "표인혁")]),
        ("“드디어 문을 열게 됐습니다.”\n\n표인혁 해솔시장은 이같이 밝혔다.",
         [("드디어 문을 열게 됐습니다.", "표인혁")]),
        ('▶ 인터뷰 : 표인혁 / 해솔시장 - "꼭 열겠습니다."', [("꼭 열겠습니다.", "표인혁")]),
        ('[곽서린/달래농협 조합장 : "꽃이 얼었습니다."]', [("꽃이 얼었습니다.", "곽서린")]),
        ('[표인혁/당시 해솔시장 - 곽서린/당시 조합장 (지난 4월)]"그러니까 그 돈을. <그렇죠.> 받은 거네요."',
         [("그러니까 그 돈을. <그렇죠.> 받은 거네요.", None)]),
        ("이 보고서 요약 리포트는 “물이 는다”며 대책을 물었다.", [("물이 는다", None)]),
        ("고속철도 “자리가 모자란다”며 불만이 나왔다.", [("자리가 모자란다", None)]),
        ("경찰 관계자는 “조사하고 있다”고 했다.", [("조사하고 있다", "경찰 관계자")]),
        ("재판부는 “증거가 모자란다”고 판단했다.", [("증거가 모자란다", "재판부")]),
        ("도널드 가람 누리국 대통령이 왔다. 가람 대통령은 “좋은 만남”이라고 말했다.", [("좋은 만남", "도널드 가람")]),
        ("표인혁 시장은 “너무 늦었다”는 지적에 “서두르겠다”고 답했다.",
         [("너무 늦었다", None), ("서두르겠다", "표인혁")]),
        ("“너무 비싸다”는 불만이 나온다.", [("너무 비싸다", None)]),
        ("달래면 곽서린 조합장이 왔다. 이날 곽 조합장은 “서리가 늦었다”고 했다.", [("서리가 늦었다", "곽서린")]),
        ("“눈은 순서가 아니라 속도다.” 밤새 제설차를 몬 추온달 기사의 말이다.",
         [("눈은 순서가 아니라 속도다.", "추온달")]),
        ("루 교수는 “다리가 낮다”고 평가했다.", [("다리가 낮다", "루 교수")]),
        ("해솔연대는 역시 논평에서 “값을 내려야 한다”고 했다.", [("값을 내려야 한다", "해솔연대")]),
        ("곽서린 조합장은 “비가 왔다”고 했다. 정치권에서는 “늦은 대책”이라며 반발했다.",
         [("비가 왔다", "곽서린"), ("늦은 대책", None)]),
        ("곽서린 조합장은 “비가 왔다”고 했다. 나룻배 요금을 두고는 “내려야 한다”고 했다.",
         [("비가 왔다", "곽서린"), ("내려야 한다", "곽서린")]),
        ("표인혁 대통령이 표나루 대통령 정책특보와 왔다. 표 대통령은 “함께 간다”고 했다.",
         [("함께 간다", "표인혁")]),
        ("표인혁 시장과 곽서린 조합장이 만났다. 이들은 “함께 가자”고 했다.", [("함께 가자", None)]),
    ],
)  # fmt: skip
def test_who_said_it(body: str, expected: list[tuple[str, str | None]]) -> None:
    assert expected == said(body)


def test_two_people_of_one_surname_are_told_apart_by_their_offices() -> None:
    body = (
        "김나루 해솔시장과 김도담 시의원이 토론했다. 김 시장은 “예산이 넉넉하다”고 했다. "
        "김 의원은 “예산이 모자란다”고 맞섰다."
    )
    assert [("예산이 넉넉하다", "김나루"), ("예산이 모자란다", "김도담")] == said(body)


def test_a_mark_that_is_missing_does_not_shift_later_speakers() -> None:
    body = "표인혁 시장은 “문을 연다고 했다. 곽서린 조합장은 “좋은 일”이라고 말했다."
    assert ("좋은 일", "곽서린") in said(body)


def test_words_that_are_named_rather_than_said_are_no_quotation() -> None:
    assert [] == said("시는 이 길을 “새벽길”이라고 부른다.")


def test_boilerplate_is_never_quoted() -> None:
    assert [] == said("※ “당신의 제보가 뉴스가 됩니다”")


@given(st.text(alphabet='표인혁 시장은 곽서린 그는 “”"라고며 말했다. 이어\n한다는 관계자 ▶:/-', max_size=200))
def test_a_quote_is_verbatim_whatever_the_text(body: str) -> None:
    for quote in quotations(Article(id="a", title="", body=body)):
        assert quote.text == body[quote.start : quote.end]
        assert quote.speaker is None or quote.speaker.strip()

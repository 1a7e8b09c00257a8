"""The short answer made whole: clauses that go on, nouns before a name, all of a row."""

from __future__ import annotations

import pytest

from bot.answers.clauses import LONGEST
from bot.answers.completing import completed
from bot.answers.frame import read_frame
from bot.korean.sentences import Span


def _span(text: str, words: str) -> Span:
    at = text.index(words)
    return at, at + len(words)


@pytest.mark.parametrize(
    ("question", "text", "short", "whole"),
    [
        (  # a reason in two clauses
            "간척지에는 왜 공장을 못 지어?",
            "전문가들은 땅이 무르고 가라앉을 위험이 있다고 말했다.",
            "땅이 무르고",
            "땅이 무르고 가라앉을 위험이 있다",
        ),
        (  # who says something else, whose words are apart
            "간척지에는 왜 공장을 못 지어?",
            '전문가들은 땅이 무르고 시장은 "다른 곳을 찾겠다"고 말했다.',
            "땅이 무르고",
            "땅이 무르고",
        ),
        (  # to the end of what is said
            "간척지에는 왜 공장을 못 지어?",
            '전문가는 "땅이 무르고 가라앉을 위험이 있다"고 말했다.',
            "땅이 무르고",
            "땅이 무르고 가라앉을 위험이 있다",
        ),
        (  # what leads to the way
            "도둑은 방에 어떻게 들어갔어?",
            "그는 세탁실에서 가운을 훔쳐 입고 손님인 것처럼 위장해 방에 들어갔다.",
            "손님인 것처럼 위장해",
            "세탁실에서 가운을 훔쳐 입고 손님인 것처럼 위장해",
        ),
        (  # a purpose with its noun
            "협약은 왜 맺었어?",
            "이번 협약은 급식실 일손 부족을 풀기 위한 것으로 봄부터 시행한다.",
            "급식실 일손 부족을 풀기 위한",
            "급식실 일손 부족을 풀기 위한 것",
        ),
        (  # of which kind it is
            "별로라고 한 기능이 뭐야?",
            "반면 챗봇 상담 기능은 안내가 부족하다는 말을 들었다.",
            "상담 기능",
            "챗봇 상담 기능",
        ),
        (  # a figure is whole
            "동구에 무슨 단지가 들어서?",
            "동구청은 빈터에 2,500 가구 아파트 단지를 짓는다.",
            "아파트 단지",
            "2,500 가구 아파트 단지",
        ),
        (  # in a row, the first or the last of it
            "무슨 덮밥을 팔아?",
            "식당은 장어덮밥, 한우덮밥, 연어덮밥 등을 판다.",
            "한우덮밥",
            "장어덮밥, 한우덮밥, 연어덮밥 등",
        ),
        (  # in no row
            "새 원장은 무슨 과 의사야?",
            "새 원장은 산부인과 전문의로, 여러 병원을 거쳤다.",
            "산부인과",
            "산부인과",
        ),
        (  # what decides it, behind what is granted
            "시장은 묘지에 참배했어?",
            "시장은 지난달 묘지에 참배하러 갔으나 시민들이 막아 참배하지 못했다.",
            "시장은 지난달 묘지에 참배하러 갔으나",
            "시장은 지난달 묘지에 참배하러 갔으나 시민들이 막아 참배하지 못했다",
        ),
        (  # what something is, to its end
            "복지등기가 뭐 하는 거야?",
            "복지등기는 집배원이 우편을 배달하면서 형편을 살피는 사업이다.",
            "집배원이 우편을 배달하면서",
            "집배원이 우편을 배달하면서 형편을 살피는 사업이다",
        ),
        (  # another kind of answer stays as it is
            "자전거는 언제까지 고쳐 줘?",
            "시는 자전거를 13일까지 고쳐 주고 도장도 찍어 준다.",
            "13일까지",
            "13일까지",
        ),
    ],
)
def test_a_short_answer_has_what_belongs_to_it(question: str, text: str, short: str, whole: str) -> None:
    span = completed(read_frame(question), text, _span(text, short))
    assert whole == text[slice(*span)]


def test_what_decides_it_is_cut_where_it_is_too_long() -> None:
    text = (
        "시장은 지난달 묘지에 참배하러 갔으나 시민들이 아침 일찍부터 정문 앞 큰길에 줄지어 앉아"
        " 큰 소리로 노래를 부르는 바람에 정오를 넘긴 뒤에도 문턱을 끝내 넘지 못한 채"
        " 집무실까지 멀리 되돌아와 참배하지 못했다."
    )
    start, end = completed(read_frame("시장은 묘지에 참배했어?"), text, (0, text.index(" 시민들이")))
    assert end - start <= LONGEST
    assert text[start:end].endswith("참배하지 못했다")


@pytest.mark.parametrize(
    ("text", "short", "whole"),
    [
        ("대출 가운데 담보대출이 7조3692억원으로 절반을 넘었다.", "담보", "담보대출이 7조3692억원"),
        ("조사에서 담보 대출 비율은 87.7%지만 신용은 46%였다.", "담보", "담보 대출 비율은 87.7%"),
        ("담보 쪽이 신용보다 훨씬 많다고 은행은 말했다.", "담보", "담보"),
        ("은행에서는 담보(61%)가 신용보다 많았다.", "담보", "담보(61%"),
    ],
)
def test_which_of_two_is_told_with_how_much(text: str, short: str, whole: str) -> None:
    frame = read_frame("담보랑 신용 중에 뭐가 더 많아?")
    assert whole == text[slice(*completed(frame, text, _span(text, short)))]

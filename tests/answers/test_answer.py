from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from bot.answers.answer import answer_of, find_answer, weigh, weigh_told
from bot.answers.binding import has_unit
from bot.answers.dates import When
from bot.answers.frame import Part, Unit
from bot.answers.question import Kind, answering_spans, read_question
from bot.answers.wording import squeeze
from bot.articles.article import Article
from bot.index.index import Index
from tests.answers.samples import ORCHARD, TRAM

LIBRARY = Article(
    id="library",
    title="해솔 시립도서관 새벽 두 시까지 연다",
    body=(
        "해솔 시립도서관이 다음 달부터 열람실을 새벽 두 시까지 연다.\n\n"
        "도서관은 사서 12명을 새로 뽑는다고 15일 밝혔다. "
        "열람실은 지난해 화재로 석 달 동안 닫혔다. 마은결 관장은 “밤에 일하는 시민을 위해서”라고 말했다.\n\n"
        "#해솔시 #도서관"
    ),
    publisher="해솔일보",
    published=date(2026, 10, 15),
)
OTHERS = [
    Article(id=f"other{n}", title=f"{name} 소식", body=f"{name} 단장이 끝났다. 주민들은 반겼다고 한다.")
    for n, name in enumerate(
        ["너울항 등대", "버들마을 장터", "가람시 박물관", "도담나루 다리", "한빛대 온실"]
    )
]


@pytest.fixture
def index() -> Index:
    return Index([TRAM, ORCHARD, LIBRARY, *OTHERS])


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("해솔시 노면전차는 언제 개통해?", "내년 3월 2일"),
        ("달래면 사과 수확량은 지난해보다 몇 % 줄었어?", "14.5%"),
        ("해솔 시립도서관은 사서를 몇 명 뽑아?", "12명"),
    ],
)
def test_a_question_gets_the_sentence_and_in_it_the_answer(index: Index, question: str, told: str) -> None:
    answer = find_answer(index, question)
    assert answer is not None
    first = answer.quotes[0]
    assert told in first.text
    start, end = answer.spans[0][0]
    assert told.split()[-1] in first.article.body[start:end]
    assert first.start <= start < end <= first.end


def test_when_is_told_by_the_day_of_the_article_beside_the_words_themselves(index: Index) -> None:
    answer = find_answer(index, "해솔시 노면전차는 언제 개통해?")
    assert answer is not None
    assert "내년 3월 2일" in answer.quotes[0].text
    assert When(2027, 3, 2) == answer.when[0]
    assert len(answer.quotes) == len(answer.when)


def test_an_article_without_a_date_resolves_none() -> None:
    index = Index([replace(TRAM, published=None), LIBRARY, ORCHARD, *OTHERS])
    answer = find_answer(index, "해솔시 노면전차는 언제 개통해?")
    assert answer is not None
    assert answer.quotes[0].article.published is None
    assert answer.when[0] is None


def test_a_number_that_was_asked_for_is_no_date(index: Index) -> None:
    answer = find_answer(index, "해솔 시립도서관은 사서를 몇 명 뽑아?")
    assert answer is not None
    assert all(one is None for one in answer.when)


def test_every_sentence_of_an_answer_is_verbatim_and_at_most_three_are_given(index: Index) -> None:
    answer = find_answer(index, "해솔시 노면전차는 언제 개통해?")
    assert answer is not None
    assert 1 <= len(answer.quotes) <= 3
    assert len(answer.quotes) == len(answer.spans)
    for quote in answer.quotes:
        assert quote.text == quote.article.body[quote.start : quote.end]


@pytest.mark.parametrize(
    "question", ["화성에 처음 심은 감자는 누가 캤어?", "고래 합창단 지휘자는 누구야?", "???", "", "언제?"]
)
def test_what_no_article_says_is_not_answered(index: Index, question: str) -> None:
    assert find_answer(index, question) is None


def test_hashtags_and_by_lines_are_never_an_answer(index: Index) -> None:
    answer = find_answer(index, "해솔시 도서관")
    assert answer is None or all("#" not in quote.text for quote in answer.quotes)


def test_a_follow_up_keeps_the_topic(index: Index) -> None:
    first = find_answer(index, "해솔 시립도서관은 사서를 몇 명 뽑아?")
    assert first is not None
    second = find_answer(index, "그럼 열람실은 몇 시까지 열어?", context=first.topic)
    assert second is not None
    assert "library" == second.quotes[0].article.id


@pytest.mark.parametrize(
    ("question", "kind", "unit"),
    [
        ("누가 말했어?", Kind.WHO, ""),
        ("언제 열어?", Kind.WHEN, ""),
        ("며칠 걸렸어?", Kind.NUMBER, "며칠"),
        ("며칠에 열어?", Kind.WHEN, ""),
        ("사람이 몇 명 왔어?", Kind.NUMBER, "명"),
        ("비율은 얼마야?", Kind.NUMBER, "%"),
        ("벌금은 얼마야?", Kind.NUMBER, "원"),
        ("방수벽 공사비는 얼마야?", Kind.NUMBER, "원"),
        ("한빛시에 얼마를 투자해?", Kind.NUMBER, "원"),
        ("강은 얼마나 길어?", Kind.NUMBER, ""),
        ("체포된 날은?", Kind.WHEN, ""),
        ("속한 정당의 이름은?", Kind.WHAT, ""),
        ("곡을 쓴 작곡가의 이름은?", Kind.WHO, ""),
        ("어느 도시야?", Kind.WHERE, ""),
        ("왜 닫았어?", Kind.WHY, ""),
        ("뭐라고 불러?", Kind.WHAT, ""),
    ],
)
def test_question_words_decide_what_is_looked_for(question: str, kind: Kind, unit: str) -> None:
    asked = read_question(question)
    assert (kind, unit) == (asked.kind, asked.unit)


def test_a_day_is_not_how_much_there_is_of_something() -> None:
    asked = read_question("강은 얼마나 길어?")
    text = "6일 잰 강은 41.6㎞이다."
    assert ["41.6㎞"] == [text[start:end] for start, end in answering_spans(asked, text)]


def test_the_day_on_which_something_was_told_is_not_when_it_was() -> None:
    asked = read_question("개통은 언제야?")
    text = "시는 3월 2일 개통한다고 14일 밝혔다."
    assert ["3월 2일"] == [text[start:end] for start, end in answering_spans(asked, text)]


@pytest.mark.parametrize(
    ("sentence", "question", "told"),
    [
        ("해솔 지수는 올해 5500포인트까지 올랐다.", "해솔 지수는 올해 얼마까지 올랐어?", "5500포인트"),
        (
            "해솔 잔치에 온 시민 3370만 명에게 떡을 나눴다.",
            "해솔 잔치에 온 시민 몇 명한테 떡을 나눴어?",
            "3370만 명",
        ),
        ("해솔 공장은 한 인력 회사에서 12명을 불렀다.", "해솔 공장은 인력 회사에서 몇 명을 불렀어?", "12명"),
    ],
)
def test_a_number_is_shown_with_its_whole_unit(sentence: str, question: str, told: str) -> None:
    answer = find_answer(Index([Article(id="1", title="해솔 소식", body=sentence), *OTHERS]), question)
    assert answer is not None
    assert [told] == [sentence[slice(*span)] for span in answer.spans[0]]


@pytest.mark.parametrize(
    ("sentence", "cause"),
    [
        ("봄 서리 때문에 사과가 줄었다.", "봄 서리 때문"),
        ("시의 결정에 반발해 배를 세웠다.", "시의 결정에 반발해"),
        ("물난리는 낡은 관에서 비롯됐다.", "물난리는 낡은 관에서 비롯됐"),
        ("사고 원인은 낡은 밸브로 밝혀졌다.", "원인은 낡은 밸브로 밝혀졌다"),
        ("장마의 여파로 배추값이 올랐다.", "장마의 여파"),
        ("시는 요금에 대해서는 말하지 않았다.", None),
        ("이에 따라 배가 멈췄다.", None),
    ],
)
def test_a_cause_is_known_by_what_tells_it(sentence: str, cause: str | None) -> None:
    spans = answering_spans(read_question("왜 그랬어?"), sentence)
    assert ([cause] if cause else []) == [sentence[slice(*span)] for span in spans]


def test_a_town_that_no_article_found_names_has_no_answer_of_another(index: Index) -> None:
    assert find_answer(index, "해솔시 노면전차는 언제 개통해?") is not None
    assert find_answer(index, "강릉 노면전차는 언제 개통해?") is None


@pytest.mark.parametrize(
    ("asked", "sentence", "expected"),
    [
        ("제주", "지역 경제 주체가 모였다", 0.0),
        ("제주", "올해 제주도가 축제를 연다", 1.0),
        ("회사", "회사원 도연재 씨가 말했다", 0.0),
        ("회사", "버스회사 세 곳의 회사원이 모였다", 1.0),
        ("수도권", "수도 권역과 다르다", 1.0),
    ],
)
def test_a_word_of_two_syllables_stands_in_one_word(asked: str, sentence: str, expected: float) -> None:
    unit = Unit(asked, asked, Part.REST)
    assert expected == has_unit(unit, sentence, squeeze(sentence), "")


def test_the_best_sentence_is_always_one_of_those_that_were_looked_at() -> None:
    tasks = (
        "북쪽 남쪽 동쪽 서쪽 가운데 바깥쪽 안쪽 위쪽 아래쪽 앞쪽 뒤쪽 왼쪽 오른쪽 모퉁이 기둥 처마".split()
    )
    body = " ".join(f"한빛시는 여울시장 {task} 지붕 공사 시작했다." for task in tasks)
    weighed = weigh(
        Index([Article(id="1", title="여울시장 지붕 공사", body=body)]), "여울시장 지붕 공사 시작했어?"
    )
    assert weighed is not None
    even = replace(weighed, worth=np.full(len(weighed.worth), 3.0), logit=1.0)
    again, said = weigh_told(even)
    assert sorted(even.order) == sorted(again.order)
    assert again.order[0] in said
    answer = answer_of(even)
    assert answer is not None
    assert answer.quotes[0].text in body


def test_a_short_sentence_answers_where_it_has_a_word_of_the_question() -> None:
    body = (
        "해솔시 등불마당이 2일 저녁 막을 올렸다. 입장료는 없다. 인명 피해는 없었다. 예산은 12억원이 들었다."
    )
    index = Index([Article(id="lamps", title="해솔시 등불마당 개막", body=body, publisher="해솔일보")])
    answer = find_answer(index, "등불마당 입장료 얼마야?")
    assert answer is not None
    assert answer.quotes[0].text == "입장료는 없다."
    assert "인명 피해는 없었다." not in [quote.text for quote in answer.quotes]

"""What is asked about has to be told: the thing that is counted, the day of the act, the one that is named first."""

from __future__ import annotations

from datetime import date

import pytest

from bot.answers.answer import find_answer, weigh
from bot.answers.confidence import CONFIDENCE, confidence_features
from bot.answers.frame import read_frame
from bot.answers.untold import lacks_counted, lacks_day, lacks_subject
from bot.articles.article import Article
from bot.index.index import Index

DAY = date(2026, 3, 3)
FERRY = Article(
    id="ferry",
    title="여울강 나룻배 축제 막 올라",
    body="여울강 나룻배 축제가 2일 막을 올렸다. 뱃사공 24명이 노를 저으며 솜씨를 겨뤘다. 관객은 강둑을 메웠다.",
    published=DAY,
)
BAKERY = Article(
    id="bakery",
    title="달빛제과 말띠 해 도넛 내놓아",
    body="달빛제과는 말띠 해를 맞아 도넛을 3일 내놓았다. 도넛 한 개는 2500원이다.",
    published=DAY,
)
OTHER_BAKERY = Article(
    id="other",
    title="별빛제과 새 공장 지어",
    body="별빛제과는 한빛시에 새 공장을 짓는다. 공장은 가을에 문을 연다.",
    published=DAY,
)


@pytest.mark.parametrize(
    ("question", "has", "expected"),
    [
        ("나룻배 축제 관객은 몇 명이야?", [1.0, 1.0, 0.0], 1.0),
        ("나룻배 축제 관객은 몇 명이야?", [1.0, 1.0, 1.0], 0.0),
        ("다리 위약금이 얼마야?", [1.0, 0.2], 0.8),
        # no thing of which there are so many
        ("나룻배 축제 돈 얼마 들었어?", [1.0, 1.0, 0.0, 0.0], 0.0),
        ("나룻배 축제 한 사람당 얼마야?", [1.0, 1.0, 0.0], 0.0),
        ("나룻배 축제 지난번엔 얼마였어?", [1.0, 1.0, 0.0], 0.0),
        ("나룻배 축제 첫날 몇 명 왔어?", [1.0, 1.0, 0.0, 1.0], 0.0),
        # asked otherwise than by a figure
        ("나룻배 축제 관객은 누구야?", [1.0, 1.0, 0.0], 0.0),
    ],
)
def test_what_is_counted_stands_in_the_sentence(question: str, has: list[float], expected: float) -> None:
    frame = read_frame(question)
    assert expected == pytest.approx(lacks_counted(frame, has[: len(frame.units)]))


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("여울다리는 언제 다시 열렸어?", "한빛시는 2일 여울다리 난간을 고치겠다고 밝혔다.", True),
        ("여울다리는 언제 다시 열렸어?", "여울다리가 2일 다시 열렸다.", False),
        ("여울다리는 어디서 다시 열렸어?", "한빛시는 난간을 고치겠다고 밝혔다.", False),
    ],
)
def test_the_day_is_that_of_what_is_asked_about(question: str, sentence: str, expected: bool) -> None:
    assert expected == lacks_day(read_frame(question), sentence, DAY)
    assert not lacks_day(read_frame(question), sentence, None)


@pytest.mark.parametrize(
    ("question", "rarity", "expected"),
    [
        ("별빛제과 도넛 이름이 뭐야?", 0.9, 1.0),
        ("별빛제과 도넛 이름이 뭐야?", 1.0, 1.0),  # nobody wrote about it
        ("도넛 이름이 뭐야?", 1.0, 0.0),  # a short word may be spelled wrong
        ("내년 도넛 이름이 뭐야?", 0.4, 0.0),  # when is no subject
    ],
)
def test_what_is_named_first_stands_in_the_article(question: str, rarity: float, expected: float) -> None:
    frame = read_frame(question)
    assert expected == lacks_subject(frame, [0.0] * len(frame.units), [rarity] * len(frame.units))


def test_what_no_article_has_by_that_name_but_one_has_a_part_of_is_no_other_subject() -> None:
    frame = read_frame("별빛제과 도넛 이름이 뭐야?")
    assert lacks_subject(frame, [0.4] * len(frame.units), [1.0] * len(frame.units)) == 0.0


def test_a_thing_that_nobody_wrote_about_is_not_answered_with_another_one() -> None:
    index = Index([BAKERY, OTHER_BAKERY])
    assert find_answer(index, "도넛은 얼마야?") is not None
    assert find_answer(index, "노면전차 도넛은 얼마야?") is None


@pytest.mark.parametrize(
    ("question", "column", "expected"),
    [
        ("여울강 나룻배 축제 관객은 몇 명이야?", "counted missing", 1.0),
        ("여울강 나룻배 축제 뱃사공은 몇 명이야?", "counted missing", 0.0),
        ("별빛제과 말띠 해 도넛은 얼마야?", "subject missing", 1.0),
        ("달빛제과 말띠 해 도넛은 얼마야?", "subject missing", 0.0),
        ("달빛제과 도넛 공장은 언제 지어?", "undated", 1.0),
        ("나룻배 축제는 언제 막을 올렸어?", "undated", 0.0),
        ("When was 달빛제과 built?", "undated", 0.0),
    ],
)
def test_the_columns_go_by_the_best_sentence_and_its_article(
    question: str, column: str, expected: float
) -> None:
    weighed = weigh(Index([FERRY, BAKERY, OTHER_BAKERY]), question)
    assert weighed is not None
    found = confidence_features(weighed.support, weighed.pool, weighed.order[0])
    assert expected == found[CONFIDENCE.index(column)]


def test_a_figure_of_something_else_answers_nothing() -> None:
    index = Index([FERRY, BAKERY, OTHER_BAKERY])
    assert find_answer(index, "여울강 나룻배 축제 관객은 몇 명이야?") is None
    crew = find_answer(index, "여울강 나룻배 축제 뱃사공은 몇 명이야?")
    assert crew is not None
    assert crew.short == "24명"


def test_another_of_its_kind_is_not_the_one_that_is_asked_about() -> None:
    index = Index([FERRY, BAKERY, OTHER_BAKERY])
    assert find_answer(index, "별빛제과 말띠 해 도넛은 얼마야?") is None
    asked = find_answer(index, "달빛제과 말띠 해 도넛은 얼마야?")
    assert asked is not None
    assert asked.short == "2500원"

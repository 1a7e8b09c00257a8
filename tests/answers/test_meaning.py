"""Meaning puts the likeliest sentences into another order, and changes nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from bot.answers.answer import Weighed, weigh
from bot.answers.meaning import COMPARED, weigh_by_meaning
from bot.answers.reply import Request
from bot.answers.service import find, reply_of, reply_to
from bot.articles.article import Article
from bot.index.index import Index
from bot.newsroom import Newsroom

QUESTION = "한빛시 도담대교 길이는 몇 m야?"
BRIDGE = Article(
    id="bridge",
    title="한빛시  도담대교\n개통",
    body=(
        "한빛시 도담대교의 길이는 412m다. 도담대교를 지나는 옛 다리의 길이는 380m였다. "
        "한빛시는 도담대교에 88억 원을 들였다. 도담대교 개통식에는 시민 1040명이 왔다. "
        "윤서린 시장은 도담대교를 걸어서 건넜다. 도담대교 앞 길은 9m로 넓어진다. 가람역은 다음 달 문을 연다."
    ),
    publisher="한빛일보",
    published=date(2026, 3, 2),
)


class Likes:
    """A `bot.answers.meaning.Meaning` that likes passages with *word*; *late*: that has no time."""

    def __init__(self, word: str, late: bool = False) -> None:
        self._word, self._late = word, late
        self.asked: list[tuple[str, Sequence[str]]] = []

    def cosines(self, question: str, passages: Sequence[str]) -> Sequence[float] | None:
        self.asked.append((question, passages))
        return None if self._late else [0.95 if self._word in one else 0.8 for one in passages]


@pytest.fixture
def index() -> Index:
    return Index([BRIDGE])


@pytest.fixture
def weighed(index: Index) -> Weighed:
    found = weigh(index, QUESTION)
    assert found is not None
    assert found.logit >= 0
    return found


def texts(weighed: Weighed) -> list[str]:
    return [weighed.pool.sentences[k].text for k in weighed.order]


def test_the_likeliest_are_compared_by_their_title_and_words(weighed: Weighed) -> None:
    meaning = Likes("412")
    weigh_by_meaning(weighed, meaning)
    ((question, passages),) = meaning.asked
    assert QUESTION == question
    assert [f"한빛시 도담대교 개통. {text}" for text in texts(weighed)[:COMPARED]] == passages


def test_a_sentence_that_is_near_in_meaning_comes_forward(weighed: Weighed) -> None:
    second = texts(weighed)[1]
    worths = [weighed.worth[k] for k in weighed.order]
    weighed.worth[weighed.order[1]] = weighed.worth[weighed.order[0]] - 0.1  # a close second
    again = weigh_by_meaning(weighed, Likes(second))
    assert second == texts(again)[0]
    assert sorted(weighed.order) == sorted(again.order)
    assert list(weighed.order[COMPARED:]) == list(again.order[COMPARED:])
    assert worths[0] == again.worth[again.order[0]]
    assert weighed.logit == again.logit


def test_a_sentence_that_is_worth_far_less_does_not(weighed: Weighed) -> None:
    first = weighed.order[0]
    weighed.worth[first] += 5.0
    assert first == weigh_by_meaning(weighed, Likes(texts(weighed)[COMPARED - 1])).order[0]


def test_what_is_all_as_near_stays_as_it_is(weighed: Weighed) -> None:
    assert list(weighed.order) == list(weigh_by_meaning(weighed, Likes("없는 말")).order)


def test_where_there_is_no_time_the_answer_is_that_without(index: Index, weighed: Weighed) -> None:
    assert weighed is weigh_by_meaning(weighed, Likes("412", late=True))
    assert reply_to(index, Request(QUESTION)) == reply_to(index, Request(QUESTION), Likes("412", late=True))


def test_what_is_refused_is_not_compared() -> None:
    meaning = Likes("도담")
    index = Index([BRIDGE])
    question = "너울항 등대 관리비는 얼마야?"
    assert "none" == reply_to(index, Request(question)).kind
    assert "none" == reply_to(index, Request(question), meaning).kind
    assert [] == meaning.asked


def test_a_reply_is_that_of_the_sentences_in_their_new_order(index: Index, weighed: Weighed) -> None:
    meaning = Likes(texts(weighed)[1])
    found = find(index, Request(QUESTION), meaning)
    assert isinstance(found, Weighed)
    assert reply_of(weigh_by_meaning(weighed, meaning)) == reply_of(found)
    assert reply_of(found) == reply_to(index, Request(QUESTION), meaning)


async def test_the_newsroom_answers_with_it(index: Index, weighed: Weighed) -> None:
    meaning = Likes(texts(weighed)[1])
    reply = await Newsroom(index, meaning=meaning).answer(Request(QUESTION))
    assert reply_to(index, Request(QUESTION), meaning) == reply
    assert 2 == len(meaning.asked)


def test_what_has_a_route_of_its_own_is_not_compared(index: Index) -> None:
    meaning = Likes("도담")
    reply = reply_to(index, Request("도담대교 주요 뉴스 정리해줘", as_of=date(2026, 3, 2)), meaning)
    assert "stories" == reply.kind
    assert [] == meaning.asked

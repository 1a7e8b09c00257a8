"""Words of a question without particles and endings, and compounds by their parts."""

from __future__ import annotations

from datetime import date

import pytest

from bot.answers.answer import weigh
from bot.answers.binding import OTHER
from bot.answers.colloquial import standard
from bot.answers.frame import Want, read_frame
from bot.answers.roots import root_of
from bot.articles.article import Article
from bot.index.index import Index


@pytest.mark.parametrize(
    ("word", "root"),
    [
        ("손으로", "손"),
        ("앱으로", "앱"),
        ("섬에서", "섬"),
        ("곰이", "곰"),
        ("길이", "길이"),
        ("차이", "차이"),
        ("직원들한테", "직원"),
        ("중학생들", "중학생"),
        ("아들", "아들"),
        ("대구서", "대구"),
        ("국내서", "국내"),
        ("보고서", "보고서"),
        ("주식중", "주식"),
        ("지진때", "지진"),
        ("공중", "공중"),
    ],
)
def test_a_noun_is_known_without_what_follows_it(word: str, root: str) -> None:
    assert (root, False) == root_of(word, last=False)


@pytest.mark.parametrize(
    ("asked", "root"),
    [("전국 호텔 수", "호텔"), ("한빛시 요양시설 수", "요양시설"), ("섬에 들어갈 수 있어?", "들어가")],
)
def test_how_many_there_are_is_no_verb_of_what_can_be(asked: str, root: str) -> None:
    assert root in [unit.root for unit in read_frame(asked).units]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("공 두개 왜떼는데", "공 두개 왜 떼는데"),
        ("왜케 줄음", "왜 이렇게 줄음"),
        ("왜곡된 지도", "왜곡된 지도"),
        ("왜그래", "왜그래"),
        ("무엇을 박았어", "무엇을 박았어"),
        ("걷은돈 어따쓴대", "걷은돈 어디에 쓴대"),
    ],
)
def test_question_words_stand_alone(typed: str, meant: str) -> None:
    assert meant == standard(typed)


@pytest.mark.parametrize(
    ("text", "want", "head"),
    [
        ("시장은 트럭으로 무엇을 날랐어?", Want.WHAT, "트럭"),
        ("시장이랑 군수가 28일에 어디서 만났어?", Want.WHERE, ""),
        ("나룻배 배타고 어디 감", Want.WHERE, ""),
        ("개막일이 언제야", Want.WHEN, "개막일"),
        ("선원들은 해외에서 번 돈을 어떻게 숨겼어?", Want.HOW, ""),
        ("한빛방송 새해부턴 머 틀어줌", Want.WHAT, "새해부턴"),
        ("왜곡된 역사 뭐임", Want.WHAT, "역사"),
        ("도서관 이름으로 낸 돈은 얼마야?", Want.MONEY, "돈"),
    ],
)
def test_what_stands_before_a_question_word_is_asked_for_only_where_it_names_it(
    text: str, want: Want, head: str
) -> None:
    frame = read_frame(text)
    assert (want, head) == (frame.want, frame.head)


def test_a_compound_that_no_article_has_is_found_by_its_parts() -> None:
    article = Article(
        id="901_7",
        title="한빛시, 타이어 소음 표시 늦춰",
        body=(
            "한빛시가 교체용 자전거 타이어의 소음 표시를 한 해 미룬다. "
            "부담이 크다는 가게들의 말을 들었기 때문이다. 도서관은 월요일에 쉰다."
        ),
        publisher="한빛일보",
        published=date(2026, 3, 2),
    )
    weighed = weigh(Index([article]), "교체용타이어 소음표시 왜 미룸")
    assert weighed is not None
    assert "교체용타이어" == weighed.support.frame.units[0].root
    assert [OTHER, 0.0, 0.0] == weighed.support.has[:, 0].tolist()

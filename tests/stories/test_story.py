"""One story a result: reports, updates, captions and flashes of it together, everything else apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.article import Article
from bot.stories.minhash import signature, similarity
from bot.stories.story import bare_title, group, same_story, trace

LEAD = (
    "해온시는 12일 도심과 새나루 공원을 잇는 노면전차 2호선을 이달 28일 개통한다고 밝혔다. "
    "2호선은 해온역에서 시청과 중앙시장을 지나 새나루 공원까지 9.4킬로미터를 23분에 달리며, "
    "정거장은 열네 곳이다. 요금은 버스와 같은 1천500원이고 갈아탈 때 더 내지 않는다. "
    "시는 하루 4만 2천 명이 탈 것으로 보고 있다. 첫차는 오전 5시 30분, 막차는 밤 11시 40분에 떠난다. "
)
MORE = (
    "문가람 교통국장은 “골목 상권까지 걸어서 닿는 노선”이라고 말했다. "
    "개통 첫 주에는 누구나 공짜로 탈 수 있다. "
)
OTHER = (
    "누리해양연구소는 남쪽 바다의 수온이 지난 10년 동안 0.8도 올랐다는 조사 결과를 내놓았다. "
    "연구진은 관측 부표 서른 개가 모은 자료를 분석했으며, 특히 겨울철 수온이 크게 올라 "
    "김 양식장의 채묘 시기가 보름쯤 늦어졌다고 설명했다. 연구소는 내년부터 양식 어가에 일주일 앞의 "
    "수온을 알려 주는 예보를 시작한다. 예보는 문자와 마을 방송으로 나간다. 어민들은 반겼다. "
)


def article(id: str, title: str, body: str, publisher: str = "해온일보", day: int = 12) -> Article:
    return Article(id=id, title=title, body=body, publisher=publisher, published=date(2026, 3, day))


REPORT = article("1", "해온 노면전차 2호선 28일 개통", LEAD + MORE)
UPDATE = article("2", "해온 노면전차 2호선 28일 개통(종합)", LEAD + MORE + "시의회는 환영했다. ")
OTHER_PAPER = article("3", "해온시 노면전차 2호선, 이달 28일 달린다", LEAD[:200] + MORE, "새나루신문")
FLASH = article("4", "[속보] 해온 노면전차 2호선 28일 개통", "해온 노면전차 2호선 28일 개통")
CAPTION = article("5", "[포토] 해온 노면전차 2호선 28일 개통", "새 전차가 시험 운행을 하고 있다.", "나루포토")
UNRELATED = article("6", "남쪽 바다 수온 10년 새 0.8도 올라", OTHER)


def stories(*articles: Article) -> list[list[str]]:
    return [[one.id for one in story.articles] for story in group(articles)]


def test_updates_other_papers_flashes_and_captions_are_one_story_and_the_fullest_report_is_best() -> None:
    found = group([FLASH, REPORT, UNRELATED, UPDATE, CAPTION, OTHER_PAPER])
    assert [{"1", "2", "3", "4", "5"}, {"6"}] == [{one.id for one in story.articles} for story in found]
    assert UPDATE == found[0].best
    assert {"4", "5"} == {one.id for one in found[0].others[-2:]}, "briefs come last"
    assert 3 == found[0].papers


def test_a_photo_series_is_one_story_and_other_photos_of_the_same_words_are_not() -> None:
    series = [article(str(i), "[포토] 새나루 공원의 봄", f"{i}번째 사진이다.") for i in range(3)]
    assert [["2", "1", "0"]] == stories(*series)
    another = article("9", "[포토] 새나루 시장의 봄꽃", "꽃 시장 사진이다.")
    assert 2 == len(stories(*series, another))


def test_a_brief_does_not_join_two_stories() -> None:
    brief = article("7", "남쪽 바다 수온 10년 새 0.8도 올라", "수온이 올랐다.")
    assert [["1"], ["6", "7"]] == stories(REPORT, UNRELATED, brief)


def test_a_routine_report_of_another_week_is_another_story() -> None:
    next_week = replace(REPORT, id="8", published=date(2026, 3, 20))
    assert [["1"], ["8"]] == stories(REPORT, next_week)
    assert not same_story(trace(REPORT), trace(next_week))


def test_articles_without_a_title_or_a_body_stand_alone() -> None:
    empty = [article(str(i), title, "") for i, title in enumerate(["", "", "…!", "[인사]"])]
    assert [["0"], ["1"], ["2"], ["3"]] == stories(*empty)
    assert not same_story(trace(empty[0]), trace(empty[1]))


def test_a_title_is_compared_by_what_it_tells() -> None:
    assert bare_title("[속보] 李대통령, 내일 방중(종합2보)") == bare_title("이 대통령 내일 방중")
    assert bare_title("한강 수위 상승 종합2보") == bare_title("한강 수위 상승")
    assert "" == bare_title("[포토]")


def test_a_signature_disregards_spacing_and_case_and_reads_only_the_lead() -> None:
    assert 1.0 == similarity(signature("Haeon 시청 앞 광장"), signature("haeon시청앞광장"))
    lead = "가나다라마바사아자차카타파하" * 50
    assert 1.0 == similarity(signature(lead[:600]), signature(lead[:600] + OTHER))
    assert 0.0 == similarity(signature(""), signature("")), "nothing is not like nothing"


def test_similarity_estimates_the_share_of_common_shingles() -> None:
    random = np.random.default_rng(1)
    for common in (50, 150, 300):
        syllables = [chr(0xAC00 + int(code)) for code in random.integers(0, 11172, 1200 - common)]
        a, b = syllables[:600], syllables[600 - common : 1200 - common]
        expected = (common - 3) / (1200 - common - 3)
        assert abs(expected - similarity(signature("".join(a)), signature("".join(b)))) < 0.16  # 3 sigma


@given(st.lists(st.sampled_from([REPORT, UPDATE, OTHER_PAPER, FLASH, CAPTION, UNRELATED]), max_size=8))
def test_every_article_is_in_exactly_one_story(articles: list[Article]) -> None:
    found = [id(one) for story in group(articles) for one in story.articles]
    assert sorted(map(id, articles)) == sorted(found)


@given(st.text(max_size=40), st.text(max_size=40), st.integers(0, 9), st.integers(0, 9))
def test_any_two_texts_can_be_compared_either_way_round(a: str, b: str, few: int, many: int) -> None:
    first, second = trace(article("a", a, b * few)), trace(article("b", b, a * many * 20))
    assert same_story(first, second) == same_story(second, first)

"""What a digest tells, in what order, and what it leaves out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial

from bot.articles.article import Article
from bot.digests.digest import Digest, compose, has_news
from bot.digests.edition import Arrival, Edition, make_edition
from bot.digests.lead import is_routine, lead
from bot.digests.subscription import EVERY_DAY, Filter, Place, Slot, Subscription
from tests.stories.test_story import CAPTION, FLASH, OTHER, OTHER_PAPER, REPORT, UNRELATED, UPDATE

DAY = date(2026, 3, 12)
NOON = datetime(2026, 3, 12, 3, tzinfo=UTC)
EVERYBODY = Subscription(1, Place(7), Slot(time(8), EVERY_DAY, "Asia/Seoul"))


def many(known: Mapping[str, Article], ids: Sequence[str]) -> list[Article | None]:
    return [known.get(one) for one in ids]


def edition_of(*articles: Article, first: int = 1) -> Edition:
    """The edition of *articles*, that came in this order."""
    known = {article.id: article for article in articles}
    arrivals = [
        Arrival(seq, one.id, NOON + timedelta(seconds=seq)) for seq, one in enumerate(articles, first)
    ]
    return make_edition(arrivals, partial(many, known))


def wanting(*include: str, exclude: Iterable[str] = (), papers: Iterable[str] = ()) -> Subscription:
    return replace(EVERYBODY, wanted=Filter(include, tuple(exclude), tuple(papers)))


def ids(digest: Digest) -> list[list[str]]:
    return [[item.article.id for item in group.items] for group in digest.groups]


def story(number: int, publisher: str = "해온일보", title: str = "", body: str = "") -> Article:
    """An article that is like no other."""
    words = "".join(chr(0xAC00 + (number * 7919 + i * 104729) % 11172) for i in range(180))
    return Article(
        id=f"s{number}", title=title or f"{words[:9]} {number}", body=body or f"{words}.", publisher=publisher
    )


def test_one_entry_a_story_the_widely_told_first() -> None:
    digest = compose(edition_of(UNRELATED, REPORT, UPDATE, OTHER_PAPER, FLASH, CAPTION), EVERYBODY, DAY)
    assert [["2", "6"]] == ids(digest)
    assert (6, 2, 0) == (digest.articles, digest.stories, digest.retold)
    first = digest.groups[0].items[0]
    assert (4, 3) == (first.others, first.papers)


def test_the_first_ones_show_a_sentence_verbatim() -> None:
    digest = compose(edition_of(REPORT, UNRELATED), EVERYBODY, DAY)
    shown = {}
    for item in digest.groups[0].items:
        assert item.lead is not None
        shown[item.article.id] = item.article.body[slice(*item.lead)]
    assert (
        shown["1"] == "해온시는 12일 도심과 새나루 공원을 잇는 노면전차 2호선을 이달 28일 개통한다고 밝혔다."
    )
    assert shown["6"] == OTHER.split(". ")[0] + "."


def test_what_was_told_is_not_told_again_nor_its_later_reports() -> None:
    told = replace(EVERYBODY, last_seq=2)
    digest = compose(edition_of(REPORT, story(1), UPDATE, UNRELATED), told, DAY)
    assert [["6"]] == ids(digest), "the update tells a story that was told"
    assert (1, 1, 1) == (digest.articles, digest.stories, digest.retold)


def test_a_story_that_came_before_the_subscription_was_never_told() -> None:
    newcomer = replace(EVERYBODY, since=2, last_seq=2)
    assert [["2"]] == ids(compose(edition_of(REPORT, story(1), UPDATE), newcomer, DAY))


def test_a_changed_text_is_no_news_by_itself() -> None:
    known = {REPORT.id: REPORT}
    edition = make_edition([Arrival(5, REPORT.id, NOON, is_update=True)], partial(many, known))
    digest = compose(edition, EVERYBODY, DAY)
    assert ([], 1) == (ids(digest), digest.retold)
    assert not has_news(edition, EVERYBODY)
    both = [Arrival(5, REPORT.id, NOON), Arrival(6, REPORT.id, NOON, is_update=True)]
    assert [["1"]] == ids(compose(make_edition(both, partial(many, known)), EVERYBODY, DAY)), (
        "new and changed is new"
    )


def test_nothing_new_is_an_empty_digest() -> None:
    digest = compose(edition_of(), EVERYBODY, DAY)
    assert ((), 0, 0, []) == (digest.groups, digest.articles, digest.stories, digest.rest)
    assert compose(edition_of(REPORT), replace(EVERYBODY, last_seq=9), DAY).groups == ()


def test_an_article_that_is_gone_is_left_out() -> None:
    edition = make_edition(
        [Arrival(1, "gone", NOON), Arrival(2, "6", NOON)],
        partial(many, {"6": UNRELATED}),
    )
    assert [["6"]] == ids(compose(edition, EVERYBODY, DAY))


def test_keywords_choose_and_make_the_groups_in_their_order() -> None:
    edition = edition_of(REPORT, OTHER_PAPER, UNRELATED, story(1))
    digest = compose(edition, wanting("수온", "노면 전차"), DAY)
    assert [("수온", ["6"]), ("노면 전차", ["3"])] == [
        (group.name, [item.article.id for item in group.items]) for group in digest.groups
    ]
    assert {"keyword"} == {group.kind for group in digest.groups}


def test_excluded_words_and_other_papers_are_left_out() -> None:
    edition = edition_of(REPORT, OTHER_PAPER, UNRELATED)
    assert [["6"]] == ids(compose(edition, wanting(exclude=["노면전차"]), DAY))
    assert [["3"]] == ids(compose(edition, wanting(papers=["새나루 신문"]), DAY))
    assert [] == ids(compose(edition, wanting("수온", exclude=["양식"]), DAY))


def test_latin_words_and_numbers_are_met_whole() -> None:
    edition = edition_of(
        story(1, title="AI 반도체", body=f"{story(1).body} 소버린 AI를 말했다."),
        story(2, title="He said", body=f"{story(2).body} They said 15."),
    )
    assert [["s1"]] == ids(compose(edition, wanting("ai"), DAY))
    assert [["s1"]] == ids(compose(edition, wanting("소버린AI"), DAY))
    assert [] == ids(compose(edition, wanting("5"), DAY))


def test_a_watch_wants_all_its_words() -> None:
    watch = replace(wanting("노면전차", "시청"), kind="watch")
    watch = replace(watch, wanted=replace(watch.wanted, every=True))
    assert has_news(edition_of(REPORT), watch)
    assert not has_news(edition_of(UNRELATED, story(1, body=f"{OTHER} 시청")), watch)


def test_the_number_of_stories_is_capped_and_the_rest_is_kept() -> None:
    edition = edition_of(*(story(n) for n in range(25)))
    digest = compose(edition, EVERYBODY, DAY)
    assert (10, 15, 25) == (digest.shown, len(digest.rest), digest.stories)
    everything = {item.article.id for group in digest.groups for item in group.items}
    everything |= {item.article.id for item in digest.rest}
    assert 25 == len(everything)


def test_one_keyword_does_not_crowd_out_another() -> None:
    busy = [story(n, title=f"전차 {story(n).title}") for n in range(20)]
    quiet = [story(n, title=f"수온 {story(n).title}") for n in range(20, 23)]
    digest = compose(edition_of(*busy, *quiet), wanting("전차", "수온"), DAY)
    assert [("전차", 5), ("수온", 3)] == [(group.name, len(group.items)) for group in digest.groups]


def test_few_papers_make_groups_and_many_do_not() -> None:
    two = compose(edition_of(*(story(n, ("해온일보", "나루신문")[n % 2]) for n in range(4))), EVERYBODY, DAY)
    assert {("paper", "해온일보"), ("paper", "나루신문")} == {
        (group.kind, group.name) for group in two.groups
    }
    many = compose(edition_of(*(story(n, f"{n}일보") for n in range(9))), EVERYBODY, DAY)
    assert ["top"] == [group.kind for group in many.groups]


def test_categories_make_groups_where_articles_have_them() -> None:
    articles = [replace(story(n), category="경제" if n % 2 else "문화") for n in range(4)]
    digest = compose(edition_of(*articles, replace(story(9), category="")), EVERYBODY, DAY)
    assert {("category", "경제"), ("category", "문화"), ("rest", "")} == {
        (group.kind, group.name) for group in digest.groups
    }


def test_photos_notices_and_horoscopes_come_last() -> None:
    photo = story(1, title="[포토] 새나루 공원의 봄")
    assert is_routine(photo)
    assert not is_routine(story(2, title="[단독] 해온시 예산 새다"))
    digest = compose(edition_of(story(2), story(3), photo), EVERYBODY, DAY)
    assert "s1" == ids(digest)[0][-1]


def test_the_same_is_composed_again() -> None:
    articles = [story(n) for n in range(12)]
    first, second = (compose(edition_of(*articles), EVERYBODY, DAY) for _ in range(2))
    assert (first, first.rest) == (second, second.rest)


def test_a_lead_is_a_whole_sentence_without_its_dateline() -> None:
    def first(body: str, title: str = "제목") -> str | None:
        found = lead(Article(id="1", title=title, body=body))
        return found and body[slice(*found)]

    sentence = "해온시가 12일 새 노면전차를 개통한다고 밝혔다."
    assert sentence == first(f"(해온=나루통신) 한가람 기자 = {sentence} 그리고 또.")
    assert sentence == first(f"[해온일보] {sentence}")
    assert sentence == first(f"짧다. {sentence}"), "too short to tell anything"
    assert sentence == first(f"{sentence[:-1]} {sentence}", sentence) or first(sentence, sentence) is None
    assert first("제보 jebo@haeon.example 로 보내 주시면 기사로 쓰겠습니다.") is None
    assert first("") is None


def test_a_word_is_not_made_of_the_end_of_one_word_and_the_beginning_of_another() -> None:
    def met(word: str, body: str) -> bool:
        return bool(compose(edition_of(story(1, body=body)), wanting(word), DAY).stories)

    assert not met("한화", "위독한 화재 환자가 있었다고 소방이 밝혔다.")
    assert not met("한화", "그는 또 한 화가를 찾아갔다고 말했다.")
    assert met("한화", "새로 문을 연 한화의 공장이다.")
    assert met("소버린AI", "이 회사는 소버린 AI를 만든다.")
    assert met("클라우드", "나루클라우드가 새 서버를 열었다.")
    assert not met("마을버스", "산골마을 버스가 끊겼다."), "it begins within a word"
    assert met("마을버스", "새 마을 버스가 다닌다.")


def test_a_papers_own_lines_at_the_end_are_not_what_a_word_is_found_in() -> None:
    tips = "■ 제보하기▷ 나루톡 : '해온제보' 검색, 채널 추가▷ 바다넷에서 해온뉴스를 구독해주세요!"
    body = f"강에 새 나룻배가 떴다. 손님이 많았다.{tips}"
    edition = edition_of(story(1, body=body))
    assert [0, 0, 1] == [
        compose(edition, wanting(word), DAY).stories for word in ("바다넷", "나루톡", "나룻배")
    ]


def test_what_was_a_flash_when_it_came_is_not_the_report_that_is_shown() -> None:
    flash = replace(REPORT, id="flash", title=f"[속보] {REPORT.title}", content_hash="flash")
    digest = compose(edition_of(REPORT, flash), EVERYBODY, DAY)
    assert [[REPORT.id]] == ids(digest)
    longer = replace(flash, body=flash.body + " " + "그 밖의 일도 있었다. " * 60)
    assert [[REPORT.id]] == ids(compose(edition_of(REPORT, longer), EVERYBODY, DAY))


IN_OTHER_WORDS = (
    "노면전차 2호선이 이달 28일 해온 도심에서 새나루 공원까지 첫 운행에 나선다. 해온시가 12일 내놓은 계획이다. "
    "정거장 열네 곳을 잇는 9.4킬로미터 길로, 시청과 중앙시장을 거쳐 23분이면 닿는다. 버스처럼 1천500원을 내면 된다. "
    "하루 이용객은 4만 2천 명으로 내다봤다."
)


def test_two_stories_of_one_event_are_one_entry_and_a_later_one_is_still_told() -> None:
    theirs = replace(UNRELATED, id="7", title="도심에서 공원까지 23분, 새 전차 온다", body=IN_OTHER_WORDS)
    copied = replace(theirs, id="8", publisher="나루일보", content_hash="8")
    edition = edition_of(REPORT, UPDATE, UNRELATED, theirs, copied)
    assert [["1", "2"], ["6"], ["7", "8"]] == sorted(
        sorted(entry.article.id for entry in reports) for reports in edition.stories
    )
    digest = compose(edition, EVERYBODY, DAY)
    assert [["2", "6"]] == ids(digest)
    assert (5, 2, 0) == (digest.articles, digest.stories, digest.retold)
    assert 3 == digest.groups[0].items[0].others
    tomorrow = compose(edition, replace(EVERYBODY, last_seq=3), DAY)
    assert (2, 1, 0) == (tomorrow.articles, tomorrow.stories, tomorrow.retold), "no likeness keeps it back"


def test_a_subhead_that_is_stuck_to_a_sentence_is_no_lead() -> None:
    body = "━ ‘나룻배’로 본 강 시장 지난해 나룻배를 탄 사람은 백만 명이었다. 시는 배를 더 띄우기로 했다고 밝혔다."
    found = lead(story(1, body=body))
    assert found is not None
    assert "시는 배를 더 띄우기로 했다고 밝혔다." == body[slice(*found)]

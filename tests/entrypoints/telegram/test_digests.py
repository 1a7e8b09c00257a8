"""A digest on a phone: what it looks like, and that it always fits."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from bot.articles.article import Article
from bot.digests.digest import Digest, Group, Item, compose
from bot.digests.edition import Arrival, make_edition
from bot.digests.subscription import EVERY_DAY, Filter, Place, Slot, Subscription
from bot.entrypoints.presentation.tree import text_of
from bot.entrypoints.telegram.markup import draw, fits
from bot.entrypoints.telegram.messenger import buttons
from bot.entrypoints.telegram.views import digests
from bot.i18n import Language
from tests.digests.test_digest import story
from tests.stories.test_story import CAPTION, FLASH, OTHER_PAPER, REPORT, UNRELATED, UPDATE

DAY = date(2026, 3, 12)
HERE = Subscription(5, Place(7), Slot(time(8), EVERY_DAY, "Asia/Seoul"), last_seq=3)


def digest(*groups: Group, stories: int = 0, day: date = DAY) -> Digest:
    shown = sum(len(group.items) for group in groups)
    return Digest(day, groups, shown, stories or shown, 0, ())


def item(title: str = "제목", publisher: str = "해온일보", url: str = "", others: int = 0) -> Item:
    body = "노면전차가 이달 28일부터 시민을 태우고 달린다."
    article = Article(id="1", title=title, body=body, publisher=publisher, url=url)
    return Item(article, others, 1, (0, len(body)))


def test_what_a_reader_sees() -> None:
    articles = [
        UNRELATED,
        REPORT,
        UPDATE,
        OTHER_PAPER,
        FLASH,
        CAPTION,
        story(1, "나루신문", "골목 책방 셋 문 열다"),
    ]
    arrivals = [Arrival(n, one.id, datetime(2026, 3, 12, tzinfo=UTC)) for n, one in enumerate(articles, 1)]
    known = {one.id: one for one in articles}
    edition = make_edition(arrivals, lambda ids: [known.get(one) for one in ids])
    made = compose(edition, replace(HERE, last_seq=0, wanted=Filter(("수온", "전차"))), DAY)
    (page,), shown = digests.pages("ko", made, HERE)
    assert 2 == shown
    assert text_of(page) == (
        "3월 12일 목요일 소식\n"
        "새 기사 6건 (주제 2개)\n"
        "\n"
        "수온\n"
        "• 남쪽 바다 수온 10년 새 0.8도 올라 · 해온일보\n"
        "  누리해양연구소는 남쪽 바다의 수온이 지난 10년 동안 0.8도 올랐다는 조사 결과를 내놓았다.\n"
        "\n"
        "전차\n"
        "• 해온 노면전차 2호선 28일 개통(종합) · 해온일보 [관련 4건]\n"
        "  해온시는 12일 도심과 새나루 공원을 잇는 노면전차 2호선을 이달 28일 개통한다고 밝혔다."
    )


def test_nothing_to_tell_is_no_message() -> None:
    assert ([], 0) == digests.pages("ko", digest(), HERE)


def test_what_does_not_fit_goes_into_a_second_message_and_what_does_not_fit_there_behind_more() -> None:
    many = tuple(item("가" * 120, others=3) for _ in range(60))
    pages, shown = digests.pages("ko", digest(Group("top", "", many)), HERE)
    assert 2 == len(pages)
    assert all(fits(page) for page in pages)
    assert draw(pages[1]).startswith("<b>3월 12일 목요일 소식</b> (이어서)")
    assert shown == sum(text_of(page).count("• ") for page in pages) < 60


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)


@given(
    st.lists(st.tuples(words, words, words, st.integers(0, 999)), max_size=40),
    st.sampled_from(get_args(Language)),
    words,
)
def test_any_digest_fits_and_is_never_cut_within_a_story(
    some: list[tuple[str, str, str, int]], language: Language, name: str
) -> None:
    items = tuple(
        item(title, publisher, f"https://news.example/{url}", n) for title, publisher, url, n in some
    )
    pages, shown = digests.pages(language, digest(Group("keyword", name, items)), HERE)
    assert len(pages) <= 2
    assert all(fits(page) for page in pages)
    assert shown == sum(text_of(page).count("\n• ") for page in pages)


def test_markup_in_titles_is_only_text() -> None:
    (page,), _ = digests.pages("en", digest(Group("keyword", "<i>", (item("<b>&굵게</b>", "<4>"),))), HERE)
    assert "<b>&굵게</b> · <4>" in text_of(page)


def test_every_button_fits_into_64_bytes() -> None:
    largest = replace(HERE, id=10**15 - 1, last_seq=10**15 - 1)
    data = [one.data for row in buttons(largest, 10**15 - 1, 30) for one in row]
    assert all(len(one.encode()) <= 64 for one in data)
    assert 3 == len(data)
    assert () == buttons(replace(HERE, in_channel=True), 9, 30)

"""A story day by day, and a person by what is newest of them."""

from __future__ import annotations

from datetime import date

import pytest

from bot.answers.timeline import profile, timeline
from bot.articles.article import Article
from bot.errors import QueryError
from bot.index.index import Index
from bot.search.hit import OnTopic


def article(id: str, day: int | None, title: str, body: str, publisher: str = "한빛일보") -> Article:
    return Article(
        id=id, title=title, body=body, publisher=publisher, published=date(2026, 3, day) if day else None
    )


CALLED_OFF = (
    "한빛시 버스 노조가 협상에 나서기로 하고 파업을 하루 미뤘다. 시장은 시민을 먼저 생각해 줘서 고맙다고 했다. "
    "첫차는 제시간에 나가고 막차도 그대로 다닌다. 노조는 인상 폭을 두고 밤새 이야기하기로 했다. "
    "회사는 새 배차표를 거두어들였다. 학교와 시장 상인들은 한숨을 돌렸지만 내일 다시 멈출지 모른다며 걱정했다. "
    "시는 파업에 대비해 빌린 전세 버스 마흔 대를 차고지에 세워 두고 기다리기로 했다."
)
ARTICLES = [
    article("a", 3, "버스 노조, 파업 예고", "한빛시 버스 노조가 파업을 예고했다. 요금이 쟁점이다."),
    article("b", 4, "버스 파업 하루 미뤄져", CALLED_OFF),
    article("c", 4, "한빛 버스 파업 하루 미뤄져", CALLED_OFF, "물결신문"),
    article("d", 4, "버스 파업에 학교도 술렁", "한빛시 학교들이 버스 파업을 걱정한다. 절반이 탄다.", "남도통신"),
    article("e", 9, "도서관 새로 문 연다", "한빛도서관이 연다. " + "책은 만 권. " * 60 + "버스 파업 때는 못 열었다."),
    article("f", None, "버스 파업 해설", "날짜를 모르는 버스 파업 이야기다."),
    article(
        "g", 5, "표인혁 위원장 선출", "한빛시 버스 노조 표인혁 위원장은 “시민이 십 년을 기다렸다”고 말했다. 임기는 2년."
    ),
    article("h", 7, "표인혁 이사장 취임", "한빛재단 표인혁 이사장은 “더는 늦출 수 없다”고 말했다. 재단은 올해 섰다."),
]  # fmt: skip


@pytest.fixture(scope="module")
def index() -> Index:
    index = Index()
    index.add(ARTICLES)
    return index


def test_a_day_is_told_by_what_most_papers_carried(index: Index) -> None:
    days = timeline(index, "버스 파업").days
    assert [date(2026, 3, 3), date(2026, 3, 4)] == [day.day for day in days]
    assert ("버스 노조, 파업 예고", 1, 1) == (days[0].article.title, days[0].papers, days[0].reports)
    assert days[1].article.title in ("버스 파업 하루 미뤄져", "한빛 버스 파업 하루 미뤄져")
    assert (2, 3) == (days[1].papers, days[1].reports)


def test_a_caption_tells_no_day_and_comes_last_of_a_person() -> None:
    caption = "표인혁 위원장이 5일 시청 앞 버스 파업 출정식에서 발언하고 있다. 2026.3.5 photo@hanbit.example"
    with_photos = Index()
    with_photos.add([
        *ARTICLES,
        article("p", 5, "발언하는 표인혁 버스 파업", caption, "물결신문"),
        article("q", 8, "표인혁 위원장, 파업 출정식", caption.replace("5일", "8일"), "물결신문"),
    ])  # fmt: skip
    days = {day.day: day.article.title for day in timeline(with_photos, "표인혁").days}
    assert "표인혁 위원장 선출" == days[date(2026, 3, 5)]
    assert "표인혁 위원장, 파업 출정식" == days[date(2026, 3, 8)]  # it has nothing else
    found = profile(with_photos, "표인혁")
    assert found is not None
    assert ["표인혁 이사장 취임", "표인혁 위원장 선출"] == [one.title for one in found.articles[:2]]


def test_who_names_it_once_in_passing_is_not_about_it(index: Index) -> None:
    assert {"a", "b", "c", "d", "f"} == set(index.about("버스 파업").ids)


def test_what_no_article_is_about_has_no_days(index: Index) -> None:
    assert () == timeline(index, "우주선").days
    assert profile(index, "고길동") is None
    with pytest.raises(QueryError):
        timeline(index, "???")


def test_a_person_is_who_the_newest_quotation_says(index: Index) -> None:
    found = profile(index, "표인혁")
    assert found is not None
    assert ("한빛재단 이사장", date(2026, 3, 7)) == (found.role, found.role_day)
    assert ["h", "g"] == [one.id for one in found.articles]
    assert ["더는 늦출 수 없다", "시민이 십 년을 기다렸다"] == [one.text for one in found.quotes]


def test_a_day_whose_articles_went_meanwhile_is_left_out(index: Index) -> None:
    class Losing(Index):
        """Its articles of the first day are removed as soon as they are found."""

        def about(
            self, text: str, today: date | None = None, *, ranked: bool = True, since: date | None = None
        ) -> OnTopic:
            found = super().about(text, today, ranked=ranked, since=since)
            self.remove([one.id for one in ARTICLES if one.day == timeline(index, "버스 파업").first])
            return found

    whole, left = timeline(index, "버스 파업"), timeline(Losing(ARTICLES), "버스 파업")
    assert [day.day for day in whole.days[1:]] == [day.day for day in left.days]

"""What else there is on the story of an article."""

from __future__ import annotations

from datetime import date

from bot.answers.related import MOST, related
from bot.articles.article import Article
from bot.index.index import Index

TEXT = (
    "한빛시가 도담나루 나룻배를 내년 봄부터 두 척으로 늘린다고 {day}일 밝혔다. "
    "새 배는 승객 마흔 명을 태우고 저녁 아홉 시까지 강을 건넌다. "
    "윤서린 시장은 출퇴근하는 시민이 줄을 서지 않게 하겠다고 말했다. 요금은 이천 원으로 같다. "
    "시는 선착장에 지붕을 얹고 자전거를 실을 자리도 마련하기로 했다. "
    "공사는 겨울 동안 이어지며 배는 그동안 하루 네 번만 다닌다. "
    "나루 앞 상인들은 손님이 늘 것이라며 반겼고 물새를 지키는 모임은 새벽 운항을 말아 달라고 부탁했다."
)


def article(id: str, title: str, body: str, day: int, publisher: str = "한빛일보") -> Article:
    return Article(id=id, title=title, body=body, publisher=publisher, published=date(2026, 3, day))


FIRST = article("a", "도담나루 나룻배 두 척으로 늘린다", TEXT.format(day=3), 3)
SAME = article("b", "한빛시, 도담나루 나룻배 두 척으로 늘린다", TEXT.format(day=3) + " 끝.", 3, "물결신문")
NEXT = article(
    "c",
    "도담나루 나룻배 두 척 되자 새 선장 뽑는다",
    "두 척으로 늘린 도담나루 나룻배의 새 선장을 뽑는 시험이 열린다. 지원자는 서른 명이다.",
    9,
)
BEFORE = article(
    "d", "두 척뿐인 도담나루 나룻배에 민원", "도담나루 나룻배 두 척을 기다리는 줄이 길다는 민원이 잦다.", 1
)
OTHER = [
    article(f"o{n}", f"한빛도서관 {n}호점 문 연다", f"한빛도서관 {n}호점이 문을 연다. 책은 {n}만 권이다.", n)
    for n in range(1, 20)
]


def test_reports_come_apart_from_turns_and_others_do_not_come() -> None:
    index = Index()
    index.add([FIRST, SAME, NEXT, BEFORE, *OTHER])
    found = related(index, FIRST)
    assert (SAME.id,) == tuple(one.id for one in found.reports)
    assert [NEXT.id, BEFORE.id] == [one.id for one in found.turns]


def test_an_article_alone_or_without_a_title_has_none() -> None:
    index = Index()
    index.add([FIRST, article("e", "…", "제목에 낱말이 없다.", 2)])
    assert () == related(index, FIRST).articles
    assert () == related(index, index.get_many(["e"])[0] or FIRST).articles


def test_no_more_come_than_a_screen_holds() -> None:
    index = Index()
    reports = [
        article(
            f"r{n}", f"도담나루 나룻배 두 척으로 늘린다 {n}보", TEXT.format(day=3) + "." * n, 3, f"{n}신문"
        )
        for n in range(15)
    ]
    index.add([FIRST, NEXT, *reports])
    found = related(index, FIRST)
    assert MOST == len(found.articles) == len({one.id for one in found.articles})
    assert NEXT.id in [one.id for one in found.turns]

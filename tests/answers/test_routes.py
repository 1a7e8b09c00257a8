"""What a reader's words ask for: quotations, stories, a list of articles, or a fact."""

from __future__ import annotations

from datetime import date

import pytest

from bot.answers.follow_up import nth_asked, points_at
from bot.answers.listing import Listing, read_listing
from bot.answers.reply import Request
from bot.answers.routes import may_be_routed, routed
from bot.answers.speaker import read_said
from bot.articles.article import Article
from bot.index.index import Index
from bot.korean.days import Days, read_days

TODAY = date(2026, 10, 21)


def article(id: str, title: str, body: str, publisher: str, author: str, day: int) -> Article:
    return Article(
        id=id, title=title, body=body, publisher=publisher, authors=(author,), published=date(2026, 10, day)
    )


ARTICLES = [
    article(
        "tram1",
        "해솔시 노면전차 내년 3월 개통",
        "해솔시가 노면전차를 내년 3월 2일 개통한다고 14일 밝혔다. "
        "표인혁 해솔시장은 “첫 달 요금은 받지 않겠다”고 말했다. "
        "표 시장은 노선을 두고는 “강 건너까지 늘리겠다”고 밝혔다.",
        "한빛일보",
        "남도윤",
        14,
    ),
    article(
        "tram2",
        "노면전차 시운전 시작",
        "해솔시 노면전차가 19일 시운전을 시작했다. 시민 마흔 명이 탔다. 전차는 강을 따라 달렸다.",
        "도담방송",
        "곽서린",
        19,
    ),
    article(
        "tram3",
        "노면전차 시운전 중 멈춰…원인 조사",
        "해솔시 노면전차가 20일 시운전 도중 멈췄다. 해솔교통공사는 “전기 장치를 조사하고 있다”고 했다.",
        "한빛일보",
        "남도윤",
        20,
    ),
    article(
        "apple",
        "달래면 사과 수확 14.5% 줄어",
        "달래면의 올해 사과 수확량이 14.5% 줄었다. 곽서린 달래농협 조합장은 “꽃이 필 때 얼었다”고 했다.",
        "달래신문",
        "연지우",
        20,
    ),
    article(
        "boat",
        "나룻배 요금 오른다",
        "도담나루 나룻배 요금이 다음 달 1일부터 1천 원에서 1천5백 원으로 오른다. 나룻배는 하루 여덟 번 다닌다.",
        "도담방송",
        "곽서린",
        18,
    ),
]


@pytest.fixture(scope="module")
def index() -> Index:
    return Index(ARTICLES)


def kind_of(index: Index, text: str) -> str:
    reply = routed(index, Request(text, as_of=TODAY))
    return reply.kind if reply else "fact"


SAID = [
    "표인혁이 요금에 대해 뭐라고 했어?",
    "표인혁 시장은 노면전차 노선 두고 뭐라고 말했어",
    "표인혁 노면전차 요금 뭐래",
    "표인혁 요금 머라함",
    "해솔시장은 노선에 대해 뭐랬어?",
    "해솔시장 요금 입장이 뭐야",
    "곽서린 조합장은 사과 왜 줄었다고 뭐라그럼",
    "해솔교통공사는 노면전차 멈춘 거 뭐라고 해명했어?",
    "노면전차 요금 얘기에 표인혁은 뭐래ㅋㅋ",
    "표인혁이 노선을 어떻게 하겠다고 했어?",
    "달래농협 조합장이 사과 보고 뭐라 했어",
    "표인혁 시장 반응은?",
    "표인혁 시장의 노선 입장은 뭐야?",
    "What did 표인혁 say about 요금?",
    "표인혁은 요금에 대해 어떤 입장이야",
    "노면전차 요금에 대한 표인혁 반응",
    "표인혁 요금 관련 발언",
    "표인혁 뭐래 노면전차 요금",
    "표인혁 시장이 요금에 대해 뭐라고 했는지 알려줘",
]
STORIES = [
    "노면전차 정리해줘",
    "노면전차 어떻게 됐어?",
    "노면전차 시운전 어케됨",
    "노면전차 어떻게 된 일이야",
    "오늘 주요 뉴스",
    "어제 뉴스 뭐 있었어?",
    "10월 20일 주요 뉴스 알려줘",
    "이번 주 노면전차 정리좀",
    "이번 주 큰 뉴스",
    "노면전차 요약해줘",
    "노면전차 무슨 일 있었어?",
    "사과 농사 근황",
    "오늘 핫이슈",
    "노면전차 지금 어케 돌아가",
    "어제 하루 제일 큰 뉴스들",
    "나룻배 요금 진행 상황 알려줘",
    "summarize 노면전차",
    "top news",
    "그동안 노면전차 어떻게 됐는지 알려줘",
    "노면전차 사고 경과",
    "요즘 노면전차 어때",
    "노면전차 지금 상황",
    "노면전차 시운전 타임라인",
    "노면전차 관련 소식",
    "이번주 이슈 뭐야",
    "노면전차 소식 모아줘",
    "어제 나온 노면전차 기사",
    "10월 19일 노면전차 기사 보여줘",
    "한빛일보가 쓴 노면전차 기사",
    "도담방송에서 다룬 노면전차 기사 있어?",
    "남도윤 기자가 쓴 기사 보여줘",
    "남도윤 기자 노면전차 기사",
    "곽서린이 쓴 나룻배 기사 찾아줘",
    "최신 노면전차 기사",
    "노면전차 가장 최근 기사로 보여줘",
    "10/20 노면전차 기사",
    "한빛일보 노면전차 기사 있나요",
    "도담방송꺼 나룻배 기사",
    "어제자 달래신문 사과 기사",
    "지난주에 한빛일보가 쓴 노면전차 기사 보여줘",
    "그제 나온 노면전차 기사",
]
FACTS = [
    "노면전차는 언제 개통해?",
    "나룻배 요금은 얼마야?",
    "누가 노면전차 요금을 안 받는다고 했어?",
    "사과 수확은 왜 줄었어?",
    "노면전차 멈춘 이유가 뭐야",
    "시운전에 몇 명이 탔어?",
    "나룻배는 하루에 몇 번 다녀?",
    "나룻배 이름이 뭐라고 불려?",
    "이 배는 뭐라고 부르나요",
    "정리해고 몇 명이야?",
    "택시 기사 몇 명이 다쳤어?",
    "운전기사 월급이 얼마야",
    "버스 파업",
    "노면전차",
    "노면전차 기사",
    "어떻게 신청해?",
    "나룻배는 어떻게 타?",
    "오늘 나룻배 요금 얼마야",
    "다음 달 1일부터 요금 얼마야?",
    "10월 19일에 시작된 게 뭐야?",
    "노면전차는 어디까지 가?",
    "사과 14.5%가 맞아?",
    "무슨 일을 하는 회사야?",
    "달래면은 어디에 있어?",
    "뭐라도 알려줘",
    "주요 원인은 뭐야?",
    "3월 2일 개통하는 게 뭐야",
    "요금이 어떻게 바뀌어?",
    "노면전차 개통일",
    "시장 반응",
    "사과 맛 어때",
    "노면전차가 멈추면 어떻게 돼?",
]


@pytest.mark.parametrize("text", SAID)
def test_asking_for_somebodys_words_gives_quotations(index: Index, text: str) -> None:
    assert "quotes" == kind_of(index, text)


@pytest.mark.parametrize("text", STORIES)
def test_asking_for_stories_or_articles_gives_a_list(index: Index, text: str) -> None:
    assert "stories" == kind_of(index, text)


@pytest.mark.parametrize("text", FACTS)
def test_a_question_of_fact_takes_no_route(index: Index, text: str) -> None:
    assert "fact" == kind_of(index, text)


def test_the_words_shown_are_those_of_the_one_asked_about(index: Index) -> None:
    reply = routed(index, Request("표인혁이 노선에 대해 뭐라고 했어?"))
    assert reply is not None
    assert "강 건너까지" in reply.quotes[0].text
    assert {"표인혁"} == {quote.speaker for quote in reply.quotes}


def test_a_topic_is_told_from_its_newest_turn(index: Index) -> None:
    reply = routed(index, Request("노면전차 어떻게 됐어?"))
    assert reply is not None
    days = [hit.article.day for hit in reply.stories]
    assert days == sorted(days, key=lambda day: day or TODAY, reverse=True)
    assert "tram3" == reply.stories[0].article.id


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("한빛일보가 쓴 노면전차 기사", {"tram1", "tram3"}),
        ("어제 나온 노면전차 기사", {"tram3"}),
        ("곽서린 기자가 쓴 나룻배 기사", {"boat"}),
        ("곽서린 기자가 나룻배 쓴 거 있나", {"boat"}),
        ("곽서린 기자가 최근에 쓴 거", {"boat", "tram2"}),
        ("곽서린 기자는 요즘 뭐 썼어", {"boat", "tram2"}),
        ("곽서린 기자 기사 뭐 있어", {"boat", "tram2"}),
        ("곽서린기자 기사좀", {"boat", "tram2"}),
        ("곽서린 기자 글 모아줘", {"boat", "tram2"}),
        ("나룻배 기사 쓴 기자 누구야", {"boat"}),
        ("최신 노면전차 기사 보여줘", {"tram3"}),
        ("10월 20일 주요 뉴스", {"tram3", "apple"}),
    ],
)
def test_filters_hold_for_every_article_shown(index: Index, text: str, ids: set[str]) -> None:
    reply = routed(index, Request(text, as_of=TODAY))
    assert reply is not None
    assert ids == {hit.article.id for hit in reply.stories}


def test_an_old_archive_says_how_old_it_is(index: Index) -> None:
    reply = routed(index, Request("오늘 주요 뉴스", as_of=date(2027, 5, 1)))
    assert reply is not None
    assert date(2026, 10, 20) == reply.newest
    assert {"tram3", "apple"} == {hit.article.id for hit in reply.stories}


@pytest.mark.parametrize(
    ("text", "days", "rest"),
    [
        ("오늘 뉴스", Days(TODAY, TODAY), "뉴스"),
        ("어제자 버스 기사", Days(date(2026, 10, 20), date(2026, 10, 20)), "버스 기사"),
        ("지난주 버스", Days(date(2026, 10, 12), date(2026, 10, 18)), "버스"),
        ("이번 주 버스", Days(date(2026, 10, 19), date(2026, 10, 25)), "버스"),
        ("12월 29일 버스", Days(date(2025, 12, 29), date(2025, 12, 29)), "버스"),
        ("9/3 버스", Days(date(2026, 9, 3), date(2026, 9, 3)), "버스"),
        ("2024년 2월 29일 버스", Days(date(2024, 2, 29), date(2024, 2, 29)), "버스"),
        ("3일 전 버스", Days(date(2026, 10, 18), date(2026, 10, 18)), "버스"),
        ("지난달 버스", Days(date(2026, 9, 1), date(2026, 9, 30)), "버스"),
        ("새해 첫날 버스", Days(date(2026, 1, 1), date(2026, 1, 1)), "버스"),
        ("2월 30일 버스", None, "2월 30일 버스"),
        ("버스 14.5% 올라", None, "버스 14.5% 올라"),
        ("yesterday's bus", Days(date(2026, 10, 20), date(2026, 10, 20)), "bus"),
    ],
)
def test_days_are_read_by_the_readers_day(text: str, days: Days | None, rest: str) -> None:
    assert (days, rest) == read_days(text, TODAY)


def test_a_listing_is_read_whole() -> None:
    found = read_listing(
        "어제 한빛일보가 쓴 버스 요금 기사 보여줘", TODAY, frozenset({"한빛일보"}), frozenset()
    )
    assert Listing("버스 요금", "한빛일보", "", Days(date(2026, 10, 20), date(2026, 10, 20))) == found
    assert read_listing("11월 1일 시행되는 요금 기사", TODAY, frozenset(), frozenset()) is None


def test_the_speaker_and_the_subject_are_told_apart() -> None:
    said = read_said("감사원장 후보 표인혁은 내부 감찰에 대해 뭐라고 했어?")
    assert said is not None
    assert ("감사원장", "후보", "표인혁") == said.who
    assert "내부" in said.about


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("젠슨 황은 차들이 어떻게 될 거라고 말했어?", ("젠슨", "황")),
        ("운수협회 회장은 의사 몇 명 모자란지에 대해 입장이 뭐야?", ("운수협회", "회장")),
        ("표인혁 시장은 직원들에게 뭐가 제일 중요하다고 했어?", ("표인혁", "시장")),
        ("이잼 추경 관련해서 뭐라고 했어", ("이재명",)),
        ("로드리게스 관저 공격 관련해서 뭐래", ("로드리게스",)),
        ("교황 새해 미사에서 뭐래", ("교황",)),
        ("표인혁 시장 요금 관련 발언 뭐 있어", ("표인혁", "시장")),
        ("표인혁이 앞으로 요금 어떻게 하겠대?", ("표인혁",)),
    ],
)
def test_whoever_is_asked_about_is_named_whole(text: str, who: tuple[str, ...]) -> None:
    said = read_said(text)
    assert who == (said.who if said is not None else ())


def test_where_an_article_is_from_is_told_by_showing_it(index: Index) -> None:
    wanted = ARTICLES[0]
    reply = routed(index, Request(f"{wanted.title} 기사 누가 썼어?"))
    assert reply is not None
    assert wanted.id == reply.stories[0].article.id


def test_a_paper_without_any_of_these_articles_wrote_none() -> None:
    found = read_listing("도담매일신문이 쓴 버스 요금 기사", TODAY, frozenset({"한빛일보"}), frozenset())
    assert Listing("버스 요금", "도담매일신문") == found


@pytest.mark.parametrize(
    "text",
    ["버스 파업 수사 어디까지 진행됐어?", "등불축제 요새 좀 어떤가요", "상수도관 사고 이게 무슨 얘기야"],
)
def test_how_things_stand_is_a_question_for_stories(text: str) -> None:
    assert may_be_routed(text)


def test_what_is_no_question_can_plainly_ask_for_stories() -> None:
    assert all(map(may_be_routed, ["어제 주요 뉴스", "이번 주 버스 정리해줘", "한빛일보가 쓴 버스 기사"]))
    assert not any(map(may_be_routed, ["버스 파업", "한빛시 예산", "택시 기사"]))


def test_an_address_gives_the_article_it_leads_to_or_says_there_is_none(index: Index) -> None:
    held = Article(id="903_0000000007", title="다리", body="다리가 열렸다. 시민이 건넜다.", published=TODAY)
    there = Index([*ARTICLES, held])
    for address in (
        "https://n.news.naver.com/mnews/article/903/0000000007?sid=102",
        "https://news.naver.com/main/read.naver?mode=LSD&oid=903&aid=0000000007 이거",
        "n.news.naver.com/article/comment/903/0000000007",
    ):
        reply = routed(there, Request(address))
        assert reply is not None
        assert [held.id] == [hit.article.id for hit in reply.stories]
    gone = routed(index, Request("https://n.news.naver.com/mnews/article/903/0000000008"))
    assert gone is not None
    assert "none" == gone.kind
    assert routed(index, Request("https://hanbit.example/a 이 기사에서 노면전차는 언제 개통한대?")) is None


def test_an_article_of_the_list_before_is_asked_for_by_its_number() -> None:
    assert [2, 1, 3, 4] == [nth_asked(text) for text in ("2", "첫번째 기사", "3번 원문 보여줘", "네 번째")]
    assert [2, 3, 2, 3, 2, 1] == [
        nth_asked(text)
        for text in ("the second one", "#3", "둘째", "3)", "2번 기사를 열어 주세요", "첫 기사")
    ]
    assert [None] * 7 == [
        nth_asked(text) for text in ("2027년", "첫 삽", "두 사람", "21", "네", "열", "세 시")
    ]


def test_words_that_point_at_a_message_are_known() -> None:
    assert all(map(points_at, ["이거 사실이야?", "출처", "언제 일이야", "진짜야?", "is this true?"]))
    assert not any(map(points_at, ["요금은 언제 올라?", "사실 확인 방법", "출처가 불분명한 자금"]))

"""Sentences that read like what stands around a text, and days that are not its own."""

from __future__ import annotations

from datetime import UTC, datetime
from time import process_time

import pytest

from bot.articles.article import Article
from bot.articles.fields import gather
from bot.articles.links import normal
from bot.articles.reader import read_article
from bot.errors import UnreadableArticle
from bot.feeds.full_text import full_text

TITLE = "한빛시 새 조례를 낸다"
BODY = "한빛시가 4일 새 조례를 낸다고 밝혔다. 시의회는 다음 달에 다룬다."
ABOVE = f"{TITLE}\n입력 2026.03.04. 오후 2:38\n도하람 기자\n\n"
URL = "https://hanbit.example/news"
NOW = datetime(2026, 4, 1, tzinfo=UTC)


def read(text: str, path: str = "a.txt") -> Article:
    return read_article(text.encode(), path, NOW)


@pytest.mark.parametrize(
    "last",
    [
        "월 구독은 1만원에서 1만5000원으로 오른다.",
        "이 기사는 지난해 언론상을 받았다고 협회가 밝혔다.",
        "관련 기사 12건을 모두 지우라고 법원이 명령했다.",
        "법원은 무단 복제한 책임을 인정해 3억원을 물어내라고 판결했다.",
        "좋아요를 많이 받은 사진은 시청에 걸린다.",
        "첨부파일은 열지 말고 지우라고 경찰은 당부했다.",
        "저작권자가 낸 소송에서 법원은 한빛출판의 무단 복제를 인정했다.",
        "월 구독은 1만원에서 1만5000원으로 오릅니다.",
        "이 기사는 지난해 언론상을 받았습니다.",
        "관련 기사 12건을 모두 지우라고 법원이 명령했습니다.",
        "좋아요를 많이 받은 사진은 시청에 걸립니다.",
        "첨부파일은 열지 말고 지우라고 경찰은 당부했습니다.",
        "출판사는 무단 복제와 배포를 인정하고 3억원을 물어냈습니다.",
        "경찰은 시민의 제보를 기다립니다.",
        "바로가기 단추를 누르면 신청할 수 있습니다.",
        "바로 보기를 누르면 자료가 내려옵니다.",
        "네이버는 내일부터 새 검색을 선보입니다.",
        "공유 자전거를 늘리기로 했습니다.",
        "이 편지는 할머니가 독자에게 남긴 마지막 글이다.",
        "이 기사는 정부의 AI 정책을 다뤘다.",
        "이 기사는 정부의 AI 정책을 다뤘습니다.",
        "이 메일은 지난해 3월 회원 3만명에게 보낸 것으로 확인됐다.",
        "이 메일은 지난해 3월 회원 3만명에게 발송한 것으로 확인됐습니다.",
        "모든 노조의 무단 배포를 금지합니다.",
        "많이 본 뉴스를 고르는 방식도 바뀝니다.",
    ],
)
def test_a_last_sentence_is_of_the_text(last: str) -> None:
    page = read(f"{ABOVE}{BODY}\n\n{last}\n\nⓒ 한빛일보. 무단 전재 및 재배포 금지\n많이 본 기사")
    assert (f"{BODY}\n\n{last}", "한빛일보") == (page.body, page.publisher)
    note = read(f"# {TITLE}\n\n{BODY}\n\n{last}", "a.md")
    assert (f"{BODY}\n\n{last}", "") == (note.body, note.publisher)


@pytest.mark.parametrize(
    "first",
    [
        "첨부파일을 열면 악성코드가 깔리는 메일이 퍼지고 있다.",
        "첨부파일을 열면 악성코드가 깔리는 메일이 퍼지고 있습니다.",
        "공유 킥보드가 사라집니다.",
        "구독하기 단추가 커집니다.",
    ],
)
def test_a_first_sentence_is_of_the_text(first: str) -> None:
    assert f"{first}\n{BODY}" == read(f"{ABOVE}{first}\n{BODY}").body


@pytest.mark.parametrize(
    "below",
    [
        "새 공원 문 열어\n주차 요금 오른다",
        "- [새 공원 문 열어](https://hanbit.example/2)\n- [주차 요금 오른다](https://hanbit.example/3)",
    ],
)
@pytest.mark.parametrize("heading", ["관련 기사", "많이 본 뉴스", "Most Popular", "이 시각 주요뉴스"])
def test_what_a_page_recommends_is_not_of_the_text(heading: str, below: str) -> None:
    assert BODY == read(f"{ABOVE}{BODY}\n\n{heading}\n{below}").body
    assert BODY == read(f"# {TITLE}\n\n{BODY}\n\n## {heading}\n\n{below}\n", "a.md").body


@pytest.mark.parametrize("last", ["시의회는 다음 달에 다룬다.", "시의회는 다음 달에 다룹니다."])
def test_a_heading_above_sentences_is_of_the_text(last: str) -> None:
    text = f"{BODY}\n\n관련 보도\n{last}"
    assert text == read(f"{ABOVE}{text}").body
    assert text == read(f"{TITLE}\n\n{text}").body


@pytest.mark.parametrize(
    ("heading", "below"),
    [
        ("이슈", "왜 열었을까요? 시민들이 원했기 때문이에요.\n앞으로 더 지켜봐야 해요."),
        ("이슈", "시 재정에 부담이 된다는 지적도 있음.\n주민 설명회 열기로 함."),
        ("키워드", "- 노면전차: 전기로 달리는 차"),
        ("오늘의 추천 뉴스", "다리가 열렸어요.\n차가 다녀요!"),
    ],
)
def test_sentences_of_any_style_below_a_heading_are_of_the_text(heading: str, below: str) -> None:
    text = f"{BODY}\n\n{heading}\n\n{below}"
    assert text == read(f"{ABOVE}{text}").body
    assert text == read(f"{TITLE}\n\n{text}").body


def test_keys_below_a_text_are_not_of_it() -> None:
    assert BODY == read(f"{ABOVE}{BODY}\n\n키워드\n노면전차\n한빛시").body


@pytest.mark.parametrize("first", ["홈 / 원정 경기 결과", "처음 / 그가 본 바다는 푸르렀다"])
def test_a_line_with_one_stroke_is_of_the_text(first: str) -> None:
    assert f"{first}\n{BODY}" == read(f"{ABOVE}{first}\n{BODY}").body


@pytest.mark.parametrize(
    "named", ["방송시간: 2026-05-01 20:00", "author info: 20년 경력", "title info: 2026년 5월 1일"]
)
def test_what_is_told_of_something_else_is_no_field(named: str) -> None:
    name, _, value = named.partition(": ")
    assert not gather([(name, value)]) or "other" in gather([(name, value)])


@pytest.mark.parametrize(
    "said",
    [
        "이 기사는 언론사에서 사회 섹션으로 분류했습니다.",
        "본 기사의 무단 전재 및 재배포를 금합니다.",
        "이 메일은 수신에 동의한 분께 보내 드립니다.",
        "본 메일은 수신에 동의하신 회원님께 발송되었습니다.",
        "이 뉴스레터는 구독자 여러분께 매주 보내드리는 소식입니다.",
        "모든 콘텐츠의 무단 복제를 금지합니다.",
        "이 기사는 한빛일보의 AI가 자동으로 작성했습니다.",
        "홈 / 사회 / 교통",
        "▷ 전화 : 02-000-0000",
        "이 기사는 AI가 요약한 것으로 틀릴 수 있습니다.",
    ],
)
def test_what_a_page_says_of_itself_is_not_of_the_text(said: str) -> None:
    assert BODY == read(f"{ABOVE}{BODY}\n\n{said}").body


def test_who_took_a_picture_is_no_paper() -> None:
    assert "" == read(f"{ABOVE}(사진=한빛은행 제공)\n\n{BODY}").publisher


def test_what_follows_a_sentence_on_copies_is_of_the_text() -> None:
    first = "저작권자가 낸 소송에서 법원은 한빛출판의 무단 복제를 인정했다."
    article = read(f"{ABOVE}{BODY}\n{first}\n출판사는 항소했다.")
    assert (f"{BODY}\n{first}\n출판사는 항소했다.", "") == (article.body, article.publisher)


@pytest.mark.parametrize("name", ["날짜", "일자", "일시", "시간", "Date"])
def test_the_day_of_an_event_is_not_that_of_the_text(name: str) -> None:
    article = read(f"# {TITLE}\n\n{BODY}\n\n장소: 한빛공원\n{name}: 2026년 5월 1일", "a.md")
    assert (None, True) == (article.published, "2026년 5월 1일" in article.body)


@pytest.mark.parametrize("day", ["작성일: 2026년 3월 4일", "발행일 2026년 3월 4일"])
def test_a_day_below_a_short_text_takes_no_text_away(day: str) -> None:
    assert BODY in read(f"{TITLE}\n\n{BODY}\n\n{day}").body


def test_a_line_of_minutes_is_of_the_text() -> None:
    assert read(f"# {TITLE}\n\n3분\n\n{BODY}", "a.md").body.startswith("3분")


def test_matter_that_never_closes_is_read_at_once() -> None:
    began = process_time()
    lines = " - a: b: c: d: e\n" * 28
    article = read(f"---\ntitle: 다리\n---\n\n본문이다.\n\n---\ntitle: 둘\n{lines}끝\n", "a.md")
    assert ("다리", True) == (article.title, process_time() - began < 2)


def test_two_articles_in_one_file_are_still_told() -> None:
    second = "---\ntitle: 둘\ntags:\n  - 하나: 둘\ndate: 2026-03-04\n---\n둘째다.\n"
    with pytest.raises(UnreadableArticle) as refused:
        read(f"---\ntitle: 다리\n---\n\n본문이다.\n\n{second}", "a.md")
    assert "reason.many" == refused.value.reason.key


@pytest.mark.parametrize("line", ["2026.03.04 - 여의도", "2026.03.04 | 강남구", "2026.03.04 / 고성군 / 사회"])
def test_a_place_behind_a_day_is_no_author(line: str) -> None:
    assert () == read(f"{TITLE}\n{line}\n\n{BODY}").authors


@pytest.mark.parametrize("line", ["By Tuesday Morning", "By Washington Standards"])
def test_a_phrase_with_by_is_no_author(line: str) -> None:
    assert () == read(f"# {TITLE}\n\n{line}\n\n{BODY}", "a.md").authors


@pytest.mark.parametrize("rows", ["09:00\n개회식\n10:30\n축사\n11:00\n공연", "한빛\n3\n가온\n2"])
def test_a_timetable_above_a_text_is_of_it(rows: str) -> None:
    assert f"{rows}\n{BODY}" == read(f"{ABOVE}{rows}\n{BODY}").body


def test_an_embargo_without_a_year_is_of_the_year_of_the_text() -> None:
    article = read(f"---\ntitle: {TITLE}\ndate: 2026-03-04\nembargo: 3월 20일 오전 9시\n---\n{BODY}", "a.md")
    assert "2026-03-20T09:00:00+09:00" == (article.published.isoformat() if article.published else None)


@pytest.mark.parametrize("said", ["true", "3월 20일 오전 9시", "다음 주 화요일"])
def test_an_embargo_that_nobody_can_read_holds_the_text_back(said: str) -> None:
    with pytest.raises(UnreadableArticle) as refused:
        read(f"---\ntitle: {TITLE}\nembargo: {said}\n---\n{BODY}", "a.md")
    assert "reason.withheld" == refused.value.reason.key


@pytest.mark.parametrize("said", ["false", "no", "없음", '""'])
def test_no_embargo_holds_nothing_back(said: str) -> None:
    assert BODY == read(f"---\ntitle: {TITLE}\nembargo: {said}\n---\n{BODY}", "a.md").body


def test_a_sentence_on_tips_is_of_the_page_of_an_item() -> None:
    first, tips = "한빛경찰서가 4일 새 창구를 연다고 밝혔다.", "제보는 카카오톡으로 받는다고 경찰은 밝혔다."
    page = f"■ 창구는 세 곳\n{first}\n{tips}\n창구는 밤에도 열린다."
    assert page.replace("\n", "\n\n") == full_text(page, first)


def test_a_channel_of_a_paper_is_of_the_address() -> None:
    assert normal(f"{URL}?channel=economy") != normal(f"{URL}?channel=sports")
    assert normal(f"{URL}?channel=naver") == normal(URL)


SPAM = [
    "한빛시가 스팸 문자를 줄이기로 했다.",
    "시는 수신 거부 절차를 간소화한다고 4일 밝혔다.",
    "도하람 과장은 “구독 해지도 쉬워진다”고 말했다.",
    "새 제도는 다음 달에 시작한다.",
]
SUBHEADS = [SPAM[0], "수신 거부 쉬워진다", *SPAM[1:]]
LETTER = (
    "From: 한빛일보 <letter@hanbit.example>\nSubject: 스팸 문자 줄인다\nDate: Wed, 04 Mar 2026 14:38:00 +0900\n"
    "MIME-Version: 1.0\nContent-Type: text/{kind}; charset=utf-8\n\n{text}"
)
FOOTERS = [
    "",
    "수신거부",
    "메일을 원치 않으시면 여기를 눌러 주세요.",
    "수신거부를 원하시면 여기를 클릭해 해지하실 수 있습니다.",
    "본 메일은 수신 거부 전까지 보내 드립니다.",
]


@pytest.mark.parametrize("footer", FOOTERS)
@pytest.mark.parametrize("lines", [SPAM, SUBHEADS], ids=["sentences", "subheads"])
@pytest.mark.parametrize("kind", ["plain", "html"])
def test_a_letter_about_those_who_want_no_more_of_them_is_whole(
    kind: str, lines: list[str], footer: str
) -> None:
    shown = [*lines, *([footer, "한빛시 강변로 1"] if footer else [])]
    text = "\n\n".join(shown) if kind == "plain" else "".join(f"<p>{line}</p>" for line in shown)
    assert "\n\n".join(lines) == read(LETTER.format(kind=kind, text=text), "a.eml").body


@pytest.mark.parametrize("front", ["", "---\ntitle: 봄 음악회\n---\n"])
def test_a_day_below_a_text_is_of_what_that_tells(front: str) -> None:
    text = f"{BODY}\n\n음악회는 다음과 같이 열린다.\n\n2026-03-10 19:00"
    note = read(f"{front}{text}" if front else f"봄 음악회\n\n{text}", "a.md" if front else "a.txt")
    assert (text, None) == (note.body, note.published)


@pytest.mark.parametrize("mark", ["(끝)", "ⓒ 한빛일보. 무단 전재 및 재배포 금지"])
def test_a_day_below_the_end_of_a_text_is_its_own(mark: str) -> None:
    note = read(f"봄 음악회\n\n{BODY}\n\n{mark}\n\n2026-03-10 19:00")
    assert (BODY, "2026-03-10") == (note.body, str(note.day))

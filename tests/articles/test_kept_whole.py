"""Texts that look like something else: what a rule of a reader would take out of them, or refuse, and must not."""

# ruff: noqa: E501 # a table of texts reads better a case a line

from __future__ import annotations

from datetime import date

import pytest

from bot.articles.article import Article
from bot.articles.encoding import decode
from bot.articles.markup import shown
from bot.articles.moment import read_published
from bot.articles.names import why_not
from bot.articles.reader import read_article, read_shared
from bot.errors import UnreadableArticle
from tests.article_files import MODIFIED
from tests.articles.test_kinds import TITLE, Case
from tests.articles.test_tools_kinds import told

FIRST = "한빛시는 4일 다리를 열었다."
LAST = "공원도 열었다."
POEM = "봄이 오면\n산에 들에\n진달래 피고"
CODE = "docker compose up\n"
CASES = {
    "a source between two long rules": Case(f"-----\n\n# {TITLE}\n\n{FIRST}\n\n출처: 한빛일보\n\n-----\n\n{LAST}", {"title": TITLE}),
    "a source between two usual rules": Case(f"---\n\n# {TITLE}\n\n{FIRST}\n\n출처: 한빛일보\n\n---\n\n{LAST}", {"title": TITLE}),
    "a sentence above a field, between long rules": Case(f"-----\n{FIRST}\n\n날짜: 3월 4일\n-----\n{LAST}", {"title": FIRST}, "a.txt"),
    "a poem in a fence": Case(f"# 봄\n\n```\n{POEM}\n```\n", {"title": "봄", "body": POEM}),
    "an article in a fence": Case(f"# {TITLE}\n\n```\n{FIRST}\n\n{LAST}\n```\n", {"title": TITLE, "body": f"{FIRST}\n\n{LAST}"}),
    "an English article in a fence": Case("# A bridge\n\n```\nHanbit opened a bridge on Wednesday.\n```\n", {"body": "Hanbit opened a bridge on Wednesday."}),
    "waves around a title": Case(f"~~~ 봄이 왔다 ~~~\n\n{POEM}\n", {"body": POEM}, "a.txt"),
    "a fence that is left open": Case(f"# {TITLE}\n\n```\n{CODE}", {"title": TITLE}),
    "a sentence below much code": Case(f"# 띄우기\n\n```sh\n{CODE * 210}```\n\n{FIRST}", {"title": "띄우기"}),
    "a day above a button": Case(f"{TITLE}\n\n{FIRST} 다음 모임은 아래와 같다.\n\n2026년 5월 20일 오후 2시\n공유하기\n", {"published": None, "body": f"{FIRST} 다음 모임은 아래와 같다.\n\n2026년 5월 20일 오후 2시\n공유하기"}, "a.txt"),
    "a day above counts": Case(f"{TITLE}\n\n{FIRST} 다음 모임은 아래와 같다.\n\n2026년 5월 20일 오후 2시\n댓글 3\n좋아요 12\n", {"published": None, "body": f"{FIRST} 다음 모임은 아래와 같다.\n\n2026년 5월 20일 오후 2시"}, "a.txt"),
    "a poem that ends with a button's word": Case(f"봄\n\n{POEM}\n너와 나의\n공감\n", {"body": f"{POEM}\n너와 나의\n공감"}, "a.txt"),
    "votes": Case(f"{TITLE}\n\n{FIRST}\n\n반대\n30\n공감\n50\n", {"body": f"{FIRST}\n\n반대\n30\n공감\n50"}, "a.txt"),
    "votes of which one is called as a button": Case(f"{TITLE}\n\n{FIRST}\n\n찬성\n30\n댓글\n50\n", {"body": f"{FIRST}\n\n찬성\n30\n댓글\n50"}, "a.txt"),
    "a flash with whom to call": Case(f"[속보] {TITLE}\n\n도하람 기자\nharam@hanbit.example\n031-000-0000\n", {"title": f"[속보] {TITLE}"}, "a.txt"),
    "a sentence above numbers of days": Case(f"{TITLE}\n{FIRST}\n" + "".join(f"{n}일 {n + 2}명\n" for n in range(1, 12)), {"title": TITLE}, "a.txt"),
    "numbers that were drawn": Case("# 복권 1200회 당첨 번호\n\n3\n12\n22\n31\n33\n40\n7\n9\n", {"title": "복권 1200회 당첨 번호"}),
    "a timetable": Case("한빛역 막차 시각\n" + "".join(f"{n:02}:10 한빛역\n" for n in range(6, 16)), {"title": "한빛역 막차 시각"}, "a.txt"),
    "a list of what happened, with links": Case("# 이번 주\n\n- [한빛시](https://a.example/1)가 새 다리를 열었다\n- [공원](https://a.example/2) 문도 열었어요\n", {"title": "이번 주"}),
    "an article about minutes": Case(f"국무회의 회의록 공개\n\n{FIRST}\n\n안건: 다리\n참석자: 도하람\n", {"title": "국무회의 회의록 공개"}, "a.txt"),
    "an article about a meeting's result": Case(f"한빛시 다리 회의 결과\n\n{FIRST}\n\n안건: 다리\n참석자: 도하람\n", {"title": "한빛시 다리 회의 결과"}, "a.txt"),
    "minutes that are of time": Case("Mayor came ten minutes late\n\nAgenda: a bridge\nParticipants: Haram Do\n", {"title": "Mayor came ten minutes late"}, "a.txt"),
    "words that are a database's codes too": Case(f"HD {TITLE}\nPD 2026-03-04\nSN 한빛일보\nLP\n{FIRST}\nLA 다저스는 이겼다.\nTD\nPD 수첩은 이를 다뤘다.\nCT 촬영도 했다.\nIN\ni1 : News\n", {"body": f"{FIRST}\nLA 다저스는 이겼다.\n\nPD 수첩은 이를 다뤘다.\nCT 촬영도 했다.", "published": "2026-03-04"}, "a.txt"),
    "codes with their values below a database's text": Case(f"HD {TITLE}\nLP {FIRST}\nTD {LAST}\nCO hanbit\nNS gcat : Political News | nsum : Summaries\nIPD GOV\nPUB 한빛일보사\nAN Document HANB0001\n", {"body": f"{FIRST}\n\n{LAST}"}, "a.txt"),
    "a table's source below a rule": Case(f"# {TITLE}\n\n{FIRST}\n\n---\n\n- 출처: 통계청\n- 분류: 소비자물가\n", {"publisher": ""}),
    "a paper's own name below a rule": Case(f"# {TITLE}\n\n{FIRST}\n\n---\n\n- 매체: 한빛\n- 분류: 문화\n", {"publisher": "한빛", "category": "문화", "body": FIRST}),
    "JSON-LD beside other fields": Case(f'---\nsubject: {TITLE}\ndate: 2026-03-04\njsonld: \'{{"headline": "다른 제목", "datePublished": "2026-01-01", "author": "도하람"}}\'\n---\n{FIRST}', {"title": TITLE, "published": "2026-03-04", "authors": ["도하람"]}),
    "a mail with dashes amid its text": Case(f"From: 한빛일보 <a@hanbit.example>\nSubject: {TITLE}\n\n{FIRST}\n\n--\n\n{LAST}\n\n--\n한빛일보 문화부\n", {"body": f"{FIRST}\n\n--\n\n{LAST}"}, "a.eml"),
    "a mail with a text below dashes": Case(f"From: 한빛일보 <a@hanbit.example>\nSubject: {TITLE}\n\n{FIRST}\n\n--\n\n{LAST}\n", {"body": f"{FIRST}\n\n--\n\n{LAST}"}, "a.eml"),
    "a table of HTML in capitals": Case(f"<TABLE>\n<TR><TH>제목</TH><TD>{TITLE}</TD></TR>\n<TR><TH>매체</TH><TD>한빛일보</TD></TR>\n</TABLE>\n\n{FIRST}", {"title": TITLE, "publisher": "한빛일보", "body": FIRST}),
    "Git's marks in a fence": Case(f"# 합치기\n\n{FIRST}\n\n```\n<<<<<<< HEAD\n가\n=======\n나\n>>>>>>> main\n```\n", {"title": "합치기"}),
    "a title about titles": Case(f"# 제목을 쓰다\n\n{FIRST}\n", {"title": "제목을 쓰다", "body": FIRST}),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_it_is_read_whole(case: Case) -> None:
    article = read_article(case.text.encode(), case.path, MODIFIED)
    assert case.wanted == told(article, case.wanted)
    for sentence in (FIRST, LAST):
        assert (sentence in case.text) == (sentence in f"{article.title}\n{article.body}")


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("2026년 2월 17일 화요일 (음력 1월 1일)", date(2026, 2, 17)),
        ("2026.02.17 (음력 1.1)", date(2026, 2, 17)),
        ("2026.02.17 (음 1.1)", date(2026, 2, 17)),
        ("2026-02-17 음력 정월 초하루", date(2026, 2, 17)),
        ("2026.02.17(음력)", None),
        ("2026.02.17 (음)", None),
        ("음력 2026년 1월 1일", None),
        ("(음력) 2026년 1월 1일", None),
    ],
)
def test_a_day_of_the_moon_beside_one_of_the_sun_is_left_out(said: str, wanted: date | None) -> None:
    assert wanted == read_published(said)


@pytest.mark.parametrize("name", ["기사_LOCAL_2026.md", "KBO_BASE_2026.md"])
def test_a_year_in_a_name_is_no_number_of_git_s(name: str) -> None:
    assert not why_not(name)


def test_git_s_own_name_is_one_of_a_copy() -> None:
    assert why_not("다리_LOCAL_20261.md").key == "reason.conflict"


def test_an_end_of_a_paragraph_is_one_of_a_line() -> None:
    assert decode("다리\u2029열렸다.".encode()) == "다리\n열렸다."


def test_colons_of_a_program_s_name_are_no_field() -> None:
    assert shown("C++ (std:: vector)를 쓴다.") == "C++ (std:: vector)를 쓴다."


def test_a_blog_s_comment_says_that_it_is_one() -> None:
    entries = "".join(
        f"<entry><blogger:type>{kind}</blogger:type><title>{title}</title><content>열렸다.</content></entry>"
        for kind, title in (("POST", TITLE), ("COMMENT", "좋네요"))
    )
    read = read_shared(f"<feed><title>한빛</title>{entries}</feed>".encode(), "a.atom", MODIFIED)
    (article,) = (one for _, one in read if isinstance(one, Article))
    (refusal,) = (one for _, one in read if isinstance(one, UnreadableArticle))
    assert (TITLE, "reason.no_post") == (article.title, refusal.reason.key)

"""The text of a page counts only where it goes on from what the feed says."""

from __future__ import annotations

import pytest

from bot.adapters.feeds.page import read_full_text
from bot.editing.web_page import extract
from bot.feeds.full_text import full_text
from tests.adapters.feeds.layouts import FIRST as START
from tests.adapters.feeds.layouts import LAYOUTS, TEXT
from tests.adapters.feeds.paper_layouts import BEFORE_THE_TEXT, LAYOUTS_OF_PAPERS

ADDRESS = "https://www.hanbit.example/news/1"
FIRST = "한빛대교가 30일 오전 열려 한빛시와 나루시를 잇는 길이 십오 분 짧아졌다고 한빛시청이 밝혔다."
MORE = "시청은 하루 사만 대가 다리를 건널 것으로 내다봤고, 주민들은 나루를 건너던 때를 떠올리며 반겼다."
LAST = "다리는 오 년 만에 놓였으며 모두 천이백억 원이 들었고, 통행료는 받지 않는다고 시청은 덧붙였다."
OTHER = "나루시의회가 내년 예산을 줄이기로 해 도서관 세 곳이 문을 닫을 처지에 놓였다고 의원들이 전했다."


def page(*paragraphs: str, title: str = "한빛대교 개통") -> bytes:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    menu = "<nav><a href='/'>처음</a><a href='/login'>로그인</a></nav>"
    return (
        f"<html><head><title>{title}</title></head><body>{menu}<article><h1>{title}</h1>{text}</article>"
        f"<aside><a href='/2'>많이 본 기사</a></aside></body></html>"
    ).encode()


def test_a_teaser_becomes_the_whole_text() -> None:
    found = read_full_text(page(FIRST, MORE, LAST), ADDRESS, FIRST[:40] + "…")
    assert f"{FIRST}\n\n{MORE}\n\n{LAST}" == found


def test_a_teaser_may_begin_with_its_place() -> None:
    assert read_full_text(page(FIRST, MORE, LAST), ADDRESS, f"(한빛=소식) {FIRST[:40]}…")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_of_a_page_of_this_layout_the_text_is_found_and_nothing_around_it(layout: str) -> None:
    found = extract(LAYOUTS[layout], ADDRESS)
    assert TEXT == full_text(found["text"], f"{START[:40]}…", found["title"])


@pytest.mark.parametrize("layout", LAYOUTS_OF_PAPERS)
def test_of_a_big_papers_page_the_text_is_found_whole_and_nothing_else(layout: str) -> None:
    found = extract(LAYOUTS_OF_PAPERS[layout], ADDRESS)
    text = full_text(found["text"], f"{START[:40]}…", found["title"])
    assert BEFORE_THE_TEXT.get(layout, "") + TEXT == text


@pytest.mark.parametrize(
    ("html", "teaser"),
    [
        (page(OTHER, OTHER.replace("내년", "올해"), OTHER.replace("세", "네")), FIRST),
        (page(FIRST, MORE, LAST), ""),
        (page(FIRST, MORE, LAST), "한빛대교 개통"),
        (page(FIRST), FIRST + " " + MORE),
        (page("쿠키를 쓰는 데 동의해 주세요. 동의하지 않으면 기사를 볼 수 없습니다.", title="한빛일보"), FIRST),
        (b"", FIRST),
        (b"\x89PNG\r\n\x1a\n" * 100, FIRST),
        (b"<div " + b"a=1 " * 400_000, FIRST),
    ],
    ids=["another article", "no teaser", "a teaser that tells nothing", "no more than the teaser",
         "a notice of cookies", "nothing", "a picture", "a trap"],
)  # fmt: skip
def test_what_is_not_surely_its_text_is_left(html: bytes, teaser: str) -> None:
    assert read_full_text(html, ADDRESS, teaser) is None

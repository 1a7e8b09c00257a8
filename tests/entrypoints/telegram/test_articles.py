"""An article read in the chat, as dialogues."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date

import pytest

from bot.articles.article import Article
from bot.entrypoints.presentation.text import units
from bot.entrypoints.telegram.markup import TEXT_UNITS, draw, fits
from bot.entrypoints.telegram.views import articles as views
from bot.entrypoints.terminal.loopback import BOT_USERNAME
from bot.entrypoints.terminal.transcript import Shown
from bot.index.index import Index
from bot.newsroom import Newsroom
from tests.entrypoints.telegram.stage import ANN, GROUP, MINSU, Stage

SENTENCES = [
    f"윤서린 한빛시장은 {n}일 “나룻배 {n}호는 시민의 것입니다. 요금은 {n}천 원입니다”라고 말했다."
    for n in range(1, 201)
]
LONG = Article(
    id="901_0000000001",
    title="한빛강 나룻배 백서",
    body=" ".join(SENTENCES[:100]) + "\n\n" + " ".join(SENTENCES[100:]),
    publisher="한빛일보",
    authors=("도하람", "표인혁"),
    published=date(2026, 3, 3),
    url="https://news.hanbit.example/901/1",
)
SHORT = Article(id="f.2", title="<b>짧은</b> 소식", body="나룻배가 쉰다.", published=date(2026, 3, 4))
WORST = Article(
    id="x" * 40,
    title="가🙂<" * 200,
    body="&<🙂" * 3_000,
    publisher="신" * 300,
    authors=("기" * 200,) * 30,
    url="https://news.hanbit.example/" + "a" * 1_900,
)


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    index = Index()
    index.add([LONG, SHORT, WORST])
    stage = Stage(newsroom=Newsroom(index))
    await stage.app.initialize()
    yield stage
    await stage.app.shutdown()


def labels(shown: Shown) -> list[str]:
    return [button["text"] for button in shown.buttons]


async def test_a_number_under_a_list_opens_the_whole_article_and_the_list_stays(stage: Stage) -> None:
    (page,) = await stage.says(MINSU, "/search 나룻배 백서")
    assert "1" == labels(page)[0]
    (opened,) = await stage.presses(MINSU, page, "1")
    assert not opened.edited
    assert opened.text.startswith(
        "한빛강 나룻배 백서\n한빛일보 · 2026.3.3. · 도하람, 표인혁 · 1/4쪽\n\n윤서린"
    )
    assert ["다음 ▶", "관련 기사", "인용문", "원문"] == labels(opened)


async def test_all_pages_together_are_the_article(stage: Stage) -> None:
    (page,) = await stage.says(MINSU, f"/article {LONG.id}")
    pages = [page]
    while "다음 ▶" in labels(pages[-1]):
        pages += await stage.presses(MINSU, pages[-1], "다음 ▶")
        assert pages[-1].edited
    words = [line for one in pages for line in one.text.split("\n\n", 1)[1].split()]
    assert LONG.body.split() == words
    assert all(one.text.endswith("라고 말했다.") for one in pages), "no sentence is broken"
    (back,) = await stage.presses(MINSU, pages[-1], "◀ 이전")
    assert pages[-2].text == back.text


@pytest.mark.parametrize(
    "said",
    [
        "/기사 901_0000000001",
        "/article https://news.hanbit.example/901/1?utm_source=x",
        "https://news.hanbit.example/901/1",
        "이 기사 보여줘 https://news.hanbit.example/901/1",
        f"https://t.me/{BOT_USERNAME}?start=a_901_0000000001",
        "/start a_901_0000000001",
    ],
)
async def test_an_article_is_opened_by_its_id_its_address_and_its_link(stage: Stage, said: str) -> None:
    (shown,) = await stage.says(MINSU, said)
    assert shown.text.startswith("한빛강 나룻배 백서\n")


async def test_an_id_with_a_dot_has_a_link_too(stage: Stage) -> None:
    (page,) = await stage.says(MINSU, f"/search@{BOT_USERNAME} 짧은 소식", GROUP)
    (url,) = [button["url"] for button in page.buttons if button["text"] == "1"]
    (shown,) = await stage.says(MINSU, "/start " + url.partition("?start=")[2])
    assert shown.text.startswith("<b>짧은</b> 소식\n2026.3.4.\n\n나룻배가 쉰다.")


async def test_in_a_group_the_numbers_lead_to_a_private_chat(stage: Stage) -> None:
    (page,) = await stage.says(MINSU, f"/search@{BOT_USERNAME} 나룻배 백서", GROUP)
    assert f"https://t.me/{BOT_USERNAME}?start=a_{LONG.id}" == page.buttons[0]["url"]


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("/article", "어느 기사를 열까요?"),
        ("/article 없음", "그 주소나 ID의 기사는 없어요"),
        ("/article 두 낱말", "그 주소나 ID의 기사는 없어요"),
        ("/article https://elsewhere.example/1", "그 주소나 ID의 기사는 없어요"),
        ("/start a_gone", "이제 없는 기사예요"),
    ],
)
async def test_what_cannot_be_opened_is_said_with_what_to_do(stage: Stage, said: str, answer: str) -> None:
    (shown,) = await stage.says(MINSU, said)
    assert answer in shown.text


async def test_quotations_come_with_their_speakers_and_lead_back(stage: Stage) -> None:
    (opened,) = await stage.says(MINSU, f"/article {LONG.id}")
    (first,) = await stage.presses(MINSU, opened, "인용문")
    assert "인용문 200개 (1–5)" in first.text
    assert 5 == first.text.count("— 윤서린 한빛시장")
    (second,) = await stage.presses(MINSU, first, "다음 ▶")
    assert "나룻배 6호는 시민의 것입니다" in second.text
    (back,) = await stage.presses(MINSU, second, "◀ 기사")
    assert opened.text == back.text


async def test_what_there_is_none_of_is_said_over_the_chat(stage: Stage) -> None:
    (opened,) = await stage.says(MINSU, f"/article {SHORT.id}")
    for label, answer in (("인용문", "인용문이 없어요"), ("관련 기사", "관련 기사를 찾지 못했어요")):
        (notice,) = await stage.presses(MINSU, opened, label)
        assert notice.notice
        assert answer in notice.text


async def test_an_english_reader_reads_in_english(stage: Stage) -> None:
    (opened,) = await stage.says(ANN, f"/article {LONG.id}")
    assert "한빛일보 · 3 Mar 2026 · 도하람, 표인혁 · page 1 of 4" in opened.text
    assert ["Next ▶", "Related", "Quotations", "Original"] == labels(opened)


async def test_an_article_that_is_gone_says_so(stage: Stage) -> None:
    (opened,) = await stage.says(MINSU, f"/article {LONG.id}")
    stage.newsroom.index.remove([LONG.id])
    (notice,) = await stage.presses(MINSU, opened, "다음 ▶")
    assert "이제 없는 기사예요" in notice.text


async def test_the_worst_article_fits(stage: Stage) -> None:
    (page,) = await stage.says(MINSU, f"/article {WORST.id}")
    while True:
        assert units(page.text) <= TEXT_UNITS
        if "다음 ▶" not in labels(page):
            break
        (page,) = await stage.presses(MINSU, page, "다음 ▶")
    portions = await stage.newsroom.portions(WORST, views.PAGE_UNITS)
    for language in ("ko", "en"):
        assert all(fits(views.page(language, WORST, portions, at)) for at in range(len(portions)))
    assert "&lt;" in draw(views.page("ko", WORST, portions, 0))

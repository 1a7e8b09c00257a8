"""A number said after a list, a page of one, or an answer: what stands there opens, as under its button."""

from __future__ import annotations

from tests.dialog import Heard, Voice


def _title(heard: Heard, number: int) -> str:
    """The title that stands at *number* of a list."""
    return next(title for title, at in _numbered(heard) if at == number)


def _numbered(heard: Heard) -> list[tuple[str, int]]:
    lines = [line.partition(". ") for line in heard.text.split("\n")]
    return [(title, int(number)) for number, dot, title in lines if dot and number.isdigit()]


async def test_it_is_of_the_list_shown_last(alice: Voice) -> None:
    await alice.says("나룻배")
    await alice.hears("«나룻배»")
    await alice.says("/latest")
    latest = await alice.hears("최신 기사")
    await alice.says("2")
    opened = await alice.hears()
    assert opened.text.startswith(_title(latest, 2))
    assert "인용문" in opened.labels, "the whole article, as under the button"
    await alice.says("/story 나룻배")
    story = await alice.hears("흐름")
    first, number = _numbered(story)[0]
    await alice.says(f"{number}번")
    assert first.split(" ", 2)[2].startswith((await alice.hears()).text.split("\n")[0])


async def test_on_a_later_page_the_numbers_before_it_open_too(alice: Voice) -> None:
    await alice.says("나룻배")
    first = await alice.hears("«나룻배»")
    await alice.presses("다음", on=first)
    second = await alice.hears("«나룻배»")
    assert "6" in second.labels
    for number, page in ((3, first), (7, second)):
        await alice.says(str(number))
        assert (await alice.hears()).text.startswith(_title(page, number).rstrip("…"))


async def test_beyond_the_list_shown_last_an_older_search_is_not_gone_on_with(alice: Voice) -> None:
    await alice.says("나룻배")
    await alice.hears("«나룻배»")
    await alice.says("/latest")
    await alice.hears("최신 기사")
    await alice.says("12")
    await alice.hears("1번부터 10번까지 있어요")


async def test_numbers_of_another_page_are_in_the_order_of_that_search(alice: Voice) -> None:
    await alice.says("/latest 나룻배")
    first = await alice.hears("«나룻배»")
    await alice.presses("다음", on=first)
    second = await alice.hears("«나룻배»")
    for shown, page in ((second, first), (first, second)):
        title, number = _numbered(page)[0]
        assert number not in [at for _, at in _numbered(shown)]
        await alice.says(str(number))
        assert (await alice.hears()).text.startswith(title.rstrip("…"))


async def test_more_is_the_page_behind_the_list_before(alice: Voice) -> None:
    for asked, more in (
        ("나룻배", "더 보기"),
        ("나룻배 최신순", "다음"),
        ("나룻배 오래된순", "더 보기"),
        ("/latest", "next page"),
    ):
        await alice.says(asked)
        last = max(number for _, number in _numbered(await alice.hears()))
        await alice.says(more)
        second = await alice.hears()
        assert last + 1 == min(number for _, number in _numbered(second))
        title, _ = max(_numbered(second), key=lambda one: one[1])
        await alice.says("마지막 기사")
        assert (await alice.hears()).text.startswith(title.rstrip("…"))


async def test_behind_an_answer_of_the_newest_article_there_is_nothing_more(alice: Voice) -> None:
    await alice.says("/latest")
    newest, _ = _numbered(await alice.hears())[0]
    news = newest.removeprefix("한빛강 나룻배, ")
    await alice.says(f"{news} 누가 전했어?")
    assert "나룻배" in (await alice.hears()).text
    await alice.says("더 보기")
    await alice.hears("목록은 여기까지")


async def test_a_number_that_no_list_has_is_told_those_there_are(alice: Voice, ann: Voice) -> None:
    for who, asked, told in (
        (alice, "/latest", "1번부터 10번까지 있어요"),
        (ann, "/latest", "the numbers 1 to 10"),
    ):
        await who.says(asked)
        await who.hears()
        await who.says("20")
        await who.hears(told)


async def test_in_a_group_it_is_said_in_reply_to_the_list(alice: Voice) -> None:
    room = Voice.into_group(alice.telegram, "편집국", alice)
    await room.says("/search@sosik_bot 나룻배")
    found = await room.hears("«나룻배»")
    await room.says("2", reply_to=found)
    assert (await room.hears()).text.startswith(_title(found, 2).rstrip("…"))

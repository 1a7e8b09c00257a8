"""Telegram's HTML, and what is measured of it."""

from __future__ import annotations

import doctest
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.entrypoints.presentation import phrases, tree
from bot.entrypoints.presentation.phrases import MarkupError, phrase, read
from bot.entrypoints.presentation.text import cut, safe_url, sendable, tidy, units
from bot.entrypoints.presentation.tree import (
    Flat,
    Group,
    Link,
    Node,
    Quote,
    Span,
    Styled,
    bold,
    flatten,
    lines,
    link,
    text,
    text_of,
)
from bot.entrypoints.telegram import callbacks, markup
from bot.entrypoints.telegram.markup import draw
from bot.entrypoints.telegram.views import digests, plain

ANY = st.text(st.characters(), max_size=300)
URLS = st.sampled_from(["https://a.example/1", "https://a.example/?a=1&b='가'"])
TREES: st.SearchStrategy[Node] = st.recursive(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    lambda inner: st.one_of(
        st.builds(Group, st.lists(inner, max_size=4).map(tuple), st.sampled_from(["", "\n", "\n\n"])),
        st.builds(Styled, st.sampled_from(["b", "i", "u", "s", "code"]), inner),
        st.builds(Link, inner, URLS),
        st.builds(Quote, inner, st.booleans()),
    ),
    max_leaves=12,
)


@given(TREES)
def test_what_is_drawn_shows_what_was_meant_whatever_is_in_it(tree: Node) -> None:
    assert flatten(tree) == flatten(read(draw(tree)))


@given(ANY, ANY.map(sendable))
def test_what_fills_a_sentence_stays_text(title: str, chat: str) -> None:
    shown = flatten(phrase("ko", "mute.where_topic", title=title, chat=chat, topic=7))
    title = sendable(title)
    assert f"«{title}» {chat}의 주제 #7" == shown.text
    start = len(title) + 3
    assert ((Span("code", start, start + len(chat)),) if chat else ()) == shown.spans


def test_a_particle_follows_what_is_shown() -> None:
    for name, said in (("쿠팡", "쿠팡»으로"), ("<b>나루</b>", "<b>나루</b>»로")):
        pair = phrase("ko", "search.instead", right=name)
        assert said in text_of(phrase("ko", "search.corrected", pairs=pair))


def test_what_fills_a_sentence_keeps_its_looks() -> None:
    shown = draw(
        phrase("ko", "search.nothing", query=text(bold("<네>"), link("이버", "https://a.example/1")))
    )
    assert '«<b>&lt;네&gt;</b><a href="https://a.example/1">이버</a>»에 맞는 기사를 찾지 못했어요.' == shown


def test_what_is_empty_is_no_line() -> None:
    assert Flat("가\n나") == flatten(lines("", "가", "", "나"))


def test_nested_tags_become_spans_of_the_text() -> None:
    html = '<blockquote expandable>가<b>나 &amp; <i>다</i></b></blockquote><a href="https://a.example/?a=1&amp;b">라</a>'
    assert Flat(
        "가나 & 다라",
        (
            Span("blockquote", 0, 6),
            Span("b", 1, 6),
            Span("i", 5, 6),
            Span("a", 6, 7, "https://a.example/?a=1&b"),
        ),
    ) == flatten(read(html))


@pytest.mark.parametrize(
    "html",
    [
        "<b>가",
        "가</b>",
        "<b><i>가</b></i>",
        "<앵커> 가",
        "1 < 2",
        "<script>가</script>",
        "<p>가</p>",
        "<b",
        "<a href='x'>",
    ],
)
def test_what_telegram_refuses_is_refused(html: str) -> None:
    with pytest.raises(MarkupError):
        read(html)


@given(ANY)
def test_escaped_text_comes_back_as_it_was(text: str) -> None:
    sendable = "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    assert Flat(sendable) == flatten(read(draw(text)))


@given(ANY, st.integers(1, 200))
def test_a_cut_text_keeps_its_limit_and_is_a_beginning(text: str, limit: int) -> None:
    short = cut(text, limit)
    assert units(short) <= limit
    assert short == text or text.startswith(short.removesuffix("…"))


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("가나다", 3, "가나다"),
        ("\u1112\u1161\u11ab\u1100\u1173\u11af", 5, "\u1112\u1161\u11ab…"),  # 한글, decomposed
        ("가👨‍👩‍👧나", 6, "가…"),
        ("가👍🏽나", 4, "가…"),
        ("🗞🗞🗞", 4, "🗞…"),
        ("", 1, ""),
    ],
)
def test_a_cut_never_parts_what_is_read_as_one(text: str, limit: int, short: str) -> None:
    assert short == cut(text, limit)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "javascript:alert(1)",
        "ftp://news.example/1",
        "//news.example/1",
        "https://",
        "https://news.example@evil.example/",
        "https://news.example/ 1",
        "https://news.example/\u202e1",
        "https://[::1",
        'https://news.example/"onclick=',
        "https://news.example/" + "가" * 2000,
        "\x00https://news.example/",
    ],
)
def test_only_an_ordinary_web_address_becomes_a_link(url: str) -> None:
    assert not safe_url(url)
    assert "제목" == link("제목", url)


def test_a_link_keeps_its_address_and_its_text() -> None:
    html = draw(link("<제목>", "https://news.example/a?b=1&c=가"))
    assert Flat("<제목>", (Span("a", 0, 4, "https://news.example/a?b=1&c=가"),)) == flatten(read(html))


@given(ANY)
def test_a_tidied_text_is_one_line_that_hides_nothing(text: str) -> None:
    line = tidy(text)
    assert line == tidy(line)
    assert not set(line) & set("\n\r\t\x00\x1b\u200b\u200e\u202e\u2066\ufeff\u2028")


def test_units_are_those_of_utf_16() -> None:
    assert 4 == units("가🗞a")


@pytest.mark.parametrize("module", [callbacks, digests, markup, phrases, plain, tree])
def test_the_examples_hold(module: ModuleType) -> None:
    failed, tried = doctest.testmod(module)
    assert 0 == failed
    assert tried

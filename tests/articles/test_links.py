"""Addresses: many forms of one are alike, those of two articles never, and one to keep opens what it opened."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.links import MAX_CHARS, normal, tidy

SAME = {
    "scheme and www": ("http://www.hanbit.example/a/1", "https://hanbit.example/a/1"),
    "mobile": ("https://m.hanbit.example/a/1", "https://mobile.hanbit.example/a/1", "https://hanbit.example/a/1"),
    "AMP": (
        "https://hanbit.example/a/1",
        "https://hanbit.example/a/1/amp",
        "https://hanbit.example/amp/a/1",
        "https://amp.hanbit.example/a/1",
        "https://hanbit.example/a/1?outputType=amp",
        "https://hanbit.example/a/1?amp=1",
        "https://www.google.com/amp/s/hanbit.example/a/1",
        "https://hanbit-example.cdn.ampproject.org/c/s/hanbit.example/a/1",
    ),
    "counted clicks": (
        "https://hanbit.example/v?id=7",
        "https://hanbit.example/v?utm_source=rss&utm_medium=feed&id=7",
        "https://hanbit.example/v?id=7&fbclid=x&gclid=y&igshid=z",
        "https://hanbit.example/v?id=7&from=rss",
        "https://hanbit.example/v?id=7#home",
        "https://hanbit.example/v?id=7&ref=naver",
        "https://hanbit.example/v?rss=feed&id=7",
    ),
    "the order of parameters": ("https://hanbit.example/v?a=1&b=2", "https://hanbit.example/v?b=2&a=1"),
    "letters written as bytes": (
        "https://hanbit.example/다리?q=한빛",
        "https://hanbit.example/%EB%8B%A4%EB%A6%AC?q=%ED%95%9C%EB%B9%9B",
    ),
    "the portal's article": (
        "https://n.news.naver.com/mnews/article/031/0000993116?sid=105",
        "https://n.news.naver.com/article/031/0000993116",
        "https://m.news.naver.com/article/031/0000993116?rc=N&ntype=RANKING",
    ),
    "a port that is usual": ("https://hanbit.example:443/a", "http://hanbit.example:80/a/"),
    "capitals and a dot of the host": ("https://HANBIT.example./a", "https://hanbit.example/a"),
    "a name in Hangul": ("https://한빛.example/a", "https://xn--xx3br43b.example/a"),
}  # fmt: skip
OTHERS = [
    ("https://hanbit.example/view.html?123456", "https://hanbit.example/view.html?123457"),
    ("https://hanbit.example/v?id=7", "https://hanbit.example/v?id=8"),
    ("https://hanbit.example/v?sid=7", "https://hanbit.example/v?sid=8"),
    ("https://hanbit.example/a/1", "https://narusin.example/a/1"),
    ("https://news.hanbit.example/1", "https://sports.hanbit.example/1"),
    ("https://mbc.example/1", "https://bc.example/1"),
    ("https://hanbit.example/amplifier", "https://hanbit.example/lifier"),
    ("https://hanbit.example/a?page=1", "https://hanbit.example/a?page=2"),
    ("https://hanbit.example/a/B", "https://hanbit.example/a/b"),
    ("https://hanbit.example:8080/a", "https://hanbit.example/a"),
]


@pytest.mark.parametrize("kind", SAME)
def test_forms_of_one_address_are_alike(kind: str) -> None:
    assert 1 == len({normal(address) for address in SAME[kind]}), [normal(one) for one in SAME[kind]]


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_addresses_of_two_articles_are_not(one: str, other: str) -> None:
    assert normal(one) != normal(other)


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("  https://hanbit.example/v?utm_source=rss&id=7&b#top ", "https://hanbit.example/v?id=7&b"),
        ("/news/1?from=rss", "https://www.hanbit.example/news/1"),
        ("../2", "https://www.hanbit.example/2"),
        ("//m.hanbit.example/3", "https://m.hanbit.example/3"),
        ("?id=4", "https://www.hanbit.example/rss/?id=4"),
        ("https://hanbit.example/a b\n", "https://hanbit.example/a%20b"),
        ("https://hanbit.example/#!/a", "https://hanbit.example/#!/a"),
        ("HTTPS://hanbit.example/다리", "https://hanbit.example/다리"),
        ("http://www.hanbit.examplehttp://www.hanbit.example/1", "http://www.hanbit.example/1"),
        ("http://https://www.hanbit.example/1", "https://www.hanbit.example/1"),
        (
            "https://www.hanbit.example/to?url=http://a.example/",
            "https://www.hanbit.example/to?url=http://a.example/",
        ),
        ("javascript:alert(1)", ""),
        ("mailto:a@hanbit.example", ""),
        ("https://a:b@hanbit.example/", ""),
        ("http://[::1", ""),
        ("https://hanbit.example/" + "a" * 5_000, ""),
    ],
)
def test_an_address_to_keep(address: str, kept: str) -> None:
    assert kept == tidy(address, "https://www.hanbit.example/rss/")


@given(
    st.text(max_size=60),
    st.sampled_from(["", "https://", "https://hanbit.example/", "//", "http://hanbit.example?"]),
)
def test_whatever_is_written_gives_an_address_or_none(words: str, before: str) -> None:
    kept = tidy(before + words, "https://www.hanbit.example/rss/")
    assert kept == "" or (kept.startswith(("http://", "https://")) and len(kept) <= MAX_CHARS)
    assert not any(character.isspace() for character in kept)
    assert kept == tidy(kept)
    assert normal(kept) == normal(tidy(kept))

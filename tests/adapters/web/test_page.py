"""Pages made to take minutes or gigabytes are refused in some seconds."""

from __future__ import annotations

import time
from contextlib import suppress
from datetime import UTC, datetime

import pytest

from bot.adapters.web.page import LIMITS, read_page
from bot.errors import UnreadableArticle

NOW = datetime(2026, 3, 5, 1, 2, 3, tzinfo=UTC)
TEXT = (
    "한빛시가 다리를 열었다고 5일 밝혔다. 새 다리는 강의 두 기슭을 잇는다. 시민들은 걸어서 건널 수 있다. " * 5
)
PAGE = (
    "<html><head><title>한빛대교가 열렸다</title></head>"
    f"<body><article><h1>한빛대교가 열렸다</h1><p>{TEXT}</p></article>"
)


def test_an_ordinary_page_is_read() -> None:
    assert "한빛대교가 열렸다" == read_page(PAGE.encode(), NOW, "https://hanbit.example/1").article.title


@pytest.mark.parametrize(
    "html",
    [
        "<p " + " ".join(f"a{number}='x'" for number in range(400_000)) + ">한빛시",
        "<div>" * 200_000 + "한빛시",
        "<table>" + "<tr><td>" * 150_000,
        PAGE + "<p>" + "<b><i>한빛시 " * 200_000,
        PAGE + "<!--" * 500_000,
        PAGE + "&amp;" * 500_000,
    ],
    ids=["attributes", "depth", "tables", "formatting", "comments", "entities"],
)
def test_a_hostile_page_is_read_or_refused_within_its_limits(html: str) -> None:
    began = time.monotonic()
    with suppress(UnreadableArticle):
        read_page(html.encode()[: 5 * 1024 * 1024], NOW)
    assert time.monotonic() - began < LIMITS.wall_s + 2

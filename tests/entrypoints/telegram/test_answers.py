"""Answers as readers see them: golden files for their looks, properties for their limits."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.answer import Answer
from bot.answers.dates import When
from bot.answers.grounding import Statement
from bot.answers.reply import Reply
from bot.articles.article import Article
from bot.entrypoints.presentation.tree import flatten
from bot.entrypoints.telegram.markup import draw
from bot.entrypoints.telegram.views import answers, pages
from bot.entrypoints.telegram.views.pages import Candidate
from bot.i18n import Language
from bot.quotes.comparison import compare
from bot.quotes.context import around
from bot.quotes.quote import Quote
from bot.search.hit import Correction
from tests.entrypoints.telegram.test_pages import ANY, ARTICLES, assert_sendable

Golden = Callable[[str, str], None]

STRIKE = Article(
    id="901_1",
    title="한빛 시내버스 <파업> 돌입",
    body="한빛시 시내버스 노조가 10일 파업을 시작했다. 노선의 62%가 멈췄다. 표인혁 위원장은 “더는 못 기다린다”고 했다.",
    publisher="한빛일보",
    published=date(2026, 3, 10),
    url="https://news.hanbit.example/901/1",
)
OTHER = replace(STRIKE, id="902_1", title="버스 멈춘 날", publisher="도담통신", url="")


def quote(article: Article, words: str, speaker: str | None = None) -> Quote:
    start = article.body.index(words)
    return Quote(article, start, start + len(words), 90.0, speaker, "노조 위원장" if speaker else "")


def span(article: Article, words: str) -> tuple[tuple[int, int], ...]:
    start = article.body.index(words)
    return ((start, start + len(words)),)


ANSWER = Answer(
    question="파업은 언제 시작됐어?",
    quotes=(
        quote(STRIKE, "한빛시 시내버스 노조가 10일 파업을 시작했다."),
        quote(STRIKE, "더는 못 기다린다", "표인혁"),
        quote(OTHER, "노선의 62%가 멈췄다."),
    ),
    spans=(span(STRIKE, "10일"), (), span(OTHER, "62%")),
    differing=0,
    confidence=0.9,
    topic="파업은 언제 시작됐어?",
    when=(When(2026, 3, 10), None, None),
    short="10일",
)
REPLY = Reply("answer", 0.9, ANSWER)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_an_answer_looks_as_it_should(language: Language, golden: Golden) -> None:
    agreeing = replace(REPLY, answer=replace(ANSWER, agreeing=3))
    differing = replace(REPLY, answer=replace(ANSWER, differing=2))
    later = replace(OTHER, published=date(2026, 3, 12))
    quotes = (*ANSWER.quotes[:2], replace(ANSWER.quotes[2], article=later))
    on_other_days = replace(differing, answer=replace(ANSWER, differing=2, quotes=quotes))
    phrased = replace(
        REPLY,
        statements=(Statement("파업은 10일 시작됐습니다.", (1,)), Statement("62%가 멈췄습니다.", (2, 3))),
    )
    pages = [
        draw(answers.page(language, ANSWER.question, one))
        for one in (REPLY, agreeing, differing, on_other_days, phrased)
    ]
    golden(f"answer.{language}.html", "\n----\n".join(pages) + "\n")


@pytest.mark.parametrize(
    ("language", "told"),
    [("ko", "«노면전차»로 찾은 결과예요."), ("en", "Showing results for «노면전차».")],
)
def test_an_answer_says_what_was_read_for_what_was_typed(language: Language, told: str) -> None:
    reply = replace(REPLY, mended=(Correction("노면젼차", "노면전차"),))
    assert told in flatten(answers.page(language, "노면젼차 언제 시작됐어?", reply)).text
    assert told not in flatten(answers.page(language, "노면전차 언제 시작됐어?", REPLY)).text


@pytest.mark.parametrize("language", ["ko", "en"])
def test_no_answer_looks_as_it_should(language: Language, golden: Golden) -> None:
    pages = [
        answers.nothing(language, "왜 <그랬어>?", [STRIKE, OTHER]),
        answers.nothing(language, "파업은 언제 끝나?", [STRIKE], vague="파업"),
    ]
    golden(f"no_answer.{language}.html", "\n----\n".join(map(draw, pages)) + "\n")
    assert_sendable(answers.nothing(language, "왜?", []))


@st.composite
def replies(draw: st.DrawFn) -> Reply:
    quotes, spans, when = [], [], []
    for article in draw(st.lists(ARTICLES, min_size=1, max_size=3)):
        start, end = sorted(draw(st.integers(0, len(article.body))) for _ in range(2))
        quotes.append(Quote(article, start, end, 1.0, draw(st.none() | ANY), draw(ANY)))
        spans.append(tuple(draw(st.lists(st.tuples(st.integers(0, 999), st.integers(0, 999)), max_size=3))))
        when.append(
            draw(st.none() | st.builds(When, st.integers(1, 9999), st.integers(0, 12), st.integers(0, 28)))
        )
    statements = draw(st.lists(st.builds(Statement, st.text(max_size=400), st.just((1, 2))), max_size=5))
    answer = Answer("?", tuple(quotes), tuple(spans), draw(st.booleans()), 0.9, "?", tuple(when))
    return Reply("answer", 0.9, answer, statements=tuple(statements))


@given(st.sampled_from(["ko", "en"]), ANY, replies())
def test_answers_never_exceed_the_limits(language: Language, question: str, reply: Reply) -> None:
    assert_sendable(answers.page(language, question, reply))


@given(st.sampled_from(["ko", "en"]), ANY, ARTICLES, st.integers(0, 9), st.integers(0, 9), st.data())
def test_quotes_in_context_and_compared_never_exceed_the_limits_and_stay_verbatim(
    language: Language, said: str, article: Article, before: int, after: int, data: st.DataObject
) -> None:
    start, end = sorted(data.draw(st.integers(0, len(article.body))) for _ in range(2))
    one = Quote(article, start, end, 1.0)
    context = around(one, before, after)
    shown_quote = pages.quote(
        language, said, Candidate(one, 1, 9, context=context, compared=compare(said, one))
    )
    assert_sendable(shown_quote)
    parsed = flatten(shown_quote)
    for block in (s for s in parsed.spans if s.kind == "blockquote"):
        shown = parsed.text[block.start : block.end].removesuffix("…")
        assert shown in re.sub("[\ud800-\udfff]", "\ufffd", article.body)

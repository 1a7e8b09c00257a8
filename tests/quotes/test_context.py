"""What stands around a quote."""

from __future__ import annotations

from bot.articles.article import Article
from bot.quotes.context import FURTHEST, around
from bot.quotes.quote import Quote

BODY = (
    "한빛시가 새 다리를 열었다. 윤서린 시장은 “강은 건너는 사람의 것입니다. 바라보는 사람의 것이 아닙니다”라고 말했다. "
    "다리는 3.5㎞다. 개통식에는 오백 명이 모였다."
)
WORDS = "강은 건너는 사람의 것입니다. 바라보는 사람의 것이 아닙니다"


def quote_of(body: str, words: str) -> Quote:
    start = body.index(words)
    return Quote(Article(id="1", title="다리", body=body), start, start + len(words))


def test_a_quote_alone_is_the_quote() -> None:
    alone = around(quote_of(BODY, WORDS))
    assert (WORDS, True, True) == (alone.text, alone.more_before, alone.more_after)


def test_a_sentence_before_comes_with_the_quote_s_own_sentence() -> None:
    context = around(quote_of(BODY, WORDS), before=1)
    assert BODY[: BODY.index(" 다리는")] == context.text
    assert (1, False) == (context.before, context.more_before)


def test_sentences_after_stop_at_the_end_of_the_article() -> None:
    context = around(quote_of(BODY, WORDS), after=9)
    assert BODY[BODY.index("윤서린") :] == context.text
    assert (2, False) == (context.after, context.more_after)


def test_both_sides_make_one_verbatim_stretch() -> None:
    context = around(quote_of(BODY, WORDS), before=1, after=1)
    assert BODY[context.start : context.end] == context.text
    assert context.text.endswith("다리는 3.5㎞다.")


def test_tip_lines_are_no_context() -> None:
    body = f"{BODY}\n\n당신의 제보가 뉴스가 됩니다. 카카오톡으로 제보해 주세요."
    context = around(quote_of(body, WORDS), after=9)
    assert context.text.endswith("오백 명이 모였다.")


def test_context_has_an_end() -> None:
    body = " ".join(f"{number}번째 배가 떠났다고 한다." for number in range(1, 40))
    context = around(quote_of(body, "20번째 배가 떠났다고 한다."), before=99, after=99)
    assert (FURTHEST, FURTHEST) == (context.before, context.after)
    assert (False, False) == (context.more_before, context.more_after)


def test_a_stretch_without_sentences_stands_alone() -> None:
    context = around(Quote(Article(id="1", title="", body="  "), 0, 2), before=1)
    assert (0, 2) == (context.start, context.end)

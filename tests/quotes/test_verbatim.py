"""Whatever is quoted stands in its article, letter by letter: over the bundled articles, and over real ones."""

from __future__ import annotations

import os
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

import pytest

from bot.adapters.folder.corpus import Corpus
from bot.answers.answer import find_answer
from bot.articles.article import Article
from bot.index.index import Index
from bot.korean.sentences import sentences
from bot.quotes.attribution import quotations
from bot.quotes.finder import find_quotes
from bot.quotes.quote import Quote

BUNDLED = Path(__file__).resolve().parents[2] / "corpus"
REAL = os.environ.get("SOSIK_BENCH_DATA")
REAL_ARTICLES = 1_500


def check(articles: list[Article], asked: Iterable[Article]) -> None:
    """Ask for each of *asked* by title, by a sentence of its own that lost a few letters, and by who speaks."""
    index = Index(articles)
    bodies = {article.id: article.body for article in articles}
    shown: list[Quote] = []
    for article in asked:
        start, end = sentences(article.body)[0]
        misremembered = article.body[start:end].replace("다", "", 2)
        speakers = [quote.speaker for quote in quotations(article) if quote.speaker][:1]
        for words in (article.title, misremembered, *speakers):
            shown += find_quotes(index, words, 3) if words.strip() else []
        answer = find_answer(index, f"{article.title} 언제 얼마?")
        shown += answer.quotes if answer else ()
    assert shown
    for quote in shown:
        assert 0 <= quote.start < quote.end <= len(bodies[quote.article.id])
        assert bodies[quote.article.id][quote.start : quote.end] == quote.text


def test_every_quote_over_the_bundled_articles_is_verbatim() -> None:
    articles = list(Corpus(BUNDLED).scan().upserted)
    check(articles, articles)


@pytest.mark.skipif(REAL is None, reason="SOSIK_BENCH_DATA names no real articles")
def test_every_quote_over_real_articles_is_verbatim() -> None:
    from bench.data import news_folder, read_spool, spooled

    news = news_folder(Path(str(REAL)))
    if news is None:
        pytest.skip("SOSIK_BENCH_DATA holds no articles")
    articles = list(islice(read_spool(spooled(news)), REAL_ARTICLES))
    check(articles, [article for article in articles[::10] if article.body.strip()])

"""Articles for hypothesis: few words, so that they share terms, and moments that tie."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from bot.articles.article import Article

WORDS = [
    "네이버", "클라우드", "네이버클라우드는", "실적", "삼성전자", "발표", "3천300만", "3,300만", "LG", "尹", "美",
    "12㎡", "🙂", "李대통령", "S-Oil", "것", "(종합)", "“확인했다”고", "2026", "14.6%",
]  # fmt: skip
sentences = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """One article under one of a few ids."""
    return Article(
        id=f"a{draw(st.integers(0, 15))}",
        title=draw(sentences),
        body=draw(sentences) + draw(st.text(max_size=5)),
        published=date(2026, 3, draw(st.integers(1, 3))),
    )


corpora = st.lists(articles(), max_size=10, unique_by=lambda article: article.id)

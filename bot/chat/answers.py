"""An answer as Telegram's HTML: verbatim sentences, what was asked for in bold, each with its source. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answer.quote import Quote
from bot.chat.markup import cut, escape
from bot.chat.render import block, by_whom, date_line, headline, joined, marked, shown
from bot.corpus.article import Article
from bot.newsroom import Reply
from bot.search.hit import Span
from bot.texts import Language, say

NEAREST = 3  # articles offered where none answers
SENTENCE_UNITS = 800  # the longest sentence that answers is 600 characters


def page(language: Language, question: str, reply: Reply) -> str:
    """The answer to *question*: what a model made of it where it did, then the sentences themselves."""
    answer, numbered = reply.answer, bool(reply.statements)
    blocks = [f"«{shown(question)}»"]
    if numbered:
        blocks.append("\n".join(_statement(one.text, one.cites) for one in reply.statements))
        blocks.append(say(language, "answer.phrased"))
    elif answer.differing:
        blocks.append(say(language, "answer.differing"))
    for number, (quote, spans) in enumerate(zip(answer.quotes, answer.spans, strict=True), 1):
        told = sentence(language, quote, spans)
        blocks.append(f"[{number}] {told}" if numbered else told)
    return joined(blocks)


def sentence(language: Language, quote: Quote, spans: Sequence[Span]) -> str:
    """One sentence with its source."""
    text = cut(quote.text, SENTENCE_UNITS)
    inside = [
        (max(start, quote.start) - quote.start, min(end, quote.end) - quote.start) for start, end in spans
    ]
    html = escape(text) if text != quote.text else marked(text, inside, "b")
    speaker = by_whom(quote)
    lines = [
        block(html, len(text)),
        f"— {speaker}" if speaker else "",
        headline(language, quote.article),
        escape(date_line(language, quote.article)),
    ]
    return "\n".join(line for line in lines if line)


def nothing(language: Language, question: str, nearest: Sequence[Article]) -> str:
    """That no article says so; and the nearest articles, as what they are."""
    blocks = [say(language, "answer.nothing", query=shown(question))]
    if nearest:
        blocks.append(say(language, "answer.nearest"))
    blocks += [
        f"{number}. {headline(language, article)}\n{escape(date_line(language, article))}".rstrip()
        for number, article in enumerate(nearest, 1)
    ]
    return joined(blocks)


def _statement(text: str, cites: Sequence[int]) -> str:
    return f"{escape(text)} {''.join(f'[{number}]' for number in cites)}"

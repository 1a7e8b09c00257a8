"""The lists that were shown, so that a number said afterwards is the one that stands in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.articles.article import Article
from bot.entrypoints.telegram.context import Turn
from bot.entrypoints.telegram.paging import stored
from bot.entrypoints.telegram.ports import Answers


@dataclass(frozen=True, slots=True)
class Lists:
    """Lists of articles, remembered beside the answers, by the message that shows them."""

    answers: Answers

    async def remember(
        self, turn: Turn, message: int | None, articles: Sequence[Article], first: int = 1, words: str = ""
    ) -> None:
        """*message* shows *articles*, numbered from *first*.

        words: what asked for them; kept of readers who are alone with the bot, whose next words may go on with it.
        """
        if message is None or not articles:
            return
        places = [(article.id, number, number) for number, article in enumerate(articles, first)]
        questions = [words] if words and turn.private else []
        number = await stored(turn, self.answers.save(turn.chat.id, questions, places))
        if number is not None:
            await stored(turn, self.answers.sent(number, message))

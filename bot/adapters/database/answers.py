"""Answers that were given: what a reply to one goes on about, and whether readers found it good."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, insert, select, update

from bot.adapters.database.chunks import delete_where
from bot.adapters.database.engine import Database
from bot.adapters.database.queries import KEPT_DAYS
from bot.adapters.database.schema import answers, clean, feedback

GOES_ON = timedelta(hours=1)  # after that a conversation has ended
MOST_GONE_ON = 20  # of the newest answers and lists, among which one with a question is looked for
Place = tuple[str, int, int]  # id of an article, start and end in its body; in a list its number, twice


class Answers:
    """Questions with what was answered, by short ids and by the message that says it."""

    kept_days = KEPT_DAYS

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    async def save(self, chat: int, questions: Sequence[str], quotes: Sequence[Place]) -> int:
        """Keep an answer; returns its id.

        questions: the one answered last, before it those it followed up; [] of a list that no words asked for.
        quotes: what was shown, [] where the articles had no answer.
        """
        values = {
            "chat": chat,
            "message": None,
            "questions": [clean(question) for question in questions],
            "quotes": [[clean(article), start, end] for article, start, end in quotes],
            "at": self._clock(),
        }
        async with self._database.write() as connection:
            made = await connection.execute(insert(answers).values(**values).returning(answers.c.id))
            return int(made.scalar_one())

    async def sent(self, id: int, message: int) -> None:
        """The answer stands in its chat as this message."""
        async with self._database.write() as connection:
            await connection.execute(update(answers).where(answers.c.id == id).values(message=message))

    async def asked(self, chat: int, message: int, id: int | None = None) -> tuple[str, ...]:
        """The questions that led to the answer which this message is; () when it is none (any more).

        id: the answer's number, where the message shows it; `sent` may not have noted its own yet.
        """
        which = answers.c.message == message if id is None or not 0 < id < 2**63 else answers.c.id == id
        mine = select(answers.c.questions).where(answers.c.chat == chat, which)
        async with self._database.read() as connection:
            found = (await connection.execute(mine.order_by(answers.c.id.desc()).limit(1))).scalar()
        return tuple(found or ())

    async def latest(self, chat: int, among: int = MOST_GONE_ON) -> tuple[str, ...]:
        """The questions that led to the newest answer to any in *chat*; () when it is older than GOES_ON.

        among: of how many of the newest answers and lists.
        """
        newest = select(answers.c.questions).where(self._goes_on(chat))
        async with self._database.read() as connection:
            found = await connection.execute(newest.order_by(answers.c.id.desc()).limit(among))
            return next((tuple(questions) for questions in found.scalars() if questions), ())

    async def listed(self, chat: int, message: int | None = None, id: int | None = None) -> dict[int, str]:
        """The articles that *message* shows, by their numbers; without one, that the newest answer or list shows.

        id: as of `asked`. The articles of an answer are numbered as its quotations bring them, each once.
        """
        which = self._goes_on(chat)
        if id is not None and 0 < id < 2**63:
            which = and_(answers.c.chat == chat, answers.c.id == id)
        elif message is not None:
            which = and_(answers.c.chat == chat, answers.c.message == message)
        shown = select(answers.c.quotes).where(which).order_by(answers.c.id.desc()).limit(1)
        async with self._database.read() as connection:
            places = (await connection.execute(shown)).scalar() or []
        listed = {start: article for article, start, end in places if start == end}
        return listed or dict(enumerate(dict.fromkeys(article for article, _, _ in places), 1))

    def _goes_on(self, chat: int) -> ColumnElement[bool]:
        return and_(answers.c.chat == chat, answers.c.at >= self._clock() - GOES_ON)

    async def rate(self, id: int, chat: int, person: int, good: bool) -> bool:
        """Keep what *person* thinks of an answer, in place of what they thought before.

        Returns: whether there is such an answer in *chat*: the number comes from a client, any may come.
        """
        if not 0 < id < 2**63:
            return False
        statement = self._database.insert(feedback).values(
            answer=id, person=person, good=good, at=self._clock()
        )
        statement = statement.on_conflict_do_update(
            index_elements=[feedback.c.answer, feedback.c.person],
            set_={"good": statement.excluded.good, "at": statement.excluded.at},
        )
        async with self._database.write() as connection:
            theirs = select(answers.c.id).where(answers.c.id == id, answers.c.chat == chat)
            if (await connection.execute(theirs)).scalar() is None:
                return False
            await connection.execute(statement)
            return True

    async def forget_old(self) -> int:
        """Drop what is older than KEPT_DAYS, with what was thought of it; returns how many."""
        oldest = self._clock() - timedelta(days=self.kept_days)
        return await delete_where(self._database, answers, answers.c.at < oldest)

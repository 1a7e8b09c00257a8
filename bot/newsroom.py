"""The newsroom: one live index, and everything that can be asked of it, off the event loop."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from time import monotonic
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from bot.answers.grounding import read_statements
from bot.answers.related import Related, related
from bot.answers.reply import Reply, Request
from bot.answers.routes import routed
from bot.answers.selection import Sheet, sheet_of
from bot.answers.service import find, reply_read, reply_to
from bot.answers.timeline import Profile, Timeline, profile, timeline
from bot.answers.trend import Trend, Wish, trend
from bot.articles.portions import portions
from bot.concurrency.pools import ANSWERS, DIGESTS
from bot.digests.alerts import compose_all
from bot.digests.digest import Digest, has_news
from bot.digests.edition import Arrival, Edition, make_edition
from bot.errors import QueryError
from bot.quotes.attribution import quotations
from bot.quotes.claim import SURELY, claims, retold
from bot.quotes.comparison import Comparison, compare
from bot.quotes.context import Context, around
from bot.quotes.finder import find_quotes
from bot.search.filter_spelling import listed_apart, with_papers_marked
from bot.search.narrower import narrower
from bot.search.query import LONGEST
from bot.search.query_language import write_query

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from bot.articles.article import Article
    from bot.digests.subscription import Place, Subscription
    from bot.korean.sentences import Span
    from bot.quotes.quote import Quote
    from bot.search.hit import Results
    from bot.search.order import Order
    from bot.search.ports import Searchable
    from bot.search.query_language import Asked
    from bot.stories.story import Trace

MOST_EDITIONS = 2  # some 30 MB each, where 3,000 articles arrive a day
MOST_TRACES = 60_000  # about 30 MB; then they are made again


class Reader(Protocol):
    """A language model that says which sentences answer; `bot.adapters.llm.language_model` has one."""

    @property
    def timeout_s(self) -> float:
        """For how long a reader of news is kept waiting for it, whatever it is asked about one question."""

    async def choose(self, sheet: Sheet, within_s: float) -> str:
        """What it chooses of *sheet*, as `bot.answers.selection.CHOICE_SCHEMA` has it.

        "" when it fails or takes longer than *within_s* seconds. Nothing of it is to be believed unchecked.
        """


class Phraser(Protocol):
    """A language model that puts sentences into an answer's words; `bot.adapters.llm.language_model` has one."""

    @property
    def timeout_s(self) -> float:
        """As of a Reader."""

    async def phrase(self, question: str, sentences: Sequence[str], within_s: float) -> str:
        """What it makes of *sentences*, each statement followed by the numbers of its own: `… [1]`.

        "" when it has nothing to say, fails or takes longer. Nothing of it is to be believed unchecked.
        """


class Presence(Protocol):
    """Tells what is not here yet from what is gone; `bot.ingest.presence` has one."""

    async def all_here(self, arrivals: Sequence[Arrival]) -> bool:
        """Whether the article of each of *arrivals* is here, or surely gone."""

    async def still_here(self, arrivals: Sequence[Arrival]) -> Sequence[Arrival]:
        """Those that are not known as gone, for which an archive that is away is not asked."""


class Newsroom:
    """Answers readers from *index*. Every method runs its CPU work in a thread."""

    def __init__(
        self,
        index: Searchable,
        phraser: Phraser | None = None,
        presence: Presence | None = None,
        reader: Reader | None = None,
    ) -> None:
        """*reader*, *phraser*: None where sentences are chosen, and answers worded, without a model.

        presence: None: all is here.
        """
        self.index = index
        self._presence = presence
        self.phraser = phraser
        self.reader = reader
        self._editions: OrderedDict[object, Edition] = OrderedDict()
        self._traces: dict[str, Trace] = {}  # of the articles of the last editions, by content hash

    @property
    def recent_days(self) -> int:
        """See `Searchable.recent_days`; asked after what was told, it holds of that."""
        return self.index.recent_days

    async def search(
        self, text: str, limit: int = 5, offset: int = 0, *, today: date | None, order: Order | None = None
    ) -> Results:
        """See `Searchable.search`; *today* is None only where no reader's words are searched for."""
        return await ANSWERS.run(
            self.index.search,
            text,
            limit,
            offset,
            stories=order in (None, "nearest"),
            order=order,
            today=today,
        )

    async def read(self, text: str, today: date) -> Asked:
        """What *text* asks for, see `bot.search.query_language`."""
        return await ANSWERS.run(self.index.read, text, today)

    async def narrower(self, text: str, today: date) -> list[Asked]:
        """What *text* may narrow as well, see `bot.search.narrower`: each that finds something."""

        def found() -> list[Asked]:
            offered = narrower(self.index, self.index.read(text, today), today)
            return [one for one in offered if self.index.search(write_query(one), 1, today=today).total]

        return await ANSWERS.run(found)

    async def outlets(self, typed: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """The outlets that each of *typed* means as a filter, as articles call them; () where none is like it."""
        return {name: await ANSWERS.run(self.index.outlets, name) for name in typed}

    async def with_papers_told(self, text: str) -> str:
        """*text* with papers that alone are wanted as a filter, and what is no name apart from its names."""
        return await ANSWERS.run(lambda: listed_apart(with_papers_marked(text, self._papers), self._goes_on))

    def _papers(self, word: str) -> tuple[str, ...]:
        """The papers that *word* names in a search."""
        return self.index.read(f"{word} 기사").filters.publisher

    def _goes_on(self, names: str, following: str) -> bool:
        """Whether a search for the filter *names* with *following* behind it takes that for one more of them."""
        try:
            return following in self.index.read(f"{names} {following}").filters.names
        except QueryError:
            return True  # which is said where it is read

    async def quotes(self, text: str, limit: int = 10) -> list[Quote]:
        """The verbatim sentences or quotations that match best, best first; [] when nothing does."""
        return await ANSWERS.run(find_quotes, self.index, text, limit)

    async def answer(self, request: Request) -> Reply:
        """What *request* gets, see `reply_to`; chosen and worded by models, where there are any, within one limit."""
        began = monotonic()
        reply = self._limited(await self._reply(request))
        if self.phraser is None or reply.answer is None:
            return reply
        quotes = reply.answer.quotes
        left_s = self.phraser.timeout_s - (monotonic() - began)
        said = await self.phraser.phrase(reply.answer.topic, [quote.text for quote in quotes], left_s)
        return replace(reply, statements=await ANSWERS.run(read_statements, said, quotes))

    async def _reply(self, request: Request) -> Reply:
        if self.reader is None:
            return await ANSWERS.run(reply_to, self.index, request)
        found = await ANSWERS.run(find, self.index, request)
        if isinstance(found, Reply):
            return found
        sheet = await ANSWERS.run(sheet_of, found)
        said = await self.reader.choose(sheet, self.reader.timeout_s)
        return await ANSWERS.run(reply_read, found, sheet, said)

    async def routed(self, request: Request) -> Reply | None:
        """Quotations, stories or articles, where *request* asks for these; None where it asks for a fact."""
        reply = await ANSWERS.run(routed, self.index, request)
        return None if reply is None else self._limited(reply)

    def _limited(self, reply: Reply) -> Reply:
        days = self.recent_days
        return replace(reply, recent_days=days) if days else reply

    async def claimed(self, words: str, limit: int, *, whole: bool = False) -> tuple[str, list[Quote]] | None:
        """What *words* tell that somebody said and somebody surely did, with the best quotations for it.

        whole: they may be somebody's themselves.
        """
        for said in (*claims(words), *retold(words), *((words,) if whole else ())):
            found = await self.quotes(said[:LONGEST], limit)
            if found and found[0].score >= SURELY:
                return said[:LONGEST], found
        return None

    async def around(self, quote: Quote, before: int, after: int) -> Context:
        """*quote* with so many sentences of its article before and after it."""
        return await ANSWERS.run(around, quote, before, after)

    async def compare(self, said: str, quote: Quote, by: str = "") -> Comparison:
        """Somebody's words beside *quote*. by: who is told to have said them."""
        return await ANSWERS.run(compare, said, quote, by)

    async def latest(self, limit: int = 5, offset: int = 0) -> list[Article]:
        """Newest articles first."""
        return await ANSWERS.run(self.index.latest, limit, offset)

    async def article(self, article_id: str) -> Article | None:
        """The article itself, or None when it is gone."""
        return await ANSWERS.run(self.index.article, article_id)

    async def portions(self, article: Article, room: int) -> list[Span]:
        """The body in portions of at most *room* UTF-16 units, see `bot.articles.portions`."""
        return await ANSWERS.run(portions, article.body, room)

    async def quotations(self, article: Article) -> tuple[Quote, ...]:
        """What is quoted in *article*, in its order, each with who says it where that is plain."""
        return await ANSWERS.run(quotations, article)

    async def related(self, article: Article) -> Related:
        """Other reports of its event, and other turns of its story."""
        return await ANSWERS.run(related, self.index, article)

    async def timeline(self, topic: str, newer: int = 0, *, today: date) -> Timeline:
        """The story of *topic* day by day, but for its *newer* newest days."""
        return await ANSWERS.run(timeline, self.index, topic, today, newer=newer)

    async def trend(self, wish: Wish) -> Trend | None:
        """How many articles a day are about some topics; None where there are none."""
        return await ANSWERS.run(trend, self.index, wish)

    async def profile(self, name: str) -> Profile | None:
        """Who *name* is, and what is newest of them; None where no article is about them."""
        return await ANSWERS.run(profile, self.index, name)

    async def all_here(self, arrivals: Sequence[Arrival]) -> bool:
        """Whether the article of each of *arrivals* is here, or surely gone, so that an edition can be made."""
        return self._presence is None or await self._presence.all_here(arrivals)

    async def edition(self, arrivals: Sequence[Arrival]) -> Edition:
        """The stories among *arrivals*; articles that are gone meanwhile are left out.

        The last ones are kept, since most who ask within a while ask for the same. Raises: ReaderError where one
        of the articles may be in an archive that is away.
        """
        if self._presence is not None:
            arrivals = await self._presence.still_here(arrivals)
        key = (tuple((one.seq, one.article) for one in arrivals), self.index.revision)
        if key not in self._editions:
            if len(self._traces) > MOST_TRACES:
                self._traces = {}
            made = await DIGESTS.run(make_edition, arrivals, self.index.get_many, self._traces)
            self._editions[key] = made
            while len(self._editions) > MOST_EDITIONS:
                self._editions.popitem(last=False)
            return made
        self._editions.move_to_end(key)
        return self._editions[key]

    async def digests(
        self,
        edition: Edition,
        wishes: Sequence[tuple[Subscription, date]],
        beside: Mapping[Place, Sequence[Subscription]] = MappingProxyType({}),
    ) -> list[Digest]:
        """A digest for each of *wishes*, in their order. beside: the watches of their places."""
        return await DIGESTS.run(compose_all, edition, wishes, beside)

    async def matching(self, edition: Edition, watches: Sequence[Subscription]) -> set[int]:
        """The ids of the *watches* that have something new in *edition*."""
        return await DIGESTS.run(lambda: {one.id for one in watches if has_news(edition, one)})

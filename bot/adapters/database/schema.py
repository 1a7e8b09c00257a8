"""The tables, as SQLAlchemy sees them today. How a database gets here is told by `migrations`.

Names are the words of the house. Times are UTC and aware on both databases; texts are what people wrote,
without the NUL and lone surrogates that PostgreSQL refuses (`clean`).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import TypeDecorator

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    }
)

# SQLite counts up by itself only for a column whose type is exactly INTEGER
Id = BigInteger().with_variant(Integer, "sqlite")


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept as UTC; SQLite has no zones, so the zone is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


class Words(TypeDecorator[Any]):
    """A JSON list; None where a damaged row has no JSON, so that whoever reads many rows can leave out the one."""

    impl = JSON
    cache_ok = True

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any] | None:
        decode = super().result_processor(dialect, coltype)
        if decode is None:  # a server keeps no other than JSON
            return None

        def read(value: Any) -> Any:
            try:
                return decode(value)
            except ValueError:
                return None

        return read


def clean(text: str) -> str:
    """*text* as PostgreSQL can hold it: without NUL, lone surrogates replaced."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


saved_queries = Table(
    "saved_queries",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    # of the text: PostgreSQL indexes no value over 2,700 bytes
    Column("sha256", String(64), nullable=False, unique=True),
    Column("text", Text, nullable=False),
    Column("used_on", Date, nullable=False, index=True),
    sqlite_autoincrement=True,  # the id of a forgotten query is never given to another
)

# When something happened that happens once; "baseline": the first look at the corpus.
marks = Table(
    "marks",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("at", Moment, nullable=False),
)

# The corpus that this database belongs to: one row; see `bot.adapters.folder.identity`.
corpus = Table(
    "corpus",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("folder", Text, nullable=False),  # where it was when it was last used
    Column("at", Moment, nullable=False),
)

arrivals = Table(
    "arrivals",
    metadata,
    Column("seq", Id, primary_key=True, autoincrement=True),
    Column("article", Text, nullable=False, index=True),
    Column("content_hash", String(64), nullable=False, unique=True),
    Column("kind", String(8), nullable=False),  # baseline | archive | new | update
    Column("at", Moment, nullable=False, index=True),
    sqlite_autoincrement=True,  # a sequence number is never given twice
)

chats = Table(
    "chats",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", String(16), nullable=False),  # private | group | supergroup | channel
    Column("title", Text, nullable=False),
    Column("language", String(2), nullable=False),
    Column("zone", String(64), nullable=True),  # NULL: the bot's own
    Column("greeted", Boolean, nullable=False),
    Column("quiet", Text, nullable=True),  # 23:00-07:00, on some weekdays with /bits; NULL: never
    Column("hourly", SmallInteger, nullable=True),  # messages of watches in an hour; NULL: as usual
)

# How a chat wants to be spoken to, where it has said so; see bot.digests.subscription.Manners.
manners = Table(
    "manners",
    metadata,
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("language", String(2), nullable=True),  # NULL: that of each reader
    Column("silent", Boolean, nullable=False),
)

# Places to which nothing is sent; see bot.delivery.model.Mute.
mutes = Table(
    "mutes",
    metadata,
    Column(
        "chat", BigInteger, ForeignKey("chats.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    ),
    Column("topic", BigInteger, primary_key=True, autoincrement=False),  # -1: every one
    Column("why", String(16), nullable=False),
    Column("since", Moment, nullable=False),
    Column("next_try", Moment, nullable=True),  # NULL: not before a sign of life
)

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("kind", String(8), nullable=False),  # digest | watch
    Column("chat", BigInteger, ForeignKey("chats.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("topic", BigInteger, nullable=False),  # 0: none
    Column("owner", BigInteger, nullable=True),
    Column("at", String(5), nullable=False),  # HH:MM in the zone
    Column("days", SmallInteger, nullable=False),  # bit 0 is Monday
    Column(
        "month_days", BigInteger, nullable=False, server_default="0"
    ),  # bit 1 is the first; 0: by weekdays
    Column("zone", String(64), nullable=False),
    Column("include", Words, nullable=False),
    Column("exclude", Words, nullable=False),
    Column("papers", Words, nullable=False),
    Column("stories", SmallInteger, nullable=False),
    Column("silent", Boolean, nullable=False),
    Column("when_empty", Boolean, nullable=False),
    Column("paused", Boolean, nullable=False),
    Column("since", BigInteger, nullable=False),
    Column("last_seq", BigInteger, nullable=False),
    Column("last_sent_at", Moment, nullable=True),
    Column("last_issue", Date, nullable=True),
    Column("made_at", Moment, nullable=False),
    Index("ix_subscriptions_slot", "kind", "at", "zone", "days", "last_issue"),
    sqlite_autoincrement=True,  # a button of a subscription that is gone must not reach another's
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column(
        "subscription",
        BigInteger,
        ForeignKey("subscriptions.id", ondelete="CASCADE"),
        nullable=False,
    ),
    Column("issue", String(24), nullable=False),  # the local date; of a watch, its last arrival
    Column("state", String(12), nullable=False),  # open, or the outcome
    Column("after", BigInteger, nullable=False),
    Column("upto", BigInteger, nullable=False),
    Column("owner", String(64), nullable=True),
    Column("leased_until", Moment, nullable=True),
    Column("not_before", Moment, nullable=True),
    Column("tries", SmallInteger, nullable=False),
    Column("opened", Moment, nullable=False),
    Column("closed", Moment, nullable=True),
    UniqueConstraint("subscription", "issue"),  # this is what tells everything once
    Index("ix_deliveries_state_id", "state", "id"),
    sqlite_autoincrement=True,
)

parts = Table(
    "parts",
    metadata,
    Column("delivery", BigInteger, ForeignKey("deliveries.id", ondelete="CASCADE"), primary_key=True),
    Column("number", SmallInteger, primary_key=True),
    Column("state", String(8), nullable=False),  # waiting | sending | sent | doubtful
    Column("html", Text, nullable=False),  # emptied when it is sent
    Column("buttons", Words, nullable=False),
    Column("plain", Boolean, nullable=False),
    Column("attempt", SmallInteger, nullable=False),
    Column("message", BigInteger, nullable=True),
    Column("at", Moment, nullable=True),
)

# What was answered, so that a reply to the answer keeps its topic. Without whoever asked.
answers = Table(
    "answers",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("chat", BigInteger, nullable=False),
    Column("message", BigInteger, nullable=True),  # NULL until it is sent
    Column("questions", JSON, nullable=False),  # the one answered last
    Column("quotes", JSON, nullable=False),  # [article, start, end], … as they were shown
    Column("at", Moment, nullable=False, index=True),
    Index("ix_answers_chat_message", "chat", "message"),
    sqlite_autoincrement=True,  # a thumb under a forgotten answer must not count for another
)

feedback = Table(
    "feedback",
    metadata,
    Column("answer", BigInteger, ForeignKey("answers.id", ondelete="CASCADE"), primary_key=True),
    Column("person", BigInteger, primary_key=True, autoincrement=False),
    Column("good", Boolean, nullable=False),
    Column("at", Moment, nullable=False),
)

# Updates of Telegram's; see `bot.adapters.database.inbox`.
inbox = Table(
    "inbox",
    metadata,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("chat", BigInteger, nullable=False),  # 0: none
    Column("body", Text, nullable=False),  # emptied when it is worked off
    Column("received_at", Moment, nullable=False),
    Column("owner", String(64), nullable=True),
    Column("leased_until", Moment, nullable=True),
    Column("done_at", Moment, nullable=True),
    Column("tries", SmallInteger, nullable=False, server_default="0"),  # processes that claimed it
    Index("ix_inbox_done_at_chat", "done_at", "chat"),
)

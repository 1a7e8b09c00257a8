"""The tree of everything that can go wrong in a way somebody must be told about.

    SosikError
    ├── SettingsError         the environment is not usable; carries every fault at once
    ├── CorpusError           the folder of articles cannot be used
    ├── UnreadableArticle     a file or text is not an article; carries the reason, with a key of bot.i18n
    ├── ReaderError           what a reader asked cannot be done; carries a key of bot.i18n
    │   ├── QueryError        … because of the words to search for
    │   └── FeedError         … because what came from an address is no feed that can be read
    ├── StoreError            the database cannot be used as it is
    │   └── StoreUnavailable  … just now: away, busy, read-only or full; carries since when
    ├── ArchiveError          the cluster of the archive does not answer as it should; carries why
    └── Undeliverable         a message cannot reach its chat; carries what to do about it

Logs say these in English. What a reader sees is said in the reader's language from `bot.i18n`.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from bot.i18n import Key
from bot.i18n.reasons import Reason, Value


class SosikError(Exception):
    """Everything Sosik raises on purpose."""


class SettingsError(SosikError):
    """The settings are not usable.

    faults: one English line each, starting with the variable's name.
    """

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class CorpusError(SosikError):
    """The folder of articles is not there, or cannot be listed."""


class UnreadableArticle(SosikError):
    """A file or text cannot be read as an article; *reason* says why, in the language of whoever is told."""

    def __init__(self, key: Key | Reason, **values: Value) -> None:
        self.reason = key if isinstance(key, Reason) else Reason(key, **values)
        super().__init__(self.reason)


class ReaderError(SosikError):
    """A reader's wish that cannot be met: *key* and *values* are for `bot.i18n.say`."""

    def __init__(self, key: Key, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


class QueryError(ReaderError):
    """Nothing searchable is in the words, or there are too many of them."""


class FeedError(ReaderError):
    """What came from an address is no feed, or none that can be read."""


class StoreError(SosikError):
    """The database cannot be used: unreachable, or written by a newer Sosik."""


class StoreUnavailable(StoreError):
    """The database cannot be used just now; what was to be done in it has not been done, unless it is *in_doubt*.

    reason: "away", "busy", "crowded" (it takes no more connections), "read-only", "full", "missing" (its file) or
    "replaced" (by another's), which may pass by themselves; "refused" (it lets us not in), "forbidden" (a right is
    lacking) and "damaged", which somebody must mend. since: when that began, aware.
    """

    def __init__(self, reason: str, since: datetime, detail: str = "", *, in_doubt: bool = False) -> None:
        super().__init__(f"the database is {WHAT_IT_IS.get(reason, reason)}: {detail}".removesuffix(": "))
        self.reason = reason
        self.since = since
        self.in_doubt = in_doubt

    @property
    def passes(self) -> bool:
        """Whether waiting may help before anybody has done something about it."""
        return self.reason not in ("refused", "forbidden", "damaged")


WHAT_IT_IS = {
    "away": "not reachable",
    "busy": "held by another process",
    "crowded": "full of connections",
    "refused": "closed to us",
    "forbidden": "not to be written by us",
    "replaced": "not the one it was",
}


class ArchiveError(SosikError):
    """The cluster of the archive did not do what it was asked; what is in memory can still be searched.

    reason: "away", "slow" and "red" (a part of it is away) may pass by themselves; "refused" (it lets us not in),
    "missing" (there is no archive in it yet), "outdated" (its documents are of another release), "version" (of another
    kind than we know) and "rejected" (what was asked) somebody must mend.
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"the archive is {reason}: {detail}".removesuffix(": "))
        self.reason = reason

    @property
    def passes(self) -> bool:
        """Whether waiting may help before anybody has done something about it."""
        return self.reason in ("away", "slow", "red")


class Refusal(StrEnum):
    """Why a message did not surely arrive: what it means, whatever Telegram's words for it are.

    Of the chat: BLOCKED, KICKED and DEACTIVATED last until somebody there shows a sign of life; RIGHTS and NOT_FOUND
    until somebody mends them. Of the topic: TOPIC_CLOSED, TOPIC_GONE. Of this message alone: CONTENT, when it is
    refused as it is, also for a reason that nobody knows; UNCHANGED and UNEDITABLE of an edit, LATE of the answer to
    a press, TOO_BIG of a file. Of the way there: MOVED, FLOOD, NOT_RECEIVED, IN_DOUBT (it may have arrived), TOKEN.
    """

    BLOCKED = "blocked"
    KICKED = "kicked"
    DEACTIVATED = "deactivated"
    TOPIC_CLOSED = "topic closed"
    TOPIC_GONE = "topic gone"
    RIGHTS = "rights"
    NOT_FOUND = "not found"
    CONTENT = "content"
    UNCHANGED = "unchanged"
    UNEDITABLE = "uneditable"
    LATE = "late"
    TOO_BIG = "too big"
    MOVED = "moved"
    FLOOD = "flood"
    NOT_RECEIVED = "not received"
    IN_DOUBT = "in doubt"
    TOKEN = "token"


class Undeliverable(SosikError):
    """A message did not surely reach its chat; *kind* says what to do about it.

    reason: for the log; without any word of a reader or an article.
    retry_after: seconds after which Telegram takes it, where it says so. new_chat_id: where the chat has moved.
    """

    def __init__(
        self, kind: Refusal, reason: str = "", *, retry_after: float = 0.0, new_chat_id: int | None = None
    ) -> None:
        super().__init__(reason or kind)
        self.kind = kind
        self.retry_after = retry_after
        self.new_chat_id = new_chat_id

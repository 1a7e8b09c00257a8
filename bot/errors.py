"""The tree of everything that can go wrong in a way somebody must be told about.

    SosikError
    ├── SettingsError         the environment is not usable; carries every fault at once
    ├── CorpusError           the folder of articles cannot be used
    ├── UnreadableArticle     a file or text is not an article; carries the reason
    ├── ReaderError           what a reader asked cannot be done; carries a key of bot.i18n
    │   └── QueryError        … because of the words to search for
    ├── StoreError            the database cannot be used as it is
    │   └── StoreUnavailable  … just now: away, busy, read-only or full; carries since when
    └── Undeliverable         a message cannot reach its chat; carries what to do about it

Logs say these in English. What a reader sees is said in the reader's language from `bot.i18n`.
"""

from __future__ import annotations

from datetime import datetime


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
    """A file or text cannot be read as an article; *reason* is one short English clause."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class ReaderError(SosikError):
    """A reader's wish that cannot be met: *key* and *values* are for `bot.i18n.say`."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


class QueryError(ReaderError):
    """Nothing searchable is in the words, or there are too many of them."""


class StoreError(SosikError):
    """The database cannot be used: unreachable, or written by a newer Sosik."""


class StoreUnavailable(StoreError):
    """The database cannot be used just now; what was to be done in it has not been done.

    reason: "away", "busy", "read-only" or "full", which may pass by themselves; "refused" (it lets us not in) and
    "damaged", which somebody must mend. since: when that began, aware.
    """

    def __init__(self, reason: str, since: datetime, detail: str = "") -> None:
        super().__init__(f"the database is {WHAT_IT_IS.get(reason, reason)}: {detail}".removesuffix(": "))
        self.reason = reason
        self.since = since

    @property
    def passes(self) -> bool:
        """Whether waiting may help before anybody has done something about it."""
        return self.reason not in ("refused", "damaged")


WHAT_IT_IS = {"away": "not reachable", "busy": "held by another process", "refused": "closed to us"}


class Undeliverable(SosikError):
    """A message did not surely reach its chat; what is true of the case says what to do about it.

    permanent: the chat will not take messages again by itself (blocked, kicked, gone).
    new_chat_id: where the chat has moved, when Telegram says so.
    topic_gone: the chat is there, the forum topic is not.
    retry_after: it surely was not received, and may be after so many seconds; 0 is "soon, but back off".
    flood: Telegram asked us to slow down.
    in_doubt: it may have been received; sending it again may show it twice.
    None of these: this message is refused as it is, others are not.
    """

    def __init__(
        self,
        reason: str,
        *,
        permanent: bool = False,
        new_chat_id: int | None = None,
        topic_gone: bool = False,
        retry_after: float | None = None,
        flood: bool = False,
        in_doubt: bool = False,
    ) -> None:
        super().__init__(reason)
        self.permanent = permanent
        self.new_chat_id = new_chat_id
        self.topic_gone = topic_gone
        self.retry_after = retry_after
        self.flood = flood
        self.in_doubt = in_doubt

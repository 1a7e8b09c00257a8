"""`sosik doctor`: whether everything the bot needs is there, and what to do where it is not.

Nothing is changed: the database is not upgraded, no message is sent, no webhook is set. Each check is a line:

    ok    database    sqlite, schema 0007
    fault token       Telegram does not know it; @BotFather shows the right one
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, Literal

import httpx

from bot.adapters.database.archive_changes import ArchiveChanges
from bot.adapters.database.engine import Database, database_url
from bot.adapters.database.sqlite_file import is_no_file
from bot.adapters.database.store import open_database
from bot.adapters.database.subscriptions import Subscriptions
from bot.adapters.database.upgrade import revisions
from bot.adapters.folder.files import list_files
from bot.adapters.ocr.tesseract import picture_reader
from bot.adapters.opensearch.documents import VERSION
from bot.adapters.pictures.fonts import hangul_font
from bot.bootstrap.archive import archive_of, difference_of
from bot.config import BotSettings
from bot.delivery.timing import utc_now
from bot.errors import ArchiveError, CorpusError, SettingsError, StoreError
from bot.kernel import HAS_KERNEL

State = Literal["ok", "note", "fault"]

ANSWER_S = 10.0
CLOCK_S = 5.0  # further from Telegram's and digests come at the wrong minute
CHATS_MOST = 200  # asked about one by one
DISK_LEAST = 500 * 1000 * 1000  # bytes
# Of the process while it builds its index, when it needs most: VmHWM of `sosik chat` over 3,000 to 11,972 real articles
BASE_BYTES, BYTES_AN_ARTICLE = 130_000_000, 22_000
_MEMORY = Path("/proc/meminfo")
_LIMIT = Path("/sys/fs/cgroup/memory.max")
_BACK = "add the bot again and let it write; else it is tried daily for 14 days and given up"
_ARCHIVE_TODO = {
    "away": "see OPENSEARCH_URL and the network; until then only the last HOT_DAYS days are searched",
    "slow": "see the cluster's load; until then only the last HOT_DAYS days are searched",
    "red": "see the cluster's health; until then only the last HOT_DAYS days are searched",
    "refused": "see OPENSEARCH_USER, OPENSEARCH_PASSWORD and OPENSEARCH_CA",
    "missing": "`sosik archive load` makes it",
    "version": "use OpenSearch 2.10 or newer, before 4",
}
_WRITES = {"administrator": "can_post_messages", "restricted": "can_send_messages"}


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found. todo: what to do about it, "" where nothing is to be done."""

    state: State
    about: str
    told: str
    todo: str = ""


def ok(about: str, told: str) -> Finding:
    return Finding("ok", about, told)


async def examine(settings: BotSettings) -> list[Finding]:
    """All checks, each on its own: one that fails keeps no other from being made."""
    found: list[Finding] = []
    found += await _guarded("folder", lambda: asyncio.to_thread(lambda: list(_folder(settings))))
    found += await _guarded("disk", lambda: asyncio.to_thread(lambda: list(_disk(settings))))
    found += await _guarded("kernel", lambda: asyncio.to_thread(lambda: list(_kernel())))
    found += await _guarded("pictures", lambda: asyncio.to_thread(lambda: list(_pictures())))
    found += await _guarded("photos", lambda: asyncio.to_thread(lambda: list(_photos(settings))))
    found += await _guarded("voice", lambda: _voice(settings))
    found += await _guarded("archive", lambda: asyncio.to_thread(lambda: list(_archive(settings))))
    places: list[int] = []
    found += await _guarded("database", lambda: _database(settings, places))
    found += await _guarded("telegram", lambda: _telegram(settings, places))
    return found


async def _guarded(about: str, check: Callable[[], Awaitable[list[Finding]]]) -> list[Finding]:
    try:
        return await check()
    except StoreError as fault:
        return [Finding("fault", about, str(fault), "see DATABASE_URL")]
    except ArchiveError as fault:
        return [Finding("fault", about, str(fault), _ARCHIVE_TODO.get(fault.reason, "see docs/archive.md"))]
    except (CorpusError, SettingsError) as fault:
        return [Finding("fault", about, str(fault))]
    except OSError as fault:
        return [Finding("fault", about, fault.strerror or type(fault).__name__)]


# --- this machine ---


def _folder(settings: BotSettings) -> Iterator[Finding]:
    folder = settings.corpus_dir
    listing = list_files(folder)
    count = len(listing.stamps)
    if count:
        yield ok("folder", f"{folder}: {count} files to be looked at; `sosik corpus check` says what each is")
    else:
        yield Finding("note", "folder", f"{folder}: no articles", "put some in, or add a feed with /feed")
    if not settings.is_bundled and not os.access(folder, os.W_OK):
        todo = "give this user the right to write there, or the desk and feeds cannot"
        yield Finding("note", "folder", f"{folder} cannot be written", todo)
    needed, free = BASE_BYTES + count * BYTES_AN_ARTICLE, _free_memory()
    told = f"about {needed // 1_000_000} MB for {count} articles"
    if free is None:
        yield ok("memory", told)
    elif free < needed:
        yield Finding(
            "fault", "memory", f"{told}, {free // 1_000_000} MB are free", "give it more, or fewer articles"
        )
    else:
        yield ok("memory", f"{told}, {free // 1_000_000} MB are free")


def _free_memory() -> int | None:
    """Bytes that this process may still take, on Linux; within a container those of the container."""
    amounts: list[int] = []
    with contextlib.suppress(OSError, ValueError):
        amounts.append(int(_LIMIT.read_text(encoding="ascii")))
    with contextlib.suppress(OSError, ValueError, StopIteration):
        lines = _MEMORY.read_text(encoding="ascii").splitlines()
        amounts.append(int(next(line for line in lines if line.startswith("MemAvailable")).split()[1]) * 1024)
    return min(amounts, default=None)


def _disk(settings: BotSettings) -> Iterator[Finding]:
    for folder in (settings.corpus_dir, _nearest(settings.index_dir)):
        free = shutil.disk_usage(folder).free
        if free < DISK_LEAST:
            yield Finding("fault", "disk", f"{free // 1_000_000} MB are free at {folder}", "make room")
        else:
            yield ok("disk", f"{free // 1_000_000} MB are free at {folder}")


def _nearest(folder: Path) -> Path:
    """*folder*, or the nearest above it that is there."""
    folder = folder.resolve()
    return next((one for one in (folder, *folder.parents) if one.is_dir()), Path("/"))


def _kernel() -> Iterator[Finding]:
    if HAS_KERNEL:
        yield ok("kernel", "the inner loops are those in C")
    else:
        todo = "install gcc and Sosik anew, or a wheel that has it"
        yield Finding("note", "kernel", "not built: a search takes about four times as long", todo)


def _pictures() -> Iterator[Finding]:
    font = hangul_font()
    if font is not None:
        yield ok("pictures", f"written in {font.name}")
    else:
        todo = "install one (Debian: fonts-nanum); until then the lines of /trend have numbers"
        yield Finding("note", "pictures", "no font with Hangul", todo)


def _photos(settings: BotSettings) -> Iterator[Finding]:
    try:
        reader = picture_reader(settings.ocr)
    except SettingsError as fault:
        yield Finding("fault", "photos", fault.faults[0], "install it, or unset OCR")
        return
    yield ok(
        "photos", "are not read (OCR is not set)" if reader is None else "are read by tesseract in Korean"
    )


async def _voice(settings: BotSettings) -> list[Finding]:
    """Whether the server is there; no voice is sent."""
    if not settings.stt_url:
        return [ok("voice", "messages are not heard (STT_URL is not set)")]
    key = settings.stt_api_key.get_secret_value()
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    async with httpx.AsyncClient(timeout=ANSWER_S, headers=headers) as client:
        try:
            answer = await client.get(f"{settings.stt_url.rstrip('/')}/models")
        except httpx.HTTPError as fault:
            told = f"{settings.stt_url} cannot be reached ({type(fault).__name__})"
            return [Finding("fault", "voice", told, "start that server, or see STT_URL")]
    if answer.status_code in {401, 403}:
        return [Finding("fault", "voice", f"{settings.stt_url} refuses the key", "see STT_API_KEY")]
    return [ok("voice", f"messages are heard by {settings.stt_url}")]


def _archive(settings: BotSettings) -> Iterator[Finding]:
    archive = archive_of(settings)
    if archive is None:
        return
    number = archive.alias.version()
    _, mapping = archive.alias.mapped()
    if mapping != VERSION:
        told = f"OpenSearch {number}, documents of version {mapping}; this Sosik writes {VERSION}"
        yield Finding("fault", "archive", told, "`sosik archive reindex`")
        return
    yield ok("archive", f"OpenSearch {number}, {archive.alias.count()} articles, version {mapping}")
    lacking, alone = difference_of(settings, archive)
    if lacking or alone:
        told = f"{lacking} articles of the folder are lacking or otherwise, {alone} are in it alone"
        yield Finding("note", "archive", told, "`sosik archive load` makes it like the folder")


# --- the database ---


async def _database(settings: BotSettings, places: list[int]) -> list[Finding]:
    """Also fills *places* with the chats that are told things."""
    url = database_url(settings.database_url)
    kind = url.get_backend_name()
    file = Path(str(url.database))
    if kind == "sqlite" and await asyncio.to_thread(is_no_file, file):
        return [Finding("fault", "database", f"{file} is no file", "name a file in DATABASE_URL")]
    if kind == "sqlite" and not await asyncio.to_thread(file.is_file):
        return [ok("database", f"{kind}, made at the first start")]  # opening it would make it
    async with _closing(open_database(settings.database_url)) as database:
        async with database.read() as connection:
            before, newest = await connection.run_sync(revisions)
        if before != newest:
            told = f"{kind}, schema {before or 'none'}, {newest} after the next start"
            return [
                Finding(
                    "note", "database", told, "the next start brings it there; `sosik db upgrade` does too"
                )
            ]
        places += await Subscriptions(database, utc_now).told_chats(CHATS_MOST + 1)
        waiting = await ArchiveChanges(database).count() if settings.opensearch_url else 0
    found = [ok("database", f"{kind}, schema {newest}")]
    if waiting:
        told = f"{waiting} changes have yet to be brought into it"
        found.append(Finding("note", "archive", told, "the running bot does, as soon as it answers"))
    return found


@asynccontextmanager
async def _closing(database: Database) -> AsyncIterator[Database]:
    try:
        yield database
    finally:
        await database.close()


# --- Telegram ---


class _Telegram:
    """The Bot API, asked without the library: what goes wrong on the way is told, not retried."""

    def __init__(self, settings: BotSettings, client: httpx.AsyncClient) -> None:
        self._client = client
        self._base = f"{settings.telegram_api_url}/bot{settings.telegram_bot_token.get_secret_value()}"
        self.date = ""

    async def ask(self, method: str, **params: object) -> tuple[int, dict[str, Any]]:
        """The status, and the result or what is wrong."""
        answer = await self._client.post(f"{self._base}/{method}", json=params)
        self.date = answer.headers.get("Date", "")
        try:
            told = answer.json()
        except (ValueError, RecursionError):
            told = None
        if not isinstance(told, dict):
            return answer.status_code, {}
        found = told.get("result") if told.get("ok") else told
        return answer.status_code, found if isinstance(found, dict) else {"result": found}


async def _telegram(settings: BotSettings, places: list[int]) -> list[Finding]:
    async with httpx.AsyncClient(timeout=ANSWER_S) as client:
        telegram = _Telegram(settings, client)
        try:
            status, me = await telegram.ask("getMe")
        except httpx.HTTPError as fault:
            told = f"{settings.telegram_api_url} cannot be reached ({type(fault).__name__})"
            return [Finding("fault", "telegram", told, "see the network, a proxy, TELEGRAM_API_URL")]
        if status != 200:
            return [_token_fault(status)]
        found = [ok("token", f"that of @{me.get('username')}"), *_privacy(me), _clock(telegram.date)]
        try:
            found += [await _webhook(telegram, settings), *await _rights(telegram, int(me["id"]), places)]
        except httpx.HTTPError as fault:
            found.append(Finding("fault", "telegram", f"stopped answering ({type(fault).__name__})"))
        return found


def _token_fault(status: int) -> Finding:
    if status in {401, 404}:
        return Finding("fault", "token", "Telegram does not know it", "@BotFather shows the right one")
    return Finding("fault", "token", f"Telegram answers {status}", "try again in a while")


def _privacy(me: dict[str, Any]) -> Iterator[Finding]:
    if not me.get("can_join_groups", True):
        todo = "allow it with /setjoingroups at @BotFather"
        yield Finding("note", "groups", "the bot cannot be added to groups", todo)


def _clock(date: str) -> Finding:
    try:
        away = (datetime.now(UTC) - parsedate_to_datetime(date)).total_seconds()
    except (ValueError, TypeError):
        return Finding("note", "clock", "Telegram's is not told")
    if abs(away) > CLOCK_S:
        told = f"{abs(away):.0f} s {'ahead of' if away > 0 else 'behind'} Telegram's"
        return Finding("fault", "clock", told, "set this machine's clock (NTP)")
    return ok("clock", "that of Telegram")


async def _webhook(telegram: _Telegram, settings: BotSettings) -> Finding:
    _, info = await telegram.ask("getWebhookInfo")
    url, waiting = str(info.get("url") or ""), info.get("pending_update_count", 0)
    if url == settings.webhook_url:
        if fault := info.get("last_error_message"):
            return Finding(
                "fault", "webhook", f"Telegram could not post: {fault}", "see WEBHOOK_URL and its router"
            )
        return ok("webhook", f"{url or 'none, updates are polled for'}; {waiting} updates wait")
    told = f"Telegram posts to {url or 'nowhere'}"
    return Finding("note", "webhook", told, "the next `sosik run` sets it as the settings say")


async def _rights(telegram: _Telegram, me: int, places: list[int]) -> list[Finding]:
    """Whether the bot may write in each chat that is told things."""
    found, fine = [], 0
    for place in places[:CHATS_MOST]:
        status, member = await telegram.ask("getChatMember", chat_id=place, user_id=me)
        standing = str(member.get("status", ""))
        needed = _WRITES.get(standing)
        if place > 0 and status == 200:
            fine += 1
        elif status != 200:
            told = f"{place}: {member.get('description') or status}"
            found.append(Finding("note", "chat", told, _BACK))
        elif standing in {"left", "kicked"} or (needed and member.get(needed) is False):
            told = f"{place}: the bot may not write there ({standing})"
            found.append(Finding("note", "chat", told, _BACK))
        else:
            fine += 1
    more = f", of the first {CHATS_MOST}" if len(places) > CHATS_MOST else ""
    return [ok("chats", f"{fine} can be told things{more}"), *found]

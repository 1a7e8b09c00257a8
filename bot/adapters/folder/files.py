"""The files of a folder: which of them could be articles, whether they changed, and what is in them.

Nothing here trusts the folder: a link that leads out of it is not followed, a pipe is not opened, a file that somebody
still writes to is not read.
"""

from __future__ import annotations

import errno
import os
import stat
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.adapters.folder.open_files import is_being_written
from bot.adapters.sandbox.limited_process import LimitedProcess, run_limited
from bot.articles import rich_text, sheet, web_archive, word
from bot.articles.article import KST, Article
from bot.articles.boundary import refusing_faults
from bot.articles.changes import Stamp
from bot.articles.encoding import MAX_BYTES, decode
from bot.articles.html_text import has_tags
from bot.articles.moment import due, is_ahead
from bot.articles.names import PAGES, READ, UNFINISHED, original_of, why_not, why_unread
from bot.articles.parts import MAX_SHARED_BYTES, may_have_parts
from bot.articles.reader import article_of, id_from_path, read_article, read_draft, read_shared
from bot.articles.telegram_export import PAGE_MARK, is_page_name
from bot.articles.years import YEARS
from bot.errors import UnreadableArticle
from bot.i18n.reasons import NONE, Reason

IGNORED = (".", "~$")  # hidden files, and those that editors leave while they work
EXTRACT = "bot.editing.web_page:extract"
ROWS = "bot.articles.sheet:extract"
RICH_TEXT = "bot.articles.rich_text:extract"
_WITH_PICTURES = (*web_archive.SUFFIXES, *word.SUFFIXES, *rich_text.SUFFIXES)
OUT_OF_FOLDER = Reason("reason.link")


@dataclass(frozen=True, slots=True)
class Listing:
    """One look at a folder: stamps of what may be read, reasons for what may not; by relative path."""

    stamps: dict[str, Stamp]
    refused: dict[str, Reason]

    @property
    def is_empty(self) -> bool:
        """Whether no file is there, whatever hidden ones we left ourselves."""
        return not (self.stamps or self.refused)


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading one file gave: exactly one of *article* and *reason*, or neither when it must wait or is gone.

    due: seconds since the epoch from which it may be read, where that is still to come.
    """

    path: str
    stamp: Stamp
    article: Article | None = None
    reason: Reason = NONE
    unfinished: bool = False
    due: float = 0.0


def is_article_name(name: str) -> bool:
    """Whether a file of this name is meant to be an article; hidden and editors' files are not."""
    return name.lower().endswith(READ) and not name.startswith(IGNORED)


def list_files(folder: Path) -> Listing:
    """Look at *folder* and everything below it without opening a file; a few µs each."""
    root = os.path.realpath(folder)
    listing = Listing({}, {})
    below = [""]
    while below:
        prefix = below.pop()
        try:
            with os.scandir(f"{root}/{prefix}") as entries:
                visible = [entry for entry in entries if not entry.name.startswith(".")]
            for entry in visible:
                _look_at(entry, prefix + entry.name, root, listing, below)
            if not visible and is_article_name(Path(prefix).name):  # made where a file to mount was missing
                listing.refused[prefix.rstrip("/")] = Reason("reason.no_file")
        except FileNotFoundError:
            if not prefix:
                raise
        except OSError as fault:
            if not prefix:
                raise
            listing.refused[prefix.rstrip("/")] = _why(fault)
    return listing


def _look_at(entry: os.DirEntry[str], path: str, root: str, listing: Listing, below: list[str]) -> None:
    try:
        if entry.is_file(follow_symlinks=False):
            if entry.name.startswith(IGNORED) or entry.name.lower().endswith(UNFINISHED):
                return
            if not _is_text(path):
                listing.refused[_shown(path)] = Reason("reason.name")
            elif reason := why_unread(entry.name) or why_not(path):
                listing.refused[path] = reason
            else:
                listing.stamps[path] = _stamp(entry.stat(follow_symlinks=False))
        elif entry.is_symlink():
            _look_at_link(entry, path, root, listing)
        elif entry.is_dir(follow_symlinks=False):
            below.append(path + "/")
        elif is_article_name(entry.name):
            listing.refused[_shown(path)] = Reason("reason.no_file")
    except FileNotFoundError:
        return  # gone since it was listed
    except OSError as fault:
        listing.refused[_shown(path)] = _why(fault)


def _look_at_link(entry: os.DirEntry[str], path: str, root: str, listing: Listing) -> None:
    """Links within the folder are read only where their target is not listed itself (hidden, as in ConfigMaps)."""
    target = os.path.realpath(entry.path)
    is_article = is_article_name(entry.name)
    if target != root and not target.startswith(root + "/"):
        if is_article or entry.is_dir():
            listing.refused[_shown(path)] = OUT_OF_FOLDER
    elif is_article and _is_text(path):
        try:
            details = entry.stat()
        except FileNotFoundError:
            listing.refused[path] = Reason("reason.dead_link")
            return
        inside = target[len(root) + 1 :].split("/")
        listed = is_article_name(inside[-1]) and not any(part.startswith(".") for part in inside)
        if reason := why_not(path):
            listing.refused[path] = reason
        elif not stat.S_ISREG(details.st_mode):
            listing.refused[path] = Reason("reason.no_file")
        elif not listed:
            listing.stamps[path] = _stamp(details)


def read_file(
    root: str,
    path: str,
    quiet_since_ns: int | None = None,
    being_written: Callable[[int], bool | None] = is_being_written,
    pages: LimitedProcess | None = None,
) -> Reading:
    """Read one file as it is now, unless somebody still writes to it.

    root: the real path of the folder.
    quiet_since_ns: where nobody can tell who writes, a file modified after this moment must wait.
    pages: where web pages are taken apart; a process for this file alone if None.
    """
    opened = _contents(root, path, quiet_since_ns, being_written, max_bytes(path))
    if isinstance(opened, Reading):
        return opened
    raw, stamp, modified = opened
    try:
        article = _read(raw, path, modified, pages)
        if article.id.startswith("f") and article.id == id_from_path(path):
            article = _apart(root, stamp, article)
        return Reading(path, stamp, article=article)
    except UnreadableArticle as refusal:
        return Reading(path, stamp, reason=refusal.reason)


def read_all(
    root: str, path: str, quiet_since_ns: int | None = None, pages: LimitedProcess | None = None
) -> list[Reading]:
    """As `read_file`, of a file that may have several articles: a Reading of each, its path with its number."""
    if not may_have_parts(path):
        return [read_file(root, path, quiet_since_ns, pages=pages)]
    opened = _contents(root, path, quiet_since_ns, is_being_written, MAX_SHARED_BYTES)
    if isinstance(opened, Reading):
        return [opened]
    raw, stamp, modified = opened
    if is_page_name(path) and PAGE_MARK.encode() not in raw:  # another's page of that name
        return [read_file(root, path, quiet_since_ns, pages=pages)]
    try:
        if len(raw) > MAX_SHARED_BYTES:
            raise UnreadableArticle("reason.large", mebibytes=MAX_SHARED_BYTES >> 20)
        if path.lower().endswith(sheet.SUFFIXES):
            raw = run_limited(ROWS, raw)
        read = read_shared(raw, path, modified)
    except UnreadableArticle as refusal:
        return [Reading(path, stamp, reason=refusal.reason)]
    return [
        Reading(where, stamp, article=one)
        if isinstance(one, Article)
        else Reading(where, stamp, reason=one.reason)
        for where, one in read
    ]


def _contents(
    root: str,
    path: str,
    quiet_since_ns: int | None,
    being_written: Callable[[int], bool | None],
    most: int = MAX_BYTES,
) -> Reading | tuple[bytes, Stamp, datetime]:
    """The bytes of a file, its stamp and its time; or the Reading that it is without them."""
    try:
        descriptor = _open(root, path)
    except FileNotFoundError:
        return Reading(path, Stamp(0, 0, 0))
    except (OSError, UnreadableArticle) as fault:
        return Reading(path, Stamp(-1, -1, -1), reason=_why(fault))
    try:
        details = os.fstat(descriptor)
        stamp = _stamp(details)
        if not stat.S_ISREG(details.st_mode):
            return Reading(path, stamp, reason=Reason("reason.no_file"))
        written = being_written(descriptor)
        if written is None and quiet_since_ns is not None:
            written = stamp.mtime_ns > quiet_since_ns
        if written:
            return Reading(path, stamp, unfinished=True)
        raw = _read_bytes(descriptor, details.st_size, most)
        if _stamp(os.fstat(descriptor)) != stamp:
            return Reading(path, stamp, unfinished=True)
    except OSError as fault:
        return Reading(path, Stamp(-1, -1, -1), reason=_why(fault))
    finally:
        os.close(descriptor)
    return raw, stamp, _modified(details.st_mtime)


def hold_back(now: datetime, readings: Iterable[Reading]) -> list[Reading]:
    """*readings*, of which articles that are dated ahead wait for their time: nobody searches them, nobody is told."""
    return [_held_back(now, reading) for reading in readings]


def _held_back(now: datetime, reading: Reading) -> Reading:
    published = reading.article.published if reading.article else None
    if published is None or not is_ahead(published, now):
        return reading
    moment = due(published)
    reason = Reason("reason.ahead", time=f"{moment.astimezone(KST):%Y-%m-%d %H:%M}")
    return replace(reading, article=None, reason=reason, due=moment.timestamp())


def _apart(root: str, stamp: Stamp, article: Article) -> Article:
    """*article*, which only its path names, with another id where another file would give it the same."""
    path = article.path
    if not path.isascii() and _has_twin(root, path, stamp):
        return replace(article, id=id_from_path(path, composed=False))
    original = original_of(path)
    return _as_copy(root, original, article) if original else article


def _has_twin(root: str, path: str, stamp: Stamp) -> bool:
    """Whether another file's name differs from a decomposed *path* in nothing but that, as a Mac's archives do it."""
    composed = unicodedata.normalize("NFC", path)
    if composed == path:
        return False
    try:
        return Path(root, composed).stat().st_ino != stamp.inode
    except OSError:
        return False


def _as_copy(root: str, original: str, copy: Article) -> Article:
    """*copy* as the older one of two where the file at *original* is there and has its title; else as it is."""
    try:
        descriptor = _open(root, original)
    except (OSError, UnreadableArticle):
        return copy
    try:
        details = os.fstat(descriptor)
        raw = _read_bytes(descriptor, details.st_size) if stat.S_ISREG(details.st_mode) else b""
        first = read_article(raw, original, _modified(details.st_mtime))
    except (OSError, UnreadableArticle):
        return copy
    finally:
        os.close(descriptor)
    if first.title != copy.title or first.added is None:
        return copy
    return replace(copy, id=first.id, added=first.added - timedelta(seconds=1))


def read_files(root: str, paths: Iterable[str], quiet_since_ns: int | None = None) -> list[Reading]:
    """`read_all` for many; picklable, so that a pool of processes can run it."""
    with LimitedProcess(EXTRACT) as pages:  # started for the first page, if there is one
        return [reading for path in paths for reading in read_all(root, path, quiet_since_ns, pages)]


def max_bytes(path: str) -> int:
    """Of the file at *path*; pictures take room, where a kind has them within."""
    return web_archive.MOST_BYTES if path.lower().endswith(_WITH_PICTURES) else MAX_BYTES


@refusing_faults
def _read(raw: bytes, path: str, modified: datetime, pages: LimitedProcess | None) -> Article:
    lowered = path.lower()
    if len(raw) > (most := max_bytes(path)):
        raise UnreadableArticle("reason.large", mebibytes=most >> 20)
    if lowered.endswith(web_archive.SUFFIXES) or (
        lowered.endswith(".eml") and web_archive.is_web_archive(raw)
    ):
        return _read_page(web_archive.read_web_archive(raw), path, modified, pages)
    if lowered.endswith(PAGES):
        return _read_page(decode(raw), path, modified, pages)
    if lowered.endswith(word.SUFFIXES):
        return article_of(read_draft(word.read_word(raw), path), path, modified)
    if lowered.endswith(rich_text.SUFFIXES):
        return article_of(read_draft(run_limited(RICH_TEXT, raw).decode(), path), path, modified)
    return read_article(raw, path, modified)


def _read_page(html: str, path: str, modified: datetime, pages: LimitedProcess | None) -> Article:
    from bot.articles.notion import read_notion
    from bot.articles.page import (
        LEAST_CHARS,
        read_page,
        why_no_page,
    )  # patterns, which a crawler's files need not

    if reason := why_no_page(html):
        raise UnreadableArticle(reason)
    if html.lstrip()[:3] in ("---", "+++") and (draft := read_draft(html, path)).format == "front matter":
        return article_of(draft, path, modified)  # of a site that is made of files
    if not has_tags(html[:100_000]):
        raise UnreadableArticle("reason.page")
    if notion := read_notion(html):
        return article_of(notion, path, modified)
    if pages is None:
        with LimitedProcess(EXTRACT) as process:
            found = process.run(html.encode())
    else:
        found = pages.run(html.encode())
    if len(found["text"].strip()) < LEAST_CHARS:
        raise UnreadableArticle("reason.no_article")
    return article_of(read_page(html, found["text"], found), path, modified)


def _open(root: str, path: str) -> int:
    flags = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOFOLLOW  # neither waits on a pipe nor follows
    try:
        return os.open(f"{root}/{path}", flags)
    except OSError as fault:
        if fault.errno != errno.ELOOP:
            raise
    target = os.path.realpath(f"{root}/{path}")
    if not target.startswith(root + "/"):
        raise UnreadableArticle(OUT_OF_FOLDER)
    return os.open(target, flags)


def _read_bytes(descriptor: int, size: int, most: int = MAX_BYTES) -> bytes:
    """The whole file; one byte more than allowed where it is too large, which the reader then says."""
    if size > most:
        return bytes(most + 1)
    raw = os.read(descriptor, size)  # no more: room for 2 MiB takes longer to get than most files to read
    while len(raw) < size and (more := os.read(descriptor, size - len(raw))):
        raw += more
    return raw


def _stamp(details: os.stat_result) -> Stamp:
    return Stamp(details.st_size, details.st_mtime_ns, details.st_ino)


def _is_text(path: str) -> bool:
    if path.isascii():
        return True
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def _modified(seconds: float) -> datetime:
    """The time of a file; of one that no calendar has, the year 1970."""
    try:
        modified = datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError, OSError):
        return datetime.fromtimestamp(0, UTC)
    return modified if modified.year in YEARS else datetime.fromtimestamp(0, UTC)


def _shown(path: str) -> str:
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _why(fault: OSError | UnreadableArticle) -> Reason:
    if isinstance(fault, UnreadableArticle):
        return fault.reason
    if isinstance(fault, PermissionError):
        return Reason("reason.forbidden")
    return Reason("reason.system", fault=(fault.strerror or type(fault).__name__).lower())

"""Which files of a folder are no articles, as their names alone tell.

>>> why_not("README.md"), why_not("a.sync-conflict-20260304-140512-ABCDEFG.md"), why_not("뉴스/다리.md")
('a file about a repository', 'a conflict copy of a.md', '')
"""

from __future__ import annotations

import re
import unicodedata

from bot.articles import collections, records, rich_text, sheet, web_archive, word
from bot.i18n import Key
from bot.i18n.reasons import NONE, Reason
from bot.patterns import lazy_compile

PAGES = (".html", ".htm", ".xhtml", *web_archive.SUFFIXES)
_MANY = (*records.SUFFIXES, *collections.SUFFIXES, *sheet.SUFFIXES)
READ = (
    ".md",
    ".markdown",
    ".mdx",
    ".txt",
    ".text",
    ".eml",
    *_MANY,
    *PAGES,
    *word.SUFFIXES,
    *rich_text.SUFFIXES,
)

# What a reader of files cannot take in as it is, and what its owner does about it.
_OTHERS: tuple[tuple[Key, frozenset[str]], ...] = (
    ("reason.save_as_table", frozenset("numbers xlsb gsheet".split())),
    (
        "reason.save_as_text",
        frozenset("pdf doc odt hwp hwpx pages epub rst org tex adoc asciidoc textile".split()),
    ),
    ("reason.save_as_page", frozenset(("webarchive",))),
    ("reason.references", frozenset("bib ris nbib enw".split())),
    ("reason.feeds", frozenset(("opml",))),
    ("reason.unpack", frozenset("zip gz tgz bz2 xz 7z rar tar zst".split())),
)

_ABOUT = lazy_compile(
    r"(?:read_?me|읽어 ?(?:주세요|보세요|보기)|리드미|licen[cs]e|copying|change_?log|contributing|code_of_conduct"
    r"|(?-i:LICEN[CS]E-[A-Z][A-Z\d.-]{1,20}|AUTHORS|CONTRIBUTORS|MAINTAINERS|GOVERNANCE|SECURITY|SUPPORT|NOTICE)"
    r"|(?-i:CLAUDE|AGENTS|SUMMARY)|requirements(?:[-_.][\w-]{1,20})?|constraints|robots|humans|ads|app-ads|llms"
    r"|llms-full|cmakelists|_index|_sidebar|_navbar|to-?do|toc)"
    r"(?:[-_.](?:ko|en|ja|zh|kr)(?:[-_][a-z]{2})?)?\.(?:md|markdown|mdx|txt|text)|security\.txt",
    re.IGNORECASE,
)
_TEMPLATES = frozenset(
    "templates template _templates archetypes _layouts _includes _includes _data _sass layouts partials shortcodes "
    "node_modules scaffolds 템플릿 틀 서식".split()
)
_DRAFTS = frozenset(("_drafts", "drafts", "초안"))
_MARK = lazy_compile(  # every form below has one
    "conflict|충돌|競合|冲突|copy|사본|복사본|コピー|副本|desktop-|laptop-|_(?:local|remote|base|backup)_"
)
_COPIES = tuple(
    lazy_compile(r"\A" + form + r"(?P<suffix>\.\w{1,10})", re.IGNORECASE)
    for form in (
        r"(?P<of>.{1,200})\.sync-conflict-\d{8}-\d{6}(?:-[A-Z0-9]{1,10})?",
        r"(?P<of>.{1,200}?)[ _-]?[(\[][^()\[\]]{0,80}(?:conflicted copy|conflict copy|case conflict"
        r"|sfconflict |conflicted(?=[)\]])"
        r"|충돌(?:하는|된|한)? ?(?:사본|복사본|버전|파일)|충돌 \d{4}-|競合|冲突)[^()\[\]]{0,80}[)\]]",
        r"(?P<of>.{1,200}?)[ _.-](?:conflict(?:ed)?|충돌)[ _.-]?\d[\dTZ-]{5,20}",
        r"(?P<of>.{1,200}?)_[\w-]{1,40}_[a-z]{3}-\d\d-\d{6}-\d{4}_(?:case)?conflict",  # Synology's
        r"(?P<of>.{1,200}?)_(?-i:LOCAL|REMOTE|BASE|BACKUP)_(?!(?:19|20)\d\d\.)\d{1,7}",  # Git's, while two are merged
        r"(?P<of>.{1,200}?) - (?:복사본|사본|copy|コピー|副本)(?: ?\(\d{1,3}\))?",
        r"(?P<of>.{1,200}?)의 사본",
        r"(?P<of>.{1,200}?)-(?-i:DESKTOP|LAPTOP)-(?=[A-Z]{0,8}\d)(?-i:[A-Z0-9]{5,9})",  # OneDrive's
    )
)
_NUMBERED = lazy_compile(r"(?: (?:copy|복사본|사본)(?: [1-9]\d?)?| [2-9]| ?\([1-9]\d?\))\Z")
_COPY_OF = "Copy of "  # Google's
_LAST_OF_COPY = frozenset("0123456789)y본")
UNFINISHED = (
    ".bak",
    ".orig",
    ".rej",
    ".tmp",
    ".swp",
    ".part",
    ".crdownload",
    "~",
    "#",  # of Emacs, #다리.md#
)  # what editors and downloads leave for a moment


def why_not(path: str) -> Reason:
    """Why the file at *path* is no article; none if it may be one."""
    if not path.isascii() and not unicodedata.is_normalized("NFC", path):
        path = unicodedata.normalize("NFC", path)
    *folders, name = path.split("/")
    if _ABOUT.fullmatch(name):
        return Reason("reason.repository")
    if _MARK.search(name.lower()):
        for form in _COPIES:
            if copy := form.fullmatch(name):
                return Reason("reason.conflict", name=f"{copy['of']}{copy['suffix']}")
    for folder in folders:
        if folder.lower() in _TEMPLATES:
            return Reason("reason.templates", folder=folder)
        if folder.lower() in _DRAFTS:
            return Reason("reason.drafts", folder=folder)
    return NONE


def original_of(path: str) -> str:
    """The path of which *path* may be a copy, as a cloud, a browser or Finder names one; or "".

    >>> original_of("다리 2.md"), original_of("다리 (1).md"), original_of("다리 복사본 3.md"), original_of("제2.md")
    ('다리.md', '다리.md', '다리.md', '')
    >>> original_of("뉴스/Copy of 다리.md")
    '뉴스/다리.md'
    """
    folder, slash, name = path.rpartition("/")
    if name.startswith(_COPY_OF):
        return f"{folder}{slash}{name.removeprefix(_COPY_OF)}"
    stem, dot, ending = path.rpartition(".")
    if not (dot and stem[-1:] in _LAST_OF_COPY):
        return ""
    copy = _NUMBERED.search(stem)
    return f"{stem[: copy.start()]}.{ending}" if copy and copy.start() else ""


def why_unread(name: str) -> Reason:
    """Why a file of that ending is not read; none if it is."""
    lowered = name.lower()
    if lowered.endswith(READ):
        return NONE
    ending = lowered.rpartition(".")[2] if "." in name else ""
    for key, endings in _OTHERS:
        if ending in endings:
            return Reason(key, ending=ending)
    return Reason("reason.ending", ending=ending[:20]) if ending else Reason("reason.no_ending")

"""What a file says of its article, by whatever names it does: fields.tsv is the one table of them.

>>> found = gather([("기사 제목", "다리 개통"), ("출처", "https://hanbit.example/a/1"), ("og:site_name", "한빛일보")])
>>> found["title"], found["url"], found["publisher"], found.keys_found["url"]
('다리 개통', 'https://hanbit.example/a/1', '한빛일보', '출처')
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time
from functools import cache, lru_cache
from pathlib import Path

from bot.patterns import lazy_compile

MAX_DEPTH = 5
MAX_ITEMS = 200
LONG = 60  # characters; no address and no name is
TIDDLY = 17  # digits of when a note of TiddlyWiki's was made, to the millisecond, in UTC

_MARKS = lazy_compile(r"[\s_\-.:/·*\"'`\[\]<>【】「」]+")
_ADDRESS = lazy_compile(r"https?://[^\s<>\"\\^`{|}\x00-\x1f]+", re.IGNORECASE)
_ADDRESS_WITHIN = lazy_compile(
    r"(?<=[\s(<\[:])https?://[^\s<>\"\\^`{|}\[\]()\x00-\x1f]+(?=[)>\]\s]|$)", re.IGNORECASE
)
_NAMED_LINK = lazy_compile(r"\[([^\[\]\n]{2,30})\]\(https?:")  # [한빛일보](https://…)
_NO_PAPER = lazy_compile(
    r"^(?:link|here|source|original|read|view|open)|원문|원본|출처|링크|기사|바로|보기|[./]", re.IGNORECASE
)
_IN_UTC = ("gmt", "utc")
_NOTHING = frozenset(
    ("null", "~", "-", "--", "—", "none", "nil", "nan", "undefined", "n/a", "없음", "[]", "{}", '""', "''")
)
_YES = frozenset("true yes on 1 y 예 참 네".split())
_NO = frozenset("false no off 0 n 아니오 아니요 거짓".split())
_WITHHELD = frozenset(
    "draft private pending trash unpublished auto-draft idea wip 초안 초고 비공개 미공개 미발행 임시저장 작성중 작성전 "
    "검토중 집필중".split()
)
_TOOLS = frozenset(
    "instapaper pocket readwise reader omnivore raindrop raindrop.io wallabag evernote notion obsidian joplin logseq "
    "clippings clipping clipper web.clip web.clip7 desktop.mac desktop.win mobile.iphone mobile.android "
    "web rss feed email article news articles markdownload zotero kindle twitter".split()
)
_WRAPPERS = frozenset(
    "params extra meta metadata article data attributes frontmatter post news item fields og taxonomies node "
    "_source jsonld row taxonomy".split()
)
_WORD = lazy_compile(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])")
_BEFORE = frozenset(
    "article news post item story page doc document entry raw original origin first main full final".split()
)
_BEHIND = frozenset(
    "kst str string text txt value raw data full ko kr korean local s t dt".split()
)  # also of Solr
_LOCALE = lazy_compile(r"ko|kr|ko[-_]kr|en|en[-_](?:us|gb)", re.IGNORECASE)
_OF_ARTICLE = lazy_compile(r"^(?:기사의?|뉴스|원문|글)|(?:정보|값|이름|명)$")
_WHEN = lazy_compile(r"(?:일자|일시|날짜|(?<=등록|입력|작성|게시|발행|송고|승인)(?:시간|시각))$")
_OF_CLIPPINGS = frozenset(("source", "sourceurl", "출처"))
_AS_THEY_ARE = frozenset(("draft", "public", "status", "embargo", "id", "markup", "other", "from"))
_OF_ITSELF = frozenset(("name", "title", "이름", "label"))
_CHIEFLY = frozenset(("main", "basic", "original", "default"))
_WITH_NAMES = frozenset(("publisher", "source", "author", "category"))
_GROUPS = frozenset(("dates", "date", "links", "urls", "info", "about", "기사", "정보"))
_PORTALS = frozenset(
    "네이버 네이버뉴스 naver naver뉴스 다음 다음뉴스 daum daum뉴스 네이트 네이트뉴스 googlenews 구글뉴스 msn".split()
)  # which are no papers
_PLAIN_FIELDS = frozenset(("title", "author", "category", "id", "added", "other"))
_NAMES = (
    *("name", "이름", "title", "label", "value", "text", "rendered", "displayname", "url", "href"),
    *("form", "sentence", "context", "main", "basic", "original", "content", "$date", "$oid", "$numberlong"),
    *("paragraph", "문단", "내용"),
)


class Fields(dict[str, str]):
    """Field -> value as text; several values stand one on a line. A field that is not there is "".

    keys_found: the name by which each field was found. names: all that the file has, folded.
    """

    def __init__(self) -> None:
        super().__init__()
        self.keys_found: dict[str, str] = {}
        self.names: frozenset[str] = frozenset()

    def __missing__(self, _: str) -> str:
        return ""

    @property
    def withheld(self) -> str:
        """Why it must not be read yet, as the file says it; "" if it may."""
        if not ("draft" in self or "public" in self or "status" in self):
            return ""
        for field, values in (("draft", _YES), ("public", _NO), ("status", _WITHHELD)):
            if "".join(_word(self[field]).split()) in values:
                return f"{self.keys_found[field]}: {_word(self[field])}"
        return ""


@cache
def _table() -> dict[str, tuple[str, int]]:
    names: dict[str, tuple[str, int]] = {}
    text = Path(__file__).with_name("fields.tsv").read_text("utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            field, _, row = line.partition("\t")
            for rank, name in enumerate(row.split(", ")):
                names.setdefault(fold(name), (field, rank))
    return names


@lru_cache(maxsize=2048)
def fold(name: str) -> str:
    """A name as it is compared."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", name).casefold())


@lru_cache(maxsize=2048)
def field_of(name: str) -> tuple[str, int] | None:
    """The field that goes by *name* and how likely that is, 0 first; None for a name that nobody gave one."""
    if len(name) > 60:
        return None
    return _table().get(fold(name)) or (_nested(name) if "." in name else None) or _more_said(name)


def _nested(name: str) -> tuple[str, int] | None:
    """The field of publication.name, of dates.published."""
    outer, _, inner = name.rpartition(".")
    if fold(inner) in _CHIEFLY or _LOCALE.fullmatch(inner):  # headline.main, title.ko-KR
        return _table().get(fold(outer))
    known = field_of(outer if fold(inner) in _OF_ITSELF else inner)
    if known and (known[0] in _WITH_NAMES if fold(inner) in _OF_ITSELF else fold(outer) in _GROUPS):
        return known
    return None


def _more_said(name: str) -> tuple[str, int] | None:
    """The field of a name with words around it that tell nothing more: articlePublishedAt, 기사 등록 시간."""
    if name.isascii():
        words = _WORD.findall(name)
        while len(words) > 1 and words[0].casefold() in _BEFORE:
            words = words[1:]
        while len(words) > 1 and words[-1].casefold() in _BEHIND:
            words = words[:-1]
        bare = fold(" ".join(words))
    else:
        bare = _OF_ARTICLE.sub("", fold(name))
        bare = bare if bare in _table() else _WHEN.sub("일", bare)
    known = _table().get(bare) if bare not in ("", "name", fold(name)) else None
    return (known[0], known[1] + 300) if known and known[0] not in _AS_THEY_ARE else None


@lru_cache(maxsize=64)  # the files of one origin all have the same names
def _known(names: tuple[str, ...]) -> tuple[frozenset[str], list[tuple[int, str, str, int]]]:
    """*names* folded; and of each that has a field its number, itself folded, the field and how likely that is."""
    folded = list(map(fold, names))
    fields = ((number, field_of(name)) for number, name in enumerate(names))
    return frozenset(folded), [(number, folded[number], *known) for number, known in fields if known]


def gather(pairs: Iterable[tuple[str, str]]) -> Fields:
    """The fields among *pairs* of name and value."""
    found = Fields()
    ranks: dict[str, int] = {}
    keys_found = found.keys_found
    pairs = list(pairs)
    found.names, known = _known(tuple([name for name, _ in pairs]))
    for number, folded, field, rank in known:
        name, value = pairs[number]
        if not value or (len(value) < 10 and value.casefold() in _NOTHING):
            continue
        if field in _PLAIN_FIELDS:
            if field not in ranks or rank < ranks[field]:
                ranks[field], found[field], keys_found[field] = rank, value, name
            continue
        if field == "published":
            if folded.endswith(_IN_UTC) and value[-1].isdigit() and "+" not in value:
                value = f"{value} UTC"
            if folded.endswith("dateparts"):
                value = value.replace("\n", "-")
            if len(value) < 6 and _word(value) in _NO | _YES:
                field = "public"  # Jekyll's published: false
        elif field == "created" and len(value) == TIDDLY and value.isdigit():
            value = f"{value} UTC"
        elif field in ("source", "publisher", "url"):
            if address := address_in(value):
                if field != "url" and (named := _NAMED_LINK.match(value)) and not _NO_PAPER.search(named[1]):
                    found.setdefault("publisher", named[1].strip())
                    keys_found.setdefault("publisher", name)
                rank, field, value = rank + (100 if field != "url" else 0), "url", address
            elif field == "url" and "원문" in folded and len(value) > LONG:
                rank, field = rank + 100, "body"  # of a table, where it is the text itself
            elif field == "url" or is_portal(value) or (field == "source" and value.casefold() in _TOOLS):
                continue
            else:
                rank, field = (rank + 100 if field == "source" else rank), "publisher"
        if field not in ranks or rank < ranks[field]:
            ranks[field], found[field], keys_found[field] = rank, value, name
    if "created" in found:
        _take_created(found)
    return found


def is_portal(words: str) -> bool:
    """Whether *words* name a portal, which shows what papers write: 네이버 뉴스."""
    return fold(words) in _PORTALS


def _take_created(found: Fields) -> None:
    """When a note was made: the best that is known of when its text was, where nothing else tells.

    Not of what was cut out of a page, as the tools say that call its address the source.
    """
    is_clipping = fold(found.keys_found.get("url", "")) in _OF_CLIPPINGS
    for field in ("added",) if is_clipping else ("published", "added"):
        if field not in found:
            found[field], found.keys_found[field] = found["created"], found.keys_found["created"]


def address_in(value: str) -> str:
    """The address that *value* is, or has behind or within its words: `[원문](https://…)`; "" if none."""
    if "://" not in value:
        return ""
    if _ADDRESS.fullmatch(value):
        return value
    if value[:4].lower() == "http":
        value = value.partition("\n")[0].partition(" (")[0].strip()  # https://… (접속 2026.3.4.)
        return value if _ADDRESS.fullmatch(value) else ""
    within = _ADDRESS_WITHIN.search(value[:4096])
    return within[0] if within else ""


def flatten(mapping: Mapping[str, object]) -> list[tuple[str, str]]:
    """The pairs of a nested *mapping*: `author: {name: …}` is author.name; a list's items stand one on a line."""
    return list(_pairs("", mapping, 0))


def _pairs(prefix: str, mapping: Mapping[str, object], depth: int) -> Iterator[tuple[str, str]]:
    items = list(mapping.items())[:MAX_ITEMS]
    keeps_page = any(isinstance(value, Mapping) and _is_page(str(key), value) for key, value in items)
    for key, value in items:
        name = f"{prefix}.{key}" if prefix else str(key)
        if keeps_page and (known := field_of(name)) and known[0] == "created":
            name = "added"  # when somebody kept it, which is not when it was written
        if isinstance(value, Mapping) and not any(str(inner).startswith("$") for inner in value):
            if depth < MAX_DEPTH:
                inner = "" if fold(name) in _WRAPPERS or _is_page(name, value) else name
                yield from _pairs(inner, value, depth + 1)
        else:
            yield name, _paragraphs(value) if isinstance(value, list) and _is_text(name) else as_text(value)


def _is_page(name: str, value: Mapping[str, object]) -> bool:
    """Whether *value* is what a list of bookmarks keeps of a page, its text beside what else that tells."""
    if fold(name) != "content":
        return False
    told = {known[0] for inner in list(value)[:MAX_ITEMS] if (known := field_of(str(inner)))}
    return "body" in told and not told.isdisjoint(("url", "published", "author"))


def _is_text(name: str) -> bool:
    known = field_of(name)
    return known is not None and known[0] == "body" and fold(name) != "sentences"


def _paragraphs(blocks: list[object]) -> str:
    """A text that is kept block by block, a blank line between two; a block that is but an address is a picture."""
    texts = (as_text(block, 1).strip() for block in blocks)
    return "\n\n".join(text for text in texts if text and address_in(text) != text)


def as_text(value: object, depth: int = 0) -> str:
    """A value as text: of a mapping its name, of a list each item on a line."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, int | float):
        return str(value) if abs(value) < 1e18 else ""
    if isinstance(value, Mapping):
        named = {fold(str(key)): item for key, item in value.items()}
        told = next((item for name in _NAMES if isinstance(item := named.get(name), str) and item), "")
        if not told and isinstance(family := named.get("family"), str):  # of a library's catalogue
            given = as_text(named.get("given"), depth + 1)
            return f"{given} {family}".strip() if given.isascii() else f"{family}{given}"
        wrapped = named.get("$date")  # {"$date": {"$numberLong": "1739254800000"}}
        return told or (as_text(wrapped, depth + 1) if wrapped and depth < MAX_DEPTH else "")
    if isinstance(value, list | tuple):
        if depth >= MAX_DEPTH:
            return ""
        return "\n".join(filter(None, (as_text(item, depth + 1) for item in value[:MAX_ITEMS])))
    return ""


def _word(value: str) -> str:
    """A single word for comparing, without a comment behind it."""
    return value.partition(" #")[0].strip().casefold()

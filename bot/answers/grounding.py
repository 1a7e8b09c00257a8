"""What a language model makes of an answer, held to the sentences it was given.

A statement stands only on a citation that holds up: the cited sentence has every figure, name and quotation that
is stated, and most of the other words. What has none is dropped; what nobody checks is never shown.

>>> read_statements("파업은 10일 시작됐습니다. [1]", quotes)
(Statement(text='파업은 10일 시작됐습니다.', cites=(1,)),)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.answers.figures import figures
from bot.answers.polarity import contradicts
from bot.korean.particles import stem
from bot.patterns import lazy_compile
from bot.quotes.alignment import plain
from bot.quotes.names import is_body, is_full_name
from bot.quotes.quote import Quote
from bot.quotes.roles import ROLE

MOST_STATEMENTS = 5
LONGEST_STATEMENT = 400  # characters
LONGEST_REPLY = 4_000  # what a model says beyond that is not read
_SUPPORTED = 0.5  # of a statement's nouns, by their beginnings
_REPHRASED = lazy_compile(
    r"(?:다|요|고|며|서|는데|지만|된|한|하는|되는)$|^(?:퍼센트|프로)"
)  # verbs, and % in letters
# Words that look like a name and are none, as far as answers use them.
_NO_NAMES = frozenset(
    "이유 지난 전체 조사 기자 이후 이전 이상 이하 이날 오전 오후 최근 최대 최고 최저 주요 전날 당시 모두 이번"
    " 정도 전년 지역 주말 평일 한편 현지 이용 이동 인근 하루 신규 여름 오늘 내년 내일 연말 연초".split()
)
_CITES = lazy_compile(r"(?:\[\d{1,2}(?:\s?,\s?\d{1,2})*+\][\s.,]*+)+")
_BRACKET = lazy_compile(r"[\[\]]")
_DIGITS = lazy_compile(r"\d+")
_NOT_LETTER = lazy_compile(r"\W+")
_BULLET = lazy_compile(r"^\s*(?:[-*•·]|\d{1,2}[.)])\s+")
_ADDRESS = lazy_compile(r"https?:|www\.|@\w|\bt\.me\b|</?\w")
# A sentence written for whoever reads it by machine says nothing about the world.
_ORDER = lazy_compile(
    r"(?:지시|명령|규칙|프롬프트)[가-힣]{0,2}\s?(?:모두\s?|전부\s?)?(?:무시|따르지|잊)|시스템 프롬프트"
    r"|(?:라고만|라고|만)\s?(?:답하|대답하|출력하)라"
    r"|ignore (?:all|any|the|your|previous|prior|above)\b|system prompt|disregard (?:all|the|previous)",
    re.IGNORECASE,
)
_WORD = lazy_compile(r"[가-힣]+|[A-Za-z][A-Za-z.&\-]*[A-Za-z]")
_REPORTED = lazy_compile(r"[“\"][^“”\"]+[”\"][가-힣]*|[‘'][^‘’']+[’'][가-힣]*")
_SAID = lazy_compile(r"[“\"]([^“”\"]+)[”\"]|[‘']([^‘’']+)[’']")


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement. cites: numbers of the quotes that hold it up, counted from 1; never empty."""

    text: str
    cites: tuple[int, ...]


def read_statements(reply: str, quotes: Sequence[Quote]) -> tuple[Statement, ...]:
    """The statements of a model's *reply* that its citations of *quotes* hold up, in order; () for"
    " nonsense."""
    kept: list[Statement] = []
    for line in reply[:LONGEST_REPLY].splitlines():
        for said, cited in _cited(_BULLET.sub("", line)):
            text = said.strip().strip(" .,\t*") + "."
            numbers = dict.fromkeys(int(number) for number in _DIGITS.findall(cited))
            cites = tuple(
                number
                for number in numbers
                if 1 <= number <= len(quotes) and holds_up(text, quotes[number - 1])
            )
            if cites:
                kept.append(Statement(text, cites))
    return tuple(kept[:MOST_STATEMENTS])


def _cited(line: str) -> Iterator[tuple[str, str]]:
    """Each statement of a line, and the citations after it."""
    last = 0
    for cites in _CITES.finditer(line):
        said = _BRACKET.split(line[last : cites.start()])[-1]
        if said.strip():
            yield said, cites.group()
        last = cites.end()


def gives_orders(text: str) -> bool:
    """Whether *text* is written for whoever reads it by machine."""
    return _ORDER.search(text) is not None


def holds_up(statement: str, quote: Quote) -> bool:
    """Whether *quote* has the figures, names and quotations of *statement*, and most of its words."""
    if len(statement) > LONGEST_STATEMENT or _ADDRESS.search(statement) or gives_orders(quote.text):
        return False
    if contradicts(statement, quote.text):
        return False
    source = f"{quote.text} {quote.speaker or ''} {quote.role}"
    given = figures(source)
    if not all(any(figure.is_said_by(one) for one in given) for figure in figures(statement)):
        return False
    letters = _letters(source)
    if any(_letters("".join(said)) not in letters for said in _SAID.findall(statement)):
        return False
    words = [plain(word) for word in _WORD.findall(statement)]
    unsaid = [plain(word) for word in _WORD.findall(_REPORTED.sub(" ", statement))]
    if any(_letters(name) not in letters for name in _names(unsaid)):
        return False
    content = [stem(word) for word in words if len(stem(word)) >= 2 and not _REPHRASED.search(word)]
    found = sum(word[:2] in letters for word in content)
    return bool(content) and found >= _SUPPORTED * len(content)


def _names(words: Sequence[str]) -> list[str]:
    """Words that name somebody or something: Latin ones, people, bodies, and what stands before an office."""
    found: list[str] = []
    for k, word in enumerate(words):
        root = stem(word)
        after = stem(words[k + 1]) if k + 1 < len(words) else ""
        named = (is_full_name(root) or is_full_name(word)) and not {root, word} & _NO_NAMES
        before_office = bool(after) and ROLE.search(after) is not None and len(word) <= 4
        office = ROLE.search(root) is not None and len(root) > 2
        if word[0].isascii() or named or before_office or office or is_body(root):
            found.append(root)
    return found


def _letters(text: str) -> str:
    return _NOT_LETTER.sub("", plain(text))

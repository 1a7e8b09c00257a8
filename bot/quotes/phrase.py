"""The noun phrase before an office: which of its words is the name, which of them describe, and what the office is.

>>> words = "김나루 해솔시".split()
>>> words[name_among(words) or 0]
'김나루'
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import zip_longest

from bot.korean.surnames import COMMON_SURNAMES
from bot.patterns import lazy_compile
from bot.quotes.names import can_be_named, is_body, is_full_name, is_place, is_role, looks_foreign
from bot.quotes.roles import ATTRIBUTES, KNOWN_BODY, UNNAMED

_COMPOUND_NOUN = lazy_compile(r"[부청당회실측팀법대과협련사원공]$")
_TOWN = lazy_compile(r"[가-힣]{2,3}(?:시|군|읍|면)")
_NOT_DESCRIBING = lazy_compile(
    r"(?:[가-힣](?:난|은|는|던|된|에|서|나|며|고|게|면|듯|탓)|[으]로|[되하지오놓묻받듣]자|[통위대련]해)$"
    r"|^(?:가운데|듯|당초|실제로|결국|이미|직접|이후|뒤|후|중|때|이번|승진|정기)$"
)


def name_among(words: Sequence[str]) -> int | None:
    """Which of *words* before an office is a full Korean name: beside it, or the first of 이름 소속 직함."""
    if (framed := _framed(words)) is not None:
        return framed
    whole = [
        k
        for k, (word, behind) in enumerate(zip_longest(words, words[1:], fillvalue=""))
        if len(word) > 2 and is_full_name(word) and not is_role(word)
        if not (_is_town(word) and len(behind) == len("위생")) or _is_where(behind)
    ]
    if whole:
        likely = [k for k in whole if not _COMPOUND_NOUN.search(words[k])] or whole
        return likely[-1] if likely[-1] == len(words) - 1 else likely[0]
    last = len(words) - 1  # two syllables are as often a word as a name
    if last < 0:
        return None
    if is_full_name(words[0]) and not is_role(words[0]) and (last == 0 or is_body(words[1])):
        return 0
    return (
        last
        if is_full_name(words[last]) and not is_role(words[last]) and plain_word(words[last - 1])
        else None
    )


def _framed(words: Sequence[str]) -> int | None:
    """Which of *words* is a name by the town or body beside it, though its surname is rare or the town looks like one.

    Words of two syllables are as often nouns: 위생, 우주.

    >>> [_framed(words.split()) for words in ("온기범 한빛시", "한빛시 온기범", "온기범 여울병원 내과", "한빛시 위생")]
    [0, 1, 0, None]
    """
    last = len(words) - 1
    if last < 1:
        return None
    names = [
        k for k, word in enumerate(words) if len(word) == 3 and is_full_name(word) and not _is_town(word)
    ]
    if names:
        return 0 if last == 1 and names == [0] and _is_town(words[1]) else None
    if _is_framed(words[0], words[1]):
        return 0
    return last if _is_framed(words[last], words[last - 1]) else None


def _is_framed(word: str, beside: str) -> bool:
    """Whether *word* can be a name only, and *beside* is where somebody works."""
    is_named = len(word) > 2 and can_be_named(word) and not is_role(word) and not _is_town(word)
    return is_named and _is_where(beside)


def _is_where(word: str) -> bool:
    return is_body(word) or is_place(word) or _is_town(word)


def _is_town(word: str) -> bool:
    """Whether *word* ends as a town or a county does, known or not: 한빛시."""
    return _TOWN.fullmatch(word) is not None


def described(phrase: Sequence[str]) -> str:
    """The words of *phrase* that describe its last one, without what belongs to another clause."""
    begin = max(0, len(phrase) - 4)
    for at in range(begin, len(phrase) - 1):
        if _NOT_DESCRIBING.search(phrase[at]) and not is_body(phrase[at]):
            begin = at + 1
    return " ".join(phrase[begin:])


def given_name(phrase: Sequence[str], text: str) -> str:
    """What stands before the last word of *phrase*, a foreign name, here or elsewhere in *text*; "" where nothing.

    쁘락 for 소콘; 토니 for 시카모어, whatever their syllables, after 애널리스트.
    """
    last, before = phrase[-1], phrase[-2] if len(phrase) > 1 else ""
    if len(phrase) > 2 and len(last) > 2 and is_role(phrase[-3]) and not plain_word(before):
        return before
    if not looks_foreign(last):
        return ""
    if len(before) > 1 and looks_foreign(before):
        return before
    match = re.search(rf"([가-힣]{{2,6}}) {re.escape(last)}(?![가-힣]{{2}})", text)
    return match[1] if match and looks_foreign(match[1]) and not plain_word(match[1]) else ""


def plain_word(word: str) -> bool:
    """Whether *word* is a body, a country or an attribute: no part of a name."""
    return is_body(word) or word in ATTRIBUTES or is_role(word) or is_place(word)


_HANGUL = lazy_compile("[가-힣]+")
_PARTICLE = lazy_compile(
    r"^(.+?)(?:께서는|께서|에게서|에게|으로|로|은|는|이|가|을|를|의|와|과|도|측|였다|이다|인)$"
)


@lru_cache(maxsize=20_000)
def _bare(word: str) -> str:
    """*word* without a particle, where an office is left."""
    if is_role(word):
        return word
    match = _PARTICLE.match(word)
    return match[1] if match else word


@lru_cache(maxsize=20_000)
def office_of(word: str) -> str:
    """*word* without a particle where it is an office; "" where it is none."""
    bare = _bare(word)
    return bare if is_role(bare) else ""


def offices_agree(long: str, short: str) -> bool:
    """Whether *short* can stand for *long*: 총괄 for AI 기술총괄, 원내대표 for 국민의힘 원내대표."""
    return any(word.endswith(short) for word in long.split()) or short in long.replace(" ", "")


def unglued(word: str, names: Collection[str], text: str, *, before_office: bool = False) -> str:
    """*word* without the headline glued to its beginning: 지시이재명 where there is an 이재명, or an office next."""
    if len(word) < 5 or looks_foreign(word) or KNOWN_BODY.match(word) or not _HANGUL.fullmatch(word):
        return word
    once = text.count(word) == 1
    for length in range(3, min(len(word), 9)):
        tail = word[-length:]
        if tail in names or (
            length == 3 and before_office and once and not is_body(word) and is_full_name(tail)
        ):
            return tail
        body = once and is_body(tail) and (length > 3 or KNOWN_BODY.match(tail))
        if body and re.search(rf"(?<![가-힣A-Za-z]){tail}[은는이가의에을를\s]", text):
            return tail
    return word


def unglued_name(phrase: Sequence[str], text: str) -> str:
    """The first of two words of a name without the headline glued to it: 도널드 of 주목도널드 트럼프."""
    first = phrase[0]
    for length in range(2, len(first)) if len(phrase) > 1 else ():
        if re.search(rf"(?<![가-힣]){re.escape(first[-length:])} {re.escape(phrase[1])}", text):
            return first[-length:]
    return first


def side_of(phrase: Sequence[str]) -> str:
    """윤 전 대통령 측, 쿠팡 측, 회사측: the words that tell whose side it is; "" where none does."""
    begin = last = len(phrase) - 1
    while begin > 0 and ((begin == last and phrase[last] == "측") or _is_sided(phrase[begin - 1])):
        begin -= 1
    if begin < last and phrase[begin] in ("전", "현") and not is_role(phrase[begin + 1]):
        begin += 1
    return " ".join(phrase[begin:]) if phrase[begin] != "측" else ""


def _is_sided(word: str) -> bool:
    """Whether *word* can belong to the name of somebody or some body."""
    if len(word) == 1:
        return word in "전현" or word in COMMON_SURNAMES
    return plain_word(word) or is_full_name(word) or looks_foreign(word) or UNNAMED.search(word) is not None

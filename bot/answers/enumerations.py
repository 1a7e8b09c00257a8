"""Enumerations, whole: from the first of several things to the last, with what stands beside each in brackets.

>>> text = "대상은 동구, 중구(2곳), 강변 시장 등 세 곳이다."
>>> [text[start:end] for start, end in enumerations(text)]
['동구, 중구(2곳), 강변 시장 등']
"""

from __future__ import annotations

from bot.korean.sentences import Span
from bot.patterns import lazy_compile

BULLETS = "△▲▷▶◇"  # each before one of several things
_APART = rf",·{BULLETS}ㆍ/"
_TOKEN = lazy_compile(
    r"\([^()]{0,60}+\)|'[^']{1,40}+'|\"[^\"]{1,40}+\"|[<《〈「『][^>》〉」』]{1,40}+[>》〉」』]"
    rf"|[{_APART}]|\s+|[^\s()'\"{_APART}]+|."
)
_MARKS = frozenset(_APART)
_QUOTES = "'\""
_JOINS = lazy_compile(r"(?<=[가-힣A-Za-z0-9])(?:와|과|하고|이랑|랑)$")
_NOT_JOINS = lazy_compile(
    r"^(?:결과|효과|성과|과|와|경과|초과|통과|학과|부과|사과|지과)$|(?:학과|외과|내과|통과|효과|결과|성과|초과|부과)$"
)
_AFTER_JOIN = lazy_compile(r"함께|달리|같|비교|관련|더불어|비슷|마찬가지|대조|맞|연결|협력|협의|논의")
_ENDS_ITEM = lazy_compile(
    r"(?:이?라는|으로|에서|까지|부터|에게|이다|이며|이고|입니다|은|는|을|를|이|가|의|에|로|순)$"
)
_NO_ITEM = lazy_compile(
    r"(?:[다요죠]\.?|으며|하며|이며|라며|다며|지만|는데|해서|위해|대해|따라|통해|하고|되고|있는|없는|하는|되는|[한된할될]|에서|에게|에는|으로|까지|부터|[은는을를에])$|\d{1,2}일$|^(?:또|이어|특히|그리고|이날)$"
)
_SEVERAL = lazy_compile(rf"[{_APART}]|및|[와과고랑]\s")
_TOO = lazy_compile(  # 어머니도, 저도, 큰며느리도
    r"(?<![^\s\"])(?:[가-힣A-Za-z]{1,12}(?<!그래)도,\s(?:[가-힣A-Za-z]{1,8}(?<![고며지서])\s)?){1,8}[가-힣A-Za-z]{1,12}(?=도\s)"
)
_BULLETED = 60  # characters of a thing with a bullet before it
_MORE = r"등(?=[을이의에은도과]|으로|[^가-힣]|$)"  # no 등교, no 등록
_AND_MORE = lazy_compile(_MORE)
_MORE_AFTER = lazy_compile(rf"(?<=\s){_MORE}")
_LAST_END = lazy_compile(  # its particle, where no verb tells of a noun after that: 아이가 웃는 도시를
    r"(?<=[가-힣A-Za-z0-9)])(?=(?:을|를|이|가|으로|이다|이며|이라는)[\s.,])"
    r"(?!(?:을|를|이|가)\s(?:(?:[더잘안못]|[가-힣]{1,5}[게껏히])\s)?[가-힣]{0,8}[는은던한된할될킨린진난온둔준쓴든본낸]\s)"
)
_WORDS = 4  # of one thing
_CHARS = 48


def enumerations(text: str) -> list[Span]:
    """Where *text* names several things in a row, those of most things first."""
    tokens = [match.span() for match in _TOKEN.finditer(text)]
    said = [
        (a + 1 + start, a + 1 + end)
        for a, b in tokens
        if text[a] in _QUOTES and b - a > 1
        for start, end in enumerations(text[a + 1 : b - 1])
    ]
    words = [text[a:b] for a, b in tokens]
    places = [k for k in range(len(words)) if _separates(words, k)]
    found: list[tuple[int, int, Span]] = []
    at = 0
    while at < len(places):
        last = at
        while last + 1 < len(places) and _is_item(words, places[last] + 1, places[last + 1]):
            last += 1
        first, end = _begin(words, places[at]), _end(words, places[last] + 1)
        if first is not None and end is not None:
            start = tokens[first][0]
            if text[start - 1 : start] and text[start - 1] in BULLETS:
                start -= 1
            whole = 2 * (_AND_MORE.match(words[end - 1]) is not None)
            found.append(
                (last - at + 2 + whole, -start, (start, tokens[end - 1][1] - _ending(words[end - 1])))
            )
        at = last + 1
    too = [match.span() for match in _TOO.finditer(text)]
    apart = [span for _, _, span in sorted(found, reverse=True) if _SEVERAL.search(text, *span)]
    return _bulleted(text) + too + apart + said


def first_items(text: str, span: Span, longest: int) -> Span | None:
    """As many of the things at *span*, each with a bullet, from the first as *longest* characters hold; else None.

    >>> first_items("△낡은 다리 △새 길 △넓은 공원", (0, 17), 12)
    (0, 12)
    """
    start = span[0]
    if text[start] not in BULLETS:
        return None
    end = max(text.rfind(bullet, start + 1, start + longest + 1) for bullet in BULLETS)
    return (start, end) if end > start else None


def _bulleted(text: str) -> list[Span]:
    """Where each of several things has a bullet before it, however long it is; the whole row."""
    places = [k for k, letter in enumerate(text) if letter in BULLETS]
    row = [k for j, k in enumerate(places) if not j or k - places[j - 1] <= _BULLETED]
    if len(row) < 2 or row != places:
        return []
    window = (row[-1] + 2, row[-1] + _BULLETED)
    last = _MORE_AFTER.search(text, *window) or _LAST_END.search(text, *window)
    return [(row[0], last.end())] if last is not None else []


def _separates(words: list[str], k: int) -> bool:
    word = words[k]
    if word in _MARKS:
        return not (
            word in ",/"
            and k
            and words[k - 1][-1:].isdigit()
            and k + 1 < len(words)
            and words[k + 1][:1].isdigit()
        )
    if word == "및":
        return True
    if k + 2 >= len(words) or not _JOINS.search(word) or _NOT_JOINS.search(word):
        return False
    return words[k + 1].isspace() and _AFTER_JOIN.match(words[k + 2]) is None


def _is_item(words: list[str], begin: int, end: int) -> bool:
    """Whether what stands between two separators is one thing."""
    own = [word for word in words[begin:end] if not word.isspace()]
    if words[end] not in _MARKS and words[end] != "및":
        own.append(_JOINS.sub("", words[end]))
    if not own:
        return words[end] in BULLETS or (begin > 0 and words[begin - 1] in _MARKS)
    return (
        len(own) <= _WORDS + 2
        and sum(map(len, own)) <= _CHARS
        and not any(_NO_ITEM.search(word) for word in own if word[0] not in "('\"<《〈「『")
    )


def _begin(words: list[str], place: int) -> int | None:
    """The token with which the first thing begins."""
    if words[place] in BULLETS:
        return place + 1 if place + 1 < len(words) else None
    at = place if words[place] not in _MARKS and words[place] != "및" else None
    k = place - 1
    taken = 0
    while k >= 0 and taken < _WORDS:
        word = words[k]
        if word.isspace() or word[0] == "(":
            k -= 1
            continue
        if at is not None and (_ENDS_ITEM.search(word) or _NO_ITEM.search(word) or word in _MARKS):
            break
        if at is None and _NO_ITEM.search(word):
            return None
        if word == '"' or word == "'":
            break
        at, taken = k, taken + 1
        k -= 1
    return at


def _end(words: list[str], begin: int) -> int | None:
    """The token after the last thing: it ends with its particle or with 등."""
    end, taken = None, 0
    for k in range(begin, len(words)):
        word = words[k]
        if word.isspace() or word in BULLETS or (word == "그리고" and not taken):
            continue
        if word[0] == "(" and len(word) > 1:
            end = k + 1
            continue
        if _AND_MORE.match(word):
            return k + 1
        if taken >= _WORDS or word in ('"', "'", "."):
            break
        if _NO_ITEM.search(word) and not _ENDS_ITEM.search(word):
            break
        end, taken = k + 1, taken + 1
        if _ENDS_ITEM.search(word):
            break
    return end


def _ending(word: str) -> int:
    """How many characters at the end of the last word are no part of the thing."""
    if _AND_MORE.match(word):
        return len(word) - 1
    ending = _ENDS_ITEM.search(word)
    return (
        len(ending.group())
        if ending is not None and ending.start() >= 1
        else len(word) - len(word.rstrip("."))
    )

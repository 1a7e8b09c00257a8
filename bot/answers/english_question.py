"""What an English question says is done: its verb, by where the words stand.

>>> [verb_asked(text) for text in ("Who runs the ferry?", "When was the old mall built?", "Where is the station?")]
['runs', 'built', '']
"""

from __future__ import annotations

import re
from functools import lru_cache

from bot.korean.english import irregular_forms, is_stop_word
from bot.korean.normalize import fold
from bot.korean.particles import stem
from bot.patterns import lazy_compile

WORD = lazy_compile(r"[A-Za-z][\w’'&\-]*")
_AUXILIARY = (
    r"(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|should|may|might|must)(?:n['’]?t)?"
)
_ASKED_OF_IT = lazy_compile(  # the verb comes next: who runs, which judge hears, how many people were hurt
    rf"^\W*(?:who|(?:what|which|how\s(?:many|much))\s(?!{_AUXILIARY}\b)[a-z]+)"
    rf"(?:\s(?:is|are|was|were|has|have|had|will|would)(?:\s(?:been|being|be))?)?\s(?!{_AUXILIARY}\b)(?P<verb>[a-z]+)",
    re.IGNORECASE,
)
_DOES = lazy_compile(r"(?:do|does|did|will|would|can|could|should)\b", re.IGNORECASE)
_PARTICIPLE = lazy_compile(r"(?:ed|ing|en)$")
_TURNED = lazy_compile(rf"\b{_AUXILIARY}\s(?P<rest>.+)", re.IGNORECASE)  # why did the director resign
_NO_VERB = lazy_compile(
    r"\b(?:the|an?|his|her|its|their|this|that|of|in|on|at|to|for|from|by|with|under|between)\s$",
    re.IGNORECASE,
)
# What is done with all sorts of things, and told in as many ways.
_LIGHT = frozenset(
    "go goes went gone get gets got take takes took taken make makes made use uses used happen happens happened come"
    " comes came become becomes became start starts started work works live lives cost costs last lasts run running"
    " told tell tells learn learns learned called named a an the new old".split()
)
_AFTER_A_VERB = frozenset("up down off out over away free yet now anymore today first soon".split())
# What comes about once more is told in as many ways: reopens, resumes, is closed until.
_ONCE_MORE = frozenset("again back".split())

# Whoever does this to a body is told of by the office, or by another of these verbs.
_RUNS = frozenset(
    "run runs ran running lead leads led leading head heads headed heading manage manages managed managing"
    " operate operates operated operating".split()
)
_OFFICES = (
    *"director manager chief president chair chairman chairwoman principal owner ceo editor chancellor".split(),
    "chief executive",
)


@lru_cache(maxsize=256)
def verb_asked(question: str) -> str:
    """The verb of *question* as it stands there; "" where it says no more than that something is or comes about."""
    if (subject := _ASKED_OF_IT.match(question)) is not None:
        return _telling(subject["verb"])
    turned = _TURNED.search(question)
    if turned is None:
        return ""
    rest = turned["rest"]
    found = [
        match.group()
        for match in WORD.finditer(rest)
        if match.group().islower()
        and not is_stop_word(match.group(), alone=True)
        and not _NO_VERB.search(rest, 0, match.start())
        and match.start() > 0
    ]
    while found and found[-1] in _AFTER_A_VERB:
        found.pop()
    verb = _telling(found[-1]) if found and found[-1] not in _ONCE_MORE else ""
    is_done = _DOES.match(turned.group()) or _PARTICIPLE.search(verb) or irregular_forms(verb)
    return verb if is_done else ""  # when are buses back


def _telling(word: str) -> str:
    return "" if word in _LIGHT or is_stop_word(word, alone=True) else word


def is_light(word: str) -> bool:
    """Whether the folded *word* is of those by which hardly anything is known: go, take, up, again.

    >>> is_light("took"), is_light("resign")
    (True, False)
    """
    return word in _LIGHT or word in _AFTER_A_VERB or word in _ONCE_MORE


def told_for(verb: str) -> tuple[str, ...]:
    """What tells of the folded *verb* too: `director` and `operates` of `runs`; () for most.

    >>> "director" in told_for("runs"), told_for("built")
    (True, ())
    """
    return (*sorted(_RUNS - {verb}), *_OFFICES) if verb in _RUNS else ()


def names_asked(question: str) -> frozenset[str]:
    """The names in *question* by their capitals, as they are matched.

    >>> sorted(names_asked("Who runs the Hanbit ferry?"))
    ['hanbit']
    """
    return frozenset(
        stem(fold(match.group()))
        for match in WORD.finditer(question)
        if match.group()[0].isupper()
        and match.start() > 0
        and not is_stop_word(match.group().lower(), alone=True)
    )

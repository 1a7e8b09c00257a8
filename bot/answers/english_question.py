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

# Who is in charge of it now: not who ran a race, led a rescue or runs for mayor.
_RUNS = (
    "operates operate operated manages manage managed runs run".split(),
    "heads headed leads lead led".split(),
)
OFFICES = (
    "director manager chief president chair chairman chairwoman principal owner ceo editor chancellor".split()
)
_WHO_RUNS = lazy_compile(
    r"^\W*who\s(?:(?:will|now|currently|actually)\s)?(?P<verb>(?:run|lead|head|manage|operate)s?)"
    r"\s(?!(?:for|from|to|in|into|on|off|out|over|up|down|away|back|against|by|with|at|after)\b)"
    r"(?P<thing>[\w’'&\-]+(?:\s[\w’'&\-]+){0,6}?)(?=\s(?:in|at|on|of|for|from|near|now|today)\b|[\s?!.]*$)",
    re.IGNORECASE,
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


@lru_cache(maxsize=256)
def run_by_whom(question: str) -> str:
    """What *question* asks who is in charge of, the last word of it; "" where it asks nothing of the kind.

    >>> [run_by_whom(text) for text in ("Who runs the old ferry in town?", "Who runs for mayor?", "Who ran it?")]
    ['ferry', '', '']
    """
    found = _WHO_RUNS.match(question)
    return found["thing"].split()[-1].lower() if found is not None else ""


def also_said_for(question: str) -> tuple[str, ...]:
    """The other verbs for the one of *question*, where it asks who runs it."""
    found = _WHO_RUNS.match(question)
    verb = found["verb"].lower() if found is not None else ""
    return tuple(other for verbs in _RUNS if verb in verbs for other in verbs if other != verb)


def told_for(question: str) -> tuple[str, ...]:
    """What tells of the verb of *question* too: `operates`, `its manager`, where it is asked who runs it; () for most.

    >>> "its manager" in told_for("Who runs the ferry?"), told_for("Who built the ferry?")
    (True, ())
    """
    others = also_said_for(question)
    return (*others, *(f"its {office}" for office in OFFICES)) if others else ()


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

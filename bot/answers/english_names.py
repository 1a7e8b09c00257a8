"""Who, where and which one, in an English sentence: the name before or behind the verb asked about, `at PLACE`.

>>> text = "Two boats are being built at the Odell yard in Port Winslow and should arrive in March."
>>> [text[start:end] for start, end in named_spans(Want.WHERE, text, "where are the boats being built?")]
['the Odell yard in Port Winslow']
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from bot.answers.english_question import OFFICES, WORD, also_said_for, run_by_whom
from bot.answers.frame import Want
from bot.korean.days import MONTH_NAME
from bot.korean.english import forms_of, is_stop_word, stem_english
from bot.korean.sentences import Span
from bot.patterns import lazy_compile

_TITLE = r"(?:Mr|Mrs|Ms|Dr|Prof|Rep|Sen|Gov|Gen|Lt|Col|St)\."
_CAPITAL = rf"(?:{_TITLE}|(?:[A-Z]\.){{1,3}}|[A-Z][\w’'&\-]*+)"
_NAME = lazy_compile(rf"{_CAPITAL}(?:\s(?:(?:of|for|de|van|von|al|bin|the|&)\s)?{_CAPITAL}){{0,6}}(?<![’']s)")
_NO_NAME = frozenset(
    "the a an in on at but and however meanwhile while when after before about according its it this that these those "
    "there his her their our for from with as if so yet still also some two three four five six seven eight nine ten "
    "most many more he she they we i you during under over by no not one another each every all both people officials "
    "police residents drivers children visitors students workers patients schools trains investigators unions critics "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december jan feb mar apr jun jul aug sep sept oct nov dec last next early late".split()
)
_MONTH = rf"(?i:{MONTH_NAME})"
_STOPS = (
    r"(?:and|or|but|that|which|who|whose|when|while|where|until|till|by|because|after|before|since|for|with|without|as|is"
    r"|are|was|were|has|have|had|will|would|should|could|can|may|might|must|said|says|from|on|during|following|if|to"
    r"|into|this|last|next|late|early|about|shortly|around|than|so|it|he|she|they"
    rf"|(?:in|at|of)\s(?:\d|(?:{_MONTH})\b))"
)
_NOUN = rf"(?!{_STOPS}\b)[\w’'&.\-]{{1,24}}+"
_PLACE = lazy_compile(
    r"\b(?:at|in|near|outside|inside|behind|beside|under|across|to|into|on)\s"
    rf"(?P<place>{_NOUN}(?:\s{_NOUN}){{0,8}})"
)
_WHERETO = lazy_compile(
    r"\b(?:go|goes|going|went|moved?|moving|returns?|returned|travel\w*|sen[dt]|take|taken|bring|brought|fl[yi]\w*|evacuat\w*|relocat\w*|\w+ed\sto\W*$)\b"
)
_NO_PLACE = lazy_compile(
    rf"(?:the\s)?(?:\d|(?:{_MONTH})\b|[A-Za-z]{{3,6}}day\b|spring|summer|autumn|fall\b|winter|morning|afternoon|evening"
    r"|night|end\b|beginning|start\b|first|second|third|total|addition|part\b|order|case\b|charge\b|response|recent"
    r"|years?\b|months?\b|weeks?\b|term|least|favou?r|line\b|times?\b|all\b|fact\b|connection|return|exchange|cash"
    r"|an?\s(?:statement|interview|year|bid|letter|report|result))"
)
_SUBJECT = lazy_compile(
    r"^\W*[Ww]ho(?:'s)?\s+(?:(?:is|are|was|were|will|would|has|have|had|been|being|be)\s+)*(?P<verb>[a-z]+)"
)
_OBJECT = lazy_compile(r"^\W*[Ww]ho(?:m)?\s+(?:did|does|do|will|would|has|have|had|should|can)\s(?=\S+\s\S)")
_HEAD = lazy_compile(r"\b[Ww](?:hat|hich)\s+(?P<head>[a-z]{3,20})\b")
_KIND = lazy_compile(  # what is the new bridge called, the name of the river
    r"\b(?P<called>[a-z]{3,20})\s(?:called|named)\b|\bnames?\sof\s(?:\w{1,20}\s){0,4}?(?P<of>[a-z]{3,20})(?=\s(?:in|at|of|on|that|which)\b|\W*$)",
    re.IGNORECASE,
)
_ROLE = lazy_compile(
    r"^\W*[Ww]ho(?:'s|\s(?:is|are|was|were))\s+(?:the\s|a\s|[A-Z]\w+[’']s?\s)?(?P<role>[a-z\- ]{3,60}?)"
    r"(?=\s(?:of|for|at|in|from)\b|\W*$)"
)
_PARTICIPLE = lazy_compile(r"(?:ed|ing|en)$")
_BY = lazy_compile(r"\bby\s(?:the\s)?(?:[a-z\-]+\s){0,3}$")
_FROM = lazy_compile(r"\bfrom\s(?:the\s)?(?:[a-z\-]+\s){0,2}$")
_GIVES = frozenset("give gives gave given donate donates donated send sends sent pay pays paid".split())
_OFFICE = rf"(?:{'|'.join(OFFICES)})"
_OF = r"(?:of|at|in|on|for|from|by|near|and|or)\b"
_ITS_OFFICE = lazy_compile(rf"\b(?:its|whose)\s(?:[a-z\-]+\s){{0,2}}?{_OFFICE}\b", re.IGNORECASE)
_ONLY_A_NAME = lazy_compile(rf"\W*(?:{_CAPITAL}\s?){{0,5}},?\s?")
_TOLD = lazy_compile(r"[,”\"]?\s(?:said|says|told|added|announced|reported)\b")
_NEAR = 60  # characters from a verb or an office to the name that belongs to it


def named_spans(want: Want, text: str, question: str) -> list[Span]:
    """The one of the names, or of the places, of *text* that answers; none where nothing in it says which."""
    if want is Want.WHERE:
        return _best(_places(text, question), text, _words(question), after=True)
    if want is Want.NAME:
        kind = _KIND.search(question)
        head = (kind["called"] or kind["of"]).lower() if kind is not None else ""
        return _of_kind(list(_names(text, question, head)), text, head) if head else []
    asked = _head(want, question)
    names = list(_names(text, question, asked or ""))
    if asked is not None:
        return _beside(names, text, asked)
    if want is not Want.WHO:
        return []
    if _OBJECT.match(question):
        return _best(names, text, _words(question), after=True)
    verb = _SUBJECT.match(question)
    return _doer(names, text, verb["verb"].lower(), question) if verb is not None else []


def _doer(names: list[Span], text: str, verb: str, question: str) -> list[Span]:
    """Who did it, by *verb* or by another that tells of it, or holds the office: who runs it is its director."""
    thing = run_by_whom(question)
    for one in (verb, *also_said_for(question)):
        if found := _done_by(names, text, one, OFFICES if thing else ()):
            return found
    return _nearest(names, _offices(text, thing)) if thing else []


@lru_cache(maxsize=64)
def _office_of(thing: str) -> re.Pattern[str]:
    """Whoever is in charge of *thing*: museum director, the museum's new director, director of the museum."""
    one = re.escape(thing)
    return re.compile(
        rf"\b{one}(?:\s(?:\w+ing\s|executive\s|new\s)?|[’']s?\s(?:[\w\-]+\s){{0,2}}?){_OFFICE}\b"
        rf"|\b{_OFFICE}\s(?:of|at|for)\s(?:(?!{_OF})[\w’'&.\-]+\s){{0,5}}?{one}\b",
        re.IGNORECASE,
    )


def _offices(text: str, thing: str) -> list[Span]:
    """Where *text* has whoever is in charge of *thing*; of its manager too, where nothing else is before it."""
    found = [match.span() for match in _office_of(thing).finditer(text)]
    for match in _ITS_OFFICE.finditer(text):
        before = text[: match.start()]
        if _ONLY_A_NAME.fullmatch(before) or re.search(rf"\b{re.escape(thing)}\b", before, re.IGNORECASE):
            found.append(match.span())
    return found


def _head(want: Want, question: str) -> str | None:
    """What is asked for by its kind: the office of `who is the head of`, the thing of `which river`."""
    if want is Want.WHO:
        role = _ROLE.match(question)
        last = role["role"].split()[-1].lower() if role is not None else ""
        return last if role is not None and not _PARTICIPLE.search(role["role"].split()[0]) else None
    head = _HEAD.search(question)
    return head["head"].lower() if head is not None and not is_stop_word(head["head"].lower()) else None


def _names(text: str, question: str, head: str) -> Iterator[Span]:
    """Names of which *question* has no word but *head*, the kind of thing that it asks for."""
    said = {word.lower() for word in WORD.findall(question)} - {head}
    for match in _NAME.finditer(text):
        start, end = match.span()
        words = match.group().split(" ")
        while words and words[0].lower().rstrip(".") in _NO_NAME:
            start += len(words.pop(0)) + 1
        own = [word for word in words if word.lower().removesuffix("’s").removesuffix("'s") in said]
        if words and not own and words[-1].lower() not in _NO_NAME:
            yield start, end


def _places(text: str, question: str) -> list[Span]:
    """What stands behind at, in or near and is no time; behind to where somebody goes there."""
    said = {word.lower() for word in WORD.findall(question)}
    goes = _WHERETO.search(question.lower()) is not None
    found = []
    at = 0
    while (match := _PLACE.search(text, at)) is not None:
        at = match.start("place")
        if match.group().startswith(("to ", "into ")) and not goes:
            continue
        if match.group().startswith("on ") and not match["place"].startswith("the "):
            continue
        start, end = match.span("place")
        end = start + len(text[start:end].rstrip(" .’'"))
        content = [word.lower() for word in WORD.findall(text[start:end]) if not is_stop_word(word.lower())]
        if content and not set(content) <= said and not _NO_PLACE.match(text, start):
            found.append((start, end))
            at = end
    return found


def _words(question: str) -> list[str]:
    """The words of *question* in small letters that say something, the last first: its verb is likeliest there."""
    words = [word for word in WORD.findall(question) if word.islower() and not is_stop_word(word, alone=True)]
    return words[::-1]


@lru_cache(maxsize=512)
def _form(word: str) -> re.Pattern[str]:
    """*word* in any of its forms."""
    plain = (word, *forms_of(word))
    doers = [form + ending for form in plain for ending in ("r", "er", "or")]  # driver of drove
    forms = "|".join(map(re.escape, (*plain, *doers)))
    return re.compile(rf"\b(?:{forms}|{re.escape(stem_english(word))}[a-z]{{0,4}})\b", re.IGNORECASE)


def _best(spans: list[Span], text: str, words: list[str], *, after: bool) -> list[Span]:
    """The one of *spans* that is nearest to the words asked about, one behind them before one ahead of them."""
    places = [match.end() for word in words for match in _form(word).finditer(text)]
    graded = [
        (
            min((start - at if start >= at else 2 * (at - start) for at in places), default=len(text)),
            start,
            end,
        )
        for start, end in spans
    ]
    return [min(graded)[1:]] if graded and (places or not after) else []


def _beside(names: list[Span], text: str, head: str) -> list[Span]:
    """The name that has *head* in it, Tamsin River, or stands beside it: a judge, Marcus Webb."""
    if inside := _of_kind(names, text, head):
        return inside
    return _nearest(names, [match.span() for match in _form(head).finditer(text)])


def _nearest(names: list[Span], places: list[Span]) -> list[Span]:
    """The one of *names* that stands nearest to one of *places*, and near enough."""
    graded = [
        (start - b if start >= b else a - end, start, end)
        for start, end in names
        for a, b in places
        if -1 < (start - b if start >= b else a - end) < _NEAR
    ]
    return [min(graded)[1:]] if graded else []


def _of_kind(names: list[Span], text: str, head: str) -> list[Span]:
    """The name that has the word *head* in it: Tamsin River; City Tramways is no tram."""
    kind = re.compile(rf"\b{re.escape(head)}s?\b", re.IGNORECASE)
    inside = (span for span in names if " " in text[slice(*span)] and kind.search(text, *span))
    return list(inside)[:1]


def _done_by(names: list[Span], text: str, verb: str, but: Collection[str]) -> list[Span]:
    """Who did it: the name before the verb, or behind it after by, or behind what they are called for it.

    but: what looks like the verb and is none: manager.
    """
    graded = []
    if verb in _GIVES:
        graded += [(_NEAR, start, end) for start, end in names if _FROM.search(text, 0, start)]
    for match in _form(verb).finditer(text):
        if match.group().lower() in but:
            continue
        for start, end in names:
            if start <= match.start() and match.end() < end:
                start = match.end() + 1  # Owner Helen Osgood
            doer = match.group().endswith(("er", "or")) and text[match.end() : start] in (" ", ", ")
            by = doer or (start >= match.end() and _BY.search(text, match.end(), start) is not None)
            if by or end <= match.start():
                away = start - match.end() if by else match.start() - end
                graded.append((away, start, end))
    return [min(graded)[1:]] if graded and min(graded)[0] < 2 * _NEAR else []

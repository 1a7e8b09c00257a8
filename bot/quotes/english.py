"""Whose words the quotations of an English article are: `"…," X said`, `said X`, `X said: "…"`, `according to X`.

>>> Speakers("Mina Park, head of Hanbit Transit, spoke.").resolve("Park").name
'Mina Park'
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from bot.articles.article import Article
from bot.korean.sentences import Span, sentences
from bot.patterns import lazy_compile
from bot.quotes.marked import read_of
from bot.quotes.quote import Quote

_VERBS = (
    "said|says|told|tells|added|adds|noted|notes|wrote|writes|stressed|stresses|explained|explains|warned|warns|argued"
    "|argues|stated|states|asked|claimed|claims|replied|emphasized|emphasizes|emphasised|remarked|recalled|insisted"
    "|insists|posted|announced|commented|continued|acknowledged|admitted|declared|vowed|urged|concluded|predicted"
    "|responded|reiterated|testified|reported|called|described|quipped|pledged|told reporters"
)
_VERB = rf"(?:(?:also|later|then|further|once|again|reportedly|simply|has|had)\s)?(?:{_VERBS})\b"
_CAPITAL = r"(?:(?:[A-Z]\.){1,3}|(?:Mr|Mrs|Ms|Dr|Prof|Rep|Sen|Gov|Gen|Lt|Col|Adm)\.|[A-Z][\w’'&\-]{0,30})"
_NAME = rf"{_CAPITAL}(?:\s(?:(?:of|for|and|de|van|von|al|bin|the|&)\s)?{_CAPITAL}){{0,8}}"
_COMMON = (
    r"(?:[Tt]he|[Aa]n?|[Oo]ne|[Aa]nother)\s(?:[\w’'\-]{1,20}\s){0,4}?(?:officials?|sources?|spokes(?:person|man|woman)"
    r"|ministry|agency|company|police|prosecution|office|government|authorit(?:y|ies)|court|report|party|group"
    r"|military|source|analyst|expert|insider|representative|researchers?|bank|union|committee|team|firm|army)"
)
_PRONOUN = (
    r"(?:[Hh]e|[Ss]he|[Tt]he\s(?:\w{1,20}\s){0,2}?(?:coach|minister|president|leader|head|chief|chairman|lawmaker|mayor"
    r"|professor|director|actor|actress|singer|author|executive|commander))"
)
_BARE = r"(?:[Oo]fficials|[Pp]olice|[Pp]rosecutors|[Rr]esearchers|[Aa]nalysts|[Ee]xperts)"
_WHO = rf"(?P<who>{_COMMON}|{_PRONOUN}|{_BARE}|(?:[Tt]he\s)?{_NAME})"
_ASIDE = r"(?:,\s[^\"“”.]{2,110},)?"
_AFTER = lazy_compile(rf"[,.?!]?\s?{_WHO}{_ASIDE}\s{_VERB}")
_AFTER_TURNED = lazy_compile(rf"[,.?!]?\s?(?:{_VERBS})\s{_WHO}")
_ACCORDING = lazy_compile(rf"[,.]?\s?according to {_WHO}")
_BEFORE = lazy_compile(rf"(?:^|[\s,(]){_WHO}{_ASIDE}\s{_VERB}(?P<rest>[^\"“”]{{0,70}})$")
_ACCORDING_BEFORE = lazy_compile(rf"[Aa]ccording to {_WHO}[^\"“”]{{0,60}}$")
_REACH_OF_PRONOUN = 400
_NO_PERSON = frozenset(
    "Korean Korea Peninsula Sea Party Ministry University Group Agency Council Committee Court Assembly Street House "
    "Bank Electronics Center Institute Association Union Department Office News Times World Cup League City".split()
)
_BETWEEN = 160  # characters of `X, head of Y, said` between two quotations of one speaker
_REACH = 200  # characters that are looked through beside a quotation
_TITLE = frozenset(
    "President Minister Chairman Chairwoman Chair Chairperson CEO COO CFO Director Professor Prof. Dr. Mr. Ms. "
    "Mrs. Rep. "
    "Sen. Gov. Gen. Lt. Col. Adm. Governor Mayor Senator Secretary Spokesperson Spokesman Spokeswoman Judge "
    "Justice Coach "
    "Captain Officer Leader Ambassador Commissioner Envoy Speaker King Queen Pope Prince Sir Premier Chancellor "
    "General "
    "Admiral Commander Analyst Economist Researcher Manager Head Chief Adviser Advisor Rival Candidate".split()
)
_FULL_NAME = lazy_compile(r"[A-Z][a-z]+(?:-[a-z]+)?(?:\s[A-Z]\.)?(?:\s[A-Z][a-z’']+(?:-[a-zA-Z]+)?){1,6}")
_NO_NAME = frozenset(
    "The A An In On At But And However Meanwhile While When After Before According Its It This That These Those "
    "There "
    "His Her Their For From With As If So Yet Still Also Monday Tuesday Wednesday Thursday Friday Saturday Sunday "
    "January February March April May June July August September October November December Yonhap Photo Reporter "
    "He She "
    "They We I You Q".split()
)


@dataclass(frozen=True, slots=True)
class Named:
    """A speaker as the article has him: *name* in full, *role* the title before it."""

    name: str
    role: str = ""
    person: bool = True


class Speakers:
    """The full names of one article and where they stand, so that `Kim` is found to be `Kim Jong-un`."""

    def __init__(self, text: str) -> None:
        self.full: dict[str, list[tuple[int, str]]] = {}
        for match in _FULL_NAME.finditer(text):
            name, _ = _parted(match.group().split())
            words = name.split()
            if len(words) < 2 or _NO_PERSON & set(words):
                continue
            for word in {words[0], words[-1]}:
                self.full.setdefault(word, []).append((match.start(), name))

    def resolve(self, who: str, at: int = 1 << 30) -> Named | None:
        """Who *who*, said at offset *at*, is; None where the words name nobody."""
        words = who.strip(" ,.").split()
        if words and words[0].lower() in ("the", "a", "an", "one", "another"):
            kept = words[1:] if words[0].lower() == "the" and words[-1][0].isupper() else words
            return Named(" ".join(kept), person=False) if len(words) > 1 else None
        name, role = _parted(words)
        if not name:
            return None
        if name[0].islower():
            return Named(name, role, person=False)
        return Named(self._whole(name, at), role)

    def _whole(self, name: str, at: int) -> str:
        """The full name that stands nearest before *at* for *name*, a first or last one."""
        known = self.full.get(name, [])
        before = [full for place, full in known if place < at]
        return before[-1] if before else known[0][1] if known else name

    def nearest(self, at: int) -> Named | None:
        """Whom the sentences before *at* are about: the last full name in them."""
        named = [
            (place, full) for places in self.full.values() for place, full in places if at - 400 < place < at
        ]
        return Named(max(named)[1]) if named else None


def _parted(words: list[str]) -> tuple[str, str]:
    """The name among capitalised *words*, and the title before it."""
    while words and words[0] in _NO_NAME:
        words = words[1:]
    titles = [k for k, word in enumerate(words[:-1]) if word in _TITLE]
    cut = titles[-1] + 1 if titles else 0
    if not titles and len(words) > 2 and re.fullmatch(r"[A-Z][a-z]+-[a-z]+", words[-1]):
        cut = len(words) - 2  # Museum head You Hong-june
    name = " ".join(words[cut:]).removesuffix("’s").removesuffix("'s")
    return name, " ".join(words[:cut])


def quotations_in(article: Article) -> tuple[Quote, ...]:
    """The direct quotations of an English *article* in their order, each with its speaker where that is plain."""
    body, marked = read_of(article)
    if not marked:
        return ()
    speakers = Speakers(body)
    found: list[Quote] = []
    last: Named | None = None
    last_end = -1
    for (start, end), (left, right) in _by_sentence(body, marked):
        if len(body[left:right].split()) < 3:
            continue
        who = _beside(body, (start, end), (left, right), speakers, last)
        if who is None and last is not None and _goes_on(body, last_end, left, right):
            who = last
        if who is not None:
            last, last_end = who, right
        found.append(
            Quote(article, left, right, speaker=who.name if who else None, role=who.role if who else "")
        )
    return tuple(found)


def _goes_on(body: str, last_end: int, left: int, right: int) -> bool:
    """Whether whole sentences at left:right follow those of the one who spoke up to *last_end*: `…," X said. "…`."""
    between = body[last_end:left].strip(' \n"“”.,')
    whole = body[left].isupper() and body[right - 1] in ".?!,"
    return (
        whole
        and len(between) < _BETWEEN
        and "\n\n" not in body[last_end:left].strip()
        and ". " not in between
    )


def _by_sentence(body: str, marked: tuple[Span, ...]) -> Iterator[tuple[Span, Span]]:
    """Each quotation with the sentence that it stands in, from the one before it to the end of what follows it."""
    spans = sentences(body)
    starts, ends = [start for start, _ in spans], [end for _, end in spans]
    for left, right in marked:
        before, after = bisect_left(starts, left), bisect_right(ends, right + 1)
        start = starts[before - 1] if before else 0
        yield (start, ends[after] if after < len(ends) else len(body)), (left, right)


def _beside(
    body: str, sentence: Span, quotation: Span, speakers: Speakers, last: Named | None
) -> Named | None:
    """Who the words after or before a quotation say has spoken it."""
    (start, end), (left, right) = sentence, quotation
    after = body[right + 1 : min(end, right + 1 + _REACH)]
    before = body[max(start, left - 1 - _REACH) : left - 1]
    for pattern in (_AFTER, _AFTER_TURNED, _ACCORDING):
        if (match := pattern.match(after)) and (who := _resolved(match["who"], speakers, last, left)):
            return who
    for pattern in (_BEFORE, _ACCORDING_BEFORE):
        if (match := pattern.search(before)) and (who := _resolved(match["who"], speakers, last, left)):
            return who
    return None


def _resolved(who: str, speakers: Speakers, last: Named | None, at: int) -> Named | None:
    if re.fullmatch(_PRONOUN, who):
        return last if last is not None and last.person else speakers.nearest(at)
    return speakers.resolve(who, at)


_HANGUL = lazy_compile("[가-힣]")
_LATIN = lazy_compile("[A-Za-z]")


def is_english(text: str) -> bool:
    """Whether *text* is English rather than Korean, by its letters."""
    sample = text[:3000]
    return len(_LATIN.findall(sample)) > 4 * len(_HANGUL.findall(sample)) + 40

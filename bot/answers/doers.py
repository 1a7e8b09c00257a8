"""Who did it, where nobody in a sentence is known by an office: a name at its head, a foreign one, the verb's subject.

>>> from bot.answers.frame import read_frame
>>> text = "표인혁 물꼬당 사업부문장은 공장을 새로 짓는다고 말했다."
>>> text[slice(*doer(read_frame("공장 얘기한 임원은 누구야?"), text))]
'표인혁'
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.answers.clauses import ADNOMINAL, cover
from bot.answers.enumerations import BULLETS
from bot.answers.frame import Frame, Part
from bot.answers.people import people_in
from bot.answers.phrases import best_of
from bot.korean.hangul import FIRST, LAST
from bot.korean.particles import stem
from bot.korean.sentences import Span
from bot.patterns import lazy_compile
from bot.quotes.names import can_be_named, is_body, is_full_name, is_known_place, is_role, looks_foreign
from bot.quotes.roles import ROLE, THING

_HEAD = lazy_compile(  # 표인혁 물꼬당 사업부문장은
    rf"(?:^|(?<=[,{BULLETS}\"]\s)|(?<=[{BULLETS}\"]))"
    r"(?P<name>[가-힣]{3})(?:\s[가-힣A-Za-z0-9·]{1,12}){1,5}?(?:은|는|이|가)\s"
)
_WORD = lazy_compile(r"[가-힣]{1,10}")
_NEXT = lazy_compile(r"[은는이가을를의도와과]$|^(?:전|현|당시|미|이|그|고|첫|두|한)$")
_NAME_WORDS = 3
_SYLLABLES = 2  # of a name that may as well be a noun: 마을
_SUBJECT = lazy_compile(r"(?<=[가-힣A-Za-z0-9)'])(?:\([^()]{1,24}\)'?)?(?P<mark>이|가|은|는)(?=\s)")
_SUBJECT_WORD = lazy_compile(r"[^\s,\"]+")
_CUT = lazy_compile(
    r"(?:[은는을를의며고한된할던도,]|에서|에게|으로|따르면|중|가운데|보면|위해|통해|[다라자]는|[가-힣](?:면|면서|아서|어서|해서|지만)|[가-힣][이가로에])$"
)
_NOBODY = lazy_compile(
    r"\d|^.$|[하되기]$|(?:것|경우|비율|비중|수준|규모|이들|전체|결과|가운데|이날|올해|이번|지난해|최근|이후|측면|예정|계획|때문|사이|하나)$"
)
_IS_NOUN = lazy_compile(  # that ends as a verb does: 전문가, and not 들어가; 나루 팀
    r"[가-힣]{2}(?<![아어여려라러와워너녀해고])가$|^팀$"
)
_HAS_DONE = lazy_compile(r"[놓받맡찾얻앉묶뽑쌓쏟겪싣않싶닮잃깎섞]은$")
_IS_NOT = lazy_compile(r"(?:\([^()]{1,24}\))?[이가]\s아[니닌]")
_REPORTS = lazy_compile(r"\s?(?:기자|특파원|앵커)(?=\s?[=\]/]|\s*$)")
_LONGEST = 30  # characters of a subject
_TO_VERB = 40  # characters from the one who does it to the verb


def doer(frame: Frame, text: str) -> Span | None:
    """Who is named in *text*, or else what does the verb that is asked about; None where that is not told."""
    named = named_people(frame, text)
    return best_of(frame, text, named)[0] if named else subject(frame, text)


def with_people(frame: Frame, text: str, spans: Sequence[Span]) -> list[Span]:
    """*spans*, of people and what they do, with the names that *text* has besides; of the others where it has none.

    A name of which nothing tells that it is one has to do the verb that is asked about.
    """
    people = [
        one
        for one in people_in(text)
        if not (_asked(frame, text, one.span) or _is_left_out(frame, text, one.span[1]))
    ]
    acts = [unit for unit in frame.units if unit.part is Part.ACT and (len(unit.root) > 1 or unit.others)]
    named = [
        one.span for one in people if one.known or cover(acts, text[one.span[1] : one.span[1] + _TO_VERB])
    ]
    told = [span for span in spans if not _is_left_out(frame, text, span[1])]
    left = [span for span in told if not any(span[0] < end and start < span[1] for start, end in named)]
    somebody = [span for span in left if is_somebody(text[slice(*span)])]
    if named or somebody:
        return sorted({*named, *somebody})
    return named_people(frame, text) or [one.span for one in people][:1] or told


def _is_left_out(frame: Frame, text: str, end: int) -> bool:
    """Whether it is said of who ends at *end* that it was not them, or that they wrote the article."""
    return _IS_NOT.match(text, end) is not None or (
        "기자" not in frame.text and _REPORTS.match(text, end) is not None
    )


def named_people(frame: Frame, text: str) -> list[Span]:
    """Names of people, known as such by where they stand or how they sound; none that the question has."""
    return [span for span in (*_at_head(text), *_foreign(text)) if not _asked(frame, text, span)]


def is_somebody(said: str) -> bool:
    """Whether *said* is a name or a body, and no noun that stands before an office: 메가 of 메가 인플루언서."""
    if not (words := said.split()):
        return False
    last = words[-1]
    named = len(last) > _SYLLABLES and can_be_named(last)
    return named or is_body(last) or last.endswith("씨") or any(map(looks_foreign, words))


def _asked(frame: Frame, text: str, span: Span) -> bool:
    return cover(frame.units, text[slice(*span)], 1.0) > 0


def _at_head(text: str) -> list[Span]:
    """Full names with which the sentence, or what is quoted in it, begins, before what they are."""
    return [match.span("name") for match in _HEAD.finditer(text) if is_full_name(match["name"])]


def _foreign(text: str) -> list[Span]:
    """Two or three transcribed words in a row, of which the last alone has a particle: 나르벤 올리제가."""
    found: list[Span] = []
    row: list[tuple[int, str]] = []
    for match in _WORD.finditer(text):
        start, word = match.span()[0], match.group()
        bare = stem(word)
        goes_on = bool(row) and text[row[-1][0] + len(row[-1][1]) : start] == " "
        row = row if goes_on else []
        row = row[1 - _NAME_WORDS :]
        if looks_foreign(bare) and not (ROLE.search(bare) or is_body(bare) or is_known_place(bare)):
            row = [*row, (start, bare)]
            if len(row) > 1:
                found = [span for span in found if span[0] != row[0][0]]
                found.append((row[0][0], start + len(bare)))
            if bare != word:
                row = []
        else:
            row = []
    return found


def subject(frame: Frame, text: str) -> Span | None:
    """What is told to do the verb that is asked about; None where the question names it, or the verb is not there."""
    acts = [unit for unit in frame.units if unit.part is Part.ACT and (len(unit.root) > 1 or unit.others)]
    found = []
    subjects = _subjects(text)
    for k, (start, end, behind) in enumerate(subjects):
        if _asked(frame, text, (start, end)) or _is_verb(text[start:end], text[behind - 1]):
            continue
        until = subjects[k + 1][0] if k + 1 < len(subjects) else len(text)
        near = text[behind : min(until, behind + _TO_VERB)]
        if acts and cover(acts, near, 1.0):
            found.append((cover(frame.units, near), -k, (start, end)))
    return max(found)[2] if found else None


def _subjects(text: str) -> Sequence[tuple[int, int, int]]:
    """The nouns before 이, 가, 은 and 는, with where their particle ends; no numbers, no things.

    Verbs that end likewise are among them: what stands before one does no more than that.
    """
    found = []
    for match in _SUBJECT.finditer(text):
        end = match.start()
        begin = text.find(" ", end - _LONGEST - 1, end) if end > _LONGEST else 0
        words = [one.span() for one in _SUBJECT_WORD.finditer(text, begin, end)] if begin >= 0 else []
        if not words:
            continue
        start = words[-1][0]
        for first, last in words[-2::-1][:3]:
            if _CUT.search(text[first:last]) or text[last : last + 1] != " " or last + 1 != start:
                break
            start = first
        said = text[start:end]
        nobody = _NOBODY.search(said) or THING.search(said.split()[-1])
        if not nobody or _is_verb(said, match["mark"]):
            found.append((start, end, match.end()))
    return found


def _is_verb(said: str, mark: str) -> bool:
    """Whether *said* before *mark* is no noun: 지키 of 나무를 지키는 사람, 찾 of 손님이 찾는, 작 of 작가."""
    if FIRST <= ord(said[-1]) <= LAST and bool((ord(said[-1]) - FIRST) % 28) is (mark in "가는"):
        return True
    last = said.split()[-1]
    is_noun = is_somebody(said) or is_role(last) or _IS_NOUN.search(last)
    return _HAS_DONE.search(last + mark) is not None or (
        ADNOMINAL.search(last + mark) is not None and not is_noun
    )

"""Yes or no, where the words of a sentence plainly say which; else neither, and the sentence stands alone.

>>> from bot.answers.frame import read_frame
>>> text = "시장은 청문회 출석을 거부했다"
>>> yes_or_no(read_frame("시장 청문회 출석했어?"), text, (0, len(text)))
False
"""

from __future__ import annotations

import re
from functools import lru_cache

from bot.answers.frame import Frame, Part, Unit, Want
from bot.answers.refusals import FINITE, NOUN_OR_VERB
from bot.answers.roots import past_form
from bot.korean.sentences import Span
from bot.patterns import lazy_compile

_UNSURE = lazy_compile(
    r"의혹|검토|가능성|논란|주장|전망|예상|관측|여부|[으]?면\s|수도 있|혐의|것으로 보|해명|부인|반박"
    r"|(?:분석|지적|비판|목소리|우려|해석|이야기|얘기|말|소문|반응|요구)[이도]?\s나[온왔오]"
)
_DENIES = lazy_compile(
    r"지(?:는|도|를|은)?\s?(?:않|못|말|아니)|(?<![가-힣])(?:안|못)\s|아(?:니[다라었며고지]|닌|닙|녜)|없(?![애앴앨앤])"
)
# What is only to come, and takes back what was said before it.
_TO_COME = lazy_compile(r"예정|계획|방침|추진|겠[다습고지]|기로\s|키로\s|중이[다며라]|앞[두둔뒀]")
_DONE = "했|됐|하였|되었|당했|받았|시켰"
_DOES = "한|된|합니|됩니|받는|받습니|시킨"
_END = r"(?:(?:다|습니다|니다)(?=고\s|며|면서|[^가-힣]|$)|(?:고|으며)(?=[\s,]|$))"
_TOO = r"(?:을|를|이|가|은|는|도)?"
_NEVER = r"않(?:았|겠|는다|기로|습니다|고\s있)|못(?:했|한다|합니다|하고\s있)|말기로"
_NO_PREFIX = "(?<![불미비무])"
_SHORTEST = 2  # syllables of a verb that is known again
_CONTRACTED = {9: 8, 14: 13, 6: 20, 10: 11}  # ㅘ of ㅗ, ㅝ of ㅜ, ㅕ of ㅣ, ㅙ of ㅚ: vowels by their places
_NIEUN = 4  # the final ㄴ of the present


def yes_or_no(frame: Frame, text: str, span: Span) -> bool | None:
    """Whether the words at *span* plainly say yes or no to what was asked; None where they do not plainly.

    Yes only where the very verb that was asked is what a clause says, and nothing takes it back; no only where that
    very verb is denied or refused.
    """
    if frame.want is not Want.WHETHER or _UNSURE.search(text) or _DENIES.search(frame.text):
        return None
    acts = [unit for unit in frame.units if unit.part is Part.ACT and len(unit.root) >= _SHORTEST]
    if not acts:
        return None
    says, denies = _forms(acts[-1])
    found = [
        (match.end(), said)
        for said, form in ((True, says), (False, denies))
        for match in form.finditer(text, *span)
    ]
    if not found:
        return None
    end, said = max(found)
    if len({one for _, one in found}) > 1 or _DENIES.search(text, end) or NOUN_OR_VERB.search(text, end):
        return None
    return None if said and _TO_COME.search(text, end) else said


@lru_cache(maxsize=64)
def _forms(unit: Unit) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The forms in which a sentence says what *unit* asks, in its tense; and those in which it denies that."""
    root, past = re.escape(unit.root), re.escape(past_form(unit.word))
    told = [rf"{root}{_TOO}\s?(?:{_DONE})"]
    if past:
        told.append(past)
    else:
        told += [rf"{root}\s?(?:{_DOES}|이?(?=다)|입)", re.escape(_present(unit.root))]
    says = rf"(?<!안\s)(?<!못\s){_NO_PREFIX}(?:{'|'.join(told)}){_END}"
    base = re.escape(_base(unit.root))
    denies = (
        rf"(?:{root}|{base})(?:하|되|받|시키|당하)?지(?:는|도|를)?\s?(?:{_NEVER})|{root}{_TOO}\s?[하되]지(?:는|도)?\s?(?:{_NEVER})"
        rf"|{root}{FINITE}|(?<![가-힣])(?:안|못)\s{root}\s?(?:{_DONE}|{_DOES})|불{root}\s?(?:{_DONE})"
        rf"|{root}(?:한|된)\s(?:것[이은]|적[이은도]?|바[가는]?|게|사실[이은]?)?\s?(?:아[니닙]|없[었다습])"
    )
    return re.compile(says), re.compile(denies)


def _base(root: str) -> str:
    """A verb before -지: 나오 of 나와, 옮기 of 옮겨, 끝내 of 끝내.

    >>> _base("나와"), _base("옮겨"), _base("막")
    ('나오', '옮기', '막')
    """
    code = ord(root[-1]) - 0xAC00
    vowel = code % 588 // 28
    if not 0 <= code < 11172 or code % 28 or vowel not in _CONTRACTED:
        return root
    return root[:-1] + chr(ord(root[-1]) + 28 * (_CONTRACTED[vowel] - vowel))


def _present(root: str) -> str:
    """A verb as it is said of now: 열린 of 열리, 막는 of 막."""
    code = ord(root[-1]) - 0xAC00
    return root[:-1] + chr(ord(root[-1]) + _NIEUN) if 0 <= code < 11172 and code % 28 == 0 else f"{root}는"

"""What a message claims that somebody said: its words between quotation marks.

>>> claims('단톡방에 "강은 건너는 사람의 것이다"라고 하던데 맞아?')
('강은 건너는 사람의 것이다',)
"""

from __future__ import annotations

import re

from bot.korean.marks import quoted
from bot.patterns import lazy_compile

LEAST = 8  # letters; what is shorter is a name or a word, put in marks to stress it
MOST = 3
_PHRASE = 4  # words; more are hardly a phrase to search for
_SINGLE = lazy_compile(r"[‘「『《]([^‘’「」『』《》\n]{8,300})[’」』》]|(?<!\w)'([^'\n]{8,300})'(?![A-Za-z])")
_SAYING = lazy_compile(
    r"[\"”’'」』]\s?(?:이?라|하[고며던는]|란\s|는\s|다[고며는])|했[다대어나던]|말했|말이|발언|사실|맞[아나는]|진짜|출처"
    r"|\b(?:said|says|say|told|quote[ds]?|true|really|claim(?:s|ed)?)\b|[?？]\s*$",
    re.IGNORECASE,
)
_RETOLD = lazy_compile(  # …라고 했대, …다고 말했다던데 진짜야?
    r"(?:이?라고|(?<=[다냐자])고)\s?(?:말|얘기|이야기|주장|발표|발언|설명|해명|밝)?(?:했|하|혔)"
    r"(?:대|다던데|다더라|던데|더라|다며|다면서|다는데|다네|단다|다고\s?(?:하던데|들었\S{0,3}|함|해))(?:고|요)?"
    r"[\s,.!?]{0,3}(?:(?:이거|그거)\s?)?(?:(?:진짜|정말|사실|맞)\S{0,5})?[\s?!.ㅋㅎ]{0,5}$"
)
_ASKING = lazy_compile(r"(?<!\S)(?:뭐|뭘|무엇|무슨|왜|어떻게|어디|언제|누가|누구|몇|얼마)")
_LONGEST, _SUBJECT = 300, 3  # characters of what is retold; words, among which who said it stands first
_LETTER = lazy_compile(r"\w")


def reports_saying(text: str) -> bool:
    """Whether *text* has words in quotation marks and tells, or asks, that somebody said them; no query for a phrase.

    A sentence in quotation marks and nothing beside it is somebody's as well.

    >>> reports_saying('시장이 "강은 모두의 것이다"라고 했대'), reports_saying('"강은 모두의 것이다" 나룻배')
    (True, False)
    >>> reports_saying('"누구의 것도 아닌 모두의 강"'), reports_saying('"한빛강 나룻배 야간 운항"')
    (True, False)
    """
    said = claims(text)
    alone = len(said) == 1 and len(said[0].split()) > _PHRASE and text.strip()[1:-1].strip() == said[0]
    return bool(said) and (alone or _SAYING.search(text) is not None)


def retold(text: str) -> tuple[str, ...]:
    """What *text* tells, or asks, that somebody said, without quotation marks; also without who said it.

    >>> retold("윤 시장이 강은 구경하는 사람의 것이라고 했다던데 진짜야?")
    ('윤 시장이 강은 구경하는 사람의 것', '강은 구경하는 사람의 것')
    >>> retold("윤 시장이 뭐라고 했대?"), retold("나룻배 요금을 물어보고 왔다")
    ((), ())
    """
    end = _RETOLD.search(text)
    if end is None or _ASKING.search(text, 0, end.start()):
        return ()
    whole = text[max(0, end.start() - _LONGEST) : end.start()].rpartition("\n")[2].strip()
    words = whole.split()
    subject = next(
        (n for n, word in enumerate(words[:_SUBJECT], 1) if word.endswith(("이", "가", "은", "는", "께서"))),
        0,
    )
    found = (whole, " ".join(words[subject:]))
    return tuple(dict.fromkeys(said for said in found if len(_LETTER.findall(said)) >= LEAST and " " in said))


def claims(text: str) -> tuple[str, ...]:
    """The words in quotation marks, single ones where there are no double ones, at most MOST, each once."""
    found = [text[start:end] for start, end in quoted(text)]
    found = found or [match[1] or match[2] for match in _SINGLE.finditer(text)]
    kept = [words.strip() for words in found if len(_LETTER.findall(words)) >= LEAST and " " in words.strip()]
    return tuple(dict.fromkeys(kept))[:MOST]

"""What a message claims that somebody said: its words between quotation marks.

>>> claims('단톡방에 "강은 건너는 사람의 것이다"라고 하던데 맞아?')
('강은 건너는 사람의 것이다',)
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.korean.asking import ASKING
from bot.korean.marks import Span, quoted
from bot.patterns import lazy_compile
from bot.quotes.names import is_full_name, is_role

LEAST = 8  # letters; what is shorter is a name or a word, put in marks to stress it
MOST = 3
SURELY = 75.0  # of 100: words between quotation marks that are so like a quotation are meant to be it
_PHRASE = 4  # words; more are hardly a phrase to search for
_SINGLE = lazy_compile(r"[‘「『《]([^‘’「」『』《》\n]{8,300})[’」』》]|(?<!\w)'([^'\n]{8,300})'(?![A-Za-z])")
_SAYING = lazy_compile(
    r"[\"”’'」』]\s?(?:이?라|하[고며던는]|란\s|는\s|다[고며는])|했[다대어나던]|말했|말이|발언|사실|맞[아나는]|진짜|출처"
    r"|\b(?:said|says|say|told|quote[ds]?|true|really|claim(?:s|ed)?)\b|[?？]\s*$",
    re.IGNORECASE,
)
_RETOLD = lazy_compile(  # …라고 했대, …다고 말했다던데 진짜야?, …이라던데
    r"(?:(?:이?라고|(?<=[다냐자])고)\s?(?:말|얘기|이야기|주장|발표|발언|설명|해명|밝)?(?:했|하|혔)"
    r"(?:대|다던데|다더라|던데|더라|다며|다면서|다는데|다네|단다|다고\s?(?:하던데|들었\S{0,3}|함|해))"
    r"|(?P<bare>(?<=[가-힣])이?라(?:던데|더라|며|면서|는데)|(?<=다)(?:던데|더라|며|면서|는데)|(?<=[가-힣])이래|(?<=아니)래"
    r"|(?<=[한된린킨긴운친든준낸진간는겠았었했됐졌갔왔있없않])(?<!시간)대))(?:고|요)?"
    r"[\s,.!?]{0,3}(?:(?:이거|그거)\s?)?(?:(?:진짜|정말|사실|맞)\S{0,5})?[\s?!.ㅋㅎ]{0,5}$"
)
_SEVERAL = r"몇\s?(?:가지|안\s|[가-힣]{1,2}\s?(?:동안|간|째|만에|안에|뒤|후))"
_ASKING = lazy_compile(
    rf"(?<!\S)(?!어[떤느]|{_SEVERAL})(?:{ASKING}|왜(?![가-힣]))|\b(?:why|when|where|what|how|which)\b",
    re.IGNORECASE,
)
_WHOSE = lazy_compile(
    r"(?:누가|누구의?|언제|어디서)\s?(?:(?:이런|이렇게|저런|그런)\s?)?(?:한|했|하신|말|발언|그랬|얘기|이야기)"
)
_WHETHER = lazy_compile(  # of what is beside the words in quotation marks
    r"(?:라|[\"”’'」』]\s?)고\s?(?:말|밝|주장|강조|언급|발언|얘기|이야기)?(?:했|하[던더는]|혔)|라던데|말했|발언|한\s?말|출처"
    r"|사실[이인임?？]|진짜|정말|맞[아나는지]|\b(?:said|say|says|told|really|true)\b|^\W*$",
    re.IGNORECASE,
)
_IS_SUBJECT = lazy_compile(r"(?<=..)(?:이|가|은|는|께서)$")
_NAME = 3  # syllables of a full name; two are many another word
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


def asks_whether_said(text: str) -> bool:
    """Whether *text* tells that somebody said its words in quotation marks, or asks no more than whether and who did.

    >>> asks_whether_said('시장이 "강은 누구의 것도 아니다"라고 했다던데 사실이야?')
    True
    >>> asks_whether_said('시장이 왜 "강은 모두의 것이다"라고 했어?')
    False
    """
    if not reports_saying(text):
        return False
    beside, at = "", 0
    for start, end in _marked(text):
        beside, at = beside + text[at:start], end
    beside += text[at:]
    return _WHETHER.search(beside) is not None and _ASKING.search(_WHOSE.sub("", beside)) is None


def retold(text: str) -> tuple[str, ...]:
    """What *text* tells, or asks, that somebody said, without quotation marks; also without who said it.

    >>> retold("윤 시장이 강은 구경하는 사람의 것이라고 했다던데 진짜야?")
    ('윤 시장이 강은 구경하는 사람의 것', '강은 구경하는 사람의 것')
    >>> retold("윤 시장이 뭐라고 했대?"), retold("나룻배 요금을 물어보고 왔다")
    ((), ())
    >>> retold("윤 시장이 강은 누구나 건너는 것이라던데")
    ('윤 시장이 강은 누구나 건너는 것', '강은 누구나 건너는 것')
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
    if end["bare"] and not subject:
        return ()  # 나룻배 요금 있대
    found = (whole, " ".join(words[subject:]))
    return tuple(dict.fromkeys(said for said in found if len(_LETTER.findall(said)) >= LEAST and " " in said))


def told_speaker(text: str) -> str:
    """Who *text* tells that said something, where it names an office; "" where it does not.

    >>> told_speaker("윤 시장이 강은 구경하는 사람의 것이라고 했대"), told_speaker("나룻배가 느리다고 했대")
    ('윤 시장', '')
    """
    marks = _marked(text)
    before = text[: marks[0][0]] if marks else next(iter(retold(text)), "")
    last = ""
    for word in before.split()[:_SUBJECT]:
        if (subject := _IS_SUBJECT.search(word)) is not None and is_role(office := word[: subject.start()]):
            named = len(last) == 1 or (len(last) == _NAME and is_full_name(last))
            return f"{last} {office}" if named else office
        last = word
    return ""


def claims(text: str) -> tuple[str, ...]:
    """The words in quotation marks, single ones where there are no double ones, at most MOST, each once."""
    found = [text[start:end].strip() for start, end in _marked(text)]
    kept = [words for words in found if len(_LETTER.findall(words)) >= LEAST and " " in words]
    return tuple(dict.fromkeys(kept))[:MOST]


def _marked(text: str) -> Sequence[Span]:
    """Where the words in quotation marks are."""
    return quoted(text) or [match.span(match.lastindex or 0) for match in _SINGLE.finditer(text)]

"""What a question that follows another one is about.

>>> with_context("그럼 요금은?", "도담나루 나룻배는 언제부터 다녀?")
'도담나루 나룻배는 요금은?'
"""

from __future__ import annotations

import re

from bot.korean.particles import is_filler, stem
from bot.patterns import lazy_compile
from bot.quotes.alignment import plain

_BACK = lazy_compile(
    r"\s{0,8}(?:[아음오네]\s)?(?:그럼|그러면|그렇다면|그래서|그런데|근데|그리고|then\b|and\b"
    r"|(?:그건|그게|그거|거기|그분|그때|이건|이게|이거|걔|[그이]\s(?:사람|분|사건|사고|회사|일|때))"
    r"(?:에서|서|에|은|는|이|가|을|를|도)?(?=[\s?!.,누언어얼몇왜뭐무]|$))\s{0,8},?\s{0,8}",
    re.IGNORECASE,
)
# before a question of its own: 근데 파업은 언제 시작됐어? In English not before a name: Well Street fire.
_JOINING = lazy_compile(
    r"\s{0,8}(?:[아음오네]\s)?(?:그럼|그러면|그렇다면|그래서|그런데|근데|그리고|저기요?|있잖아요?|(?:so|well|hey|and|then)(?=,|\s{1,8}(?-i:[^A-Z])))"
    r"(?:,\s{0,8}|\s{1,8})(?=\S{1,30}\s{1,8}\S)",
    re.IGNORECASE,
)
_ORDINALS = {word: n for n, word in enumerate("첫 두 세 네 다섯 여섯 일곱 여덟".split(), 1)}
_ORDINALS |= {"둘": 2, "셋": 3, "넷": 4, "아홉": 9, "열": 10}
_ORDINALS |= {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
_ORDINALS |= {"sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10}
_NTH = lazy_compile(
    r"(?:(?:please\s)?(?:show|open|read|give)(?:\sme)?\s)?(?:the\s|no\.?\s?|#|제?\s?)"
    r"(?:(?:article|story|number|item|result)\s(?:no\.?\s?|#)?)?(?:(?P<number>[1-9]|1[0-9]|20)(?:번째?|st|nd|rd|th|[.)])?"
    r"|(?P<ordinal>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
    r"|(?:첫|두|둘|세|셋|네|넷|다섯|여섯|일곱|여덟|아홉|열)(?=\s?(?:번|째|기사|거|것|뉴스)))(?:\s?번)?(?:\s?째)?)"
    r"(?:\s?(?:기사|거|것|뉴스|소식|article|one|story|quote)(?:를|을)?)?"
    r"(?:\s?(?:원문|전문|링크|자세히|please|(?:보여|열어|읽어|알려)\s?(?:줘|주세요|줄래)(?:요)?))*[\s.!]*",
    re.IGNORECASE,
)
_LAST_ONE = lazy_compile(
    r"(?:(?:맨\s?)?(?:마지막|끝)\s?(?:번째\s?)?(?:기사|거|것|뉴스)|(?:the\s)?last\s(?:one|article|story))(?:를|을)?"
    r"(?:\s?(?:원문|전문|링크|자세히|please|(?:보여|열어|읽어|알려)\s?(?:줘|주세요|줄래)(?:요)?))*[\s.!]*",
    re.IGNORECASE,
)
_MORE = lazy_compile(
    r"(?:(?:더|다음|계속)(?:\s?(?:페이지|쪽|장|목록|기사|뉴스|거|것))?(?:\s?(?:더\s?)?(?:보기|볼래|보자|있어|없어|(?:보여|알려)\s?(?:줘|주세요|줄래)))?요?"
    r"|(?:show\s)?(?:me\s)?more(?:\s(?:articles|results|please))?|next(?:\s(?:page|ones?|please))?)[\s.!?~]*",
    re.IGNORECASE,
)
_POINTING = lazy_compile(
    r"(?:(?:이거|이게|이건|그거|그게|이 말|이 글|이 기사|저거|정말|진짜)\S{0,2}\s?)?"
    r"(?:(?:사실|진짜|정말|참|맞는\s?말|팩트|루머|가짜\s?뉴스|가짜)"
    r"(?:이야|야|인가요?|인가|이에요|예요|임|이냐|냐|맞아|맞나요?|체크)?|맞아요?|맞나요?|맞냐|맞음|출처(?:가|는)?\s?(?:뭐야|어디야|어디|좀)?"
    r"|언제\s?(?:일|적|거|기사|말|얘기|이야기)(?:이야|야|인데|임|예요|인가요?)?|어디서\s?(?:나온|한)\s?(?:말|얘기|기사)(?:이야|야|임)?"
    r"|누가\s?(?:한\s?말|그랬어|그래)(?:이야|야|임)?)[\s?!.~ㅋㅎ]*"
    r"|(?:이거|이 말|이 글|이 기사|그거)?\s?(?:원문|원본|출처|링크)(?:은|는|이|가|을|를)?\s?(?:링크\s?)?"
    r"(?:어디(?:서|에|에서)?\s?(?:볼\s?수\s?있|보|봐|있)\S{0,4}|있(?:어|나|음)\S{0,2}|(?:좀\s?)?(?:보여|알려)\s?(?:줘|주세요)|좀)?[\s?!.]*"
    r"|어느\s(?:기사|신문|매체)(?:야|예요|인가요?|에\s?나왔어|에서\s?나온\s?(?:말|얘기)(?:이야|야)?)[\s?!.]*"
    r"|(?:where (?:can|do) i (?:read|see|find) (?:it|this|the (?:original|article|source))"
    r"|is (?:this|it|that) true|source|where is this from|when was this|who said (?:this|that|it))\s?\??",
    re.IGNORECASE,
)
_SHOW = lazy_compile(
    r"(?:(?:이|그|저|이거|그거|저거)\s)?(?:(?:기사|글|뉴스|링크|원문|전문|본문|내용)(?:을|를)?\s)?(?:좀\s)?"
    r"(?:보여|열어|읽어|찾아)\s?(?:줘|줘요|주세요|줄래|봐)[\s!.?~]*"
    r"|(?:이거|그거|저거|(?:이|그|저)\s기사)[\s!.?~]*"
    r"|(?:show|open|read)(?:\sme)?(?:\s(?:this|it|that|the))?(?:\s(?:article|story|link))?[\s!.?]*",
    re.IGNORECASE,
)
_WORD = lazy_compile(r"[\w%]+")
_MARKS = lazy_compile(r"[^\w%]+")
# The verb of a clause; nouns have neither these endings nor the syllables of the past.
_VERB = lazy_compile(
    r"^[했됐갔왔났]|[가-힣][았었였했됐갔왔났졌렸겼섰켰쳤뒀줬봤]|(?:하고|되고|면서|지만|는데|던데"
    r"|은데|려고|아서|어서|해서|돼서|하는|되는"
    r"|하던|으며|하며|되며|한다|된다|습니까|입니까|거야|건가|건지|는지|던가|나요|까요|을까|대요|래요|려면)$"
)
_LAST_VERB = lazy_compile(r"[어아여해돼야니냐지죠요까나래대데다음]$")  # at the very end of a question
_NOUN = lazy_compile(r"[은는이가을를의]$")  # the verb stands last, wherever the question word stands
LAST = -1  # of a list
_LONGEST_UNIT = 4  # syllables after 몇: 명, 번이나, 퍼센트


def refers_back(text: str) -> bool:
    """Whether *text* cannot be understood without what was said before it.

    >>> refers_back("그럼 언제?"), refers_back("왜?"), refers_back("파업은 언제?")
    (True, True, False)
    """
    return _BACK.match(text) is not None or (text.strip() != "" and not _own_words(text) and _asks_only(text))


def points_at(text: str) -> bool:
    """Whether *text* asks about the very words that it replies to: whether they are true, from where, of when.

    >>> points_at("이거 사실이야?"), points_at("원문 어디서 볼 수 있어?"), points_at("요금은 언제 올라?")
    (True, True, False)
    """
    return _POINTING.fullmatch(text.strip()) is not None


def asks_to_show(text: str) -> bool:
    """Whether *text*, said of an article, asks for nothing but to see it.

    >>> asks_to_show("이 기사 보여줘"), asks_to_show("open it"), asks_to_show("쿠팡 보여줘")
    (True, True, False)
    """
    return _SHOW.fullmatch(text.strip()) is not None


def nth_asked(text: str) -> int | None:
    """Which one of the list before is asked for, counted from 1: `2`, `첫번째 기사`, `3번 원문`; None where none is.

    >>> nth_asked("2"), nth_asked("첫번째 기사 원문"), nth_asked("2027년"), nth_asked("마지막 기사") == LAST
    (2, 1, None, True)
    """
    if _LAST_ONE.fullmatch(text.strip()):
        return LAST
    match = _NTH.fullmatch(text.strip())
    if match is None:
        return None
    return int(match["number"]) if match["number"] else _ORDINALS[match["ordinal"].lower()]


def asks_for_more(text: str) -> bool:
    """Whether *text* asks for the next page of the list before.

    >>> asks_for_more("더 보여줘"), asks_for_more("next"), asks_for_more("다음 주총")
    (True, True, False)
    """
    return _MORE.fullmatch(text.strip()) is not None


def with_context(question: str, context: str | None) -> str:
    """*question* with the subject of *context* where it has next to none of its own.

    >>> with_context("근데 파업은 언제 시작됐어?", None)
    '파업은 언제 시작됐어?'
    """
    if not context:
        joining = _JOINING.match(question)
        alone = question[joining.end() :] if joining is not None else question
        return alone if _own_words(alone) else question  # 그럼 언제부터 다녀? is of nothing we know
    bare = _BACK.sub("", question, count=1) if _BACK.match(question) else question
    own = _own_words(bare)
    if bare == question and len(own) >= 2:
        return question
    said = plain(bare)
    kept = [word for word in _subject(context, whole=not own) if stem(plain(word)) not in said]
    return " ".join([*kept, bare])


def _own_words(text: str) -> list[str]:
    """The words that say what is asked about."""
    return [word for word in _content(text, whole=False) if len(stem(_MARKS.sub("", word))) >= 2]


def _asks_only(text: str) -> bool:
    """Whether there is a question word, and little else."""
    words = _WORD.findall(text)
    return len(words) <= 3 and any(is_filler(word) for word in words)


def _subject(question: str, whole: bool) -> list[str]:
    """The words of *question* that say what it is about; all but the question words where none does."""
    words = question.split()
    return _content(question, whole) or [word for word in words if not is_filler(_MARKS.sub("", plain(word)))]


def _content(question: str, whole: bool) -> list[str]:
    """The words of *question* without question words, units and verbs.

    whole: with its own verb, since nothing else says what of the matter is asked.
    """
    words = [word for word in question.split() if _MARKS.sub("", word)]
    kept: list[str] = []
    counted = asked = False
    for at, word in enumerate(words):
        letters = _MARKS.sub("", plain(word))
        last = at == len(words) - 1
        unit, counted = counted and len(letters) <= _LONGEST_UNIT, letters == "몇"
        if is_filler(letters) or unit:
            asked = True
            continue
        ends = (
            last and len(words) > 1 and (_LAST_VERB.search(letters) or (asked and not _NOUN.search(letters)))
        )
        verb = ends or _VERB.search(letters)
        if verb and not (last and whole):
            continue
        kept.append(word.strip("?!.,") if last else word)
    return kept

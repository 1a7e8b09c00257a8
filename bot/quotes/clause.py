"""Words of a clause: its subject without the particle, where it ends, and which of them make a noun phrase."""

from __future__ import annotations

from functools import lru_cache

from bot.patterns import lazy_compile
from bot.quotes.names import is_body, is_full_name, is_role, looks_foreign
from bot.quotes.roles import THING

_NO_PARTICLE = lazy_compile(r"(?:한반|[가-힣]철|제주|경기|강원|충청|전라|경상)도$")
BREAK = lazy_compile(
    r"[,;:…·]$|^(?:본|쓴|온|낸|든|및|그런데|이날도|이끈|지낸|그린|만든|알려진|오른|무렵|후|뒤|중)$|(?:주의|에선|[시]킨|을|를|에서|에게|으로|에는|에도|까지|부터|하며|하고|하는|했던|하던|되는"
    r"|\S된|\S한|\S할|\S던|\S인|있는|없는|위해|따라|통해|대해|만나"
    r"|관련|관련해|대한|관한|라며|라고|다며|다고|면서|는데|지만|고서|아서|어서|해서|했고|했으며|당시|이날|오전"
    r"|오후|오늘|어제|전날|지난|올해|이어"
    r"|이어서|또|또한|특히|다만|그러나|하지만|한편|이에|앞서|아울러|그러면서|그러자|반면|이와|함께|먼저|끝으로"
    r"|마지막으로|그리고|이때|이후|통한|열린"
    r"|맡은|이끄는|참석한|출신|출석한|통화에서|따르면|의하면|[가-힣]에|가운데|듯|둔|탓에|실제로|당초|결국"
    r"|[했였]으나|(?:만|떠|나타|일어|드러|끝|벗어|물러|불거)난|다$|[^국작평전]가|[^회협심논합정강주]의"
    r"|[^제차나사]이|[^한]은|\S는|\S를|\S와|[^학효성결부]과|\S며|[^최광보사]고|[하되지오놓묻받듣]자|\d일|\d월"
    r"|\d시|\d년|\d분)$"
)
_INNER_SPEECH = lazy_compile(
    r"‘[^‘’]{0,200}?\s[^‘’]{0,200}’|(?<![^\s\"“(,])'[^'\s]{1,80}\s[^']{0,200}'(?![A-Za-z0-9])"
)
_NO_MARK = lazy_compile("[‘’'<>「」『』《》〈〉]+")
_HEADLINE_END = lazy_compile("[…‥\\]▲△■〕]|\\.{2,}")  # a headline or a caption is glued to what follows
_DEPARTMENT = lazy_compile(
    r"[가-힣](?:학|경|내|외|형|안|치|부인|소아|비인후|피부|건강|지원|정책|관리|행정|복지|건설|교통|하천"
    r"|환경|산업|농업|기획|홍보|수사|형사|안전|재난|교육|문화|관광|체육|보건|세무|회계)과$"
)
_TOO = lazy_compile(r"([가-힣A-Za-z)])(?:은|는)? (?:역시|또한)(?=\s|$)")
_CLAUSE_END = lazy_compile(
    r"(?:[^북제권기무시]한|된|[^법본개노부]인|은|는|던|할|될|킨|친|린|진|낸|난|온|쓴|든|긴|룬|본|넨|하자|묻자"
    r"|지만|는데)$"
)
_ADVERBIAL = lazy_compile(
    r"(?:에서|에게|으로|까지|부터|하며|하고|면서|지만|위해|통해|대해|따라|관련|당시|이날|오전|오후|오늘|전날"
    r"|지난|올해|이어|앞서|아울러"
    r"|\d일|\d월|\d년|\d시)$|^(?:이|그|저|또|다만|특히)$"
)
_REPORTED = lazy_compile(r"(?:[다라자냐]며|[다라자냐]면서|[다라]고|[다라자]는)[,]?$")
_PARTICLE = lazy_compile(r"^(.+?)(?:께서는|께서|에서는|은|는|이|가|도)$")
_BASE = lazy_compile(r"[가-힣A-Za-z0-9&.·\-]{2,15}")
_VERBAL = lazy_compile(
    r"(?:하|되|있|없|이라|다|냐|라|않|르|받|주|지|오|보|리|려|히|해|서|면서|나|더라|두고|놓고|라고|다고|자고)$"
)
_MARKS = lazy_compile(r"[\"'“”‘’.!?]")
# What is done with 하다 and begins like a name: 방문한 is nobody.
_DONE = frozenset(
    "방문 진행 조사 주장 지적 강조 공개 유지 조성 구성 주도 위반 제기 지원 기록 기소 도입 연구 강화 유치 주문 "
    "지시 고발 이용 사용 선정 선언 신고 운영 우승 임명 전달 조정 주최 추진 표명 홍보 공유 공모 고수 안전 신선 "
    "유명 진정 공정 성실 지지 소중 변경 여전 주재 제안 정리 조언 조작 노출 도착 도전 마련 반대 반영".split()
)
_TIME = lazy_compile(
    r"(?:주|달|년|일|시간|분|개월|시작|종료|발표|공개)$"
)  # two weeks before, not a former one
_PAREN = lazy_compile(r"\([^()]{0,80}\)|\[[^\[\]]{0,40}\]|（[^（）]{0,80}）")


def strip_asides(text: str) -> str:
    """*text* without what stands in brackets: ages, Hanja, pictures."""
    return _PAREN.sub("", text) if "(" in text or "[" in text or "（" in text else text


def words_of(clause: str) -> list[str]:
    """The words of *clause*, with ○ for what is said within it; `역시` and `또한` as the topic's particle."""
    text = strip_asides(clause)
    if "‘" in text or "'" in text:
        text = _INNER_SPEECH.sub("○", text)
    if "역시" in text or "또한" in text:
        text = _TOO.sub(r"\1은", text)
    return _HEADLINE_END.sub(" … ", _NO_MARK.sub("", text)).replace(" -", " ").removeprefix("-").split()


@lru_cache(maxsize=20_000)
def subject_of(word: str) -> str:
    """*word* without the particle of a topic or a subject; "" where it has none."""
    match = None if _NO_PARTICLE.search(word) else _PARTICLE.match(word)
    return match[1] if match else ""


@lru_cache(maxsize=20_000)
def is_reported(word: str) -> bool:
    """Whether a clause that is told in somebody's words ends with *word*: what is before it is its own subject."""
    return _REPORTED.search(word) is not None


def left_behind(words: list[str]) -> bool:
    """Whether a subject before *words* belongs to a clause of its own that ends among them."""
    return any(_ends_clause(word.rstrip(",")) for word in words)


@lru_cache(maxsize=20_000)
def _ends_clause(word: str) -> bool:
    return _CLAUSE_END.search(word) is not None


@lru_cache(maxsize=20_000)
def can_be_a_name(base: str) -> bool:
    """Whether a topic that nothing is known about may be somebody or some body."""
    if not _BASE.fullmatch(base) or THING.search(base) or _ADVERBIAL.search(base):
        return False
    return _VERBAL.search(base) is None


@lru_cache(maxsize=20_000)
def _ends_phrase(word: str) -> bool:
    """Whether *word* before a noun phrase is no part of it."""
    return BREAK.search(word) is not None or _MARKS.search(word) is not None


def _goes_on(before: str, word: str, following: str) -> bool:
    """Whether *word* only looks like the end of a phrase: 신경과 교수, 김정은 위원장, 린슈인 대표."""
    if _DEPARTMENT.search(word):
        return is_role(following)
    if is_body(word) and word[-1] in "인은과":
        return True  # 법무법인, 한은
    if word == "당시":
        return is_full_name(before)  # 홍나루 당시 시장
    return (
        word[-1] != "한"
        and (is_full_name(word) or looks_foreign(word))
        and (is_role(following) or is_body(following))
    )


def noun_phrase(words: list[str], at: int, base: str) -> list[str]:
    """The words of the phrase that ends in *base*, without what belongs to an earlier part of the clause."""
    phrase = [base]
    for back in range(at - 1, max(-1, at - 8), -1):
        if _ends_phrase(words[back]) and not _goes_on(
            words[back - 1] if back else "", words[back], phrase[0]
        ):
            break
        if words[back] == "전" and back and _TIME.search(words[back - 1]):
            break
        phrase.insert(0, words[back])
    return phrase

"""The words by which what stands before them did not come about: 출석을 거부했다, 합의에 실패했다, 매각이 무산됐다.

>>> refused("노조는 요구를 전면 철회했다")
['요구']
"""

from __future__ import annotations

from bot.patterns import lazy_compile

# Nouns that make a verb with 하다 or 되다, and verbs as far as they are written alike in every form.
_NOUNS = (
    "철회|취소|거부|거절|포기|보류|백지화|무산|실패|결렬|불발|기각|각하|부결|연기|유예|일축|반려|불허|좌초"
)
_PARTICLE = r"(?:을|를|에|에는|이|가|은|는|도)?\s?"
_ADVERB = r"(?:(?:결국|끝내|모두|전면|전격|돌연|또|다시|또다시|잇따라|일단|사실상|최종|잠정|공식|줄곧|계속|재차)\s)?"
_REFUSED = lazy_compile(
    rf"(?<![가-힣])(?P<noun>[가-힣]{{2,12}}?){_PARTICLE}{_ADVERB}"
    rf"(?:{_NOUNS}|미[루룬룰뤘뤄]|면[했하해할](?=[가-힣\s])|이르지\s?못|이[뤄루]지?지\s?[않못])"
)
# After a noun: it did not come about, as the sentence says itself and not in passing (거부한, 거부를).
FINITE = (
    rf"{_PARTICLE}{_ADVERB}(?:(?:{_NOUNS})(?:했|됐|하였|되었|당했|시켰|한다|된다|하기로|키로|합니다|됩니다|했습|하고\s있)"
    r"|미뤘|미뤄졌|미루기로|미룬다|면했|면하게\s됐|이르지\s?못[했한]|이[뤄루]지?지\s?(?:않았|못했))"
)
NOUN_OR_VERB = lazy_compile(rf"{_NOUNS}|미[루룬룰뤘뤄]|면[했하해할]|이르지\s?못")


def refused(text: str) -> list[str]:
    """The nouns of *text* that did not come about by its own words, in order."""
    return [match["noun"] for match in _REFUSED.finditer(text)]


def without(text: str) -> str:
    """*text* without what `refused` finds, for whoever looks for other denials."""
    return _REFUSED.sub(" ", text)

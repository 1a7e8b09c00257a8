"""Questions as people type them on a phone, in the spelling that the rest is written for.

>>> standard("kt 로밍 머 주는거임? 어케 신청햇어ㅋㅋ")
'kt 로밍 뭐 주는거임? 어떻게 신청했어'
"""

from __future__ import annotations

from functools import lru_cache

from bot.patterns import lazy_compile

_ENDING = r"(?=[어다음냐나니던는대데지을습으]|\s|$|\?)"
_SPELLED = tuple(
    (lazy_compile(pattern), right)
    for pattern, right in (
        (r"[ㄱ-ㅎㅏ-ㅣ]+|[~^;]+|(?<=[가-힣?])\.{2,}", " "),  # laughter and tears
        (r"(?<![가-힣])(?:어케|어캐|어떡게|어떻케|어떠케|우째|어찌)", "어떻게"),
        (r"(?<![가-힣])왜(?:일|이리|ㄹ)?케|(?<![가-힣])왤케", "왜 이렇게"),
        (r"(?<![가-힣])왜(?=[가-힣]{2})(?![곡군란색소]|이래|그[래럼]|인[지가데])", "왜 "),
        (r"(?<![가-힣])어따(?=[가-힣\s])", "어디에 "),
        (r"(?<![가-힣])얼만(?=데|지|가|대|디)", "얼마인"),
        (r"(?<![가-힣])(?:뭐뭐|머머|무엇무엇)", "뭐뭐"),
        (  # at the end, before a verb of its own: 모모 is a name, too
            r"(?<![가-힣])모모(?=(?:임|야|있[가-힣]{1,3}|\s(?!..[했하한함됐돼됨])[가-힣]{1,3})?[\s?!.]*$)",
            "뭐뭐",
        ),
        (r"(?<![가-힣])(?:먼|뭔|몬)(?=데|지|가(?![가-힣])|디)", "뭐인"),
        (
            r"(?<![가-힣])먼(?=(?:\s?(?:상|일|말|영화|전시|노래|책|앱|약|병|요일|음식|행사|대회)|회사)"
            r"(?:에서?|이?[야임냐죠지래]|이?에요|예요|인[가데지])?(?![가-힣])"
            r"|(?:상|일|말)[받탔타하했한할함났생])",
            "무슨 ",
        ),
        (
            r"(?<![가-힣])머(?=(?:야|임|에요?|예요|지|가|냐|니|죠|를|로|더)?(?:\s|$|\?)"
            r"|[였엿라하래있잇길][가-힣]{0,5}(?:\s|$|\?))",
            "뭐",
        ),
        (r"^((?:\S{1,40}\s){2,30}?)모(?=(?:임|야|냐|죠|지|예요|에요)[\s?]*$)", r"\1뭐"),
        (r"(?<![가-힣])[멀몰](?=\s)", "뭘"),
        (r"(?<![가-힣])(언제|누구|어디)[ㄴ]", r"\1인"),
        (r"(?<![가-힣])언젠(?=데|지|가|디)", "언제인"),
        (r"(?<![가-힣])누군(?=데|지|가|디)", "누구인"),
        (r"(?<![가-힣])어딘(?=데|지|가|디)", "어디인"),
        (rf"햇{_ENDING}", "했"),
        (rf"[됏됬댔]{_ENDING}", "됐"),
        (r"(?<=[가-힣]야)(?<![분평시심광황]야)\s?댐(?=[\s?!.]*$)", "됨"),
        (r"(?<![가-힣])안\s?댐(?![가-힣])", "안 됨"),
        (rf"왓{_ENDING}", "왔"),
        (rf"갓{_ENDING}", "갔"),
        (rf"(?<=[가-힣])낫{_ENDING}|(?<![가-힣])낫(?=어|다|음|대|냐)", "났"),
        (rf"(?<=[가-힣])(?<!무)엇{_ENDING}", "었"),
        (rf"(?<=[가-힣])앗{_ENDING}", "았"),
        (rf"엿{_ENDING}", "였"),
        (rf"졋{_ENDING}", "졌"),
        (rf"렷{_ENDING}", "렸"),
        (rf"켯{_ENDING}", "켰"),
        (rf"첫{_ENDING}(?=[어다음냐나])", "쳤"),
        (r"잇(?=[어다음냐나니는었지])", "있"),
        (r"(?<![가-힣])젤(?=\s)|(?<![가-힣])젤(?=[많높크큰비오먼])", "제일 "),
        (r"(?<![가-힣])(?:안대|안되)(?=\s|$|\?|나|냐|요)", "안 돼"),
        (r"(?<![가-힣])울(?=나라)", "우리"),
        (r"(?<![가-힣])담달", "다음 달"),
        (r"(?<![가-힣])담주", "다음 주"),
        (r"(?<![가-힣])낼(?=\s(?!수))", "내일"),
        (r"(?<=[가-힣])키로(?=\s|$|[가-힣])", "㎞"),
        (r"(?<=\d)프로(?![가-힣]{2})", "%"),
        (r"\s+", " "),
    )
)


# 1호선 말고 2호선 요금은 얼마야: of 2호선 alone; 1호선 말고 또 뭐 있어: of neither alone.
# 세금 빼고 얼마야 takes one sum from another: 빼고 is 말고 between two of a kind.
_DAYS = r"(?:평일|주말|주중|휴일|공휴일|명절|방학|[월화수목금토일]요일|오전|오후|밤|낮)"
_NOT_OF = lazy_compile(
    r"(?<!\S)(?:\S{1,20}(?:랑|하고|[와과,])\s)?"
    rf"(?:\S{{1,20}}\s?말고\s|(?:\d{{1,5}}(?P<unit>[가-힣]{{1,5}}?)\s?빼고\s(?=\d{{1,5}}(?P=unit))|{_DAYS}\s?빼고\s(?={_DAYS})))"
)
_OF_ONE = lazy_compile(r"\S[은는이가의엔서]\s")
_ASKS_OF_ONE = lazy_compile(r"언제|얼마|몇|며칠|왜|어떻게")
_BESIDES = lazy_compile(r"(?<!\S)(?:또|다른|나머지|그\s?외)")


@lru_cache(maxsize=512)
def standard(text: str) -> str:
    """*text* with the spellings of haste mended, and without what it says it does not ask of; else as it was typed."""
    for pattern, right in _SPELLED:
        text = pattern.sub(right, text)
    return _of_the_one(text.strip())


def _of_the_one(text: str) -> str:
    """*text* without the thing in place of which another is asked about.

    >>> _of_the_one("1호선 말고 2호선 요금은 얼마야"), _of_the_one("1호선 말고 또 어디가 올라")
    ('2호선 요금은 얼마야', '1호선 말고 또 어디가 올라')
    """
    other = _NOT_OF.search(text)
    asks = _ASKS_OF_ONE.search(text, other.end()) if other is not None else None
    if other is None or asks is None or _BESIDES.search(text, other.end()):
        return text
    if not _OF_ONE.search(text, other.end(), asks.start()):
        return text
    return text[: other.start()] + text[other.end() :]

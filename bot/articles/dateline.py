"""Paper and author in a dateline, where nothing else in a pasted text names them.

>>> read_dateline("[한빛=한빛통신] 윤서린 기자 = 한빛대교가 열렸다.")
('한빛통신', '윤서린 기자')
"""

from __future__ import annotations

from bot.patterns import lazy_compile

_DATELINE = lazy_compile(
    r"[\[(【]"
    r"(?!\s?(?:사진|자료|영상|그래픽|그림|출처|캡처|이미지|photo|image|source))"
    r"([^\[\](){}=\n【】]{1,20})=([^\[\]()=\n【】]{1,20})[\])】][ \t]*"
    r"(?:([^=\n\[\]()]{2,60}?)[ \t]*=[ \t])?"
)
_SIGNED = lazy_compile(
    r"[\[(【](?P<paper>[가-힣A-Za-z0-9]{1,10}(?:일보|신문|뉴스|방송|통신|경제|타임스|미디어|투데이|닷컴))[ /]"
    r"(?P<who>[가-힣]{2,4} ?(?:인턴|수습|선임|전문)?(?:기자|특파원))[\])】]"
)
_DATELINE_WITHIN = 600  # characters: subheads are glued before it


def dateline_span(body: str) -> tuple[int, int] | None:
    """Where the dateline with its byline stands, half-open; None where the text has none at its beginning.

    >>> body = "[한빛=한빛통신] 윤서린 기자 = 한빛대교가 열렸다."
    >>> body[dateline_span(body)[1]:]
    '한빛대교가 열렸다.'
    """
    found = _DATELINE.search(body, 0, _DATELINE_WITHIN)
    return found.span() if found else None


def read_dateline(body: str) -> tuple[str, str]:
    """Paper and byline from `[서울=뉴시스] 오동현 기자 = ` or `[한빛일보 윤서린 기자] `; "" for what is not there."""
    found = _DATELINE.search(body, 0, _DATELINE_WITHIN)
    if found is None and (signed := _SIGNED.match(body)):
        return signed["paper"], signed["who"]
    return (found[2].strip(), (found[3] or "").strip()) if found else ("", "")

"""What readers say to whoever searches, behind the words to search for: `좀 찾아줘ㅋㅋ`, `please`.

>>> without_courtesy("나룻배ㅋㅋ 요금 좀 찾아줘~"), without_courtesy("나룻배 보여주세요!"), without_courtesy("찾아줘")
('나룻배 요금', '나룻배', '찾아줘')
"""

from __future__ import annotations

import re

from bot.patterns import lazy_compile

_LAUGHTER = lazy_compile(
    r"(?<=[가-힣])[ㅋㅎㅠㅜ]{2,9}[.~!^?]{0,9}(?=\s|$)|(?<=\S)\s(?:[ㅋㅎㅠㅜ]{2,9}|ㄱ{2,9})$"
)
_ASKING = lazy_compile(
    r"(?<=\S)(?:(?:(?<=[가-힣]{2})좀|\s(?:좀|한번|빨리|얼른|꼭))\s?|\s)(?:찾아|보여|알려|검색해|골라|추려|뽑아)\s?(?:봐\s?)?"
    r"(?:줘(?:요|봐요?|라)?|주(?:세요|십시오|라|셈|삼|실래요?|시겠어요|겠니)|줄래요?|줄\s?수\s?있(?:어|니|나|을까|나요|어요)|봐요?|다오|볼래)[.~!^?]{0,9}$"
    r"|(?<=\S)\s(?:please|pls|plz)[.!]{0,3}$",
    re.IGNORECASE,
)
_ARTICLES_ONLY = lazy_compile(r"(?<=\S)\s(?:기사|뉴스|소식)(?:들)?만$")


def without_courtesy(text: str) -> str:
    """*text* without what asks for it at the end, and without laughter; as it is where nothing else is said."""
    return _ASKING.sub("", _LAUGHTER.sub("", text.strip())).strip() or text


def without_articles_only(words: str) -> str:
    """*words*, beside which no filter stands, without 기사만: of what else is searched for there is nothing."""
    return _ARTICLES_ONLY.sub("", words)

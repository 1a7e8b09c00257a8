"""What is said to readers: help, search, quotes, the latest articles."""

from __future__ import annotations

from bot.texts.text import Text

READING: dict[str, Text] = {
    "search.nothing": Text("«{query}»에 맞는 기사를 찾지 못했어요.", "I found no article for «{query}»."),
    "query.empty": Text(
        "찾을 낱말이 없어요. 예: /search 네이버 클라우드",
        "There is nothing to search for. Example: /search 네이버 클라우드",
    ),
    "query.too_long": Text(
        "검색어가 너무 길어요. {limit}자 안으로 줄여 주세요.",
        "That is too long to search for. Please keep it within {limit} characters.",
    ),
}

"""Articles of 한빛시, a city that does not exist, in the shapes in which real ones come.

Everything is invented: papers, people, companies.
"""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime

MODIFIED = datetime(2026, 3, 5, 1, 2, 3, tzinfo=UTC)

BODY = (
    "한빛시가 새 산책로를 4일 열었다.윤서린 시장은 “강을 시민에게 돌려드린다”고 말했다.\n\n"
    "산책로는 한빛대교에서 도담나루까지 3.5㎞다."
)


def crawled(
    body: str = BODY,
    *,
    id: str = "901_0000000017",
    title: str = "한빛시, 강변 산책로 3.5㎞ 개통",
    publisher: str = "한빛일보",
    author: str = "\n\t\t\n\t\t\t도하람 기자 haram@hanbit.example\n\t\t\n\t",
    published_at: str = "2026-03-04 00:00",
    crawled_at: str = "2026-03-04 07:39:25",
    category: str = "",
) -> str:
    """Format A, as a crawler prints it; escape HTML in the arguments as it would."""
    oid, _, aid = id.partition("_")
    return (
        f'---\nid: {id}\ntitle: "{title}"\ncategory: {category}\npublisher: {publisher}\nauthor: {author}\n'
        f"published_at: {published_at}\ncrawled_at: {crawled_at}\n"
        f"url: https://news.hanbit.example/{oid}/{aid}\noid: {oid}\naid: {aid}\ncontent_hash: {'0' * 64}\n---\n\n"
        f"# {title}\n\n**{publisher}** | {published_at} | {category}\n\n---\n\n{body}\n\n---\n\n"
        f"*Crawled at: {crawled_at}*\n*Source: [원문 보기](https://news.hanbit.example/{oid}/{aid})*\n"
    )


def pasted(
    body: str = "산책로 개통[한빛=도담통신] 나은결 기자 = 한빛시가 새 산책로를 열었다.",
    *,
    title: str = '한빛시장 "강을 시민에게"',
    date: str = "2026.03.04. 오후 2:382026.03.04. 오후 4:37",
) -> str:
    """Format B, as pasted from a portal."""
    return f"# **제목: {title}**\n\n  내용: {body}\n\n  **날짜: {date}**\n"


def decomposed(text: str) -> str:
    """The text as a Mac would name a file: every syllable of Hangul in its jamo."""
    return "".join(unicodedata.normalize("NFD", c) if "가" <= c <= "힣" else c for c in text)

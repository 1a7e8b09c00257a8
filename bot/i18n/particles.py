"""Korean particles that depend on the last sound of the word before them."""

from __future__ import annotations


def ro(word: str) -> str:
    """로 or 으로 after *word*; both, as careful writers put it, where the sound is not plain to see.

    >>> ro("네이버"), ro("쿠팡"), ro("서울"), ro("S-Oil")
    ('로', '으로', '로', '(으)로')
    """
    last = word[-1:]
    if not "가" <= last <= "힣":
        return "(으)로"
    final = (ord(last) - 0xAC00) % 28
    return "로" if final in (0, 8) else "으로"  # no final, or ㄹ

"""The figures of a text as values with their units, so that 3천300만 원 and 33,000,000원 are the same.

>>> figures("벌금 3천300만 원") == figures("벌금 33,000,000원")
True
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from bot.patterns import lazy_compile
from bot.quotes.alignment import plain

_SCALES = {"십": 10, "백": 100, "천": 1_000, "만": 10_000, "억": 100_000_000, "조": 1_000_000_000_000}
_PLAIN = r"\d[\d,]{0,30}+(?:\.\d{1,20}+)?"
_HOUR = r"시(?![가-힣])|시(?=에|부터|까지|쯤|경|간)"  # not of 시민, 시장
_UNITS = (
    r"%p|%|퍼센트|프로|원|달러|명|인|월|일|년|시간|분|초|개월|개|건|곳|회|차례|번|배|세|살|대|호|위"
    rf"|km|m|kg|톤|㎞|㎡|㎏|도|{_HOUR}"
)
_NUMBER = lazy_compile(
    rf"(?P<value>{_PLAIN}(?:\s?[십백천만억조]++(?:\s?{_PLAIN}(?=\s?[십백천만억조명원개건곳]))?)*)"
    rf"\s?여?\s?(?P<unit>{_UNITS})?"
)
_PARTS = lazy_compile(rf"({_PLAIN})|([십백천만억조])")
_NATIVE = ("한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열")
_COUNTED = lazy_compile(
    rf"(?<![가-힣])(?P<value>{'|'.join(_NATIVE)})\s?(?P<unit>명|곳|건|번|차례|개|살|대|달|배|{_HOUR})(?!째)"
)
_SAME_UNIT = {
    "퍼센트": "%",
    "프로": "%",
    "인": "명",
    "살": "세",
    "차례": "회",
    "번": "회",
    "㎞": "km",
    "㎏": "kg",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """unit: "" where none stands after the number."""

    value: Decimal
    unit: str = ""

    def is_said_by(self, other: Figure) -> bool:
        """Whether *other* is the same number, counted in nothing else."""
        return self.value == other.value and (not self.unit or not other.unit or self.unit == other.unit)


def figures(text: str) -> tuple[Figure, ...]:
    """Every number of *text*, in order."""
    folded = plain(text).replace("％", "%")
    found = [(match.start(), _figure(match)) for match in _NUMBER.finditer(folded)]
    found += [
        (match.start(), Figure(Decimal(_NATIVE.index(match["value"]) + 1), _unit(match["unit"])))
        for match in _COUNTED.finditer(folded)
    ]
    return tuple(figure for _, figure in sorted(found, key=lambda pair: pair[0]))


def _figure(match: re.Match[str]) -> Figure:
    return Figure(_value(match["value"]), _unit(match["unit"] or ""))


def _unit(unit: str) -> str:
    return _SAME_UNIT.get(unit, unit)


def _value(written: str) -> Decimal:
    """1만2천 -> 12000; 8.2 -> 8.2; 3천300만 -> 33000000."""
    total = section = pending = Decimal(0)
    for number, scale in _PARTS.findall(written):
        if number:
            section, pending = section + pending, Decimal(number.replace(",", ""))
        elif _SCALES[scale] < 10_000:
            section, pending = section + (pending or 1) * _SCALES[scale], Decimal(0)
        else:
            total += (section + pending or 1) * _SCALES[scale]
            section = pending = Decimal(0)
    return total + section + pending

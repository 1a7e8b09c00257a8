"""Whether a quotation is by the one whom a reader names: 윤서린, 윤서린 시장, 한빛시장, 로젤 대표, 한빛공사."""

from __future__ import annotations

import re

from bot.articles.article import Article
from bot.patterns import lazy_compile
from bot.quotes.names import is_body, is_full_name, is_role
from bot.quotes.quote import Quote

_SIDE = lazy_compile(r"(?:측|관계자|대변인|당국자)$")


def is_by(quote: Quote, who: tuple[str, ...]) -> bool:
    """Whether *quote* is by the one that *who* names: by name, or by office and where it belongs."""
    speaker = quote.speaker or ""
    names = [word for word in who if not is_role(word) and word not in ("전", "현", "전직", "현직", "당시")]
    offices = [word for word in who if is_role(word)]
    spoken = (
        {speaker}
        if is_role(speaker.split()[-1]) and len(speaker.split()) > 2
        else {speaker, *speaker.split()}
    )
    if any(name in spoken for name in names if len(name) >= 2 and not is_body(name)):
        return True
    if speaker.replace(" ", "") == "".join(who).replace(" ", ""):
        return True
    if not offices:
        return any(is_body(name) and speaker.startswith(name) and _SIDE.search(speaker) for name in names)
    role = (quote.role or speaker).replace(" ", "")
    office = _short_office(offices[-1])
    if not any(is_full_name(name) and len(name) == 3 and not is_body(name) for name in names):
        held = role.endswith(offices[-1]) or (len(office) > 1 and _short_office(role).endswith(office))
        whose = [name for name in names if not is_full_name(name) or is_body(name)]
        return held and all(_belongs(name, role, quote.article) for name in whose)
    return False


def _short_office(office: str) -> str:
    """국방부 장관 and 국방장관 alike; 시장 of 서산시장."""
    return re.sub(r"(?:부|청|원|처)(?=장관|차관|청장|처장)", "", office)


def _belongs(name: str, role: str, article: Article) -> bool:
    """Whether somebody of that *role* belongs to *name*: it stands in the role, or at the head of the article."""
    letters = iter(role)
    return (
        name in role
        or all(letter in letters for letter in name)
        or name in article.title + article.body[:400]
    )

"""Whether a quotation is by the one whom a reader names, or by another: 윤서린, 윤서린 시장, 한빛시장, 로젤 대표."""

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


def is_of_another(quote: Quote, name: str) -> bool:
    """Whether the article has *quote* from somebody else than *name*, an office with or without a name before it.

    Only where it tells the speaker's own office; who is called by both in the article is one and the same.
    """
    *names, office = name.split()
    if not quote.speaker or not quote.role or quote.relayed_by or is_by(quote, (*names, office)):
        return False
    if names and is_full_name(names[0]) and is_full_name(quote.speaker):
        return True
    own = quote.role.split()[-1]
    if own.endswith(office) or office.endswith(own):
        return False
    called = (
        rf"(?<![가-힣]){re.escape(quote.speaker[0])}\S{{0,3}}\s(?:\S{{1,12}}\s)?\S{{0,8}}{re.escape(office)}"
    )
    return re.search(called, quote.article.body) is None


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

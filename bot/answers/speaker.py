"""Whose words are asked for, and about what.

>>> read_said("표인혁 시장이 요금에 대해 뭐라고 했어?")
Said(who=('표인혁', '시장'), about='요금')
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.korean.surnames import COMMON_SURNAMES
from bot.patterns import lazy_compile
from bot.quotes.names import is_body, is_full_name, is_role, looks_foreign
from bot.quotes.roles import AMBIGUOUS
from bot.search.aliases import aliases_in

# 뭐라고 했어, 뭐랬어, 머라함, 뭐래ㅋㅋ; not what something is called.
_WHAT_SAID = lazy_compile(
    r"(?:뭐|머|모|무어|무엇이)(?:라|래|랬|랫|랴)(?!도|는\s|면)(?:고|구|그|거)?\s?"
    r"(?!불[러리렸]|부르|부름|적[혀힌]|써|쓰여|쓴|이름|해야\s?(?:하|되|돼))\S{0,8}(?:\s(?:알려|궁금|말해|가르쳐|좀|줘|주세요)\S*){0,3}[\s?!.ㅋㅎㅠ~]*(?:요)?[\s?!.ㅋㅎㅠ~]*$"
)
_STANCE = lazy_compile(
    r"(?:입장|반응|해명|생각|의견|견해|평가|주장|답변|대답|코멘트|발언|소감|각오|심경|당부)(?:은|이|을|는|가)?\s?"
    r"(?:뭐|머|무엇|무어|뭔|어때|어땠|어떻|어케|내놨|밝혔|있었)\S{0,6}(?:\s있\S{1,3})?[\s?!.ㅋㅎ~]*$|(?:입장|반응|해명)(?:은|는)?\s?\?\s*$"
    r"|(?:어떤|무슨|뭔)\s(?:입장|반응|생각|의견|평가|말|소감|각오|심경)\S{0,6}[\s?!.~]*$"
    r"|(?:관련\s?)?(?:반응|발언|코멘트|입장|한\s말|한말|멘트)(?:들)?(?:\s?(?:좀|알려\s?줘|보여\s?줘|찾아\s?줘|정리))*[\s?!.~]*$"
)
# The words asked for may stand before what they are about: 뭐래 무안공항 둔덕.
_TURNED = lazy_compile(r"(?:뭐|머)(?:래|랬어|라함|라했어|라\s했어)\s(?P<after>\S+(?:\s\S+){0,4})$")
_HOW_SAID = lazy_compile(
    r"(?:어떻게|어케|어찌|뭘|(?:뭐|머|무엇)[가를이]|무슨 말(?:을)?|무슨 얘기(?:를)?)\s.{0,24}?"
    r"(?:다고|라고|냐고|자고|거라고|건지|고)?\s?"
    r"(?:했|햇|말했|말햇|밝혔|밝혓|답했|평가했|봤|본대|말함|했대|말해|얘기했|주장했|반박했|설명했|한대|하겠대|하겠다)\S{0,6}[\s?!.ㅋㅎ~]*$"
    r"|(?:뭐|머|뭘)\s?(?:한|할|하)\S{0,3}(?:다고|라고)\s?(?:말|했|햇|밝|얘기)\S{0,6}[\s?!.ㅋㅎ~]*$"
)
_ENGLISH = lazy_compile(
    r"^\s*what\s+(?:did|does|has|have)\s+(?P<who>.{2,60}?)\s+(?:say|said|think|comment)\w*(?:\s+(?:about|on|of)\s+(?P<about>.+?))?\s*\??$",
    re.IGNORECASE,
)
_ABOUT = lazy_compile(
    r"(?:에|를|을)?\s?(?:대해서?|대한|관해서?|관련해서?|두고|놓고|보고|갖고|가지고)(?:는|도)?\s*$"
)
_FILLER = lazy_compile(
    r"^(?:그거|그게|이거|저거|그|좀|또|왜|막|진짜|얘기|이야기|관련|관련해서|대해|대해서|두고|보고|지금|오늘|이번)$"
)
_SYLLABLE_NAME = lazy_compile(
    rf"(?P<base>[{''.join(sorted(COMMON_SURNAMES))}])(?:은|는|이|가|도)?"
)  # 젠슨 황은
_SUBJECT = lazy_compile(r"^(?P<base>.{2,}?)(?:께서는|께서|에서는|은|는|이|가|도|,)$")


@dataclass(frozen=True, slots=True)
class Said:
    """who: words that name the speaker, name before or after the office. about: what was spoken of, "" for anything."""

    who: tuple[str, ...]
    about: str


def read_said(text: str) -> Said | None:
    """Who is asked about and on what, where *text* asks for somebody's words; None where it does not."""
    if (english := _ENGLISH.match(text)) is not None:
        return Said(tuple(english["who"].split()), english["about"] or "")
    turned = _TURNED.search(text)
    match = turned or _WHAT_SAID.search(text) or _STANCE.search(text) or _HOW_SAID.search(text)
    if match is None:
        return None
    words = [_called(word) for word in _ABOUT.sub("", text[: match.start()].strip(" ,?!.")).split()]
    if "대한" in words[1:-1]:  # 요금에 대한 홍나루 반응
        cut = words.index("대한")
        words = words[cut + 1 :] + [_bare(word) for word in words[:cut]]
    found = _speaker(words)
    if found is None:
        return None
    first, last = found
    who = tuple(_bare(word) for word in words[first : last + 1])
    if last == first + 1 and (surname := _SYLLABLE_NAME.fullmatch(words[last])) is not None:
        who = (who[0], surname["base"])  # 황은 would be a name of its own
    about = [word for k, word in enumerate(words) if not first <= k <= last and not _FILLER.match(word)]
    if turned is not None:
        about += turned["after"].split()
    elif _HOW_SAID.search(text) and not _WHAT_SAID.search(text):
        about += text[match.start() :].split()[1:-1]
    return Said(who, " ".join(about))


def _called(word: str) -> str:
    """*word*, or the full name of the one whom it is short for: 이잼이 is 이재명이."""
    for form, other in aliases_in(word[:3]):
        if word.startswith(form) and len(other) == 3 and is_full_name(other) and not is_body(other):
            return other + word[len(form) :]
    return word


def _bare(word: str) -> str:
    match = _SUBJECT.match(word)
    bare = match["base"] if match else word.rstrip(",")
    known = is_full_name(word) or is_role(word)
    return word if known else bare


def _speaker(words: list[str]) -> tuple[int, int] | None:
    """Where among *words* the speaker stands: first and last word; None where nobody is named."""
    for k in range(min(3, len(words) - 1)):
        if looks_foreign(words[k]) and _SYLLABLE_NAME.fullmatch(words[k + 1]):
            return k, k + 1  # 젠슨 황은
    for k, word in enumerate(words[:5]):
        bare = _bare(word)
        following = _bare(words[k + 1]) if k + 1 < len(words) else ""
        if len(bare) >= 3 and is_full_name(bare) and not is_body(bare):
            return k, k + 1 if is_role(following) and word == bare else k
        if is_role(bare) and (k or len(bare) > 2):
            end = k
            while (
                words[end] == _bare(words[end])
                and end + 1 < len(words)
                and (is_role(_bare(words[end + 1])) or _bare(words[end + 1]) == "후보")
            ):
                end += 1  # 감사원장 후보 홍나루
            if end + 1 < len(words) and len(name := _bare(words[end + 1])) == 3 and is_full_name(name):
                end += 1
            return (0 if k <= 2 else k - 1), end
        if (
            looks_foreign(bare)
            and not (is_role(following) or looks_foreign(following))
            and (word != bare or k == 0)
        ):
            begin = k - 1 if k and words[k - 1] == _bare(words[k - 1]) and looks_foreign(words[k - 1]) else k
            return begin, k
    for k, word in enumerate(words[:3]):
        bare = _bare(word)
        if is_body(bare) and (word != bare or k == 0):
            return k, k
        if word != bare and k <= 1 and 2 <= len(bare) <= 6 and re.fullmatch("[가-힣]+", bare):
            return (0, k)  # 젠슨 황은, 이재용이
    if not words:
        return None
    first = _bare(words[0])
    named = (len(first) == 3 and is_full_name(first)) or (len(first) > 2 and looks_foreign(first))
    return (0, 0) if named or (is_role(first) and first not in AMBIGUOUS) else None  # 교황 신년 미사에서

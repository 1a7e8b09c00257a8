"""`A가 B에 대해 뭐라고 했어`: what somebody said about something, in their own words.

>>> read_said("표인혁 시장이 요금에 대해 뭐라고 했어?")
Said(who=('표인혁', '시장'), about='요금')
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import log

from bot.answers.frame import read_frame
from bot.answers.reply import Reply, Request
from bot.articles.article import Article
from bot.korean.particles import stem
from bot.korean.sentences import sentences
from bot.quotes.alignment import plain
from bot.quotes.attribution import quotations
from bot.quotes.called import is_by
from bot.quotes.names import SURNAMES, is_body, is_full_name, is_role, looks_foreign
from bot.quotes.quote import Quote
from bot.search.aliases import aliases_in
from bot.search.ports import Searchable

_ARTICLES = 22  # read for one question; telling whose words they have takes a millisecond or two each
_SHOWN = 3
_ALIKE = 0.4  # of the best score: what is further behind is about something else
_SHORTEST, _LONGEST = 6, 420  # characters of words that were said, and of a sentence that is shown whole
_OTHER = 1.5  # what a word that papers write for one of the question's counts, in pairs of syllables
_AROUND = 160  # characters before and after a quotation that tell what it is about
# 뭐라고 했어, 뭐랬어, 머라함, 뭐래ㅋㅋ; not what something is called.
_WHAT_SAID = re.compile(
    r"(?:뭐|머|모|무어|무엇이)(?:라|래|랬|랫|랴)(?!도|는\s|면)(?:고|구|그|거)?\s?"
    r"(?!불[러리렸]|부르|부름|적[혀힌]|써|쓰여|쓴|이름|해야\s?(?:하|되|돼))\S{0,8}(?:\s(?:알려|궁금|말해|가르쳐|좀|줘|주세요)\S*){0,3}[\s?!.ㅋㅎㅠ~]*(?:요)?[\s?!.ㅋㅎㅠ~]*$"
)
_STANCE = re.compile(
    r"(?:입장|반응|해명|생각|의견|견해|평가|주장|답변|대답|코멘트|발언)(?:은|이|을|는|가)?\s?"
    r"(?:뭐|머|무엇|무어|뭔|어때|어땠|어떻|어케|내놨|밝혔|있었)\S{0,6}[\s?!.ㅋㅎ~]*$|(?:입장|반응|해명)(?:은|는)?\s?\?\s*$"
    r"|(?:어떤|무슨|뭔)\s(?:입장|반응|생각|의견|평가|말)\S{0,6}[\s?!.~]*$"
    r"|(?:관련\s?)?(?:반응|발언|코멘트|입장|한\s말|한말|멘트)(?:들)?(?:\s?(?:좀|알려\s?줘|보여\s?줘|찾아\s?줘|정리))*[\s?!.~]*$"
)
# The words asked for may stand before what they are about: 뭐래 무안공항 둔덕.
_TURNED = re.compile(r"(?:뭐|머)(?:래|랬어|라함|라했어|라\s했어)\s(?P<after>\S+(?:\s\S+){0,4})$")
_HOW_SAID = re.compile(
    r"(?:어떻게|어케|어찌|뭘|(?:뭐|머|무엇)[가를이]|무슨 말(?:을)?|무슨 얘기(?:를)?)\s.{0,24}?"
    r"(?:다고|라고|냐고|자고|거라고|건지|고)?\s?"
    r"(?:했|햇|말했|말햇|밝혔|밝혓|답했|평가했|봤|본대|말함|했대|말해|얘기했|주장했|반박했|설명했|한대)\S{0,6}[\s?!.ㅋㅎ~]*$"
)
_ENGLISH = re.compile(
    r"^\s*what\s+(?:did|does|has|have)\s+(?P<who>.{2,60}?)\s+(?:say|said|think|comment)\w*(?:\s+(?:about|on|of)\s+(?P<about>.+?))?\s*\??$",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"(?:에|를|을)?\s?(?:대해서?|대한|관해서?|관련해서?|두고|놓고|보고|갖고|가지고)(?:는|도)?\s*$"
)
_FILLER = re.compile(
    r"^(?:그거|그게|이거|저거|그|좀|또|왜|막|진짜|얘기|이야기|관련|관련해서|대해|대해서|두고|보고|지금|오늘|이번)$"
)
_SYLLABLE_NAME = re.compile(rf"(?P<base>[{SURNAMES}])(?:은|는|이|가|도)?")  # 젠슨 황은
_SUBJECT = re.compile(r"^(?P<base>.{2,}?)(?:께서는|께서|에서는|은|는|이|가|도|,)$")


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
    if len(words) > 1 and looks_foreign(words[0]) and _SYLLABLE_NAME.fullmatch(words[1]):
        return 0, 1  # 젠슨 황은
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
    return (0, 0) if words and len(words[0]) == 3 and is_full_name(words[0]) else None


def find_said(index: Searchable, request: Request) -> Reply | None:
    """The route of *request* where it asks what somebody said; None where it does not, or nobody is found."""
    said = read_said(request.text)
    if said is None:
        return None
    query = " ".join([*said.who, said.about])
    found = (article for article, _ in index.candidates(query, _ARTICLES))
    articles = [article for article in found if _may_quote(article, said.who)]
    spoken = _spoken(articles, lambda quote: is_by(quote, said.who))
    if not spoken and any(map(is_role, said.who)):
        spoken = _of_the_only_one(articles, said.who)
    if not spoken:
        return None
    ranked = _ranked(spoken, said.about)
    if not any(map(is_role, said.who)) and not _touched(ranked[:_SHOWN], said.about):
        return Reply("none")
    best = ranked[0].score
    shown: list[Quote] = []
    for quote in ranked:
        held = any(one.article is quote.article and one.start <= quote.start < one.end for one in shown)
        if len(shown) < _SHOWN and quote.score >= _ALIKE * best and not held:
            shown.append(_with_what_follows(quote, [one for _, one in spoken]))
    return Reply("quotes", min(1.0, best / 100.0), quotes=tuple(shown))


def _may_quote(article: Article, who: Sequence[str]) -> bool:
    """Whether *article* names the one asked about; whose words it has takes long to tell."""
    whole = [word for word in who if len(word) > 2 and is_full_name(word) and not is_role(word)]
    return any(word in article.body for word in whole or who)


def _with_what_follows(quote: Quote, spoken: Sequence[Quote]) -> Quote:
    """*quote* together with the next sentences of its article in which the same one goes on, while it is not long."""
    body, end = quote.article.body, quote.end
    following = sorted(
        (one for one in spoken if one.article is quote.article and one.start >= end), key=_start
    )
    for one in following:
        if one.end - quote.start > _LONGEST or body[end : one.start].strip():
            break
        end = one.end
    return replace(quote, end=end)


def _start(quote: Quote) -> int:
    return quote.start


def _touched(quotes: Sequence[Quote], about: str) -> bool:
    """Whether any word of the subject stands near one of *quotes*, or at the head of its article."""
    words = [plain(stem(word)) for word in about.split()]
    words = [word for word in words if len(word) >= 2]
    for quote in quotes:
        body = quote.article.body
        near = plain(quote.article.title + body[:200] + body[max(0, quote.start - 300) : quote.end + 100])
        if any(word in near or (len(word) > 3 and word[:-1] in near) for word in words):
            return True
    return not words


def _spoken(articles: Sequence[Article], meant: Callable[[Quote], bool]) -> list[tuple[int, Quote]]:
    """The sentences in which the one meant is quoted, with the rank of their article; none twice."""
    found: list[tuple[int, Quote]] = []
    seen: set[str] = set()
    for rank, article in enumerate(articles):
        spans = sentences(article.body)
        for quote in quotations(article):
            if quote.speaker is None or not meant(quote):
                continue
            start, end = next(
                ((s, e) for s, e in spans if s <= quote.start and quote.end <= e), (quote.start, quote.end)
            )
            if end - start > _LONGEST:
                start, end = quote.start, quote.end
            words = re.sub(r"\W+", "", quote.text)
            if words not in seen and len(words) >= _SHORTEST:
                seen.add(words)
                if not found or (found[-1][1].article, found[-1][1].start) != (article, start):
                    found.append((rank, replace(quote, start=start, end=end)))
    return found


def _of_the_only_one(articles: Sequence[Article], who: Sequence[str]) -> list[tuple[int, Quote]]:
    """What the person says who is quoted most where the body of *who* is written about: 사장 may be a CEO there."""
    bodies = [word for word in who if not is_role(word)]
    about = [
        article
        for article in articles[:4]
        if any(word in article.title + article.body[:300] for word in bodies)
    ]
    said = Counter(
        quote.speaker for article in about for quote in quotations(article) if quote.role and quote.speaker
    )
    if not said:
        return []
    name = said.most_common(1)[0][0]
    return _spoken(about, lambda quote: quote.speaker == name)


def _ranked(spoken: Sequence[tuple[int, Quote]], about: str) -> list[Quote]:
    """*spoken*, what touches the subject most first; syllables count the more the fewer sentences have them."""
    wanted = [plain(stem(word)) for word in about.split()]
    pairs = {word[i : i + 2] for word in wanted for i in range(len(word) - 1)}
    others = [unit.others for unit in read_frame(about).units if unit.others] if about else []
    texts = []
    for _, quote in spoken:
        body = quote.article.body
        near = plain(body[max(0, quote.start - _AROUND) : quote.end + _AROUND // 4])
        texts.append((plain(quote.text), near, plain(quote.article.title)))
    held = Counter(pair for own, _, _ in texts for pair in pairs if pair in own)
    weight = {pair: log(1.0 + len(texts) / (1 + held[pair])) for pair in pairs}
    whole = 4.2 * (sum(weight.values()) + _OTHER * len(others)) or 1.0
    found = []
    for (rank, quote), (own, near, title) in zip(spoken, texts, strict=True):
        touched = sum(
            weight[pair] * (2.0 * (pair in own) + 1.5 * (pair in near) + 0.7 * (pair in title))
            for pair in pairs
        )
        touched += sum(
            2.0 * _OTHER * (any(one in own for one in forms) + any(one in near for one in forms))
            for forms in others
        )
        score = touched / whole + 0.25 / (1 + rank) + 0.05 * min(1.0, len(own) / 80)
        found.append(replace(quote, score=round(100.0 * score / 1.3, 2)))
    return sorted(found, key=lambda quote: (-quote.score, quote.article.id, quote.start))

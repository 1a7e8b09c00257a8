"""Lists of articles rather than sentences: by paper, author and day, and the stories of a day, a week or a topic.

>>> read_listing("한빛일보가 쓴 버스 기사", date(2026, 1, 7), frozenset(["한빛일보"]), frozenset())
Listing(topic='버스', publisher='한빛일보', author='', days=None, newest=False)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.answers.frame import read_frame
from bot.answers.headlines import headlines_of
from bot.answers.reply import Reply, Request
from bot.answers.support import has_table
from bot.answers.wording import content_words, squeeze
from bot.articles.article import Article
from bot.articles.links import addresses, article_ids, without_addresses
from bot.digests.lead import lead
from bot.korean.days import Days, read_days
from bot.korean.hangul import keystrokes
from bot.korean.particles import stem
from bot.patterns import lazy_compile
from bot.quotes.alignment import plain
from bot.search.filters import Filters
from bot.search.hit import Hit, Passage
from bot.search.keywords import LEAD_CHARS, Told
from bot.search.names import by_letters, find_names, letters
from bot.search.ports import Searchable
from bot.search.query_language import Asked, write_query
from bot.stories.story import group

_DEPTH = 500  # articles of a topic that a filter looks through
_SHOWN = 8
_BESIDE = 12  # characters beside an address: 이 기사 보여줘
_ALIKE = 0.55  # of the best score: what is further behind is about something else
_CLOSE = 0.7  # the same where only the newest are wanted, of which none may be about something else
_HELD = 0.4  # of each word of a topic, in what is about it
_FOLDED = 40  # articles that are compared to be one story

_DRIVERS = "택시 버스 운전 배달 택배 대리 트럭 화물".split()  # whose 기사 is no article
_ARTICLE = "기사" + "".join(f"(?<!{what}기사)" for what in _DRIVERS) + "(?!님|들이|식당)"
_NO_DRIVER = "".join(
    rf"(?<!{what}\s기사)" for what in _DRIVERS
)  # 버스 기사 may be either: what is told of it decides
_ARTICLES = lazy_compile(rf"{_ARTICLE}|뉴스|보도|꺼|껄|\barticles?\b|\bnews\b|\breports?\b")
_ASKS_FOR = lazy_compile(
    r"보여|찾아|줘|주세요|있어|있나|있니|있음|있었|볼래|보고\s?싶|ㄱㄱ|링크|알려|부탁|show|find|list|any"
)
_FACT = lazy_compile(r"(?:누구|누가|언제|어디|왜|얼마|몇\s|무엇|뭐야|뭐임|어떻게|어케)")
_NEWEST = lazy_compile(
    r"(?:가장|제일|젤)\s?최근(?:\s?거|\s?기사)?(?:로|으로)?|최신(?:\s?순)?|최근(?:에\s?나온)?(?=\s?\S*\s?기사)|따끈한|방금\s?나온"
    r"|latest|newest|most recent"
)
_AUTHOR = lazy_compile(
    r"(?<![가-힣])(?P<name>[가-힣]{2,4}?)\s?(?:기자|특파원|논설위원|선임기자)(?:님)?(?:이|가|은|는|의|꺼|거)?\s?(?:쓴|작성한|취재한"
    r"|보도한)?\s?(?:거|것|글)?"
)
_OF_REPORTER = lazy_compile(  # 홍나루 기자가 최근에 쓴 거, 홍나루 기자 글 모아줘
    r"(?<![가-힣])[가-힣]{2,4}?\s?(?:기자|특파원|논설위원)(?:님)?(?:이|가|은|는|의)?\s"
    r"(?:(?:\S{1,10}\s){0,3}?(?:쓴|썼|쓰[는던]|작성한|취재한|보도한)|(?:기사|글|보도)(?:들|좀)?(?:을|를)?(?=[\s?!.]|$))"
)
_WRITTEN = lazy_compile(r"(?<![가-힣])(?P<name>[가-힣]{3})(?:이|가)\s?(?:쓴|작성한|취재한)\s?(?:거|것|글)?")
_CARRIED = lazy_compile(
    r"(?:이|가|에서|에|의|서)?\s?(?:쓴|다룬|나온|실린|올린|올라온|낸|보도한|게재된|게재한|내보낸|뜬)$"
)
_PUBLISHED = lazy_compile(
    r"^(?:쓴|다룬|나온|실린|올린|올라온|낸|보도한|게재된|게재한|내보낸|뜬|난|쓴거|나온거)$"
)
_WROTE = lazy_compile(  # what a topic does not do: 가짜뉴스 다룬, 지역경제가 나온
    r"(?:이|가|에서)\s?(?:쓴|작성한|취재한|낸|보도한|게재한|내보낸|올린)(?:거|것)?$|(?:꺼|꺼로|껄로)$"
)
_PAPER = lazy_compile(r".{2,8}(?:일보|신문|뉴스|경제|타임스|방송|통신|저널|데일리|투데이|신보)")
_ITS_OWN = lazy_compile(  # 한빛일보 어제 나온 거
    r"(?:일보|신문|뉴스|경제|타임스|방송|통신|저널|데일리|투데이|신보)(?:이|가|에서|에|의)?\s(?:\S{1,8}\s){0,3}"
    r"(?:쓴|다룬|나온|실린|올린|올라온|낸|보도한|뜬)\s?(?:거|것)"
)
_EVENT = lazy_compile(r"^(?:시행|열리|열린|개막|시작|끝나|발효|예정)")
_SPARE = lazy_compile(
    r"^(?:기사|뉴스|보도|기사들|기사좀|글|글들|최근에|뭐|머|뭐뭐|썼어|썼나|썼지|썼더라|모아줘|모아|좀|있었는데|있던데|있었지|찾아봐|보고싶어|볼래|볼래요|보고|싶어|싶은데|골라서|골라줘|보여줘|보여|줘|줘봐|주세요|찾아줘|찾아|있어|있나요|있나|있니|있음|ㄱㄱ|로|으로|꺼로|꺼|거|관련|관련된|대한|링크|하나|다|전부|모두|알려줘|"
    r"알려|부탁해|부탁|그|가장|제일|최근|최신|새|주요|톱|큰|하루|동안|요즘|show|me|find|articles?|news|the|about|from|by|any"
    r"|latest|newest|on|of|please)$",
    re.IGNORECASE,
)

# What asks for stories: of the day, of the week, or of a topic.
_OVERVIEW = lazy_compile(
    r"(?:요즘|요새|지금|현재|사태|상황|분위기)\S{0,2}\s(?:\S+\s){0,3}?어(?:때|떰|떤가|떻지)|(?:지금|현재|최근)\s(?:상황|동향)|타임라인|관련\s?소식"
    r"|이슈(?:는|가)?\s?(?:뭐|머)"
    r"|소식(?:들|을)?\s?(?:모아|모음|알려|정리)|모아\s?(?:줘|주세요)|흐름\s?(?:좀\s?)?(?:알려|정리|보여)"
    r"|(?:주요|톱|큰|핫한?|중요한?|굵직한)\s?(?:뉴스|기사|소식|이슈|일)|핫이슈|헤드라인|브리핑"
    r"|(?:오늘|어제|이번\s?주|지난\s?주|그날|하루)\S{0,2}\s(?:\S+\s)?(?:뉴스|소식|기사)(?:들)?(?=[\s?!.]|$)"
    r"|정리\s?(?:좀|점|해|해\s?줘|해주|부탁|하자|ㄱㄱ|$|[?!.~])|요약\s?(?:좀|점|해|해줘|부탁|$|[?!.~])"
    r"|(?:어떻게|어케|어찌)\s?(?:됐|됬|되었|된|됨|되[고가어]|돼[가써]|돌아가|돌아감|굴러|흘러|진행|결론|끝났|마무리)"
    r"|(?:어떻게|어케|어찌)\S{0,2}됨|무슨\s?일(?:이|들이|\s?있|인|임|\s?났|이야)|뭔\s?일|근황|경과|전말|진행\s?상황|어디까지\s?(?:왔|갔|됐|진행|나왔|나갔|밝혀)"
    r"|(?:이게|이거|그게|그거|이건|그건)\s(?:다\s|대체\s|도대체\s)?(?:무슨|뭔)\s(?:얘기|이야기|소리|일|사건|상황|내용)"
    r"|그동안\s.{0,12}(?:알려|정리)|what(?:'s| is) happening|what happened|sum(?:marise|marize| up)"
    r"|top (?:news|stories)|headlines|overview"
    r"|what(?:['’]?s| is) (?:in the news|new|going on)|today['’]?s news|any news"
)
_NOT_OVERVIEW = lazy_compile(
    r"[가-힣]면\s.{0,40}(?:어떻게|어케)|정리해고|어떻게\s?(?:하면|해야|신청|가|쓰|받)|무슨\s?일을\s?(?:해|하)|주요\s?(?:내용|원인|이유"
    r"|쟁점)(?:은|이)?\s?뭐"
)
_OVERVIEW_SPARE = lazy_compile(
    r"^(?:정리|정리좀|정리점|정리해줘|정리해|정리해주세요|요약|요약좀|요약해줘|요약해|어떻게|어케|어찌|됐어|됐나|됐나요|됐는지|됐지|됨|된|돼가|되고|되가|일|일이야"
    r"|거야|건지|돌아감|돌아가|무슨|뭔|"
    r"있었어|있었는지|있었나|일들이|일이|일인지|알려줘|알려|지금|현재|그동안|얘기|이야기|좀|점|뉴스|뉴스들|기사|기사들|소식|주요|톱|큰|제일|가장|뭐|뭐야|핫이슈|이슈|헤드라인"
    r"|브리핑|브리핑해줘|그거|그게|이거|결론남|결론|났어|남|"
    r"하루|동안|근황|경과|전말|진행|상황|진행상황|나온|다|전부|사건이|요즘|요새|어때|어떰|어떤가|어떤가요|어떻지|분위기|이게|이건|그건|얘기야|이야기야|소리야|내용이야|대체|도대체|진행됐어|진행됐나|진행됨|진행되고|있어|있나|어디까지|사태|타임라인|관련|모아줘|모음|흐름|보여줘|주세요|부탁해요|부탁해|동향|이슈는|주"
    r"|what|what['’]?s|new|going|on|any|today['’]?s|happened|happening|is|in|to|with|the|summarize"
    r"|summarise|about|top|news|stories|headlines|of)[?!.~]*$",
    re.IGNORECASE,
)


# Where an article is from, who wrote it and when: what its line in a list says.
_SOURCE = lazy_compile(
    rf"(?:{_ARTICLE}|뉴스|보도)(?:는|은|를|을|가)?\s?(?:(?:누가|어떤\s기자가|무슨\s기자가)\s?(?:쓴|썼|작성)|출처)\S{{0,4}}"
    r"(?:\s?(?:거|건|기사|뉴스|보도)\S{0,3})?[\s?!.~ㅋㅎ]*$"
    rf"|(?:{_ARTICLE}{_NO_DRIVER}|뉴스|보도)(?:는|은|를|을|가)?\s?"
    r"(?:(?:어디|어느\s?(?:신문|언론사?|매체|방송사?)|무슨\s?신문)"
    r"(?:서|에|에서|이|가)?\s?(?:나온|나왔|난|났|실린|실렸|쓴|썼|거|꺼|낸|냈)|(?:언제|며칠에|몇\s?시에|몇\s?월\s?며칠에)\s?(?:나온|나왔|난|났|쓴|썼|올라온|올라왔|실린)"
    r"|(?:언제|며칠)\s?(?:자|거|꺼))\S{0,4}(?:\s?(?:거|건|기사|뉴스|보도)\S{0,3})?[\s?!.~ㅋㅎ]*$"
    rf"|(?:{_ARTICLE}|뉴스|보도)(?:를|을)?\s?(?:쓴|작성한)\s?(?:기자|사람|분)(?:은|는|이|가)?\s?(?:이름\S{{0,2}}\s?)?"
    r"(?:누구|누군|뭐|머)\S{0,4}[\s?!.~ㅋㅎ]*$"
    r"|(?:누가|어디서|어디에|언제|몇\s?시에|어느\s?(?:신문|언론사|매체|방송)\S{0,2})\s?(?:쓴|난|나온|낸|보도한|실린)\s?(?:기사|뉴스|보도)\S{0,3}[\s?!.~ㅋㅎ]*$"
)


@dataclass(frozen=True, slots=True)
class Listing:
    """What articles are wanted; "" and None where anything goes. topic: what they are about."""

    topic: str
    publisher: str = ""
    author: str = ""
    days: Days | None = None
    newest: bool = False


def may_ask_for_stories(text: str) -> bool:
    """Whether *text*, though no question, plainly asks for stories or for articles of a day, paper or author."""
    if addresses(text):
        return True
    if _OVERVIEW.search(text):
        return _NOT_OVERVIEW.search(text) is None
    if not asks_for_articles(text):
        return False
    days, _ = read_days(text, date(2000, 6, 15))
    carried = any(_CARRIED.search(word) or _PUBLISHED.match(word) for word in text.split())
    asked = (days, _NEWEST.search(text), _AUTHOR.search(text), _WRITTEN.search(text))
    return carried or any(one is not None for one in asked)


def asks_for_articles(text: str) -> bool:
    """Whether *text* may ask for a list of articles by more than their topic."""
    return any(pattern.search(text) is not None for pattern in (_ARTICLES, _WRITTEN, _ITS_OWN, _OF_REPORTER))


def read_listing(
    text: str, today: date, publishers: frozenset[str], authors: frozenset[str]
) -> Listing | None:
    """What articles *text* asks for; None where it has no filter but a topic, or asks for a fact.

    publishers, authors: those there are, by whose names the words of the request are told.
    """
    days, rest = read_days(text, today)
    if days is not None and _happens(text, rest):
        days, rest = None, text
    newest = _NEWEST.search(rest) is not None
    rest = _NEWEST.sub(" ", rest)
    author, rest = _author(rest, authors)
    publisher, rest = _publisher(rest, publishers)
    if not (author or publisher or days or newest):
        return None
    if _FACT.search(rest) and not _ASKS_FOR.search(rest):
        return None
    if not author and not publisher and not _ARTICLES.search(text):
        return None
    words = [word for word in rest.split() if not _SPARE.match(word.strip("?!.,~ㅋㅎ"))]
    topic = " ".join(
        re.sub(r"기사\S{0,8}$|(?<![?!.,~])[?!.,~]++$", "", word) or word
        for word in words
        if not _PUBLISHED.match(word)
    )
    return Listing(re.sub(r"(?<=\S)기사(?=\s|$)", "", topic).strip(), publisher, author, days, newest)


def _happens(text: str, rest: str) -> bool:
    """Whether the day in *text* is when something happens rather than when it was written about."""
    kept = 0
    while kept < min(len(text), len(rest)) and text[kept] == rest[kept]:
        kept += 1
    return _EVENT.match(rest[kept:].lstrip()) is not None


def _author(text: str, authors: frozenset[str]) -> tuple[str, str]:
    """The author that *text* names, and *text* without; a name alone counts where it is one of *authors*."""
    for pattern in (_AUTHOR, _WRITTEN):
        if (match := pattern.search(text)) is not None and (pattern is _AUTHOR or match["name"] in authors):
            return match["name"], f"{text[: match.start()]} {text[match.end() :]}"
    for word in text.split():
        if len(word) == 3 and word in authors:
            return word, text.replace(word, " ", 1)
    return "", text


def _publisher(text: str, publishers: frozenset[str]) -> tuple[str, str]:
    """The paper that *text* names, and *text* without it; of a paper none of *publishers*, that is said to carry it."""
    known = by_letters(publishers)
    words = text.split()
    for k, word in enumerate(words):
        bare = letters(re.sub(r"(?:꺼|껄|거)(?:로|만)?$", "", _CARRIED.sub("", word)))
        marked = _CARRIED.search(word) is not None or word.endswith(("꺼", "꺼로", "껄로"))
        marked = marked or (k + 1 < len(words) and _PUBLISHED.match(words[k + 1]) is not None)
        forms = tuple(
            dict.fromkeys((bare, letters(stem(word)), letters(re.sub(r"(?:이|가|에서|에|의|서)$", "", word))))
        )
        named = [known[form] for form in forms if form in known]
        if marked:
            named += [one for form in forms if len(form) > 1 for one in find_names(form, known)[:1]]
            wrote = any(map(_WROTE.search, (word, " ".join(words[k : k + 2]))))
            named += [form for form in forms if wrote and _PAPER.fullmatch(form)]
        if named:
            return named[0], " ".join(words[:k] + words[k + 1 :])
    return "", text


def find_listing(index: Searchable, request: Request) -> Reply | None:
    """The route of *request* where it asks for articles of a paper, an author or a day; None where it does not."""
    text = request.text
    overview = _OVERVIEW.search(text) is not None and _OF_REPORTER.search(text) is None
    if not asks_for_articles(text) or overview:
        return None
    found = index.candidates(text, _DEPTH)
    newest = index.latest(1)
    if not newest:
        return None
    today = request.as_of or newest[0].day
    if today is None:
        return None
    pool = [article for article, _ in found]
    publishers = frozenset(article.publisher for article in pool)
    authors = frozenset(name for article in pool for name in article.authors)
    wanted = read_listing(text, today, publishers, authors)
    if wanted is None:
        return None
    if wanted.topic:
        scored = index.candidates(wanted.topic, _DEPTH)
    else:
        scored = [(article, 1.0) for article in _newest(index, wanted)]
    kept = [(article, score) for article, score in scored if _fits(article, wanted)]
    if not kept:
        named = bool(wanted.publisher or wanted.author) and bool(wanted.topic)
        return Reply("none") if named else None  # that paper has nothing of it
    best = max(score for _, score in kept)
    if best < _ALIKE * scored[0][1]:
        return Reply("none")  # nobody of that name wrote of it: what is left shares a word or two
    chosen = [article for article, score in kept if score >= (_CLOSE if wanted.newest else _ALIKE) * best]
    if wanted.newest:
        last = max((article.day for article in chosen if article.day), default=None)
        chosen = [article for article in chosen if article.day == last]
    return Reply("stories", 0.9, stories=_hits(chosen))


def _fits(article: Article, wanted: Listing) -> bool:
    return (
        (not wanted.publisher or article.publisher == wanted.publisher)
        and (not wanted.author or wanted.author in article.authors)
        and (wanted.days is None or (article.day is not None and article.day in wanted.days))
    )


def _newest(index: Searchable, wanted: Listing) -> list[Article]:
    """The newest articles of the paper, the author and the days that are *wanted*, however many others there are."""
    days = wanted.days
    filters = Filters(
        publisher=(wanted.publisher,) if wanted.publisher else (),
        author=(wanted.author,) if wanted.author else (),
        since=days.first if days else None,
        until=days.last if days else None,
    )
    if not filters:
        return index.latest(_FOLDED)
    asked = write_query(Asked("", filters))
    return [hit.article for hit in index.search(asked, _FOLDED, stories=False, order="newest").hits]


def read_source(text: str) -> str | None:
    """What the article is about of which *text* asks where, when or by whom it was written; None where it does not.

    >>> read_source("버스 파업 기사 누가 썼어?"), read_source("누가 이 시를 썼어?")
    ('버스 파업', None)
    """
    match = _SOURCE.search(text)
    if match is None:
        return None
    words = text[: match.start()].split()
    topic = " ".join(word for word in words if not _SPARE.match(word))
    return topic if len(topic) > 1 else None


def find_source(index: Searchable, request: Request) -> Reply | None:
    """The route of *request* where it asks where, when or by whom an article was written: it, and those like it."""
    topic = read_source(request.text)
    if topic is None:
        return None
    scored = index.candidates(topic, _SHOWN)
    if not scored:
        return None
    best = scored[0][1]
    close = [article for article, score in scored if score >= _CLOSE * best]
    if not any(_is_of(article, topic) for article in close):
        return None  # nobody wrote of it: what is found shares a word
    return Reply("stories", 0.8, stories=tuple(hit_of(article) for article in close))


def _is_of(article: Article, topic: str) -> bool:
    """Whether *article* is about all of *topic*, or has all of it in its title and its lead, whatever the endings."""
    if Told(article.title, article.body).is_about(content_words(topic)):
        return True
    units = read_frame(topic).units
    head = plain(f"{article.title} {article.body[:LEAD_CHARS]}")
    squeezed = squeeze(head)
    held = has_table(units, [(head, squeezed, keystrokes(squeezed))])
    return len(units) > 0 and bool(held.min() >= _HELD)


def find_linked(index: Searchable, request: Request) -> Reply | None:
    """The article that an address in *request* leads to; kind "none" where it is none of these, None without one.

    A question beside the address is left to be answered.
    """
    if not addresses(request.text) or len(without_addresses(request.text)) > _BESIDE:
        return None
    found = [article for article in index.get_many(article_ids(request.text)) if article is not None]
    if not found and len(given := addresses(request.text)) == 1:  # of a paper's own site
        found = [hit.article for hit in index.search(given[0], 1).hits]
    return (
        Reply("stories", 1.0, stories=tuple(hit_of(article) for article in found)) if found else Reply("none")
    )


def find_overview(index: Searchable, request: Request) -> Reply | None:
    """The route of *request* where it asks for the stories of a day, a week or a topic; None where it does not."""
    text = request.text
    if not _OVERVIEW.search(text) or _NOT_OVERVIEW.search(text) or _OF_REPORTER.search(text):
        return None
    newest = index.latest(1)
    if not newest or (today := request.as_of or newest[0].day) is None:
        return None
    days, rest = read_days(text, today)
    topic = " ".join(word for word in rest.split() if not _OVERVIEW_SPARE.match(word))
    topic = re.sub(r"\s?(?:정리|요약)\S{0,4}$", "", topic).strip(" ?!.,~")
    if not topic:
        return _of_days(index, days or Days(today, today), newest[0].day)
    scored = index.candidates(topic, _DEPTH if days else 80)
    kept = [(a, s) for a, s in scored if days is None or (a.day is not None and a.day in days)]
    last = newest[0].day
    older = last if not kept and days is not None and last is not None and last < days.first else None
    kept = kept or (scored if older else [])
    if not kept:
        return None
    best = kept[0][1]
    chosen = [article for article, score in kept if score >= _ALIKE * best][:_FOLDED]
    words = content_words(topic)
    about = [one for one in chosen if all(word in squeeze(f"{one.title} {one.body}") for word in words)]
    return Reply("stories", 0.8, stories=_hits(about or chosen), newest=older)


def _of_days(index: Searchable, days: Days, last: date | None) -> Reply | None:
    """The stories of *days*; where no article is that new, those of the *last* day there is."""
    if last is not None and last < days.first:
        hits = headlines_of(index, Days(last, last), _SHOWN)
        return Reply("stories", 0.8, stories=hits, newest=last) if hits else None
    hits = headlines_of(index, days, _SHOWN)
    return Reply("stories", 0.8, stories=hits) if hits else None


def _hits(articles: Sequence[Article]) -> tuple[Hit, ...]:
    """*articles* as hits, one a story with its other reports, the newest turn first."""
    stories = group(articles[:_FOLDED])
    stories.sort(key=lambda story: -max(article.moment for article in story.articles))
    return tuple(hit_of(story.best, [article.id for article in story.others]) for story in stories[:_SHOWN])


def hit_of(article: Article, others: Sequence[str] = ()) -> Hit:
    """*article* as a hit that shows the sentence which tells its story."""
    start, end = lead(article) or (0, 0)
    return Hit(article, 1.0, Passage(start, end), tuple(others[:20]))

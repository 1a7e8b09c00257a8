"""What other papers make of the fact that a sentence tells: the same figure, or another one.

Two reports differ only where both tell the fact asked about in like words, neither article has the other's figure
anywhere, and the one is no rounding of the other. So 24조 and 24조 1613억, or the share bought and the share held,
are no difference; 14.5% and 14.6% are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.answers.dates import When, resolve
from bot.answers.features import Floats, Pool, Sentence
from bot.answers.figures import Figure, figures
from bot.answers.question import Asked, Kind
from bot.answers.wording import content_words
from bot.korean.sentences import Span
from bot.patterns import lazy_compile
from bot.quotes.alignment import plain

_COMPARED = 16  # sentences, the likeliest; what stands behind them tells something else
_NEAR = 0.6  # of the best sentence's worth: a report that answers as well
_BEFORE, _AFTER = 60, 40  # characters around a figure that tell what it is of
_ALIKE = {Kind.NUMBER: 0.5, Kind.WHEN: 0.75}  # of the words around either that the other sentence has too
_FRESH = 2  # days between a date and the paper that has it as news
_TWO = 2  # words in common are the least
_MOST = 2  # other reports shown beside the best
_NAMED = frozenset(
    {"월", "일", "년", "시", "분", "호", "위", "차", ""}
)  # what has a number rather than counts something
_ROUGH_BEFORE = lazy_compile(r"(?:약|최소|최대|대략|거의|많게는|적어도|무려)\s*$")
_ROUGH_AFTER = lazy_compile(
    r"\s?(?:여|쯤|가량|안팎|정도|이상|이하|넘|대(?![가-힣])|돌파|육박|가까|초과|미만|선을|수준"
    r"|에 달|내외|을 넘|를 넘)"
)
_ROUGHLY = lazy_compile(r"약|여|대$")
_DATE = lazy_compile(r"(?P<year>\d{4})년(?:\s?(?P<month>\d{1,2})월)?(?:\s?(?P<day>\d{1,2})일)?")
_LARGE = 1_000  # from here on, figures that end in noughts are taken for rounded


@dataclass(frozen=True, slots=True)
class Reports:
    """What other articles say of the best sentence's fact.

    differing: sentences of the pool, each with a figure or date of its own, of another article.
    agreeing: how many papers, that of the best sentence included, tell it with the very same; 0 where none can be told.
    """

    differing: tuple[int, ...] = ()
    agreeing: int = 0


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure or a date, as it stands in a sentence. rough: the words around it say that it is not exact."""

    what: Figure | When
    rough: bool = False


def compare_reports(
    asked: Asked, pool: Pool, worth: Floats, order: Sequence[int], told: Span | None
) -> Reports:
    """The reports of what *told*, a span of the body of the first sentence in *order*, says.

    worth: of every sentence; order: of the sentences, best first.
    """
    first = pool.sentences[order[0]]
    ours = _read(asked, first, told) if told is not None else None
    if ours is None or told is None:
        return Reports()
    papers = {_paper(first)}
    differing: list[int] = []
    others: list[_Told] = []  # a second paper with the same other figure adds nothing
    compared = {first.article.id}
    for k in order[1:_COMPARED]:
        other = pool.sentences[k]
        if other.article.id == first.article.id:
            continue
        alike = [
            (theirs, span)
            for span in other.answers
            if (theirs := _read(asked, other, span)) is not None
            and type(theirs.what) is type(ours.what)
            and _unit(theirs) == _unit(ours)
            and _about_the_same(asked, first, told, other, span)
        ]
        if not alike:
            continue
        if any(_agree(ours, theirs) for theirs, _ in alike):
            if any(theirs.what == ours.what for theirs, _ in alike):
                papers.add(_paper(other))
            compared.add(other.article.id)
        elif (
            worth[k] >= _NEAR * worth[order[0]]
            and other.article.id not in compared
            and not _has(asked, pool, other, ours)
            and not any(_has(asked, pool, first, theirs) for theirs, _ in alike)
            and not any(_is_each_ones_news(first, ours, other, theirs) for theirs, _ in alike)
        ):
            compared.add(other.article.id)
            if not any(_agree(known, theirs) for known in others for theirs, _ in alike):
                differing.append(k)
                others.append(alike[0][0])
    return Reports(tuple(differing[:_MOST]), len(papers))


def _paper(sentence: Sentence) -> str:
    return sentence.article.publisher or sentence.article.id


def _unit(told: _Told) -> str:
    return told.what.unit if isinstance(told.what, Figure) else ""


def _read(asked: Asked, sentence: Sentence, span: Span) -> _Told | None:
    """The figure or date that stands at *span* of the body; None where it cannot be compared."""
    start, end = span[0] - sentence.start, span[1] - sentence.start
    text = sentence.plain
    if asked.kind is Kind.WHEN:
        return _read_date(sentence, (start, end))
    if asked.kind is not Kind.NUMBER:
        return None
    found = figures(text[start:end])
    if len(found) != 1 or found[0].unit in _NAMED:
        return None
    written = text[start:end]
    rough = (
        _ROUGH_BEFORE.search(text[max(0, start - 5) : start]) is not None
        or _ROUGHLY.search(written) is not None
        or _ROUGH_AFTER.match(text, end) is not None
    )
    return _Told(found[0], rough)


def _read_date(sentence: Sentence, span: Span) -> _Told | None:
    if sentence.plain[max(0, span[0] - 1) : span[0]] in tuple(",.0123456789"):
        return None  # 1,330일
    match = _DATE.match(sentence.plain, *span)
    if match is not None:
        year, month, on = (int(match[part] or 0) for part in ("year", "month", "day"))
        return _Told(When(year, month, on))
    day = sentence.article.day
    meant = resolve(sentence.text, span, day) if day is not None else None
    return _Told(meant) if meant is not None else None


def _is_each_ones_news(first: Sentence, ours: _Told, other: Sentence, theirs: _Told) -> bool:
    """Whether either date is the news of its own day: what happens every day happened on both."""
    one, two = first.article.day, other.article.day
    if not isinstance(ours.what, When) or not isinstance(theirs.what, When) or one == two:
        return False
    return _is_of(ours.what, one) and _is_of(theirs.what, two)


def _is_of(when: When, day: date | None) -> bool:
    if day is None or not when.day:
        return False
    return abs((date(when.year, when.month, when.day) - day).days) <= _FRESH


def _agree(ours: _Told, theirs: _Told) -> bool:
    """Whether both may be the same, the one told less exactly."""
    one, other = ours.what, theirs.what
    if isinstance(one, When) and isinstance(other, When):
        pairs = ((one.year, other.year), (one.month, other.month), (one.day, other.day))
        parts = not one.part or not other.part or one.part == other.part
        return parts and all(mine == yours or not mine or not yours for mine, yours in pairs)
    assert isinstance(one, Figure)
    assert isinstance(other, Figure)
    apart = abs(one.value - other.value)
    return apart == 0 or apart < max(_step(one.value, ours.rough), _step(other.value, theirs.rough))


def _step(value: Decimal, rough: bool) -> Decimal:
    """What a figure is exact to: 24조 to a 조, 14.5 to a tenth; 179명 to one, unless it is said to"
    " be rough."""
    _, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int)
    noughts = len(digits) - len("".join(map(str, digits)).rstrip("0"))
    if exponent < 0 or (noughts and (rough or value >= _LARGE)):
        return Decimal(10) ** (exponent + noughts)
    return value / 5 if rough else Decimal(1)


def _about_the_same(asked: Asked, first: Sentence, ours: Span, other: Sentence, theirs: Span) -> bool:
    """Whether the figures at *ours* and *theirs* are told of the same thing, as far as words say."""
    article = plain(f"{other.article.title} {other.article.body}")
    if any(word in first.plain and not _has_word(word, article) for word in asked.stems):
        return False
    alike = min(_shared(first, ours, other), _shared(other, theirs, first))
    return alike >= _ALIKE[asked.kind] or _same_sum(first, ours, other, theirs)


def _same_sum(first: Sentence, ours: Span, other: Sentence, theirs: Span) -> bool:
    """Whether both figures are of the same noun, beside another figure that the sentences share:"
    " 89대, 운행률은."""
    around = [
        (
            one.plain[: span[0] - one.start],
            one.plain[: span[0] - one.start] + one.plain[span[1] - one.start :],
        )
        for one, span in ((first, ours), (other, theirs))
    ]
    nouns = [content_words(before[-_BEFORE:])[-1:] for before, _ in around]
    shared = [{figure for figure in figures(rest) if figure.unit not in _NAMED} for _, rest in around]
    return bool(nouns[0]) and nouns[0] == nouns[1] and bool(shared[0] & shared[1])


def _shared(one: Sentence, span: Span, other: Sentence) -> float:
    """The share of the words around *span* that the other sentence has; 0 where they are too few to tell."""
    start, end = span[0] - one.start, span[1] - one.start
    around = f"{one.plain[max(0, start - _BEFORE) : start]} {one.plain[end : end + _AFTER]}"
    words = [word for word in content_words(around)[1:-1] if not word[0].isdigit() and len(word) >= 2]
    found = sum(_has_word(word, other.plain) for word in words)
    return found / len(words) if found >= _TWO else 0.0


def _has_word(word: str, text: str) -> bool:
    return word in text or (len(word) >= 3 and word[:2] in text)


def _has(asked: Asked, pool: Pool, sentence: Sentence, told: _Told) -> bool:
    """Whether the article of *sentence* has that figure or date anywhere."""
    article = sentence.article
    if isinstance(told.what, Figure):
        text = f"{article.title} {article.body}"
        return any(
            figure.unit == told.what.unit and _agree(told, _Told(figure, rough=True))
            for figure in figures(text)
        )
    days = [_read(asked, one, span) for one, span in _dated(pool, article.id)]
    return any(day is not None and _agree(told, day) for day in days)


def _dated(pool: Pool, article_id: str) -> Iterator[tuple[Sentence, Span]]:
    for sentence in pool.sentences:
        if sentence.article.id == article_id:
            for span in sentence.answers:
                yield sentence, span

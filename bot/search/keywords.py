"""Whether an article has a reader's words, and whether it is about them: for filters, keywords, stories and trends.

Spacing, case, Hanja and particles are forgiven (소버린AI is in "소버린 AI를"); a Latin word or a number is met whole
(AI is not in "said", 5 not in 15), and across a space a word begins with a word and is no short one (한화 is not in
"위독한 화재"). A paper's own lines at the end do not count: "네이버에서 구독해주세요" is no news of 네이버.

>>> told = Told("나룻배 요금 인상", "한빛시는 나룻배 요금을 올린다고 밝혔다.")
>>> told.has("나룻배 요금"), told.is_about(("나룻배",)), told.has("배요")
(True, True, False)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.articles.article import Article
from bot.kernel import HAS_KERNEL, kernel
from bot.korean.normalize import TABLES, Codes, fold, fold_units, units
from bot.korean.texts import Buffer, Texts, decoded, encoded
from bot.korean.tokens import BIGRAM, plain_terms
from bot.patterns import lazy_compile

SHORT = 3  # syllables; a shorter word is written in one
LEAD_CHARS = 200  # of a body: what an article begins with is what it is about
SHORT_LEADS = 2  # as many leads long is a short article, which is all lead
OFTEN = 4  # times; more is no more about it
PROMINENT = 0.35  # of the worth of a word in the title: a word in the lead; likewise one that is met often
_TAIL_CHARS, _TIP_CHARS = 400, 30  # tip lines are shorter; what begins one stands so far before
_TIPS = lazy_compile(
    r"제보(?:하기|가 뉴스|를 기다|로 함께|는 카카오톡)|채널 ?추가|구독해 ?주세요|팔로잉하시면"
)
_TIP_BEGINS = lazy_compile(r"(?:^|[.■※▶▷\n])[^.■※▶▷\n]{0,25}$")

Mentions = NDArray[np.int32]  # texts x words x 2: where each word stands first and next, -1 where it does not


class Word(NamedTuple):
    """A word as it is looked for. exact: with its spaces as they are; else *text* has none, and any are forgiven.

    is_plain: of Hangul, none of whose places overlap: where no space stands within, it is found as it is written.
    """

    text: str
    exact: bool
    pattern: re.Pattern[str]
    is_plain: bool


@lru_cache(maxsize=20_000)
def word_of(typed: str, exact: bool = False) -> Word | None:
    """*typed* as it is looked for; None where nothing is left of it."""
    spaced = " ".join(folded(typed).split())
    text = spaced if exact else spaced.replace(" ", "")
    if not text:
        return None
    starts, ends = _is_latin(text[0]), _is_latin(text[-1])
    pattern = " +".join(map(re.escape, text.split(" ")))
    if not exact and len(text) >= SHORT:
        loose = " ?".join(map(re.escape, text))
        pattern = loose if starts else f"(?:{pattern}|(?<![가-힣a-z0-9]){loose})"
    pattern = ("(?<![a-z0-9])" if starts else "") + pattern + ("(?![a-z0-9])" if ends else "")
    overlaps = any(text[:length] == text[-length:] for length in range(1, len(text)))
    return Word(text, exact, re.compile(pattern), not (exact or starts or ends or overlaps))


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def squeeze(text: str) -> str:
    """*text* folded and without spaces."""
    return "".join(fold(text).split())


def folded(text: str) -> str:
    """*text* as words are looked for in: folded, one character a code unit, so that places in it are those of units."""
    return _wide(fold_units(units(text)))


def has(word: str, text: str) -> bool:
    """Whether *text*, which is `folded`, has *word*."""
    wanted = word_of(word)
    return wanted is not None and wanted.pattern.search(text) is not None


class Told:
    """Title and body as words are looked for in: folded, a 0 between, without the tip lines at the end.

    text: `folded`. squeezed: without spaces.
    """

    __slots__ = ("_found", "head_end", "squeezed", "text", "title_end")

    def __init__(self, title: str, body: str) -> None:
        self.text = folded(f"{title}\0{body[: told_end(body)]}\0")
        self.squeezed = self.text.replace(" ", "")
        self.title_end = len(units(title))
        self.head_end = _head_end(self.title_end, self.title_end + len(units(body)) + 2)
        self._found: tuple[str, bool, tuple[int, ...]] = ("", False, ())

    def places(self, word: str, *, exact: bool = False) -> tuple[int, ...]:
        """Where the first `OFTEN` times *word* stands."""
        last, as_exact, found = self._found  # the same is asked several times on end
        if last != word or as_exact != exact:
            found = self._look_for(word, exact)
            self._found = word, exact, found
        return found

    def _look_for(self, word: str, exact: bool) -> tuple[int, ...]:
        wanted = word_of(word, exact)
        if wanted is None or (not exact and wanted.text not in self.squeezed):
            return ()
        if wanted.is_plain and self._is_unspaced(wanted.text):
            return _places(wanted.text, self.text)
        return tuple(match.start() for match in islice(wanted.pattern.finditer(self.text), OFTEN))

    def _is_unspaced(self, word: str) -> bool:
        """Whether *word* stands nowhere with a space within."""
        return len(word) < SHORT or self.text.count(word) == self.squeezed.count(word)

    def has(self, word: str, *, exact: bool = False) -> bool:
        return bool(self.places(word, exact=exact))

    def is_about(self, words: Sequence[str]) -> bool:
        """Whether it has all of *words*, and one of them in its title or lead, or twice.

        Once in passing is not about it.
        """
        found = [self.places(word) for word in words]
        return all(found) and any(len(places) > 1 or places[0] < self.head_end for places in found)

    def prominence(self, word: str) -> float:
        """How much it is about *word*: 1 in the title, less in the lead, 0 in passing."""
        places = self.places(word)
        if not places or places[0] < self.title_end:
            return float(bool(places))
        return PROMINENT * (places[0] < self.head_end) + PROMINENT * len(places) / OFTEN


def _places(word: str, text: str) -> tuple[int, ...]:
    """Where the first `OFTEN` times *word* stands in *text*, as it is written."""
    found: list[int] = []
    at = text.find(word)
    while at >= 0 and len(found) < OFTEN:
        found.append(at)
        at = text.find(word, at + len(word))
    return tuple(found)


def _head_end(title_end: int, end: int) -> int:
    """Where the lead ends of a text that ends, with its 0 and its tip lines, at *end*; a short text is all lead."""
    is_short = end <= title_end + 1 + SHORT_LEADS * LEAD_CHARS + 1
    return end if is_short else title_end + 1 + LEAD_CHARS


def _head_ends(bounds: NDArray[np.int64]) -> NDArray[np.int64]:
    """`_head_end` of articles; *bounds* as `told_mentions` has them."""
    title_ends, lengths = bounds[:, 1] - bounds[:, 0] - 1, bounds[:, 2] - bounds[:, 0]
    ends: NDArray[np.int64] = np.where(
        lengths <= title_ends + 1 + SHORT_LEADS * LEAD_CHARS + 1, lengths, title_ends + 1 + LEAD_CHARS
    )
    return ends


def told_end(body: str) -> int:
    """Where the tip lines begin that end *body*; its length where there are none."""
    tips = _TIPS.search(body, max(0, len(body) - _TAIL_CHARS))
    if tips is None:
        return len(body)
    line = _TIP_BEGINS.search(body[: tips.start()], max(0, tips.start() - _TIP_CHARS))
    return line.start() + 1 if line else tips.start()


def _wide(codes: Codes) -> str:
    return codes.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")


# --- many articles at once ---


def find_mentions(
    raw: Buffer,
    starts: NDArray[np.int64],
    ends: NDArray[np.int64],
    words: Sequence[Word],
    native: bool = HAS_KERNEL,
) -> Mentions:
    """Where texts, from *starts* to *ends* in UTF-16 *raw*, have *words* first and next; in units from their start."""
    found = np.full((len(starts), len(words), 2), -1, np.int32)
    codes = np.frombuffer(raw, np.uint16)
    if native:
        spelled = Texts.of([word.text.encode("utf-16-le", "surrogatepass") for word in words])
        exact = np.array([word.exact for word in words], np.uint8)
        kernel.mentions(
            codes, starts, ends, *TABLES, spelled.codes, spelled.ends, exact, found.reshape(-1)
        )  # fmt: skip
        return found
    for row, start, end in zip(found, starts.tolist(), ends.tolist(), strict=True):
        text = _wide(fold_units(codes[start:end], native))
        for word, places in zip(words, row, strict=True):
            for at, match in enumerate(islice(word.pattern.finditer(text), 2)):
                places[at] = match.start()
    return found


def terms_needed(words: Sequence[Word]) -> NDArray[np.uint32]:
    """The terms that an article surely has that has all of *words*; none for a word of a single syllable."""
    needed = [np.zeros(0, np.uint32)]
    for word in words:
        found = plain_terms(fold_units(units(word.text)))
        needed.append(found.ids[found.kinds == BIGRAM])
        if word.text.isascii() and word.text.isalpha():
            needed.append(found.ids)
    return np.unique(np.concatenate(needed))


def told_mentions(
    raw: Buffer, bounds: NDArray[np.int64], words: Sequence[Word], native: bool = HAS_KERNEL
) -> Mentions:
    """`find_mentions` of articles, but for tip lines; a second place there is left where it tells nothing.

    bounds: articles x 3: where in UTF-16 *raw* each title begins, each body, and where that ends, zeros included.
    """
    starts, ends = bounds[:, 0].copy(), bounds[:, 2].copy()
    found = find_mentions(raw, starts, ends, words, native)
    tails = ends - starts - 1 - _TAIL_CHARS
    first, second, tail_of = found[:, :, 0], found[:, :, 1], tails[:, None]
    heads = np.minimum(_head_ends(bounds), tails)[:, None]
    sure = (((second >= 0) & (second < tail_of)) | ((first >= 0) & (first < heads))).any(axis=1)
    doubtful = (first >= tail_of).any(axis=1) | ((second >= tail_of).any(axis=1) & ~sure)
    for at in np.flatnonzero(doubtful).tolist():
        start, begin, end = bounds[at].tolist()
        first = max(begin, end - 1 - _TAIL_CHARS - _TIP_CHARS)
        tail = decoded(raw[2 * first : 2 * end])
        if (told := told_end(tail)) < len(tail):
            places = found[at]
            places[places >= first - start + len(units(tail[:told]))] = -1
    return found


def tell_about(found: Mentions, bounds: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which articles are about the words of *found*, their `told_mentions`; as `Told.is_about` says it."""
    first, second = found[:, :, 0], found[:, :, 1]
    central = (second >= 0) | ((first >= 0) & (first < _head_ends(bounds)[:, None]))
    about: NDArray[np.bool_] = np.logical_and((first >= 0).all(axis=1), central.any(axis=1))
    return about


def articles_about(articles: Sequence[Article], words: Sequence[Word]) -> NDArray[np.bool_]:
    """Which of *articles* are about *words*; as `Told.is_about` says it."""
    texts = [encoded(text) for one in articles for text in (one.title, one.body)]
    ends = np.cumsum([0, *(len(text) // 2 for text in texts)], dtype=np.int64)
    bounds = np.stack([ends[0:-1:2], ends[1::2], ends[2::2]], axis=1)
    return tell_about(told_mentions(memoryview(b"".join(texts)), bounds, words), bounds)

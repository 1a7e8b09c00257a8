"""The second and third sentence of a reply: likely ones that say something which the first does not.

What is most like the sentences already chosen adds least; one with an answer of its own in it adds most.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rapidfuzz import fuzz

from bot.answers.features import Floats, Pool
from bot.answers.wording import squeeze
from bot.digests.lead import is_caption
from bot.korean.sentences import Span
from bot.patterns import lazy_compile

_SAME = 85.0  # percent of characters in common: the same sentence in another paper
_LIKENESS = 4.0  # of the worth of a sentence that is wholly like a chosen one
_ANOTHER = 1.0  # what an answer is worth that none of the chosen sentences has;
_AT_LAST = 2.0  # where the first of them gives none
_LABEL = lazy_compile(r"^(?:소식|이야기|얘기|기사|내용|뉴스)")  # 한빛강 나룻배 소식이다
_ROOT = 2  # syllables by which a word of the title is known again


def choose_others(
    pool: Pool,
    worth: Floats,
    likely: Sequence[int],
    kept: Sequence[int],
    limit: int,
    told: Callable[[int], tuple[Span, ...]],
) -> list[int]:
    """The numbers of at most *limit* sentences: those of *kept*, then of the *likely* ones what adds most.

    worth: of every sentence. told: where in the body of its article a sentence says what was asked for.
    """
    chosen = list(kept[:limit])
    said = {k: _words(pool, k, told(k)) for k in likely if k not in chosen}
    another = _ANOTHER if told(chosen[0]) else _AT_LAST
    while len(chosen) < limit:
        graded = [
            (adds + float(worth[k]), -place, k)
            for place, k in enumerate(said)
            if k not in chosen and (adds := _adds(pool, chosen, k, said[k], another)) is not None
        ]
        if not graded:
            break
        chosen.append(max(graded)[2])
    return chosen


def _adds(pool: Pool, chosen: Sequence[int], k: int, answer: str, another: float) -> float | None:
    """What sentence *k* is worth more beside the *chosen* ones; None where it is one of them in other papers' words.

    another: what *answer*, its own, is worth where none of them has it.
    """
    words = pool.sentences[k].squeezed
    others = [pool.sentences[other].squeezed for other in chosen]
    like = max(fuzz.ratio(words, other) for other in others)
    if like >= _SAME or not _tells(pool, k):
        return None
    is_new = bool(answer) and not any(answer in other for other in others)
    return another * is_new - _LIKENESS * like / 100.0


def _tells(pool: Pool, k: int) -> bool:
    """Whether sentence *k* has any word that its title has not, and is more than a photo's caption."""
    sentence = pool.sentences[k]
    if is_caption(sentence.article):
        return False
    title = squeeze(sentence.article.title)
    return any(word[:_ROOT] not in title and not _LABEL.match(word) for word in sentence.plain.split())


def _words(pool: Pool, k: int, told: tuple[Span, ...]) -> str:
    return squeeze(pool.sentences[k].article.body[slice(*told[0])]) if told else ""

"""A question's slips of the thumb, mended by the words of the articles found for it.

>>> told = lambda: ["도담나루의 교통비가 내달 오른다."]
>>> text, slips = mended("도담나루 교툥비 언재부터야?", told, lambda words: [word in told()[0] for word in words])
>>> text, [f"{slip.wrong} {slip.right}" for slip in slips]
('도담나루 교통비 언제부터야?', ['교툥비 교통비', '언재 언제'])

A slip is judged where the articles are known: a word that no article has and one keystroke away from what words of the
found ones begin with. A word that can be somebody's full name is no slip of another full name. A word that asks is
mended where nothing else in the question asks, and what stands behind it stands behind nouns alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice, pairwise

from bot.answers.colloquial import standard
from bot.answers.roots import VERBAL, root_of
from bot.korean.asking import ASKING
from bot.korean.hangul import initials, is_slip_of, keystrokes
from bot.korean.normalize import fold
from bot.korean.particles import is_filler
from bot.patterns import lazy_compile
from bot.quotes.names import is_full_name
from bot.search.aliases import aliases_in
from bot.search.hit import Correction

WRITERS = 12  # articles whose words are looked at
_LETTERS = 1_500  # of each of them
_SHORTEST = 5  # keystrokes of a word that may have a slip: of two letters with three any other is one away
_TOLD = (
    0.3  # of a word of two letters: the likeliest article tells 1 of it, the second a half, the third a third
)
_COMPOUND = 4  # letters of a word that articles may write apart
_SAME = (
    0.8  # of what articles have behind all but the last letter of a word; less, and that letter is an ending
)
_MARKS = "'\"‘’“”()[]<>《》〈〉「」『』.,·…?!~:;"
_TYPED = lazy_compile(r"[가-힣ㄱ-ㅎㅏ-ㅣ]{2,20}")
_HANGUL = lazy_compile(r"[가-힣]{2,40}")
_LONE = lazy_compile(r"[ㄱ-ㅎㅏ-ㅣ]")
_ASKS = lazy_compile(rf"{ASKING}|며칠|(?<![가-힣])왜|이유|까닭")
_NO_NOUN = lazy_compile(
    r"(?:[고서게던라러며면]|인가)$|^[일이삼사오육칠팔구십백천만억조]{2}"
)  # a verb, a number
_ASKING = ("언제", "어디", "누구", "얼마", "무엇")  # 며칠 is a key beside 마칠
_BEHIND = lazy_compile(  # what stands behind one in its word and behind no verb: not 어지러워요, 어리지
    r"(?!$)(?:부터|까지|쯤|에서|한테|서)?(?:[야임얌]|[예에]요|이에요|인(?:가|지|데)?요?|받[가-힣]{1,3})?"
)


def mended(
    text: str, texts: Callable[[], Sequence[str]], knows: Callable[[Sequence[str]], Sequence[bool]]
) -> tuple[str, tuple[Correction, ...]]:
    """*text* with its slips mended by the words of *texts*, likeliest first; and what was mended.

    texts: of the articles found, asked for where there may be a slip. knows: see `Searchable.knows`.
    """
    words = text.split(" ")
    nouns = [(at, noun) for at, word in enumerate(words) if (noun := _noun_of(word, at == len(words) - 1))]
    known = knows([noun for _, noun in nouns])
    slips = [one for one, there in zip(nouns, known, strict=True) if not there]
    done: list[Correction] = []
    if slips:
        written = _Written(texts(), [noun for _, noun in slips])
        for at, noun in slips:
            if right := written.nearest(noun):
                words[at] = words[at].replace(noun, right, 1)
                done.append(Correction(noun, right))
    asking = _asking_in(words)
    if asking is not None:
        at, asks = asking
        root, _ = root_of(words[at].strip(_MARKS), at == len(words) - 1)
        if not any(knows([root])) and not any(f" {asks.wrong}" in one for one in texts()):
            words[at] = words[at].replace(asks.wrong, asks.right, 1)
            done.append(asks)
    return " ".join(words), tuple(done)


def _noun_of(word: str, last: bool) -> str:
    """What of *word* articles would write, "" where nothing that may have a slip."""
    bare = word.strip(_MARKS)
    if not _TYPED.fullmatch(bare) or is_filler(bare) or _ASKS.search(standard(bare)):
        return ""
    root, act = root_of(bare, last)
    if _NO_NOUN.search(root) or any(form == fold(root) for form, _ in aliases_in(bare)):
        return ""
    is_verb = act and not VERBAL.search(bare) and (root != bare or len(root) == 2)  # 나옴, 눌러사는데
    return "" if is_verb or len(root) < 2 or len(keystrokes(root)) < _SHORTEST else root


class _Written:
    """What the words of articles begin with, and how much the likeliest articles tell of it."""

    def __init__(self, texts: Iterable[str], roots: Sequence[str]) -> None:
        """*roots*: what may have a slip; a word is one of theirs that begins with the same key or shares a letter."""
        shared = frozenset("".join(roots))
        begun = frozenset(initials(root[0]) for root in roots)
        self._told: dict[str, float] = {}
        self._single: set[str] = set()
        for place, text in enumerate(islice(texts, WRITERS), 1):
            words = [word.strip(_MARKS) for word in fold(text[:_LETTERS]).split()]
            near = {word for word in words if initials(word[:1]) in begun or not shared.isdisjoint(word)}
            both = {one + other for one, other in pairwise(words) if one in near or other in near}
            for word in filter(_HANGUL.fullmatch, near | both):
                self._told[word] = self._told.get(word, 0.0) + 1 / place
            self._single |= near
        self._keyed = [(word, keystrokes(word)) for word in self._told]

    def nearest(self, root: str) -> str:
        """What words begin with and *root* is one slip away from; "" where nothing, or where they begin with it.

        Two full names are two people: 표인혁 is no slip of 표인형.
        """
        if any(word.startswith(root) for word in self._told):
            return ""
        keys = keystrokes(root)
        sizes = {
            len(root),
            len(_LONE.sub("", root)),
        }  # a letter that stands in no syllable may be one too many
        told: dict[str, float] = {}
        for word in self._near(keys):
            if not self._is_one(word, root):
                continue
            for begin in {word[:size] for size in sizes if size <= len(word)}:
                if begin in told or is_slip_of(root, begin):
                    told[begin] = told.get(begin, 0.0) + self._told[word]
        meant = [begin for begin in told if self._is_meant(root, begin, told[begin])]
        ranked = sorted(
            meant, key=lambda one: (len(keystrokes(one)) != len(keys), -len(one), -told[one], one)
        )
        return ranked[0] if ranked else ""

    def _near(self, keys: str) -> Iterator[str]:
        """Words that have the first half of *keys* in its place, or the second half but for one key."""
        half = len(keys) // 2
        first, second = keys[:half], keys[half:]
        for word, keyed in self._keyed:
            if keyed.startswith(first) or keyed.find(second, half - 1, half + 1 + len(second)) >= 0:
                yield word

    def _is_meant(self, root: str, begin: str, told: float) -> bool:
        """Whether *begin* is told of enough, and *root* is no other form of it: its last letter then is an ending."""
        if len(root) == 2 and told < _TOLD:
            return False
        if len(root) > 2 and is_full_name(root) and is_full_name(begin):
            return False
        stays = root[:-1]
        if not begin.startswith(stays):
            return True
        return told >= _SAME * sum(
            much for word, much in self._told.items() if word.startswith(stays) and self._is_one(word, root)
        )

    def _is_one(self, word: str, root: str) -> bool:
        """Whether *word* is written as one, or *root* is long enough to be of two."""
        return len(root) >= _COMPOUND or word in self._single


def _asking_in(words: Sequence[str]) -> tuple[int, Correction] | None:
    """Which of *words* asks but for one key in the place of another, where none asks as it is typed."""
    if _ASKS.search(standard(" ".join(words))):
        return None
    for at, word in enumerate(words):
        bare = word.strip(_MARKS)
        begin, behind = bare[:2], bare[2:]
        meant = next((one for one in _ASKING if _is_key_beside(begin, one)), "")
        if meant and _BEHIND.fullmatch(behind):
            return at, Correction(begin, meant)
    return None


def _is_key_beside(typed: str, meant: str) -> bool:
    return len(keystrokes(typed)) == len(keystrokes(meant)) and is_slip_of(typed, meant)

"""No regular expression of Sosik takes more than so many steps a character, whatever it is fed.

Steps are counted by a matcher of our own (`bench.pattern_steps`), so that the limit is the same on every machine.
What reads nothing but a reader's words is fed as many as it is ever given.
"""

from __future__ import annotations

import copy
import pickle
import re
import time
from collections.abc import Callable
from typing import Any

import pytest

from bench.pattern_food import fed, foods, patterns
from bench.pattern_steps import steps
from bot.patterns import compile_waiting, lazy_compile

PATTERNS = patterns()
ROOMS = sorted({place.split(".")[1] for place in PATTERNS})
CHARS, STEPS = 600, 200  # a pattern of quadratic time takes 300 a character at that length
LARGE = 100_000
# Modules whose patterns see a question, a schedule or a word, of at most so many characters.
SHORT = {
    "bot.articles.copied_post._COPIED": 120,
    "bot.articles.head._COUNTS": 120,
    "bot.answers.frame": 300,
    "bot.answers.holder": 300,
    "bot.answers.wants": 300,
    "bot.digests.doubts": 100,
    "bot.digests.edit_parser": 100,
    "bot.digests.weekdays": 100,
    "bot.search.filter_spelling": 200,
    "bot.search.plain_names": 200,
    "bot.search.plain_words": 200,
    "bot.search.query_language": 200,
}

# Bounded and linear, but dear: so many steps a character; they are asked at one place of a sentence.
DEAR = {
    "bot.quotes.english._AFTER": 500,
    "bot.answers.binding._AFTER": 500,
    "bot.answers.binding._IS_MEANT": 500,
    "bot.answers.frame._UNIT_END": 800,
    "bot.articles.frame._WITH_DAY": 500,
    "bot.articles.furniture._BUTTON": 500,
}


def chars_for(place: str) -> int:
    return next((chars for module, chars in SHORT.items() if place.startswith(module)), CHARS)


def test_a_pattern_is_compiled_when_something_of_it_is_asked_for() -> None:
    unclosed = lazy_compile("(가")
    assert "(가" == unclosed.pattern
    with pytest.raises(re.error):
        unclosed.match("가")


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))])
@pytest.mark.parametrize("is_used", [False, True])
def test_a_lazy_pattern_can_be_copied(copied: Callable[[Any], Any], is_used: bool) -> None:
    pattern = lazy_compile(r"(\d)건", re.ASCII)
    if is_used:
        assert pattern.search("3건")
    assert ["3"] == copied(pattern).findall("3건")


@pytest.mark.parametrize("name", [name for name in dir(re.Pattern) if not name.startswith("_")])
def test_a_lazy_pattern_has_what_any_pattern_has(name: str) -> None:
    at_once, later = (make(r"(?P<n>\d)건", re.ASCII) for make in (re.compile, lazy_compile))
    for _ in range(2):
        told = [getattr(pattern, name) for pattern in (at_once, later)]
        if name in ("match", "search", "fullmatch"):
            told = [method("3건").groupdict() for method in told]
        elif name in ("split", "findall"):
            told = [method("3건 4건") for method in told]
        elif name in ("sub", "subn"):
            told = [method(r"\g<n>", "3건 4건") for method in told]
        elif name in ("finditer", "scanner"):
            told = [type(method("3건")) for method in told]
        assert told[0] == told[1]


def test_what_waits_is_compiled_until_told_to_stop() -> None:
    closed, others = lazy_compile("(가)"), [lazy_compile(f"나{n}") for n in range(3)]
    compile_waiting(lambda: True)
    assert "groups" not in vars(closed)
    compile_waiting()
    assert all("groups" in vars(one) for one in (closed, *others))


def test_the_counting_matcher_tells_linear_from_quadratic_and_exponential() -> None:
    taken = {
        pattern: [steps(re.compile(pattern), "a" * n, most=50_000) / n for n in (50, 100, 200)]
        for pattern in ("a+", "a+b", "(?<!a)a++b", "(a+)+b")
    }
    assert taken["a+"][0] == pytest.approx(taken["a+"][2], rel=0.1)
    assert taken["a+b"][2] > 1.8 * taken["a+b"][1]
    assert taken["(?<!a)a++b"][2] < 1.2 * taken["(?<!a)a++b"][0]
    assert taken["(a+)+b"][0] * 50 > 50_000


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"(\w+)@(\w+)\.com", "a b@c.com d@e.f"),
        (r"(?:ab|a)*c|x{2,3}?y", "abaabc xxy xxxy"),
        (r"(?<=\d)천(?!만)|(.)\1", "3천만 4천 aabb"),
        (r"^\s*#.*$", "x\n# y\n  # z"),
        (r"(?>a+)b|a{0,2}+c", "aab aac"),
    ],
)
def test_the_counting_matcher_finds_what_re_finds(pattern: str, text: str) -> None:
    for flags in (0, re.MULTILINE, re.IGNORECASE):
        compiled = re.compile(pattern, flags)
        whole = [compiled.fullmatch(text[at:]) is not None for at in range(len(text))]
        assert whole == [steps(compiled, text[at:], 10_000, whole=True) <= 10_000 and
                         _matches_whole(compiled, text[at:]) for at in range(len(text))]  # fmt: skip


def _matches_whole(compiled: re.Pattern[str], text: str) -> bool:
    from bench.pattern_steps import _program, _run

    return _run(_program(compiled), 0, text, 0, [100_000], whole=True) is not None


@pytest.mark.parametrize("room", ROOMS)
def test_no_pattern_takes_more_than_so_many_steps_a_character(room: str) -> None:
    bad: dict[str, tuple[str, float]] = {}
    for place, pattern in PATTERNS.items():
        if place.split(".")[1] != room:
            continue
        chars = chars_for(place)
        most = DEAR.get(place, STEPS) * CHARS
        counts: list[tuple[int, str]] = []
        for food in foods(pattern, samples=4):
            text = fed(food, chars)
            counts.append((max(steps(pattern, text, most), steps(pattern, text, most, whole=True)), food))
            if counts[-1][0] > most:
                bad[place] = (food, counts[-1][0] / chars)
                break
        else:
            worst = max(counts)[1]
            list(pattern.finditer(fed(worst, LARGE if chars == CHARS else chars)))  # comes to its end
    assert {} == bad


@pytest.mark.parametrize("place", DEAR)
def test_a_dear_pattern_grows_no_faster_than_its_text(place: str) -> None:
    for food in foods(PATTERNS[place], samples=4):
        once, twice = (steps(PATTERNS[place], fed(food, chars), 2_000_000) for chars in (CHARS, 2 * CHARS))
        assert twice < 2.3 * once, food


def test_a_row_of_figures_and_glued_addresses_are_no_trap() -> None:
    from bot.answers.figures import figures
    from bot.korean.boilerplate import is_boilerplate

    began = time.process_time()
    figures("1,234,567 2,345,678 3,456,789 4,567,890 5,678,901 " * 2_000)
    figures("1천만백" * 20_000)
    is_boilerplate("ab@cd.ef.gh" * 2_000)
    assert time.process_time() - began < 5  # for ever, once

"""The inner loops in C give what their twins in numpy give, for any text and any corpus."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from bot.articles.article import Article
from bot.index.index import Index
from bot.index.segment import Segment, build_segment
from bot.kernel import HAS_KERNEL, kernel
from bot.korean.normalize import fold, fold_units, units
from bot.korean.texts import Texts, encoded
from bot.korean.tokens import find_terms, term_ids, terms
from bot.search.bm25 import whole
from bot.search.keywords import find_mentions, word_of
from bot.search.likeness import compare_titles, follow, read_bodies
from bot.search.spelling import Vocabulary
from bot.stories.minhash import sign
from bot.stories.reports import cosines, count_leads

pytestmark = pytest.mark.skipif(not HAS_KERNEL, reason="built without a compiler")

LETTERS = "가나다라마네이버 .,0123456789천만abAB李美尹㎡％ㄱㅏ\n\0🙂\ud800"
texts = st.text(st.sampled_from(LETTERS), max_size=60) | st.text(max_size=40)
corpora = st.lists(st.tuples(texts, texts, st.integers(0, 3)), max_size=12).map(
    lambda rows: [
        Article(id=str(i), title=title, body=body * (many + 1)) for i, (title, body, many) in enumerate(rows)
    ]
)


def fields(segment: Segment) -> list[NDArray[np.generic]]:
    return [segment.terms, segment.starts, segment.docs, segment.impacts, segment.moments]


@given(texts)
def test_texts_are_folded_alike(text: str) -> None:
    assert fold_units(units(text), native=False).tolist() == fold_units(units(text), native=True).tolist()


@given(texts)
def test_terms_are_found_alike(text: str) -> None:
    for expected, actual in zip(terms(units(text), False), terms(units(text), True), strict=True):
        assert expected.tolist() == actual.tolist()


@given(texts, texts)
def test_wanted_terms_are_found_alike(text: str, query: str) -> None:
    codes, wanted = fold_units(units(text)), term_ids(query)
    for expected, actual in zip(
        find_terms(codes, wanted, False), find_terms(codes, wanted, True), strict=True
    ):
        assert expected.tolist() == actual.tolist()


words = st.lists(
    st.sampled_from(["네이버", "가나", "다", "naver", "012", "나다라마바", "李", "😀", "가 나"]), max_size=4
)


@given(st.lists(st.tuples(texts, st.integers(1, 9)), min_size=1, max_size=5), texts, words)
def test_bodies_are_read_alike(bodies: list[tuple[str, int]], query: str, wanted: list[str]) -> None:
    read = Texts.of([encoded(text * many) for text, many in bodies])
    terms_wanted = term_ids(query)
    worth = 1.0 + np.arange(len(terms_wanted)) % 5
    (dense, where, held), (other_dense, other_where, other_held) = (
        read_bodies(read, terms_wanted, worth, wanted, native) for native in (False, True)
    )
    assert np.allclose(dense, other_dense)
    assert where.tolist() == other_where.tolist()
    assert held.tolist() == other_held.tolist()
    assert [[word in fold(text * many) for word in wanted] for text, many in bodies] == held.tolist()


@given(st.lists(st.tuples(texts, st.integers(1, 9)), min_size=1, max_size=5), words)
def test_words_are_followed_alike(bodies: list[tuple[str, int]], wanted: list[str]) -> None:
    read = Texts.of([encoded(text * many) for text, many in bodies])
    shares = (1.0 + np.arange(len(wanted))) / max(1, len(wanted))
    for expected, actual in zip(
        follow(read, wanted, shares, False), follow(read, wanted, shares, True), strict=True
    ):
        assert np.allclose(expected, actual)


keys = st.text(st.sampled_from("가나다각닭괜ㄳㅘ리a1 "), max_size=12)


@given(
    st.lists(st.tuples(keys, st.integers(1, 12)), min_size=1, max_size=4),
    st.lists(keys, max_size=3),
    st.data(),
)
def test_titles_are_compared_alike(
    titles: list[tuple[str, int]], wanted: list[str], data: st.DataObject
) -> None:
    read = Texts.of([encoded(text * many) for text, many in titles])
    needed = (
        np.array(data.draw(st.lists(st.booleans(), min_size=len(titles) * 3, max_size=len(titles) * 3)))
        .reshape(-1, 3)[:, : len(wanted)]
        .copy()
    )
    longest, least = data.draw(st.integers(1, 90)), data.draw(st.sampled_from([0.5, 0.75]))
    for expected, actual in zip(
        compare_titles(read, wanted, needed, longest, least, False),
        compare_titles(read, wanted, needed, longest, least, True),
        strict=True,
    ):
        assert np.allclose(expected, actual)


@given(corpora)
def test_segments_are_built_alike(articles: list[Article]) -> None:
    expected, actual = build_segment(articles, native=False), build_segment(articles, native=True)
    for one, other in zip(fields(expected), fields(actual), strict=True):
        assert one.dtype == other.dtype
        assert one.tolist() == other.tolist()


@given(corpora, texts, st.integers(1, 5), st.sets(st.integers(0, 11)))
def test_articles_are_ranked_alike(articles: list[Article], text: str, limit: int, dead: set[int]) -> None:
    wanted = np.unique(terms(units(text)).ids)
    for index in (Index(articles), Index(_many(articles))):  # in the memtable; in a segment
        index.remove(str(number) for number in dead)
        view = index._view
        counted = view.document_frequencies(wanted, False).tolist()
        for small in (view, replace(view, memory=np.zeros(4, np.uint64))):  # where few can be remembered
            assert counted == small.document_frequencies(wanted).tolist()
            assert counted == small.document_frequencies(wanted).tolist(), "remembered"
        weights = view.idf(wanted)
        assert view.rank(wanted, weights, limit, False) == view.rank(wanted, weights, limit, True)


def _many(articles: list[Article]) -> list[Article]:
    """Enough of them for a segment, with many ties."""
    return [
        Article(id=f"{article.id}{'x' * turn}", title=article.title, body=article.body)
        for turn in range(20)
        for article in articles
    ]


@given(texts, st.integers(1, 30))
def test_bodies_are_signed_alike(text: str, many: int) -> None:
    expected, actual = sign(text * many, False), sign(text * many, True)
    assert expected[0].tolist() == actual[0].tolist()
    assert expected[1] == actual[1]


@given(st.lists(st.tuples(texts, st.integers(1, 300)), min_size=1, max_size=6))
def test_leads_are_compared_alike_and_as_by_the_book(rows: list[tuple[str, int]]) -> None:
    read = Texts.of([encoded(text * many) for text, many in rows])
    leads, other = count_leads(read, False), count_leads(read, True)
    assert [part.tolist() for part in leads] == [part.tolist() for part in other]
    rarity = np.arange(len(leads.terms)) % 4 / 2
    table = np.zeros((len(rows), len(leads.terms)))
    for key in leads.keys.tolist():
        column = int(np.searchsorted(leads.terms, key >> 24))
        table[key >> 8 & 0xFFFF, column] = rarity[column] * np.sqrt(min(key & 0xFF, 3))
    table /= np.maximum(np.linalg.norm(table, axis=1), 1e-9)[:, None]
    for native in (True, False):
        assert np.allclose(table @ table.T, cosines(leads, rarity, len(rows), native))


typed = st.text(st.sampled_from("가나다라마각닭괜"), min_size=2, max_size=5)


@given(st.dictionaries(typed, st.integers(1, 9), max_size=30), typed)
def test_neighbours_are_found_alike(counts: dict[str, int], word: str) -> None:
    vocabulary = Vocabulary.of_counts(counts)
    assert vocabulary.neighbours(word, native=False) == vocabulary.neighbours(word, native=True)


def test_an_unsound_index_is_refused_or_finds_nothing() -> None:
    """What comes from a damaged file must never be read beyond its end."""
    sound = build_segment([Article(id=str(i), title="네이버", body="네이버 클라우드") for i in range(3)])
    wanted = np.unique(terms(units("네이버")).ids)
    weights = whole(np.ones(len(wanted), np.float32))
    numbers, scores = np.empty(3, np.int64), np.empty(3, np.int32)
    everything = np.zeros(0, bool)
    beyond = sound.starts + 1_000_000
    arguments = (sound.docs, sound.impacts, sound.moments, everything, wanted, weights, numbers, scores)
    assert 0 == kernel.best(sound.terms, beyond, *arguments, 5, 1)
    with pytest.raises(ValueError, match="wrong lengths"):
        kernel.best(sound.terms, sound.starts[:-1], *arguments, 5, 1)
    with pytest.raises(TypeError, match="wrong size"):
        kernel.best(sound.starts, sound.starts, *arguments, 5, 1)
    with pytest.raises(ValueError, match="contiguous"):
        kernel.fold(*(np.zeros(4, np.uint16)[::2],) * 7)


def test_postings_of_articles_that_nobody_counted_are_refused() -> None:
    keys = np.array([0x1000_0000 << 24 | article << 8 | 1 for article in range(3)], np.uint64)
    room = (np.empty(3, np.uint32), np.empty(4, np.int64), np.empty(3, np.uint16), np.empty(3, np.uint8))
    assert 1 == kernel.postings(keys, np.ones(3, np.float32), *room)
    with pytest.raises(ValueError, match="without a norm"):
        kernel.postings(keys, np.ones(2, np.float32), *room)
    with pytest.raises(ValueError, match="wrong lengths"):
        kernel.postings(keys, np.ones(3, np.float32), room[0], room[1][:3], *room[2:])


def test_places_are_marked_only_where_there_is_room_for_all() -> None:
    marks, codes, places = np.arange(65536) == ord("나"), units("가나나"), np.empty(3, np.int64)
    assert 2 == kernel.marked(codes, marks, places)
    assert [1, 2] == places[:2].tolist()
    with pytest.raises(ValueError, match="wrong lengths"):
        kernel.marked(codes, marks, places[:2])
    with pytest.raises(ValueError, match="wrong lengths"):
        kernel.marked(codes, marks[:-1], places)


def test_stretches_that_lead_out_of_their_text_are_refused() -> None:
    texts = Texts.of([encoded("네이버"), encoded("실적")])
    needed = np.zeros((2, 1), bool)
    for ends in ([4, 8], [5, 4], [-1, 7]):
        beyond = Texts(texts.codes, np.array(ends))
        with pytest.raises(ValueError, match="wrong lengths"):
            read_bodies(beyond, term_ids("네이버"), np.ones(2), ["네이버"])
        with pytest.raises(ValueError, match="wrong lengths"):
            compare_titles(beyond, ["네이버"], needed, 300, 0.75)
        with pytest.raises(ValueError, match="wrong lengths"):
            count_leads(beyond)
        with pytest.raises(ValueError, match="wrong lengths"):
            follow(beyond, ["네이버"], np.ones(1))
    leads = count_leads(texts)
    for size, rarities in ((1, np.ones(len(leads.terms))), (2, np.ones(1))):
        with pytest.raises(ValueError, match="wrong lengths"):
            cosines(leads, rarities, size)


spoken = st.lists(
    st.sampled_from(
        ["네이버", "가 나", "다", "naver", "ab", "소버린AI", "李", "마바", "😀", "0 1", "나다라마"]
    )
    | st.text(st.sampled_from(LETTERS), min_size=1, max_size=4),
    min_size=1,
    max_size=4,
)
near = st.lists(
    st.sampled_from(["네이버", "네이 버", "위독한 ", "가 나", "소버린 AI", "AI", "ab", " ", "다", ".", "李"])
    | texts,
    max_size=9,
).map("".join)


@given(st.lists(near, max_size=5), spoken, st.booleans())
def test_words_are_found_alike(told: list[str], typed: list[str], exact: bool) -> None:
    wanted = [word for one in typed if (word := word_of(one, exact)) is not None]
    read = Texts.of([encoded(text) for text in told])
    starts = np.concatenate(([0], read.ends[:-1])).astype(np.int64)[: len(read.ends)]
    raw = read.codes.tobytes()
    slow, fast = (find_mentions(raw, starts, read.ends, wanted, native) for native in (False, True))
    assert slow.tolist() == fast.tolist()

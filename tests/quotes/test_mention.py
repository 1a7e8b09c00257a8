import doctest
from dataclasses import replace

from bot.index.index import Index
from bot.quotes import mention
from bot.quotes.finder import find_quotes
from bot.quotes.mention import mentions
from tests.answers.samples import ORCHARD, TRAM


def test_the_example_is_true() -> None:
    assert 0 == doctest.testmod(mention).failed


def test_words_that_stand_apart_bring_the_sentence_that_has_them_all() -> None:
    found = find_quotes(Index([TRAM, ORCHARD]), "개통 3월 해솔시가", 3)
    assert ["해솔시가 노면전차를 내년 3월 2일 개통한다고 14일 밝혔다."] == [
        quote.text[-34:] for quote in found
    ]


def test_a_quotation_comes_before_a_sentence_and_has_its_speaker() -> None:
    (quote,) = find_quotes(Index([TRAM, ORCHARD]), "서른 대 서리 방지", 3)
    assert ("내년에는 서리 방지 팬을 서른 대 더 놓겠다", "곽서린") == (quote.text, quote.speaker)


def test_one_word_too_many_brings_nothing() -> None:
    assert [] == mentions([TRAM, ORCHARD], "개통 3월 달나라", 3)
    assert [] == mentions([TRAM, ORCHARD], "누가 뭐라고", 3)


def test_what_two_papers_have_to_the_letter_is_given_once() -> None:
    other = replace(TRAM, id="tram-2", publisher="달래신문")
    assert 1 == len(mentions([TRAM, other], "개통 3월", 3))

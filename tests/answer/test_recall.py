from bot.answer.quotation import find_quotes
from tests.answer.articles import ORCHARD, TRAM
from tests.fakes_index import FakeIndex


def test_a_half_remembered_quote_comes_back_whole_and_verbatim() -> None:
    found = find_quotes(FakeIndex([TRAM, ORCHARD]), "시민들이 10년 기다렸다 더 늦출수 없다", 3)
    assert "시민이 십 년을 기다렸다. 더는 늦출 수 없다" == found[0].text
    assert TRAM == found[0].article


def test_some_words_of_a_sentence_bring_the_sentence() -> None:
    found = find_quotes(FakeIndex([TRAM, ORCHARD]), "올해 사과 수확량 지난해보다 14.5% 줄었다", 1)
    assert ["달래면의 올해 사과 수확량이 지난해보다 14.5% 줄었다."] == [quote.text for quote in found]


def test_words_that_nobody_wrote_are_not_found() -> None:
    assert [] == find_quotes(FakeIndex([TRAM, ORCHARD]), "고래가 하늘을 나는 법을 배웠다더라", 3)
    assert [] == find_quotes(FakeIndex([]), "시민이 십 년을 기다렸다", 3)

from bot.index.index import Index
from bot.quotes.finder import differences, find_quotes
from tests.answers.samples import ORCHARD, TRAM


def test_a_half_remembered_quote_comes_back_whole_and_verbatim() -> None:
    found = find_quotes(Index([TRAM, ORCHARD]), "시민들이 10년 기다렸다 더 늦출수 없다", 3)
    assert "시민이 십 년을 기다렸다. 더는 늦출 수 없다" == found[0].text
    assert TRAM == found[0].article


def test_some_words_of_a_sentence_bring_the_sentence() -> None:
    found = find_quotes(Index([TRAM, ORCHARD]), "올해 사과 수확량 지난해보다 14.5% 줄었다", 1)
    assert ["달래면의 올해 사과 수확량이 지난해보다 14.5% 줄었다."] == [quote.text for quote in found]


def test_words_that_nobody_wrote_are_not_found() -> None:
    assert [] == find_quotes(Index([TRAM, ORCHARD]), "고래가 하늘을 나는 법을 배웠다더라", 3)
    assert [] == find_quotes(Index([]), "시민이 십 년을 기다렸다", 3)


def test_a_name_brings_what_that_person_said() -> None:
    found = find_quotes(Index([TRAM, ORCHARD]), "곽서린", 5)
    assert ["곽서린"] * 2 == [quote.speaker for quote in found]
    assert "꽃이 필 때 얼었다" == found[0].text


def test_a_name_and_a_subject_bring_what_was_said_about_it() -> None:
    found = find_quotes(Index([TRAM, ORCHARD]), "표인혁: 요금", 5)
    assert ["첫 달 요금은 받지 않겠다"] == [quote.text for quote in found]


def test_a_found_quote_has_its_speaker() -> None:
    found = find_quotes(Index([TRAM, ORCHARD]), "첫달 요금은 안 받겠다", 1)
    assert ("첫 달 요금은 받지 않겠다", "표인혁") == (found[0].text, found[0].speaker)


def test_differences_show_what_a_misquote_changed() -> None:
    quote = find_quotes(Index([TRAM]), "시민이 십 년을 기다렸다. 더는 늦출 수 없다", 1)[0]
    assert () == differences("시민이 십 년을 기다렸다 더는 늦출 수 없다", quote)
    said = "시민이 오 년을 기다렸다. 더는 늦출 수 없다"
    changed = differences(said, quote)
    assert [("오", "십")] == [(said[slice(*one.theirs)], quote.text[slice(*one.original)]) for one in changed]

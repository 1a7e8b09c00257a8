"""Whose words an English article quotes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.article import Article
from bot.quotes.attribution import quotations
from bot.quotes.english import is_english

LEAD = (
    "HANBIT, Jan. 5 -- Mina Park, head of Hanbit Transit, opened the new tram line on Monday after nine years of work. "
    "Mayor Pyo In-hyuk came late. "
)


def speakers(body: str) -> list[str | None]:
    return [quote.speaker for quote in quotations(Article(id="e", title="Tram opens", body=LEAD + body))]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('"We waited nine years for this," Park said.', ["Mina Park"]),
        ('"We waited nine years for this," said Park, who wore a helmet.', ["Mina Park"]),
        ('"We waited nine years for this," Mayor Pyo In-hyuk said.', ["Pyo In-hyuk"]),
        ('Pyo said, "The line is open to everyone."', ["Pyo In-hyuk"]),
        ('Park, a former driver, said: "The line is open to everyone."', ["Mina Park"]),
        (
            'According to the Hanbit Transit Authority, "the doors were shut twice."',
            ["Hanbit Transit Authority"],
        ),
        ('The line is "the longest of its kind," according to Hanbit Transit.', ["Hanbit Transit"]),
        ('"We will look into it," a ministry official said on Tuesday.', ["a ministry official"]),
        ('"We waited nine years for this," Park said. "Nobody believed in it."', ["Mina Park", "Mina Park"]),
        (
            '"We waited nine years for this," Park said. He left. "It was worth it," he added.',
            ["Mina Park", "Mina Park"],
        ),
        ('The band played "Trams of the Night" at noon.', [None]),
    ],
)
def test_who_said_it_in_english(body: str, expected: list[str | None]) -> None:
    assert expected == speakers(body)


def test_a_title_before_the_name_is_the_role() -> None:
    (found,) = quotations(
        Article(id="e", title="", body=LEAD + '"It is open," said Mayor Pyo In-hyuk on Monday.')
    )
    assert ("Pyo In-hyuk", "Mayor") == (found.speaker, found.role)


def test_korean_and_english_articles_are_told_apart() -> None:
    assert is_english(LEAD)
    assert not is_english(
        "해솔시가 노면전차를 연다. Hanbit Transit Authority says so, and that is in English. " * 3
    )


@given(st.text(alphabet='Park said he "”“., Mayor the official\n:-', max_size=200))
def test_an_english_quote_is_verbatim_whatever_the_text(text: str) -> None:
    body = LEAD + text
    for quote in quotations(Article(id="e", title="", body=body)):
        assert quote.text == body[quote.start : quote.end]
        assert quote.speaker is None or quote.speaker.strip()

"""Questions in English: what they ask for, and the few words of a sentence that say it."""

from __future__ import annotations

from datetime import date

import pytest

from bot.answers.answer import find_answer
from bot.answers.english import english_spans
from bot.answers.english_question import verb_asked
from bot.answers.frame import Want, read_frame
from bot.articles.article import Article
from bot.index.index import Index

FERRY = Article(
    id="ferry",
    title="River ferry fare to rise to $4.50 in March",
    body="The fare on the river ferry will rise from $3.75 to $4.50 on March 2, the council said on Monday. "
    "Children ride free. The increase was needed because diesel prices went up, the director said. "
    "The ferry carried 412,000 passengers in 2025, about 9 percent more than before.",
    publisher="Hanbit Herald",
    published=date(2026, 1, 5),
)
PANDA = Article(
    id="panda",
    title="Zoo names its baby red panda",
    body="The baby red panda born at the zoo in August has been named Maple, the zoo announced. "
    "Visitors can see her every day from 10 a.m. to 2 p.m. at the forest house. She eats bamboo.",
    publisher="Hanbit Herald",
    published=date(2026, 1, 6),
)


@pytest.mark.parametrize(
    ("question", "want"),
    [
        ("how much is the ferry fare", Want.MONEY),
        ("how much snow fell", Want.NUMBER),
        ("how many ppl took the ferry", Want.NUMBER),
        ("when does it open?", Want.WHEN),
        ("what caused the fire", Want.WHY),
        ("who's the mayor", Want.WHO),
        ("what's the panda called", Want.NAME),
        ("was anyone hurt", Want.WHETHER),
        ("what raise did drivers get", Want.WHAT),
    ],
)
def test_an_english_question_says_what_kind_of_thing_answers_it(question: str, want: Want) -> None:
    assert want is read_frame(question).want


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("how much will the ferry fare be", "$4.50"),
        ("when will the ferry fare rise", "March 2"),
        ("why was the fare increase needed", "because diesel prices went up"),
        ("how many passengers took the ferry", "412,000"),
        ("what is the red panda called", "Maple"),
        ("when can visitors see the panda", "10 a.m. to 2 p.m"),
    ],
)
def test_the_short_answer_to_an_english_question_is_of_the_kind_asked_for(question: str, short: str) -> None:
    answer = find_answer(Index([FERRY, PANDA]), question)
    assert answer is not None
    assert short == answer.short


def test_where_nothing_of_the_kind_stands_the_sentence_stands_alone() -> None:
    answer = find_answer(Index([FERRY, PANDA]), "do children ride the ferry free")
    assert answer is not None
    assert "Children ride free." == answer.quotes[0].text
    assert "" == answer.short


@pytest.mark.parametrize(
    ("want", "text", "expected"),
    [
        (Want.WHEN, "it opens on july 3, officials said on monday.", ["july 3"]),
        (Want.WHY, "the bakery closed after 84 years.", []),
        (Want.NUMBER, "up to 14 inches fell; 3 roads closed.", ["14", "3"]),
    ],
)
def test_what_was_and_when_it_was_told_is_not_what_is_asked_for(
    want: Want, text: str, expected: list[str]
) -> None:
    assert expected == [text[start:end] for start, end in english_spans(want, text)]


@pytest.mark.parametrize(
    ("want", "text", "question", "found"),
    [
        (Want.WHEN, "the fare may rise on tuesday.", "", ["tuesday"]),
        (Want.WHEN, "crowds march to the square on 2 march 2026.", "", ["2 march 2026"]),
        (Want.WHEN, "the zoo opens in may.", "", ["may"]),
        (Want.WHEN, "about 2000 people came on sunday.", "", ["sunday"]),
        (Want.WHEN, "the bridge was built in 1998.", "", ["in 1998"]),
        (Want.NUMBER, "about ten fans attended.", "how many fans attended the show", ["ten"]),
        (Want.NUMBER, "two towers of the network fell.", "how many network towers fell", ["two"]),
        (Want.NUMBER, "20 trains stood still.", "how many trains stood still in 2025", ["20"]),
    ],
)
def test_months_years_and_numbers_are_whole_words(
    want: Want, text: str, question: str, found: list[str]
) -> None:
    assert found == [text[slice(*span)] for span in english_spans(want, text, question)]


MILL = Article(
    id="mill",
    title="Fire destroys old paper mill",
    body="A fire destroyed the Tarrow paper mill early on Sunday, firefighters said. It began in a boiler room "
    "behind the loading dock. A faulty pump caused the blaze, fire chief Nora Peltz said. Owner Ivo Marsh, who bought "
    "the mill in 2014, wants to rebuild it. The mill was designed by Edda Rook and opened in 1931. Some 140 workers "
    "will be sent to a plant in Greyford. The plant stands beside the Ash River. "
    "The engine's driver, Lena Orr, was hurt. The firefighters had a grant from the Bask Foundation. Rusty pipes were "
    "to blame for the closing of the boiler room.",
    publisher="Hanbit Herald",
    published=date(2026, 1, 7),
)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Who owns the paper mill?", "Ivo Marsh"),
        ("Who designed the mill?", "Edda Rook"),
        ("Who is the fire chief?", "Nora Peltz"),
        ("Where did the mill fire begin?", "a boiler room behind the loading dock"),
        ("Where will the mill workers be sent?", "a plant in Greyford"),
        ("What caused the blaze at the mill?", "A faulty pump"),
        ("Which river does the plant stand beside?", "Ash River"),
        ("How many workers did the mill have?", "140"),
        ("Who drove the fire engine?", "Lena Orr"),
        ("Who gave the firefighters a grant?", "Bask Foundation"),
        ("Why was the boiler room closed?", "Rusty pipes"),
    ],
)
def test_a_name_or_a_place_is_read_by_the_verb_that_is_asked_about(question: str, short: str) -> None:
    answer = find_answer(Index([MILL, FERRY, PANDA]), question)
    assert answer is not None
    assert short == answer.short


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("When will the mill road be open again?", "The road past the mill stays shut until Jan. 20."),
        ("Who was bitten at the mill?", "A dog bit the watchman, Otto Reeve, at the mill gate."),
        ("When does the mill toll go up?", "The toll on the mill bridge rises to $4 from Feb. 1."),
        ("How many people took the mill tour?", "Some 300 people went on the tour of the mill."),
    ],
)
def test_what_is_told_with_another_verb_is_no_reason_to_refuse(question: str, told: str) -> None:
    more = Article(
        id="903_9",
        title="Toll, tour and road at the mill",
        body=f"{told} Nothing else is new.",
        published=date(2026, 1, 9),
    )
    answer = find_answer(Index([MILL, FERRY, PANDA, more]), question)
    assert answer is not None
    assert told in [quote.text for quote in answer.quotes]


@pytest.mark.parametrize(
    "question",
    [
        "Who sold the paper mill?",
        "Where was Nora Peltz born?",
        "How much does Nora Peltz earn?",
        "Who insured the mill?",
        "Who stole the mill's boiler?",
        "Why did Nora Peltz resign?",
        "When was the loading dock built?",
    ],
)
def test_what_an_english_article_does_not_name_is_said_to_be_so(question: str) -> None:
    assert find_answer(Index([MILL, FERRY, PANDA]), question) is None


@pytest.mark.parametrize(
    ("question", "verb"),
    [
        ("Who runs the ferry?", "runs"),
        ("Which judge hears the case?", "hears"),
        ("How many people were hurt?", "hurt"),
        ("How much does she earn?", "earn"),
        ("When are the buses back?", ""),
        ("When do classes start again?", ""),
        ("When does the tax go up?", ""),
        ("When does the bridge become free?", ""),
        ("Why did they cut it off?", "cut"),
        ("Who is the mayor?", ""),
    ],
)
def test_the_verb_of_an_english_question_is_known_by_its_place(question: str, verb: str) -> None:
    assert verb == verb_asked(question)

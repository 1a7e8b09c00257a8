"""Who runs something, by office or another verb; what it is called, by its kind; neither where nobody says."""

from __future__ import annotations

import pytest

from bot.answers.answer import find_answer
from bot.articles.article import Article
from bot.index.index import Index

ARTICLES = (
    (
        "Museum reopens after storm",
        "The Tidewater Museum reopened on Friday. Ines Calloway, its manager since 2019, thanked the volunteers. "
        "Repairs took four months.",
    ),
    (
        "New ferry is tested",
        "The harbour tested a new ferry on Monday. The Gannet Ferry will carry 90 people. Coastlink operates the line.",
    ),
    (
        "Orchard grows new pear",
        "Growers at Brook Orchard showed a new pear on Sunday. The pear, known as Amber Bell, ripens in June.",
    ),
    (
        "Tram strike ends",
        "Tram drivers in Corven went back to work on Sunday. City Tramways, which operates the lines, paid more.",
    ),
    (
        "Fire at Corven bakery",
        "A fire broke out in a bakery in Corven on Sunday. Corven police chief Tom Hale said the oven was to blame. "
        "Firefighters led by Dana Pruitt put it out, and night manager Cal Orr of the city thanked them.",
    ),
    (
        "Harbor Marathon draws thousands",
        "Some 4,000 people took part in the Harbor Marathon on Saturday. Event director Lena Voss praised the weather.",
    ),
    (
        "Corven picks a mayor in May",
        "Corven elects a new mayor in May. Election manager Rolf Amsel said voting machines were being tested.",
    ),
    (
        "Climbers brought down alive",
        "Two climbers were saved from Gull Rock on Sunday. Park chief Ada Brandt said the rescue took nine hours.",
    ),
    (
        "Library adds night hours",
        "The Brookside Library will stay open until ten from June. Mara Quill, director of the library, said readers "
        "had asked for it.",
    ),
    (
        "School gets a garden",
        "Pupils of Elm Lane School planted a garden on Monday. The school's new principal, Joel Tarn, helped.",
    ),
    ("Quarry road closes", "The road to the quarry will close for two weeks in May, the county said."),
)


@pytest.fixture(scope="module")
def index() -> Index:
    return Index([Article(id=str(n), title=title, body=body) for n, (title, body) in enumerate(ARTICLES)])


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Who runs the Tidewater Museum?", "Ines Calloway"),
        ("Who heads the museum?", "Ines Calloway"),
        ("Who runs the ferry?", "Coastlink"),
        ("Who runs the Brookside Library?", "Mara Quill"),
        ("Who runs Elm Lane School?", "Joel Tarn"),
        ("What is the new ferry called?", "Gannet Ferry"),
        ("What is the name of the ferry?", "Gannet Ferry"),
        ("What is the pear called?", "Amber Bell"),
    ],
)
def test_an_office_and_a_name_are_told_in_other_words(index: Index, question: str, short: str) -> None:
    answer = find_answer(index, question)
    assert answer is not None
    assert short in answer.short


@pytest.mark.parametrize(
    "question",
    [
        "Who runs Brook Orchard?",
        "Who heads the quarry?",
        "Who runs the bakery in Corven?",
        "Who is running for mayor of Corven?",
        "Who ran the Harbor Marathon?",
        "Who led the rescue at Gull Rock?",
        "What is the quarry called?",
        "What is the road called?",
    ],
)
def test_what_nobody_runs_or_names_is_refused(index: Index, question: str) -> None:
    assert find_answer(index, question) is None

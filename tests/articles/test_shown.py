"""Whatever Markdown is made of words and marks, readers see the words in order, no mark, and paragraphs apart."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.articles.markup import shown

words = st.text(alphabet="가나다라마바사한빛시", min_size=1, max_size=6)
MARKED = (
    "{}",
    "**{}**",
    "*{}*",
    "`{}`",
    "[{}](https://hanbit.example/1)",
    "[[{}]]",
    "[[쪽|{}]]",
    "=={}==",
    "~~{}~~",
    "<b>{}</b>",
    "<a href='https://hanbit.example/2'>{}</a>",
    "![그림](a.png) {}",
    "![[그림.png]] {}",
    "{} %%메모%%",
    "<!-- 메모 --> {}",
    "{}[^1]",
)
BEFORE = ("", "# ", "> ", "> [!note] ", "- [ ] ")
MARKS = (
    "**",
    "](",
    "[[",
    "]]",
    "![",
    "==",
    "~~",
    "<",
    ">",
    "`",
    "%%",
    "[^",
    "#",
    "[ ]",
    "[!",
    "https:",
    "그림",
    "메모",
)

piece = st.builds(lambda form, word: (form.format(word), word), st.sampled_from(MARKED), words)
paragraph = st.tuples(st.sampled_from(BEFORE), st.lists(piece, min_size=1, max_size=4))


@given(st.lists(paragraph, min_size=1, max_size=5))
def test_words_are_shown_in_order_without_a_mark_and_paragraphs_apart(
    paragraphs: list[tuple[str, list[tuple[str, str]]]],
) -> None:
    source = "\n\n".join(before + " ".join(text for text, _ in pieces) for before, pieces in paragraphs)
    text = shown(source)
    assert [] == [mark for mark in MARKS if mark in text]
    expected = [[word for _, word in pieces] for _, pieces in paragraphs]
    assert expected == [part.removeprefix("- ").split() for part in text.split("\n\n")]


@given(st.data())
def test_a_stretch_of_what_is_shown_is_that_of_a_stretch_of_the_source(data: st.DataObject) -> None:
    before, pieces = data.draw(paragraph)
    source, text = (before + " ".join(text for text, _ in pieces), " ".join(word for _, word in pieces))
    assert text == " ".join(shown(source).removeprefix("- ").split())
    first = data.draw(st.integers(0, len(pieces) - 1))
    last = data.draw(st.integers(first + 1, len(pieces)))
    stretch = " ".join(text for text, _ in pieces[first:last])
    assert " ".join(word for _, word in pieces[first:last]) == " ".join(shown(stretch).split())


@given(st.text(alphabet='가나다 \n*_[]()<>|#-`~!;{}%=:^\\1.a"/', max_size=120))
def test_nothing_is_shown_that_the_source_has_not_in_this_order(source: str) -> None:
    left = iter(source)
    assert [] == [
        character for character in shown(source) if not character.isspace() and character not in left
    ]

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

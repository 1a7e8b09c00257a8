"""The codec of the buttons: what goes out comes back, within 64 bytes, and nothing else comes in."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.editing.manuscript import ID
from bot.entrypoints.telegram.buttons.data import CallbackData
from bot.entrypoints.telegram.buttons.editing import Publish, Restore
from bot.entrypoints.telegram.buttons.reading import RateAnswer, SearchPage
from bot.entrypoints.telegram.buttons.subscriptions import MoreStories, SetCount, Toggle
from bot.entrypoints.telegram.callbacks import MOST_BYTES, TAGS, decode, encode
from bot.errors import ReaderError

NUMBERS = st.integers(0, 10**15 - 1)
VALUES: dict[str, st.SearchStrategy[object]] = {
    "Number": NUMBERS,
    "Offset": st.integers(0, 10_000_000),
    "Few": st.integers(0, 99),
    "Menu": st.sampled_from(["days", "papers"]),
    "Flag": st.booleans(),
    "Language": st.sampled_from(["ko", "en"]),
    "ArticleId": st.from_regex(ID.pattern, fullmatch=True).filter(str.isascii),
    "Annotated[int, range(24 * 60)]": st.integers(0, 24 * 60 - 1),
    "Annotated[int, range(7)]": st.integers(0, 6),
    "Annotated[int, range(1, MOST_STORIES + 1)]": st.integers(1, 30),
    "Annotated[int, range(1, LAST_DAY + 1)]": st.integers(1, 31),
    "Annotated[int, range(1, MOST_HOURLY + 1)]": st.integers(1, 60),
}


def values(kind: str) -> st.SearchStrategy[object]:
    """Whatever a field of that type may be; a new type of field joins VALUES."""
    if kind.startswith("Literal["):
        return st.sampled_from(eval(kind.removeprefix("Literal")))
    return VALUES[kind]


@st.composite
def actions(draw: st.DrawFn) -> CallbackData:
    kind = draw(st.sampled_from(list(TAGS)))
    return kind(*(draw(values(str(field.type))) for field in fields(kind)))


@given(actions())
def test_every_action_comes_back_as_it_went(action: CallbackData) -> None:
    wire = encode(action)
    assert len(wire.encode()) <= MOST_BYTES
    assert action == decode(wire)
    assert wire == encode(decode(wire))


@given(st.text(max_size=70) | st.from_regex(r"2[a-z]{1,2}(:[0-9a-z]{0,14}){0,8}", fullmatch=True))
def test_hostile_data_is_refused_or_is_exactly_what_we_write(wire: str) -> None:
    with suppress(ReaderError):
        assert wire == encode(decode(wire))


@pytest.mark.parametrize(
    "wire",
    [
        None, "", "?", "2", "2s", "2s:", "2s:1:5", "2s:1:5:ko:ko", "2s:1:5:xx", "2s:-1:5:ko", "2s:01:5:ko",
        "2s:٣:5:ko", "2s:1:10000001:ko", "2s:1000000000000000:5:ko", "2zz:1", "3s:1:5:ko", "02s:1:5:ko", "2S:1:5:ko",
        "2s:1:5:ko\n", "2ex:1:paused;drop", "2en:1:0", "2en:1:31", "2ew:1:7", "2et:1:1440", "2f:1:2:ko",
        "2at:../../etc:ko", "2at::ko", "2ax", "zz:1", "2" * 4000,
    ],
)  # fmt: skip
def test_what_no_button_of_ours_says_is_unknown(wire: str | None) -> None:
    with pytest.raises(ReaderError) as refusal:
        decode(wire)
    assert "button.unknown" == refusal.value.key


@pytest.mark.parametrize("wire", ["s:12:5:ko", "e:12:t", "ap:3:ko", "ax:ko", "dm:1:2:3:4"])
def test_the_buttons_of_an_earlier_version_are_out_of_date(wire: str) -> None:
    with pytest.raises(ReaderError) as refusal:
        decode(wire)
    assert "button.expired" == refusal.value.key


@pytest.mark.parametrize(
    "action",
    [
        SearchPage(-1, 0, "ko"),
        SearchPage(10**15, 0, "ko"),
        MoreStories(1, 2, 3, 10_000_001),
        SetCount(1, 0),
        Restore("기사", "ko"),
        Restore("a:b", "ko"),
        Restore("a" * 41, "ko"),
        Toggle(1, "everything"),  # type: ignore[arg-type]
        Publish(1, "fr"),  # type: ignore[arg-type]
        RateAnswer(1, 2, "ko"),  # type: ignore[arg-type]
    ],
)
def test_what_could_not_be_read_again_is_not_written(action: CallbackData) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - of the codec's own or of an index
        encode(action)


def test_no_two_actions_share_a_tag() -> None:
    assert len(TAGS) == len(set(TAGS.values()))

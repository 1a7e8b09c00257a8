"""Posts of channels as items: what they are called, whose they are, and which are the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from telegram import Chat, Message, MessageOriginChannel
from telegram.constants import ChatType

from bot.entrypoints.telegram.channels import address_of, item_of
from bot.feeds.model import FeedItem
from bot.feeds.sameness import item_names

AT = datetime(2026, 3, 2, 7, 30, tzinfo=UTC)
NARU = Chat(-1001, ChatType.CHANNEL, title="나루 소식", username="naru_news")
HANBIT = Chat(-1002, ChatType.CHANNEL, title="한빛 소식")
TEXT = (
    "도담나루에 새 등대가 섰다\n등대는 밤마다 불을 켠다고 나루지기가 말했다. " + "불은 멀리서도 보인다. " * 5
)


def _item(message: Message) -> FeedItem:
    item = item_of(message)
    assert item is not None
    return item


def _are_one(one: FeedItem, other: FeedItem) -> bool:
    names = (item_names(item, address_of(chat.id)) for item, chat in ((one, NARU), (other, HANBIT)))
    return not set(next(names)).isdisjoint(next(names))


def test_a_post_that_was_handed_on_is_that_post_and_names_whose_it_is() -> None:
    post = _item(Message(5, AT, NARU, text=TEXT))
    handed_on = _item(Message(9, AT, HANBIT, text=TEXT, forward_origin=MessageOriginChannel(AT, NARU, 5)))
    assert ("https://t.me/naru_news/5", ("나루 소식",)) == (handed_on.link, handed_on.authors)
    assert _are_one(post, handed_on)


def test_the_same_words_in_two_channels_are_two_reports() -> None:
    one, other = _item(Message(5, AT, NARU, text=TEXT)), _item(Message(5, AT, HANBIT, text=TEXT))
    assert one.text == other.text
    assert not _are_one(one, other)


def test_of_an_album_the_picture_with_words_is_the_article() -> None:
    album = [Message(7, AT, NARU, media_group_id="1", caption=TEXT), Message(8, AT, NARU, media_group_id="1")]
    assert ["도담나루에 새 등대가 섰다"] == [item.title for one in album if (item := item_of(one))]


def test_an_edited_post_is_the_same_article() -> None:
    post = _item(Message(5, AT, NARU, text=TEXT))
    edited = _item(Message(5, AT, NARU, text=TEXT.replace("밤마다", "새벽마다"), edit_date=AT))
    assert item_names(post, address_of(NARU.id))[0] == item_names(edited, address_of(NARU.id))[0]
    assert replace(post, text=edited.text, updated=AT) == edited

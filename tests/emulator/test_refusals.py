"""Each thing that Telegram refuses, the emulator refuses; so that it cannot rot into saying yes to all."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from tests.dialog import Voice
from tests.emulator import BOT_ID, Emulator
from tests.emulator.asking import METHODS
from tests.emulator.conftest import Hands
from tests.emulator.people import pieces
from tests.emulator.spec import SPEC

ALICE, BLOCKER, SILENT, LEFT, KICKED, MUTED, FORUM, CHANNEL, NOT_IN = range(-1, -10, -1)
KEYS = {"chat_id", "user_id", "from_chat_id"}


def keyboard(*buttons: dict[str, Any]) -> str:
    return json.dumps({"inline_keyboard": [[button] for button in buttons]})


def link(text: str) -> str:
    return f'<a href="https://news.example/{text}">{text}</a>'


class Line:
    """Raw calls into a world with one chat of every awkward kind, addressed by the constants above."""

    def __init__(self, telegram: Emulator, client: httpx.AsyncClient) -> None:
        self.telegram = telegram
        self.client = client
        people = telegram.people
        alice, blocker, silent = (people.person(name) for name in ("앨리스", "밥", "찰리"))
        telegram.world.chats[alice["id"]].started = True
        people.block(blocker)
        forum = people.group("광장", alice, kind="supergroup", forum=True)
        people.topic(forum, "뉴스")
        self.places = {
            ALICE: alice["id"],
            BLOCKER: blocker["id"],
            SILENT: silent["id"],
            LEFT: people.group("나간 방", alice, bot="left").id,
            KICKED: people.group("쫓겨난 방", alice, kind="supergroup", bot="kicked").id,
            MUTED: people.group("조용한 방", alice, kind="supergroup", bot="restricted").id,
            FORUM: forum.id,
            CHANNEL: people.channel("소식지", alice, bot="member").id,
            NOT_IN: people.channel("남의 채널", alice, "namui", bot="left").id,
        }
        self.voice = Voice(telegram, alice, telegram.world.chats[alice["id"]])

    async def __call__(self, method: str, **params: Any) -> tuple[int, str]:
        """Code and description of the answer; 200 and "" when it was accepted."""
        for key in KEYS & params.keys():
            params[key] = self.places.get(params[key], params[key])
        form = {k: json.dumps(v) if isinstance(v, dict | list) else str(v) for k, v in params.items()}
        url = f"{self.telegram.url}/bot{self.telegram.token}/{method}"
        answer = (await self.client.post(url, data=form)).json()
        return (200, "") if answer["ok"] else (answer["error_code"], answer["description"])


@pytest.fixture
async def line(telegram: Emulator) -> AsyncIterator[Line]:
    async with httpx.AsyncClient() as client:
        line = Line(telegram, client)
        await line.voice.says("안녕")  # message 1
        said = await line("sendMessage", chat_id=ALICE, text="무엇을 찾을까요?", reply_markup=keyboard(
            {"text": "▶", "callback_data": "next"}))  # message 2  # fmt: skip
        assert (200, "") == said
        yield line


REFUSED: list[tuple[str, dict[str, Any], int, str]] = [
    # form
    ("sendMesage", {"chat_id": ALICE, "text": "a"}, 404, "method sendMesage not found"),
    ("sendMessage", {"text": "a"}, 400, "chat_id is empty"),
    ("sendMessage", {"chat_id": ALICE}, 400, "message text is empty"),
    ("sendMessage", {"chat_id": ALICE, "text": "a", "colour": "red"}, 400, "has no parameter colour"),
    ("sendMessage", {"chat_id": ALICE, "text": "a", "message_thread_id": "one"}, 400, "must be of type Integer"),
    ("sendMessage", {"chat_id": ALICE, "text": "a", "protect_content": "perhaps"}, 400, "is not JSON"),
    ("sendMessage", {"chat_id": ALICE, "text": "a", "reply_markup": "{"}, 400, "is not JSON"),
    ("sendMessage", {"chat_id": ALICE, "text": "a", "reply_markup": {"rows": []}}, 400, "has no field rows"),
    (
        "sendMessage",
        {"chat_id": ALICE, "text": "a", "reply_markup": keyboard({"text": 1, "url": "https://a.example"})},
        400,
        "text must be of type str",
    ),
    ("sendMessage", {"chat_id": ALICE, "text": "a", "entities": [{"type": "bold"}]}, 400, "needs offset"),
    ("sendChatAction", {"chat_id": ALICE, "action": "thinking"}, 400, "wrong parameter action"),
    # text
    ("sendMessage", {"chat_id": ALICE, "text": " \n "}, 400, "message text is empty"),
    ("sendMessage", {"chat_id": ALICE, "text": "<b></b>", "parse_mode": "HTML"}, 400, "message text is empty"),
    ("sendMessage", {"chat_id": ALICE, "text": "가" * 4097}, 400, "message is too long"),
    ("sendMessage", {"chat_id": ALICE, "text": "🙂" * 2049}, 400, "message is too long"),
    ("sendMessage", {"chat_id": ALICE, "text": "a", "parse_mode": "Markdown"}, 400, "unsupported parse_mode"),
    (
        "sendMessage",
        {"chat_id": ALICE, "text": "a", "entities": [{"type": "bold", "offset": 0, "length": 2}]},
        400,
        "ENTITY_BOUNDS_INVALID",
    ),
    (
        "sendMessage",
        {"chat_id": ALICE, "text": "🙂", "entities": [{"type": "bold", "offset": 1, "length": 1}]},
        400,
        "ENTITY_BOUNDS_INVALID",
    ),
    # places
    ("sendMessage", {"chat_id": 12345, "text": "a"}, 400, "chat not found"),
    ("sendMessage", {"chat_id": "@nobody_here", "text": "a"}, 400, "chat not found"),
    ("sendMessage", {"chat_id": BLOCKER, "text": "a"}, 403, "bot was blocked by the user"),
    ("sendMessage", {"chat_id": SILENT, "text": "a"}, 403, "bot can't initiate conversation with a user"),
    ("sendMessage", {"chat_id": LEFT, "text": "a"}, 403, "bot is not a member of the group chat"),
    ("sendMessage", {"chat_id": KICKED, "text": "a"}, 403, "bot was kicked from the supergroup chat"),
    ("sendMessage", {"chat_id": MUTED, "text": "a"}, 400, "not enough rights to send text messages"),
    ("sendMessage", {"chat_id": CHANNEL, "text": "a"}, 400, "need administrator rights in the channel chat"),
    ("sendMessage", {"chat_id": "@namui", "text": "a"}, 403, "bot is not a member of the channel chat"),
    ("sendMessage", {"chat_id": FORUM, "text": "a", "message_thread_id": 99}, 400, "message thread not found"),
    ("sendMessage", {"chat_id": ALICE, "text": "a", "message_thread_id": 1}, 400, "message thread not found"),
    ("sendChatAction", {"chat_id": FORUM, "action": "typing", "message_thread_id": 9}, 400, "thread not found"),
    (
        "sendMessage",
        {"chat_id": ALICE, "text": "a", "reply_parameters": {"message_id": 99}},
        400,
        "message to be replied not found",
    ),
    # keyboards
    *(
        ("sendMessage", {"chat_id": ALICE, "text": "a", "reply_markup": keyboard(*buttons)}, 400, why)
        for buttons, why in [
            ([{"text": "a", "callback_data": "가" * 22}], "BUTTON_DATA_INVALID"),
            ([{"text": "a", "callback_data": ""}], "BUTTON_DATA_INVALID"),
            ([{"text": "a", "copy_text": {"text": "가" * 257}}], "BUTTON_COPY_TEXT_INVALID"),
            ([{"text": "a", "copy_text": {"text": ""}}], "BUTTON_COPY_TEXT_INVALID"),
            ([{"text": "a", "url": "javascript:alert(1)"}], "Wrong HTTP URL"),
            ([{"text": "a", "url": "http://localhost/1"}], "Wrong HTTP URL"),
            ([{"text": "a"}], "Text buttons are unallowed"),
            ([{"text": " ", "callback_data": "a"}], "text must be non-empty"),
            ([{"text": "a", "callback_data": "a", "url": "https://a.example"}], "Text buttons are unallowed"),
            ([{"text": "a", "callback_data": "a"}] * 101, "reply markup is too long"),
        ]
    ),
    # editing and deleting
    ("editMessageText", {"chat_id": ALICE, "message_id": 99, "text": "a"}, 400, "message to edit not found"),
    ("editMessageText", {"chat_id": ALICE, "message_id": 1, "text": "a"}, 400, "message can't be edited"),
    ("editMessageText", {"chat_id": ALICE, "text": "a"}, 400, "message identifier is not specified"),
    (
        "editMessageText",
        {
            "chat_id": ALICE, "message_id": 2, "text": "무엇을 찾을까요?",
            "reply_markup": keyboard({"text": "▶", "callback_data": "next"}),
        },
        400,
        "message is not modified",
    ),
    ("editMessageText", {"chat_id": ALICE, "message_id": 2, "text": "가" * 4097}, 400, "message is too long"),
    ("editMessageCaption", {"chat_id": ALICE, "message_id": 2, "caption": "a"}, 400, "there is no caption"),
    (
        "editMessageReplyMarkup",
        {"chat_id": ALICE, "message_id": 2, "reply_markup": keyboard({"text": "▶", "callback_data": "next"})},
        400,
        "message is not modified",
    ),
    ("deleteMessage", {"chat_id": ALICE, "message_id": 99}, 400, "message to delete not found"),
    ("deleteMessages", {"chat_id": ALICE, "message_ids": list(range(101))}, 400, "too many messages to delete"),
    ("forwardMessage", {"chat_id": ALICE, "from_chat_id": ALICE, "message_id": 99}, 400, "message to forward not"),
    ("copyMessage", {"chat_id": ALICE, "from_chat_id": ALICE, "message_id": 99}, 400, "message to copy not found"),
    # queries and files
    ("answerCallbackQuery", {"callback_query_id": "Q0"}, 400, "query is too old"),
    ("answerInlineQuery", {"inline_query_id": "I0", "results": []}, 400, "query is too old"),
    *(
        ("answerInlineQuery", {"inline_query_id": "I0", "results": results}, 400, why)
        for results, why in [
            ([{"type": "article", "id": str(i), "title": "a", "input_message_content": {"message_text": "a"}}
              for i in range(51)], "RESULTS_TOO_MUCH"),
            ([{"type": "article", "id": "1", "title": "a", "input_message_content": {"message_text": "a"}}] * 2,
             "RESULT_ID_DUPLICATE"),
            ([{"type": "article", "id": "1" * 65, "title": "a", "input_message_content": {"message_text": "a"}}],
             "RESULT_ID_INVALID"),
            ([{"type": "article", "id": "1", "title": "a", "input_message_content": {"message_text": ""}}],
             "message text is empty"),
            ([{"type": "poem", "id": "1"}], "type must be article"),
        ]
    ),
    ("getFile", {"file_id": "FILE0"}, 400, "wrong file_id"),
    ("sendDocument", {"chat_id": ALICE, "document": "FILE0"}, 400, "wrong file identifier"),
    # members
    ("getChat", {"chat_id": LEFT}, 403, "bot is not a member"),
    ("getChatMember", {"chat_id": FORUM, "user_id": 5}, 400, "PARTICIPANT_ID_INVALID"),
    ("getChatMember", {"chat_id": CHANNEL, "user_id": ALICE}, 400, "member list is inaccessible"),
    ("getChatMember", {"chat_id": NOT_IN, "user_id": ALICE}, 403, "bot is not a member of the channel chat"),
    ("getChatAdministrators", {"chat_id": ALICE}, 400, "no administrators in the private chat"),
    ("getChatAdministrators", {"chat_id": CHANNEL}, 400, "member list is inaccessible"),
    ("leaveChat", {"chat_id": ALICE}, 400, "can't be changed in private chats"),
    # menus
    *(
        ("setMyCommands", {"commands": commands}, 400, why)
        for commands, why in [
            ([{"command": "검색", "description": "a"}], "BOT_COMMAND_INVALID"),
            ([{"command": "Search", "description": "a"}], "BOT_COMMAND_INVALID"),
            ([{"command": "a" * 33, "description": "a"}], "BOT_COMMAND_INVALID"),
            ([{"command": "a", "description": ""}], "BOT_COMMAND_DESCRIPTION_INVALID"),
            ([{"command": "a", "description": "가" * 257}], "BOT_COMMAND_DESCRIPTION_INVALID"),
            ([{"command": "a", "description": "a"}] * 101, "BOT_COMMANDS_TOO_MUCH"),
        ]
    ),
    ("setMyCommands", {"commands": [], "scope": {"type": "chat", "chat_id": 5}}, 400, "chat not found"),
    ("setMyCommands", {"commands": [], "scope": {"type": "everyone"}}, 400, "must be default"),
    ("setMyCommands", {"commands": [], "language_code": "kor"}, 400, "LANGUAGE_INVALID"),
    ("setMyShortDescription", {"short_description": "a" * 121}, 400, "short_description is too long"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("method", "params", "code", "why"), REFUSED, ids=[f"{r[0]}: {r[3]}" for r in REFUSED]
)
async def test_is_refused(line: Line, method: str, params: dict[str, Any], code: int, why: str) -> None:
    before = len(line.telegram.log)

    refused_with, description = await line(method, **params)

    assert code == refused_with, description
    assert why in description
    assert [description] == [v.description for v in line.telegram.violations]
    assert before == len(line.telegram.log)


@pytest.mark.parametrize(
    ("html", "why"),
    [
        ("<b>가", """Can't find end tag corresponding to start tag "b\""""),
        ("가</b>", "Unexpected end tag at byte offset 3"),
        ("<b>가</i>", 'Unmatched end tag at byte offset 6, expected "</b>", found "</i>"'),
        ("<앵커>", 'Unsupported start tag "앵커" at byte offset 0'),
        ("가 <br>", 'Unsupported start tag "br" at byte offset 4'),
        ("3 < 4", "Unclosed start tag at byte offset 2"),
        ("<b>가</b", "Unclosed end tag at byte offset 6"),
        ("<span>가</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        (
            "<a href>가</a>",
            'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0',
        ),
        ("<b><i>가</b></i>", 'Unmatched end tag at byte offset 9, expected "</i>", found "</b>"'),
    ],
)
async def test_html_that_telegram_cannot_parse(line: Line, html: str, why: str) -> None:
    expected = (400, f"Bad Request: can't parse entities: {why}")
    assert expected == await line("sendMessage", chat_id=ALICE, text=html, parse_mode="HTML")


@pytest.mark.parametrize(
    ("html", "text", "kinds"),
    [
        ("&lt;앵커&gt; &amp; &quot;A&quot; &nbsp;&#39;", """<앵커> & "A" &nbsp;'""", []),
        ("<b>가<i>나</i></b>", "가나", ["bold", "italic"]),
        ("<blockquote expandable>가</blockquote>", "가", ["expandable_blockquote"]),
        ('<pre><code class="language-py">a</code></pre>', "a", ["pre"]),
        ('<a href="https://a.example/?a=1&amp;b=2">가</a>', "가", ["text_link"]),
        ('<a href="not an address">가</a>', "가", []),
        ("<tg-spoiler>가</tg-spoiler>", "가", ["spoiler"]),
        ("<B>가</B>", "가", ["bold"]),
    ],
)
async def test_html_that_telegram_takes(line: Line, html: str, text: str, kinds: list[str]) -> None:
    assert (200, "") == await line("sendMessage", chat_id=ALICE, text=html, parse_mode="HTML")
    message = line.telegram.world.seen[-1].message
    assert text == message["text"]
    assert kinds == [entity["type"] for entity in message.get("entities", [])]


async def test_the_longest_text_is_taken(line: Line) -> None:
    tagged = f"<b>{'🙂' * 2048}</b>"
    assert (200, "") == await line("sendMessage", chat_id=ALICE, text=tagged, parse_mode="HTML")


async def test_the_fullest_keyboard_is_taken(line: Line) -> None:
    buttons = [{"text": "a", "callback_data": "가" * 21}] * 99 + [
        {"text": "b", "copy_text": {"text": "가" * 256}}
    ]
    assert (200, "") == await line("sendMessage", chat_id=ALICE, text="a", reply_markup=keyboard(*buttons))


async def test_the_hundred_and_first_entity_is_dropped_in_silence(line: Line) -> None:
    text = " ".join(link(str(i)) for i in range(150))
    assert (200, "") == await line("sendMessage", chat_id=ALICE, text=text, parse_mode="HTML")
    assert 100 == len(line.telegram.world.seen[-1].message["entities"])


async def test_a_button_is_answered_once_and_in_time(line: Line, clock: Hands) -> None:
    people, chat = line.telegram.people, line.voice.chat
    first = people.press(chat, line.voice.person, 2, "next")
    assert (200, "") == await line("answerCallbackQuery", callback_query_id=first)
    assert 400 == (await line("answerCallbackQuery", callback_query_id=first))[0]

    late = people.press(chat, line.voice.person, 2, "next")
    clock.now += 61
    assert 400 == (await line("answerCallbackQuery", callback_query_id=late))[0]


async def test_others_messages_and_old_ones_are_not_deleted(line: Line, clock: Hands) -> None:
    room = Voice.into_group(line.telegram, "편집국", line.voice)
    theirs = await room.says("안녕")
    assert (400, "Bad Request: message can't be deleted") == await line(
        "deleteMessage", chat_id=room.chat.id, message_id=theirs["message_id"]
    )
    clock.now += 48 * 3600 + 1
    assert 400 == (await line("deleteMessage", chat_id=ALICE, message_id=2))[0]


async def test_a_deleted_topic_is_gone(line: Line) -> None:
    forum = line.telegram.world.chats[line.places[FORUM]]
    (thread,) = forum.topics or {}
    assert (200, "") == await line("sendMessage", chat_id=FORUM, text="a", message_thread_id=thread)
    line.telegram.people.delete_topic(forum, thread)
    expected = (400, "Bad Request: message thread not found")
    assert expected == await line("sendMessage", chat_id=FORUM, text="a", message_thread_id=thread)


async def test_a_closed_topic_takes_nothing_until_it_is_open_again(line: Line) -> None:
    forum = line.telegram.world.chats[line.places[FORUM]]
    (thread,) = forum.topics or {}
    line.telegram.people.close_topic(forum, thread)
    expected = (400, "Bad Request: TOPIC_CLOSED")
    assert expected == await line("sendMessage", chat_id=FORUM, text="a", message_thread_id=thread)
    assert (200, "") == await line("sendMessage", chat_id=FORUM, text="a")
    line.telegram.people.close_topic(forum, thread, closed=False)
    assert (200, "") == await line("sendMessage", chat_id=FORUM, text="a", message_thread_id=thread)


async def test_addresses_of_some_ten_thousand_bytes_are_too_long(line: Line) -> None:
    for count, expected in ((11, (200, "")), (12, (400, "Bad Request: ENTITIES_TOO_LONG"))):
        html = " ".join(link("x" * 779) for _ in range(count)).replace(">" + "x" * 779, ">x")
        assert expected == await line("sendMessage", chat_id=ALICE, text=html, parse_mode="HTML")


async def test_a_thread_of_replies_is_no_topic(line: Line) -> None:
    room = Voice.into_group(line.telegram, "편집국", line.voice, kind="supergroup")
    first = await room.says("하나")
    reply = await room.says("둘", reply_to=first)
    expected = (400, "Bad Request: message thread not found")
    thread = reply["message_thread_id"]
    assert expected == await line("sendMessage", chat_id=room.chat.id, text="a", message_thread_id=thread)


async def test_files_too_large(line: Line) -> None:
    sent = await line.voice.sends("큰 기사.md", b"", size=20 * 1024 * 1024 + 1)
    expected = (400, "Bad Request: file is too big")
    assert expected == await line("getFile", file_id=sent["document"]["file_id"])

    url = f"{line.telegram.url}/bot{line.telegram.token}/sendDocument"
    for data, code in ((b"", 400), (bytes(50 * 1024 * 1024 + 1), 413)):
        form = {"chat_id": str(line.voice.id)}
        answer = await line.client.post(url, data=form, files={"document": ("a.md", data)})
        assert code == answer.json()["error_code"]


async def test_captions_are_shorter_than_texts(line: Line) -> None:
    url = f"{line.telegram.url}/bot{line.telegram.token}/sendDocument"
    form = {"chat_id": str(line.voice.id), "caption": "가" * 1025}
    answer = await line.client.post(url, data=form, files={"document": ("a.md", b"a")})
    assert "Bad Request: message caption is too long" == answer.json()["description"]


async def test_a_bot_made_administrator_may_post_into_the_channel(line: Line) -> None:
    channel = line.telegram.world.chats[line.places[CHANNEL]]
    line.telegram.people.invite_bot(channel, line.voice.person, "administrator")
    assert (200, "") == await line("sendMessage", chat_id=CHANNEL, text="a")
    assert (200, "") == await line("getChatMember", chat_id=CHANNEL, user_id=BOT_ID)


async def test_json_bodies_and_addresses_are_read_too(line: Line) -> None:
    url = f"{line.telegram.url}/bot{line.telegram.token}"
    by_json = await line.client.post(f"{url}/sendMessage", json={"chat_id": line.voice.id, "text": "하나"})
    by_address = await line.client.get(f"{url}/sendmessage", params={"chat_id": line.voice.id, "text": "둘"})
    assert [True, True] == [by_json.json()["ok"], by_address.json()["ok"]]


def test_every_method_of_the_table_is_carried_out() -> None:
    assert SPEC.methods.keys() - {"getUpdates"} == METHODS.keys()


def test_apps_cut_between_characters() -> None:
    assert ["🙂" * 2048, "🙂가"] == pieces("🙂" * 2049 + "가")

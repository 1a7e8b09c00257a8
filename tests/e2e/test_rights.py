"""Whose word counts at the desk: what a person typed or pressed, and nobody's forwarded or borrowed words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.dialog import Voice
from tests.e2e.desk import Desk
from tests.e2e.editing import _lasting, desk
from tests.emulator import Wire
from tests.emulator.world import forwarded

__all__ = ["_lasting", "desk"]

OTHER_BOT: Wire = {"id": 555_001, "is_bot": True, "first_name": "Other", "username": "other_bot"}
STRANGER = 990_001


def from_user(message: Wire) -> Wire:
    return forwarded(message)


def from_hidden_user(message: Wire) -> Wire:
    return forwarded(message, hidden=True)


def from_group(message: Wire) -> Wire:
    chat = {"id": -1009, "type": "supergroup", "title": "남의 방"}
    return forwarded(message) | {
        "forward_origin": {"type": "chat", "date": message["date"], "sender_chat": chat}
    }


def from_channel(message: Wire) -> Wire:
    chat = {"id": -1008, "type": "channel", "title": "남의 채널"}
    origin = {"type": "channel", "date": message["date"], "chat": chat, "message_id": 7}
    return forwarded(message) | {"forward_origin": origin}


def from_bot(message: Wire) -> Wire:
    return {key: message[key] for key in ("text", "entities") if key in message} | {"via_bot": OTHER_BOT}


BORROWED = (from_user, from_hidden_user, from_group, from_channel, from_bot)
Borrow = Callable[[Wire], Wire]


@pytest.mark.parametrize("borrow", BORROWED)
@pytest.mark.parametrize(
    "command", [f"/editors add {STRANGER}", f"/편집자 add {STRANGER}", f"/편집자 추가 {STRANGER}"]
)
async def test_a_strangers_command_passed_on_by_an_owner_makes_nobody_an_editor(
    desk: Desk, command: str, borrow: Borrow
) -> None:
    stranger = Voice.of(desk.telegram, "낯선이")
    typed = await stranger.says(command)
    await stranger.hears()
    await desk.owner.puts(borrow(typed))
    assert "직접 입력해" in (await desk.owner.hears()).text
    assert STRANGER not in desk.office.editors


@pytest.mark.parametrize("borrow", BORROWED)
@pytest.mark.parametrize(
    "command", ["/undo", "/되돌리기", "/remove 1", "/지우기 1", "/restore 1", "/export corpus", "/log", "/status",
                "/rejected", "/edit 1 제목: 가짜", "/add 가짜 기사\n\n가짜다.", "/추가 가짜 기사\n\n가짜다.",
                "/subscribe 07:00"],
)  # fmt: skip
async def test_no_command_of_the_desk_is_obeyed_unless_typed(
    desk: Desk, command: str, borrow: Borrow
) -> None:
    typed = {"text": command, "chat": {"type": "private"}, "date": 1, "from": desk.editor.person}
    await desk.owner.puts(borrow(typed))
    assert "직접 입력해" in (await desk.owner.hears()).text


async def test_in_a_group_of_the_desk_a_passed_on_command_is_not_even_answered(desk: Desk) -> None:
    room = Voice.into_group(desk.telegram, "편집국", desk.owner, kind="supergroup")
    desk.office.groups = frozenset({room.chat.id})
    typed = {
        "text": f"/editors add {STRANGER}",
        "chat": {"type": "private"},
        "date": 1,
        "from": desk.editor.person,
    }
    for borrow in BORROWED:
        await room.puts(borrow(typed))
    file = desk.telegram.people.document("기사.txt", "가짜 기사\n\n가짜다.".encode())
    await room.puts(file | {"caption": "/add", "forward_origin": from_channel(typed)["forward_origin"]})
    await room.puts(file | {"caption": "/add", "via_bot": OTHER_BOT})
    await room.hears_nothing()
    assert STRANGER not in desk.office.editors


async def test_a_group_or_a_channel_that_speaks_is_nobody_at_the_desk(desk: Desk) -> None:
    room = Voice.into_group(desk.telegram, "편집국", desk.owner, kind="supergroup")
    desk.office.groups = frozenset({room.chat.id})
    channel = Voice.into_channel(desk.telegram, "주인 채널", desk.owner)
    anonymous = desk.owner.at(room, anonymous=True)
    await anonymous.says(f"/editors add {STRANGER}")
    await room.hears("편집자만")
    desk.telegram.people.speak_as_channel(room.chat, channel.chat, f"/editors add {STRANGER}")
    await room.hears("편집자만")
    desk.telegram.people.copy_into_discussion(room.chat, channel.chat, f"/editors add {STRANGER}")
    await room.hears_nothing()
    await channel.says(f"/editors add {STRANGER}")
    await channel.hears("편집자만")
    assert STRANGER not in desk.office.editors


async def test_a_question_of_the_desk_is_not_answered_by_borrowed_words(desk: Desk) -> None:
    await desk.owner.says("/add 별빛 다리가 놓였다\n\n별빛 다리가 놓였다. 사람들이 걸었다.")
    await desk.owner.hears("게시 전에")
    question = await desk.owner.hears("어느 언론사")
    await desk.owner.puts({"text": "가짜신문", "via_bot": OTHER_BOT}, reply_to=question)
    await desk.owner.says("별빛신문", reply_to=question)
    assert "언론사: 별빛신문" in (await desk.owner.hears("게시 전에")).text
    assert not [heard for heard in desk.owner.screen() if "가짜신문" in heard.text], "nor answered at all"


async def test_what_is_forwarded_is_still_offered_and_published_by_a_press(desk: Desk) -> None:
    channel = Voice.into_channel(desk.telegram, "솔섬 소식", desk.owner)
    post = await channel.puts(
        {"photo": [{"file_id": "P", "file_unique_id": "p", "width": 9, "height": 9}],
         "caption": "솔섬에 도서관이 섰다\n\n솔섬에 도서관이 섰다. 아이들이 책을 읽었다."}
    )  # fmt: skip
    channel.unheard()
    await desk.owner.forwards(post)
    assert "언론사: 솔섬 소식" in (await desk.owner.hears("게시 전에")).text


async def test_a_draft_is_its_editors_and_the_owners(desk: Desk) -> None:
    owner, editor, other = desk.owner, desk.editor, Voice.of(desk.telegram, "다른편집자")
    for voice in (editor, other):
        voice.chat.started = True
        await owner.says(f"/editors add {voice.id}")
        await owner.hears("이제 편집자")
    await owner.says("/add 달빛 우물이 열렸다\n\n달빛 우물이 열렸다. 물이 맑다.")
    proof = await owner.hears("게시 전에")
    await editor.says("/start")
    here = await editor.hears()
    for label in ("게시", "고치기", "취소"):
        data = proof.button(label)["callback_data"]
        assert "다른 편집자가 준비" in (await editor.presses_data(data, here.id)).text
    number = proof.button("취소")["callback_data"].split(":")[1]
    for data in (f"2an:{number}:ko", f"2ar:{number}:ko"):  # the buttons of another kind of draft
        assert (await editor.presses_data(data, here.id)).text
    await owner.presses("게시", on=proof)
    await owner.hears("게시했어요")
    await editor.says("/add 은빛 나루가 열렸다\n\n은빛 나루가 열렸다. 배가 떴다.")
    proof = await editor.hears("게시 전에")
    await other.says("/start")
    here = await other.hears()
    data = proof.button("게시")["callback_data"]
    assert "다른 편집자가 준비" in (await other.presses_data(data, here.id)).text
    await owner.presses_data(data, (await _anything(owner)).id)
    assert ["은빛 나루가 열렸다"] == [one.title for one in desk.index.latest(100) if "은빛 나루" in one.title]


async def _anything(voice: Voice):  # type: ignore[no-untyped-def]
    await voice.says("/start")
    return await voice.hears()

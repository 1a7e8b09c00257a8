"""Who may do what at the desk: owners, editors, names that look like theirs, groups."""

from __future__ import annotations

from tests.dialog import Voice
from tests.e2e.desk import Desk
from tests.e2e.editing import _lasting, desk, owner, publishes, story

__all__ = ["_lasting", "desk", "owner"]


async def test_editors_add_and_edit_and_owners_do_the_rest(desk: Desk, owner: Voice) -> None:
    editor = desk.editor
    await editor.says("/start")
    await editor.hears()
    for command in (
        "/add 글",
        "/edit x",
        "/remove x",
        "/undo",
        "/export corpus",
        "/editors",
        "/log",
        "/status",
        "/rejected",
    ):
        await editor.says(command)
        assert "편집자만" in (await editor.hears()).text
    await owner.says(f"/editors add {editor.id}")
    await owner.hears("이제 편집자")
    await editor.says(f"/add {story('두루미 마을에 종이 울렸다')}")
    article_id = await publishes(editor, await editor.hears("게시 전에"))
    for command in (f"/remove {article_id}", "/restore", "/export corpus", "/editors add 5"):
        await editor.says(command)
        assert "운영자만" in (await editor.hears()).text
    menus = desk.telegram.world.menus
    mine = {name for name, _ in menus[f'chat{{"chat_id": {editor.id}}}', "ko"]}
    assert {"add", "edit", "undo", "log", "status", "rejected"} <= mine
    assert not {"remove", "export", "editors"} & mine
    public = {name for key, rows in menus.items() if not key[0].startswith("chat{") for name, _ in rows}
    assert (
        not {"add", "edit", "remove", "undo", "export", "editors", "log", "status", "rejected", "restore"}
        & public
    )
    await owner.says(f"/editors remove {editor.id}")
    await owner.hears("이제 편집자가 아니에요")
    await editor.says("/undo")
    assert "편집자만" in (await editor.hears()).text


async def test_names_and_groups_are_nobody(desk: Desk, owner: Voice) -> None:
    await owner.says("/editors add @haram")
    await owner.hears("숫자 ID")
    impostor = Voice.of(desk.telegram, "주인", username="owner")
    await impostor.says("/add 기사")
    await impostor.hears("편집자만")
    room = Voice.into_group(desk.telegram, "편집국", owner, kind="supergroup")
    await room.says("/add 기사")
    await room.hears("이 그룹에서는")
    anonymous = owner.at(room, anonymous=True)
    await anonymous.says("/add 기사")
    await anonymous.hears("편집자만")
    stranger = impostor.at(room)
    await owner.says(f"/add {story('버들 다리에 불이 켜졌다')}")
    proof = await owner.hears("게시 전에")
    data = proof.button("게시")["callback_data"]
    room.unheard()
    assert "편집자만" in (await stranger.presses_data(data, room.screen()[0].id)).text


async def test_editing_goes_in_a_group_that_is_named_in_the_settings(desk: Desk, owner: Voice) -> None:
    room = Voice.into_group(desk.telegram, "편집국", owner, kind="supergroup", forum=True)
    desk.office.groups = frozenset({room.chat.id})
    (topic,) = room.topics("기사")
    await topic.says(f"/add {story('범바위에 눈이 내렸다')}")
    proof = await topic.hears("게시 전에")
    await topic.says("범바위신문", reply_to=await topic.hears("어느 언론사"))
    assert "범바위신문" in (await topic.hears("게시 전에")).text
    await topic.presses("게시", on=proof)
    await topic.hears("게시했어요")

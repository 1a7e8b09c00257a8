"""Who are editors, on both databases."""

from __future__ import annotations

from bot.adapters.database.store import Store
from bot.editing.history import Person


async def test_an_editor_is_appointed_once_and_again_after_being_dismissed(store: Store) -> None:
    person = Person(4711, "하람")
    assert await store.drafts.appoint(person, by=1)
    assert not await store.drafts.appoint(person, by=1)
    assert [person] == await store.drafts.editors()
    assert await store.drafts.dismiss(4711)
    assert not await store.drafts.dismiss(4711)
    assert await store.drafts.appoint(person, by=1)

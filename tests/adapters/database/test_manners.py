"""How chats want to be spoken to, on both databases."""

from __future__ import annotations

from bot.adapters.database.store import Store
from bot.digests.subscription import Manners
from bot.entrypoints.telegram.manners import FRESH_S, KnownManners


async def test_a_chat_has_the_manners_it_chose_last(store: Store) -> None:
    assert Manners() == await store.manners.of(7)
    await store.manners.keep(7, Manners("en"))
    await store.manners.keep(7, Manners("ko", silent=True))
    assert Manners("ko", silent=True) == await store.manners.of(7)
    assert Manners() == await store.manners.of(8)


async def test_they_go_with_a_group_that_moves(store: Store) -> None:
    await store.manners.keep(-1, Manners("en"))
    await store.chats.move(-1, -100)
    await store.chats.move(-1, -100)
    assert [Manners(), Manners("en")] == [await store.manners.of(chat) for chat in (-1, -100)]


async def test_what_is_known_is_not_asked_again_for_a_while(store: Store) -> None:
    now = [0.0]
    known = KnownManners(store, now=lambda: now[0])
    await known.choose(7, Manners("en"))
    await store.manners.keep(7, Manners("ko"))  # by another copy
    assert Manners("en") == await known.of(7)
    now[0] = FRESH_S
    assert Manners("ko") == await known.of(7)

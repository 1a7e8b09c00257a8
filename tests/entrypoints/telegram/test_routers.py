"""The features together: every command of the table and every action of a button is taken, by one feature each."""

from __future__ import annotations

from itertools import product
from typing import cast

from bot.entrypoints.telegram.application import routers
from bot.entrypoints.telegram.callbacks import TAGS
from bot.entrypoints.telegram.commands import COMMANDS, commands_of
from bot.entrypoints.telegram.menus import Menus
from bot.entrypoints.telegram.office import Office
from bot.entrypoints.telegram.ports import Memory
from bot.entrypoints.telegram.routing import Router
from bot.entrypoints.telegram.services import ChatServices
from bot.ingest.feeds import Feeds
from tests.fakes import FakeAnswers, FakeIndex, FakeNewsroom, FakeSavedQueries


def features(*, is_telling: bool = True, is_editing: bool = True, is_feeding: bool = True) -> list[Router]:
    """The routers of a bot that nobody talks to."""
    nobody = object()
    services = ChatServices(
        newsroom=FakeNewsroom(FakeIndex([])),
        queries=FakeSavedQueries(),
        answers=FakeAnswers(),
        memory=cast(Memory, nobody) if is_telling else None,
        office=cast(Office, nobody) if is_editing else None,
        feeds=cast(Feeds, nobody) if is_feeding else None,
    )
    commands = commands_of(is_telling=is_telling, is_editing=is_editing, is_feeding=is_feeding)
    return routers(services, Menus(commands, frozenset(), services.office))


def test_every_command_of_the_table_is_taken_by_one_feature() -> None:
    taken = [name for router in features() for name in router.commands]
    assert sorted(command.name for command in COMMANDS) == sorted(taken)


def test_every_action_of_a_button_is_taken_by_one_feature() -> None:
    taken = [button.data for router in features() for button in router.buttons]
    assert set(TAGS) == set(taken)
    assert len(TAGS) == len(taken)


def test_what_is_not_at_work_takes_nothing() -> None:
    for is_telling, is_editing, is_feeding in product((False, True), repeat=3):
        bound = commands_of(is_telling=is_telling, is_editing=is_editing, is_feeding=is_feeding)
        made = features(is_telling=is_telling, is_editing=is_editing, is_feeding=is_feeding)
        assert sorted(one.name for one in bound) == sorted(name for one in made for name in one.commands)

"""Parts of deliveries as rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.adapters.database.schema import clean, parts
from bot.delivery.model import Button, Part

LEFT = ("waiting", "sending")  # states of a part that is not settled


async def settle_part(
    connection: AsyncConnection, delivery: int, part: int, message_id: int | None, now: datetime
) -> bool:
    """*part* is sent, or in doubt when there is no *message_id*, whoever owns it; whether that was the last one."""
    mine = parts.c.delivery == delivery
    state = "doubtful" if message_id is None else "sent"
    done = await connection.execute(
        update(parts)
        .where(mine, parts.c.number == part)
        .values(state=state, message=message_id, html="", at=now)
    )
    left = select(parts.c.number).where(mine, parts.c.state.in_(LEFT)).limit(1)
    return done.rowcount > 0 and (await connection.execute(left)).first() is None


def left_of(rows: Sequence[Any]) -> dict[int, Part]:
    """The parts that are not settled yet."""
    return {row.number: part_of(row) for row in rows if row.state in LEFT}


def row_of(delivery: int, number: int, part: Part) -> dict[str, Any]:
    return {
        "delivery": delivery,
        "number": number,
        "state": "waiting",
        "html": clean(part.html),
        "buttons": [[[clean(button.text), clean(button.data)] for button in row] for row in part.buttons],
        "plain": part.plain,
        "attempt": 0,
    }


def part_of(row: Any) -> Part:
    buttons = tuple(tuple(Button(*button) for button in line) for line in row.buttons or ())  # damaged: none
    return Part(row.html, buttons, row.plain)

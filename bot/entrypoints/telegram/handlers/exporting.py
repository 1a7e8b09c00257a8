"""The corpus, or the subscriptions, as files."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from bot.concurrency.pools import ARCHIVES
from bot.editing.archive import Packer
from bot.editing.service import EditingDesk
from bot.entrypoints.telegram.context import Turn
from bot.entrypoints.telegram.drafts import admitted
from bot.entrypoints.telegram.office import Office
from bot.entrypoints.telegram.progress import Progress
from bot.entrypoints.telegram.routing import Router
from bot.entrypoints.telegram.scheduler import step_aside
from bot.entrypoints.telegram.sender import send_file
from bot.errors import ReaderError

PART_BYTES = 45 * 1024 * 1024  # sendDocument takes 50 MB
BATCH = 200


@dataclass(frozen=True, slots=True)
class Exporting:
    """Files for owners."""

    office: Office

    @property
    def router(self) -> Router:
        """/export."""
        return Router({"export": self.export})

    async def export(self, turn: Turn) -> None:
        """`/export corpus` or `/export subscriptions`."""
        office = admitted(self.office, turn, owner=True)
        what = turn.words.strip().lower()
        if what in {"corpus", "기사"}:
            await _corpus(turn, office.desk)
        elif what in {"subscriptions", "구독"}:
            rows = await office.drafts.subscriptions()
            if not rows:
                raise ReaderError("export.none")
            raw = json.dumps(rows, ensure_ascii=False, indent=1, default=_as_text).encode()
            await send_file(
                turn.bot,
                turn.spot(is_reply=False),
                raw,
                f"subscriptions-{turn.now:%Y%m%d}.json",
                silent=turn.silent,
            )
        else:
            raise ReaderError("export.what")


def _as_text(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


async def _corpus(turn: Turn, desk: EditingDesk) -> None:
    paths = await ARCHIVES.run(desk.corpus.paths)
    if not paths:
        raise ReaderError("export.none")
    step_aside()
    progress, packer, files = Progress(turn, "export.packing"), Packer(), 0
    try:
        for at in range(0, len(paths), BATCH):
            await ARCHIVES.run(packer.add, desk.contents(paths[at : at + BATCH]))
            await progress.tell(min(at + BATCH, len(paths)), len(paths))
            if packer.size > PART_BYTES or at + BATCH >= len(paths):
                files += 1
                await send_file(
                    turn.bot,
                    turn.spot(is_reply=False),
                    packer.close(),
                    f"sosik-corpus-{turn.now:%Y%m%d}-{files}.zip",
                    silent=turn.silent,
                )
                packer = Packer()
    finally:
        packer.close()
    turn.note(articles=len(paths), files=files)
    await progress.end(turn.say("export.done", count=len(paths), files=turn.say("count.files", count=files)))

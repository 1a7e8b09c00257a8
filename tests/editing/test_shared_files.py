"""An article that shares its file is not edited over Telegram: the answer says where it lives."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.errors import ReaderError
from tests.databases import database_url, postgres_server, postgres_url
from tests.editing.test_service import MINSU, House

__all__ = ["database_url", "postgres_server", "postgres_url"]


async def test_the_desk_says_in_which_file_it_is(tmp_path: Path, database_url: str) -> None:
    rows = [{"title": f"한빛시 소식 {n}", "body": f"한빛시가 {n}번째로 알렸다."} for n in (1, 2)]
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "crawl.json").write_text(json.dumps(rows), "utf-8")
    house = House(folder, database_url)
    desk = await house.open()
    try:
        first = next(iter(house.index.latest(1)))
        with pytest.raises(ReaderError) as refused:
            await desk.find(first.id)
        assert "editing.shared_file" == refused.value.key
        assert {"id": first.id, "file": "crawl.json"} == refused.value.values
        with pytest.raises(ReaderError, match="shared_file"):
            await desk.remove(MINSU, first.id)
    finally:
        await house.store.close()
    assert rows == json.loads((folder / "crawl.json").read_text("utf-8"))

"""An article under embargo, through Telegram: neither found nor told before its time, found and told after it."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from bot.adapters.folder.corpus import Corpus
from tests.e2e.morning import voice
from tests.e2e.paper import Paper, open_paper

TITLE = "한빛대교 야간 조명 켠다"
HELD_BACK = f"""---
id: 901_0000000700
title: {TITLE}
date: 2026-03-01
embargo: 2026-03-03 06:00
---
한빛시가 한빛대교의 야간 조명을 3일 밤부터 켠다고 알렸다. 표인혁 시장은 "걷는 사람이 먼저"라고 말했다.
"""


async def look(paper: Paper) -> None:
    """The folder is looked at, as it is every few minutes."""
    assert paper.services is not None
    async with paper.services.pipeline.busy:
        await paper.services.pipeline.take_in("folder", paper.corpus.scan())


async def open_at(paper: Paper, hour: int, *, days: int = 0) -> None:
    await paper.at(hour, days=days)
    await look(paper)
    await paper.deliver()


async def test_an_article_under_embargo_is_found_and_told_from_its_time_on(tmp_path: Path) -> None:
    async with open_paper(f"sqlite:///{tmp_path}/sosik.db") as paper:
        paper.corpus = Corpus(paper.folder, lambda: int(paper.clock.now.timestamp() * 1e9))
        async with paper.at_work():
            alice, bora = voice(paper), voice(paper, "보라")
            await alice.says("/subscribe 08:00")
            await alice.hears("구독했어요")
            await bora.says("/watch 한빛대교")
            await bora.hears()

            file = paper.folder / "조명.md"
            file.write_text(HELD_BACK, encoding="utf-8")
            os.utime(file, (paper.clock.now.timestamp(),) * 2)
            await open_at(paper, 8)
            assert ["조명.md"] == list(paper.corpus.refused)
            await alice.says("/search 야간 조명")
            assert TITLE not in (await alice.hears()).text
            await alice.says("한빛대교 조명은 언제 켜?")
            assert "3일 밤" not in (await alice.hears()).text
            assert [] == [one for one in (*alice.screen(), *bora.screen()) if TITLE in one.text]

            await open_at(paper, 6, days=1)
            assert TITLE in (await bora.hears(TITLE)).text
            await alice.says("/search 야간 조명")
            assert TITLE in (await alice.hears(TITLE)).text
            shown = len(alice.screen())
            await open_at(paper, 8)
            assert [True] == [TITLE in one.text for one in alice.screen()[shown:]]
            assert date(2026, 3, 3) == paper.index.latest(1)[0].day

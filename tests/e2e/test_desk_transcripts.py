"""The editors' desk as a reporter sees it, in both languages: a transcript worth reading."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.desk import open_desk
from tests.e2e.editing import fetch
from tests.e2e.test_feed_transcripts import Scribe
from tests.emulator import Emulator

Golden = Callable[[str, str], None]
PASTED = """나루 시장에 등대가 섰다
2026.03.02 09:00
도하람 기자

한빛시 나루 시장 어귀에 높이 12m의 등대가 2일 섰다. 등대는 밤마다 불을 켠다.
나루 시장 상인회는 “배를 부르는 등대가 아니라 손님을 부르는 등대”라고 말했다."""
FILE = """언론사: 나루신문
날짜: 2026-03-03

# 은하동 도서관, 밤 열 시까지 연다

은하동 도서관이 3일부터 밤 열 시까지 문을 연다.
"""
_NUMBERS = ((re.compile(r"\bd[0-9a-f]{12}\b"), "(ID)"), (re.compile(r"✎\d+"), "✎1"))


@pytest.mark.parametrize("language", ["ko", "en"])
async def test_the_desk_reads_well(tmp_path: Path, golden: Golden, language: str) -> None:
    async with Emulator() as telegram, open_desk(tmp_path, telegram, language=language, fetch=fetch) as desk:
        (desk.folder / "broken.md").write_bytes(b"\x00\x01\x02")
        scribe = Scribe(desk.owner)
        await scribe.says("/add")
        proof = await scribe.says(f"/add {PASTED}")
        question = scribe.note(await desk.owner.hears())  # of the field that is not known
        await scribe.presses(2, proof)
        proof = await scribe.says("나루신문", reply_to=question)
        published = await scribe.presses(1, proof)
        article = published.marked("code")[0]
        twin = await scribe.says(f"/add {PASTED}")
        scribe.note(await desk.owner.hears())
        await scribe.presses(len(twin.labels), twin)
        proof = await scribe.says("/add https://news.moss.example/7")
        await scribe.presses(len(proof.labels), proof)
        scribe.written.append("> [article.txt]")
        await desk.owner.sends("article.txt", FILE.encode())
        await scribe.presses(1, scribe.note(await desk.owner.hears()))
        await scribe.says(f"/edit {article} 제목: 나루 시장에 손님 부르는 등대")
        fields = await scribe.says(f"/edit {article}")
        await scribe.presses(2, fields)
        sure = await scribe.says(f"/remove {article}")
        await scribe.presses(1, sure)
        bin_ = await scribe.says("/restore")
        await scribe.presses(1, bin_)
        await scribe.says("/undo")
        await scribe.says("/rejected")
        await scribe.says("/log")
        await scribe.says(f"/editors add {desk.editor.id}")
        await scribe.says("/editors")
        assert [] == telegram.violations
        said = scribe.text.replace(article, "(ID)")
        for form, varied in _NUMBERS:
            said = form.sub(varied, said)
        golden(f"desk.{language}.txt", said)

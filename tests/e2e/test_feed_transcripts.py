"""Feeds, inline mode and guest mode as people see them, in both languages: transcripts worth reading."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.dialog import Heard, Voice
from tests.e2e.desk import open_desk
from tests.e2e.house import QUOTE, write_articles
from tests.e2e.test_feeds import until
from tests.emulator import Emulator
from tests.feeds_server import FeedsServer, fill

Golden = Callable[[str, str], None]
_VARIES = (
    (re.compile(r"(?:http://)?127\.0\.0\.1:\d+"), "http://paper.example"),
    (
        re.compile(r"20\d\d\.\d{1,2}\.\d{1,2}\.(?: \d\d:\d\d)?|\d{1,2} \w{3} 20\d\d(?:, \d\d:\d\d KST)?"),
        "(날짜)",
    ),
    (re.compile(r"(?<![\w.])(?:오늘|내일|어제|today|tomorrow|yesterday) \d\d:\d\d"), "(시각)"),
)


class Scribe:
    """Writes down what one person says and sees."""

    def __init__(self, voice: Voice) -> None:
        self.voice = voice
        self.written: list[str] = []

    async def says(self, text: str, reply_to: Heard | None = None) -> Heard:
        self.written.append(f"> {text}")
        await self.voice.says(text, reply_to=reply_to)
        return self.note(await self.voice.hears())

    async def presses(self, place: int, on: Heard) -> Heard:
        """Press the button of that place, from 1."""
        label = on.labels[place - 1]
        self.written.append(f"> [{label}]")
        answer = await self.voice.presses(label, on=on)
        if answer.text:
            self.written.append(f"※ {answer.text}")
        return self.note(await self.voice.hears())

    def note(self, heard: Heard) -> Heard:
        rows = heard.wire.get("reply_markup", {}).get("inline_keyboard", [])
        self.written.append(
            "\n".join([heard.text, *("   ".join(f"[{key['text']}]" for key in row) for row in rows)])
        )
        return heard

    @property
    def text(self) -> str:
        said = "\n\n".join(self.written) + "\n"
        for form, varied in _VARIES:
            said = form.sub(varied, said)
        return said


@pytest.mark.parametrize("language", ["ko", "en"])
async def test_feeds_read_well(tmp_path: Path, golden: Golden, language: str) -> None:
    async with (
        Emulator() as telegram,
        FeedsServer(datetime.now(UTC)) as paper,
        open_desk(tmp_path, telegram, language=language, feeds_allow_private=True) as desk,
    ):
        fill(paper)
        scribe = Scribe(desk.owner)
        await scribe.says(f"/feed {paper.url('/nothing')}")
        proof = await scribe.says(f"/feed {paper.url('/rss.xml')} 나룻배 -도서관")
        await scribe.presses(1, proof)

        async def is_read() -> bool:
            return all(feed.begun for feed in await desk.store.feeds.all())

        await until(is_read)
        await desk.services.feeds.finished()
        await scribe.says("/feeds 1 등대")
        panel = await scribe.says("/feeds 1 모두")
        resting = await scribe.presses(2, panel)
        sure = await scribe.presses(4, resting)
        await scribe.presses(1, sure)
        await scribe.says("/feeds")
        assert [] == telegram.violations
        golden(f"feeds.{language}.txt", scribe.text)


@pytest.mark.parametrize("language", ["ko", "en"])
async def test_inline_and_guest_mode_read_well(tmp_path: Path, golden: Golden, language: str) -> None:
    (tmp_path / "corpus").mkdir()
    write_articles(tmp_path / "corpus")
    async with Emulator() as telegram, open_desk(tmp_path, telegram, language=language) as desk:
        said: list[str] = []
        for words in (
            "강은 건너는 사람의 것이지",
            "나룻배 겨울 시간표",
            "나룻배 지역:한빛",
            "기간:어쩌고",
            "쀍뛝",
        ):
            said.append(f"> @sosik_bot {words}…")
            answer = await desk.owner.asks_inline(words)
            said += [f"[{answer['button']['text']}]"] if "button" in answer else []
            for one in answer["results"][:2]:
                text = re.sub("<[^>]+>", "", one["input_message_content"]["message_text"])
                said.append(f"• {one['title']}\n  {one.get('description', '')}\n---\n{text}")
        scribe = Scribe(Voice.into_group(telegram, "남의 방", desk.owner, bot="left"))
        claim = telegram.people.write(
            scribe.voice.chat, desk.owner.person,
            {"text": "시장이 “강은 건너는 사람의 것이지 구경하는 사람의 것이 아닙니다”라던데"},
        )  # fmt: skip
        for words, on in (
            ("@sosik_bot", claim), ("@sosik_bot 이거 사실이야?", claim), ("@sosik_bot", None),
            ("@sosik_bot 쀍뛝", None),
            ("@sosik_bot 나룻배 야간 운항", None),
        ):  # fmt: skip
            scribe.written.append(f"> {words}")
            await scribe.voice.summons(words, on)
            scribe.note(await scribe.voice.hears())
        assert any(QUOTE in one for one in scribe.written)
        assert [] == telegram.violations
        golden(f"elsewhere.{language}.txt", "\n\n".join(said) + "\n\n" + scribe.text)

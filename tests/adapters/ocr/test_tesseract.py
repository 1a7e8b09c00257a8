"""Photos read by tesseract, which has so much time and memory and no more."""

from __future__ import annotations

import io
import stat
import time
from pathlib import Path

import pytest
from rapidfuzz.distance import Levenshtein

from bot.adapters.ocr.tesseract import MOST_BYTES, Tesseract, picture_reader
from bot.errors import ReaderError, SettingsError
from tests.clippings import clipping, needs_tesseract

LINES = (
    "윤서린 한빛시장은 “다리는 빨리 건너는 사람보다",
    "천천히 건너는 사람을 위해 놓았습니다”라고 말했다.",
    "도담대교의 길이는 412m이고 개통식에는 시민",
    "1천40명이 왔다.",
)


@needs_tesseract
@pytest.mark.parametrize("dark", [False, True])
async def test_a_clipping_is_read(dark: bool) -> None:
    read = await Tesseract().read(clipping(*LINES, dark=dark))
    meant = "".join(" ".join(LINES).split())
    distance = Levenshtein.distance(meant, "".join(read.split()))
    assert distance / len(meant) < 0.08, read
    assert "\n" not in read


@needs_tesseract
async def test_a_picture_without_words_has_none() -> None:
    assert len(await Tesseract().read(clipping(" "))) < 4


@needs_tesseract
@pytest.mark.parametrize("raw", [b"", b"not a picture", b"\x89PNG\r\n\x1a\n" + bytes(50), bytes(100_000)])
async def test_what_is_no_picture_is_refused(raw: bytes) -> None:
    with pytest.raises(ReaderError, match=r"picture\.unreadable"):
        await Tesseract().read(raw)


@needs_tesseract
async def test_a_picture_that_unpacks_to_gigabytes_is_refused() -> None:
    from PIL import Image

    raw = io.BytesIO()
    Image.new("L", (40_000, 40_000)).save(raw, "PNG")  # 1.6 GB of pixels in some hundred kilobytes
    assert len(raw.getvalue()) < MOST_BYTES
    with pytest.raises(ReaderError, match=r"picture\.(unreadable|too_long)"):
        await Tesseract().read(raw.getvalue())


async def test_a_program_that_never_ends_is_killed(tmp_path: Path) -> None:
    program = tmp_path / "tesseract"
    program.write_text('#!/bin/sh\n[ "$1" = --list-langs ] && { echo kor; exit; }\nwhile :; do :; done\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    began = time.monotonic()
    with pytest.raises(ReaderError, match=r"picture\.unreadable"):
        await Tesseract(str(program), cpu_s=1).read(b"a picture")
    assert time.monotonic() - began < 15


async def test_a_huge_picture_is_not_even_looked_at(tmp_path: Path) -> None:
    program = tmp_path / "tesseract"
    program.write_text("#!/bin/sh\necho kor\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    with pytest.raises(ReaderError, match=r"picture\.too_big"):
        await Tesseract(str(program)).read(bytes(MOST_BYTES + 1))


def test_without_the_program_or_its_korean_the_settings_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="not installed"):
        Tesseract(str(tmp_path / "nothing"))
    program = tmp_path / "tesseract"
    program.write_text("#!/bin/sh\necho eng\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    with pytest.raises(SettingsError, match="no Korean"):
        Tesseract(str(program))
    assert picture_reader("") is None

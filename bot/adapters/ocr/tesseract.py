"""Tesseract, which reads the photo of a clipping: a process of its own with limits, since pictures come from strangers.

Its output for rendered news pages was 98.8 to 99.6 % right in `-l kor --psm 6` (one block of text), at 1.2 to 2.3 s of
the processor and 48 MB; `kor+eng` was worse. Debian: tesseract-ocr, tesseract-ocr-kor.
"""

from __future__ import annotations

import asyncio
import logging
import os
import shutil
import subprocess
import sys
from contextlib import suppress

from bot.errors import ReaderError, SettingsError

log = logging.getLogger(__name__)

MOST_BYTES = 10 * 1024 * 1024  # of a picture; Telegram's photos are smaller
WALL_S, CPU_S, MEMORY = 20.0, 15, 768 * 1024 * 1024  # of one picture; what is mapped, not what is used
LINE_S = 40.0  # in all, waiting in line included
AT_ONCE = 1  # beside the searches on a small host
MOST_CHARS = 20_000
_LANGUAGE = "kor"
_PASSED_ON = ("PATH", "HOME", "TESSDATA_PREFIX", "LD_LIBRARY_PATH")
# The limits are set by an interpreter that then becomes tesseract: no code of ours runs between fork and exec.
_LAUNCH = """
import os, resource, sys
cpu, memory = int(sys.argv[1]), int(sys.argv[2])
for limit, most in ((resource.RLIMIT_CPU, cpu), (resource.RLIMIT_AS, memory), (resource.RLIMIT_FSIZE, 0),
                    (resource.RLIMIT_NOFILE, 32), (resource.RLIMIT_CORE, 0)):
    resource.setrlimit(limit, (most, most))
os.execv(sys.argv[3], ["tesseract", "stdin", "stdout", "-l", sys.argv[4], "--psm", "6"])
"""


class Tesseract:
    """A `bot.entrypoints.telegram.ports.PictureReader`."""

    def __init__(self, program: str = "tesseract", cpu_s: int = CPU_S) -> None:
        """Raises: SettingsError when it is not installed, or knows no Korean."""
        found = shutil.which(program)
        if found is None:
            raise SettingsError(["OCR: tesseract is not installed (Debian: tesseract-ocr tesseract-ocr-kor)"])
        if _LANGUAGE not in languages(found):
            raise SettingsError(["OCR: tesseract knows no Korean (Debian: tesseract-ocr-kor)"])
        self._program, self._cpu_s = found, cpu_s
        self._turns = asyncio.Semaphore(AT_ONCE)

    async def read(self, picture: bytes) -> str:
        """The words in *picture*, in one line; "" without any. Raises: ReaderError where it cannot be read."""
        if len(picture) > MOST_BYTES:
            raise ReaderError("picture.too_big", limit=MOST_BYTES // 1024 // 1024)
        try:
            async with asyncio.timeout(LINE_S), self._turns:
                return await self._read(picture)
        except TimeoutError:
            log.warning("a picture took too long: bytes=%d", len(picture))
            raise ReaderError("picture.too_long") from None

    async def _read(self, picture: bytes) -> str:
        launch = (sys.executable, "-I", "-S", "-c", _LAUNCH)
        limits = (str(self._cpu_s), str(MEMORY), self._program, _LANGUAGE)
        kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        process = await asyncio.create_subprocess_exec(
            *launch, *limits,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env=kept | {"OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"},
        )  # fmt: skip
        try:
            async with asyncio.timeout(WALL_S):
                said, _ = await process.communicate(picture)
        finally:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
        if process.returncode != 0:
            log.warning("tesseract refused a picture: status=%s bytes=%d", process.returncode, len(picture))
            raise ReaderError("picture.unreadable")
        return " ".join(said[: MOST_CHARS * 4].decode("utf-8", "replace").split())[:MOST_CHARS]


def languages(program: str) -> frozenset[str]:
    """What it can read; none where it does not answer."""
    try:
        told = subprocess.run([program, "--list-langs"], capture_output=True, timeout=10, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return frozenset()
    return frozenset(told.decode("utf-8", "replace").split())


def picture_reader(name: str) -> Tesseract | None:
    """What the setting OCR names; None where it is "". Raises: SettingsError as `Tesseract` does."""
    return Tesseract() if name else None

"""Memory over 20,000 updates: `sosik chat`, the same application as on Telegram, talked to through a pipe.

    python -m bench.resilience_memory [--updates 20000]

Commands of every kind, right and wrong; its resident memory is read after each thousand. What matters is whether it
still grows once everything has been used.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

STEP = 1_000  # lines: some 30 KB, which a pipe holds while answers are read
WARM_UP = 4  # steps
CORPUS = Path(__file__).parent.parent / "corpus"
SAID = (
    "/search 버스 파업", "/search 네이벼", "/search ㅂㅅㅍㅇ", "버스파업", "파업은 언제 끝났어?", "그럼 왜?", "1", "2",
    "/quote 첫차부터", "/quote 이담호", "/latest", "/latest 버스", "여울강 방수벽 높이는 몇 m야?", "오늘 주요 뉴스",
    "/subscribe 18:00 버스", "/subscriptions", "/unsubscribe", "/watch 상수도", "/digest", "/nothing", "고마워", "…",
    "제목:파업 -사설", '"첫차부터"', "shausjsck", "지금 한빛시장은 누구야?",
)  # fmt: skip


def measure(updates: int = 20_000, seed: int = 1) -> dict[str, object]:
    """MB after the warm-up and at the end, the growth between them, and milliseconds an update."""
    if updates < (WARM_UP + 1) * STEP:
        raise ValueError(
            f"at least {(WARM_UP + 1) * STEP} updates: the first {WARM_UP * STEP} are the warm-up"
        )
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {"CORPUS_DIR": str(CORPUS), "DATABASE_URL": f"sqlite:///{home}/chat.db"}
        bot = subprocess.Popen(
            [sys.executable, "-m", "bot", "chat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            encoding="utf-8", env=environment, bufsize=1,
        )  # fmt: skip
        assert bot.stdin is not None
        assert bot.stdout is not None
        sizes: list[float] = []
        began = time.monotonic()
        for step in range(updates // STEP):
            end = f"끝표지{step}번째"
            for line in [*chance.choices(SAID, k=STEP - 1), f"/search {end}"]:
                bot.stdin.write(line + "\n")
                if line.startswith("/search 끝표지"):
                    bot.stdin.flush()
            while end not in (heard := bot.stdout.readline()):
                if not heard:
                    raise RuntimeError(f"the bot ended with {bot.wait()}")
            sizes.append(_resident_mb(bot.pid))
        seconds = time.monotonic() - began
        bot.stdin.close()
        bot.stdout.read()
        bot.wait(60)
    warm = sizes[WARM_UP - 1]
    return {
        "updates": updates,
        "MB after the warm-up": round(warm, 1),
        "MB at the end": round(sizes[-1], 1),
        "growth in percent": round(100 * (sizes[-1] / warm - 1), 1),
        "MB by thousands": [round(size, 1) for size in sizes],
        "ms an update": round(1000 * seconds / updates, 1),
    }


def _resident_mb(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    assert found is not None
    return int(found[1]) / 1024


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.resilience_memory")
    parser.add_argument("--updates", type=int, default=20_000)
    print(json.dumps(measure(parser.parse_args(arguments).updates), ensure_ascii=False))


if __name__ == "__main__":
    main()

"""Every command and its buttons as a reader sees them, in both languages: transcripts worth reading."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.entrypoints.telegram.commands import ABOUT, READING, TELLING
from tests.e2e.test_terminal import Terminal

LINES = {
    "ko": """
/start
/help
나룻배요금
6
3
/search 나룻배 최신순
/search 제목:요금 나룻배
/search 언론사:
/search 나룻배 지역:한빛
/검색나룻베
나룻배 요금은 얼마야?
2
/ask
/quote 강은 건너는 사람의
/quote
/latest
두번째 기사
1
/article
/story 나룻배
/person 윤서린
/trend 나룻배 7일
/halp
/subscribe 어제 나룻배
1
/subscribe 25:99
/subscriptions
1
/watch 나룻배 -광고
/watch 어제
/watch 끄기
/digest
/quiet 23-7
/quiet 끄기
/unsubscribe
1
/language
/privacy
고마워
쀍뛝
""",
    "en": """
/start
/help
나룻배
6
3
/search sort:newest 나룻배
/search 나룻배 from:whenever
/search 나룻배 foo:bar
/serach 나룻배
/ask 나룻배 요금은 얼마야?
2
/ask
/quote 강은 건너는 사람의
/quote
/latest
the second article
/article
/story 나룻배
/person 윤서린
/trend 나룻배 7d
/hepl
/subscribe yesterday 나룻배
1
/subscribe 25:99
/subscriptions
1
/watch 나룻배 -ads
/watch last week
/watch off
/digest
/quiet 11pm to 7am
/quiet off
/unsubscribe
1
/language
/privacy
thanks
qwzx
""",
}
_WHEN = re.compile(r"(?:오늘|내일|today|tomorrow) \d\d:\d\d|\[/\S+\.png\]")
_NUMBERED = re.compile(r"(?m)^1\. (?=나룻배 7)")  # of the trend, on a machine none of whose fonts has Hangul


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_command_reads_well(tmp_path: Path, golden: Callable[[str, str], None], language: str) -> None:
    lines = LINES[language].split("\n")[1:-1]
    for command in (*READING, *TELLING, *ABOUT):
        assert any(line.startswith((f"/{command.name}", "/검색")) for line in lines), command.name
    first = ("/as Ann en",) if language == "en" else ()
    said = Terminal(tmp_path)(*first, *lines)
    assert "\n\n\n\n" not in said
    golden(f"transcript.{language}.txt", _NUMBERED.sub("", _WHEN.sub("…", said)))

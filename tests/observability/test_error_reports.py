"""What a Sentry is told: where it broke, and no word of a reader, no token, no text of an exception."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator

import pytest

from bot.errors import SettingsError
from bot.observability.error_reports import reporting, stripped
from tests.observability.sending_errors import TOKEN, WORDS
from tests.sentry import Sentry


@pytest.fixture
def sentry() -> Iterator[Sentry]:
    with Sentry.listening() as sentry:
        yield sentry


def test_no_word_and_no_token_arrives_and_where_it_broke_does(sentry: Sentry) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.observability.sending_errors", sentry.dsn],
        capture_output=True,
        text=True,
    )
    assert 0 == done.returncode, done.stderr
    everything = sentry.everything()
    for secret in (WORDS, WORDS.split()[0], json.dumps(WORDS)[1:-1], TOKEN, TOKEN.partition(":")[2]):
        assert secret not in everything
    events = sentry.events()
    assert 3 == len(events)
    (broken, *_) = events
    kinds = [one["type"] for one in broken["exception"]["values"]]
    assert ["KeyError", "RuntimeError"] == kinds
    functions = [
        frame["function"] for one in broken["exception"]["values"] for frame in one["stacktrace"]["frames"]
    ]
    assert "fail" in functions
    assert {"release": "1.2.3", "level": "error", "logger": "bot.somewhere"}.items() <= broken.items()


def test_what_may_go_is_chosen_and_not_what_may_not() -> None:
    event = {
        "level": "error",
        "extra": {"words": WORDS},
        "request": {"data": WORDS},
        "user": {"id": 7},
        "breadcrumbs": [WORDS],
        "logentry": {"message": WORDS},
        "exception": {
            "values": [{"type": "E", "value": WORDS, "stacktrace": {"frames": [{"vars": {"a": WORDS}}]}}]
        },
    }
    assert {"level", "exception"} == stripped(event).keys()
    assert WORDS not in json.dumps(stripped(event), ensure_ascii=False)


def test_an_address_that_is_none_is_said_without_showing_it() -> None:
    with pytest.raises(SettingsError) as caught, reporting("https://127.0.0.1/none", "1"):
        pass
    assert "127.0.0.1" not in str(caught.value.faults)


def test_without_an_address_nothing_is_told() -> None:
    with reporting("", "1"):
        pass

"""Updates that nobody can read, in a batch with others."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Update
from telegram.error import TelegramError

from bot.entrypoints.telegram.polling import PollingRequest, QuietRequest
from bot.entrypoints.telegram.updates import Json, chat_of, decode, may_be_refused, read, sound

SECRET = "아무도모를말"
CHAT = {"id": 7, "type": "private", "first_name": "앨리스"}
PERSON = {"id": 7, "is_bot": False, "first_name": "앨리스"}


def said(number: int, **more: Any) -> dict[str, Any]:
    message = {"message_id": number, "date": 1, "chat": CHAT, "from": PERSON, "text": f"{SECRET} {number}"}
    return {"update_id": number, "message": message | more}


class Door:
    """Sheds all but the update 2."""

    def __init__(self) -> None:
        self.counted: list[int] = []

    def sheds(self, update: Json) -> bool:
        return bool(update["update_id"] != 2)

    def came(self, count: int) -> None:
        self.counted.append(count)


POLL = {
    "id": "1", "question": SECRET, "options": [{"text": SECRET, "voter_count": 0}], "total_voter_count": 0,
    "is_closed": False, "is_anonymous": True, "type": "regular", "allows_multiple_answers": False,
}  # fmt: skip
BROKEN: dict[str, dict[str, Any]] = {
    "a poll of an older Bot API": said(2, poll=POLL),
    "a chat without its type": said(2, chat={"id": 7}),
    "a message that is a text": {"update_id": 2, "message": SECRET},
    "a date that is none": said(2, date=SECRET),
    "entities that are none": said(2, entities=[SECRET]),
    "a reply to something broken": said(2, reply_to_message={"text": SECRET}),
    "a text that is a number": said(2, text=7),
    "a caption that is a list": said(2, text=None, caption=[SECRET]),
    "a message without a chat": {
        "update_id": 2,
        "message": {"message_id": 2, "date": 1, "from": PERSON, "text": SECRET},
    },
    "a name that is a number": said(2, **{"from": PERSON | {"first_name": 7}}),
    "a press whose data is a number": {
        "update_id": 2,
        "callback_query": {"id": "1", "from": PERSON, "chat_instance": "1", "data": 7},
    },
    "a press of nobody": {"update_id": 2, "callback_query": {"id": "1", "data": SECRET}},
    "a chat that is a number": said(2, chat=5),
    "a press from nothing": {
        "update_id": 2,
        "callback_query": {"id": "1", "from": None, "chat_instance": "1", "data": SECRET},
    },
    "a question of nobody": {
        "update_id": 2,
        "inline_query": {"id": "1", "from": None, "query": SECRET, "offset": ""},
    },
    "a change of nothing": {"update_id": 2, "my_chat_member": {}},
    "a change without what is new": {
        "update_id": 2,
        "my_chat_member": {"chat": CHAT, "from": PERSON, "date": 1, "old_chat_member": {}},
    },
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN.keys())
def test_an_update_that_cannot_be_read_is_skipped_when_its_turn_comes_and_the_others_are_not(
    broken: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    came = decode(json.dumps({"ok": True, "result": [said(1), broken, said(3)]}).encode())["result"]
    assert [said(1), broken, said(3)] == came
    assert [1, None, 3] == [update and update.update_id for update in (read(one, None) for one in came)]
    kind = next(key for key in broken if key != "update_id")
    assert f"update skipped: id=2 type={kind} because" in caplog.text
    assert SECRET not in caplog.text


def test_fields_that_nobody_knows_yet_are_no_reason_to_skip(caplog: pytest.LogCaptureFixture) -> None:
    some = [said(1, brand_new={"a": [1]}), {"update_id": 2, "brand_new_kind": {"text": SECRET}}]
    assert some == decode(json.dumps({"ok": True, "result": some}).encode())["result"]
    assert "" == caplog.text


@pytest.mark.parametrize(
    "broken",
    [
        "[" * 20_000 + "]" * 20_000,
        '{"text": "\\q ' + SECRET + '"}',
        "nonsense",
        '{"a": "]}[{\\""} x',
        f'{{"message_id": {-(2**70)}, "text": "{SECRET}"}}',
        '{"message_id": ' + "9" * 5_000 + "}",
    ],
    ids=[
        "too deep",
        "a bad escape",
        "no JSON",
        "brackets in words",
        "an id no database keeps",
        "a huge number",
    ],
)
def test_an_update_that_is_no_json_is_skipped_too(broken: str, caplog: pytest.LogCaptureFixture) -> None:
    middle = f'{{"update_id": 2, "message": {broken}}}'
    whole = f'{{"ok": true, "result": [{json.dumps(said(1))}, {middle}, {json.dumps(said(3))}]}}'
    assert [said(1), {"update_id": 2}, said(3)] == decode(whole.encode())["result"]
    assert "update skipped: id=2" in caplog.text
    assert SECRET not in caplog.text


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"[]",
        b'{"ok": true}',
        b"<html>502</html>",
        b'{"ok": true, "result": 5}',
        b'{"ok": true, "result": [5, {}]}',
    ],
)
def test_an_answer_without_any_id_is_an_error_that_says_nothing_of_it(payload: bytes) -> None:
    with pytest.raises(TelegramError, match=r"^Invalid server response$"):
        decode(payload)


def test_a_refusal_stays_what_it_is() -> None:
    refusal = {"ok": False, "error_code": 409, "description": "Conflict"}
    assert refusal == decode(json.dumps(refusal).encode())
    assert {"ok": True, "result": []} == decode(b'{"ok": true, "result": []}')


JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
PLACES = ("message", "callback_query", "my_chat_member", "channel_post", "poll")


@given(st.lists(st.tuples(st.sampled_from(PLACES), JSON), max_size=4))
def test_whatever_comes_the_poll_goes_on_behind_it(some: list[tuple[str, Any]]) -> None:
    logging.getLogger("bot.entrypoints.telegram.updates").setLevel(logging.CRITICAL)
    updates = [{"update_id": n, kind: content} for n, (kind, content) in enumerate(some)]
    came = decode(json.dumps({"ok": True, "result": updates}).encode())["result"]
    assert list(range(len(some))) == [one["update_id"] for one in came]
    for one in came:
        assert isinstance(chat_of(one), int)
        assert may_be_refused(one) in (True, False)
        assert isinstance(read(one, None), Update | None)
    logging.getLogger("bot.entrypoints.telegram.updates").setLevel(logging.NOTSET)


def test_a_flood_limit_on_polling_is_asked_about_again_after_a_moment() -> None:
    refusal = {"ok": False, "error_code": 429, "description": "x", "parameters": {"retry_after": 3600}}
    line = PollingRequest(lambda: None)
    assert {"retry_after": 5} == line.parse_json_payload(json.dumps(refusal).encode())["parameters"]


def test_a_flood_limit_below_nothing_is_none() -> None:
    refusal = {"ok": False, "error_code": 429, "description": "x", "parameters": {"retry_after": -3}}
    assert {"retry_after": 0} == sound(refusal)["parameters"]


def test_all_lines_to_telegram_trust_the_same_certificates_which_are_read_once() -> None:
    lines = [PollingRequest(lambda: None), QuietRequest(lambda: None), QuietRequest(lambda: None)]
    assert 1 == len({id(line._client_kwargs["verify"]) for line in lines})


@pytest.mark.parametrize("payload", [f"<html>{SECRET}</html>", "[]", "[" * 20_000, '{"ok": true}'])
def test_an_answer_to_a_call_that_cannot_be_read_is_logged_without_its_words(
    payload: str, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(TelegramError, match=r"^Invalid server response$"):
        QuietRequest.parse_json_payload(payload.encode())
    assert SECRET not in caplog.text


def test_of_updates_that_are_shed_the_id_alone_is_left() -> None:
    payload = json.dumps({"ok": True, "result": [{"update_id": n, "message": 7} for n in range(5)]}).encode()
    door = Door()
    expected = [{"update_id": n} | ({"message": 7} if n == 2 else {}) for n in range(5)]
    assert expected == decode(payload, door)["result"]
    assert [] == decode(b'{"ok": true, "result": []}', door)["result"]
    assert [5, 0] == door.counted

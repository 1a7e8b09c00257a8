"""Telegram by webhook: posts with the secret alone, each worked off once, by whichever copy lives."""

from __future__ import annotations

import asyncio
import contextlib
import json
import resource
import signal
from collections.abc import AsyncIterator, Callable, Collection
from functools import partial
from pathlib import Path

import httpx
import pytest
import pytest_asyncio

from bot.adapters.database.inbox import Entry as Recorded
from bot.adapters.database.store import Store
from bot.entrypoints.http.health import Reach
from bot.entrypoints.telegram.application import build_application
from bot.entrypoints.telegram.services import ChatServices
from bot.entrypoints.telegram.webhook import Address, Webhook, run_webhook
from bot.entrypoints.telegram.worker import Entry, Inbox
from bot.errors import SettingsError
from bot.newsroom import Newsroom
from tests.databases import postgres_server, postgres_url
from tests.dialog import Voice
from tests.e2e.copies import SECRET, free_port
from tests.e2e.house import House, open_house
from tests.emulator import Emulator
from tests.fakes import FakeAnswers, FakeInbox, FakeIndex, FakeSavedQueries, some_articles, worker_alone

__all__ = ["postgres_server", "postgres_url"]


class Hooked:
    """A house whose bot is posted to."""

    def __init__(self, house: House) -> None:
        self.house, self.port = house, free_port()
        self.url = f"http://127.0.0.1:{self.port}"

    async def start(self, **more: str) -> None:
        await self.house.start(
            WEBHOOK_URL=f"{self.url}/telegram", WEBHOOK_SECRET=SECRET, PORT=str(self.port), **more
        )

    async def get(self, path: str) -> httpx.Response:
        async with httpx.AsyncClient() as client:
            return await client.get(f"{self.url}{path}", timeout=10)

    async def post(self, body: object, secret: str | None = SECRET) -> int:
        headers = {} if secret is None else {"X-Telegram-Bot-Api-Secret-Token": secret}
        async with httpx.AsyncClient() as client:
            content = body if isinstance(body, bytes) else None
            answer = await client.post(
                f"{self.url}/telegram",
                json=None if content else body,
                content=content,
                headers=headers,
                timeout=10,
            )
        return answer.status_code


@pytest_asyncio.fixture(loop_scope="session")
async def hooked(tmp_path: Path) -> AsyncIterator[Hooked]:
    async with open_house(tmp_path) as house:
        yield Hooked(house)
        house.check()


async def test_a_reader_is_answered_over_the_webhook(hooked: Hooked) -> None:
    await hooked.start()
    alice = Voice.of(hooked.house.telegram, "앨리스")
    await alice.says("/search 나룻배")
    assert "한빛강 나룻배" in (await alice.hears()).text
    assert 0 == hooked.house.telegram.polls
    assert [200] == [status for _, status in hooked.house.telegram.posting.answers]


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET + "x", SECRET.upper()])
async def test_a_post_without_the_secret_is_refused(hooked: Hooked, secret: str | None) -> None:
    await hooked.start()
    assert 403 == await hooked.post({"update_id": 1}, secret)
    assert 0 == len(hooked.house.telegram.sent())


async def test_an_update_posted_twice_is_answered_once(hooked: Hooked) -> None:
    await hooked.start()
    alice = Voice.of(hooked.house.telegram, "앨리스")
    await alice.says("/search 나룻배")
    await alice.hears()
    (update,) = [number for number, _ in hooked.house.telegram.posting.answers]
    message = {"message_id": 1, "date": 1, "chat": {"id": alice.id, "type": "private", "first_name": "앨리스"},
               "from": alice.user, "text": "/search 나룻배"}  # fmt: skip
    assert 200 == await hooked.post({"update_id": update, "message": message})
    await alice.says("/search 선장")  # of the same chat, so it comes behind
    await alice.hears()
    assert 2 == len(hooked.house.telegram.sent(chat_id=alice.id))


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b'{"update_id": "a"}', b"[" * 100_000, b'{"update_id": 5, "message": 7}'],
)
async def test_what_cannot_be_read_is_taken_and_skipped(hooked: Hooked, body: bytes) -> None:
    await hooked.start()
    assert 200 == await hooked.post(body)
    alice = Voice.of(hooked.house.telegram, "앨리스")
    await alice.says("/search 나룻배")
    await alice.hears()


async def test_a_body_beyond_the_limit_is_not_read(hooked: Hooked) -> None:
    await hooked.start()
    with contextlib.suppress(httpx.TransportError):  # the line may be cut
        assert 400 <= await hooked.post(b"x" * (2 * 1024 * 1024))
    assert 200 == (await hooked.get("/healthz")).status_code


async def test_connections_that_say_nothing_take_no_descriptors_from_the_bot(hooked: Hooked) -> None:
    await hooked.start()
    resource.prlimit(hooked.house.sosik.process.pid, resource.RLIMIT_NOFILE, (100, 100))
    silent = [await asyncio.open_connection("127.0.0.1", hooked.port) for _ in range(120)]
    refused = [one for one, _ in silent[25:]]
    assert [b""] * len(refused) == await asyncio.gather(*(one.read() for one in refused))
    for _, one in silent:
        one.close()
    alice = Voice.of(hooked.house.telegram, "앨리스")
    await alice.says("/search 나룻배")
    await alice.hears(timeout_s=30)
    assert 200 == (await hooked.get("/healthz")).status_code
    assert " ERROR " not in hooked.house.log


async def test_what_was_recorded_survives_a_kill(hooked: Hooked) -> None:
    await hooked.start()
    alice = Voice.of(hooked.house.telegram, "앨리스")
    held = hooked.house.telegram.hold(method="sendMessage", times=None)
    for word in ("나룻배", "선장", "요금"):
        await alice.says(f"/search {word}")
    await hooked.house.telegram.until(
        lambda: len(hooked.house.telegram.posting.answers) == 3, why="three posts"
    )
    hooked.house.sosik.process.send_signal(signal.SIGKILL)
    await hooked.house.sosik.ends()
    held.withdraw()
    await hooked.start()
    answers = [(await alice.hears()).text for _ in range(3)]
    assert ["나룻배", "선장", "요금"] == [
        word for word in ("나룻배", "선장", "요금") if any(word in a for a in answers)
    ]
    assert 3 == len(hooked.house.telegram.posting.answers)  # Telegram was not asked for them again


async def test_health_readiness_and_metrics_are_told(hooked: Hooked) -> None:
    await hooked.start()
    alice = Voice.of(hooked.house.telegram, "앨리스")
    await alice.says("/search 나룻배")
    await alice.hears()
    assert (200, "ok\n") == ((alive := await hooked.get("/healthz")).status_code, alive.text)
    ready = await hooked.get("/readyz")
    assert (200, 13) == (ready.status_code, ready.json()["index"]["articles"])
    assert 404 == (await hooked.get("/")).status_code
    metrics = await hooked.get("/metrics")
    assert 200 == metrics.status_code
    assert 'sosik_updates_total{cmd="search",outcome="ok"} 1.0' in metrics.text
    assert "sosik_articles 13.0" in metrics.text.splitlines()
    assert "sosik_database_up 1.0" in metrics.text.splitlines()
    assert SECRET not in metrics.text + hooked.house.log


async def test_two_copies_share_the_posts(hooked: Hooked, postgres_url: str) -> None:
    await hooked.start(DATABASE_URL=postgres_url)
    other = Hooked(hooked.house)
    await other.start(DATABASE_URL=postgres_url)  # Telegram posts to this one now
    people = [Voice.of(hooked.house.telegram, f"사람{n}") for n in range(8)]
    for one in people:
        await one.says("/search 나룻배")
    answers = await asyncio.gather(*(one.hears() for one in people))
    assert all("한빛강 나룻배" in one.text for one in answers)
    store = await Store.open(postgres_url)
    while await store.inbox.waiting():  # noqa: ASYNC110 # another process settles it
        await asyncio.sleep(0.05)
    await store.close()
    hooked.house.processes[-1].process.send_signal(signal.SIGKILL)
    await hooked.house.processes[-1].ends()
    hooked.house.telegram.world.webhook = f"{hooked.url}/telegram"  # the host's router turns to the other
    for one in people:
        await one.says("/search 선장")
    await asyncio.gather(*(one.hears() for one in people))
    assert [2] * 8 == [len(hooked.house.telegram.sent(chat_id=one.id)) for one in people]


async def test_a_polling_bot_takes_the_webhook_away(hooked: Hooked) -> None:
    await hooked.start()
    await hooked.house.sosik.stop()
    assert hooked.house.telegram.world.webhook
    await hooked.house.start()
    assert "" == hooked.house.telegram.world.webhook
    alice = Voice.of(hooked.house.telegram, "앨리스")
    await alice.says("/search 나룻배")
    await alice.hears()


class Lapsing(FakeInbox):
    """One update, whose lease is over at once, so that it may be claimed again, and again, until it is done."""

    def __init__(self, entry: Entry) -> None:
        super().__init__()
        self._left: list[Entry] = [entry]
        self.claims = 0

    async def claim(self, owner: str, most: int) -> list[Entry]:
        self.claims += 1
        await asyncio.sleep(0)
        return self._left

    async def done(self, ids: Collection[int], owner: str) -> bool:
        self._left = []
        return False


def run_here(
    telegram: Emulator,
    stop: asyncio.Event,
    reached: Callable[[], None] = lambda: None,
    inbox: Inbox | None = None,
) -> asyncio.Task[None]:
    """A bot by webhook, in this process; to which nobody writes, unless in *inbox*."""
    newsroom = Newsroom(FakeIndex(some_articles()))
    services = ChatServices(newsroom=newsroom, queries=FakeSavedQueries(), answers=FakeAnswers())
    webhook = Webhook(Address("https://bot.example/t", SECRET), worker_alone(inbox), touch_s=0.01)
    build = partial(build_application, telegram.token, services)
    running = asyncio.create_task(run_webhook(build, telegram.url, stop, webhook, reached=reached))
    running.add_done_callback(lambda _: telegram.look_again())
    return running


async def test_a_bot_to_which_nobody_writes_keeps_in_touch() -> None:
    async with Emulator() as telegram:
        stop, reach = asyncio.Event(), Reach()
        running = run_here(telegram, stop, reach.note)
        await telegram.until(lambda: telegram.world.webhook, why="the webhook")
        asked = len(telegram.sent("getMe"))
        await telegram.until(
            lambda: len(telegram.sent("getMe")) > asked + 2, why="a question without an occasion"
        )
        assert reach.seconds() is not None
        stop.set()
        await running
        assert [] == telegram.violations


async def test_a_token_taken_back_ends_a_bot_to_which_nobody_writes() -> None:
    async with Emulator() as telegram:
        running = run_here(telegram, asyncio.Event())
        await telegram.until(lambda: telegram.world.webhook, why="the webhook")
        telegram.token = "7000000001:" + "n" * 35
        with pytest.raises(SettingsError, match="TELEGRAM_BOT_TOKEN"):
            await running
        telegram.expect_refused("Unauthorized")


async def test_an_address_that_telegram_does_not_take_ends_it_with_a_clear_word() -> None:
    async with Emulator() as telegram:
        telegram.refuse(
            400, "Bad Request: bad webhook: HTTPS url must be provided for webhook", method="setWebhook"
        )
        with pytest.raises(SettingsError, match="WEBHOOK_URL"):
            await run_here(telegram, asyncio.Event())


async def test_an_update_in_hand_is_not_begun_again_when_its_lease_runs_out() -> None:
    async with Emulator() as telegram:
        alice, stop = Voice.of(telegram, "앨리스"), asyncio.Event()
        message = await alice.says("/search 네이버")
        inbox = Lapsing(Recorded(1, alice.id, json.dumps({"update_id": 1, "message": message})))
        held = telegram.hold(method="sendMessage", times=None)
        running = run_here(telegram, stop, inbox=inbox)
        await telegram.until(lambda: held.met, why="the answer under way")
        claims = inbox.claims
        async with asyncio.timeout(10):
            while inbox.claims < claims + 2:  # noqa: ASYNC110 # the process looks again, every second
                await asyncio.sleep(0.05)
        held.withdraw()
        await alice.hears()
        stop.set()
        await running
        assert 1 == len(telegram.sent(chat_id=alice.id))

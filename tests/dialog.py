"""Conversations with the bot, as people have them.

    alice = Voice.of(telegram, "앨리스")
    await alice.says("/search 네이버")
    assert "네이버" in (await alice.hears()).text
    await alice.presses("▶")
    page_two = await alice.hears()          # the message as it stands after the edit

    room = Voice.into_group(telegram, "편집국", alice)      # alice in a group that the bot is in
    await room.says("/search@sosik_bot 네이버")

A `Voice` is one person in one place, and what appears there. It waits for what must come, never for a time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.emulator import Chat, Emulator, Wire
from tests.emulator.markup import at, units
from tests.emulator.people import pieces
from tests.emulator.server import PATIENCE_S
from tests.emulator.world import Seen, Status, forwarded


@dataclass(frozen=True, slots=True)
class Heard:
    """Something the bot did on the screen: a message sent, edited or deleted, as it looked then."""

    seen: Seen
    telegram: Emulator

    @property
    def what(self) -> str:
        """sent, edited or deleted."""
        return self.seen.what

    @property
    def wire(self) -> Wire:
        """The Message object."""
        return self.seen.message

    @property
    def id(self) -> int:
        return int(self.wire["message_id"])

    @property
    def topic(self) -> int | None:
        return self.wire.get("message_thread_id")

    @property
    def replies_to(self) -> int | None:
        """The number of the message that this is a reply to."""
        return self.wire.get("reply_to_message", {}).get("message_id")

    @property
    def text(self) -> str:
        """Text or caption, without markup."""
        return str(self.wire.get("text") or self.wire.get("caption") or "")

    def marked(self, kind: str) -> list[str]:
        """The stretches with an entity of *kind*: bold, text_link, blockquote …"""
        entities = self.wire.get("entities") or self.wire.get("caption_entities") or []
        return [at(self.text, e) for e in entities if e["type"] == kind]

    @property
    def links(self) -> dict[str, str]:
        """Linked words -> address."""
        entities = self.wire.get("entities") or []
        return {at(self.text, e): e["url"] for e in entities if e["type"] == "text_link"}

    @property
    def buttons(self) -> list[Wire]:
        """The inline buttons, row after row."""
        rows = self.wire.get("reply_markup", {}).get("inline_keyboard", [])
        return [button for row in rows for button in row]

    @property
    def labels(self) -> list[str]:
        return [str(button["text"]) for button in self.buttons]

    def button(self, label: str) -> Wire:
        """The button that reads *label*, or else the one that contains it. Raises: AssertionError."""
        exact = [b for b in self.buttons if b["text"] == label]
        found = exact or [b for b in self.buttons if label in b["text"]]
        assert len(found) == 1, f"no single button {label!r} among {self.labels} under {self.text[:80]!r}"
        return found[0]

    @property
    def copied(self) -> list[str]:
        """What the copy buttons copy."""
        return [b["copy_text"]["text"] for b in self.buttons if "copy_text" in b]

    @property
    def file(self) -> tuple[str, bytes]:
        """Name and bytes of the document or picture that came with it."""
        wire = self.wire.get("document") or self.wire["photo"][-1]
        file = self.telegram.world.files[wire["file_id"]]
        return file.name, file.data


@dataclass(frozen=True, slots=True)
class Answered:
    """How the bot answered a pressed button: a passing notice, an alert, or without a word."""

    text: str
    alert: bool
    url: str


class Voice:
    """One person, in one chat or topic. Use the makers `of`, `into_group`, `into_channel`, `at`."""

    def __init__(
        self,
        telegram: Emulator,
        user: Wire | None,
        chat: Chat,
        topic: int | None = None,
        anonymous: bool = False,
    ) -> None:
        self.telegram = telegram
        self.user = user
        self.chat = chat
        self.topic = topic
        self.anonymous = anonymous
        self._heard = len(telegram.world.seen_in[chat.id])  # what came before is not heard

    # -- makers

    @classmethod
    def of(cls, telegram: Emulator, name: str, language: str | None = "ko", username: str = "") -> Voice:
        """A new person in the private chat with the bot."""
        user = telegram.people.person(name, language, username)
        return cls(telegram, user, telegram.world.chats[user["id"]])

    @classmethod
    def into_group(
        cls, telegram: Emulator, title: str, first: Voice, *others: Voice, **options: Any
    ) -> Voice:
        """*first*, who created it, in a new group with *others* and the bot; options as `People.group`."""
        users = [voice.person for voice in (first, *others)]
        return cls(telegram, users[0], telegram.people.group(title, *users, **options))

    @classmethod
    def into_channel(
        cls, telegram: Emulator, title: str, owner: Voice, username: str = "", **options: Any
    ) -> Voice:
        """The channel itself speaking; options as `People.channel`."""
        return cls(telegram, None, telegram.people.channel(title, owner.person, username, **options))

    def at(self, place: Voice, *, topic: int | None = None, anonymous: bool = False) -> Voice:
        """The same person where *place* is; joins as a member if need be."""
        if not anonymous and not self.telegram.world.inside(place.chat, self.person["id"]):
            self.telegram.people.add_members(place.chat, [self.person])
        return Voice(self.telegram, self.user, place.chat, topic, anonymous)

    def topics(self, *names: str) -> list[Voice]:
        """The same person in new topics of this forum."""
        made = [self.telegram.people.topic(self.chat, name) for name in names]
        return [self.at(self, topic=thread, anonymous=self.anonymous) for thread in made]

    @property
    def person(self) -> Wire:
        """The User object; not of a channel."""
        assert self.user is not None, "a channel is nobody"
        return self.user

    @property
    def id(self) -> int:
        return int(self.person["id"])

    # -- speaking

    async def says(self, text: str, *, reply_to: Heard | Wire | None = None, whole: bool = False) -> Wire:
        """Write; what is too long goes as several messages, as apps do it. Returns: the first of them.

        whole: as one message all the same.
        """
        assert units(text) > 0
        made = [self._write({"text": piece}, reply_to) for piece in ([text] if whole else pieces(text))]
        return made[0]

    async def sends(
        self,
        name: str,
        data: bytes,
        *,
        caption: str = "",
        mime: str | None = None,
        size: int | None = None,
        reply_to: Heard | Wire | None = None,
    ) -> Wire:
        """Send a document. *size* claims a large one without the bytes."""
        content = self.telegram.people.document(name, data, mime, size)
        return self._write(content | ({"caption": caption} if caption else {}), reply_to)

    async def forwards(self, message: Wire | Heard, *, hidden: bool = False) -> Wire:
        """Forward a message from wherever it was."""
        return self._write(forwarded(message.wire if isinstance(message, Heard) else message, hidden), None)

    async def puts(self, content: Wire, *, reply_to: Heard | Wire | None = None) -> Wire:
        """Send anything else: a picture with words under it, a message made by another bot."""
        return self._write(content, reply_to)

    def _write(self, content: Wire, reply_to: Heard | Wire | None) -> Wire:
        if isinstance(reply_to, Heard):
            reply_to = reply_to.wire
        number = None if reply_to is None else int(reply_to["message_id"])
        return self.telegram.people.write(
            self.chat, self.user, content, reply_to=number, topic=self.topic, anonymous=self.anonymous
        )

    async def edits(self, message: Wire, text: str) -> Wire:
        """Change what one wrote."""
        return self.telegram.people.edit(self.chat, message["message_id"], text)

    async def presses(self, label: str, on: Heard | None = None, timeout_s: float = PATIENCE_S) -> Answered:
        """Press the button *label* under the latest message that has buttons, or *on*; wait for the answer.

        What the press does to the screen is `hears()`'s.
        """
        heard = on or self._latest_with_buttons()
        button = heard.button(label)
        assert "callback_data" in button, f"{label!r} is no callback button: {button}"
        return await self.presses_data(button["callback_data"], heard.id, timeout_s)

    async def presses_data(self, data: str, number: int, timeout_s: float = PATIENCE_S) -> Answered:
        """Press a button with any *data*, as a forged or outdated one might have, under message *number*."""
        query = self.telegram.people.press(self.chat, self.person, number, data)
        answers = self.telegram.world.answers
        answer = await self.telegram.until(lambda: answers.get(query), timeout_s, f"the answer to {data!r}")
        return Answered(answer.get("text", ""), answer.get("show_alert", False), answer.get("url", ""))

    async def asks_inline(self, text: str, offset: str = "", timeout_s: float = PATIENCE_S) -> Wire:
        """Type `@bot text` in any chat, and scroll to *offset*; the answer with the results offered."""
        query = self.telegram.people.ask_inline(self.person, text, offset)
        answers = self.telegram.world.answers
        answer: Wire = await self.telegram.until(
            lambda: answers.get(query), timeout_s, f"results for {text!r}"
        )
        return answer

    async def summons(self, text: str, reply_to: Wire | None = None) -> None:
        """Name the bot here, where it is no member."""
        number = None if reply_to is None else int(reply_to["message_id"])
        self.telegram.people.summon(self.chat, self.person, {"text": text}, number)

    # -- hearing

    def _here(self, seen: Seen) -> bool:
        place = seen.message.get("message_thread_id") if seen.message.get("is_topic_message") else None
        return self.chat.topics is None or place == self.topic

    def _next(self, fits: Callable[[Heard], bool]) -> Heard | None:
        seen = self.telegram.world.seen_in[self.chat.id]
        for i in range(self._heard, len(seen)):
            if self._here(seen[i]) and fits(heard := Heard(seen[i], self.telegram)):
                self._heard = i + 1
                return heard
        return None

    async def hears(self, containing: str = "", *, timeout_s: float = PATIENCE_S) -> Heard:
        """The next thing the bot does here (sent or edited), passing over what lacks *containing*."""
        why = f"something{f' with {containing!r}' if containing else ''} in {self.chat.title}"
        fits = lambda h: h.what != "deleted" and containing in h.text  # noqa: E731 - one use, two words
        return await self.telegram.until(lambda: self._next(fits), timeout_s, why)

    async def loses(self, *, timeout_s: float = PATIENCE_S) -> Heard:
        """The next message the bot deletes here."""
        return await self.telegram.until(
            lambda: self._next(lambda h: h.what == "deleted"), timeout_s, f"a deletion in {self.chat.title}"
        )

    async def hears_nothing(self) -> None:
        """Nothing came that was not heard yet, and nothing comes while two passers-by talk with the bot.

        The bot answers several at once, so this is no proof; but it took up our words before theirs.
        """
        for _ in range(2):
            passer_by = Voice.of(self.telegram, "행인")
            await passer_by.says("/start")
            await passer_by.hears()
        heard = self._next(lambda h: True)
        assert heard is None, f"the bot {heard.what} in {self.chat.title}: {heard.text!r}"  # type: ignore[union-attr]

    def unheard(self) -> list[Heard]:
        """All that came since, heard at once."""
        found = []
        while heard := self._next(lambda h: True):
            found.append(heard)
        return found

    def screen(self) -> list[Heard]:
        """The bot's messages that stand in this place now, oldest first, as they look now."""
        now = [m for m in self.chat.messages.values() if self._by_bot(m)]
        heard = [Heard(Seen("sent", self.chat.id, m, float(m["date"])), self.telegram) for m in now]
        return [h for h in heard if self._here(h.seen)]

    def _by_bot(self, message: Wire) -> bool:
        return (
            message.get("from", {}).get("id") == self.telegram.world.bot["id"] or self.chat.type == "channel"
        )

    def _latest_with_buttons(self) -> Heard:
        found = [heard for heard in self.screen() if heard.buttons]
        assert found, f"no buttons in {self.chat.title}"
        return found[-1]

    # -- standing

    async def blocks_the_bot(self, *, silently: bool = False) -> None:
        self.telegram.people.block(self.person, True, silently)

    async def unblocks_the_bot(self) -> None:
        self.telegram.people.block(self.person, False)

    async def adds_the_bot(self, status: Status = "member", **rights: bool) -> None:
        """To the chat one is in."""
        self.telegram.people.invite_bot(self.chat, self.person, status, **rights)

    async def removes_the_bot(self) -> None:
        self.telegram.people.remove_bot(self.chat, self.person)

    def becomes(self, status: Status, **rights: bool) -> None:
        """Get another standing in this chat, without anybody being told."""
        self.telegram.people.add_members(self.chat, [self.person], status, **rights)

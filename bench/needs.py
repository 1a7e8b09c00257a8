"""Needs of every kind, as people type them, asked as they ask: facts, quotations, stories and near misses.

A row has `text`, `kind`, `expect` (answer, quotes, stories, refuse), `answer` (alternatives, each enough), and where
they matter `speaker`, `must` (publisher, date, author, from, to of the stories) and `as_of`. Numbers are compared by
value: 1조2천억 is 1,200,000,000,000.
"""

from __future__ import annotations

import json
import re
import time
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from bot.answers.reply import Reply, Request
from bot.answers.service import reply_to
from bot.articles.article import Article
from bot.search.ports import Searchable

ROUTED = ("said", "overview", "metadata", "holder")
HARD = ("why", "how", "what", "where")
BINS = 10  # of confidence
_ENOUGH = 0.8  # of the stories shown, that are as they must be
_SMALL = {"천": 1_000, "백": 100, "십": 10}
_LARGE = {"만": 10**4, "억": 10**8, "조": 10**12}
_NUMBER = re.compile(r"\d[\d,.천백십만억조]*")
_PART = re.compile(r"\d+(?:\.\d+)?|[천백십만억조]")
_HEDGE = re.compile(r"^(?:약|최대|총|최소)|(?:정도|이상|이하|쯤|수준|까지|대략)$")


@dataclass(slots=True)
class Tally:
    """What was right of one file of needs; short: of those that were given one; sure: (confidence, first right)."""

    first: dict[str, list[bool]] = field(default_factory=dict)
    reply: dict[str, list[bool]] = field(default_factory=dict)
    refused: list[bool] = field(default_factory=list)
    near: list[bool] = field(default_factory=list)
    short: list[bool] = field(default_factory=list)
    shortable: int = 0
    sure: list[tuple[float, bool]] = field(default_factory=list)
    ms: list[float] = field(default_factory=list)

    def shares(self) -> Iterator[tuple[str, float, int]]:
        """Name, share and number of cases, as the table has them."""
        yield "first sentence or short answer", *_share(self.first)
        yield "whole reply", *_share(self.reply)
        yield "wrongly refused", _mean(self.refused), len(self.refused)
        yield "near misses refused", _mean(self.near), len(self.near)
        yield "short answer given, of facts", len(self.short) / max(1, self.shortable), self.shortable
        yield "short answer right, where given", _mean(self.short), len(self.short)
        yield "said, overview, metadata, holder: right", *_share(self.first, ROUTED)
        yield "why, how, what, where: whole reply", *_share(self.reply, HARD)

    def reliability(self) -> Iterator[tuple[str, float, float, int]]:
        """By tenths of confidence: which, its mean, the share that was right, the number of cases."""
        for low in range(BINS):
            held = [one for one in self.sure if min(BINS - 1, int(one[0] * BINS)) == low]
            if held:
                mean = sum(confidence for confidence, _ in held) / len(held)
                yield (
                    f"{low / BINS:.1f}-{(low + 1) / BINS:.1f}",
                    mean,
                    _mean([one for _, one in held]),
                    len(held),
                )


def judge(
    index: Searchable,
    path: Path,
    missed: Callable[[str], None] | None = None,
    typed: Callable[[str], str] = str,
) -> Tally:
    """Ask *index* for every need of the file.

    missed: is told of what went wrong. typed: makes of a question what a thumb makes of it.
    """
    tally = Tally()
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            continue
        row = json.loads(line)
        as_of = date.fromisoformat(row["as_of"]) if row.get("as_of") else None
        started = time.thread_time()
        reply = reply_to(index, Request(typed(row["text"]), as_of=as_of))
        tally.ms.append((time.thread_time() - started) * 1000.0)
        right = _count(tally, row, reply)
        if missed is not None and not right:
            missed(f"{row['kind']}: {row['text']}")
    return tally


def _count(tally: Tally, row: Mapping[str, Any], reply: Reply) -> bool:
    """Note what became of one need; whether its first sentence was right, or it was rightly refused."""
    if row["expect"] == "refuse":
        tally.near.append(reply.kind == "none")
        if reply.answer is not None:
            tally.sure.append((reply.confidence, False))
        return reply.kind == "none"
    held = _held(row, reply)
    first, any_of_it = bool(held) and held[0], any(held)
    tally.first.setdefault(row["kind"], []).append(first)
    tally.reply.setdefault(row["kind"], []).append(any_of_it)
    tally.refused.append(reply.kind == "none")
    if row["expect"] == "answer":
        tally.shortable += 1
        if reply.answer is not None:
            tally.sure.append((reply.confidence, first))
            if reply.answer.short:
                tally.short.append(tells(row["answer"], reply.answer.short))
    return first


def _held(row: Mapping[str, Any], reply: Reply) -> list[bool]:
    """For each part of the reply, best first, whether it is what was needed."""
    if row["expect"] == "answer":
        quotes = reply.answer.quotes if reply.answer is not None else reply.quotes
        texts = [quote.text for quote in quotes]
        if reply.answer is not None:
            texts[0] = f"{reply.answer.short}\n{texts[0]}"
        return [tells(row["answer"], one) for one in texts]
    if row["expect"] == "quotes":
        quotes = reply.quotes or (reply.answer.quotes if reply.answer is not None else ())
        who = _bare(row.get("speaker", ""))
        return [
            tells(row["answer"], quote.text) and (not who or _named(who, _bare(quote.speaker or "")))
            for quote in quotes
        ]
    if reply.kind != "stories" or not reply.stories:
        return []
    articles = [hit.article for hit in reply.stories]
    good = all(_fitting(articles, *one) >= _ENOUGH for one in (row.get("must") or {}).items())
    whole = "\n".join(article.title + article.body for article in articles)
    named = [tells([one], whole) for one in row.get("answer", ())]
    return [good and (not named or _mean(named) >= 0.5)]


def _fitting(articles: Sequence[Article], what: str, wanted: Any) -> float:
    """The share of *articles* that are as they must be."""
    value = str(wanted)
    if what in ("from", "to", "date"):
        days = [article.day.isoformat() if article.day else "" for article in articles]
        fits = [
            value <= day if what == "from" else day <= value if what == "to" else day.startswith(value)
            for day in days
        ]
    elif what == "publisher":
        fits = [_bare(value) in _bare(article.publisher) for article in articles]
    else:
        fits = [
            _bare(value) in _bare(" ".join(article.authors) + article.body[-300:]) for article in articles
        ]
    return _mean(fits)


def _named(who: str, speaker: str) -> bool:
    return bool(speaker) and (who in speaker or speaker in who)


def tells(golds: Sequence[str], text: str) -> bool:
    """Whether *text* has one of *golds*, numbers by value and never inside a longer one."""
    said = _bare(text)
    for gold in golds:
        for form in {_bare(gold), _HEDGE.sub("", _bare(gold))}:
            before = r"(?<!\d)" if form[:1].isdigit() else ""
            after = r"(?!\d)" if form[-1:].isdigit() else ""
            if len(form) > 1 and re.search(before + re.escape(form) + after, said):
                return True
            if form == _bare(gold) and form and form == said:
                return True
    return False


def _bare(text: str) -> str:
    folded = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text).lower()).replace("퍼센트", "%")
    return re.sub(r"[^\w%]", "", _NUMBER.sub(lambda match: _value(match.group()), folded))


def _value(run: str) -> str:
    """A number as it is written, by its value: 1조2천억, 6천400, 3,370만."""
    digits = run.replace(",", "")
    if not re.search(r"[천백십만억조]", digits):
        return digits.rstrip(".")
    total = section = 0.0
    current: float | None = None
    for part in _PART.findall(digits):
        if part in _SMALL:
            section += (1.0 if current is None else current) * _SMALL[part]
            current = None
        elif part in _LARGE:
            section += current or 0.0
            total += (section or 1.0) * _LARGE[part]
            section, current = 0.0, None
        else:
            current = float(part)
    return str(round(total + section + (current or 0.0)))


def _share(by_kind: Mapping[str, Sequence[bool]], kinds: Sequence[str] = ()) -> tuple[float, int]:
    held = [one for kind, rows in by_kind.items() if not kinds or kind in kinds for one in rows]
    return _mean(held), len(held)


def _mean(held: Sequence[bool]) -> float:
    return sum(held) / len(held) if held else 0.0

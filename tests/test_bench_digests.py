"""What the benches of digests share ends, whatever becomes of a digest."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.digest_house import deliver_all, fill
from bot.articles.article import Article


class Silent:
    """Deliveries that tell nobody, and count the turns."""

    turns = 0

    async def deliver_due(self) -> None:
        self.turns += 1

    async def finished(self) -> None:
        pass


async def test_delivering_ends_where_subscribers_are_never_told(tmp_path: Path) -> None:
    article = Article(id="901_1", title="한빛시 나룻배 요금 인상", body="한빛시가 나룻배 요금을 올린다.")
    store = await fill(f"sqlite:///{tmp_path}/sosik.db", [article], 2)
    silent = Silent()
    with pytest.raises(RuntimeError, match="2 subscribers are still untold"):
        await deliver_all(silent, store, turns=3)  # type: ignore[arg-type]
    await store.close()
    assert 3 == silent.turns

"""A process that delivers, killed (SIGKILL) at random instants: is a digest lost, or told twice?

    python -m bench.resilience_kills

As `python -m bench.digest` measures it, with fewer kills and the bundled articles. What was in flight when a process
died comes twice: nobody can know whether it had arrived. Of one kill that is one message.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.digest_kills import measure_kills
from bot.adapters.folder.corpus import Corpus

CORPUS = Path(__file__).parent.parent / "corpus"


def measure(kills: int = 20) -> dict[str, Any]:
    """Digests lost and doubled over so many kills."""
    articles = Corpus(CORPUS).scan().upserted
    newest = datetime(1970, 1, 1, tzinfo=UTC)
    return measure_kills(sorted(articles, key=lambda one: one.added or newest), kills)


if __name__ == "__main__":
    print(json.dumps(measure(), indent=1))

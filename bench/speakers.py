"""Who is said to speak in real articles: `python -m bench.speakers --data FOLDER --seed 1 --read 200`.

What a program can tell is reckoned: how many quotations are attributed, and of the speakers how many are *odd*, which
means that in all the articles the name never stands where only a noun can (before 의, 을, 에게, 측, an office …), that
it begins or ends as no name does, or that it is longer than names are. Whether the one named did say it, only a reader
can tell: --read prints so many attributions, drawn with the seed, with what stands around them.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from bench.data import data_folder, news_folder
from bot.articles.article import Article
from bot.articles.reader import read_article
from bot.errors import UnreadableArticle
from bot.quotes.attribution import quotations
from bot.quotes.english import is_english
from bot.quotes.quote import Quote

_LONG = 45  # characters
_NOUN = r"(?:\(|\s?/|\s\d|이|가|의|을|를|와|과|에게|에|도|만|,|\.|\"|”|\)|\s?씨|\s?측|\s[가-힣]{2,})"
_NO_BEGINNING = re.compile(r"^(?:[^\w㈜]|(?:및|등|중|때|듯|전|후|이후|가운데|그런데|하지만|그러나)(?:\s|$))")
_NO_ENDING = re.compile(r"(?:하는|되는|하던|했던|된|나온|내놓|바꾸|나오자|하자|기자)$|[^\w)㈜.·&]$")


def read_some(folder: Path, count: int, seed: int) -> Iterator[Article]:
    """*count* articles of *folder*, drawn with *seed*."""
    paths = sorted(folder.glob("*"))
    random.Random(seed).shuffle(paths)
    for path in paths[:count]:
        try:
            yield read_article(path.read_bytes(), path.name, datetime.now(UTC))
        except UnreadableArticle:
            continue


def is_odd(speaker: str, text: str) -> bool:
    """Whether nothing in *text*, all the articles, shows that *speaker* is somebody."""
    if len(speaker) > _LONG or _NO_BEGINNING.search(speaker) or _NO_ENDING.search(speaker):
        return True
    last = speaker.split()[-1]
    return re.search(rf"{re.escape(last)}{_NOUN}", text) is None


def around(quote: Quote) -> str:
    """*quote* with who is said to have spoken it and what stands beside it, on one line."""
    body = quote.article.body
    before = body[max(0, quote.start - 110) : quote.start].replace("\n", "⏎")
    after = body[quote.end : quote.end + 70].replace("\n", "⏎")
    return f"[{quote.speaker} / {quote.role}] {quote.article.id} …{before}«{quote.text[:40]}»{after}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data")
    parser.add_argument("--articles", type=int, default=2_500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--read", type=int, default=0)
    parser.add_argument("--english", action="store_true", help="English articles alone")
    args = parser.parse_args()
    data = data_folder(args.data)
    folder = news_folder(data) if data else None
    if folder is None:
        print("speakers: no articles, left out (--data or SOSIK_BENCH_DATA, see bench/data.py)")
        return
    articles = list(read_some(folder, args.articles, args.seed))
    if args.english:
        articles = [article for article in articles if is_english(article.body)]
    text = "\n".join(f"{article.title}\n{article.body}" for article in articles)
    quotes = [quote for article in articles for quote in quotations(article)]
    attributed = [quote for quote in quotes if quote.speaker]
    names = Counter(quote.speaker for quote in attributed if quote.speaker)
    odd = {name: count for name, count in names.items() if is_odd(name, text)}
    print(f"articles {len(articles):,}  quotations {len(quotes):,}  attributed {len(attributed):,}")
    print(
        f"speakers {len(names):,}  odd {len(odd)} ({sum(odd.values()) / max(1, len(attributed)):.2%} of the attributed)"
    )
    print(" | ".join(sorted(odd)))
    random.Random(args.seed).shuffle(attributed)
    for quote in attributed[: args.read]:
        print(around(quote))


if __name__ == "__main__":
    main()

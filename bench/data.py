"""The data of the benchmarks: articles, judged needs, KorQuAD; and seeded copies where more is wanted.

The folder comes from --data or SOSIK_BENCH_DATA and holds `news/` or `news.tar.xz` (articles in format A),
`questions.jsonl` and `korquad-1.0-dev.json`; each part that is not there is skipped with a notice. What takes
long to prepare is spooled into the system's temporary folder and found again by the next run.
"""

from __future__ import annotations

import hashlib
import html
import json
import os
import random
import shutil
import tarfile
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from bot.articles.article import Article

ROOT = Path(__file__).parent.parent
OWN_NEEDS = ROOT / "tests" / "relevance" / "needs.jsonl"
FORMS = ("question", "keywords", "sloppy", "misquote")
SEED = 11
STALE_S = 86_400


@dataclass(frozen=True, slots=True)
class Need:
    """What a reader wants, said in up to four forms; "" is a form that does not apply.

    evidence: a phrase that an article holding the answer contains, or "".
    relevant: ids of other articles that report the same fact.
    split: "tune" and "held-out" for our own, "given" for those that came with the data.
    """

    article_id: str
    forms: dict[str, str]
    evidence: str = ""
    relevant: tuple[str, ...] = ()
    split: str = "given"


def data_folder(named: str | None) -> Path | None:
    """The folder that --data or the environment names, if it is there."""
    name = named or os.environ.get("SOSIK_BENCH_DATA", "")
    folder = Path(name).expanduser()
    return folder if name and folder.is_dir() else None


def spool_folder() -> Path:
    """Where prepared data waits for the next run; safe to delete at any time."""
    folder = Path(tempfile.gettempdir()) / f"sosik-bench-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def news_folder(data: Path) -> Path | None:
    """The folder of article files, unpacked first where only the archive is there."""
    if (data / "news").is_dir():
        return data / "news"
    archive = data / "news.tar.xz"
    if not archive.is_file():
        return None
    unpacked = spool_folder() / f"news-{archive.stat().st_size}"
    if not (unpacked / "news").is_dir():
        with tarfile.open(archive) as tar:
            tar.extractall(unpacked, filter="data")
    return unpacked / "news"


def read_articles(news: Path) -> Iterator[Article]:
    """Every readable article of *news*, by file name."""
    from bot.articles.reader import read_article
    from bot.errors import UnreadableArticle

    for path in sorted(news.iterdir()):
        added = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
        try:
            yield read_article(path.read_bytes(), path.name, added)
        except UnreadableArticle as error:
            print(f"  not an article: {path.name}: {error.reason}")


def read_needs(path: Path) -> list[Need]:
    """Judged needs, ours or those that came with the data: one JSON object a line."""
    needs = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        forms = {form: row.get(form) or "" for form in FORMS}
        relevant = tuple(row.get("relevant", ()))
        needs.append(
            Need(row["article_id"], forms, row.get("evidence", ""), relevant, row.get("split", "given"))
        )
    return needs


def read_korquad(path: Path) -> tuple[list[Article], list[tuple[str, str]]]:
    """The paragraphs as articles without a title, and (question, id of its paragraph)."""
    paragraphs: list[Article] = []
    questions: list[tuple[str, str]] = []
    for article in json.loads(path.read_text(encoding="utf-8"))["data"]:
        for paragraph in article["paragraphs"]:
            id_ = f"kq_{len(paragraphs):04}"
            paragraphs.append(Article(id=id_, title="", body=paragraph["context"]))
            questions += [(question["question"], id_) for question in paragraph["qas"]]
    return paragraphs, questions


def write_spool(path: Path, articles: Iterable[Article]) -> None:
    """One article a line, complete or not at all."""
    unfinished = path.with_suffix(f".{os.getpid()}")
    with unfinished.open("w", encoding="utf-8") as file:
        for a in articles:
            published = a.published.isoformat() if a.published else ""
            added = a.added.isoformat() if a.added else ""
            row = [a.id, a.title, a.body, a.publisher, published, added, a.url]
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    unfinished.replace(path)


def read_spool(path: Path) -> Iterator[Article]:
    """The articles of a spool, one at a time, so that memory holds no second copy of the corpus."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            id_, title, body, publisher, published, added, url = json.loads(line)
            moment: date | datetime | None = None
            if published:
                moment = (
                    datetime.fromisoformat(published) if "T" in published else date.fromisoformat(published)
                )
            yield Article(
                id=id_,
                title=title,
                body=body,
                publisher=publisher,
                published=moment,
                added=datetime.fromisoformat(added) if added else None,
                url=url,
            )


def spooled(news: Path, size: int | None = None) -> Path:
    """The spool of all articles of *news*, or of *size* of them: a seeded choice, or with seeded copies."""
    reader = hashlib.sha256()
    for source in sorted((ROOT / "bot" / "articles").glob("*.py")):
        reader.update(source.read_bytes())
    reader.update(f"{news.resolve()} {sum(1 for _ in news.iterdir())}".encode())
    key = reader.hexdigest()[:12]
    whole = spool_folder() / f"{key}-all.jsonl"
    if not whole.exists():
        _clear_stale(key)
        write_spool(whole, read_articles(news))
    if size is None:
        return whole
    path = spool_folder() / f"{key}-{size}.jsonl"
    if not path.exists():
        write_spool(path, resized(list(read_spool(whole)), size))
    return path


def _clear_stale(key: str) -> None:
    """Delete what earlier readers and corpora left; a day old, so that no other run still wants it."""
    for path in spool_folder().iterdir():
        if not path.name.startswith((key, "news-")) and path.stat().st_mtime < time.time() - STALE_S:
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()


def file_folder(news: Path, size: int) -> Path:
    """A folder of *size* article files: *news* itself where it has as many, else written from the spool."""
    if sum(1 for _ in news.iterdir()) == size:
        return news
    spool = spooled(news, size)
    folder = spool.with_suffix(".files")
    if not folder.exists():
        unfinished = folder.with_suffix(f".{os.getpid()}")
        unfinished.mkdir()
        for article in read_spool(spool):
            (unfinished / f"{article.id}.md").write_text(_as_file(article), encoding="utf-8")
        unfinished.rename(folder)
    return folder


def _as_file(article: Article) -> str:
    """*article* as a crawler writes it (format A)."""
    title, day = html.escape(article.title), article.day or ""
    return (
        f'---\nid: {article.id}\ntitle: "{title}"\ncategory: \npublisher: {article.publisher}\nauthor: \n\t\t\n'
        f"published_at: {day} 00:00\ncrawled_at: {day} 07:39:25\nurl: {article.url}\n---\n\n# {title}\n\n"
        f"**{article.publisher}** | {day} | \n\n---\n\n{html.escape(article.body)}\n\n---\n"
        f"*Crawled at: {day}*\n*Source: [{article.url}]({article.url})*\n"
    )


def resized(articles: list[Article], size: int, seed: int = SEED) -> Iterator[Article]:
    """*size* articles: a seeded choice of them, or all and seeded copies.

    A copy is spliced from three articles, a few words from each in turn, in title and body: words, lengths and
    their frequencies stay those of news, and no two copies are reports of one story.
    """
    chance = random.Random(seed)
    if size <= len(articles):
        yield from chance.sample(articles, size)
        return
    yield from articles
    titles = [article.title.split() for article in articles]
    bodies = [article.body.split() for article in articles]
    for number in range(size - len(articles)):
        first, second, third = (chance.randrange(len(articles)) for _ in range(3))
        yield Article(
            id=f"copy_{number:07}",
            title=_splice(titles[first], titles[second], titles[third], chance),
            body=_splice(bodies[first], bodies[second], bodies[third], chance),
            publisher=articles[first].publisher,
            published=articles[first].published,
            added=articles[first].added,
        )


def _splice(first: list[str], second: list[str], third: list[str], chance: random.Random) -> str:
    """As many words as *first* has, taken in short runs from the three in turn."""
    sources = [first, second or first, third or first]
    words: list[str] = []
    turn = chance.randrange(3)
    while len(words) < len(first):
        source = sources[turn % 3]
        start = len(words) % len(source)
        words += source[start : start + 2 + chance.getrandbits(2)]
        turn += 1
    return " ".join(words[: len(first)])

"""Several articles in one file: each is an article of its own, and the file is followed as any other."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.adapters.folder.corpus import Corpus
from bot.index.packing import pack

ROWS = [
    {
        "title": f"한빛시 소식 {name}",
        "body": f"한빛시가 {name}을 알렸다.",
        "url": f"https://hanbit.example/{n}",
    }
    for n, name in enumerate(("개통", "개관", "공사"), 1)
]


def lines(rows: list[dict[str, str]]) -> str:
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)


def write(file: Path, text: str) -> None:
    file.write_text(text, "utf-8")
    os.utime(file, ns=(file.stat().st_atime_ns, file.stat().st_mtime_ns + 10**9))


def table(rows: list[dict[str, str]]) -> str:
    return "\n".join(["제목,본문,URL", *(f"{row['title']},{row['body']},{row['url']}" for row in rows)])


SHAPES = {
    "a.jsonl": lines(ROWS),
    "a.json": json.dumps(ROWS),
    "b.json": json.dumps({"version": "1.1", "title": "한빛일보", "items": ROWS}),
    "c.json": json.dumps({"db": [{"meta": {}, "data": {"posts": ROWS}}]}),
    "a.csv": table(ROWS),
}


@pytest.mark.parametrize("name", SHAPES)
def test_each_record_is_an_article_with_the_number_of_its_record(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(SHAPES[name], "utf-8")
    changes = Corpus(tmp_path).scan()
    assert [(f"{name}#{n}", row["title"], row["url"]) for n, row in enumerate(ROWS, 1)] == [
        (one.path, one.title, one.url) for one in changes.upserted
    ]


def test_a_broken_record_costs_no_other(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        f'{lines(ROWS[:1])}\n{{"title": \n{{"x": 1}}\n{lines(ROWS[1:])}', "utf-8"
    )
    corpus = Corpus(tmp_path)
    corpus.scan()
    assert ["a.jsonl#1", "a.jsonl#4", "a.jsonl#5"] == corpus.paths()
    assert {
        "a.jsonl#2": "line 2 is no JSONL",
        "a.jsonl#3": "no article in it: no title and text among the names of this JSONL",
    } == corpus.refused


def test_a_record_taken_out_of_the_file_is_gone_and_a_new_one_is_there(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    write(file, lines(ROWS[:2]))
    corpus = Corpus(tmp_path)
    first, second = (one.id for one in corpus.scan().upserted)
    write(file, lines(ROWS[1:]))
    changes = corpus.scan()
    assert (first,) == changes.removed
    assert second in {one.id for one in changes.upserted}
    assert ["a.jsonl#1", "a.jsonl#2"] == corpus.paths()
    file.unlink()
    assert 2 == len(corpus.scan().removed)
    assert 0 == len(corpus)


def test_a_file_that_had_one_article_may_have_several_and_back(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    corpus = Corpus(tmp_path)
    for rows, paths in (
        (ROWS[:1], ["a.json"]),
        (ROWS, [f"a.json#{n}" for n in (1, 2, 3)]),
        (ROWS[:1], ["a.json"]),
    ):
        write(file, json.dumps(rows))
        write(file, json.dumps(rows) + " " * len(paths))
        corpus.scan()
        assert paths == corpus.paths()


def test_what_did_not_change_is_not_read_again_also_after_a_restart(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(lines(ROWS), "utf-8")
    corpus = Corpus(tmp_path)
    corpus.scan()
    assert not corpus.scan()
    later = Corpus(tmp_path)
    later.restore(corpus.records())
    assert not later.scan()
    assert corpus.paths() == later.paths()


def test_the_id_of_a_record_without_one_does_not_hang_on_its_place(tmp_path: Path) -> None:
    rows = [{"title": row["title"], "body": row["body"]} for row in ROWS]
    write(tmp_path / "a.jsonl", lines(rows))
    corpus = Corpus(tmp_path)
    before = {one.title: one.id for one in corpus.scan().upserted}
    write(tmp_path / "a.jsonl", lines(rows[::-1]) + "\n")
    assert before == {one.title: one.id for one in corpus.scan().upserted}


def test_they_are_packed_where_they_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(lines(ROWS), "utf-8")
    (changes,) = Corpus(tmp_path).scan_packed(pack)
    assert (0, 1, 2) == changes.kept


def test_an_export_has_the_file_once(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(lines(ROWS), "utf-8")
    corpus = Corpus(tmp_path)
    corpus.scan()
    assert ["a.jsonl"] == corpus.sources()


def test_one_dated_ahead_waits_and_the_others_do_not(tmp_path: Path) -> None:
    rows = [*ROWS[:2], {**ROWS[2], "date": "2031-03-04 09:00"}]
    (tmp_path / "a.jsonl").write_text(lines(rows), "utf-8")
    clock = [1_772_600_000]
    corpus = Corpus(tmp_path, wall_ns=lambda: clock[0] * 10**9)
    corpus.scan()
    assert ["a.jsonl#1", "a.jsonl#2"] == corpus.paths()
    clock[0] = 1_940_000_000
    corpus.scan()
    assert ["a.jsonl#1", "a.jsonl#2", "a.jsonl#3"] == corpus.paths()


def test_a_hit_of_a_shared_file_names_the_file(tmp_path: Path) -> None:
    (tmp_path / "crawl.jsonl").write_text(
        '{"title": "나룻배가 다시 다닌다", "body": "한빛강 나룻배가 다시 다닌다. 첫 배는 여섯 시에 떠난다."}\n',
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "bot", "search", "나룻배", "--json", "--corpus", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    assert ["crawl.jsonl"] == [hit["path"] for hit in json.loads(done.stdout)["hits"]]

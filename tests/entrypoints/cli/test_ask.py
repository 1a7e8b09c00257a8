"""`sosik ask` as a person and as a program calls it."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from tests.entrypoints.cli.calling import Sosik, folder, lines, sosik
from tests.model import model_at_work

__all__ = ["folder", "sosik"]


def test_ask_gives_programs_the_sentences_that_answer(sosik: Sosik, folder: Path) -> None:
    done = sosik("ask", "달빛역 승강장은 언제 문을 열었어?", "--corpus", str(folder), "--json")
    assert 0 == done.code
    assert {"took_ms", "kind", "confidence", "answer", "stories"} == done.row.keys()
    assert "answer" == done.row["kind"]
    assert {"short", "text", "quotes"} == done.row["answer"].keys()
    quote = done.row["answer"]["quotes"][0]
    assert {"article_id", "text", "start", "end", "speaker"} == quote.keys()
    assert ("901_0000000099", "달빛역 승강장이 2일 문을 열었다.") == (quote["article_id"], quote["text"])
    assert len(quote["text"]) == quote["end"] - quote["start"]
    assert done.row["answer"]["text"].startswith(quote["text"])


def test_decomposed_letters_ask_the_same(sosik: Sosik, folder: Path) -> None:
    asked = "달빛역 승강장은 언제 문을 열었어?"
    apart = unicodedata.normalize("NFD", asked)
    typed = sosik("ask", asked, "--corpus", str(folder), "--json").row["answer"]
    assert typed == sosik("ask", apart, "--corpus", str(folder), "--json").row["answer"]
    rows = lines({"id": 1, "text": apart})
    assert typed == sosik("ask", "--corpus", str(folder), "--jsonl", "-", typed=rows).rows[0]["answer"]


def test_ask_says_null_where_no_article_says_so(sosik: Sosik, folder: Path) -> None:
    done = sosik("ask", "화성 탐사선은 누가 쏘아 올렸어?", "--corpus", str(folder), "--json")
    assert (0, "none", None) == (done.code, done.row["kind"], done.row["answer"])


def test_ask_takes_the_day_on_which_a_row_is_asked(sosik: Sosik, folder: Path) -> None:
    asked = "달빛역 승강장은 언제 문을 열었어?"
    rows = lines(
        {"id": 1, "text": asked, "as_of": "2026-01-07"}, {"id": 2, "text": asked, "as_of": "yesterday"}
    )
    done = sosik("ask", "--corpus", str(folder), "--jsonl", "-", typed=rows)
    assert (2, [1]) == (done.code, [row["id"] for row in done.rows])
    assert 'line 2: "as_of" needs to be a day such as "2026-01-07"' in done.err


def test_ask_answers_a_batch_in_order(sosik: Sosik, folder: Path) -> None:
    questions = lines(
        {"id": "b", "text": "달빛역 승강장은 언제 문을 열었어?"},
        {"id": 1, "text": "화성은?"},
        {"id": None, "text": "?"},
    )
    done = sosik("ask", "--corpus", str(folder), "--jsonl", "-", typed=questions)
    assert ["b", 1, None] == [row["id"] for row in done.rows]
    assert [True, False, False] == [row["answer"] is not None for row in done.rows]
    assert all(row["took_ms"] >= 0 for row in done.rows)


def test_ask_shows_people_the_sentence_and_its_source_or_the_nearest(sosik: Sosik, folder: Path) -> None:
    done = sosik("ask", "달빛역", "승강장은", "언제", "문을", "열었어?", "--corpus", str(folder))
    assert "│ 달빛역 승강장이 2일 문을 열었다.\n" in done.out
    assert "한빛일보 · 2026.1.2." in done.out
    done = sosik("ask", "달빛역 급행 요금은 얼마야?", "--corpus", str(folder))
    assert "답하는 문장을 기사에서 찾지 못했어요" in done.out
    assert "새 승강장" in done.out


def test_ask_shows_people_the_stories_of_a_day(sosik: Sosik, folder: Path) -> None:
    done = sosik("ask", "1월 2일 주요 뉴스", "--corpus", str(folder))
    assert (0, "") == (done.code, done.err)
    assert "1. " in done.out
    assert "한빛일보 · 2026.1.2." in done.out


def test_ask_has_a_model_phrase_the_answer_where_one_is_set(
    sosik: Sosik, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with model_at_work() as model:
        model.says = "승강장은 2일 문을 열었습니다. [1]"
        monkeypatch.setenv("LLM_URL", model.url)
        monkeypatch.setenv("LLM_MODEL", "seed")
        monkeypatch.setenv("LLM_PHRASES", "true")
        done = sosik("ask", "달빛역 승강장은 언제 문을 열었어?", "--corpus", str(folder), "--json")
        assert "승강장은 2일 문을 열었습니다." == done.row["answer"]["text"]
        assert "달빛역 승강장이 2일 문을 열었다." == done.row["answer"]["quotes"][0]["text"]
        model.says = "승강장은 3일 문을 열었습니다. [1]"
        done = sosik("ask", "달빛역 승강장은 언제 문을 열었어?", "--corpus", str(folder), "--json")
        assert done.row["answer"]["text"].startswith("달빛역 승강장이 2일 문을 열었다.")

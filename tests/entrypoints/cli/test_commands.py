"""The commands of `sosik`, as people and programs call them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import bot
from bot.entrypoints.cli import commands
from bot.entrypoints.cli.jsonl import read_question
from tests.entrypoints.cli.calling import HOUSE, Done, Sosik, folder, lines, sosik

__all__ = ["folder", "sosik"]


def test_the_version_is_the_package_s(sosik: Sosik) -> None:
    done = sosik("--version")
    assert (0, "") == (done.code, done.err)
    assert re.fullmatch(
        rf"sosik {re.escape(bot.__version__)} \(([0-9a-f]{{7,}}, )?with(out)? its kernel in C.*\)\n", done.out
    )


def test_search_shows_the_bundled_articles(sosik: Sosik) -> None:
    done = sosik("search", "버스", "파업")
    assert 0 == done.code
    assert "1. " in done.out
    assert "파업" in done.out
    assert "<b>" not in done.out


def test_search_says_when_nothing_is_found(sosik: Sosik, folder: Path) -> None:
    done = sosik("search", "--corpus", str(folder), "asdkjhasd")
    assert 0 == done.code
    assert "찾지 못했어요" in done.out


def test_the_language_is_that_of_the_terminal(sosik: Sosik, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    assert "nothing to search for" in sosik("search", "!!!").err
    monkeypatch.setenv("LANG", "C.UTF-8")
    assert "찾을 키워드가 없어요" in sosik("search", "!!!").err


def test_search_gives_programs_a_line_of_json(sosik: Sosik, folder: Path) -> None:
    row = sosik("search", "--json", "--corpus", str(folder), "달빛역").row
    assert row["took_ms"] >= 0
    [hit] = row["hits"]
    assert ["article_id", "title", "score", "path", "others"] == list(hit)
    assert ("901_0000000099", '달빛역 "새 승강장" 열었다', []) == (
        hit["article_id"],
        hit["title"],
        hit["others"],
    )
    assert hit["path"] in {"a.txt", "b.md"}


def test_quote_gives_programs_the_verbatim_span(sosik: Sosik, folder: Path) -> None:
    [quote] = sosik("quote", "--json", "--limit", "1", "--corpus", str(folder), "열두 해를 기다렸다").row[
        "quotes"
    ]
    assert ["article_id", "text", "start", "end", "speaker", "score"] == list(quote)
    assert "열두 해를 기다렸다" in quote["text"]
    assert len(quote["text"]) == quote["end"] - quote["start"]


def test_quote_shows_the_words_and_their_source(sosik: Sosik, folder: Path) -> None:
    done = sosik("quote", "--corpus", str(folder), "열두 해를 기다렸다")
    assert "열두 해를 기다렸다" in done.out
    assert "한빛일보 · 2026.1.2." in done.out


def test_the_limit_counts_hits(sosik: Sosik) -> None:
    assert 2 == len(sosik("search", "--json", "-n", "2", "한빛").row["hits"])
    assert 2 == sosik("search", "--json", "-n", "0", "한빛").code


def test_no_stories_shows_every_report(sosik: Sosik) -> None:
    folded = sosik("search", "--json", "-n", "20", "버스 파업").row["hits"]
    bare = sosik("search", "--json", "-n", "20", "--no-stories", "버스 파업").row["hits"]
    assert [] == [hit for hit in bare if hit["others"]]
    assert {other for hit in folded for other in hit["others"]} <= {hit["article_id"] for hit in bare}
    assert any(hit["others"] for hit in folded)


def test_words_that_cannot_be_searched_for_are_an_error_in_json_too(sosik: Sosik) -> None:
    done = sosik("search", "--json", "!!!")
    assert 1 == done.code
    assert [] == done.row["hits"]
    assert "nothing to search for" in done.row["error"]


@pytest.mark.parametrize(("command", "kind"), [("search", "hits"), ("quote", "quotes")])
def test_a_batch_is_answered_in_order_a_line_each(
    command: str, kind: str, sosik: Sosik, folder: Path
) -> None:
    typed = lines({"id": 7, "text": "달빛역"}, {"id": "b", "text": "!"}, {"id": None, "text": "승강장"})
    done = sosik(command, "--corpus", str(folder), "--jsonl", "-", typed=typed)
    assert (0, "") == (done.code, done.err)
    assert [7, "b", None] == [row["id"] for row in done.rows]
    assert [["id", "took_ms", kind], ["id", "took_ms", kind, "error"]] == [list(row) for row in done.rows[:2]]
    assert [1, 0, 1] == [min(1, len(row[kind])) for row in done.rows]


def test_a_batch_is_read_from_a_file(sosik: Sosik, tmp_path: Path, folder: Path) -> None:
    (tmp_path / "questions.jsonl").write_bytes(b"\xef\xbb\xbf" + lines({"id": 1, "text": "승강장"}))
    [row] = sosik("search", "--corpus", str(folder), "--jsonl", str(tmp_path / "questions.jsonl")).rows
    assert "901_0000000099" == row["hits"][0]["article_id"]


def test_bad_lines_of_a_batch_are_named_and_the_others_answered(sosik: Sosik, folder: Path) -> None:
    bad = [
        b"nope",
        b"\xff\xfe",
        b"[1]",
        b'{"id": 1}',
        b'{"text": "x"}',
        b'{"id": 1, "text": 5}',
        b"[" * 99_999,
    ]
    typed = (
        lines({"id": 1, "text": "달빛역"}) + b"\n" + b"\n".join(bad) + b"\n" + lines({"id": 2, "text": "역"})
    )
    done = sosik("search", "--corpus", str(folder), "--jsonl", "-", typed=typed)
    assert 2 == done.code
    assert [1, 2] == [row["id"] for row in done.rows]
    assert [f"line {number}" for number in range(3, 10)] == [
        line.split(": ")[2] for line in done.err.splitlines()
    ]


def test_a_lone_surrogate_survives_a_batch(sosik: Sosik, folder: Path) -> None:
    typed = b'{"id": "\\ud800", "text": "\\ud800 \\uc2b9\\uac15\\uc7a5"}\n'
    done = sosik("search", "--corpus", str(folder), "--jsonl", "-", typed=typed)
    assert ["\ud800"] == [row["id"] for row in done.rows]


def test_a_question_is_an_object_with_id_and_text() -> None:
    assert {"id": [1], "text": "", "more": 1, "as_of": None} == read_question(
        b'{"id": [1], "text": "", "more": 1}'
    )


@pytest.mark.parametrize("arguments", [(), ("--jsonl", "-", "words")])
def test_words_or_a_file_but_not_both(arguments: tuple[str, ...], sosik: Sosik) -> None:
    done = sosik("search", *arguments)
    assert 2 == done.code
    assert "give either the words or --jsonl FILE" in done.err


def test_a_batch_that_is_not_there_is_one_clear_line(sosik: Sosik) -> None:
    done = sosik("search", "--jsonl", "/no/such/file")
    assert Done(2, "", "sosik: --jsonl: /no/such/file: no such file or directory\n") == done


def test_corpus_check_lists_what_is_no_article_and_is_content(sosik: Sosik, folder: Path) -> None:
    done = sosik("corpus", "check", "--json", "--corpus", str(folder))
    assert 0 == done.code
    row = done.row
    assert ["files", "articles", "refused", "duplicates", "formats", "missing", "odd", "seconds"] == list(row)
    assert (3, 1) == (row["files"], row["articles"])
    [refused] = row["refused"]
    assert "empty.md" == refused["path"]
    assert refused["reason"]
    [duplicate] = row["duplicates"]
    assert {"a.txt", "b.md"} == {duplicate["path"], duplicate["kept"]}


def test_corpus_check_is_readable_and_keeps_a_path_from_steering_the_terminal(
    sosik: Sosik, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    (folder / "\x1b[2Jbad[red].md").touch()
    done = sosik("corpus", "check", "--corpus", str(folder))
    assert "1 article in 4 files" in done.out
    assert "[2Jbad[red].md" in done.out
    assert "\x1b" not in done.out


@pytest.mark.parametrize(
    "arguments",
    [("--corpus", "{}", "search", "--json", "달빛역"), ("search", "--json", "달빛역", "--corpus", "{}")],
)
def test_the_corpus_is_named_before_or_after_the_command(
    arguments: tuple[str, ...], sosik: Sosik, folder: Path
) -> None:
    hits = sosik(*(one.format(folder) for one in arguments)).row["hits"]
    assert ["901_0000000099"] == [hit["article_id"] for hit in hits]


def test_a_corpus_that_is_not_there_is_one_clear_line(sosik: Sosik) -> None:
    for arguments in (("search", "x"), ("quote", "x"), ("corpus", "check"), ("chat",)):
        done = sosik(*arguments, "--corpus", "/no/such")
        assert Done(2, "", "sosik: --corpus: no such folder: /no/such\n") == done


def test_run_without_a_token_names_all_that_is_wrong(sosik: Sosik, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIMEZONE", "Mars")
    done = sosik("run")
    assert 2 == done.code
    wrong = [line.split(": ")[1] for line in done.err.splitlines()]
    assert ["CORPUS_DIR", "TELEGRAM_BOT_TOKEN", "TIMEZONE"] == sorted(wrong)


def test_what_nobody_expected_is_one_line_without_a_token(
    sosik: Sosik, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = "123456789:" + "AAEhBP0av28fxlnxzZPQ0ZQhhWlZxWbQ0Ao"

    def fail(*_: object) -> None:
        raise LookupError(f"/bot{token}/getMe")

    monkeypatch.setattr(commands, "load_for", fail)
    done = sosik("search", "x")
    assert (
        Done(1, "", "sosik: unexpected LookupError: /bot[token]/getMe (LOG_LEVEL=DEBUG shows where)\n")
        == done
    )
    monkeypatch.setenv("LOG_LEVEL", "DEBUG")
    done = sosik("search", "x")
    assert "Traceback" in done.err
    assert token not in done.err


def shell(command: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-c", command],
        cwd=cwd,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(HOUSE),
            "sosik": f"{sys.executable} -m bot",
            **environment,
        },
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def test_a_terminal_without_utf_8_gets_utf_8_all_the_same(tmp_path: Path) -> None:
    done = shell("$sosik search 파업 -n 1", tmp_path, LC_ALL="C", PYTHONCOERCECLOCALE="0", PYTHONUTF8="0")
    assert (0, "") == (done.returncode, done.stderr)
    assert "파업" in done.stdout


@pytest.mark.parametrize("command", ["search 파업", "corpus check", "chat", "db upgrade"])
@pytest.mark.parametrize("closed", ["<&- >&-", "<&- >&- 2>&-", "<&- 2>&-"])
def test_streams_that_are_closed_end_nothing(tmp_path: Path, command: str, closed: str) -> None:
    done = shell(f"$sosik {command} {closed}", tmp_path)
    assert (0, "") == (done.returncode, done.stderr)


def test_a_reader_who_leaves_early_is_no_error(tmp_path: Path) -> None:
    done = shell("$sosik search 한빛 -n 50 | head -c 1", tmp_path)
    assert "" == done.stderr


def test_chat_answers_what_is_piped_into_it(tmp_path: Path) -> None:
    done = shell("printf '/search 파업\\n/quote 첫차부터\\n' | $sosik chat", tmp_path)
    assert (0, "") == (done.returncode, done.stderr)
    assert "1. " in done.stdout
    assert "│ " in done.stdout
    assert (tmp_path / "data" / "chat.db").is_file()


def test_chat_with_another_folder_has_a_database_of_its_own(tmp_path: Path, folder: Path) -> None:
    done = shell(f"echo /latest | $sosik chat --corpus {folder}", tmp_path)
    assert 0 == done.returncode
    (made,) = (tmp_path / "data").glob("*.db")
    assert made.name.startswith("chat-")


def test_quote_names_the_speaker(sosik: Sosik, folder: Path) -> None:
    done = sosik("quote", "열두 해를 기다렸다", "--corpus", str(folder), "--json")
    assert ["고다온"] == [quote["speaker"] for quote in done.row["quotes"]]
    done = sosik("quote", "고다온", "--corpus", str(folder))
    assert "고다온의 말 1/1, 최신순\n│ 열두 해를 기다렸다\n— 고다온" in done.out


def test_a_search_waits_for_neither_telegram_nor_a_database_to_be_imported(
    folder: Path, tmp_path: Path
) -> None:
    program = (
        "import sys; sys.argv = ['sosik', 'search', '달빛역']\n"
        "from bot.entrypoints.cli.commands import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print({'telegram', 'sqlalchemy', 'alembic', 'apscheduler'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True, cwd=tmp_path,
        env={"PYTHONPATH": str(HOUSE), "CORPUS_DIR": str(folder), "LANG": "C.UTF-8"},
    )  # fmt: skip
    assert "set()" == done.stdout.splitlines()[-1]
    assert "달빛역" in done.stdout

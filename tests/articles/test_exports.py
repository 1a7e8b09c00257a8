"""What programs hand out: mails in one file, notes, Word, pages saved as one file, Telegram's export, tables."""

from __future__ import annotations

import base64
import io
import json
import time
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.folder.files import read_file
from bot.articles.article import Article
from bot.articles.reader import read_article, read_shared
from bot.articles.word import MOST_BYTES
from bot.errors import UnreadableArticle

NOW = datetime(2026, 3, 5, 1, 2, 3, tzinfo=UTC)
MOMENT = "2026-03-04T14:38:00+09:00"


def read(content: str, path: str) -> dict[str, Article | UnreadableArticle]:
    return dict(read_shared(content.encode(), path, NOW))


def article(one: Article | UnreadableArticle) -> Article:
    assert isinstance(one, Article), one
    return one


def mail(title: str, text: str) -> str:
    subject, body = (base64.b64encode(part.encode()).decode() for part in (title, text))
    return (
        f"From reader@hanbit.example Wed Mar  4 05:38:00 2026\nFrom: 한빛일보 <news@hanbit.example>\n"
        f"Subject: =?utf-8?B?{subject}?=\nDate: Wed, 4 Mar 2026 14:38:00 +0900\nMIME-Version: 1.0\n"
        f"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n{body}\n\n"
    )


def test_each_mail_of_a_mailbox_is_an_article() -> None:
    found = read(mail("다리 개통", "다리가 열렸다.") + mail("나루 폐쇄", "나루가 닫혔다."), "편지.mbox")
    assert ["편지.mbox#1", "편지.mbox#2"] == list(found)
    second = article(found["편지.mbox#2"])
    assert ("나루 폐쇄", "나루가 닫혔다.", "한빛일보") == (second.title, second.body, second.publisher)
    assert MOMENT == second.published.isoformat() if second.published else ""


def test_a_mail_that_is_none_costs_no_other() -> None:
    found = read(
        mail("다리 개통", "다리가 열렸다.") + "From x\nno mail\n\n" + mail("나루", "닫혔다."), "a.mbox"
    )
    assert [Article, UnreadableArticle, Article] == [type(one) for one in found.values()]


def test_a_line_that_begins_with_from_within_a_mail_begins_no_other() -> None:
    text = mail("다리", "x").replace("base64", "8bit").rpartition("\n\n")[0] + "\n>From 강가에서 열렸다.\n"
    (only,) = read(text, "a.mbox").values()
    assert article(only).body.endswith("From 강가에서 열렸다.")


def note(title: str, content: str) -> str:
    return (
        f"<note><title>{title}</title><created>20260304T053800Z</created><tag>강</tag><note-attributes>"
        "<author>도하람</author><source-url>https://hanbit.example/a/1</source-url></note-attributes>"
        f'<content><![CDATA[<!DOCTYPE en-note SYSTEM "x"><en-note>{content}</en-note>]]></content></note>'
    )


def test_each_note_of_evernotes_is_an_article() -> None:
    found = read(
        f"<en-export>{note('다리', '<div>열렸다.</div><div>끝</div>')}{note('나루', '닫혔다.')}</en-export>",
        "a.enex",
    )
    first = article(found["a.enex#1"])
    assert ("다리", "열렸다.\n\n끝", ("도하람",)) == (first.title, first.body, first.authors)
    assert ("https://hanbit.example/a/1", ("강",)) == (first.url, first.tags)
    assert "나루" == article(found["a.enex#2"]).title


def word(*paragraphs: str, filler: int = 0) -> bytes:
    packed = io.BytesIO()
    marks = "".join(f'<w:p><w:r><w:t xml:space="preserve">{one}</w:t></w:r></w:p>' for one in paragraphs)
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "word/document.xml", f"<w:document><w:body>{marks}</w:body></w:document>" + " " * filler
        )
    return packed.getvalue()


def test_a_word_file_is_read_by_its_paragraphs(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(word("다리 개통", "R&amp;D 다리가 열렸다.", "길은 3.5㎞다."))
    found = read_file(str(tmp_path), "a.docx").article
    assert found is not None
    assert ("다리 개통", "R&D 다리가 열렸다.\n\n길은 3.5㎞다.") == (found.title, found.body)


def test_a_word_file_may_say_its_fields(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(
        word("제목: 다리 개통", "언론사: 한빛일보", "작성일: 2026-03-04", "본문: 열렸다.")
    )
    found = read_file(str(tmp_path), "a.docx").article
    assert found is not None
    assert ("다리 개통", "한빛일보", "열렸다.") == (found.title, found.publisher, found.body)


@pytest.mark.parametrize(
    ("content", "key"),
    [(b"PK\x03\x04", "reason.no_kind"), (word("x", filler=MOST_BYTES), "reason.large")],
)
def test_a_word_file_that_is_none_or_blows_up_is_refused(content: bytes, key: str, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(content)
    assert key == read_file(str(tmp_path), "a.docx").reason.key


def test_a_page_saved_as_one_file_is_read_with_its_address(tmp_path: Path) -> None:
    sentence = "<p>여울강에 새 다리가 열려 두 마을이 걸어서 오갈 수 있게 됐다고 한빛시가 밝혔다.</p>"
    page = f"<html><head><title>다리 개통</title></head><body><article>{sentence * 3}</article></body></html>"
    (tmp_path / "a.mhtml").write_text(
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://hanbit.example/a/1\nSubject: x\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: text/html; charset=utf-8\n'
        f"Content-Transfer-Encoding: base64\n\n{base64.encodebytes(page.encode()).decode()}\n--b--\n"
    )
    found = read_file(str(tmp_path), "a.mhtml").article
    assert found is not None
    assert ("다리 개통", "https://hanbit.example/a/1") == (found.title, found.url)
    assert "걸어서 오갈 수" in found.body


def test_each_message_of_a_channel_is_an_article() -> None:
    message = {"type": "message", "date_unixtime": "1772602680"}
    export = {"name": "한빛 속보", "type": "public_channel", "id": 1, "messages": [
        {"type": "service", "action": "create_channel", "text": ""},
        {**message, "text": [{"type": "bold", "text": "다리 개통"}, "\n\n열렸다."]},
        {**message, "text": "나루가 닫혔다."},
    ]}  # fmt: skip
    found = read(json.dumps(export), "result.json")
    bridge, ferry = article(found["result.json#2"]), article(found["result.json#3"])
    assert ("다리 개통", "열렸다.", "한빛 속보") == (bridge.title, bridge.body, bridge.publisher)
    assert MOMENT == bridge.published.isoformat() if bridge.published else ""
    assert ("나루가 닫혔다.", "나루가 닫혔다.") == (ferry.title, ferry.body)
    assert isinstance(found["result.json#1"], UnreadableArticle)


@pytest.mark.parametrize("path", ["a.ndjson", "a.jsonl"])
def test_a_broken_line_is_named(path: str) -> None:
    sound = json.dumps({"title": "다리", "body": "열렸다."})
    found = read(f"{sound}\n\n{{broken\n{sound}\n", path)
    (bad,) = (one for one in found.values() if isinstance(one, UnreadableArticle))
    assert ("reason.bad_line", 3) == (bad.reason.key, bad.reason.values["line"])


def test_a_table_may_be_parted_by_tabs() -> None:
    found = read("제목\t본문\n다리\t열렸다.\n나루\t닫혔다.\n", "a.tsv")
    assert ["다리", "나루"] == [article(one).title for one in found.values()]


def test_a_paper_that_a_vault_links_to_is_that_paper() -> None:
    raw = '---\ntitle: 다리\n매체: "[[한빛일보]]"\n---\n열렸다.'.encode()
    assert "한빛일보" == read_article(raw, "a.md", NOW).publisher


def keys(content: str, path: str) -> list[str]:
    """Of the reasons for which a file, or a record of it, is refused."""
    try:
        found = read(content, path)
    except UnreadableArticle as refusal:
        return [refusal.reason.key]
    assert found
    return [one.reason.key for one in found.values() if isinstance(one, UnreadableArticle)]


@given(st.text(max_size=300), st.sampled_from(["a.mbox", "a.enex", "result.json", "a.tsv"]))
def test_whatever_stands_in_an_export_is_an_article_or_refused_for_a_reason(text: str, path: str) -> None:
    for whole in (
        text,
        f"From x\nFrom: a\nSubject: {text}",
        f"<note><title>{text}</title><content>{text}</content></note>",
    ):
        assert "reason.fault" not in keys(whole, path)


def test_a_mail_of_parts_within_parts_takes_no_time() -> None:
    parts = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(2_000))
    nested = f"From: a@hanbit.example\nSubject: 다리\n{parts}"
    began = time.perf_counter()
    assert "다리" == read_article(nested.encode(), "a.eml", NOW).title
    assert time.perf_counter() - began < 1

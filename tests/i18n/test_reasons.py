"""Every reason for which a file is refused: reached by a file, said in both languages, the same after a journey."""

from __future__ import annotations

import io
import json
import os
import pickle
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.adapters.folder.corpus import Corpus
from bot.adapters.folder.files import hold_back, read_file
from bot.adapters.sandbox.limited_process import LimitedProcess, Limits
from bot.articles import records
from bot.articles.article import Article
from bot.articles.boundary import refusing_faults
from bot.articles.reader import read_article
from bot.editing.archive import Bundle
from bot.editing.manuscript import file_name, read_manuscript
from bot.entrypoints.cli.inspection import _odd, rows_of
from bot.errors import UnreadableArticle
from bot.i18n.catalogue import parse, source
from bot.i18n.reasons import NONE, Reason
from tests.privileges import unprivileged
from tests.sheets import sheet_of

NOW = datetime(2026, 3, 5, 1, 2, 3, tzinfo=UTC)
ENGLISH = parse("en", source("en").read_bytes())
KEYS = sorted(str(one.id) for one in ENGLISH if str(one.id).startswith(("reason.", "odd.")))
GUARDS = {"reason.reads_otherwise"}  # against a fault of our own; nothing is known that leads there
WORK = "tests.adapters.sandbox.work:"
BRIEF = Limits(cpu_s=1, wall_s=20.0, memory=64 * 1024 * 1024)

CONTENTS: dict[str, tuple[str, bytes]] = {
    "reason.empty": ("a.md", b" \n"),
    "reason.nothing": ("a.md", b"---\ntitle:\n---\n"),
    "reason.binary": ("a.md", b"\0" * 100),
    "reason.large": ("a.md", b"x" * 3_000_000),
    "reason.utf16": ("a.md", b"\xff\xfe\x00"),
    "reason.undecodable": ("a.md", "제목\n본문".encode()[:-1]),
    "reason.not_korean": ("a.md", "日本語の記事です".encode("cp949")),
    "reason.tags": ("a.md", b"---\ntitle: !!python/object/apply:os.system ['id']\n---\nx"),
    "reason.mail": ("a.eml", "여울강 다리\n\n열렸다.".encode()),
    "reason.automatic_mail": ("a.eml", b"From: MAILER-DAEMON@a.example\nSubject: Undelivered\n\nx"),
    "reason.no_shape": ("a.mdx", "여울강 다리\n\n열렸다.".encode()),
    "reason.many_lines": ("a.txt", "가  나다.  라마.\n바  사아.  자차.\n카  타파.  하.".encode()),
    "reason.list": ("목록.md", "# 목록\n\n- [[다리]]\n- [[공원]]".encode()),
    "reason.template": ("a.md", b"# {{title}}\n\nx"),
    "reason.withheld": ("a.md", "---\ntitle: 다리\ndraft: true\n---\n열렸다.".encode()),
    "reason.joplin": ("a.md", "공책\n\nid: 1b\nparent_id: \ntype_: 2".encode()),
    "reason.joplin_conflict": ("a.md", "다리\n\n열렸다.\n\nid: 1b\nis_conflict: 1\ntype_: 1".encode()),
    "reason.no_fields": ("package.json", b'{"name": "pkg", "version": "1.0"}'),
    "reason.no_kind": ("a.json", b"{broken"),
    "reason.records": ("a.jsonl", b"{}\n" * (records.MAX_RECORDS + 1)),
    "reason.page": ("a.html", "글일 뿐이다".encode()),
    "reason.no_article": ("a.html", b"<html><body><nav>menu</nav></body></html>"),
    "reason.repository": ("README.md", b"x"),
    "reason.conflict": ("a.sync-conflict-20260304-140512-ABCDEFG.md", b"x"),
    "reason.templates": ("Templates/a.md", b"x"),
    "reason.drafts": ("_drafts/a.md", b"x"),
    "reason.ending": ("a.png", b"x"),
    "reason.save_as_table": ("a.numbers", b"x"),
    "reason.save_as_text": ("a.pdf", b"x"),
    "reason.save_as_page": ("a.webarchive", b"x"),
    "reason.references": ("a.bib", b"x"),
    "reason.feeds": ("a.opml", b"x"),
    "reason.unpack": ("a.zip", b"x"),
    "reason.bad_line": ("a.jsonl", '{"title": "다리", "body": "열렸다."}\n{"title":\n'.encode()),
    "reason.bookmarks": ("a.html", b"<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><DT><A HREF=x>y</A></DL>"),
    "reason.talk": ("a.txt", "뉴스방 님과 카카오톡 대화\n저장한 날짜 : 2026-03-04\n".encode()),
    "reason.minutes": ("a.md", "# 회의록\n\n- 참석자: 도하람\n- 안건: 다리".encode()),
    "reason.clippings": ("a.txt", "밤의 책\n- 하이라이트 | 위치 4\n\n밤에 읽는다.\n==========\n".encode()),
    "reason.no_post": (
        "a.atom",
        b"<feed><entry><title>a</title><content>x</content></entry><entry><blogger:type>COMMENT</blogger:type>"
        b"<title>b</title><content>x</content></entry></feed>",
    ),
    "reason.unmerged": ("a.md", "# 다리\n\n<<<<<<< HEAD\n열렸다.\n=======\n닫혔다.\n>>>>>>> main\n".encode()),
    "reason.table": ("a.txt", "제목\t언론사\t본문\n다리 개통\t한빛일보\t열렸다.\n".encode()),
    "reason.sheet": ("a.xlsx", b"x"),
    "reason.no_rows": ("a.xlsx", sheet_of([["항목", "금액"], ["교통비", "12"]])),
    "reason.no_ending": ("letter", b"x"),
}


def in_folder(folder: Path, name: str, content: bytes) -> Iterable[Reason]:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_bytes(content)
    corpus = Corpus(folder)
    corpus.scan()
    return corpus.refused.values()


def refused(read: Callable[[], object]) -> Sequence[Reason]:
    with pytest.raises(UnreadableArticle) as refusal:
        read()
    return [refusal.value.reason]


def archived(
    *entries: tuple[str, bytes], damaged: bool = False, method: int = zipfile.ZIP_STORED
) -> list[Reason]:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    raw = packed.getvalue()
    if damaged:
        raw = raw.replace(b"whole", b"waste", 1)
    return [member.reason for member in Bundle(raw).members(NOW)]


def linked(folder: Path, target: str) -> Iterable[Reason]:
    (folder / "a.md").symlink_to(target)
    corpus = Corpus(folder)
    corpus.scan()
    return corpus.refused.values()


def forbidden(_: Path) -> Iterable[Reason]:
    with tempfile.TemporaryDirectory() as name:  # pytest's own folders are closed to others
        folder = Path(name)
        with unprivileged(folder):
            (folder / "a.md").write_text("x")
            (folder / "a.md").chmod(0)
            return [read_file(str(folder), "a.md").reason]


def misnamed(folder: Path) -> Iterable[Reason]:
    Path(os.fsdecode(os.fsencode(folder) + b"/\xff.md")).touch()
    return Corpus(folder).look().refused.values()


def piped(folder: Path) -> Iterable[Reason]:
    os.mkfifo(folder / "a.md")
    return Corpus(folder).look().refused.values()


def ahead(folder: Path) -> Iterable[Reason]:
    (folder / "a.md").write_text("---\ntitle: 다리\ndate: 2031-03-05 09:00\n---\n열렸다.")
    return [one.reason for one in hold_back(NOW, [read_file(str(folder), "a.md")])]


def twice(folder: Path, first: str, second: str, other: str = "b.md") -> list[Reason]:
    (folder / "a.md").write_text(first)
    (folder / other).write_text(second)
    corpus = Corpus(folder)
    corpus.scan()
    return [one.reason for one in corpus.duplicates]


@refusing_faults
def faulty() -> Article:
    raise ZeroDivisionError


def sandboxed(work: str, raw: bytes) -> Sequence[Reason]:
    with LimitedProcess(WORK + work, BRIEF) as process:
        return refused(lambda: process.run(raw))


TWO = json.dumps([{"title": "다리", "body": "열렸다."}, {"title": "나루", "body": "닫혔다."}])
IDS = "---\nid: 901_77\ntitle: {}\n---\n{}"
WAYS: dict[str, Callable[[Path], Iterable[Reason]]] = {
    "reason.no_text": lambda _: refused(lambda: read_manuscript(b"# a title", "a.md", NOW)),
    "reason.no_id": lambda _: refused(lambda: file_name("../x")),
    "reason.many": lambda _: refused(lambda: read_article(TWO.encode(), "a.json", NOW)),
    "reason.not_article_file": lambda _: archived(("a.exe", b"x")),
    "reason.packed": lambda _: archived(("a.md", b"x"), method=zipfile.ZIP_LZMA),
    "reason.damaged": lambda _: archived(("a.md", b"# a\n\nwhole"), damaged=True),
    "reason.ahead": ahead,
    "reason.fault": lambda _: refused(faulty),
    "reason.broken": lambda _: sandboxed("fail", b"x"),
    "reason.not_started": lambda _: sandboxed("nothing", b"x"),
    "reason.too_long": lambda _: sandboxed("burn", b"x"),
    "reason.too_much": lambda _: sandboxed("grow", b"500000000"),
    "reason.link": lambda folder: linked(folder, "/etc/hostname"),
    "reason.dead_link": lambda folder: linked(folder, "nothing.md"),
    "reason.system": lambda folder: linked(folder, "a.md"),
    "reason.name": misnamed,
    "reason.no_file": piped,
    "reason.forbidden": forbidden,
    "reason.same_id": lambda folder: twice(folder, IDS.format("다리", "열렸다."), IDS.format("나루", "닫혔다.")),
    "reason.same_name": lambda folder: twice(folder, "# 다리\n\n열렸다.", "# 다리\n\n고쳤다.", "a 2.md"),
    "reason.same_content": lambda folder: twice(folder, "# 다리\n\n열렸다.", "# 다리\n\n열렸다."),
    "reason.unfinished": lambda folder: [rows_of(folder, "gone.md")[0]["refused"]],
    "odd.no_letter": lambda _: [_odd("2026!")],
    "odd.cut": lambda _: [_odd("가" * 300)],
}  # fmt: skip


@pytest.mark.parametrize("key", sorted(set(KEYS) - GUARDS))
def test_every_reason_is_reached_by_a_file_and_said_in_both_languages(key: str, tmp_path: Path) -> None:
    reasons = [*in_folder(tmp_path, *CONTENTS[key])] if key in CONTENTS else [*WAYS[key](tmp_path)]
    assert [key] == [reason.key for reason in reasons]
    (reason,) = reasons
    english, korean = reason.said("en"), reason.said("ko")
    assert english == reason, "as text it is English"
    assert any("가" <= char <= "힣" for char in korean)
    assert "{" not in english.replace(str(reason.values), "")


def test_there_are_no_others() -> None:
    assert set(KEYS) == CONTENTS.keys() | WAYS.keys() | GUARDS


@pytest.mark.parametrize(
    "reason", [NONE, Reason("reason.large", mebibytes=2), Reason("reason.templates", folder='"{}\\')]
)
def test_a_reason_is_the_same_in_a_file_and_in_another_process(reason: Reason) -> None:
    for again in (Reason.unpacked(reason.packed()), pickle.loads(pickle.dumps(reason))):
        assert (reason, reason.key, reason.values) == (again, again.key, again.values)
        assert reason.said("ko") == again.said("ko")
    assert bool(reason.key) == bool(reason)


def test_a_refusal_is_the_same_in_another_process() -> None:
    refusal = UnreadableArticle("reason.large", mebibytes=5)
    again = pickle.loads(pickle.dumps(refusal))
    assert "larger than 5 MiB" == str(refusal) == str(again)
    assert refusal.reason.values == again.reason.values

"""Files of rich text, which are read in a process of its own."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from bot.adapters.folder.files import Reading, read_file
from bot.adapters.sandbox.limited_process import Limits
from bot.articles.rich_text import extract

TITLE = "한빛시 야간 도서관 열다"
BODY = "한빛시가 야간 도서관을 열었다.\n\n도하람 관장은 “밤에도 읽는다”고 말했다."


def unicode_of(text: str) -> str:
    return "".join(c if ord(c) < 128 else f"\\uc0\\u{ord(c) - 65536 * (ord(c) > 32767)} " for c in text)


def read(folder: Path, raw: bytes) -> Reading:
    (folder / "a.rtf").write_bytes(raw)
    return read_file(os.path.realpath(folder), "a.rtf")


def in_unicode() -> bytes:
    lines = "\\par\n".join(unicode_of(line) for line in (TITLE, *BODY.split("\n\n")))
    return f"{{\\rtf1\\ansi\\ansicpg949{{\\fonttbl\\f0\\fnil Batang;}}\\f0\\fs24 {lines}\\par}}".encode()


def in_bytes_of_cp949() -> bytes:
    def hexed(text: str) -> str:
        return "".join(f"\\'{byte:02x}" if byte > 127 else chr(byte) for byte in text.encode("cp949"))

    lines = "\\par\r\n".join(hexed(line) for line in (TITLE, *BODY.split("\n\n")))
    fonts = "{\\fonttbl{\\f0\\fmodern\\fcharset129 Batang;}}"
    return f"{{\\rtf1\\ansi\\ansicpg949\\deff0{fonts}\\f0\\fs20 {lines}\\par}}".encode()


@pytest.mark.parametrize("raw", [in_unicode(), in_bytes_of_cp949()], ids=["unicode", "cp949"])
def test_its_paragraphs_are_the_article(tmp_path: Path, raw: bytes) -> None:
    article = read(tmp_path, raw).article
    assert article is not None
    assert (TITLE, BODY) == (article.title, article.body)


@pytest.mark.parametrize(
    "raw", [b"", b"hello", b"{\\rtf1", b"{\\rtf1\\pict\\bin}", b"{\\rtf1\\u99999999999 ?}"]
)
def test_a_broken_one_is_refused(tmp_path: Path, raw: bytes) -> None:
    reading = read(tmp_path, raw)
    assert (None, True) == (reading.article, bool(reading.reason))


@pytest.mark.parametrize(
    "unseen",
    [
        "{\\deleted 45}",
        "{\\v 45}",
        "{\\b\\v 45}",
        "{\\rtlch\\fcs1 \\ltrch\\deleted\\fs20 45}",
        "\\v 45\\v0 ",
        "\\deleted 45{\\b 45}\\plain ",
        "{\\footnote 45}",
        "{\\listtext\\f0 45\\tab}",
        "{\\*\\bkmkstart 45}{\\*\\bkmkend 45}",
        "{\\pict\\bin4 }}}}}",
        "{\\*\\shppict{\\pict 4545}}",
        '{\\field{\\*\\fldinst HYPERLINK "https://hanbit.example/1"}{\\fldrslt }}',
    ],
)
def test_what_no_word_processor_shows_is_not_of_it(tmp_path: Path, unseen: str) -> None:
    article = read(
        tmp_path, in_unicode().replace(b"\\f0\\fs24 ", b"\\f0\\fs24 " + unseen.encode(), 1)
    ).article
    assert article is not None
    assert (TITLE, BODY) == (article.title, article.body)


@pytest.mark.parametrize(
    ("rtf", "text"),
    [
        (rb"{\rtf1{\upr{a?}{\*\ud{a\u44032 ?b}}}c}", "a가bc"),
        (rb"{\rtf1{\header{\upr{a}{\*\ud b}}}c}", "c"),
        (rb"{\rtf1 \u44032\~x}", "가x"),
        (rb"{\rtf1\ansicpg10000 \'8ex}", "éx"),
    ],
    ids=["told twice", "told twice and unseen", "a mark in place of a character", "a Mac's codepage"],
)
def test_its_characters_are_those_of_its_writer(rtf: bytes, text: str) -> None:
    assert text == extract(rtf).decode()


def test_a_row_of_a_table_is_a_paragraph_a_cell(tmp_path: Path) -> None:
    row = "\\trowd\\intbl " + "\\cell ".join(map(unicode_of, ("자리", "회원"))) + "\\cell\\row\\pard "
    raw = in_unicode().replace(b"\\par}", b"\\par " + row.encode() + b"}")
    article = read(tmp_path, raw).article
    assert article is not None
    assert f"{BODY}\n\n자리\n\n회원" == article.body


def test_a_character_may_have_a_byte_that_is_a_letter(tmp_path: Path) -> None:
    raw = in_bytes_of_cp949().replace(b"\\par}", b"\\par\\'b0\\'a1\\'8bA\\'b0 \\par}")
    article = read(tmp_path, raw).article
    assert article is not None
    assert f"{BODY}\n\n가딞\ufffd" == article.body.replace("\ufffd ", "\ufffd")


def test_the_name_of_its_codepage_may_be_unknown(tmp_path: Path) -> None:
    article = read(tmp_path, in_unicode().replace(b"ansicpg949", b"ansicpg99999")).article
    assert article is not None
    assert (TITLE, BODY) == (article.title, article.body)


def test_a_long_one_takes_no_more_than_its_process_may() -> None:
    page = in_unicode()
    long = page[:-1] + page[page.index(b"\\f0\\fs") : -1] * (8 * 2**20 // len(page)) + b"}"
    began = time.process_time()
    text = extract(long)
    assert text.count(TITLE.encode()) == long.count(b"fs24")
    assert time.process_time() - began < Limits().cpu_s

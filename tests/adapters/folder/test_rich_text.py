"""Files of rich text, which a library reads in a process of its own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.adapters.folder.files import Reading, read_file

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

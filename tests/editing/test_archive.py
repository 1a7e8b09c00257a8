"""Archives are read without trusting a byte of them."""

from __future__ import annotations

import io
import stat
import struct
import zipfile

import pytest

from bot.editing.archive import MOST_FILES, Bundle, Packer
from bot.errors import ReaderError
from tests.article_files import MODIFIED, crawled

ARTICLE = crawled().encode()


def archive(*files: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as packed:
        for name, content in files:
            packed.writestr(name, content, method)
    return file.getvalue()


def reasons(raw: bytes) -> dict[str, str]:
    return {member.name: member.reason for member in Bundle(raw).members(MODIFIED)}


def refusal(raw: bytes) -> str:
    with pytest.raises(ReaderError) as refused:
        list(Bundle(raw).members(MODIFIED))
    return refused.value.key


def link(name: str, mode: int = stat.S_IFLNK | 0o777) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.create_system = 3
    info.external_attr = mode << 16
    return info


def test_articles_are_read_and_the_rest_is_told() -> None:
    files = (
        ("a/좋음.md", ARTICLE), ("b.txt", "제목\n\n본문".encode("cp949")), ("empty.md", b""), ("x.exe", b"MZ"),
        ("huge.md", b"a" * 2_200_000), ("inner.zip", archive(("a.md", ARTICLE))), ("__MACOSX/._a.md", b"\0"),
    )  # fmt: skip
    assert {
        "a/좋음.md": "",
        "b.txt": "",
        "empty.md": "empty",
        "x.exe": "not a .md or .txt file",
        "huge.md": "larger than 2 MiB",
        "inner.zip": "not a .md or .txt file",
    } == reasons(archive(*files, method=zipfile.ZIP_STORED))


@pytest.mark.parametrize("name", ["../a.md", "a/../../b.md", "/etc/a.md", "..\\a.md", "C:\\a.md"])
def test_a_name_that_leads_elsewhere_condemns_the_archive(name: str) -> None:
    assert "editing.zip_unsafe" == refusal(archive(("good.md", ARTICLE), (name, ARTICLE)))


@pytest.mark.parametrize("mode", [stat.S_IFLNK | 0o777, stat.S_IFIFO | 0o644, stat.S_IFCHR | 0o644])
def test_links_and_devices_condemn_the_archive(mode: int) -> None:
    assert "editing.zip_unsafe" == refusal(
        archive(("good.md", ARTICLE), (link("a.md", mode), b"/etc/passwd"))
    )


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    assert "editing.zip_bomb" == refusal(archive(("bomb.md", bytes(24 * 1024 * 1024))))


def test_many_files_that_unpack_to_too_much_are_a_bomb_too() -> None:
    raw = archive(*((f"{i}.md", b"ab" * 5_000) for i in range(20)))
    assert 20 == len(Bundle(raw, most_bytes=200_000))
    with pytest.raises(ReaderError, match="zip_bomb"):
        Bundle(raw, most_bytes=199_999)


def test_a_bomb_that_lies_about_its_size_is_cut_off() -> None:
    raw = bytearray(archive(("bomb.md", b"a" * (8 * 1024 * 1024))))
    for signature, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", raw, raw.index(signature) + at, 1000)
    (reason,) = reasons(bytes(raw)).values()
    assert reason in {"damaged in the archive", "larger than 2 MiB", "no text under the title"}


@pytest.mark.parametrize(
    "raw", [b"", b"not a zip", ARTICLE, archive(("a.md", ARTICLE))[:-30], b"PK\x05\x06" + bytes(10)]
)
def test_what_is_no_archive_is_told(raw: bytes) -> None:
    assert "editing.zip_broken" == refusal(raw)


def test_a_damaged_member_is_left_out() -> None:
    raw = bytearray(archive(("a.md", ARTICLE), ("b.md", ARTICLE), method=zipfile.ZIP_STORED))
    at = raw.index("강변".encode())
    raw[at] ^= 1
    assert {"a.md": "damaged in the archive", "b.md": ""} == reasons(bytes(raw))


def test_a_password_is_told() -> None:
    raw = bytearray(archive(("a.md", ARTICLE)))
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(signature) + at] |= 1
    assert "editing.zip_locked" == refusal(bytes(raw))


def test_more_files_than_a_bundle_may_have_are_refused() -> None:
    raw = archive(*((f"{i}.md", b"") for i in range(MOST_FILES + 1)), method=zipfile.ZIP_STORED)
    assert "editing.zip_large" == refusal(raw)


def test_what_is_packed_can_be_read_again() -> None:
    packer = Packer()
    packer.add([("폴더/a.md", ARTICLE), ("b.md", ARTICLE)])
    assert {"폴더/a.md": "", "b.md": ""} == reasons(packer.close())

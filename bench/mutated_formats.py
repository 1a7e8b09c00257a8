"""Mutated files of every format that is read, each straight through its reader: an article, or a refusal, and at once.

    python -m bench.mutated_formats --files 100000 --seed 1

Milliseconds are those of the processor, of the best of five where the first took over 20.
"""

# ruff: noqa: E501 # seeds read better a line each

from __future__ import annotations

import argparse
import base64
import io
import json
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from random import Random
from zipfile import ZipFile, ZipInfo

from bench import mutated_files as seeds
from bot.articles import rich_text, sheet, web_archive, word
from bot.articles.boundary import refusing_faults
from bot.articles.encoding import decode
from bot.articles.html_text import html_text
from bot.articles.notion import read_notion
from bot.articles.page import read_page
from bot.articles.reader import article_of, read_article, read_draft, read_shared
from bot.errors import UnreadableArticle

NOW = datetime(2026, 3, 5, 9, tzinfo=UTC)
AGAIN_OVER_MS = 20.0
LINES = (".jsonl", ".jl", ".ndjson", ".csv", ".tsv")  # each line may be an article: counted by the hundred
A_HUNDRED = 100
TEXT = '한빛시가 5일 다리를 열었다고 밝혔다.\n\n표인혁 시장은 "강을 돌려준다"고 말했다.'
TITLE = "다리가 열렸다…걸어서 4분"


def _zipped(parts: dict[str, str]) -> bytes:
    packed = io.BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, text in parts.items():
            archive.writestr(ZipInfo(name), text)  # whose time is always the same
    return packed.getvalue()


def _sheet() -> bytes:
    cells = [("제목", "본문", "일자", "언론사"), (TITLE, "한빛시가 다리를 열었다.", "20260305", "한빛일보")]
    rows = "".join(
        f'<row r="{r}">'
        + "".join(
            f'<c r="{chr(65 + c)}{r}" t="inlineStr"><is><t>{cell}</t></is></c>' for c, cell in enumerate(row)
        )
        + "</row>"
        for r, row in enumerate(cells, 1)
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kinds = "http://schemas.openxmlformats.org/package/2006/content-types"
    return _zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{kinds}"></Types>',
            "_rels/.rels": f'<Relationships xmlns="{relations}"><Relationship Id="r1" Type="{office}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="a" sheetId="1" '
            'r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{relations}"><Relationship Id="r1" '
            f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>',
        }
    )


_RECORD = {
    "title": TITLE,
    "content": TEXT,
    "press": "한빛일보",
    "date": "2026-03-05 07:39:25",
    "url": "https://a.example/1",
}
_NOTE = (
    f"<en-export><note><title>{TITLE}</title><content><![CDATA[<en-note><div>{TEXT}</div></en-note>]]></content>"
    "<created>20260305T073925Z</created><source-url>https://a.example/1</source-url></note></en-export>"
)
_ARCHIVE = (
    "From: <Saved by Blink>\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n"
    "Content-Type: text/html\nContent-Transfer-Encoding: base64\nContent-Location: https://a.example/1\n\n"
    f"{base64.encodebytes(seeds.PAGE.encode()).decode()}\n--b--\n"
)
_LABELS = f"제목: {TITLE}\n언론사: 한빛일보\n기자 - 윤서린 기자\n작성일자: 2026-03-05 07:39:25\n본문:\n{TEXT}\n출처: https://a.example/1\n"
_PORTAL = (
    f"한빛일보\n구독\n{TITLE}\n한빛일보입력 2026.03.05. 오후 2:38수정 2026.03.05. 오후 4:37\n윤서린 기자\n인쇄하기\n\n{TEXT}\n\n"
    "ⓒ 한빛일보. 무단 전재 금지\n많이 본 기사\n- [공원](https://a.example/2)\n"
)
_NOTES = f"title:: {TITLE}\nauthor:: [[윤서린]]\npublished:: [[2026-03-05]]\n\n- # {TITLE}\n- {TEXT}\n"
_READWISE = f"# {TITLE}\n\n## Metadata\n- **Item Type**: 기사\n- Author: [[윤서린]]\n- URL: https://a.example/1\n\n## Highlights\n- {TEXT}\n"
_JOPLIN = f"{TITLE}\n\n{TEXT}\n\nid: 0af3f8c2d1e24f6f8a1b2c3d4e5f6071\ncreated_time: 2026-03-05T07:39:25.000Z\ntype_: 1"
_MARKS = (
    f"# {TITLE}\n\n**굵은** ==밝은== [링크](https://a.example)[^1] ![[그림.png]] {{{{< youtube a >}}}} {{% raw %}}\n\n"
    "> [!note] 말\n> 인용\n\n| 가 | 나 |\n|---|---|\n| 1 | 2 |\n\n- [ ] 일\n\n```\n글\n```\n\n<div>글</div>\n\n[^1]: 주\n"
)
_TELEGRAM = json.dumps(
    {"name": "한빛", "type": "public_channel", "messages": [{"id": 1, "type": "message", "date": "2026-03-05T07:39:25",
     "text": [{"type": "bold", "text": TITLE}, "\n\n" + TEXT]}]}, ensure_ascii=False
)  # fmt: skip
_ITEM = f"<item><title>{TITLE}</title><link>https://a.example/1</link><content:encoded><![CDATA[<p>{TEXT}</p>]]></content:encoded></item>"
_FEED = f"<rss><channel><title>한빛일보</title>{_ITEM * 3}</channel></rss>"
_ROWS = "".join(
    f'2026-03-0{n} 07:39,사회,한빛일보,{TITLE} {n},"{TEXT * 2}",https://a.example/{n}\n' for n in (1, 2, 3)
)
_LETTER = (
    "From: 한빛 <a@b.example>\nSubject: x\nDate: Thu, 5 Mar 2026 09:00:00 +0900\nContent-Type: text/html; charset=utf-8\n\n"
    f'<div style="display:none">가</div><p>{TEXT}</p><p>수신거부 Unsubscribe</p>'
)
_WORD = _zipped(
    {
        "word/document.xml": "<w:document>"
        + "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in f"{TITLE}\n{TEXT}".split("\n"))
        + "</w:document>"
    }
)
_RICH = (
    "{\\rtf1\\ansi\\ansicpg949\\deff0{\\fonttbl{\\f0\\fnil\\fcharset129 Batang;}}{\\*\\generator a}\\uc1\\f0 "
    + "\\par\n".join(
        "".join(f"\\'{b:02x}" for b in line.encode("cp949")) for line in f"{TITLE}\n{TEXT}".split("\n")
    )
    + "{\\v 1}{\\pict\\bin3 }}}}\\u44032 ?\\row}"
)

FILES: tuple[tuple[str, bytes], ...] = (
    *((f"a{ending}", shape.encode()) for shape in seeds.SHAPES for ending in (".md", ".txt")),
    *(("a.txt", text.encode()) for text in (_LABELS, _PORTAL, seeds.MAIL)),
    *(("a.md", text.encode()) for text in (_NOTES, _READWISE, _JOPLIN, _MARKS)),
    ("a.mdx", f'import A from "a"\n\n<A b="c">\n\n{_MARKS}\n</A>\n'.encode()),
    ("a.text", _PORTAL.encode()),
    ("a.eml", seeds.MAIL.encode()),
    ("a.mbox", f"From a@b.example Thu Mar  5 09:00:00 2026\n{seeds.MAIL}\n\n".encode() * 3),
    ("a.enex", _NOTE.encode()),
    ("a.xml", _FEED.encode()),
    ("a.csv", _ROWS.replace('"강', "'강").replace('다"고', "다'고").encode()),
    ("a.jl", json.dumps(_RECORD).encode()),
    ("a.eml", _LETTER.encode()),
    ("a.json", json.dumps({"data": {"items": [_RECORD, _RECORD]}}, ensure_ascii=False).encode()),
    ("a.json", _TELEGRAM.encode()),
    ("a.jsonl", "\n".join([json.dumps(_RECORD, ensure_ascii=False)] * 3).encode()),
    ("a.ndjson", json.dumps(_RECORD).encode()),
    ("a.csv", seeds.CSV.encode()),
    ("a.tsv", seeds.CSV.replace(",", "\t").encode()),
    ("a.html", seeds.PAGE.encode()),
    ("a.mhtml", _ARCHIVE.encode()),
    ("a.docx", _WORD),
    ("a.rtf", _RICH.encode()),
    ("a.xlsx", _sheet()),
)


@refusing_faults
def read(raw: bytes, path: str) -> int:
    """How many articles a file of that name has. Raises: UnreadableArticle."""
    ending = path.rpartition(".")[2]
    if ending in ("json", "jsonl", "jl", "ndjson", "csv", "tsv", "mbox", "enex", "xml", "xlsx"):
        rows = sheet.extract(raw) if ending == "xlsx" else raw
        return len(read_shared(rows, path, NOW))
    if ending in ("html", "mhtml"):
        html = web_archive.read_web_archive(raw) if ending == "mhtml" else decode(raw)
        draft = read_notion(html) or read_page(html, html_text(html), {})
        return len([article_of(draft, path, NOW)])
    if ending in ("docx", "rtf"):
        text = word.read_word(raw) if ending == "docx" else rich_text.extract(raw).decode()
        return len([article_of(read_draft(text, path), path, NOW)])
    return len([read_article(raw, path, NOW)])


def mutated_file(chance: Random) -> tuple[str, bytes]:
    """Name and bytes of a file with one to four things wrong, 200 kB at most."""
    path, raw = chance.choice(FILES)
    for _ in range(chance.randint(1, 4)):
        raw = chance.choice(seeds.MUTATIONS)(raw, chance)
    return path, raw[:200_000]


def measure(files: int, seed: int) -> dict[str, object]:
    """What became of them; *faults* are exceptions and refusals that nobody foresaw, with the number of the file."""
    chance, found = Random(seed), Counter[str]()
    faults: list[str] = []
    slowest = (0.0, "", 0)
    for number in range(files):
        path, raw = mutated_file(chance)
        took, told = _read_timed(raw, path)
        if took > AGAIN_OVER_MS:
            took = min(took, *(_read_timed(raw, path)[0] for _ in range(4)))
        if path.endswith(LINES):
            took /= max(1, raw.count(b"\n") / A_HUNDRED)
        slowest = max(slowest, (took, path, number))
        found["articles" if told == "" else "refused"] += 1
        found[f"read as {path.rpartition('.')[2]}"] += 1
        if told.startswith(("fault", "cannot be read (")):
            faults.append(f"{number} {path}: {told}")
    return {**found, "faults": faults, "slowest, ms, kind and number": slowest}


def _read_timed(raw: bytes, path: str, clock: Callable[[], float] = time.process_time) -> tuple[float, str]:
    began = clock()
    try:
        read(raw, path)
        told = ""
    except UnreadableArticle as refusal:
        told = str(refusal.reason)
    except Exception as fault:  # what this bench is for
        told = f"fault {type(fault).__name__}: {fault}"
    return (clock() - began) * 1000, told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    print(json.dumps(measure(given.files, given.seed), ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main()

"""Broken and hostile feeds, with what is to come of each: which items are read, which are refused, or why none is.

Every case has two good items, before and behind what is wrong, unless all is.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass, field

from tests.feeds.documents import BRIDGE, atom, item, numbered, rss

FIRST, LAST = numbered(2)
GOOD = ["소식 1", "소식 2"]


@dataclass(frozen=True)
class Case:
    """titles: of the items that are read. refused: their reasons. fault: why nothing is read, a key."""

    body: bytes
    titles: list[str] = field(default_factory=lambda: list(GOOD))
    refused: list[str] = field(default_factory=list)
    fault: str = ""
    content_type: str | None = None


def between(bad: str, *shown: str, refused: str = "", **more: object) -> Case:
    """A feed with *bad* between two good items, of which titles *shown* are read."""
    return Case(
        rss(FIRST, bad, LAST, **more).encode(),  # type: ignore[arg-type]
        [GOOD[0], *shown, GOOD[1]],
        [refused] if refused else [],
    )


def fault(body: str | bytes, key: str, content_type: str | None = None) -> Case:
    raw = body.encode() if isinstance(body, str) else body
    return Case(raw, [], [], key, content_type)


def deep(tag: str, depth: int, closed: bool = True) -> str:
    return f"<{tag}>" * depth + "끝" + (f"</{tag}>" * depth if closed else "")


BILLION = (
    "<!DOCTYPE r ["
    + '<!ENTITY a "하하">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)
EXTERNAL = (
    '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY % p SYSTEM "http://127.0.0.1/x"> %p;]>'
)


def with_doctype(doctype: str, bad: str) -> bytes:
    return rss(FIRST, bad, LAST).replace("\n<rss", f"\n{doctype}<rss").encode()


SIZE_AND_DEPTH = {
    "a billion laughs": Case(with_doctype(BILLION, item("폭탄 &j;")), ["소식 1", "폭탄 &j;", "소식 2"]),
    "a quadratic bomb": Case(
        with_doctype(f'<!DOCTYPE r [<!ENTITY a "{"하" * 50_000}">]>', item("폭탄", text="&a;" * 20_000)),
        ["소식 1", "폭탄", "소식 2"],
    ),
    "a file from without": Case(with_doctype(EXTERNAL, item("파일 &x;")), ["소식 1", "파일 &x;", "소식 2"]),
    "a document type of another server": Case(
        with_doctype('<!DOCTYPE rss PUBLIC "-//N//DTD RSS 0.91//EN" "http://127.0.0.1/rss.dtd">', ""), GOOD
    ),
    "10,000 nested elements in an item": between(
        item("깊은 것", text=deep("b", 10_000)), refused="feed.item_deep"
    ),
    "10,000 nested elements that are never closed": between(
        item("깊은 것", text=deep("b", 10_000, closed=False)), refused="feed.item_deep"
    ),
    "10,000 nested elements of XHTML": Case(
        atom(
            f"<entry><title>깊은 것</title><id>urn:1</id><content type='xhtml'>{deep('div', 10_000)}</content></entry>",
            "<entry><title>소식 1</title><id>urn:2</id><content>나왔다.</content></entry>",
        ).encode(),
        ["소식 1"],
        ["feed.item_deep"],
    ),
    "10,000 nested elements in the head": Case(
        rss(FIRST, LAST, head=f"<image>{deep('x', 10_000)}</image>").encode(), GOOD
    ),
    "10,000 nested elements in escaped HTML": between(
        item("깊은 것", text=deep("b", 10_000).replace("<", "&lt;")), "깊은 것"
    ),
    "an item of a megabyte": between(item("큰 것", text="가" * 400_000), refused="feed.item_large"),
    "a feed of six megabytes": fault(rss(item(text="가" * 2_100_000)), "feed.large"),
    "a title of 100,000 letters": between(item("가" * 100_000), "가" * 300),
    "an element of 100,000 attributes": between(
        item("많은 것", more="<x " + " ".join(f'a{n}="1"' for n in range(100_000)) + "/>"),
        refused="feed.item_large",
    ),
    "a start tag without an end": between(
        "<item><title>열린 것</title><link " + "a" * 50_000, refused="feed.item_large"
    ),
    "100,000 opening brackets": between(item("괄호", text="<" * 100_000), "괄호"),
    "100,000 ampersands": between(item("앤드", text="&" * 50_000), "앤드"),
    "100,000 sections of CDATA": between(item("구획", text="<![CDATA[가]]>" * 20_000), "구획"),
    "100,000 comments": between(item("주석", text="<!-- 가 -->" * 20_000 + "글이다."), "주석"),
    "3,000 items": Case(
        rss(*numbered(3_000)).encode(), [f"소식 {n}" for n in range(1, 2_001)], ["feed.item_many"]
    ),
    "categories without number": between(
        item("분류", more="<category>가</category>" * 20_000), refused="feed.item_large"
    ),
    "an address of 100,000 letters": between(
        item("긴 주소", "https://www.hanbit.example/" + "a" * 100_000), "긴 주소"
    ),
    "JSON of 100,000 brackets": fault(
        '{"version":"https://jsonfeed.org/version/1","items":' + "[" * 100_000, "feed.broken"
    ),
}

BROKEN = {
    "a bare ampersand": between(item("R&D 투자", "https://www.hanbit.example/n?a=1&b=2"), "R&D 투자"),
    "entities of HTML": between(item("한빛&nbsp;시&middot;군&hellip;"), "한빛 시·군…"),
    "an entity nobody knows": between(item("한빛&nosuch;시"), "한빛&nosuch;시"),
    "a reference to a control": between(item("한빛&#0;&#x1F;&#8;시"), "한빛시"),
    "a reference to half a letter": between(item("한빛&#xD800;시"), "한빛시"),
    "a reference beyond Unicode": between(item("한빛&#x110000;시"), "한빛시"),
    "control characters": between(item("한\x00빛\x0b시\x1f\x7f"), "한빛시"),
    "characters nobody sees": between(item("한\u200b빛\u202e시\ufeff"), "한빛시"),
    "brackets that are words": between(item("<앵커> 3 < 4 <속보>"), "<앵커> 3 < 4 <속보>"),
    "an element that is not closed": between(item("열린 <b>것", text="가<p>나<br>다"), "열린 것"),
    "elements closed crosswise": between(item("엇갈린 것", text="<b><i>가</b></i>"), "엇갈린 것"),
    "a title that is not closed": between(
        "<item><title>열린 제목<link>https://www.hanbit.example/3</link></item>", "열린 제목"
    ),
    "an item that is not closed": between(
        "<item><title>열린 것</title><link>https://www.hanbit.example/3</link>", "열린 것"
    ),
    "CDATA that is not closed": between(item("열린 구획", text="<![CDATA[다리가 열렸다."), "열린 구획"),
    "CDATA in CDATA": between(item("<![CDATA[겹친 <![CDATA[구획]]>]]>"), "겹친 <![CDATA[구획]]>"),
    "an item in CDATA": between(
        item("구획 속", text="<![CDATA[<item><title>가짜</title></item>]]>"), "구획 속"
    ),
    "a comment that is not closed": between(item("주석", text="<!-- 다리가 열렸다."), "주석"),
    "a comment with hyphens": between(item("주석<!-- 가 -- 나 -->"), "주석"),
    "an instruction within": between(item("지시<?php echo 1 ?>"), "지시"),
    "a prefix nobody declares": between(
        item("접두", more="<foo:bar baz:qux='1'>가</foo:bar>"), "접두", root=""
    ),
    "an attribute twice": between(item("두 번", more='<x a="1" a="2"/>'), "두 번"),
    "an attribute without quotes": between(item("따옴표", more="<enclosure url=a.mp3 length=1/>"), "따옴표"),
    "a feed that breaks off in an item": Case(
        rss(FIRST, LAST, item("잘린 것")).partition("<description>한빛대교")[0].encode(),
        GOOD,
        ["feed.item_cut"],
    ),
    "a feed that breaks off behind an item": Case(rss(FIRST, LAST).removesuffix("</channel></rss>").encode()),
    "words before the feed": Case(("\n\n  Warning: mysql_connect() \n" + rss(FIRST, LAST)).encode()),
    "words behind the feed": Case((rss(FIRST, LAST) + "\n<!-- 0.3 s --><script>x</script> 끝").encode()),
    "two feeds in one": Case((rss(FIRST) + rss(LAST)).encode()),
    "an empty item": between("<item></item>", refused="feed.item_empty"),
    "an item of blanks": between(item("   ", "", " \n "), refused="feed.item_empty"),
    "an item without a title": between("<item><description>제목 없는 글이다.</description></item>", ""),
    "a title that is the text": between(item("한빛대교 개통", text="한빛대교 개통"), "한빛대교 개통"),
    "a title in two lines": between(item("한빛\n\t대교  개통"), "한빛 대교 개통"),
    "a title with marks": between(item("<![CDATA[<b>속보</b> 한빛 &amp; 나루]]>"), "속보 한빛 & 나루"),
    "a title escaped twice": between(item("&amp;quot;한빛&amp;quot; R&amp;amp;D"), '"한빛" R&D'),
    "tags escaped twice": between(item("&amp;lt;b&amp;gt;한빛&amp;lt;/b&amp;gt;"), "한빛"),
    "a script": between(item("글", text="&lt;script&gt;alert(1)&lt;/script&gt;글이다."), "글"),
    "an address that is a program": between(item("주소", "javascript:alert(1)"), "주소"),
    "an address with a password": between(item("주소", "https://a:b@www.hanbit.example/1"), "주소"),
    "an empty feed": Case(rss().encode(), []),
    "a feed of nothing": Case(b"<rss/>", []),
}

KOREAN = rss(item("똠방각하 펲시 햏", text="똠방각하가 펲시를 샀다."), declared="{}")


def encoded(declared: str, codec: str, mark: bytes = b"", content_type: str | None = None) -> Case:
    text = KOREAN.replace("{}", declared) if declared else KOREAN.partition("\n")[2]
    return Case(mark + text.encode(codec), ["똠방각하 펲시 햏"], content_type=content_type)


ENCODINGS = {
    "CP949 declared euc-kr": encoded("euc-kr", "cp949"),
    "CP949 declared utf-8": encoded("utf-8", "cp949"),
    "CP949 declared ks_c_5601-1987": encoded("ks_c_5601-1987", "cp949"),
    "CP949 declared EUC-KR by the server": encoded("", "cp949", content_type="text/xml; charset=EUC-KR"),
    "CP949 declared iso-8859-1 by the server": encoded(
        "euc-kr", "cp949", content_type="text/xml; charset=ISO-8859-1"
    ),
    "CP949 that nobody declares": encoded("", "cp949"),
    "CP949 of an unknown name": encoded("x-unknown", "cp949"),
    "UTF-8 declared euc-kr": encoded("euc-kr", "utf-8"),
    "UTF-8 declared us-ascii": encoded("us-ascii", "utf-8"),
    "UTF-8 declared utf-16": encoded("utf-16", "utf-8"),
    "UTF-8 that nobody declares": encoded("", "utf-8"),
    "UTF-8 with a mark": encoded("utf-8", "utf-8", codecs.BOM_UTF8),
    "UTF-8 with a mark, declared euc-kr": encoded("euc-kr", "utf-8", codecs.BOM_UTF8),
    "UTF-16, little end first": encoded("utf-16", "utf-16-le", codecs.BOM_UTF16_LE),
    "UTF-16, big end first": encoded("utf-16", "utf-16-be", codecs.BOM_UTF16_BE),
    "UTF-16 without a mark": encoded("utf-16", "utf-16-le"),
    "UTF-16 without a mark, big end first": encoded("utf-16", "utf-16-be"),
    "UTF-16 declared utf-8": encoded("utf-8", "utf-16-le", codecs.BOM_UTF16_LE),
    "UTF-32": encoded("utf-32", "utf-32-le", codecs.BOM_UTF32_LE),
    "UTF-7, which is no encoding of the web": Case(rss(FIRST, LAST, declared="utf-7").encode()),
    "an encoding that is no text": Case(rss(FIRST, LAST, declared="base64").encode()),
    "jamo apart": Case(rss(item("\u1112\u1161\u11ab\u1107\u1175\u11be")).encode(), ["한빛"]),
    "UTF-8 cut within a letter": Case(
        rss(FIRST, item("잘린 글자", text="다리가 열"))
        .encode()
        .replace("열</".encode(), "열".encode()[:2] + b"</"),
        ["소식 1", "잘린 글자"],
    ),
    "CP949 cut within a letter": Case(
        rss(*numbered(20), item("잘린 글자", text="다리가 열X")).encode("cp949").replace(b"X</", b"\xbf</"),
        [*(f"소식 {n}" for n in range(1, 21)), "잘린 글자"],
    ),
    "Japanese": Case(
        rss(item("橋が開通"), declared="Shift_JIS")
        .replace(BRIDGE, "橋が開いた。")
        .replace("한빛일보", "新聞")
        .encode("cp932"),
        ["橋が開通"],
    ),
    "Latin": Case(
        rss(item("Café opens", text="A café opened."), declared="iso-8859-1")
        .replace("한빛일보", "Daily")
        .encode("latin-1"),
        ["Café opens"],
    ),
}

NO_FEEDS = {
    "nothing": fault(b"", "feed.empty"),
    "blanks": fault(b" \r\n\t ", "feed.empty"),
    "a page": fault(
        "<!DOCTYPE html><html><head><title>한빛일보</title></head><body>점검 중</body></html>", "feed.page"
    ),
    "a page of XHTML": fault(
        '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head/></html>', "feed.page"
    ),
    "a page that speaks of RSS": fault("<html><body>우리 <rss> 안내: <item> 은</body></html>", "feed.page"),
    "a page called a feed": fault("<html><body>404</body></html>", "feed.page", "application/rss+xml"),
    "a map of a site": fault(
        '<?xml version="1.0"?><urlset><url><loc>https://a.example/</loc></url></urlset>', "feed.not_feed"
    ),
    "a list of feeds": fault(
        '<opml version="2.0"><body><outline xmlUrl="https://a.example/"/></body></opml>', "feed.not_feed"
    ),
    "words": fault("한빛대교가 열렸다.", "feed.not_feed"),
    "other JSON": fault('{"error": "no such feed"}', "feed.not_feed"),
    "broken JSON": fault('{"version":"https://jsonfeed.org/version/1.1","items":[{"id":1', "feed.broken"),
    "a picture": fault(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 20, "feed.not_feed"),
    "random bytes": fault(bytes((n * n * 31 + n * 7) % 256 for n in range(5_000)), "feed.not_feed"),
    "zeros": fault(b"\0" * 1_000, "feed.empty"),
}

CASES = {**SIZE_AND_DEPTH, **BROKEN, **ENCODINGS, **NO_FEEDS}

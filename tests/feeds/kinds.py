"""Documents of every kind that papers, blogs and broadcasters send, and what is right for each. All of an invented city."""

# ruff: noqa: E501 - lines of documents are as long as they are

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from bot.articles.article import KST
from tests.feeds.documents import atom, item, rss

HOST = "https://www.hanbit.example"
TWENTY_PAST_TWO = datetime(2025, 12, 30, 14, 20, tzinfo=KST)
RFC822 = "<pubDate>Tue, 30 Dec 2025 14:20:00 +0900</pubDate>"


class Kind(NamedTuple):
    """body: of the document. right: for each item in order, the fields that the kind is about."""

    body: bytes
    right: list[dict[str, Any]]
    refused: int = 0
    content_type: str | None = None


def right(**fields: Any) -> dict[str, Any]:
    return fields


KINDS: dict[str, Kind] = {}

# Forms of the document

KINDS["rss 0.90, items beside the channel"] = Kind(
    f"""<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/">
<channel><title>한빛일보</title><link>{HOST}/</link><description>한빛의 소식</description></channel>
<item><title>한빛대교 개통</title><link>{HOST}/news/1</link></item>
<item><title>버스 요금 동결</title><link>{HOST}/news/2</link></item>
</rdf:RDF>""".encode(),
    [
        right(title="한빛대교 개통", link=f"{HOST}/news/1"),
        right(title="버스 요금 동결", link=f"{HOST}/news/2"),
    ],
)
KINDS["rss 0.91 with Netscape's document type"] = Kind(
    f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">
<rss version="0.91"><channel><title>Hanbit Herald</title><link>{HOST}</link><language>en</language>
<item><title>Caf&eacute; opens at Hanbit Station</title><link>{HOST}/en/1</link><description>It opened on Tuesday.</description></item>
</channel></rss>""".encode(),
    [right(title="Café opens at Hanbit Station", link=f"{HOST}/en/1", text="It opened on Tuesday.")],
)
KINDS["rss 0.92, items of words alone"] = Kind(
    f"""<rss version="0.92"><channel><title>한빛 단신</title><link>{HOST}</link>
<item><description>한빛시가 버스 요금을 동결했다. 시는 내년 상반기까지 올리지 않기로 했다.</description></item>
</channel></rss>""".encode(),
    [right(title="", text="한빛시가 버스 요금을 동결했다. 시는 내년 상반기까지 올리지 않기로 했다.")],
)
KINDS["rss 1.0 in EUC-KR with Dublin Core"] = Kind(
    f"""<?xml version="1.0" encoding="euc-kr"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel rdf:about="{HOST}/rdf.xml"><title>한빛일보</title><link>{HOST}/</link>
<items><rdf:Seq><rdf:li rdf:resource="{HOST}/news/1"/></rdf:Seq></items></channel>
<item rdf:about="{HOST}/news/1"><title>한빛대교 개통</title><link>{HOST}/news/1</link><description>다리가 열렸다.</description>
<dc:creator>윤서린 기자</dc:creator><dc:subject>사회</dc:subject><dc:date>2025-12-30T14:20:00+09:00</dc:date></item>
<image rdf:about="{HOST}/logo.png"><title>로고</title><url>{HOST}/logo.png</url><link>{HOST}/</link></image>
</rdf:RDF>""".encode("euc-kr"),
    [
        right(
            title="한빛대교 개통", link=f"{HOST}/news/1", text="다리가 열렸다.", authors=("윤서린",),
            categories=("사회",), published=TWENTY_PAST_TWO,
        )
    ],
)  # fmt: skip
KINDS["atom 0.3 with escaped content"] = Kind(
    f"""<?xml version="1.0" encoding="utf-8"?>
<feed version="0.3" xmlns="http://purl.org/atom/ns#" xml:lang="ko"><title>한빛 블로그</title>
<link rel="alternate" type="text/html" href="{HOST}/"/><tagline>동네 소식</tagline><modified>2025-12-30T06:00:00Z</modified>
<entry><title mode="escaped" type="text/html">한빛대교 &lt;b&gt;개통&lt;/b&gt;</title>
<link rel="alternate" type="text/html" href="{HOST}/entry/1"/><id>tag:hanbit.example,2025:1</id>
<author><name>윤서린</name></author><issued>2025-12-30T14:20:00+09:00</issued><modified>2025-12-30T14:40:00+09:00</modified>
<content type="text/html" mode="escaped">&lt;p&gt;다리가 열렸다.&lt;/p&gt;&lt;p&gt;차가 다닌다.&lt;/p&gt;</content></entry></feed>""".encode(),
    [
        right(
            title="한빛대교 개통", link=f"{HOST}/entry/1", text="다리가 열렸다.\n\n차가 다닌다.", authors=("윤서린",),
            published=TWENTY_PAST_TWO, updated=datetime(2025, 12, 30, 14, 40, tzinfo=KST),
        )
    ],
)  # fmt: skip
KINDS["atom with six links, the page's not first"] = Kind(
    atom(
        f'<entry><id>urn:1</id><title>한빛대교 개통</title><link rel="self" href="{HOST}/api/1.atom"/>'
        f'<link rel="edit" href="{HOST}/api/1"/><link rel="enclosure" type="audio/mpeg" href="{HOST}/1.mp3"/>'
        f'<link rel="replies" href="{HOST}/news/1/replies"/><link rel="alternate" type="application/json" href="{HOST}/1.json"/>'
        f'<link rel="alternate" type="text/html" href="{HOST}/news/1"/><updated>2025-12-30T14:20:00+09:00</updated></entry>'
    ).encode(),
    [right(title="한빛대교 개통", link=f"{HOST}/news/1")],
)
KINDS["atom with XHTML as its text"] = Kind(
    atom(
        "<entry><id>urn:entry-1</id><title>글쓴이는 &lt;br&gt; 태그를 설명한다</title>"
        f'<link href="{HOST}/news/1"/><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">'
        "<p>첫 문단이다.</p><p>둘째 <b>문단</b>이다.</p></div></content></entry>"
    ).encode(),
    [right(link=f"{HOST}/news/1", text="첫 문단이다.\n\n둘째 문단이다.")],
)
KINDS["atom: an author and a base for all entries"] = Kind(
    f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:base="{HOST}/blog/"><title>동네 수첩</title><author><name>윤서린</name></author>
<entry xml:base="2025/"><id>urn:entry-1</id><title>다리</title><link href="bridge"/><updated>2025-12-30T14:20:00+09:00</updated></entry>
<entry><id>urn:entry-2</id><title>버스</title><link href="/bus?idx=2&amp;p=1"/><author><name>도하람 기자</name></author></entry>
<entry><id>urn:entry-3</id><title>시장</title><link href="//m.hanbit.example/market"/></entry></feed>""".encode(),
    [
        right(link=f"{HOST}/blog/2025/bridge", authors=("윤서린",), published=TWENTY_PAST_TWO),
        right(link=f"{HOST}/bus?idx=2&p=1", authors=("도하람",), published=None),
        right(link="https://m.hanbit.example/market", authors=("윤서린",)),
    ],
)
KINDS["atom by a prefix of its own"] = Kind(
    f"""<?xml version="1.0"?><a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>한빛일보</a:title>
<a:entry><a:id>urn:entry-1</a:id><a:title>한빛대교 개통</a:title><a:link href="{HOST}/news/1"/>
<a:updated>2025-12-30T05:20:00Z</a:updated><a:summary>다리가 열렸다.</a:summary></a:entry></a:feed>""".encode(),
    [right(title="한빛대교 개통", link=f"{HOST}/news/1", text="다리가 열렸다.", published=TWENTY_PAST_TWO)],
)
KINDS["rss in a name space, and in capitals"] = Kind(
    f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?><?xml-stylesheet type="text/xsl" href="/rss.xsl"?>
<RSS VERSION="2.0" xmlns="http://backend.userland.com/rss2"><CHANNEL><TITLE>한빛일보</TITLE><ITEM><TITLE>한빛대교 개통</TITLE>
<LINK>{HOST}/news/1</LINK><DESCRIPTION>다리가 열렸다.</DESCRIPTION><PUBDATE>2025-12-30 14:20:00</PUBDATE></ITEM></CHANNEL></RSS>""".encode(),
    [right(title="한빛대교 개통", link=f"{HOST}/news/1", text="다리가 열렸다.", published=TWENTY_PAST_TWO)],
)
KINDS["json feed 1.0 with a mark before it"] = Kind(
    b"\xef\xbb\xbf"
    + """{"version": "https://jsonfeed.org/version/1", "title": "한빛일보", "home_page_url": "https://www.hanbit.example/",
 "items": [
 {"id": 7, "url": "/news/7", "title": "한빛대교 개통", "content_html": "<p>다리가 열렸다.</p><p>끝</p>",
  "summary": "다리", "date_published": "2025-12-30T14:20:00", "author": {"name": "윤서린 기자"}, "tags": ["사회", "", "사회"]},
 {"id": "https://www.hanbit.example/note/8", "content_text": "비가 왔다. 강이 불었다.", "date_modified": "2025-12-30T05:20:00Z"},
 "셋째", {"id": "9", "title": null, "content_html": null}]}""".encode(),
    [
        right(
            title="한빛대교 개통", link=f"{HOST}/news/7", text="다리가 열렸다.\n\n끝", published=TWENTY_PAST_TWO,
            authors=("윤서린",), categories=("사회",),
        ),
        right(title="", text="비가 왔다. 강이 불었다.", published=TWENTY_PAST_TWO),
    ],
    refused=2,
    content_type="application/json",
)  # fmt: skip
KINDS["json feed 1.1, cut off in its last item"] = Kind(
    f"""{{"version": "https://jsonfeed.org/version/1.1", "title": "한빛일보", "items": [
{{"id": "a-long-id-1", "url": "{HOST}/news/1", "title": "한빛대교 개통", "authors": [{{"name": "윤서린"}}, {{"name": "도하람"}}]}},
{{"id": "a-long-id-2", "url": "{HOST}/news/2", "title": "버스 요금""".encode(),
    [right(title="한빛대교 개통", link=f"{HOST}/news/1", authors=("윤서린", "도하람"))],
    refused=1,
)

# Encodings

_ODD = rss(item("똠방각하 펲시", text="햏자가 왔다."), declared="")
KINDS["utf-16, small end first, with a mark, declared utf-8"] = Kind(
    ("\ufeff" + rss(item("한빛대교 개통"))).encode("utf-16-le"), [right(title="한빛대교 개통")]
)
KINDS["utf-16, big end first, without a mark"] = Kind(
    rss(item("한빛대교 개통"), declared="utf-16").encode("utf-16-be"), [right(title="한빛대교 개통")]
)
KINDS["utf-8 with two marks, declared euc-kr"] = Kind(
    b"\xef\xbb\xbf\xef\xbb\xbf" + rss(item("똠방각하 펲시"), declared="euc-kr").encode(),
    [right(title="똠방각하 펲시")],
)
KINDS["CP949, nothing declared, the server says utf-8"] = Kind(
    _ODD.encode("cp949"),
    [right(title="똠방각하 펲시", text="햏자가 왔다.")],
    content_type="text/xml; charset=utf-8",
)


def _foreign(title: str, text: str, declared: str, codec: str) -> bytes:
    return rss(item(title, text=text), declared=declared).replace("한빛일보", "Hanbit").encode(codec)


KINDS["French in Latin-1"] = Kind(
    _foreign("L'été à Hanbit", "Le café a rouvert à l'aube.", "iso-8859-1", "latin-1"),
    [right(title="L'été à Hanbit", text="Le café a rouvert à l'aube.")],
)
KINDS["English with the quotes of Windows, declared Latin-1"] = Kind(
    _foreign("Mayor: “no rise”", "It’s final — says the mayor.", "iso-8859-1", "cp1252"),
    [right(title="Mayor: “no rise”", text="It’s final — says the mayor.")],
)
KINDS["Japanese in Shift_JIS"] = Kind(
    _foreign("ハンビッ大橋が開通", "橋が開いた。市民が渡った。", "Shift_JIS", "cp932"),
    [right(title="ハンビッ大橋が開通", text="橋が開いた。市民が渡った。")],
)
KINDS["Chinese in GBK, declared gb2312"] = Kind(
    _foreign("汉光大桥今日开通", "大桥于三十日正式开通。", "gb2312", "gbk"),
    [right(title="汉光大桥今日开通", text="大桥于三十日正式开通。")],
)
KINDS["zeros at the end, as a file of blocks has"] = Kind(
    rss(item("Hanbit bridge", text="It opened.")).encode() + b"\x00\x00",
    [right(title="Hanbit bridge", text="It opened.")],
)

# Marks, entities, CDATA

KINDS["HTML's entities, declared nowhere"] = Kind(
    rss(
        item(
            "&ldquo;요금 동결&rdquo;&hellip;한빛시 &middot; 의회",
            text="&lsquo;동결&rsquo;&nbsp;이다. 5&times;3&euro;",
        )
    ).encode(),
    [right(title="“요금 동결”…한빛시 · 의회", text="‘동결’ 이다. 5×3€")],
)
KINDS["a CDATA section that ends twice, one with white space, one amid words"] = Kind(
    rss(
        f"<item><title>\n  <![CDATA[  한빛대교\n 개통 ]]>\n</title><link>\n<![CDATA[\n{HOST}/news/1\n]]></link>"
        "<description>앞말 <![CDATA[<p>가운데 ]]]]><![CDATA[> 말</p>]]> 뒷말</description></item>"
    ).encode(),
    [right(title="한빛대교 개통", link=f"{HOST}/news/1", text="앞말\n\n가운데 ]]> 말\n\n뒷말")],
)
KINDS["titles escaped twice and three times"] = Kind(
    rss(
        item("&amp;quot;요금 동결&amp;quot; &amp;#39;시의회&amp;#39;", f"{HOST}/news/1"),
        item("R&amp;amp;D 예산 &amp;amp;lt;속보&amp;amp;gt;", f"{HOST}/news/2"),
        item("<![CDATA[A&amp;B, &quot;합병&quot;]]>", f"{HOST}/news/3"),
        item("&amp;lt;b&amp;gt;한빛대교&amp;lt;/b&amp;gt; 개통", f"{HOST}/news/4"),
    ).encode(),
    [
        right(title="\"요금 동결\" '시의회'"), right(title="R&D 예산 <속보>"), right(title='A&B, "합병"'),
        right(title="한빛대교 개통"),
    ],
)  # fmt: skip
KINDS["titles with marks, and with less-than that is none"] = Kind(
    rss(
        item("<![CDATA[<font color='red'>[속보]</font> 한빛대교<br/>개통]]>", f"{HOST}/news/1"),
        item("<![CDATA[<한빛의 아침> 다리 이야기]]>", f"{HOST}/news/2"),
        item("금리 3 &lt; 4, A&lt;B 비교", f"{HOST}/news/3"),
        item("한빛대교 <b>개통</b>", f"{HOST}/news/4"),
    ).encode(),
    [
        right(title="[속보] 한빛대교 개통"), right(title="<한빛의 아침> 다리 이야기"),
        right(title="금리 3 < 4, A<B 비교"), right(title="한빛대교 개통"),
    ],
)  # fmt: skip
KINDS["emoji by two halves, joined emoji, letters taken apart, control characters by number"] = Kind(
    rss(
        item("다리 개통 &#55357;&#56832;", f"{HOST}/news/1"),
        item("가족 👨\u200d👩\u200d👧 나들이", f"{HOST}/news/2"),
        item("\u1112\u1161\u11ab\u1107\u1175\u11be대교", f"{HOST}/news/3"),
        item("한빛&#0;대교&#x1F; &#xFFFF;개통&#11;", f"{HOST}/news/4"),
    ).encode(),
    [
        right(title="다리 개통 😀"), right(title="가족 👨\u200d👩\u200d👧 나들이"),
        right(title="한빛대교"), right(title="한빛대교 개통"),
    ],
)  # fmt: skip
KINDS["warnings of the server before, and a page's end after"] = Kind(
    b"\n\n<br />\n<b>Warning</b>: mysql_connect() in <b>/home/rss.php</b> on line <b>12</b><br />\n"
    + rss(item("한빛대교 개통")).encode()
    + b"\n<!-- 0.12 s --><script>count()</script></body></html>",
    [right(title="한빛대교 개통")],
)
KINDS["cut in the middle of a letter"] = Kind(
    rss(item("한빛대교 개통"), item("버스 요금 동결", f"{HOST}/news/2")).encode().split("요금".encode())[0]
    + "요".encode()[:2],
    [right(title="한빛대교 개통")],
    refused=1,
)
KINDS["HTML that nobody escaped"] = Kind(
    rss(item(text="<p>다리가 열렸다.<br>차가 다닌다.<p>끝이다.<img src=/a.jpg>")).encode(),
    [right(title="한빛대교 개통", text="다리가 열렸다.\n차가 다닌다.\n\n끝이다.")],
)
KINDS["prefixes that nobody declared"] = Kind(
    (
        f'<rss version="2.0"><channel><title>한빛일보</title><item><title>한빛대교 개통</title><link>{HOST}/news/1</link>'
        "<content:encoded><![CDATA[<p>다리가 열렸다.</p>]]></content:encoded><dc:creator>윤서린</dc:creator>"
        "<dc:date>2025-12-30T14:20:00+09:00</dc:date></item></channel></rss>"
    ).encode(),
    [right(text="다리가 열렸다.", authors=("윤서린",), published=TWENTY_PAST_TWO)],
)

# Links and names

KINDS["a guid that is the link, and one that is not"] = Kind(
    rss(
        f"<item><title>하나</title><guid>{HOST}/news/1</guid></item>",
        '<item><title>둘</title><guid isPermaLink="false">hanbit-2025-0002</guid></item>',
        f'<item><title>셋</title><guid isPermaLink="false">hanbit-2025-0003</guid><link>{HOST}/news/3</link></item>',
        f"<item><title>넷</title><guid>hanbit-2025-0004</guid><link>{HOST}/news/4</link></item>",
    ).encode(),
    [
        right(title="하나", link=f"{HOST}/news/1"), right(title="둘", link=None, guid="hanbit-2025-0002"),
        right(title="셋", link=f"{HOST}/news/3", guid="hanbit-2025-0003"), right(title="넷", link=f"{HOST}/news/4"),
    ],
)  # fmt: skip
KINDS["links by roundabout ways"] = Kind(
    rss(
        item("하나", f"{HOST}/news/1?utm_source=rss&amp;utm_medium=feed&amp;idx=3&amp;fbclid=abc#utm_campaign=x"),
        f'<item><title>둘</title><link>http://feeds.feedburner.example/~r/hanbit/~3/x/</link><feedburner:origLink xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0">{HOST}/news/2</feedburner:origLink></item>',
        item("셋", f"https://www.google.com/url?rct=j&amp;sa=t&amp;url={HOST}/news/3%3Fidx%3D3&amp;ct=ga&amp;usg=AOv"),
        item("넷", f"  {HOST}/news/4\n  "),
        item("다섯", f"{HOST}/기사/다섯?제목=다리"),
        item("여섯", f"{HOST}/v?a=1&amp;amp;b=2"),
        item("일곱", "javascript:location.href='/news/7'"),
        item("여덟", "HTTPS://WWW.Hanbit.EXAMPLE/News/8"),
    ).encode(),
    [
        right(link=f"{HOST}/news/1?idx=3"), right(link=f"{HOST}/news/2"), right(link=f"{HOST}/news/3?idx=3"),
        right(link=f"{HOST}/news/4"), right(link=f"{HOST}/기사/다섯?제목=다리"), right(link=f"{HOST}/v?a=1&b=2"),
        right(title="일곱", link=None), right(link=f"{HOST}/News/8"),
    ],
)  # fmt: skip
KINDS["addresses from the feed's own"] = Kind(
    rss(item("하나", "/news/1"), item("둘", "view.php?id=2"), item("셋", "//www.hanbit.example/news/3"), item("넷", "?idx=4")).encode(),
    [
        right(link=f"{HOST}/news/1"), right(link=f"{HOST}/rss/view.php?id=2"), right(link=f"{HOST}/news/3"),
        right(link=f"{HOST}/rss/all.xml?idx=4"),
    ],
)  # fmt: skip

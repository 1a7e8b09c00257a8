"""More kinds of documents: what an item says of itself, what its text is, and whole feeds that are odd."""

# ruff: noqa: E501 - lines of documents are as long as they are

from __future__ import annotations

from datetime import date, datetime

from bot.articles.article import KST
from tests.feeds.documents import item, rss
from tests.feeds.kinds import HOST, RFC822, TWENTY_PAST_TWO, Kind, right

MORE_KINDS: dict[str, Kind] = {}

# Who, when, about what

KINDS_OF_AUTHORS: dict[str, tuple[str, ...]] = {
    "<author>desk@hanbit.example (윤서린)</author>": ("윤서린",),
    "<author>윤서린 기자 seorin@hanbit.example</author>": ("윤서린",),
    "<author>윤서린기자</author>": ("윤서린",),
    "<author>seorin@hanbit.example</author>": (),
    "<author>한빛일보</author>": (),
    "<dc:creator>윤서린·도하람 기자</dc:creator>": ("윤서린", "도하람"),
    "<dc:creator>윤서린 기자, 도하람 기자</dc:creator>": ("윤서린", "도하람"),
    "<dc:creator>윤서린</dc:creator><dc:creator>도하람</dc:creator>": ("윤서린", "도하람"),
    "<dc:creator><![CDATA[ 윤서린 선임기자 ]]></dc:creator>": ("윤서린",),
    "<author>[한빛일보 윤서린 기자]</author>": ("윤서린",),
    "<author>(한빛=한빛일보) 윤서린 기자</author>": ("윤서린",),
    "<author>By Jane Doe</author>": ("Jane Doe",),
    "<author><name>윤서린</name><email>seorin@hanbit.example</email></author>": ("윤서린",),
    "<itunes:author>윤서린</itunes:author>": ("윤서린",),
    "<dc:creator>admin</dc:creator>": (),
    "<dc:creator>   </dc:creator>": (),
    "<author>글·사진 윤서린 기자</author>": ("윤서린",),
    "<author>윤서린 기자 &lt;seorin@hanbit.example&gt;</author>": ("윤서린",),
}
MORE_KINDS["who wrote it, by every form"] = Kind(
    rss(
        *(item(f"소식 {n}", f"{HOST}/news/{n}", more=more) for n, more in enumerate(KINDS_OF_AUTHORS)),
        root='xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"',
    ).encode(),
    [right(authors=authors) for authors in KINDS_OF_AUTHORS.values()],
)
MORE_KINDS["sections by every form"] = Kind(
    rss(
        item("하나", f"{HOST}/news/1", more="<category>정치</category><category>국회</category><category>정치</category>"),
        item("둘", f"{HOST}/news/2", more="<category>정치,국회, 한빛시</category>"),
        item("셋", f"{HOST}/news/3", more="<category domain='x'><![CDATA[ 경제 ]]></category><category/><category> </category>"),
        item("넷", f"{HOST}/news/4", more="<dc:subject>사회</dc:subject>"),
        item("다섯", f"{HOST}/news/5", more="<category>정치&gt;국회</category>"),
        item("여섯", f"{HOST}/news/6", more="<atom:category term='25' label='문화'/>"),
        item("일곱", f"{HOST}/news/7", more="<category>R&amp;amp;D</category>"),
    ).encode(),
    [
        right(categories=("정치", "국회")), right(categories=("정치", "국회", "한빛시")), right(categories=("경제",)),
        right(categories=("사회",)), right(categories=("정치", "국회")), right(categories=("문화",)),
        right(categories=("R&D",)),
    ],
)  # fmt: skip
MORE_KINDS["several dates in one item, and none"] = Kind(
    rss(
        item("하나", f"{HOST}/news/1", more=f"{RFC822}<dc:date>2025-12-30T14:20:00+09:00</dc:date>"),
        item("둘", f"{HOST}/news/2", more="<atom:updated>2025-12-30T14:20:00+09:00</atom:updated>"),
        item("셋", f"{HOST}/news/3", more="<pubDate></pubDate><dc:date>2025-12-30T14:20:00+09:00</dc:date>"),
        item("넷", f"{HOST}/news/4", more="<dcterms:modified>2025-12-30T14:30:00+09:00</dcterms:modified>" + RFC822),
        item("다섯", f"{HOST}/news/5"),
        item("여섯", f"{HOST}/news/6", more="<pubDate>Mon, 31 Dec 2029 14:20:00 +0900</pubDate>"),
        item("일곱", f"{HOST}/news/7", more="<pubDate>알 수 없음</pubDate><dc:date>2025-12-29</dc:date>"),
        head="<lastBuildDate>Tue, 30 Dec 2025 14:50:00 +0900</lastBuildDate>",
        root='xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom" '
        'xmlns:dcterms="http://purl.org/dc/terms/"',
    ).encode(),
    [
        right(published=TWENTY_PAST_TWO), right(published=TWENTY_PAST_TWO), right(published=TWENTY_PAST_TWO),
        right(published=TWENTY_PAST_TWO, updated=datetime(2025, 12, 30, 14, 30, tzinfo=KST)),
        right(published=None), right(published=None), right(published=date(2025, 12, 29)),
    ],
)  # fmt: skip

# What the text is

_WHOLE = "한빛시가 버스 요금을 동결했다. " * 20
MORE_KINDS["content, description and summary"] = Kind(
    rss(
        item("하나", f"{HOST}/news/1", "한빛시가 버스…", f"<content:encoded><![CDATA[<p>{_WHOLE}</p>]]></content:encoded>"),
        item("둘", f"{HOST}/news/2", _WHOLE, "<content:encoded><![CDATA[사진 보기]]></content:encoded>"),
        item("셋", f"{HOST}/news/3", "", f"<content:encoded>{_WHOLE}</content:encoded>"),
        f"<item><title>넷</title><link>{HOST}/news/4</link><itunes:summary>한빛시가 버스 요금을 동결했다.</itunes:summary></item>",
        item("다섯", f"{HOST}/news/5", "", "<media:description>한빛시가 버스 요금을 동결했다.</media:description>"),
        root='xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/" '
        'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"',
    ).encode(),
    [
        right(text=_WHOLE.strip(), full=True), right(text=_WHOLE.strip(), full=True), right(text=_WHOLE.strip(), full=True),
        right(text="한빛시가 버스 요금을 동결했다.", full=False), right(title="다섯"),
    ],
)  # fmt: skip
MORE_KINDS["pictures, scripts, pixels, tables, lists"] = Kind(
    rss(
        item(
            text="<![CDATA[<style>p{color:red}</style><script>count('x')</script><p><img src='a.jpg' alt='다리 사진'></p>"
            "<p>다리가&nbsp;&nbsp;열렸다.</p><ul><li>길이 2km</li><li>폭 30m</li></ul><table><tr><td>공사비</td><td>300억 원</td></tr></table>"
            "<!-- 광고 --><iframe src='//ad.example'>광고</iframe><noscript>자바스크립트를 켜세요</noscript>"
            "<p>끝이다.</p><img width=1 height=1 src='//pixel.example/1.gif'/>]]>"
        )
    ).encode(),
    [right(text="다리가 열렸다.\n\n길이 2km\n\n폭 30m\n\n공사비 300억 원\n\n끝이다.")],
)
MORE_KINDS["words around a text that are none of it"] = Kind(
    rss(
        item("하나", f"{HOST}/news/1", f"<![CDATA[<p>다리가 열렸다.</p><p>The post <a href='{HOST}/news/1'>하나</a> appeared first on <a href='{HOST}'>한빛일보</a>.</p>]]>"),
        item("둘", f"{HOST}/news/2", "<![CDATA[다리가 열렸다. <a href='/news/2'>더 보기</a>]]>"),
        item("셋", f"{HOST}/news/3", "<![CDATA[다리가 열렸다 [&hellip;]]]>"),
        item("넷", f"{HOST}/news/4", "<![CDATA[<p>다리가 열렸다.</p><p><a href='/news/4'>Continue reading →</a></p>]]>"),
        item("여섯", f"{HOST}/news/6", "여섯"),
    ).encode(),
    [
        right(text="다리가 열렸다."), right(text="다리가 열렸다."), right(full=False), right(text="다리가 열렸다."),
        right(title="여섯", text=""),
    ],
)  # fmt: skip
MORE_KINDS["a podcast: a voice, no page"] = Kind(
    f"""<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">
<channel><title>한빛 라디오</title><itunes:author>한빛방송</itunes:author><itunes:category text="News"/>
<item><title>1회. 다리 이야기</title><itunes:title>다리 이야기</itunes:title><itunes:duration>12:34</itunes:duration>
<enclosure url="{HOST}/1.mp3" length="100" type="audio/mpeg"/><guid isPermaLink="false">hanbit-radio-1</guid>{RFC822}
<itunes:summary>다리를 걸으며 나눈 이야기다.</itunes:summary></item></channel></rss>""".encode(),
    [
        right(
            title="1회. 다리 이야기",
            text="다리를 걸으며 나눈 이야기다.",
            published=TWENTY_PAST_TWO,
            guid="hanbit-radio-1",
        )
    ],
)
MORE_KINDS["media's titles, a picture's title, a source's title are not the item's"] = Kind(
    rss(
        f"<item><media:group><media:title>사진 제목</media:title><media:credit>사진부</media:credit>"
        f"<media:content url='{HOST}/a.jpg'><media:title>또 다른 제목</media:title><media:text>사진 속 글</media:text></media:content></media:group>"
        f"<image><title>로고</title><link>{HOST}/logo</link><url>{HOST}/a.png</url></image>"
        f"<source url='{HOST}/other.xml'>다른 신문</source><title>한빛대교 개통</title><link>{HOST}/news/1</link>"
        "<description>다리가 열렸다.</description></item>"
    ).encode(),
    [right(title="한빛대교 개통", link=f"{HOST}/news/1", text="다리가 열렸다.", authors=())],
)
MORE_KINDS["an item of nothing, of a title alone, of a link alone"] = Kind(
    rss(
        "<item/>",
        "<item><title>하나</title></item>",
        f"<item><title> </title><link>{HOST}/news/3</link></item>",
    ).encode(),
    [right(title="하나", link=None, text="")],
    refused=2,
)

# The whole feed is odd

MORE_KINDS["no items yet"] = Kind(rss().encode(), [])
MORE_KINDS["the oldest first, and the same item twice"] = Kind(
    rss(
        item("어제", f"{HOST}/news/1", more="<pubDate>2025-12-29 10:00</pubDate>"),
        item("오늘", f"{HOST}/news/2", more="<pubDate>2025-12-30 10:00</pubDate>"),
        item("오늘", f"{HOST}/news/2", more="<pubDate>2025-12-30 10:00</pubDate>"),
    ).encode(),
    [
        right(title="어제", published=datetime(2025, 12, 29, 10, tzinfo=KST)),
        right(title="오늘", link=f"{HOST}/news/2"), right(title="오늘", link=f"{HOST}/news/2"),
    ],
)  # fmt: skip
MORE_KINDS["cut off in a tag"] = Kind(
    rss(item("하나", f"{HOST}/news/1"), item("둘", f"{HOST}/news/2")).encode().rsplit(b"</link>", 1)[0]
    + b"</li",
    [right(title="하나")],
    refused=1,
)
MORE_KINDS["a broken item amid good ones"] = Kind(
    rss(
        item("하나", f"{HOST}/news/1"), item("둘 <b", f"{HOST}/news/2", "</p></b>다리 < 강 & 산"), item("셋", f"{HOST}/news/3"),
    ).encode(),
    [right(title="하나"), right(link=f"{HOST}/news/2"), right(title="셋")],
)  # fmt: skip
MORE_KINDS["XML 1.1"] = Kind(
    rss(item("하나")).replace('version="1.0" enc', 'version="1.1" enc').encode(), [right(title="하나")]
)

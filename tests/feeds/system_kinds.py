"""Feeds as the systems make them that papers, ministries, blogs and communities use. All of an invented city."""

# ruff: noqa: E501 - lines of documents are as long as they are

from __future__ import annotations

from datetime import UTC, date, datetime

from bot.articles.article import KST
from tests.feeds.kinds import HOST, TWENTY_PAST_TWO, Kind, right

SYSTEM_KINDS: dict[str, Kind] = {}
BRIDGE = "한빛대교가 30일 오전 열려 한빛시와 나루시를 잇는 길이 십오 분 짧아졌다고 한빛시청이 밝혔다."
TRAFFIC = "시청은 하루 사만 대가 다리를 건널 것으로 내다봤고, 주민들은 나루를 건너던 때를 떠올리며 반겼다."
COST = "다리는 오 년 만에 놓였으며 모두 천이백억 원이 들었고, 통행료는 받지 않는다고 시청은 덧붙였다."
WHOLE = f"{BRIDGE}\n\n{TRAFFIC}\n\n{COST}"
HTML = f"<p>{BRIDGE}</p>\n<p>{TRAFFIC}</p>\n<p>{COST}</p>"
ESCAPED = HTML.replace("<", "&lt;").replace(">", "&gt;")
_CONTENT = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def _rss(title: str, items: str, spaces: str = _CONTENT, head: str = "") -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" {spaces}>\n<channel>\n<title>{title}</title>\n<link>{HOST}</link>{head}\n{items}\n</channel></rss>'.encode()


SYSTEM_KINDS["WordPress"] = Kind(
    _rss("한빛시민뉴스", f"""<item>
<title>한빛대교 개통 &#8211; 나루까지 15분</title>
<link>{HOST}/2025/12/30/bridge/?utm_source=rss&#038;utm_medium=rss&#038;utm_campaign=bridge</link>
<comments>{HOST}/2025/12/30/bridge/#respond</comments>
<dc:creator><![CDATA[윤서린]]></dc:creator>
<pubDate>Tue, 30 Dec 2025 05:20:00 +0000</pubDate>
<category><![CDATA[사회]]></category><category><![CDATA[교통]]></category>
<guid isPermaLink="false">{HOST}/?p=4312</guid>
<description><![CDATA[<p>{BRIDGE[:40]} [&#8230;]</p>
<p>The post <a href="{HOST}/2025/12/30/bridge/">한빛대교 개통</a> appeared first on <a href="{HOST}">한빛시민뉴스</a>.</p>
]]></description>
<content:encoded><![CDATA[
<figure class="wp-block-image size-large"><img decoding="async" src="{HOST}/a.jpg" alt="" class="wp-image-1"/><figcaption class="wp-element-caption">개통한 한빛대교 [사진=한빛시]</figcaption></figure>
{HTML}
<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">Share this:</h3><ul><li><a href="#">Facebook</a></li><li><a href="#">X</a></li></ul></div>
<p>The post <a href="{HOST}/2025/12/30/bridge/">한빛대교 개통</a> appeared first on <a href="{HOST}">한빛시민뉴스</a>.</p>
]]></content:encoded>
<wfw:commentRss>{HOST}/2025/12/30/bridge/feed/</wfw:commentRss><slash:comments>0</slash:comments></item>""",
        _CONTENT + ' xmlns:wfw="http://wellformedweb.org/CommentAPI/" xmlns:slash="http://purl.org/rss/1.0/modules/slash/"'),
    [right(title="한빛대교 개통 – 나루까지 15분", link=f"{HOST}/2025/12/30/bridge/", authors=("윤서린",), published=datetime(2025, 12, 30, 5, 20, tzinfo=UTC), categories=("사회", "교통"), text=WHOLE)],
)  # fmt: skip
SYSTEM_KINDS["Ghost"] = Kind(
    _rss("<![CDATA[한빛레터]]>", f"""<item><title><![CDATA[다리가 열렸다]]></title><description><![CDATA[나루까지 15분.]]></description>
<link>{HOST}/bridge-open/</link><guid isPermaLink="false">69521a2b3c4d5e0001a1b2c3</guid>
<category><![CDATA[도시]]></category><dc:creator><![CDATA[도하람]]></dc:creator><pubDate>Tue, 30 Dec 2025 05:20:00 GMT</pubDate>
<media:content url="{HOST}/content/images/a.jpg" medium="image"/>
<content:encoded><![CDATA[<img src="{HOST}/content/images/a.jpg" alt="다리가 열렸다"><p>{BRIDGE}</p><!--kg-card-begin: html--><script>track()</script><!--kg-card-end: html-->
<p>{TRAFFIC}</p><figure class="kg-card kg-bookmark-card"><a class="kg-bookmark-container" href="{HOST}/old/"><div class="kg-bookmark-content"><div class="kg-bookmark-title">공사 오 년의 기록</div><div class="kg-bookmark-description">다리가 놓이기까지.</div></div></a></figure>
<p>{COST}</p><div class="kg-card kg-button-card kg-align-center"><a href="#/portal/signup" class="kg-btn">지금 구독하기</a></div>]]></content:encoded></item>""",
        _CONTENT + ' xmlns:media="http://search.yahoo.com/mrss/"'),
    [right(title="다리가 열렸다", link=f"{HOST}/bridge-open/", authors=("도하람",), published=datetime(2025, 12, 30, 5, 20, tzinfo=UTC), text=WHOLE)],
)  # fmt: skip
SYSTEM_KINDS["Tistory"] = Kind(
    _rss("한빛을 걷다", f"""<item><title>한빛대교를 걸었다</title><link>https://hanbit.tistory.example/77</link>
<description>&lt;p data-ke-size="size16"&gt;{BRIDGE}&lt;/p&gt;
&lt;div class="revenue_unit_wrap"&gt;&lt;div class="revenue_unit_item adsense responsive"&gt;&lt;div class="revenue_unit_info"&gt;반응형&lt;/div&gt;&lt;script async&gt;x()&lt;/script&gt;&lt;/div&gt;&lt;/div&gt;
&lt;p data-ke-size="size16"&gt;{TRAFFIC}&lt;/p&gt;&lt;p data-ke-size="size16"&gt;&amp;nbsp;&lt;/p&gt;
&lt;figure class="imageblock alignCenter"&gt;&lt;span data-url="a"&gt;&lt;img src="a.jpg"&gt;&lt;/span&gt;&lt;figcaption&gt;다리 위에서&lt;/figcaption&gt;&lt;/figure&gt;
&lt;p data-ke-size="size16"&gt;{COST}&lt;/p&gt;&lt;div class="revenue_unit_info"&gt;728x90&lt;/div&gt;</description>
<category>걷기</category><category>한빛대교</category><author>나루지기</author><guid isPermaLink="true">https://hanbit.tistory.example/77</guid>
<comments>https://hanbit.tistory.example/77#entry77comment</comments><pubDate>Tue, 30 Dec 2025 14:20:00 +0900</pubDate></item>""", ""),
    [right(title="한빛대교를 걸었다", link="https://hanbit.tistory.example/77", published=TWENTY_PAST_TWO, categories=("걷기", "한빛대교"), text=WHOLE)],
)  # fmt: skip
SYSTEM_KINDS["a portal's blog"] = Kind(
    _rss("<![CDATA[한빛 사는 이야기]]>", f"""<item><author>hanbit_log</author><category><![CDATA[동네 소식]]></category>
<title><![CDATA[한빛대교 개통하는 날]]></title><link><![CDATA[https://blog.portal.example/hanbit_log/223456789012?fromRss=true&trackingCode=rss]]></link>
<guid>https://blog.portal.example/hanbit_log/223456789012</guid>
<description><![CDATA[<img src="https://img.example/a.jpg" style="float:left;"> {BRIDGE} {TRAFFIC[:20]}......]]></description>
<pubDate>Tue, 30 Dec 2025 14:20:00 +0900</pubDate><tag><![CDATA[한빛대교,나루]]></tag></item>""", 'xmlns:activityinfo="http://blog.naver.com/activityinfo/"'),
    [right(title="한빛대교 개통하는 날", link="https://blog.portal.example/hanbit_log/223456789012", guid="https://blog.portal.example/hanbit_log/223456789012", published=TWENTY_PAST_TWO, categories=("동네 소식",), full=False)],
)  # fmt: skip
SYSTEM_KINDS["essays, cut off, with a by-line of their own"] = Kind(
    _rss("도하람의 글", f"""<item><title>다리 위의 아침</title><link>https://essay.example/@@hb/12</link><guid>https://essay.example/@@hb/12</guid>
<description>{BRIDGE} {TRAFFIC} &lt;img src="//img.example/1.jpg" width="500" /&gt;</description><pubDate>Tue, 30 Dec 2025 05:20:00 GMT</pubDate><author>도하람</author></item>""", ""),
    [right(title="다리 위의 아침", link="https://essay.example/@@hb/12", authors=("도하람",), text=f"{BRIDGE} {TRAFFIC}")],
)  # fmt: skip
SYSTEM_KINDS["a ministry's press releases"] = Kind(
    _rss("한빛정부 정책브리핑", f"""<item><title><![CDATA[[보도자료] 한빛대교 30일 개통]]></title>
<link><![CDATA[{HOST}/briefing/pressReleaseView.do?newsId=156712345&call_from=rsslink]]></link>
<description><![CDATA[<p style="text-align:center"><strong>□ {BRIDGE}</strong></p><p>&nbsp;</p><p>ㅇ {TRAFFIC}</p><p>ㅇ {COST}</p><p>[자료제공 :(www.hanbit.example)]</p>]]></description>
<pubDate>Tue, 30 Dec 2025 05:20:00 GMT</pubDate><guid><![CDATA[{HOST}/briefing/pressReleaseView.do?newsId=156712345&call_from=rsslink]]></guid><dc:creator><![CDATA[국토부]]></dc:creator></item>"""),
    [right(title="[보도자료] 한빛대교 30일 개통", published=datetime(2025, 12, 30, 5, 20, tzinfo=UTC), link=f"{HOST}/briefing/pressReleaseView.do?newsId=156712345", text=f"□ {BRIDGE}\n\nㅇ {TRAFFIC}\n\nㅇ {COST}\n\n[자료제공 :(www.hanbit.example)]")],
)  # fmt: skip
SYSTEM_KINDS["a channel of videos"] = Kind(
    f"""<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns:yt="http://www.youtube.com/xml/schemas/2015" xmlns:media="http://search.yahoo.com/mrss/" xmlns="http://www.w3.org/2005/Atom">
 <link rel="self" href="https://video.example/feeds/videos.xml?channel_id=UC1"/><id>yt:channel:1</id><title>한빛방송 뉴스</title>
 <link rel="alternate" href="https://video.example/channel/UC1"/><author><name>한빛방송 뉴스</name><uri>https://video.example/channel/UC1</uri></author><published>2015-01-01T00:00:00+00:00</published>
 <entry><id>yt:video:AbCdEf12345</id><yt:videoId>AbCdEf12345</yt:videoId><title>한빛대교 개통 현장</title>
  <link rel="alternate" href="https://video.example/watch?v=AbCdEf12345"/><author><name>한빛방송 뉴스</name><uri>https://video.example/channel/UC1</uri></author>
  <published>2025-12-30T05:20:00+00:00</published><updated>2025-12-30T05:40:00+00:00</updated>
  <media:group><media:title>한빛대교 개통 현장</media:title><media:content url="https://video.example/v/AbCdEf12345" type="application/x-shockwave-flash" width="640" height="390"/>
  <media:thumbnail url="https://img.example/hq.jpg"/><media:description>{BRIDGE}

{TRAFFIC}</media:description><media:community><media:starRating count="5" average="5.00" min="1" max="5"/><media:statistics views="120"/></media:community></media:group></entry>
</feed>""".encode(),
    [right(title="한빛대교 개통 현장", link="https://video.example/watch?v=AbCdEf12345", guid="yt:video:AbCdEf12345", authors=(), published=datetime(2025, 12, 30, 5, 20, tzinfo=UTC), text=f"{BRIDGE}\n\n{TRAFFIC}")],
)  # fmt: skip
SYSTEM_KINDS["a portal's news search"] = Kind(
    _rss('"한빛대교" - 뉴스', """<item><title>한빛대교 30일 개통…나루까지 15분 - 한빛일보</title><link>https://news.portal.example/rss/articles/CBMiXkFVX3lxTE5?oc=5</link>
<guid isPermaLink="false">CBMiXkFVX3lxTE5</guid><pubDate>Tue, 30 Dec 2025 05:20:00 GMT</pubDate>
<description>&lt;a href="https://news.portal.example/rss/articles/CBMiXkFVX3lxTE5?oc=5" target="_blank"&gt;한빛대교 30일 개통…나루까지 15분&lt;/a&gt;&amp;nbsp;&amp;nbsp;&lt;font color="#6f6f6f"&gt;한빛일보&lt;/font&gt;</description>
<source url="https://daily.example">한빛일보</source></item>""", 'xmlns:media="http://search.yahoo.com/mrss/"'),
    [right(title="한빛대교 30일 개통…나루까지 15분", guid="CBMiXkFVX3lxTE5", text="", source="한빛일보", authors=())],
)  # fmt: skip
SYSTEM_KINDS["Medium"] = Kind(
    _rss("<![CDATA[Hanbit City Lab - Medium]]>", f"""<item><title><![CDATA[다리 하나가 바꾼 것]]></title>
<link>https://medium.example/hanbit/bridge-1a2b3c4d5e6f?source=rss----a1b2c3d4---4</link><guid isPermaLink="false">https://medium.example/p/1a2b3c4d5e6f</guid>
<category><![CDATA[bridges]]></category><category><![CDATA[hanbit]]></category><dc:creator><![CDATA[윤서린]]></dc:creator>
<pubDate>Tue, 30 Dec 2025 05:20:00 GMT</pubDate><atom:updated>2025-12-30T05:40:00.000Z</atom:updated>
<content:encoded><![CDATA[<figure><img alt="" src="https://cdn.example/max/1024/1.jpeg" /><figcaption>Photo by Someone on Unsplash</figcaption></figure><p>{BRIDGE}</p><p>{TRAFFIC}</p><p>{COST}</p><img src="https://medium.example/_/stat?event=post.clientViewed" width="1" height="1" alt=""><hr><p><a href="https://medium.example/hanbit/bridge-1a2b3c4d5e6f">다리 하나가 바꾼 것</a> was originally published in <a href="https://medium.example/hanbit">Hanbit City Lab</a> on Medium, where people are continuing the conversation by highlighting and responding to this story.</p>]]></content:encoded></item>""",
        _CONTENT + ' xmlns:atom="http://www.w3.org/2005/Atom" xmlns:cc="http://cyber.law.harvard.edu/rss/creativeCommonsRssModule.html"'),
    [right(title="다리 하나가 바꾼 것", link="https://medium.example/hanbit/bridge-1a2b3c4d5e6f", authors=("윤서린",), published=datetime(2025, 12, 30, 5, 20, tzinfo=UTC), updated=datetime(2025, 12, 30, 5, 40, tzinfo=UTC), text=WHOLE)],
)  # fmt: skip
SYSTEM_KINDS["Substack"] = Kind(
    _rss("<![CDATA[Hanbit Dispatch]]>", """<item><title><![CDATA[The bridge is open]]></title><description><![CDATA[Fifteen minutes to Naru]]></description>
<link>https://dispatch.example/p/the-bridge-is-open</link><guid isPermaLink="false">https://dispatch.example/p/the-bridge-is-open</guid><dc:creator><![CDATA[Jane Doe]]></dc:creator><pubDate>Tue, 30 Dec 2025 05:20:00 GMT</pubDate>
<enclosure url="https://cdn.example/a.jpeg" length="0" type="image/jpeg"/>
<content:encoded><![CDATA[<p>The Hanbit Bridge opened on Tuesday morning, the city said.</p><div class="subscription-widget-wrap-editor" data-attrs="{}"><div class="subscription-widget show-subscribe"><div class="preamble"><p class="cta-caption">Thanks for reading Hanbit Dispatch! Subscribe for free to receive new posts and support my work.</p></div><form class="subscription-widget-subscribe"><input type="email" placeholder="Type your email&#8230;"><input type="submit" value="Subscribe"></form></div></div><p>Forty thousand cars a day are expected to cross it.</p><p class="button-wrapper"><a class="button primary" href="https://dispatch.example/p/x?action=share"><span>Share</span></a></p>]]></content:encoded></item>"""),
    [right(title="The bridge is open", link="https://dispatch.example/p/the-bridge-is-open", authors=("Jane Doe",), text="The Hanbit Bridge opened on Tuesday morning, the city said.\n\nForty thousand cars a day are expected to cross it.")],
)  # fmt: skip
SYSTEM_KINDS["Discourse"] = Kind(
    _rss("한빛 시민 광장 - 최신 글", f"""<item><title>한빛대교 자전거길 이야기</title><dc:creator><![CDATA[도하람]]></dc:creator><category>교통</category>
<description><![CDATA[
            <p>{BRIDGE}</p>
<p>{TRAFFIC}</p>
            <p><small>3 posts - 2 participants</small></p>
            <p><a href="https://forum.example/t/topic/812">Read full topic</a></p>
        ]]></description><link>https://forum.example/t/topic/812</link><pubDate>Tue, 30 Dec 2025 05:20:00 +0000</pubDate><discourse:topicPinned>No</discourse:topicPinned><guid isPermaLink="false">forum.example-topic-812</guid></item>""",
        _CONTENT + ' xmlns:discourse="http://www.discourse.org/"'),
    [right(title="한빛대교 자전거길 이야기", link="https://forum.example/t/topic/812", authors=("도하람",), categories=("교통",), text=f"{BRIDGE}\n\n{TRAFFIC}")],
)  # fmt: skip
SYSTEM_KINDS["releases of a program"] = Kind(
    b"""<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/" xml:lang="en-US"><id>tag:git.example,2008:https://git.example/hanbit/bus/releases</id>
<link type="text/html" rel="alternate" href="https://git.example/hanbit/bus/releases"/><link type="application/atom+xml" rel="self" href="https://git.example/hanbit/bus/releases.atom"/><title>Release notes from bus</title><updated>2025-12-30T05:20:00Z</updated>
<entry><id>tag:git.example,2008:Repository/1/v1.2.0</id><updated>2025-12-30T05:20:00Z</updated><link rel="alternate" type="text/html" href="https://git.example/hanbit/bus/releases/tag/v1.2.0"/><title>v1.2.0</title>
<content type="html">&lt;h2&gt;Fixed&lt;/h2&gt;
&lt;ul&gt;
&lt;li&gt;Timetables of holidays are right.&lt;/li&gt;
&lt;li&gt;Routes &amp;lt;31&amp;gt; and &amp;lt;32&amp;gt; are shown.&lt;/li&gt;
&lt;/ul&gt;</content><author><name>seorin-yun</name></author><media:thumbnail height="30" width="30" url="https://img.example/1"/></entry></feed>""",
    [right(title="v1.2.0", link="https://git.example/hanbit/bus/releases/tag/v1.2.0", published=datetime(2025, 12, 30, 5, 20, tzinfo=UTC), text="Fixed\n\nTimetables of holidays are right.\n\nRoutes <31> and <32> are shown.")],
)  # fmt: skip
SYSTEM_KINDS["preprints, with days to skip"] = Kind(
    _rss("cs.HB updates on preprints.example", """<item><title>Bridges as Graphs: A &lt;i&gt;Hanbit&lt;/i&gt; Study of $O(n \\log n)$ Crossings</title><link>https://preprints.example/abs/2512.12345</link>
<description>preprint:2512.12345v1 Announce Type: new
Abstract: We study bridges. They are many.</description><guid isPermaLink="false">oai:preprints.example:2512.12345v1</guid><category>cs.HB</category>
<pubDate>Tue, 30 Dec 2025 00:00:00 -0500</pubDate><arxiv:announce_type>new</arxiv:announce_type><dc:rights>http://creativecommons.org/licenses/by/4.0/</dc:rights><dc:creator>Jane Doe, John Roe, Seorin Yun</dc:creator></item>""",
        _CONTENT + ' xmlns:arxiv="http://arxiv.org/schemas/atom"', "<skipDays><day>Sunday</day><day>Saturday</day></skipDays>"),
    [right(title="Bridges as Graphs: A Hanbit Study of $O(n \\log n)$ Crossings", link="https://preprints.example/abs/2512.12345", authors=("Jane Doe", "John Roe", "Seorin Yun"), published=date(2025, 12, 30), categories=("cs.HB",), text="preprint:2512.12345v1 Announce Type: new\nAbstract: We study bridges. They are many.")],
)  # fmt: skip
SYSTEM_KINDS["a podcast whose episodes share the show's page"] = Kind(
    _rss("한빛 아침 방송", "".join(f"""<item><title>{n}회 다리 이야기 {n}</title><itunes:episode>{n}</itunes:episode><itunes:author>한빛방송</itunes:author><link>https://podcast.example/hanbit</link>
<guid isPermaLink="false">ep-2025-{n:04}</guid><pubDate>{n} Dec 2025 21:20 +0900</pubDate><enclosure url="https://podcast.example/{n}.mp3" length="123" type="audio/mpeg"/><description><![CDATA[<p>{n}회에서는 다리를 걷습니다.</p><p>---</p>]]></description></item>""" for n in (28, 29)),
        'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'),
    [right(title=f"{n}회 다리 이야기 {n}", guid=f"ep-2025-{n:04}", own_link=False, published=datetime(2025, 12, n, 21, 20, tzinfo=KST), authors=("한빛방송",)) for n in (28, 29)],
)  # fmt: skip
SYSTEM_KINDS["json feed 1.0 of links to elsewhere"] = Kind(
    ("""{"version":"https://jsonfeed.org/version/1","title":"한빛 링크","home_page_url":"%s/","feed_url":"%s/feed.json","author":{"name":"윤서린"},"items":[
{"id":"%s/2025/12/30/a","url":"%s/2025/12/30/a","external_url":"https://other.example/1","title":"다리가 열렸다","content_html":"<p>다리가 열렸다는 소식이다.</p>","date_published":"2025-12-30T14:20:00+09:00","attachments":[{"url":"a.mp3","mime_type":"audio/mpeg"}]},
{"id":17,"external_url":"https://other.example/2","content_text":"제목 없는 글이다.\\n\\n둘째 문단이다.","date_published":"2025-12-30"}]}""" % ((HOST,) * 4)).encode(),
    [
        right(title="다리가 열렸다", link=f"{HOST}/2025/12/30/a", authors=("윤서린",), published=TWENTY_PAST_TWO, text="다리가 열렸다는 소식이다."),
        right(title="", link="https://other.example/2", guid="17", text="제목 없는 글이다.\n\n둘째 문단이다.", authors=("윤서린",)),
    ],
)  # fmt: skip
SYSTEM_KINDS["json feed 1.1 with less-than in plain text"] = Kind(
    """{"version":"https://jsonfeed.org/version/1.1","title":"한빛 데이터","language":"ko","items":[
{"id":"a-100000","url":"https://data.example/a","title":"온도 3 < 4 그리고 5 > 2","content_text":"기온은 영하 3도 < 영상 4도이다. <b>굵게</b>라고 쓴다.\\n- 하나\\n- 둘","authors":[{"name":"윤서린"},{"name":"도하람"}],"tags":["날씨"],"date_published":"2025-12-30T05:20:00.123456Z","date_modified":"2025-12-30T05:40:00Z"}]}""".encode(),
    [right(title="온도 3 < 4 그리고 5 > 2", authors=("윤서린", "도하람"), categories=("날씨",), published=datetime(2025, 12, 30, 5, 20, tzinfo=UTC), text="기온은 영하 3도 < 영상 4도이다. <b>굵게</b>라고 쓴다.\n- 하나\n- 둘")],
)  # fmt: skip
SYSTEM_KINDS["pictures and their words alone"] = Kind(
    _rss("한빛 사진", f"""<item><title>다리의 밤</title><link>{HOST}/photo/1</link><pubDate>Tue, 30 Dec 2025 14:20:00 +0900</pubDate>
<media:content url="{HOST}/1.jpg" medium="image"><media:description type="plain">한빛대교가 불을 밝혔다.</media:description><media:credit role="photographer">도하람</media:credit></media:content></item>
<item><title>나루의 아침</title><link>{HOST}/photo/2</link><media:description>나루에 안개가 끼었다.</media:description><media:thumbnail url="{HOST}/2.jpg"/></item>""", 'xmlns:media="http://search.yahoo.com/mrss/"'),
    [right(title="다리의 밤", text="한빛대교가 불을 밝혔다.", published=TWENTY_PAST_TWO), right(title="나루의 아침", text="나루에 안개가 끼었다.")],
)  # fmt: skip
SYSTEM_KINDS["atom with XHTML, bases within bases"] = Kind(
    f"""<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ko" xml:base="https://base.example/a/"><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">한빛 <em>기록</em></div></title>
<entry xml:base="b/"><id>tag:base.example,2025:1</id><title type="html">다리 &amp;amp; 나루</title><link href="c.html"/><updated>2025-12-30T14:20:00+09:00</updated><contributor><name>나루지기</name></contributor><author><name>윤서린</name></author>
<summary>짧은 글</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{BRIDGE}</p><p>{TRAFFIC} <a href="d.html">더 읽을 글</a>이 있다.</p></div></content></entry></feed>""".encode(),
    [right(title="다리 & 나루", link="https://base.example/a/b/c.html", authors=("윤서린",), published=TWENTY_PAST_TWO, text=f"{BRIDGE}\n\n{TRAFFIC} 더 읽을 글이 있다.")],
)  # fmt: skip
SYSTEM_KINDS["two channels in one document"] = Kind(
    f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>한빛일보 정치</title><link>{HOST}/p</link><item><title>시의회 예산 통과</title><link>{HOST}/p/1</link><description>예산이 통과됐다.</description></item></channel>
<channel><title>한빛일보 사회</title><link>{HOST}/s</link><item><title>다리 개통</title><link>{HOST}/s/1</link><description>다리가 열렸다.</description></item></channel></rss>""".encode(),
    [right(title="시의회 예산 통과", link=f"{HOST}/p/1", text="예산이 통과됐다."), right(title="다리 개통", link=f"{HOST}/s/1", text="다리가 열렸다.")],
)  # fmt: skip
SYSTEM_KINDS["the oldest first, some planned for later"] = Kind(
    _rss("한빛 행사", "".join(f"<item><title>{title}</title><link>{HOST}/e/{n}</link><pubDate>{day}</pubDate></item>" for n, (title, day) in enumerate({
        "지난 행사": "2025-12-28T10:00:00+09:00", "오늘 행사": "2025-12-30T14:20:00+09:00", "내일 행사": "2025-12-31T10:00:00+09:00", "내년 행사": "Thu, 01 Jan 2026 10:00:00 +0900"}.items()))),
    [right(title="지난 행사", published=datetime(2025, 12, 28, 10, tzinfo=KST)), right(title="오늘 행사", published=TWENTY_PAST_TWO), right(title="내일 행사", published=None), right(title="내년 행사", published=None)],
)  # fmt: skip
SYSTEM_KINDS["Blogger"] = Kind(
    f"""<?xml version='1.0' encoding='UTF-8'?><?xml-stylesheet href="http://www.blogger.com/styles/atom.css" type="text/css"?><feed xmlns='http://www.w3.org/2005/Atom' xmlns:openSearch='http://a9.com/-/spec/opensearchrss/1.0/' xmlns:gd='http://schemas.google.com/g/2005' xmlns:thr='http://purl.org/syndication/thread/1.0'><id>tag:blogger.example,1999:blog-1</id><updated>2025-12-30T14:40:00.000+09:00</updated><title type='text'>한빛 산책</title>
<link rel='alternate' type='text/html' href='https://walk.example/'/><author><name>도하람</name><email>noreply@blogger.example</email></author><openSearch:totalResults>1</openSearch:totalResults>
<entry><id>tag:blogger.example,1999:blog-1.post-77</id><published>2025-12-30T14:20:00.001+09:00</published><updated>2025-12-30T14:40:00.000+09:00</updated><category scheme='http://www.blogger.com/atom/ns#' term='다리'/><title type='text'>다리 위 산책</title><content type='html'>{ESCAPED.replace("&lt;/p&gt;", "&lt;/p&gt;&lt;br /&gt;")}</content>
<link rel='replies' type='application/atom+xml' href='https://walk.example/feeds/77/comments/default' title='댓글'/><link rel='edit' href='https://blogger.example/feeds/1/posts/default/77'/><link rel='self' href='https://blogger.example/feeds/1/posts/default/77'/><link rel='alternate' type='text/html' href='https://walk.example/2025/12/bridge.html' title='다리 위 산책'/><author><name>도하람</name><email>noreply@blogger.example</email></author><thr:total>0</thr:total></entry></feed>""".encode(),
    [right(title="다리 위 산책", link="https://walk.example/2025/12/bridge.html", authors=("도하람",), published=TWENTY_PAST_TWO, categories=("다리",), text=WHOLE)],
)  # fmt: skip
SYSTEM_KINDS["Mastodon"] = Kind(
    _rss("한빛시청", f"""<item><guid isPermaLink="true">https://social.example/@hanbit/1150001</guid><link>https://social.example/@hanbit/1150001</link><pubDate>Tue, 30 Dec 2025 05:20:00 +0000</pubDate>
<description>&lt;p&gt;{BRIDGE} &lt;a href="https://social.example/tags/hanbit" class="mention hashtag" rel="tag"&gt;#&lt;span&gt;한빛대교&lt;/span&gt;&lt;/a&gt;&lt;/p&gt;&lt;p&gt;&lt;a href="https://www.hanbit.example/news/1" rel="nofollow"&gt;&lt;span class="invisible"&gt;https://www.&lt;/span&gt;&lt;span class="ellipsis"&gt;hanbit.example/news&lt;/span&gt;&lt;span class="invisible"&gt;/1&lt;/span&gt;&lt;/a&gt;&lt;/p&gt;</description><category>한빛대교</category></item>""",
        'xmlns:webfeeds="http://webfeeds.org/rss/1.0"'),
    [right(title="", link="https://social.example/@hanbit/1150001", text=f"{BRIDGE} #한빛대교\n\nhttps://www.hanbit.example/news/1")],
)  # fmt: skip
SYSTEM_KINDS["a community's posts with their buttons"] = Kind(
    f"""<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"><category term="hanbit" label="r/hanbit"/><updated>2025-12-30T05:40:00+00:00</updated><id>/r/hanbit/.rss</id><title>r/hanbit</title><link rel="alternate" type="text/html" href="https://red.example/r/hanbit/"/>
<entry><author><name>/u/naru_keeper</name><uri>https://red.example/user/naru_keeper</uri></author><category term="hanbit" label="r/hanbit"/><content type="html">&lt;!-- SC_OFF --&gt;&lt;div class=&quot;md&quot;&gt;&lt;p&gt;{BRIDGE}&lt;/p&gt; &lt;p&gt;{TRAFFIC}&lt;/p&gt; &lt;/div&gt;&lt;!-- SC_ON --&gt; &amp;#32; submitted by &amp;#32; &lt;a href=&quot;https://red.example/user/naru_keeper&quot;&gt; /u/naru_keeper &lt;/a&gt; &lt;br/&gt; &lt;span&gt;&lt;a href=&quot;https://red.example/r/hanbit/1&quot;&gt;[link]&lt;/a&gt;&lt;/span&gt; &amp;#32; &lt;span&gt;&lt;a href=&quot;https://red.example/r/hanbit/1&quot;&gt;[comments]&lt;/a&gt;&lt;/span&gt;</content><id>t3_1abcde</id><link href="https://red.example/r/hanbit/comments/1abcde/bridge/"/><updated>2025-12-30T05:20:00+00:00</updated><published>2025-12-30T05:20:00+00:00</published><title>다리 열렸네요</title></entry></feed>""".encode(),
    [right(title="다리 열렸네요", link="https://red.example/r/hanbit/comments/1abcde/bridge/", guid="t3_1abcde", published=datetime(2025, 12, 30, 5, 20, tzinfo=UTC), text=f"{BRIDGE}\n\n{TRAFFIC}")],
)  # fmt: skip
SYSTEM_KINDS["Drupal"] = Kind(
    _rss("한빛시의회", f"""<item><title>예산 통과</title><link>{HOST}/node/41?page=0#main</link>
<description>&lt;span class="field field--name-title"&gt;예산 통과&lt;/span&gt;
&lt;span class="field field--name-uid"&gt;&lt;span&gt;admin&lt;/span&gt;&lt;/span&gt;
&lt;span class="field field--name-created"&gt;화, 12/30/2025 - 14:20&lt;/span&gt;
&lt;div class="clearfix text-formatted field field--name-body"&gt;{ESCAPED}&lt;/div&gt;</description>
<pubDate>Tue, 30 Dec 2025 05:20:00 +0000</pubDate><dc:creator>admin</dc:creator><guid isPermaLink="false">41 at {HOST}</guid></item>"""),
    [right(title="예산 통과", authors=(), guid=f"41 at {HOST}", published=datetime(2025, 12, 30, 5, 20, tzinfo=UTC), text=WHOLE)],
)  # fmt: skip

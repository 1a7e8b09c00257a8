"""What is known to go wrong with Korean feeds, each as it was seen: the text and the moment come out right."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.articles.article import KST
from tests.feeds.documents import ADDRESS, NOW, atom, item, read, rss, titles

ODD = "똠방각하 펲시 햏"  # letters that CP949 has and EUC-KR lacks
TWENTY_PAST_TWO = datetime(2025, 12, 30, 14, 20, tzinfo=KST)


@pytest.mark.parametrize(
    ("declared", "codec", "content_type"),
    [
        ("euc-kr", "cp949", None),
        ("utf-8", "cp949", None),
        ("ks_c_5601-1987", "cp949", None),
        ("euc-kr", "utf-8", None),
        ("", "cp949", "text/xml; charset=ks_c_5601-1987"),
        ("", "utf-8", "text/xml; charset=euc-kr"),
    ],
)
def test_a_text_is_in_the_encoding_that_it_is_in(declared: str, codec: str, content_type: str | None) -> None:
    feed = read(rss(item(ODD, text=f"{ODD}가 왔다."), declared=declared).encode(codec), content_type)
    assert (ODD, f"{ODD}가 왔다.") == (feed.items[0].title, feed.items[0].text)


def test_control_characters_are_taken_out_and_cut_nothing() -> None:
    feed = read(rss(item("한빛\x01대교\x08 개통", text="다리가\x00 열렸다.\x1f 끝.")))
    assert ("한빛대교 개통", "다리가 열렸다. 끝.") == (feed.items[0].title, feed.items[0].text)


def test_a_bare_ampersand_stays_one_in_title_and_link() -> None:
    one = read(rss(item("R&D 투자, AT&T;와", "https://www.hanbit.example/v?a=1&copy=2&b=3"))).items[0]
    assert ("R&D 투자, AT&T;와", "https://www.hanbit.example/v?a=1&copy=2&b=3") == (one.title, one.link)


DATES = {
    "Tue, 30 Dec 2025 14:20:00 KST": TWENTY_PAST_TWO,
    "Tue, 30 Dec 2025 14:20:00 +0900": TWENTY_PAST_TWO,
    "Tue, 30 Dec 2025 05:20:00 GMT": TWENTY_PAST_TWO,
    "Tue, 30 Dec 25 14:20:00 +0900": TWENTY_PAST_TWO,
    "Tue, 30 Dec 2025 14:20:00": TWENTY_PAST_TWO,
    "2025-12-30 14:20:00": TWENTY_PAST_TWO,
    "2025-12-30T14:20:00+09:00": TWENTY_PAST_TWO,
    "2025-12-30T05:20:00Z": TWENTY_PAST_TWO,
    "2025-12-30T14:20:00.123+0900": TWENTY_PAST_TWO,
    "2025.12.30 14:20": TWENTY_PAST_TWO,
    "2025/12/30 14:20": TWENTY_PAST_TWO,
    "2025. 12. 30. 오후 2:20": TWENTY_PAST_TWO,
    "2025-12-30 오후 2:20:00": TWENTY_PAST_TWO,
    "2025년 12월 30일 14시 20분": TWENTY_PAST_TWO,
    "20251230142000": TWENTY_PAST_TWO,
    "화, 30 12월 2025 14:20:00 +0900": TWENTY_PAST_TWO,
    "화, 30 12월 2025 14:20:00": TWENTY_PAST_TWO,
    "화, 30 12월 2025": date(2025, 12, 30),
    "2025-12-30": date(2025, 12, 30),
    "Tue, 30 Dec 2025 00:00:00 +0900": date(2025, 12, 30),
    "Thu, 01 Jan 1970 00:00:00 GMT": None,
    "Wed, 30 Nov -0001 00:00:00 +0000": None,
    "0000-00-00 00:00:00": None,
    "01/02/2025": None,
    "Wed, 31 Dec 2025 09:00:00 +0900": None,  # tomorrow
    "Thu, 30 Dec 2055 14:20:00 +0900": None,
    "어제": None,
    "": None,
}


@pytest.mark.parametrize("text", DATES)
def test_a_date_is_right_or_none(text: str) -> None:
    dates = [one.published for one in read(rss(item(more=f"<pubDate>{text}</pubDate>"))).items]
    assert [DATES[text]] == dates


@pytest.mark.parametrize("tag", ["pubDate", "dc:date", "published", "atom:published", "atom:updated"])
def test_a_date_is_found_by_whatever_name(tag: str) -> None:
    assert TWENTY_PAST_TWO == read(rss(item(more=f"<{tag}>2025-12-30 14:20:00</{tag}>"))).items[0].published


def times(*texts: str, link: str = "https://www.hanbit.example/news/{}") -> str:
    return rss(
        *(
            item(f"소식 {n}", link.format(n), more=f"<pubDate>{text}</pubDate>")
            for n, text in enumerate(texts)
        )
    )


def test_the_time_of_korea_called_utc_is_brought_right_throughout_a_feed() -> None:
    """It is 15:00 in Korea: what claims to be of 14:20 in Greenwich is of 14:20 in Seoul, and so is what is older."""
    feed = read(times("Tue, 30 Dec 2025 14:20:00 GMT", "Tue, 30 Dec 2025 03:00:00 GMT"))
    assert [TWENTY_PAST_TWO, datetime(2025, 12, 30, 3, tzinfo=KST)] == [one.published for one in feed.items]
    assert feed.utc_is_kst


def test_a_feed_that_was_known_for_it_stays_so() -> None:
    from bot.feeds.reader import parse_feed

    body = times("Mon, 29 Dec 2025 14:20:00 GMT").encode()
    feed = parse_feed(body, content_type=None, address=ADDRESS, now=NOW, utc_is_kst=True)
    assert datetime(2025, 12, 29, 14, 20, tzinfo=KST) == feed.items[0].published


def test_the_days_in_links_tell_which_time_is_meant() -> None:
    """18:00 in Greenwich is the next day in Korea, of which the links know nothing."""
    at_night = [f"Sun, 28 Dec 2025 {hour}:00:00 GMT" for hour in (16, 18, 20)]
    faulty = read(times(*at_night, link="https://www.hanbit.example/2025/12/28/{}"))
    right = read(times(*at_night, link="https://www.hanbit.example/2025/12/29/{}"))
    assert (True, False) == (faulty.utc_is_kst, right.utc_is_kst)
    assert datetime(2025, 12, 28, 18, tzinfo=KST) == faulty.items[1].published
    assert datetime(2025, 12, 28, 18, tzinfo=UTC) == right.items[1].published


def test_the_times_in_links_tell_it_of_old_items_too() -> None:
    """An article's number is made of the time in Korea; one with the number of a page beside its day tells nothing."""
    moment, link = "Sun, 28 Dec 2025 16:22:19 GMT", "https://www.hanbit.example/news/hb{}138890"
    faulty = read(times(moment, link=link.replace("{}", "20251228162001")))
    right = read(times(moment, link=link.replace("{}", "20251229012001")))
    unsure = read(times(moment, link=link.replace("{}", "20251229021019")))
    assert [True, False, False] == [feed.utc_is_kst for feed in (faulty, right, unsure)]


def test_one_item_for_later_does_not_move_a_feed_whose_links_say_that_it_is_right() -> None:
    texts = [
        "Tue, 30 Dec 2025 08:00:00 GMT",
        "Sun, 28 Dec 2025 16:00:00 GMT",
        "Sun, 28 Dec 2025 18:00:00 GMT",
    ]
    feed = read(times(*texts, link="https://www.hanbit.example/2025/12/29/{}"))
    assert (False, None) == (feed.utc_is_kst, feed.items[0].published)


def test_a_newsroom_that_would_work_at_night_alone_tells_it_too() -> None:
    hours = (9, 11, 14, 15, 16, 17, 18, 20)
    faulty = read(times(*(f"Sun, 28 Dec 2025 {hour:02}:10:00 GMT" for hour in hours)))
    right = read(times(*(f"Sun, 28 Dec 2025 {hour - 9:02}:10:00 GMT" for hour in hours)))
    assert (True, False) == (faulty.utc_is_kst, right.utc_is_kst)
    assert [one.published for one in faulty.items] == [one.published for one in right.items]


def test_a_moment_that_stays_in_the_future_is_none() -> None:
    feed = read(times("Wed, 31 Dec 2025 14:20:00 GMT", "2025-12-30 15:05:00"))
    assert [None, datetime(2025, 12, 30, 15, 5, tzinfo=KST)] == [one.published for one in feed.items]
    assert not feed.utc_is_kst


def test_rss_of_every_version() -> None:
    old = '<rss version="0.91"><channel><title>한빛</title><item><title>다리</title><link>/1</link></item>'
    old += "</channel></rss>"
    rdf = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>한빛</title></channel>'
        '<item rdf:about="https://www.hanbit.example/1"><title>다리</title><link>https://www.hanbit.example/1</link>'
        "<dc:date>2025-12-30T14:20:00+09:00</dc:date><dc:creator>윤서린 기자</dc:creator></item></rdf:RDF>"
    )
    bare = "<channel><title>한빛</title><item><title>다리</title><link>/1</link></item></channel>"
    assert [["다리"]] * 3 == [titles(read(document)) for document in (old, rdf, bare)]
    one = read(rdf).items[0]
    assert (("윤서린",), TWENTY_PAST_TWO) == (one.authors, one.published)
    assert "https://www.hanbit.example/1" == read(old).items[0].link


def test_atom_with_xhtml_and_addresses_relative_to_a_base() -> None:
    entry = (
        '<entry xml:base="news/"><title type="html">&lt;b&gt;다리&lt;/b&gt; 개통</title>'
        "<id>tag:hanbit.example,2025:1</id>"
        '<link rel="enclosure" href="a.mp3"/><link href="1.html?utm_source=rss"/>'
        "<published>2025-12-30T14:20:00+09:00</published><updated>2025-12-30T14:40:00+09:00</updated>"
        "<author><name>윤서린 기자</name></author><category term='사회'/>"
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>다리가 <b>열렸다</b>.</p><p>3 &lt; 4'
        "<br/>끝</p></div></content></entry>"
    )
    one = read(atom(entry).replace("<feed ", '<feed xml:base="https://www.hanbit.example/a/" ')).items[0]
    assert ("다리 개통", "다리가 열렸다.\n\n3 < 4\n끝") == (one.title, one.text)
    assert "https://www.hanbit.example/a/news/1.html" == one.link
    assert ("tag:hanbit.example,2025:1", ("윤서린",), ("사회",)) == (one.guid, one.authors, one.categories)
    assert (TWENTY_PAST_TWO, TWENTY_PAST_TWO + timedelta(minutes=20)) == (one.published, one.updated)


def test_json_feed() -> None:
    feed = read(
        '{"version": "https://jsonfeed.org/version/1.1", "title": "한빛일보", "home_page_url": "https://www.hanbit.example/",'
        '"language": "ko", "items": [{"id": 7, "url": "/1", "title": "다리", "content_html": "<p>열렸다.</p><p>끝</p>",'
        '"date_published": "2025-12-30T14:20:00+09:00", "authors": [{"name": "윤서린"}], "tags": ["사회"]}, 3]}'
    )
    one = feed.items[0]
    assert ("7", "다리", "열렸다.\n\n끝", ("윤서린",)) == (one.guid, one.title, one.text, one.authors)
    assert ("https://www.hanbit.example/1", TWENTY_PAST_TWO) == (one.link, one.published)
    assert ["feed.item_broken"] == [refused.reason for refused in feed.refused]


def test_the_fuller_text_counts_whatever_carries_it() -> None:
    long = "한빛대교가 열렸다. " * 30
    more = f"<content:encoded><![CDATA[<p>{long}</p><p>끝이다.</p>]]></content:encoded>"
    media = (
        "<media:content url='a.jpg'><media:title>사진</media:title>"
        "<media:description>사진 설명</media:description></media:content>"
    )
    one = read(rss(item("다리", more=more + media))).items[0]
    assert (f"{long.strip()}\n\n끝이다.", True, "다리") == (one.text, one.full, one.title)


@pytest.mark.parametrize("end", ["…", "...", "[…]", "....", " 더보기", "…]", ""])
def test_a_teaser_is_told_from_a_text(end: str) -> None:
    text = "한빛대교가 열렸다고 시청이 밝혔다. " * 20 + ("그는 다리가" if not end else f"그는{end}")
    assert not read(rss(item(text=text))).items[0].full


def test_what_a_feed_wants_of_who_reads_it() -> None:
    head = (
        "<ttl>30</ttl><language>KO-kr</language><skipHours><hour>0</hour><hour>24</hour><hour>13</hour></skipHours>"
        "<skipDays><day>Saturday</day><day>Sunday</day></skipDays>"
    )
    feed = read(rss(item(), head=head))
    assert ("ko-kr", timedelta(minutes=30)) == (feed.language, feed.ttl)
    assert (frozenset({0, 13}), frozenset({5, 6})) == (feed.skip_hours, feed.skip_days)
    assert ("한빛일보", "https://www.hanbit.example/") == (feed.title, feed.link)


def test_an_english_feed() -> None:
    feed = read(
        rss(item("Bridge opens", text="The Hanbit bridge opened."), head="<language>en</language>").replace(
            "한빛일보", "Hanbit"
        )
    )
    assert ("en", ["Bridge opens"]) == (feed.language, titles(feed))


def test_what_all_items_share_names_none_of_them() -> None:
    guid = "<guid isPermaLink='false'>hanbit-news</guid>"
    feed = read(rss(*(item(f"소식 {n}", "https://www.hanbit.example/m?id=1", more=guid) for n in range(3))))
    assert [(None, False)] * 3 == [(one.guid, one.own_link) for one in feed.items]

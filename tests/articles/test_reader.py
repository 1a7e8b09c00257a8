"""Every trap of the two formats, one test each."""

from __future__ import annotations

import html
from datetime import UTC, date, datetime

import frontmatter
import pytest

from bot.articles.article import KST, Article
from bot.articles.reader import read_article
from bot.errors import UnreadableArticle
from tests.article_files import BODY, MODIFIED, crawled, decomposed, pasted


def read(text: str | bytes, path: str = "a/b.md") -> Article:
    return read_article(text if isinstance(text, bytes) else text.encode(), path, MODIFIED)


def refusal(raw: bytes) -> str:
    with pytest.raises(UnreadableArticle) as refused:
        read(raw)
    return refused.value.reason


# Format A


def test_a_crawled_file_gives_every_field() -> None:
    article = read(crawled(category="local"))
    assert article == Article(
        id="901_0000000017",
        title="한빛시, 강변 산책로 3.5㎞ 개통",
        body=BODY,
        publisher="한빛일보",
        authors=("도하람",),
        emails=("haram@hanbit.example",),
        published=date(2026, 3, 4),
        added=datetime(2026, 3, 4, 7, 39, 25, tzinfo=UTC),
        url="https://news.hanbit.example/901/0000000017",
        category="local",
        path="a/b.md",
        content_hash=article.content_hash,
    )


@pytest.mark.parametrize("number", ["031_0000993116", "0319", "031", "1e5", "0x1F", "2026-03-04", "true"])
def test_an_id_stays_text(number: str) -> None:
    assert number == read(crawled(id=number)).id


def test_html_is_unescaped_in_title_byline_and_body() -> None:
    article = read(
        crawled(
            "&quot;열었다&quot;고 &#x27;강&#x27; A&amp;B &lt;앵커&gt; &nbsp;끝",
            title="&quot;강을 시민에게&quot;…&#x27;산책로&#x27;",
            author="\n\t\t한빛&#x3D;도하람",
        )
    )
    assert "\"열었다\"고 '강' A&B <앵커> \xa0끝" == article.body
    assert "\"강을 시민에게\"…'산책로'" == article.title
    assert ("도하람",) == article.authors


def test_html_is_unescaped_once_and_not_twice() -> None:
    assert "&quot; 라고 쓴다" == read(crawled("&amp;quot; 라고 쓴다")).body


def test_html_that_hides_a_rule_or_a_footer_is_text() -> None:
    body = "가\n\n&#45;&#45;&#45;\n\n&#42;Crawled at: 2026*"
    assert html.unescape(body) == read(crawled(body)).body


@pytest.mark.parametrize("mark", ["oid: 901", "aid: 0000000017", "crawled_at: 2026-03-04 07:39:25"])
def test_any_field_that_only_the_crawler_writes_tells_its_file(mark: str) -> None:
    article = read(f"---\ntitle: &quot;개통&quot;\n{mark}\n---\n&lt;앵커&gt;")
    assert ('"개통"', "<앵커>") == (article.title, article.body)


def test_an_unescaped_ampersand_is_left_alone() -> None:
    assert "R&D 예산 ?a=1&para=2 &copy 끝" == read(crawled("R&D 예산 ?a=1&para=2 &copy 끝")).body


def test_angle_brackets_are_text() -> None:
    assert (
        "<앵커> 한빛시입니다. <4> <b>굵게</b>" == read(crawled("<앵커> 한빛시입니다. <4> <b>굵게</b>")).body
    )


def test_rules_inside_the_body_stay_there() -> None:
    body = "하나\n\n---\n\n둘\n\n---\n\n셋"
    assert body == read(crawled(body)).body


def test_a_line_about_crawling_inside_the_body_stays_there() -> None:
    body = "하나\n\n*Crawled at: 어제*\n\n둘"
    assert body == read(crawled(body)).body


@pytest.mark.parametrize(
    ("text", "without"),
    [("publisher: 한빛일보\n", "publisher"), ("published_at: 2026-03-04 00:00\n", "published")],
)
def test_a_missing_field_is_empty(text: str, without: str) -> None:
    assert not getattr(read(crawled().replace(text, "")), without)


def test_an_empty_publisher_and_date_are_empty() -> None:
    article = read(crawled(publisher="", published_at=""))
    assert ("", None, BODY) == (article.publisher, article.published, article.body)


def test_midnight_is_not_a_time_of_day() -> None:
    assert date(2026, 3, 4) == read(crawled(published_at="2026-03-04 00:00")).published


def test_a_time_of_day_is_korean() -> None:
    expected = datetime(2026, 3, 4, 23, 10, tzinfo=KST)
    article = read(crawled(published_at="2026-03-04 23:10"))
    assert (expected, date(2026, 3, 4)) == (article.published, article.day)


@pytest.mark.parametrize("nonsense", ["2026-13-45 00:00", "0001-01-01", "9999-12-31", "어제", "2026-02-30"])
def test_a_date_that_is_none_is_unknown(nonsense: str) -> None:
    assert read(crawled(published_at=nonsense)).published is None


def test_without_a_time_of_crawling_the_file_time_counts() -> None:
    assert MODIFIED == read(crawled(crawled_at="")).added


def test_a_flash_headline_without_a_body_is_an_article() -> None:
    article = read(crawled("", title="[속보] 한빛대교 통행 재개"))
    assert ("[속보] 한빛대교 통행 재개", "") == (article.title, article.body)


def test_crlf_makes_no_difference() -> None:
    assert read(crawled()) == read(crawled().replace("\n", "\r\n"))


# Front matter that others wrote


def test_front_matter_by_python_frontmatter_reads_back() -> None:
    title = "한빛시: \"강을 시민에게\" & '산책로' # 3.5㎞ " + "긴 제목 " * 30
    post = frontmatter.Post(
        BODY,
        id="0031",
        title=title.strip(),
        publisher="한빛일보",
        authors=["도하람", "윤서린"],
        published_at=datetime(2026, 3, 4, 14, 38, tzinfo=KST),
        category=None,
        url="https://news.hanbit.example/1",
    )
    article = read(frontmatter.dumps(post))
    assert ("0031", title.strip(), BODY) == (article.id, article.title, article.body)
    assert (("도하람", "윤서린"), "") == (article.authors, article.category)
    assert datetime(2026, 3, 4, 14, 38, tzinfo=KST) == article.published


def test_what_is_escaped_for_html_is_shown_as_a_browser_shows_it() -> None:
    article = read("---\ntitle: A &amp; B\n---\n본문 &quot;그대로&quot;")
    assert ("A & B", '본문 "그대로"') == (article.title, article.body)


def test_a_text_that_says_it_has_no_markup_is_shown_to_the_letter() -> None:
    article = read("---\ntitle: A &amp; **B**\nmarkup: text\n---\n# A\n\n본문 &quot;그대로&quot; **둘**")
    assert ("A &amp; **B**", "# A\n\n본문 &quot;그대로&quot; **둘**") == (article.title, article.body)


def test_a_heading_that_repeats_the_title_is_not_body() -> None:
    assert "본문" == read("---\ntitle: 산책로 개통\n---\n# 산책로 개통\n\n본문").body


def test_without_a_title_the_heading_is_the_title() -> None:
    article = read("---\npublisher: 한빛일보\n---\n# 산책로 개통\n\n본문")
    assert ("산책로 개통", "본문") == (article.title, article.body)


@pytest.mark.parametrize(
    "matter",
    [
        "title: !!python/object/apply:os.system ['true']",
        "title: !strange 제목",
        "author: !!binary aGk=",
    ],
)
def test_yaml_tags_are_refused(matter: str) -> None:
    assert "front matter with YAML tags, or aliases that say too much" == refusal(
        f"---\n{matter}\n---\n본문".encode()
    )


def test_rules_without_front_matter_are_plain_text() -> None:
    article = read("---\n가나다 라마바\n---\n본문", "a.txt")
    assert "본문" in article.body


def test_front_matter_that_is_never_closed_is_read_as_far_as_it_goes() -> None:
    article = read("---\ntitle: 제목\n본문", "a.txt")
    assert ("제목", "본문") == (article.title, article.body)


# Format B


def test_a_pasted_file_gives_every_field() -> None:
    article = read(pasted(), "004.txt")
    assert '한빛시장 "강을 시민에게"' == article.title
    assert "산책로 개통[한빛=도담통신] 나은결 기자 = 한빛시가 새 산책로를 열었다." == article.body
    assert ("도담통신", ("나은결",)) == (article.publisher, article.authors)
    assert datetime(2026, 3, 4, 14, 38, tzinfo=KST) == article.published
    assert MODIFIED == article.added


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [("오전 12:05", 0, 5), ("오후 12:05", 12, 5), ("오전 9:10", 9, 10), ("오후 11:59", 23, 59)],
)
def test_korean_halves_of_the_day(text: str, hour: int, minute: int) -> None:
    expected = datetime(2026, 3, 4, hour, minute, tzinfo=KST)
    assert expected == read(pasted(date=f"2026.03.04. {text}")).published


def test_a_pasted_file_without_dateline_has_no_publisher() -> None:
    article = read(pasted("한빛시가 산책로를 열었다."))
    assert ("", ()) == (article.publisher, article.authors)


def test_a_dateline_in_round_brackets() -> None:
    article = read(pasted("(한빛=한빛연합) 도하람 나은결 기자 = 열었다."))
    assert ("한빛연합", ("도하람", "나은결")) == (article.publisher, article.authors)


# Plain


@pytest.mark.parametrize(
    ("text", "path", "title", "body"),
    [
        ("# 산책로 개통\n\n한빛시는", "a.md", "산책로 개통", "한빛시는"),
        ("산책로 개통\n\n한빛시는", "a.txt", "산책로 개통", "한빛시는"),
        ("산책로 개통\n=====\n한빛시는", "a.markdown", "산책로 개통", "한빛시는"),
        ("\n\n  **산책로 개통**\n한빛시는", "a.txt", "산책로 개통", "한빛시는"),
        ("도담통신\n\n## 산책로 개통 ##\n\n한빛시는", "a.md", "산책로 개통", "도담통신\n\n한빛시는"),
        ("산책로 개통", "a.txt", "산책로 개통", ""),
    ],
)
def test_the_first_heading_or_line_is_the_title(text: str, path: str, title: str, body: str) -> None:
    article = read(text, path)
    assert (title, body) == (article.title, article.body)


def test_a_line_too_long_for_a_title_stays_in_the_body() -> None:
    text = "한빛시는 강변 산책로를 " * 40
    article = read(text, "a.txt")
    assert text.strip() == article.body
    assert article.title.endswith("…")
    assert text.startswith(article.title[:-1])
    assert len(article.title) <= 81


# Encodings and characters


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
def test_encodings(encoding: str) -> None:
    assert read(crawled()) == read(crawled().encode(encoding))


def test_big_endian_utf_16() -> None:
    assert read(crawled()) == read(b"\xfe\xff" + crawled().encode("utf-16-be"))


def test_decomposed_hangul_is_composed() -> None:
    assert decomposed(BODY) != BODY
    assert read(crawled()) == read(decomposed(crawled()))


def test_a_syllable_followed_by_a_final_jamo_is_composed() -> None:
    assert "한빛" == read(crawled("하\u11ab빛")).body


@pytest.mark.parametrize(
    "character", ["\uf9e1", "\uf967", "\u212b", "\u2126", "\uff0e", "\u2024", "㎝", "㈜"]
)
def test_characters_that_only_look_alike_are_kept(character: str) -> None:
    body = f"{character} 대표 {decomposed('한빛')} {character}"
    assert f"{character} 대표 한빛 {character}" == read(crawled(body, title=f"{character}시장")).body


def test_a_compatibility_ideograph_after_jamo_is_kept() -> None:
    assert "한\uf9e1" == read(crawled("\u1112\u1161\u11ab\uf9e1")).body


def test_no_break_spaces_are_kept() -> None:
    assert "한빛시\xa0산책로" == read(crawled("한빛시\xa0산책로")).body


def test_stray_control_characters_are_dropped() -> None:
    assert "한빛시 산책로" == read(crawled("한\x08빛시 산\x85책로\x1b".replace("\x85", "\x7f"))).body


def test_controls_behind_entities_do_not_come_in() -> None:
    assert "가 나" == read(crawled("가&#13;나")).body


REFUSED = {
    b"": "empty",
    b" \n\t\r\n": "empty",
    b"\xef\xbb\xbf  ": "no title and no text",
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR": "not text",
    b"\0" * 100: "not text",
    "제목\0본문".encode(): "not text",
    bytes(range(1, 9)) * 20: "not text",
    b"\xff\xfe\x00": "undecodable: not the UTF-16 its first bytes promise",
    "제목\n본문".encode()[:-1]: "undecodable: neither UTF-8, UTF-16 with a mark, nor CP949",
    "Z\u00fcrich \u00e9t\u00e9".encode(
        "latin-1"
    ): "undecodable: neither UTF-8, UTF-16 with a mark, nor CP949",
    b"---\ntitle:\n---\n": "no title and no text",
    b"a" * (2 * 1024 * 1024 + 1): "larger than 2 MiB",
}


@pytest.mark.parametrize(("raw", "reason"), REFUSED.items(), ids=lambda value: repr(value)[:30])
def test_what_is_no_article_is_refused_with_a_reason(raw: bytes, reason: str) -> None:
    assert reason == refusal(raw)


def test_two_mebibytes_are_still_read() -> None:
    assert 2 * 1024 * 1024 == len(read(b"a" * (2 * 1024 * 1024), "a.txt").body)


# Ids, hashes, bounds


def test_without_an_id_the_path_gives_one() -> None:
    one, same, other = (
        read("제목\n본문", path).id for path in ("시/가.md", decomposed("시/가.md"), "시/나.md")
    )
    assert one == same != other
    assert one.isascii()
    assert len(one) == 13


@pytest.mark.parametrize("odd", ["기사 하나", "a b", "x" * 41, "a/b", "../a", "a:b", "-a"])
def test_an_odd_id_becomes_a_short_plain_one(odd: str) -> None:
    safe = read(crawled(id=odd), "a.md").id
    assert safe == read(crawled(id=odd), "b.md").id
    assert safe.isascii()
    assert len(safe) == 13


def test_equal_content_has_an_equal_hash() -> None:
    one, other = read(crawled(id="1_1"), "a.md"), read(crawled(id="2_2", author="", crawled_at=""), "b.md")
    assert one.content_hash == other.content_hash
    assert 32 == len(one.content_hash)
    assert one.content_hash != read(crawled(publisher="도담신문")).content_hash
    assert one.content_hash != read(crawled(published_at="2026-03-05 00:00")).content_hash


def test_fields_are_bounded() -> None:
    article = read(
        crawled(title="가" * 9999, publisher="나" * 9999, category="다" * 9999, author="라마바 " * 999)
    )
    assert [300, 100, 100] == [len(article.title), len(article.publisher), len(article.category)]
    assert all(len(name) <= 60 for name in article.authors)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "https://a b", 'https://a"b', "a"]
)
def test_an_odd_url_is_none(url: str) -> None:
    assert "" == read(f"---\ntitle: 제목\nurl: {url}\n---\n본문").url

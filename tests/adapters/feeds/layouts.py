"""Pages as papers' systems lay them out: the article amid menus, buttons, captions and lists. All of an invented city."""

# ruff: noqa: E501 - lines of pages are as long as they are

from __future__ import annotations

TITLE = "한빛대교 30일 개통…나루까지 15분 빨라진다"
FIRST = "한빛대교가 30일 오전 열려 한빛시와 나루시를 잇는 길이 십오 분 짧아졌다고 한빛시청이 밝혔다."
MORE = "시청은 하루 사만 대가 다리를 건널 것으로 내다봤고, 주민들은 나루를 건너던 때를 떠올리며 반겼다."
SAID = "“비가 오면 건너지 못하던 강입니다.” 나루 주민 도하람 씨는 다리 위에서 이렇게 말했다."
LAST = "다리는 오 년 만에 놓였으며 모두 천이백억 원이 들었고, 통행료는 받지 않는다고 시청은 덧붙였다."
BODY = (FIRST, MORE, SAID, LAST)
TEXT = "\n\n".join(BODY)
P = "".join(f"<p>{part}</p>" for part in BODY)
BR = "<br/><br/>".join(BODY)

_NAV = "<ul class='gnb'><li><a href='/'>홈</a></li><li><a href='/p'>정치</a></li><li><a href='/e'>경제</a></li><li><a href='/s'>사회</a></li><li><a href='/c'>문화</a></li><li><a href='/w'>국제</a></li></ul>"
_SHARE = "<div class='sns'><a href='#'>페이스북</a><a href='#'>트위터</a><a href='#'>카카오톡</a><button>URL 복사</button><button>가</button><button>글자크기 설정</button><button>인쇄</button></div>"
_RELATED = "<div class='related'><h3>관련기사</h3><ul><li><a href='/2'>나루시, 버스 노선 다시 짠다</a></li><li><a href='/3'>다리 이름 놓고 두 도시 다툼</a></li><li><a href='/4'>한빛대교 공사 5년, 무엇이 남았나</a></li></ul></div>"
_POPULAR = "<aside><h3>많이 본 뉴스</h3><ol><li><a href='/5'>한빛시장 축제 사흘 더</a></li><li><a href='/6'>내일 눈 최대 10cm</a></li></ol></aside>"
_COPY = "<p class='copyright'>&lt;저작권자 ⓒ 한빛일보, 무단 전재 및 재배포 금지&gt;</p>"
_FOOT = "<footer><p>한빛일보 | 등록번호 한빛 가00001 | 발행인 윤서린 | 주소 한빛시 중앙로 1 | 대표전화 000-000-0000</p></footer>"
_CAPTION = "30일 개통한 한빛대교 위를 차들이 달리고 있다. 한빛시 제공"
_REPORTER = "<div class='byline'>윤서린 기자 seorin@hanbit.example</div>"


def _page(body: str, head: str = "") -> bytes:
    return f"<!doctype html><html lang='ko'><head><meta charset='utf-8'><title>{TITLE} - 한빛일보</title>{head}</head><body>{body}</body></html>".encode()


LAYOUTS: dict[str, bytes] = {
    "an article element with paragraphs": _page(f"<header><nav>{_NAV}</nav></header><main><article><h1>{TITLE}</h1>{_SHARE}{P}{_COPY}</article></main>{_POPULAR}{_FOOT}"),
    "divs by id, line breaks, a table of links before": _page(f"<div id='header'>{_NAV}</div><table><tr><td><a href='/'>홈</a></td><td><a href='/p'>정치</a></td></tr></table><div id='container'><div class='view-title'>{TITLE}</div>{_SHARE}<div id='article-view-content-div' itemprop='articleBody'>{BR}</div>{_REPORTER}{_COPY}</div>{_RELATED}{_FOOT}"),
    "a figure with a caption": _page(f"{_NAV}<article><h1>{TITLE}</h1><figure><img src='/a.jpg' alt='다리'><figcaption>{_CAPTION}</figcaption></figure>{P}</article>{_FOOT}"),
    "a picture's words in a paragraph of a class": _page(f"{_NAV}<div id='articleBody'><h2>{TITLE}</h2><div class='photo'><img src='/a.jpg'><p class='caption'>{_CAPTION}</p></div>{P}</div>{_COPY}{_FOOT}"),
    "a picture in a table, as old systems have it": _page(f"{_NAV}<div id='article_txt'><table class='photo'><tr><td><img src='/a.jpg'></td></tr><tr><td class='txt'>▲ {_CAPTION}</td></tr></table>{P}</div>{_FOOT}"),
    "related reports in the middle of the text": _page(f"{_NAV}<article><h1>{TITLE}</h1><p>{FIRST}</p><p>{MORE}</p>{_RELATED}<p>{SAID}</p><p>{LAST}</p></article>{_FOOT}"),
    "share buttons and sizes of letters within the text": _page(f"{_NAV}<div class='article_body'><h1>{TITLE}</h1>{_SHARE}{P}{_SHARE}</div>{_POPULAR}{_FOOT}"),
    "a line of related reports by arrows": _page(f"{_NAV}<article><h1>{TITLE}</h1>{P}<p><a href='/2'>▶ 나루시, 버스 노선 다시 짠다</a></p><p><a href='/3'>▶ 다리 이름 놓고 두 도시 다툼</a></p>{_COPY}</article>"),
    "invitations behind the text": _page(f"{_NAV}<article><h1>{TITLE}</h1>{P}<p>▷ 카카오톡 : '한빛제보' 검색, 채널 추가</p><p>▷ 전화 : 02-0000-0000</p><p>[한빛일보 채널 구독하기]</p>{_COPY}</article>"),
    "a portal-like page with a summary box": _page(f"{_NAV}<div class='media_end_head'><h2>{TITLE}</h2><div>입력 2025.12.30. 오후 2:20 수정 2025.12.30. 오후 2:40</div></div><div class='newsct_article' id='newsct_article'><article id='dic_area'><strong class='media_end_summary'>나루까지 15분</strong><br><br>{BR}</article></div><div class='copyright'>Copyright ⓒ 한빛일보. All rights reserved. 무단 전재 및 재배포 금지.</div>{_RELATED}"),
    "comments behind": _page(f"{_NAV}<article><h1>{TITLE}</h1>{P}</article><section id='comments'><h3>댓글 2</h3><div class='comment'><p>드디어 열렸네요. 오래 기다렸습니다.</p></div><div class='comment'><p>통행료가 없다니 다행이에요.</p></div></section>{_FOOT}"),
    "a date and a by-line between title and text": _page(f"{_NAV}<div class='article'><h1>{TITLE}</h1><p class='info'>윤서린 기자 | 입력 2025-12-30 14:20 | 수정 2025-12-30 14:40 | 댓글 0</p>{P}</div>{_FOOT}"),
    "a box of tags and an advertisement within": _page(f"{_NAV}<div itemprop='articleBody' class='content'><p>{FIRST}</p><div class='ad'>광고</div><p>{MORE}</p><div id='AD_1'><script>ad()</script><ins class='adsbygoogle'></ins></div><p>{SAID}</p><p>{LAST}</p><div class='tags'><a href='/t/1'>#한빛대교</a> <a href='/t/2'>#나루시</a></div></div>{_FOOT}"),
    "text in spans and fonts": _page(f"{_NAV}<div id='CmAdContent'>" + "".join(f"<div><font size='3'><span>{part}</span></font></div><div>&nbsp;</div>" for part in BODY) + f"</div>{_COPY}{_FOOT}"),
    "the article told of in JSON-LD, sections around it": _page(f"{_NAV}<section class='sec_body'><div class='text_area'>{P}</div></section><section class='sec_more'><h2>이 시각 주요 뉴스</h2><p><a href='/7'>한빛시의회, 새해 예산 통과</a></p><p><a href='/8'>나루 시장에 불…다친 사람 없어</a></p></section>{_FOOT}",
        "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"" + TITLE + "\"}</script>"),
    "words that only a screen reader hears, and a player": _page(f"{_NAV}<article><h1>{TITLE}</h1><div class='tts'><button>기사 듣기</button><span class='blind'>본문 글씨 키우기</span><span class='blind'>이 기사를 공유합니다</span></div>{P}<p>※ 자세한 내용은 동영상 뉴스로 확인하세요.</p></article>{_FOOT}"),
}  # fmt: skip
